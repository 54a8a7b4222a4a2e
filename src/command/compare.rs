//! `tekigo compare`: a body beside others, by published national figures.

use super::{Opened, Said, judged};
use crate::assess::compare::{Comparison, compare};
use crate::cli::{CompareArgs, FormatArg};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::load::load_national;
use crate::report::{json, text};

/// Reads both sides and sets them beside each other.
pub fn run(args: &CompareArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let (inventory, national) =
        (opened.inventory(&args.dir), load_national(&args.national, &opened.pack, &mut opened.sources));
    let (inventory, national) = match (inventory, national) {
        (Ok(inventory), Ok(national)) => (inventory, national),
        (inventory, national) => {
            let problems = [inventory.err(), national.err()].into_iter().flatten().flatten().collect::<Vec<_>>();
            return Said::unusable(&problems, &opened.sources, language);
        }
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (assessment, m, warnings) = match judged(&opened, &inventory, as_of, Evidence::Findings) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let page = compare(&opened.pack, &assessment, &m, &national);
    let out = match args.format {
        FormatArg::Text => text::compare::render(&page, language),
        FormatArg::Json => json::compare(&page),
    };
    Said::new(out, status(&page)).warn(&warnings, &opened.sources, language)
}

/// Nothing judged if no table has the body.
fn status(page: &Comparison) -> ExitStatus {
    match page.tables.iter().any(|table| table.listed) {
        true => ExitStatus::Conformant,
        false => ExitStatus::NothingJudged,
    }
}
