//! Values that may be none, and the guards they need.

use crate::expression::Tri;
use crate::expression::testing::{problems, town, verdict, why};

const NONE: &str = "system/juki end_on=none owner=none room=none spare=none status=live segment=lg";
const SOME: &str = "system/juki end_on=2026-03-31 owner=ict room=3 spare=juki status=live segment=lg";
const BLANK: &str = "system/juki";
const OTHERS: [&str; 2] = ["department/ict name=ICT parent=none", "segment/lg zone=lgwan"];

fn outcomes(source: &str) -> [Tri; 3] {
    [NONE, SOME, BLANK].map(|line| verdict(&town(&[], &[line, OTHERS[0], OTHERS[1]]), source))
}

#[test]
fn null_is_a_value() {
    use Tri::{False, True, Unknown};
    assert_eq!(outcomes("system.end_on == null"), [True, False, Unknown]);
    assert_eq!(outcomes("null != system.end_on"), [False, True, Unknown]);
    assert_eq!(outcomes("system.end_on == date('2026-03-31')"), [False, True, Unknown]);
    assert_eq!(outcomes("system.end_on != date('2026-03-31')"), [True, False, Unknown]);
    assert_eq!(outcomes("system.room in [1, 3]"), [False, True, Unknown]);
    assert_eq!(outcomes("system.room in [1, 2]"), [False, False, Unknown]);
    assert_eq!(outcomes("system.owner == null"), [True, False, Unknown]);
    assert_eq!(outcomes("system.spare == system"), [False, True, Unknown]);
    assert_eq!(outcomes("null in [system.room, 5]"), [True, False, Unknown]);
}

#[test]
fn guards_open_the_way() {
    use Tri::{False, True, Unknown};
    for (source, expected) in [
        ("system.end_on != null && system.end_on < as_of", [False, True, Unknown]),
        ("system.end_on == null || system.end_on < as_of", [True, True, Unknown]),
        ("system.end_on == null ? false : system.end_on < as_of", [False, True, Unknown]),
        ("system.end_on != null ? system.end_on < as_of : true", [True, True, Unknown]),
        ("!(system.end_on == null) && system.end_on < as_of", [False, True, Unknown]),
        ("!(system.end_on == null || system.end_on > as_of)", [False, True, Unknown]),
        ("!(system.end_on != null && system.end_on > as_of)", [True, True, Unknown]),
        ("system.owner != null && system.owner.name == 'ICT'", [False, True, Unknown]),
        (
            "system.owner != null && (system.owner.parent == null || system.owner.parent.name == 'x')",
            [False, True, Unknown],
        ),
        ("system.room == 3 && system.room + 1 == 4", [False, True, Unknown]),
        ("system.room in [1, 3] && system.room > 1", [False, True, Unknown]),
        (
            "(system.room != null && system.end_on != null) && system.room + 1 > 0 && system.end_on < as_of",
            [False, True, Unknown],
        ),
        ("system.spare != null && system.spare.end_on != null && system.spare.end_on < as_of", [False, True, Unknown]),
    ] {
        assert_eq!(problems(source), Vec::<String>::new(), "{source}");
        assert_eq!(outcomes(source), expected, "{source}");
    }
}

#[test]
fn a_missing_guard_is_a_problem() {
    for source in [
        "system.end_on < as_of",
        "system.end_on != null || system.end_on < as_of",
        "system.end_on == null && system.end_on < as_of",
        "system.end_on < as_of && system.end_on != null",
        "system.end_on == null ? system.end_on < as_of : true",
        "(system.end_on != null || system.safe) && system.end_on < as_of",
        "system.owner.name == 'x'",
        "system.room + 1 > 0",
        "-system.room > 0",
        "system.room == null || true && system.room + 1 > 0 && system.spare.room > 1",
        "system.spare != null && system.spare.end_on < as_of",
        "fiscal_year(system.end_on) == 2025",
        "inventory.system.exists(s, s.end_on != null) && inventory.system.all(s, s.end_on < as_of)",
        "inventory.system.filter(s, s.room != null || s.safe).all(s, s.room > 1)",
        "sum(inventory.system.map(s, s.room)) > 3",
        "system.safe ? system.room > 1 : true",
        "(system.safe ? system.room : 3) > 1",
    ] {
        let problems = problems(source);
        assert_eq!(problems.len(), 1, "{source}: {problems:?}");
        assert!(problems[0].contains("may be none"), "{source}: {problems:?}");
    }
}

#[test]
fn a_filter_guards_the_elements_after_it() {
    for source in [
        "inventory.system.filter(s, s.end_on != null).all(x, x.end_on < as_of)",
        "inventory.system.filter(s, s.room != null && s.room > 0).map(s, s.room).exists(r, r > 2)",
        "sum(inventory.system.filter(s, s.room != null).map(s, s.room)) > 3",
        "inventory.system.map(s, s.room).filter(r, r != null).all(r, r > 0)",
        "inventory.system.filter(s, s.owner != null).filter(s, s.owner.parent != null).all(s, s.owner.parent.name == 'x')",
        "distinct(inventory.system.filter(s, s.owner != null)).all(s, s.owner.name == 'x')",
        "size(distinct(inventory.system.map(s, s.room))) > 3",
    ] {
        assert_eq!(problems(source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn a_variable_of_a_macro_is_guarded_only_inside() {
    let source = "inventory.system.exists(s, s.room != null && s.room > 1) || inventory.system.exists(s, s.room > 1)";
    assert_eq!(problems(source).len(), 1);
}

#[test]
fn the_message_shows_the_guard() {
    assert_eq!(
        problems("system.end_on < as_of"),
        ["0..13 `system.end_on` may be none (guard it first: `system.end_on != null && …`)"]
    );
    assert_eq!(
        problems("system.score == null"),
        [
            "0..12 `system.score` is never none (a value that is not known makes the result unknown by itself; leave the comparison out)"
        ]
    );
}

#[test]
fn none_is_evidence() {
    let town = town(&[], &[NONE, OTHERS[0], OTHERS[1]]);
    assert_eq!(why(&town, "system.end_on == null || system.end_on < as_of"), "true: system/juki.end_on |");
    assert_eq!(why(&town, "system.owner != null && system.owner.name == 'x'"), "false: system/juki.owner |");
}
