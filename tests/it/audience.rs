//! What an audience may not see reaches it in no format, and no verdict gets lost on the way.

use crate::program::{FORMATS, Scratch, check_json, readable, root, tekigo, written};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use toml::{Table, Value as Toml};

const CITY: &str = "inventories/renshu/r8";
/// Audiences that may see neither sensitive values nor the network.
const OUTSIDE: [&str; 3] = ["vendor", "public", "council"];
const ALL: [&str; 5] = ["ciso", "audit", "vendor", "public", "council"];

fn tables(folder: &str) -> Vec<Table> {
    let mut paths: Vec<_> = fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let toml = paths.iter().filter(|path| path.extension().is_some_and(|end| end == "toml"));
    toml.map(|path| fs::read_to_string(path).unwrap().parse().unwrap()).collect()
}

/// Every text that the vocabulary calls sensitive, and every subject and name of the network, read from the files
/// themselves; without what the pack itself says in public, and without texts too short to be told from others.
fn secrets() -> BTreeSet<String> {
    let inventory = tables(CITY);
    let mut secrets = BTreeSet::new();
    for entity in tables("rules/vocabulary") {
        let id = entity["id"].as_str().unwrap();
        let network = entity.get("network").is_some();
        let fields = entity.get("field").and_then(Toml::as_table).cloned().unwrap_or_default();
        let sensitive: Vec<&String> =
            fields.iter().filter(|(_, field)| field.get("sensitive").is_some()).map(|(name, _)| name).collect();
        let records = inventory.iter().filter_map(|file| file.get(id)?.as_array()).flatten();
        for record in records {
            for field in &sensitive {
                texts(record.get(field.as_str()), &mut secrets);
            }
            if network {
                texts(record.get("name"), &mut secrets);
                secrets.extend(record.get("id").and_then(Toml::as_str).map(|record| format!("{id}/{record}")));
            }
        }
    }
    let said: String = ["vocabulary", "catalog", "separation", "suppliers", "incidents", "governance", "migration"]
        .iter()
        .flat_map(|folder| fs::read_dir(root().join("rules").join(folder)).unwrap())
        .map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap())
        .collect();
    secrets.retain(|secret| secret.chars().count() >= 3 && secret != "none" && !said.contains(secret.as_str()));
    secrets
}

fn texts(value: Option<&Toml>, into: &mut BTreeSet<String>) {
    match value {
        Some(Toml::String(text)) => {
            into.insert(text.clone());
        }
        Some(Toml::Array(items)) => items.iter().for_each(|item| texts(Some(item), into)),
        _ => {}
    }
}

/// Every file that `report --all` writes about an inventory, in both languages.
fn reports(inventory: &str, audience: Option<&str>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for lang in ["ja", "en"] {
        let scratch = Scratch::new("audience");
        let out = scratch.path.join("out");
        let mut args = vec!["report", inventory, "--all", out.to_str().unwrap(), "--lang", lang];
        args.extend(audience.iter().flat_map(|audience| ["--audience", *audience]));
        let ran = tekigo(&args);
        assert_eq!(ran.code, 1, "{}", ran.err);
        for entry in fs::read_dir(&out).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{lang}/{}", path.file_name().unwrap().to_str().unwrap());
            let text = readable(&name, &fs::read(&path).unwrap());
            found.push((name, text));
        }
    }
    found
}

#[test]
fn no_format_tells_an_audience_outside_what_it_may_not_see() {
    let secrets = secrets();
    assert!(secrets.len() > 500, "only {} secrets found", secrets.len());
    let whole = reports(CITY, None);
    let told = |secret: &&String| whole.iter().any(|(_, text)| text.contains(secret.as_str()));
    assert!(secrets.iter().filter(told).count() > 100, "the whole reports hold what is looked for");
    // Each format by itself holds some of it, so that nothing is looked for where it could not be found.
    for (_, end) in FORMATS.iter().filter(|(format, _)| *format != "text") {
        let (name, text) = whole.iter().find(|(name, _)| name.ends_with(&format!("check.{end}"))).unwrap();
        assert!(secrets.iter().any(|secret| text.contains(secret.as_str())), "{name}");
    }
    for audience in OUTSIDE {
        for (name, text) in reports(CITY, Some(audience)) {
            let leaked: Vec<&String> = secrets.iter().filter(|secret| text.contains(secret.as_str())).collect();
            assert!(leaked.is_empty(), "{audience}, {name}: {:?}", &leaked[..leaked.len().min(5)]);
            // What stands for rules without a name has no first day, rather than one that nobody believes.
            assert!(!text.contains("-009999-01-01") && !text.contains("-9999年"), "{audience}, {name}");
        }
    }
}

#[test]
fn a_secret_in_a_name_that_is_told_is_taken_out() {
    let scratch = Scratch::new("told");
    scratch.copy(CITY);
    let told = ["福祉システムズ株式会社", "10.60.10.0/24", "マイナンバー利用事務系 業務サーバ", "segment/mn-core"];
    let name = told.join("と");
    let milestone =
        format!("[[milestone]]\nid = \"told\"\nname = \"{name}の更新\"\nplanned_on = 2025-04-01\ndone_on = \"none\"\n");
    let kpi = format!(
        "[[kpi]]\nid = \"told\"\nname = \"{name}の数\"\n[[kpi_value]]\nkpi = \"told\"\nfiscal_year = 2025\nresult = 1\n"
    );
    let system =
        format!("[[system]]\nid = \"told\"\nname = \"{name}の台帳\"\nfunctions = [\"juki\"]\nstatus = \"planned\"\n");
    scratch.write("told.toml", [milestone, kpi, system].join("\n"));
    let held = |text: &str| told.iter().any(|secret| text.contains(secret));
    assert!(reports(scratch.arg(), None).iter().filter(|(_, text)| held(text)).count() >= 6);
    for audience in OUTSIDE {
        let files = reports(scratch.arg(), Some(audience));
        files.iter().for_each(|(name, text)| assert!(!held(text), "{audience}, {name}"));
        assert!(files.iter().any(|(_, text)| text.contains("●●●")), "{audience}");
    }
}

#[test]
fn no_verdict_is_lost() {
    let whole = check_json(CITY, &[]);
    let every = ["--only", "fail,error,unknown,waived,pass,not_applicable"];
    for audience in ALL {
        let cut = check_json(CITY, &[&["--audience", audience], &every[..]].concat());
        assert_eq!(cut["ledger"], whole["ledger"], "{audience}");
        let mut identities = BTreeSet::new();
        for verdict in ["fail", "error", "unknown", "waived", "pass", "not_applicable"] {
            let results = cut["results"].as_array().unwrap().iter().filter(|result| result["verdict"] == verdict);
            let number = results.inspect(|result| {
                let identity = format!("{} {}", result["rule"], result["subject"]);
                assert!(identities.insert(identity.clone()), "{audience}: {identity} twice");
            });
            assert_eq!(number.count() as u64, whole["ledger"][verdict].as_u64().unwrap(), "{audience}, {verdict}");
        }
        assert_eq!(severities(&cut), severities(&whole), "{audience}");
    }
}

fn severities(assessment: &Value) -> Vec<(String, usize)> {
    let fails = || assessment["results"].as_array().unwrap().iter().filter(|result| result["verdict"] == "fail");
    let number = |severity: &str| fails().filter(|result| result["severity"] == severity).count();
    ["critical", "high", "medium", "low"].map(|severity| (severity.to_owned(), number(severity))).to_vec()
}

#[test]
fn a_rule_that_may_not_be_told_has_no_name_subject_or_department() {
    let cut = check_json(CITY, &["--audience", "public"]);
    let unnamed = |result: &&Value| result["rule"].as_str().unwrap().starts_with("withheld-");
    let unnamed: Vec<&Value> = cut["results"].as_array().unwrap().iter().filter(unnamed).collect();
    assert!(unnamed.len() > 50);
    for result in unnamed {
        assert!(result["subject"].as_str().unwrap().starts_with("withheld/withheld-"), "{result}");
        assert!(result["message"].is_null() && result["department"].is_null(), "{result}");
        assert_eq!(result["facts"].as_array().unwrap().len(), 0);
        assert_eq!(result["missing"].as_array().unwrap().len(), 0);
    }
    for (format, end) in FORMATS {
        let (bytes, _) = written(&["check", CITY, "--audience", "vendor", "--format", format]);
        let told = readable(end, &bytes);
        assert!(!told.contains("機器の一覧はこれで全部ですか"), "{format} asks about what is not told");
    }
    let rules = cut["rules"].as_array().unwrap();
    let separation = rules.iter().filter(|rule| rule["area"] == "separation");
    assert!(separation.inspect(|rule| assert_eq!(rule["clause"].as_array().unwrap().len(), 0)).count() > 0);
    let tables: Vec<&String> = cut["derived"].as_object().unwrap().keys().collect();
    assert_eq!(tables, ["kpi_series", "schedule", "step_progress"]);
}

#[test]
fn the_ciso_sees_what_a_decision_needs_and_the_auditor_everything() {
    let whole = check_json(CITY, &[]);
    let audit = check_json(CITY, &["--audience", "audit"]);
    for part in ["rules", "results", "coming", "derived"] {
        assert!(audit[part] == whole[part], "{part}");
    }
    let ciso = check_json(CITY, &["--audience", "ciso"]);
    let settled = |result: &Value| result["verdict"] == "pass" || result["verdict"] == "not_applicable";
    assert!(!ciso["results"].as_array().unwrap().iter().any(settled));
    assert!(ciso["derived"] == whole["derived"]);
}

#[test]
fn every_format_says_how_it_may_be_handled() {
    for (audience, ja, en) in [
        (Some("council"), "取扱区分：議会説明用", "Handling: for the council"),
        (Some("audit"), "取扱区分：監査関係者限り・複製禁止", "Handling: for auditors only"),
    ] {
        for (name, text) in reports(CITY, audience) {
            let wanted = if name.starts_with("ja") { ja } else { en };
            let words = [wanted, wanted.split(['：', ':']).next_back().unwrap().trim()];
            let json = name.ends_with(".json");
            assert!(name.ends_with(".sha256") || text.contains(words[usize::from(json)]), "{name}");
        }
    }
    let page = tekigo(&["check", CITY, "--format", "html", "--audience", "council"]).out;
    assert!(
        page.contains("@top-right { content: \"取扱区分：議会説明用\"")
            || page.contains("@top-right { content: \"取扱区分\\")
    );
    assert!(page.contains("counter(page) \" / \" counter(pages)"));
}

#[test]
fn every_audience_is_documented_with_its_handling() {
    let document = fs::read_to_string(root().join("docs/audiences.md")).unwrap();
    let declared: Table = fs::read_to_string(root().join("rules/audiences.toml")).unwrap().parse().unwrap();
    let mut ids = Vec::new();
    for audience in declared["audience"].as_array().unwrap() {
        ids.push(audience["id"].as_str().unwrap().to_owned());
        assert!(document.contains(audience["handling"]["ja"].as_str().unwrap()), "{audience:?}");
    }
    assert_eq!(ids, ALL);
    assert!(document.contains("| `ciso` | `audit` | `vendor` | `public` | `council` |"));
}

#[test]
fn an_audience_that_does_not_exist_is_an_error_with_the_nearest() {
    let ran = tekigo(&["check", CITY, "--audience", "counsil"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("「council」のことですか"), "{}", ran.err);
    let ran = tekigo(&["report", CITY, "--all", "nowhere", "--audience", "zzzzzz", "--lang", "en"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("ciso, audit, vendor, public, council"), "{}", ran.err);
    assert!(!root().join("nowhere").exists());
}

#[test]
fn an_extension_may_word_an_audience_anew_and_add_one() {
    let scratch = Scratch::new("own-audience");
    let own = |id: &str, handling: &str| {
        format!(
            "[[audience]]\nid = \"{id}\"\nlabel = {{ ja = \"監査\", en = \"audit\" }}\npurpose = {{ ja = \"範囲\", en = \"scope\" }}\n\
             handling = {{ ja = \"{handling}\", en = \"{handling}\" }}\nshows = [\"settled\"]\n"
        )
    };
    scratch.write("audiences.toml", format!("{}{}", own("audit", "秘・番号管理"), own("mayor", "市長限り")));
    for (id, handling) in [("audit", "秘・番号管理"), ("mayor", "市長限り")] {
        let ran = tekigo(&["check", "inventories/kadoma/r4", "--extend", scratch.arg(), "--audience", id]);
        assert!(ran.out.contains(handling), "{}{}", ran.out, ran.err);
    }
    scratch.write("audiences.toml", own("audit", "秘").replace("settled", "setled"));
    let ran = tekigo(&["check", "inventories/kadoma/r4", "--extend", scratch.arg(), "--lang", "en"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("audiences.toml:6:10") && ran.err.contains("did you mean `settled`?"), "{}", ran.err);
}
