//! Nodes that reach themselves.

use super::components;
use std::collections::BTreeSet;

/// Groups of nodes that reach each other, or one node that reaches itself by an edge of its own; each group and the
/// list of groups in order of number.
pub fn rings(nodes: u32, edges: impl IntoIterator<Item = (u32, u32)>) -> Vec<Vec<u32>> {
    let edges: Vec<(usize, usize)> = edges.into_iter().map(|(from, to)| (from as usize, to as usize)).collect();
    let to_itself: BTreeSet<usize> = edges.iter().filter(|(from, to)| from == to).map(|(from, _)| *from).collect();
    let is_ring = |group: &Vec<usize>| group.len() > 1 || group.iter().any(|node| to_itself.contains(node));
    let groups = components(nodes as usize, &edges).into_iter().filter(is_ring);
    let mut rings: Vec<Vec<u32>> = groups.map(|group| group.into_iter().map(|node| node as u32).collect()).collect();
    rings.sort();
    rings
}
