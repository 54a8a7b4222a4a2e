//! Evidence: what a recorder has kept, as the rest of the program sees it.
//!
//! A computed fact is shown together with the facts it was computed from, and a computed fact that is missing is
//! replaced by what is missing behind it: nobody can be asked for the result of a formula.

use crate::inventory::{Fact, Missing, Municipality, Provenance};
use std::collections::BTreeSet;

/// Facts, each once and in order; with those behind computed ones, if they `decided`.
pub(super) fn facts(m: &Municipality<'_>, mut facts: Vec<Fact>, decided: bool) -> Vec<Fact> {
    facts.sort_unstable();
    facts.dedup();
    if !decided {
        return facts;
    }
    let mut expanded = BTreeSet::new();
    let mut next = 0;
    while let Some(fact) = facts.get(next).copied() {
        next += 1;
        if let Some(provenance) = provenance(m, fact)
            && expanded.insert(fact)
        {
            facts.extend_from_slice(&provenance.facts);
        }
    }
    facts.sort_unstable();
    facts.dedup();
    // What a count over a large table rests on is kept for as long as the count.
    facts.shrink_to_fit();
    facts
}

/// What is missing, with what is missing behind computed facts in their place, each once and in order.
pub(super) fn missing(m: &Municipality<'_>, missing: Vec<Missing>) -> Vec<Missing> {
    let mut seen = BTreeSet::new();
    let mut all = BTreeSet::new();
    let mut next = missing;
    while let Some(one) = next.pop() {
        if !seen.insert(one) {
            continue;
        }
        let behind = match one {
            Missing::Field(fact) => provenance(m, fact),
            Missing::Table(_) | Missing::Reverse { .. } => None,
        };
        match behind.filter(|provenance| !provenance.missing.is_empty()) {
            Some(provenance) => next.extend_from_slice(&provenance.missing),
            None => drop(all.insert(one)),
        }
    }
    all.into_iter().collect()
}

fn provenance<'m>(m: &'m Municipality<'_>, fact: Fact) -> Option<&'m Provenance> {
    m.table(fact.entity).provenance.get(&(fact.row, fact.field))
}
