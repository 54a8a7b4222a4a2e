//! `tekigo fitgap`: which requirements fit, what is done about the others, and what must be settled before the cut-over.

use super::{Opened, Said};
use crate::assess::fitgap::{Comparison, FitGap, State, compare, fit_gap, wanted};
use crate::cli::{FitGapArgs, FitGapFormatArg};
use crate::derive::schedule;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault};
use crate::exit::ExitStatus;
use crate::inventory::Municipality;
use crate::language::{Language, Text};
use crate::report::fitgap::{FitGapFormat, Wishes, render, workbook};
use crate::text;
use crate::write::{self, Existing};
use std::path::Path;

/// Assesses the requirements and renders the report.
pub fn run(args: &FitGapArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (m, warnings) = match opened.municipality(&inventory, as_of, &wanted(&opened.pack)) {
        Ok(linked) => linked,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let setting = schedule::setting(&opened.pack, &m);
    let forecast = schedule::forecast(&setting);
    let mut page = fit_gap(&opened.pack, &inventory, &opened.sources, &m, (&setting, &forecast));
    if let Err(message) = narrow(&mut page, &args.functions) {
        return Said::usage(&message, language);
    }
    let comparison = match comparison(&m, &args.compare_editions) {
        Ok(comparison) => comparison,
        Err(message) => return Said::usage(&message, language),
    };
    let wishes = Wishes { language, offers: args.compare_offers, full: !args.functions.is_empty() };
    let status = status(&page);
    if let Some(path) = &args.xlsx {
        return match write_workbook(&page, path, language) {
            Ok(written) => Said::new(written, status).warn(&warnings, &opened.sources, language),
            Err(diagnostic) => Said::unusable(&[*diagnostic], &opened.sources, language),
        };
    }
    Said::new(render(&page, comparison.as_ref(), format(args.format), &wishes), status).warn(
        &warnings,
        &opened.sources,
        language,
    )
}

fn format(format: FitGapFormatArg) -> FitGapFormat {
    match format {
        FitGapFormatArg::Text => FitGapFormat::Text,
        FitGapFormatArg::Json => FitGapFormat::Json,
        FitGapFormatArg::Csv => FitGapFormat::Csv,
    }
}

/// Writes the workbook and says where; what is there already stays, since people may have filled it in.
fn write_workbook(page: &FitGap, path: &Path, language: Language) -> Result<Vec<u8>, Box<Diagnostic>> {
    let book = workbook(page, language).map_err(|error| {
        let message = text!(ja: "Excel ブックを作れない（{error}）", en: "cannot draw up the workbook ({error})");
        Box::new(Diagnostic::error(Fault::Machine, None, message))
    })?;
    write::file(path, &book, Existing::Keep)?;
    let path = path.display().to_string().replace('\\', "/");
    Ok(text!(ja: "書き込んだ: {path}\n", en: "written: {path}\n").get(language).as_bytes().to_vec())
}

/// Findings if something stands in the way of a cut-over, nothing judged if no requirement is assessed.
fn status(page: &FitGap) -> ExitStatus {
    let bad = page.items().any(|item| item.state == State::Bad);
    match (bad, page.is_silent()) {
        (true, _) => ExitStatus::Findings,
        (false, false) => ExitStatus::Conformant,
        (false, true) => ExitStatus::NothingJudged,
    }
}

/// Keeps the functions that were asked for.
fn narrow(page: &mut FitGap, wanted: &[String]) -> Result<(), Text> {
    if wanted.is_empty() {
        return Ok(());
    }
    let listed: Vec<_> = page.functions.iter().map(|analysis| &analysis.function).chain(&page.unlisted).collect();
    let names = |subject: &str, name: &Text| {
        let id = subject.split_once('/').map_or(subject, |(_, id)| id);
        [id.to_owned(), name.ja.clone(), name.en.clone(), subject.to_owned()]
    };
    let known: Vec<String> = listed.iter().flat_map(|function| names(&function.subject, &function.name)).collect();
    if let Some(name) = wanted.iter().find(|name| !known.contains(name)) {
        return Err(match nearest(name, known.iter().map(String::as_str)) {
            Some(near) => text!(
                ja: "「{name}」という業務はありません。「{near}」のことですか",
                en: "there is no function `{name}`; did you mean `{near}`?"
            ),
            None => text!(ja: "「{name}」という業務はありません", en: "there is no function `{name}`"),
        });
    }
    let asked = |subject: &str, name: &Text| names(subject, name).iter().any(|name| wanted.contains(name));
    page.functions.retain(|analysis| asked(&analysis.function.subject, &analysis.function.name));
    page.unlisted.retain(|function| asked(&function.subject, &function.name));
    Ok(())
}

fn comparison(m: &Municipality<'_>, editions: &[String]) -> Result<Option<Comparison>, Text> {
    let [old, new] = editions else { return Ok(None) };
    compare(m, old, new).map(Some).map_err(|(name, known)| match nearest(&name, known.iter().map(String::as_str)) {
        Some(near) => text!(
            ja: "「{name}」という標準仕様書の版はありません。「{near}」のことですか",
            en: "there is no edition `{name}`; did you mean `{near}`?"
        ),
        None => {
            let all = known.join(", ");
            text!(
                ja: "「{name}」という標準仕様書の版はありません。あるのは {all}",
                en: "there is no edition `{name}`; known are: {all}"
            )
        }
    })
}
