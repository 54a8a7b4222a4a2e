//! What a schedule is worked out from: units of work with their lengths, dates and links. A what-if changes it.

use super::day::Day;
use super::window::Windows;
use crate::calendar::Days;
use crate::inventory::{Fact, Missing};
use crate::language::Text;
use std::collections::BTreeMap;

/// Everything the schedule of one body depends on.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// The day of the clocks.
    pub as_of: Day,
    /// The day on which the facts stand: remaining work is counted from here.
    pub base: Day,
    /// Functions in the order of the catalog, then systems that are yet to go live.
    pub units: Vec<Unit>,
    /// Functions the body does not have, with the reason.
    pub not_applicable: Vec<(Text, Text)>,
    /// Who needs whom.
    pub edges: Vec<Edge>,
    /// How many packages each vendor moves at a time.
    pub capacity: BTreeMap<String, usize>,
    /// Subjects and names of the windows, by row.
    pub windows: Vec<(String, Text)>,
    /// Subjects and names of the packages, by row.
    pub packages: Vec<(String, Text)>,
    /// Days per step: the fastest and the slowest function of this body, as days and steps.
    pub pace: Option<(Pace, Pace)>,
    /// What nobody has said is complete and could still put a function off.
    pub open: Vec<Missing>,
    /// Systems that retire too early.
    pub retiring: Vec<(Text, Contradiction)>,
    /// What the body's plan says of the standardization as a whole.
    pub milestones: Vec<PlannedMilestone>,
}

/// A milestone of the body's plan about the standardization as a whole.
#[derive(Debug, Clone)]
pub struct PlannedMilestone {
    /// `milestone/standard_live`.
    pub subject: String,
    /// As the plan words it.
    pub name: Text,
    /// In which days it is planned to be reached; a fiscal year where the plan says no more. `None` if it says nothing.
    pub planned: Option<Days>,
    /// Subjects of the functions it is about, as far as the plan names them.
    pub functions: Vec<String>,
}

/// So many steps in so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Days.
    pub days: i64,
    /// Steps.
    pub steps: i64,
}

/// Something that goes live.
#[derive(Debug, Clone)]
pub struct Unit {
    /// `function/juki`.
    pub subject: String,
    /// What it is called.
    pub name: Text,
    /// Its row.
    pub row: u32,
    /// It is a standardized function, not a system.
    pub is_function: bool,
    /// The row of the package it moves with.
    pub package: Option<u32>,
    /// Who moves it.
    pub vendor: Option<String>,
    /// The body is known to have it; for functions.
    pub applies: bool,
    /// Whether it is live.
    pub live: Live,
    /// Days of work left, at best and at worst.
    pub length: (i64, Option<i64>),
    /// It is planned for no earlier day than this, at best and at worst.
    pub ready: Option<(Day, Day)>,
    /// What length and date rest on.
    pub basis: Basis,
    /// The day by which it must be live.
    pub due: Option<Day>,
    /// Which date that is.
    pub target: Target,
    /// When it can go live.
    pub windows: Windows,
    /// Its steps.
    pub steps: Steps,
    /// Published as specially supported.
    pub designated: Option<bool>,
    /// Reason for special support.
    pub reason: Option<Text>,
    /// It uses a transitional measure, until that day if one is known.
    pub transitional: Option<Option<Day>>,
    /// The features under a transitional measure, each until that day if it is known.
    pub features: Vec<(Text, Option<Day>)>,
    /// The facts all of this rests on.
    pub facts: Vec<Fact>,
    /// What would tell whether it is live, and whether it is specially supported.
    pub state_questions: Vec<Missing>,
    /// What would tell how long it takes.
    pub length_questions: Vec<Missing>,
    /// What is said about it and does not go together.
    pub contradictions: Vec<Contradiction>,
}

impl Unit {
    /// Nobody has said whether it is live, nor what is left to do: nothing can be told of its days.
    pub fn is_untold(&self) -> bool {
        self.live == Live::Unknown && self.basis == Basis::None
    }

    /// What its days take for granted because nobody has said it.
    pub fn premises(&self) -> Vec<Premise> {
        let taken = [
            (Premise::NotLive, self.live == Live::Unknown),
            (Premise::NotSupported, self.designated.is_none() && self.target == Target::National),
            (Premise::Applies, !self.applies),
        ];
        taken.into_iter().filter(|(_, taken)| *taken).map(|(premise, _)| premise).collect()
    }
}

/// What a day takes for granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Premise {
    /// The unit is not live yet.
    NotLive,
    /// It is not specially supported, so that the national date is its own.
    NotSupported,
    /// The body has it.
    Applies,
}

impl Premise {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        ["not_live", "not_specially_supported", "applies"][self as usize]
    }
}

/// Whether something is live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Live {
    /// Yes, since that day if it is known.
    Yes(Option<Day>),
    /// No step is open; whether and when it went live is not known.
    Complete,
    /// No.
    No,
    /// Nobody has said.
    Unknown,
}

/// What a forecast rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// It is live.
    Live,
    /// All its steps are done or not applicable.
    Complete,
    /// An estimate of its own.
    Estimate,
    /// A planned date or fiscal year.
    Plan,
    /// Open steps at the body's own pace: an assumption.
    Steps,
    /// Nothing.
    None,
}

impl Basis {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        ["live", "complete", "estimate", "plan", "steps", "none"][self as usize]
    }
}

/// Which date a function has to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The national target.
    National,
    /// A date of its own.
    Own,
    /// That of specially supported functions without a date of their own.
    Supported,
    /// Set by a what-if.
    Asked,
}

/// The procedure steps of a function.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Steps {
    /// Done or not applicable, as the ministry counts.
    pub done: Option<i64>,
    /// Not applicable.
    pub not_applicable: Option<i64>,
    /// All.
    pub of: i64,
}

impl Steps {
    /// Done, without those that do not apply; `None` where only the total is known.
    pub fn completed(&self) -> Option<i64> {
        Some(self.done? - self.not_applicable?)
    }

    /// Not done yet.
    pub fn open(&self) -> Option<i64> {
        Some(self.of - self.done?)
    }
}

/// Facts that do not go together. Reported, not judged: real bodies do all of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contradiction {
    /// Published as specially supported, and live.
    DesignatedButLive,
    /// Live, and so many steps are open.
    LiveWithOpenSteps(i64),
    /// The step of going live is done, and so many others are open.
    LiveStepWithOpenSteps(i64),
    /// So many steps were done before one that they build on.
    StepsOutOfOrder(i64),
    /// So many steps were done before one that is usually done first.
    StepsInUnusualOrder(i64),
    /// An estimate that cannot be: negative, or beyond a hundred years.
    ImpossibleEstimate,
    /// The system retires before this many others that need it.
    RetiresFirst(i64),
}

impl Contradiction {
    /// The word used in machine formats, and the number in it.
    pub fn word(self) -> (&'static str, Option<i64>) {
        match self {
            Contradiction::DesignatedButLive => ("designated_but_live", None),
            Contradiction::LiveWithOpenSteps(number) => ("live_with_open_steps", Some(number)),
            Contradiction::LiveStepWithOpenSteps(number) => ("live_step_with_open_steps", Some(number)),
            Contradiction::StepsOutOfOrder(number) => ("steps_out_of_order", Some(number)),
            Contradiction::StepsInUnusualOrder(number) => ("steps_in_unusual_order", Some(number)),
            Contradiction::ImpossibleEstimate => ("impossible_estimate", None),
            Contradiction::RetiresFirst(number) => ("retires_first", Some(number)),
        }
    }
}

/// A link between two units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The unit that supplies.
    pub provider: usize,
    /// The unit that needs.
    pub consumer: usize,
    /// How strong.
    pub kind: Strength,
    /// Where it is said.
    pub source: Source,
    /// An interim link is prepared.
    pub prepared: Option<bool>,
    /// What would tell.
    pub question: Option<Missing>,
    /// The fact that tells.
    pub fact: Option<Fact>,
}

/// How strong a link is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// The provider must be live first.
    Hard,
    /// An interim link does while only one side is live.
    Link,
    /// Useful, not needed.
    Soft,
}

impl Strength {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        ["hard", "link", "soft"][self as usize]
    }
}

/// Where a link is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// In the catalog.
    Catalog,
    /// By the body; the row of the statement.
    Own(u32),
    /// Between systems; the row of the dependency.
    Dependency(u32),
}

#[cfg(test)]
impl Unit {
    /// A unit of which nothing is known but that it is not live.
    pub(super) fn open() -> Self {
        Self {
            subject: String::new(),
            name: Text::default(),
            row: 0,
            is_function: true,
            package: None,
            vendor: None,
            applies: true,
            live: Live::No,
            length: (0, Some(0)),
            ready: None,
            basis: Basis::Estimate,
            due: None,
            target: Target::National,
            windows: Windows::default(),
            steps: Steps::default(),
            designated: None,
            reason: None,
            transitional: None,
            features: Vec::new(),
            facts: Vec::new(),
            state_questions: Vec::new(),
            length_questions: Vec::new(),
            contradictions: Vec::new(),
        }
    }
}
