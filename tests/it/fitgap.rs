//! `tekigo fitgap`: counts that are conserved, what the office asks, and what nobody wrote is never a fit.

use crate::law::width;
use crate::program::{Scratch, inventories, tekigo};
use calamine::{Data, Reader, Xlsx, open_workbook};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;

const RENSHU: &str = "inventories/renshu/r8";

fn fitgap(dir: &str, more: &[&str]) -> Value {
    let args = [&["fitgap", dir, "--format", "json"], more].concat();
    let ran = tekigo(&args);
    assert!(matches!(ran.code, 0 | 1 | 4), "{args:?}: {}\n{}", ran.code, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn function<'v>(page: &'v Value, id: &str) -> &'v Value {
    let all = page["functions"].as_array().unwrap();
    all.iter().find(|function| function["id"] == format!("function/{id}").as_str()).unwrap()
}

/// Names of the things that answer a question and stand so.
fn named<'v>(function: &'v Value, question: &str, state: &str) -> Vec<&'v str> {
    let items = function["items"].as_array().unwrap().iter();
    let found = items.filter(|item| item["question"] == question && item["state"] == state);
    found.map(|item| item["name"]["ja"].as_str().unwrap()).collect()
}

#[test]
fn every_inventory_is_answered_within_eighty_cells_and_by_the_schema() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "fitgap"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for dir in inventories() {
        let dir = format!("inventories/{dir}");
        let editions = ["--compare-editions", "jifu-2.0", "jifu-2.1"];
        let ways: &[&[&str]] = if dir == RENSHU { &[&[], &["--compare-offers"], &editions, &["jifu"]] } else { &[&[]] };
        for more in ways {
            let page = fitgap(&dir, more);
            let errors: Vec<String> = validator.iter_errors(&page).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{dir} {more:?}: {errors:#?}");
            for lang in ["ja", "en"] {
                let ran = tekigo(&[&["fitgap", &dir, "--lang", lang], *more].concat());
                assert!(ran.code != 3 && width(&ran.out) <= 80, "{dir} {more:?} {lang}: {}\n{}", ran.err, ran.out);
                assert!(!ran.out.contains("違法"));
            }
        }
    }
}

#[test]
fn an_inventory_without_requirements_says_so_and_what_to_do() {
    let ran = tekigo(&["fitgap", "inventories/kadoma/r4"]);
    assert_eq!(ran.code, 4);
    for word in ["一件も書かれていない", "次にすること", "[[requirement]]"] {
        assert!(ran.out.contains(word), "{word}: {}", ran.out);
    }
    assert!(ran.out.lines().count() < 30, "{}", ran.out);
    assert!(!ran.out.contains('%'), "a rate of nothing: {}", ran.out);
}

#[test]
fn the_office_is_told_what_was_planted() {
    let page = fitgap(RENSHU, &[]);
    let cases = [
        ("jifu", "conformity_date", "bad", vec!["所得制限の判定結果の入力点検"]),
        ("jifu", "no_measure", "bad", vec!["認定請求の内容の入力点検", "現況届の受付の一括処理"]),
        ("jifu", "overdue", "bad", vec!["支払差止の情報の入力点検"]),
        ("jifu", "decision", "bad", vec!["現況届の受付の一括処理"]),
        ("jifu", "decision", "good", vec!["認定請求の内容の入力点検"]),
        ("jifu", "option", "bad", vec!["現況未提出者の情報の任意項目管理", "額改定の内容の一括処理"]),
        ("jifu", "option", "good", vec!["所得の情報の一括処理", "現況届の受付の一括処理"]),
        ("jifu", "form", "bad", vec!["現況届のお知らせ"]),
        ("jifu", "bylaw", "bad", vec!["過払いの返還金の登録"]),
        ("seiho", "own_link", "bad", vec!["公営住宅管理"]),
        ("seiho", "bylaw", "good", vec!["窓口払の実績の登録"]),
        ("kaigo", "conformity_date", "bad", vec!["更新申請のお知らせ"]),
        ("kaigo", "bylaw", "good", vec!["普通徴収の納期の登録"]),
    ];
    for (id, question, state, names) in cases {
        assert_eq!(named(function(&page, id), question, state), names, "{id} {question} {state}");
    }
    let jifu = function(&page, "jifu");
    assert_eq!(jifu["readiness"]["ready"], false);
    assert_eq!(
        jifu["cutover"]["day"], "2027-01-12",
        "the schedule finds no earlier day than the plan's, which has passed"
    );
    assert_eq!(jifu["cutover"]["late"], true);
    let adopted: Vec<&Value> =
        jifu["products"].as_array().unwrap().iter().filter(|product| product["adopted"] == true).collect();
    assert_eq!(adopted.len(), 1);
    assert_eq!((adopted[0]["cost"].as_i64(), adopted[0]["cost_yearly"].as_i64()), (Some(2_180_000), Some(436_000)));
}

#[test]
fn counts_are_conserved_and_what_is_not_assessed_is_no_fit() {
    let page = fitgap(RENSHU, &[]);
    for function in page["functions"].as_array().unwrap() {
        let lines = function["requirements"].as_array().unwrap();
        let mut sums: BTreeMap<&str, u64> = BTreeMap::new();
        for count in function["counts"].as_array().unwrap() {
            for standing in ["due", "coming", "undated"] {
                for found in ["fit", "gap", "not_assessed"] {
                    *sums.entry(found).or_default() += count[standing][found].as_u64().unwrap();
                }
            }
        }
        for (found, sum) in &sums {
            let listed = lines.iter().filter(|line| line["judgement"] == *found).count() as u64;
            assert_eq!(*sum, listed, "{found} of {}", function["id"]);
        }
        assert_eq!(sums.values().sum::<u64>(), lines.len() as u64);
        let gaps: u64 = function["measures"].as_array().unwrap().iter().map(|way| way["gaps"].as_u64().unwrap()).sum();
        assert_eq!(gaps, sums["gap"]);
    }
    assert_eq!(function(&page, "jifu")["readiness"]["not_assessed"], 0, "the six forms not assessed are optional");
    assert_eq!(function(&page, "seiho")["readiness"]["not_assessed"], 12);
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let scratch = Scratch::new("fitgap-order");
    scratch.copy(RENSHU);
    let path = scratch.path.join("fitgap-jifu.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let (mut turned, mut block): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match line.starts_with("  ") {
            true => block.push(line),
            false => {
                turned.extend(block.drain(..).rev());
                turned.push(line);
            }
        }
    }
    std::fs::write(&path, turned.join("\n")).unwrap();
    let (mut before, mut after) = (fitgap(RENSHU, &[]), fitgap(scratch.arg(), &[]));
    for page in [&mut before, &mut after] {
        page["inventory_sha256"] = Value::Null;
    }
    assert_eq!(before, after);
}

#[test]
fn two_editions_are_compared_and_a_decision_on_the_older_one_is_not_taken_over() {
    let page = fitgap(RENSHU, &["--compare-editions", "jifu-2.0", "jifu-2.1"]);
    let changes = page["editions"]["changes"].as_array().unwrap();
    let count = |becomes: &str| changes.iter().filter(|change| change["becomes"] == becomes).count();
    assert_eq!((count("judge_again"), count("dropped"), count("nothing"), count("stands")), (5, 2, 3, 0));
    let class: Vec<_> = changes.iter().filter(|change| !change["class_before"].is_null()).collect();
    assert_eq!(class.len(), 3);
    assert!(class.iter().all(|change| change["class_before"] == "optional"));
    let later = fitgap(RENSHU, &["jifu", "--as-of", "2027-04-01"]);
    let jifu = function(&later, "jifu");
    assert_eq!(jifu["editions"][0]["id"], "specification/jifu-2.1");
    let lines = jifu["requirements"].as_array().unwrap();
    assert_eq!(lines.len(), 149);
    assert!(lines.iter().all(|line| line["judgement"] == "not_assessed"));
}

#[test]
fn the_workbook_holds_every_requirement_with_what_was_decided_and_is_never_written_over() {
    let scratch = Scratch::new("fitgap-xlsx");
    let path = |name: &str| scratch.path.join(name).to_str().unwrap().to_owned();
    let (one, two) = (path("one.xlsx"), path("two.xlsx"));
    for file in [&one, &two] {
        let ran = tekigo(&["fitgap", RENSHU, "--xlsx", file]);
        assert_eq!(ran.code, 1, "{}", ran.err);
    }
    assert_eq!(std::fs::read(&one).unwrap(), std::fs::read(&two).unwrap());
    assert_eq!(tekigo(&["fitgap", RENSHU, "--xlsx", &one]).code, 3);
    let mut book: Xlsx<_> = open_workbook(&one).unwrap();
    let page = fitgap(RENSHU, &[]);
    let lines: Vec<&Value> =
        page["functions"].as_array().unwrap().iter().flat_map(|f| f["requirements"].as_array().unwrap()).collect();
    for (sheet, kind) in [("機能", "feature"), ("帳票", "form"), ("連携", "linkage")] {
        let range = book.worksheet_range(sheet).unwrap();
        let rows: Vec<&[Data]> = range.rows().collect();
        let column = |heading: &str| rows[2].iter().position(|cell| *cell == heading).unwrap();
        let (id, judgement, measure) = (column("要件"), column("Fit/Gap"), column("対応方針"));
        let wanted: Vec<&&Value> = lines.iter().filter(|line| line["kind"] == kind).collect();
        assert_eq!(rows.len() - 3, wanted.len(), "{sheet}");
        for (row, line) in rows[3..].iter().zip(wanted) {
            assert_eq!(format!("requirement/{}", row[id]), line["id"].as_str().unwrap());
            let found = match line["judgement"].as_str().unwrap() {
                "fit" => "適合",
                "gap" => "差分あり",
                _ => "",
            };
            assert_eq!(row[judgement].to_string(), found, "{}", line["id"]);
            let blank = line["decision"]["measure"].is_null();
            assert_eq!(row[measure] == Data::Empty, blank, "{}: what nobody wrote stays blank", line["id"]);
        }
    }
    assert!(book.worksheet_range("集計").unwrap().rows().count() > 9);
}

/// The text without one of its arrays at the top.
fn without(text: &str, array: &str) -> String {
    let start = text.find(&format!("\n{array} = [")).unwrap() + 1;
    let end = start + text[start..].find("\n]\n").unwrap() + 3;
    format!("{}{}", &text[..start], &text[end..])
}

#[test]
fn the_workbook_read_back_gives_the_same_facts() {
    let scratch = Scratch::new("fitgap-back");
    scratch.copy(RENSHU);
    let book = scratch.path.join("fitgap.xlsx");
    assert_eq!(tekigo(&["fitgap", RENSHU, "--xlsx", book.to_str().unwrap()]).code, 1);
    for function in ["jifu", "seiho", "kaigo"] {
        let name = format!("fitgap-{function}.toml");
        let text = std::fs::read_to_string(scratch.path.join(&name)).unwrap().replace("\r\n", "\n");
        let text = without(&without(&text, "decision"), "form_use");
        scratch.write(&name, text.split("[[own_link]]").next().unwrap());
    }
    let mut body = std::fs::read_to_string(scratch.path.join("body.toml")).unwrap();
    for (sheet, entity) in [
        ("機能", "decision"),
        ("帳票", "decision"),
        ("連携", "decision"),
        ("帳票の使い方", "form_use"),
        ("独自施策システム等との連携", "own_link"),
    ] {
        write!(
            body,
            "\n[[table]]\nfile = \"fitgap.xlsx\"\nsheet = \"{sheet}\"\nentity = \"{entity}\"\nheader_row = 3\n"
        )
        .unwrap();
    }
    scratch.write("body.toml", body);
    let (mut before, mut after) = (fitgap(RENSHU, &[]), fitgap(scratch.arg(), &[]));
    for page in [&mut before, &mut after] {
        page["inventory_sha256"] = Value::Null;
    }
    assert_eq!(before, after);
}

/// One requirement as the property test writes it: classes for the three sizes, its day, and what was found.
#[derive(Debug, Clone)]
struct Row {
    classes: [usize; 3],
    day: usize,
    found: usize,
    edition: usize,
}

const CLASSES: [Option<&str>; 5] = [Some("mandatory"), Some("optional"), Some("prohibited"), Some("none"), None];
const DAYS: [Option<&str>; 4] = [Some("2026-04-01"), Some("2026-04-02"), Some("\"none\""), None];
/// The last is a record without a judgement, the one before it no record at all.
const FOUND: usize = 4;
const SIZES: [(&str, &str); 3] =
    [("designated_city", "class_designated_city"), ("core_city", "class_core_city"), ("city", "class_general")];
const EDITIONS: [&str; 3] = ["from = 2025-04-01\nuntil = \"none\"", "from = 2026-04-02\nuntil = \"none\"", ""];

fn inventory(rows: &[Row], size: usize) -> String {
    let mut text =
        format!("[body]\ncode = \"999997\"\nname = \"例示市\"\nclass = \"{}\"\nas_of = 2026-04-01\n", SIZES[size].0);
    for (index, edition) in EDITIONS.iter().enumerate() {
        write!(text, "[[specification]]\nid = \"e{index}\"\nfunction = \"jifu\"\nname = \"仕様書\"\n{edition}\n")
            .unwrap();
    }
    for (number, row) in rows.iter().enumerate() {
        let (edition, code) = (row.edition, format!("020{number:04}"));
        write!(text, "[[requirement]]\nspecification = \"e{edition}\"\nkind = \"feature\"\ncode = \"{code}\"\nbranch = \"0\"\nname = \"要件\"\n").unwrap();
        for ((_, field), class) in SIZES.iter().zip(row.classes) {
            if let Some(class) = CLASSES[class] {
                writeln!(text, "{field} = \"{class}\"").unwrap();
            }
        }
        if let Some(day) = DAYS[row.day] {
            writeln!(text, "conform_by = {day}").unwrap();
        }
        let judgement = ["judgement = \"fit\"", "judgement = \"gap\"", "", "cases = 3"][row.found];
        if row.found != 2 {
            write!(text, "[[decision]]\nrequirement = \"e{edition}/feature/{code}/0\"\n{judgement}\n").unwrap();
        }
    }
    text
}

/// Counts by class, day and finding, straight from what was written.
fn expected(rows: &[Row], size: usize) -> BTreeMap<(String, &'static str, &'static str), u64> {
    let mut sums = BTreeMap::new();
    for row in rows.iter().filter(|row| row.edition == 0) {
        let class = match CLASSES[row.classes[size]] {
            Some("none") => continue,
            Some(class) => class.to_owned(),
            None => "not_known".to_owned(),
        };
        let standing = ["due", "coming", "due", "undated"][row.day];
        let found = ["fit", "gap", "not_assessed", "not_assessed"][row.found];
        *sums.entry((class, standing, found)).or_default() += 1;
    }
    sums
}

#[test]
fn counts_agree_with_counting_by_hand() {
    let row = (prop::array::uniform3(0..CLASSES.len()), 0..DAYS.len(), 0..FOUND, 0..EDITIONS.len())
        .prop_map(|(classes, day, found, edition)| Row { classes, day, found, edition });
    let cases = (prop::collection::vec(row, 1..25), 0..SIZES.len());
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let counted = runner.run(&cases, |(rows, size)| {
        let scratch = Scratch::new("fitgap-counts");
        scratch.write("body.toml", inventory(&rows, size));
        let page = fitgap(scratch.arg(), &[]);
        let jifu = function(&page, "jifu");
        let mut sums = BTreeMap::new();
        for count in jifu["counts"].as_array().unwrap() {
            for standing in ["due", "coming", "undated"] {
                for found in ["fit", "gap", "not_assessed"] {
                    let number = count[standing][found].as_u64().unwrap();
                    if number > 0 {
                        *sums.entry((count["class"].as_str().unwrap().to_owned(), standing, found)).or_default() +=
                            number;
                    }
                }
                let tally = &count[standing];
                let (fit, total) = (tally["fit"].as_f64().unwrap(), tally["total"].as_f64().unwrap());
                prop_assert_eq!(tally["rate"].as_f64(), (total > 0.0).then(|| fit / total));
            }
        }
        prop_assert_eq!(sums, expected(&rows, size));
        let doubtful = rows.iter().filter(|row| row.edition == 2).count() as u64;
        prop_assert_eq!(jifu["doubtful"].as_u64(), Some(doubtful));
        Ok(())
    });
    counted.unwrap();
}
