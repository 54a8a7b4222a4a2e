//! Reads the setting of a schedule from a municipality.

use super::day::{Day, LONGEST, day};
use super::facts::{Records, Told};
use super::functions::Functions;
use super::model::{Basis, Contradiction, Live, PlannedMilestone, Setting, Steps, Target, Unit};
use super::window::Windows;
use super::{links, names};
use crate::calendar::Days;
use crate::inventory::{Known, Missing, Municipality};
use crate::language::Text;
use crate::pack::Pack;
use std::collections::{BTreeMap, BTreeSet};

/// The setting; without units if the vocabulary knows no functions.
pub(super) fn setting(pack: &Pack, m: &Municipality<'_>) -> Setting {
    let mut setting = Setting { as_of: day(m.as_of), base: day(m.facts_as_of), ..Setting::default() };
    let Some(functions) = Functions::read(pack, m) else { return setting };
    setting.pace = functions.pace;
    setting.windows = functions.windows.iter().map(|window| (window.subject.clone(), window.name.clone())).collect();
    setting.packages = packages(m);
    setting.not_applicable = functions.not_applicable();
    setting.units = functions.units();
    setting.units.extend(systems(m));
    setting.edges = links::edges(m, &setting.units);
    setting.capacity = capacity(m);
    setting.open = open(m);
    setting.milestones = milestones(m);
    setting.retiring = retiring(m);
    setting
}

/// Lists that nobody declared complete and that could still put a function off.
fn open(m: &Municipality<'_>) -> Vec<Missing> {
    let lists = [names::FUNCTION_LINK, names::WINDOW, names::DEPENDENCY, names::SYSTEM];
    let open = lists.into_iter().filter_map(|name| Records::of(m, name)).filter(Records::is_open);
    open.map(|records| Missing::Table(records.entity)).collect()
}

fn packages(m: &Municipality<'_>) -> Vec<(String, Text)> {
    let Some(packages) = Records::of(m, names::PACKAGE) else { return Vec::new() };
    let named = |row| (m.subject(packages.entity, row), m.title(packages.entity, row));
    packages.rows().map(named).collect()
}

/// The systems that are yet to go live and have to do with the migration, each a unit of its own; functions that one
/// carries wait for it.
fn systems(m: &Municipality<'_>) -> Vec<Unit> {
    let Some(systems) = Records::of(m, names::SYSTEM) else { return Vec::new() };
    let mut joined = BTreeSet::new();
    if let Some(dependencies) = Records::of(m, names::DEPENDENCY) {
        let ends = |row| ["from", "to"].into_iter().filter_map(move |end| dependencies.row(row, end).value());
        joined.extend(dependencies.rows().flat_map(ends));
    }
    let belongs = |row: &u32| {
        let carries = systems.list(*row, "functions").value().is_some_and(|functions| !functions.is_empty());
        let packed = systems.row(*row, "package").value().is_some();
        carries || packed || joined.contains(row) || systems.int(*row, "remaining_days").value().is_some()
    };
    let planned = systems.rows().filter(|row| systems.text(*row, "status").value() == Some("planned"));
    planned.filter(belongs).map(|row| system(m, &systems, row)).collect()
}

fn system(m: &Municipality<'_>, systems: &Records<'_, '_>, row: u32) -> Unit {
    let left = systems.int(row, "remaining_days");
    let live_on = systems.date(row, "live_on");
    let planned = live_on.value().map(day);
    let package = systems.row(row, "package").value();
    let carries = systems.list(row, "functions").value().is_some_and(|functions| !functions.is_empty());
    let (length, basis) = match (estimate(&left), planned) {
        (Some(days), _) => ((days, Some(days)), Basis::Estimate),
        (None, Some(_)) => ((0, Some(0)), Basis::Plan),
        // Without an estimate of its own it takes what its functions take.
        (None, None) if carries || package.is_some() => ((0, Some(0)), Basis::Plan),
        (None, None) => ((0, None), Basis::None),
    };
    let impossible = left.value().is_some() && estimate(&left).is_none();
    Unit {
        subject: m.subject(systems.entity, row),
        name: m.title(systems.entity, row),
        row,
        is_function: false,
        package,
        vendor: package.and_then(|package| vendor(m, package)),
        applies: true,
        live: Live::No,
        length,
        ready: planned.map(|planned| (planned, planned)),
        basis,
        due: None,
        target: Target::National,
        windows: Windows::default(),
        steps: Steps::default(),
        designated: None,
        reason: None,
        transitional: None,
        features: Vec::new(),
        facts: [left.evidence(), live_on.evidence()].into_iter().flatten().collect(),
        state_questions: Vec::new(),
        length_questions: left.question().filter(|_| basis == Basis::None).into_iter().collect(),
        contradictions: impossible.then_some(Contradiction::ImpossibleEstimate).into_iter().collect(),
    }
}

/// An estimate that can be used.
pub(super) fn estimate(told: &Told<i64>) -> Option<i64> {
    told.value().filter(|days| (0..=LONGEST).contains(days))
}

/// Who supplies a package.
pub(super) fn vendor(m: &Municipality<'_>, package: u32) -> Option<String> {
    let packages = Records::of(m, names::PACKAGE)?;
    packages.text(package, "vendor").value().map(str::to_owned)
}

fn capacity(m: &Municipality<'_>) -> BTreeMap<String, usize> {
    let Some(records) = Records::of(m, names::CAPACITY) else { return BTreeMap::new() };
    let limit = |row| {
        let most = records.int(row, "packages_at_once").value()?;
        Some((records.text(row, "vendor").value()?.to_owned(), usize::try_from(most).ok()?))
    };
    records.rows().filter_map(limit).collect()
}

/// Systems that retire before others that need them do.
fn retiring(m: &Municipality<'_>) -> Vec<(Text, Contradiction)> {
    let (Some(systems), Some(records)) = (Records::of(m, names::SYSTEM), Records::of(m, names::DEPENDENCY)) else {
        return Vec::new();
    };
    let mut left: BTreeMap<u32, i64> = BTreeMap::new();
    for row in records.rows() {
        let (from, to) = (records.row(row, "from").value(), records.row(row, "to").value());
        let (Some(from), Some(to)) = (from, to) else { continue };
        let (Some(retires), own) = (systems.date(to, "retire_on").value(), systems.date(from, "retire_on")) else {
            continue;
        };
        let stays = own.is_none() || own.value().is_some_and(|own| own > retires);
        if stays && systems.text(from, "status").value() == Some("live") {
            *left.entry(to).or_default() += 1;
        }
    }
    let name = |row| m.title(systems.entity, row);
    left.into_iter().map(|(row, number)| (name(row), Contradiction::RetiresFirst(number))).collect()
}

/// What the body's own plan says about the standardization as a whole.
fn milestones(m: &Municipality<'_>) -> Vec<PlannedMilestone> {
    let Some(records) = Records::of(m, names::MILESTONE) else { return Vec::new() };
    let about = |row: &u32| matches!(records.text(*row, "achieves").value(), Some("standard_live" | "fit_gap"));
    let shown = |row| {
        let on = records.days(row, "planned_on").value();
        let planned = on.or_else(|| Days::of_year(records.int(row, "planned_year").value()?));
        let function = |row: &u32| Some(m.subject(m.vocabulary.find(names::FUNCTION)?, *row));
        let functions = records.list(row, "functions").value().unwrap_or_default();
        PlannedMilestone {
            subject: m.subject(records.entity, row),
            name: m.title(records.entity, row),
            planned,
            functions: functions.iter().filter_map(function).collect(),
        }
    };
    records.rows().filter(about).map(shown).collect()
}

/// A period of the calendar, and the functions it is about.
pub(super) struct Window {
    pub(super) subject: String,
    pub(super) name: Text,
    pub(super) row: u32,
    pub(super) closed: bool,
    pub(super) first: Day,
    pub(super) last: Day,
    /// `None` is all.
    pub(super) functions: Option<Vec<u32>>,
}

/// All windows; one without a kind or a day is left out, by its row number.
pub(super) fn windows(m: &Municipality<'_>) -> Vec<Window> {
    let Some(records) = Records::of(m, names::WINDOW) else { return Vec::new() };
    let window = |row| {
        let functions = records.list(row, "functions");
        let kind = records.text(row, "kind").value();
        let first = records.date(row, "from").value().map(day);
        let last = records.date(row, "until").value().map(day);
        Window {
            subject: m.subject(records.entity, row),
            name: m.title(records.entity, row),
            row,
            closed: kind == Some("closed"),
            // A period that is not told, or over before it began, closes and opens nothing.
            first: first.filter(|_| kind.is_some() && last.is_some()).unwrap_or(1),
            last: last.filter(|_| kind.is_some() && first.is_some()).unwrap_or(0),
            functions: match functions.known {
                Known::Value(list) if !list.is_empty() => Some(list.to_vec()),
                _ => None,
            },
        }
    };
    records.rows().map(window).collect()
}
