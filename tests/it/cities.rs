//! What the shipped inventories must show.
//!
//! The real ones are held to what their sources say, the fictional ones to silence and to noise.

use crate::program::{Scratch, check_json, inventories, root};
use serde_json::Value;
use std::fs;

/// One result of a rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Result {
    subject: String,
    verdict: String,
    message: String,
}

/// The results of one rule.
fn results(report: &Value, rule: &str) -> Vec<Result> {
    let all = report["results"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let of_rule = all.filter(|result| result["rule"] == rule);
    of_rule
        .map(|result| Result {
            subject: text(&result["subject"]),
            verdict: text(&result["verdict"]),
            message: text(&result["message"]["ja"]),
        })
        .collect()
}

/// The verdicts of one rule on records, without "is this list complete?" and without what does not apply.
fn judged(report: &Value, rule: &str) -> Vec<Result> {
    let all = results(report, rule).into_iter();
    all.filter(|r| !r.subject.ends_with("/*") && r.verdict != "not_applicable").collect()
}

/// The one applicable verdict of a rule.
fn only(report: &Value, rule: &str) -> Result {
    let judged = judged(report, rule);
    assert_eq!(judged.len(), 1, "{rule}: {judged:#?}");
    judged.into_iter().next().unwrap()
}

fn city(dir: &str) -> Value {
    check_json(&format!("inventories/{dir}"), &[])
}

fn city_on(dir: &str, day: &str) -> Value {
    check_json(&format!("inventories/{dir}"), &["--as-of", day])
}

/// An inventory with a table declared complete.
fn city_with(dir: &str, change: impl Fn(&Scratch)) -> Value {
    let scratch = Scratch::new(&dir.replace('/', "-"));
    scratch.copy(&format!("inventories/{dir}"));
    change(&scratch);
    check_json(scratch.arg(), &[])
}

/// Declares a table complete in `body.toml`.
fn declare(scratch: &Scratch, table: &str) {
    let path = scratch.path.join("body.toml");
    let text = fs::read_to_string(&path).unwrap();
    let text = match text.find("complete = [") {
        Some(at) => format!("{}complete = [\"{table}\", {}", &text[..at], &text[at + "complete = [".len()..]),
        None => text.replacen("[body]", &format!("[body]\ncomplete = [\"{table}\"]"), 1),
    };
    fs::write(path, text).unwrap();
}

#[test]
fn settsu_counts_seventeen_functions_until_the_law_counts_twenty() {
    let rule = "plan-counts-fewer-functions-than-the-law";
    assert_eq!(only(&city("settsu/r2"), rule).verdict, "pass");
    let later = only(&city_on("settsu/r2", "2022-04-01"), rule);
    assert_eq!(later.verdict, "fail");
    for word in ["17", "20", "戸籍", "戸籍の附票", "印鑑登録"] {
        assert!(later.message.contains(word), "{later:?}");
    }
}

#[test]
fn settsu_has_one_incident_above_its_target_and_no_record_of_it() {
    let report = city("settsu/r2");
    let above = only(&report, "incident-count-above-target");
    assert_eq!(above.verdict, "fail");
    assert!(above.message.contains('1') && above.message.contains('0'), "{above:?}");
    assert_eq!(only(&report, "counted-incident-not-recorded").verdict, "unknown");
    let signed = city_with("settsu/r2", |scratch| declare(scratch, "incident"));
    assert_eq!(only(&signed, "counted-incident-not-recorded").verdict, "fail");
}

#[test]
fn settsu_cancelled_one_training_though_two_departments_tell_of_it() {
    let cancelled = judged(&city("settsu/r2"), "cancelled-training-not-replaced");
    assert_eq!(cancelled.iter().filter(|r| r.verdict == "fail").count(), 1, "{cancelled:#?}");
}

#[test]
fn settsu_hours_do_not_add_up_once_the_parts_are_complete() {
    let rule = "kpi-parts-do-not-add-up";
    assert_eq!(only(&city("settsu/r2"), rule).verdict, "unknown");
    let signed = city_with("settsu/r2", |scratch| declare(scratch, "kpi_part"));
    let whole = only(&signed, rule);
    assert_eq!(whole.verdict, "fail");
    assert!(whole.message.contains("526") && whole.message.contains("412"), "{whole:?}");
}

#[test]
fn suita_trained_too_few_then_enough_then_nobody_knows() {
    let report = city("suita/r3");
    let by_year: Vec<(bool, bool, bool, String)> = judged(&report, "training-attendance-below-target")
        .into_iter()
        .map(|r| {
            let year = |y: &str| r.subject.contains(y);
            (year("2019"), year("2020"), year("2021"), r.verdict)
        })
        .collect();
    let expected = [
        (true, false, false, "fail".to_owned()),
        (false, true, false, "pass".to_owned()),
        (false, false, true, "unknown".to_owned()),
    ];
    for wanted in &expected {
        assert!(by_year.contains(wanted), "{by_year:#?}");
    }
    assert_eq!(by_year.len(), 3, "{by_year:#?}");
    let workplaces = results(&report, "workplace-without-trained-staff");
    assert!(!workplaces.is_empty());
    assert!(workplaces.iter().all(|r| matches!(r.verdict.as_str(), "unknown" | "not_applicable")), "{workplaces:#?}");
    assert!(workplaces.iter().any(|r| r.verdict == "unknown"), "{workplaces:#?}");
}

#[test]
fn suita_falls_behind_its_plan_and_has_no_csirt() {
    let report = city("suita/r3");
    let behind = judged(&report, "kpi-behind-plan");
    let ap4: Vec<&Result> = behind.iter().filter(|r| r.verdict == "fail" && r.message.contains("16.7")).collect();
    assert_eq!(ap4.len(), 1, "{behind:#?}");
    assert!(ap4[0].message.contains("▲16.7") && ap4[0].message.contains("令和2年度"), "{ap4:?}");
    assert_eq!(only(&report, "csirt-not-established").verdict, "fail");
}

#[test]
fn no_trend_crosses_a_changed_definition() {
    let report = city("suita/r3");
    let series = report["derived"]["kpi_series"].as_array().unwrap();
    let values = |row: &Value| (row["kpi"].clone(), row["fiscal_year"].as_i64().unwrap(), row["definition"].clone());
    let mut compared = 0;
    for row in series.iter().filter(|row| row["change"].is_number()) {
        let (kpi, year, definition) = values(row);
        assert!(series.iter().any(|other| values(other) == (kpi.clone(), year - 1, definition.clone())), "{row}");
        compared += 1;
    }
    assert!(compared > 0);
}

#[test]
fn aira_starts_after_the_target_and_dates_a_report_twice() {
    let report = city("aira/r3");
    let late = only(&report, "procedures-online-after-target");
    assert_eq!(late.verdict, "fail");
    assert!(late.message.contains("令和5年4月"), "{late:?}");
    assert_eq!(only(&report, "milestone-dated-twice").verdict, "fail");
    let talks = results(&report, "my-number-zone-talks-to-unlisted-party");
    assert!(talks.iter().any(|r| r.subject == "flow/*" && r.verdict == "unknown"), "{talks:#?}");
    assert!(talks.iter().all(|r| matches!(r.verdict.as_str(), "unknown" | "not_applicable")), "{talks:#?}");
    let mihon = results(&city("mihon/r8"), "my-number-zone-talks-to-unlisted-party");
    assert!(mihon.iter().any(|r| r.verdict == "pass"), "{mihon:#?}");
    assert!(mihon.iter().all(|r| matches!(r.verdict.as_str(), "pass" | "not_applicable")), "{mihon:#?}");
}

#[test]
fn kadoma_says_little_and_is_asked() {
    let report = city("kadoma/r4");
    let wireless = "wireless-in-closed-zone-without-controls";
    let coming = report["coming"].as_array().unwrap();
    assert!(coming.iter().any(|result| result["rule"] == wireless));
    assert!(results(&report, wireless).is_empty());
    let later = judged(&city_on("kadoma/r4", "2026-11-20"), wireless);
    assert!(later.iter().any(|r| r.verdict == "unknown"), "{later:#?}");
    assert!(later.iter().all(|r| r.verdict == "unknown"), "{later:#?}");
    assert_eq!(only(&report, "csirt-not-established").verdict, "unknown");
    let goals = judged(&report, "goal-without-indicator");
    assert!(!goals.is_empty() && goals.iter().all(|r| r.verdict == "fail"), "{goals:#?}");
    assert_eq!(only(&report, "security-cloud-not-joined").verdict, "pass");
    let egress = results(&report, "internet-not-through-security-cloud");
    assert!(egress.iter().any(|r| r.verdict == "unknown"), "{egress:#?}");
    assert!(egress.iter().all(|r| matches!(r.verdict.as_str(), "unknown" | "not_applicable")), "{egress:#?}");
}

#[test]
fn osaka_adds_up_and_its_two_functions_are_designated() {
    let sums = judged(&city("osaka-pref/r1"), "platform-migration-does-not-add-up");
    assert!(!sums.is_empty() && sums.iter().all(|r| r.verdict == "pass"), "{sums:#?}");
    for day in ["2026-01-31", "2026-04-01", "2026-11-20"] {
        let report = city_on("osaka-pref/r7", day);
        let all = results(&report, "function-past-target-without-designation");
        assert_eq!(all.len(), 20, "{all:#?}");
        assert!(all.iter().all(|r| r.verdict != "fail"), "{day}: {all:#?}");
        assert_eq!(
            all.iter().filter(|r| r.verdict == "not_applicable").count(),
            if day < "2026-04-01" { 20 } else { 18 }
        );
    }
}

#[test]
fn settsu_is_asked_about_the_four_functions_that_were_not_done() {
    let rule = "function-past-target-without-designation";
    let before = results(&city("settsu/r7"), rule);
    assert!(before.iter().all(|r| r.verdict != "fail"), "{before:#?}");
    let after = city_on("settsu/r7", "2026-04-01");
    let open: Vec<String> =
        judged(&after, rule).into_iter().filter(|r| r.verdict == "unknown").map(|r| r.subject).collect();
    assert_eq!(open, ["function/fuhyo", "function/kaigo", "function/koseki", "function/shogai"]);
    let passed = judged(&after, rule).into_iter().filter(|r| r.verdict == "pass").count();
    assert_eq!(passed, 16);
    let mut all = after["results"].as_array().unwrap().iter();
    let kaigo = all.find(|r| r["rule"] == rule && r["subject"] == "function/kaigo").unwrap();
    let asked: Vec<&str> = kaigo["missing"].as_array().unwrap().iter().map(|m| m["path"].as_str().unwrap()).collect();
    assert!(asked.contains(&"function/kaigo.live_on"), "{asked:?}");
}

#[test]
fn mihon_is_silent() {
    let report = city("mihon/r8");
    let loud: Vec<&Value> = report["results"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| !matches!(r["verdict"].as_str().unwrap(), "pass" | "not_applicable"))
        .collect();
    assert!(loud.is_empty(), "{loud:#?}");
    assert!(report["ledger"]["pass"].as_u64().unwrap() > 200);
}

/// The rules that comments of the practice city name after a word such as 仕込み.
fn named_in_comments(word: &str) -> Vec<String> {
    let files = fs::read_dir(root().join("inventories/renshu/r8")).unwrap().map(std::result::Result::unwrap);
    let files = files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|end| end == "toml"));
    let texts = files.map(|file| fs::read_to_string(file).unwrap());
    let mark = format!("# {word}: ");
    let named = |text: String| {
        let lines = text.lines().filter_map(|line| line.trim().strip_prefix(&mark)).map(str::to_owned);
        lines.collect::<Vec<String>>()
    };
    texts.flat_map(named).map(|line| line.split(':').next().unwrap().trim().to_owned()).collect()
}

#[test]
fn renshu_fails_wherever_a_gap_was_planted_and_payroll_is_not_accused() {
    let report = city("renshu/r8");
    let planted = named_in_comments("仕込み");
    for rule in &planted {
        let found = results(&report, rule);
        assert!(found.iter().any(|r| r.verdict == "fail"), "{rule} is planted and does not fail: {found:#?}");
    }
    assert!(planted.len() >= 110, "{} planted", planted.len());
    let zone = results(&report, "my-number-use-system-outside-its-zone");
    assert!(zone.iter().any(|r| r.verdict == "fail"), "{zone:#?}");
    let related: Vec<&Result> =
        zone.iter().filter(|r| r.subject.contains("payroll") || r.subject.contains("kyuyo")).collect();
    assert!(!related.is_empty() && related.iter().all(|r| r.verdict == "not_applicable"), "{related:#?}");
}

#[test]
fn renshu_breaks_every_grave_rule_or_says_why_it_cannot() {
    let report = city("renshu/r8");
    let excused = named_in_comments("仕込めない");
    let grave: Vec<&Value> = report["rules"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|rule| rule["severity"] == "critical" || rule["severity"] == "high")
        .collect();
    assert!(grave.len() >= 70, "{}", grave.len());
    for rule in &grave {
        let id = rule["id"].as_str().unwrap();
        let fails = results(&report, id).iter().any(|r| r.verdict == "fail" || r.verdict == "waived");
        let named = excused.iter().any(|excused| excused == id);
        assert!(fails != named, "{id}: fails {fails}, excused {named}");
    }
    for rule in &excused {
        assert!(grave.iter().any(|known| known["id"] == rule.as_str()), "{rule} is excused and is no grave rule");
    }
}

#[test]
fn today_most_of_what_real_cities_published_is_unknown() {
    for dir in ["settsu/r2", "suita/r3", "aira/r3", "kadoma/r4", "osaka-pref/r1"] {
        let ledger = &city_on(dir, "2026-11-20")["ledger"];
        let count = |verdict: &str| ledger[verdict].as_u64().unwrap();
        let applicable = count("total") - count("not_applicable");
        assert!(count("unknown") * 2 > applicable, "{dir}: {ledger}");
    }
}

#[test]
fn verdicts_are_conserved_everywhere() {
    for dir in inventories() {
        for day in [None, Some("2026-11-20"), Some("2027-07-01")] {
            let report = day.map_or_else(|| city(&dir), |day| city_on(&dir, day));
            let ledger = report["ledger"].as_object().unwrap();
            let count = |verdict: &str| ledger[verdict].as_u64().unwrap();
            let parts = ["pass", "fail", "unknown", "not_applicable", "waived", "error"];
            assert_eq!(parts.iter().map(|verdict| count(verdict)).sum::<u64>(), count("total"), "{dir}: {ledger:?}");
            assert_eq!(report["results"].as_array().unwrap().len() as u64, count("total"), "{dir}");
            for verdict in parts {
                let listed = report["results"].as_array().unwrap().iter().filter(|r| r["verdict"] == verdict).count();
                assert_eq!(listed as u64, count(verdict), "{dir}: {verdict}");
            }
            assert_eq!(count("error"), 0, "{dir}");
        }
    }
}

#[test]
fn reports_on_real_bodies_say_that_they_are_not_the_bodys_own_view() {
    let sentence = "公表資料から機械的に作成したもので、当該団体の見解ではない";
    for dir in inventories() {
        let ran = crate::program::tekigo(&["check", &format!("inventories/{dir}")]);
        let fictional = dir.starts_with("mihon") || dir.starts_with("renshu");
        assert_eq!(ran.out.replace('\n', "").contains(sentence), !fictional, "{dir}");
        assert!(!ran.out.contains("違法"), "{dir}");
    }
}
