//! An earlier assessment beside a report: both counts, and nothing mended that is only no longer written down.

use crate::program::{Scratch, check_json, tekigo};
use serde_json::Value;

const OLD: &str = "inventories/suita/r3";
const NEW: &str = "inventories/suita/r7";

fn earlier(dir: &str, beside: &str, more: &[&str]) -> Value {
    check_json(dir, &[&["--beside", beside], more].concat())["earlier"].clone()
}

/// How many results of an area have a verdict, by a report of its own.
fn count(report: &Value, area: &str, verdict: &str) -> u64 {
    let rules = report["rules"].as_array().unwrap();
    let of = |result: &&Value| {
        let rule = rules.iter().find(|rule| rule["id"] == result["rule"]).unwrap();
        rule["area"] == area && result["verdict"] == verdict
    };
    report["results"].as_array().unwrap().iter().filter(of).count() as u64
}

#[test]
fn both_sides_count_what_their_own_reports_count() {
    let (then, now) = (check_json(OLD, &[]), check_json(NEW, &[]));
    let told = earlier(NEW, OLD, &[]);
    assert_eq!(told["ledger"], then["ledger"]);
    let areas = told["areas"].as_array().unwrap();
    assert!(areas.len() > 5);
    for area in areas {
        let name = area["area"].as_str().unwrap();
        for verdict in ["fail", "unknown", "pass"] {
            assert_eq!(area["then"][verdict], count(&then, name, verdict), "{name} {verdict}");
            assert_eq!(area["now"][verdict], count(&now, name, verdict), "{name} {verdict}");
        }
    }
}

#[test]
fn what_became_of_results_is_what_diff_tells() {
    let diff: Value = serde_json::from_str(&tekigo(&["diff", OLD, NEW, "--format", "json"]).out).unwrap();
    let told = earlier(NEW, OLD, &[]);
    let became = told["became"].as_object().unwrap();
    let changes = diff["changes"].as_array().unwrap();
    assert!(!changes.is_empty());
    assert_eq!(became.values().map(|number| number.as_u64().unwrap()).sum::<u64>(), changes.len() as u64);
    for (kind, number) in became {
        let of = changes.iter().filter(|change| change["kind"] == kind.as_str()).count();
        assert_eq!(number.as_u64(), Some(of as u64), "{kind}");
    }
}

#[test]
fn a_fail_that_nobody_writes_down_any_more_is_not_mended() {
    let report = tekigo(&["check", "inventories/kadoma/r7", "--beside", "inventories/kadoma/r4"]).out;
    let fails = check_json("inventories/kadoma/r4", &[])["ledger"]["fail"].as_u64().unwrap();
    assert!(fails > 0);
    assert!(report.contains(&format!("要是正 {fails}→0（うち是正を確認したもの 0件）")), "{report}");
}

#[test]
fn a_saved_assessment_stands_beside_as_its_folder_does() {
    let kept = Scratch::new("beside-saved");
    let saved = kept.path.join("old.json").to_str().unwrap().to_owned();
    tekigo(&["check", OLD, "--save", &saved]);
    assert_eq!(earlier(NEW, &saved, &[]), earlier(NEW, OLD, &[]));
    let ran = tekigo(&["check", NEW, "--beside", &saved, "--audience", "council"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("--audience"), "{}", ran.err);
}

#[test]
fn another_audience_is_told_no_more_of_then_than_of_now() {
    let told = earlier("inventories/renshu/r8", "inventories/renshu/r8", &["--audience", "public"]);
    assert!(told["became"].is_null());
    for area in told["areas"].as_array().unwrap() {
        assert_eq!(area["then"], area["now"]);
    }
}

#[test]
fn the_page_shows_both_sides_only_when_asked() {
    let page = tekigo(&["check", NEW, "--format", "html", "--beside", OLD]).out;
    let alone = tekigo(&["check", NEW, "--format", "html"]).out;
    let section = page.split("<section id=\"beside\">").nth(1).unwrap().split("</section>").next().unwrap();
    let then = check_json(OLD, &[])["ledger"]["unknown"].to_string();
    let now = check_json(NEW, &[])["ledger"]["unknown"].to_string();
    let totals = section.split("<tfoot>").nth(1).unwrap();
    assert!(totals.contains(&format!("<td class=\"number\">{then}</td><td class=\"number\">{now}</td>")), "{totals}");
    assert!(!alone.contains("id=\"beside\""));
    let other = tekigo(&["check", NEW, "--beside", "inventories/settsu/r2"]);
    assert_eq!((other.code, other.out.as_str()), (2, ""));
}
