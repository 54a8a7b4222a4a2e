//! Turns: verdicts that the passing of days alone makes worse, while facts and law stay as they are.
//!
//! The first and the last day are judged; where they differ, the days between are halved until each turn has its day.
//! A verdict that turns and turns back in between is not looked for.

use super::{Entry, Reason, Subject};
use crate::assess::assessment::{Judged, Verdict};
use crate::pack::Rule;
use jiff::ToSpan;
use jiff::civil::Date;

/// A verdict that gets worse.
pub(super) struct Turn {
    /// The first day of the worse verdict.
    pub day: Date,
    /// How it is worse.
    pub reason: Reason,
    /// The worse result.
    pub judged: Judged,
}

impl Turn {
    /// What the agenda says of it.
    pub(super) fn entry(self, rule: &Rule) -> Entry {
        let Judged { subject, subject_name, department, department_name, .. } = self.judged;
        Entry {
            day: self.day,
            reason: self.reason,
            key: rule.id.clone(),
            label: rule.title.clone(),
            department: department.zip(department_name),
            subjects: vec![Subject::new(subject, subject_name)],
        }
    }
}

/// What turns from the first day, whose results are known, to the last; `judge` gives the results of a day.
pub(super) fn turns<E>(
    (first, before): (Date, &[Judged]),
    last: Date,
    mut judge: impl FnMut(Date) -> Result<Vec<Judged>, E>,
) -> Result<Vec<Turn>, E> {
    let after = judge(last)?;
    let mut found = Vec::new();
    halve(&mut judge, (first, before), (last, &after), &mut found)?;
    Ok(found)
}

/// Finds the day of each turn between two days.
fn halve<E>(
    judge: &mut impl FnMut(Date) -> Result<Vec<Judged>, E>,
    (first, before): (Date, &[Judged]),
    (last, after): (Date, &[Judged]),
    found: &mut Vec<Turn>,
) -> Result<(), E> {
    let turned: Vec<(Reason, &Judged)> = worse(before, after);
    let days = (last - first).get_days();
    if turned.is_empty() || days < 1 {
        return Ok(());
    }
    if days == 1 {
        found.extend(turned.into_iter().map(|(reason, judged)| Turn { day: last, reason, judged: judged.clone() }));
        return Ok(());
    }
    let Ok(middle) = first.checked_add((days / 2).days()) else { return Ok(()) };
    let between = judge(middle)?;
    halve(judge, (first, before), (middle, &between), found)?;
    halve(judge, (middle, &between), (last, after), found)
}

/// The results that are worse later than before.
fn worse<'j>(before: &[Judged], after: &'j [Judged]) -> Vec<(Reason, &'j Judged)> {
    let turn = |judged: &'j Judged| {
        let at = before.binary_search_by(|other| (other.rule, &other.subject).cmp(&(judged.rule, &judged.subject)));
        let was = at.ok().map(|at| before[at].verdict);
        let reason = match (was, judged.verdict) {
            (Some(Verdict::Fail), _) => return None,
            (_, Verdict::Fail) => Reason::Fails,
            (Some(Verdict::Pass | Verdict::Waived), Verdict::Unknown) => Reason::Stale,
            _ => return None,
        };
        Some((reason, judged))
    };
    after.iter().filter_map(turn).collect()
}
