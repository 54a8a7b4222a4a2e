//! The questionnaire put into bytes: for a terminal, for programs, for a document or a message.

mod csv;
mod markdown;
pub(super) mod words;
mod workbook;

use super::{json, text};
use crate::assess::questionnaire::Questionnaire;
use crate::language::Language;
pub use workbook::render as workbook;

/// A form in which a questionnaire can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuestionnaireFormat {
    /// For people at a terminal.
    Text,
    /// For programs: `tekigo.questionnaire/1`.
    Json,
    /// For a document or a message.
    Markdown,
    /// For a spreadsheet.
    Csv,
}

/// Writes a questionnaire.
pub fn render(asked: &Questionnaire, format: QuestionnaireFormat, language: Language) -> Vec<u8> {
    let written = match format {
        QuestionnaireFormat::Text => text::questionnaire::render(asked, language),
        QuestionnaireFormat::Json => json::questionnaire(asked),
        QuestionnaireFormat::Markdown => markdown::render(asked, language),
        QuestionnaireFormat::Csv => csv::render(asked, language),
    };
    written.into_bytes()
}
