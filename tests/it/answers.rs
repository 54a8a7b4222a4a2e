//! What comes back: contradictions, strangers, old workbooks, and workbooks that cannot be read.

use crate::program::{Ran, Scratch, tekigo};
use crate::workbooks::{AGREED, ANSWER, HEAD, ID, books, rewrite, sheets};
use std::fs;
use std::path::{Path, PathBuf};

/// A town with two departments, neither of which has said much.
const TOWN: &str = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n\
                    [[department]]\nid = \"joho\"\nname = \"情報課\"\nrole = \"ict\"\n\
                    [[department]]\nid = \"zeimu\"\nname = \"税務課\"\n\
                    [[system]]\nid = \"zei\"\nname = \"税システム\"\nowner = \"zeimu\"\nstatus = \"live\"\n";

struct Asked {
    town: Scratch,
    out: Scratch,
}

/// The town, and the workbooks drawn up for it.
fn asked() -> Asked {
    let (town, out) = (Scratch::new("answers"), Scratch::new("answers"));
    town.write("body.toml", TOWN);
    let ran = tekigo(&["ask", town.arg(), "--xlsx", out.arg(), "--per-department", "300"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    Asked { town, out }
}

impl Asked {
    /// The workbook with that name, written again under another with answers to some questions.
    fn filled(&self, name: &str, copy: &str, answers: &[(&str, &str)]) -> PathBuf {
        let path = self.out.path.join(copy);
        if name != copy {
            fs::copy(self.out.path.join(name), &path).unwrap();
        }
        let mut all = sheets(&path);
        let questions = &mut all.iter_mut().find(|(name, _)| name == "照会").unwrap().1;
        for (id, answer) in answers {
            let row = questions.iter_mut().skip(HEAD + 1).find(|row| row[ID] == *id);
            row.unwrap_or_else(|| panic!("{id} is not asked"))[ANSWER] = (*answer).to_owned();
        }
        rewrite(&path, &all);
        path
    }

    fn answer(&self, files: &[&Path], more: &[&str]) -> Ran {
        let files: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
        tekigo(&[&["answer", self.town.arg()], &files[..], more].concat())
    }
}

#[test]
fn what_departments_contradict_is_kept_twice_and_used_by_none() {
    let asked = asked();
    let one = asked.filled("joho.xlsx", "joho.xlsx", &[("role/ciso.status", "設置済み")]);
    let mut all = sheets(&one);
    for (name, rows) in &mut all {
        if name == "照会" {
            rows.iter_mut()
                .filter(|row| row[ID] == "role/ciso.status")
                .for_each(|row| row[ANSWER] = "未設置".to_owned());
        } else if let Some(row) = rows.iter_mut().find(|row| row.get(1).is_some_and(|cell| cell == "department/joho")) {
            row[1] = "department/zeimu".to_owned();
        }
    }
    let other = asked.out.path.join("other.xlsx");
    rewrite(&other, &all);
    let shown = asked.answer(&[&one, &other], &[]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("食い違い"), "{}", shown.out);
    let ran = asked.answer(&[&one, &other], &["--accept"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let written = |name: &str| fs::read_to_string(asked.town.path.join("answers").join(name)).unwrap();
    assert!(written("joho.toml").contains("\"established\"") && written("zeimu.toml").contains("\"none\""));
    let check = tekigo(&["check", asked.town.arg(), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&check.out).unwrap();
    let results = report["results"].as_array().unwrap();
    let ciso = results.iter().find(|result| result["rule"] == "ciso-not-appointed" && result["subject"] == "role/ciso");
    assert_eq!(ciso.unwrap()["verdict"], "unknown");
}

#[test]
fn the_workbook_of_another_body_is_refused() {
    let asked = asked();
    let foreign = Scratch::new("answers");
    foreign.write("body.toml", TOWN.replace("272230", "271004").replace("門真市", "大阪市"));
    let ran = tekigo(&["answer", foreign.arg(), asked.out.path.join("joho.xlsx").to_str().unwrap(), "--accept"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("272230") && ran.err.contains("271004"), "{}", ran.err);
    assert!(!foreign.path.join("answers").exists());
    let other = Scratch::new("answers");
    let path = other.path.join("other.xlsx");
    rewrite(&path, &[("表".to_owned(), vec![vec!["見積".to_owned()]])]);
    let ran = asked.answer(&[&path], &[]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("照会票でない"), "{}", ran.err);
}

#[test]
fn a_workbook_asked_of_an_older_inventory_says_so() {
    let asked = asked();
    let book = asked.filled("joho.xlsx", "joho.xlsx", &[("role/ciso.status", "設置済み")]);
    let fresh = asked.answer(&[&book], &[]).out;
    asked.town.write("more.toml", "[[system]]\nid = \"new\"\nname = \"新システム\"\n");
    let stale = asked.answer(&[&book], &[]);
    assert_eq!(stale.code, 0, "{}", stale.err);
    let words = ["台帳が変わっている"];
    let told = |out: &str| words.iter().any(|word| out.contains(word));
    assert!(told(&stale.out) && !told(&fresh), "{fresh}\n{}", stale.out);
}

#[test]
fn what_cannot_be_an_answer_is_named_with_sheet_and_cell_all_at_once() {
    let asked = asked();
    let book = asked.filled("joho.xlsx", "joho.xlsx", &[("role/ciso.status", "いるはず")]);
    let mut all = sheets(&book);
    let questions = &mut all.iter_mut().find(|(name, _)| name == "照会").unwrap().1;
    let mut wrong = 0;
    for row in questions.iter_mut().skip(HEAD + 1) {
        if row[ID].ends_with("policy_on") || row[ID].ends_with("/*") {
            row[ANSWER] = "たぶん".to_owned();
            wrong += 1;
        }
    }
    assert!(wrong > 1);
    rewrite(&book, &all);
    let ran = asked.answer(&[&book], &["--accept"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("joho.xlsx") && ran.err.contains("照会") && ran.err.contains("いるはず"), "{}", ran.err);
    assert!(ran.err.matches("たぶん").count() >= wrong, "{}", ran.err);
    let cell = |text: &str| text.split('E').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    assert!(cell(&ran.err), "{}", ran.err);
    assert!(!asked.town.path.join("answers").exists());
}

#[test]
fn a_workbook_that_cannot_be_read_changes_nothing() {
    let asked = asked();
    let whole = fs::read(asked.out.path.join("joho.xlsx")).unwrap();
    let path = asked.out.path.join("broken.xlsx");
    for length in [0, 1, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        let ran = asked.answer(&[&path], &["--accept"]);
        assert_eq!(ran.code, 3, "{length}: {}", ran.out);
        assert!(ran.err.contains("broken.xlsx"), "{length}: {}", ran.err);
    }
    // A workbook with a password is no archive but an OLE file.
    fs::write(&path, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1and what follows").unwrap();
    let locked = asked.answer(&[&path], &["--accept"]);
    assert_eq!(locked.code, 3);
    assert!(locked.err.contains("broken.xlsx"), "{}", locked.err);
    let missing = asked.answer(&[&asked.out.path.join("none.xlsx")], &[]);
    assert_eq!(missing.code, 3);
    assert!(books(&asked.out.path).len() > 1 && !asked.town.path.join("answers").exists());
}

#[test]
fn not_known_is_an_answer_that_leaves_the_question_open() {
    let asked = asked();
    let words = [("role/ciso.status", "設置済み"), ("role/csirt.status", "わからない"), ("system/*", "不明")];
    let book = asked.filled("joho.xlsx", "joho.xlsx", &words);
    let shown = asked.answer(&[&book], &[]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("「分からない」 2問"), "{}", shown.out);
    assert!(shown.out.contains("情報課が分からないと答えた問い 2件"), "{}", shown.out);
    assert!(shown.out.contains("情報システムの一覧はこれで全部ですか"), "{}", shown.out);
    assert!(shown.out.contains("新しい事実 1件"), "{}", shown.out);
    assert_eq!(asked.answer(&[&book], &["--accept"]).code, 0);
    let written = fs::read_to_string(asked.town.path.join("answers/joho.toml")).unwrap();
    assert!(written.contains("role/ciso") && !written.contains("csirt") && !written.contains("complete"), "{written}");
}

#[test]
fn a_cell_that_cannot_be_read_keeps_nobody_from_seeing_the_others() {
    let asked = asked();
    let words =
        [("role/ciso.status", "設置済み"), ("role/csirt.status", "いるはず"), ("system/zei.segment", "離れの網")];
    let book = asked.filled("joho.xlsx", "joho.xlsx", &words);
    let refused = asked.answer(&[&book], &["--accept"]);
    assert_eq!(refused.code, 3);
    for word in ["いるはず", "離れの網", "照会!E", "--leave-unread", "「分からない」と書けます"] {
        assert!(refused.err.contains(word), "{word}: {}", refused.err);
    }
    assert!(!refused.err.contains("--add-missing"), "{}", refused.err);
    assert!(refused.out.contains("新しい事実 1件"), "{}", refused.out);
    assert!(refused.out.contains("何も書き込んでいない") && !refused.out.contains("よければ"), "{}", refused.out);
    assert!(!asked.town.path.join("answers").exists());
    let left = asked.answer(&[&book], &["--leave-unread", "--accept"]);
    assert_eq!(left.code, 0, "{}", left.err);
    assert!(left.err.contains("いるはず") && left.err.contains("離れの網"), "{}", left.err);
    let written = fs::read_to_string(asked.town.path.join("answers/joho.toml")).unwrap();
    assert!(written.contains("role/ciso") && !written.contains("csirt") && !written.contains("zei"), "{written}");
}

#[test]
fn an_answer_without_the_agreement_of_the_head_of_the_section_is_told() {
    let asked = asked();
    let book = asked.filled("joho.xlsx", "joho.xlsx", &[("role/ciso.status", "設置済み")]);
    let told = asked.answer(&[&book], &[]).out;
    assert!(told.contains("「課長承認」が空欄の回答が 1問"), "{told}");
    let mut all = sheets(&book);
    let questions = &mut all.iter_mut().find(|(name, _)| name == "照会").unwrap().1;
    let row = questions.iter_mut().find(|row| row.get(ID).is_some_and(|id| id == "role/ciso.status")).unwrap();
    row[AGREED] = "情報課長".to_owned();
    rewrite(&book, &all);
    let told = asked.answer(&[&book], &[]).out;
    assert!(!told.contains("課長承認"), "{told}");
}
