//! What an expression reads beside the records it is about.

use crate::vocabulary::EntityId;
use std::collections::BTreeSet;

/// What an expression names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads {
    /// The entities of which it reads the whole table.
    pub tables: BTreeSet<EntityId>,
    /// The deadlines it names.
    pub deadlines: BTreeSet<String>,
}

impl Reads {
    /// Adds what another one reads.
    pub(super) fn append(&mut self, other: &mut Reads) {
        self.tables.append(&mut other.tables);
        self.deadlines.append(&mut other.deadlines);
    }
}
