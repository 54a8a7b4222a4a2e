//! Works out the records of computed entities: counts, series, coverage, and what passes through the network.
//!
//! How they are enumerated and what their facts are is declared in the vocabulary (`[each]`, `keep`, `is`); this stage
//! runs those expressions over a linked municipality. A computed fact that is not known keeps the questions behind it
//! and, for counts over open lists, its bounds. Rows whose existence is not known do not exist, but keep their table
//! open, with the questions that would settle it. What no list of expressions can say, a part of its own works out first:
//! the [`schedule`].

mod network;
mod rows;
pub mod schedule;
mod wanted;

pub use wanted::{all, by_rules, deadlines, read_by};

use crate::expression::Computed;
use crate::inventory::{Known, Missing, Municipality, Openness, Origin, Provenance, Table};
use crate::link::datum;
use crate::pack::{EntityFormulas, Pack};
use crate::vocabulary::{EntityId, FieldId, Kind};
pub use network::WhatIf;
pub use rows::{Found, Rows, enumerate};
use std::collections::BTreeSet;

/// Fills the tables of the computed entities that are `wanted`: those of the schedule and the
/// network first, then the others in the order in which the vocabulary declares them.
pub fn derive<'p>(pack: &'p Pack, mut municipality: Municipality<'p>, wanted: &BTreeSet<EntityId>) -> Municipality<'p> {
    let wants =
        |names: &[&str]| names.iter().filter_map(|name| pack.vocabulary.find(name)).any(|id| wanted.contains(&id));
    if wants(&schedule::names::TABLES) {
        municipality = schedule::fill(pack, municipality);
    }
    if wants(&network::TABLES) {
        network::fill(&mut municipality);
    }
    for id in pack.vocabulary.ids().filter(|id| wanted.contains(id)) {
        let entity = pack.vocabulary.entity(id);
        let formulas = pack.formulas.entities.get(id.0 as usize);
        if let (Kind::Computed, Some(_), Some(formulas)) = (entity.kind, &entity.each, formulas) {
            let rows = rows::enumerate(&municipality, formulas);
            let table = fill(&mut municipality, id, formulas, rows);
            municipality.tables[id.0 as usize] = table;
        }
    }
    municipality
}

fn fill(municipality: &mut Municipality<'_>, id: EntityId, formulas: &EntityFormulas, rows: Rows) -> Table {
    let mut table = Table::new(id, municipality.vocabulary.entity(id));
    table.openness = match rows.open.into_iter().collect::<Vec<Missing>>() {
        open if open.is_empty() => Openness::Complete,
        open => Openness::Open(open),
    };
    for found in rows.found {
        let symbol = municipality.symbols.intern(&found.id);
        let row = table.push(symbol, Origin::default());
        for (field, formula) in &formulas.fields {
            let computed = formula.evaluate(municipality, &found.bindings);
            put(municipality, &mut table, row, *field, computed);
        }
    }
    table.clear_reverses();
    table
}

fn put(municipality: &mut Municipality<'_>, table: &mut Table, row: u32, field: FieldId, computed: Computed) {
    if let Some(range) = computed.range.filter(|_| computed.value == Known::Missing) {
        table.column_mut(field).ranges.insert(row, range);
    }
    let provenance = Provenance { facts: computed.facts, missing: computed.missing };
    if let Some(datum) = datum(municipality, computed.value) {
        table.column_mut(field).put(row, datum);
    }
    table.provenance.insert((row, field), provenance);
}
