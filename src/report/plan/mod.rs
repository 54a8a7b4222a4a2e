//! The migration plan put into bytes: for a terminal, for programs, for drawing tools, for a spreadsheet.

pub(super) mod changes;
mod csv;
mod graph;

use super::{json, text};
use crate::assess::PlanPage;
use crate::derive::schedule::{Day, date};
use crate::language::Language;

/// A form in which a plan can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanFormat {
    /// For people at a terminal.
    Text,
    /// For programs: `tekigo.plan/1`.
    Json,
    /// The graph for Graphviz.
    Dot,
    /// The graph for Mermaid.
    Mermaid,
    /// A table by function.
    Csv,
}

/// Writes a plan.
pub fn render(page: &PlanPage, format: PlanFormat, language: Language) -> Vec<u8> {
    let written = match format {
        PlanFormat::Text => text::plan::render(page, language),
        PlanFormat::Json => json::plan(page, None),
        PlanFormat::Dot => graph::dot(page, language),
        PlanFormat::Mermaid => graph::mermaid(page, language),
        PlanFormat::Csv => csv::render(page, language),
    };
    written.into_bytes()
}

/// Writes what a what-if changes, and nothing else; a graph or table of the changed plan has no such form and is whole.
pub fn render_changes(before: &PlanPage, after: &PlanPage, format: PlanFormat, language: Language) -> Vec<u8> {
    let found = changes::changes(before, after);
    match format {
        PlanFormat::Text => text::plan::changes(after, &found, language).into_bytes(),
        PlanFormat::Json => json::plan(after, Some(&found)).into_bytes(),
        PlanFormat::Csv => csv::changes(after, &found, language).into_bytes(),
        PlanFormat::Dot | PlanFormat::Mermaid => render(after, format, language),
    }
}

/// A day in ISO form.
pub(super) fn iso(day: Option<Day>) -> Option<String> {
    day.and_then(date).map(|date| date.to_string())
}
