//! The migration plan for people at a terminal.

mod gantt;
mod links;
mod table;
mod words;

use super::page::{Page, WIDTH};
use super::wrap::cells;
use crate::assess::PlanPage;
use crate::derive::schedule::model::Unit;
use crate::derive::schedule::{Outcome, State};
use crate::language::{Language, Text};
use crate::report::plan::changes::Difference;

/// Writes the plan.
pub fn render(plan: &PlanPage, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    heading(&mut page, plan);
    counts(&mut page, plan);
    table::write(&mut page, plan);
    untold(&mut page, plan);
    blame(&mut page, plan);
    gantt::waves(&mut page, plan);
    gantt::write(&mut page, plan);
    links::write(&mut page, plan);
    vendors(&mut page, plan);
    remarks(&mut page, plan);
    basis(&mut page, plan);
    digests(&mut page, plan);
    page.finish()
}

/// Writes what a what-if changes.
pub(in crate::report) fn changes(plan: &PlanPage, found: &[Difference], language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    heading(&mut page, plan);
    page.heading(words::CHANGES.get(language));
    if found.is_empty() {
        page.line(&format!(" {}", words::NO_CHANGE.get(language)));
    }
    let mut subject = "";
    for (index, difference) in found.iter().enumerate() {
        // Where best and worst change alike, one line is enough.
        let alike = index.checked_sub(1).and_then(|before| found.get(before)).is_some_and(|before| {
            before.values == difference.values
                && before.subject == difference.subject
                && difference.field.ends_with("_worst")
        });
        if alike {
            continue;
        }
        if difference.subject != subject {
            subject = &difference.subject;
            page.hang(" ", &format!("{} ({subject})", page.say(&difference.name)));
        }
        let label = page.say(&difference.label).to_owned();
        let shown = |value: &Option<String>| words::value(difference.field, value.as_deref(), language);
        let (before, after) = (shown(&difference.values.0), shown(&difference.values.1));
        page.hang("   ", &format!("{label}: {before} -> {after}"));
    }
    page.blank();
    digests(&mut page, plan);
    page.finish()
}

fn heading(page: &mut Page, plan: &PlanPage) {
    let language = page.language;
    page.ends(words::title(plan).get(language), words::as_of(plan.as_of).get(language));
    page.bar();
    page.line(words::standing(plan).get(language));
    if plan.body.published_material {
        page.hang_most("", super::words::NOTICE.get(language), 2);
    }
    page.blank();
}

/// The functions with their outcomes.
fn functions(plan: &PlanPage) -> impl Iterator<Item = (usize, &Unit, &Outcome)> {
    let all = plan.setting.units.iter().zip(&plan.forecast.units).enumerate();
    all.filter(|(_, (unit, _))| unit.is_function).map(|(index, (unit, outcome))| (index, unit, outcome))
}

/// A unit of which something can be told, with a line of its own: a function, or a system that goes live without one.
fn shown(plan: &PlanPage, unit: usize) -> bool {
    let alone = || {
        let job = plan.forecast.plan.job_of[unit]?;
        Some(plan.forecast.plan.members[job].iter().all(|member| !plan.setting.units[*member].is_function))
    };
    let own = &plan.setting.units[unit];
    !own.is_untold() && (own.is_function || alone().unwrap_or(true))
}

/// The functions of which nothing can be told.
fn names_untold(plan: &PlanPage) -> Vec<&Text> {
    functions(plan).filter(|(_, unit, _)| unit.is_untold()).map(|(_, unit, _)| &unit.name).collect()
}

/// Of which functions nothing can be told, and what would tell: not known is neither late nor in time.
fn untold(page: &mut Page, plan: &PlanPage) {
    let names = names_untold(plan);
    if names.is_empty() {
        return;
    }
    page.heading(words::UNTOLD.get(page.language));
    for line in words::untold(&names, &plan.telling) {
        page.hang(" ", page.say(&line));
    }
    page.blank();
}

/// How many functions are in each state.
fn counts(page: &mut Page, plan: &PlanPage) {
    page.heading(words::STATES.get(page.language));
    let in_state = |state: State| functions(plan).filter(|(_, _, outcome)| outcome.state == state).count();
    for (state, ..) in State::ALL {
        let label = state.label();
        page.line(&format!(" {:>4}  {}", in_state(state), page.say(&label)));
    }
    let absent = plan.setting.not_applicable.len();
    page.line(&format!(" {absent:>4}  {}", words::NOT_APPLICABLE.get(page.language)));
    page.blank();
}

/// What decides the day of every function that is late, or may be.
fn blame(page: &mut Page, plan: &PlanPage) {
    let late = |outcome: &Outcome| outcome.float.0.is_some_and(|float| float < 0) || outcome.worst.is_none();
    let open = functions(plan).filter(|(index, _, outcome)| shown(plan, *index) && outcome.wave.is_some());
    let mut found: Vec<_> = open.filter(|(_, _, outcome)| late(outcome)).collect();
    found.sort_by_key(|(index, _, outcome)| (outcome.float.1, outcome.float.0, *index));
    page.heading(words::BLAME.get(page.language));
    if found.is_empty() {
        let said = if names_untold(plan).is_empty() { words::NOBODY_LATE } else { words::NOBODY_TOLD_LATE };
        page.line(&format!(" {}", said.get(page.language)));
    }
    for (_, unit, outcome) in found {
        let sentence = words::blame(unit, outcome);
        page.hang(" ", page.say(&sentence));
    }
    page.blank();
}

/// The capacity plan and its rule.
fn vendors(page: &mut Page, plan: &PlanPage) {
    let language = page.language;
    if plan.setting.capacity.is_empty() {
        return;
    }
    page.heading(words::VENDORS.get(language));
    page.hang(" ", words::VENDOR_RULE.get(language));
    for (vendor, most) in &plan.setting.capacity {
        page.hang(" ", words::limit(vendor, *most).get(language));
    }
    let mut placed: Vec<(i64, usize)> = Vec::new();
    for (index, outcome) in plan.forecast.units.iter().enumerate().filter(|(index, _)| shown(plan, *index)) {
        placed.extend(outcome.capacity.map(|day| (day, index)));
    }
    placed.sort_unstable();
    for (day, index) in placed {
        let (unit, outcome) = (&plan.setting.units[index], &plan.forecast.units[index]);
        let line = words::placed(unit, outcome, day);
        page.hang(" ", page.say(&line));
    }
    page.blank();
}

/// What does not go together, transitional measures, what the body does not have, what its plan says.
fn remarks(page: &mut Page, plan: &PlanPage) {
    let mut lines = Vec::new();
    for (_, unit, _) in functions(plan) {
        lines.extend(
            unit.reason.as_ref().filter(|_| unit.designated == Some(true)).map(|reason| words::reason(unit, reason)),
        );
        lines.extend(
            unit.transitional.filter(|_| unit.features.is_empty()).map(|until| words::transitional(unit, until)),
        );
        lines.extend(unit.features.iter().map(|(feature, until)| words::feature(unit, feature, *until)));
    }
    for unit in &plan.setting.units {
        lines.extend(unit.contradictions.iter().map(|said| words::contradiction(&unit.name, *said)));
    }
    lines.extend(plan.setting.retiring.iter().map(|(name, said)| words::contradiction(name, *said)));
    lines.extend(words::milestones(&plan.setting.milestones));
    lines.extend(plan.setting.not_applicable.iter().map(|(name, reason)| words::absent(name, reason)));
    if lines.is_empty() {
        return;
    }
    page.heading(words::REMARKS.get(page.language));
    for line in &lines {
        page.hang(" ", page.say(line));
    }
    page.blank();
}

/// What is assumed, and what to ask first.
fn basis(page: &mut Page, plan: &PlanPage) {
    page.heading(words::BASIS.get(page.language));
    for line in words::assumptions(plan) {
        page.hang(" ", page.say(&line));
    }
    for question in plan.narrowest.iter().chain(&plan.open) {
        page.hang(" ? ", page.say(&question.question));
        page.hang("   ", &question.path);
    }
    page.blank();
}

fn digests(page: &mut Page, plan: &PlanPage) {
    let language = page.language;
    page.heading(super::words::DIGESTS.get(language));
    page.line(&format!(" {} {}", super::words::INVENTORY.get(language), plan.inventory_sha256));
    page.line(&format!(" {} {}", super::words::PACK.get(language), plan.pack.sha256));
}

/// A text in so many cells, cut or filled up.
fn fit(text: &str, width: usize) -> String {
    let text = super::wrap::cut(&crate::report::clean::clean(text), width);
    let gap = width.saturating_sub(cells(&text));
    format!("{text}{}", " ".repeat(gap))
}

/// A text at the right end of so many cells.
fn right(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(cells(text))))
}
