//! How an inventory begins: the sheets to fill in, what each serves, and the published figures of the body.

use super::needs::fields_read;
use crate::inventory::{Fact, Known, Municipality, RawValue};
use crate::language::Text;
use crate::load::{ListedBody, National, Told};
use crate::pack::{Pack, Rule, StartSheet};
use crate::vocabulary::{EntityId, FieldId, body};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The gravest rules of a sheet that are named.
const NAMED: usize = 3;

/// All that a new inventory is made of.
#[derive(Debug, Clone)]
pub struct Beginning {
    /// The body.
    pub body: ListedBody,
    /// What its class is called.
    pub class: Text,
    /// The day on which its facts stand.
    pub as_of: Date,
    /// Number of rules in force on that day.
    pub rules: usize,
    /// Number of them that any sheet serves.
    pub served: usize,
    /// Facts about the body that may be stated.
    pub asked: Vec<FieldId>,
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// What is published of it.
    pub published: Vec<Published>,
    /// Published tables that do not list it, by file.
    pub unlisted: Vec<String>,
}

/// One sheet to fill in.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What it is called.
    pub name: Text,
    /// How it is filled in.
    pub note: Text,
    /// It is filled in before lists of the body's own are taken in.
    pub first: bool,
    /// What its rows are.
    pub entity: EntityId,
    /// The names of the records that exist already, so that facts are added to them; `None` where the body lists its own.
    pub listed: Option<Vec<String>>,
    /// Its columns, each with the number of rules that read it.
    pub columns: Vec<(FieldId, usize)>,
    /// Number of rules that read any of them.
    pub rules: usize,
    /// The same by area.
    pub areas: Vec<(Text, usize)>,
    /// Titles of the gravest of them.
    pub gravest: Vec<Text>,
}

/// What one table publishes of one function.
#[derive(Debug, Clone)]
pub struct Published {
    /// The id of the function.
    pub function: String,
    /// The table's file.
    pub file: String,
    /// The day at the end of the month of which it tells.
    pub on_date: Option<Date>,
    /// Fields of the function, and what is said.
    pub facts: Vec<(&'static str, RawValue)>,
}

/// Draws a beginning up for a body, of which the municipality knows no more than what it is.
pub fn beginning(pack: &Pack, m: &Municipality<'_>, body: ListedBody, class: Text, national: &[National]) -> Beginning {
    let in_force: Vec<&Rule> = pack.rules.iter().filter(|rule| rule.in_force(m.as_of)).collect();
    let reads: Vec<(&Rule, BTreeSet<_>)> = in_force.iter().map(|rule| (*rule, fields_read(pack, rule))).collect();
    let (mut published, mut unlisted) = (Vec::new(), Vec::new());
    for table in national {
        match published_of(table, &body) {
            Some(found) => published.extend(found),
            None => unlisted.push(file_name(table)),
        }
    }
    Beginning {
        as_of: m.as_of,
        rules: in_force.len(),
        served: reads.iter().filter(|(_, read)| serves(&pack.start.sheets, read)).count(),
        asked: pack.start.body.clone(),
        sheets: pack.start.sheets.iter().map(|sheet| self::sheet(pack, m, sheet, &reads)).collect(),
        body,
        class,
        published,
        unlisted,
    }
}

type ReadBy<'p> = (&'p Rule, BTreeSet<(EntityId, FieldId)>);

/// Whether any sheet has a column among the fields.
fn serves(sheets: &[StartSheet], read: &BTreeSet<(EntityId, FieldId)>) -> bool {
    sheets.iter().any(|sheet| sheet.columns.iter().any(|field| read.contains(&(sheet.entity, *field))))
}

fn sheet(pack: &Pack, m: &Municipality<'_>, sheet: &StartSheet, reads: &[ReadBy<'_>]) -> Sheet {
    let entity = sheet.entity;
    let read_by = |field: FieldId| reads.iter().filter(move |(_, read)| read.contains(&(entity, field)));
    let mut served: Vec<&Rule> =
        sheet.columns.iter().flat_map(|field| read_by(*field)).map(|(rule, _)| *rule).collect();
    served.sort_by(|a, b| (a.severity, &a.id).cmp(&(b.severity, &b.id)));
    served.dedup_by(|a, b| a.id == b.id);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    served.iter().for_each(|rule| *counts.entry(&rule.area).or_default() += 1);
    let area = |(id, label): (&String, &Text)| Some((label.clone(), *counts.get(id.as_str())?));
    Sheet {
        name: sheet.name.clone(),
        note: sheet.note.clone(),
        first: sheet.first,
        entity,
        listed: pack.vocabulary.entity(entity).implied.is_some().then(|| listed(m, entity)),
        columns: sheet.columns.iter().map(|field| (*field, read_by(*field).count())).collect(),
        rules: served.len(),
        areas: pack.areas.iter().filter_map(area).collect(),
        gravest: served.iter().take(NAMED).map(|rule| rule.title.clone()).collect(),
    }
}

/// The names of the records that the catalog implies, without those that do not apply to the body.
fn listed(m: &Municipality<'_>, entity: EntityId) -> Vec<String> {
    let applies = m.vocabulary.entity(entity).find(body::APPLIES);
    let absent = |row: u32| {
        let fact = |field| Fact { entity, row, field };
        applies.is_some_and(|field| m.bool(fact(field)) == Known::Value(false))
    };
    (0..m.table(entity).len()).filter(|row| !absent(*row)).map(|row| m.title(entity, row).ja).collect()
}

/// What a table publishes of a body; `None` if it does not list it.
fn published_of(table: &National, own: &ListedBody) -> Option<Vec<Published>> {
    let found = table.bodies.iter().find(|one| one.name == own.name && one.prefecture == own.prefecture)?;
    let facts = |told: &Told| match told {
        Told::Steps { done, not_applicable } => {
            let absent = not_applicable.map(|number| (body::STEPS_NOT_APPLICABLE, RawValue::Int(number)));
            [(body::STEPS_DONE, RawValue::Int(*done))].into_iter().chain(absent).collect()
        }
        Told::Marked(marked) => vec![(body::DESIGNATED, RawValue::Bool(*marked))],
    };
    let one = |(function, told): (&String, &Told)| Published {
        function: function.clone(),
        file: file_name(table),
        on_date: table.as_of.map(|days| days.last),
        facts: facts(told),
    };
    Some(found.functions.iter().map(one).collect())
}

/// The name of a table's file, without the folders above it.
fn file_name(table: &National) -> String {
    table.file.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}
