//! Three-valued logic with errors.

use crate::expression::Tri;
use crate::expression::testing::{town, verdict, why};

/// One expression for each outcome, over the system below.
const OUTCOMES: [(&str, Tri); 4] = [
    ("system.safe", Tri::True),
    ("!system.safe", Tri::False),
    ("system.backup", Tri::Unknown),
    ("1 / 0 == 1", Tri::Error),
];

const SYSTEM: &str = "system/juki safe=true score=80 segment=lg status=live room=none";
const SEGMENT: &str = "segment/lg zone=lgwan";

/// In `&&` False > Unknown > Error > True, in `||` True > Unknown > Error > False.
fn expected(and: bool, a: Tri, b: Tri) -> Tri {
    let order = match and {
        true => [Tri::False, Tri::Unknown, Tri::Error, Tri::True],
        false => [Tri::True, Tri::Unknown, Tri::Error, Tri::False],
    };
    order.into_iter().find(|outcome| *outcome == a || *outcome == b).unwrap()
}

#[test]
fn truth_tables() {
    let town = town(&[], &[SYSTEM, SEGMENT]);
    for (a, first) in OUTCOMES {
        for (b, second) in OUTCOMES {
            assert_eq!(verdict(&town, &format!("{a} && {b}")), expected(true, first, second), "{a} && {b}");
            assert_eq!(verdict(&town, &format!("{a} || {b}")), expected(false, first, second), "{a} || {b}");
            for (c, third) in OUTCOMES {
                let all = expected(true, expected(true, first, second), third);
                assert_eq!(verdict(&town, &format!("{a} && {b} && {c}")), all);
                let chosen = match first {
                    Tri::True => second,
                    Tri::False => third,
                    other => other,
                };
                assert_eq!(verdict(&town, &format!("{a} ? {b} : {c}")), chosen, "{a} ? {b} : {c}");
            }
        }
    }
}

#[test]
fn negation() {
    let town = town(&[], &[SYSTEM, SEGMENT]);
    for (a, outcome) in OUTCOMES {
        let opposite = match outcome {
            Tri::True => Tri::False,
            Tri::False => Tri::True,
            other => other,
        };
        assert_eq!(verdict(&town, &format!("!({a})")), opposite);
        assert_eq!(verdict(&town, &format!("!!({a})")), outcome);
    }
}

#[test]
fn equality_of_conditions() {
    let town = town(&[], &[SYSTEM, SEGMENT]);
    assert_eq!(verdict(&town, "system.safe == true"), Tri::True);
    assert_eq!(verdict(&town, "system.safe != (1 < 2)"), Tri::False);
    assert_eq!(verdict(&town, "system.backup == true"), Tri::Unknown);
    assert_eq!(verdict(&town, "system.backup == (1 / 0 == 1)"), Tri::Unknown);
    assert_eq!(verdict(&town, "true == (1 / 0 == 1)"), Tri::Error);
}

#[test]
fn what_decides_is_kept_and_the_rest_is_not_blamed() {
    let town = town(&[], &[SYSTEM, SEGMENT]);
    assert_eq!(why(&town, "system.backup && system.status == 'planned'"), "false: system/juki.status |");
    assert_eq!(why(&town, "system.backup || system.safe"), "true: system/juki.safe |");
    assert_eq!(why(&town, "system.safe && system.backup"), "unknown: system/juki.safe | system/juki.backup");
    assert_eq!(why(&town, "system.safe && system.status == 'live'"), "true: system/juki.status system/juki.safe |");
    assert_eq!(why(&town, "(system.backup || true) && system.rate > 1.0"), "unknown:  | system/juki.rate");
    assert_eq!(why(&town, "1 / 0 == 1 || system.score > 1"), "true: system/juki.score |");
}

#[test]
fn both_sides_of_a_comparison_are_named() {
    let town = town(&[], &["system/juki"]);
    assert_eq!(why(&town, "system.score < system.limit"), "unknown:  | system/juki.score system/juki.limit");
    assert_eq!(why(&town, "system.score - system.limit < 3"), "unknown:  | system/juki.score system/juki.limit");
    assert_eq!(why(&town, "system.safe == system.backup"), "unknown:  | system/juki.safe system/juki.backup");
    assert_eq!(why(&town, "system.name.contains(system.name)"), "unknown:  | system/juki.name");
}

#[test]
fn references_are_evidence() {
    let town = town(&[], &[SYSTEM, SEGMENT]);
    assert_eq!(why(&town, "system.segment.zone == 'lgwan'"), "true: segment/lg.zone system/juki.segment |");
    assert_eq!(why(&town, "system.segment.name == 'x'"), "unknown: system/juki.segment | segment/lg.name");
    assert_eq!(why(&town, "system.segment.id == 'lg'"), "true: system/juki.segment |");
    assert_eq!(why(&town, "system.id == 'juki'"), "true:  |");
}

#[test]
fn a_missing_reference_is_named_itself() {
    let town = town(&[], &["system/juki"]);
    assert_eq!(why(&town, "system.segment.zone == 'lgwan'"), "unknown:  | system/juki.segment");
}

#[test]
fn texts() {
    let town = town(&[], &["system/juki name=住民記録システム tags=a|b"]);
    for (source, outcome) in [
        ("system.name.contains('記録')", Tri::True),
        ("system.name.startsWith('記録')", Tri::False),
        ("system.name.endsWith(\"システム\")", Tri::True),
        ("system.name.matches('^住民.*ム$')", Tri::True),
        ("system.name.matches(r'^\\d+$')", Tri::False),
        ("size(system.name) == 8", Tri::True),
        ("system.name.size() > 8", Tri::False),
        ("system.name < '阿'", Tri::True),
        ("system.name in ['x', '住民記録システム']", Tri::True),
        ("'b' in system.tags", Tri::True),
        ("'c' in system.tags", Tri::False),
    ] {
        assert_eq!(verdict(&town, source), outcome, "{source}");
    }
}

#[test]
fn records_are_equal_when_they_are_the_same() {
    let town = town(&["system"], &["system/juki spare=koseki", "system/koseki spare=koseki", "system/zei spare=none"]);
    assert_eq!(verdict(&town, "system.spare == system"), Tri::False);
    assert_eq!(verdict(&town, "inventory.system.exists(s, s == system.spare)"), Tri::True);
    assert_eq!(verdict(&town, "inventory.system.exists_one(s, s.spare == s)"), Tri::True);
}
