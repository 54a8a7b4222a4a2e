//! Reading records by the names of their fields.

use crate::inventory::{Fact, Known, Municipality, Symbol};
use crate::language::Language;
use crate::language::Text;
use crate::vocabulary::{EntityId, FieldType};
use jiff::civil::Date;

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

    /// A known date, as it is written.
    pub(super) fn date(&self, field: &str) -> Option<String> {
        self.day(field).value().map(|date| date.to_string())
    }

    /// A date, known to be none, or missing.
    pub(super) fn day(&self, field: &str) -> Known<Date> {
        self.fact(field).map_or(Known::Missing, |fact| self.m.date(fact))
    }

    /// A choice, known to be none, or missing.
    pub(super) fn choice(&self, field: &str) -> Known<Chosen> {
        let Some(fact) = self.fact(field) else { return Known::Missing };
        let kind = &self.m.vocabulary.field(fact.entity, fact.field).kind;
        self.m.text(fact).map(|symbol| {
            let id = self.m.symbols.text(symbol);
            Chosen { id: id.to_owned(), label: choice(kind, id) }
        })
    }

    /// A text, known to be none, or missing.
    pub(super) fn said(&self, field: &str) -> Known<String> {
        let Some(fact) = self.fact(field) else { return Known::Missing };
        self.m.text(fact).map(|symbol| self.m.symbols.text(symbol).to_owned())
    }

    /// A field is known to be none.
    pub(super) fn is_none(&self, field: &str) -> bool {
        self.fact(field).is_some_and(|fact| self.m.value(fact) == Known::None)
    }

    /// A whole number that is known.
    pub(super) fn number(&self, field: &str) -> Option<i64> {
        self.m.int(self.fact(field)?).value()
    }

    /// The record that a reference names, by subject and name.
    pub(super) fn named(&self, field: &str) -> Option<Named> {
        let fact = self.fact(field)?;
        let FieldType::Ref(target) = self.m.vocabulary.field(fact.entity, fact.field).kind else { return None };
        let row = self.m.reference(fact).value()?;
        Some(Named { subject: self.m.subject(target, row), name: self.m.title(target, row) })
    }
}

/// A choice with what it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chosen {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: Text,
}

/// A record by the name in every output, and what it is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// `department/zeimu`.
    pub subject: String,
    /// What it is called.
    pub name: Text,
}

/// What a field may be, in the order of the vocabulary.
pub(super) fn choices(m: &Municipality<'_>, entity: &str, field: &str) -> Vec<Chosen> {
    let kind = m
        .vocabulary
        .find(entity)
        .and_then(|entity| m.vocabulary.entity(entity).fields.get(field))
        .map(|field| &field.kind);
    match kind {
        Some(FieldType::Choice(choices)) => {
            choices.iter().map(|(id, choice)| Chosen { id: id.clone(), label: choice.label.clone() }).collect()
        }
        _ => Vec::new(),
    }
}

/// The label of a choice in both languages.
fn choice(kind: &FieldType, id: &str) -> Text {
    let found = match kind {
        FieldType::Choice(choices) | FieldType::Choices(choices) => choices.get(id),
        _ => None,
    };
    found.map_or_else(|| Text::same(id), |choice| choice.label.clone())
}
