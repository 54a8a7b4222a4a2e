//! What holds of the JSON of every assessment.

use super::{render, schema};
use crate::assess::assessment::{Assessment, DerivedTable, Verdict};
use crate::inventory::Value as Known;
use crate::language::Text;
use crate::report::clean::is_hostile;
use crate::report::{Options, sample};
use serde_json::{Value, json};

fn parsed(assessment: &Assessment, only: &[Verdict]) -> Value {
    let options = Options { only: only.to_vec(), ..Options::default() };
    serde_json::from_str(&render(assessment, &options)).unwrap()
}

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_assessment_fits_the_schema() {
    let validator = validator();
    for assessment in [sample::empty(), sample::city(), sample::large(), sample::hostile()] {
        for only in [&[][..], &[Verdict::Fail, Verdict::Unknown][..]] {
            let document = parsed(&assessment, only);
            let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
    }
}

#[test]
fn the_schema_refuses_what_is_no_assessment() {
    let validator = validator();
    let good = parsed(&sample::city(), &[]);
    for (pointer, bad) in [
        ("/schema", json!("tekigo.assessment/2")),
        ("/pack/sha256", json!("short")),
        ("/rules/0/severity", json!("fatal")),
        ("/rules/0/authority", json!("hearsay")),
        ("/results/0/verdict", json!("maybe")),
        ("/results/0/facts/0/path", json!(null)),
        ("/ledger/total", json!(-1)),
        ("/derived", json!([])),
        ("/only", json!(["everything"])),
    ] {
        let mut document = good.clone();
        *document.pointer_mut(pointer).unwrap() = bad;
        assert!(!validator.is_valid(&document), "{pointer}");
    }
    let mut document = good;
    document.as_object_mut().unwrap().remove("ledger");
    assert!(!validator.is_valid(&document));
}

#[test]
fn every_part_of_the_schema_is_described() {
    fn look(schema: &Value, path: &str) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            assert!(property["description"].is_string(), "{path}/{name} has no description");
        }
        for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
            assert!(definition["description"].is_string(), "{name} has no description");
            look(definition, name);
        }
    }
    look(&serde_json::from_str(&schema()).unwrap(), "");
}

#[test]
fn the_keys_are_those_of_the_design() {
    let text = render(&sample::city(), &Options::default());
    let keys = [
        "schema",
        "tool",
        "pack",
        "body",
        "notice",
        "audience",
        "profile",
        "overrides",
        "as_of",
        "facts_as_of",
        "inventory_sha256",
        "rules",
        "ledger",
        "only",
        "results",
        "coming",
        "ended",
        "lapsed",
        "derived",
    ];
    let found: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("  \"")?.split_once('"').map(|(key, _)| key)).collect();
    assert_eq!(found, keys);
    assert!(text.ends_with("}\n"));
}

#[test]
fn the_ledger_adds_up_and_stays_whole() {
    let all = parsed(&sample::city(), &[]);
    let few = parsed(&sample::city(), &[Verdict::Unknown, Verdict::Fail]);
    assert_eq!(all["ledger"], few["ledger"]);
    let six = ["pass", "fail", "unknown", "not_applicable", "waived", "error"];
    let sum: u64 = six.iter().map(|name| all["ledger"][name].as_u64().unwrap()).sum();
    assert_eq!(all["ledger"]["total"], sum);
    assert_eq!(all["results"].as_array().unwrap().len() as u64, sum);
    assert_eq!(all["only"], Value::Null);
    assert_eq!(few["only"], json!(["fail", "unknown"]));
    assert!(few["results"].as_array().unwrap().iter().all(|result| result["verdict"] != "pass"));
}

#[test]
fn values_keep_their_kind() {
    let document = parsed(&sample::city(), &[]);
    let facts = &document["results"][0]["facts"];
    assert_eq!(facts[0], json!({"path": "system/juki.segment", "value": "segment/lg", "place": "systems.toml:12:11"}));
    assert_eq!(facts[1]["value"], json!({"at_least": 3, "at_most": null}));
    let row = &document["derived"]["coverage"][0];
    assert_eq!(row["course"], "course/security");
    assert_eq!(row["fiscal_year"], 2025);
    assert_eq!(row["attended"], json!({"at_least": 38, "at_most": 40}));
    assert_eq!(row["until"], "2026-03-31");
}

#[test]
fn computed_tables_go_by_the_names_of_the_format() {
    let mut city = sample::city();
    for entity in ["leak", "schedule", "incident_count"] {
        city.derived.push(DerivedTable {
            entity: entity.to_owned(),
            label: Text::default(),
            fields: vec![("cut".to_owned(), Text::default()), ("safe".to_owned(), Text::default())],
            rows: vec![
                vec![Some(Known::List(vec![Known::Text("flow/a".to_owned())])), Some(Known::Bool(true))],
                vec![None, None],
            ],
        });
    }
    let document = parsed(&city, &[]);
    let names: Vec<&String> = document["derived"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["coverage", "incident_count", "leaks", "schedule"]);
    assert_eq!(document["derived"]["leaks"], json!([{"cut": ["flow/a"], "safe": true}, {"cut": null, "safe": null}]));
    assert!(validator().is_valid(&document));
}

#[test]
fn hostile_text_is_escaped_and_kept() {
    let hostile = sample::hostile();
    let text = render(&hostile, &Options::default());
    assert!(text.chars().all(|c| c == '\n' || !is_hostile(c)));
    let document: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(document["body"]["name"], hostile.body.name);
}
