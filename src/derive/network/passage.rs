//! What passes between two classes of nodes, and whether it leaks.
//!
//! A way leaks when the edge by which it enters the target is not permitted for traffic from its origin. It leaves its
//! origin once and enters its target once. Inside a layer there are no borders but those the catalog tells of between
//! its zones: who was let into the layer has entered it.

use super::node::{Class, ClassId, Edge, Node, Relays};
use super::permit::{Permit, Permits};
use super::view::Of;
use crate::graph::{Clearance, Cut, Graph, Group, Paths, Scene, Step, Terrain, clear};
use crate::inventory::Missing;
use std::collections::{BTreeMap, BTreeSet};

/// Distinct ways listed for one pair.
const WAYS: usize = 20;
/// Edges looked at while ways are listed.
const WORK: usize = 100_000;
/// Changes, pair by pair, from which on no lighter set for the origin as a whole is searched.
const SEARCHED: usize = 16;

/// The graph with all that is needed to judge it.
pub(super) struct Map<'m> {
    pub(super) nodes: Vec<Node>,
    pub(super) classes: Vec<Class>,
    pub(super) edges: Vec<Edge>,
    pub(super) graph: Graph,
    pub(super) permits: Permits<'m>,
    /// Everything that could be asked, in order, by number.
    pub(super) questions: Vec<Missing>,
}

/// What passes from one class to another.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) origin: ClassId,
    pub(super) target: ClassId,
    /// Flows declared straight from one to the other.
    pub(super) declared: usize,
    /// Those of them that are permitted.
    pub(super) permitted: usize,
    pub(super) leak: Option<Leak>,
}

/// A leak.
#[derive(Debug, Clone)]
pub(super) enum Leak {
    /// Over declared edges only.
    Certain {
        /// A shortest way.
        way: Vec<u32>,
        ways: Paths,
        /// The lightest set of edges to close; none if there is none that may be closed.
        cut: Option<Cut>,
    },
    /// It needs an edge nobody stated, or a missing fact.
    Possible {
        /// A shortest way.
        way: Vec<u32>,
        /// The fewest questions that would clear it; none if no answer would.
        clearance: Option<Clearance>,
    },
}

/// What is seen of the edges from one class on the way to another.
struct Sight<'g> {
    /// With the answers that would bar each edge.
    scene: Scene<'g>,
    /// By edge.
    certain: Vec<bool>,
}

impl Map<'_> {
    /// All pairs of classes of which one at least is protected, in order of their classes.
    pub(super) fn pairs(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for origin in 0..self.classes.len() {
            for target in 0..self.classes.len() {
                if self.matters(origin, target) {
                    found.push(self.pair(origin, target));
                }
            }
        }
        found
    }

    /// For each origin that leaks for certain, the lightest set of records whose change ends all of its certain leaks,
    /// wherever they lead; none if there is none that may be changed. One record may be behind many edges.
    pub(super) fn closings(&self, found: &[Found]) -> BTreeMap<ClassId, Option<Vec<Of>>> {
        let mut leaking: BTreeMap<ClassId, Vec<(ClassId, Option<&Cut>)>> = BTreeMap::new();
        for found in found {
            if let Some(Leak::Certain { cut, .. }) = &found.leak {
                leaking.entry(found.origin).or_default().push((found.target, cut.as_ref()));
            }
        }
        leaking.into_iter().map(|(origin, targets)| (origin, self.closing(origin, &targets))).collect()
    }

    fn closing(&self, origin: ClassId, targets: &[(ClassId, Option<&Cut>)]) -> Option<Vec<Of>> {
        let mut one_by_one: BTreeSet<Of> = BTreeSet::new();
        for (_, cut) in targets {
            one_by_one.extend((*cut)?.edges.iter().filter_map(|edge| self.edges[*edge as usize].stated));
        }
        // One change is the least there can be, and of very many nobody asks for the very least.
        if one_by_one.len() == 1 || one_by_one.len() > SEARCHED {
            return Some(one_by_one.into_iter().collect());
        }
        let records: Vec<Of> =
            self.edges.iter().filter_map(|edge| edge.stated).collect::<BTreeSet<_>>().into_iter().collect();
        let number = |of: Of| records.binary_search(&of).ok().map(|number| number as u32);
        let mut weights: Vec<Option<u32>> = vec![Some(0); records.len()];
        for (edge, number) in (0u32..).zip(&self.edges).filter_map(|(edge, about)| Some((edge, number(about.stated?)?)))
        {
            let heavier = weights[number as usize].zip(self.weight(edge)).map(|(known, more)| known.max(more));
            weights[number as usize] = heavier;
        }
        let closes = |edge: &Edge| {
            let number = edge.stated.and_then(number)?;
            weights[number as usize].map(|_| vec![number])
        };
        let scene = |target: ClassId| {
            let sight = self.sight(origin, target);
            let mut scene = sight.scene;
            let open = sight.certain.iter().map(|certain| !certain);
            let barred = scene.terrain.steps.iter_mut().zip(open).filter(|(_, open)| *open);
            barred.for_each(|(step, _)| *step = Step::Blocked);
            scene.groups = self.edges.iter().map(|edge| closes(edge).into_iter().collect()).collect();
            scene
        };
        let scenes: Vec<Scene<'_>> = targets.iter().map(|(target, _)| scene(*target)).collect();
        let clearance = clear(&scenes, |item| weights[item as usize].unwrap_or(u32::MAX))?;
        Some(clearance.items.into_iter().filter_map(|item| records.get(item as usize).copied()).collect())
    }

    /// Whether it is judged what passes between two classes.
    fn matters(&self, origin: ClassId, target: ClassId) -> bool {
        origin != target && (self.classes[origin].protected || self.classes[target].protected)
    }

    fn pair(&self, origin: ClassId, target: ClassId) -> Found {
        let Sight { scene, certain } = self.sight(origin, target);
        let certain = |edge: u32| certain[edge as usize];
        let leak = match scene.terrain.shortest(certain) {
            Some(way) => Some(Leak::Certain {
                way,
                ways: scene.terrain.paths(certain, WAYS, WORK),
                cut: scene.terrain.cut(certain, |edge| self.weight(edge)),
            }),
            None => scene
                .terrain
                .shortest(|_| true)
                .map(|way| Leak::Possible { way, clearance: clear(std::slice::from_ref(&scene), |_| 1) }),
        };
        let (declared, permitted) = self.straight(origin, target);
        Found { origin, target, declared, permitted, leak }
    }

    /// What each edge allows traffic from `origin` on its way to `target`.
    fn sight(&self, origin: ClassId, target: ClassId) -> Sight<'_> {
        let sources = self.classes[origin].members.clone();
        let terrain = Terrain { graph: &self.graph, sources, steps: Vec::with_capacity(self.edges.len()) };
        let mut scene = Scene { terrain, groups: Vec::with_capacity(self.edges.len()) };
        let mut certain = Vec::with_capacity(self.edges.len());
        for edge in &self.edges {
            let (step, sure, more) = self.step(origin, target, edge);
            let groups = match step {
                Step::Blocked => Vec::new(),
                _ => edge.groups.iter().chain(&more).map(|group| self.numbers(group)).collect(),
            };
            scene.terrain.steps.push(step);
            certain.push(sure && edge.is_declared());
            scene.groups.push(groups);
        }
        Sight { scene, certain }
    }

    fn numbers(&self, group: &[Missing]) -> Group {
        let mut numbers: Group =
            group.iter().filter_map(|question| self.questions.binary_search(question).ok()).map(|n| n as u32).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// What an edge allows, whether that is certain, and which answers would bar it.
    fn step(&self, origin: ClassId, target: ClassId, edge: &Edge) -> (Step, bool, Vec<Vec<Missing>>) {
        let (tail, head) = (&self.nodes[edge.from as usize], &self.nodes[edge.to as usize]);
        let (from, to) = (&self.classes[origin], &self.classes[target]);
        const BLOCKED: (Step, bool, Vec<Vec<Missing>>) = (Step::Blocked, true, Vec::new());
        match head.class {
            Some(class) if class == target => {
                if to.layer.is_some() && tail.layer == to.layer && from.layer != to.layer {
                    return BLOCKED;
                }
                match self.permits.judge(from, to, edge, tail.zone) {
                    Permit::Yes => BLOCKED,
                    Permit::No => (Step::Arrives, true, Vec::new()),
                    Permit::Open(groups) => (Step::Arrives, false, groups),
                }
            }
            Some(class) if class == origin => BLOCKED,
            Some(class) if from.layer.is_some() && self.classes[class].layer == from.layer => BLOCKED,
            _ => match &head.relays {
                Relays::Yes => (Step::Passes, true, Vec::new()),
                Relays::No => BLOCKED,
                Relays::Open(question) => {
                    (Step::Passes, false, question.iter().map(|question| vec![*question]).collect())
                }
            },
        }
    }

    /// Flows declared straight between two classes, and how many of them are permitted.
    fn straight(&self, origin: ClassId, target: ClassId) -> (usize, usize) {
        let mut counts = (0, 0);
        for member in &self.classes[origin].members {
            for number in self.graph.leaving(*member) {
                let edge = &self.edges[*number as usize];
                let arrives = self.nodes[edge.to as usize].class == Some(target);
                if arrives && edge.stated.is_some() && edge.is_declared() {
                    let zone = self.nodes[edge.from as usize].zone;
                    let permit = self.permits.judge(&self.classes[origin], &self.classes[target], edge, zone);
                    counts.0 += 1;
                    counts.1 += usize::from(permit == Permit::Yes);
                }
            }
        }
        counts
    }

    /// What closing an edge weighs: more if it is permitted by itself, for then somebody needs it.
    fn weight(&self, number: u32) -> Option<u32> {
        let edge = &self.edges[number as usize];
        let (now, in_use) = edge.weight?;
        let (tail, head) = (&self.nodes[edge.from as usize], &self.nodes[edge.to as usize]);
        let needed = match (tail.class, head.class) {
            (Some(from), Some(to)) => {
                from == to || self.permits.judge(&self.classes[from], &self.classes[to], edge, tail.zone) == Permit::Yes
            }
            _ => false,
        };
        Some(if needed { in_use } else { now })
    }
}
