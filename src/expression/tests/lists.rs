//! Lists: complete and open ones, counted, searched and made distinct.

use crate::expression::Tri::{self, Error, False, True, Unknown};
use crate::expression::testing::{problems, town, verdict, why};

const INCIDENTS: [&str; 7] = [
    "system/juki owner=ict functions=a|b tags=x kinds=a|b",
    "function/a done=40",
    "function/b done=3",
    "department/ict name=ICT parent=none",
    "incident/1 department=ict kind=loss persons=3 year=2025 reported=true",
    "incident/2 department=ict kind=theft persons=5 year=2025 reported=false",
    "incident/3 department=ict kind=loss year=2024",
];

fn both(source: &str) -> [Tri; 2] {
    [&["incident", "function"][..], &[]].map(|complete| verdict(&town(complete, &INCIDENTS), source))
}

#[test]
fn complete_and_open_tables() {
    for (source, expected) in [
        ("inventory.incident.exists(i, i.kind == 'theft')", [True, True]),
        ("inventory.incident.exists(i, i.year == 2020)", [False, Unknown]),
        ("inventory.incident.all(i, i.year >= 2024)", [True, Unknown]),
        ("inventory.incident.all(i, i.year == 2025)", [False, False]),
        ("inventory.incident.exists(i, i.reported)", [True, True]),
        ("inventory.incident.all(i, i.reported)", [False, False]),
        ("inventory.incident.exists(i, i.persons > 100)", [Unknown, Unknown]),
        ("inventory.incident.all(i, i.persons < 100)", [Unknown, Unknown]),
        ("inventory.incident.exists_one(i, i.kind == 'theft')", [True, Unknown]),
        ("inventory.incident.exists_one(i, i.kind == 'loss')", [False, False]),
        ("inventory.incident.exists_one(i, i.reported)", [Unknown, Unknown]),
        ("inventory.incident.exists_one(i, i.year == 2020)", [False, Unknown]),
        ("size(inventory.incident) > 2", [True, True]),
        ("size(inventory.incident) > 3", [False, Unknown]),
        ("size(inventory.incident) == 3", [True, Unknown]),
        ("size(inventory.incident) <= 2", [False, False]),
        ("inventory.incident.size() >= 1", [True, True]),
        ("size(inventory.incident.filter(i, i.kind == 'loss')) == 2", [True, Unknown]),
        ("size(inventory.incident.filter(i, i.reported)) == 1", [Unknown, Unknown]),
        ("size(inventory.incident.filter(i, i.reported)) >= 1", [True, True]),
        ("size(inventory.incident.filter(i, i.reported)) > 2", [False, Unknown]),
        ("sum(inventory.incident.map(i, i.year)) == 6074", [True, Unknown]),
        ("sum(inventory.incident.map(i, i.persons)) > 0", [Unknown, Unknown]),
        ("sum(inventory.incident.filter(i, i.year == 2025).map(i, i.persons)) == 8", [True, Unknown]),
        ("sum(inventory.incident.filter(i, i.year == 2020).map(i, i.persons)) == 0", [True, Unknown]),
        ("2025 in inventory.incident.map(i, i.year)", [True, True]),
        ("2020 in inventory.incident.map(i, i.year)", [False, Unknown]),
        ("5 in inventory.incident.map(i, i.persons)", [True, True]),
        ("7 in inventory.incident.map(i, i.persons)", [Unknown, Unknown]),
    ] {
        assert_eq!(both(source), expected, "{source}");
    }
}

#[test]
fn distinct_values() {
    for (source, expected) in [
        ("size(distinct(inventory.incident.map(i, i.year))) == 2", [True, Unknown]),
        ("size(distinct(inventory.incident.map(i, i.year))) >= 2", [True, True]),
        ("size(distinct(inventory.incident.map(i, i.persons))) >= 2", [True, True]),
        ("size(distinct(inventory.incident.map(i, i.persons))) >= 3", [Unknown, Unknown]),
        ("size(distinct(inventory.incident.map(i, i.persons))) <= 3", [True, Unknown]),
        ("size(distinct(inventory.incident.filter(i, i.reported).map(i, i.year))) == 1", [Unknown, Unknown]),
        ("size(distinct(inventory.incident.map(i, i.department))) == 1", [True, Unknown]),
        ("distinct(inventory.incident.map(i, i.year)).all(y, y > 2000)", [True, Unknown]),
        ("sum(distinct(inventory.incident.map(i, i.year))) == 4049", [True, Unknown]),
        ("size(distinct(inventory.incident.map(i, i.persons > 4))) >= 2", [True, True]),
        ("size(distinct([1, 1, 2])) == 2", [True, True]),
        ("size(distinct([80.0, system.score + 1, 0.5])) == 3", [Unknown, Unknown]),
        ("size(distinct([1.0, 1, 0.5, fiscal_year(as_of) - 2025])) == 2", [True, True]),
        ("size(distinct([1.0, 1, 0.5])) == 2 && size(distinct([0.0, -0.0])) == 1", [True, True]),
    ] {
        assert_eq!(both(source), expected, "{source}");
    }
}

#[test]
fn values_nobody_knows_are_still_one_value() {
    let town = town(&["incident"], &["system/juki", "incident/1", "incident/2"]);
    assert_eq!(verdict(&town, "size(distinct(inventory.incident.map(i, i.year))) >= 1"), True);
    assert_eq!(verdict(&town, "size(distinct(inventory.incident.map(i, i.year))) <= 2"), True);
    assert_eq!(verdict(&town, "size(distinct(inventory.incident.map(i, i.year))) == 2"), Unknown);
}

#[test]
fn elements_by_number() {
    for (source, expected) in [
        ("inventory.incident[0].kind == 'loss'", [True, True]),
        ("inventory.incident[1].persons == 5", [True, True]),
        ("inventory.incident[3].persons == 5", [Error, Unknown]),
        ("inventory.incident[-1].persons == 5", [Error, Error]),
        ("inventory.incident.filter(i, i.year == 2024)[0].kind == 'loss'", [True, True]),
        ("inventory.incident.filter(i, i.reported)[0].kind == 'loss'", [True, True]),
        ("inventory.incident.filter(i, i.reported)[1].kind == 'loss'", [Unknown, Unknown]),
        ("inventory.incident.filter(i, i.year == 2020)[0].kind == 'loss'", [Error, Unknown]),
        ("inventory.incident[system.score].kind == 'loss'", [Unknown, Unknown]),
        ("[1, 2, 3][1] == 2", [True, True]),
        ("[1, 2, 3][3] == 2", [Error, Error]),
        ("[system.score, 2][1] == 2", [True, True]),
        ("[system.score, 2][0] == 2", [Unknown, Unknown]),
    ] {
        assert_eq!(both(source), expected, "{source}");
    }
}

#[test]
fn fields_that_hold_lists() {
    for (source, expected) in [
        ("system.functions.all(f, f.done > 2)", [True, True]),
        ("system.functions.exists(f, f.done == 41)", [False, False]),
        ("size(system.functions) == 2", [True, True]),
        ("'x' in system.tags && !('y' in system.tags)", [True, True]),
        ("'a' in system.kinds && !('c' in system.kinds)", [True, True]),
        ("system.kinds.all(k, k in ['a', 'b'])", [True, True]),
        ("inventory.function.filter(f, f in system.functions && f.done == 40)[0].id == 'a'", [True, True]),
    ] {
        assert_eq!(both(source), expected, "{source}");
    }
    let blank = town(&[], &["system/juki", INCIDENTS[1]]);
    assert_eq!(why(&blank, "system.functions.all(f, f.done > 2)"), "unknown:  | system/juki.functions");
    assert_eq!(why(&blank, "size(system.functions) >= 0"), "true:  |");
    assert_eq!(why(&blank, "size(system.functions) >= 1"), "unknown:  | system/juki.functions");
    assert_eq!(why(&blank, "'x' in system.tags"), "unknown:  | system/juki.tags");
    let none = town(&[], &["system/juki functions=none tags="]);
    assert_eq!(why(&none, "size(system.functions) == 0"), "true: system/juki.functions |");
    assert_eq!(why(&none, "'x' in system.tags"), "false: system/juki.tags |");
}

#[test]
fn reverse_lists() {
    let lines = ["system/juki owner=ict", INCIDENTS[3], INCIDENTS[4], "incident/9 kind=loss", "function/a"];
    let open = town(&["system"], &lines);
    // an incident without a department may be one of them
    assert_eq!(
        why(&open, "system.owner != null && size(system.owner.incidents) == 1"),
        "unknown: system/juki.owner incident/1.department | incident/9.department department/ict.incidents/*"
    );
    assert_eq!(
        why(&open, "system.owner != null && size(system.owner.incidents) >= 1"),
        "true: system/juki.owner incident/1.department |"
    );
    assert_eq!(why(&open, "inventory.department.all(d, d.systems.all(s, s.id == 'juki'))"), "unknown:  | department/*");
    assert_eq!(
        why(&open, "inventory.function.exists(f, f.systems.exists(s, s == system))"),
        "unknown:  | system/juki.functions function/*"
    );
}

#[test]
fn evidence_of_what_was_found() {
    let open = town(&[], &INCIDENTS);
    let complete = town(&["incident"], &INCIDENTS);
    assert_eq!(why(&open, "inventory.incident.exists(i, i.kind == 'theft')"), "true: incident/2.kind |");
    assert_eq!(
        why(&complete, "inventory.incident.exists(i, i.kind == 'loss' && i.year == 2020)"),
        "false: incident/1.year incident/2.kind incident/3.year |"
    );
    assert_eq!(why(&open, "inventory.incident.all(i, i.year == 2025)"), "false: incident/3.year |");
    assert_eq!(why(&open, "inventory.incident.all(i, i.year > 2000)"), "unknown:  | incident/*");
    assert_eq!(
        why(&open, "inventory.incident.exists(i, i.persons > 100)"),
        "unknown:  | incident/3.persons incident/*"
    );
    assert_eq!(why(&complete, "inventory.incident.all(i, i.persons < 100)"), "unknown:  | incident/3.persons");
    assert_eq!(why(&complete, "inventory.incident.map(i, i.persons).exists(p, p == 5)"), "true: incident/2.persons |");
}

#[test]
fn a_count_from_below_blames_nobody() {
    let open = town(&[], &INCIDENTS);
    let complete = town(&["incident"], &INCIDENTS);
    let target = "size(inventory.incident.filter(i, i.year == 2024)) > 0";
    assert_eq!(why(&open, target), "true: incident/3.year |");
    assert_eq!(why(&complete, target), "true: incident/3.year |");
    let none = "size(inventory.incident.filter(i, i.year == 2020)) == 0";
    assert_eq!(why(&complete, none), "true: incident/1.year incident/2.year incident/3.year |");
    assert_eq!(why(&open, none), "unknown:  | incident/*");
    assert_eq!(why(&open, "0 < size(inventory.incident.filter(i, i.reported))"), "true: incident/1.reported |");
    assert_eq!(
        why(&open, "size(inventory.incident.filter(i, i.reported)) > 1"),
        "unknown: incident/1.reported | incident/3.reported incident/*"
    );
    assert_eq!(
        why(&open, "size(distinct(inventory.incident.map(i, i.year))) > 1"),
        "true: incident/1.year incident/3.year |"
    );
}

#[test]
fn filters_before_a_search() {
    let open = town(&[], &INCIDENTS);
    let complete = town(&["incident"], &INCIDENTS);
    // whether 3 was reported does not matter: it is of 2024
    let source = "inventory.incident.filter(i, i.reported).exists(i, i.year == 2023)";
    assert_eq!(
        why(&complete, source),
        "false: incident/1.year incident/1.reported incident/2.reported incident/3.year |"
    );
    assert_eq!(why(&open, source), "unknown:  | incident/*");
    let source = "inventory.incident.filter(i, i.reported).exists(i, i.year == 2024)";
    assert_eq!(why(&complete, source), "unknown: incident/3.year | incident/3.reported");
    let source = "inventory.incident.filter(i, i.reported).all(i, i.year == 2025)";
    assert_eq!(why(&complete, source), "unknown: incident/3.year | incident/3.reported");
}

#[test]
fn errors_in_lists() {
    for (source, expected) in [
        ("inventory.incident.exists(i, 1 / (i.year - 2025) == 0 || i.kind == 'theft')", True),
        ("inventory.incident.exists(i, 1 / (i.year - 2025) == 5)", Error),
        ("inventory.incident.all(i, 1 / (i.year - 2025) == 5)", False),
        ("inventory.incident.all(i, 1 / (i.year - 2025) == -1)", Error),
        ("inventory.incident.filter(i, 1 / (i.year - 2025) == -1).exists(i, i.kind == 'loss')", Error),
        ("inventory.incident.filter(i, 1 / (i.year - 2024) == 1).exists(i, i.kind == 'loss')", Error),
        ("inventory.incident.map(i, 1 / (i.year - 2024)).exists(n, n == 1)", Error),
        ("1 in inventory.incident.map(i, 1 / (i.year - 2024))", Error),
        ("inventory.incident.map(i, 1 / (i.year - 2024))[0] == 1", Error),
        ("size(inventory.incident.map(i, 1 / (i.year - 2024))) == 3", Error),
        ("sum(inventory.incident.map(i, i.year * 9223372036854775)) > 0", Error),
        ("[1, 1 / 0].exists(n, n == 1)", Error),
        ("1 / 0 in [1, 2]", Error),
    ] {
        assert_eq!(both(source)[0], expected, "{source}");
    }
}

#[test]
fn lists_may_depend_on_a_condition() {
    let lines = ["system/juki safe=true", "incident/1 year=2025"];
    let town = town(&["incident", "system"], &lines);
    assert_eq!(verdict(&town, "size(system.safe ? inventory.incident : inventory.incident) == 1"), True);
    assert_eq!(why(&town, "(system.backup ? [1, 2] : [3]).exists(n, n == 1)"), "unknown:  | system/juki.backup");
    assert_eq!(verdict(&town, "(system.safe ? [1, 2] : [3]).exists(n, n == 1)"), True);
}

#[test]
fn literals_with_missing_elements() {
    let town = town(&[], &["system/juki score=3"]);
    assert_eq!(why(&town, "3 in [system.limit, system.score]"), "true: system/juki.score |");
    assert_eq!(why(&town, "4 in [system.limit, system.score]"), "unknown:  | system/juki.limit");
    assert_eq!(why(&town, "system.limit in [1, 2]"), "unknown:  | system/juki.limit");
    assert_eq!(why(&town, "[system.limit, 4].exists(n, n == 4)"), "true:  |");
    assert_eq!(why(&town, "[system.limit, 4].all(n, n == 4 || true)"), "true:  |");
}

#[test]
fn lists_are_not_values() {
    for source in [
        "system.functions",
        "system.functions == system.functions",
        "system.functions.done > 3",
        "inventory.incident.map(i, i.department.incidents).size() > 1",
        "system.safe in system.functions",
        "system.tags + 1 == 2",
        "inventory.body.size() > 1",
        "catalog.system.size() > 1",
        "inventory.deadline.size() > 1",
        "inventory.size() > 1",
        "[].size() > 1",
        "size([1, 'a']) > 1",
        "system.functions == null",
    ] {
        assert_eq!(problems(source).len(), 1, "{source}: {:?}", problems(source));
    }
}
