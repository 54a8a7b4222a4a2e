//! Replays: what rules say of an inventory in which something is different, worked out from the beginning.
//!
//! Nothing is patched into tables: the inventory goes through `link`, `derive` and `evaluate` again, so that references,
//! counts, ways and plans follow, and what a replay says is what `check` would say.

use crate::derive::{all, by_rules, derive};
use crate::evaluate::{Decision, Evidence, Outcome, evaluate, judge};
use crate::inventory::{Inventory, Municipality};
use crate::link::link;
use crate::pack::{Pack, Rule};
use crate::vocabulary::EntityId;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One result that is judged again and again.
pub struct Replay<'a> {
    pub(super) pack: &'a Pack,
    pub(super) rule: &'a Rule,
    /// `system/juki`.
    pub(super) subject: &'a str,
    /// The day it is judged on.
    pub(super) day: Date,
    /// The entities that are read to judge it.
    pub(super) wanted: BTreeSet<EntityId>,
}

/// One inventory, judged by one rule.
pub(super) struct Scene<'p> {
    /// What the rule saw.
    pub(super) m: Municipality<'p>,
    /// What it said; `None` if there is no such subject.
    pub(super) outcome: Option<Outcome>,
}

impl Scene<'_> {
    /// What the rule said.
    pub(super) fn decision(&self) -> Option<Decision> {
        self.outcome.as_ref().map(|outcome| outcome.decision)
    }
}

/// What every rule in force says: position in the pack and subject.
pub(super) type Everything = BTreeMap<(usize, String), Outcome>;

impl<'a> Replay<'a> {
    /// The result of a rule on a subject, on a day on which the rule is in force.
    pub fn new(pack: &'a Pack, rule: &'a Rule, subject: &'a str, day: Date) -> Self {
        Self { pack, rule, subject, day, wanted: by_rules(pack, [rule]) }
    }

    /// What the rule says of that inventory; `None` if its names do not resolve any more.
    pub(super) fn judge(&self, inventory: &Inventory) -> Option<Scene<'a>> {
        let (m, _) = link(self.pack, inventory, self.day).ok()?;
        let m = derive(self.pack, m, &self.wanted);
        let id = self.subject.split_once('/').map_or(self.subject, |(_, id)| id);
        let row = m.symbols.find(id).and_then(|id| m.table(self.rule.subject).find(id));
        let outcome = row.map(|row| judge(self.rule, &m, row, Evidence::Findings));
        Some(Scene { m, outcome })
    }

    /// What all rules in force say of that inventory; `None` if its names do not resolve.
    pub(super) fn everything(&self, inventory: &Inventory) -> Option<Everything> {
        let (m, _) = link(self.pack, inventory, self.day).ok()?;
        let m = derive(self.pack, m, &all(self.pack));
        let mut everything = Everything::new();
        for (index, rule) in self.pack.rules.iter().enumerate().filter(|(_, rule)| rule.in_force(self.day)) {
            for outcome in evaluate(rule, &m, Evidence::Findings) {
                everything.insert((index, outcome.subject_in(&m, rule)), outcome);
            }
        }
        Some(everything)
    }
}
