//! The table by function.

use super::{fit, functions, right, words};
use crate::assess::PlanPage;
use crate::derive::schedule::Outcome;
use crate::derive::schedule::model::{Live, Steps, Unit};
use crate::report::plan::iso;
use crate::report::text::page::Page;

const NAME: usize = 18;
const STATE: usize = 14;
const DAY: usize = 10;
const FLOAT: usize = 6;
const STEPS: usize = 6;

/// Writes the table, with the definitions of the two figures of progress under it.
pub(super) fn write(page: &mut Page, plan: &PlanPage) {
    let language = page.language;
    page.heading(words::TABLE.get(language));
    let head = words::COLUMNS.map(|word| word.get(language));
    page.line(&row([head[0], head[1], head[2], head[3], head[4], head[5], head[6]]));
    for (_, unit, outcome) in functions(plan) {
        let state = words::short(outcome.state).get(language);
        let unknown = words::UNKNOWN.get(language);
        let live = match unit.live {
            Live::Yes(None) => words::LIVE.get(language).to_owned(),
            Live::Complete => words::COMPLETE.get(language).to_owned(),
            _ => iso(outcome.best).unwrap_or_else(|| unknown.to_owned()),
        };
        let float = outcome.float.1.map_or_else(|| "-".to_owned(), |days| days.to_string());
        let due = iso(unit.due).unwrap_or_else(|| unknown.to_owned());
        let name = page.say(&unit.name).to_owned();
        page.line(&row([
            &name,
            state,
            &live,
            &due,
            &float,
            &ministry(unit.steps, unknown),
            &honest(unit.steps, unknown),
        ]));
        if let Some(range) = range(unit, outcome) {
            page.hang("   ", page.say(&range));
        }
    }
    page.hang(" ", words::MINISTRY.get(language));
    page.hang(" ", words::HONEST.get(language));
    page.hang(" ", words::FLOATS.get(language));
    page.blank();
}

fn row(cells: [&str; 7]) -> String {
    let [name, state, live, due, float, ministry, honest] = cells;
    format!(
        " {} {} {} {} {} {} {}",
        fit(name, NAME),
        fit(state, STATE),
        fit(live, DAY),
        fit(due, DAY),
        right(float, FLOAT),
        right(ministry, STEPS),
        right(honest, STEPS)
    )
}

/// The ministry's formula: done and not applicable, of all.
fn ministry(steps: Steps, unknown: &str) -> String {
    steps.done.map_or_else(|| unknown.to_owned(), |done| format!("{done}/{}", steps.of))
}

/// Done, of those that apply.
fn honest(steps: Steps, unknown: &str) -> String {
    let known = steps.completed().zip(steps.not_applicable);
    known.map_or_else(|| unknown.to_owned(), |(done, absent)| format!("{done}/{}", steps.of - absent))
}

/// The other end of a range, on a line of its own, with what both take for granted if the state is not known.
fn range(unit: &Unit, outcome: &Outcome) -> Option<crate::language::Text> {
    let open = outcome.wave.is_some() && !unit.is_untold();
    (open && (outcome.best != outcome.worst || words::premise(unit, outcome).is_some()))
        .then(|| words::range(unit, outcome))
}
