//! The register of actions, for people at a terminal: how many findings stand how and with whom, then each of them.

use super::grid;
use super::page::{Page, WIDTH};
use super::words::{self, Word};
use crate::assess::actions::{Action, Register, Row, Standing};
use crate::language::{Language, Text};
use crate::report::actions::words as said;
use crate::text;
use std::collections::BTreeMap;

/// Findings without an action that are shown one by one.
const SHOWN: usize = 20;
/// Cells of a department's name in the table.
const NAME: usize = 40;

const OVERVIEW: Word = Word::new("状況", "How findings stand");
const BY_DEPARTMENT: Word = Word::new("担当課別", "By department");
const SELF: Word = Word::new("対応した者自身が完了を確認したもの", "Confirmed by the one who did it");
const NOTHING: Word =
    Word::new("要是正の指摘も、是正管理の記録もない。", "No finding fails and no action is recorded.");
const COLUMNS: [Word; 4] = [
    Word::new("再発", "re-opened"),
    Word::new("期限超過", "overdue"),
    Word::new("記録なし", "no action"),
    Word::new("その他", "other"),
];

/// Writes the register.
pub fn render(register: &Register, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.line(page.say(&said::title(register)));
    page.line(page.say(&said::as_of(register)));
    page.bar();
    standing(&mut page, register);
    if register.rows.is_empty() {
        page.blank();
        page.line(&format!(" {}", NOTHING.get(language)));
        return page.finish();
    }
    overview(&mut page, register);
    for (standing, ..) in Standing::ALL {
        group(&mut page, register, standing);
    }
    self_confirmed(&mut page, register);
    page.finish()
}

/// The days, what judged, and what a reader must be told.
pub(super) fn standing(page: &mut Page, register: &Register) {
    page.line(page.say(&words::stands(register.facts_as_of, &register.pack, &register.tool)));
    if register.body.published_material {
        page.hang("", words::NOTICE.get(page.language));
    }
    if !register.complete {
        let open = text!(
            ja: "是正管理の記録がこれで全部かは確かめられていない。",
            en: "Nobody said whether the list of actions is complete."
        );
        page.hang("", page.say(&open));
    }
}

fn overview(page: &mut Page, register: &Register) {
    let language = page.language;
    page.blank();
    page.heading(OVERVIEW.get(language));
    let counted = Standing::ALL.map(|(standing, ..)| (standing.label(), register.number(standing)));
    let counted: Vec<&(Text, usize)> = counted.iter().filter(|(_, number)| *number > 0).collect();
    let names: Vec<&str> = counted.iter().map(|(label, _)| label.get(language)).collect();
    let numbers: Vec<usize> = counted.iter().map(|(_, number)| *number).collect();
    grid::list(&names, &numbers).iter().for_each(|line| page.line(line));
    page.blank();
    page.heading(BY_DEPARTMENT.get(language));
    let mut departments: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for row in &register.rows {
        let column = match row.standing {
            Standing::Reopened => 0,
            Standing::Overdue => 1,
            Standing::NoAction => 2,
            _ => 3,
        };
        departments.entry(row.department_name.get(language)).or_default()[column] += 1;
    }
    let mut rows: Vec<(Vec<usize>, &str)> =
        departments.into_iter().map(|(name, numbers)| (numbers.to_vec(), name)).collect();
    rows.sort_by_key(|(numbers, _)| std::cmp::Reverse(numbers.iter().sum::<usize>()));
    let names: Vec<&str> = COLUMNS.iter().map(|word| word.get(language)).chain([""]).collect();
    grid::counts(&names, &rows, NAME).iter().for_each(|line| page.line(line));
    page.blank();
}

fn group(page: &mut Page, register: &Register, standing: Standing) {
    let rows: Vec<&Row> = register.rows.iter().filter(|row| row.standing == standing).collect();
    if rows.is_empty() {
        return;
    }
    page.heading(page.say(&words::section(&standing.label(), rows.len())).to_owned().as_str());
    let most = if standing == Standing::NoAction { SHOWN } else { rows.len() };
    rows.iter().take(most).for_each(|row| one(page, row));
    if rows.len() > most {
        let more = rows.len() - most;
        let line = text!(ja: "ほか{more}件（--format json に全部ある）", en: "and {more} more (all in --format json)");
        page.hang("  ", page.say(&line));
    }
    page.blank();
}

fn one(page: &mut Page, row: &Row) {
    let severity = row.severity.map(|severity| severity.label()).unwrap_or_else(|| Text::same("―"));
    let (title, subject) = (&row.title, &row.subject_name);
    let line = Text::new(format!("{}：{}", subject.ja, title.ja), format!("{}: {}", subject.en, title.en));
    page.hang(&format!(" [{}] ", page.say(&severity)), page.say(&line));
    let (ja, en) = (&row.department_name.ja, &row.department_name.en);
    let (rule, times) = (&row.rule, row.recurrences);
    let again = match times {
        0 => Text::default(),
        _ => text!(ja: " / 再発 {times}回", en: " / back {times} time(s)"),
    };
    let (again_ja, again_en) = (again.ja, again.en);
    let whose = text!(ja: "担当課 {ja} / {rule}{again_ja}", en: "department {en} / {rule}{again_en}");
    page.hang("      ", page.say(&whose));
    row.actions.iter().for_each(|action| recorded(page, action));
}

fn recorded(page: &mut Page, action: &Action) {
    let what = action
        .measure
        .clone()
        .map_or_else(|| text!(ja: "対応の記載なし", en: "what is done is not stated"), |it| Text::same(&it));
    page.hang(&format!("      - {}: ", action.id), page.say(&what));
    page.hang("        ", page.say(&said::course(action)));
    if let Some(costs) = said::costs(action) {
        page.hang("        ", page.say(&costs));
    }
}

fn self_confirmed(page: &mut Page, register: &Register) {
    let all: Vec<(&Row, &Action)> = register.self_confirmed().collect();
    if all.is_empty() {
        return;
    }
    page.heading(SELF.get(page.language));
    for (row, action) in all {
        let by = action.done_by.clone().unwrap_or_default();
        let (ja, en, id) = (&row.subject_name.ja, &row.subject_name.en, &action.id);
        let line = text!(ja: "{id}（{ja}）: {by}", en: "{id} ({en}): {by}");
        page.hang("  ", page.say(&line));
    }
    page.blank();
}
