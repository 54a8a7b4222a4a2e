//! Works out the facts that the vocabulary says follow from the body and a catalog entry (`[implied.set]`).
//!
//! The body's own statement of such a fact must agree; if it does not, the two contradict each other like any two
//! statements, and the fact counts as missing.

use crate::expression::Binding;
use crate::inventory::table::Absence;
use crate::inventory::{Datum, Known, Municipality, Provenance, Value};
use crate::pack::{EntityFormulas, Pack};
use crate::vocabulary::{EntityId, FieldId, Implied};

/// Fills the implied facts of all records that the catalog implies.
pub(super) fn fill<'p>(pack: &'p Pack, mut municipality: Municipality<'p>) -> Municipality<'p> {
    for id in pack.vocabulary.ids() {
        let Some(implied) = &pack.vocabulary.entity(id).implied else { continue };
        let Some(formulas) = pack.formulas.entities.get(id.0 as usize) else { continue };
        for row in 0..municipality.table(id).len() {
            fill_row(&mut municipality, id, row, implied, formulas);
        }
    }
    municipality
}

fn fill_row(municipality: &mut Municipality<'_>, id: EntityId, row: u32, implied: &Implied, formulas: &EntityFormulas) {
    let table = municipality.table(id);
    let entries = implied.fields.iter().map(|field| match table.column(*field).get(row) {
        Some(Datum::Row(entry)) => Some(Binding::Row(entry)),
        _ => None,
    });
    // A record that nothing in the catalog implies (a department's own document) has no entry to follow from.
    let Some(bindings) = entries.collect::<Option<Vec<_>>>() else { return };
    for (field, formula) in &formulas.implied {
        let computed = formula.evaluate(municipality, &bindings);
        if let Some(datum) = datum(municipality, computed.value) {
            let missing = if matches!(datum, Datum::Days(_)) { computed.missing } else { Vec::new() };
            let provenance = Provenance { facts: computed.facts, missing };
            state(municipality, (id, row, *field), datum, provenance);
        }
    }
}

fn state(
    municipality: &mut Municipality<'_>,
    (id, row, field): (EntityId, u32, FieldId),
    datum: Datum,
    provenance: Provenance,
) {
    let table = &mut municipality.tables[id.0 as usize];
    match table.column(field).get(row) {
        Some(before) if before.meet(&datum).is_none() => {
            let place = table.place(row, field);
            table.column_mut(field).clear(row);
            let said = vec![(before, place), (datum, None)];
            table.absences.insert((row, field), Absence::Conflict(said));
        }
        Some(_) => {}
        None => {
            table.column_mut(field).put(row, datum);
            table.provenance.insert((row, field), provenance);
        }
    }
}

/// A computed value on its way into a column; `None` if it is missing.
pub fn datum(municipality: &mut Municipality<'_>, value: Known<Value>) -> Option<Datum> {
    let value = match value {
        Known::Missing => return None,
        Known::None => return Some(Datum::None),
        Known::Value(value) => value,
    };
    Some(match value {
        Value::Bool(value) => Datum::Bool(value),
        Value::Int(value) => Datum::Int(value),
        Value::Number(value) => Datum::Number(value),
        Value::Date(value) => Datum::Date(value),
        Value::Days(value) => Datum::Days(value),
        Value::Text(text) => Datum::Text(municipality.symbols.intern(&text)),
        Value::Record(_, row) => Datum::Row(row),
        Value::List(items) => {
            let mut numbers = Vec::new();
            for item in items {
                numbers.push(match item {
                    Value::Record(_, row) => row,
                    Value::Text(text) => municipality.symbols.intern(&text).0,
                    _ => return None,
                });
            }
            Datum::List(numbers)
        }
        Value::AtLeast(..) => return None,
    })
}
