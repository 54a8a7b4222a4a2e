//! What ends all certain leaks from one origin, wherever they lead: the lightest set of records to change.
//!
//! One record (a firewall rule, a device in two zones) may be behind many edges and on the ways to many targets, so the
//! set is often smaller than what closes pair after pair.

use super::node::ClassId;
use super::passage::{Found, Leak, Map};
use super::view::Of;
use crate::graph::{Cut, Group, Scene, Step, Terrain, clear};
use std::collections::{BTreeMap, BTreeSet};

/// Changes, pair by pair, from which on no lighter set for the origin as a whole is searched.
const SEARCHED: usize = 16;

/// The records behind the edges, in order, with what changing each weighs.
struct Records {
    weights: Vec<(Of, Option<u32>)>,
    /// By edge: the record that takes it away, if that may be changed.
    groups: Vec<Vec<Group>>,
}

impl Map<'_> {
    /// For each origin that leaks for certain, what to change; none if there is nothing that may be changed.
    pub(super) fn closings(&self, found: &[Found]) -> BTreeMap<ClassId, Option<Vec<Of>>> {
        let mut leaking: BTreeMap<ClassId, Vec<(ClassId, Option<&Cut>)>> = BTreeMap::new();
        for found in found {
            if let Some(Leak::Certain { cut, .. }) = &found.leak {
                leaking.entry(found.origin).or_default().push((found.target, cut.as_ref()));
            }
        }
        let records = self.records();
        leaking.into_iter().map(|(origin, targets)| (origin, self.closing(&records, origin, &targets))).collect()
    }

    fn closing(&self, records: &Records, origin: ClassId, targets: &[(ClassId, Option<&Cut>)]) -> Option<Vec<Of>> {
        let mut one_by_one: BTreeSet<Of> = BTreeSet::new();
        for (_, cut) in targets {
            one_by_one.extend((*cut)?.edges.iter().filter_map(|edge| self.edges[*edge as usize].stated));
        }
        // One change is the least there can be, and of very many nobody asks for the very least.
        if one_by_one.len() == 1 || one_by_one.len() > SEARCHED {
            return Some(one_by_one.into_iter().collect());
        }
        let scene = |(target, _): &(ClassId, Option<&Cut>)| Scene {
            terrain: self.certain(origin, *target),
            groups: records.groups.clone(),
        };
        let scenes: Vec<Scene<'_>> = targets.iter().map(scene).collect();
        let record = |item: u32| records.weights.get(item as usize);
        let clearance = clear(&scenes, |item| record(item).and_then(|(_, weight)| *weight).unwrap_or(u32::MAX))?;
        Some(clearance.items.into_iter().filter_map(|item| record(item).map(|(of, _)| *of)).collect())
    }

    /// The edges that certainly lead from an origin towards a target.
    fn certain(&self, origin: ClassId, target: ClassId) -> Terrain<'_> {
        let steps = self.edges.iter().map(|edge| match self.step(origin, target, edge) {
            (step, true, _) if edge.is_declared() => step,
            _ => Step::Blocked,
        });
        Terrain { graph: &self.graph, sources: self.classes[origin].members.clone(), steps: steps.collect() }
    }

    /// A record weighs as much as the heaviest of its edges, and may be changed if all of them may be closed.
    fn records(&self) -> Records {
        let mut weights: BTreeMap<Of, Option<u32>> = BTreeMap::new();
        for (number, edge) in (0u32..).zip(&self.edges) {
            if let Some(of) = edge.stated {
                let weight = weights.entry(of).or_insert(Some(0));
                *weight = weight.zip(self.weight(number)).map(|(known, more)| known.max(more));
            }
        }
        let weights: Vec<(Of, Option<u32>)> = weights.into_iter().collect();
        let group = |of: Of| {
            let at = weights.binary_search_by_key(&of, |(of, _)| *of).ok()?;
            weights[at].1.map(|_| vec![at as u32])
        };
        let groups = self.edges.iter().map(|edge| edge.stated.and_then(group).into_iter().collect()).collect();
        Records { groups, weights }
    }
}
