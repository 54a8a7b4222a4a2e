//! Actions on findings put into bytes: for a terminal, for programs, for spreadsheets, and the budget they need.

pub(super) mod words;

mod csv;
mod workbook;

use super::{json, text};
use crate::assess::actions::{Budget, Register};
use crate::language::Language;
pub use workbook::render as workbook;

/// A form in which a budget can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BudgetFormat {
    /// For people at a terminal.
    Text,
    /// For programs: `tekigo.budget/1`.
    Json,
    /// For spreadsheets: a line per fiscal year and department.
    Csv,
}

/// Writes a budget.
pub fn budget(register: &Register, budget: &Budget, format: BudgetFormat, language: Language) -> String {
    match format {
        BudgetFormat::Text => text::budget::render(register, budget, language),
        BudgetFormat::Json => json::budget(register, budget),
        BudgetFormat::Csv => csv::render(budget, language),
    }
}
