//! The rules of other days in full: what begins when and what it would say, and what has ended.

use super::page::Page;
use super::words::{self, Word, day};
use super::{by_rule, entry, handbook};
use crate::assess::assessment::{Assessment, Judged, Question, RuleSummary, Verdict};
use crate::language::{Language, Text};
use crate::text;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Questions shown for one rule.
const QUESTIONS: usize = 12;

const NOTHING_COMING: Word = Word::new("これから施行されるルールはない。", "No rule is still to come.");
const NOTHING_ENDED: Word = Word::new("終了したルールはない。", "No rule has ended.");
const ENDED_MEANS: Word = Word::new(
    "もう適用されないルール。最後の日の法令で、今の事実を判定した結果を示す。合計に含めない。",
    "Rules no longer in force, and what they say of today's facts by the law of their last day. Not part of the total.",
);
const RESULT: Word = Word::new("結果", "result");

/// The results of one rule.
type OfRule<'a> = (&'a RuleSummary, Vec<&'a Judged>);

/// Writes what is to come and what has ended, in place of the results of the day.
pub(super) fn write(page: &mut Page, assessment: &Assessment) {
    let language = page.language;
    page.ends(words::title(assessment).get(language), words::as_of(assessment).get(language));
    page.bar();
    page.line(words::standing(assessment).get(language));
    if let Some(moved) = words::moved(assessment) {
        page.hang_most("", moved.get(language), 2);
    }
    if assessment.body.published_material {
        page.hang_most("", words::NOTICE.get(language), 2);
    }
    page.blank();
    coming(page, assessment);
    ended(page, assessment);
    super::chosen::write(page, assessment);
    super::details::foot(page, assessment);
}

fn coming(page: &mut Page, assessment: &Assessment) {
    let mut rules = of_rules(assessment, &assessment.coming);
    rules.sort_by_key(|(rule, _)| rule.from);
    page.heading(page.say(&words::section(&words::coming(), rules.len())));
    if rules.is_empty() {
        page.line(&format!(" {}", NOTHING_COMING.get(page.language)));
    } else {
        page.hang(" ", words::COMING_MEANS.get(page.language));
    }
    let mut before: Option<Option<Date>> = None;
    for (index, (rule, results)) in rules.iter().enumerate() {
        page.blank();
        if before.replace(rule.from) != Some(rule.from) {
            page.hang("", page.say(&begins_on(rule.from, assessment.as_of)));
        }
        entry::title(page, index + 1, rule, &rule.title);
        one(page, rule, results);
        unknown(page, assessment, results);
    }
    page.blank();
}

fn ended(page: &mut Page, assessment: &Assessment) {
    let mut rules = of_rules(assessment, &assessment.lapsed);
    rules.sort_by_key(|(rule, _)| rule.until);
    page.heading(page.say(&words::section(&ended_rules(), assessment.ended.len())));
    if assessment.ended.is_empty() {
        page.line(&format!(" {}", NOTHING_ENDED.get(page.language)));
    } else {
        page.hang(" ", ENDED_MEANS.get(page.language));
    }
    for (index, (rule, results)) in rules.iter().enumerate() {
        page.blank();
        entry::title(page, index + 1, rule, &rule.title);
        entry::field(page, words::IN_FORCE, page.say(&words::in_force(rule)));
        one(page, rule, results);
    }
    page.blank();
}

/// The verdicts of a rule in numbers, and the subjects that fail or are waived.
fn one(page: &mut Page, rule: &RuleSummary, results: &[&Judged]) {
    let fails = results.iter().any(|judged| judged.verdict == Verdict::Fail);
    entry::field(page, RESULT, page.say(&words::verdicts(&numbers(results))));
    entry::rule(page, rule, if fails { Verdict::Fail } else { Verdict::Pass });
    if !fails {
        entry::grounds(page, rule);
    }
    let listed = |judged: &&&Judged| matches!(judged.verdict, Verdict::Fail | Verdict::Waived | Verdict::Error);
    results.iter().filter(listed).for_each(|judged| entry::subject(page, judged));
}

/// How many results of each verdict there are, without those of which there are none.
pub(in crate::report) fn numbers(results: &[&Judged]) -> Vec<(Verdict, usize)> {
    let number = |wanted| results.iter().filter(|judged| judged.verdict == wanted).count();
    let all = Verdict::ALL.iter().map(|(verdict, ..)| (*verdict, number(*verdict)));
    all.filter(|(_, number)| *number > 0).collect()
}

/// What would have to be known on the first day.
fn unknown(page: &mut Page, assessment: &Assessment, results: &[&Judged]) {
    let asked: BTreeSet<usize> = results.iter().flat_map(|judged| &judged.missing).copied().collect();
    let asked: Vec<&Question> = asked.into_iter().filter_map(|at| assessment.questions.get(at)).collect();
    if asked.is_empty() {
        return;
    }
    page.hang("    ", page.say(&to_find_out(asked.len())));
    for question in asked.iter().take(QUESTIONS) {
        handbook::ask(page, question);
    }
    if asked.len() > QUESTIONS {
        page.hang(" - ", page.say(&words::more_coming(asked.len() - QUESTIONS)));
    }
}

fn of_rules<'a>(assessment: &'a Assessment, results: &'a [Judged]) -> Vec<OfRule<'a>> {
    let groups = by_rule(results.iter()).into_iter();
    groups.filter_map(|group| Some((assessment.rules.get(group[0].rule)?, group))).collect()
}

/// The day on which rules begin, and how far off it is.
fn begins_on(from: Option<Date>, as_of: Date) -> Text {
    let Some(from) = from else { return text!(ja: "施行日は示さない", en: "First day not told") };
    let (ja, days) = (day(from, Language::Ja), (from - as_of).get_days());
    text!(ja: "{ja}から（{days}日後）", en: "From {from}, in {days} days")
}

/// What rules no longer in force are called.
fn ended_rules() -> Text {
    text!(ja: "終了したルール", en: "ended")
}

/// Questions that a rule would ask on its first day.
fn to_find_out(questions: usize) -> Text {
    text!(ja: "施行日までに確かめること {questions}件", en: "To find out before it begins: {questions}")
}
