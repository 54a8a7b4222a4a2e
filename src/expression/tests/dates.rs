//! Dates, fiscal years, deadlines and clocks.

use crate::calendar::{Days, parse_days};
use crate::expression::Tri::{self, Error, False, True, Unknown};
use crate::expression::testing::{VOCABULARY, problems, scope, town, verdict, why};
use crate::expression::{Binding, Condition};
use jiff::ToSpan;
use jiff::civil::{Date, date};

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

const CLOCKS: [&str; 5] = [
    "reporting_clock/first days=5 warn_after=3 counts_first_day=true rolls=false",
    "reporting_clock/final days=30 warn_after=none counts_first_day=true rolls=true",
    "holiday/a date=2026-05-04",
    "holiday/b date=2026-05-05",
    "recess/y first_month=12 first_day=29 last_month=1 last_day=3",
];

fn clock(live_on: &str, source: &str) -> Tri {
    let system = format!("system/juki {live_on}");
    verdict(&town(&[], &[&[system.as_str()], &CLOCKS[..]].concat()), source)
}

#[test]
fn clocks_end_on_an_open_day() {
    for (from, source, expected) in [
        ("2026-03-02", "due('first', system.live_on) == date('2026-03-06')", True),
        ("2026-03-02", "warn('first', system.live_on) == date('2026-03-04')", True),
        ("2026-03-02", "due('final', system.live_on) == date('2026-03-31')", True),
        // the 30th day is Sunday 3 May; 4 and 5 May are holidays
        ("2026-04-04", "due('final', system.live_on) == date('2026-05-06')", True),
        // the recess is known in any year, the next weekday only of years that have holidays
        ("2027-12-01", "due('final', system.live_on) > as_of", Error),
        ("2026-12-01", "due('final', system.live_on) > as_of", Error),
        ("2027-12-01", "due('first', system.live_on) == date('2027-12-05')", True),
        ("2026-03-02", "warn('final', system.live_on) > as_of", Error),
        ("9999-12-31", "due('final', system.live_on) > as_of", Error),
    ] {
        assert_eq!(clock(&format!("live_on={from}"), source), expected, "{from} {source}");
    }
    assert_eq!(clock("", "due('first', system.live_on) > as_of"), Unknown);
    let juki = town(&[], &[&["system/juki live_on=2026-03-02"], &CLOCKS[..]].concat());
    assert_eq!(
        why(&juki, "due('first', system.live_on) < as_of"),
        "true: system/juki.live_on reporting_clock/first.days |"
    );
}

#[test]
fn a_clock_must_exist() {
    assert_eq!(problems("due('fist', as_of) < as_of"), ["4..10 unknown clock `fist` (did you mean `first`?)"]);
    for source in ["due('first') < as_of", "due('first', system.score) < as_of", "warn(system.name, as_of) < as_of"] {
        assert_eq!(problems(source).len(), 1, "{source}");
    }
    assert_eq!(verdict(&town(&[], &["system/juki"]), "due('first', as_of) < as_of"), Error);
}

/// Whatever is said of a day that is known only as one of several must hold for each of them; and what differs from day to
/// day is not known.
#[test]
fn a_day_known_only_by_its_month_is_judged_as_all_of_its_days() {
    let days = |written: &str| parse_days(written).unwrap();
    let first = date(2025, 1, 20);
    let marks: Vec<Date> = (0..60).step_by(3).map(|n| first.saturating_add(n.days())).collect();
    for written in ["2025-02", "2025-02-10/2025-02-12", "2025年度", "2024年度"] {
        let Days { first, last } = days(written);
        for mark in &marks {
            for condition in [
                format!("system.live_on < date('{mark}')"),
                format!("system.live_on <= date('{mark}')"),
                format!("date('{mark}') < system.live_on"),
                format!("system.live_on == date('{mark}')"),
                format!("system.live_on != date('{mark}')"),
                format!("system.live_on + days(10) > date('{mark}')"),
                format!("system.live_on - date('{mark}') > 5"),
                format!("date('{mark}') - system.live_on >= 5"),
                "fiscal_year(system.live_on) == 2024".to_owned(),
                "fiscal_year(system.live_on) > 2024".to_owned(),
            ] {
                let on = |written: &str| verdict(&town(&[], &[&format!("system/a live_on={written}")]), &condition);
                let mut each = first.series(1.day()).take_while(|day| *day <= last).map(|day| on(&day.to_string()));
                let head = each.next().unwrap();
                let expected = if each.all(|verdict| verdict == head) { head } else { Tri::Unknown };
                assert_eq!(on(written), expected, "{condition} of {written}");
            }
        }
    }
}

#[test]
fn a_month_is_evidence_and_its_day_is_still_asked_for() {
    let known = town(&[], &["system/a live_on=2025-02"]);
    assert_eq!(why(&known, "system.live_on < date('2025-03-01')"), "true: system/a.live_on |");
    assert_eq!(why(&known, "system.live_on < date('2025-02-20')"), "unknown: system/a.live_on | system/a.live_on");
    let ended = town(&[], &["system/a end_on=2025-02"]);
    assert_eq!(why(&ended, "system.end_on == null"), "false: system/a.end_on |");
    let two = town(&[], &["system/a live_on=2025-02 end_on=2025-05"]);
    assert_eq!(verdict(&two, "system.live_on != system.end_on"), Tri::True);
    assert_eq!(verdict(&two, "system.end_on != null && system.end_on - system.live_on > 90"), Tri::Unknown);
    assert_eq!(verdict(&two, "system.end_on != null && system.end_on - system.live_on > 61"), Tri::True);
}
