//! What is to be mended: one card per rule, with its subjects and the facts that decided.

use super::mark::{self, Mark};
use super::sentences;
use super::words::Words;
use crate::assess::assessment::{Assessment, Judged, RuleSummary, ShownFact, Verdict};
use crate::assess::audience::is_unnamed;
use crate::language::Language;
use crate::report::gap::finding;
use crate::report::{Options, by_rule};
use askama::Template;

/// Subjects of one rule that are laid out at once; the rest opens on demand.
const AT_ONCE: usize = 20;

/// All fails and all results that could not be computed.
#[derive(Template)]
#[template(path = "findings.html")]
pub(super) struct Findings<'a> {
    w: &'static Words,
    cards: Vec<Card<'a>>,
    unnamed: Vec<Unnamed<'a>>,
    none: &'static str,
}

/// Findings of which only the number may be told.
struct Unnamed<'a> {
    area: &'a str,
    severity: Mark,
    grave: usize,
    number: usize,
}

/// One rule.
pub(super) struct Card<'a> {
    rule: &'a RuleSummary,
    severity: Mark,
    area: &'a str,
    title: &'a str,
    gap: String,
    why: &'a str,
    remedy: &'a str,
    clauses: Vec<(&'a str, bool)>,
    number: String,
    first: Vec<Item<'a>>,
    rest: Vec<Item<'a>>,
    more: String,
}

/// One subject.
pub(super) struct Item<'a> {
    mark: Mark,
    severity: &'static str,
    area: &'a str,
    subject: &'a str,
    name: &'a str,
    department: &'a str,
    message: &'a str,
    facts: Vec<Fact<'a>>,
}

/// A fact and where it is written.
struct Fact<'a> {
    label: &'a str,
    value: &'a str,
    place: Option<&'a str>,
    source: Option<&'a str>,
}

/// A list of subjects.
#[derive(Template)]
#[template(path = "items.html")]
pub(super) struct Items<'a> {
    w: &'static Words,
    items: &'a [Item<'a>],
}

impl Card<'_> {
    /// The subjects laid out at once.
    fn first<'i>(&'i self, w: &'static Words) -> Items<'i> {
        Items { w, items: &self.first }
    }

    /// The subjects behind them.
    fn rest<'i>(&'i self, w: &'static Words) -> Items<'i> {
        Items { w, items: &self.rest }
    }
}

impl<'a> Findings<'a> {
    /// The findings of an assessment, as far as the reader wants them listed.
    pub(super) fn of(assessment: &'a Assessment, options: &Options) -> Self {
        let language = options.language;
        let listed = |verdict| options.lists(verdict) && matches!(verdict, Verdict::Fail | Verdict::Error);
        let (mut cards, mut unnamed) = (Vec::new(), Vec::new());
        for group in by_rule(assessment.results.iter().filter(|judged| listed(judged.verdict))) {
            let Some(rule) = assessment.rules.get(group[0].rule) else { continue };
            match is_unnamed(rule) {
                true => unnamed.push(Unnamed {
                    area: mark::area(assessment, &rule.area, language),
                    severity: mark::severity(rule.severity, language),
                    grave: rule.severity as usize,
                    number: group.len(),
                }),
                false => cards.push(card(assessment, rule, &group, language)),
            }
        }
        let w = Words::of(language);
        let ledger = &assessment.ledger;
        let judged = ledger.pass + ledger.fail + ledger.waived > 0;
        Self { w, cards, unnamed, none: if judged { w.no_fail } else { w.nothing_judged } }
    }
}

fn card<'a>(assessment: &'a Assessment, rule: &'a RuleSummary, group: &[&'a Judged], language: Language) -> Card<'a> {
    let mut items: Vec<Item<'_>> = group.iter().map(|judged| item(rule, judged, language)).collect();
    let rest = items.split_off(AT_ONCE.min(items.len()));
    Card {
        rule,
        severity: mark::severity(rule.severity, language),
        area: mark::area(assessment, &rule.area, language),
        title: rule.title.get(language),
        gap: sentences::gap(&finding(rule), &rule.authority.label()).get(language).to_owned(),
        why: rule.why.get(language),
        remedy: rule.remedy.get(language),
        clauses: rule.clauses.iter().map(|clause| (clause.label.get(language), clause.confirmed)).collect(),
        number: sentences::subjects(group.len()).get(language).to_owned(),
        first: items,
        more: sentences::more(rest.len()).get(language).to_owned(),
        rest,
    }
}

fn item<'a>(rule: &'a RuleSummary, judged: &'a Judged, language: Language) -> Item<'a> {
    Item {
        mark: mark::verdict(judged.verdict, language),
        severity: rule.severity.word(),
        area: &rule.area,
        subject: &judged.subject,
        name: judged.subject_name.get(language),
        department: mark::department(judged, language),
        message: judged.message.as_ref().map_or("", |message| message.get(language)),
        facts: judged.facts.iter().map(|shown| fact(shown, language)).collect(),
    }
}

fn fact(fact: &ShownFact, language: Language) -> Fact<'_> {
    Fact {
        label: fact.label.get(language),
        value: fact.shown.get(language),
        place: fact.place.as_deref(),
        source: fact.source.as_deref(),
    }
}
