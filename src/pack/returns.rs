//! Returns (報告様式): sheets that a body sends in, with the cells that facts fill.
//!
//! A cell is bound to an expression; what the expression cannot tell stays blank. A layout that nobody has compared with
//! the official one says so, in every form in which it is shown.

use super::EntityFormulas;
use crate::diagnostic::source::letters;
use crate::expression::{Formula, Type};
use crate::language::Text;
use crate::vocabulary::FieldType;

/// The sheets that stand beside a return, in Japanese and English: where its values are written, and what is not known.
pub const BESIDE: [[&str; 2]; 2] = [["出典", "Sources"], ["未確認", "Not known"]];

/// A sheet that is sent in, as the pack declares it.
#[derive(Debug, Clone)]
pub struct Return {
    /// Its name, that of its file.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The clauses that ask for it.
    pub clauses: Vec<String>,
    /// Why its layout is not that of the official form; `None` if it was compared with it.
    pub unconfirmed: Option<Text>,
    /// What the sheet is called.
    pub sheet: Text,
    /// Widths of its columns, in characters, from the first.
    pub widths: Vec<f64>,
    /// What stands in it whatever the facts are.
    pub texts: Vec<(Spot, Text)>,
    /// Cells that facts fill.
    pub cells: Vec<(Spot, Bound)>,
    /// Tables that facts fill, from top to bottom.
    pub tables: Vec<Table>,
}

/// A cell, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u16,
}

/// What fills a cell.
#[derive(Debug, Clone)]
pub struct Bound {
    /// What the cell is about.
    pub label: Text,
    /// The type of the value, by which it is written.
    pub kind: FieldType,
    /// The value.
    pub value: Formula,
}

/// A table with a row for each record.
#[derive(Debug, Clone)]
pub struct Table {
    /// Where its headings begin. What stands above may push it down.
    pub at: Spot,
    /// What it lists.
    pub label: Text,
    /// What there is a row for, and which of them are left out.
    pub lists: EntityFormulas,
    /// What the names in `lists` stand for.
    pub elements: Vec<Type>,
    /// Its columns.
    pub columns: Vec<Bound>,
    /// Further columns, one for each record of another list.
    pub across: Option<Across>,
}

/// Columns of which there is one for each record of a list.
#[derive(Debug, Clone)]
pub struct Across {
    /// What there is a column for.
    pub lists: EntityFormulas,
    /// The heading of such a column.
    pub heading: Formula,
    /// What fills a cell in it.
    pub bound: Bound,
}

impl Spot {
    /// As spreadsheets name it: `C7`.
    pub fn name(self) -> String {
        format!("{}{}", letters(self.column as usize), self.row + 1)
    }

    /// The cell of that name.
    pub fn find(name: &str) -> Option<Self> {
        let digits = name.find(|c: char| c.is_ascii_digit())?;
        let (column, row) = name.split_at(digits);
        let row = row.parse::<u32>().ok().filter(|row| (1..=Self::ROWS).contains(row))?;
        let column = (0..Self::COLUMNS).find(|at| letters(*at as usize) == column)?;
        Some(Self { row: row - 1, column })
    }

    /// Rows in which something may be declared.
    const ROWS: u32 = 10_000;
    /// Columns in which something may be declared.
    const COLUMNS: u16 = 702;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_the_names_that_spreadsheets_give_them() {
        for name in ["A1", "C7", "AA10", "ZZ10000"] {
            assert_eq!(Spot::find(name).map(Spot::name).as_deref(), Some(name));
        }
        for name in ["", "A", "1", "A0", "a1", "A1B", "AAA1", "Ａ1", "A10001"] {
            assert_eq!(Spot::find(name), None, "{name}");
        }
    }
}
