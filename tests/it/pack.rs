//! The shipped pack: every rule keeps what its examples promise, and every text is there in both languages.

use crate::program::root;
use tekigo::assess::examples;
use tekigo::diagnostic::Sources;
use tekigo::diagnostic::render::render;
use tekigo::language::{Language, Text};
use tekigo::load::{PackSource, load_pack};
use tekigo::pack::{Expected, Pack};

fn pack() -> (Pack, Sources) {
    let mut sources = Sources::default();
    match load_pack(PackSource::Folder(root().join("rules")), &[], &mut sources) {
        Ok(pack) => (pack, sources),
        Err(diagnostics) => {
            let all: Vec<String> = diagnostics.iter().map(|d| render(d, &sources, Language::En)).collect();
            panic!("{}", all.join("\n"));
        }
    }
}

#[test]
fn every_example_holds() {
    let (pack, sources) = pack();
    let broken = examples::broken(&pack);
    let all: Vec<String> = broken.iter().map(|d| render(d, &sources, Language::En)).collect();
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), all.join("\n"));
}

#[test]
fn there_are_at_least_150_rules_and_each_is_proved_both_ways() {
    let (pack, _) = pack();
    assert!(pack.rules.len() >= 150, "{} rules", pack.rules.len());
    for rule in &pack.rules {
        for wanted in [Expected::Fail, Expected::Pass] {
            let proved = rule.examples.iter().any(|example| example.verdict == wanted);
            assert!(proved, "rule `{}` has no example that is {wanted:?}", rule.id);
        }
        assert!(!rule.clauses.is_empty(), "rule `{}` cites nothing", rule.id);
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    let (pack, _) = pack();
    let mut lacking = Vec::new();
    let mut need = |what: String, text: &Text| {
        if text.ja.trim().is_empty() || text.en.trim().is_empty() {
            lacking.push(what);
        }
    };
    for rule in &pack.rules {
        for (name, text) in [("title", &rule.title), ("why", &rule.why), ("remedy", &rule.remedy)] {
            need(format!("{}: {name}", rule.id), text);
        }
        for example in &rule.examples {
            need(format!("{}: example `{}`", rule.id, example.note.en), &example.note);
        }
    }
    for entity in pack.vocabulary.entities.values() {
        need(format!("{}: label", entity.id), &entity.label);
        for field in entity.fields.values() {
            need(format!("{}.{}: label", entity.id, field.id), &field.label);
            let asked = entity.kind == tekigo::vocabulary::Kind::Base && !field.computed;
            if asked {
                need(format!("{}.{}: ask", entity.id, field.id), &field.ask);
            }
        }
    }
    for clause in pack.clauses.values().flatten() {
        if clause.edition != Text::default() {
            need(format!("{}: edition", clause.id), &clause.edition);
        }
        need(format!("{}: label", clause.id), &clause.label);
        need(format!("{}: text", clause.id), &clause.text);
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn advice_is_never_called_illegal() {
    let (pack, _) = pack();
    for rule in &pack.rules {
        for text in [&rule.title, &rule.why, &rule.remedy] {
            assert!(!text.ja.contains("違法") && !text.en.contains("illegal"), "rule `{}`", rule.id);
        }
    }
}

/// The candidates of the first study: a prefix and the numbers given to it.
const CANDIDATES: &[(&str, &[std::ops::RangeInclusive<u32>])] = &[
    ("SEG", &[1..=14, 20..=27]),
    ("POL", &[1..=12]),
    ("ORG", &[1..=10]),
    ("AUD", &[1..=8]),
    ("INC", &[1..=2, 10..=25]),
    ("TRN", &[1..=11, 20..=27]),
    ("STD", &[1..=9, 20..=29]),
    ("TRM", &[1..=9]),
    ("MDL", &[1..=8]),
    ("GCL", &[1..=6]),
    ("MED", &[1..=5]),
    ("LAW", &[1..=6]),
    ("PIA", &[1..=7]),
    ("AST", &[1..=7]),
    ("SUP", &[1..=8]),
    ("LOG", &[1..=3]),
    ("BCK", &[1..=3]),
    ("VUL", &[1..=1]),
    ("ODD", &[1..=42]),
];

/// Rows of a table whose first cell is a candidate: the candidate, and what the last cell says.
fn rows(file: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(root().join("rules").join(file)).unwrap();
    let cells = |line: &str| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let known =
        |id: &str| CANDIDATES.iter().any(|(prefix, _)| id.strip_prefix(prefix).is_some_and(|n| n.starts_with('-')));
    let rows = text.lines().filter(|line| line.starts_with("| ")).map(cells);
    rows.filter(|cells| known(&cells[0])).map(|cells| (cells[0].clone(), cells[cells.len() - 1].clone())).collect()
}

#[test]
fn every_candidate_has_a_rule_or_a_reason() {
    let (pack, _) = pack();
    let (covered, left_out) = (rows("candidates.md"), rows("README.md"));
    for (candidate, rules) in &covered {
        for rule in rules.split(", ").map(|rule| rule.trim_matches('`')) {
            assert!(pack.rules.iter().any(|known| known.id == rule), "{candidate}: there is no rule `{rule}`");
        }
    }
    for (candidate, reason) in &left_out {
        assert!(reason.len() > 5, "{candidate}: {reason}");
    }
    let mut named: Vec<&str> = covered.iter().chain(&left_out).map(|(candidate, _)| candidate.as_str()).collect();
    named.sort_unstable();
    let mut wanted: Vec<String> = Vec::new();
    for (prefix, ranges) in CANDIDATES {
        for number in ranges.iter().cloned().flatten() {
            wanted.push(if *prefix == "ODD" { format!("{prefix}-{number}") } else { format!("{prefix}-{number:03}") });
        }
    }
    wanted.sort_unstable();
    assert_eq!(wanted.len(), 171 + 42);
    assert_eq!(named, wanted);
}

/// What is done about a finding changes no verdict but those of the rules about actions themselves.
#[test]
fn no_rule_rests_on_an_action_but_those_about_actions() {
    let (pack, _) = pack();
    let action = pack.vocabulary.find("action").unwrap();
    let reads = |rule: &tekigo::pack::Rule| {
        rule.conditions().any(|condition| {
            let reads = condition.reads();
            reads.fields.iter().any(|(entity, _)| *entity == action) || reads.tables.contains(&action)
        })
    };
    let found: Vec<&str> = pack.rules.iter().filter(|rule| reads(rule)).map(|rule| rule.id.as_str()).collect();
    assert_eq!(found, ["action-confirmed-by-its-doer", "action-overdue", "action-reopened"]);
}
