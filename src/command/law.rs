//! `tekigo law`: which duties begin, change or end between two days, and which of the body's subjects they touch.

use super::{Opened, Said};
use crate::assess::Judgement;
use crate::assess::law::{Stand, last_day, timeline};
use crate::cli::{FormatArg, LawArgs};
use crate::derive::{by_rules, derive};
use crate::diagnostic::Diagnostic;
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::inventory::Inventory;
use crate::language::Language;
use crate::link::link_under;
use crate::pack::Rule;
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
    let judge = |stand| judged(&opened, &inventory, stand);
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

/// The rules in force on the day of the law, judged by the catalog of that day and by the clocks of another.
fn judged<'o>(opened: &'o Opened, inventory: &Inventory, stand: Stand) -> Result<Judgement<'o>, Vec<Diagnostic>> {
    let pack = &opened.pack;
    let in_force = |rule: &Rule| rule.in_force(stand.law);
    let wanted = by_rules(pack, pack.rules.iter().filter(|rule| in_force(rule)));
    let (municipality, _) = link_under(pack, inventory, stand.clock, stand.law)?;
    Ok(Judgement::of(pack, derive(pack, municipality, &wanted), Evidence::Findings, in_force))
}
