//! The order of cut-over in waves, and the schedule as a chart of characters.

use super::{fit, names_untold, shown, words};
use crate::assess::PlanPage;
use crate::derive::schedule::Day;
use crate::report::plan::iso;
use crate::report::text::page::Page;
use std::collections::BTreeMap;

/// Cells for names.
const NAME: usize = 20;
/// Cells for the chart.
const CHART: usize = 57;
/// Rows of the chart.
const ROWS: usize = 60;

/// The order of cut-over.
pub(super) fn waves(page: &mut Page, plan: &PlanPage) {
    let mut waves: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (unit, outcome) in plan.forecast.units.iter().enumerate().filter(|(unit, _)| shown(plan, *unit)) {
        if let Some(wave) = outcome.wave {
            waves.entry(wave).or_default().push(unit);
        }
    }
    page.heading(words::WAVES.get(page.language));
    if waves.is_empty() {
        let said = if names_untold(plan).is_empty() { words::NOTHING_OPEN } else { words::NOTHING_TOLD };
        page.line(&format!(" {}", said.get(page.language)));
    }
    for (wave, units) in waves {
        let days = units.iter().filter_map(|unit| plan.forecast.units[*unit].best);
        let day = iso(days.max()).unwrap_or_default();
        let names: Vec<&str> = units.iter().map(|unit| page.say(&plan.setting.units[*unit].name)).collect();
        let mark = words::separator(page.language);
        let line = format!("{day} {}", names.join(mark));
        page.hang(&format!(" {wave}. "), &line);
    }
    if let Some(chain) = critical(plan) {
        let names: Vec<&str> = chain.iter().map(|(_, name)| page.say(name)).collect();
        let line = format!("{} {}", words::CRITICAL.get(page.language), names.join(" → "));
        page.hang(" ", &line);
    }
    page.blank();
}

/// The chain of the function with the least float.
fn critical(plan: &PlanPage) -> Option<&[(String, crate::language::Text)]> {
    let open = plan.forecast.units.iter().filter(|outcome| outcome.wave.is_some() && !outcome.chain.is_empty());
    let least =
        open.min_by_key(|outcome| (outcome.float.0.unwrap_or(i64::MIN), outcome.float.1.unwrap_or(i64::MIN)))?;
    Some(&least.chain)
}

/// One line per unit that is not live.
pub(super) fn write(page: &mut Page, plan: &PlanPage) {
    let open: Vec<usize> = (0..plan.setting.units.len())
        .filter(|unit| plan.forecast.units[*unit].wave.is_some() && shown(plan, *unit))
        .collect();
    if open.is_empty() {
        return;
    }
    let language = page.language;
    let first = plan.setting.base;
    let ends = open.iter().flat_map(|unit| {
        let (unit, outcome) = (&plan.setting.units[*unit], &plan.forecast.units[*unit]);
        [outcome.best, outcome.worst, unit.due]
    });
    // Ten years fit on a page; what ends later runs off its edge.
    let last = ends.flatten().filter(|day| *day <= first + 3_653).max().unwrap_or(first).max(first + 1);
    page.heading(words::GANTT.get(language));
    let left = iso(Some(first)).unwrap_or_default();
    let right_end = iso(Some(last)).unwrap_or_default();
    page.line(&format!(" {} {left}{right_end:>width$}", fit("", NAME), width = CHART - left.len()));
    for unit in open.iter().take(ROWS) {
        let name = fit(page.say(&plan.setting.units[*unit].name), NAME);
        page.line(&format!(" {name} {}", bar(plan, *unit, first, last)));
    }
    if open.len() > ROWS {
        page.line(&format!(" {}", words::more(open.len() - ROWS).get(language)));
    }
    page.hang(" ", words::LEGEND.get(language));
    page.blank();
}

fn bar(plan: &PlanPage, unit: usize, first: Day, last: Day) -> String {
    let (unit, outcome) = (&plan.setting.units[unit], &plan.forecast.units[unit]);
    let column = |day: Day| ((day.clamp(first, last) - first) as usize * (CHART - 1)) / (last - first) as usize;
    let mut bar = vec![' '; CHART];
    let start = column(outcome.start.unwrap_or(first));
    let best = outcome.best.map_or(start, column);
    let worst = outcome.worst.map_or(CHART - 1, column);
    for (place, cell) in bar.iter_mut().enumerate() {
        *cell = match place {
            _ if (start..best).contains(&place) => '=',
            _ if (best..worst).contains(&place) => '.',
            _ => ' ',
        };
    }
    if let Some(due) = unit.due.filter(|due| (first..=last).contains(due)) {
        bar[column(due)] = '|';
    }
    bar[worst] = if outcome.worst.is_none() { '?' } else { '.' };
    bar[best] = '*';
    bar.into_iter().collect::<String>().trim_end().to_owned()
}
