//! The schedule against each target date, and the chains to blame.

use super::drawing::lines;
use super::mark;
use super::sentences;
use super::words::Words;
use crate::assess::assessment::Assessment;
use crate::assess::pictures::{PlanPicture, PlannedUnit};
use crate::calendar;
use crate::derive::schedule::day;
use crate::language::Language;
use askama::Template;
use jiff::civil::Date;

/// Room for names, for the chart and for what is said beside it.
const ROOM: (i64, i64, i64) = (180, 690, 210);
/// Height of a row.
const ROW: i64 = 26;
/// Height of the axis.
const AXIS: i64 = 28;
/// Systems that are shown beside the functions.
const SYSTEMS: usize = 20;
/// Days after the first that fit on a page; what ends later runs off its edge.
const LONGEST: i64 = 3_653;

/// The schedule.
#[derive(Template)]
#[template(path = "gantt.html")]
pub(super) struct Gantt {
    w: &'static Words,
    width: i64,
    height: i64,
    axis: i64,
    beside: i64,
    said: String,
    ticks: Vec<(i64, String)>,
    today: Option<i64>,
    as_of: String,
    rows: Vec<Row>,
    left_out: String,
    blame: Vec<(String, String, String)>,
}

struct Row {
    y: i64,
    name: String,
    title: String,
    /// Work at best: place and width.
    best: Option<(i64, i64)>,
    /// What may be added at worst: place and width.
    worst: Option<(i64, i64)>,
    live: Option<i64>,
    due: Option<(i64, i64)>,
    said: String,
    late: bool,
}

/// The stretch of time on the page.
struct Axis {
    first: i64,
    last: i64,
}

impl Axis {
    fn x(&self, day: i64) -> i64 {
        ROOM.0 + (day.clamp(self.first, self.last) - self.first) * ROOM.1 / (self.last - self.first).max(1)
    }
}

impl Gantt {
    /// Draws the schedule; `None` if the audience is not shown it.
    pub(super) fn of(assessment: &Assessment, language: Language) -> Option<Self> {
        let plan = assessment.pictures.plan.as_ref()?;
        let (units, no_room) = chosen(plan);
        let axis = axis(&units, assessment.as_of);
        let rows: Vec<Row> = units.iter().zip(0..).map(|(unit, at)| row(unit, at, &axis, language)).collect();
        let late = rows.iter().filter(|row| row.late).count();
        let blamed = units.iter().filter(|unit| is_late(unit) && !unit.chain.is_empty());
        let chain = |unit: &&PlannedUnit| {
            let names: Vec<&str> = unit.chain.iter().map(|name| name.get(language)).collect();
            (unit.name.get(language).to_owned(), lateness(unit, language), names.join(" → "))
        };
        Some(Self {
            w: Words::of(language),
            width: ROOM.0 + ROOM.1 + ROOM.2,
            height: AXIS + rows.len() as i64 * ROW + 6,
            axis: AXIS,
            beside: ROOM.0 + ROOM.1 + 8,
            said: sentences::gantt(rows.len(), late).get(language).to_owned(),
            ticks: ticks(&axis, language),
            today: Some(day(assessment.as_of))
                .filter(|day| (axis.first..=axis.last).contains(day))
                .map(|day| axis.x(day)),
            as_of: sentences::day(assessment.as_of, language),
            rows,
            left_out: if no_room > 0 { sentences::no_room(no_room).get(language).to_owned() } else { String::new() },
            blame: blamed.map(chain).collect(),
        })
    }
}

/// Functions the body has, and the systems with the least float.
fn chosen(plan: &PlanPicture) -> (Vec<&PlannedUnit>, usize) {
    let mut units: Vec<&PlannedUnit> = plan.units.iter().filter(|unit| unit.is_function && unit.applies).collect();
    let mut systems: Vec<&PlannedUnit> =
        plan.units.iter().filter(|unit| !unit.is_function && unit.wave.is_some()).collect();
    systems.sort_by_key(|unit| unit.float.0.unwrap_or(i64::MAX));
    let no_room = systems.len().saturating_sub(SYSTEMS);
    units.extend(systems.into_iter().take(SYSTEMS));
    (units, no_room)
}

fn axis(units: &[&PlannedUnit], as_of: Date) -> Axis {
    let dates = units.iter().flat_map(|unit| [unit.live_on, unit.due, unit.start, unit.best, unit.worst]);
    let days: Vec<i64> = dates.flatten().chain([as_of]).map(day).collect();
    let first = days.iter().copied().min().unwrap_or(0).max(day(as_of) - LONGEST);
    let last = days.into_iter().filter(|day| *day <= first + LONGEST).max().unwrap_or(first);
    // A month on either side keeps marks off the edges.
    Axis { first: first - 30, last: last + 30 }
}

/// The beginnings of fiscal years.
fn ticks(axis: &Axis, language: Language) -> Vec<(i64, String)> {
    let year = |day: i64| crate::derive::schedule::date(day).map(calendar::fiscal_year);
    let (Some(first), Some(last)) = (year(axis.first), year(axis.last)) else { return Vec::new() };
    let tick = |year: i64| {
        let start = day(calendar::year_start(year)?);
        (start >= axis.first).then(|| (axis.x(start), calendar::year_name(year, language)))
    };
    (first..=last).filter_map(tick).collect()
}

fn row(unit: &PlannedUnit, at: i64, axis: &Axis, language: Language) -> Row {
    let open = unit.live_on.is_none() && unit.wave.is_some();
    let stretch = |from: i64, to: i64| (axis.x(from), (axis.x(to) - axis.x(from)).max(2));
    let (start, best) = (unit.start.map(day), unit.best.map(day));
    let worst = unit.worst.map_or(axis.last, day);
    let late = is_late(unit);
    let state = unit.state.label();
    let known =
        if unit.is_function { format!("{} {}", mark::state(unit.state), state.get(language)) } else { String::new() };
    let said = if late { format!("✕ {}", lateness(unit, language)) } else { lines(&known, 32, 1).concat() };
    let name = unit.name.get(language);
    Row {
        y: AXIS + at * ROW,
        name: lines(name, 23, 1).concat(),
        title: name.to_owned(),
        best: best.filter(|_| open).map(|best| stretch(start.unwrap_or(best).min(best), best)),
        worst: best.filter(|best| open && worst > *best).map(|best| stretch(best, worst)),
        live: unit.live_on.or(unit.best.filter(|_| open)).map(|live| axis.x(day(live))),
        due: unit.due.map(|due| (axis.x(day(due)), AXIS + at * ROW + ROW / 2)),
        said,
        late,
    }
}

/// Not live, and late at worst; of what nothing can be told, neither is said.
fn is_late(unit: &PlannedUnit) -> bool {
    let open = unit.live_on.is_none() && unit.due.is_some() && unit.wave.is_some();
    open && unit.best.is_some() && unit.float.0.is_none_or(|float| float < 0)
}

fn lateness(unit: &PlannedUnit, language: Language) -> String {
    match unit.float {
        _ if unit.premised => sentences::perhaps_late().get(language).to_owned(),
        (Some(worst), Some(best)) if worst == best => sentences::late(worst).get(language).to_owned(),
        (_, Some(best)) if best < 0 && !unit.assumed => sentences::late(best).get(language).to_owned(),
        _ => sentences::perhaps_late().get(language).to_owned(),
    }
}
