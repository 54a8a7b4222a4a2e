//! Reading computed tables by the names of their fields.

use super::assessment::{Assessment, DerivedTable};
use crate::inventory::Value;
use jiff::civil::Date;

/// One row.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a DerivedTable,
    cells: &'a [Option<Value>],
}

/// The rows of a computed table; none if there is no such table.
pub fn rows<'a>(assessment: &'a Assessment, entity: &str) -> impl Iterator<Item = Row<'a>> + use<'a> {
    let table = assessment.derived.iter().find(|table| table.entity == entity);
    table.into_iter().flat_map(|table| table.rows.iter().map(move |cells| Row { table, cells }))
}

impl<'a> Row<'a> {
    /// A value that is known and not none.
    pub fn get(self, field: &str) -> Option<&'a Value> {
        let at = self.table.fields.iter().position(|(id, _)| id == field)?;
        self.cells.get(at)?.as_ref()
    }

    /// A text, a choice or the subject of a record.
    pub fn text(self, field: &str) -> Option<&'a str> {
        match self.get(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A whole number that is known exactly.
    pub fn int(self, field: &str) -> Option<i64> {
        match self.get(field)? {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// A number.
    pub fn number(self, field: &str) -> Option<f64> {
        match self.get(field)? {
            Value::Number(number) => Some(*number),
            Value::Int(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// A date.
    pub fn date(self, field: &str) -> Option<Date> {
        match self.get(field)? {
            Value::Date(date) => Some(*date),
            _ => None,
        }
    }
}
