//! The vocabulary: what can be said about a municipality.
//!
//! An *entity* is a kind of thing (a system, a flow, an incident); a *field* is a kind of fact about it. Both are
//! declared once, in `rules/vocabulary/<entity>.toml`, and everything else follows from there: loading, type checks,
//! rule checks, questions, schemas. Nothing in the code knows the name of a particular field except the few in
//! [`body`] that identify an inventory.

pub mod body;
pub mod field;
pub mod layout;

use crate::diagnostic::Place;
use crate::language::Text;
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

pub use field::{Choice, Field, FieldType, Format, Period, Still, Term};
pub use layout::{Form, Layout, Target};

/// The number of an entity in the [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u16);

/// The number of a field within its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub u16);

/// The number of a reverse list within its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReverseId(pub u16);

/// Where the records of an entity come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Written by the body in its inventory.
    Base,
    /// The one record of the body itself.
    Singleton,
    /// Dated reference data of the pack.
    Catalog,
    /// Worked out by the `derive` stage; an inventory cannot supply it.
    Computed,
}

/// Who can answer a question about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answers {
    /// The department that this reference field of the record names.
    Owner(FieldId),
    /// The department whose `role` has this choice (`@ict` in files).
    Role(String),
}

/// One kind of thing.
#[derive(Debug, Clone)]
pub struct Entity {
    /// Name in files, rules and paths.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// Where its records come from.
    pub kind: Kind,
    /// Its records are details of the network, which only some audiences are shown.
    pub network: bool,
    /// The question "is this list complete?" for an open table.
    pub list: Text,
    /// How long the statement that the list is complete stands; `None` means that it does not age.
    pub list_valid_for: Option<Period>,
    /// Who answers for its records, unless a field says otherwise.
    pub answers: Answers,
    /// Fields that identify a record where nobody gives ids; empty means `id`.
    pub key: Vec<FieldId>,
    /// Text fields by which a reference may name a record, beside its id.
    pub names: Vec<FieldId>,
    /// Groups of fields of which exactly one is stated; stating one makes the others known to be none.
    pub either: Vec<Vec<FieldId>>,
    /// Records that the catalog implies.
    pub implied: Option<Implied>,
    /// How the records of a computed entity are worked out; `None` for those that a module of `derive` fills.
    pub each: Option<Each>,
    /// Facts that can be stated.
    pub fields: IndexMap<String, Field>,
    /// Lists of records elsewhere that refer to a record of this entity.
    pub reverses: IndexMap<String, Reverse>,
    /// Where it is declared.
    pub place: Place,
}

/// Records that exist because the catalog says so, with every other fact unknown.
#[derive(Debug, Clone)]
pub struct Implied {
    /// The entities whose records (or pairs of records) imply one record each.
    pub of: Vec<EntityId>,
    /// The fields set to those records, in the same order.
    pub fields: Vec<FieldId>,
    /// The list is complete by law, so the table is not open.
    pub complete: bool,
    /// Fields set by an expression over `body` and `entry`: source text and place.
    pub set: Vec<(FieldId, Formula)>,
}

/// How the rows of a computed entity are enumerated.
#[derive(Debug, Clone)]
pub struct Each {
    /// Names bound one after the other, each over a list.
    pub over: Vec<(String, Formula)>,
    /// Keep a row only where this holds.
    pub keep: Option<Formula>,
}

/// The source text of an expression in a vocabulary file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// The expression.
    pub source: String,
    /// Where it is written, with quotes.
    pub place: Place,
}

/// A list of the records that refer here through one reference field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reverse {
    /// The entity that refers.
    pub from: EntityId,
    /// Its reference field.
    pub field: FieldId,
}

/// All entities.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Entities by name.
    pub entities: IndexMap<String, Entity>,
    /// Layouts of official forms, by name.
    pub forms: IndexMap<String, Form>,
}

impl Vocabulary {
    /// The entity with that number.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The number of the entity with that name.
    pub fn find(&self, name: &str) -> Option<EntityId> {
        self.entities.get_index_of(name).map(|i| EntityId(i as u16))
    }

    /// The field with that number.
    pub fn field(&self, entity: EntityId, field: FieldId) -> &Field {
        &self.entity(entity).fields[field.0 as usize]
    }

    /// Entity numbers in order of declaration.
    pub fn ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.len()).map(|i| EntityId(i as u16))
    }
}

impl Entity {
    /// The number of the field with that name.
    pub fn find(&self, name: &str) -> Option<FieldId> {
        self.fields.get_index_of(name).map(|i| FieldId(i as u16))
    }

    /// Field numbers in order of declaration.
    pub fn field_ids(&self) -> impl Iterator<Item = FieldId> + use<> {
        (0..self.fields.len()).map(|i| FieldId(i as u16))
    }

    /// The fields by which the records of a computed entity are told apart: those that hold what a row is made from, or
    /// else something of it. A record that nothing was enumerated for shows everything.
    pub fn made_from(&self) -> Vec<FieldId> {
        let Some(each) = &self.each else { return self.field_ids().collect() };
        let of = |field: &FieldId, name: &str| {
            let source = self.fields[field.0 as usize].formula.as_ref().map_or("", |formula| formula.source.as_str());
            (source == name, source.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
        };
        let from = |name: &str| {
            let whole: Vec<FieldId> = self.field_ids().filter(|field| of(field, name).0).collect();
            if whole.is_empty() { self.field_ids().filter(|field| of(field, name).1).collect() } else { whole }
        };
        each.over.iter().flat_map(|(name, _)| from(name)).collect()
    }

    /// Whether a field of a computed record holds no more than what the record was made from.
    pub fn is_made_from(&self, field: FieldId) -> bool {
        let formula = self.fields[field.0 as usize].formula.as_ref();
        let over = self.each.iter().flat_map(|each| &each.over);
        formula.is_some_and(|formula| over.into_iter().any(|(name, _)| *name == formula.source))
    }

    /// The number of the reverse list with that name.
    pub fn find_reverse(&self, name: &str) -> Option<ReverseId> {
        self.reverses.get_index_of(name).map(|i| ReverseId(i as u16))
    }

    /// The reverse list with that number.
    pub fn reverse(&self, reverse: ReverseId) -> &Reverse {
        &self.reverses[reverse.0 as usize]
    }
}
