//! An inventory begun from nothing: the table of bodies, the first workbook, and what it leads to once it is filled in.

use crate::program::{Scratch, check_json, root, tekigo};
use crate::workbooks::{rewrite, sheets};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// Row of headings in the first workbook, from 0.
const HEADINGS: usize = 4;

/// Begins an inventory in a new folder below a scratch one.
fn begun(scratch: &Scratch, more: &[&str]) -> String {
    let dir = scratch.path.join("daicho").to_str().unwrap().to_owned();
    let ran = tekigo(&[&["init", &dir, "--as-of", "2026-11-27"], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    dir
}

/// Fills rows into a sheet of the first workbook as a person would, each cell under its heading.
fn fill(dir: &str, sheet: &str, headings: &[&str], rows: &[&[&str]]) {
    let path = std::path::Path::new(dir).join("台帳.xlsx");
    let mut all = sheets(&path);
    let (_, cells) = all.iter_mut().find(|(name, _)| name == sheet).unwrap();
    let at =
        |heading: &&str| cells[HEADINGS].iter().position(|head| head == heading).unwrap_or_else(|| panic!("{heading}"));
    let at: Vec<usize> = headings.iter().map(at).collect();
    for row in rows {
        let name = cells.iter().position(|cells| cells[0] == row[0]);
        let mut line = name.map_or_else(|| vec![String::new(); cells[HEADINGS].len()], |name| cells[name].clone());
        at.iter().zip(*row).for_each(|(at, cell)| line[*at] = (*cell).to_owned());
        match name {
            Some(name) => cells[name] = line,
            None => cells.push(line),
        }
    }
    rewrite(&path, &all);
}

#[test]
fn every_body_of_the_country_is_in_the_table_once_with_a_right_code() {
    let text = fs::read_to_string(root().join("rules/bodies.csv")).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().skip(2).map(|line| line.split(',').collect()).collect();
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for row in &rows {
        let digits: Vec<u32> = row[0].chars().map(|c| c.to_digit(10).unwrap()).collect();
        let sum: u32 = digits[..5].iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
        assert_eq!((digits.len(), digits[5]), (6, (11 - sum % 11) % 10), "{row:?}");
        assert!(codes.insert(row[0]) && names.insert((row[1], row[2])), "{row:?}");
        *classes.entry(row[3]).or_default() += 1;
    }
    let counted = |class: &str| classes[class];
    assert_eq!((counted("都道府県"), counted("指定都市"), counted("中核市"), counted("特別区")), (47, 20, 62, 23));
    assert_eq!(rows.len() - counted("都道府県"), 1_741);
}

#[test]
fn of_fifteen_systems_thirty_rules_have_something_to_say_and_nothing_grave_is_wrong() {
    let scratch = Scratch::new("init-kadoma");
    let dir = begun(&scratch, &["--code", "272230"]);
    let before = verdicts(&check_json(&dir, &[]));
    assert!(before.values().flatten().all(|(_, verdict)| verdict != "fail"), "nobody has said anything yet");
    fill(
        &dir,
        "課",
        &["部署名", "庁内での役割", "特定個人情報の取扱い", "情報セキュリティ管理者の配置"],
        &[
            &["ICT推進課", "情報政策", "いいえ", "はい"],
            &["人事課", "人事", "はい", "はい"],
            &["市民課", "住民・戸籍", "はい", "はい"],
            &["課税課", "税", "はい", "いいえ"],
            &["福祉政策課", "福祉・子育て", "はい", ""],
        ],
    );
    fill(
        &dir,
        "セグメント",
        &["セグメント名", "ネットワークの区分", "無線LANの利用", "更新プログラムの入手経路"],
        &[
            &["基幹系", "マイナンバー利用事務系", "いいえ", "庁内の配信サーバ"],
            &["情報系", "LGWAN接続系", "いいえ", "庁内の配信サーバ"],
            &["インターネット系", "インターネット接続系", "いいえ", "庁内の配信サーバ"],
        ],
    );
    fill(&dir, "システム", &SYSTEM, &SYSTEMS);
    let functions = functions();
    fill(&dir, "業務", &FUNCTION, &functions.iter().map(|row| &row[..]).collect::<Vec<_>>());
    fill(&dir, "システム", &MORE, &systems_more().iter().map(|row| &row[..]).collect::<Vec<_>>());
    let after = check_json(&dir, &[]);
    let now = verdicts(&after);
    let judged = |(_, verdict): &&(String, String)| ["pass", "fail"].contains(&verdict.as_str());
    let (mut settled, mut told) = (Vec::new(), Vec::new());
    for (rule, results) in &now {
        let new = results.difference(before.get(rule).unwrap_or(&BTreeSet::new())).cloned().collect::<Vec<_>>();
        // A list that may not be complete is no news: something must be said of a record that has a name.
        if new.iter().any(|(subject, _)| !subject.ends_with("/*")) {
            told.push(rule);
        }
        if new.iter().any(|result| judged(&result)) {
            settled.push(rule);
        }
    }
    assert!(settled.len() >= 16, "{}: {settled:#?}", settled.len());
    assert!(told.len() >= 30, "{}: {told:#?}", told.len());
    let fails: Vec<&Value> =
        after["results"].as_array().unwrap().iter().filter(|result| result["verdict"] == "fail").collect();
    assert!(!fails.is_empty());
    assert!(fails.iter().all(|fail| fail["severity"] != "critical"), "{fails:#?}");
    let of_juki = |fail: &&&Value| fail["subject"].as_str().unwrap().ends_with("/住民記録");
    let owner = fails.iter().find(of_juki).unwrap();
    assert_eq!(owner["department"], "department/市民課", "the department is known by its name");
}

/// Headings and rows of the sheet of systems, as an ICT division knows them on the first afternoon.
const SYSTEM: [&str; 14] = [
    "システム名",
    "稼働の状況",
    "所管部署",
    "設置形態",
    "設置セグメント",
    "個人番号を取り扱う事務",
    "自治体機密性",
    "OSのサポート終了日",
    "バックアップの取得日",
    "復元試験の実施日",
    "利用権限の点検日",
    "共用しているIDの数",
    "ログの保存日数",
    "保存データの暗号化",
];
#[rustfmt::skip]
const SYSTEMS: [&[&str]; 15] = [
    &["住民記録", "稼働中", "市民課", "ガバメントクラウド", "基幹系", "個人番号利用事務", "自治体機密性3B", "2029-01-09", "2026-11-20", "2025-02-01", "2026-06-01", "2", "365", "はい"],
    &["印鑑登録", "稼働中", "市民課", "ガバメントクラウド", "基幹系", "個人番号利用事務", "自治体機密性3B", "2029-01-09", "2026-11-20", "2026-02-01", "2026-06-01", "0", "365", "はい"],
    &["戸籍", "稼働中", "市民課", "データセンター", "基幹系", "個人番号を取り扱わない", "自治体機密性3B", "2027-01-12", "2026-11-20", "2026-02-01", "2026-06-01", "0", "365", "はい"],
    &["個人住民税", "稼働中", "課税課", "ガバメントクラウド", "基幹系", "個人番号利用事務", "自治体機密性3B", "2029-01-09", "2026-11-20", "", "2026-06-01", "0", "365", "はい"],
    &["固定資産税", "稼働中", "課税課", "ガバメントクラウド", "基幹系", "個人番号利用事務", "自治体機密性3B", "2029-01-09", "2026-11-20", "", "2026-06-01", "0", "365", "はい"],
    &["軽自動車税", "稼働中", "課税課", "ガバメントクラウド", "基幹系", "個人番号利用事務", "自治体機密性3B", "2029-01-09", "2026-11-20", "", "", "0", "365", "はい"],
    &["国民健康保険", "稼働中", "福祉政策課", "ガバメントクラウド", "基幹系", "個人番号利用事務", "自治体機密性3B", "2029-01-09", "2026-11-20", "", "", "", "", "はい"],
    &["介護保険", "稼働中", "福祉政策課", "ガバメントクラウド", "基幹系", "個人番号利用事務", "自治体機密性3B", "2029-01-09", "2026-11-20", "", "", "", "", "はい"],
    &["生活保護", "稼働中", "福祉政策課", "庁内設置（オンプレミス）", "基幹系", "個人番号利用事務", "自治体機密性3B", "2026-10-13", "2026-11-20", "", "", "", "", ""],
    &["人事給与", "稼働中", "人事課", "庁内設置（オンプレミス）", "情報系", "個人番号関係事務", "自治体機密性3C", "2027-01-12", "2026-11-20", "2026-02-01", "2026-06-01", "0", "365", "はい"],
    &["財務会計", "稼働中", "ICT推進課", "庁内設置（オンプレミス）", "情報系", "個人番号を取り扱わない", "自治体機密性2", "2027-01-12", "2026-11-20", "2026-02-01", "2026-06-01", "0", "365", "はい"],
    &["文書管理", "稼働中", "ICT推進課", "LGWAN-ASP", "情報系", "個人番号を取り扱わない", "自治体機密性2", "なし", "2026-11-20", "", "2026-06-01", "0", "なし", "はい"],
    &["グループウェア", "稼働中", "ICT推進課", "庁内設置（オンプレミス）", "情報系", "個人番号を取り扱わない", "自治体機密性2", "2027-01-12", "2026-11-20", "", "", "0", "90", ""],
    &["公式サイト", "稼働中", "ICT推進課", "クラウドサービス（SaaS）", "インターネット系", "個人番号を取り扱わない", "自治体機密性1", "なし", "2026-11-20", "", "", "0", "90", ""],
    &["図書館", "稼働中", "ICT推進課", "クラウドサービス（SaaS）", "インターネット系", "個人番号を取り扱わない", "自治体機密性3B", "なし", "2026-11-20", "", "", "", "", ""],
];

/// What the division finds out about them on the second look.
const MORE: [&str; 8] = [
    "システム名",
    "情報システム管理者の配置",
    "ログの分析日",
    "バックアップのオフライン保管",
    "個人情報の本人の数",
    "個人情報ファイル簿への掲載",
    "クラウドサービス台帳への記載",
    "約款型サービスの利用",
];

fn systems_more() -> Vec<[&'static str; 8]> {
    let of = |(at, row): (usize, &&[&'static str])| {
        let resident = row[6] == "自治体機密性3B";
        let register =
            if resident { "公表している" } else { "公表の対象外（職員の人事・給与など）" };
        let offline = if at == 8 { "いいえ" } else { "はい" };
        [row[0], "はい", "2026-10-01", offline, if resident { "50000" } else { "0" }, register, "はい", "いいえ"]
    };
    SYSTEMS.iter().enumerate().map(of).collect()
}

/// Where the migration of the functions stands.
const FUNCTION: [&str; 6] =
    ["業務名", "移行の状況", "移行した日", "移行予定日", "特定移行支援システムの該当", "切戻し計画"];

fn functions() -> Vec<[&'static str; 6]> {
    let done = [
        "住民基本台帳",
        "戸籍の附票",
        "印鑑登録",
        "固定資産税",
        "個人住民税",
        "軽自動車税",
        "国民健康保険",
        "介護保険",
    ];
    let of_done = done.map(|name| [name, "移行完了", "令和8年1月5日", "なし", "いいえ", "はい"]);
    of_done.into_iter().chain([["生活保護", "移行作業中", "なし", "令和9年10月1日", "はい", "いいえ"]]).collect()
}

/// The verdicts of a report by rule, each with its subject.
fn verdicts(report: &Value) -> BTreeMap<String, BTreeSet<(String, String)>> {
    let mut all: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
    for result in report["results"].as_array().unwrap() {
        let text = |key: &str| result[key].as_str().unwrap().to_owned();
        all.entry(text("rule")).or_default().insert((text("subject"), text("verdict")));
    }
    all
}

#[test]
fn a_sheet_lists_what_applies_to_the_class_of_body_and_says_what_it_serves() {
    // A town without a welfare office may or may not have one: those functions stay listed. A prefecture has few.
    for (code, listed, absent) in [
        ("272230", &["住民基本台帳", "生活保護", "戸籍"][..], &[][..]),
        ("270008", &["生活保護", "児童扶養手当"], &["住民基本台帳", "戸籍"]),
        ("131016", &["住民基本台帳", "戸籍"], &["固定資産税"]),
        ("473812", &["住民基本台帳", "生活保護"], &[]),
    ] {
        let scratch = Scratch::new("init-class");
        let dir = begun(&scratch, &["--code", code]);
        let book = sheets(&std::path::Path::new(&dir).join("台帳.xlsx"));
        let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["課", "システム", "契約", "業務", "セグメント", "選択肢"]);
        for (name, cells) in &book[..5] {
            let said = &cells[2][0];
            let number: usize = said.split("規則 ").nth(1).unwrap().split('件').next().unwrap().parse().unwrap();
            assert!(number > 0 && said.contains('「'), "{name}: {said}");
        }
        let functions: Vec<&str> = book[3].1[HEADINGS + 1..].iter().map(|cells| cells[0].as_str()).collect();
        assert!(listed.iter().all(|name| functions.contains(name)), "{code}: {functions:?}");
        assert!(!absent.iter().any(|name| functions.contains(name)), "{code}: {functions:?}");
        assert_eq!(tekigo(&["check", &dir]).code, 4, "{code}: it can be read, and says nothing yet");
    }
}

#[test]
fn the_same_beginning_has_the_same_bytes_in_both_languages() {
    let read = |lang: &str| {
        let scratch = Scratch::new("init-same");
        let dir = begun(&scratch, &["--code", "272230", "--lang", lang]);
        assert_eq!(tekigo(&["check", &dir, "--lang", lang]).code, 4);
        let mut paths: Vec<_> = fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths.iter().map(|path| (path.file_name().unwrap().to_owned(), fs::read(path).unwrap())).collect::<Vec<_>>()
    };
    for lang in ["ja", "en"] {
        assert_eq!(read(lang), read(lang));
    }
}

#[test]
fn published_figures_become_facts_with_their_source() {
    let scratch = Scratch::new("init-national");
    scratch.write(
        "kohyo/shinchoku_2026-01.csv",
        "都道府県,市区町村,住民記録,戸籍\n大阪府,門真市,40,39\n大阪府,摂津市,1,1\n",
    );
    scratch.write("kohyo/tokutei_2025-12.csv", "団体コード,都道府県,市区町村,生活保護,戸籍\n272230,大阪府,門真市,●,\n");
    scratch.write("kohyo/yoso_2026-01.csv", "都道府県,市区町村,住民記録\n大阪府,摂津市,1\n");
    let national = scratch.path.join("kohyo");
    let dir = begun(&scratch, &["--code", "272230", "--national", national.to_str().unwrap()]);
    let facts: toml::Table =
        toml::from_str(&fs::read_to_string(std::path::Path::new(&dir).join("公表値.toml")).unwrap()).unwrap();
    let facts = facts["fact"].as_array().unwrap();
    let said = |on: &str, field: &str| -> Vec<String> {
        let of = facts.iter().filter(|fact| fact["on"].as_str() == Some(on));
        of.filter_map(|fact| Some(format!("{} {}", fact.get(field)?, fact["on_date"]))).collect()
    };
    assert_eq!(said("function/koseki", "steps_done"), ["39 2026-01-31"]);
    assert_eq!(said("function/koseki", "designated"), ["false 2025-12-31"]);
    assert_eq!(said("function/seiho", "designated"), ["true 2025-12-31"]);
    assert!(facts.iter().all(|fact| fact["source"].as_str().unwrap().contains("_202")), "each names its file");
    let shown = tekigo(&["eval", &dir, "function.steps_done == 39", "--for", "function"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
}

#[test]
fn what_is_there_is_kept_and_what_is_wrong_is_named_with_what_was_meant() {
    let scratch = Scratch::new("init-wrong");
    let dir = begun(&scratch, &["--code", "272230"]);
    let before = fs::read(std::path::Path::new(&dir).join("body.toml")).unwrap();
    let again = tekigo(&["init", &dir, "--code", "272248"]);
    assert_eq!(again.code, 3);
    assert!(again.err.contains("body.toml") && again.err.contains("台帳.xlsx"), "{}", again.err);
    assert_eq!(fs::read(std::path::Path::new(&dir).join("body.toml")).unwrap(), before);
    let other = scratch.path.join("other").to_str().unwrap().to_owned();
    for (args, words) in [
        (&["--code", "272231"][..], &["検査数字", "272230", "門真市"][..]),
        (&["--code", "２７２２３"], &["6桁", "272230", "門真市"]),
        (&["--code", "999999", "--name", "府中市"], &["検査数字", "府中市"]),
        (&["--code", "272230", "--name", "摂津市"], &["門真市", "272248"]),
        (&["--code", "999997"], &["1788", "--name", "--class"]),
        (&["--code", "272230", "--class", "大都市"], &["大都市", "一般市"]),
    ] {
        let ran = tekigo(&[&["init", &other], args].concat());
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(words.iter().all(|word| ran.err.contains(word)), "{args:?}: {}", ran.err);
    }
    assert!(!std::path::Path::new(&other).exists(), "nothing is written");
    let made = tekigo(&[
        "init",
        &other,
        "--code",
        "999997",
        "--name",
        "みほん市",
        "--class",
        "一般市",
        "--as-of",
        "2026-04-01",
    ]);
    assert_eq!(made.code, 0, "{}", made.err);
    assert_eq!(tekigo(&["check", &other]).code, 4, "it can be read, and says nothing yet");
}

/// A person who leaves out a name is told by the heading in the sheet, not by what the binding makes of it.
#[test]
fn a_row_without_a_name_is_told_by_its_heading() {
    let dir = Scratch::new("init-nameless");
    let table = "[[table]]\nfile = \"a.csv\"\nentity = \"system\"\njoin = { id = [\"システム名\"] }\nheader = { \"システム名\" = \"name\" }\n";
    let body = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-11-20\n";
    dir.write("body.toml", format!("{body}{table}"));
    dir.write("a.csv", "システム名,稼働状況\n住民記録,稼働中\n,構築中\n");
    let ran = tekigo(&["check", dir.arg()]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    assert!(ran.err.contains("`システム名` が空である") && !ran.err.contains("status"), "{}", ran.err);
}

#[test]
fn the_steps_stand_in_the_order_in_which_they_rest_on_each_other() {
    let scratch = Scratch::new("init-steps");
    let dir = scratch.path.join("daicho").to_str().unwrap().to_owned();
    let said: String = tekigo(&["init", &dir, "--code", "272230"]).out.split_whitespace().collect();
    let at = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}\n{said}"));
    let steps = [
        "「課」「セグメント」",
        "body.tomlの#",
        "tekigoimport",
        "「システム」「契約」「業務」",
        "tekigocheck",
        "--xlsx",
    ];
    assert!(steps.map(at).is_sorted(), "{said}");
    assert!(said.contains("残りの") && said.contains("tekigoaskが作る照会票"), "{said}");
}

#[test]
fn one_department_may_have_several_roles() {
    let scratch = Scratch::new("init-roles");
    let dir = begun(&scratch, &["--code", "272230"]);
    fill(&dir, "課", &["部署名", "庁内での役割"], &[&["デジタル課", "情報政策"], &["総務課", "総務、人事"]]);
    let asked = |role: &str| {
        let said = check_json(&dir, &[]);
        let results = said["results"].as_array().unwrap().clone();
        results.iter().filter(|one| one["department"] == format!("department/{role}")).count()
    };
    let both = asked("総務課");
    fill(&dir, "課", &["部署名", "庁内での役割"], &[&["総務課", "総務"]]);
    let one = asked("総務課");
    assert!(one > 0 && both > one, "{one} {both}");
}
