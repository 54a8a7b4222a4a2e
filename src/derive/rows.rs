//! Enumerates the rows of a computed entity: every combination of the lists in `[each]` for which `keep` holds.

use crate::expression::{Binding, Tri};
use crate::inventory::{Known, Missing, Municipality, Value};
use crate::pack::EntityFormulas;
use std::collections::BTreeSet;

/// The rows that exist, and what might bring more.
pub struct Rows {
    /// Those that exist.
    pub found: Vec<Found>,
    /// What would settle whether there are more rows.
    pub open: BTreeSet<Missing>,
}

/// One row: the values bound to the names in `[each]`, and its id.
#[derive(Clone)]
pub struct Found {
    /// The values bound, in the order of the names.
    pub bindings: Vec<Binding>,
    /// Their ids, joined.
    pub id: String,
}

/// All combinations that are kept.
pub fn enumerate(municipality: &Municipality<'_>, formulas: &EntityFormulas) -> Rows {
    let start = Found { bindings: Vec::new(), id: String::new() };
    let mut rows = Rows { found: vec![start], open: BTreeSet::new() };
    for (_, list) in &formulas.each {
        let mut longer = Vec::new();
        for found in rows.found {
            let computed = list.evaluate(municipality, &found.bindings);
            rows.open.extend(computed.missing);
            if let Known::Value(Value::List(items)) = computed.value {
                longer.extend(items.iter().filter_map(|item| found.with(municipality, item)));
            }
        }
        rows.found = longer;
    }
    keep(municipality, formulas, rows)
}

fn keep(municipality: &Municipality<'_>, formulas: &EntityFormulas, rows: Rows) -> Rows {
    let Some(keep) = &formulas.keep else { return rows };
    let mut open = rows.open;
    let mut found = Vec::new();
    for row in rows.found {
        match keep.verdict(municipality, &row.bindings) {
            Tri::True => found.push(row),
            Tri::Unknown => open.extend(keep.explain(municipality, &row.bindings).missing),
            Tri::False | Tri::Error => {}
        }
    }
    Rows { found, open }
}

impl Found {
    /// This row with one more value bound.
    fn with(&self, municipality: &Municipality<'_>, item: &Value) -> Option<Found> {
        let (binding, part) = match item {
            Value::Record(entity, row) => (Binding::Row(*row), municipality.id(*entity, *row).to_owned()),
            Value::Int(number) => (Binding::Int(*number), number.to_string()),
            Value::Text(text) => (Binding::Text(municipality.symbols.find(text)?), text.clone()),
            _ => return None,
        };
        let mut longer = self.clone();
        longer.bindings.push(binding);
        if !longer.id.is_empty() {
            longer.id.push('/');
        }
        longer.id.push_str(&part);
        Some(longer)
    }
}
