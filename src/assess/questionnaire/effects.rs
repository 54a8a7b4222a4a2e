//! Effects: what follows from each answer.

use super::trial::Trial;
use super::{Waiting, address};
use crate::assess::assessment::Verdict;
use crate::assess::shown;
use crate::evaluate::Decision;
use crate::inventory::{Datum, Fact, Missing, Municipality};
use crate::language::Text;
use crate::text;
use crate::vocabulary::FieldType;
use std::collections::BTreeMap;

/// Answers told apart at most; of more, what follows is not told.
const ANSWERS: usize = 40;

/// What follows from one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follow {
    /// The answer, or a stretch of answers.
    pub answer: Text,
    /// What the waiting results become, each with its number; results that stay unknown are counted as such.
    pub effects: Vec<Effect>,
}

/// Results that come out alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What they become.
    pub verdict: Verdict,
    /// How many.
    pub results: usize,
}

/// What the waiting results become.
type Outcome = BTreeMap<Verdict, usize>;

/// What follows from each answer to a question; empty where no answer decides anything by itself.
pub(super) fn follows(trial: &mut Trial<'_, '_>, missing: Missing, waiting: &[&Waiting<'_>]) -> Vec<Follow> {
    let found = match missing {
        Missing::Field(fact) => of_field(trial, fact, waiting),
        Missing::Table(entity) => {
            let outcome = trial.suppose_complete(entity, |trial| outcome(trial, waiting));
            vec![(text!(ja: "はい（全部）", en: "yes, complete"), outcome)]
        }
        Missing::Reverse { .. } => Vec::new(),
    };
    let still_unknown = |outcome: &Outcome| outcome.keys().all(|verdict| *verdict == Verdict::Unknown);
    if found.iter().all(|(_, outcome)| still_unknown(outcome)) {
        return Vec::new();
    }
    let follow = |(answer, outcome): (Text, Outcome)| {
        let effects = outcome.into_iter().map(|(verdict, results)| Effect { verdict, results }).collect();
        Follow { answer, effects }
    };
    found.into_iter().map(follow).collect()
}

fn of_field(trial: &mut Trial<'_, '_>, fact: Fact, waiting: &[&Waiting<'_>]) -> Vec<(Text, Outcome)> {
    let mut values: Vec<Datum> = Vec::new();
    for result in waiting {
        for value in trial.pool(result.rule, fact).values {
            if is_possible(trial.facts(), fact, &value) && !values.contains(&value) {
                values.push(value);
            }
        }
    }
    if !address::is_open(trial.facts(), fact) || values.is_empty() || values.len() > ANSWERS {
        return Vec::new();
    }
    values.sort_by_key(order);
    let tried: Vec<(Datum, Outcome)> = values
        .into_iter()
        .map(|value| {
            let outcome = trial.suppose(&[(fact, value.clone())], |trial| outcome(trial, waiting));
            (value, outcome)
        })
        .collect();
    let kind = &trial.facts().vocabulary.field(fact.entity, fact.field).kind;
    match kind {
        FieldType::Int | FieldType::Year | FieldType::Number | FieldType::Date => stretches(trial.facts(), fact, tried),
        _ => tried.into_iter().map(|(value, outcome)| (shown::datum(trial.facts(), fact, &value), outcome)).collect(),
    }
}

/// Whether somebody can answer so in truth: nothing is counted below none, and nothing was done on a day to come.
fn is_possible(m: &Municipality<'_>, fact: Fact, value: &Datum) -> bool {
    let field = m.vocabulary.field(fact.entity, fact.field);
    match value {
        Datum::Int(number) => field.unit.is_none() || *number >= 0,
        Datum::Number(number) => field.unit.is_none() || *number >= 0.0,
        Datum::Date(day) => !field.past || *day <= m.as_of,
        _ => true,
    }
}

/// Whether no other answer lies beyond a value, before the first or after the last that was tried.
fn is_last(m: &Municipality<'_>, fact: Fact, value: &Datum) -> bool {
    match value {
        Datum::Int(number) => !is_possible(m, fact, &Datum::Int(number - 1)),
        Datum::Number(number) => !is_possible(m, fact, &Datum::Number(number - 1.0)),
        Datum::Date(day) => day.tomorrow().is_ok_and(|next| !is_possible(m, fact, &Datum::Date(next))),
        _ => false,
    }
}

/// Numbers and dates in their order; choices keep theirs; none comes last.
fn order(value: &Datum) -> (bool, i64) {
    match value {
        Datum::Int(number) => (false, *number),
        Datum::Number(number) => (false, *number as i64),
        Datum::Date(date) => (false, i64::from(date.year()) * 400 + i64::from(date.day_of_year())),
        Datum::None => (true, 0),
        _ => (false, 0),
    }
}

fn outcome(trial: &Trial<'_, '_>, waiting: &[&Waiting<'_>]) -> Outcome {
    let mut outcome = Outcome::new();
    for result in waiting {
        let Some(row) = result.row else { continue };
        let verdict = match trial.decide(result.rule, row) {
            Decision::Pass => Verdict::Pass,
            Decision::Fail => Verdict::Fail,
            Decision::Unknown => Verdict::Unknown,
            Decision::NotApplicable => Verdict::NotApplicable,
            Decision::Error => Verdict::Error,
        };
        *outcome.entry(verdict).or_default() += 1;
    }
    outcome
}

/// A value in words, with its unit.
fn counted(m: &Municipality<'_>, fact: Fact, value: &Datum) -> Text {
    let Text { ja, en } = shown::datum(m, fact, value);
    match (&m.vocabulary.field(fact.entity, fact.field).unit, value) {
        (Some(unit), Datum::Int(_) | Datum::Number(_)) => {
            let (unit_ja, unit_en) = (&unit.ja, &unit.en);
            text!(ja: "{ja}{unit_ja}", en: "{en} {unit_en}")
        }
        _ => Text::new(ja, en),
    }
}

/// Neighbouring values with the same outcome as one answer: "up to …", "from … to …", "from … on".
fn stretches(m: &Municipality<'_>, fact: Fact, tried: Vec<(Datum, Outcome)>) -> Vec<(Text, Outcome)> {
    let (none, ordered): (Vec<_>, Vec<_>) = tried.into_iter().partition(|(value, _)| *value == Datum::None);
    let mut runs: Vec<(Datum, Datum, Outcome)> = Vec::new();
    for (value, outcome) in ordered {
        match runs.last_mut() {
            Some((_, last, same)) if *same == outcome => *last = value,
            _ => runs.push((value.clone(), value, outcome)),
        }
    }
    let number = runs.len();
    let mut told: Vec<(Text, Outcome)> = Vec::new();
    for (at, (first, last, outcome)) in runs.into_iter().enumerate() {
        let (from, to) = (counted(m, fact, &first), counted(m, fact, &last));
        let (from_ja, from_en, to_ja, to_en) = (from.ja, from.en, to.ja, to.en);
        let answer = match (at == 0, at + 1 == number) {
            (true, true) => text!(ja: "値がある", en: "any value"),
            (true, false) | (false, true) if first == last && is_last(m, fact, &first) => {
                text!(ja: "{from_ja}", en: "{from_en}")
            }
            (true, false) => text!(ja: "{to_ja}まで", en: "up to {to_en}"),
            (false, true) => text!(ja: "{from_ja}以降", en: "from {from_en} on"),
            (false, false) if first == last => text!(ja: "{from_ja}", en: "{from_en}"),
            (false, false) => text!(ja: "{from_ja}から{to_ja}まで", en: "from {from_en} to {to_en}"),
        };
        let answer = match first {
            Datum::Date(_) => answer,
            _ => Text::new(answer.ja.replace("以降", "以上").replace("まで", "以下"), answer.en),
        };
        told.push((answer, outcome));
    }
    told.extend(none.into_iter().map(|(value, outcome)| (shown::datum(m, fact, &value), outcome)));
    told
}
