//! `tekigo check`: the gap report of one inventory.

use super::{Opened, Said, Wishes, audience, judge_for, listed};
use crate::cli::{CheckArgs, CheckFormatArg, UnknownArg};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::{Format, Options, render};

/// Checks the inventory and renders the report.
pub fn run(args: &CheckArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let audience = match args.audience.as_deref().map(|id| audience(&opened.pack, id)).transpose() {
        Ok(audience) => audience.cloned(),
        Err(message) => return Said::usage(&message, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let (format, evidence) = match args.format {
        CheckFormatArg::Text => (Format::Text, Evidence::Findings),
        CheckFormatArg::Json => (Format::Json, Evidence::All),
        CheckFormatArg::Html => (Format::Html, Evidence::Findings),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let wishes = Wishes { evidence, pictures: format == Format::Html, audience: audience.as_ref() };
    let (assessment, warnings) = match judge_for(&opened, &inventory, as_of, &wishes) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let status = ExitStatus::of(&assessment, args.fail_on, args.unknown == UnknownArg::Fail);
    let options =
        Options { language, only: listed(&args.only, audience.as_ref()), coming: args.coming, ..Options::default() };
    Said::new(render(&assessment, format, &options), status).warn(&warnings, &opened.sources, language)
}
