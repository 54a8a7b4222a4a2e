//! Cycles, and the links that need an interim solution.

use super::{names_untold, words};
use crate::assess::PlanPage;
use crate::derive::schedule::{Cut, Why};
use crate::report::text::page::Page;

/// Lines of cut links.
const MOST: usize = 40;

/// Writes cycles with their cut links, then the links that are split in time.
pub(super) fn write(page: &mut Page, plan: &PlanPage) {
    let language = page.language;
    let forecast = &plan.forecast;
    if forecast.cycles.is_empty() && forecast.cuts.is_empty() {
        return;
    }
    page.heading(words::LINKS.get(language));
    let name = |page: &Page, unit: usize| page.say(&plan.setting.units[unit].name).to_owned();
    for (number, cycle) in forecast.cycles.iter().enumerate() {
        let names: Vec<String> = cycle.iter().map(|unit| name(page, *unit)).collect();
        let cut = |cut: &&Cut| cut.why == Why::Cycle && cycle.contains(&cut.edge.provider);
        let cuts: Vec<&Cut> = forecast.cuts.iter().filter(cut).collect();
        page.hang(" ", &words::cycle(number + 1, &names, !cuts.is_empty(), language));
        for cut in cuts {
            let line = words::cut(plan, cut);
            page.hang("   - ", page.say(&line));
        }
    }
    for (members, _) in forecast.plan.members.iter().zip(&forecast.plan.condensed).filter(|(_, condensed)| **condensed)
    {
        let names: Vec<String> = members.iter().map(|unit| name(page, *unit)).collect();
        page.hang(" ", &words::together(&names, language));
    }
    if !names_untold(plan).is_empty() {
        page.hang(" ", words::LINKS_UNTOLD.get(language));
    }
    let split: Vec<&Cut> =
        forecast.cuts.iter().filter(|cut| cut.why == Why::Split).filter(|cut| ahead(plan, cut)).collect();
    if !split.is_empty() {
        page.hang(" ", words::SPLIT.get(language));
    }
    for cut in split.iter().take(MOST) {
        let line = words::cut(plan, cut);
        page.hang("   - ", page.say(&line));
    }
    if split.len() > MOST {
        page.line(&format!(" {}", words::more(split.len() - MOST).get(language)));
    }
    page.blank();
}

/// The interim link is needed today or later.
fn ahead(plan: &PlanPage, cut: &Cut) -> bool {
    cut.until.is_none_or(|until| until > plan.setting.as_of)
}
