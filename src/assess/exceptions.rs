//! Exceptions (例外措置): which results they cover, and which of them have lapsed or are not needed.
//!
//! An exception covers one rule on one subject, from its approval to its last day inclusive, and no longer than the
//! pack's maximum term. What became of each is a fact of its own (`waiver.state`), so that rules can judge it.

use super::Judgement;
use super::assessment::WaiverSummary;
use crate::evaluate::{Decision, Evidence, Subject, evaluate};
use crate::inventory::{Datum, Fact, Missing, Municipality, Provenance};
use crate::pack::Pack;
use crate::vocabulary::body;
use crate::vocabulary::{EntityId, FieldId};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days before its last day from which an exception counts as expiring.
const EXPIRING_DAYS: i64 = 60;

/// The exceptions in force, by rule (position in the pack) and subject.
pub(super) struct Exceptions {
    covered: BTreeMap<(usize, Subject), WaiverSummary>,
}

/// An exception as stated.
struct Stated {
    row: u32,
    rule: Option<usize>,
    subject: String,
    reason: String,
    approved_on: Option<Date>,
    until: Option<Date>,
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
        for stated in stated(pack, &judgement.municipality, entity) {
            let (word, target) = fate(pack, judgement, &stated);
            if let (Some(target), Some(until)) = (target, stated.until) {
                let summary = WaiverSummary {
                    id: judgement.municipality.id(entity, stated.row).to_owned(),
                    reason: stated.reason,
                    until,
                };
                covered.insert(target, summary);
            }
            let symbol = word.map(|word| judgement.municipality.symbols.intern(word));
            let table = &mut judgement.municipality.tables[entity.0 as usize];
            match symbol {
                Some(symbol) => table.column_mut(state).put(stated.row, Datum::Text(symbol)),
                None => {
                    let provenance = Provenance { facts: Vec::new(), missing: stated.missing };
                    table.provenance.insert((stated.row, state), provenance);
                }
            }
        }
        for (index, outcomes) in &mut judgement.outcomes {
            if pack.rules[*index].subject == entity {
                *outcomes = evaluate(&pack.rules[*index], &judgement.municipality, Evidence::All);
            }
        }
        Self { covered }
    }

    /// The exception that covers a result.
    pub(super) fn of(&self, rule: usize, subject: Subject) -> Option<WaiverSummary> {
        self.covered.get(&(rule, subject)).cloned()
    }
}

/// What became of an exception, and the result it covers; no state where facts about it are missing.
fn fate(pack: &Pack, judgement: &Judgement<'_>, stated: &Stated) -> (Option<&'static str>, Option<(usize, Subject)>) {
    let m = &judgement.municipality;
    let (Some(rule), Some(until)) = (stated.rule, stated.until) else { return (None, None) };
    if !stated.missing.is_empty() {
        return (None, None);
    }
    if until < m.as_of {
        return (Some("expired"), None);
    }
    let name = |subject: Subject| match subject {
        Subject::Row(row) => m.subject(pack.rules[rule].subject, row),
        Subject::List => format!("{}/*", m.vocabulary.entity(pack.rules[rule].subject).id),
    };
    let outcomes = judgement.outcomes.iter().find(|(index, _)| *index == rule);
    let outcome = outcomes.and_then(|(_, all)| all.iter().find(|o| name(o.subject) == stated.subject));
    let Some(outcome) = outcome else {
        let word = if outcomes.is_some() { "subject_gone" } else { "unneeded" };
        return (Some(word), None);
    };
    if matches!(outcome.decision, Decision::Pass | Decision::NotApplicable) {
        return (Some("unneeded"), None);
    }
    let Some(approved_on) = stated.approved_on else { return (None, None) };
    if approved_on > m.as_of {
        return (Some("pending"), None);
    }
    let left = i64::from((until - m.as_of).get_days());
    let word = if left <= EXPIRING_DAYS { "expiring" } else { "in_force" };
    (Some(word), Some((rule, outcome.subject)))
}

fn stated(pack: &Pack, m: &Municipality<'_>, entity: EntityId) -> Vec<Stated> {
    let field = |name: &str| m.vocabulary.entity(entity).find(name);
    let (rule, subject) = (field(body::WAIVER_RULE), field(body::WAIVER_SUBJECT));
    let (reason, approved, until) =
        (field(body::WAIVER_REASON), field(body::WAIVER_APPROVED_ON), field(body::WAIVER_UNTIL));
    let text = |row: u32, field: Option<FieldId>| match m.table(entity).column(field?).get(row) {
        Some(Datum::Text(symbol)) => Some(m.symbols.text(symbol).to_owned()),
        _ => None,
    };
    let date = |row: u32, field: Option<FieldId>| match m.table(entity).column(field?).get(row) {
        Some(Datum::Date(date)) => Some(date),
        _ => None,
    };
    let rows = 0..m.table(entity).len();
    rows.map(|row| Stated {
        row,
        rule: text(row, rule).and_then(|id| pack.rules.iter().position(|rule| rule.id == id)),
        subject: text(row, subject).unwrap_or_default(),
        reason: text(row, reason).unwrap_or_default(),
        approved_on: date(row, approved),
        until: date(row, until),
        missing: lacking(m, entity, row),
    })
    .collect()
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
