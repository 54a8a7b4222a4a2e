//! Ledgers as they are: the bindings of the documentation read what it says, and an import guesses, shows and remembers.

use crate::program::{Ran, Scratch, root, tekigo};
use std::borrow::Cow;
use std::fs;
use tekigo::cli::PackArgs;
use tekigo::command::Opened;
use tekigo::inventory::{Inventory, RawValue, Record};

/// What stands between a line of back quotes with that word and the next one, each time.
fn blocks<'t>(text: &'t str, word: &str) -> Vec<&'t str> {
    let fence = format!("```{word}\n");
    text.split(fence.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

/// The body that the ledgers of the documentation are about.
const BODY: &str = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-04-01\n";
/// What they refer to.
const BASE: &str = r#"
[[department]]
id = "デジタル推進課"
role = "ict"
[[department]]
id = "市民課"
[[department]]
id = "人事課"
[[department]]
id = "課税課"
[[department]]
id = "総務課"
[[segment]]
id = "情報系"
zone = "lgwan"
[[course]]
id = "joho"
name = "情報セキュリティ研修"
[[session]]
id = "r8-1"
course = "joho"
"#;

/// A folder with the base of the ledgers.
fn folder(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    scratch.write("body.toml", BODY).write("moto.toml", BASE);
    scratch
}

fn ledger(name: &str) -> Vec<u8> {
    fs::read(root().join("docs/ledgers").join(name)).unwrap()
}

fn loaded(scratch: &Scratch) -> (Opened, Inventory) {
    let args = PackArgs { pack: None, extend: Vec::new(), profile: None };
    let mut opened = Opened::new(&args).unwrap_or_else(|_| panic!("the pack"));
    let inventory = opened.inventory(&scratch.path).unwrap_or_else(|problems| panic!("{problems:#?}"));
    (opened, inventory)
}

/// Every record, whether it stands by itself or in a sheet.
fn all_of(inventory: &Inventory) -> Vec<Record> {
    inventory.all_records().map(Cow::into_owned).collect()
}

fn value(value: &RawValue) -> String {
    match value {
        RawValue::None => "なし".to_owned(),
        RawValue::Bool(value) => value.to_string(),
        RawValue::Int(value) => value.to_string(),
        RawValue::Date(value) => value.to_string(),
        RawValue::Text(value) | RawValue::Name(value) => value.clone(),
        RawValue::Names(names) => names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、"),
        other => format!("{other:?}"),
    }
}

/// The facts of a record, a line each.
fn facts(opened: &Opened, record: &Record) -> Vec<String> {
    let entity = opened.pack.vocabulary.entity(record.entity);
    let field = |id: tekigo::vocabulary::FieldId| entity.fields[id.0 as usize].id.as_str();
    let said =
        |id| record.cells.iter().find(|cell| cell.field == id).map(|cell| value(&cell.value)).unwrap_or_default();
    let id = match &record.id {
        Some((id, _)) => id.clone(),
        None => entity.key.iter().map(|key| said(*key)).collect::<Vec<_>>().join("/"),
    };
    let line =
        |cell: &tekigo::inventory::Cell| format!("{}/{id}.{} = {}", entity.id, field(cell.field), value(&cell.value));
    let mut lines: Vec<String> = record.cells.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn every_binding_of_the_documentation_gives_the_facts_that_it_says() {
    let page = fs::read_to_string(root().join("docs/ledgers.md")).unwrap().replace("\r\n", "\n");
    let (bindings, said) = (blocks(&page, "toml"), blocks(&page, "facts"));
    assert_eq!((bindings.len(), said.len()), (5, 5));
    for (binding, said) in bindings.iter().zip(said) {
        let file = binding.split("file").nth(1).unwrap().split('"').nth(1).unwrap();
        let scratch = folder("ledgers-doc");
        // A ledger of segments lists the one that others refer to itself.
        let base =
            if file.starts_with("IP") { String::new() } else { format!("{BASE}[[segment]]\nid = \"基幹系\"\n") };
        scratch.write("body.toml", format!("{BODY}\n{binding}")).write("moto.toml", base).write(file, ledger(file));
        let ran = tekigo(&["check", scratch.arg(), "--format", "json"]);
        assert!(ran.code <= 1 || ran.code == 4, "{file}: {}", ran.err);
        assert!(!ran.err.contains("使わなかった列"), "every column is named or ignored: {}", ran.err);
        let (opened, inventory) = loaded(&scratch);
        let mut wanted: Vec<String> = said.lines().map(str::to_owned).collect();
        wanted.sort();
        let of = |record: &&Record| facts(&opened, record).iter().any(|line| *line == wanted[0]);
        let records = all_of(&inventory);
        let found = records.iter().find(of).unwrap_or_else(|| panic!("{file}: {}", wanted[0]));
        assert_eq!(facts(&opened, found), wanted, "{file}");
        // Titles, totals and remarks are no records.
        let rows = records.iter().filter(|record| record.entity == found.entity);
        let rows = rows.filter(|record| !record.place.eq(&found.place)).count() + 1;
        let listed = usize::from(!file.starts_with("IP") && binding.contains("\"segment\""));
        assert_eq!(
            rows - listed,
            [("シス", 5), ("資産", 4), ("受講", 4), ("IP", 3), ("契約", 3)]
                .iter()
                .find(|(name, _)| file.starts_with(name))
                .unwrap()
                .1
        );
    }
}

fn import(scratch: &Scratch, file: &str, entity: &str, more: &[&str]) -> Ran {
    let path = scratch.path.join(file).to_str().unwrap().to_owned();
    tekigo(&[&["import", &path, "--as", entity, "--into", scratch.arg()], more].concat())
}

#[test]
fn a_system_ledger_is_guessed_shown_taken_in_and_known_the_next_time() {
    let scratch = folder("ledgers-import");
    scratch.write("hyo/システム台帳.csv", ledger("システム台帳.csv"));
    let shown = import(&scratch, "hyo/システム台帳.csv", "system", &[]);
    assert_eq!(shown.code, 0, "{}{}", shown.out, shown.err);
    for words in [
        "3〜4行目",
        "システム名称",
        "推測",
        "所管課名",
        "所管部署",
        "運用稼働状況",
        "合計",
        "id にも使う",
        "令和2年1月",
    ] {
        assert!(shown.out.contains(words), "{words}: {}", shown.out);
    }
    assert!(shown.out.lines().all(|line| unicode_width::UnicodeWidthStr::width_cjk(line) <= 80), "{}", shown.out);
    assert_eq!(
        fs::read_to_string(scratch.path.join("body.toml")).unwrap(),
        BODY,
        "nothing is written before it is accepted"
    );
    assert!(!scratch.path.join("imports").exists());

    let taken = import(&scratch, "hyo/システム台帳.csv", "system", &["--accept"]);
    assert_eq!(taken.code, 0, "{}", taken.err);
    let body = fs::read_to_string(scratch.path.join("body.toml")).unwrap();
    assert!(body.starts_with(BODY) && body.contains("[[import]]"), "{body}");
    for line in body[BODY.len()..].lines().filter(|line| !line.is_empty()) {
        let first: String = line.chars().take(20).collect();
        assert!(taken.out.contains(&first), "what is added is shown: {line}");
    }
    let (opened, inventory) = loaded(&scratch);
    let system = opened.pack.vocabulary.find("system").unwrap();
    let mut records = all_of(&inventory);
    records.retain(|record| record.entity == system);
    assert_eq!(records.len(), 5, "no title, no total, no remark");
    let juki =
        facts(&opened, records.iter().find(|record| record.id.as_ref().unwrap().0 == "住民記録システム").unwrap());
    for line in [
        "name = 住民記録システム",
        "owner = 市民課",
        "status = live",
        "live_on = 2020-01-06",
        "os_supported_until = 2029-01-09",
    ] {
        assert!(juki.contains(&format!("system/住民記録システム.{line}")), "{line}: {juki:#?}");
    }

    // The same headings again, with another row: nothing is guessed, nothing more is remembered.
    let again = import(&scratch, "hyo/システム台帳.csv", "system", &["--accept"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(again.out.contains("覚えた読み方") && !again.out.contains("推測"), "{}", again.out);
    assert_eq!(fs::read_to_string(scratch.path.join("body.toml")).unwrap(), body, "it is added once");
}

#[test]
fn every_ledger_can_be_shown_and_a_file_of_windows_stays_one() {
    for (file, entity, words) in [
        ("資産管理ツール.csv", "device_group", &["台数", "用途", "OSのサポート終了日"][..]),
        ("契約台帳.csv", "contract", &["2〜3行目", "契約名", "契約の相手方", "計"]),
        ("IPアドレス管理表.csv", "segment", &["無線LANの利用", "アドレス範囲"]),
    ] {
        let scratch = folder("ledgers-all");
        let body = format!("# 台帳\n{BODY}").replace('\n', "\r\n");
        scratch.write("body.toml", body.trim_end()).write("moto.toml", format!("{BASE}[[segment]]\nid = \"基幹系\"\n"));
        scratch.write(&format!("hyo/{file}"), ledger(file));
        let ran = import(&scratch, &format!("hyo/{file}"), entity, &["--accept"]);
        assert!(ran.code <= 1, "{file}: {}{}", ran.out, ran.err);
        assert!(words.iter().all(|word| ran.out.contains(word)), "{file}: {}", ran.out);
        let after = fs::read_to_string(scratch.path.join("body.toml")).unwrap();
        assert!(after.starts_with(body.trim_end()), "{after}");
        assert_eq!(after.matches('\n').count(), after.matches("\r\n").count(), "{file}: {after:?}");
        let (_, inventory) = loaded(&scratch);
        assert_eq!(inventory.remembered.len(), 1);
    }
}

#[test]
fn what_nobody_could_know_is_not_guessed() {
    let scratch = folder("ledgers-unsure");
    // Dates that are none, and words that no choice has, under headings that sound right.
    let table = "システム名,サービスインの時期,設置の形態,所感\n住民記録,不明,どこか,良い\n戸籍,近いうち,あそこ,普通\n";
    scratch.write("hyo/a.csv", table);
    let ran = import(&scratch, "hyo/a.csv", "system", &["--lang", "en"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let line =
        |word: &str| ran.out.lines().find(|line| line.contains(word)).unwrap_or_else(|| panic!("{word}: {}", ran.out));
    for heading in ["サービスインの時期", "設置の形態", "所感"] {
        assert!(line(heading).contains("(not used)"), "{}", ran.out);
    }
    let broken = Scratch::new("ledgers-broken");
    broken.write("body.toml", format!("{BODY}[[import]]\nentity = \"sytem\"\nheadings = [\"a\"]\n[[import]]\nentity = \"system\"\nheader = {{ \"名\" = \"nmae\" }}\n"));
    let ran = tekigo(&["check", broken.arg(), "--lang", "en"]);
    assert_eq!(ran.code, 3);
    for words in ["sytem", "did you mean `system`", "nmae", "did you mean `name`", "headings"] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}
