//! Evidence: what decides is enough, and what stands behind computed facts is shown.

use crate::expression::testing::{VOCABULARY, explain, forget, town, verdict, why};
use crate::inventory::{Fact, Missing, Municipality, Provenance};

const LINES: [&str; 11] = [
    "system/juki name=J status=live safe=true score=80 live_on=2024-01-31 end_on=none owner=zei segment=lg \
     functions=a|b tags=x|y kinds=a room=3",
    "system/zei name=Z status=planned safe=false score=10 owner=none segment=in functions=b spare=juki",
    "department/ict name=ICT parent=none",
    "department/zei name=ZEI parent=ict",
    "segment/lg zone=lgwan name=L",
    "segment/in zone=internet name=I",
    "function/a done=40 share=0.5",
    "function/b done=3 share=0.25",
    "incident/1 department=zei kind=loss persons=3 year=2025 reported=true",
    "incident/2 department=zei kind=theft persons=5 year=2024 reported=false",
    "incident/3 department=ict kind=theft year=2024",
];

const RULES: [&str; 30] = [
    "system.segment.zone == 'lgwan' && system.status == 'live'",
    "system.segment.zone in ['internet', 'my_number']",
    "system.owner != null && system.owner.parent != null && system.owner.parent.name == 'ICT'",
    "system.end_on == null || system.end_on < as_of",
    "system.functions.all(f, f.done > 2)",
    "system.functions.exists(f, f.done == 40 && f.share < 1.0)",
    "size(system.functions.filter(f, f.done == 40)) == 1",
    "sum(system.functions.map(f, f.done)) == 43",
    "sum(system.functions.map(f, f.share)) > 0.7",
    "system.functions.exists_one(f, f.done > 10)",
    "system.functions[1].done == 3",
    "system.functions.filter(f, f.done < 10)[0].id == 'b'",
    "system.owner != null && size(system.owner.incidents.filter(i, i.reported)) > 0",
    "system.owner != null && system.owner.incidents.all(i, i.year > 2000)",
    "inventory.department.exists(d, d.incidents.exists(i, i.year == 2025 && i.persons > 2))",
    "size(distinct(inventory.incident.map(i, i.year))) == 2",
    "size(distinct(inventory.incident.map(i, i.kind))) >= 2",
    "size(distinct(inventory.incident.map(i, i.department))) == 2",
    "'theft' in inventory.incident.map(i, i.kind)",
    "3 in inventory.incident.map(i, i.persons)",
    "system.live_on + months(3) < as_of",
    "fiscal_year(system.live_on) == 2023",
    "'x' in system.tags && !('z' in system.tags)",
    "system.name.startsWith('J') && size(system.name) == 1",
    "system.safe ? system.score > 50 : system.limit > 50",
    "size(inventory.incident.filter(i, i.year == 2020)) == 0",
    "inventory.incident.filter(i, i.kind == 'loss').all(i, i.persons < 4 && i.reported)",
    "inventory.incident.map(i, i.year).filter(y, y > 2024).exists(y, y == 2025)",
    "size(inventory.system.filter(s, s.functions.exists(f, f.done == 3))) == 2",
    "inventory.system.all(s, s.functions.exists(f, f.id == 'b') && s.status != 'live' || s.segment.name == 'Q')",
];

/// All facts of a municipality.
fn facts(town: &Municipality<'_>) -> Vec<Fact> {
    let mut all = Vec::new();
    for entity in VOCABULARY.ids() {
        for row in 0..town.table(entity).len() {
            for (name, _) in &VOCABULARY.entity(entity).fields {
                all.push(town.fact(entity, row, name).unwrap());
            }
        }
    }
    all
}

#[test]
fn only_the_evidence_is_needed() {
    for complete in [&["system", "incident", "department", "function", "segment"][..], &["incident"], &[]] {
        for source in RULES {
            let mut town = town(complete, &LINES);
            let before = explain(&town, source);
            for fact in facts(&town).into_iter().filter(|fact| !before.facts.contains(fact)) {
                forget(&mut town, fact);
            }
            let after = explain(&town, source);
            if before.missing.is_empty() {
                assert_eq!((after.verdict, after.facts), (before.verdict, before.facts.clone()), "{source}");
            }
        }
    }
}

/// Without this fact the verdict is another.
fn needs(town: &Municipality<'_>, source: &str, fact: Fact) -> bool {
    let mut without = town.clone();
    forget(&mut without, fact);
    verdict(&without, source) != verdict(town, source)
}

/// Rules in which every fact that is shown is needed for the verdict.
#[test]
fn all_of_the_evidence_is_needed() {
    let town = town(&["system", "incident", "department", "function", "segment"], &LINES);
    for source in [RULES[0], RULES[1], RULES[2], RULES[3], RULES[4], RULES[6], RULES[7], RULES[9], RULES[21]] {
        for fact in explain(&town, source).facts {
            // whether a record belongs to a reverse list is kept when its reference is forgotten
            assert!(needs(&town, source, fact), "{source}: {}", town.path(fact));
        }
    }
}

fn computed(town: &Municipality<'_>, path: (&str, u32, &str)) -> Fact {
    town.fact(VOCABULARY.find(path.0).unwrap(), path.1, path.2).unwrap()
}

#[test]
fn computed_facts_bring_what_they_rest_on() {
    let mut town = town(&[], &["system/juki", "coverage/a attended=3", "coverage/b", "incident/1 year=2025"]);
    let behind = computed(&town, ("incident", 0, "year"));
    let asked = Missing::Table(VOCABULARY.find("incident").unwrap());
    let [known, missing, share] = [("coverage", 0, "attended"), ("coverage", 1, "attended"), ("coverage", 1, "share")]
        .map(|path| computed(&town, path));
    let table = &mut town.tables[known.entity.0 as usize];
    table.provenance.insert((0, known.field), Provenance { facts: vec![behind], missing: vec![] });
    // a computed fact may rest on another, and even on itself
    let chain = Provenance { facts: vec![], missing: vec![Missing::Field(share), Missing::Field(missing)] };
    table.provenance.insert((1, missing.field), chain);
    table.provenance.insert((1, share.field), Provenance { facts: vec![], missing: vec![asked] });
    assert_eq!(why(&town, "inventory.coverage[0].attended == 3"), "true: incident/1.year coverage/a.attended |");
    assert_eq!(why(&town, "inventory.coverage[1].attended == 3"), "unknown:  | incident/*");
    assert_eq!(why(&town, "inventory.coverage[1].department.name == 'x'"), "unknown:  | coverage/b.department");
}
