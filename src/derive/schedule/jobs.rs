//! From units to jobs: packages move as one, and so do units that need each other.

use super::day::Day;
use super::model::{Basis, Edge, Live, Setting, Strength};
use super::network::Job;
use super::window::Windows;
use crate::graph::components;
use std::collections::{BTreeMap, BTreeSet};

/// The open units of a setting as jobs, in an order in which each comes after what it needs.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The units of each job, in order.
    pub members: Vec<Vec<usize>>,
    /// The jobs each job needs.
    pub needs: Vec<Vec<usize>>,
    /// The job of each unit; `None` if there is nothing left to do.
    pub job_of: Vec<Option<usize>>,
    /// Jobs whose parts need each other and so go live together.
    pub condensed: Vec<bool>,
    /// When each job can go live.
    windows: Vec<Windows>,
}

/// Which length and date of a unit are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// The shortest.
    Best,
    /// The longest.
    Worst,
    /// The shortest that facts alone allow: without the assumed pace.
    Least,
}

impl Plan {
    /// Groups the open units.
    pub fn of(setting: &Setting) -> Self {
        let units = &setting.units;
        let open: Vec<usize> =
            (0..units.len()).filter(|unit| matches!(units[*unit].live, Live::No | Live::Unknown)).collect();
        let mut bundles: Vec<Vec<usize>> = Vec::new();
        let mut bundle_of: Vec<Option<usize>> = vec![None; units.len()];
        let mut by_package: BTreeMap<u32, usize> = BTreeMap::new();
        for unit in open {
            let bundle = match units[unit].package {
                Some(package) => *by_package.entry(package).or_insert(bundles.len()),
                None => bundles.len(),
            };
            if bundle == bundles.len() {
                bundles.push(Vec::new());
            }
            bundles[bundle].push(unit);
            bundle_of[unit] = Some(bundle);
        }
        let edges = between(&setting.edges, &bundle_of);
        let groups = components(bundles.len(), &edges);
        let mut job_of_bundle = vec![0; bundles.len()];
        for (job, group) in groups.iter().enumerate() {
            group.iter().for_each(|bundle| job_of_bundle[*bundle] = job);
        }
        let mut needs: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); groups.len()];
        for (before, after) in edges {
            let (before, after) = (job_of_bundle[before], job_of_bundle[after]);
            if before != after {
                needs[after].insert(before);
            }
        }
        let members: Vec<Vec<usize>> = groups.iter().map(|group| sorted(group, &bundles)).collect();
        let windows = members.iter().map(|members| windows(setting, members)).collect();
        Self {
            needs: needs.into_iter().map(|needs| needs.into_iter().collect()).collect(),
            job_of: bundle_of.into_iter().map(|bundle| bundle.map(|bundle| job_of_bundle[bundle])).collect(),
            condensed: groups.iter().map(|group| group.len() > 1).collect(),
            members,
            windows,
        }
    }

    /// The jobs, with the lengths and dates of an outlook.
    pub fn jobs(&self, setting: &Setting, outlook: impl Fn(usize) -> Outlook) -> Vec<Job> {
        let job = |(index, members): (usize, &Vec<usize>)| {
            let measured = members.iter().map(|unit| measure(setting, *unit, outlook(*unit)));
            let lengths: Option<Vec<i64>> = measured.clone().map(|(length, _)| length).collect();
            Job {
                length: lengths.map(|lengths| lengths.into_iter().max().unwrap_or(0)),
                ready: measured.filter_map(|(_, ready)| ready).max(),
                windows: self.windows[index].clone(),
                due: members.iter().filter_map(|unit| setting.units[*unit].due).min(),
                needs: self.needs[index].clone(),
            }
        };
        self.members.iter().enumerate().map(job).collect()
    }

    /// The unit of a job that decides when the job is ready, given the day its work starts.
    pub fn decisive(&self, setting: &Setting, job: usize, start: Day, outlook: Outlook) -> Option<usize> {
        let ready = |unit: &usize| {
            let (length, ready) = measure(setting, *unit, outlook);
            (start + length.unwrap_or(0)).max(ready.unwrap_or(Day::MIN))
        };
        self.members.get(job)?.iter().copied().max_by_key(|unit| (ready(unit), std::cmp::Reverse(*unit)))
    }
}

/// Length and date of a unit; one that nobody has said not to be live is not ready before the day of the facts.
fn measure(setting: &Setting, unit: usize, outlook: Outlook) -> (Option<i64>, Option<Day>) {
    let unit = &setting.units[unit];
    match outlook {
        Outlook::Least if unit.basis == Basis::Steps => (Some(0), not_yet(setting, unit.live)),
        Outlook::Best | Outlook::Least => {
            (Some(unit.length.0), unit.ready.map(|(first, _)| first).or(not_yet(setting, unit.live)))
        }
        Outlook::Worst => (unit.length.1, unit.ready.map(|(_, last)| last).or(not_yet(setting, unit.live))),
    }
}

/// What is known not to be live on the as-of date goes live no earlier.
fn not_yet(setting: &Setting, live: Live) -> Option<Day> {
    (live == Live::No).then_some(setting.as_of)
}

fn between(edges: &[Edge], bundle_of: &[Option<usize>]) -> Vec<(usize, usize)> {
    let hard = edges.iter().filter(|edge| edge.kind == Strength::Hard);
    let ends = hard.filter_map(|edge| Some((bundle_of[edge.provider]?, bundle_of[edge.consumer]?)));
    let pairs: BTreeSet<(usize, usize)> = ends.filter(|(before, after)| before != after).collect();
    pairs.into_iter().collect()
}

fn sorted(group: &[usize], bundles: &[Vec<usize>]) -> Vec<usize> {
    let mut members: Vec<usize> = group.iter().flat_map(|bundle| bundles[*bundle].iter().copied()).collect();
    members.sort_unstable();
    members
}

fn windows(setting: &Setting, members: &[usize]) -> Windows {
    members.iter().fold(Windows::default(), |both, unit| both.and(&setting.units[*unit].windows))
}

#[cfg(test)]
mod tests {
    use super::Plan;
    use crate::derive::schedule::jobs::Outlook;
    use crate::derive::schedule::model::{Edge, Setting, Source, Strength, Unit};
    use crate::derive::schedule::network::waves;
    use proptest::prelude::*;

    fn setting(packages: &[Option<u32>], edges: &[(usize, usize)]) -> Setting {
        let units = packages.iter().map(|package| Unit { package: *package, ..Unit::open() }).collect();
        let edge = |(provider, consumer): &(usize, usize)| Edge {
            provider: *provider,
            consumer: *consumer,
            kind: Strength::Hard,
            source: Source::Catalog,
            prepared: None,
            question: None,
            fact: None,
        };
        Setting { units, edges: edges.iter().map(edge).collect(), ..Setting::default() }
    }

    /// Who must not be later than whom: over a link, or because both are in one package; by trying every way.
    fn binds(packages: &[Option<u32>], edges: &[(usize, usize)]) -> Vec<Vec<bool>> {
        let nodes = packages.len();
        let same = |a: usize, b: usize| a == b || (packages[a].is_some() && packages[a] == packages[b]);
        let mut binds: Vec<Vec<bool>> =
            (0..nodes).map(|a| (0..nodes).map(|b| same(a, b) || edges.contains(&(a, b))).collect()).collect();
        for via in 0..nodes {
            for from in 0..nodes {
                for to in 0..nodes {
                    binds[from][to] |= binds[from][via] && binds[via][to];
                }
            }
        }
        binds
    }

    proptest! {
        #[test]
        fn what_binds_each_other_is_one_job_and_jobs_stand_in_order(
            (packages, edges) in (1usize..10).prop_flat_map(|n| (
                prop::collection::vec(prop::option::of(0u32..3), n),
                prop::collection::vec((0..n, 0..n), 0..18),
            ))
        ) {
            let setting = setting(&packages, &edges);
            let plan = Plan::of(&setting);
            let binds = binds(&packages, &edges);
            let job = |unit: usize| plan.job_of[unit].unwrap();
            let pairs = (0..packages.len()).flat_map(|a| (0..packages.len()).map(move |b| (a, b)));
            for (a, b) in pairs {
                prop_assert_eq!(job(a) == job(b), binds[a][b] && binds[b][a]);
                prop_assert!(!binds[a][b] || job(a) <= job(b));
            }
            // The longest way through the jobs, by walking all of them.
            fn walk(needs: &[Vec<usize>], job: usize) -> usize {
                1 + needs[job].iter().map(|need| walk(needs, *need)).max().unwrap_or(0)
            }
            let found = waves(&plan.jobs(&setting, |_| Outlook::Best));
            prop_assert_eq!(found, (0..plan.needs.len()).map(|job| walk(&plan.needs, job)).collect::<Vec<_>>());
        }
    }
}
