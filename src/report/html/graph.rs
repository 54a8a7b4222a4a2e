//! Who needs whom, in the order of cut-over: what is live on the left, then wave by wave.

use super::drawing::{Line, Node, Run, Size, node, paths};
use super::mark;
use super::sentences;
use super::words::Words;
use crate::assess::assessment::Assessment;
use crate::assess::pictures::PlanPicture;
use crate::derive::schedule::State;
use crate::language::Language;
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};

/// Boxes that a reader can still follow.
const MOST: usize = 60;
/// Size of a box.
const BOX: Size = Size { width: 150, height: 40 };
/// Distance between boxes.
const GAP: (i64, i64) = (90, 12);
/// Times that boxes are put in the order of their neighbours.
const SWEEPS: usize = 4;

/// The dependencies.
#[derive(Template)]
#[template(path = "graph.html")]
pub(super) struct Graph {
    w: &'static Words,
    width: i64,
    height: i64,
    said: String,
    size: Size,
    lines: Vec<Line>,
    nodes: Vec<Node>,
    left_out: String,
}

impl Graph {
    /// Draws what is still to go live, with what it needs and what needs it.
    pub(super) fn of(assessment: &Assessment, language: Language) -> Option<Self> {
        let plan = assessment.pictures.plan.as_ref()?;
        let (chosen, no_room) = chosen(plan);
        let position: BTreeMap<usize, usize> = chosen.iter().copied().zip(0..).collect();
        let open = |unit: usize| plan.units[unit].wave.is_some();
        let shown = plan.edges.iter().filter(|edge| open(edge.provider) || open(edge.consumer));
        let mut kinds: BTreeMap<(usize, usize), &'static str> = BTreeMap::new();
        for edge in shown {
            let (Some(from), Some(to)) = (position.get(&edge.provider), position.get(&edge.consumer)) else { continue };
            let kind = if edge.cut {
                "cut"
            } else if edge.hard {
                "hard"
            } else {
                "link"
            };
            let known = kinds.entry((*from, *to)).or_insert(kind);
            *known = [*known, kind].into_iter().min().unwrap_or(kind);
        }
        let ends: Vec<(usize, usize)> = kinds.keys().copied().collect();
        let layers = layers(plan, &chosen, &ends);
        let mut nodes = vec![Node::default(); chosen.len()];
        for (column, layer) in layers.iter().enumerate() {
            for (row, at) in layer.iter().enumerate() {
                let place = (column as i64 * (BOX.width + GAP.0) + 4, row as i64 * (BOX.height + GAP.1) + 4);
                nodes[*at] = unit(plan, chosen[*at], place, language);
            }
        }
        let tallest = layers.iter().map(Vec::len).max().unwrap_or(0) as i64;
        let line = |((from, to), (d, _)): (&(usize, usize), (String, _))| Line {
            d,
            class: kinds[&(*from, *to)],
            title: format!("{} → {}", nodes[*from].title, nodes[*to].title),
            sign: None,
        };
        let lines: Vec<Line> = ends.iter().zip(paths(&nodes, BOX, &ends, Run::Across)).map(line).collect();
        let rest = plan.edges.len() - lines.len().min(plan.edges.len());
        Some(Self {
            w: Words::of(language),
            width: layers.len() as i64 * (BOX.width + GAP.0) - GAP.0 + 60,
            height: tallest * (BOX.height + GAP.1) + 4,
            said: sentences::graph(nodes.len(), lines.len(), rest).get(language).to_owned(),
            size: BOX,
            lines,
            nodes,
            left_out: if no_room > 0 { sentences::no_room(no_room).get(language).to_owned() } else { String::new() },
        })
    }
}

/// The units to be drawn: those still to go live and their neighbours, functions first, then those with least float;
/// and how many there was no room for.
fn chosen(plan: &PlanPicture) -> (Vec<usize>, usize) {
    let mut wanted: BTreeSet<usize> = BTreeSet::new();
    for edge in &plan.edges {
        if plan.units[edge.provider].wave.is_some() || plan.units[edge.consumer].wave.is_some() {
            wanted.extend([edge.provider, edge.consumer]);
        }
    }
    let mut order: Vec<usize> = wanted.into_iter().collect();
    order.sort_by_key(|unit| {
        let it = &plan.units[*unit];
        (!it.is_function, it.float.0.unwrap_or(i64::MAX), *unit)
    });
    let no_room = order.len().saturating_sub(MOST);
    order.truncate(MOST);
    order.sort_unstable();
    (order, no_room)
}

/// The boxes column by column, each in an order that keeps neighbours near each other.
fn layers(plan: &PlanPicture, chosen: &[usize], ends: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut columns: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (at, unit) in chosen.iter().enumerate() {
        columns.entry(plan.units[*unit].wave).or_default().push(at);
    }
    let mut layers: Vec<Vec<usize>> = columns.into_values().collect();
    let mut row = vec![0_i64; chosen.len()];
    for sweep in 0..SWEEPS {
        for layer in &layers {
            layer.iter().enumerate().for_each(|(place, at)| row[*at] = place as i64);
        }
        for layer in &mut layers {
            let middle = |at: usize| {
                let near = ends.iter().filter_map(|(from, to)| match at {
                    it if it == *from && sweep % 2 == 1 => Some(row[*to]),
                    it if it == *to && sweep % 2 == 0 => Some(row[*from]),
                    _ => None,
                });
                let near: Vec<i64> = near.collect();
                if near.is_empty() { row[at] * 16 } else { near.iter().sum::<i64>() * 16 / near.len() as i64 }
            };
            layer.sort_by_key(|at| (middle(*at), *at));
        }
    }
    layers
}

fn unit(plan: &PlanPicture, unit: usize, place: (i64, i64), language: Language) -> Node {
    let it = &plan.units[unit];
    let class = match it.state {
        _ if !it.is_function => "system",
        State::Migrated => "migrated",
        State::OnTheWay => "on_the_way",
        State::SpeciallySupported => "supported",
        State::PastTarget => "past",
        State::NotKnown => "not_known",
    };
    let sign = if it.is_function { mark::state(it.state) } else { "" };
    Node { class, sign, ..node(it.name.get(language), place, BOX, 20) }
}
