//! `tekigo check`: the gap report of one inventory.

use super::next_step::after_check;
use super::{Opened, Said, Wishes, audience, beside, judge_for, listed};
use crate::cli::{CheckArgs, UnknownArg};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::json::saved;
use crate::report::{Format, Options, render};
use crate::write::{Existing, file};

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
    // What is saved can be shown in any format later, so it holds all that any of them needs.
    let saves = args.save.is_some();
    let evidence = if args.format.tells_all() || saves { Evidence::All } else { Evidence::Findings };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let wishes = Wishes { evidence, pictures: args.format.draws() || saves, audience: audience.as_ref() };
    let (mut assessment, warnings) = match judge_for(&opened, &inventory, as_of, &wishes) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    if let Some(path) = &args.beside
        && let Err(said) = beside(path, &mut opened, audience.as_ref(), &mut assessment, language)
    {
        return said;
    }
    if let Some(path) = &args.save
        && let Err(diagnostic) = file(path, saved::write(&assessment).as_bytes(), Existing::Keep)
    {
        return Said::unusable(&[*diagnostic], &opened.sources, language);
    }
    let unknown_fails = args.unknown == UnknownArg::Fail;
    let status = ExitStatus::of(&assessment, args.fail_on, unknown_fails);
    let only = listed(&args.only, audience.as_ref());
    let options = Options { language, only, coming: args.coming, unknown_fails, ..Options::default() };
    let next =
        (args.format == Format::Text && audience.is_none()).then(|| after_check(&args.dir, &assessment)).flatten();
    Said::report(render(&assessment, args.format, &args.form.into_options(options)), status, language).then(next).warn(
        &warnings,
        &opened.sources,
        language,
    )
}
