//! The lightest set of edges whose removal leaves no way: minimum cut, by blocking flows (Dinic).

use super::{Step, Terrain};
use std::collections::VecDeque;

/// Edges to remove, and what they weigh together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The edges, in order of number.
    pub edges: Vec<u32>,
    /// Sum of their weights.
    pub weight: u64,
}

/// More than any cut can weigh.
const UNBOUNDED: u64 = u64::MAX / 4;

impl Terrain<'_> {
    /// The lightest cut over usable edges; `weight` is `None` for edges that cannot be removed. Of equally light cuts
    /// the one nearest to the sources. `None` if no set of removable edges is a cut.
    pub fn cut(&self, usable: impl Fn(u32) -> bool, weight: impl Fn(u32) -> Option<u32>) -> Option<Cut> {
        let capacity = |edge: u32| weight(edge).map_or(UNBOUNDED, u64::from);
        let mut network = Residual::new(self, usable, capacity);
        let flow = network.saturate();
        if flow >= UNBOUNDED {
            return None;
        }
        let near = network.levels();
        let mut edges: Vec<u32> = network
            .arcs
            .iter()
            .filter(|arc| near[arc.tail] != FAR && near[arc.head] == FAR)
            .filter_map(|arc| arc.edge)
            .collect();
        edges.sort_unstable();
        Some(Cut { edges, weight: flow })
    }
}

/// No level: out of reach.
const FAR: u32 = u32::MAX;

/// An arc of the residual network; arc `i ^ 1` is its reverse.
struct Arc {
    tail: usize,
    head: usize,
    room: u64,
    /// The edge it stands for; reverse arcs and those from the source stand for none.
    edge: Option<u32>,
}

struct Residual {
    arcs: Vec<Arc>,
    leaving: Vec<Vec<u32>>,
    source: usize,
    sink: usize,
}

impl Residual {
    fn new(terrain: &Terrain<'_>, usable: impl Fn(u32) -> bool, capacity: impl Fn(u32) -> u64) -> Self {
        let nodes = terrain.graph.nodes();
        let (source, sink) = (nodes, nodes + 1);
        let mut network = Self { arcs: Vec::new(), leaving: vec![Vec::new(); nodes + 2], source, sink };
        for node in &terrain.sources {
            network.add(source, *node as usize, UNBOUNDED, None);
        }
        for edge in 0..terrain.graph.edges() {
            let head = match terrain.step(edge) {
                Step::Blocked => continue,
                Step::Passes => terrain.graph.head(edge) as usize,
                Step::Arrives => sink,
            };
            if usable(edge) {
                network.add(terrain.graph.tail(edge) as usize, head, capacity(edge), Some(edge));
            }
        }
        network
    }

    fn add(&mut self, tail: usize, head: usize, room: u64, edge: Option<u32>) {
        let number = self.arcs.len() as u32;
        self.arcs.push(Arc { tail, head, room, edge });
        self.arcs.push(Arc { tail: head, head: tail, room: 0, edge: None });
        self.leaving[tail].push(number);
        self.leaving[head].push(number + 1);
    }

    /// Pushes as much as will go; stops as soon as it is certain that there is no bound.
    fn saturate(&mut self) -> u64 {
        let mut flow = 0;
        loop {
            let levels = self.levels();
            if levels[self.sink] == FAR || flow >= UNBOUNDED {
                return flow;
            }
            let mut next = vec![0; self.leaving.len()];
            while let Some(pushed) = self.push(&levels, &mut next) {
                flow += pushed;
                if flow >= UNBOUNDED {
                    return flow;
                }
            }
        }
    }

    /// Distance of each node from the source over arcs with room.
    fn levels(&self) -> Vec<u32> {
        let mut levels = vec![FAR; self.leaving.len()];
        levels[self.source] = 0;
        let mut queue = VecDeque::from([self.source]);
        while let Some(node) = queue.pop_front() {
            for number in &self.leaving[node] {
                let arc = &self.arcs[*number as usize];
                if arc.room > 0 && levels[arc.head] == FAR {
                    levels[arc.head] = levels[node] + 1;
                    queue.push_back(arc.head);
                }
            }
        }
        levels
    }

    /// Pushes along one shortest way to the sink, if one is left.
    fn push(&mut self, levels: &[u32], next: &mut [usize]) -> Option<u64> {
        let mut way: Vec<u32> = Vec::new();
        let mut node = self.source;
        while node != self.sink {
            match self.leaving[node].get(next[node]) {
                Some(number) => {
                    let arc = &self.arcs[*number as usize];
                    if arc.room > 0 && levels[arc.head] == levels[node] + 1 {
                        way.push(*number);
                        node = arc.head;
                    } else {
                        next[node] += 1;
                    }
                }
                None => {
                    node = self.arcs[way.pop()? as usize].tail;
                    next[node] += 1;
                }
            }
        }
        let room = way.iter().map(|number| self.arcs[*number as usize].room).min()?;
        for number in way {
            self.arcs[number as usize].room -= room;
            self.arcs[number as usize ^ 1].room += room;
        }
        Some(room)
    }
}
