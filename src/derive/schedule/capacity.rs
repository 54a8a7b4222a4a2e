//! The capacity plan: one feasible order in which vendors move their packages, by a rule that is printed.
//!
//! The rule: whichever of the jobs that wait for nothing more has the least time left before its date goes first, then
//! the one that can start first, then the first in the list; it starts on the first day on which its vendor is free. It
//! is one feasible plan, not the best one, and floats do not come from it.

use super::day::Day;
use super::network::Job;
use std::collections::BTreeMap;

/// When a job runs in the capacity plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Its work starts.
    pub start: Day,
    /// It goes live.
    pub live: Day,
}

/// Places all jobs; `vendors` says for each job which vendor moves it, `most` how many jobs a vendor moves at a time.
/// `None` where a job, or one it needs, cannot be placed.
pub fn place(jobs: &[Job], vendors: &[Option<String>], most: &BTreeMap<String, usize>, base: Day) -> Vec<Option<Slot>> {
    let latest = super::network::latest(jobs);
    let mut slots: Vec<Option<Slot>> = vec![None; jobs.len()];
    let mut waiting: Vec<usize> = jobs.iter().map(|job| job.needs.len()).collect();
    let mut followers: Vec<Vec<usize>> = vec![Vec::new(); jobs.len()];
    for (index, job) in jobs.iter().enumerate() {
        job.needs.iter().filter(|need| **need < jobs.len()).for_each(|need| followers[*need].push(index));
    }
    let urgency = |job: usize, slots: &[Option<Slot>]| {
        let length = jobs[job].length.unwrap_or(0);
        (
            latest[job].map_or(Day::MAX, |latest| latest - length),
            soonest(jobs, slots, job, base).unwrap_or(Day::MAX),
            job,
        )
    };
    let mut free: std::collections::BTreeSet<(Day, Day, usize)> =
        (0..jobs.len()).filter(|job| waiting[*job] == 0).map(|job| urgency(job, &slots)).collect();
    let mut busy: BTreeMap<&str, Vec<Slot>> = BTreeMap::new();
    while let Some((_, _, job)) = free.pop_first() {
        let vendor = vendors.get(job).and_then(|vendor| vendor.as_deref());
        let limit = vendor.and_then(|vendor| most.get(vendor)).copied();
        let taken = vendor.map(|vendor| busy.entry(vendor).or_default());
        slots[job] = soonest(jobs, &slots, job, base).and_then(|from| fit(&jobs[job], from, limit, taken.as_deref()));
        if let (Some(slot), Some(taken)) = (slots[job], taken) {
            taken.push(slot);
        }
        for follower in &followers[job] {
            waiting[*follower] -= 1;
            if waiting[*follower] == 0 {
                free.insert(urgency(*follower, &slots));
            }
        }
    }
    slots
}

/// The day on which everything a job needs is live.
fn soonest(jobs: &[Job], slots: &[Option<Slot>], job: usize, base: Day) -> Option<Day> {
    jobs[job].needs.iter().try_fold(base, |day, need| Some(day.max((*slots.get(*need)?)?.live)))
}

/// The first place for a job from a day on, beside what its vendor does already.
fn fit(job: &Job, from: Day, limit: Option<usize>, taken: Option<&Vec<Slot>>) -> Option<Slot> {
    let at = |start: Day| {
        let worked = start.checked_add(job.length?)?;
        let ready = job.ready.unwrap_or(worked).max(worked);
        Some(Slot { start, live: job.windows.next(ready)?.0 })
    };
    let (Some(limit), Some(taken)) = (limit, taken) else { return at(from) };
    let mut starts: Vec<Day> = taken.iter().map(|slot| slot.live).filter(|day| *day > from).collect();
    starts.push(from);
    starts.sort_unstable();
    starts.into_iter().filter_map(at).find(|slot| limit > 0 && most_at_once(slot, taken) < limit)
}

/// How many of the others run at once on some day of a slot. The day on which one goes live is free for the next.
fn most_at_once(slot: &Slot, taken: &[Slot]) -> usize {
    let beside: Vec<&Slot> =
        taken.iter().filter(|other| other.start < slot.live.max(slot.start + 1) && slot.start < other.live).collect();
    let days = beside.iter().map(|other| other.start.max(slot.start));
    days.map(|day| beside.iter().filter(|other| other.start <= day && day < other.live).count()).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Slot, place};
    use crate::derive::schedule::network::{Job, earliest};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn the_plan_is_feasible_and_nobody_is_faster_than_without_limits(
            rows in prop::collection::vec((0i64..9, any::<u16>(), prop::option::of(0i64..30), 0usize..3), 1..10),
            most in 1usize..3,
        ) {
            let jobs: Vec<Job> = rows.iter().enumerate().map(|(index, (length, needs, due, _))| Job {
                length: Some(*length),
                due: *due,
                needs: (0..index).filter(|need| needs & (1 << need) != 0).collect(),
                ..Job::default()
            }).collect();
            let name = |vendor: usize| (vendor > 0).then(|| vendor.to_string());
            let vendors: Vec<Option<String>> = rows.iter().map(|row| name(row.3)).collect();
            let limits: BTreeMap<String, usize> = [("1".to_owned(), most)].into();
            let slots: Vec<Slot> = place(&jobs, &vendors, &limits, 0).into_iter().map(Option::unwrap).collect();
            let free: Vec<i64> = earliest(&jobs, 0).into_iter().map(|finish| finish.unwrap().live).collect();
            for (index, slot) in slots.iter().enumerate() {
                prop_assert!(slot.live >= free[index]);
                prop_assert!(jobs[index].needs.iter().all(|need| slots[*need].live <= slot.start));
            }
            for day in 0..200 {
                let running = |(index, slot): &(usize, &Slot)| vendors[*index].as_deref() == Some("1") && slot.start <= day && day < slot.live;
                prop_assert!(slots.iter().enumerate().filter(running).count() <= most, "day {}", day);
            }
            let unlimited = place(&jobs, &vendors, &BTreeMap::new(), 0);
            prop_assert_eq!(unlimited.into_iter().map(|slot| slot.unwrap().live).collect::<Vec<_>>(), free);
        }
    }
}
