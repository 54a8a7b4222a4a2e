//! The pack: rules, clauses, vocabulary and catalog, read and checked.
//!
//! A pack is law and advice as data. Once it is loaded, every name in it resolves, every condition type-checks, and
//! nothing in it can fail for a reason its author could have been told.

pub mod accepted;
pub mod audience;
mod catalog;
pub mod clause;
pub mod formula;
pub mod own;
pub mod profile;
pub mod returns;
pub mod rule;
pub mod start;

use crate::expression::{Scope, Type};
use crate::inventory::RawValue;
use crate::language::Text;
use crate::vocabulary::body::{CLOCK, DEADLINE, DEADLINE_OWN};
use crate::vocabulary::{EntityId, Vocabulary};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

pub use accepted::Accepted;
pub use audience::Audience;
pub use catalog::CatalogEntry;
pub use clause::{Authority, Clause, Clauses};
pub use formula::{EntityFormulas, Formulas, TermFormulas};
pub use own::{Change, Override};
pub use profile::{Profile, Selection};
pub use returns::Return;
pub use rule::{Example, Expected, Rule, Severity};
pub use start::{Start, StartSheet};

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
    /// Days before its last day from which an exception counts as expiring.
    pub waiver_expiring_days: i64,
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
    /// Clauses by `source/id`, in their editions.
    pub clauses: Clauses,
    /// Rules in order of id; those that are judged, if a profile was chosen.
    pub rules: Vec<Rule>,
    /// Sheets that a body sends in, in order of id.
    pub returns: Vec<Return>,
    /// Choices among the rules.
    pub profiles: Vec<Profile>,
    /// The profile that was chosen; without one all rules are judged.
    pub selection: Option<Selection>,
    /// What its authors know of and leave as it is.
    pub accepted: Vec<Accepted>,
    /// What the body sets otherwise than the pack.
    pub overrides: Vec<Override>,
    /// How an inventory begins.
    pub start: Start,
}

impl Pack {
    /// A scope with nothing bound, in which conditions may name the deadlines and the clocks of the catalog.
    pub fn scope(&self) -> Scope {
        scope(&self.vocabulary, &self.catalog)
    }

    /// The names that the conditions of rules about an entity may use.
    pub fn scope_of(&self, subject: EntityId) -> Scope {
        let variable = (self.vocabulary.entity(subject).id.clone(), Type::Record(subject));
        Scope { variables: vec![variable], ..self.scope() }
    }

    /// What a rule rests on at a day: of each clause it cites the edition in force, if there is one.
    pub fn cited<'p>(&'p self, rule: &'p Rule, day: Date) -> impl Iterator<Item = &'p Clause> {
        let editions = rule.clauses.iter().filter_map(|key| self.clauses.get(key));
        editions.filter_map(move |editions| editions.iter().find(|clause| clause.in_force(day)))
    }
}

/// A scope with nothing bound, in which the deadlines and clocks among catalog entries may be named.
pub fn scope(vocabulary: &Vocabulary, catalog: &[CatalogEntry]) -> Scope {
    let clocks = vocabulary.find(CLOCK).map(|clock| {
        let clocks = catalog.iter().map(|entry| &entry.record).filter(|record| record.entity == clock);
        clocks.filter_map(|record| Some(record.id.clone()?.0)).collect::<BTreeSet<_>>()
    });
    Scope { deadlines: deadlines(vocabulary, catalog), clocks: clocks.unwrap_or_default(), ..Scope::default() }
}

/// The deadlines among catalog entries: their ids, with the field by which a record may have its own.
fn deadlines(vocabulary: &Vocabulary, catalog: &[CatalogEntry]) -> BTreeMap<String, Option<String>> {
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
