//! What passes between two classes of nodes, and whether it leaks.
//!
//! A way leaks when the edge by which it enters the target is not permitted for traffic from its origin. It leaves its
//! origin once and enters its target once. Inside a layer there are no borders but those the catalog tells of between
//! its zones: who was let into the layer has entered it.

use super::node::{Class, ClassId, Edge, Node, Relays};
use super::permit::{Permit, Permits};
use crate::graph::{Clearance, Cut, Graph, Group, Paths, Scene, Step, Terrain, clear};
use crate::inventory::{Fact, Missing};
use std::collections::BTreeSet;

/// Distinct ways listed for one pair.
const WAYS: usize = 20;
/// Edges looked at while ways are listed.
const WORK: usize = 100_000;

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
    pub(super) straight: Straight,
    /// Something may pass straight that nobody wrote down.
    pub(super) unlisted: bool,
    /// Whatever passes straight is permitted, by these facts.
    pub(super) always: Option<Vec<Fact>>,
    pub(super) leak: Option<Leak>,
}

/// The flows from one class straight to another.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Straight {
    /// Written down, whatever is known of them.
    pub(super) written: usize,
    /// Known to be in force.
    pub(super) declared: usize,
    /// Those of them that are permitted.
    pub(super) permitted: usize,
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
        Found {
            origin,
            target,
            straight: self.straight(origin, target),
            unlisted: self.unlisted(origin, target),
            always: self.permits.always(&self.classes[origin], &self.classes[target]),
            leak,
        }
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
    pub(super) fn step(&self, origin: ClassId, target: ClassId, edge: &Edge) -> (Step, bool, Vec<Vec<Missing>>) {
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

    /// Whether something may pass straight between two classes that nobody wrote down.
    fn unlisted(&self, origin: ClassId, target: ClassId) -> bool {
        let of = |node: u32, class: ClassId| self.nodes[node as usize].zone == self.classes[class].zone;
        self.edges.iter().any(|edge| edge.supposed && of(edge.from, origin) && of(edge.to, target))
    }

    /// The flows straight between two classes.
    fn straight(&self, origin: ClassId, target: ClassId) -> Straight {
        let (mut counts, mut written) = (Straight::default(), BTreeSet::new());
        for member in &self.classes[origin].members {
            for number in self.graph.leaving(*member) {
                let edge = &self.edges[*number as usize];
                if self.nodes[edge.to as usize].class != Some(target) {
                    continue;
                }
                written.extend(edge.stated);
                if edge.stated.is_some() && edge.is_declared() {
                    let zone = self.nodes[edge.from as usize].zone;
                    let permit = self.permits.judge(&self.classes[origin], &self.classes[target], edge, zone);
                    counts.declared += 1;
                    counts.permitted += usize::from(permit == Permit::Yes);
                }
            }
        }
        Straight { written: written.len(), ..counts }
    }

    /// What closing an edge weighs: more if it is permitted by itself, for then somebody needs it.
    pub(super) fn weight(&self, number: u32) -> Option<u32> {
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
