//! The lightest set of items without which no way is left: answers to questions, or changes to records.
//!
//! Every edge says which groups of items would remove it. Ways are found one by one and each becomes a demand: one of the
//! groups on it must be among the items chosen. The lightest set that meets all demands so far is tried; if a way is left,
//! it becomes the next demand. When none is left the set is the lightest there is, for it is the lightest even for a part of
//! the demands. One item may remove many edges, in several scenes.

use super::Terrain;
use std::collections::BTreeSet;

/// Items that remove an edge when all of them are chosen.
pub type Group = Vec<u32>;

/// A terrain, and for each of its edges the groups that would remove it.
#[derive(Debug, Clone)]
pub struct Scene<'g> {
    /// Where the ways are.
    pub terrain: Terrain<'g>,
    /// By edge.
    pub groups: Vec<Vec<Group>>,
}

/// The items found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// The items, in order of number.
    pub items: Vec<u32>,
    /// No lighter set would do; false when the search was cut short.
    pub lightest: bool,
}

/// Ways looked at before the search settles for a set that is light enough.
const DEMANDS: usize = 200;
/// Sets tried in all before the search settles for the best so far.
const TRIALS: usize = 200_000;

/// The lightest set of items that leaves no way in any scene; `None` if there is a way that nothing removes.
pub fn clear(scenes: &[Scene<'_>], weight: impl Fn(u32) -> u32) -> Option<Clearance> {
    let mut demands: Vec<Vec<&Group>> = Vec::new();
    let mut lightest = true;
    let mut trials = TRIALS;
    let mut chosen: BTreeSet<u32> = BTreeSet::new();
    loop {
        let gone = |group: &Group| group.iter().all(|item| chosen.contains(item));
        let left = scenes.iter().find_map(|scene| {
            let there = |edge: u32| !scene.groups[edge as usize].iter().any(gone);
            Some((scene, scene.terrain.shortest(there)?))
        });
        let Some((scene, way)) = left else {
            return Some(Clearance { items: chosen.into_iter().collect(), lightest });
        };
        let mut demand: Vec<&Group> = way.iter().flat_map(|edge| &scene.groups[*edge as usize]).collect();
        demand.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        demand.dedup();
        let first = *demand.first()?;
        if demands.len() >= DEMANDS {
            lightest = false;
            chosen.extend(first);
            continue;
        }
        demands.push(demand);
        let mut search = Search { demands: &demands, weight: &weight, best: None, trials };
        search.meet(&BTreeSet::new(), 0);
        trials = search.trials;
        lightest &= trials > 0;
        chosen = search.best?.1;
    }
}

/// The fewest items among which every demand finds one of its groups whole; `None` if a demand has no group.
pub fn fewest(demands: &[Vec<&Group>]) -> Option<Clearance> {
    let mut search = Search { demands, weight: &|_| 1, best: None, trials: TRIALS };
    search.meet(&BTreeSet::new(), 0);
    Some(Clearance { lightest: search.trials > 0, items: search.best?.1.into_iter().collect() })
}

struct Search<'d, 't, W> {
    demands: &'d [Vec<&'t Group>],
    weight: &'d W,
    best: Option<(u64, BTreeSet<u32>)>,
    trials: usize,
}

impl<W: Fn(u32) -> u32> Search<'_, '_, W> {
    /// Extends a set of items in every way that meets the first demand it does not meet.
    fn meet(&mut self, chosen: &BTreeSet<u32>, weight: u64) {
        if self.best.as_ref().is_some_and(|(best, _)| weight >= *best) {
            return;
        }
        let met = |demand: &&Vec<&Group>| demand.iter().any(|group| group.iter().all(|item| chosen.contains(item)));
        let Some(demand) = self.demands.iter().find(|demand| !met(demand)) else {
            self.best = Some((weight, chosen.clone()));
            return;
        };
        for group in demand {
            if self.trials == 0 && self.best.is_some() {
                return;
            }
            self.trials = self.trials.saturating_sub(1);
            let more = group.iter().filter(|item| !chosen.contains(item));
            let weight = weight + more.map(|item| u64::from((self.weight)(*item))).sum::<u64>();
            let longer: BTreeSet<u32> = chosen.iter().chain(group.iter()).copied().collect();
            self.meet(&longer, weight);
        }
    }
}
