//! Which unit's length, once known, narrows the forecasts most.

use super::day::Day;
use super::jobs::{Outlook, Plan};
use super::model::Setting;
use super::network::{self, Finish};

/// More open questions than this are not weighed against each other.
const MOST: usize = 64;

/// The unit, and the days by which all forecasts together narrow; `None` as days if an endless one becomes finite.
pub(super) fn narrowest(setting: &Setting, plan: &Plan, worst: &[Option<Finish>]) -> Option<(usize, Option<i64>)> {
    let open = |unit: &usize| {
        let unit = &setting.units[*unit];
        unit.length.1 != Some(unit.length.0) || unit.ready.is_some_and(|(first, last)| first != last)
    };
    let candidates: Vec<usize> =
        (0..setting.units.len()).filter(|unit| plan.job_of[*unit].is_some() && open(unit)).take(MOST).collect();
    let before = total(setting, plan, worst);
    let gained = candidates.into_iter().map(|unit| {
        let outlook = |other: usize| if other == unit { Outlook::Best } else { Outlook::Worst };
        let finishes = network::earliest(&plan.jobs(setting, outlook), setting.base);
        let after = total(setting, plan, &finishes);
        (before.0 - after.0, before.1 - after.1, unit)
    });
    let (finite, days, unit) = gained.max_by_key(|(finite, days, unit)| (*finite, *days, std::cmp::Reverse(*unit)))?;
    match (finite, days) {
        (0, days) if days <= 0 => None,
        (0, days) => Some((unit, Some(days))),
        _ => Some((unit, None)),
    }
}

/// How many functions have no worst day, and the sum of the others' worst days.
fn total(setting: &Setting, plan: &Plan, finishes: &[Option<Finish>]) -> (i64, i64) {
    let functions = (0..setting.units.len()).filter(|unit| setting.units[*unit].is_function);
    let days =
        functions.filter_map(|unit| plan.job_of[unit]).map(|job| finishes[job].as_ref().map(|finish| finish.live));
    days.fold((0, 0), |(endless, sum): (i64, Day), day| match day {
        Some(day) => (endless, sum + day - setting.base),
        None => (endless + 1, sum),
    })
}
