//! Groups of nodes that reach each other, in an order in which no group comes before what it needs. The only place that
//! knows crate `petgraph`.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::DiGraph;

/// The strongly connected components of a graph, each in order of number; an edge between two of them leads from an
/// earlier to a later one. Edges to nodes that do not exist are left out.
pub fn components(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(nodes, edges.len());
    let indices: Vec<_> = (0..nodes).map(|_| graph.add_node(())).collect();
    for (from, to) in edges {
        if let (Some(from), Some(to)) = (indices.get(*from), indices.get(*to)) {
            graph.add_edge(*from, *to, ());
        }
    }
    // Kosaraju's algorithm needs no recursion, so a long chain cannot exhaust the stack; it gives the last group first.
    let mut groups: Vec<Vec<usize>> =
        kosaraju_scc(&graph).into_iter().map(|group| group.into_iter().map(|node| node.index()).collect()).collect();
    groups.reverse();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

#[cfg(test)]
mod tests {
    use super::components;
    use proptest::prelude::*;

    #[test]
    fn a_ring_is_one_group_and_what_follows_it_comes_later() {
        assert_eq!(components(4, &[(0, 1), (1, 2), (2, 1), (2, 3)]), [vec![0], vec![1, 2], vec![3]]);
    }

    #[test]
    fn a_long_chain_does_not_exhaust_the_stack() {
        let edges: Vec<_> = (1..200_000).map(|node| (node - 1, node)).collect();
        assert_eq!(components(200_000, &edges).len(), 200_000);
    }

    /// Who reaches whom, by trying every way.
    fn reach(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<bool>> {
        let mut reach = vec![vec![false; nodes]; nodes];
        for (node, row) in reach.iter_mut().enumerate() {
            row[node] = true;
        }
        for (from, to) in edges {
            reach[*from][*to] = true;
        }
        for via in 0..nodes {
            for from in 0..nodes {
                for to in 0..nodes {
                    reach[from][to] |= reach[from][via] && reach[via][to];
                }
            }
        }
        reach
    }

    proptest! {
        #[test]
        fn groups_are_those_that_reach_each_other(
            (nodes, edges) in (1usize..10).prop_flat_map(|n| (Just(n), prop::collection::vec((0..n, 0..n), 0..25)))
        ) {
            let reach = reach(nodes, &edges);
            let groups = components(nodes, &edges);
            let place = |node: usize| groups.iter().position(|group| group.contains(&node)).unwrap();
            prop_assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), nodes);
            for (a, b) in (0..nodes).flat_map(|a| (0..nodes).map(move |b| (a, b))) {
                prop_assert_eq!(place(a) == place(b), reach[a][b] && reach[b][a]);
                prop_assert!(!reach[a][b] || place(a) <= place(b));
            }
        }
    }
}
