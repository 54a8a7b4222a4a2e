//! Reading records by the names of their fields.

use super::choice;
use crate::inventory::{Fact, Known, Municipality, Symbol};
use crate::language::Language;
use crate::language::Text;
use crate::vocabulary::EntityId;

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Row<'m, 'v> {
    pub(super) m: &'m Municipality<'v>,
    pub(super) entity: EntityId,
    pub(super) row: u32,
}

/// All records of an entity.
pub(super) fn rows<'m, 'v>(m: &'m Municipality<'v>, entity: &str) -> impl Iterator<Item = Row<'m, 'v>> + use<'m, 'v> {
    let found = m.vocabulary.find(entity);
    let count = found.map_or(0, |entity| m.table(entity).len());
    found.into_iter().flat_map(move |entity| (0..count).map(move |row| Row { m, entity, row }))
}

impl<'m, 'v> Row<'m, 'v> {
    /// The record by which it is known.
    pub(super) fn subject(&self) -> String {
        self.m.subject(self.entity, self.row)
    }

    /// What it is called.
    pub(super) fn name(&self) -> String {
        self.m.name(self.entity, self.row, Language::Ja)
    }

    /// One of its facts.
    pub(super) fn fact(&self, field: &str) -> Option<Fact> {
        self.m.fact(self.entity, self.row, field)
    }

    /// A known text or choice.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        let symbol = self.m.text(self.fact(field)?).value()?;
        Some(self.m.symbols.text(symbol).to_owned())
    }

    /// A choice in words; empty if it is none, `?` if it is not known.
    pub(super) fn label(&self, field: &str) -> Text {
        let Some(fact) = self.fact(field) else { return Text::same("?") };
        match self.m.text(fact) {
            Known::Value(symbol) => {
                choice(&self.m.vocabulary.field(fact.entity, fact.field).kind, self.m.symbols.text(symbol))
            }
            Known::None => Text::default(),
            Known::Missing => Text::same("?"),
        }
    }

    /// A known whole number, else zero.
    pub(super) fn int(&self, field: &str) -> i64 {
        self.fact(field).and_then(|fact| self.m.int(fact).value()).unwrap_or(0)
    }

    /// A flag that is known to be set.
    pub(super) fn bool(&self, field: &str) -> bool {
        self.fact(field).and_then(|fact| self.m.bool(fact).value()).unwrap_or(false)
    }

    /// A flag as a tri-state.
    pub(super) fn flag(&self, field: &str) -> Option<bool> {
        self.m.bool(self.fact(field)?).value()
    }

    /// Several texts.
    pub(super) fn texts(&self, field: &str) -> Vec<String> {
        let list = self.fact(field).and_then(|fact| self.m.list(fact).value()).unwrap_or(&[]);
        list.iter().map(|symbol| self.m.symbols.text(Symbol(*symbol)).to_owned()).collect()
    }

    /// The record that a reference names.
    pub(super) fn reference(&self, field: &str, entity: &str) -> Option<Row<'m, 'v>> {
        let row = self.m.reference(self.fact(field)?).value()?;
        Some(Row { m: self.m, entity: self.m.vocabulary.find(entity)?, row })
    }

    /// The records that a list of references names.
    pub(super) fn references(&self, field: &str, entity: &str) -> Vec<Row<'m, 'v>> {
        let list = self.fact(field).and_then(|fact| self.m.list(fact).value()).unwrap_or(&[]);
        let entity = self.m.vocabulary.find(entity);
        entity.map_or_else(Vec::new, |entity| list.iter().map(|row| Row { m: self.m, entity, row: *row }).collect())
    }

    /// A known date.
    pub(super) fn date(&self, field: &str) -> Option<String> {
        self.m.date(self.fact(field)?).value().map(|date| date.to_string())
    }
}
