//! Worth: which questions come first.
//!
//! A question about a fact counts the gravity of what its answer alone settles, in full. "Is this list complete?" counts
//! the gravest rule over the list, once and at half: only "yes" settles it, and "no" brings further questions. What is
//! worth as much comes in the order of how much waits for it, facts before lists. Of questions that ask the same of many
//! records for the sake of the same rule, the first of each comes before the second of any, so that a round looks at
//! everything that is grave.

use super::Waiting;
use crate::assess::assessment::Question;
use crate::inventory::Missing;
use crate::pack::Severity;
use crate::vocabulary::{EntityId, FieldId, ReverseId};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a question is worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Worth {
    missing: Missing,
    /// Gravity of the results about records that the answer settles by itself.
    settles: u64,
    /// Gravity of the gravest rule over the list that the answer completes.
    completes: u64,
    /// Gravity of all results that wait for it.
    pub(super) waits: u64,
    /// Position of the gravest rule that waits for it.
    rule: usize,
}

/// What is asked, whatever the record, and of a fact for which rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Field(EntityId, FieldId, usize),
    Table(EntityId),
    List(EntityId, ReverseId),
}

/// Each step of gravity counts double.
fn gravity(severity: Severity) -> u64 {
    match severity {
        Severity::Critical => 8,
        Severity::High => 4,
        Severity::Medium => 2,
        Severity::Low => 1,
    }
}

/// What each question is worth, by its position.
pub(super) fn worth(waiting: &[Waiting<'_>]) -> BTreeMap<usize, Worth> {
    let mut all: BTreeMap<usize, Worth> = BTreeMap::new();
    for result in waiting {
        let gravity = gravity(result.rule.severity);
        for (position, missing) in &result.missing {
            let worth = all.entry(*position).or_insert(Worth {
                missing: *missing,
                settles: 0,
                completes: 0,
                waits: 0,
                rule: result.summary,
            });
            worth.waits += gravity;
            worth.rule = worth.rule.min(result.summary);
            match (result.row, result.missing.len()) {
                (None, _) => worth.completes = worth.completes.max(gravity),
                (Some(_), 1) => worth.settles += gravity,
                (Some(_), _) => {}
            }
        }
    }
    all
}

impl Worth {
    /// Order among questions of different sorts; the smallest comes first.
    fn order(&self) -> (Reverse<u64>, bool, Reverse<u64>) {
        let list = !matches!(self.missing, Missing::Field(_));
        let settles = if list { self.settles.min(self.completes) } else { 2 * self.settles };
        (Reverse(settles + self.completes), list, Reverse(self.waits))
    }

    fn sort(&self) -> Sort {
        match self.missing {
            Missing::Field(fact) => Sort::Field(fact.entity, fact.field, self.rule),
            Missing::Table(entity) => Sort::Table(entity),
            Missing::Reverse { entity, reverse, .. } => Sort::List(entity, reverse),
        }
    }
}

/// The first `most` of some questions, those of one sort together.
pub(super) fn first(
    mut positions: Vec<usize>,
    worth: &BTreeMap<usize, Worth>,
    questions: &[Question],
    most: usize,
) -> Vec<usize> {
    positions.sort_by(|a, b| {
        let order = |position: &usize| (worth[position].order(), &questions[*position].path);
        order(a).cmp(&order(b))
    });
    let mut before: BTreeMap<Sort, usize> = BTreeMap::new();
    let mut turns: Vec<(usize, usize)> = Vec::new();
    for position in positions {
        let turn = before.entry(worth[&position].sort()).or_default();
        turns.push((*turn, position));
        *turn += 1;
    }
    // Stable: within a turn the order of worth stays.
    turns.sort_by_key(|(turn, _)| *turn);
    turns.truncate(most);
    let mut places: BTreeMap<Sort, usize> = BTreeMap::new();
    for (place, (_, position)) in turns.iter().enumerate() {
        places.entry(worth[position].sort()).or_insert(place);
    }
    turns.sort_by_key(|(_, position)| places[&worth[position].sort()]);
    turns.into_iter().map(|(_, position)| position).collect()
}
