//! The findings as records: `passage` for every pair that matters, `leak` for those that leak or may.

use super::names;
use super::node::{ClassId, Edge, What};
use super::passage::{Found, Leak, Map, Straight};
use super::view::{Of, View};
use crate::graph::Cut;
use crate::inventory::{Datum, Fact, Missing, Municipality, Openness, Origin, Provenance, Symbol, Table};
use crate::language::Language;
use crate::vocabulary::EntityId;
use std::collections::{BTreeMap, BTreeSet};

/// One pair, in words that need no graph.
pub(super) struct Told {
    origin: Side,
    target: Side,
    straight: Straight,
    unlisted: bool,
    always: Option<Vec<Fact>>,
    /// Whether it leaks; `None` if that is not known.
    leaks: Option<bool>,
    /// The nodes of a shortest way.
    path: Vec<String>,
    path_names: Vec<String>,
    /// The facts that state its edges, in order.
    facts: Vec<Fact>,
    ways: usize,
    bounded: bool,
    cut: Vec<String>,
    cut_names: Vec<String>,
    origin_cut: Vec<String>,
    closable: bool,
    questions: Vec<Missing>,
    smallest: bool,
    through_device: bool,
}

/// One end of a pair.
struct Side {
    key: String,
    zone: Option<Symbol>,
    party: Option<Symbol>,
    layer: Option<Symbol>,
}

impl Told {
    /// Puts a finding into words.
    pub(super) fn of(map: &Map<'_>, view: View<'_, '_>, found: &Found, closing: Option<&Option<Vec<Of>>>) -> Self {
        let mut told = Self {
            origin: side(map, found.origin),
            target: side(map, found.target),
            straight: found.straight,
            unlisted: found.unlisted,
            always: found.always.clone(),
            leaks: Some(false),
            path: Vec::new(),
            path_names: Vec::new(),
            facts: Vec::new(),
            ways: 0,
            bounded: false,
            cut: Vec::new(),
            cut_names: Vec::new(),
            origin_cut: closing
                .and_then(Option::as_ref)
                .into_iter()
                .flatten()
                .map(|of| view.m.subject(of.entity, of.row))
                .collect(),
            closable: true,
            questions: Vec::new(),
            smallest: true,
            through_device: false,
        };
        match &found.leak {
            None => {}
            Some(Leak::Certain { way, ways, cut }) => {
                told.leaks = Some(true);
                told.way(map, view, way);
                told.ways = ways.ways.len();
                told.bounded = ways.bounded;
                told.closable = cut.is_some();
                for (of, edge) in closed(map, cut.as_ref()) {
                    told.cut.push(view.m.subject(of.entity, of.row));
                    told.cut_names.push(closed_name(map, view, of, edge));
                }
            }
            Some(Leak::Possible { way, clearance }) => {
                told.leaks = None;
                told.way(map, view, way);
                if let Some(clearance) = clearance {
                    let asked = clearance.items.iter().filter_map(|n| map.questions.get(*n as usize));
                    told.questions = asked.copied().collect();
                    told.smallest = clearance.lightest;
                }
            }
        }
        told
    }

    fn way(&mut self, map: &Map<'_>, view: View<'_, '_>, way: &[u32]) {
        let first = way.first().map(|edge| map.edges[*edge as usize].from);
        let nodes: Vec<u32> = first.into_iter().chain(way.iter().map(|edge| map.edges[*edge as usize].to)).collect();
        for (index, number) in nodes.iter().enumerate() {
            let node = &map.nodes[*number as usize];
            let ends = index + 1 == nodes.len();
            let (subject, name) = match node.what {
                What::Record(of) => (view.m.subject(of.entity, of.row), view.m.name(of.entity, of.row, Language::Ja)),
                What::Internet => outside(),
                What::Hub if ends => node.zone.map_or_else(outside, |zone| of_zone(view, zone)),
                What::Hub | What::Entrance => continue,
            };
            if let What::Record(of) = node.what {
                self.through_device |= view.entity(names::DEVICE) == Some(of.entity);
            }
            self.path.push(subject);
            self.path_names.push(name);
        }
        let facts = way.iter().filter_map(|edge| fact(view, &map.edges[*edge as usize]));
        self.facts.extend(facts);
    }

    fn id(&self) -> String {
        format!("{}/{}", self.origin.key, self.target.key)
    }
}

/// The records to close, each once with its first edge.
fn closed<'a>(map: &'a Map<'_>, cut: Option<&'a Cut>) -> impl Iterator<Item = (Of, &'a Edge)> {
    let edges = cut.into_iter().flat_map(|cut| &cut.edges).map(|edge| &map.edges[*edge as usize]);
    let mut seen = BTreeSet::new();
    edges.filter_map(move |edge| edge.stated.filter(|of| seen.insert(*of)).map(|of| (of, edge)))
}

/// A device or line by its name, what passes between two ends by these.
fn closed_name(map: &Map<'_>, view: View<'_, '_>, of: Of, edge: &Edge) -> String {
    if [names::DEVICE, names::LINE].iter().any(|name| view.entity(name) == Some(of.entity)) {
        return view.m.name(of.entity, of.row, Language::Ja);
    }
    let name = |node: u32| match map.nodes[node as usize].what {
        What::Record(of) => view.m.name(of.entity, of.row, Language::Ja),
        _ => outside().1,
    };
    format!("{} → {}", name(edge.from), name(edge.to))
}

/// The Internet, or a party that no record names.
fn outside() -> (String, String) {
    (format!("{}/*", names::PARTY), "*".to_owned())
}

/// Any segment of a zone.
fn of_zone(view: View<'_, '_>, zone: Symbol) -> (String, String) {
    let found = view.records(names::ZONE).find(|of| view.id(*of) == zone);
    let name = found.map_or_else(String::new, |of| view.m.name(of.entity, of.row, Language::Ja));
    (format!("{}/{}", names::ZONE, view.m.symbols.text(zone)), name)
}

/// The fact that states an edge: its record's state, or its attachment.
fn fact(view: View<'_, '_>, edge: &Edge) -> Option<Fact> {
    let Of { entity, row } = edge.stated?;
    view.m.fact(entity, row, "state").or_else(|| view.m.fact(entity, row, "segments"))
}

fn side(map: &Map<'_>, class: ClassId) -> Side {
    let class = &map.classes[class];
    Side { key: class.key.clone(), zone: class.zone, party: class.party, layer: class.layer }
}

/// Replaces both tables.
pub(super) fn fill(municipality: &mut Municipality<'_>, told: Vec<Told>, open: Vec<Missing>) {
    for (name, leaks_only) in [(names::PASSAGE, false), (names::LEAK, true)] {
        let Some(entity) = municipality.vocabulary.find(name) else { continue };
        let mut writer = Writer::new(municipality, entity);
        for pair in told.iter().filter(|pair| !leaks_only || pair.leaks != Some(false)) {
            writer.pair(pair);
        }
        let mut table = writer.table;
        table.openness = match open.is_empty() {
            true => Openness::Complete,
            false => Openness::Open(open.clone()),
        };
        table.clear_reverses();
        municipality.tables[entity.0 as usize] = table;
    }
}

struct Writer<'m, 'v> {
    m: &'m mut Municipality<'v>,
    table: Table,
}

impl<'m, 'v> Writer<'m, 'v> {
    fn new(m: &'m mut Municipality<'v>, entity: EntityId) -> Self {
        let table = Table::new(entity, m.vocabulary.entity(entity));
        Self { m, table }
    }

    fn pair(&mut self, told: &Told) {
        let id = self.m.symbols.intern(&told.id());
        let row = self.table.push(id, Origin::default());
        let from = Provenance { facts: told.facts.clone(), missing: Vec::new() };
        let missing = match (told.leaks, told.questions.is_empty()) {
            (None, true) => self.m.vocabulary.find(names::FLOW).map(Missing::Table).into_iter().collect(),
            _ => told.questions.clone(),
        };
        let open = Provenance { facts: told.facts.clone(), missing };
        let kind = if told.leaks.is_some() { names::CERTAIN } else { names::POSSIBLE };
        let asked: Vec<String> = told.questions.iter().map(|question| self.asked(*question)).collect();
        let texts: BTreeMap<&str, Option<String>> = BTreeMap::from([
            ("origin", Some(told.origin.key.clone())),
            ("target", Some(told.target.key.clone())),
            ("kind", Some(kind.to_owned())),
            ("path_names", Some(told.path_names.join(" → "))),
        ]);
        for (field, text) in texts {
            let datum = text.map(|text| Datum::Text(self.m.symbols.intern(&text)));
            self.put(row, field, datum, &from);
        }
        for (side, zone, party, layer) in [
            (&told.origin, "origin_zone", "origin_party", "origin_layer"),
            (&told.target, "target_zone", "target_party", "target_layer"),
        ] {
            for (field, symbol) in [(zone, side.zone), (party, side.party), (layer, side.layer)] {
                self.put(row, field, Some(symbol.map_or(Datum::None, Datum::Text)), &Provenance::default());
            }
        }
        for (field, list) in [
            ("path", &told.path),
            ("cut", &told.cut),
            ("cut_names", &told.cut_names),
            ("origin_cut", &told.origin_cut),
            ("questions", &asked),
        ] {
            let datum = self.texts(list);
            self.put(row, field, Some(datum), &from);
        }
        let places = self.texts(&[]);
        self.put(row, "places", Some(places), &from);
        for (field, number) in [
            ("written", told.straight.written),
            ("declared", told.straight.declared),
            ("permitted", told.straight.permitted),
            ("hops", told.path.len().saturating_sub(1)),
            ("paths", told.ways),
        ] {
            self.put(row, field, Some(Datum::Int(number as i64)), &from);
        }
        for (field, flag) in [
            ("unlisted", told.unlisted),
            ("paths_bounded", told.bounded),
            ("closable", told.closable),
            ("questions_smallest", told.smallest),
            ("through_device", told.through_device),
        ] {
            self.put(row, field, Some(Datum::Bool(flag)), &from);
        }
        let by = Provenance { facts: told.always.clone().unwrap_or_default(), missing: Vec::new() };
        self.put(row, "always_permitted", Some(Datum::Bool(told.always.is_some())), &by);
        self.put(row, "leaks", told.leaks.map(Datum::Bool), &open);
    }

    fn texts(&mut self, list: &[String]) -> Datum {
        Datum::List(list.iter().map(|text| self.m.symbols.intern(text).0).collect())
    }

    /// The path of a question, as reports print it.
    fn asked(&self, missing: Missing) -> String {
        match missing {
            Missing::Field(fact) => self.m.path(fact),
            Missing::Table(entity) => format!("{}/*", self.m.vocabulary.entity(entity).id),
            Missing::Reverse { entity, row, reverse } => {
                let lists = &self.m.vocabulary.entity(entity).reverses;
                let list = lists.get_index(reverse.0 as usize).map_or("", |(name, _)| name.as_str());
                format!("{}.{list}/*", self.m.subject(entity, row))
            }
        }
    }

    /// Puts a fact where the entity has a field of that name.
    fn put(&mut self, row: u32, field: &str, datum: Option<Datum>, provenance: &Provenance) {
        let Some(field) = self.m.vocabulary.entity(self.table.entity).find(field) else { return };
        if let Some(datum) = datum {
            self.table.column_mut(field).put(row, datum);
        }
        self.table.provenance.insert((row, field), provenance.clone());
    }
}
