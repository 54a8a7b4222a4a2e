//! The catalog: dated reference data, as records of catalog entities.

use super::Pack;
use crate::inventory::{RawValue, Record};
use crate::language::Text;
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
            let aliases = match self.value(entry, ALIASES) {
                Some(RawValue::Texts(aliases)) => aliases.as_slice(),
                _ => &[],
            };
            let aliases = aliases.iter().map(String::as_str);
            aliases.chain(self.text(entry, NAME)).map(|name| (name, entry.id()))
        })
    }

    /// What an entry states in a field, if it does.
    pub fn value<'e>(&self, entry: &'e CatalogEntry, field: &str) -> Option<&'e RawValue> {
        let field = self.vocabulary.entity(entry.record.entity).find(field)?;
        entry.record.cells.iter().find(|cell| cell.field == field).map(|cell| &cell.value)
    }

    /// The text that an entry states in a field.
    pub fn text<'e>(&self, entry: &'e CatalogEntry, field: &str) -> Option<&'e str> {
        match self.value(entry, field)? {
            RawValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What an entry is called: its name, else its id.
    pub fn name(&self, entry: &CatalogEntry) -> Text {
        let ja = self.text(entry, NAME).unwrap_or(entry.id());
        Text::new(ja, self.text(entry, NAME_EN).unwrap_or(ja))
    }
}
