//! The report for people at a terminal: a first screen that says all that matters, then the details.

pub mod actions;
pub mod answers;
pub mod audit;
pub(super) mod budget;
mod chosen;
pub mod clock;
pub mod compare;
mod details;
pub mod diff;
mod entry;
pub mod evaluation;
pub mod fitgap;
mod fix;
pub mod gate;
mod grid;
pub mod handbook;
pub mod import;
pub mod init;
pub(super) mod later;
pub mod law;
pub mod network;
pub mod next;
pub(super) mod page;
pub mod plan;
pub mod proof;
pub mod questionnaire;
pub(super) mod rollup;
pub mod scaffold;
mod screen;
#[cfg(test)]
mod tests;
mod unknowns;
pub(super) mod words;
mod wrap;

use super::{Options, by_rule};
use crate::assess::assessment::Assessment;
use page::Page;

/// Narrower than this no table fits.
const NARROWEST: usize = 40;

/// Wider than this no sentence is read with ease.
const WIDEST: usize = 120;

/// Writes the report. No line is wider than `options.width`, as long as that is between 40 and 120.
pub fn render(assessment: &Assessment, options: &Options) -> String {
    let mut page = Page::new(options.language, options.width.clamp(NARROWEST, WIDEST));
    match options.coming {
        true => later::write(&mut page, assessment),
        false => {
            screen::write(&mut page, assessment, options);
            details::write(&mut page, assessment, options);
        }
    }
    page.finish()
}
