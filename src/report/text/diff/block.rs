//! Changes of one kind, rule by rule: whom they touch, and what did it.

use crate::assess::assessment::{RuleSummary, Verdict};
use crate::assess::diff::{Cause, Change, Diff, Moved};
use crate::language::Text;
use crate::report::text::page::Page;
use crate::report::text::words;
use crate::text;
use std::collections::BTreeSet;

/// How much is told.
#[derive(Debug, Clone, Copy)]
pub(in crate::report::text) struct Room {
    /// Rules at most.
    pub rules: usize,
    /// Subjects of each rule at most.
    pub subjects: usize,
    /// Facts of each subject at most.
    pub facts: usize,
}

/// Writes changes, which come in order of rule.
pub(in crate::report::text) fn blocks(page: &mut Page, diff: &Diff, changes: &[&Change], room: Room) {
    let groups: Vec<&[&Change]> = changes.chunk_by(|a, b| a.rule == b.rule).collect();
    for group in groups.iter().take(room.rules) {
        headed(page, &diff.rules[group[0].rule], group.len());
        match room.subjects {
            0 => page.hang_most(INDENT, page.say(&brief(group)), 2),
            _ => one_by_one(page, group, room),
        }
    }
    let rest = groups.iter().skip(room.rules);
    let (rules, results) = rest.fold((0, 0), |(rules, results), group| (rules + 1, results + group.len()));
    if rules > 0 {
        page.hang(" ", page.say(&more_rules(rules, results)));
    }
}

/// Subjects named where only names are.
const NAMES: usize = 3;

/// Where everything about a rule stands.
const INDENT: &str = "   ";

/// A rule with its severity, and the number of its subjects.
pub(in crate::report::text) fn headed(page: &mut Page, rule: &RuleSummary, number: usize) {
    let severity = rule.severity.label();
    let mark = format!(" [{}] ", severity.get(page.language));
    page.hang(&mark, page.say(&words::heading(rule, number)));
}

fn one_by_one(page: &mut Page, group: &[&Change], room: Room) {
    for change in group.iter().take(room.subjects) {
        page.hang("   - ", page.say(&said(change)));
        let facts: Vec<&Moved> = change.facts.iter().take(room.facts).collect();
        if change.causes.contains(&Cause::Facts) || change.causes.is_empty() {
            for fact in &facts {
                page.hang("     ", page.say(&told(Cause::Facts, &moved(fact))));
            }
        }
        for (cause, ground) in &change.grounds {
            page.hang("     ", page.say(&told(*cause, ground)));
        }
    }
    if group.len() > room.subjects {
        page.hang("   - ", page.say(&words::more_coming(group.len() - room.subjects)));
    }
}

/// The rule's sentence where the subject fails or failed, else only its name.
fn said(change: &Change) -> Text {
    let failing = |verdict: Option<Verdict>| matches!(verdict, Some(Verdict::Fail | Verdict::Error));
    let message = change.message.as_ref().filter(|_| failing(change.after));
    let Text { ja, en } = &change.name;
    let Some(message) = message else {
        let (before, after) = (verdict(change.before), verdict(change.after));
        let (before_ja, before_en, after_ja, after_en) = (before.ja, before.en, after.ja, after.en);
        return text!(ja: "{ja}（{before_ja} → {after_ja}）", en: "{en} ({before_en} -> {after_en})");
    };
    let named = |name: &str, said: &str| match said.contains(name) {
        true => said.to_owned(),
        false => format!("{name}: {said}"),
    };
    Text::new(named(ja, &message.ja), named(en, &message.en))
}

fn verdict(verdict: Option<Verdict>) -> Text {
    verdict.map_or_else(|| Text::new("判定なし", "not judged"), Verdict::label)
}

/// A fact before and now, and where it is written.
fn moved(fact: &Moved) -> Text {
    let Text { ja, en } = &fact.label;
    let places: Vec<&str> = [&fact.place, &fact.source].into_iter().flatten().map(String::as_str).collect();
    let place = match places.is_empty() {
        true => String::new(),
        false => format!(" [{}]", places.join("; ")),
    };
    match (&fact.before, &fact.after) {
        (Some(before), Some(after)) => {
            let (before_ja, before_en, after_ja, after_en) = (&before.ja, &before.en, &after.ja, &after.en);
            text!(ja: "{ja} {before_ja} → {after_ja}{place}", en: "{en} {before_en} -> {after_en}{place}")
        }
        (before, after) => {
            let value = after.as_ref().or(before.as_ref()).cloned().unwrap_or_default();
            let (value_ja, value_en) = (value.ja, value.en);
            text!(ja: "{ja} = {value_ja}{place}", en: "{en} = {value_en}{place}")
        }
    }
}

fn told(cause: Cause, what: &Text) -> Text {
    let (cause, Text { ja, en }) = (cause.label(), what);
    let (cause_ja, cause_en) = (cause.ja, cause.en);
    text!(ja: "{cause_ja}: {ja}", en: "{cause_en}: {en}")
}

/// Whom the changes of a rule touch and why they came, with the first ground of law or day.
fn brief(group: &[&Change]) -> Text {
    let names: BTreeSet<&Text> = group.iter().map(|change| &change.name).collect();
    let shown: Vec<&Text> = names.iter().take(NAMES).copied().collect();
    let Text { ja: names_ja, en: names_en } = words::list(&shown);
    let (more_ja, more_en) = match names.len().saturating_sub(NAMES) {
        0 => (String::new(), String::new()),
        more => (format!(" ほか{more}"), format!(" and {more} more")),
    };
    let causes: BTreeSet<Cause> = group.iter().flat_map(|change| change.causes.iter().copied()).collect();
    let causes: Vec<Text> = causes.iter().map(|cause| cause.label()).collect();
    let Text { ja: causes_ja, en: causes_en } = words::list(&causes.iter().collect::<Vec<_>>());
    let Text { ja: before_ja, en: before_en } = before(group);
    let (ground_ja, ground_en) = match ground(group) {
        Some(Text { ja, en }) => (format!("（{ja}）"), format!(" ({en})")),
        None => (String::new(), String::new()),
    };
    match causes.is_empty() {
        true => text!(ja: "{names_ja}{more_ja}{before_ja}", en: "{names_en}{more_en}{before_en}"),
        false => text!(
            ja: "{names_ja}{more_ja}{before_ja}。{causes_ja}{ground_ja}",
            en: "{names_en}{more_en}{before_en}; {causes_en}{ground_en}"
        ),
    }
}

/// The first ground of law or day; else the first fact, or that the record is not there any more.
fn ground(group: &[&Change]) -> Option<Text> {
    if let Some((_, ground)) = group.iter().find_map(|change| change.grounds.first()) {
        return Some(ground.clone());
    }
    match group.iter().all(|change| change.after.is_none()) {
        true => Some(text!(ja: "今の台帳に記録がない", en: "not in the later inventory")),
        false => group.iter().find_map(|change| change.facts.first()).map(moved),
    }
}

/// The verdicts before, where there are none now.
fn before(group: &[&Change]) -> Text {
    let number = |wanted| group.iter().filter(|change| change.before == Some(wanted) && change.after.is_none()).count();
    let all = Verdict::ALL.iter().map(|(verdict, ..)| (*verdict, number(*verdict)));
    let numbers: Vec<(Verdict, usize)> = all.filter(|(_, number)| *number > 0).collect();
    let Text { ja, en } = words::verdicts(&numbers);
    match numbers.is_empty() {
        true => Text::default(),
        false => text!(ja: "（前は{ja}）", en: " (before: {en})"),
    }
}

fn more_rules(rules: usize, results: usize) -> Text {
    text!(
        ja: "ほか{rules}規則 {results}件（--format json に全件）",
        en: "{rules} more rules with {results} results (all with --format json)"
    )
}
