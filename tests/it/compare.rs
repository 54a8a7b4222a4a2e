//! A body beside others: like with like, with date, definition and n, and nothing made up.

use crate::program::{Scratch, inventories, tekigo};
use serde_json::{Value, json};

/// A table of steps: two bodies of Osaka with Kadoma, one elsewhere.
const STEPS: &str = "\u{feff}都道府県,市区町村,住民記録,戸籍附票,備考\r\n大阪府,門真市,40,20,\r\n大阪府,Ａ市,30,10,\r\n\
    大阪府,Ｂ町,20,,未回答\r\n鹿児島県,姶良市,10,40,\r\n";
/// A list of specially supported systems, with the class of bodies.
const MARKS: &str = "団体コード,都道府県,市区町村,自治体区分,住民基本台帳,戸籍の附票,共通機能\n\
    272230,大阪府,門真市,一般市,,●,\n,大阪府,Ａ市,中核市,●,●,\n462250,鹿児島県,姶良市,一般市,●,,●\n";

fn compare(inventory: &str, national: &str) -> Value {
    let ran = tekigo(&["compare", inventory, "--national", national, "--format", "json"]);
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err))
}

fn published() -> Scratch {
    let scratch = Scratch::new("compare");
    scratch.write("steps_2026-01.csv", STEPS);
    scratch.write("marks_2025-12.csv", MARKS);
    scratch
}

#[test]
fn groups_hold_whom_they_should_and_only_what_is_told() {
    let scratch = published();
    let page = compare("inventories/kadoma/r7", scratch.arg());
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "compare"]).out).unwrap();
    assert!(jsonschema::is_valid(&schema, &page));
    let [marks, steps] = [&page["tables"][0], &page["tables"][1]];
    assert_eq!(
        (steps["figure"].as_str(), steps["as_of"].clone()),
        (Some("steps"), json!(["2026-01-01", "2026-01-31"]))
    );
    assert_eq!(steps["unused"], json!(["備考"]));
    let bodies = |table: &Value| -> Vec<(i64, i64)> {
        let groups = table["groups"].as_array().unwrap();
        groups.iter().map(|one| (one["bodies"].as_i64().unwrap(), one["by_name"].as_i64().unwrap())).collect()
    };
    // Of the cities, A is a core city by the list; the class of a town is its name.
    assert_eq!(bodies(steps), [(3, 0), (2, 0), (4, 0)]);
    assert_eq!(bodies(marks), [(2, 0), (2, 0), (3, 0)]);
    let function = |table: &Value, id: &str| {
        table["functions"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone()
    };
    let supplement = function(steps, "fuhyo");
    assert_eq!(supplement["published"], json!({ "number": 20, "of": 40 }));
    let told = |of: &Value| (of["n"].clone(), of["share"].clone(), of["ahead"].clone());
    // B told nothing of it, and is in no n.
    assert_eq!(told(&supplement["groups"][0]), (json!(2), json!({ "number": 30, "of": 80 }), json!(0)));
    assert_eq!(told(&supplement["groups"][2]), (json!(3), json!({ "number": 70, "of": 120 }), json!(1)));
    assert_eq!(function(marks, "juki")["groups"][0]["share"], json!({ "number": 1, "of": 2 }));
    assert_eq!(function(marks, "juki")["published"], json!({ "number": 0, "of": 1 }));
}

#[test]
fn a_city_of_unknown_class_is_said_to_be_counted_by_its_name() {
    let scratch = Scratch::new("compare-class");
    scratch.write("steps_2026-01.csv", STEPS);
    let page = compare("inventories/kadoma/r7", scratch.arg());
    assert_eq!(page["tables"][0]["groups"][1], json!({ "group": "class", "bodies": 3, "by_name": 3 }));
    let text = tekigo(&["compare", "inventories/kadoma/r7", "--national", scratch.arg()]).out;
    assert!(text.contains("うち区分が名称の末尾によるもの 3団体"), "{text}");
}

#[test]
fn every_inventory_is_compared_and_one_that_is_not_published_is_told_so() {
    let scratch = published();
    for inventory in inventories() {
        for language in ["ja", "en"] {
            let dir = format!("inventories/{inventory}");
            let ran = tekigo(&["compare", &dir, "--national", scratch.arg(), "--lang", language]);
            let listed = inventory.starts_with("kadoma") || inventory.starts_with("aira");
            assert_eq!(ran.code, if listed { 0 } else { 4 }, "{inventory}: {}", ran.err);
            assert!(ran.out.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{}", ran.out);
            let said = if language == "ja" { "はこの資料に載っていない" } else { "is not in this table" };
            assert_eq!(ran.out.contains(said), !listed, "{}", ran.out);
        }
    }
}

#[test]
fn what_is_no_published_figure_has_its_cell() {
    for (content, words) in [
        (STEPS.replace("30,10", "41,10"), ["steps.csv:3:3", "41"]),
        (MARKS.replace("中核市,●", "中核市,×"), ["steps.csv:3:5", "×"]),
        ("都道府県,市区町村,面積\n大阪府,門真市,12\n".to_owned(), ["steps.csv", "標準化対象業務の列"]),
    ] {
        let scratch = Scratch::new("compare-wrong");
        scratch.write("steps.csv", content);
        let ran = tekigo(&["compare", "inventories/kadoma/r7", "--national", scratch.arg()]);
        assert_eq!(ran.code, 3, "{}", ran.out);
        assert!(words.iter().all(|word| ran.err.contains(word)), "{}", ran.err);
    }
    let ran = tekigo(&["compare", "inventories/kadoma/r7", "--national", "nowhere.csv"]);
    assert!(ran.code == 3 && ran.err.contains("nowhere.csv"), "{}", ran.err);
}
