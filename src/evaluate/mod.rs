//! Judges every subject by every rule.
//!
//! Takes a pack and a municipality whose computed tables are filled, and says for each rule and each record of its
//! subject what the facts force. It knows nothing of exceptions, ledgers or reports.

use crate::expression::{Binding, EvalError, ROWS, Tri, Verdicts};
use crate::inventory::{Fact, Missing, Municipality};
use crate::pack::Rule;
use crate::vocabulary::Kind;

/// How much of the evidence is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// For whatever is not in order: fail, unknown, error.
    Findings,
    /// For every result.
    All,
}

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A row of the subject's table.
    Row(u32),
    /// The list itself: there may be records that nobody wrote down.
    List,
}

/// What the facts force, before exceptions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// The facts force it to hold.
    Pass,
    /// The facts force it not to hold.
    Fail,
    /// Facts are missing.
    Unknown,
    /// The facts force that the rule does not apply.
    NotApplicable,
    /// It could not be computed: the pack's mistake.
    Error,
}

/// One result.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was judged.
    pub subject: Subject,
    /// The decision.
    pub decision: Decision,
    /// The facts that decided, if worked out.
    pub facts: Vec<Fact>,
    /// What is missing, if unknown.
    pub missing: Vec<Missing>,
    /// What went wrong, if it could not be computed.
    pub error: Option<EvalError>,
}

impl Outcome {
    /// The decision for a row, and nothing more.
    fn without_evidence(row: u32, decision: Decision) -> Self {
        Self { subject: Subject::Row(row), decision, facts: Vec::new(), missing: Vec::new(), error: None }
    }

    /// What was judged, as outputs call it: `system/juki`, or `system/*` for the list.
    pub fn subject_in(&self, municipality: &Municipality<'_>, rule: &Rule) -> String {
        match self.subject {
            Subject::Row(row) => municipality.subject(rule.subject, row),
            Subject::List => format!("{}/*", municipality.vocabulary.entity(rule.subject).id),
        }
    }
}

/// Judges every subject of one rule, in order of row, then the list if it is open.
pub fn evaluate(rule: &Rule, municipality: &Municipality<'_>, evidence: Evidence) -> Vec<Outcome> {
    let table = municipality.table(rule.subject);
    let mut outcomes: Vec<Outcome> = Vec::with_capacity(table.len() as usize);
    for first in (0..table.len()).step_by(ROWS) {
        let rows: Vec<u32> = (first..table.len()).take(ROWS).collect();
        let settled = if evidence == Evidence::Findings { in_order(rule, municipality, &rows) } else { None };
        let settled = settled.unwrap_or_default();
        outcomes.extend(rows.iter().enumerate().map(|(at, row)| match (settled.yes >> at & 1, settled.no >> at & 1) {
            (0, 0) => judge(rule, municipality, *row, evidence),
            (1, _) => Outcome::without_evidence(*row, Decision::Pass),
            _ => Outcome::without_evidence(*row, Decision::NotApplicable),
        }));
    }
    if open_list(rule, municipality) {
        outcomes.push(Outcome {
            subject: Subject::List,
            decision: Decision::Unknown,
            facts: Vec::new(),
            missing: municipality.open(rule.subject).to_vec(),
            error: None,
        });
    }
    outcomes
}

/// Which of at most 64 rows pass, and to which the rule does not apply, if that can be told at once.
fn in_order(rule: &Rule, municipality: &Municipality<'_>, rows: &[u32]) -> Option<Verdicts> {
    let Some(when) = &rule.when else {
        let require = rule.require.verdicts(municipality, rows)?;
        return Some(Verdicts { yes: require.yes, no: 0 });
    };
    let when = when.verdicts(municipality, rows)?;
    // Where the rule applies to no row, what it demands need not be told.
    let require = if when.yes == 0 { Verdicts::default() } else { rule.require.verdicts(municipality, rows)? };
    Some(Verdicts { yes: when.yes & require.yes, no: when.no })
}

/// Whether there may be subjects that nobody wrote down, so that the list itself is a subject.
pub fn open_list(rule: &Rule, municipality: &Municipality<'_>) -> bool {
    let entity = municipality.vocabulary.entity(rule.subject);
    !municipality.open(rule.subject).is_empty() && entity.kind != Kind::Singleton
}

/// What the facts force for one row, without the evidence.
pub fn decide(rule: &Rule, municipality: &Municipality<'_>, row: u32) -> Decision {
    decided(rule, municipality, &[Binding::Row(row)]).0
}

/// What the facts force, and whether the rule applies, so that its demand decided.
fn decided(rule: &Rule, municipality: &Municipality<'_>, bindings: &[Binding]) -> (Decision, bool) {
    match rule.when.as_ref().map_or(Tri::True, |when| when.verdict(municipality, bindings)) {
        Tri::False => (Decision::NotApplicable, false),
        Tri::Unknown => (Decision::Unknown, false),
        Tri::Error => (Decision::Error, false),
        Tri::True => match rule.require.verdict(municipality, bindings) {
            Tri::True => (Decision::Pass, true),
            Tri::False => (Decision::Fail, true),
            Tri::Unknown => (Decision::Unknown, true),
            Tri::Error => (Decision::Error, true),
        },
    }
}

/// What the facts force for one row, with the evidence.
pub fn judge(rule: &Rule, municipality: &Municipality<'_>, row: u32, evidence: Evidence) -> Outcome {
    let bindings = [Binding::Row(row)];
    let (decision, applies) = decided(rule, municipality, &bindings);
    let in_order = matches!(decision, Decision::Pass | Decision::NotApplicable);
    let mut outcome = Outcome::without_evidence(row, decision);
    if evidence == Evidence::Findings && in_order {
        return outcome;
    }
    if let (true, Some(when)) = (applies, &rule.when) {
        outcome.facts = when.explain(municipality, &bindings).facts;
    }
    if let Some(condition) = if applies { Some(&rule.require) } else { rule.when.as_ref() } {
        let explanation = condition.explain(municipality, &bindings);
        outcome.facts.extend(explanation.facts);
        outcome.missing = explanation.missing;
        outcome.error = explanation.error;
    }
    outcome.facts.sort_unstable();
    outcome.facts.dedup();
    outcome
}
