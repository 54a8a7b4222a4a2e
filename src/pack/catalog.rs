//! The catalog: dated reference data, as records of catalog entities.

use super::Pack;
use crate::inventory::{RawValue, Record};
use crate::language::Text;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::body::{ALIASES, NAME, NAME_EN};
use jiff::civil::Date;

/// One dated entry of the catalog.
#[derive(Debug, Clone)]
pub struct CatalogEntry {
    /// The entry itself.
    pub record: Record,
    /// First day in force; `None` is always.
    pub from: Option<Date>,
    /// Last day in force; `None` is open.
    pub until: Option<Date>,
    /// Checked against its source, not from memory.
    pub confirmed: bool,
}

impl CatalogEntry {
    /// Whether the entry is in force on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Its id; empty where it has none.
    pub fn id(&self) -> &str {
        self.record.id.as_ref().map(|(id, _)| id.as_str()).unwrap_or_default()
    }

    /// What it states in a field, if it does.
    pub fn value(&self, vocabulary: &Vocabulary, field: &str) -> Option<&RawValue> {
        let field = vocabulary.entity(self.record.entity).find(field)?;
        self.record.cells.iter().find(|cell| cell.field == field).map(|cell| &cell.value)
    }

    /// The text that it states in a field.
    pub fn text(&self, vocabulary: &Vocabulary, field: &str) -> Option<&str> {
        match self.value(vocabulary, field)? {
            RawValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What it is called: its name, else its id.
    pub fn name(&self, vocabulary: &Vocabulary) -> Text {
        let ja = self.text(vocabulary, NAME).unwrap_or(self.id());
        Text::new(ja, self.text(vocabulary, NAME_EN).unwrap_or(ja))
    }
}

impl Pack {
    /// The entries of a catalog entity, in force or not.
    pub fn entries(&self, entity: &str) -> impl Iterator<Item = &CatalogEntry> {
        let entity = self.vocabulary.find(entity);
        self.catalog.iter().filter(move |entry| Some(entry.record.entity) == entity)
    }

    /// The names and aliases of the entries of an entity, each with the id of its entry.
    pub fn names(&self, entity: &str) -> impl Iterator<Item = (&str, &str)> {
        self.entries(entity).flat_map(|entry| {
            let aliases = match entry.value(&self.vocabulary, ALIASES) {
                Some(RawValue::Texts(aliases)) => aliases.as_slice(),
                _ => &[],
            };
            let aliases = aliases.iter().map(String::as_str);
            aliases.chain(entry.text(&self.vocabulary, NAME)).map(|name| (name, entry.id()))
        })
    }
}
