//! Terms: dates that the inventory or the catalog states, of fields that the vocabulary calls terms.

use super::{Entry, Reason, Subject};
use crate::assess::departments;
use crate::expression::{Binding, Explanation, Tri};
use crate::inventory::{Fact, Known, Missing, Municipality, Value};
use crate::language::{Language, Text};
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

/// How much of one kind falls due in some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Later {
    /// The field, `contract.ends_on`.
    pub key: String,
    /// What falls due.
    pub label: Text,
    /// For how many records.
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
    /// On that day.
    On(Date, Open),
    /// Nobody wrote it down.
    Unwritten(Open),
    /// It is met, or there is none.
    Nothing,
}

/// Whether a term is still to be met.
enum Open {
    /// It is.
    Yes,
    /// That is not known, for want of these.
    Perhaps(Vec<Text>),
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
                    End::On(day, open) if day <= until => {
                        found.entries.push(entry(m, (entity, row), (&key, term), formula, (day, open)));
                    }
                    End::Unwritten(open) if term.expected => {
                        records += 1;
                        doubtful += usize::from(matches!(open, Open::Perhaps(_)));
                    }
                    End::On(..) | End::Unwritten(_) | End::Nothing => {}
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
    let bindings = twice(row);
    let open = match formula.open.as_ref().map(|open| open.explain(m, &bindings)) {
        None => Open::Yes,
        Some(Explanation { verdict: Tri::True, .. }) => Open::Yes,
        Some(Explanation { verdict: Tri::False, .. }) => return End::Nothing,
        Some(Explanation { missing, .. }) => Open::Perhaps(missing.iter().map(|missing| called(m, missing)).collect()),
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
        Known::Value(day) => End::On(day, open),
        Known::None => End::Nothing,
        Known::Missing => End::Unwritten(open),
    }
}

/// The record is bound twice: by its name, and bare.
fn twice(row: u32) -> [Binding; 2] {
    [Binding::Row(row); 2]
}

/// What something that is missing is called.
fn called(m: &Municipality<'_>, missing: &Missing) -> Text {
    match missing {
        Missing::Field(fact) => m.vocabulary.field(fact.entity, fact.field).label.clone(),
        Missing::Table(entity) => m.vocabulary.entity(*entity).label.clone(),
        Missing::Reverse { entity, reverse, .. } => {
            let from = m.vocabulary.entity(*entity).reverse(*reverse).from;
            m.vocabulary.entity(from).label.clone()
        }
    }
}

/// What still rests on a record whose day is over.
fn still(m: &Municipality<'_>, row: u32, formula: &TermFormulas) -> Option<Text> {
    let (when, ja, en) = formula.still.as_ref()?;
    let bindings = twice(row);
    let said = || Text::new(ja.render(m, &bindings, Language::Ja), en.render(m, &bindings, Language::En));
    (when.verdict(m, &bindings) == Tri::True).then(said)
}

fn entry(
    m: &Municipality<'_>,
    (entity, row): (EntityId, u32),
    (key, term): (&str, &Term),
    formula: &TermFormulas,
    (day, open): (Date, Open),
) -> Entry {
    let department = departments::of_fact(m, Fact { entity, row, field: formula.field });
    let (perhaps, unknown) = match open {
        Open::Yes => (false, Vec::new()),
        Open::Perhaps(unknown) => (true, unknown),
    };
    let still = if day < m.as_of { still(m, row, formula) } else { None };
    let subject = Subject { id: m.subject(entity, row), name: m.title(entity, row), perhaps, unknown, still };
    Entry {
        day,
        reason: Reason::Term,
        key: key.to_owned(),
        label: term.label.clone(),
        department: department.map(|row| (departments::subject(m, row), departments::name(m, row))),
        subjects: vec![subject],
    }
}
