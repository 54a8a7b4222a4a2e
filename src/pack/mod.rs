//! The pack: rules, clauses, vocabulary and catalog, read and checked.
//!
//! A pack is law and advice as data. Once it is loaded, every name in it resolves, every condition type-checks, and
//! nothing in it can fail for a reason its author could have been told.

pub mod audience;
pub mod clause;
pub mod formula;
pub mod rule;

use crate::inventory::{RawValue, Record};
use crate::language::Text;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::body::{DEADLINE, DEADLINE_OWN};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeMap;

pub use audience::Audience;
pub use clause::{Authority, Clause};
pub use formula::{EntityFormulas, Formulas};
pub use rule::{Example, Expected, Rule, Severity};

/// Everything under `rules/`, ready to use.
#[derive(Debug, Clone)]
pub struct Pack {
    /// Name of the pack, for outputs.
    pub name: String,
    /// Version of the pack, for outputs.
    pub version: String,
    /// Title for people.
    pub title: Text,
    /// SHA-256 over names and contents of its files, in order of name.
    pub sha256: String,
    /// Longest term of an exception (例外措置), in days.
    pub waiver_max_days: i64,
    /// What the areas of rules are called, by folder, in the order of a reader.
    pub areas: IndexMap<String, Text>,
    /// For whom reports are made.
    pub audiences: Vec<Audience>,
    /// What can be said.
    pub vocabulary: Vocabulary,
    /// Compiled expressions of the vocabulary: implied and computed fields, questions.
    pub formulas: Formulas,
    /// Dated reference data, as records of catalog entities.
    pub catalog: Vec<CatalogEntry>,
    /// Clauses by `source/id`.
    pub clauses: IndexMap<String, Clause>,
    /// Rules in order of id.
    pub rules: Vec<Rule>,
}

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
}

impl Pack {
    /// The deadlines of the catalog: their ids, with the field by which a record may have its own.
    pub fn deadlines(&self) -> BTreeMap<String, Option<String>> {
        deadlines(&self.vocabulary, &self.catalog)
    }
}

/// The deadlines among catalog entries: their ids, with the field by which a record may have its own.
pub fn deadlines(vocabulary: &Vocabulary, catalog: &[CatalogEntry]) -> BTreeMap<String, Option<String>> {
    let Some(entity) = vocabulary.find(DEADLINE) else { return BTreeMap::new() };
    let own = vocabulary.entity(entity).find(DEADLINE_OWN);
    let entries = catalog.iter().map(|entry| &entry.record).filter(|record| record.entity == entity);
    entries
        .filter_map(|record| {
            let (id, _) = record.id.clone()?;
            let own = record.cells.iter().find(|cell| Some(cell.field) == own);
            let own = own.and_then(|cell| match &cell.value {
                RawValue::Text(field) => Some(field.clone()),
                _ => None,
            });
            Some((id, own))
        })
        .collect()
}
