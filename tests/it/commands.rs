//! The other commands and their options.

use crate::program::{Scratch, check_json, inventories, root, tekigo};
use serde_json::Value;

#[test]
fn the_first_screen_fits_eighty_by_forty_and_says_what_matters() {
    for lang in ["ja", "en"] {
        let ran = tekigo(&["check", "inventories/kadoma/r4", "--lang", lang]);
        let lines: Vec<&str> = ran.out.lines().collect();
        for line in &lines {
            assert!(unicode_width::UnicodeWidthStr::width(*line) <= 80, "{line}");
        }
        let screen = lines[..40.min(lines.len())].join("\n");
        let words = match lang {
            "ja" => ["門真市", "要是正", "未確認", "充足", "ICT推進課", "最も多く決まる"],
            _ => ["門真市", "fail", "unknown", "pass", "ICT推進課", "settle most"],
        };
        for word in words {
            assert!(screen.contains(word), "`{word}` is not on the first screen:\n{screen}");
        }
    }
}

#[test]
fn json_keeps_its_schema_on_every_inventory() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "assessment"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for dir in inventories() {
        let report = check_json(&format!("inventories/{dir}"), &[]);
        let errors: Vec<String> =
            validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{dir}: {errors:#?}");
        assert_eq!(report["schema"], "tekigo.assessment/1");
    }
}

#[test]
fn same_input_same_bytes_wherever_it_lies() {
    let scratch = Scratch::new("elsewhere");
    scratch.copy("inventories/renshu/r8");
    for format in ["text", "json"] {
        let here = tekigo(&["check", "inventories/renshu/r8", "--format", format]);
        let there = tekigo(&["check", scratch.arg(), "--format", format]);
        assert_eq!(here.out, there.out);
        assert_eq!(here.code, there.code);
    }
}

#[test]
fn only_narrows_the_list_and_never_the_ledger() {
    let all = check_json("inventories/renshu/r8", &[]);
    let fails = check_json("inventories/renshu/r8", &["--only", "fail"]);
    assert_eq!(all["ledger"], fails["ledger"]);
    let listed = fails["results"].as_array().unwrap();
    assert_eq!(listed.len() as u64, all["ledger"]["fail"].as_u64().unwrap());
    assert!(listed.iter().all(|result| result["verdict"] == "fail"));
}

#[test]
fn eval_tries_a_condition() {
    let ran =
        tekigo(&["eval", "inventories/mihon/r8", "system.status == 'live'", "--for", "system", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    let rows = said["results"].as_array().unwrap();
    assert!(rows.len() >= 50);
    assert!(rows.iter().all(|row| row["verdict"] == true || row["verdict"] == false), "{said}");

    let unknown = tekigo(&["eval", "inventories/kadoma/r4", "body.model == 'alpha'"]);
    assert_eq!(unknown.code, 0, "{}", unknown.err);
    assert!(unknown.out.contains("body/272230.model"), "{}", unknown.out);

    let count = tekigo(&["eval", "inventories/settsu/r2", "size(inventory.incident) >= 1", "--lang", "en"]);
    assert!(count.out.contains("incident/*"), "{}", count.out);

    let wrong =
        tekigo(&["eval", "inventories/kadoma/r4", "body.modle == 'alpha' && body.clas == 'city'", "--lang", "en"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    for word in ["`modle`", "`model`", "`clas`", "`class`"] {
        assert!(wrong.err.contains(word), "{}", wrong.err);
    }
    let entity = tekigo(&["eval", "inventories/kadoma/r4", "true", "--for", "systm"]);
    assert_eq!(entity.code, 2);
    assert!(entity.err.contains("system"), "{}", entity.err);
}

#[test]
fn rules_are_listed_and_each_can_be_explained() {
    let list = tekigo(&["rules"]).out;
    let report = check_json("inventories/mihon/r8", &[]);
    let rules = report["rules"].as_array().unwrap();
    assert!(rules.len() >= 60);
    for rule in rules {
        let id = rule["id"].as_str().unwrap();
        assert!(list.contains(id), "{id} is not listed");
        let page = tekigo(&["explain", id]);
        assert_eq!(page.code, 0, "{id}: {}", page.err);
        assert!(page.out.contains(id) && page.out.lines().count() > 10, "{id}: {}", page.out);
    }
    let near = tekigo(&["explain", "csirt-not-establised"]);
    assert_eq!(near.code, 2);
    assert!(near.err.contains("csirt-not-established"), "{}", near.err);
}

#[test]
fn a_verdict_is_explained_by_the_facts_that_decided() {
    let ran = tekigo(&[
        "explain",
        "incident-count-above-target",
        "kpi_value/security_incidents/2020",
        "--in",
        "inventories/settsu/r2",
    ]);
    let any = check_json("inventories/settsu/r2", &["--only", "fail"]);
    let failing =
        any["results"].as_array().unwrap().iter().find(|r| r["rule"] == "incident-count-above-target").unwrap();
    let subject = failing["subject"].as_str().unwrap();
    let ran = if ran.code == 0 {
        ran
    } else {
        tekigo(&["explain", "incident-count-above-target", subject, "--in", "inventories/settsu/r2"])
    };
    assert_eq!(ran.code, 0, "{}", ran.err);
    for word in ["要是正", "000_6fc0adb09e6bd7f2.txt", ".toml:"] {
        assert!(ran.out.contains(word), "`{word}` is not in:\n{}", ran.out);
    }
}

#[test]
fn facts_say_where_they_are_written() {
    for dir in inventories() {
        let report = check_json(&format!("inventories/{dir}"), &[]);
        let facts = report["results"].as_array().unwrap().iter().flat_map(|r| r["facts"].as_array().unwrap());
        let mut placed = 0;
        for fact in facts {
            let Some(place) = fact["place"].as_str() else { continue };
            let mut parts = place.rsplitn(3, ':');
            let column: usize = parts.next().unwrap().parse().unwrap();
            let line: usize = parts.next().unwrap().parse().unwrap();
            let name = parts.next().unwrap();
            let path = match name.starts_with("rules/") {
                true => root().join(name),
                false => root().join("inventories").join(&dir).join(name),
            };
            let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let written = text.lines().nth(line - 1).unwrap();
            assert!(column <= written.chars().count() + 1, "{place}");
            placed += 1;
        }
        assert!(placed > 0, "{dir}");
    }
}

#[test]
fn help_and_version() {
    assert_eq!(tekigo(&["--version"]).out.trim(), concat!("tekigo ", env!("CARGO_PKG_VERSION")));
    let help = tekigo(&["--help"]).out;
    for word in ["check", "eval", "rules", "explain", "schema", "終了コード"] {
        assert!(help.contains(word), "{help}");
    }
    assert_eq!(tekigo(&["frobnicate"]).code, 2);
}
