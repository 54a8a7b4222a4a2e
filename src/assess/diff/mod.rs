//! What changed between two assessments of one body, result by result, and why.
//!
//! A result is known by its rule and its subject; every result of either side is in exactly one place: among the
//! changes, among those that stay as they are, or among those that were and are in order. Why a verdict changed is found
//! by judging again with a part of what changed only (`cause`), and each change names the facts or the law that did it
//! (`grounds`).

mod cause;
mod grounds;
mod kind;

use super::Judgement;
use super::assessment::{Assessment, BodyIdentity, Judged, Ledger, PackIdentity, RuleSummary, Verdict};
use super::states::settle;
use super::verdict;
use crate::language::Text;
use crate::pack::Pack;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

pub use cause::{Cause, Causes, Verdicts};
pub use grounds::Moved;
pub use kind::Kind;

/// Rule and subject: what a result is known by.
pub type Key = (String, String);

/// Two assessments of one body compared.
#[derive(Debug, Clone)]
pub struct Diff {
    /// Version of tekigo.
    pub tool: String,
    /// The earlier side.
    pub old: Standing,
    /// The later side.
    pub new: Standing,
    /// Whether causes could be told apart.
    pub split: Split,
    /// All rules that are named below, by position. Order: severity, id.
    pub rules: Vec<RuleSummary>,
    /// What changed. Order: kind, severity, rule, subject.
    pub changes: Vec<Change>,
    /// Results that are not in order, with the verdict they had. Order: verdict, severity, rule, subject.
    pub still: Vec<Still>,
    /// Results that are in order and no change.
    pub settled: Settled,
}

/// Numbers of results that are in order, on either side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settled {
    /// In order before and now.
    pub kept: usize,
    /// In order now, and not judged before.
    pub new: usize,
    /// In order before, and not judged now.
    pub gone: usize,
}

/// One of the two sides.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The body.
    pub body: BodyIdentity,
    /// The pack it was judged by.
    pub pack: PackIdentity,
    /// The day of the law.
    pub as_of: Date,
    /// The day of the facts.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// Its verdicts.
    pub ledger: Ledger,
}

/// Whether causes could be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Split {
    /// Yes.
    Whole,
    /// Not where one side's facts cannot be read with the other side's pack or law.
    Partly,
    /// No: a saved assessment holds verdicts, nothing that could be judged again.
    Saved,
}

/// A result whose verdict changed, or whose exception was weakened.
#[derive(Debug, Clone)]
pub struct Change {
    /// What became of it.
    pub kind: Kind,
    /// Position in [`Diff::rules`].
    pub rule: usize,
    /// `system/juki`.
    pub subject: String,
    /// What a reader calls it.
    pub name: Text,
    /// The verdict before; `None` if there was none.
    pub before: Option<Verdict>,
    /// The verdict now; `None` if there is none.
    pub after: Option<Verdict>,
    /// What is wrong, or what was wrong if nothing is.
    pub message: Option<Text>,
    /// What did it; empty if that could not be told.
    pub causes: BTreeSet<Cause>,
    /// The facts that changed with it.
    pub facts: Vec<Moved>,
    /// The law, the edition or the day that did it, in words.
    pub grounds: Vec<(Cause, Text)>,
    /// Where it is to be mended, as far as that is known: places of the new side, else of the old.
    pub places: Vec<String>,
}

/// A result that is not in order, as before.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Still {
    /// The verdict.
    pub verdict: Verdict,
    /// Position in [`Diff::rules`].
    pub rule: usize,
    /// `system/juki`.
    pub subject: String,
}

/// The verdicts of a judgement, exceptions applied.
pub fn verdicts(pack: &Pack, judgement: &mut Judgement<'_>) -> Verdicts {
    let exceptions = settle(pack, judgement);
    let mut verdicts = Verdicts::new();
    for (index, outcomes) in &judgement.outcomes {
        let rule = &pack.rules[*index];
        for outcome in outcomes {
            let key = (rule.id.clone(), outcome.subject_in(&judgement.municipality, rule));
            let waived = exceptions.of(*index, outcome.subject).is_some();
            verdicts.insert(key, verdict(outcome.decision, waived));
        }
    }
    verdicts
}

/// One side as it is compared: results by rule and subject.
struct Side<'a> {
    assessment: &'a Assessment,
    results: BTreeMap<(&'a str, &'a str), &'a Judged>,
    rules: BTreeMap<&'a str, &'a RuleSummary>,
}

impl<'a> Side<'a> {
    fn of(assessment: &'a Assessment) -> Self {
        let key = |judged: &'a Judged| (assessment.rules[judged.rule].id.as_str(), judged.subject.as_str());
        Self {
            assessment,
            results: assessment.results.iter().map(|judged| (key(judged), judged)).collect(),
            rules: assessment.rules.iter().map(|rule| (rule.id.as_str(), rule)).collect(),
        }
    }
}

/// A result before and after.
type Pair<'a> = (Option<&'a Judged>, Option<&'a Judged>);

/// A result that is a change.
struct Found<'a> {
    kind: Kind,
    /// Position of its rule in the comparison.
    rule: usize,
    /// Id of its rule.
    id: &'a str,
    subject: &'a str,
    pair: Pair<'a>,
}

/// Compares two assessments. `causes` tells why verdicts changed, if the two sides can be judged again.
pub fn diff(old: &Assessment, new: &Assessment, causes: Option<&mut Causes<'_>>) -> Diff {
    let (before, after) = (Side::of(old), Side::of(new));
    let rules = rules(&before, &after);
    let (found, still, settled) = sorted(&before, &after, &rules);
    let verdict = |one: &Found<'_>| one.pair.1.map(|judged| judged.verdict);
    let wanted = found.iter().map(|one| ((one.id.to_owned(), one.subject.to_owned()), verdict(one)));
    let (told, split) = match causes {
        Some(causes) => causes.of(wanted.collect()),
        None => (vec![BTreeSet::new(); found.len()], Split::Saved),
    };
    let changes = found.iter().zip(told).map(|(one, causes)| change(&before, &after, one, causes)).collect();
    let tool = env!("CARGO_PKG_VERSION").to_owned();
    Diff { tool, old: standing(old), new: standing(new), split, changes, still, settled, rules }
}

/// Puts every result of either side in its place.
fn sorted<'a>(before: &Side<'a>, after: &Side<'a>, rules: &[RuleSummary]) -> (Vec<Found<'a>>, Vec<Still>, Settled) {
    let position: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(at, rule)| (rule.id.as_str(), at)).collect();
    let keys: BTreeSet<(&str, &str)> = before.results.keys().chain(after.results.keys()).copied().collect();
    let (mut found, mut still, mut settled) = (Vec::new(), Vec::new(), Settled::default());
    for (id, subject) in keys {
        let (rule, key) = (position[id], (id, subject));
        let pair = (before.results.get(&key).copied(), after.results.get(&key).copied());
        let kind = match Kind::of(pair.0, pair.1) {
            Some(Kind::Gone) if answered(after, id, pair.0) => Some(Kind::KnownInOrder),
            kind => kind,
        };
        match (kind, pair) {
            (Some(kind), _) => found.push(Found { kind, rule, id, subject, pair }),
            (None, (_, Some(judged))) if !kind::in_order(judged.verdict) => {
                still.push(Still { verdict: judged.verdict, rule, subject: subject.to_owned() });
            }
            (None, (Some(_), Some(_))) => settled.kept += 1,
            (None, (None, _)) => settled.new += 1,
            (None, (_, None)) => settled.gone += 1,
        }
    }
    found.sort_by_key(|one| (one.kind, one.rule, one.subject));
    still.sort();
    (found, still, settled)
}

/// Whether a list that was asked for (`flow/*`) is asked for no more because it is known to be complete: its rule is still
/// in force.
fn answered(after: &Side<'_>, rule: &str, was: Option<&Judged>) -> bool {
    let day = after.assessment.as_of;
    let in_force =
        |rule: &&RuleSummary| rule.from.is_none_or(|from| from <= day) && rule.until.is_none_or(|until| day <= until);
    let asked = was.is_some_and(|was| was.verdict == Verdict::Unknown && was.subject.ends_with("/*"));
    asked && after.rules.get(rule).is_some_and(in_force)
}

/// A change with all that is told of it.
fn change(before: &Side<'_>, after: &Side<'_>, found: &Found<'_>, causes: BTreeSet<Cause>) -> Change {
    let (was, is) = found.pair;
    let facts = grounds::moved(before, after, found.pair);
    let message = |judged: Option<&Judged>| judged.and_then(|judged| judged.message.clone());
    Change {
        kind: found.kind,
        rule: found.rule,
        subject: found.subject.to_owned(),
        name: is.or(was).map(|judged| judged.subject_name.clone()).unwrap_or_default(),
        before: was.map(|judged| judged.verdict),
        after: is.map(|judged| judged.verdict),
        message: message(is).or_else(|| message(was)),
        grounds: grounds::grounds(before, after, found.id, found.pair, &causes),
        places: match is {
            Some(_) => grounds::places(after, is, &facts),
            None => grounds::places(before, was, &facts),
        },
        causes,
        facts,
    }
}

/// The rules of both sides, each as the new one has it if it does.
fn rules(old: &Side<'_>, new: &Side<'_>) -> Vec<RuleSummary> {
    let gone = old.rules.iter().filter(|(id, _)| !new.rules.contains_key(*id));
    let mut rules: Vec<RuleSummary> = new.rules.iter().chain(gone).map(|(_, rule)| (*rule).clone()).collect();
    rules.sort_by(|a, b| (a.severity, &a.id).cmp(&(b.severity, &b.id)));
    rules
}

fn standing(assessment: &Assessment) -> Standing {
    Standing {
        body: assessment.body.clone(),
        pack: assessment.pack.clone(),
        as_of: assessment.as_of,
        facts_as_of: assessment.facts_as_of,
        inventory_sha256: assessment.inventory_sha256.clone(),
        ledger: assessment.ledger,
    }
}
