//! Many bodies put into bytes: for a terminal, for programs, for browsers and paper.

pub(super) mod tables;

use super::{html, json, text};
use crate::assess::rollup::Rollup;
use crate::language::Language;

/// A form in which a rollup can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollupFormat {
    /// For people at a terminal.
    Text,
    /// For programs: `tekigo.rollup/1`.
    Json,
    /// For browsers and paper, in one file.
    Html,
}

/// Writes a rollup.
pub fn render(rollup: &Rollup, format: RollupFormat, language: Language) -> Vec<u8> {
    let written = match format {
        RollupFormat::Text => text::rollup::render(rollup, language),
        RollupFormat::Json => json::rollup(rollup),
        RollupFormat::Html => html::rollup(rollup, language),
    };
    written.into_bytes()
}
