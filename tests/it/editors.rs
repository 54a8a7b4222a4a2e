//! The schemas for editors: what ships keeps to them, and what is wrong is marked.

use crate::program::{Scratch, root, tekigo};
use jsonschema::Validator;
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};

fn schema(args: &[&str]) -> Validator {
    let ran = tekigo(&[&["schema"], args].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let schema: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::validator_for(&schema).unwrap()
}

/// A TOML text as editors hand it to a schema: days are texts.
fn read(text: &str) -> Value {
    json(toml::from_str::<toml::Value>(text).unwrap())
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(value) => Value::from(value),
        toml::Value::Datetime(day) => Value::from(day.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect::<Map<_, _>>())
        }
    }
}

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

/// What is wrong with a text: the place in it, one after the other.
fn wrong(schema: &Validator, text: &str) -> Vec<String> {
    let document = read(text);
    let mut all: Vec<String> = schema.iter_errors(&document).map(|error| error.instance_path().to_string()).collect();
    all.sort();
    all
}

#[test]
fn every_file_that_ships_keeps_to_the_schemas() {
    for (folder, kind, least) in [("inventories", "inventory", 80), ("rules", "pack", 300)] {
        let schema = schema(&[kind]);
        let mut all = Vec::new();
        files(&root().join(folder), &mut all);
        assert!(all.len() >= least, "{}", all.len());
        let mut found: Vec<String> = Vec::new();
        for path in all {
            let document = read(&fs::read_to_string(&path).unwrap());
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            found
                .extend(schema.iter_errors(&document).map(|error| format!("{name}{}: {error}", error.instance_path())));
        }
        found.iter_mut().for_each(|one| *one = one.chars().take(400).collect());
        assert!(found.is_empty(), "{} mistakes: {:#?}", found.len(), &found[..found.len().min(12)]);
    }
}

#[test]
fn a_rule_that_ships_keeps_to_the_schema_of_rules_and_a_half_written_one_does_not() {
    let schema = schema(&["rule"]);
    let text = fs::read_to_string(root().join("rules/governance/csirt-not-established.toml")).unwrap();
    assert_eq!(wrong(&schema, &text), [""; 0]);
    assert_eq!(wrong(&schema, &text.replace("severity", "sevreity")).len(), 2, "one key too many, one too few");
    let grave = text.lines().map(|line| if line.starts_with("severity") { "severity = \"grave\"" } else { line });
    assert_eq!(wrong(&schema, &grave.collect::<Vec<_>>().join("\n")), ["/severity"]);
}

#[test]
fn a_wrong_key_choice_type_or_table_of_an_inventory_is_marked() {
    let schema = schema(&["inventory"]);
    let system = |line: &str| format!("[[system]]\nid = \"juki\"\n{line}\n");
    for right in ["name = \"住民記録\"\nstatus = \"live\"", "status = \"稼働中\"", "status = \"\""] {
        assert_eq!(wrong(&schema, &system(right)), [""; 0], "{right}");
    }
    for (line, place) in [
        ("nmae = \"住民記録\"", "/system/0"),
        ("status = \"alive\"", "/system/0/status"),
        ("name = 1", "/system/0/name"),
        ("functions = 3", "/system/0/functions"),
    ] {
        assert_eq!(wrong(&schema, &system(line)), [place], "{line}");
    }
    assert_eq!(wrong(&schema, "[[system]]\nname = \"住民記録\"\n"), ["/system/0"], "no id");
    assert_eq!(wrong(&schema, "[[sytem]]\nid = \"a\"\n"), [""], "no such table");
    assert_eq!(wrong(&schema, "[[leak]]\nid = \"a\"\n"), [""], "computed");
    assert_eq!(wrong(&schema, "[[fact]]\non = \"system/juki\"\nstatus = \"live\"\n"), [""; 0]);
    assert_eq!(wrong(&schema, "[[fact]]\non = \"system/juki\"\nstatus = \"alive\"\n"), ["/fact/0/status"]);
    assert_eq!(wrong(&schema, "[[fact]]\non = \"sytem/juki\"\n"), ["/fact/0/on"]);
}

#[test]
fn what_a_body_adds_to_the_vocabulary_is_in_the_schema_and_the_line_it_tells_is_found() {
    let own = Scratch::new("editors-own");
    let field = "id = \"system\"\n[field.room]\ntype = \"text\"\nlabel = { ja = \"設置室\", en = \"room\" }\n\
                 ask = { ja = \"設置室はどこですか。\", en = \"Which room?\" }\nheader = [\"設置室\"]\n";
    own.write("vocabulary/system.toml", field);
    let text = "[[system]]\nid = \"juki\"\nroom = \"2階\"\n";
    assert_eq!(wrong(&schema(&["inventory"]), text), ["/system/0"]);
    assert_eq!(wrong(&schema(&["inventory", "--extend", own.arg()]), text), [""; 0]);

    let folder = Scratch::new("editors-write");
    let write = ["schema", "inventory", "--write", folder.arg()];
    let ran = tekigo(&write);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("#:schema ./tekigo-inventory.schema.json"), "{}", ran.out);
    let name = folder.path.join("tekigo-inventory.schema.json");
    let written = fs::read_to_string(&name).unwrap();
    assert_eq!(written, tekigo(&["schema", "inventory"]).out);
    assert_eq!(tekigo(&write).code, 0, "an earlier one is replaced");
    fs::write(&name, "{ \"mine\": true }").unwrap();
    assert_eq!(tekigo(&write).code, 3, "something else is kept");
    assert_eq!(fs::read_to_string(&name).unwrap(), "{ \"mine\": true }");
    assert_eq!(tekigo(&["schema", "plan", "--write", folder.arg()]).code, 2);

    let inventory = Scratch::new("editors-inventory");
    inventory.copy("inventories/kadoma/r4");
    let before = tekigo(&["check", inventory.arg(), "--format", "csv"]).out;
    let body = fs::read_to_string(inventory.path.join("body.toml")).unwrap();
    inventory.write("body.toml", format!("#:schema ./tekigo-inventory.schema.json\n{body}"));
    tekigo(&["schema", "inventory", "--write", inventory.arg()]);
    assert_eq!(tekigo(&["check", inventory.arg(), "--format", "csv"]).out.lines().count(), before.lines().count());
}
