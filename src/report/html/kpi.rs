//! Indicators over the years: plan and result, broken where the definition changes.

use super::mark;
use super::sentences;
use super::words::Words;
use crate::assess::assessment::Assessment;
use crate::assess::tables::{Row as Told, rows};
use crate::calendar;
use crate::language::Language;
use askama::Template;
use std::collections::BTreeMap;

/// Width and height of a chart.
const SIZE: (i64, i64) = (340, 190);
/// Room around the drawn values: left, right, above, below.
const MARGIN: (i64, i64, i64, i64) = (46, 16, 26, 26);

/// All indicators.
#[derive(Template)]
#[template(path = "kpi.html")]
pub(super) struct Indicators<'a> {
    w: &'static Words,
    width: i64,
    height: i64,
    left: i64,
    right: i64,
    bottom: i64,
    charts: Vec<Chart<'a>>,
}

/// One indicator.
struct Chart<'a> {
    name: &'a str,
    unit: &'a str,
    said: String,
    years: Vec<Year<'a>>,
    /// Lines through results and through plans; a new one begins where the definition changes.
    results: Vec<String>,
    plans: Vec<String>,
    breaks: Vec<i64>,
    target: Option<(i64, String)>,
    scale: Vec<(i64, String)>,
}

struct Year<'a> {
    x: i64,
    name: String,
    short: String,
    plan: Option<(i64, String)>,
    result: Option<(i64, String)>,
    definition: &'a str,
    changed: bool,
}

/// The values of one year as the table tells them.
struct Value<'a> {
    year: i64,
    plan: Option<f64>,
    result: Option<f64>,
    definition: Option<&'a str>,
}

impl<'a> Indicators<'a> {
    /// One chart per indicator, in the order of the plan.
    pub(super) fn of(assessment: &'a Assessment, language: Language) -> Self {
        let mut order: Vec<&str> = Vec::new();
        let mut series: BTreeMap<&str, Vec<Told<'a>>> = BTreeMap::new();
        for told in rows(assessment, "kpi_series") {
            let Some(kpi) = told.text("kpi") else { continue };
            if !series.contains_key(kpi) {
                order.push(kpi);
            }
            series.entry(kpi).or_default().push(told);
        }
        let chart = |kpi: &&'a str| chart(mark::name(assessment, kpi, language), &series[kpi], language);
        Self {
            w: Words::of(language),
            width: SIZE.0,
            height: SIZE.1,
            left: MARGIN.0,
            right: SIZE.0 - MARGIN.1,
            bottom: SIZE.1 - MARGIN.3,
            charts: order.iter().map(chart).collect(),
        }
    }
}

fn chart<'a>(name: &'a str, told: &[Told<'a>], language: Language) -> Chart<'a> {
    let value = |told: &Told<'a>| {
        let year = told.int("fiscal_year")?;
        Some(Value {
            year,
            plan: told.number("plan"),
            result: told.number("result"),
            definition: told.text("definition"),
        })
    };
    let mut values: Vec<Value<'_>> = told.iter().filter_map(value).collect();
    values.sort_by_key(|value| value.year);
    let target = told.iter().find_map(|told| told.number("target"));
    let target_year = told.iter().find_map(|told| told.int("target_year"));
    let scale = Scale::of(values.iter().flat_map(|value| [value.plan, value.result]).flatten().chain(target));
    let number = values.len();
    let years: Vec<Year<'_>> = (0..number).map(|at| year(&values, at, &scale, language)).collect();
    let name_of_year = target_year.map(|year| calendar::year_name(year, language)).unwrap_or_default();
    Chart {
        name,
        unit: told.iter().find_map(|told| told.text("unit")).unwrap_or_default(),
        said: sentences::chart(name, number).get(language).to_owned(),
        results: broken(&years, |year| year.result.as_ref().map(|(y, _)| (year.x, *y))),
        plans: broken(&years, |year| year.plan.as_ref().map(|(y, _)| (year.x, *y))),
        breaks: years.windows(2).filter(|pair| pair[1].changed).map(|pair| (pair[0].x + pair[1].x) / 2).collect(),
        target: target.map(|target| {
            (scale.y(target), sentences::target(&name_of_year, &target.to_string()).get(language).to_owned())
        }),
        scale: [scale.low, scale.high].map(|value| (scale.y(value), value.to_string())).to_vec(),
        years,
    }
}

fn year<'a>(values: &[Value<'a>], at: usize, scale: &Scale, language: Language) -> Year<'a> {
    let value = &values[at];
    let (left, right) = (MARGIN.0 + 16, SIZE.0 - MARGIN.1 - 16);
    let steps = (values.len() as i64 - 1).max(1);
    let name = calendar::year_name(value.year, language);
    let placed = |value: Option<f64>| value.map(|value| (scale.y(value), value.to_string()));
    Year {
        x: if values.len() == 1 { (left + right) / 2 } else { left + (right - left) * at as i64 / steps },
        short: name.trim_end_matches("年度").replace("令和", "R").replace("平成", "H"),
        name,
        plan: placed(value.plan),
        result: placed(value.result),
        definition: value.definition.unwrap_or_default(),
        changed: at > 0 && values[at - 1].definition != value.definition,
    }
}

/// Lines through the places of the years that have one; a new line begins where the definition changes.
fn broken(years: &[Year<'_>], place: impl Fn(&Year<'_>) -> Option<(i64, i64)>) -> Vec<String> {
    let mut lines: Vec<Vec<String>> = vec![Vec::new()];
    for year in years {
        if year.changed {
            lines.push(Vec::new());
        }
        match (place(year), lines.last_mut()) {
            (Some((x, y)), Some(line)) => line.push(format!("{x},{y}")),
            (None, Some(line)) if !line.is_empty() => lines.push(Vec::new()),
            _ => {}
        }
    }
    lines.retain(|line| line.len() > 1);
    lines.iter().map(|line| line.join(" ")).collect()
}

/// From values to heights.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.filter(|value| value.is_finite()) {
            (low, high) = (low.min(value), high.max(value));
        }
        Self { low, high: if high > low { high } else { low + 1.0 } }
    }

    fn y(&self, value: f64) -> i64 {
        let (top, bottom) = (MARGIN.2 as f64, (SIZE.1 - MARGIN.3) as f64);
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        (bottom - (bottom - top) * share).round() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::{Scale, Value, broken, year};
    use crate::language::Language;

    #[test]
    fn a_line_breaks_where_the_definition_changes_and_where_nothing_was_measured() {
        let value = |year, result, definition| Value { year, plan: None, result, definition: Some(definition) };
        let values = [
            value(2020, Some(1.0), "a"),
            value(2021, Some(2.0), "a"),
            value(2022, Some(3.0), "b"),
            value(2023, Some(4.0), "b"),
            value(2024, None, "b"),
            value(2025, Some(5.0), "b"),
        ];
        let scale = Scale::of([1.0, 5.0].into_iter());
        let years: Vec<_> = (0..values.len()).map(|at| year(&values, at, &scale, Language::Ja)).collect();
        let lines = broken(&years, |year| year.result.as_ref().map(|(y, _)| (year.x, *y)));
        assert_eq!(lines.iter().map(|line| line.split(' ').count()).collect::<Vec<_>>(), [2, 2]);
        assert_eq!(years.iter().filter(|year| year.changed).count(), 1);
    }

    #[test]
    fn a_scale_holds_zero_and_never_divides_by_it() {
        assert_eq!(Scale::of([].into_iter()).y(0.0), Scale::of([0.0].into_iter()).y(0.0));
        let scale = Scale::of([-5.0, 10.0].into_iter());
        assert!(scale.y(-5.0) > scale.y(0.0) && scale.y(0.0) > scale.y(10.0));
        assert!(Scale::of([f64::INFINITY, f64::NAN].into_iter()).y(f64::NAN) < 1_000);
    }
}
