//! What is exported and read again is what was there, blanks included; what is imported overwrites nothing in silence.

use crate::program::{Scratch, inventories, tekigo};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::fs;
use tekigo::cli::PackArgs;
use tekigo::command::Opened;
use tekigo::inventory::{Inventory, RawValue};
use tekigo::language::Language;
use tekigo::report::Encoding;
use tekigo::report::export::{Form, export};

const FORMS: [(Form, &str); 2] = [(Form::Workbook, "xlsx"), (Form::Csv(Encoding::Utf8), "csv")];

/// All that an inventory says, one line each, in an order that does not depend on where it is written.
fn said(inventory: &Inventory, opened: &Opened) -> Vec<String> {
    let vocabulary = &opened.pack.vocabulary;
    let value = |value: &RawValue| match value {
        RawValue::Names(names) => format!("{:?}", names.iter().map(|(name, _)| name).collect::<Vec<_>>()),
        other => format!("{other:?}"),
    };
    let record = |record: &tekigo::inventory::Record| {
        let entity = vocabulary.entity(record.entity);
        let mut cells: Vec<String> = record
            .cells
            .iter()
            .map(|cell| format!("{}={}", entity.fields[cell.field.0 as usize].id, value(&cell.value)))
            .collect();
        cells.sort();
        let id = record.id.as_ref().map(|(id, _)| id);
        let same = record.same_as.as_ref().map(|(id, _)| id);
        let lists: Vec<&String> = record.complete.iter().map(|(list, _)| list).collect();
        let (source, note) = (&record.source, &record.note);
        format!("{} {id:?} {cells:?} {:?} {same:?} {lists:?} {source:?} {note:?}", entity.id, record.observed)
    };
    let mut lines: Vec<String> = inventory.all_records().map(|one| record(&one)).collect();
    let facts = inventory.overlays.iter().filter(|one| !one.record.cells.is_empty() || !one.record.complete.is_empty());
    lines.extend(facts.map(|one| format!("on {} {} {}", one.on.0, one.replaces, record(&one.record))));
    let whole =
        |whole: &tekigo::inventory::Whole| format!("{} {:?}", vocabulary.entity(whole.entity).id, whole.on_date);
    lines.extend(inventory.complete.iter().map(whole));
    lines.push(format!("{} {}", inventory.as_of, record(&inventory.body)));
    lines.sort();
    lines
}

fn opened() -> Opened {
    let args = PackArgs { pack: None, extend: Vec::new(), profile: None };
    Opened::new(&args).unwrap_or_else(|_| panic!("the pack"))
}

fn load(opened: &mut Opened, scratch: &Scratch) -> Inventory {
    opened.inventory(&scratch.path).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Exports an inventory, reads it again, and compares.
fn round(opened: &mut Opened, inventory: &Inventory, form: Form, language: Language) {
    let exported = export(inventory, &opened.pack.vocabulary, &opened.sources, form, language)
        .unwrap_or_else(|problems| panic!("{problems:#?}"));
    let scratch = Scratch::new("export");
    for (name, content) in &exported.files {
        scratch.write(name, content);
    }
    let again = load(opened, &scratch);
    assert_eq!(said(&again, opened), said(inventory, opened), "{form:?}");
    let told: Vec<&str> = again.notices.iter().map(|notice| notice.message.en.as_str()).collect();
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn every_shipped_inventory_comes_back_as_it_was() {
    let mut opened = opened();
    for dir in inventories() {
        let folder = crate::program::root().join("inventories").join(&dir);
        let inventory = opened.inventory(&folder).unwrap_or_else(|problems| panic!("{problems:#?}"));
        for (form, _) in FORMS {
            round(&mut opened, &inventory, form, Language::Ja);
        }
    }
}

#[test]
fn whatever_is_written_comes_back_as_it_was() {
    let (opened, read) = (RefCell::new(opened()), Cell::new(0));
    let text = prop_oneof![
        "[ -~あ髙①、；;,\"'=+@\\-\u{3000}\n]{1,8}",
        prop::sample::select(vec![
            "-",
            "－",
            "未測定",
            "なし",
            "none",
            "45778",
            "R7.3.31",
            "true",
            "_x0041_",
            "00123",
            "1e5"
        ])
        .prop_map(str::to_owned),
    ];
    let lists = prop::collection::vec(text.clone(), 0..3);
    let row = (
        prop::option::of(text.clone()),
        lists,
        prop::option::of(any::<i32>()),
        prop::option::of(any::<bool>()),
        prop::option::of(prop::sample::select(vec!["1899-12-31", "1900-02-28", "2026-03-31", "2026-03", "なし"])),
        prop::option::of(prop_oneof![Just(0.1), Just(1e21), Just(-0.5), any::<i16>().prop_map(f64::from)]),
        prop::option::of(text),
        any::<bool>(),
    );
    let mut runner = TestRunner::new(Config { cases: 48, failure_persistence: None, ..Config::default() });
    let strategy = (prop::collection::vec(row, 1..6), any::<bool>());
    let outcome = runner.run(&strategy, |(rows, english)| {
        let mut file = toml::Table::new();
        let mut records = toml::value::Array::new();
        let mut facts = toml::value::Array::new();
        let mut values = toml::value::Array::new();
        for (number, (name, aliases, count, truth, day, number_value, note, overlay)) in rows.into_iter().enumerate() {
            let mut record = toml::Table::new();
            let mut put = |key: &str, value: Option<toml::Value>| {
                if let Some(value) = value {
                    record.insert(key.to_owned(), value);
                }
            };
            let blank = |text: &String| text.trim().is_empty();
            let known = |text: &String| !matches!(text.trim(), "なし" | "none") && !blank(text);
            put("name", name.filter(known).map(toml::Value::String));
            put("remaining_days", count.map(|count| toml::Value::Integer(count.into())));
            put("rollback_plan", truth.map(toml::Value::Boolean));
            put("live_on", day.map(|day| toml::Value::String(day.to_owned())));
            let list: Vec<toml::Value> = aliases.into_iter().filter(known).map(toml::Value::String).collect();
            put("aliases", (!list.is_empty()).then_some(toml::Value::Array(list)));
            put("note", note.filter(|text| !blank(text)).map(toml::Value::String));
            match overlay {
                true => {
                    record.insert("on".to_owned(), toml::Value::String("function/juki".to_owned()));
                    facts.push(toml::Value::Table(record));
                }
                false => {
                    record.insert("id".to_owned(), toml::Value::String(format!("f{number}")));
                    records.push(toml::Value::Table(record));
                }
            }
            let mut value = toml::Table::new();
            value.insert("kpi".to_owned(), toml::Value::String("k".to_owned()));
            value.insert("fiscal_year".to_owned(), toml::Value::Integer(2000 + number as i64));
            if let Some(number) = number_value {
                value.insert("result".to_owned(), toml::Value::Float(number));
            }
            values.push(toml::Value::Table(value));
        }
        for (name, list) in [("function", records), ("fact", facts), ("kpi_value", values)] {
            if !list.is_empty() {
                file.insert(name.to_owned(), toml::Value::Array(list));
            }
        }
        let scratch = Scratch::new("export-any");
        scratch
            .write(
                "body.toml",
                "[body]\ncode = \"272230\"\nname = \"門真市\"\nas_of = 2026-01-31\ncomplete = [\"system\"]\n",
            )
            .write("x.toml", toml::to_string(&file).unwrap());
        // What TOML itself refuses is no matter of sheets.
        let opened = &mut *opened.borrow_mut();
        let Ok(inventory) = opened.inventory(&scratch.path) else { return Ok(()) };
        read.set(read.get() + 1);
        let language = if english { Language::En } else { Language::Ja };
        for (form, _) in FORMS {
            round(opened, &inventory, form, language);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|problem| panic!("{problem}"));
    assert!(read.get() > 10, "only {} of the inventories could be read", read.get());
}

#[test]
fn an_export_is_an_inventory_with_the_same_report() {
    let stripped = |dir: &str| {
        let ran = tekigo(&["check", dir, "--format", "json"]);
        let mut report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
        crate::tables::strip(&mut report);
        report
    };
    let expected = stripped("inventories/kadoma/r4");
    for (_, option) in FORMS {
        let scratch = Scratch::new("export-report");
        let out = scratch.path.join("out");
        let out = out.to_str().unwrap();
        let ran = tekigo(&["export", "inventories/kadoma/r4", &format!("--{option}"), out]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert_eq!(stripped(out), expected, "{option}");
        let files = || -> Vec<(String, Vec<u8>)> {
            let mut names: Vec<_> = fs::read_dir(out).unwrap().map(|entry| entry.unwrap().path()).collect();
            names.sort();
            names.iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
        };
        let before = files();
        assert_eq!(tekigo(&["export", "inventories/kadoma/r4", &format!("--{option}"), out]).code, 0);
        assert_eq!(files(), before, "the same bytes a second time");
        fs::write(format!("{out}/body.toml"), "x").unwrap();
        let ran = tekigo(&["export", "inventories/kadoma/r4", &format!("--{option}"), out]);
        assert_eq!(ran.code, 3, "what somebody changed is kept");
    }
}

#[test]
fn a_character_that_cp932_lacks_is_named() {
    let scratch = Scratch::new("export-cp932");
    let department = |name: &str| format!("[[department]]\nid = \"a\"\nname = \"{name}\"\n");
    let body = "[body]\ncode = \"272230\"\nname = \"門真市\"\nas_of = 2026-01-31\n";
    scratch.write("in/body.toml", body).write("in/d.toml", department("髙①㈱～課"));
    let (inside, out) = (scratch.path.join("in"), scratch.path.join("out"));
    let args =
        ["--lang", "en", "export", inside.to_str().unwrap(), "--csv", out.to_str().unwrap(), "--encoding", "cp932"];
    assert_eq!(tekigo(&args).code, 0);
    let ran = tekigo(&["check", out.to_str().unwrap(), "--format", "json"]);
    assert!(!ran.err.contains("CP932"), "body.toml says the encoding: {}", ran.err);
    fs::remove_dir_all(&out).unwrap();
    scratch.write("in/d.toml", department("𠮷田課"));
    let ran = tekigo(&args);
    assert_eq!(ran.code, 3);
    for word in ["𠮷", "U+20BB7", "d.toml:1:", "CP932"] {
        assert!(ran.err.contains(word), "{word}: {}", ran.err);
    }
    assert!(!out.exists(), "nothing is half written");
}

#[test]
fn an_import_shows_first_and_overwrites_nothing() {
    let scratch = Scratch::new("import");
    scratch
        .write("in/body.toml", "[body]\ncode = \"272230\"\nname = \"門真市\"\nas_of = 2026-01-31\n")
        .write("in/s.toml", "[[system]]\nid = \"juki\"\nname = \"住民記録\"\nstatus = \"live\"\n")
        .write("s.csv", "id,システム名,状態,稼働日\njuki,住民記録,廃止,R2.1.6\nzei,税,稼働中,\n");
    let (inside, table) = (scratch.path.join("in"), scratch.path.join("s.csv"));
    let written = inside.join("imports/s.toml");
    let run = |more: &[&str]| {
        let args = [
            &["--lang", "en", "import", table.to_str().unwrap(), "--as", "system", "--into", inside.to_str().unwrap()],
            more,
        ];
        tekigo(&args.concat())
    };
    let shown = run(&[]);
    assert_eq!(shown.code, 1, "{}{}", shown.out, shown.err);
    for word in
        ["Facts that differ: 1", "s.csv:2:3", "Facts added: 1", "s.csv:2:4", "New records: 1", "税", "as they were: 1"]
    {
        assert!(shown.out.contains(word), "{word}: {}", shown.out);
    }
    assert!(!written.exists());
    assert_eq!(run(&["--accept"]).code, 1);
    let text = fs::read_to_string(&written).unwrap();
    assert!(!text.contains("retired") && text.contains("zei") && text.contains("live_on"), "{text}");
    let again = run(&[]);
    assert!(again.out.contains("as they were: 4") && !again.out.contains("New records"), "{}", again.out);
    assert_eq!(run(&["--accept", "--replace"]).code, 0);
    let value = tekigo(&[
        "eval",
        inside.to_str().unwrap(),
        "system.status == 'retired'",
        "--for",
        "system",
        "--format",
        "json",
    ]);
    assert_eq!(value.out.matches("\"verdict\": true").count(), 1, "{}\n{}", value.out, value.err);
    let wrong = tekigo(&[
        "--lang",
        "en",
        "import",
        table.to_str().unwrap(),
        "--as",
        "sytem",
        "--into",
        inside.to_str().unwrap(),
    ]);
    assert!(wrong.code == 2 && wrong.err.contains("did you mean `system`"), "{}", wrong.err);
}
