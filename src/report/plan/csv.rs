//! The plan as comma-separated values, with a byte order mark so that a spreadsheet reads it as UTF-8.

use super::changes::Difference;
use super::iso;
use crate::assess::PlanPage;
use crate::language::Language;
use crate::report::separated::{MARK, line};

/// One row per unit.
pub(super) fn render(page: &PlanPage, language: Language) -> String {
    let mut csv = start(
        "unit,name,state,basis,target,earliest_best,earliest_worst,latest,float_days_worst,float_days_best,slack_days_worst,slack_days_best,late,wave,capacity_live,steps_done,steps_not_applicable,steps_completed,steps_of,chain",
    );
    let number = |number: Option<i64>| number.map(|number| number.to_string());
    for (unit, outcome) in page.setting.units.iter().zip(&page.forecast.units) {
        let chain: Vec<&str> = outcome.chain.iter().map(|(subject, _)| subject.as_str()).collect();
        let steps = unit.steps;
        row(
            &mut csv,
            page,
            &[
                Some(unit.subject.clone()),
                Some(unit.name.get(language).to_owned()),
                unit.is_function.then(|| outcome.state.word().to_owned()),
                Some(unit.basis.word().to_owned()),
                iso(unit.due),
                iso(outcome.best),
                iso(outcome.worst),
                iso(outcome.latest),
                number(outcome.float.0),
                number(outcome.float.1),
                number(outcome.slack.0),
                number(outcome.slack.1),
                outcome.late.map(|late| late.to_string()),
                outcome.wave.map(|wave| wave.to_string()),
                iso(outcome.capacity),
                number(steps.done),
                number(steps.not_applicable),
                number(steps.completed()),
                unit.is_function.then(|| steps.of.to_string()),
                Some(chain.join(", ")),
            ],
        );
    }
    if page.setting.units.is_empty() {
        row(&mut csv, page, &[const { None }; 20]);
    }
    csv
}

/// One row per difference.
pub(super) fn changes(page: &PlanPage, changes: &[Difference], language: Language) -> String {
    let mut csv = start("unit,name,field,before,after");
    for change in changes {
        let name = change.name.get(language).to_owned();
        let (before, after) = change.values.clone();
        row(&mut csv, page, &[Some(change.subject.clone()), Some(name), Some(change.field.to_owned()), before, after]);
    }
    if changes.is_empty() {
        row(&mut csv, page, &[const { None }; 5]);
    }
    csv
}

/// Every row ends in what identifies the run, so that a single sheet keeps it; without rows, a blank one does.
fn start(columns: &str) -> String {
    format!("{MARK}{columns},body,as_of,facts_as_of,tool,pack,pack_sha256,inventory_sha256\r\n")
}

fn row(csv: &mut String, page: &PlanPage, cells: &[Option<String>]) {
    let identity = [
        page.body.code.clone(),
        page.as_of.to_string(),
        page.facts_as_of.to_string(),
        page.tool.clone(),
        format!("{} {}", page.pack.name, page.pack.version),
        page.pack.sha256.clone(),
        page.inventory_sha256.clone(),
    ];
    csv.push_str(&line(cells.iter().map(|cell| cell.clone().unwrap_or_default()).chain(identity)));
}
