//! What a person says of a ledger that nothing in it says: what a heading and a word mean, and that two lists tell of one
//! thing. What a ledger says that only looks like something known is not taken for it.

use crate::program::{Ran, Scratch, check_json, tekigo};
use crate::workbooks::{rewrite, sheets};
use std::fs;
use std::path::{Path, PathBuf};

/// A ledger with lines between its rows, marks of its own, and remarks in brackets.
const SYSTEMS: &str = "番号,システム名称,担当課,運用状況,設置場所,使用系統,個人番号利用の有無\r\n\
    【基幹系】,,,,,,\r\n\
    1,住民記録システム,市民課,稼働,県DC,番号系,○（利用）\r\n\
    2,健康管理システム,健康課,稼働,保健センター,LGWAN系,○（利用）\r\n\
    【内部系】,,,,,,\r\n\
    3,人事給与システム,職員課,稼働,庁舎３Ｆ,LGWAN系,○（関係）\r\n\
    4,電子申請（旧）,総務課,廃止（R5.3）,－,LGWAN系,×\r\n";

/// Words of that ledger, and what they mean.
const WORDS: [&str; 8] = [
    "--word",
    "○（利用）=個人番号利用事務",
    "--word",
    "○（関係）=個人番号関係事務",
    "--word",
    "庁舎３Ｆ＝庁内設置",
    "--word",
    "廃止（R5.3）=廃止",
];

struct Desk {
    scratch: Scratch,
    inventory: PathBuf,
}

impl Desk {
    fn new(name: &str) -> Self {
        let scratch = Scratch::new(name);
        scratch.write("systems.csv", SYSTEMS);
        let inventory = scratch.path.join("daicho");
        let dir = inventory.to_str().unwrap();
        let named = ["--code", "999962", "--name", "いずみ野市", "--class", "一般市", "--as-of", "2026-11-27"];
        let made = tekigo(&[&["init", dir], &named[..]].concat());
        assert_eq!(made.code, 0, "{}", made.err);
        Self { scratch, inventory }
    }

    fn dir(&self) -> &str {
        self.inventory.to_str().unwrap()
    }

    fn import(&self, file: &str, entity: &str, more: &[&str]) -> Ran {
        let path = self.scratch.path.join(file).to_str().unwrap().to_owned();
        tekigo(&[&["import", &path, "--as", entity, "--into", self.dir()], more].concat())
    }

    fn take_in(&self) {
        let more = [&WORDS[..], &["--add-missing", "--leave-unread", "--accept"]].concat();
        let taken = self.import("systems.csv", "system", &more);
        assert_eq!(taken.code, 0, "{}{}", taken.out, taken.err);
    }

    /// Adds a row to a sheet of the workbook of the inventory.
    fn add(&self, sheet: &str, cells: &[(&str, &str)]) {
        let book = self.inventory.join("台帳.xlsx");
        let mut all = sheets(&book);
        let rows = &mut all.iter_mut().find(|(name, _)| name == sheet).unwrap().1;
        let headings = rows[4].clone();
        let mut row = vec![String::new(); headings.len()];
        for (heading, cell) in cells {
            row[headings.iter().position(|other| other == heading).unwrap()] = (*cell).to_owned();
        }
        rows.push(row);
        rewrite(&book, &all);
    }
}

fn fails(dir: &str) -> Vec<(String, String)> {
    let json = check_json(dir, &[]);
    let failed = json["results"].as_array().unwrap().iter().filter(|result| result["verdict"] == "fail");
    let word = |result: &serde_json::Value, key: &str| result[key].as_str().unwrap().to_owned();
    failed.map(|result| (word(result, "rule"), word(result, "subject"))).collect()
}

#[test]
fn words_that_a_person_explains_are_read_and_known_the_next_time() {
    let desk = Desk::new("agreed-words");
    let stopped = desk.import("systems.csv", "system", &["--add-missing", "--accept"]);
    assert_eq!(stopped.code, 3);
    for words in
        ["`○（利用）`", "個人番号を取り扱う事務", "ほかに1か所", "個人番号利用事務、個人番号関係事務", "--word"]
    {
        assert!(stopped.err.contains(words), "{words}: {}", stopped.err);
    }
    assert_eq!(stopped.err.matches("選択肢は 庁内設置").count(), 1, "the same help stands once: {}", stopped.err);
    desk.take_in();
    let written = fs::read_to_string(desk.inventory.join("imports/systems.toml")).unwrap();
    assert_eq!(written.matches("[[system]]").count(), 4, "lines between the rows are no systems: {written}");
    for fact in ["my_number_role = \"use\"", "my_number_role = \"related\"", "hosting = \"on_premises\"", "\"retired\""]
    {
        assert!(written.contains(fact), "{fact}: {written}");
    }
    assert!(written.contains("source = \"systems.csv:3:2\""), "where each record comes from is kept: {written}");
    // The same ledger later, with nothing explained again.
    let again = desk.import("systems.csv", "system", &["--leave-unread", "--accept"]);
    assert!(again.code == 0 && !again.out.contains("新しい記録"), "{}{}", again.out, again.err);
    assert!(!again.err.contains("○（利用）"), "{}", again.err);
    let body = fs::read_to_string(desk.inventory.join("body.toml")).unwrap();
    assert_eq!(body.matches("[[import]]").count(), 1, "{body}");
    // What is explained anew holds from then on.
    let more = ["--word", "保健センター=データセンター", "--accept"];
    let changed = desk.import("systems.csv", "system", &more);
    assert!(changed.code == 0 && changed.out.contains("データセンター"), "{}{}", changed.out, changed.err);
    let last = desk.import("systems.csv", "system", &[]);
    assert!(last.code == 0 && !last.err.contains("選択肢"), "{}{}", last.out, last.err);
}

#[test]
fn a_heading_means_what_a_person_says_and_what_is_alike_only_is_not_taken_for_it() {
    let desk = Desk::new("agreed-headings");
    let table = "契約件名,担当課,個人情報の取扱い,要保護情報\r\n保守,総務課,有,無\r\n図書館,総務課,有,有\r\n";
    desk.scratch.write("contracts.csv", table);
    let more = ["--add-missing", "--lang", "en"];
    let shown = desk.import("contracts.csv", "contract", &more);
    let line = |ran: &Ran, word: &str| ran.out.lines().find(|line| line.contains(word)).unwrap().to_owned();
    assert!(line(&shown, "個人情報の取扱い").contains("(not used)"), "{}", shown.out);
    let said = ["--heading", "要保護情報=特定個人情報の取扱い", "--heading", "担当課=使わない"];
    let told = desk.import("contracts.csv", "contract", &[&more[..], &said].concat());
    assert!(line(&told, "要保護情報").contains("handles My Number"), "{}", told.out);
    assert!(line(&told, "担当課").contains("(not used)") && !told.err.contains("総務課"), "{}{}", told.out, told.err);
    let wrong =
        ["--heading", "要保護=name", "--heading", "担当課=契約び", "--word", "有無=はい", "--word", "総務課=人事課"];
    let refused = desk.import("contracts.csv", "contract", &[&wrong[..], &["--accept"]].concat());
    assert_eq!(refused.code, 3);
    for words in [
        "見出し「要保護」は表にない",
        "「契約び」という項目はない",
        "契約名",
        "「有無」というセルがない",
        "「人事課」は「所管部署」の値として読めない",
    ] {
        assert!(refused.err.contains(words), "{words}: {}", refused.err);
    }
    assert!(!desk.inventory.join("imports").exists(), "nothing is written");
    let more = ["--skip", "図書館", "--add-missing", "--lang", "en"];
    let shorter = desk.import("contracts.csv", "contract", &more);
    assert!(
        shorter.out.contains("New records: 2") && shorter.out.contains("図書館"),
        "one contract, one department: {}",
        shorter.out
    );
    let none = desk.import("contracts.csv", "contract", &["--skip", "図書", "--add-missing"]);
    assert!(none.code == 3 && none.err.contains("「図書」で始まる行がない"), "{}", none.err);
    let unfit = desk.import("systems.csv", "system", &["--heading", "個人番号利用の有無=使わない", "--leave-unread"]);
    assert!(unfit.code == 0 && unfit.out.contains("使わない"), "{}{}", unfit.out, unfit.err);
}

#[test]
fn what_is_written_in_the_sheet_after_an_import_adds_to_it() {
    let desk = Desk::new("agreed-later");
    desk.take_in();
    desk.add("課", &[("部署名", "総務課"), ("庁内での役割", "情報政策")]);
    desk.add("セグメント", &[("セグメント名", "LGWAN系"), ("ネットワークの区分", "LGWAN接続系")]);
    // In half-width letters it is the same name.
    desk.add("システム", &[("システム名", "人事給与ｼｽﾃﾑ"), ("OSのサポート終了日", "2025-01-01")]);
    let found = fails(desk.dir());
    let wanted = [
        ("my-number-use-system-outside-its-zone", "system/健康管理システム"),
        ("server-os-out-of-support", "server_system/人事給与ｼｽﾃﾑ"),
    ];
    for (rule, subject) in wanted {
        assert!(found.iter().any(|(a, b)| (a.as_str(), b.as_str()) == (rule, subject)), "{rule}: {found:?}");
    }
    let out = desk.scratch.path.join("out");
    assert_eq!(tekigo(&["export", desk.dir(), "--csv", out.to_str().unwrap()]).code, 0);
    assert_eq!(fails(out.to_str().unwrap()), found, "what is exported says the same");
    // What the two lists contradict each other in is not known.
    desk.add("システム", &[("システム名", "健康管理システム"), ("稼働の状況", "廃止")]);
    let ran = tekigo(&["check", desk.dir()]);
    assert!(!ran.err.contains(".name"), "another spelling of a name contradicts nothing: {}", ran.err);
    assert!(ran.err.contains("健康管理システム.status") && ran.err.contains("異なる値"), "{}", ran.err);
    // A name that one list has twice stays a mistake.
    desk.add("システム", &[("システム名", "健康管理システム")]);
    let twice = tekigo(&["check", desk.dir()]);
    assert!(twice.code == 3 && twice.err.contains("健康管理システム"), "{}", twice.err);
}

#[test]
fn questions_name_things_and_the_column_of_their_sheet() {
    let desk = Desk::new("agreed-questions");
    desk.take_in();
    let ran = tekigo(&["check", desk.dir()]);
    let said: String = ran.out.split_whitespace().collect();
    for words in ["台帳.xlsx!業務に「戸籍の附票」の行の「移行した日」の列", "同じ問いがほかに19:法人住民税"]
    {
        assert!(said.contains(words), "{words}: {}", ran.out);
    }
    assert!(!said.contains("[[function]]") && !said.contains("jifu"), "{}", ran.out);
    assert!(Path::new(desk.dir()).join("台帳.xlsx").exists());
}
