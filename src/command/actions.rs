//! `tekigo actions` and `tekigo budget`: what is done about the findings, and what it costs.

use super::{Opened, Said, judged};
use crate::assess::actions::{Register, budget as costs, register};
use crate::cli::{ActionsArgs, BudgetArgs, BudgetFormatArg, FormatArg, PackArgs};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::actions::{BudgetFormat, budget as write_budget};
use crate::report::{json, text};
use jiff::civil::Date;
use std::path::Path;

/// Draws up the register of actions.
pub fn run(args: &ActionsArgs, language: Language) -> Said {
    drawn((&args.dir, args.as_of, &args.pack), language, |register| {
        let out = match args.format {
            FormatArg::Text => text::actions::render(register, language),
            FormatArg::Json => json::actions(register),
        };
        Said::new(out, status(register))
    })
}

/// Sums up what actions cost.
pub fn budget(args: &BudgetArgs, language: Language) -> Said {
    drawn((&args.dir, args.as_of, &args.pack), language, |register| {
        let format = match args.format {
            BudgetFormatArg::Text => BudgetFormat::Text,
            BudgetFormatArg::Json => BudgetFormat::Json,
            BudgetFormatArg::Csv => BudgetFormat::Csv,
        };
        Said::new(write_budget(register, &costs(register), format, language), ExitStatus::Conformant)
    })
}

/// Judges an inventory, draws up its register and says what is made of it.
fn drawn(
    (dir, as_of, pack): (&Path, Option<Date>, &PackArgs),
    language: Language,
    say: impl FnOnce(&Register) -> Said,
) -> Said {
    let mut opened = match Opened::new(pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = as_of.unwrap_or(inventory.as_of);
    let (assessment, m, warnings) = match judged(&opened, &inventory, as_of, Evidence::Findings) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let register = register(&opened.pack, &m, &assessment, &opened.sources);
    say(&register).warn(&warnings, &opened.sources, language)
}

/// Findings if anything needs attention; nothing judged if there was nothing to find.
fn status(register: &Register) -> ExitStatus {
    match (register.needs_attention(), register.judged) {
        (true, _) => ExitStatus::Findings,
        (false, true) => ExitStatus::Conformant,
        (false, false) => ExitStatus::NothingJudged,
    }
}
