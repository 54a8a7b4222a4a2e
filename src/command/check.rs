//! `tekigo check`: the gap report of one inventory.

use super::{Opened, Said, Wishes, audience, judge_for, listed};
use crate::cli::{CheckArgs, CheckFormatArg, UnknownArg};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::json::saved;
use crate::report::{Format, Options, render};
use crate::write::{Existing, file};

/// The format with that word.
pub fn format(word: CheckFormatArg) -> Format {
    match word {
        CheckFormatArg::Text => Format::Text,
        CheckFormatArg::Json => Format::Json,
        CheckFormatArg::Html => Format::Html,
    }
}

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
    let format = format(args.format);
    // What is saved can be shown in any format later, so it holds all that any of them needs.
    let (all, drawn) = (format == Format::Json || args.save.is_some(), format == Format::Html || args.save.is_some());
    let evidence = if all { Evidence::All } else { Evidence::Findings };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let wishes = Wishes { evidence, pictures: drawn, audience: audience.as_ref() };
    let (assessment, warnings) = match judge_for(&opened, &inventory, as_of, &wishes) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    if let Some(path) = &args.save
        && let Err(diagnostic) = file(path, saved::write(&assessment).as_bytes(), Existing::Keep)
    {
        return Said::unusable(&[*diagnostic], &opened.sources, language);
    }
    let status = ExitStatus::of(&assessment, args.fail_on, args.unknown == UnknownArg::Fail);
    let options =
        Options { language, only: listed(&args.only, audience.as_ref()), coming: args.coming, ..Options::default() };
    Said::new(render(&assessment, format, &options), status).warn(&warnings, &opened.sources, language)
}
