//! The network of jobs: earliest finish, latest finish, float, waves, and what causes a finish.
//!
//! A job is whatever goes live at one time. It starts when all jobs it needs are live, takes a number of days, and
//! goes live on the first day that its windows allow. Needs lead from earlier to later jobs: cycles are condensed before.

use super::day::Day;
use super::window::Windows;

/// One job.
#[derive(Debug, Clone, Default)]
pub struct Job {
    /// Days of work; `None` if nobody can tell.
    pub length: Option<i64>,
    /// It is not ready before this day, whatever the work.
    pub ready: Option<Day>,
    /// When it can go live.
    pub windows: Windows,
    /// The day by which it must be live.
    pub due: Option<Day>,
    /// The jobs that must be live first.
    pub needs: Vec<usize>,
}

/// When a job can go live, and why not earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finish {
    /// The day its work starts.
    pub start: Day,
    /// The day on which it is ready to go live.
    pub ready: Day,
    /// The day on which it goes live.
    pub live: Day,
    /// The job it waited for.
    pub after: Option<usize>,
    /// Its own date, not its work, decides when it is ready.
    pub dated: bool,
    /// The windows that put going live off.
    pub windows: Vec<u32>,
}

/// The earliest finish of every job, which stand in an order in which each comes after what it needs.
/// `None` where the length of a job, or of one it needs, is not known, or where no window ever opens.
pub fn earliest(jobs: &[Job], base: Day) -> Vec<Option<Finish>> {
    let mut finishes: Vec<Option<Finish>> = Vec::with_capacity(jobs.len());
    for job in jobs {
        let finish = finish(job, &finishes, base);
        finishes.push(finish);
    }
    finishes
}

fn finish(job: &Job, before: &[Option<Finish>], base: Day) -> Option<Finish> {
    let mut start = base;
    let mut after = None;
    for need in &job.needs {
        let live = before.get(*need)?.as_ref()?.live;
        if live > start || (live == start && after.is_none()) {
            (start, after) = (live, Some(*need));
        }
    }
    let worked = start.checked_add(job.length?)?;
    let dated = job.ready.is_some_and(|ready| ready >= worked);
    let ready = job.ready.unwrap_or(worked).max(worked);
    let (live, windows) = job.windows.next(ready)?;
    let after = after.filter(|_| !dated);
    Some(Finish { start, ready, live, after, dated, windows })
}

/// The latest day on which every job may go live so that no job misses the day by which it must be live; `None` where
/// nothing presses.
pub fn latest(jobs: &[Job]) -> Vec<Option<Day>> {
    let mut latest: Vec<Option<Day>> = jobs.iter().map(|job| job.due).collect();
    for index in (0..jobs.len()).rev() {
        let job = &jobs[index];
        let Some(bound) = latest[index] else { continue };
        let live = job.windows.last(bound).unwrap_or(Day::MIN / 4);
        latest[index] = Some(live);
        let start = live - job.length.unwrap_or(0);
        for need in &job.needs {
            if let Some(bound) = latest.get_mut(*need) {
                *bound = Some(bound.map_or(start, |bound| bound.min(start)));
            }
        }
    }
    latest
}

/// In how many steps, one after the other, the jobs go live: 1 for those that wait for nothing.
pub fn waves(jobs: &[Job]) -> Vec<usize> {
    let mut waves: Vec<usize> = Vec::with_capacity(jobs.len());
    for job in jobs {
        let before = job.needs.iter().filter_map(|need| waves.get(*need)).max();
        waves.push(before.map_or(1, |wave| wave + 1));
    }
    waves
}

/// The jobs that one after the other cause the finish of a job, which stands last.
pub fn chain(finishes: &[Option<Finish>], job: usize) -> Vec<usize> {
    let mut chain = vec![job];
    let mut at = job;
    while let Some(before) = finishes.get(at).and_then(|finish| finish.as_ref()?.after) {
        chain.push(before);
        at = before;
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::{Job, chain, earliest, latest, waves};
    use crate::derive::schedule::window::Windows;
    use proptest::prelude::*;

    /// Random jobs; needs lead to earlier numbers.
    fn jobs(with_windows: bool) -> impl Strategy<Value = Vec<Job>> {
        let job = (0i64..12, prop::option::of(0i64..20), prop::option::of(0i64..40), any::<u16>(), 0i64..20, 0i64..6);
        prop::collection::vec(job, 1..10).prop_map(move |jobs| {
            let build = |(index, (length, ready, due, needs, first, long)): (usize, (i64, _, _, u16, i64, i64))| Job {
                length: Some(length),
                ready,
                windows: match with_windows {
                    true => Windows { closed: vec![(first, first + long, 0)], open: Vec::new() },
                    false => Windows::default(),
                },
                due,
                needs: (0..index).filter(|need| needs & (1 << need) != 0).collect(),
            };
            jobs.into_iter().enumerate().map(build).collect()
        })
    }

    /// Lives through the days one by one: work starts when all needs are live, and what is ready goes live if it may.
    fn simulate(jobs: &[Job], delay: impl Fn(usize) -> i64) -> Vec<i64> {
        let mut started = vec![None; jobs.len()];
        let mut live: Vec<Option<i64>> = vec![None; jobs.len()];
        for day in 0..1000i64 {
            // Nothing takes longer than it takes to look at all jobs once more.
            for _ in 0..=jobs.len() {
                for (index, job) in jobs.iter().enumerate() {
                    let free = job.needs.iter().all(|need| live[*need].is_some_and(|live| live <= day));
                    if free && started[index].is_none() {
                        started[index] = Some(day);
                    }
                    let Some(start) = started[index].filter(|_| live[index].is_none()) else { continue };
                    let worked = day - start >= job.length.unwrap();
                    let dated = job.ready.is_none_or(|ready| day >= ready);
                    let late = day >= (start + job.length.unwrap()).max(job.ready.unwrap_or(0)) + delay(index);
                    let allowed = job.windows.closed.iter().all(|(first, last, _)| day < *first || day > *last);
                    if worked && dated && late && allowed {
                        live[index] = Some(day);
                    }
                }
            }
        }
        live.into_iter().map(Option::unwrap).collect()
    }

    /// The length of the longest way through the needs, by walking all of them.
    fn longest(jobs: &[Job], job: usize) -> i64 {
        let before = jobs[job].needs.iter().map(|need| longest(jobs, *need)).max().unwrap_or(0);
        (before + jobs[job].length.unwrap()).max(jobs[job].ready.unwrap_or(0))
    }

    fn longest_walk(jobs: &[Job], job: usize) -> usize {
        1 + jobs[job].needs.iter().map(|need| longest_walk(jobs, *need)).max().unwrap_or(0)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

        #[test]
        fn the_earliest_finish_is_the_longest_way(jobs in jobs(false)) {
            let finishes = earliest(&jobs, 0);
            for (index, finish) in finishes.iter().enumerate() {
                prop_assert_eq!(finish.as_ref().unwrap().live, longest(&jobs, index));
            }
            prop_assert_eq!(waves(&jobs), (0..jobs.len()).map(|job| longest_walk(&jobs, job)).collect::<Vec<_>>());
        }

        #[test]
        fn nothing_starts_before_what_it_needs_is_live_and_no_day_is_lost(jobs in jobs(true)) {
            let finishes = earliest(&jobs, 0);
            let lived = simulate(&jobs, |_| 0);
            for (index, finish) in finishes.iter().enumerate() {
                let finish = finish.as_ref().unwrap();
                prop_assert_eq!(finish.live, lived[index]);
                for need in &jobs[index].needs {
                    prop_assert!(finishes[*need].as_ref().unwrap().live <= finish.start);
                }
                let chain = chain(&finishes, index);
                prop_assert_eq!(chain.last(), Some(&index));
                prop_assert!(chain.windows(2).all(|pair| jobs[pair[1]].needs.contains(&pair[0])));
            }
        }

        #[test]
        fn within_its_float_a_job_may_slip_and_one_day_more_is_too_much(jobs in jobs(false)) {
            let finishes = earliest(&jobs, 0);
            let latest = latest(&jobs);
            let met = |lived: &[i64]| jobs.iter().zip(lived).map(|(job, day)| job.due.is_none_or(|due| *day <= due)).collect::<Vec<_>>();
            let undisturbed = met(&simulate(&jobs, |_| 0));
            if undisturbed.iter().all(|met| *met) {
                for index in 0..jobs.len() {
                    let Some(bound) = latest[index] else { continue };
                    let float = bound - finishes[index].as_ref().unwrap().live;
                    prop_assert!(float >= 0);
                    let slipped = |days: i64| met(&simulate(&jobs, |job| if job == index { days } else { 0 }));
                    prop_assert_eq!(slipped(float), undisturbed.clone());
                    prop_assert_ne!(slipped(float + 1), undisturbed.clone());
                }
            }
        }

        #[test]
        fn with_windows_no_date_is_missed_within_the_float(jobs in jobs(true), wanted in 0usize..10) {
            let finishes = earliest(&jobs, 0);
            let latest = latest(&jobs);
            let index = wanted % jobs.len();
            let lived = simulate(&jobs, |_| 0);
            let on_time = jobs.iter().zip(&lived).all(|(job, day)| job.due.is_none_or(|due| *day <= due));
            if let Some(bound) = latest[index].filter(|_| on_time) {
                let float = bound - finishes[index].as_ref().unwrap().live;
                prop_assert!(float >= 0);
                let slipped = simulate(&jobs, |job| if job == index { float } else { 0 });
                prop_assert!(jobs.iter().zip(&slipped).all(|(job, day)| job.due.is_none_or(|due| *day <= due)));
            }
        }

        #[test]
        fn a_slip_is_felt_as_in_life(jobs in jobs(true), wanted in 0usize..10, days in 0i64..15) {
            let index = wanted % jobs.len();
            let mut slipped = jobs.clone();
            slipped[index].length = slipped[index].length.map(|length| length + days);
            slipped[index].ready = slipped[index].ready.map(|ready| ready + days);
            let lived = simulate(&jobs, |job| if job == index { days } else { 0 });
            let finishes: Vec<i64> = earliest(&slipped, 0).into_iter().map(|finish| finish.unwrap().live).collect();
            prop_assert_eq!(finishes, lived);
        }
    }
}
