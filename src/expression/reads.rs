//! What an expression reads.

use crate::vocabulary::{EntityId, FieldId};
use std::collections::BTreeSet;

/// What an expression names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// The entities of which it reads the whole table.
    pub tables: BTreeSet<EntityId>,
    /// The deadlines it names.
    pub deadlines: BTreeSet<String>,
    /// The fields it names; for a reverse list the reference that makes it.
    pub fields: BTreeSet<(EntityId, FieldId)>,
    /// Some value in it is a list of records, texts or choices.
    pub lists: bool,
}

impl Reads {
    /// Adds what another one reads.
    pub(super) fn append(&mut self, other: &mut Reads) {
        self.tables.append(&mut other.tables);
        self.deadlines.append(&mut other.deadlines);
        self.fields.append(&mut other.fields);
        self.lists |= other.lists;
    }
}
