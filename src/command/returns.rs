//! `tekigo return`: fills a sheet that is sent in, as far as facts tell, and lists what they do not.

use super::next_step::after_return;
use super::{Opened, Said};
use crate::assess::returns::{Filled, filled};
use crate::cli::{FormatArg, ReturnArgs};
use crate::derive::all;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault};
use crate::exit::ExitStatus;
use crate::language::{Language, Text};
use crate::pack::Pack;
use crate::report::{json, returns};
use crate::text;
use crate::write::{self, Existing};
use std::path::Path;

/// Lists the returns of the pack, or fills one.
pub fn run(args: &ReturnArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let (Some(name), Some(dir)) = (&args.form, &args.dir) else {
        return Said::new(returns::list(&opened.pack.returns, language), ExitStatus::Conformant);
    };
    let at = match position(&opened.pack, name) {
        Ok(at) => at,
        Err(message) => return Said::usage(&message, language),
    };
    let inventory = match opened.inventory(dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (m, warnings) = match opened.municipality(&inventory, as_of, &all(&opened.pack)) {
        Ok(linked) => linked,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let filled = filled(&opened.pack, &inventory, &opened.sources, &m, &opened.pack.returns[at]);
    let mut out = match args.format {
        FormatArg::Text => returns::render(&filled, language),
        FormatArg::Json => json::returns(&filled),
    };
    if let Some(path) = &args.xlsx {
        match write_workbook(&filled, path, language) {
            Ok(said) if args.format == FormatArg::Text => out.push_str(&said),
            Ok(_) => {}
            Err(diagnostic) => return Said::unusable(&[*diagnostic], &opened.sources, language),
        }
    }
    let status = if filled.count().errors > 0 { ExitStatus::Findings } else { ExitStatus::Conformant };
    let next = (args.format == FormatArg::Text && args.xlsx.is_none()).then(|| after_return(name, dir));
    Said::new(out, status).then(next).warn(&warnings, &opened.sources, language)
}

/// Which return of the pack has that name.
fn position(pack: &Pack, name: &str) -> Result<usize, Text> {
    pack.returns.iter().position(|form| form.id == name).ok_or_else(|| {
        let ids = pack.returns.iter().map(|form| form.id.as_str());
        match nearest(name, ids) {
            Some(near) => text!(
                ja: "「{name}」という様式はありません。「{near}」のことですか",
                en: "there is no return `{name}`; did you mean `{near}`?"
            ),
            None => text!(
                ja: "「{name}」という様式はありません。tekigo return で一覧が見られます",
                en: "there is no return `{name}`; `tekigo return` lists them"
            ),
        }
    })
}

/// Writes the workbook and says where; what is there already stays, since people may have filled it in.
fn write_workbook(filled: &Filled, path: &Path, language: Language) -> Result<String, Box<Diagnostic>> {
    let book = returns::workbook(filled, language).map_err(|error| {
        let message = text!(ja: "Excel ブックを作れない（{error}）", en: "cannot draw up the workbook ({error})");
        Box::new(Diagnostic::error(Fault::Machine, None, message))
    })?;
    write::file(path, &book, Existing::Keep)?;
    let path = path.display().to_string().replace('\\', "/");
    Ok(text!(ja: "\n書き込んだ: {path}\n", en: "\nwritten: {path}\n").get(language).to_owned())
}
