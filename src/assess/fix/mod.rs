//! Fixes: the smallest sets of changes, to facts that a body can decide, after which a rule no longer fails for a
//! subject, while no other rule begins to fail.
//!
//! Only fields that the vocabulary marks `change = true` are touched: controls, states, approvals, configuration and the
//! dates of planned work. What merely describes (who lives there, what happened) is never proposed, nothing is declared
//! to be none, and no day in the past is planned. Every fix was replayed from the beginning: what it promises is what
//! `check` says once it is written down.

mod search;
mod values;

use super::assessment::Verdict;
use super::replay::Replay;
use crate::diagnostic::Sources;
use crate::inventory::{Fact, Inventory, RawValue, Value};
use crate::language::Text;
use search::{Found, Search};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Fixes shown.
const SHOWN: usize = 3;
/// Sets shown after which the result is not known.
const SHOWN_EASED: usize = 2;

/// What can be decided about a fail.
#[derive(Debug, Clone)]
pub struct Fixes {
    /// The smallest fixes; the one with the best consequences first.
    pub fixes: Vec<Fix>,
    /// Number of further fixes as small.
    pub more: usize,
    /// Smaller sets after which it does not fail, but facts are missing to say that it passes.
    pub eased: Vec<Fix>,
    /// Titles of rules that begin to fail under changes which would otherwise be fixes.
    pub blocked_by: Vec<Text>,
    /// Inventories tried.
    pub tried: usize,
    /// Changes in one fix at most.
    pub most: usize,
    /// How far the search reached.
    pub reach: Reach,
}

/// How far a search for fixes reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// All changes that could matter were tried: there is no smaller fix, and none if none was found.
    Whole,
    /// Of facts with very many values only those near the ones written in rules and facts were tried.
    Near,
    /// It was cut short after so many trials, or at the number of changes in one fix.
    Cut,
}

/// One set of changes.
#[derive(Debug, Clone)]
pub struct Fix {
    /// The changes.
    pub steps: Vec<Step>,
    /// What becomes of the result: it passes, the rule no longer applies, or (of [`Fixes::eased`]) it is not known.
    pub becomes: Verdict,
    /// Other fails that end: rule title and number of results.
    pub ends: Vec<(Text, usize)>,
    /// Results that are not known afterwards: rule title and number of results.
    pub opens: Vec<(Text, usize)>,
}

/// One change.
#[derive(Debug, Clone)]
pub struct Step {
    /// `system/juki.segment`.
    pub path: String,
    /// What the field and the record are called.
    pub label: Text,
    /// The value as it is; `None` for a list, of which only the difference is told.
    pub before: Option<Text>,
    /// The values that would do, each with how it is written.
    pub after: Vec<(Text, RawValue)>,
    /// The field as files call it.
    pub field: String,
    /// Where the value stands now.
    pub place: Option<String>,
}

/// The smallest fixes of a fail; `None` for anything else. Tells how many of the inventories that may be tried were.
pub fn fixes(
    replay: &Replay<'_>,
    inventory: &Inventory,
    sources: &Sources,
    progress: &dyn Fn(usize, usize),
) -> Option<Fixes> {
    let mut search = Search::new(replay, inventory, progress)?;
    let found = search.run();
    let mut fixes = search.ranked(found, sources);
    let eased = search.eased();
    let mut eased = search.ranked(eased, sources);
    eased.retain(|one| fixes.first().is_none_or(|fix| one.steps.len() < fix.steps.len()));
    eased.truncate(SHOWN_EASED);
    search.end();
    let more = fixes.len().saturating_sub(SHOWN);
    fixes.truncate(SHOWN);
    Some(Fixes {
        fixes,
        more,
        eased,
        blocked_by: search.blocked_by(),
        tried: search.tried(),
        most: search::MOST_CHANGES,
        reach: search.reach(),
    })
}

impl Search<'_> {
    /// What was found in words, the lightest and then the one with the best consequences first; several values of one fact are one fix.
    fn ranked(&self, found: Vec<Found>, sources: &Sources) -> Vec<Fix> {
        let mut sets: BTreeMap<Vec<Fact>, (u32, usize, Fix)> = BTreeMap::new();
        for (order, one) in found.into_iter().enumerate() {
            let facts: Vec<Fact> = one.changes.iter().map(|change| change.fact).collect();
            let weight = one.changes.iter().map(|change| change.weight).sum();
            match sets.get_mut(&facts) {
                Some((_, _, fix)) => {
                    // Of numbers and days the nearest is enough.
                    if let ([step], [change]) = (fix.steps.as_mut_slice(), one.changes.as_slice())
                        && !change.ordered
                    {
                        step.after.push((change.shown.clone(), change.value.clone()));
                    }
                }
                None => drop(sets.insert(facts, (weight, order, self.told(&one, sources)))),
            }
        }
        let mut all: Vec<(u32, usize, Fix)> = sets.into_values().collect();
        let number = |told: &[(Text, usize)]| told.iter().map(|(_, results)| results).sum::<usize>();
        all.sort_by_key(|(weight, order, fix)| (*weight, Reverse(number(&fix.ends)), number(&fix.opens), *order));
        all.into_iter().map(|(_, _, fix)| fix).collect()
    }

    fn told(&self, found: &Found, sources: &Sources) -> Fix {
        let m = self.facts();
        let step = |change: &search::Change| {
            let fact = change.fact;
            let shown = super::shown::facts(m, sources, &[fact]);
            let field = m.vocabulary.field(fact.entity, fact.field);
            let (label, before, place) = match shown.into_iter().next() {
                Some(shown) => {
                    let list = matches!(shown.value, Some(Value::List(_)));
                    (shown.label, (!list).then_some(shown.shown), shown.place)
                }
                None => (field.label.clone(), None, None),
            };
            Step {
                path: m.path(fact),
                label,
                before,
                after: vec![(change.shown.clone(), change.value.clone())],
                field: field.id.clone(),
                place,
            }
        };
        Fix {
            steps: found.changes.iter().map(step).collect(),
            becomes: found.becomes,
            ends: self.titled(&found.ends),
            opens: self.titled(&found.opens),
        }
    }
}
