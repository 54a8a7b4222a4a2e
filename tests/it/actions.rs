//! Actions on findings: their states and costs by an independent count, and the workbook that comes back.

use crate::program::{Ran, Scratch, check_json, tekigo};
use crate::workbooks::{HEAD, rewrite, sheets};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

const RENSHU: &str = "inventories/renshu/r8";
const AS_OF: &str = "2026-10-01";
/// Where what was changed is written.
const WRITTEN: &str = "answers/actions.toml";
/// Row of field ids.
const IDS: usize = 2;

struct Drawn {
    town: Scratch,
    out: Scratch,
}

/// The practice city, and the workbook of its actions.
fn drawn() -> Drawn {
    let (town, out) = (Scratch::new("actions"), Scratch::new("actions"));
    town.copy(RENSHU);
    let drawn = Drawn { town, out };
    let ran = tekigo(&["actions", drawn.town.arg(), "--xlsx", drawn.book().to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    drawn
}

impl Drawn {
    fn book(&self) -> PathBuf {
        self.out.path.join("actions.xlsx")
    }

    /// Changes cells of the sheet that a person fills in: the row by its id, the column by its field.
    fn change(&self, cells: &[(&str, &str, &str)]) {
        let mut all = sheets(&self.book());
        let rows = &mut all.iter_mut().find(|(name, _)| name == "是正管理").unwrap().1;
        for (id, field, text) in cells {
            let column = rows[IDS].iter().position(|cell| cell == field).unwrap();
            let row = rows.iter_mut().skip(HEAD + 1).find(|row| row[0] == *id);
            row.unwrap_or_else(|| panic!("no row {id}"))[column] = (*text).to_owned();
        }
        rewrite(&self.book(), &all);
    }

    /// Adds a row below all others.
    fn add(&self, cells: &[(&str, &str)]) {
        let mut all = sheets(&self.book());
        let rows = &mut all.iter_mut().find(|(name, _)| name == "是正管理").unwrap().1;
        let mut row = vec![String::new(); rows[IDS].len()];
        for (field, text) in cells {
            row[rows[IDS].iter().position(|cell| cell == field).unwrap()] = (*text).to_owned();
        }
        rows.push(row);
        rewrite(&self.book(), &all);
    }

    fn answer(&self, more: &[&str]) -> Ran {
        tekigo(&[&["answer", self.town.arg(), self.book().to_str().unwrap()], more].concat())
    }

    fn action(&self, id: &str) -> Value {
        let rows = actions(self.town.arg());
        let all = rows.iter().flat_map(|row| row["actions"].as_array().unwrap().clone());
        all.into_iter().find(|action| action["id"] == id).unwrap_or(Value::Null)
    }
}

fn actions(dir: &str) -> Vec<Value> {
    let ran = tekigo(&["actions", dir, "--format", "json"]);
    let document: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    document["rows"].as_array().unwrap().clone()
}

#[test]
fn a_workbook_that_nobody_changed_changes_nothing() {
    let drawn = drawn();
    let before = actions(drawn.town.arg());
    let rows = before.iter().map(|row| row["actions"].as_array().unwrap().len()).sum::<usize>();
    let open = before.iter().filter(|row| row["standing"] == "no_action" || row["standing"] == "reopened").count();
    let all = sheets(&drawn.book());
    let sheet = &all.iter().find(|(name, _)| name == "是正管理").unwrap().1;
    let written = sheet.iter().skip(HEAD + 1).filter(|row| !row[0].is_empty()).count();
    assert_eq!(written, rows + open);
    let ran = drawn.answer(&["--accept"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(&format!("変わらない行 {written}")), "{}", ran.out);
    assert!(!drawn.town.path.join(WRITTEN).exists());
    assert_eq!(actions(drawn.town.arg()), before);
}

#[test]
fn changed_cells_and_filled_rows_are_written_once_and_no_more() {
    let drawn = drawn();
    let rows = actions(drawn.town.arg());
    let row = rows.iter().find(|row| row["standing"] == "no_action").unwrap();
    let id = format!("{}-{}", row["rule"].as_str().unwrap(), row["subject"].as_str().unwrap().replace('/', "-"));
    drawn.change(&[
        ("a-2", "due_on", "令和9年3月31日"),
        ("a-2", "funding", "地方債"),
        ("a-4", "cost_initial", "1234"),
        (&id, "measure", "設定を改める"),
        (&id, "due_on", "2027-01-29"),
    ]);
    let shown = drawn.answer(&[]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    assert!(shown.out.contains("改まる事実 2件") && shown.out.contains("新しい事実 1件"), "{}", shown.out);
    assert!(shown.out.contains("新しい記録 1件") && shown.out.contains("まだ何も書き込んでいない"), "{}", shown.out);
    assert!(shown.out.lines().all(|line| unicode_width(line) <= 80), "{}", shown.out);
    assert!(!drawn.town.path.join(WRITTEN).exists());
    assert_eq!(drawn.answer(&["--accept"]).code, 0);
    let action = drawn.action("a-2");
    assert_eq!((&action["due_on"], &action["funding"]), (&"2027-03-31".into(), &"bond".into()));
    assert_eq!(drawn.action("a-4")["cost_initial"], 1234);
    let new = drawn.action(&id);
    assert_eq!(
        (&new["measure"], &new["due_on"], &new["state"]),
        (&"設定を改める".into(), &"2027-01-29".into(), &"open".into())
    );
    assert_eq!(new["found_on"], AS_OF);
    let first = std::fs::read_to_string(drawn.town.path.join(WRITTEN)).unwrap();
    let again = drawn.answer(&["--accept"]);
    assert_eq!(again.code, 0, "{}", again.out);
    assert_eq!(std::fs::read_to_string(drawn.town.path.join(WRITTEN)).unwrap(), first, "{}", again.out);
}

#[test]
fn what_both_sides_changed_is_shown_with_both_values_and_not_written() {
    let drawn = drawn();
    drawn.change(&[("a-2", "due_on", "2027-03-31"), ("a-2", "cost_yearly", "400000"), ("a-2", "measure", "")]);
    let file = drawn.town.path.join("actions.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("due_on = 2026-08-31"));
    std::fs::write(&file, text.replace("due_on = 2026-08-31", "due_on = 2026-12-25")).unwrap();
    let ran = drawn.answer(&["--accept"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("台帳が変わっている"), "{}", ran.out);
    for word in ["令和8年8月31日", "令和8年12月25日", "令和9年3月31日", "空にされた欄 1件"] {
        assert!(ran.out.replace("\n  ", "").contains(word), "{word}: {}", ran.out);
    }
    let action = drawn.action("a-2");
    assert_eq!((&action["due_on"], &action["cost_yearly"]), (&"2026-12-25".into(), &400_000.into()));
    assert_eq!(action["measure"], "ファイルサーバの更新");
}

#[test]
fn rows_that_people_add_are_read_or_named() {
    let drawn = drawn();
    let finding = ("device-os-out-of-support", "device_group/dev-lg-nas");
    drawn.add(&[
        ("rule", finding.0),
        ("subject", finding.1),
        ("measure", "仮の措置"),
        ("department", "デジタル推進課"),
    ]);
    assert_eq!(drawn.answer(&["--accept"]).code, 0);
    let id = format!("{}-{}", finding.0, finding.1.replace('/', "-"));
    let action = drawn.action(&id);
    assert_eq!((&action["measure"], &action["department"]), (&"仮の措置".into(), &"department/joho".into()));
    assert!(drawn.answer(&["--accept"]).out.contains("変わらない行"));
    assert_eq!(drawn.action(&format!("{id}-2")), Value::Null);
    drawn.add(&[("subject", "system/juki"), ("due_on", "来月")]);
    let ran = drawn.answer(&["--accept"]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("「規則」が空") && ran.err.contains("来月") && ran.err.contains("actions.xlsx!是正管理!"),
        "{}",
        ran.err
    );
}

#[test]
fn a_row_that_is_gone_from_the_sheet_keeps_its_record_and_two_rows_of_one_id_are_named() {
    let drawn = drawn();
    let mut all = sheets(&drawn.book());
    let rows = &mut all.iter_mut().find(|(name, _)| name == "是正管理").unwrap().1;
    rows.retain(|row| row[0] != "a-2");
    rewrite(&drawn.book(), &all);
    let ran = drawn.answer(&[]);
    assert!(ran.code == 0 && ran.out.contains("a-2 の行が表から消えている"), "{}{}", ran.out, ran.err);
    let rows = &mut all.iter_mut().find(|(name, _)| name == "是正管理").unwrap().1;
    let twice = rows.iter().find(|row| row[0] == "a-4").unwrap().clone();
    rows.push(twice);
    rewrite(&drawn.book(), &all);
    let ran = drawn.answer(&[]);
    assert!(ran.code == 3 && ran.err.contains("a-4"), "{}{}", ran.out, ran.err);
}

/// Fiscal year and department.
type Share<'a> = (Option<u64>, Option<&'a str>);

/// A sequence of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

#[test]
fn states_and_costs_are_those_of_an_independent_count() {
    let verdicts: BTreeMap<(String, String), String> = check_json(RENSHU, &[])["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| {
            let text = |key: &str| result[key].as_str().unwrap().to_owned();
            ((text("rule"), text("subject")), text("verdict"))
        })
        .filter(|((rule, subject), _)| !rule.starts_with("action-") && !subject.ends_with('*') && subject.contains('/'))
        .collect();
    let days = ["2026-01-15", "2026-09-30", "2026-10-01", "2026-10-02", "2027-03-31"];
    let departments = ["joho", "fukushi"];
    for seed in 1..=3 {
        let town = Scratch::new("actions");
        town.copy(RENSHU);
        let mut dice = Dice(seed);
        let (mut file, mut states) = (String::new(), BTreeMap::new());
        let mut costs: BTreeMap<Share<'_>, (u64, u64, u64)> = BTreeMap::new();
        for (at, ((rule, subject), verdict)) in verdicts.iter().enumerate() {
            if dice.roll(3) > 0 && verdict != "fail" {
                continue;
            }
            let due = days.get(dice.roll(6) as usize).copied();
            let done = days.get(dice.roll(8) as usize).copied();
            let doer = ["総務課"].get(dice.roll(2) as usize).copied();
            let confirmer = ["総務課", "監査課"].get(dice.roll(3) as usize).copied();
            let cost = (dice.roll(3) > 0).then(|| dice.roll(1_000_000));
            let year = (dice.roll(4) > 0).then(|| 2025 + dice.roll(3));
            let department = departments.get(dice.roll(3) as usize).copied();
            file.push_str(&format!("[[action]]\nid = \"p-{at}\"\nrule = \"{rule}\"\nsubject = \"{subject}\"\n"));
            let mut write = |key: &str, value: Option<String>| {
                file.extend(value.map(|value| format!("{key} = {value}\n")));
            };
            let quoted = |text: Option<&str>| text.map(|text| format!("\"{text}\""));
            write("due_on", due.map(str::to_owned));
            write("done_on", done.map(str::to_owned));
            write("done_by", quoted(doer));
            write("confirmed_by", quoted(confirmer));
            write("cost_initial", cost.map(|cost| cost.to_string()));
            write("fiscal_year", year.map(|year| year.to_string()));
            write("department", quoted(department));
            let was_done = done.filter(|day| *day <= AS_OF);
            let state = match (verdict.as_str(), was_done, due) {
                ("pass" | "not_applicable", Some(_), _)
                    if doer.is_some() && confirmer.is_some() && doer != confirmer =>
                {
                    Some("closed")
                }
                ("pass" | "not_applicable", ..) => Some("to_close"),
                ("fail" | "waived", Some(_), _) => Some("reopened"),
                (_, Some(_), _) => Some("undetermined"),
                (_, None, Some(due)) if due < AS_OF => Some("overdue"),
                (_, None, None) => None,
                ("fail" | "waived", None, Some(_)) => Some("open"),
                _ => Some("undetermined"),
            };
            states.insert(format!("p-{at}"), state);
            let share = costs.entry((year, department)).or_default();
            share.0 += 1;
            share.1 += cost.unwrap_or(0);
            share.2 += u64::from(cost.is_none());
        }
        town.write("actions.toml", file);
        let rows = actions(town.arg());
        let told: BTreeMap<String, Option<&str>> = rows
            .iter()
            .flat_map(|row| row["actions"].as_array().unwrap())
            .map(|action| (action["id"].as_str().unwrap().to_owned(), action["state"].as_str()))
            .collect();
        let wrong: Vec<_> = states.iter().filter(|(id, state)| told.get(*id) != Some(*state)).collect();
        assert!(wrong.is_empty() && told.len() == states.len(), "seed {seed}: {wrong:?} of {}", states.len());
        let ran = tekigo(&["budget", town.arg(), "--format", "json"]);
        let budget: Value = serde_json::from_str(&ran.out).unwrap();
        let shares = budget["shares"].as_array().unwrap();
        assert_eq!(shares.len(), costs.len());
        for ((year, department), (number, yen, unknown)) in &costs {
            let department = department.map(|id| format!("department/{id}"));
            let share = shares.iter().find(|share| {
                share["fiscal_year"].as_u64() == *year && share["department"].as_str() == department.as_deref()
            });
            let share = share.unwrap_or_else(|| panic!("{year:?} {department:?}"));
            let stated = share["initial"]["yen"].as_u64().unwrap_or(0);
            let told = (share["actions"].as_u64().unwrap(), stated, share["initial"]["unknown"].as_u64().unwrap());
            assert_eq!(told, (*number, *yen, *unknown), "{year:?} {department:?}");
        }
    }
}

fn unicode_width(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
