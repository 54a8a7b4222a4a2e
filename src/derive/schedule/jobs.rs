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
