//! Dates, fiscal years and deadlines.

use crate::expression::Tri::{self, Error, False, True, Unknown};
use crate::expression::testing::{VOCABULARY, problems, scope, town, verdict, why};
use crate::expression::{Binding, Condition};

fn holds(source: &str) -> Tri {
    verdict(&town(&[], &["system/juki live_on=2024-01-31 score=2025"]), source)
}

#[test]
fn dates() {
    for (source, expected) in [
        ("as_of == date('2026-04-01')", True),
        ("system.live_on < as_of", True),
        ("as_of - system.live_on == 791", True),
        ("system.live_on - as_of == -791", True),
        ("system.live_on + months(1) == date('2024-02-29')", True),
        ("months(1) + system.live_on == date('2024-02-29')", True),
        ("system.live_on + days(1) == date('2024-02-01')", True),
        ("date('2024-03-31') - months(1) == date('2024-02-29')", True),
        ("system.live_on - days(31) == date('2023-12-31')", True),
        ("system.live_on + months(12) > as_of", False),
        ("fiscal_year(system.live_on) == 2023", True),
        ("fiscal_year(date('2024-03-31')) == 2023 && fiscal_year(date('2024-04-01')) == 2024", True),
        ("year_start(2024) == date('2024-04-01') && year_end(2024) == date('2025-03-31')", True),
        ("system.live_on <= year_end(system.score)", True),
        ("system.live_on + days(99999999) > as_of", Error),
        ("system.live_on + days(9999999999) > as_of", Error),
        ("year_end(99999) > as_of", Error),
        ("system.live_on in [date('2024-01-31')]", True),
        ("system.live_on + months(system.limit) > as_of", Unknown),
    ] {
        assert_eq!(holds(source), expected, "{source}");
    }
}

#[test]
fn literals_are_checked() {
    assert_eq!(
        problems("system.live_on < date('2026-02-30')"),
        ["22..34 `2026-02-30` is not a date (write it as `2026-03-31`)"]
    );
    for source in ["date('R7.3.31') < as_of", "date('2026-3-31') < as_of", "date(system.name) < as_of"] {
        assert_eq!(problems(source).len(), 1, "{source}");
    }
}

const DEADLINES: [&str; 2] = ["deadline/standard date=2026-03-31", "deadline/other date=2027-03-31"];

fn deadline(function: &str, source: &str) -> String {
    let town = town(&[], &[function, DEADLINES[0], DEADLINES[1]]);
    let condition = Condition::compile(source, &scope("function"), &VOCABULARY).unwrap();
    let explained = condition.explain(&town, &[Binding::Row(0)]);
    assert_eq!(condition.verdict(&town, &[Binding::Row(0)]), explained.verdict);
    let facts: Vec<_> = explained.facts.iter().map(|fact| town.path(*fact)).collect();
    format!("{:?} {} {}", explained.verdict, facts.join(" "), explained.missing.len())
}

#[test]
fn deadlines() {
    let own = "function.closed <= deadline('standard', function)";
    assert_eq!(
        deadline("function/a closed=2026-06-01 own_deadline=2026-12-31", own),
        "True function/a.own_deadline function/a.closed 0"
    );
    assert_eq!(
        deadline("function/a closed=2026-06-01 own_deadline=none", own),
        "False function/a.own_deadline function/a.closed deadline/standard.date 0"
    );
    assert_eq!(deadline("function/a closed=2026-06-01", own), "Unknown function/a.closed 1");
    let national = "function.closed <= deadline('standard')";
    assert_eq!(
        deadline("function/a closed=2026-06-01 own_deadline=2026-12-31", national),
        "False function/a.closed deadline/standard.date 0"
    );
    // an entry without a field of its own, and a record without that field
    let other = "function.closed <= deadline('other', function) && deadline('standard', body) < as_of";
    assert!(deadline("function/a closed=2026-06-01", other).starts_with("True"));
}

#[test]
fn a_deadline_must_exist() {
    assert_eq!(
        problems("as_of < deadline('standrad')"),
        ["17..27 unknown deadline `standrad` (did you mean `standard`?)"]
    );
    assert_eq!(problems("as_of < deadline('standard', system.score)").len(), 1);
    let town = town(&[], &["system/juki"]);
    assert_eq!(verdict(&town, "as_of < deadline('standard')"), Error);
    assert_eq!(verdict(&town, "as_of < deadline('standard') || true"), True);
    assert_eq!(why(&town, "as_of < deadline('standard') && false"), "false:  |");
    assert_eq!(verdict(&town, "false && as_of < deadline('standard')"), False);
}
