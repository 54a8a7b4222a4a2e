//! Nodes that reach themselves. The only place that knows crate `petgraph`.

use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// Groups of nodes that reach each other, or one node that reaches itself by an edge of its own; each group and the
/// list of groups in order of number.
pub fn rings(nodes: u32, edges: impl IntoIterator<Item = (u32, u32)>) -> Vec<Vec<u32>> {
    let mut graph: DiGraph<u32, ()> = DiGraph::new();
    (0..nodes).for_each(|node| {
        graph.add_node(node);
    });
    for (from, to) in edges {
        graph.add_edge(NodeIndex::new(from as usize), NodeIndex::new(to as usize), ());
    }
    let is_ring = |nodes: &Vec<NodeIndex>| nodes.len() > 1 || graph.contains_edge(nodes[0], nodes[0]);
    let components = tarjan_scc(&graph).into_iter().filter(is_ring);
    let mut rings: Vec<Vec<u32>> = components.map(|nodes| nodes.iter().map(|n| graph[*n]).collect()).collect();
    rings.iter_mut().for_each(|ring| ring.sort_unstable());
    rings.sort();
    rings
}
