//! Pools: values of a fact near which a rule can change its mind.

use crate::calendar::{Days, fiscal_year};
use crate::expression::{Samples, samples};
use crate::inventory::{Datum, Fact, Municipality};
use crate::pack::{Pack, Rule};
use crate::vocabulary::{Field, FieldType, body};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Values of a fact.
#[derive(Debug, Clone, Default)]
pub struct Pool {
    /// The values, in order where they have one; none comes last.
    pub values: Vec<Datum>,
    /// No other value can make the rule say anything else than one of these.
    pub whole: bool,
}

/// Days and months written in a rule are no more than this; larger numbers count other things.
const LONGEST_TERM: i64 = 4_000;

/// The pool of a fact for one rule.
pub(in crate::assess) fn of(pack: &Pack, m: &mut Municipality<'_>, rule: &Rule, fact: Fact) -> Pool {
    let mut written = Samples::default();
    rule.conditions().for_each(|condition| written.add(samples(condition.source())));
    let pool = near(pack.vocabulary.field(fact.entity, fact.field), &written, m);
    match m.days(fact) {
        Some(known) => Pool { values: within(pool.values, known), ..pool },
        None => pool,
    }
}

/// Of the days those that are possible, with the first and the last of these.
fn within(values: Vec<Datum>, known: Days) -> Vec<Datum> {
    let mut days = BTreeSet::from([known.first, known.last]);
    let mut others = Vec::new();
    for value in values {
        match value {
            Datum::Date(day) if known.first <= day && day <= known.last => {
                days.insert(day);
            }
            Datum::Date(_) => {}
            other => others.push(other),
        }
    }
    days.into_iter().map(Datum::Date).chain(others).collect()
}

/// The values of a field near what is written in conditions. Texts, lists and records have none.
pub fn near(field: &Field, written: &Samples, m: &mut Municipality<'_>) -> Pool {
    let (mut values, whole) = match &field.kind {
        FieldType::Bool => (vec![Datum::Bool(true), Datum::Bool(false)], true),
        FieldType::Choice(choices) => {
            (choices.keys().map(|id| Datum::Text(m.symbols.intern(id))).collect::<Vec<_>>(), true)
        }
        FieldType::Int | FieldType::Year => {
            (numbers(written, m).into_iter().map(Datum::Int).collect(), !written.reckons)
        }
        FieldType::Number => {
            (numbers(written, m).into_iter().map(|n| Datum::Number(n as f64)).collect(), !written.reckons)
        }
        FieldType::Date => (dates(written, m).into_iter().map(Datum::Date).collect(), !written.reckons),
        FieldType::Text | FieldType::Texts | FieldType::Choices(_) | FieldType::Ref(_) | FieldType::Refs(_) => {
            (Vec::new(), false)
        }
    };
    if field.none && !values.is_empty() {
        values.push(Datum::None);
    }
    Pool { values, whole }
}

fn numbers(written: &Samples, m: &Municipality<'_>) -> BTreeSet<i64> {
    let around = written.ints.iter().flat_map(|n| [n.saturating_sub(1), *n, n.saturating_add(1)]);
    around.chain([0, 1, fiscal_year(m.as_of)]).collect()
}

/// Days near which a comparison with the present day, a written date or a target date changes.
fn dates(written: &Samples, m: &Municipality<'_>) -> BTreeSet<Date> {
    let mut marks = written.dates.clone();
    marks.insert(m.as_of);
    for n in written.ints.iter().filter(|n| (1..LONGEST_TERM).contains(*n)) {
        let days = [m.as_of.checked_add(n.days()), m.as_of.checked_sub(n.days())];
        let months = [m.as_of.checked_add(n.months()), m.as_of.checked_sub(n.months())];
        marks.extend(days.into_iter().chain(months).flatten());
    }
    if let Some(deadline) = m.vocabulary.find(body::DEADLINE) {
        let rows = 0..m.table(deadline).len();
        marks.extend(rows.filter_map(|row| m.date(m.fact(deadline, row, body::DEADLINE_DATE)?).value()));
    }
    marks.iter().flat_map(|day| [day.yesterday().ok(), Some(*day), day.tomorrow().ok()]).flatten().collect()
}
