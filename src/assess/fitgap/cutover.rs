//! The day of the cut-over, joined from the migration schedule, and whether a function is ready for it.

use super::items::{Item, State};
use super::names::TRANSITIONAL;
use super::{Class, Judgement, Line};
use crate::assess::read::Row;
use crate::derive::schedule::model::Live;
use crate::derive::schedule::{self, Forecast, Setting};
use crate::inventory::Known;
use jiff::civil::Date;

/// When a function goes live, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cutover {
    /// One of the five states of the schedule; `None` if the schedule does not know the function.
    pub state: Option<schedule::State>,
    /// The day: that of going live, the planned one, or the earliest that the schedule finds, whichever comes last.
    pub day: Option<Date>,
    /// It is live.
    pub live: bool,
    /// By when it must be live.
    pub target: Option<Date>,
    /// The schedule finds that it misses that date.
    pub late: Option<bool>,
}

impl Cutover {
    /// Joins what the body plans with what the schedule finds.
    pub(super) fn of(function: &Row<'_, '_>, (setting, forecast): (&Setting, &Forecast), as_of: Date) -> Self {
        let subject = function.subject();
        let unit = setting.units.iter().zip(&forecast.units).find(|(unit, _)| unit.subject == subject);
        let live_on = function.day("live_on").value().filter(|day| *day <= as_of);
        let planned = function.day("planned_live_on").value();
        let Some((unit, outcome)) = unit else {
            return Self { state: None, day: live_on.or(planned), live: live_on.is_some(), target: None, late: None };
        };
        let live = matches!(unit.live, Live::Yes(_));
        let found = outcome.best.and_then(schedule::date);
        let day = if live { live_on } else { planned.max(found) };
        Self {
            state: Some(outcome.state),
            day,
            live,
            target: unit.due.and_then(schedule::date),
            late: if live { Some(false) } else { outcome.late },
        }
    }

    /// Whether something that comes on `day` comes in time; `None` if either day is not known.
    pub(super) fn in_time(&self, day: &Known<Date>) -> Option<bool> {
        match day {
            Known::None => Some(false),
            Known::Missing => None,
            Known::Value(day) => Some(*day <= self.day?),
        }
    }
}

/// Whether a function may go live as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// Yes, no, or not known.
    pub ready: Option<bool>,
    /// Things that stand in the way.
    pub obstacles: usize,
    /// Things of which it is not known whether they do, without requirements that are not assessed.
    pub questions: usize,
    /// Requirements not assessed of which the body must know: all but optional ones.
    pub not_assessed: usize,
    /// Gaps carried by a transitional measure.
    pub transitional: usize,
}

impl Readiness {
    pub(super) fn of(lines: &[Line], items: &[Item], cutover: &Cutover) -> Self {
        let count = |state| items.iter().filter(|item| item.state == state).count();
        let obstacles = count(State::Bad);
        let questions = count(State::NotKnown);
        let open = |line: &&Line| line.judgement == Judgement::NotAssessed && line.class != Class::Optional;
        let not_assessed = lines.iter().filter(open).count();
        let ready = match (obstacles > 0 || cutover.late == Some(true), questions + not_assessed > 0) {
            (true, _) => Some(false),
            (false, true) => None,
            (false, false) => cutover.late.map(|late| !late),
        };
        let carried = |line: &&Line| {
            let measure = line.decision.measure.clone().value();
            line.judgement == Judgement::Gap && measure.is_some_and(|measure| measure.id == TRANSITIONAL)
        };
        Self { ready, obstacles, questions, not_assessed, transitional: lines.iter().filter(carried).count() }
    }
}
