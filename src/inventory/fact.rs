//! Facts: what is known about one field of one record, and what is missing.

use crate::calendar::Days;
use crate::vocabulary::{EntityId, FieldId, ReverseId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which fact: a field of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The entity.
    pub entity: EntityId,
    /// The row in its table.
    pub row: u32,
    /// The field.
    pub field: FieldId,
}

/// Something that is not known and could be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    /// A field of a record.
    Field(Fact),
    /// Whether the list of all records of an entity is complete.
    Table(EntityId),
    /// Whether a record's reverse list is complete.
    Reverse {
        /// The entity that has the list.
        entity: EntityId,
        /// The row in its table.
        row: u32,
        /// The list.
        reverse: ReverseId,
    },
}

/// What is known of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Known<T> {
    /// Nobody wrote it down, or what was written cannot be used (conflict, too old).
    #[default]
    Missing,
    /// Known to be none.
    None,
    /// Known.
    Value(T),
}

/// A value for people and machine formats; rules read columns directly.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number known only from below (and perhaps above).
    AtLeast(i64, Option<i64>),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// One of these days; which one is not known.
    Days(Days),
    /// Free text, or the id of a choice.
    Text(String),
    /// A record.
    Record(EntityId, u32),
    /// Several values.
    List(Vec<Value>),
}
