//! One entry of the details: a rule with its reason, remedy and clauses, and a subject with the facts that decided.

use super::chosen::OWN;
use super::page::Page;
use super::words::{self, Word};
use super::wrap::cells;
use crate::assess::assessment::{Judged, RuleSummary, Verdict};
use crate::language::{Language, Text};
use crate::report::gap::finding;

/// Facts shown for one result.
const FACTS: usize = 12;

/// The rule's title as it stands beside what is told of it, with its number in the list.
pub(super) fn title(page: &mut Page, number: usize, rule: &RuleSummary, title: &Text) {
    let severity = rule.severity.label();
    page.hang(&format!("{number:>2}. [{}] ", page.say(&severity)), page.say(title));
}

/// What a reader must know about a rule: for one that is not met, why it matters, what to do and what it rests on.
pub(super) fn rule(page: &mut Page, rule: &RuleSummary, verdict: Verdict) {
    if verdict == Verdict::Fail {
        let said = words::verdict(&finding(rule), &rule.authority.label());
        field(page, words::VERDICT, page.say(&said));
        grounds(page, rule);
    }
    let mark = if rule.own { OWN.get(page.language) } else { "" };
    field(page, words::RULE, &format!("{}{mark}", rule.id));
}

/// Why a rule matters, what to do and what it rests on.
pub(super) fn grounds(page: &mut Page, rule: &RuleSummary) {
    field(page, words::WHY, page.say(&rule.why));
    field(page, words::REMEDY, page.say(&rule.remedy));
    for clause in &rule.clauses {
        let mark = if clause.confirmed { "" } else { words::UNCONFIRMED.get(page.language) };
        field(page, words::CLAUSE, &format!("{}{mark}", page.say(&clause.label)));
    }
}

/// One subject: its name, the rule's sentence about it, the facts, the exception.
pub(super) fn subject(page: &mut Page, judged: &Judged) {
    field(page, words::SUBJECT, page.say(&words::subject(judged, judged.department_name.as_ref())));
    let indent = " ".repeat(cells(&label(words::SUBJECT, page.language)));
    if let Some(message) = &judged.message {
        page.hang(&indent, page.say(message));
    }
    for fact in judged.facts.iter().take(FACTS) {
        page.hang_most(&format!("{indent}- "), page.say(&words::fact(fact)), 4);
    }
    let more = judged.facts.len().saturating_sub(FACTS);
    if more > 0 {
        page.hang(&format!("{indent}- "), page.say(&words::more_facts(more)));
    }
    if let Some(waiver) = &judged.waiver {
        field(page, words::WAIVER, page.say(&words::waiver(waiver)));
    }
}

/// A paragraph under a word that names it.
pub(super) fn field(page: &mut Page, word: Word, text: &str) {
    page.hang(&label(word, page.language), text);
}

fn label(word: Word, language: Language) -> String {
    let word = word.get(language);
    let column = match language {
        Language::Ja => 6,
        Language::En => 7,
    };
    format!("    {word}{}  ", " ".repeat(column - cells(word).min(column)))
}
