//! The edges nobody wrote down, but nobody ruled out either.
//!
//! While a list is open there may be an edge between any two segments. They are not enumerated: each pair of zones
//! has one edge between two hubs, and one question, whether everything that passes there is listed. A complete list
//! of everything that can join zones, or a default-deny point between them without a way around, rules it out too.

use super::names;
use super::node::{Edge, Means, Node, Relays, What};
use super::policy::denies_the_rest;
use super::survey::Survey;
use super::view::{Of, Told};
use crate::inventory::{Known, Missing, Symbol};
use std::collections::BTreeMap;

/// Lists that tell of everything that can join two zones.
const LISTS: [&str; 4] = [names::FLOW, names::DEVICE, names::MEDIUM, names::LINE];

/// Two nodes per zone, and two for each class of the outside (the Internet, vendors, …), that stand for any of its nodes.
pub(super) struct Hubs {
    /// Where what leaves a zone or the outside goes through.
    pub(super) leaving: Vec<u32>,
    /// Where what enters a zone comes through.
    pub(super) entering: Vec<u32>,
    zones: Vec<Option<Symbol>>,
    edges: Vec<Edge>,
}

impl Hubs {
    /// Adds the hubs of all zones that have segments, and of all classes of the outside.
    pub(super) fn add(survey: &mut Survey<'_, '_>) -> Self {
        let mut hubs = Self { leaving: Vec::new(), entering: Vec::new(), zones: Vec::new(), edges: Vec::new() };
        let zones: Vec<usize> = (0..survey.classes.len()).filter(|id| survey.classes[*id].zone.is_some()).collect();
        for id in zones {
            let class = survey.classes[id].clone();
            hubs.pair(survey, Some(id), class.zone, class.layer, &class.members);
        }
        let outside: Vec<usize> = (0..survey.classes.len()).filter(|id| survey.classes[*id].zone.is_none()).collect();
        for id in outside {
            let members = survey.classes[id].members.clone();
            hubs.pair(survey, Some(id), None, None, &members);
        }
        hubs
    }

    fn pair(
        &mut self,
        survey: &mut Survey<'_, '_>,
        class: Option<usize>,
        zone: Option<Symbol>,
        layer: Option<Symbol>,
        members: &[u32],
    ) {
        let node = |class, relays| Node { what: What::Hub, class, zone, layer, relays };
        let leaving = survey.node(node(None, Relays::Yes));
        // What enters the outside has arrived there: the hub is of its class, but no origin of its own.
        let relays = if zone.is_some() { Relays::Yes } else { Relays::No };
        let entering = survey.node(node(None, relays));
        survey.nodes[entering as usize].class = class;
        for member in members {
            self.edges.push(plain(*member, leaving));
            self.edges.push(plain(entering, *member));
        }
        self.leaving.push(leaving);
        self.entering.push(entering);
        self.zones.push(zone);
    }
}

/// An edge within a zone, which is always there.
fn plain(from: u32, to: u32) -> Edge {
    Edge {
        from,
        to,
        stated: None,
        means: Means { method: Told::nothing(), via: Told::nothing(), purpose: Told::nothing() },
        groups: Vec::new(),
        supposed: false,
        weight: None,
    }
}

/// All edges that nobody stated and nobody ruled out.
pub(super) fn edges(survey: &Survey<'_, '_>, hubs: Hubs) -> Vec<Edge> {
    let boundaries = boundaries(survey);
    let open: Vec<Missing> = LISTS.iter().flat_map(|list| survey.view.open(list)).copied().collect();
    let loose = loose_devices(survey);
    let mut edges = hubs.edges;
    for (a, from) in hubs.zones.iter().enumerate() {
        for (b, to) in hubs.zones.iter().enumerate() {
            let inside = from == to;
            if (inside && (from.is_none() || few(survey, *from))) || separated(survey, *from, *to) {
                continue;
            }
            let boundary = boundaries.get(&key(*from, *to));
            if matches!(boundary, Some(Told { value: Known::Value(true), .. })) {
                continue;
            }
            let asked = boundary.and_then(Told::question).map(|question| vec![question]);
            let like = plain(hubs.leaving[a], hubs.entering[b]);
            if !open.is_empty() {
                let groups: Vec<Vec<Missing>> = asked.iter().cloned().chain([open.clone()]).collect();
                edges.push(Edge { groups, supposed: true, ..like.clone() });
            }
            for question in loose.iter().filter(|_| from.is_some() && to.is_some()) {
                let groups = asked.iter().cloned().chain([vec![*question]]).collect();
                edges.push(Edge { groups, supposed: true, ..like.clone() });
            }
        }
    }
    edges
}

/// A zone with one segment has nothing to pass between its segments.
fn few(survey: &Survey<'_, '_>, zone: Option<Symbol>) -> bool {
    survey.segments.iter().filter(|node| survey.nodes[**node as usize].zone == zone).count() < 2
}

/// Devices of which nobody says where they are attached.
fn loose_devices(survey: &Survey<'_, '_>) -> Vec<Missing> {
    let view = survey.view;
    let attached = |list: &'static str| view.records(list).map(move |of| (of, view.list(of, "segments")));
    let mut loose = Vec::new();
    for (of, segments) in attached(names::DEVICE).chain(attached(names::LINE)) {
        if view.bool(of, "relays").value != Known::Value(false) {
            loose.extend(segments.question());
        }
    }
    loose
}

/// Two zones in either order; none is the outside.
fn key(a: Option<Symbol>, b: Option<Symbol>) -> (Option<Symbol>, Option<Symbol>) {
    if a <= b { (a, b) } else { (b, a) }
}

/// The body's word on each pair of zones.
fn boundaries(survey: &Survey<'_, '_>) -> BTreeMap<(Option<Symbol>, Option<Symbol>), Told<bool>> {
    let view = survey.view;
    let pair = |of: Of| {
        let pair =
            Of { entity: view.entity(names::ZONE_PAIR)?, row: view.reference(of, names::ZONE_PAIR).value.value()? };
        let (first, second) = (view.text(pair, "first").value.value(), view.text(pair, "second").value.value());
        Some((key(first, second), view.bool(of, "all_stated")))
    };
    view.records(names::BOUNDARY).filter_map(pair).collect()
}

/// A default-deny point stands between the two, and nobody tells of a way around it.
fn separated(survey: &Survey<'_, '_>, a: Option<Symbol>, b: Option<Symbol>) -> bool {
    let view = survey.view;
    a != b
        && view.records(names::POINT).any(|of| {
            let Known::Value(zones) = view.list(of, "zones").value else { return false };
            let outside = view.bool(of, "outside").value == Known::Value(true);
            let on_it = |zone: Option<Symbol>| zone.map_or(outside, |zone| zones.contains(&zone.0));
            let denies = match view.bool(of, "default_deny").value {
                Known::Value(denies) => denies,
                _ => survey.policies.get(&of.row).is_some_and(denies_the_rest),
            };
            denies && view.bool(of, "bypass").value != Known::Value(true) && on_it(a) && on_it(b)
        })
}
