//! The forecast: for every unit when it goes live, whether that is in time, and what decides it.

use super::cuts::{self, Cut};
use super::day::Day;
use super::jobs::{Outlook, Plan};
use super::model::{Basis, Live, Setting, Unit};
use super::network::{self, Finish, Job};
use super::state::{self, State};
use super::{capacity, narrow};
use crate::inventory::{Fact, Missing};
use crate::language::Text;

/// What a setting leads to.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// One per unit of the setting.
    pub units: Vec<Outcome>,
    /// The units as jobs.
    pub plan: Plan,
    /// Links that need an interim solution.
    pub cuts: Vec<Cut>,
    /// Units that reach each other over links of any kind, with the number of the group in order.
    pub cycles: Vec<Vec<usize>>,
    /// The unit whose length, once known, narrows the forecasts most, and by how many days in all; `None` as days if it
    /// makes an endless one finite.
    pub narrowest: Option<(usize, Option<i64>)>,
}

/// What a unit can expect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// One of the five states.
    pub state: State,
    /// The day on which its work can start, at best.
    pub start: Option<Day>,
    /// The earliest day on which it can go live, at best; `None` if nothing can be told of its days.
    pub best: Option<Day>,
    /// The same at worst.
    pub worst: Option<Day>,
    /// The earliest day that facts alone allow, whatever the pace.
    pub least: Option<Day>,
    /// The last day on which it can go live in time.
    pub latest: Option<Day>,
    /// Days to spare at worst and at best; negative is late.
    pub float: (Option<i64>, Option<i64>),
    /// The same with the dates of all that follows.
    pub slack: (Option<i64>, Option<i64>),
    /// It misses its date, if facts tell.
    pub late: Option<bool>,
    /// The forecast rests on the body's pace, or on nothing.
    pub assumed: bool,
    /// What decides the day, from the first cause to the unit itself: subject and name.
    pub chain: Vec<(String, Text)>,
    /// In which wave it goes live; none if there is nothing left to do.
    pub wave: Option<usize>,
    /// The day in the capacity plan.
    pub capacity: Option<Day>,
    /// The facts it rests on.
    pub facts: Vec<Fact>,
    /// What would tell more.
    pub missing: Vec<Missing>,
}

/// Works out the forecast of a setting.
pub fn forecast(setting: &Setting) -> Forecast {
    let plan = Plan::of(setting);
    let outlooks = [Outlook::Best, Outlook::Worst, Outlook::Least].map(|outlook| {
        let jobs = plan.jobs(setting, |_| outlook);
        let finishes = network::earliest(&jobs, setting.base);
        let latest = network::latest(&jobs);
        Pass { jobs, finishes, latest }
    });
    let [best, worst, least] = &outlooks;
    let work = Work {
        setting,
        plan: &plan,
        best,
        worst,
        least,
        waves: network::waves(&best.jobs),
        assumed: assumed(setting, &plan),
        slots: slots(setting, &plan, best, worst),
    };
    let units: Vec<Outcome> = (0..setting.units.len()).map(|unit| work.outcome(unit)).collect();
    let cycles = cuts::cycles(setting);
    let cuts = cuts::cuts(setting, &plan, &units, &cycles);
    let narrowest = narrow::narrowest(setting, &plan, &worst.finishes);
    Forecast { units, plan, cuts, cycles, narrowest }
}

struct Pass {
    jobs: Vec<Job>,
    finishes: Vec<Option<Finish>>,
    latest: Vec<Option<Day>>,
}

/// Jobs of which a part, or something they need, rests on an assumption.
fn assumed(setting: &Setting, plan: &Plan) -> Vec<bool> {
    let mut assumed: Vec<bool> = Vec::with_capacity(plan.members.len());
    for (members, needs) in plan.members.iter().zip(&plan.needs) {
        let itself = members.iter().any(|unit| matches!(setting.units[*unit].basis, Basis::Steps | Basis::None));
        let before = needs.iter().any(|need| assumed.get(*need).copied().unwrap_or(false));
        assumed.push(itself || before);
    }
    assumed
}

/// The capacity plan, with the longest lengths that are known.
fn slots(setting: &Setting, plan: &Plan, best: &Pass, worst: &Pass) -> Vec<Option<Day>> {
    if setting.capacity.is_empty() {
        return vec![None; plan.members.len()];
    }
    let jobs: Vec<Job> = best
        .jobs
        .iter()
        .zip(&worst.jobs)
        .map(|(best, worst)| if worst.length.is_some() { worst.clone() } else { best.clone() })
        .collect();
    let vendor = |members: &Vec<usize>| members.iter().find_map(|unit| setting.units[*unit].vendor.clone());
    let vendors: Vec<Option<String>> = plan.members.iter().map(vendor).collect();
    let slots = capacity::place(&jobs, &vendors, &setting.capacity, setting.base);
    slots.into_iter().map(|slot| slot.map(|slot| slot.live)).collect()
}

struct Work<'s> {
    setting: &'s Setting,
    plan: &'s Plan,
    best: &'s Pass,
    worst: &'s Pass,
    least: &'s Pass,
    waves: Vec<usize>,
    assumed: Vec<bool>,
    slots: Vec<Option<Day>>,
}

impl Work<'_> {
    fn outcome(&self, index: usize) -> Outcome {
        let unit = &self.setting.units[index];
        let mut outcome = match self.plan.job_of[index] {
            Some(job) => self.open(index, job),
            None => self.settled(unit),
        };
        let latest = unit.due.map(|due| unit.windows.last(due).unwrap_or(due));
        outcome.latest = latest;
        let float = |live: Option<Day>| {
            let (live, due) = (live?, unit.due?);
            Some(if live > due { due - live } else { latest.unwrap_or(due).max(live) - live })
        };
        outcome.float = (float(outcome.worst), float(outcome.best));
        outcome.late = self.late(unit, &outcome);
        let (state, why) = state::of(self.setting, unit, &outcome);
        outcome.state = state;
        outcome.missing.extend(why);
        outcome.facts.extend(&unit.facts);
        outcome.facts.sort_unstable();
        outcome.facts.dedup();
        outcome.missing.sort_unstable();
        outcome.missing.dedup();
        outcome
    }

    /// A unit with nothing left to do. That all steps are done does not say when it went live.
    fn settled(&self, unit: &Unit) -> Outcome {
        let live = match unit.live {
            Live::Yes(since) => since,
            _ => None,
        };
        Outcome { best: live, worst: live, ..empty() }
    }

    fn open(&self, index: usize, job: usize) -> Outcome {
        let wave = Some(self.waves[job]);
        if self.setting.units[index].is_untold() {
            return Outcome { assumed: true, wave, missing: self.length_questions(job), ..empty() };
        }
        let live = |pass: &Pass| pass.finishes[job].as_ref().map(|finish| finish.live);
        let (best, worst) = (live(self.best), live(self.worst));
        let slack = |pass: &Pass, live: Option<Day>| Some(pass.latest[job]? - live?);
        let mut outcome = Outcome {
            start: self.best.finishes[job].as_ref().map(|finish| finish.start),
            best,
            worst,
            least: live(self.least),
            slack: (slack(self.worst, worst), slack(self.best, best)),
            assumed: self.assumed[job],
            wave,
            capacity: self.slots[job],
            ..empty()
        };
        if self.setting.units[index].is_function {
            self.explain(index, job, &mut outcome);
        }
        outcome
    }

    /// The chain that decides, the facts along it, and the questions about it.
    fn explain(&self, index: usize, job: usize, outcome: &mut Outcome) {
        let units = &self.setting.units;
        let named = |unit: usize| (units[unit].subject.clone(), units[unit].name.clone());
        let (pass, outlook) = match self.worst.finishes[job] {
            Some(_) => (self.worst, Outlook::Worst),
            None => (self.best, Outlook::Best),
        };
        for link in network::chain(&pass.finishes, job) {
            let Some(finish) = &pass.finishes[link] else { continue };
            let decisive = self.plan.decisive(self.setting, link, finish.start, outlook);
            if let Some(unit) = decisive {
                outcome.chain.push(named(unit));
                outcome.facts.extend(&units[unit].facts);
            }
            outcome
                .chain
                .extend(finish.windows.iter().filter_map(|row| self.setting.windows.get(*row as usize).cloned()));
        }
        if outcome.chain.iter().all(|(subject, _)| *subject != units[index].subject) {
            outcome.chain.push(named(index));
        }
        outcome.missing.extend(self.length_questions(job));
    }

    /// What would tell how long a job takes, and all it waits for.
    fn length_questions(&self, job: usize) -> Vec<Missing> {
        let members = ancestors(self.plan, job).into_iter().flat_map(|before| &self.plan.members[before]);
        members.flat_map(|unit| &self.setting.units[*unit].length_questions).copied().collect()
    }

    /// Whether a unit misses its date, as far as facts force it.
    fn late(&self, unit: &Unit, outcome: &Outcome) -> Option<bool> {
        let due = unit.due?;
        match unit.live {
            Live::Yes(since) => since.map(|since| since > due),
            Live::Complete => None,
            Live::No | Live::Unknown => {
                if unit.live == Live::No && outcome.least.is_some_and(|least| least > due) {
                    return Some(true);
                }
                let in_time = !outcome.assumed && outcome.worst.is_some_and(|worst| worst <= due);
                (in_time && self.setting.open.is_empty()).then_some(false)
            }
        }
    }
}

/// A job and everything it waits for.
fn ancestors(plan: &Plan, job: usize) -> Vec<usize> {
    let mut found = std::collections::BTreeSet::from([job]);
    let mut waiting = vec![job];
    while let Some(next) = waiting.pop() {
        for need in &plan.needs[next] {
            if found.insert(*need) {
                waiting.push(*need);
            }
        }
    }
    found.into_iter().collect()
}

fn empty() -> Outcome {
    Outcome {
        state: State::NotKnown,
        start: None,
        best: None,
        worst: None,
        least: None,
        latest: None,
        float: (None, None),
        slack: (None, None),
        late: None,
        assumed: false,
        chain: Vec::new(),
        wave: None,
        capacity: None,
        facts: Vec::new(),
        missing: Vec::new(),
    }
}
