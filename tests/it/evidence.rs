//! Who stated facts, when, and what proves them: in the assessment, through an export, and in the pack for auditors.

use crate::program::{Scratch, check_json, tekigo};
use crate::workbooks::sheets;
use serde_json::Value;
use std::fs;

const BODY: &str = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n\
                    [[department]]\nid = \"joho\"\nname = \"情報課\"\nrole = \"ict\"\n";
/// SHA-256 of `abc`.
const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// A town with a policy that is proved, another fact that is not, and evidence of every kind.
fn town() -> Scratch {
    let town = Scratch::new("evidence");
    town.write("body.toml", BODY);
    town.write("files/policy.pdf", "abc");
    town.write("files/other.pdf", "other");
    town.write(
        "facts.toml",
        format!(
            "[[fact]]\non = \"role/ciso\"\nstatus = \"established\"\nby = \"総務課\"\non_date = 2026-05-01\nevidence = \"ev-ciso\"\n\
             [[fact]]\non = \"role/csirt\"\nstatus = \"established\"\nevidence = \"要綱 第3条（総務課の書庫）\"\n\
             [[evidence]]\nid = \"ev-ciso\"\ndocument_no = \"R8総第1号\"\ndecided_on = 2026-04-01\nversion = \"第2版\"\n\
             kept_at = \"書庫\"\nfile = \"files/policy.pdf\"\nsha256 = \"{ABC}\"\n\
             [[evidence]]\nid = \"ev-gone\"\nfile = \"files/gone.pdf\"\nsha256 = \"{ABC}\"\n\
             [[evidence]]\nid = \"ev-plain\"\nfile = \"files/other.pdf\"\n\
             [[evidence]]\nid = \"ev-outside\"\nfile = \"../body.toml\"\n\
             [[evidence]]\nid = \"ev-none\"\nsupports = [\"body.name\", \"department/joho\"]\n"
        ),
    );
    town
}

fn drawn(town: &Scratch, out: &Scratch) -> (Value, String, i32) {
    let ran = tekigo(&["audit-pack", town.arg(), out.arg()]);
    let json = fs::read_to_string(out.path.join("audit-pack.json")).unwrap_or_default();
    (serde_json::from_str(&json).unwrap_or(Value::Null), format!("{}{}", ran.out, ran.err), ran.code)
}

fn duty<'a>(pack: &'a Value, rule: &str, subject: &str) -> &'a Value {
    let duties = pack["duties"].as_array().unwrap();
    duties.iter().find(|duty| duty["rule"] == rule && duty["subject"] == subject).unwrap()
}

#[test]
fn facts_keep_who_said_so_when_and_what_proves_them() {
    let town = town();
    let out = Scratch::new("evidence-out");
    let (pack, said, code) = drawn(&town, &out);
    assert_eq!(code, 0, "{said}");
    let ciso = duty(&pack, "ciso-not-appointed", "role/ciso");
    let fact = ciso["facts"].as_array().unwrap().iter().find(|fact| fact["path"] == "role/ciso.status").unwrap();
    assert_eq!((&fact["by"], &fact["on_date"]), (&"総務課".into(), &"2026-05-01".into()));
    assert_eq!(fact["evidence"][0], "evidence/ev-ciso");
    assert_eq!((&ciso["standing"], &ciso["stated"], &ciso["proved"]), (&"done_proved".into(), &1.into(), &1.into()));
    let exported = Scratch::new("evidence-export");
    assert_eq!(tekigo(&["export", town.arg(), "--xlsx", exported.arg()]).code, 0);
    let again = Scratch::new("evidence-again");
    let (after, said, code) = drawn(&exported, &again);
    assert_eq!(code, 0, "{said}");
    let fact = &duty(&after, "ciso-not-appointed", "role/ciso")["facts"][0];
    assert_eq!((&fact["by"], &fact["evidence"][0]), (&"総務課".into(), &"evidence/ev-ciso".into()));
}

#[test]
fn every_result_stands_in_one_word_and_no_verdict_is_lost() {
    for dir in ["inventories/mihon/r8", "inventories/renshu/r8", "inventories/kadoma/r4"] {
        let town = Scratch::new("evidence");
        town.copy(dir);
        let out = Scratch::new("evidence-out");
        let (pack, said, code) = drawn(&town, &out);
        assert!(code == 0 || dir.contains("renshu"), "{dir}: {said}");
        let ledger = &check_json(dir, &[])["ledger"];
        let number = |words: &[&str]| {
            let duties = pack["duties"].as_array().unwrap().iter();
            duties.filter(|duty| words.iter().any(|word| duty["standing"] == *word)).count() as u64
        };
        for (verdict, words) in [
            ("pass", &["done_proved", "done_unproved"][..]),
            ("fail", &["not_done"]),
            ("unknown", &["unknown"]),
            ("waived", &["waived"]),
            ("not_applicable", &["not_applicable"]),
        ] {
            assert_eq!(ledger[verdict].as_u64(), Some(number(words)), "{dir} {verdict}");
        }
        for line in said.lines() {
            let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            assert!(width <= 80, "{line}");
        }
        assert!(said.lines().count() < 60, "{said}");
        let names: Vec<String> = sheets(&out.path.join("audit-pack.xlsx")).into_iter().map(|(name, _)| name).collect();
        assert!(names.first().unwrap() == "目次" && names.contains(&"証跡一覧".to_owned()), "{names:?}");
        if dir.contains("kadoma") {
            let page = fs::read_to_string(out.path.join("index.md")).unwrap();
            assert!(page.contains("公表資料") && said.contains("公表資料"), "{said}");
        }
    }
}

#[test]
fn files_are_compared_with_their_digests_and_a_wrong_one_proves_nothing() {
    let town = town();
    let out = Scratch::new("evidence-out");
    let (before, said, code) = drawn(&town, &out);
    assert_eq!(code, 0, "{said}");
    let check = |pack: &Value, id: &str| {
        let all = pack["evidence"].as_array().unwrap();
        all.iter().find(|entry| entry["evidence"] == format!("evidence/{id}")).unwrap()["check"].clone()
    };
    let wanted =
        [("ciso", "matches"), ("gone", "absent"), ("plain", "no_digest"), ("outside", "absent"), ("none", "no_file")];
    for (id, word) in wanted {
        assert_eq!(check(&before, &format!("ev-{id}")), word, "{id}");
    }
    town.write("files/policy.pdf", "abd");
    let (after, said, code) = drawn(&town, &out);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("ev-ciso") && said.contains("不一致"), "{said}");
    assert_eq!(check(&after, "ev-ciso"), "differs");
    assert_eq!(duty(&after, "ciso-not-appointed", "role/ciso")["standing"], "done_unproved");
}

#[test]
fn names_of_nothing_are_told_with_the_nearest_right_one() {
    let town = Scratch::new("evidence");
    town.write("body.toml", BODY);
    town.write(
        "facts.toml",
        "[[evidence]]\nid = \"ev-a\"\nsupports = [\"role/ciso.statsu\", \"role/cso.status\", \"rloe/ciso\"]\n\
         [[fact]]\non = \"role/ciso\"\nstatus = \"established\"\nevidence = \"ev-b\"\n\
         [[fact]]\non = \"role/csirt\"\nstatus = \"established\"\nevidence = \"evidence/nothing-like-it\"\n",
    );
    let ran = tekigo(&["check", town.arg()]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    for word in
        ["statsu", "「status」", "role/cso", "role/ciso", "rloe", "「role」", "「ev-b」", "「ev-a」", "nothing-like-it"]
    {
        assert!(ran.err.contains(word), "{word}: {}", ran.err);
    }
    assert!(ran.err.contains("facts.toml:3"), "{}", ran.err);
    let english = tekigo(&["--lang", "en", "check", town.arg()]);
    assert!(english.err.contains("did you mean `ev-a`"), "{}", english.err);
}
