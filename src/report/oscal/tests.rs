//! Both documents, from assessments made by hand.

use super::{plan, results};
use crate::assess::Assessment;
use crate::report::{Options, sample};
use serde_json::Value;
use std::collections::BTreeSet;

fn documents(assessment: &Assessment) -> [Value; 2] {
    let options = Options::default();
    [results(assessment, &options), plan(assessment, &options)].map(|json| serde_json::from_str(&json).unwrap())
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

fn word<'a>(value: &'a Value, name: &str) -> &'a str {
    let found = list(value, "props").iter().find(|prop| prop["name"] == name);
    found.unwrap_or_else(|| panic!("{name} in {value}"))["value"].as_str().unwrap()
}

#[test]
fn every_result_is_an_observation_with_our_word() {
    for city in [sample::city(), sample::hostile(), sample::large(), sample::empty()] {
        let [results, _] = documents(&city);
        let result = &results["assessment-results"]["results"][0];
        let observations = list(result, "observations");
        let number = |verdict: &str| observations.iter().filter(|one| word(one, "verdict") == verdict).count();
        let ledger = city.ledger;
        assert_eq!(observations.len(), ledger.total);
        assert_eq!((number("fail"), number("unknown"), number("pass")), (ledger.fail, ledger.unknown, ledger.pass));
        assert_eq!(word(result, "ledger-total"), ledger.total.to_string());
    }
}

#[test]
fn nothing_unknown_is_satisfied() {
    let [results, _] = documents(&sample::city());
    let findings = list(&results["assessment-results"]["results"][0], "findings");
    assert!(!findings.is_empty());
    for finding in findings {
        let settled = ["pass", "not_applicable"].contains(&word(finding, "verdict"));
        assert_eq!(finding["target"]["status"]["state"] == "satisfied", settled, "{finding}");
    }
}

#[test]
fn every_reference_leads_somewhere_and_no_identifier_stands_twice() {
    for city in [sample::city(), sample::large(), sample::empty()] {
        for document in documents(&city) {
            let root = document.as_object().unwrap().values().next().unwrap();
            let part = root["results"].get(0).unwrap_or(root);
            let mut known = BTreeSet::new();
            for name in ["observations", "risks", "findings", "poam-items"] {
                for one in list(part, name) {
                    assert!(known.insert(one["uuid"].as_str().unwrap()), "{one}");
                }
            }
            known.extend(
                list(&part["local-definitions"], "inventory-items").iter().map(|one| one["uuid"].as_str().unwrap()),
            );
            let mut led = Vec::new();
            references(part, &mut led);
            assert!(led.iter().all(|reference| known.contains(reference.as_str())), "{led:?}");
        }
    }
}

fn references(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("observation-uuid" | "risk-uuid" | "subject-uuid", Value::String(id)) => into.push(id.clone()),
                    _ => references(value, into),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, into)),
        _ => {}
    }
}

#[test]
fn identifiers_stay_while_the_finding_stays() {
    let (before, mut after) = (sample::city(), sample::city());
    after.inventory_sha256 = "b1".repeat(32);
    let [before, after] = [before, after].map(|city| documents(&city)[0]["assessment-results"].clone());
    assert_ne!(before["uuid"], after["uuid"]);
    let first = |document: &Value| document["results"][0]["observations"][0]["uuid"].clone();
    assert_eq!(first(&before), first(&after));
}

#[test]
fn nothing_open_is_one_item_that_says_so() {
    let [_, plan] = documents(&sample::empty());
    let items = list(&plan["plan-of-action-and-milestones"], "poam-items");
    assert_eq!((items.len(), word(&items[0], "items")), (1, "0"));
}
