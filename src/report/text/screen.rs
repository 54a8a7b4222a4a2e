//! The first screen: 40 lines that say whose report it is, the verdicts, what to mend first, whom to ask, and which
//! questions to answer first.
//!
//! What must be there is laid out first; the worst fails get the lines that are left.

use super::page::Page;
use super::wrap::cells;
use super::{by_rule, grid, words};
use crate::assess::assessment::{Assessment, Judged, Question, Verdict};
use crate::language::{Language, Text};
use crate::pack::Severity;
use crate::report::chosen::extent;
use crate::report::inquiry::{Inquiry, inquiries, without_question};
use crate::report::{Options, asks, handling, with};

/// Lines of a screen.
const SCREEN: usize = 40;
/// Rules shown under "to be mended first".
const FAILS: usize = 5;
/// Departments shown.
const DEPARTMENTS: usize = 4;
/// Questions shown.
const ASKED: usize = 3;

/// Writes the first screen, at most 40 lines on a page of 80 cells.
pub(super) fn write(page: &mut Page, assessment: &Assessment, options: &Options) {
    heading(page, assessment, options);
    ledger(page, assessment);
    let mut below = page.part();
    if asks(assessment, options) {
        departments(&mut below, assessment);
        questions(&mut below, assessment);
    }
    if options.lists(Verdict::Fail) {
        let room = SCREEN.saturating_sub(page.len() + below.len() + 1);
        let mut worst = page.part();
        fails(&mut worst, assessment, room);
        page.place(worst);
    }
    page.place(below);
    page.bar();
}

fn heading(page: &mut Page, assessment: &Assessment, options: &Options) {
    let language = page.language;
    page.ends(words::title(assessment).get(language), words::as_of(assessment).get(language));
    page.bar();
    page.line(words::standing(assessment).get(language));
    if let Some(moved) = words::moved(assessment) {
        page.hang_most("", moved.get(language), 2);
    }
    if assessment.audience.is_some() {
        page.line(handling(assessment).get(language));
    }
    if assessment.body.published_material {
        page.hang_most("", words::NOTICE.get(language), 2);
    }
    if let Some(selection) = &assessment.selection {
        page.hang_most("", page.say(&extent(selection)), 2);
    }
    if !options.only.is_empty() {
        let chosen = Verdict::ALL.iter().filter(|(verdict, ..)| options.only.contains(verdict));
        let names: Vec<Text> = chosen.map(|(verdict, ..)| verdict.label()).collect();
        page.hang_most("", words::narrowed(&names).get(language), 2);
    }
    page.blank();
}

fn ledger(page: &mut Page, assessment: &Assessment) {
    let (language, ledger) = (page.language, &assessment.ledger);
    page.heading(words::LEDGER.get(language));
    let labels: Vec<Text> = Verdict::ALL.iter().map(|(verdict, ..)| verdict.label()).collect();
    let mut names: Vec<&str> = labels.iter().map(|label| label.get(language)).collect();
    names.extend([words::TOTAL.get(language), words::COMING_HEAD.get(language)]);
    let numbers = [
        ledger.fail,
        ledger.error,
        ledger.unknown,
        ledger.waived,
        ledger.pass,
        ledger.not_applicable,
        ledger.total,
        ledger.coming,
    ];
    let wide = grid::sum(&names, &numbers, &["+", "+", "+", "+", "+", "=", "|"]);
    let fits = wide.iter().all(|line| cells(line) <= page.width);
    let lines = if fits { wide } else { grid::list(&names, &numbers) };
    lines.iter().for_each(|line| page.line(line));
    if ledger.error > 0 {
        page.line(&format!(" {}", words::errors_exist(ledger.error).get(language)));
    }
    if let Some(earlier) = &assessment.earlier {
        page.hang_most(" ", words::beside(earlier, ledger).get(language), 2);
    }
    page.blank();
}

fn by_severity(assessment: &Assessment) -> Vec<(Text, usize)> {
    let severity = |judged: &Judged| assessment.rules.get(judged.rule).map(|rule| rule.severity);
    let number = |wanted| with(assessment, Verdict::Fail).filter(|judged| severity(judged) == Some(wanted)).count();
    let all = Severity::ALL.iter().map(|(wanted, ..)| (wanted.label(), number(*wanted)));
    all.filter(|(_, number)| *number > 0).collect()
}

/// The worst fails, one entry per rule, in at most `room` lines.
fn fails(page: &mut Page, assessment: &Assessment, room: usize) {
    let language = page.language;
    let groups = by_rule(with(assessment, Verdict::Fail));
    page.heading(words::worst(assessment.ledger.fail, &by_severity(assessment)).get(language));
    if groups.is_empty() {
        let ledger = &assessment.ledger;
        let judged = ledger.pass + ledger.waived > 0;
        let words = if judged { words::NO_FAIL } else { words::NOTHING_JUDGED };
        page.line(&format!(" {}", words.get(language)));
    }
    // Two lines below are kept for what is left out and for a blank; an entry takes two lines and a half.
    let room = room.saturating_sub(page.len() + 2);
    let shown = groups.len().min(FAILS).min((room * 2 / 5).max(1));
    let mut spare = room.saturating_sub(shown * 2);
    let most = if spare < shown * 2 { 2 } else { 3 };
    for group in &groups[..shown] {
        let entry = fail(page, assessment, group, (spare + 2, most));
        spare = spare.saturating_sub(entry.len().saturating_sub(2));
        page.place(entry);
    }
    if shown < groups.len() {
        let results = groups[shown..].iter().map(Vec::len).sum();
        page.line(&format!(" {}", words::more_fails(groups.len() - shown, results).get(language)));
    }
    page.blank();
}

/// The rule and its first subject in at most `room` lines, of which the sentence takes at most `most`.
fn fail(page: &Page, assessment: &Assessment, group: &[&Judged], (room, most): (usize, usize)) -> Page {
    let entries = [(2, most), (1, most), (1, 2)].map(|lengths| entry(page, assessment, group, lengths));
    let fitting = entries.into_iter().find(|entry| entry.len() <= room);
    fitting.unwrap_or_else(|| entry(page, assessment, group, (1, 1)))
}

fn entry(page: &Page, assessment: &Assessment, group: &[&Judged], (title, message): (usize, usize)) -> Page {
    let mut entry = page.part();
    let Some(rule) = assessment.rules.get(group[0].rule) else { return entry };
    let mark = badge(rule.severity, page.language);
    entry.hang_most(&mark, entry.say(&words::heading(rule, group.len())), title);
    entry.hang_most(&" ".repeat(cells(&mark)), entry.say(&words::sentence(group[0])), message);
    entry
}

/// ` [高]   `, all of them equally wide.
fn badge(severity: Severity, language: Language) -> String {
    let widest = Severity::ALL.iter().map(|(any, ..)| cells(any.label().get(language))).max().unwrap_or(0);
    let label = severity.label();
    let label = label.get(language);
    format!(" [{label}]{} ", " ".repeat(widest - cells(label)))
}

fn departments(page: &mut Page, assessment: &Assessment) {
    let language = page.language;
    page.heading(words::whom_to_ask(&assessment.ledger).get(language));
    let found = inquiries(assessment);
    let nobody = without_question(assessment);
    if assessment.ledger.unknown == 0 && assessment.ledger.total == 0 {
        page.line(&format!(" {}", words::NOTHING_JUDGED.get(language)));
    } else if assessment.ledger.unknown == 0 {
        page.line(&format!(" {}", words::NO_UNKNOWN.get(language)));
    } else if found.is_empty() && nobody == 0 {
        page.line(&format!(" {}", words::only_counted(assessment.ledger.unknown).get(language)));
    } else {
        department_table(page, &found, nobody);
    }
    page.blank();
}

fn department_table(page: &mut Page, found: &[Inquiry<'_>], nobody: usize) {
    let language = page.language;
    let fit = if found.len() > DEPARTMENTS + 1 { DEPARTMENTS } else { found.len() };
    let shown = found.iter().take(fit);
    let mut rows: Vec<(Vec<usize>, &str)> =
        shown.map(|inquiry| (vec![inquiry.results, inquiry.questions], inquiry.name.get(language))).collect();
    if nobody > 0 {
        rows.push((vec![nobody, 0], words::NOBODY.get(language)));
    }
    let names = [words::RESULTS, words::QUESTIONS, words::DEPARTMENT].map(|word| word.get(language));
    grid::counts(&names, &rows, page.width / 2).iter().for_each(|line| page.line(line));
    if let rest @ [_, ..] = &found[fit..] {
        let questions = rest.iter().map(|inquiry| inquiry.questions).sum();
        page.line(&format!(" {}", words::more_departments(rest.len(), questions).get(language)));
    }
}

fn questions(page: &mut Page, assessment: &Assessment) {
    let language = page.language;
    let asked: Vec<&Question> =
        assessment.questions.iter().filter(|question| question.blocks > 0).take(ASKED).collect();
    if asked.is_empty() {
        return;
    }
    page.heading(words::first(asked.len()).get(language));
    for (index, question) in asked.iter().enumerate() {
        let mark = format!(" {}. ", index + 1);
        page.hang_most(&mark, page.say(&question.question), 2);
        page.hang_most("    ", page.say(&words::worth(question)), 2);
    }
}
