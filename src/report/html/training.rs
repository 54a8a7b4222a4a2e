//! Who attended which course, by department, in the last completed fiscal year.

use super::mark;
use super::words::Words;
use crate::assess::assessment::Assessment;
use crate::assess::tables::rows;
use crate::calendar;
use crate::inventory::Value;
use crate::language::Language;
use askama::Template;
use std::collections::BTreeMap;

/// The table.
#[derive(Template)]
#[template(path = "training.html")]
pub(super) struct Training<'a> {
    w: &'static Words,
    year: String,
    courses: Vec<(&'a str, &'a str)>,
    rows: Vec<(&'a str, Vec<Cell>)>,
}

/// One course in one department.
#[derive(Clone)]
struct Cell {
    class: &'static str,
    sign: &'static str,
    said: String,
    key: i64,
}

impl<'a> Training<'a> {
    /// Departments by courses. Departments with nobody appear, too.
    pub(super) fn of(assessment: &'a Assessment, language: Language) -> Self {
        let w = Words::of(language);
        let year = calendar::fiscal_year(assessment.as_of) - 1;
        let mut courses: Vec<(&str, &str)> = Vec::new();
        let mut departments: Vec<&str> = Vec::new();
        let mut cells: BTreeMap<(&str, &str), Cell> = BTreeMap::new();
        for told in rows(assessment, "coverage").filter(|told| told.int("fiscal_year") == Some(year)) {
            let (Some(course), Some(department)) = (told.text("course"), told.text("department")) else { continue };
            if !courses.iter().any(|(known, _)| *known == course) {
                courses.push((course, told.text("audience").unwrap_or_default()));
            }
            if !departments.contains(&department) {
                departments.push(department);
            }
            cells.insert((department, course), cell(told.get("attended"), told.get("required"), w));
        }
        let missing = cell(None, None, w);
        let row = |department: &&'a str| {
            let one = |(course, _): &(&str, &str)| cells.get(&(*department, *course)).unwrap_or(&missing).clone();
            (mark::name(assessment, department, language), courses.iter().map(one).collect())
        };
        let rows = departments.iter().map(row).collect();
        let named = courses.iter().map(|(course, audience)| {
            let label = assessment.pictures.names.get(&format!("coverage.audience/{audience}"));
            (mark::name(assessment, course, language), label.map_or(*audience, |label| label.get(language)))
        });
        Self { w, year: calendar::year_name(year, language), courses: named.collect(), rows }
    }
}

fn cell(attended: Option<&Value>, required: Option<&Value>, w: &Words) -> Cell {
    let count = |value: Option<&Value>| match value {
        Some(Value::Int(number)) => (number.to_string(), Some(*number)),
        Some(Value::AtLeast(low, _)) => (format!("≥{low}"), None),
        _ => (w.unknown.to_owned(), None),
    };
    let ((attended, came), (required, due)) = (count(attended), count(required));
    let share = came.zip(due).filter(|(_, due)| *due > 0).map(|(came, due)| came * 100 / due);
    let (class, sign) = match (share, due) {
        (_, Some(0)) => ("nobody", "－"),
        (Some(share), _) if share >= 100 => ("full", "○"),
        (Some(0), _) => ("empty", "✕"),
        (Some(_), _) => ("part", "▲"),
        (None, _) => ("unclear", "？"),
    };
    let percent = share.map(|share| format!("（{share}%）")).unwrap_or_default();
    let said = if class == "nobody" { String::new() } else { format!("{attended}/{required}{percent}") };
    Cell { class, sign, said, key: share.unwrap_or(-1) }
}

#[cfg(test)]
mod tests {
    use super::cell;
    use crate::inventory::Value;
    use crate::language::Language;
    use crate::report::html::words::Words;

    #[test]
    fn what_is_not_known_is_never_full() {
        let class = |attended, required: Option<Value>| {
            let cell = cell(attended, required.as_ref(), Words::of(Language::Ja));
            (cell.class, cell.said)
        };
        let (ten, many) = (Value::Int(10), Value::AtLeast(10, None));
        assert_eq!(class(Some(&ten), Some(Value::Int(10))), ("full", "10/10（100%）".to_owned()));
        assert_eq!(class(Some(&many), Some(Value::Int(10))).0, "unclear");
        assert_eq!(class(None, Some(Value::Int(10))), ("unclear", "不明/10".to_owned()));
        assert_eq!(class(Some(&ten), None).0, "unclear");
        assert_eq!(class(Some(&Value::Int(0)), Some(Value::Int(3))).0, "empty");
        assert_eq!(class(Some(&Value::Int(0)), Some(Value::Int(0))), ("nobody", String::new()));
    }
}
