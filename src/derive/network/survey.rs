//! The nodes: segments by zone, parties by kind, devices and lines that join segments.

use super::names;
use super::node::{Class, ClassId, Listed, Node, Relays, What};
use super::policy::{Policy, policies};
use super::view::{Of, Told, View};
use crate::inventory::{Known, Missing, Symbol};
use std::collections::BTreeMap;

/// A zone of the catalog.
#[derive(Debug, Clone, Copy)]
struct Zone {
    layer: Symbol,
    protected: bool,
}

/// What the catalog says of a kind of node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) relays: Known<bool>,
    pub(super) own_origin: bool,
    pub(super) method: Known<Symbol>,
}

/// The nodes found, and how to find them again.
pub(super) struct Survey<'m, 'v> {
    pub(super) view: View<'m, 'v>,
    pub(super) nodes: Vec<Node>,
    pub(super) classes: Vec<Class>,
    /// Segments by row.
    pub(super) segments: Vec<u32>,
    /// Parties by row.
    pub(super) parties: Vec<u32>,
    /// The nodes that stand for the Internet.
    pub(super) internet: Vec<u32>,
    /// Firewall policies by enforcement point.
    pub(super) policies: BTreeMap<u32, Policy>,
    zones: BTreeMap<Symbol, Zone>,
    devices: BTreeMap<Symbol, Kind>,
}

impl<'m, 'v> Survey<'m, 'v> {
    /// Finds all segments and parties.
    pub(super) fn of(view: View<'m, 'v>) -> Self {
        let mut survey = Self {
            view,
            nodes: Vec::new(),
            classes: Vec::new(),
            segments: Vec::new(),
            parties: Vec::new(),
            internet: Vec::new(),
            policies: policies(view),
            zones: zones(view),
            devices: kinds(view, "device"),
        };
        view.records(names::SEGMENT).for_each(|of| survey.segment(of));
        let kinds = kinds(view, "party");
        view.records(names::PARTY).for_each(|of| survey.party(of, &kinds));
        survey.the_internet(&kinds);
        survey
    }

    fn segment(&mut self, of: Of) {
        let zone = self.view.text(of, "zone").value.value();
        let known = zone.and_then(|zone| Some((zone, *self.zones.get(&zone)?)));
        let class = known.map(|(zone, about)| {
            self.class(Class {
                key: self.view.m.symbols.text(zone).to_owned(),
                zone: Some(zone),
                party: None,
                listed: Listed::No,
                listed_by: Vec::new(),
                layer: Some(about.layer),
                protected: about.protected,
                members: Vec::new(),
            })
        });
        let layer = known.map(|(_, about)| about.layer);
        let node = self.node(Node { what: What::Record(of), class, zone, layer, relays: Relays::Yes });
        self.segments.push(node);
    }

    fn party(&mut self, of: Of, kinds: &BTreeMap<Symbol, Kind>) {
        let view = self.view;
        let kind = view.text(of, "kind").value.value();
        let about = kind.and_then(|kind| kinds.get(&kind).copied());
        let listed = view.reference(of, "listed");
        let entry = listed.value.value();
        let (listed_as, listed_by) = match listed.value {
            Known::Value(_) => (Listed::Yes, None),
            Known::None => (Listed::No, None),
            Known::Missing if about.is_some_and(|about| about.own_origin) => (Listed::No, None),
            Known::Missing => (Listed::Open, listed.question()),
        };
        let class = kind.map(|kind| self.outside(kind, listed_as, listed_by));
        let told = view.bool(of, "relays");
        let relays = match (told.value, entry.and_then(|row| self.listed_relays(row)), about) {
            (_, _, Some(Kind { own_origin: true, .. })) => Relays::No,
            (Known::Value(true), ..) => Relays::Yes,
            (Known::Value(false) | Known::None, ..) | (_, Some(false), _) => Relays::No,
            (_, Some(true), _) => Relays::Yes,
            (_, None, Some(Kind { relays: Known::Value(relays), .. })) => {
                if relays {
                    Relays::Yes
                } else {
                    Relays::No
                }
            }
            _ => Relays::Open(told.question()),
        };
        let own_origin = about.is_some_and(|about| about.own_origin);
        let node = self.node(Node { what: What::Record(of), class, zone: None, layer: None, relays });
        self.parties.push(node);
        if own_origin {
            self.internet.push(node);
        }
    }

    /// Whether the catalog says that a party of specified communication relays.
    fn listed_relays(&self, row: u32) -> Option<bool> {
        let entity = self.view.entity(names::SPECIFIED_PARTY)?;
        self.view.bool(Of { entity, row }, "relays").value.value()
    }

    /// The Internet is there even if no record tells of it.
    fn the_internet(&mut self, kinds: &BTreeMap<Symbol, Kind>) {
        let Some((kind, _)) = kinds.iter().find(|(_, about)| about.own_origin) else { return };
        if self.internet.is_empty() {
            let class = Some(self.outside(*kind, Listed::No, None));
            let node = Node { what: What::Internet, class, zone: None, layer: None, relays: Relays::No };
            let node = self.node(node);
            self.internet.push(node);
        }
    }

    fn outside(&mut self, kind: Symbol, listed: Listed, listed_by: Option<Missing>) -> ClassId {
        let word = self.view.m.symbols.text(kind);
        let key = match listed {
            Listed::Yes => format!("party-{word}-listed"),
            Listed::No => format!("party-{word}"),
            Listed::Open => format!("party-{word}-open"),
        };
        let class = self.class(Class {
            key,
            zone: None,
            party: Some(kind),
            listed,
            listed_by: Vec::new(),
            layer: None,
            protected: false,
            members: Vec::new(),
        });
        self.classes[class].listed_by.extend(listed_by);
        class
    }

    fn class(&mut self, class: Class) -> ClassId {
        let known = self.classes.iter().position(|other| other.key == class.key);
        known.unwrap_or_else(|| {
            self.classes.push(class);
            self.classes.len() - 1
        })
    }

    /// Adds a node.
    pub(super) fn node(&mut self, node: Node) -> u32 {
        let number = self.nodes.len() as u32;
        if let Some(class) = node.class {
            self.classes[class].members.push(number);
        }
        self.nodes.push(node);
        number
    }

    /// What the catalog says of the use of a device.
    pub(super) fn device(&self, kind: Told<Symbol>) -> Option<Kind> {
        self.devices.get(&kind.value.value()?).copied()
    }
}

fn zones(view: View<'_, '_>) -> BTreeMap<Symbol, Zone> {
    let none = view.symbol(names::NO_LAYER);
    let zone = |of: Of| {
        let id = view.id(of);
        let layer = view.text(of, "layer").value.value().filter(|layer| Some(*layer) != none);
        let protected = view.bool(of, "protected").value == Known::Value(true);
        (id, Zone { layer: layer.unwrap_or(id), protected })
    };
    view.records(names::ZONE).map(zone).collect()
}

/// What the catalog says of kinds of parties, or of uses of devices.
fn kinds(view: View<'_, '_>, field: &str) -> BTreeMap<Symbol, Kind> {
    let kind = |of: Of| {
        let kind = Kind {
            relays: view.bool(of, "relays").value,
            own_origin: view.bool(of, "own_origin").value == Known::Value(true),
            method: view.text(of, "method").value,
        };
        Some((view.text(of, field).value.value()?, kind))
    };
    view.records(names::RELAY).filter_map(kind).collect()
}
