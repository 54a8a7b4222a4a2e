//! Incident clocks: the holidays of the catalog against the law, the terms against hand-made vectors, the command, and
//! the rules that count by the same clocks.

use crate::program::{Scratch, check_json, root, tekigo};
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// The holidays of a year as the law sets them (国民の祝日に関する法律, and the special laws of 2018 and 2020): named days
/// first, then what follows from them.
fn by_law(year: i16) -> BTreeSet<Date> {
    let mut days = named(year);
    let all = |days: &BTreeSet<Date>| days.clone();
    // Substitute holiday (振替休日): the first day after a holiday on a Sunday that is none itself.
    for day in all(&days).into_iter().filter(|day| day.weekday() == Weekday::Sunday) {
        let mut next = day.tomorrow().unwrap();
        while days.contains(&next) {
            next = next.tomorrow().unwrap();
        }
        days.insert(next);
    }
    // Citizens' holiday (国民の休日): a day between two holidays.
    let named = named(year);
    for day in &named {
        let (between, after) = (day.tomorrow().unwrap(), day.tomorrow().unwrap().tomorrow().unwrap());
        if named.contains(&after) && between.year() == year {
            days.insert(between);
        }
    }
    days
}

fn named(year: i16) -> BTreeSet<Date> {
    let on = |month, day| date(year, month, day);
    let monday = |month, nth: i8| {
        let first = date(year, month, 1);
        let to_monday = (7 - first.weekday().to_monday_zero_offset()) % 7;
        date(year, month, 1 + to_monday + 7 * (nth - 1))
    };
    let mut days = BTreeSet::from([
        on(1, 1),
        monday(1, 2),
        on(2, 11),
        equinox(year, 20.8431, 3),
        on(4, 29),
        on(5, 3),
        on(5, 4),
        on(5, 5),
        monday(9, 3),
        equinox(year, 23.2488, 9),
        on(11, 3),
        on(11, 23),
    ]);
    // The Emperor's Birthday: 23 December until 2018, none in 2019, 23 February from 2020.
    match year {
        ..=2018 => days.insert(on(12, 23)),
        2019 => [on(5, 1), on(10, 22)].into_iter().all(|day| days.insert(day)),
        _ => days.insert(on(2, 23)),
    };
    // Marine Day, Mountain Day and Sports Day, moved for the Olympic Games.
    days.extend(match year {
        2020 => [on(7, 23), on(8, 10), on(7, 24)],
        2021 => [on(7, 22), on(8, 8), on(7, 23)],
        _ => [monday(7, 3), on(8, 11), monday(10, 2)],
    });
    days
}

/// The day of an equinox by the formula for 1980 to 2099.
fn equinox(year: i16, offset: f64, month: i8) -> Date {
    let years = f64::from(year - 1980);
    let day = (offset + 0.242194 * years).floor() - (years / 4.0).floor();
    date(year, month, day as i8)
}

#[test]
fn the_holidays_of_the_catalog_are_those_of_the_law() {
    let text = fs::read_to_string(root().join("rules/catalog/holiday.toml")).unwrap();
    let listed: BTreeSet<Date> =
        text.lines().filter_map(|line| line.strip_prefix("date = ")).map(|day| day.trim().parse().unwrap()).collect();
    for year in 2016..=2030 {
        let of_year: BTreeSet<Date> = listed.iter().filter(|day| day.year() == year).copied().collect();
        let (missing, extra): (Vec<_>, Vec<_>) = (
            by_law(year).difference(&of_year).copied().collect(),
            of_year.difference(&by_law(year)).copied().collect(),
        );
        assert!(missing.is_empty() && extra.is_empty(), "{year}: missing {missing:?}, too many {extra:?}");
    }
    assert!(listed.iter().all(|day| (2016..=2030).contains(&day.year())));
}

fn clock(aware: &str, kind: &str, more: &[&str]) -> Value {
    let args = [&["clock", "--aware", aware, "--kind", kind, "--format", "json"], more].concat();
    let ran = tekigo(&args);
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn duty<'c>(clock: &'c Value, id: &str) -> &'c Value {
    clock["duties"].as_array().unwrap().iter().find(|duty| duty["id"] == id).unwrap_or_else(|| panic!("{id}: {clock}"))
}

#[test]
fn the_vectors_hold_for_both_laws_side_by_side() {
    for (aware, preliminary, thirty, sixty) in [
        ("2026-03-02", "2026-03-06", "2026-03-31", "2026-04-30"),
        ("2026-12-01", "2026-12-05", "2027-01-04", "2027-01-29"),
        ("2026-04-03", "2026-04-07", "2026-05-07", "2026-06-01"),
        ("令和8年4月3日", "2026-04-07", "2026-05-07", "2026-06-01"),
    ] {
        let clock = clock(aware, "my-number", &[]);
        for law in ["my-number", "personal"] {
            for (stage, last) in [("preliminary", preliminary), ("final", thirty), ("final-malicious", sixty)] {
                let duty = duty(&clock, &format!("{law}-{stage}"));
                assert_eq!(duty["last"], last, "{aware} {law} {stage}");
                assert_eq!(duty["confirmed"], false, "the way of counting is from memory");
                let label = duty["citations"][0]["label"]["ja"].as_str().unwrap();
                assert!(label.contains(if law == "personal" { "第68条" } else { "第29条の4" }), "{label}");
            }
        }
        // Guidance of three to five days: best by the third.
        let warning = duty(&clock, "my-number-preliminary")["warning"].as_str().unwrap().parse::<Date>().unwrap();
        assert_eq!(warning.tomorrow().unwrap().tomorrow().unwrap().to_string(), preliminary);
    }
}

#[test]
fn no_head_count_keeps_a_my_number_leak_from_being_reported() {
    let my_number = clock("2026-12-01", "マイナンバー", &[]);
    assert_eq!(my_number["kind"]["id"], "my-number");
    for stage in ["preliminary", "notice"] {
        assert_eq!(duty(&my_number, &format!("my-number-{stage}"))["condition"], Value::Null);
    }
    assert!(my_number["kind"]["note"]["ja"].as_str().unwrap().contains("1人でも"));
    let personal = clock("2026-12-01", "personal", &[]);
    assert!(duty(&personal, "personal-preliminary")["condition"]["ja"].as_str().unwrap().contains("100人"));
    assert!(personal["duties"].as_array().unwrap().iter().all(|d| !d["id"].as_str().unwrap().starts_with("my-number")));
}

#[test]
fn it_answers_in_both_languages_within_eighty_cells_and_by_its_schema() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "clock"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for kind in ["my-number", "personal", "juki-net", "security"] {
        for aware in ["2016-01-01", "2022-06-01", "2026-12-01", "2030-12-20", "2031-06-02", "9999-12-31"] {
            let more: &[&str] = if aware < "9999" { &["--as-of", "2026-12-20"] } else { &[] };
            let errors: Vec<String> = validator.iter_errors(&clock(aware, kind, more)).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{kind} {aware}: {errors:?}");
            for lang in ["ja", "en"] {
                let ran = tekigo(&["clock", "--aware", aware, "--kind", kind, "--lang", lang]);
                assert_eq!(ran.code, 0, "{}", ran.err);
                for line in ran.out.lines() {
                    assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
                }
            }
        }
    }
    let late = clock("2026-12-01", "my-number", &["--as-of", "2027-01-06"]);
    assert_eq!(duty(&late, "my-number-final")["days_left"], -2);
    let text = tekigo(&["clock", "--aware", "2026-12-01", "--kind", "my-number", "--as-of", "2027-01-06"]).out;
    for word in ["令和9年1月4日（月）", "2日過ぎている", "個人情報保護委員会", "未照合", "第29条の4", "第68条"]
    {
        assert!(text.contains(word), "`{word}` is not in:\n{text}");
    }
}

#[test]
fn what_the_pack_does_not_know_is_said() {
    // No holidays are listed after 2030, so nobody knows whether a weekday is open.
    let after = clock("2031-06-02", "my-number", &[]);
    assert_eq!(duty(&after, "my-number-final")["last"], Value::Null);
    assert_eq!(duty(&after, "my-number-final")["nominal"], "2031-07-01");
    // Before the law began there is no such duty, and the page says which began later.
    let before = clock("2021-06-01", "my-number", &[]);
    let later: Vec<&str> =
        before["later"].as_array().unwrap().iter().map(|later| later["from"].as_str().unwrap()).collect();
    assert!(later.contains(&"2022-04-01") && later.contains(&"2023-04-01"), "{before}");
    assert!(before["duties"].as_array().unwrap().iter().all(|duty| duty["days"] == Value::Null), "{before}");
}

#[test]
fn an_unknown_kind_lists_the_kinds_there_are() {
    for args in [&["clock", "--aware", "2026-12-01", "--kind", "my-numer"][..], &["clock", "--aware", "2026-12-01"]] {
        let ran = tekigo(args);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        for kind in ["my-number", "personal", "juki-net", "security"] {
            assert!(ran.err.contains(kind), "{}", ran.err);
        }
    }
    assert!(
        tekigo(&["clock", "--aware", "2026-12-01", "--kind", "my-numer"]).err.contains("「my-number」のことですか")
    );
    assert_eq!(tekigo(&["clock", "--aware", "2026-02-30", "--kind", "personal"]).code, 2);
}

/// One reportable incident, judged on a day.
fn incident(aware: &str, reported: &str, day: &str) -> Value {
    let scratch = Scratch::new("clock");
    scratch.write(
        "body.toml",
        format!(
            "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = {day}\ncomplete = [\"incident\"]\n"
        ),
    );
    scratch.write(
        "incidents.toml",
        format!("[[incident]]\nid = \"i\"\nname = \"誤送信\"\naware_on = {aware}\nreportable = true\nmalicious = false\n{reported}"),
    );
    check_json(scratch.arg(), &[])
}

fn verdict(report: &Value, rule: &str) -> (String, String, Value) {
    let result = report["results"].as_array().unwrap().iter().find(|r| r["rule"] == rule).unwrap();
    let rule = report["rules"].as_array().unwrap().iter().find(|r| r["id"] == rule).unwrap();
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    (word(&result["verdict"]), word(&rule["severity"]), rule["finding"]["ja"].clone())
}

#[test]
fn after_three_days_comes_a_warning_and_after_five_a_call_for_an_explanation() {
    let none = "preliminary_report_on = \"none\"\nfinal_report_on = \"none\"\n";
    for (day, warned, late) in [
        ("2026-12-03", "pass", "pass"),
        ("2026-12-04", "fail", "pass"),
        ("2026-12-05", "fail", "pass"),
        ("2026-12-06", "not_applicable", "fail"),
    ] {
        let report = incident("2026-12-01", none, day);
        let (warning, low, _) = verdict(&report, "preliminary-report-not-yet-made");
        let (past, medium, finding) = verdict(&report, "preliminary-report-late");
        assert_eq!((warning.as_str(), past.as_str()), (warned, late), "{day}");
        assert_eq!((low.as_str(), medium.as_str()), ("low", "medium"));
        assert_eq!(finding, "要説明");
        assert_eq!(verdict(&report, "final-report-late").0, "pass");
    }
    assert_eq!(verdict(&incident("2026-12-01", none, "2027-01-04"), "final-report-late").0, "pass");
    let (late, high, finding) = verdict(&incident("2026-12-01", none, "2027-01-05"), "final-report-late");
    assert_eq!((late.as_str(), high.as_str(), finding), ("fail", "high", Value::Null));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// What the command says is what the rules count by, and both are what the law of the holidays gives.
    #[test]
    fn rules_and_command_count_alike(offset in 0i64..2760) {
        let aware = date(2023, 4, 1) + jiff::Span::new().days(offset);
        let clock = clock(&aware.to_string(), "my-number", &[]);
        for (duty_id, name, days) in [("my-number-final", "final", 30), ("my-number-final-malicious", "final_malicious", 60)] {
            let mut expected = aware + jiff::Span::new().days(days - 1);
            let closed = |day: Date| {
                let recess = matches!((day.month(), day.day()), (12, 29..) | (1, ..=3));
                recess || matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || by_law(day.year()).contains(&day)
            };
            while closed(expected) {
                expected = expected.tomorrow().unwrap();
            }
            prop_assert_eq!(duty(&clock, duty_id)["last"].as_str().unwrap(), expected.to_string());
            let condition = format!("due('{name}', date('{aware}')) == date('{expected}')");
            let ran = tekigo(&["eval", "inventories/mihon/r8", &condition, "--format", "json"]);
            let said: Value = serde_json::from_str(&ran.out).unwrap();
            prop_assert_eq!(&said["results"][0]["verdict"], &Value::Bool(true), "{}", condition);
        }
    }
}
