//! `tekigo law`: which duties begin, change or end between two days, and which of the body's subjects they touch.

use super::{Opened, Said, judge_by};
use crate::assess::law::{last_day, timeline};
use crate::cli::{FormatArg, LawArgs};
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::{json, text};
use crate::text;
use jiff::civil::Date;

/// Draws up the timeline and renders it.
pub fn run(args: &LawArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let from = args.from.unwrap_or_else(|| inventory.as_of.tomorrow().unwrap_or(Date::MAX));
    let known = last_day(&opened.pack).unwrap_or(from).max(from);
    let until = args.until.unwrap_or(known);
    if until < from {
        let message = text!(
            ja: "--until（{until}）が --from（{from}）より前です",
            en: "--until ({until}) lies before --from ({from})"
        );
        return Said::usage(&message, language);
    }
    let judge = |stand| judge_by(&opened, &inventory, stand);
    let timeline = match timeline(&opened.pack, &inventory, &opened.sources, (from, until), judge) {
        Ok(timeline) => timeline,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let out = match args.format {
        FormatArg::Text => text::law::render(&timeline, language),
        FormatArg::Json => json::law(&timeline),
    };
    Said::new(out, ExitStatus::Conformant)
}
