//! Terms: dates that the inventory or the catalog states, of fields that the vocabulary calls terms.

use super::{Entry, Reason, Subject};
use crate::assess::departments;
use crate::expression::{Binding, Tri};
use crate::inventory::{Fact, Known, Municipality, Value};
use crate::language::Text;
use crate::pack::{Pack, TermFormulas};
use crate::vocabulary::{EntityId, Kind, Term};
use jiff::civil::Date;

/// A kind of term whose day is not known for some records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unwritten {
    /// The field, `contract.ends_on`.
    pub key: String,
    /// What falls due.
    pub label: Text,
    /// For how many records.
    pub records: usize,
    /// Of how many of them it is not known either whether there is anything to meet.
    pub perhaps: usize,
}

/// A list with terms that nobody declared complete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unlisted {
    /// The entity.
    pub entity: String,
    /// What it is called.
    pub label: Text,
    /// How many records it has so far.
    pub records: usize,
}

/// The terms of a municipality.
pub(super) struct Found {
    /// One entry for each term that ends by the last day, met ones left out.
    pub entries: Vec<Entry>,
    /// Days that nobody wrote down, by kind.
    pub unwritten: Vec<Unwritten>,
    /// Lists that may lack records.
    pub unlisted: Vec<Unlisted>,
}

/// When a term ends.
enum End {
    /// On that day; `true` if it is not known whether it is still to be met.
    On(Date, bool),
    /// Nobody wrote it down; `true` as above.
    Unwritten(bool),
    /// It is met, or there is none.
    Nothing,
}

/// All terms that end by that day, and what is not known of them.
pub(super) fn terms(pack: &Pack, m: &Municipality<'_>, until: Date) -> Found {
    let mut found = Found { entries: Vec::new(), unwritten: Vec::new(), unlisted: Vec::new() };
    for entity in m.vocabulary.ids() {
        let Some(formulas) = pack.formulas.entities.get(entity.0 as usize) else { continue };
        let declared = m.vocabulary.entity(entity);
        for formula in &formulas.terms {
            let field = m.vocabulary.field(entity, formula.field);
            let Some(term) = &field.term else { continue };
            let key = format!("{}.{}", declared.id, field.id);
            let (mut records, mut doubtful) = (0, 0);
            for row in 0..m.table(entity).len() {
                match end(m, entity, row, formula) {
                    End::On(day, perhaps) if day <= until => {
                        found.entries.push(entry(m, (entity, row), (&key, term), formula, (day, perhaps)));
                    }
                    End::Unwritten(perhaps) => {
                        records += 1;
                        doubtful += usize::from(perhaps);
                    }
                    End::On(..) | End::Nothing => {}
                }
            }
            if records > 0 {
                found.unwritten.push(Unwritten { key, label: term.label.clone(), records, perhaps: doubtful });
            }
        }
        if !formulas.terms.is_empty() && declared.kind == Kind::Base && !m.open(entity).is_empty() {
            found.unlisted.push(Unlisted {
                entity: declared.id.clone(),
                label: declared.label.clone(),
                records: m.table(entity).len() as usize,
            });
        }
    }
    found
}

/// When the term of a record ends.
fn end(m: &Municipality<'_>, entity: EntityId, row: u32, formula: &TermFormulas) -> End {
    // the record is bound twice: by its name, and bare
    let bindings = [Binding::Row(row), Binding::Row(row)];
    let perhaps = match formula.open.as_ref().map_or(Tri::True, |open| open.verdict(m, &bindings)) {
        Tri::True => false,
        Tri::False => return End::Nothing,
        Tri::Unknown | Tri::Error => true,
    };
    let day = match &formula.day {
        None => m.date(Fact { entity, row, field: formula.field }),
        Some(day) => match day.evaluate(m, &bindings).value {
            Known::Value(Value::Date(day)) => Known::Value(day),
            Known::None => Known::None,
            _ => Known::Missing,
        },
    };
    match day {
        Known::Value(day) => End::On(day, perhaps),
        Known::None => End::Nothing,
        Known::Missing => End::Unwritten(perhaps),
    }
}

fn entry(
    m: &Municipality<'_>,
    (entity, row): (EntityId, u32),
    (key, term): (&str, &Term),
    formula: &TermFormulas,
    (day, perhaps): (Date, bool),
) -> Entry {
    let department = departments::of_fact(m, Fact { entity, row, field: formula.field });
    Entry {
        day,
        reason: Reason::Term,
        key: key.to_owned(),
        label: term.label.clone(),
        department: department.map(|row| (departments::subject(m, row), departments::name(m, row))),
        subjects: vec![Subject { id: m.subject(entity, row), name: m.title(entity, row), perhaps }],
    }
}
