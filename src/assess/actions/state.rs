//! What became of each action, told from the verdict on its finding.
//!
//! The verdict comes first and the record second: an action recorded as done closes nothing while its finding fails or is
//! unknown, and a finding that passes is closed only when someone other than the one who did it confirmed so.

use super::names::{CONFIRMATION, DONE_BY, DUE_ON, STATE};
use super::record::{Stated, missing, stated};
use crate::assess::Judgement;
use crate::assess::states::{self, State};
use crate::evaluate::Decision;
use crate::inventory::{Known, Municipality};
use crate::pack::Pack;
use crate::vocabulary::body::{ACTION, ACTION_RULE, ACTION_SUBJECT};
use jiff::civil::Date;

/// What the first pass says of a finding.
enum Finding {
    /// It was judged.
    Judged(Decision),
    /// The rule has no such subject any more.
    Gone,
    /// The rule is not in force, or a profile leaves it out.
    NotJudged,
    /// Nothing tells: the rules of another day are being judged.
    NotKnown,
}

/// Writes the state of every action and judges the rules about actions again.
pub(in crate::assess) fn apply(pack: &Pack, judgement: &mut Judgement<'_>) {
    let vocabulary = judgement.municipality.vocabulary;
    let Some(entity) = vocabulary.find(ACTION) else { return };
    let field = |name: &str| vocabulary.entity(entity).find(name);
    let (Some(state), Some(confirmation)) = (field(STATE), field(CONFIRMATION)) else { return };
    let all = stated(&judgement.municipality);
    let mut states = Vec::new();
    for (at, action) in all.iter().enumerate() {
        let m = &judgement.municipality;
        let (word, lacking) = state_of(pack, judgement, action, taken_up(&all, at));
        states.push(State { row: action.row, field: state, word, missing: missing(m, action.row, lacking) });
        let (word, lacking) = confirmed(action, m.as_of);
        states.push(State { row: action.row, field: confirmation, word, missing: missing(m, action.row, lacking) });
    }
    states::write(pack, judgement, entity, states);
}

/// A later record is about the same finding. Records follow each other by the day of the finding, then as written.
fn taken_up(all: &[Stated], at: usize) -> bool {
    let one = &all[at];
    let same = |other: &Stated| (&other.rule, &other.subject) == (&one.rule, &one.subject);
    let later = |(position, other): (usize, &Stated)| same(other) && (other.found_on, position) > (one.found_on, at);
    all.iter().enumerate().any(later)
}

/// The state of an action, and the fields that would tell where it cannot be told.
fn state_of(
    pack: &Pack,
    judgement: &Judgement<'_>,
    action: &Stated,
    taken_up: bool,
) -> (Option<&'static str>, &'static [&'static str]) {
    let (Some(rule), Some(subject)) = (&action.rule, &action.subject) else {
        return (None, &[ACTION_RULE, ACTION_SUBJECT]);
    };
    let m = &judgement.municipality;
    let decision = match finding(pack, judgement, rule, subject) {
        Finding::Judged(decision) => decision,
        Finding::Gone => return (Some("gone"), &[]),
        Finding::NotJudged => return (Some("not_judged"), &[]),
        Finding::NotKnown => return (None, &[]),
    };
    let done = done(action, m.as_of);
    match (decision, done) {
        (Decision::Pass | Decision::NotApplicable, Some(_)) if confirmed(action, m.as_of).0 == Some("independent") => {
            (Some("closed"), &[])
        }
        (Decision::Pass | Decision::NotApplicable, _) => (Some("to_close"), &[]),
        (Decision::Fail, Some(_)) if taken_up => (Some("taken_up"), &[]),
        (Decision::Fail, Some(day)) if day > m.facts_as_of => (Some("awaiting"), &[]),
        (Decision::Fail, Some(_)) => (Some("reopened"), &[]),
        (_, Some(_)) => (Some("undetermined"), &[]),
        (decision, None) => match action.due_on {
            Some(due) if due < m.as_of => (Some("overdue"), &[]),
            None => (None, &[DUE_ON]),
            Some(_) if decision == Decision::Fail => (Some("open"), &[]),
            Some(_) => (Some("undetermined"), &[]),
        },
    }
}

/// The day on which it was done, unless that is still to come.
pub(super) fn done(action: &Stated, as_of: Date) -> Option<Date> {
    action.done_on.value().filter(|day| *day <= as_of)
}

/// Who confirmed, and the field that would tell where it cannot be told.
fn confirmed(action: &Stated, as_of: Date) -> (Option<&'static str>, &'static [&'static str]) {
    let (Some(_), Known::Value(confirmed_by)) = (done(action, as_of), &action.confirmed_by) else {
        return (Some("pending"), &[]);
    };
    match &action.done_by {
        None => (None, &[DONE_BY]),
        Some(done_by) if done_by == confirmed_by => (Some("same"), &[]),
        Some(_) => (Some("independent"), &[]),
    }
}

fn finding(pack: &Pack, judgement: &Judgement<'_>, rule: &str, subject: &str) -> Finding {
    let m: &Municipality<'_> = &judgement.municipality;
    let Some(index) = pack.rules.iter().position(|known| known.id == rule) else { return Finding::NotJudged };
    let rule = &pack.rules[index];
    if !rule.in_force(m.as_of) {
        return Finding::NotJudged;
    }
    let Some((_, outcomes)) = judgement.outcomes.iter().find(|(judged, _)| *judged == index) else {
        return Finding::NotKnown;
    };
    let outcome = outcomes.iter().find(|outcome| outcome.subject_in(m, rule) == subject);
    outcome.map_or(Finding::Gone, |outcome| Finding::Judged(outcome.decision))
}
