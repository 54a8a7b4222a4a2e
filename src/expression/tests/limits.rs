//! Limits: nothing that a pack says hangs or crashes the program.

use crate::expression::testing::{VOCABULARY, condition, problems, scope, shown, town, verdict};
use crate::expression::{Binding, Condition, Formula, Template, Tri};
use crate::inventory::Municipality;
use crate::language::Language;
use crate::vocabulary::FieldType;

fn town_of(systems: usize) -> Municipality<'static> {
    let lines: Vec<_> = (0..systems).map(|i| format!("system/s{i} score={i} name=n{i}")).collect();
    town(&["system"], &lines.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Three loops inside one another.
const HEAVY: &str =
    "inventory.system.all(a, inventory.system.all(b, inventory.system.all(c, a.score + b.score > c.score - 999)))";

#[test]
fn the_work_limit_is_never_absorbed() {
    let town = town_of(40);
    for source in [
        HEAVY.to_owned(),
        format!("{HEAVY} || true"),
        format!("!({HEAVY})"),
        format!("(1 / 0 == 1 && {HEAVY}) || true"),
        format!("system.safe == ({HEAVY}) || true"),
        format!("size(inventory.system.filter(s, {HEAVY})) >= 0 || true"),
        format!("size(inventory.system.map(s, {HEAVY})) >= 0 || true"),
        format!("true in inventory.system.map(s, {HEAVY}) || true"),
        format!("size(distinct(inventory.system.map(s, {HEAVY}))) >= 0 || true"),
        format!("inventory.system.filter(s, {HEAVY}).exists(s, s.safe) || true"),
        format!("({HEAVY} ? 1 : 2) < 3 || true"),
    ] {
        let mut condition = condition(&source);
        condition.steps = 10_000;
        let explained = condition.explain(&town, &[Binding::Row(0)]);
        assert_eq!(condition.verdict(&town, &[Binding::Row(0)]), Tri::Error, "{source}");
        assert_eq!(explained.verdict, Tri::Error);
        assert_eq!(explained.error.unwrap().message.en, "the work limit is reached");
        assert!(explained.missing.is_empty());
    }
    // what is not reached costs nothing
    assert_eq!(verdict(&town, &format!("false && {HEAVY}")), Tri::False);
}

#[test]
fn templates_and_formulas_have_limits_too() {
    let town = town_of(250);
    let template = Template::compile(&format!("{{{HEAVY}}}"), &scope("system"), &VOCABULARY).unwrap();
    assert_eq!(template.render(&town, &[Binding::Row(0)], Language::En), "not computable");
}

#[test]
fn ordinary_rules_are_far_from_the_limit() {
    let town = town_of(300);
    let source = "inventory.system.exists(a, inventory.system.exists(b, a.score + b.score == 598))";
    assert_eq!(verdict(&town, source), Tri::True);
}

#[test]
fn deep_and_long_sources_are_refused() {
    let nested = |open: &str, close: &str, times: usize| format!("{}1 == 1{}", open.repeat(times), close.repeat(times));
    let sources = [
        nested("(", ")", 70),
        nested("(", ")", 20_000),
        nested("!(", ")", 70),
        format!("{}true", "!".repeat(5_000)),
        format!("{}1 == 1", "-".repeat(5_000)),
        format!("1{} == 1", " + 1".repeat(2_000)),
        format!("system{}.name == 'x'", ".spare".repeat(100)),
        format!("system.functions{}.done == 1", "[0]".repeat(2_000)),
        format!("{}true", "true ? true : ".repeat(1_000)),
        format!("size({}) == 1", nested("[", "]", 3_000)),
        format!("{}system.safe", "system.tags.exists(x, ".repeat(60)),
        "size(".repeat(3_000),
        format!("system.name == '{}'", "あ".repeat(6_000)),
        format!("true{}", " && true".repeat(1_900)) + &" || false".repeat(10),
        format!("1 in [{}]", "1,".repeat(5_000)),
    ];
    for source in sources {
        let found = Condition::compile(&source, &scope("system"), &VOCABULARY);
        match found {
            Ok(_) => assert!(source.starts_with("true && true"), "{}…", &source[..20]),
            Err(found) => assert!(!found.is_empty()),
        }
        assert!(
            Template::compile(&format!("{{{source}}}"), &scope("system"), &VOCABULARY).is_err()
                || source.starts_with("true && true")
        );
        let _ = Formula::compile(&source, &scope("system"), &VOCABULARY, &FieldType::Bool);
    }
}

#[test]
fn what_is_within_the_limits_is_fine() {
    let town = town(&[], &["system/juki score=1 safe=true"]);
    let chains = [
        format!("system.safe{}", " && system.safe".repeat(900)),
        format!("false{} || system.safe", " || false".repeat(1_500)),
        format!("system.score{} == 61", " + 1".repeat(60)),
        format!("{}system.safe{}", "(".repeat(60), ")".repeat(60)),
        format!("inventory.system{}.exists(s, s.safe)", ".filter(s, s.safe)".repeat(60)),
        format!("inventory.system{}.exists(s, s.safe)", ".map(s, s)".repeat(60)),
        format!("inventory.system{}.exists(s, s)", ".map(s, true)".repeat(60)),
        format!("{}inventory.system{}.size() >= 1", "distinct(".repeat(30), ")".repeat(30)),
    ];
    for source in chains {
        assert_eq!(condition(&source).verdict(&town, &[Binding::Row(0)]), Tri::True);
    }
}

#[test]
fn deep_macros_are_refused() {
    let nested = |depth: usize| {
        let open: String = (0..depth).map(|i| format!("inventory.system.exists(v{i}, ")).collect();
        format!("{open}true{}", ")".repeat(depth))
    };
    assert_eq!(problems(&nested(8)), Vec::<String>::new());
    assert!(problems(&nested(9))[0].contains("too many macros"));
}

#[test]
fn heavy_patterns_are_refused() {
    let found = problems("system.name.matches('(a{1000}){1000}')");
    assert_eq!(found, ["20..37 the pattern is not valid (the pattern is too large)"]);
    assert_eq!(problems("system.name.matches('(')").len(), 1);
    assert_eq!(problems("system.name.matches(system.name)").len(), 1);
}

#[test]
fn bindings_that_are_not_there_are_an_error_not_a_panic() {
    let town = town(&[], &["system/juki score=1"]);
    let error = condition("system.score == 1").explain(&town, &[]).error.unwrap();
    assert_eq!(error.message.en, "there is no value");
    assert_eq!(condition("system.score == 1").verdict(&town, &[Binding::Int(3)]), Tri::Error);
    assert_eq!(condition("system.score == 1").verdict(&town, &[Binding::Row(99)]), Tri::Unknown);
    assert_eq!(
        condition("system.functions.exists(f, f.systems.size() > 1)").verdict(&town, &[Binding::Row(99)]),
        Tri::Unknown
    );
}

#[test]
fn the_length_limit_is_told() {
    let source = format!("true{}", " ".repeat(20_000));
    let found = Condition::compile(&source, &scope("system"), &VOCABULARY).unwrap_err();
    assert_eq!(shown(&found), ["0..0 the expression is longer than 16384 bytes"]);
}
