//! Many bodies in one report: every sum is that of the bodies alone, and what cannot be read is listed, never skipped.

use crate::program::{Scratch, check_json, inventories, tekigo};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn rollup(args: &[&str]) -> Value {
    serde_json::from_str(&tekigo(&[&["rollup"], args, &["--format", "json"]].concat()).out).unwrap()
}

/// Of each body the latest inventory, with what `check` says of it.
fn latest() -> BTreeMap<String, Value> {
    let mut latest: BTreeMap<String, Value> = BTreeMap::new();
    for inventory in inventories() {
        let checked = check_json(&format!("inventories/{inventory}"), &[]);
        let code = checked["body"]["code"].as_str().unwrap().to_owned();
        let newer = |old: &Value| checked["facts_as_of"].as_str() > old["facts_as_of"].as_str();
        if latest.get(&code).is_none_or(newer) {
            latest.insert(code, checked);
        }
    }
    latest
}

#[test]
fn sums_are_those_of_the_latest_inventory_of_each_body() {
    let (page, latest) = (rollup(&["inventories"]), latest());
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "rollup"]).out).unwrap();
    assert!(jsonschema::is_valid(&schema, &page));
    let bodies = page["bodies"].as_array().unwrap();
    assert_eq!(bodies.len(), inventories().len());
    let counted: Vec<&str> =
        bodies.iter().filter(|body| body["counted"] == true).map(|body| body["code"].as_str().unwrap()).collect();
    assert_eq!(counted, latest.keys().map(String::as_str).collect::<Vec<_>>());
    for verdict in ["pass", "fail", "unknown", "not_applicable", "waived", "error"] {
        let mut by_prefecture: BTreeMap<&str, u64> = BTreeMap::new();
        for (code, checked) in &latest {
            *by_prefecture.entry(&code[..2]).or_default() += checked["ledger"][verdict].as_u64().unwrap();
        }
        let told = page["prefectures"].as_array().unwrap().iter();
        let told: BTreeMap<&str, u64> =
            told.map(|one| (one["code"].as_str().unwrap(), one["results"][verdict].as_u64().unwrap())).collect();
        assert_eq!(told, by_prefecture, "{verdict}");
    }
    for rule in page["rules"].as_array().unwrap() {
        let id = &rule["id"];
        let results = |checked: &Value| -> Vec<Value> {
            checked["results"].as_array().unwrap().iter().filter(|one| one["rule"] == *id).cloned().collect()
        };
        let all: Vec<Vec<Value>> = latest.values().map(results).filter(|of_body| !of_body.is_empty()).collect();
        let fails = |of_body: &Vec<Value>| of_body.iter().filter(|one| one["verdict"] == "fail").count();
        assert_eq!(rule["fails"], all.iter().map(fails).sum::<usize>(), "{id}");
        assert_eq!(rule["bodies"]["fail"], all.iter().filter(|one| fails(one) > 0).count(), "{id}");
        let judged: u64 = rule["bodies"].as_object().unwrap().values().map(|number| number.as_u64().unwrap()).sum();
        assert_eq!(judged, all.len() as u64, "{id}");
    }
}

/// Kadoma's published figure of January 2026: 781 of 800 steps by the ministry's formula; steps that do not apply are
/// not published apart, so the other figure is not known.
#[test]
fn both_figures_of_progress_are_told_and_neither_is_made_up() {
    let page = rollup(&["inventories/kadoma/r7"]);
    let progress = &page["bodies"][0]["progress"];
    assert_eq!(progress["functions"], 20);
    assert_eq!(progress["ministry"], json!({ "told": 20, "steps": 781, "of": 800, "permille": 976 }));
    assert_eq!(progress["completed"], json!({ "told": 0, "steps": 0, "of": 0, "permille": null }));
    let text = tekigo(&["rollup", "inventories/kadoma/r7"]).out;
    let line = text.lines().find(|line| line.contains("門真市")).unwrap();
    assert!(line.contains("97.6%") && line.contains("不明"), "{line}");
    assert!(text.contains("大阪府") && text.contains("総務省の算式"), "{text}");
}

#[test]
fn what_cannot_be_read_is_listed_with_all_that_is_wrong() {
    let broken = Scratch::new("rollup-broken");
    broken.write("body.toml", "[body]\ncode = \"272231\"\nnmae = \"門真市\"\nas_of = 2026-01-31\n");
    let args = ["rollup", "inventories/mihon/r8", broken.arg(), "inventories/nowhere"];
    let ran = tekigo(&args);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("読めなかったものが2件ある") && ran.out.contains("みほん市"), "{}", ran.out);
    assert!(ran.err.contains("nmae") && ran.err.contains("nowhere"), "{}", ran.err);
    let page = rollup(&args[1..]);
    let unread = page["unread"].as_array().unwrap();
    assert_eq!(unread.len(), 2);
    assert_eq!(unread[0]["source"], broken.arg());
    assert!(unread[0]["problems"].as_array().unwrap().len() > 1, "{unread:?}");
    assert_eq!(page["bodies"].as_array().unwrap().len(), 1);
}

#[test]
fn a_saved_assessment_counts_as_its_folder_and_the_order_asked_does_not_matter() {
    let kept = Scratch::new("rollup-saved");
    let file = kept.path.join("kadoma.json").to_str().unwrap().to_owned();
    tekigo(&["check", "inventories/kadoma/r7", "--save", &file]);
    let (saved, folder) =
        (rollup(&[&file, "inventories/aira/r7"]), rollup(&["inventories/aira/r7", "inventories/kadoma/r7"]));
    let without_sources = |mut page: Value| {
        page["bodies"].as_array_mut().unwrap().iter_mut().for_each(|body| body["source"] = Value::Null);
        page
    };
    assert_eq!(without_sources(saved), without_sources(folder));
}

#[test]
fn the_page_and_the_screen_show_the_same_tables_within_eighty_cells() {
    for language in ["ja", "en"] {
        let text = tekigo(&["rollup", "inventories", "--lang", language]).out;
        let page = tekigo(&["rollup", "inventories", "--lang", language, "--format", "html"]).out;
        assert!(text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{text}");
        for shown in ["門真市", "97.6%", "83.9%"] {
            assert!(text.contains(shown) && page.contains(shown), "{shown}");
        }
    }
}
