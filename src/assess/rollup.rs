//! Many bodies in one report: each body, and then by prefecture, by function and by rule.
//!
//! Made from finished assessments alone, so that a saved one counts as much as a folder. Of one body the latest inventory
//! counts; earlier ones are listed. What was not told is counted as such and enters no sum.

use super::assessment::{Assessment, BodyIdentity, Ledger, PackIdentity, Verdict};
use super::tables::{Row, rows};
use crate::derive::schedule::State;
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::pack::{Pack, Severity};
use crate::text;
use crate::vocabulary::body;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Many bodies in one report.
#[derive(Debug, Clone)]
pub struct Rollup {
    /// Version of tekigo.
    pub tool: String,
    /// The pack that judged.
    pub pack: PackIdentity,
    /// What could be read, by body code and day.
    pub members: Vec<Member>,
    /// What could not be read, in the order asked.
    pub unread: Vec<Unread>,
    /// Bodies by prefecture, in the order of the codes.
    pub prefectures: Vec<Prefecture>,
    /// Standardized functions, in the order of the catalog.
    pub functions: Vec<Function>,
    /// Rules that were judged; the gravest first.
    pub rules: Vec<OfRule>,
}

/// One inventory or saved assessment.
#[derive(Debug, Clone)]
pub struct Member {
    /// Where it was read, as asked.
    pub source: String,
    /// The body.
    pub body: BodyIdentity,
    /// The day of the law.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// Another pack judged it than the one of the rollup.
    pub other_pack: bool,
    /// It is the latest of its body, and enters the sums.
    pub counted: bool,
    /// Its results.
    pub ledger: Ledger,
    /// How far its functions have come.
    pub progress: Progress,
}

/// What could not be read.
#[derive(Debug, Clone)]
pub struct Unread {
    /// Where, as asked.
    pub source: String,
    /// Everything that is wrong with it; never empty.
    pub problems: Vec<Diagnostic>,
}

/// Progress of functions by both ways of counting, over those of which it is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Functions that bodies have.
    pub functions: i64,
    /// By the ministry's formula: steps done or not applicable, of all steps.
    pub ministry: Share,
    /// Steps done, of those that apply.
    pub completed: Share,
}

/// Steps of functions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Functions of which it is told.
    pub told: i64,
    /// Steps.
    pub steps: i64,
    /// Of so many.
    pub of: i64,
}

impl Share {
    /// In tenths of a percent, rounded half up; `None` where nothing is told.
    pub fn permille(self) -> Option<i64> {
        (self.of > 0).then(|| (self.steps * 2_000 + self.of) / (2 * self.of))
    }

    /// Adds the steps of other functions.
    pub(super) fn add(&mut self, other: Share) {
        self.told += other.told;
        self.steps += other.steps;
        self.of += other.of;
    }
}

impl Progress {
    fn add(&mut self, other: Progress) {
        self.functions += other.functions;
        self.ministry.add(other.ministry);
        self.completed.add(other.completed);
    }

    /// What the schedule tells of one function.
    pub(super) fn of(row: Row<'_>) -> Self {
        let (of, absent) = (row.int("steps.of"), row.int("steps.not_applicable"));
        let share = |steps: Option<i64>, of: Option<i64>| match steps.zip(of) {
            Some((steps, of)) => Share { told: 1, steps, of },
            None => Share::default(),
        };
        Self {
            functions: 1,
            ministry: share(row.int("steps.done"), of),
            completed: share(row.int("steps.completed"), of.zip(absent).map(|(of, absent)| of - absent)),
        }
    }
}

/// The counted bodies of one prefecture.
#[derive(Debug, Clone)]
pub struct Prefecture {
    /// The first two digits of their codes.
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Number of bodies.
    pub bodies: usize,
    /// Their results.
    pub ledger: Ledger,
    /// Their progress.
    pub progress: Progress,
}

/// One standardized function in the counted bodies.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its id in the catalog.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// How many bodies are in each state, in the order of [`State::ALL`].
    pub states: [usize; State::ALL.len()],
    /// Progress of the bodies.
    pub progress: Progress,
}

/// What one rule says of the counted bodies.
#[derive(Debug, Clone)]
pub struct OfRule {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// How grave.
    pub severity: Severity,
    /// How many bodies have that as their worst result, in the order of [`Verdict::ALL`].
    pub bodies: [usize; Verdict::ALL.len()],
    /// Number of results that fail.
    pub fails: usize,
}

/// Puts the assessments of many bodies together, each with where it was read.
pub fn rollup(pack: &Pack, read: &[(String, Assessment)], unread: Vec<Unread>) -> Rollup {
    let mut read: Vec<&(String, Assessment)> = read.iter().collect();
    read.sort_by_key(|(source, one)| (&one.body.code, one.facts_as_of, one.as_of, source));
    let latest = |at: usize| read.get(at + 1).is_none_or(|(_, next)| next.body.code != read[at].1.body.code);
    let member = |(at, (source, one)): (usize, &&(String, Assessment))| Member {
        source: source.clone(),
        body: one.body.clone(),
        as_of: one.as_of,
        facts_as_of: one.facts_as_of,
        inventory_sha256: one.inventory_sha256.clone(),
        other_pack: one.pack.sha256 != pack.sha256,
        counted: latest(at),
        ledger: one.ledger,
        progress: functions_of(one).fold(Progress::default(), |mut sum, (_, row)| {
            sum.add(Progress::of(row));
            sum
        }),
    };
    let members: Vec<Member> = read.iter().enumerate().map(member).collect();
    let counted: Vec<&Assessment> =
        read.iter().zip(&members).filter(|(_, member)| member.counted).map(|((_, one), _)| one).collect();
    Rollup {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        prefectures: prefectures(pack, &members),
        functions: functions(pack, &counted),
        rules: of_rules(&counted),
        members,
        unread,
    }
}

/// The rows of the schedule about functions, by id.
pub(super) fn functions_of(assessment: &Assessment) -> impl Iterator<Item = (&str, Row<'_>)> {
    rows(assessment, "schedule").filter_map(|row| Some((row.text("unit")?.strip_prefix("function/")?, row)))
}

fn prefectures(pack: &Pack, members: &[Member]) -> Vec<Prefecture> {
    let names: BTreeMap<&str, Text> = pack
        .entries(body::PREFECTURE)
        .filter_map(|entry| Some((entry.text(&pack.vocabulary, body::CODE)?, entry.name(&pack.vocabulary))))
        .collect();
    let mut found: BTreeMap<String, Prefecture> = BTreeMap::new();
    for member in members.iter().filter(|member| member.counted) {
        let code: String = member.body.code.chars().take(2).collect();
        let unknown = || text!(ja: "都道府県コード {code}", en: "prefecture code {code}");
        let name = || names.get(code.as_str()).cloned().unwrap_or_else(unknown);
        let prefecture = found.entry(code.clone()).or_insert_with(|| Prefecture {
            name: name(),
            code: code.clone(),
            bodies: 0,
            ledger: Ledger::default(),
            progress: Progress::default(),
        });
        prefecture.bodies += 1;
        prefecture.ledger += member.ledger;
        prefecture.progress.add(member.progress);
    }
    found.into_values().collect()
}

fn functions(pack: &Pack, counted: &[&Assessment]) -> Vec<Function> {
    let known = pack.entries(body::STANDARD_FUNCTION).map(|entry| (entry.id(), entry.name(&pack.vocabulary)));
    let all = known.map(|(id, name)| {
        let of_it = counted.iter().flat_map(|one| functions_of(one)).filter(|(other, _)| *other == id);
        let mut function =
            Function { id: id.to_owned(), name, states: Default::default(), progress: Progress::default() };
        for (_, row) in of_it {
            let word = row.text("state").unwrap_or(State::NotKnown.word());
            if let Some(at) = State::ALL.iter().position(|(_, known, ..)| *known == word) {
                function.states[at] += 1;
            }
            function.progress.add(Progress::of(row));
        }
        function
    });
    all.filter(|function| function.progress.functions > 0).collect()
}

fn of_rules(counted: &[&Assessment]) -> Vec<OfRule> {
    let mut found: BTreeMap<(Severity, &str), OfRule> = BTreeMap::new();
    for one in counted {
        let mut worst: BTreeMap<usize, (Verdict, usize)> = BTreeMap::new();
        for result in &one.results {
            let (verdict, fails) = worst.entry(result.rule).or_insert((Verdict::NotApplicable, 0));
            *verdict = (*verdict).min(result.verdict);
            *fails += usize::from(result.verdict == Verdict::Fail);
        }
        for (rule, (verdict, fails)) in worst {
            let rule = &one.rules[rule];
            let row = found.entry((rule.severity, &rule.id)).or_insert_with(|| OfRule {
                id: rule.id.clone(),
                title: rule.title.clone(),
                severity: rule.severity,
                bodies: Default::default(),
                fails: 0,
            });
            row.bodies[verdict as usize] += 1;
            row.fails += fails;
        }
    }
    found.into_values().collect()
}
