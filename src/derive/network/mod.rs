//! What can get from where to where: the network as a graph, and every way through it that is not permitted.
//!
//! The nodes are segments, external parties, and the devices and lines that join segments; the edges are flows, media
//! and attachments, as stated, and what nobody stated while the lists are open. What may cross is the catalog's word.
//! The findings become records of the computed entities `passage` (every pair that matters) and `leak` (the pairs that
//! leak, or may); rules, reports and `tekigo network` read them there.

mod firewall;
mod names;
mod node;
mod passage;
mod permit;
mod policy;
mod stated;
mod survey;
mod table;
mod unstated;
mod view;
mod what_if;

use crate::graph::Graph;
use crate::inventory::{Missing, Municipality};
pub(super) use names::TABLES;
use passage::Map;
use permit::Permits;
use survey::Survey;
use unstated::Hubs;
use view::View;
pub use what_if::WhatIf;

/// Fills the tables of passages and leaks; without those entities in the vocabulary nothing is done.
pub(super) fn fill(municipality: &mut Municipality<'_>) {
    let view = View { m: municipality };
    if view.entity(names::PASSAGE).is_none() && view.entity(names::LEAK).is_none() {
        return;
    }
    let map = map(view);
    let pairs = map.pairs();
    let closings = map.closings(&pairs);
    let told = |found: &passage::Found| table::Told::of(&map, view, found, closings.get(&found.origin));
    let told = pairs.iter().map(told).collect::<Vec<_>>();
    let open = open(view);
    table::fill(municipality, told, open);
    firewall::fill(municipality);
}

/// The graph of a municipality.
fn map<'m>(view: View<'m, '_>) -> Map<'m> {
    let mut survey = Survey::of(view);
    let hubs = Hubs::add(&mut survey);
    let mut edges = stated::edges(&mut survey, &hubs);
    edges.extend(firewall::edges(&survey));
    edges.extend(unstated::edges(&survey, hubs));
    let Survey { nodes, classes, .. } = survey;
    let permits = Permits::of(view);
    let graph = Graph::new(nodes.len() as u32, edges.iter().map(|edge| (edge.from, edge.to)).collect());
    let mut questions: Vec<Missing> = edges.iter().flat_map(|edge| edge.groups.iter().flatten()).copied().collect();
    questions.extend(permits.questions(&edges, &classes));
    questions.extend(nodes.iter().filter_map(|node| match &node.relays {
        node::Relays::Open(question) => *question,
        _ => None,
    }));
    questions.sort_unstable();
    questions.dedup();
    Map { nodes, classes, edges, graph, permits, questions }
}

/// What would settle whether there are more segments than those listed, and where those without a zone lie.
fn open(view: View<'_, '_>) -> Vec<Missing> {
    let zones = view.records(names::SEGMENT).filter_map(|of| view.text(of, "zone").question());
    view.open(names::SEGMENT).iter().copied().chain(zones).collect()
}
