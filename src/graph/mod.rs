//! Graphs of numbered nodes and directed edges, and the questions asked of them: what is reached, by which ways, what
//! must be cut, what must be asked, which nodes reach themselves.
//!
//! Nothing here knows what a node stands for. Whoever asks says where the ways begin and what each edge allows
//! ([`Terrain`]); answers are lists of edges, always the same for the same numbers.

mod clearing;
mod components;
mod cut;
mod paths;
mod reach;
mod rings;

pub use clearing::{Clearance, Group, Scene, clear, fewest};
pub use components::components;
pub use cut::Cut;
pub use paths::Paths;
pub use rings::rings;

/// Nodes `0..nodes` and edges, by number.
#[derive(Debug, Clone)]
pub struct Graph {
    ends: Vec<(u32, u32)>,
    leaving: Index,
    entering: Index,
}

/// Edge numbers by node, end to end.
#[derive(Debug, Clone)]
struct Index {
    starts: Vec<u32>,
    edges: Vec<u32>,
}

/// What an edge allows whoever comes along it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It cannot be taken.
    Blocked,
    /// It leads on.
    Passes,
    /// It arrives: a way ends with it.
    Arrives,
}

/// A graph seen by one kind of traveller: where its ways begin, and what each edge allows.
#[derive(Debug, Clone)]
pub struct Terrain<'g> {
    /// The graph.
    pub graph: &'g Graph,
    /// Where ways begin; a way never comes back here.
    pub sources: Vec<u32>,
    /// What each edge allows.
    pub steps: Vec<Step>,
}

impl Graph {
    /// A graph with those edges, each from one node to another.
    pub fn new(nodes: u32, ends: Vec<(u32, u32)>) -> Self {
        let leaving = Index::of(nodes, ends.iter().map(|(from, _)| *from));
        let entering = Index::of(nodes, ends.iter().map(|(_, to)| *to));
        Self { ends, leaving, entering }
    }

    /// Number of nodes.
    pub fn nodes(&self) -> usize {
        self.leaving.starts.len() - 1
    }

    /// Number of edges.
    pub fn edges(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Where an edge begins.
    pub fn tail(&self, edge: u32) -> u32 {
        self.ends[edge as usize].0
    }

    /// Where an edge ends.
    pub fn head(&self, edge: u32) -> u32 {
        self.ends[edge as usize].1
    }

    /// The edges that begin in a node.
    pub fn leaving(&self, node: u32) -> &[u32] {
        self.leaving.of_node(node)
    }

    /// The edges that end in a node.
    pub fn entering(&self, node: u32) -> &[u32] {
        self.entering.of_node(node)
    }
}

impl Index {
    fn of(nodes: u32, keys: impl Iterator<Item = u32> + Clone) -> Self {
        let mut starts = vec![0u32; nodes as usize + 1];
        keys.clone().for_each(|key| starts[key as usize + 1] += 1);
        (1..starts.len()).for_each(|node| starts[node] += starts[node - 1]);
        let mut next = starts.clone();
        let mut edges = vec![0; starts[nodes as usize] as usize];
        for (edge, key) in keys.enumerate() {
            let slot = &mut next[key as usize];
            edges[*slot as usize] = edge as u32;
            *slot += 1;
        }
        Self { starts, edges }
    }

    fn of_node(&self, node: u32) -> &[u32] {
        let node = node as usize;
        &self.edges[self.starts[node] as usize..self.starts[node + 1] as usize]
    }
}

impl Terrain<'_> {
    fn step(&self, edge: u32) -> Step {
        self.steps[edge as usize]
    }

    /// For each node, whether a way begins there.
    fn is_source(&self) -> Vec<bool> {
        let mut is_source = vec![false; self.graph.nodes()];
        self.sources.iter().for_each(|node| is_source[*node as usize] = true);
        is_source
    }
}

#[cfg(test)]
mod tests;
