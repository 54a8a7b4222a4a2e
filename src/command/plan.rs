//! `tekigo plan`: will each function make its date, and what if.

use super::next_step::after_plan;
use super::{Opened, Said};
use crate::assess::{PlanPage, plan_page};
use crate::cli::{PlanArgs, PlanFormatArg};
use crate::derive::schedule::{self, Setting, State, Unnamed};
use crate::diagnostic::nearest::nearest;
use crate::exit::ExitStatus;
use crate::language::{Language, Text};
use crate::report::plan::{PlanFormat, render, render_changes};
use crate::text;
use std::collections::BTreeSet;

/// Prints the plan, or what changes in it.
pub fn run(args: &PlanArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    // The plan is worked out anew for each what-if, from linked facts alone.
    let (m, warnings) = match opened.municipality(&inventory, as_of, &BTreeSet::new()) {
        Ok(linked) => linked,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let page = |setting: Setting| {
        let forecast = schedule::forecast(&setting);
        plan_page(&opened.pack, &inventory, &opened.sources, &m, (setting, forecast))
    };
    let setting = schedule::setting(&opened.pack, &m);
    let changes = [&args.slip, &args.drop, &args.add_vendor_capacity, &args.target];
    let changes: Vec<_> = changes.into_iter().flatten().cloned().collect();
    let mut changed = setting.clone();
    for change in &changes {
        if let Err(unnamed) = schedule::apply(&mut changed, change) {
            return Said::usage(&unknown(&unnamed), language);
        }
    }
    let before = page(setting);
    let format = format(args.format);
    let (out, status) = match changes.is_empty() {
        true => (render(&before, format, language), status(&before)),
        false => {
            let after = page(changed);
            (render_changes(&before, &after, format, language), status(&after))
        }
    };
    let next = (args.format == PlanFormatArg::Text).then(|| after_plan(&args.dir));
    Said::new(out, status).then(next).warn(&warnings, &opened.sources, language)
}

fn format(format: PlanFormatArg) -> PlanFormat {
    match format {
        PlanFormatArg::Text => PlanFormat::Text,
        PlanFormatArg::Json => PlanFormat::Json,
        PlanFormatArg::Dot => PlanFormat::Dot,
        PlanFormatArg::Mermaid => PlanFormat::Mermaid,
        PlanFormatArg::Csv => PlanFormat::Csv,
    }
}

/// Findings if a function misses its date, nothing judged if no state is known.
fn status(page: &PlanPage) -> ExitStatus {
    let functions = || page.setting.units.iter().zip(&page.forecast.units).filter(|(unit, _)| unit.is_function);
    let late = functions().any(|(_, outcome)| outcome.state == State::PastTarget || outcome.late == Some(true));
    let known = functions().any(|(_, outcome)| outcome.state != State::NotKnown);
    match (late, known) {
        (true, _) => ExitStatus::Findings,
        (false, true) => ExitStatus::Conformant,
        (false, false) => ExitStatus::NothingJudged,
    }
}

fn unknown(unnamed: &Unnamed) -> Text {
    let name = &unnamed.name;
    match nearest(name, unnamed.known.iter().map(String::as_str)) {
        Some(near) => text!(
            ja: "計画に「{name}」はありません。「{near}」のことですか",
            en: "the plan has no `{name}`; did you mean `{near}`?"
        ),
        None if unnamed.known.is_empty() => text!(
            ja: "計画に「{name}」はありません。同時に移行できる数を記載した事業者がありません",
            en: "the plan has no `{name}`; no vendor has a stated capacity"
        ),
        None => text!(ja: "計画に「{name}」はありません", en: "the plan has no `{name}`"),
    }
}
