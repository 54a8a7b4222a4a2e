//! Two rules about the same records that say the same, or that cannot both be met.

use super::search::search;
use super::{Findings, Lint};
use crate::diagnostic::Level;
use crate::evaluate::{Decision, decide};
use crate::expression::Condition;
use crate::pack::{Pack, Rule};
use crate::text;
use std::ops::ControlFlow;

pub(super) fn look(pack: &Pack, findings: &mut Findings) {
    for (index, one) in pack.rules.iter().enumerate() {
        for other in &pack.rules[index + 1..] {
            if one.subject == other.subject && overlap(one, other) && shares(&one.require, &other.require) {
                compare(pack, one, other, findings);
            }
        }
    }
}

fn overlap(one: &Rule, other: &Rule) -> bool {
    one.until.is_none_or(|until| other.from <= until) && other.until.is_none_or(|until| one.from <= until)
}

/// Both read a field in common.
fn shares(one: &Condition, other: &Condition) -> bool {
    one.reads().fields.intersection(&other.reads().fields).next().is_some()
}

fn compare(pack: &Pack, one: &Rule, other: &Rule, findings: &mut Findings) {
    if plain(Some(&one.require)) == plain(Some(&other.require))
        && plain(one.when.as_ref()) == plain(other.when.as_ref())
    {
        return same(one, other, findings);
    }
    let (mut both_pass, mut both_apply, mut differ) = (false, false, false);
    let extent = search(pack, &[one, other], |m, row| {
        let said = (decide(one, m, row), decide(other, m, row));
        let applies = |decision| matches!(decision, Decision::Pass | Decision::Fail);
        differ |= said.0 != said.1;
        both_apply |= applies(said.0) && applies(said.1);
        both_pass |= said == (Decision::Pass, Decision::Pass);
        if both_pass && differ { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    if both_apply && !differ && extent.whole {
        same(one, other, findings);
    }
    if both_apply && !both_pass {
        contradiction(one, other, extent.whole, findings);
    }
}

/// A condition as written, without blanks.
fn plain(condition: Option<&Condition>) -> String {
    condition.map(|condition| condition.source().split_whitespace().collect()).unwrap_or_default()
}

fn same(one: &Rule, other: &Rule, findings: &mut Findings) {
    let (a, b) = (&one.id, &other.id);
    let pair = format!("{a} {b}");
    let message = text!(ja: "規則 `{b}` は `{a}` と同じことを言う", en: "rule `{b}` says the same as `{a}`");
    let label = text!(ja: "もう一つはここ", en: "the other one is here");
    findings
        .add(Lint::Duplicate, &pair, (Level::Error, other.require_at), message)
        .related
        .push((one.require_at, label));
}

fn contradiction(one: &Rule, other: &Rule, certain: bool, findings: &mut Findings) {
    let (a, b) = (&one.id, &other.id);
    let (level, message) = match certain {
        true => (
            Level::Error,
            text!(ja: "規則 `{b}` と `{a}` は同時に充足できない", en: "rules `{b}` and `{a}` can never both be met"),
        ),
        false => (
            Level::Warning,
            text!(
                ja: "規則 `{b}` と `{a}` を同時に充足できる場合が見つからない（未決）",
                en: "no case was found in which rules `{b}` and `{a}` are both met (undecided)"
            ),
        ),
    };
    let label = text!(ja: "もう一つはここ", en: "the other one is here");
    findings
        .add(Lint::Contradiction, &format!("{a} {b}"), (level, other.require_at), message)
        .related
        .push((one.require_at, label));
}
