//! All ways that visit no node twice, up to a bound.

use super::{Step, Terrain};

/// Ways as lists of edges, and whether there may be more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paths {
    /// The ways, shorter ones not necessarily first.
    pub ways: Vec<Vec<u32>>,
    /// The bound was hit: there may be more ways than these.
    pub bounded: bool,
}

impl Terrain<'_> {
    /// Up to `most` distinct ways over usable edges, looking at no more than `work` edges.
    pub fn paths(&self, usable: impl Fn(u32) -> bool, most: usize, work: usize) -> Paths {
        let mut search = Search {
            terrain: self,
            leads: self.leading(&usable),
            on_way: self.is_source(),
            way: Vec::new(),
            found: Paths { ways: Vec::new(), bounded: false },
            most,
            work,
        };
        for source in &self.sources {
            search.from(*source, &usable);
        }
        search.found
    }

    /// For each node, whether an arrival can be reached from it at all.
    fn leading(&self, usable: &impl Fn(u32) -> bool) -> Vec<bool> {
        let mut leads = vec![false; self.graph.nodes()];
        let mut open = Vec::new();
        for edge in 0..self.graph.edges() {
            let tail = self.graph.tail(edge) as usize;
            if self.step(edge) == Step::Arrives && usable(edge) && !leads[tail] {
                leads[tail] = true;
                open.push(tail as u32);
            }
        }
        while let Some(node) = open.pop() {
            for edge in self.graph.entering(node) {
                let tail = self.graph.tail(*edge) as usize;
                if self.step(*edge) == Step::Passes && usable(*edge) && !leads[tail] {
                    leads[tail] = true;
                    open.push(tail as u32);
                }
            }
        }
        leads
    }
}

struct Search<'t, 'g> {
    terrain: &'t Terrain<'g>,
    leads: Vec<bool>,
    on_way: Vec<bool>,
    way: Vec<u32>,
    found: Paths,
    most: usize,
    work: usize,
}

impl Search<'_, '_> {
    /// Walks on from a source, depth first, without recursion: one position in the list of edges per node on the way.
    fn from(&mut self, source: u32, usable: &impl Fn(u32) -> bool) {
        let mut stack = vec![(source, 0usize)];
        while let Some((node, next)) = stack.last_mut() {
            let Some(edge) = self.terrain.graph.leaving(*node).get(*next).copied() else {
                let node = *node;
                stack.pop();
                if self.way.pop().is_some() {
                    self.on_way[node as usize] = false;
                }
                continue;
            };
            *next += 1;
            if self.work == 0 || self.found.ways.len() == self.most {
                self.found.bounded = true;
                self.way.clear();
                return;
            }
            self.work -= 1;
            let head = self.terrain.graph.head(edge);
            match self.terrain.step(edge) {
                Step::Arrives if usable(edge) => {
                    let way = self.way.iter().copied().chain([edge]).collect();
                    self.found.ways.push(way);
                }
                Step::Passes if self.leads[head as usize] && !self.on_way[head as usize] && usable(edge) => {
                    self.on_way[head as usize] = true;
                    self.way.push(edge);
                    stack.push((head, 0));
                }
                _ => {}
            }
        }
    }
}
