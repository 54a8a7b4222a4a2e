//! Trials: what a rule would say if a fact were this or that.
//!
//! A trial writes into its own copy of the municipality and takes back what it wrote. Computed tables stay as they are:
//! what a rule says through them does not move, which is told apart from "nothing changes".

use super::pool::{self, Pool};
use crate::evaluate::{Decision, Evidence, decide, judge};
use crate::inventory::{Datum, Fact, Missing, Municipality, Openness};
use crate::pack::{Pack, Rule};
use crate::vocabulary::EntityId;
use std::collections::BTreeMap;

/// A copy of the facts to try things on.
pub(super) struct Trial<'a, 'p> {
    pack: &'a Pack,
    m: Municipality<'p>,
    pools: BTreeMap<(String, Fact), Pool>,
}

impl<'a, 'p> Trial<'a, 'p> {
    pub(super) fn new(pack: &'a Pack, m: &Municipality<'p>) -> Self {
        Self { pack, m: m.clone(), pools: BTreeMap::new() }
    }

    /// The facts as they are.
    pub(super) fn facts(&self) -> &Municipality<'p> {
        &self.m
    }

    /// Values of a fact near which the rule can change its mind.
    pub(super) fn pool(&mut self, rule: &Rule, fact: Fact) -> Pool {
        let key = (rule.id.clone(), Fact { row: 0, ..fact });
        if let Some(pool) = self.pools.get(&key) {
            return pool.clone();
        }
        let pool = pool::of(self.pack, &mut self.m, rule, fact);
        self.pools.insert(key, pool.clone());
        pool
    }

    /// What the rule says of a row.
    pub(super) fn decide(&self, rule: &Rule, row: u32) -> Decision {
        decide(rule, &self.m, row)
    }

    /// What is missing for the rule to decide on a row.
    pub(super) fn missing(&self, rule: &Rule, row: u32) -> Vec<Missing> {
        judge(rule, &self.m, row, Evidence::Findings).missing
    }

    /// Supposes missing facts to be so, as long as `then` looks.
    pub(super) fn suppose<T>(&mut self, facts: &[(Fact, Datum)], then: impl FnOnce(&Self) -> T) -> T {
        for (fact, datum) in facts {
            self.m.tables[fact.entity.0 as usize].column_mut(fact.field).put(fact.row, datum.clone());
        }
        let seen = then(self);
        for (fact, _) in facts {
            self.m.tables[fact.entity.0 as usize].column_mut(fact.field).clear(fact.row);
        }
        seen
    }

    /// Supposes a table to lack nothing, as long as `then` looks.
    pub(super) fn suppose_complete<T>(&mut self, entity: EntityId, then: impl FnOnce(&Self) -> T) -> T {
        let table = &mut self.m.tables[entity.0 as usize];
        let before = std::mem::replace(&mut table.openness, Openness::Complete);
        let seen = then(self);
        self.m.tables[entity.0 as usize].openness = before;
        seen
    }
}
