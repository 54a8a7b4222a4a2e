//! Cycles among the units, and the links that the order cuts: each needs an interim link between old and new system.

use super::day::Day;
use super::forecast::Outcome;
use super::jobs::Plan;
use super::model::{Basis, Edge, Live, Setting, Strength};
use crate::graph::components;

/// A link of which one side goes live without the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// The link.
    pub edge: Edge,
    /// Why it is cut.
    pub why: Why,
    /// The day on which the first side goes live, at best.
    pub from: Option<Day>,
    /// The day on which the second side does, at best.
    pub until: Option<Day>,
    /// Facts, not assumptions, date both sides.
    pub certain: bool,
}

/// Why a link is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It runs against the order that resolves a cycle.
    Cycle,
    /// Its two sides go live on different days.
    Split,
}

impl Why {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        ["cycle", "split"][self as usize]
    }
}

/// Units that reach each other, over links of any kind.
pub(super) fn cycles(setting: &Setting) -> Vec<Vec<usize>> {
    let edges: Vec<(usize, usize)> = setting.edges.iter().map(|edge| (edge.provider, edge.consumer)).collect();
    let mut cycles: Vec<Vec<usize>> =
        components(setting.units.len(), &edges).into_iter().filter(|group| group.len() > 1).collect();
    cycles.sort();
    cycles
}

/// All links that are cut, in order of the units. Whether one is of which a side cannot be told is not known: it is none
/// of them.
pub(super) fn cuts(setting: &Setting, plan: &Plan, outcomes: &[Outcome], cycles: &[Vec<usize>]) -> Vec<Cut> {
    let mut cycle_of: Vec<Option<usize>> = vec![None; setting.units.len()];
    for (cycle, members) in cycles.iter().enumerate() {
        members.iter().for_each(|unit| cycle_of[*unit] = Some(cycle));
    }
    let cut = |edge: &Edge| {
        let (provider, consumer) = (edge.provider, edge.consumer);
        let together = plan.job_of[provider].is_some() && plan.job_of[provider] == plan.job_of[consumer];
        let apart = setting.units[provider].is_function != setting.units[consumer].is_function;
        if together || apart || [provider, consumer].iter().any(|unit| setting.units[*unit].is_untold()) {
            return None;
        }
        let in_cycle = cycle_of[provider].is_some() && cycle_of[provider] == cycle_of[consumer];
        let (before, after) = (moment(setting, outcomes, provider), moment(setting, outcomes, consumer));
        let why = match edge.kind {
            _ if in_cycle && after < before => Why::Cycle,
            Strength::Link if before.0 != after.0 => Why::Split,
            _ => return None,
        };
        let days = [before.0, after.0];
        let (from, until) = (days.iter().flatten().min().copied(), days.iter().flatten().max().copied());
        let certain = [provider, consumer].into_iter().all(|unit| certain(setting, outcomes, unit));
        Some(Cut { edge: *edge, why, from, until: until.filter(|_| days.iter().all(Option::is_some)), certain })
    };
    let mut found: Vec<Cut> = setting.edges.iter().filter_map(cut).collect();
    found.sort_by_key(|cut| (cut.edge.provider, cut.edge.consumer, cut.why));
    found
}

/// When a unit goes live: the day, then the wave.
fn moment(setting: &Setting, outcomes: &[Outcome], unit: usize) -> (Option<Day>, usize) {
    let known = match setting.units[unit].live {
        // Some day before the facts; earlier than everything that is still open.
        Live::Yes(None) => Some(Day::MIN / 4),
        Live::Yes(since) => since,
        Live::Complete => Some(setting.base),
        _ => outcomes[unit].best,
    };
    (known, outcomes[unit].wave.unwrap_or(0))
}

/// A fact tells the day on which a unit goes live.
fn certain(setting: &Setting, outcomes: &[Outcome], unit: usize) -> bool {
    let outcome = &outcomes[unit];
    let told = matches!(setting.units[unit].basis, Basis::Live | Basis::Estimate | Basis::Plan);
    told && !outcome.assumed && outcome.best.is_some() && outcome.best == outcome.worst
}
