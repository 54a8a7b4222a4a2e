//! What was changed in a workbook of actions, on top of an inventory that may have changed since it was written.
//!
//! A changed cell takes the place of what the inventory says only if that is still what the workbook was made from.

use super::actions::free;
use super::answers::{Additions, before, raw, statement};
use super::import::canonical;
use super::shown;
use crate::diagnostic::Sources;
use crate::inventory::form::actions::id_of;
use crate::inventory::{Fact, Municipality, RawValue, Record, Value};
use crate::language::{Language, Text};
use crate::load::{Answer, Edit, Edited, EditedRow, Said};
use crate::text;
use crate::vocabulary::body::{ACTION_RULE, ACTION_SUBJECT};
use crate::vocabulary::{EntityId, FieldId, FieldType};

/// What is to be told of a workbook of actions, beside what it changes.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Number of rows that say what the inventory says.
    pub unchanged: usize,
    /// What was changed in the workbook and is not taken over, in order of its rows.
    pub kept: Vec<Kept>,
    /// Records of the inventory whose rows are gone from the workbook; they stay.
    pub removed: Vec<String>,
}

/// A change that is not taken over.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Why.
    pub why: KeptWhy,
    /// What was changed.
    pub label: Text,
    /// What it was when the workbook was made; `None` is nothing.
    pub before: Option<Text>,
    /// What the inventory says today.
    pub now: Option<Text>,
    /// What the workbook says.
    pub said: Option<Text>,
    /// Sheet and cell.
    pub place: String,
}

/// Why a change is not taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptWhy {
    /// The inventory has changed since, to something else.
    Conflict,
    /// The record is no longer in the inventory.
    Gone,
    /// The cell was emptied: what was stated is not forgotten by that.
    Cleared,
}

/// Adds what was changed; gives what else is to be told.
pub(super) fn apply(m: &Municipality<'_>, edited: &Edited, sources: &Sources, added: &mut Additions) -> Told {
    let taker = Taker { m, edited, sources };
    let mut told = Told { unchanged: edited.unchanged, removed: edited.removed.clone(), ..Told::default() };
    for row in &edited.rows {
        let Some(id) = taker.id(row, added) else {
            told.unchanged += 1;
            continue;
        };
        match taker.find(&id) {
            Some(at) => {
                let before = (added.overlays.len(), told.kept.len());
                row.edits.iter().for_each(|edit| taker.edit(at, &id, edit, added, &mut told));
                told.unchanged += usize::from(before == (added.overlays.len(), told.kept.len()));
            }
            None if row.recorded => told.kept.push(Kept {
                why: KeptWhy::Gone,
                label: Text::same(&id),
                before: None,
                now: None,
                said: None,
                place: sources.show(row.place),
            }),
            None => added.records.push(Record {
                id: Some((id, row.place)),
                cells: row.cells.clone(),
                source: Some(sources.show(row.place)),
                ..Record::blank(edited.entity, row.place)
            }),
        }
    }
    told
}

struct Taker<'a, 'p> {
    m: &'a Municipality<'p>,
    edited: &'a Edited,
    sources: &'a Sources,
}

impl Taker<'_, '_> {
    fn entity(&self) -> EntityId {
        self.edited.entity
    }

    fn find(&self, id: &str) -> Option<u32> {
        self.m.table(self.entity()).find(self.m.symbols.find(id)?)
    }

    /// The id of a row; a row without one gets one from the finding, unless the inventory has a record that says the same.
    fn id(&self, row: &EditedRow, added: &Additions) -> Option<String> {
        if let Some(id) = &row.id {
            return Some(id.clone());
        }
        let same = |at: u32| {
            row.cells.iter().all(|cell| self.now(at, cell.field) == Some(self.canonical(cell.field, &cell.value)))
        };
        if (0..self.m.table(self.entity()).len()).any(same) {
            return None;
        }
        let kind = self.m.vocabulary.entity(self.entity());
        let text = |name: &str| {
            let cell = row.cells.iter().find(|cell| kind.find(name) == Some(cell.field));
            match cell.map(|cell| &cell.value) {
                Some(RawValue::Text(text)) => text.as_str(),
                _ => "",
            }
        };
        let taken = |id: &str| {
            let new = added.records.iter().filter_map(|record| record.id.as_ref()).any(|(other, _)| other == id);
            new || self.edited.rows.iter().any(|row| row.id.as_deref() == Some(id))
        };
        Some(free(self.m, self.entity(), &id_of(text(ACTION_RULE), text(ACTION_SUBJECT)), taken))
    }

    fn now(&self, row: u32, field: FieldId) -> Option<RawValue> {
        let fact = Fact { entity: self.entity(), row, field };
        before(self.m, fact).map(|datum| self.canonical(field, &raw(self.m, Some(fact), &datum)))
    }

    fn canonical(&self, field: FieldId, value: &RawValue) -> RawValue {
        match (value, &self.m.vocabulary.field(self.entity(), field).kind) {
            (RawValue::Name(word), FieldType::Ref(target)) => RawValue::Name(canonical(self.m, *target, word)),
            (RawValue::Text(text), _) => RawValue::Text(text.trim().to_owned()),
            _ => value.clone(),
        }
    }

    fn edit(&self, row: u32, id: &str, edit: &Edit, added: &mut Additions, told: &mut Told) {
        let (m, entity, field) = (self.m, self.entity(), edit.field);
        let plain = |value: &Option<RawValue>| value.as_ref().map(|value| self.canonical(field, value));
        let (was, said, now) = (plain(&edit.before), plain(&edit.said), self.now(row, field));
        if said == now {
            return;
        }
        let fact = Fact { entity, row, field };
        let why = match &edit.said {
            None => KeptWhy::Cleared,
            Some(_) if was != now => KeptWhy::Conflict,
            Some(value) => {
                let answer = Answer {
                    path: m.path(fact),
                    on: (entity, id.to_owned()),
                    from: entity,
                    said: Said::Value(field, value.clone()),
                    by: None,
                    on_date: None,
                    evidence: None,
                    note: None,
                    place: edit.place,
                };
                let mut stated = statement(m, &answer, Some((field, value.clone())), Some(fact), self.sources);
                stated.overlay.replaces |= now.is_some();
                return added.overlays.push(stated);
            }
        };
        let (ja, en) = (&m.vocabulary.field(entity, field).label.ja, &m.vocabulary.field(entity, field).label.en);
        let say = |value: &Option<RawValue>| value.as_ref().map(|value| self.say(fact, value));
        told.kept.push(Kept {
            why,
            label: text!(ja: "{id}の{ja}", en: "{en} of {id}"),
            before: say(&was),
            now: say(&now),
            said: say(&said),
            place: self.sources.show(edit.place),
        });
    }

    /// A value as people read it.
    fn say(&self, fact: Fact, raw: &RawValue) -> Text {
        let known = match raw {
            RawValue::None => return text!(ja: "なし", en: "none"),
            RawValue::Bool(value) => Value::Bool(*value),
            RawValue::Int(value) => Value::Int(*value),
            RawValue::Number(value) => Value::Number(*value),
            RawValue::Date(value) => Value::Date(*value),
            RawValue::Days(value) => Value::Days(*value),
            RawValue::Text(value) => Value::Text(value.clone()),
            RawValue::Texts(values) => Value::List(values.iter().cloned().map(Value::Text).collect()),
            RawValue::Name(name) => match &self.m.vocabulary.field(fact.entity, fact.field).kind {
                FieldType::Ref(target) => {
                    let row = self.m.symbols.find(name).and_then(|id| self.m.table(*target).find(id));
                    row.map_or_else(|| Value::Text(name.clone()), |row| Value::Record(*target, row))
                }
                _ => Value::Text(name.clone()),
            },
            RawValue::Names(names) => Value::List(names.iter().map(|(name, _)| Value::Text(name.clone())).collect()),
        };
        let word = |language| shown::value(self.m, fact, &known, language);
        Text::new(word(Language::Ja), word(Language::En))
    }
}
