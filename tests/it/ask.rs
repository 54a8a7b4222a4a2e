//! From "not known" to the questionnaire and back: what is asked, the workbooks, and the loop that ends.

use crate::program::{Scratch, inventories, root, tekigo};
use crate::workbooks::{ANSWER, HEAD, ID, books, rewrite, sheets};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn ask(dir: &str, more: &[&str]) -> Value {
    let ran = tekigo(&[&["ask", dir, "--format", "json"], more].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn questions(asked: &Value) -> Vec<&Value> {
    let departments = asked["departments"].as_array().unwrap().iter();
    departments.flat_map(|department| department["questions"].as_array().unwrap()).collect()
}

#[test]
fn every_inventory_is_asked_in_every_form_and_twice_the_same() {
    for inventory in inventories() {
        let dir = format!("inventories/{inventory}");
        for format in ["text", "json", "markdown", "csv"] {
            for lang in ["ja", "en"] {
                let args = ["ask", &dir, "--format", format, "--lang", lang];
                let (one, two) = (tekigo(&args), tekigo(&args));
                assert_eq!((one.code, &one.out), (0, &two.out), "{args:?} {}", one.err);
            }
        }
        let text = tekigo(&["ask", &dir]).out;
        assert!(text.lines().all(|line| width(line) <= 80), "{inventory}");
        let schema: Value = serde_json::from_str(&tekigo(&["schema", "questionnaire"]).out).unwrap();
        let asked = ask(&dir, &[]);
        assert!(jsonschema::is_valid(&schema, &asked), "{inventory}");
        for department in asked["departments"].as_array().unwrap() {
            assert!(department["questions"].as_array().unwrap().len() <= 15, "{inventory}");
        }
    }
}

#[test]
fn the_first_ten_questions_are_those_of_a_security_officer() {
    let asked = ask("inventories/kadoma/r4", &["--as-of", "2026-11-20"]);
    let all = questions(&asked);
    let first: Vec<&str> = all.iter().take(10).map(|question| question["id"].as_str().unwrap()).collect();
    for wanted in ["role/ciso.status", "role/csirt.status", "document/security_policy.status", "body/272230.model"] {
        assert!(first.contains(&wanted), "{wanted}: {first:?}");
    }
    let lists = first.iter().filter(|id| id.ends_with("/*")).count();
    assert!(lists <= 2, "{first:?}");
}

#[test]
fn no_question_begins_with_an_id() {
    for inventory in inventories() {
        let asked = ask(&format!("inventories/{inventory}"), &["--per-department", "1000"]);
        for question in questions(&asked) {
            let id = question["id"].as_str().unwrap();
            let record = id.split_once('/').unwrap().1.rsplit_once('.').map_or("*", |(record, _)| record);
            let text = question["question"]["ja"].as_str().unwrap().trim_start_matches('「');
            assert!(!text.starts_with(record), "{inventory} {id}: {text}");
        }
    }
}

#[test]
fn a_spreadsheet_has_a_row_per_question_and_runs_nothing() {
    let dir = "inventories/kadoma/r4";
    let csv = tekigo(&["ask", dir, "--format", "csv"]).out;
    let csv = csv.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let asked = ask(dir, &[]);
    let ids: Vec<&str> = questions(&asked).iter().map(|question| question["id"].as_str().unwrap()).collect();
    assert_eq!(rows.iter().map(|row| &row[3]).collect::<Vec<_>>(), ids);
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@'])));
    assert!(csv.lines().next().unwrap().starts_with("department,"));
}

fn width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn mihon_is_asked_nothing() {
    let asked = ask("inventories/mihon/r8", &[]);
    assert_eq!((&asked["unknown"], asked["departments"].as_array().unwrap().len()), (&Value::from(0), 0));
}

#[test]
fn each_answer_says_what_follows_and_keeps_its_word() {
    let scratch = Scratch::new("ask");
    scratch.copy("inventories/kadoma/r4");
    let dir = scratch.path.to_str().unwrap().to_owned();
    let asked = ask(&dir, &["--as-of", "2026-11-20", "--per-department", "400"]);
    let audit = questions(&asked).into_iter().find(|question| question["id"] == "audit/*").unwrap();
    let fails = audit["follows"][0]["effects"].as_array().unwrap().iter().find(|effect| effect["verdict"] == "fail");
    let promised = fails.unwrap()["results"].as_u64().unwrap();
    let check = |dir: &str| {
        let ran = tekigo(&["check", dir, "--as-of", "2026-11-20", "--format", "json"]);
        let report: Value = serde_json::from_str(&ran.out).unwrap();
        report["ledger"]["fail"].as_u64().unwrap()
    };
    let before = check(&dir);
    fs::write(
        scratch.path.join("more.toml"),
        "[[fact]]\non = \"body\"\ncomplete = [\"audit\"]\non_date = 2026-11-20\n",
    )
    .unwrap();
    assert_eq!(check(&dir), before + promised);
}

#[test]
fn wrong_wishes_are_named() {
    let near = tekigo(&["ask", "inventories/kadoma/r4", "--for", "csirt-not-establishd"]);
    assert_eq!(near.code, 2);
    assert!(near.err.contains("csirt-not-established"), "{}", near.err);
    let nobody = tekigo(&["ask", "inventories/settsu/r2", "--department", "joho_seisak"]);
    assert_eq!(nobody.code, 2);
    assert!(nobody.err.contains("joho_seisaku"), "{}", nobody.err);
    let rule = ask("inventories/kadoma/r4", &["--for", "csirt-not-established"]);
    assert!(questions(&rule).iter().all(|question| question["why"][0]["rule"] == "csirt-not-established"));
}

#[test]
fn a_workbook_is_the_same_twice_and_is_never_written_over() {
    let (one, two) = (Scratch::new("ask"), Scratch::new("ask"));
    for scratch in [&one, &two] {
        let ran = tekigo(&["ask", "inventories/settsu/r2", "--xlsx", scratch.path.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let names = books(&one.path);
    assert!(names.len() >= 3, "{names:?}");
    for name in &names {
        let file = name.file_name().unwrap();
        assert_eq!(fs::read(one.path.join(file)).unwrap(), fs::read(two.path.join(file)).unwrap());
    }
    let again = tekigo(&["ask", "inventories/settsu/r2", "--xlsx", one.path.to_str().unwrap()]);
    assert_eq!(again.code, 3);
}

/// Fills in the answers to some questions; to "no, the list lacks something" a record is added to it.
fn fill(path: &Path, answers: &BTreeMap<String, String>, round: usize) {
    let mut all = sheets(path);
    for (_, rows) in all.iter_mut().filter(|(name, _)| name.starts_with("一覧_")) {
        let entity = rows[HEAD - 1][0].clone();
        let lacks = answers.get(&format!("{entity}/*")).is_some_and(|answer| answer == "いいえ");
        if lacks && rows[HEAD][0].starts_with("ID") {
            rows.truncate(HEAD + 1);
            rows.push(vec![format!("added-{round}")]);
        }
    }
    let questions = &mut all.iter_mut().find(|(name, _)| name == "照会").unwrap().1;
    for row in questions.iter_mut().skip(HEAD + 1) {
        if let Some(answer) = answers.get(&row[ID]) {
            row[ANSWER].clone_from(answer);
        }
    }
    rewrite(path, &all);
}

/// Lists that may turn out to lack a record.
const GROWING: [&str; 6] = ["device_group/*", "system/*", "flow/*", "segment/*", "contract/*", "incident/*"];

/// Who answers.
enum Respondent {
    /// Whatever is best.
    Good,
    /// Whatever comes, by the numbers of a generator.
    Random(u64),
}

impl Respondent {
    fn choose(&mut self, size: usize) -> usize {
        match self {
            Respondent::Good => 0,
            Respondent::Random(state) => {
                *state ^= *state << 13;
                *state ^= *state >> 7;
                *state ^= *state << 17;
                (*state >> 16) as usize % size
            }
        }
    }

    fn answer(&mut self, question: &Value) -> String {
        let good = |effect: &Value| matches!(effect["verdict"].as_str(), Some("pass" | "not_applicable"));
        let choices: Vec<&str> =
            question["choices"].as_array().into_iter().flatten().map(|choice| choice["id"].as_str().unwrap()).collect();
        let none = question["none"] == true;
        let form = question["form"].as_str().unwrap();
        if form == "yes_no" && matches!(self, Respondent::Good) {
            let best = question["follows"].as_array().unwrap().iter();
            let best =
                best.max_by_key(|follow| follow["effects"].as_array().unwrap().iter().filter(|e| good(e)).count());
            return best.map_or("はい", |follow| follow["answer"]["ja"].as_str().unwrap()).to_owned();
        }
        let pick = |words: &[&str], at: usize| words[at].to_owned();
        match form {
            "yes_no" => pick(&["はい", "いいえ"], self.choose(2)),
            // A way back to where one came from is refused, rightly.
            "record" if none => "なし".to_owned(),
            "choice" | "record" if !choices.is_empty() => choices[self.choose(choices.len())].to_owned(),
            "choices" | "records" if !choices.is_empty() => choices[self.choose(choices.len())].to_owned(),
            "date" => pick(&["2026-11-01", "令和6年4月1日", "2020-01-31"], self.choose(3)),
            "year" => pick(&["令和8年度", "2020"], self.choose(2)),
            "integer" | "number" => pick(&["3", "１", "0"], self.choose(3)),
            "complete" if GROWING.contains(&question["id"].as_str().unwrap()) => {
                pick(&["はい", "いいえ"], self.choose(2))
            }
            "complete" => "はい".to_owned(),
            _ if none => "なし".to_owned(),
            _ => "記載".to_owned(),
        }
    }
}

/// How a round is asked: by today's law, and more at a time than a department would be, lest the test take long.
const ROUND: [&str; 4] = ["--as-of", "2026-11-20", "--per-department", "40"];

/// Asks and answers until nothing is unknown; gives the number of rounds.
fn rounds(respondent: &mut Respondent) -> usize {
    let town = Scratch::new("ask");
    town.copy("inventories/settsu/r2");
    let dir = town.path.to_str().unwrap().to_owned();
    let mut asked_before: BTreeSet<String> = BTreeSet::new();
    for round in 1..=60 {
        let asked = ask(&dir, &ROUND);
        if asked["unknown"] == 0 {
            return round - 1;
        }
        let mut answers = BTreeMap::new();
        for question in questions(&asked) {
            let id = question["id"].as_str().unwrap().to_owned();
            assert!(asked_before.insert(id.clone()), "asked twice: {id}");
            answers.insert(id, respondent.answer(question));
        }
        assert!(!answers.is_empty(), "unknown, and nobody is asked: {}", asked["unasked"]);
        let out = Scratch::new("ask");
        let out_dir = out.path.to_str().unwrap();
        let ran = tekigo(&[&["ask", &dir, "--xlsx", out_dir], &ROUND[..]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        let files = books(&out.path);
        files.iter().for_each(|file| fill(file, &answers, round));
        let names: Vec<&str> = files.iter().map(|file| file.to_str().unwrap()).collect();
        let ran = tekigo(&[&["answer", &dir, "--as-of", "2026-11-20", "--accept"], &names[..]].concat());
        assert_eq!(ran.code, 0, "round {round}: {}\n{}", ran.err, ran.out);
    }
    panic!("it does not end");
}

#[test]
#[expect(clippy::print_stdout, reason = "the number of rounds is what the reader of this test wants to know")]
fn asking_ends_whatever_is_answered() {
    let good = rounds(&mut Respondent::Good);
    let random = rounds(&mut Respondent::Random(0x2545_F491_4F6C_DD1D));
    println!("rounds: {good} with good answers, {random} with random ones");
    assert!(good > 1 && random > 1);
    assert!(root().join("inventories/settsu/r2/answers").symlink_metadata().is_err());
}

/// A town of which little is known: systems of three departments, one of them called like its contract.
const TOWN: &str = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n\
                    [[department]]\nid = \"joho\"\nname = \"情報課\"\nrole = \"ict\"\n\
                    [[department]]\nid = \"shimin\"\nname = \"市民課\"\nrole = \"resident\"\n\
                    [[department]]\nid = \"zeimu\"\nname = \"税務課\"\n\
                    [[segment]]\nid = \"lg\"\nname = \"LGWAN系\"\nzone = \"lgwan\"\n\
                    [[contract]]\nid = \"c\"\nname = \"図書館システム\"\n\
                    [[system]]\nid = \"zei\"\nname = \"税システム\"\nowner = \"zeimu\"\nstatus = \"live\"\nsegment = \"lg\"\n\
                    hosting = \"on_premises\"\nmy_number_role = \"use\"\nbackup_offline = false\n\
                    [[system]]\nid = \"tosho\"\nname = \"図書館システム\"\nowner = \"zeimu\"\nstatus = \"live\"\nsegment = \"lg\"\n\
                    my_number_role = \"none\"\n\
                    [[system]]\nid = \"zaimu\"\nname = \"財務システム\"\nowner = \"joho\"\nstatus = \"live\"\nsegment = \"lg\"\n\
                    my_number_role = \"none\"\n";

fn town() -> Scratch {
    let scratch = Scratch::new("ask");
    scratch.write("body.toml", TOWN);
    scratch
}

#[test]
fn only_what_can_be_answered_in_truth_is_told_to_follow() {
    let town = town();
    let asked = ask(town.arg(), &["--per-department", "1000"]);
    let mut told = BTreeSet::new();
    for question in questions(&asked) {
        let id = question["id"].as_str().unwrap();
        let member = id.rsplit_once('.').map_or("", |(_, member)| member);
        for follow in question["follows"].as_array().unwrap() {
            let answer = follow["answer"]["ja"].as_str().unwrap();
            assert!(!answer.starts_with('-') && !answer.starts_with("0日以下"), "{id}: {answer}");
            if ["backup_on", "restore_test_on", "log_retention_days"].contains(&member) {
                told.insert(member.to_owned());
                assert!(!answer.contains("令和8年10月2日"), "{id}: {answer}");
            }
        }
    }
    assert!(told.len() >= 2, "{told:?}");
}

#[test]
fn which_systems_serve_the_family_register_is_asked_once_for_the_body() {
    let town = town();
    let asked = ask(town.arg(), &["--per-department", "1000"]);
    let all = questions(&asked);
    let about = |text: &str| all.iter().filter(|one| one["question"]["ja"].as_str().unwrap().contains(text)).count();
    assert_eq!(about("戸籍事務"), 1);
    let shimin = asked["departments"].as_array().unwrap().iter().find(|one| one["department"] == "department/shimin");
    let first = &shimin.unwrap()["questions"][0];
    assert_eq!(first["id"], "body/272230.family_register_systems");
}

#[test]
fn records_to_choose_from_are_named() {
    let town = town();
    let page = tekigo(&["ask", town.arg(), "--format", "markdown", "--per-department", "1000"]).out;
    let line =
        |words: &str| page.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {page}"));
    let systems = line("戸籍事務に使う情報システムはどれですか");
    for word in ["図書館システム、", "税システム", "「、」で区切る", "なし"] {
        assert!(systems.contains(word), "{word}: {systems}");
    }
    let functions = line("税システム はどの標準化対象業務を担っていますか");
    assert!(functions.contains("住民基本台帳") && !functions.contains("keiji"), "{functions}");
    assert!(!page.contains("id または"), "{page}");
}

#[test]
fn a_name_that_two_kinds_of_records_share_is_asked_with_its_kind() {
    let town = town();
    let asked = ask(town.arg(), &["--per-department", "1000"]);
    let mut kinds = BTreeMap::new();
    for question in questions(&asked) {
        let (id, text) = (question["id"].as_str().unwrap(), question["question"]["ja"].as_str().unwrap());
        for (record, begins) in
            [("system/tosho.", "情報システム「図書館システム」"), ("contract/c.", "契約「図書館システム」")]
        {
            if id.starts_with(record) && text.contains("図書館システム") {
                assert!(text.contains(begins), "{id}: {text}");
                kinds.insert(record, ());
            }
        }
        assert!(!text.contains("「税システム」") || !id.starts_with("system/zei."), "{id}: {text}");
    }
    assert_eq!(kinds.len(), 2, "{kinds:?}");
}

#[test]
fn a_computed_record_is_called_like_what_it_was_made_from() {
    let town = town();
    let csv = tekigo(&["check", town.arg(), "--format", "csv"]).out;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let of: Vec<&csv::StringRecord> = rows.iter().filter(|row| &row[5] == "my_number_system/zei").collect();
    assert!(of.iter().any(|row| &row[0] == "要是正"), "{csv}");
    for row in of {
        assert_eq!(&row[6], "税システム");
        assert!(!row[9].contains("税システムの情報システム"), "{row:?}");
    }
}
