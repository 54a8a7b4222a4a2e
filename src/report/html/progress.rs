//! How far each function has come, by both ways of counting.

use super::mark;
use super::sentences;
use super::words::Words;
use crate::assess::assessment::Assessment;
use crate::assess::tables::{Row as Told, rows};
use crate::derive::schedule::State;
use crate::language::Language;
use askama::Template;

/// The table.
#[derive(Template)]
#[template(path = "progress.html")]
pub(super) struct Progress<'a> {
    w: &'static Words,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    name: &'a str,
    state: String,
    sign: &'static str,
    /// By the national count, and done only.
    shares: [Share; 2],
    target: (String, String),
    forecast: Forecast,
    /// What the forecast rests on.
    basis: &'a str,
    float: Option<i64>,
}

/// When a function goes live.
struct Forecast {
    /// The day, or the first possible one.
    day: String,
    /// What is known of the last possible one, if the day is not known.
    latest: String,
    /// What rows are sorted by.
    key: String,
}

/// A part of a whole.
struct Share {
    said: String,
    percent: Option<i64>,
}

impl<'a> Progress<'a> {
    /// One row per function that the body has.
    pub(super) fn of(assessment: &'a Assessment, language: Language) -> Self {
        let told = rows(assessment, "schedule").map(|told| row(assessment, told, language)).collect();
        Self { w: Words::of(language), rows: told }
    }
}

fn row<'a>(assessment: &'a Assessment, told: Told<'a>, language: Language) -> Row<'a> {
    let word = told.text("state").unwrap_or("not_known");
    let known = State::ALL.iter().find(|(_, known, ..)| *known == word).map(|(state, ..)| *state);
    let state = known.unwrap_or(State::NotKnown);
    let date = |field: &str| {
        let day = told.date(field);
        (
            day.map(|day| sentences::day(day, language)).unwrap_or_default(),
            day.map(|day| day.to_string()).unwrap_or_default(),
        )
    };
    let (of, not_applicable) = (told.int("steps.of"), told.int("steps.not_applicable"));
    Row {
        name: mark::name(assessment, told.text("unit").unwrap_or_default(), language),
        state: state.label().get(language).to_owned(),
        sign: mark::state(state),
        shares: [
            share(told.int("steps.done"), of, language),
            share(told.int("steps.completed"), of.zip(not_applicable).map(|(of, not)| of - not), language),
        ],
        target: date("target"),
        forecast: forecast([date("earliest"), date("earliest_best"), date("earliest_worst")], language),
        basis: basis(assessment, told, language),
        float: told.int("float_days"),
    }
}

/// The day of going live, or the first of the days on which it may be with what is known of the last.
fn forecast([known, best, worst]: [(String, String); 3], language: Language) -> Forecast {
    if !known.0.is_empty() || best.0.is_empty() {
        return Forecast { day: known.0, latest: String::new(), key: known.1 };
    }
    let worst = Some(worst.0.as_str()).filter(|worst| !worst.is_empty());
    Forecast { day: best.0, latest: sentences::at_the_latest(worst).get(language).to_owned(), key: best.1 }
}

fn basis<'a>(assessment: &'a Assessment, told: Told<'a>, language: Language) -> &'a str {
    let label = told.text("basis").and_then(|word| assessment.pictures.names.get(&format!("schedule.basis/{word}")));
    label.map_or("", |label| label.get(language))
}

fn share(part: Option<i64>, of: Option<i64>, language: Language) -> Share {
    match (part, of) {
        (Some(part), Some(of)) if of > 0 => {
            let percent = (part * 100 / of).clamp(0, 100);
            Share { said: format!("{part}/{of}（{percent}%）"), percent: Some(percent) }
        }
        _ => Share { said: Words::of(language).unknown.to_owned(), percent: None },
    }
}
