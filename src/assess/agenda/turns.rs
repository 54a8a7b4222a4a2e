//! Turns: verdicts that the passing of days alone makes worse, while facts and law stay as they are.
//!
//! The first and the last day are judged; where they differ, the days between are halved until each turn has its day.
//! A verdict that turns and turns back in between is not looked for.

use super::{Entry, Reason, Subject};
use crate::assess::assessment::{Judged, Verdict};
use crate::assess::ledger::order_of_rules;
use crate::pack::Pack;
use jiff::ToSpan;
use jiff::civil::Date;

/// What turns from the first day to the last, and how many results fail on the first; `judge` gives the results of a day.
pub(super) fn turns<E>(
    pack: &Pack,
    (first, last): (Date, Date),
    mut judge: impl FnMut(Date) -> Result<Vec<Judged>, E>,
) -> Result<(Vec<Entry>, usize), E> {
    let before = judge(first)?;
    let failing = before.iter().filter(|judged| judged.verdict == Verdict::Fail).count();
    let after = judge(last)?;
    let mut found = Vec::new();
    halve(&mut judge, (first, &before), (last, &after), &mut found)?;
    let order = order_of_rules(pack);
    let entries = found.into_iter().map(|(day, reason, judged)| {
        let rule = &pack.rules[order.index(judged.rule)];
        Entry {
            day,
            reason,
            key: rule.id.clone(),
            label: rule.title.clone(),
            department: judged.department.zip(judged.department_name),
            subjects: vec![Subject { id: judged.subject, name: judged.subject_name, perhaps: false }],
        }
    });
    Ok((entries.collect(), failing))
}

/// Finds the day of each turn between two days.
fn halve<E>(
    judge: &mut impl FnMut(Date) -> Result<Vec<Judged>, E>,
    (first, before): (Date, &[Judged]),
    (last, after): (Date, &[Judged]),
    found: &mut Vec<(Date, Reason, Judged)>,
) -> Result<(), E> {
    let turned: Vec<(Reason, &Judged)> = worse(before, after);
    let days = (last - first).get_days();
    if turned.is_empty() || days < 1 {
        return Ok(());
    }
    if days == 1 {
        found.extend(turned.into_iter().map(|(reason, judged)| (last, reason, judged.clone())));
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
