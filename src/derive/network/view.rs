//! Reading facts by name, each with the question that would settle it.

use crate::inventory::{Fact, Known, Missing, Municipality, Symbol};
use crate::vocabulary::EntityId;

/// A fact as it was told: its value, and which fact it is (none if the vocabulary does not know it).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Told<T> {
    pub(super) value: Known<T>,
    pub(super) fact: Option<Fact>,
}

impl<T> Told<T> {
    /// Nothing is known and nothing can be asked.
    pub(super) fn nothing() -> Self {
        Self { value: Known::Missing, fact: None }
    }

    /// Known without a fact of its own.
    pub(super) fn given(value: T) -> Self {
        Self { value: Known::Value(value), fact: None }
    }

    /// Known to be none.
    pub(super) fn none() -> Self {
        Self { value: Known::None, fact: None }
    }

    /// What to ask if it is missing.
    pub(super) fn question(&self) -> Option<Missing> {
        self.fact.filter(|_| matches!(self.value, Known::Missing)).map(Missing::Field)
    }
}

/// A municipality read by the names of entities and fields.
#[derive(Clone, Copy)]
pub(super) struct View<'m, 'v> {
    pub(super) m: &'m Municipality<'v>,
}

impl<'m> View<'m, '_> {
    /// An entity, if the vocabulary has it.
    pub(super) fn entity(&self, name: &str) -> Option<EntityId> {
        self.m.vocabulary.find(name)
    }

    /// The records of an entity; none if the vocabulary does not have it.
    pub(super) fn records(&self, name: &str) -> impl Iterator<Item = Of> + use<> {
        let entity = self.entity(name);
        let rows = entity.map_or(0, |entity| self.m.table(entity).len());
        entity.into_iter().flat_map(move |entity| (0..rows).map(move |row| Of { entity, row }))
    }

    /// The number of a text, if it occurs anywhere.
    pub(super) fn symbol(&self, text: &str) -> Option<Symbol> {
        self.m.symbols.find(text)
    }

    /// The id of a record, as a symbol.
    pub(super) fn id(&self, of: Of) -> Symbol {
        self.m.table(of.entity).id(of.row)
    }

    fn told<T>(&self, of: Of, field: &str, read: impl Fn(&'m Municipality<'_>, Fact) -> Known<T>) -> Told<T> {
        match self.m.fact(of.entity, of.row, field) {
            Some(fact) => Told { value: read(self.m, fact), fact: Some(fact) },
            None => Told::nothing(),
        }
    }

    /// A text or choice.
    pub(super) fn text(&self, of: Of, field: &str) -> Told<Symbol> {
        self.told(of, field, |m, fact| m.text(fact))
    }

    /// A truth value.
    pub(super) fn bool(&self, of: Of, field: &str) -> Told<bool> {
        self.told(of, field, |m, fact| m.bool(fact))
    }

    /// A reference.
    pub(super) fn reference(&self, of: Of, field: &str) -> Told<u32> {
        self.told(of, field, |m, fact| m.reference(fact))
    }

    /// A list of records or choices.
    pub(super) fn list(&self, of: Of, field: &str) -> Told<&'m [u32]> {
        self.told(of, field, |m, fact| m.list(fact))
    }

    /// The weight of removing what a field states, now and if it is in use; `None` if no fix may change the field.
    pub(super) fn weight(&self, of: Of, field: &str) -> Option<(u32, u32)> {
        let field = self.m.vocabulary.entity(of.entity).fields.get(field)?;
        field.change.then(|| (field.weight, field.weight_in_use.unwrap_or(field.weight)))
    }

    /// What would settle whether a table is complete; nothing if it is, or if there is no such table.
    pub(super) fn open(&self, name: &str) -> &'m [Missing] {
        self.entity(name).map_or(&[], |entity| self.m.open(entity))
    }
}

/// A record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Of {
    pub(super) entity: EntityId,
    pub(super) row: u32,
}
