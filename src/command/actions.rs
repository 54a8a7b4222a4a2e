//! `tekigo actions` and `tekigo budget`: what is done about the findings, and what it costs.

use super::next_step::after_actions;
use super::{Opened, Said, judged};
use crate::assess::actions::{Register, Standing, budget as costs, register, sheet};
use crate::cli::{ActionsArgs, BudgetArgs, BudgetFormatArg, FormatArg, PackArgs};
use crate::diagnostic::{Diagnostic, Fault, Sources};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::inventory::Municipality;
use crate::language::Language;
use crate::report::actions::{BudgetFormat, budget as write_budget, workbook as write_workbook};
use crate::report::{json, text as screen};
use crate::text;
use crate::write::{self, Existing};
use jiff::civil::Date;
use std::path::Path;

/// Draws up the register of actions.
pub fn run(args: &ActionsArgs, language: Language) -> Said {
    drawn((&args.dir, args.as_of, &args.pack), language, |register, m| {
        if let Some(path) = &args.xlsx {
            return match workbook(register, m, path, language) {
                Ok(said) => Said::new(said, status(register)),
                Err(diagnostic) => Said::unusable(&[*diagnostic], &Sources::default(), language),
            };
        }
        let out = match args.format {
            FormatArg::Text => screen::actions::render(register, language),
            FormatArg::Json => json::actions(register),
        };
        let nothing = register.number(Standing::NoAction) > 0 && args.format == FormatArg::Text;
        Said::new(out, status(register)).then(nothing.then(|| after_actions(&args.dir)))
    })
}

/// Sums up what actions cost.
pub fn budget(args: &BudgetArgs, language: Language) -> Said {
    drawn((&args.dir, args.as_of, &args.pack), language, |register, _| {
        let format = match args.format {
            BudgetFormatArg::Text => BudgetFormat::Text,
            BudgetFormatArg::Json => BudgetFormat::Json,
            BudgetFormatArg::Csv => BudgetFormat::Csv,
        };
        Said::new(write_budget(register, &costs(register), format, language), ExitStatus::Conformant)
    })
}

/// Writes the workbook of a register, unless something is there; says where.
fn workbook(
    register: &Register,
    m: &Municipality<'_>,
    path: &Path,
    language: Language,
) -> Result<String, Box<Diagnostic>> {
    let drawn = sheet(register, m).ok_or_else(|| {
        let message = text!(ja: "ルール集に action という種別がない", en: "the pack has no entity `action`");
        Box::new(Diagnostic::error(Fault::Pack, None, message))
    })?;
    let book = write_workbook(&drawn, m.vocabulary, language).map_err(|why| {
        let message = text!(ja: "是正管理表を作れない（{why}）", en: "cannot draw up the workbook ({why})");
        Box::new(Diagnostic::error(Fault::Machine, None, message))
    })?;
    write::file(path, &book, Existing::Keep)?;
    let (path, rows) = (path.display().to_string().replace('\\', "/"), drawn.rows.len());
    let said = text!(
        ja: "是正管理表（{rows}行）を書き込んだ: {path}\n記入したら tekigo answer で読み戻す。\n",
        en: "written ({rows} rows): {path}\nread it back with `tekigo answer` when it is filled in.\n"
    );
    Ok(said.get(language).to_owned())
}

/// Judges an inventory, draws up its register and says what is made of it.
fn drawn(
    (dir, as_of, pack): (&Path, Option<Date>, &PackArgs),
    language: Language,
    say: impl FnOnce(&Register, &Municipality<'_>) -> Said,
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
    say(&register, &m).warn(&warnings, &opened.sources, language)
}

/// Findings if anything needs attention; nothing judged if there was nothing to find.
fn status(register: &Register) -> ExitStatus {
    match (register.needs_attention(), register.judged) {
        (true, _) => ExitStatus::Findings,
        (false, true) => ExitStatus::Conformant,
        (false, false) => ExitStatus::NothingJudged,
    }
}
