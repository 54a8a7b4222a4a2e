//! Departments by areas: where the fails and the unknowns lie.

use super::mark;
use super::sentences;
use super::words::Words;
use crate::assess::assessment::{Assessment, Verdict};
use crate::language::Language;
use askama::Template;
use std::collections::BTreeMap;

/// Steps of colour.
const STEPS: usize = 5;

/// The heat map.
#[derive(Template)]
#[template(path = "heat.html")]
pub(super) struct Heat {
    w: &'static Words,
    areas: Vec<String>,
    rows: Vec<Row>,
    totals: Vec<Cell>,
}

struct Row {
    name: String,
    cells: Vec<Cell>,
}

/// Counts of one department in one area.
struct Cell {
    fails: usize,
    unknown: usize,
    judged: usize,
    step: usize,
    said: String,
    /// The area and the department by which the lists are narrowed.
    area: String,
    department: String,
}

/// Fails, unknowns (and what could not be computed), all.
type Counts = (usize, usize, usize);

impl Heat {
    /// Counts results by department and area.
    pub(super) fn of(assessment: &Assessment, language: Language) -> Self {
        let w = Words::of(language);
        let mut counts: BTreeMap<(&str, &str), Counts> = BTreeMap::new();
        for judged in &assessment.results {
            let Some(rule) = assessment.rules.get(judged.rule) else { continue };
            let found = counts.entry((mark::department(judged, language), &rule.area)).or_default();
            found.2 += 1;
            match judged.verdict {
                Verdict::Fail => found.0 += 1,
                Verdict::Unknown | Verdict::Error => found.1 += 1,
                _ => {}
            }
        }
        let areas = areas(assessment, &counts);
        let mut departments: BTreeMap<&str, Counts> = BTreeMap::new();
        for ((department, _), found) in &counts {
            let sum = departments.entry(department).or_default();
            *sum = (sum.0 + found.0, sum.1 + found.1, sum.2 + found.2);
        }
        let mut order: Vec<(&str, Counts)> = departments.into_iter().collect();
        order.sort_by(|a, b| (b.1.0, b.1.1, a.0).cmp(&(a.1.0, a.1.1, b.0)));
        let most = counts.values().map(|(fails, ..)| *fails).max().unwrap_or(0);
        let cell = |department: &str, area: &str, counts: Counts, step: usize| {
            cell(counts, step, (area, department), language)
        };
        let row = |(department, sum): (&str, Counts)| {
            let one = |area: &&str| {
                let found = counts.get(&(department, *area)).copied().unwrap_or_default();
                cell(department, area, found, step(found.0, most))
            };
            let mut cells: Vec<Cell> = areas.iter().map(one).collect();
            cells.push(cell(department, "", sum, 0));
            Row { name: if department.is_empty() { w.none_named.to_owned() } else { department.to_owned() }, cells }
        };
        let rows: Vec<Row> = order.into_iter().map(row).collect();
        let sum = |at: usize| {
            let column = rows.iter().map(|row| &row.cells[at]);
            column.fold((0, 0, 0), |sum: Counts, cell| (sum.0 + cell.fails, sum.1 + cell.unknown, sum.2 + cell.judged))
        };
        let totals =
            areas.iter().copied().chain([""]).enumerate().map(|(at, area)| cell("", area, sum(at), 0)).collect();
        let areas = areas.iter().map(|area| mark::area(assessment, area, language).to_owned()).collect();
        Self { w, areas, rows, totals }
    }
}

/// The areas in which something was judged: first those the pack names, in its order.
fn areas<'a>(assessment: &'a Assessment, counts: &BTreeMap<(&str, &'a str), Counts>) -> Vec<&'a str> {
    let named = assessment.pictures.areas.iter().map(|(id, _)| id.as_str());
    let mut areas: Vec<&str> = named.filter(|id| counts.keys().any(|(_, area)| area == id)).collect();
    for (_, area) in counts.keys() {
        if !areas.contains(area) {
            areas.push(area);
        }
    }
    areas
}

fn cell((fails, unknown, judged): Counts, step: usize, (area, department): (&str, &str), language: Language) -> Cell {
    let said = sentences::heat_cell(fails, unknown).get(language).to_owned();
    Cell { fails, unknown, judged, step, said, area: area.to_owned(), department: department.to_owned() }
}

/// How dark a cell is: 0 without fails, else 1 to 5 by its share of the most.
fn step(fails: usize, most: usize) -> usize {
    if fails == 0 { 0 } else { (fails * STEPS).div_ceil(most).min(STEPS) }
}

#[cfg(test)]
mod tests {
    use super::{Heat, step};
    use crate::language::Language;
    use crate::report::sample;

    #[test]
    fn the_totals_are_those_of_the_ledger() {
        let assessment = sample::large();
        let heat = Heat::of(&assessment, Language::Ja);
        let all = heat.totals.last().unwrap();
        assert_eq!(all.fails, assessment.ledger.fail);
        assert_eq!(all.unknown, assessment.ledger.unknown + assessment.ledger.error);
        assert_eq!(all.judged, assessment.ledger.total);
    }

    #[test]
    fn no_fail_is_never_coloured_and_a_fail_always_is() {
        assert_eq!((step(0, 0), step(0, 9), step(1, 1_000), step(9, 9)), (0, 0, 1, 5));
    }
}
