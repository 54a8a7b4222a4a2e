//! Who needs whom: links of the catalog, of the body, and between systems.

use super::facts::Records;
use super::model::{Edge, Source, Strength, Unit};
use super::names;
use crate::inventory::{Known, Missing, Municipality};
use std::collections::BTreeMap;

/// All links between units. Between two functions there is one: the body's own statement, else that of the catalog.
pub(super) fn edges(m: &Municipality<'_>, units: &[Unit]) -> Vec<Edge> {
    let place = |is_function: bool| -> BTreeMap<u32, usize> {
        let these = units.iter().enumerate().filter(|(_, unit)| unit.is_function == is_function);
        these.map(|(index, unit)| (unit.row, index)).collect()
    };
    let (functions, systems) = (place(true), place(false));
    let mut between = of_catalog(m, &functions);
    let removed = own(m, &functions, &mut between);
    removed.iter().for_each(|pair| {
        between.remove(pair);
    });
    let mut edges: Vec<Edge> = between.into_values().collect();
    prepared(m, &functions, &mut edges);
    edges.extend(between_systems(m, &systems));
    edges.extend(carried(m, &functions, &systems));
    edges
}

type Pairs = BTreeMap<(usize, usize), Edge>;

fn strength(word: Option<&str>) -> Option<Strength> {
    [Strength::Hard, Strength::Link, Strength::Soft].into_iter().find(|strength| Some(strength.word()) == word)
}

fn edge(provider: usize, consumer: usize, kind: Strength, source: Source) -> Edge {
    Edge { provider, consumer, kind, source, prepared: None, question: None, fact: None }
}

fn of_catalog(m: &Municipality<'_>, functions: &BTreeMap<u32, usize>) -> Pairs {
    let mut pairs = Pairs::new();
    let (Some(links), Some(records)) = (Records::of(m, names::DATA_LINK), Records::of(m, names::FUNCTION)) else {
        return pairs;
    };
    let standard = |unit: &(&u32, &usize)| Some((records.row(*unit.0, "standard").value()?, *unit.1));
    let by_standard: BTreeMap<u32, usize> = functions.iter().filter_map(|unit| standard(&unit)).collect();
    for row in links.rows() {
        let side = |field: &str| links.row(row, field).value().and_then(|row| by_standard.get(&row)).copied();
        let kind = strength(links.text(row, "kind").value());
        if let (Some(provider), Some(consumer), Some(kind)) = (side("provider"), side("consumer"), kind) {
            pairs.insert((provider, consumer), edge(provider, consumer, kind, Source::Catalog));
        }
    }
    pairs
}

/// What the body says of its own; returns the links it does not have.
fn own(m: &Municipality<'_>, functions: &BTreeMap<u32, usize>, pairs: &mut Pairs) -> Vec<(usize, usize)> {
    let mut removed = Vec::new();
    let Some(links) = Records::of(m, names::FUNCTION_LINK) else { return removed };
    for row in links.rows() {
        let side = |field: &str| links.row(row, field).value().and_then(|row| functions.get(&row)).copied();
        let (Some(provider), Some(consumer)) = (side("provider"), side("consumer")) else { continue };
        let word = links.text(row, "kind").value();
        if word == Some("removed") {
            removed.push((provider, consumer));
        }
        let before = pairs.get(&(provider, consumer)).map(|edge| edge.kind);
        let interim = links.bool(row, "interim_link");
        if let Some(kind) = strength(word).or(before) {
            let said = Edge {
                prepared: interim.value(),
                question: interim.question(),
                fact: interim.evidence(),
                ..edge(provider, consumer, kind, Source::Own(row))
            };
            pairs.insert((provider, consumer), said);
        }
    }
    removed
}

/// Dependencies between the systems of two functions tell whether an interim link is prepared, where nobody has said so
/// of the functions themselves.
fn prepared(m: &Municipality<'_>, functions: &BTreeMap<u32, usize>, edges: &mut [Edge]) {
    let unsaid = Records::of(m, names::FUNCTION_LINK).map(|links| Missing::Table(links.entity));
    let told = dependencies(m, functions);
    for edge in edges.iter_mut().filter(|edge| edge.prepared.is_none() && edge.question.is_none()) {
        edge.question = unsaid;
        for (row, interim) in told.get(&(edge.provider, edge.consumer)).into_iter().flatten() {
            edge.source = Source::Dependency(*row);
            match interim.known {
                Known::Value(true) => (edge.prepared, edge.fact) = (Some(true), interim.evidence()),
                Known::Value(false) if edge.prepared.is_none() => {
                    (edge.prepared, edge.fact) = (Some(false), interim.evidence());
                }
                _ => edge.question = interim.question().or(edge.question),
            }
            if edge.prepared == Some(true) {
                break;
            }
        }
    }
}

type Interim = super::facts::Told<bool>;

/// For two functions, the dependencies between systems that carry them.
fn dependencies(
    m: &Municipality<'_>,
    functions: &BTreeMap<u32, usize>,
) -> BTreeMap<(usize, usize), Vec<(u32, Interim)>> {
    let mut found: BTreeMap<(usize, usize), Vec<(u32, Interim)>> = BTreeMap::new();
    let (Some(records), Some(systems)) = (Records::of(m, names::DEPENDENCY), Records::of(m, names::SYSTEM)) else {
        return found;
    };
    let carries = |row: u32| {
        let retired = systems.text(row, "status").value() == Some("retired");
        let list = systems.list(row, "functions").value().filter(|_| !retired).unwrap_or(&[]);
        list.iter().filter_map(|function| functions.get(function)).copied()
    };
    for row in records.rows() {
        let (from, to) = (records.row(row, "from").value(), records.row(row, "to").value());
        let (Some(from), Some(to)) = (from, to) else { continue };
        for provider in carries(to) {
            for consumer in carries(from).filter(|consumer| *consumer != provider) {
                let interim = records.bool(row, "interim_link");
                found.entry((provider, consumer)).or_default().push((row, interim));
            }
        }
    }
    found
}

/// Dependencies between systems that are both yet to go live.
fn between_systems(m: &Municipality<'_>, systems: &BTreeMap<u32, usize>) -> Vec<Edge> {
    let Some(records) = Records::of(m, names::DEPENDENCY) else { return Vec::new() };
    let found = records.rows().filter_map(|row| {
        let side = |field: &str| records.row(row, field).value().and_then(|row| systems.get(&row)).copied();
        let kind = strength(records.text(row, "kind").value())?;
        let interim = records.bool(row, "interim_link");
        Some(Edge {
            prepared: interim.value(),
            question: interim.question(),
            fact: interim.evidence(),
            ..edge(side("to")?, side("from")?, kind, Source::Dependency(row))
        })
    });
    found.collect()
}

/// A function goes live when the new system that carries it does.
fn carried(m: &Municipality<'_>, functions: &BTreeMap<u32, usize>, systems: &BTreeMap<u32, usize>) -> Vec<Edge> {
    let Some(records) = Records::of(m, names::SYSTEM) else { return Vec::new() };
    let carried = systems.iter().flat_map(|(row, system)| {
        let list = records.list(*row, "functions").value().unwrap_or(&[]);
        list.iter().filter_map(|function| functions.get(function)).map(|function| (*system, *function))
    });
    carried.map(|(system, function)| edge(system, function, Strength::Hard, Source::Catalog)).collect()
}
