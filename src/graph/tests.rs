//! Small graphs against brute force; larger ones against a maximum flow written here in another way.

use super::{Graph, Group, Scene, Step, Terrain, clear};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A small graph, what its edges allow, which are certain, what would remove them, and what they weigh.
#[derive(Debug, Clone)]
struct Case {
    nodes: u32,
    ends: Vec<(u32, u32)>,
    steps: Vec<Step>,
    groups: Vec<Vec<Group>>,
    weights: Vec<Option<u32>>,
    sources: Vec<u32>,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![1 => Just(Step::Blocked), 5 => Just(Step::Passes), 2 => Just(Step::Arrives)]
}

fn case(nodes: u32, edges: std::ops::Range<usize>) -> impl Strategy<Value = Case> {
    let group = prop::collection::vec(0u32..5, 1..3).prop_map(|mut group| {
        group.sort_unstable();
        group.dedup();
        group
    });
    let edge = (
        (0..nodes, 0..nodes),
        step(),
        prop::collection::vec(group, 0..3),
        prop_oneof![1 => Just(None), 6 => (1u32..4).prop_map(Some)],
    );
    (prop::collection::vec(edge, edges), prop::collection::btree_set(0..nodes, 1..3)).prop_map(
        move |(edges, sources)| {
            let mut case = Case {
                nodes,
                ends: Vec::new(),
                steps: Vec::new(),
                groups: Vec::new(),
                weights: Vec::new(),
                sources: sources.into_iter().collect(),
            };
            for (ends, step, groups, weight) in edges {
                case.ends.push(ends);
                case.steps.push(step);
                case.groups.push(groups);
                case.weights.push(weight);
            }
            case
        },
    )
}

/// Whether an arrival is reached over the edges that are there, by trying until nothing changes.
fn reached(case: &Case, there: impl Fn(usize) -> bool) -> bool {
    let mut at: BTreeSet<u32> = case.sources.iter().copied().collect();
    loop {
        let mut more = at.clone();
        for (edge, (from, to)) in case.ends.iter().enumerate() {
            if at.contains(from) && there(edge) {
                match case.steps[edge] {
                    Step::Arrives => return true,
                    Step::Passes => drop(more.insert(*to)),
                    Step::Blocked => {}
                }
            }
        }
        if more == at {
            return false;
        }
        at = more;
    }
}

fn is_certain(case: &Case, edge: u32) -> bool {
    case.groups[edge as usize].is_empty()
}

/// All ways that visit no node twice, by recursion.
fn ways(case: &Case, at: u32, seen: &BTreeSet<u32>, way: &mut Vec<u32>, out: &mut Vec<Vec<u32>>) {
    for (edge, (from, to)) in case.ends.iter().enumerate() {
        if *from != at || !is_certain(case, edge as u32) {
            continue;
        }
        way.push(edge as u32);
        match case.steps[edge] {
            Step::Arrives => out.push(way.clone()),
            Step::Passes if !seen.contains(to) => {
                let seen: BTreeSet<u32> = seen.iter().copied().chain([*to]).collect();
                ways(case, *to, &seen, way, out);
            }
            _ => {}
        }
        way.pop();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn small_graphs_agree_with_brute_force(case in case(6, 0..13)) {
        let graph = Graph::new(case.nodes, case.ends.clone());
        let terrain = Terrain { graph: &graph, sources: case.sources.clone(), steps: case.steps.clone() };
        let certain = |edge: u32| is_certain(&case, edge);

        // Certain and possible reachability, the latter as: is there a completion with a way?
        let all = case.ends.len();
        let possible = (0u32..1 << all).any(|kept| {
            reached(&case, |edge| is_certain(&case, edge as u32) || kept >> edge & 1 == 1)
        });
        prop_assert_eq!(terrain.shortest(certain).is_some(), reached(&case, |edge| is_certain(&case, edge as u32)));
        prop_assert_eq!(terrain.shortest(|_| true).is_some(), possible);
        let every = (0u32..1 << all).all(|kept| {
            reached(&case, |edge| is_certain(&case, edge as u32) || kept >> edge & 1 == 1)
        });
        prop_assert_eq!(terrain.shortest(certain).is_some(), every);

        // Ways.
        let mut expected = Vec::new();
        for source in &case.sources {
            ways(&case, *source, &case.sources.iter().copied().collect(), &mut Vec::new(), &mut expected);
        }
        let mut found = terrain.paths(certain, 10_000, 1_000_000);
        prop_assert!(!found.bounded);
        expected.sort();
        found.ways.sort();
        prop_assert_eq!(&found.ways, &expected);
        if let Some(shortest) = terrain.shortest(certain) {
            prop_assert_eq!(Some(shortest.len()), expected.iter().map(Vec::len).min());
        }

        // The lightest cut, over all subsets of removable edges.
        let weight = |edge: usize| case.weights[edge].filter(|_| is_certain(&case, edge as u32));
        let mut lightest: Option<u64> = None;
        for removed in 0u32..1 << all {
            let gone: Vec<usize> = (0..all).filter(|edge| removed >> edge & 1 == 1).collect();
            let sum: Option<u64> = gone.iter().map(|edge| weight(*edge).map(u64::from)).sum();
            let Some(sum) = sum.filter(|sum| lightest.is_none_or(|best| *sum < best)) else { continue };
            if !reached(&case, |edge| is_certain(&case, edge as u32) && removed >> edge & 1 == 0) {
                lightest = Some(sum);
            }
        }
        let cut = terrain.cut(certain, |edge| case.weights[edge as usize]);
        prop_assert_eq!(cut.as_ref().map(|cut| cut.weight), lightest);
        if let Some(cut) = cut {
            let sum: u64 = cut.edges.iter().map(|edge| u64::from(case.weights[*edge as usize].unwrap())).sum();
            prop_assert_eq!(sum, cut.weight);
            prop_assert!(!reached(&case, |e| is_certain(&case, e as u32) && !cut.edges.contains(&(e as u32))));
        }

        // The fewest questions, over all subsets of the five.
        let mut fewest: Option<u32> = None;
        for asked in 0u32..32 {
            let removed = |edge: usize| case.groups[edge].iter().any(|group| group.iter().all(|q| asked >> q & 1 == 1));
            if !reached(&case, |edge| !removed(edge)) && fewest.is_none_or(|best| asked.count_ones() < best) {
                fewest = Some(asked.count_ones());
            }
        }
        let scene = Scene { terrain: terrain.clone(), groups: case.groups.clone() };
        let clearance = clear(&[scene], |_| 1);
        prop_assert_eq!(clearance.as_ref().map(|c| c.items.len() as u32), fewest);
        prop_assert!(clearance.is_none_or(|clearance| clearance.lightest));
    }

    #[test]
    fn the_lightest_items_clear_all_scenes_as_brute_force_has_it(
        cases in prop::collection::vec(case(5, 0..10), 1..4),
        weights in prop::collection::vec(1u32..5, 5),
    ) {
        let graphs: Vec<Graph> = cases.iter().map(|case| Graph::new(case.nodes, case.ends.clone())).collect();
        let scene = |(case, graph)| {
            let case: &Case = case;
            let terrain = Terrain { graph, sources: case.sources.clone(), steps: case.steps.clone() };
            Scene { terrain, groups: case.groups.clone() }
        };
        let scenes: Vec<Scene<'_>> = cases.iter().zip(&graphs).map(scene).collect();
        let sum = |items: &[u32]| items.iter().map(|item| weights[*item as usize]).sum::<u32>();
        let clears = |items: &[u32]| {
            let gone = |group: &Group| group.iter().all(|item| items.contains(item));
            cases.iter().all(|case| !reached(case, |edge| !case.groups[edge].iter().any(gone)))
        };
        let subsets = (0u32..32).map(|bits| (0..5).filter(|item| bits >> item & 1 == 1).collect::<Vec<u32>>());
        let lightest = subsets.filter(|items| clears(items)).map(|items| sum(&items)).min();
        let found = clear(&scenes, |item| weights[item as usize]);
        prop_assert_eq!(found.as_ref().map(|found| sum(&found.items)), lightest);
        prop_assert!(found.is_none_or(|found| found.lightest && clears(&found.items)));
    }

    #[test]
    fn larger_cuts_agree_with_an_independent_maximum_flow(case in case(40, 100..300)) {
        let graph = Graph::new(case.nodes, case.ends.clone());
        let terrain = Terrain { graph: &graph, sources: case.sources.clone(), steps: case.steps.clone() };
        let cut = terrain.cut(|_| true, |edge| case.weights[edge as usize]);
        prop_assert_eq!(cut.map(|cut| cut.weight), maximum_flow(&case));
    }
}

/// Augments one unit after another along any way, on a matrix of capacities; `None` if there is no bound.
fn maximum_flow(case: &Case) -> Option<u64> {
    const MANY: i64 = 1_000_000;
    let size = case.nodes as usize + 2;
    let (source, sink) = (size - 2, size - 1);
    let mut room = vec![vec![0i64; size]; size];
    for (edge, (from, to)) in case.ends.iter().enumerate() {
        let weight = case.weights[edge].map_or(MANY, i64::from);
        match case.steps[edge] {
            Step::Blocked => {}
            Step::Passes => room[*from as usize][*to as usize] += weight,
            Step::Arrives => room[*from as usize][sink] += weight,
        }
    }
    case.sources.iter().for_each(|node| room[source][*node as usize] = MANY * 1000);
    let mut flow = 0;
    loop {
        let mut by = vec![usize::MAX; size];
        let mut stack = vec![source];
        while let Some(node) = stack.pop() {
            for next in 0..size {
                if room[node][next] > 0 && by[next] == usize::MAX && next != source {
                    by[next] = node;
                    stack.push(next);
                }
            }
        }
        if by[sink] == usize::MAX {
            return Some(flow as u64);
        }
        let mut least = i64::MAX;
        let mut node = sink;
        while node != source {
            least = least.min(room[by[node]][node]);
            node = by[node];
        }
        node = sink;
        while node != source {
            room[by[node]][node] -= least;
            room[node][by[node]] += least;
            node = by[node];
        }
        flow += least;
        if flow >= MANY {
            return None;
        }
    }
}

#[test]
fn rings_are_found_in_order() {
    let edges = [(0, 1), (1, 0), (2, 2), (3, 4)];
    assert_eq!(super::rings(5, edges), [vec![0, 1], vec![2]]);
}

#[test]
fn a_bound_is_said() {
    let ends: Vec<(u32, u32)> = (0..6).map(|_| (0, 1)).collect();
    let graph = Graph::new(2, ends);
    let terrain = Terrain { graph: &graph, sources: vec![0], steps: vec![Step::Arrives; 6] };
    let few = terrain.paths(|_| true, 4, 100);
    assert_eq!((few.ways.len(), few.bounded), (4, true));
    let all = terrain.paths(|_| true, 6, 100);
    assert_eq!((all.ways.len(), all.bounded), (6, false));
}
