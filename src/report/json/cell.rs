//! Values as JSON shows them.

use crate::inventory::Value;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;

/// One value. A date is an ISO text, a record its subject (`segment/lg`), a choice its id.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Cell<'a> {
    /// A truth value.
    Bool(bool),
    /// A whole number; a fiscal year is the year in which it begins.
    Int(i64),
    /// A number.
    Number(f64),
    /// Free text, the id of a choice, an ISO date, or a record by its subject.
    Text(Cow<'a, str>),
    /// A count that is known only from below, because a list may lack records.
    Counted {
        /// No less than this.
        at_least: i64,
        /// No more than this; null is no bound.
        at_most: Option<i64>,
    },
    /// Several values.
    List(Vec<Cell<'a>>),
}

impl<'a> From<&'a Value> for Cell<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Bool(truth) => Cell::Bool(*truth),
            Value::Int(number) => Cell::Int(*number),
            Value::AtLeast(low, high) => Cell::Counted { at_least: *low, at_most: *high },
            Value::Number(number) => Cell::Number(*number),
            Value::Date(day) => Cell::Text(Cow::Owned(day.to_string())),
            Value::Days(days) => Cell::Text(Cow::Owned(days.written())),
            Value::Text(text) => Cell::Text(Cow::Borrowed(text)),
            // An assessment names records by their subject; a number is all that is left of one that was not named.
            Value::Record(entity, row) => Cell::Text(Cow::Owned(format!("{}/{row}", entity.0))),
            Value::List(values) => Cell::List(values.iter().map(Cell::from).collect()),
        }
    }
}
