//! `tekigo check`: the gap report of one inventory.

use super::{Opened, Said, judge};
use crate::cli::{CheckArgs, FormatArg, UnknownArg};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::{Format, Options, render};

/// Checks the inventory and renders the report.
pub fn run(args: &CheckArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err((diagnostics, sources)) => return Said::unusable(&diagnostics, &sources, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let (format, evidence) = match args.format {
        FormatArg::Text => (Format::Text, Evidence::Findings),
        FormatArg::Json => (Format::Json, Evidence::All),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (assessment, warnings) = match judge(&opened, &inventory, as_of, evidence) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let status = ExitStatus::of(&assessment, args.fail_on, args.unknown == UnknownArg::Fail);
    let options = Options { language, only: args.only.clone(), coming: args.coming, ..Options::default() };
    Said::new(render(&assessment, format, &options), status).warn(&warnings, &opened.sources, language)
}
