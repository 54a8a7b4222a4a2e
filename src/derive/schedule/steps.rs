//! The procedure steps of the functions: how many are done, in which order, and at which pace.

use super::day::{Day, day};
use super::facts::Records;
use super::model::{Contradiction, Pace, Steps};
use super::names;
use crate::inventory::Municipality;
use crate::pack::Pack;
use std::collections::BTreeMap;

/// What the steps of one function say.
#[derive(Debug, Clone, Default)]
pub(super) struct Progress {
    pub(super) steps: Steps,
    /// The step of going live is known to be done.
    pub(super) live: bool,
    pub(super) contradictions: Vec<Contradiction>,
}

/// The steps of all functions, read once.
pub(super) struct Register {
    of: i64,
    statuses: BTreeMap<u32, BTreeMap<u32, (Status, Option<Day>)>>,
    live: Vec<u32>,
    hard: Vec<(u32, u32)>,
    soft: Vec<(u32, u32)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Done,
    NotApplicable,
    Open,
}

impl Register {
    /// Reads the steps of all functions.
    pub(super) fn read(m: &Municipality<'_>) -> Option<Self> {
        let standard = Records::of(m, names::STANDARD_STEP)?;
        let records = Records::of(m, names::STEP)?;
        let mut statuses: BTreeMap<u32, BTreeMap<u32, (Status, Option<Day>)>> = BTreeMap::new();
        for row in records.rows() {
            let pair = (records.row(row, "function").value(), records.row(row, "standard_step").value());
            let (Some(function), Some(step)) = pair else { continue };
            let status = match records.text(row, "status").value() {
                Some("done") => Status::Done,
                Some("not_applicable") => Status::NotApplicable,
                Some(_) => Status::Open,
                None => continue,
            };
            let done_on = records.date(row, "done_on").value().map(day);
            statuses.entry(function).or_default().insert(step, (status, done_on));
        }
        let after = |field: &str| {
            let pairs = standard.rows().flat_map(|row| {
                let needs = standard.list(row, field).value().unwrap_or(&[]);
                needs.iter().map(move |need| (*need, row))
            });
            pairs.collect::<Vec<_>>()
        };
        let live = standard.rows().filter(|row| standard.text(*row, "phase").value() == Some("operation")).collect();
        Some(Self {
            of: i64::from(m.table(standard.entity).len()),
            statuses,
            live,
            hard: after("hard_after"),
            soft: after("soft_after"),
        })
    }

    /// What the steps of a function say, beside the totals that are stated for it.
    pub(super) fn progress(&self, functions: &Records<'_, '_>, row: u32) -> Progress {
        let possible = |number: &i64| (0..=self.of).contains(number);
        let stated = functions.int(row, "steps_done").value().filter(possible);
        let stated_none = functions.int(row, "steps_not_applicable").value().filter(possible);
        let known = self.statuses.get(&row);
        let count = |wanted: &[Status]| {
            let all = known.filter(|steps| steps.len() as i64 == self.of)?;
            Some(all.values().filter(|(status, _)| wanted.contains(status)).count() as i64)
        };
        let steps = Steps {
            done: stated.or_else(|| count(&[Status::Done, Status::NotApplicable])),
            not_applicable: stated_none.or_else(|| count(&[Status::NotApplicable])),
            of: self.of,
        };
        let status = |step: &u32| known.and_then(|steps| steps.get(step)).map(|(status, _)| *status);
        let live = self.live.iter().any(|step| status(step) == Some(Status::Done));
        let mut contradictions = Vec::new();
        if live && steps.open().is_some_and(|open| open > 0) {
            contradictions.push(Contradiction::LiveStepWithOpenSteps(steps.open().unwrap_or(0)));
        }
        let out_of_order = |edges: &[(u32, u32)]| {
            let broken = |(before, after): &&(u32, u32)| {
                status(after) == Some(Status::Done) && status(before) == Some(Status::Open)
            };
            edges.iter().filter(broken).map(|(_, after)| *after).collect::<std::collections::BTreeSet<_>>().len() as i64
        };
        let (hard, soft) = (out_of_order(&self.hard), out_of_order(&self.soft));
        contradictions.extend((hard > 0).then_some(Contradiction::StepsOutOfOrder(hard)));
        contradictions.extend((soft > 0).then_some(Contradiction::StepsInUnusualOrder(soft)));
        Progress { steps, live, contradictions }
    }

    /// The pace of the fastest and of the slowest function: by the dates of their steps, else by the number done since
    /// the manual came out.
    pub(super) fn pace(&self, pack: &Pack, m: &Municipality<'_>, all: &[(u32, Steps)]) -> Option<(Pace, Pace)> {
        let mut paces: Vec<Pace> = self.statuses.values().filter_map(dated).collect();
        if paces.is_empty() {
            let begun = day(manual(pack, m)?);
            let days = day(m.facts_as_of) - begun;
            let by_total = |(_, steps): &(u32, Steps)| steps.done.filter(|done| *done > 0 && days > 0);
            paces = all.iter().filter_map(by_total).map(|steps| Pace { days, steps }).collect();
        }
        paces.sort_by_key(|pace| (pace.days * 1_000_000 / pace.steps, pace.steps));
        Some((*paces.first()?, *paces.last()?))
    }
}

/// The pace that the dates of one function's steps show.
fn dated(steps: &BTreeMap<u32, (Status, Option<Day>)>) -> Option<Pace> {
    let days: Vec<Day> = steps.values().filter_map(|(_, done_on)| *done_on).collect();
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    let pace = Pace { days: last - first, steps: days.len() as i64 - 1 };
    (pace.steps > 0 && pace.days > 0).then_some(pace)
}

/// The day from which the steps of the procedure exist.
fn manual(pack: &Pack, m: &Municipality<'_>) -> Option<jiff::civil::Date> {
    let entity = m.vocabulary.find(names::STANDARD_STEP)?;
    pack.catalog.iter().filter(|entry| entry.record.entity == entity).filter_map(|entry| entry.from).min()
}

impl Pace {
    /// Days for so many steps, rounded up.
    pub(super) fn of(self, steps: i64) -> i64 {
        (steps * self.days + self.steps - 1) / self.steps.max(1)
    }
}
