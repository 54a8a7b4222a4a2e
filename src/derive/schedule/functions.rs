//! The functions as units of work: whether they are live, what is left to do, and by when.

use super::day::{Day, day};
use super::facts::Records;
use super::gather::{Window, estimate, vendor, windows};
use super::model::{Basis, Contradiction, Live, Pace, Steps, Target, Unit};
use super::names;
use super::steps::{Progress, Register};
use super::window::Windows;
use crate::calendar::Days;
use crate::inventory::{Fact, Missing, Municipality};
use crate::language::Text;
use crate::pack::Pack;
use crate::text;
use crate::vocabulary::FieldType;
use crate::vocabulary::body;
use std::collections::BTreeMap;

/// All functions, with what they share.
pub(super) struct Functions<'m, 'v> {
    m: &'m Municipality<'v>,
    records: Records<'m, 'v>,
    progress: BTreeMap<u32, Progress>,
    pub(super) pace: Option<(Pace, Pace)>,
    pub(super) windows: Vec<Window>,
    planned: BTreeMap<u32, (Day, Day, Vec<Fact>)>,
    deadlines: BTreeMap<String, Day>,
}

impl<'m, 'v> Functions<'m, 'v> {
    /// Reads them; `None` if the vocabulary has no functions.
    pub(super) fn read(pack: &Pack, m: &'m Municipality<'v>) -> Option<Self> {
        let records = Records::of(m, names::FUNCTION)?;
        let register = Register::read(m);
        let progress: BTreeMap<u32, Progress> = records
            .rows()
            .map(|row| (row, register.as_ref().map(|register| register.progress(&records, row)).unwrap_or_default()))
            .collect();
        let steps: Vec<(u32, Steps)> = progress.iter().map(|(row, progress)| (*row, progress.steps)).collect();
        let pace = register.and_then(|register| register.pace(pack, m, &steps));
        let planned = planned(m);
        Some(Self { m, records, progress, pace, windows: windows(m), planned, deadlines: deadlines(m) })
    }

    /// The functions that the body has, or may have.
    pub(super) fn units(&self) -> Vec<Unit> {
        let may_apply = |row: &u32| self.records.bool(*row, "applies").value() != Some(false);
        self.records.rows().filter(may_apply).map(|row| self.unit(row)).collect()
    }

    /// The functions that the body does not have.
    pub(super) fn not_applicable(&self) -> Vec<(Text, Text)> {
        let class = || {
            let body = Records::of(self.m, body::BODY)?;
            let fact = self.m.fact(body.entity, 0, body::CLASS)?;
            let FieldType::Choice(choices) = &self.m.vocabulary.field(fact.entity, fact.field).kind else {
                return None;
            };
            choices.get(body.text(0, body::CLASS).value()?).map(|choice| choice.label.clone())
        };
        let class = class().unwrap_or_else(|| text!(ja: "この団体", en: "this body"));
        let (ja, en) = (&class.ja, &class.en);
        let reason = text!(ja: "{ja}は行わない事務", en: "not an affair of this class of body ({en})");
        let absent = self.records.rows().filter(|row| self.records.bool(*row, "applies").value() == Some(false));
        absent.map(|row| (self.name(row), reason.clone())).collect()
    }

    fn name(&self, row: u32) -> Text {
        self.m.title(self.records.entity, row)
    }

    fn unit(&self, row: u32) -> Unit {
        let records = &self.records;
        let progress = self.progress.get(&row).cloned().unwrap_or_default();
        let package = records.row(row, "package").value();
        let designated = records.bool(row, "designated");
        let (live, mut facts, mut state_questions) = self.live(row, &progress);
        facts.extend(designated.evidence());
        let (due, target, dated) = self.due(row, designated.value());
        facts.extend(dated);
        state_questions.extend(designated.question());
        state_questions.extend(records.bool(row, "applies").question());
        let mut unit = Unit {
            subject: self.m.subject(records.entity, row),
            name: self.name(row),
            row,
            is_function: true,
            package,
            vendor: package.and_then(|package| vendor(self.m, package)),
            applies: records.bool(row, "applies").value() == Some(true),
            live,
            length: (0, None),
            ready: None,
            basis: Basis::None,
            due,
            target,
            windows: self.windows_of(row),
            steps: progress.steps,
            designated: designated.value(),
            reason: self.reason(row),
            transitional: self.transitional(row),
            features: self.features(row),
            facts,
            state_questions,
            length_questions: Vec::new(),
            contradictions: progress.contradictions,
        };
        self.measure(&mut unit);
        self.contradict(&mut unit);
        unit
    }

    fn live(&self, row: u32, progress: &Progress) -> (Live, Vec<Fact>, Vec<Missing>) {
        let as_of = day(self.m.as_of);
        let live_on = self.records.days(row, "live_on");
        let status = self.records.text(row, "status");
        let facts: Vec<Fact> = [live_on.evidence(), status.evidence()].into_iter().flatten().collect();
        let since = live_on.value().map(|days| (days.exact().map(day), day(days.first), day(days.last)));
        let live = match (since.filter(|(_, first, last)| *last <= as_of || as_of < *first), status.value()) {
            (Some((since, _, last)), _) if last <= as_of => Live::Yes(since),
            (Some(_), _) => Live::No,
            (None, Some("migrated")) => Live::Yes(None),
            (None, _) if progress.live => Live::Yes(None),
            (None, _) if progress.steps.open() == Some(0) => Live::Complete,
            (None, Some(_)) => Live::No,
            (None, None) if live_on.is_none() => Live::No,
            (None, None) => Live::Unknown,
        };
        let asked = matches!(live, Live::Unknown | Live::Complete);
        (live, facts, live_on.question().filter(|_| asked).into_iter().collect())
    }

    /// The day by which a function must be live, which day that is, and by which facts.
    fn due(&self, row: u32, designated: Option<bool>) -> (Option<Day>, Target, Vec<Fact>) {
        let own = self.records.date(row, "own_deadline");
        let evidence = own.evidence().into_iter().collect();
        match (own.value().map(day), designated) {
            (Some(date), _) => (Some(date), Target::Own, evidence),
            (None, Some(true)) => (self.deadlines.get(names::SUPPORTED_TARGET).copied(), Target::Supported, evidence),
            (None, _) => (self.deadlines.get(names::TARGET).copied(), Target::National, Vec::new()),
        }
    }

    fn windows_of(&self, row: u32) -> Windows {
        let mut windows = Windows::default();
        let about = |window: &&Window| window.functions.as_ref().is_none_or(|functions| functions.contains(&row));
        for window in self.windows.iter().filter(about).filter(|window| window.first <= window.last) {
            let list = if window.closed { &mut windows.closed } else { &mut windows.open };
            list.push((window.first, window.last, window.row));
        }
        windows
    }

    fn reason(&self, row: u32) -> Option<Text> {
        let fact = self.m.fact(self.records.entity, row, "designation_reason")?;
        let FieldType::Choice(choices) = &self.m.vocabulary.field(fact.entity, fact.field).kind else { return None };
        let (number, _, choice) = choices.get_full(self.records.text(row, "designation_reason").value()?)?;
        let (number, ja, en) = (number + 1, &choice.label.ja, &choice.label.en);
        Some(text!(ja: "事由{number} {ja}", en: "reason {number}, {en}"))
    }

    fn transitional(&self, row: u32) -> Option<Option<Day>> {
        let used = self.records.bool(row, "transitional").value() == Some(true);
        used.then(|| self.records.date(row, "transitional_until").value().map(day))
    }

    /// The single features that rely on a transitional measure.
    fn features(&self, row: u32) -> Vec<(Text, Option<Day>)> {
        let Some(measures) = Records::of(self.m, names::TRANSITIONAL) else { return Vec::new() };
        let of_function = measures.rows().filter(|measure| measures.row(*measure, "function").value() == Some(row));
        let until = |measure| measures.date(measure, "until").value().map(day);
        of_function.map(|measure| (self.m.title(measures.entity, measure), until(measure))).collect()
    }

    /// What is left to do, and what that rests on: an estimate, else a plan, else the open steps.
    fn measure(&self, unit: &mut Unit) {
        let records = &self.records;
        let row = unit.row;
        match unit.live {
            Live::Yes(_) => return unit.basis = Basis::Live,
            Live::Complete => {
                (unit.basis, unit.length) = (Basis::Complete, (0, Some(0)));
                return;
            }
            Live::No | Live::Unknown => {}
        }
        let left = records.int(row, "remaining_days");
        let worst = records.int(row, "remaining_days_worst");
        let packages = Records::of(self.m, names::PACKAGE).zip(unit.package);
        let of_package = packages.map(|(packages, package)| packages.int(package, "remaining_days"));
        let plan = self.plan(unit);
        if let Some((first, last, facts)) = plan {
            unit.ready = Some((first, last));
            unit.facts.extend(facts);
            (unit.basis, unit.length) = (Basis::Plan, (0, Some(0)));
        }
        let estimated = estimate(&left).or_else(|| of_package.as_ref().and_then(estimate));
        if let Some(days) = estimated {
            unit.length = (days, Some(estimate(&worst).unwrap_or(days).max(days)));
            unit.basis = Basis::Estimate;
            unit.facts.extend(left.evidence());
            unit.facts.extend(worst.evidence());
        }
        let impossible = |told: &super::facts::Told<i64>| told.value().is_some() && estimate(told).is_none();
        if impossible(&left) || impossible(&worst) || of_package.is_some_and(|told| impossible(&told)) {
            unit.contradictions.push(Contradiction::ImpossibleEstimate);
        }
        if unit.basis == Basis::None {
            self.assume(unit);
            unit.length_questions.extend(records.date(row, "planned_live_on").question());
            unit.length_questions.extend(left.question());
        }
    }

    /// The day for which going live is planned, as far as it is still to come: of the function, its package, or a
    /// milestone of the body's plan.
    fn plan(&self, unit: &Unit) -> Option<(Day, Day, Vec<Fact>)> {
        let as_of = day(self.m.as_of);
        let live_on = self.records.days(unit.row, "live_on");
        let own = self.records.days(unit.row, "planned_live_on");
        let packages = Records::of(self.m, names::PACKAGE).zip(unit.package);
        let of_package = packages.map(|(packages, package)| packages.days(package, "planned_live_on"));
        let told = [Some(live_on), Some(own), of_package];
        let dated = told.into_iter().flatten().find_map(|told| Some((told.value()?, told)));
        let dated = dated.map(|(days, told)| (day(days.first), day(days.last), told.evidence().into_iter().collect()));
        let plan = dated.or_else(|| self.planned.get(&unit.row).cloned());
        plan.filter(|(_, last, _)| *last >= as_of).map(|(first, last, facts)| (first.max(as_of), last, facts))
    }

    /// Open steps at the body's own pace.
    fn assume(&self, unit: &mut Unit) {
        if let (Some(open), Some((fast, slow))) = (unit.steps.open(), self.pace) {
            unit.basis = Basis::Steps;
            unit.length = (fast.of(open), Some(slow.of(open)));
            unit.facts.extend(self.records.int(unit.row, "steps_done").evidence());
        }
    }

    fn contradict(&self, unit: &mut Unit) {
        let live = matches!(unit.live, Live::Yes(_));
        if live && unit.designated == Some(true) {
            unit.contradictions.push(Contradiction::DesignatedButLive);
        }
        let said = unit.contradictions.iter().any(|said| matches!(said, Contradiction::LiveStepWithOpenSteps(_)));
        if let Some(open) = unit.steps.open().filter(|open| live && *open > 0 && !said) {
            unit.contradictions.push(Contradiction::LiveWithOpenSteps(open));
        }
        unit.contradictions.sort_unstable();
    }
}

/// For each function the days for which the body's plan as a whole dates its going live.
fn planned(m: &Municipality<'_>) -> BTreeMap<u32, (Day, Day, Vec<Fact>)> {
    let mut planned = BTreeMap::new();
    let Some(records) = Records::of(m, names::MILESTONE) else { return planned };
    for row in records.rows().filter(|row| records.text(*row, "achieves").value() == Some("standard_live")) {
        let (on, year) = (records.days(row, "planned_on"), records.int(row, "planned_year"));
        let Some(days) = on.value().or_else(|| Days::of_year(year.value()?)) else { continue };
        let (first, last) = (day(days.first), day(days.last));
        let functions = records.list(row, "functions");
        let facts: Vec<Fact> = [on.evidence(), year.evidence(), functions.evidence()].into_iter().flatten().collect();
        for function in functions.value().unwrap_or(&[]) {
            planned.entry(*function).or_insert((first, last, facts.clone()));
        }
    }
    planned
}

/// The dates of the deadlines by id.
pub(super) fn deadlines(m: &Municipality<'_>) -> BTreeMap<String, Day> {
    let Some(records) = Records::of(m, body::DEADLINE) else { return BTreeMap::new() };
    let dated = |row| {
        let date = records.date(row, body::DEADLINE_DATE).value()?;
        Some((m.id(records.entity, row).to_owned(), day(date)))
    };
    records.rows().filter_map(dated).collect()
}
