//! `tekigo next`: what the coming days ask for, by day and by department; as a calendar too.

use super::{Opened, Said, judge_by};
use crate::assess::agenda::agenda;
use crate::cli::{FormatArg, NextArgs};
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::{calendar, json, text};
use crate::text;
use crate::write::{Existing, file};
use jiff::ToSpan;
use jiff::civil::Date;

/// Draws up the agenda and renders it.
pub fn run(args: &NextArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let until = as_of.checked_add(i64::from(args.days).days()).unwrap_or(Date::MAX);
    let judge = |stand| judge_by(&opened, &inventory, stand);
    let agenda = match agenda(&opened.pack, &inventory, &opened.sources, (as_of, until), judge) {
        Ok(agenda) => agenda,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let mut out = match args.format {
        FormatArg::Text => text::next::render(&agenda, language),
        FormatArg::Json => json::next(&agenda),
    };
    if let Some(path) = &args.ics {
        if let Err(diagnostic) = file(path, calendar::write(&agenda, language).as_bytes(), Existing::Keep) {
            return Said::unusable(&[*diagnostic], &opened.sources, language);
        }
        let shown = path.display().to_string().replace('\\', "/");
        let said = text!(ja: "予定表を {shown} に書きました", en: "calendar written to {shown}");
        if args.format == FormatArg::Text {
            out.push_str(&format!("\n{}\n", said.get(language)));
        }
    }
    Said::new(out, ExitStatus::Conformant)
}
