//! How an inventory begins: what a body that has nothing yet is given to fill in.

use crate::diagnostic::Place;
use crate::language::Text;
use crate::vocabulary::{EntityId, FieldId};

/// What is laid out for a new inventory.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// Facts about the body, in the order in which they are asked for.
    pub body: Vec<FieldId>,
    /// The sheets of its workbook.
    pub sheets: Vec<StartSheet>,
}

/// One sheet: a row for each record of an entity.
#[derive(Debug, Clone)]
pub struct StartSheet {
    /// What it is called.
    pub name: Text,
    /// What its rows are.
    pub entity: EntityId,
    /// How it is filled in.
    pub note: Text,
    /// It is filled in before lists of the body's own are taken in, for they name its records.
    pub first: bool,
    /// Its columns; the first names the record.
    pub columns: Vec<FieldId>,
    /// Where it is written.
    pub place: Place,
}
