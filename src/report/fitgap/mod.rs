//! The Fit&Gap put into bytes: for a terminal, for programs, for a spreadsheet.

mod csv;
mod words;
mod workbook;

use super::{json, text};
use crate::assess::fitgap::{Comparison, FitGap};
use crate::language::Language;

pub use workbook::render as workbook;

/// A form in which a Fit&Gap can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FitGapFormat {
    /// For people at a terminal.
    Text,
    /// For programs: `tekigo.fitgap/1`.
    Json,
    /// A table by requirement.
    Csv,
}

/// What the reader asked for beside the format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wishes {
    /// Language of formats for people.
    pub language: Language,
    /// What vendors offer, side by side.
    pub offers: bool,
    /// Every single thing, not only the first of each question.
    pub full: bool,
}

/// Writes a Fit&Gap; in formats for people a comparison of editions takes the place of all else.
pub fn render(page: &FitGap, comparison: Option<&Comparison>, format: FitGapFormat, wishes: &Wishes) -> Vec<u8> {
    let written = match format {
        FitGapFormat::Text => text::fitgap::render(page, comparison, wishes),
        FitGapFormat::Json => json::fitgap(page, comparison),
        FitGapFormat::Csv => match comparison {
            Some(comparison) => csv::changes(page, comparison, wishes.language),
            None => csv::lines(page, wishes.language),
        },
    };
    written.into_bytes()
}
