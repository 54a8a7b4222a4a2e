//! The fewest questions whose good answers leave no way.
//!
//! Every edge says which groups of answers would remove it. Ways are found one by one and each becomes a demand: one
//! of the groups on it must be among the questions. The fewest questions that meet all demands so far are tried; if a
//! way is left, it becomes the next demand. When none is left the set is the smallest there is, for it is the smallest
//! even for a part of the demands.

use super::Terrain;
use std::collections::BTreeSet;

/// Questions that remove an edge when all of them are answered well.
pub type Group = Vec<u32>;

/// The questions found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// The questions, in order of number.
    pub questions: Vec<u32>,
    /// No smaller set would do; false when the search was cut short.
    pub smallest: bool,
}

/// Ways looked at before the search settles for a set that is small enough.
const DEMANDS: usize = 200;
/// Sets tried before the search settles for the best so far.
const TRIALS: usize = 200_000;

impl Terrain<'_> {
    /// The fewest questions that leave no way; `None` if there is a way that no answer removes.
    pub fn questions<'t>(&self, groups: impl Fn(u32) -> &'t [Group]) -> Option<Clearance> {
        let mut demands: Vec<Vec<&'t Group>> = Vec::new();
        let mut smallest = true;
        let mut chosen: BTreeSet<u32> = BTreeSet::new();
        loop {
            let asked = |group: &Group| group.iter().all(|question| chosen.contains(question));
            let Some(way) = self.shortest(|edge| !groups(edge).iter().any(asked)) else {
                return Some(Clearance { questions: chosen.into_iter().collect(), smallest });
            };
            let mut demand: Vec<&Group> = way.iter().flat_map(|edge| groups(*edge)).collect();
            demand.sort_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
            demand.dedup();
            let first = *demand.first()?;
            if demands.len() >= DEMANDS {
                smallest = false;
                chosen.extend(first);
                continue;
            }
            demands.push(demand);
            let found = fewest(&demands)?;
            smallest &= found.smallest;
            chosen = found.questions.into_iter().collect();
        }
    }
}

/// The fewest numbers among which every demand finds one of its groups whole; `None` if a demand has no group.
pub fn fewest(demands: &[Vec<&Group>]) -> Option<Clearance> {
    let mut search = Search { demands, best: None, trials: TRIALS };
    search.meet(&BTreeSet::new());
    Some(Clearance { smallest: search.trials > 0, questions: search.best?.into_iter().collect() })
}

struct Search<'d, 't> {
    demands: &'d [Vec<&'t Group>],
    best: Option<BTreeSet<u32>>,
    trials: usize,
}

impl Search<'_, '_> {
    /// Extends a set of questions in every way that meets the first demand it does not meet.
    fn meet(&mut self, chosen: &BTreeSet<u32>) {
        if self.best.as_ref().is_some_and(|best| chosen.len() >= best.len()) {
            return;
        }
        let met = |demand: &&Vec<&Group>| demand.iter().any(|group| group.iter().all(|q| chosen.contains(q)));
        let Some(demand) = self.demands.iter().find(|demand| !met(demand)) else {
            self.best = Some(chosen.clone());
            return;
        };
        for group in demand {
            if self.trials == 0 && self.best.is_some() {
                return;
            }
            self.trials = self.trials.saturating_sub(1);
            let longer: BTreeSet<u32> = chosen.iter().chain(group.iter()).copied().collect();
            self.meet(&longer);
        }
    }
}
