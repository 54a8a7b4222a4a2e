//! A table taken into an inventory: which facts it adds, which it would change, and which are as they were.

use super::answers::{Additions, Change, ChangeKind, Statement, change};
use crate::diagnostic::Sources;
use crate::inventory::{Fact, Known, Municipality, Overlay, RawValue, Record, Value};
use crate::language::Text;
use crate::load::{Names, folded};
use crate::vocabulary::{EntityId, FieldType};
use unicode_normalization::UnicodeNormalization;

/// What a table does to an inventory.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The body's name.
    pub body: String,
    /// The table's name.
    pub table: String,
    /// Facts about records that exist: different ones first, then those that are new.
    pub changes: Vec<Change>,
    /// Records that are new, with the number of their facts.
    pub records: Vec<(Text, usize)>,
    /// Number of facts that are as they were.
    pub same: usize,
}

impl Incoming {
    /// The table says nothing that the inventory does not say.
    pub fn says_nothing(&self) -> bool {
        self.changes.is_empty() && self.records.is_empty()
    }

    /// Number of facts that differ and stay as they are.
    pub fn conflicts(&self) -> usize {
        self.changes.iter().filter(|change| change.kind == ChangeKind::Conflict).count()
    }
}

/// What a table adds, each fact about a record that exists as a statement that takes the place of what was known.
pub fn incoming(
    m: &Municipality<'_>,
    table: &str,
    (records, overlays): (Vec<Record>, Vec<Overlay>),
    sources: &Sources,
) -> Additions {
    let mut added = Additions { name: table.to_owned(), ..Additions::default() };
    for record in records {
        match identity(m, &record).filter(|id| row(m, record.entity, id).is_some()) {
            Some(id) => statements(m, &record, &id, sources, &mut added.overlays),
            None => {
                let source = record.source.clone().unwrap_or_else(|| sources.show(record.place));
                added.records.push(Record { source: Some(source), ..record });
            }
        }
    }
    for overlay in overlays {
        let written = overlay.on.0.split_once('/').map_or("", |(_, id)| id);
        let id = canonical(m, overlay.record.entity, written);
        match row(m, overlay.record.entity, &id) {
            Some(_) => statements(m, &overlay.record, &id, sources, &mut added.overlays),
            // Linking reports the name that means nothing, with its place.
            None => added.overlays.push(Statement { path: overlay.on.0.clone(), overlay }),
        }
    }
    added
}

/// What the table does, from the municipality before and after; also what is to be written. Facts that differ are written
/// only if they may replace what is known.
pub fn taken_in(
    (m, after): (&Municipality<'_>, &Municipality<'_>),
    mut added: Additions,
    replace: bool,
    sources: &Sources,
) -> (Incoming, Additions) {
    let (mut changes, mut kept, mut same) = (Vec::new(), Vec::new(), 0);
    for mut statement in added.overlays {
        let Some(mut change) = change((m, after), &added.name, &statement, sources) else { continue };
        match change.kind {
            ChangeKind::Confirmed => {
                same += 1;
                continue;
            }
            ChangeKind::Replaced if !replace => change.kind = ChangeKind::Conflict,
            kind => {
                statement.overlay.replaces = kind == ChangeKind::Replaced;
                kept.push(statement);
            }
        }
        changes.push(change);
    }
    changes.sort_by_key(|change| change.kind);
    added.overlays = kept;
    let title = |record: &Record| {
        let id = identity(after, record)?;
        Some((after.title(record.entity, row(after, record.entity, &id)?), record.cells.len()))
    };
    let records = added.records.iter().filter_map(title).collect();
    let body = m.vocabulary.find(crate::vocabulary::body::BODY).map(|body| m.title(body, 0).ja).unwrap_or_default();
    (Incoming { body, table: added.name.clone(), changes, records, same }, added)
}

/// The words by which the records of a municipality can be meant, by entity, folded.
pub fn names(m: &Municipality<'_>) -> Names {
    let mut all = Names::new();
    for entity in m.vocabulary.ids() {
        let known = all.entry(entity).or_default();
        for row in 0..m.table(entity).len() {
            known.insert(folded(m.id(entity, row)));
            for field in &m.vocabulary.entity(entity).names {
                match m.value(Fact { entity, row, field: *field }) {
                    Known::Value(Value::Text(text)) => drop(known.insert(folded(&text))),
                    Known::Value(Value::List(items)) => known.extend(items.iter().filter_map(|item| match item {
                        Value::Text(text) => Some(folded(text)),
                        _ => None,
                    })),
                    _ => {}
                }
            }
        }
    }
    all
}

fn statements(m: &Municipality<'_>, record: &Record, id: &str, sources: &Sources, out: &mut Vec<Statement>) {
    let entity = m.vocabulary.entity(record.entity);
    let on = format!("{}/{id}", entity.id);
    for cell in record.cells.iter().filter(|cell| !entity.key.contains(&cell.field)) {
        let one = Record {
            id: Some((id.to_owned(), record.place)),
            cells: vec![cell.clone()],
            source: record.source.clone().or_else(|| Some(sources.show(cell.place))),
            same_as: None,
            complete: Vec::new(),
            ..record.clone()
        };
        let path = format!("{on}.{}", entity.fields[cell.field.0 as usize].id);
        let overlay = Overlay { on: (on.clone(), record.place), record: one, replaces: true, by: None, evidence: None };
        out.push(Statement { path, overlay });
    }
}

fn row(m: &Municipality<'_>, entity: EntityId, id: &str) -> Option<u32> {
    m.table(entity).find(m.symbols.find(id)?)
}

/// The id of a record: its own, or that of its key.
fn identity(m: &Municipality<'_>, record: &Record) -> Option<String> {
    let entity = m.vocabulary.entity(record.entity);
    if entity.key.is_empty() {
        return record.id.as_ref().map(|(id, _)| id.clone());
    }
    let part = |field: &crate::vocabulary::FieldId| {
        let cell = record.cells.iter().find(|cell| cell.field == *field)?;
        Some(match (&cell.value, &entity.fields[field.0 as usize].kind) {
            (RawValue::Name(word), FieldType::Ref(target)) => canonical(m, *target, word),
            (RawValue::Text(text), _) => text.trim().nfkc().collect(),
            (RawValue::Int(number), _) => number.to_string(),
            (RawValue::Date(date), _) => date.to_string(),
            (RawValue::Days(days), _) => days.written(),
            _ => return None,
        })
    };
    let parts: Option<Vec<String>> = entity.key.iter().map(part).collect();
    parts.map(|parts| parts.join("/"))
}

/// The id of the record that a word means: the word itself if it is an id, else that of the one record with that name.
pub(super) fn canonical(m: &Municipality<'_>, entity: EntityId, word: &str) -> String {
    let word = word.trim();
    if row(m, entity, word).is_some() {
        return word.to_owned();
    }
    let plain = |text: &str| text.nfkc().filter(|c| !c.is_whitespace()).collect::<String>();
    let wanted = plain(word);
    let named = |value: &Value| match value {
        Value::Text(text) => plain(text) == wanted,
        Value::List(items) => items.iter().any(|item| matches!(item, Value::Text(text) if plain(text) == wanted)),
        _ => false,
    };
    let called = |row: &u32| {
        m.vocabulary.entity(entity).names.iter().any(|field| {
            let fact = crate::inventory::Fact { entity, row: *row, field: *field };
            matches!(m.value(fact), Known::Value(value) if named(&value))
        })
    };
    let mut rows = (0..m.table(entity).len()).filter(called);
    match (rows.next(), rows.next()) {
        (Some(row), None) => m.id(entity, row).to_owned(),
        _ => word.to_owned(),
    }
}
