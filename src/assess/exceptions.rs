//! Exceptions (例外措置): which results they cover, and which of them have lapsed or are not needed.
//!
//! An exception covers one rule on one subject, from its approval to its last day inclusive, and no longer than the
//! pack's maximum term. It covers nothing where a statute has come to demand the same, nor where it was granted for
//! facts that are no longer the facts. What became of each is a fact of its own (`waiver.state`), so that rules can
//! judge it.

use super::Judgement;
use super::assessment::WaiverSummary;
use super::digest::facts_digest;
use super::shown;
use super::states::{self, State};
use crate::evaluate::{Decision, Outcome, Subject};
use crate::inventory::{Datum, Fact, Missing, Municipality, Value};
use crate::language::{Language, Text};
use crate::pack::{Pack, Rule};
use crate::vocabulary::EntityId;
use crate::vocabulary::body;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The exceptions in force, by rule (position in the pack) and subject.
pub(super) struct Exceptions {
    covered: BTreeMap<(usize, Subject), WaiverSummary>,
}

/// An exception as stated.
struct Stated {
    row: u32,
    rule: String,
    subject: String,
    approved_on: Option<Date>,
    until: Option<Date>,
    summary: WaiverSummary,
    /// What is not stated and would tell what became of it.
    missing: Vec<Missing>,
}

impl Exceptions {
    /// Finds which results are covered, writes the state of every exception, and judges the rules about exceptions
    /// again with those states.
    pub(super) fn apply(pack: &Pack, judgement: &mut Judgement<'_>) -> Self {
        let mut covered = BTreeMap::new();
        let vocabulary = judgement.municipality.vocabulary;
        let Some(entity) = vocabulary.find(body::WAIVER) else { return Self { covered } };
        let Some(state) = vocabulary.entity(entity).find(body::WAIVER_STATE) else { return Self { covered } };
        let mut states = Vec::new();
        for stated in stated(&judgement.municipality, entity) {
            let (word, target) = fate(pack, judgement, &stated);
            covered.extend(target.map(|target| (target, stated.summary)));
            states.push(State { row: stated.row, field: state, word, missing: stated.missing });
        }
        states::write(pack, judgement, entity, states);
        Self { covered }
    }

    /// The exception that covers a result.
    pub(super) fn of(&self, rule: usize, subject: Subject) -> Option<WaiverSummary> {
        self.covered.get(&(rule, subject)).cloned()
    }
}

/// What became of an exception, if it states all that tells so, and the result it covers.
fn fate(pack: &Pack, judgement: &Judgement<'_>, stated: &Stated) -> (Option<&'static str>, Option<(usize, Subject)>) {
    let as_of = judgement.municipality.as_of;
    let (Some(rule), Some(until), Some(approved_on)) = (pack.rule(&stated.rule), stated.until, stated.approved_on)
    else {
        return (None, None);
    };
    if !stated.missing.is_empty() {
        return (None, None);
    }
    if until < as_of {
        return (Some("expired"), None);
    }
    if approved_on > as_of || rule.from > as_of {
        return (Some("pending"), None);
    }
    if !rule.in_force(as_of) {
        return (Some("unneeded"), None);
    }
    if pack.cited(rule, as_of).any(|clause| clause.authority.is_statute()) {
        return (Some("overtaken"), None);
    }
    let left = i64::from((until - as_of).get_days());
    let word = if left <= pack.waiver_expiring_days { "expiring" } else { "in_force" };
    let Some(index) = pack.rules.iter().position(|judged| judged.id == rule.id) else {
        // A profile leaves the rule out: nothing is judged that could tell more than the term.
        return (Some(word), None);
    };
    let judged = judgement.outcomes.iter().find(|(judged, _)| *judged == index);
    let Some((_, outcomes)) = judged else { return (None, None) };
    let m = &judgement.municipality;
    let Some(outcome) = outcomes.iter().find(|outcome| outcome.subject_in(m, rule) == stated.subject) else {
        return (Some("subject_gone"), None);
    };
    if matches!(outcome.decision, Decision::Pass | Decision::NotApplicable) {
        return (Some("unneeded"), None);
    }
    if changed(stated, m, rule, outcome) {
        return (Some("facts_changed"), None);
    }
    (Some(word), Some((index, outcome.subject)))
}

/// It says for which facts it was granted, and these are others.
fn changed(stated: &Stated, m: &Municipality<'_>, rule: &Rule, outcome: &Outcome) -> bool {
    stated.summary.facts_digest.as_ref().is_some_and(|digest| *digest != facts_digest(m, rule, outcome))
}

fn stated(m: &Municipality<'_>, entity: EntityId) -> Vec<Stated> {
    let field = |name: &str| m.vocabulary.entity(entity).find(name);
    let get = |row: u32, name: &str| m.table(entity).column(field(name)?).get(row);
    let text = |row: u32, name: &str| match get(row, name) {
        Some(Datum::Text(symbol)) => Some(m.symbols.text(symbol).to_owned()),
        _ => None,
    };
    let date = |row: u32, name: &str| match get(row, name) {
        Some(Datum::Date(date)) => Some(date),
        _ => None,
    };
    let rows = 0..m.table(entity).len();
    rows.map(|row| {
        let (approved_on, until) = (date(row, body::WAIVER_APPROVED_ON), date(row, body::WAIVER_UNTIL));
        let kind = text(row, body::WAIVER_KIND).unwrap_or_default();
        Stated {
            row,
            rule: text(row, body::WAIVER_RULE).unwrap_or_default(),
            subject: text(row, body::WAIVER_SUBJECT).unwrap_or_default(),
            approved_on,
            until,
            summary: WaiverSummary {
                id: m.id(entity, row).to_owned(),
                kind_name: kind_name(m, entity, row, &kind),
                kind,
                reason: text(row, body::WAIVER_REASON).unwrap_or_default(),
                approved_by: text(row, body::WAIVER_APPROVED_BY).unwrap_or_default(),
                control: text(row, body::WAIVER_CONTROL),
                approved_on,
                until: until.unwrap_or(m.as_of),
                facts_digest: text(row, body::WAIVER_FACTS_DIGEST).map(|digest| digest.trim().to_lowercase()),
            },
            missing: lacking(m, entity, row),
        }
    })
    .collect()
}

/// The kind of an exception, for people.
fn kind_name(m: &Municipality<'_>, entity: EntityId, row: u32, word: &str) -> Text {
    let Some(fact) = m.fact(entity, row, body::WAIVER_KIND) else { return Text::same(word) };
    let name = |language| shown::value(m, fact, &Value::Text(word.to_owned()), language);
    Text::new(name(Language::Ja), name(Language::En))
}

/// What an exception must state before it covers anything: which rule and subject, of what kind, why, who approved it
/// and when, until when; and what is done instead, if it rests on that.
fn lacking(m: &Municipality<'_>, entity: EntityId, row: u32) -> Vec<Missing> {
    let get = |name: &str| {
        let field = m.vocabulary.entity(entity).find(name)?;
        Some((field, m.table(entity).column(field).get(row)))
    };
    let instead =
        |kind: &Datum| matches!(kind, Datum::Text(word) if m.symbols.text(*word) == body::WAIVER_COMPENSATING);
    let rests_on_control = get(body::WAIVER_KIND).and_then(|(_, kind)| kind).is_some_and(|kind| instead(&kind));
    let control = rests_on_control.then_some(body::WAIVER_CONTROL);
    let stated = body::WAIVER_STATES.iter().copied().chain(control).filter_map(get);
    let blank = stated.filter(|(_, datum)| matches!(datum, None | Some(Datum::None)));
    blank.map(|(field, _)| Missing::Field(Fact { entity, row, field })).collect()
}
