//! What changed between two sides, and why: facts, pack, law, days.

use crate::program::{Scratch, check_json, inventories, tekigo};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Shipped bodies with an earlier and a later inventory.
fn pairs() -> Vec<(String, String)> {
    let all = inventories();
    let body = |dir: &str| dir.split('/').next().unwrap().to_owned();
    let pairs = all.windows(2).filter(|pair| body(&pair[0]) == body(&pair[1]));
    let dir = |name: &String| format!("inventories/{name}");
    let pairs: Vec<(String, String)> = pairs.map(|pair| (dir(&pair[0]), dir(&pair[1]))).collect();
    assert!(pairs.len() >= 5, "{pairs:?}");
    pairs
}

fn diff(old: &str, new: &str, more: &[&str]) -> Value {
    let ran = tekigo(&[&["diff", old, new, "--format", "json"], more].concat());
    assert_eq!(ran.code, 0, "{old} {new} {more:?}: {}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn changes(diff: &Value) -> &Vec<Value> {
    diff["changes"].as_array().unwrap()
}

fn find<'d>(diff: &'d Value, rule: &str, subject: &str) -> &'d Value {
    let found = changes(diff).iter().find(|change| change["rule"] == rule && change["subject"] == subject);
    found.unwrap_or_else(|| panic!("{rule} {subject} is no change"))
}

fn causes(change: &Value) -> Vec<&str> {
    change["causes"].as_array().unwrap().iter().map(|cause| cause.as_str().unwrap()).collect()
}

/// Verdicts by rule and subject.
fn verdicts(report: &Value) -> BTreeMap<(String, String), String> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let results = report["results"].as_array().unwrap().iter();
    results.map(|result| ((word(&result["rule"]), word(&result["subject"])), word(&result["verdict"]))).collect()
}

#[test]
fn every_result_of_either_side_is_in_exactly_one_place() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "diff"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for (old, new) in pairs() {
        let (before, after) = (verdicts(&check_json(&old, &[])), verdicts(&check_json(&new, &[])));
        let diff = diff(&old, &new, &[]);
        let errors: Vec<String> = validator.iter_errors(&diff).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{old}: {errors:#?}");
        let mut seen = BTreeSet::new();
        for change in changes(&diff) {
            let key = (change["rule"].as_str().unwrap().to_owned(), change["subject"].as_str().unwrap().to_owned());
            assert_eq!(change["before"].as_str(), before.get(&key).map(String::as_str), "{key:?}");
            assert_eq!(change["after"].as_str(), after.get(&key).map(String::as_str), "{key:?}");
            assert!(!causes(change).is_empty(), "nobody knows why: {change}");
            assert!(seen.insert(key));
        }
        for still in diff["still"].as_array().unwrap() {
            let key = (still["rule"].as_str().unwrap().to_owned(), still["subject"].as_str().unwrap().to_owned());
            assert!(before[&key] == after[&key] && still["verdict"] == *after[&key], "{key:?}");
            assert!(seen.insert(key));
        }
        let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
        let in_order = |verdict: Option<&String>| verdict.is_none_or(|word| word == "pass" || word == "not_applicable");
        for key in &keys {
            let settled = in_order(before.get(*key)) && in_order(after.get(*key));
            assert_eq!(settled, !seen.contains(*key), "{key:?}");
        }
        let settled: u64 = ["kept", "new", "gone"].iter().map(|name| diff["settled"][name].as_u64().unwrap()).sum();
        assert_eq!(seen.len() as u64 + settled, keys.len() as u64, "{old}");
        let counted: u64 =
            diff["counts"].as_array().unwrap().iter().map(|count| count["number"].as_u64().unwrap()).sum();
        assert_eq!(counted, changes(&diff).len() as u64);
    }
}

#[test]
fn a_comparison_with_itself_is_empty() {
    for dir in inventories() {
        let dir = format!("inventories/{dir}");
        let diff = diff(&dir, &dir, &[]);
        assert!(changes(&diff).is_empty(), "{dir}: {diff}");
        assert_eq!(diff["old"], diff["new"]);
        assert!(tekigo(&["diff", &dir, &dir]).out.contains("変わった判定はない。"));
    }
}

#[test]
fn two_years_are_told_in_a_page_or_two_for_everybody() {
    for (old, new) in pairs() {
        for lang in ["ja", "en"] {
            let ran = tekigo(&["diff", &old, &new, "--lang", lang]);
            let lines: Vec<&str> = ran.out.lines().collect();
            assert!(lines.len() <= 110, "{old} {lang}: {} lines", lines.len());
            assert!(lines.iter().all(|line| unicode_width::UnicodeWidthStr::width(*line) <= 80), "{}", ran.out);
            assert!(!ran.out.contains("違法") && !ran.out.contains("illegal"));
        }
    }
    // Five years later less is written down: that is no progress, and it is said.
    let mayor = tekigo(&["diff", "inventories/settsu/r2", "inventories/settsu/r7"]).out;
    assert!(mayor.contains("前の要是正 4件") && mayor.contains("是正が確かめられたものはない"), "{mayor}");
}

const GROUP: &str = "my-number-terminal-without-multi-factor";

/// A city with one terminal group, of which so many have multi-factor authentication; a date and further tables.
fn city(day: &str, with_mfa: &str, more: &str) -> Scratch {
    let scratch = Scratch::new("diff");
    scratch
        .write("body.toml", format!("[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = {day}\n"))
        .write(
            "network.toml",
            format!(
                "[[segment]]\nid = \"mn\"\nname = \"マイナ系\"\nzone = \"my_number\"\n\n[[terminal_group]]\nid = \"t\"\n\
                 name = \"窓口端末\"\nsegment = \"mn\"\ntotal = 10\n{with_mfa}\nwith_export_block = 10\n"
            ),
        )
        .write("more.toml", more);
    scratch
}

fn waiver(approved_on: &str, until: &str, control: &str) -> String {
    format!(
        "[[waiver]]\nid = \"w\"\nrule = \"{GROUP}\"\nsubject = \"terminal_group/t\"\nkind = \"compensating\"\n{control}\n\
         reason = \"更新待ち\"\napproved_by = \"CISO\"\napproved_on = {approved_on}\nuntil = {until}\n"
    )
}

#[test]
fn changed_facts_are_named_with_what_they_were() {
    let (before, after) = (city("2026-10-01", "with_mfa = 10", ""), city("2026-10-01", "with_mfa = 8", ""));
    let unstated = city("2026-10-01", "", "");
    let worse = diff(before.arg(), after.arg(), &[]);
    let change = find(&worse, GROUP, "terminal_group/t");
    assert_eq!((change["kind"].as_str().unwrap(), causes(change)), ("new", vec!["facts"]));
    let fact = &change["facts"][0];
    assert_eq!((fact["before"]["ja"].as_str(), fact["after"]["ja"].as_str()), (Some("10"), Some("8")), "{fact}");
    assert!(fact["path"] == "terminal_group/t.with_mfa" && fact["place"] == "network.toml:11:12", "{fact}");
    for (old, new, kind) in [
        (&after, &before, "fixed"),
        (&before, &unstated, "became_unknown"),
        (&after, &unstated, "became_unknown"),
        (&unstated, &after, "became_known_fail"),
        (&unstated, &before, "became_known_fine"),
    ] {
        let diff = diff(old.arg(), new.arg(), &[]);
        let change = find(&diff, GROUP, "terminal_group/t");
        assert_eq!((change["kind"].as_str().unwrap(), causes(change)), (kind, vec!["facts"]), "{change}");
    }
    let text = tekigo(&["diff", before.arg(), after.arg()]).out;
    for words in ["新たな要是正 1件", "10 → 8 [network.toml:11:12]", "今の要是正 1件"] {
        assert!(text.contains(words), "`{words}` is not in:\n{text}");
    }
}

#[test]
fn a_list_declared_complete_is_a_question_answered_and_nothing_that_went_away() {
    let before = Scratch::new("diff-list");
    before.copy("inventories/kadoma/r4");
    let after = Scratch::new("diff-list");
    after.copy("inventories/kadoma/r4");
    let body = std::fs::read_to_string(before.path.join("body.toml")).unwrap();
    after.write("body.toml", body.replacen("complete = [", "complete = [\"contract\", ", 1));
    let lists = |report: &Value| -> BTreeSet<String> {
        let of_list = changes(report).iter().filter(|change| change["subject"] == "contract/*");
        of_list.map(|change| change["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(lists(&diff(before.arg(), after.arg(), &[])), BTreeSet::from(["became_known_fine".to_owned()]));
    assert_eq!(lists(&diff(after.arg(), before.arg(), &[])), BTreeSet::from(["new_unknown".to_owned()]));
}

#[test]
fn exceptions_come_lapse_and_weaken() {
    let control = "compensating_control = \"入退室管理\"";
    let failing = city("2026-10-01", "with_mfa = 8", "");
    let excepted = city("2026-10-01", "with_mfa = 8", &waiver("2026-04-01", "2026-12-31", control));
    let longer = city("2026-10-01", "with_mfa = 8", &waiver("2026-04-01", "2027-03-31", control));
    let kind = |old: &Scratch, new: &Scratch, more: &[&str]| {
        let diff = diff(old.arg(), new.arg(), more);
        let change = find(&diff, GROUP, "terminal_group/t").clone();
        (change["kind"].as_str().unwrap().to_owned(), causes(&change).join(","))
    };
    let told = |kind: &str, cause: &str| (kind.to_owned(), cause.to_owned());
    assert_eq!(kind(&failing, &excepted, &[]), told("waived", "facts"));
    assert_eq!(kind(&excepted, &failing, &[]), told("waiver_lapsed", "facts"));
    assert_eq!(kind(&excepted, &longer, &[]), told("waiver_weakened", "facts"));
    assert_eq!(kind(&excepted, &excepted, &["--as-of", "2027-01-01"]), told("waiver_lapsed", "date"));
    assert!(changes(&diff(longer.arg(), excepted.arg(), &[])).iter().all(|change| change["rule"] != GROUP));
}

#[test]
fn law_pack_and_days_are_told_from_facts() {
    // The law: a rule that is in force by the second day only, with its first day.
    let dir = "inventories/mihon/r8";
    let ahead = diff(dir, dir, &["--as-of", "2027-07-01"]);
    let begun: Vec<&Value> = changes(&ahead)
        .iter()
        .filter(|change| {
            change["before"].is_null() && change["grounds"].to_string().contains("in force since 2027-07-01")
        })
        .collect();
    assert!(!begun.is_empty());
    for change in &begun {
        assert!(causes(change).contains(&"law") && !causes(change).contains(&"facts"), "{change}");
    }
    assert!(begun.iter().any(|change| causes(change) == ["law"]), "{begun:#?}");
    assert!(changes(&ahead).iter().any(|change| causes(change) == ["date"]), "no fact grows too old by then?");

    // The pack: the same inventory by a pack that lacks a rule.
    let pack = Scratch::new("diff-pack");
    pack.copy("rules");
    let rule = std::fs::read_dir(pack.path.join("training")).unwrap().map(|entry| entry.unwrap().path()).min().unwrap();
    let id = rule.file_stem().unwrap().to_str().unwrap().to_owned();
    std::fs::remove_file(&rule).unwrap();
    // A profile may name it.
    let manifest = std::fs::read_to_string(pack.path.join("pack.toml")).unwrap();
    pack.write("pack.toml", manifest.replace(&format!("\"{id}\","), ""));
    let dir = "inventories/kadoma/r4";
    let added = diff(dir, dir, &["--old-pack", pack.arg()]);
    assert!(!changes(&added).is_empty());
    for change in changes(&added) {
        assert_eq!((change["rule"].as_str().unwrap(), causes(change)), (id.as_str(), vec!["pack"]));
        assert!(change["grounds"][0]["said"]["en"].as_str().unwrap().contains("added"), "{change}");
    }
}

#[test]
fn saved_assessments_give_the_same_changes_without_causes() {
    let (old, new) = ("inventories/settsu/r2", "inventories/settsu/r7");
    let scratch = Scratch::new("diff-saved");
    let kept = |dir: &str, name: &str| {
        let path = scratch.path.join(name).to_str().unwrap().to_owned();
        tekigo(&["check", dir, "--save", &path]);
        path
    };
    let (old_kept, new_kept) = (kept(old, "old.json"), kept(new, "new.json"));
    let whole = diff(old, new, &[]);
    for (old, new) in [(old_kept.as_str(), new), (old, new_kept.as_str()), (old_kept.as_str(), new_kept.as_str())] {
        let partial = diff(old, new, &[]);
        assert_eq!(partial["causes"], "saved");
        assert_eq!((&partial["counts"], &partial["still"]), (&whole["counts"], &whole["still"]));
        for (one, other) in changes(&partial).iter().zip(changes(&whole)) {
            assert!(causes(one).is_empty() && one["grounds"].as_array().unwrap().is_empty());
            assert_eq!(
                (&one["rule"], &one["subject"], &one["facts"]),
                (&other["rule"], &other["subject"], &other["facts"])
            );
        }
        for (lang, words) in [("ja", "分けて示せない"), ("en", "cannot be told apart")] {
            let blank = if lang == "en" { " " } else { "" };
            let said = tekigo(&["diff", old, new, "--lang", lang]).out.replace('\n', blank);
            assert!(said.contains(words), "{said}");
        }
    }
}

#[test]
fn two_bodies_are_not_compared() {
    let ran = tekigo(&["diff", "inventories/settsu/r2", "inventories/kadoma/r4", "--lang", "en"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("272248") && ran.err.contains("272230"), "{}", ran.err);
}
