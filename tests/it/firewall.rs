//! The export of 300 rules under `tests/fixtures/firewall`: every planted fault is found, and nothing else is.

use crate::program::{Scratch, check_json, tekigo};
use serde_json::Value;
use std::fs;

const FIXTURE: &str = "tests/fixtures/firewall";

fn failing(report: &Value, rule: &str) -> Vec<String> {
    let all = report["results"].as_array().unwrap().iter();
    let fails = all.filter(|result| result["rule"] == rule && result["verdict"] == "fail");
    fails.map(|result| result["message"]["ja"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_planted_fault_is_found() {
    let report = check_json(FIXTURE, &[]);
    let checks = report["derived"]["firewall_check"].as_array().unwrap();
    assert_eq!(checks.len(), 300);

    let shadowed = failing(&report, "firewall-rule-shadowed");
    for planted in ["重複 ", "グループに含まれる", "暗黙の拒否"] {
        assert!(shadowed.iter().any(|message| message.contains(planted)), "{planted}: {shadowed:#?}");
    }
    assert_eq!(shadowed.iter().filter(|message| message.contains("規則 重複 ")).count(), 5);

    let any = failing(&report, "firewall-rule-permits-any-to-any");
    assert_eq!(any.len(), 1, "{any:#?}");
    assert!(any[0].contains("臨時 全許可（検証用）"), "{any:#?}");

    let relied = failing(&report, "firewall-rule-disabled-but-relied-on");
    assert_eq!(relied.len(), 1, "{relied:#?}");
    assert!(relied[0].contains("画面転送（停止中）") && relied[0].contains("in-lg-screen"), "{relied:#?}");

    let ended = failing(&report, "firewall-rule-past-its-end");
    assert_eq!(ended.len(), 4, "{ended:#?}");
    let nowhere = failing(&report, "firewall-address-in-no-segment");
    assert_eq!(nowhere.len(), 3, "{nowhere:#?}");
    assert!(nowhere.iter().any(|message| message.contains("10.99.1.5")), "{nowhere:#?}");
}

#[test]
fn an_unregistered_rule_into_the_my_number_zone_is_asked_about_or_leaks() {
    let leak = |scratch: &str| {
        let report = check_json(scratch, &[]);
        let leaks = report["derived"]["leaks"].as_array().unwrap().clone();
        leaks.into_iter().find(|leak| leak["origin"] == "lgwan" && leak["target"] == "my_number")
    };
    let open = leak(FIXTURE).unwrap();
    assert_eq!((open["kind"].as_str(), open["path"].as_array().unwrap().len()), (Some("certain"), 2), "{open}");
    let scratch = Scratch::new("firewall-narrow");
    scratch.copy(FIXTURE);
    change(&scratch, |text| text.replace("any,any,any,許可,有効", "any,any,any,許可,無効"));
    let asked = leak(scratch.arg()).unwrap();
    assert_eq!(asked["kind"], "possible", "{asked}");
    let question = asked["questions"][0].as_str().unwrap();
    assert!(question.starts_with("firewall_rule/fw-core:") && question.ends_with(".method"), "{asked}");
    // With the last rule denying everything, nothing else is supposed to pass.
    assert_eq!(asked["questions"].as_array().unwrap().len(), 1, "{asked}");
}

fn change(scratch: &Scratch, change: impl Fn(&str) -> String) {
    let path = scratch.path.join("fw/policy.csv");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, change(&text)).unwrap();
}

#[test]
fn cp932_is_read_and_said_aloud() {
    let scratch = Scratch::new("firewall-cp932");
    scratch.copy(FIXTURE);
    let path = scratch.path.join("fw/policy.csv");
    let text = fs::read_to_string(&path).unwrap();
    let (bytes, _, wrong) = encoding_rs::SHIFT_JIS.encode(text.trim_start_matches('\u{feff}'));
    assert!(!wrong);
    fs::write(&path, bytes).unwrap();
    let ran = tekigo(&["check", scratch.arg(), "--format", "json"]);
    assert!(ran.err.contains("CP932"), "{}", ran.err);
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["derived"]["firewall_check"].as_array().unwrap().len(), 300);
}

#[test]
fn wrong_tables_are_refused_with_a_place() {
    let wrong: [(&str, &str, &str, &[&str]); 6] = [
        ("fw/policy.csv", "lg-term-h07,", "lg-term-h7x,", &["fw/policy.csv:", "lg-term-h7x", "lg-term-h0"]),
        ("fw/policy.csv", ",許可,有効,", ",通す,有効,", &["fw/policy.csv:2", "通す", "許可"]),
        ("fw/policy.csv", ",許可,有効,", ",許可,たぶん,", &["fw/policy.csv:2", "たぶん"]),
        ("fw/subnets.csv", "10.60.10.0/24", "10.60.10.1/24", &["fw/subnets.csv:2", "10.60.10.1/24"]),
        ("fw/subnets.csv", ",mn-core,", ",mn-kore,", &["fw/subnets.csv:2", "mn-kore", "mn-core"]),
        ("body.toml", "fw/policy.csv", "../policy.csv", &["body.toml:", "../policy.csv"]),
    ];
    for (file, from, to, words) in wrong {
        let scratch = Scratch::new("firewall-wrong");
        scratch.copy(FIXTURE);
        let path = scratch.path.join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let ran = tekigo(&["check", scratch.arg()]);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{from} → {to}: {}", ran.err);
        for word in words {
            assert!(ran.err.contains(word), "{from} → {to}: `{word}` is not in {}", ran.err);
        }
    }
}
