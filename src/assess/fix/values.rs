//! Values that a fact could be given by a decision, the likeliest first.

use crate::assess::questionnaire::pool;
use crate::calendar::fiscal_year;
use crate::expression::samples;
use crate::inventory::{Datum, Fact, Municipality, Value};
use crate::pack::{Pack, Rule};
use crate::vocabulary::{Choice, FieldType};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Records tried for one reference.
const RECORDS: u32 = 60;

/// Values of a fact that is to be changed.
pub(super) struct Values {
    /// Other values than the present one.
    pub(super) all: Vec<Datum>,
    /// Values were left out that could matter.
    pub(super) left_out: bool,
    /// They are numbers or days, the nearest to the present one first.
    pub(super) ordered: bool,
}

/// Values that a fact could be given; near those that the rule writes and those of the facts that decided.
pub(super) fn of(pack: &Pack, m: &mut Municipality<'_>, rule: &Rule, fact: Fact, decided: &[Fact]) -> Values {
    let field = pack.vocabulary.field(fact.entity, fact.field);
    let now = m.table(fact.entity).column(fact.field).get(fact.row);
    let near: Vec<Value> = decided.iter().filter_map(|other| m.value(*other).value()).collect();
    let (mut all, whole) = match &field.kind {
        FieldType::Ref(target) => records(m, fact, *target, field.acyclic),
        FieldType::Refs(target) => lists(&now, 0..m.table(*target).len().min(RECORDS)),
        FieldType::Choices(choices) => several(m, rule, &now, choices, &near),
        _ => {
            let pool = pool::of(pack, m, rule, fact);
            (pool.values.into_iter().chain(beside(&field.kind, &near)).collect(), pool.whole)
        }
    };
    let year = field.kind == FieldType::Year;
    all.retain(|value| *value != Datum::None && Some(value) != now.as_ref() && in_time(m, value, year));
    if let FieldType::Choice(choices) = &field.kind {
        let in_force = |value: &Datum| match value {
            Datum::Text(symbol) => choices.get(m.symbols.text(*symbol)).is_some_and(|choice| choice.in_force(m.as_of)),
            _ => true,
        };
        all.retain(in_force);
    }
    let ordered = matches!(field.kind, FieldType::Int | FieldType::Year | FieldType::Number | FieldType::Date);
    if ordered {
        let present = now.as_ref().and_then(size).unwrap_or_else(|| size(&Datum::Date(m.as_of)).unwrap_or(0.0));
        let far = |value: &Datum| size(value).map_or(f64::MAX, |size| (size - present).abs());
        all.sort_by(|a, b| far(a).total_cmp(&far(b)));
    }
    all.dedup();
    Values { all, left_out: !whole, ordered }
}

/// No day and no fiscal year that is over is decided upon.
fn in_time(m: &Municipality<'_>, value: &Datum, year: bool) -> bool {
    match value {
        Datum::Date(day) => *day >= m.as_of,
        Datum::Int(number) => !year || *number >= fiscal_year(m.as_of),
        _ => true,
    }
}

fn size(value: &Datum) -> Option<f64> {
    match value {
        Datum::Int(number) => Some(*number as f64),
        Datum::Number(number) => Some(*number),
        Datum::Date(day) => Some(f64::from((*day - Date::ZERO).get_days())),
        _ => None,
    }
}

/// Numbers and days at and beside those that decided.
fn beside(kind: &FieldType, near: &[Value]) -> Vec<Datum> {
    let mut found = Vec::new();
    for value in near {
        match (kind, value) {
            (FieldType::Int, Value::Int(number)) if *number >= 0 => {
                found.extend([number.saturating_sub(1), *number, number.saturating_add(1)].map(Datum::Int));
            }
            (FieldType::Year, Value::Int(year)) => found.push(Datum::Int(*year)),
            (FieldType::Year, Value::Date(day)) => found.push(Datum::Int(fiscal_year(*day))),
            (FieldType::Number, Value::Number(number)) => found.push(Datum::Number(*number)),
            (FieldType::Date, Value::Date(day)) => {
                let days = [day.yesterday().ok(), Some(*day), day.tomorrow().ok()];
                found.extend(days.into_iter().flatten().map(Datum::Date));
            }
            _ => {}
        }
    }
    found
}

fn records(m: &Municipality<'_>, fact: Fact, target: crate::vocabulary::EntityId, acyclic: bool) -> (Vec<Datum>, bool) {
    let number = m.table(target).len();
    let own = |row: &u32| acyclic && target == fact.entity && *row == fact.row;
    ((0..number.min(RECORDS)).filter(|row| !own(row)).map(Datum::Row).collect(), number <= RECORDS)
}

/// The present list with one item less, and with one more.
fn lists(now: &Option<Datum>, items: impl Iterator<Item = u32>) -> (Vec<Datum>, bool) {
    let present: &[u32] = match now {
        Some(Datum::List(items)) => items,
        _ => &[],
    };
    let without = present.iter().map(|item| present.iter().copied().filter(|other| other != item).collect());
    let more = items.filter(|item| !present.contains(item));
    let with = more.map(|item| present.iter().copied().chain([item]).collect());
    let all: Vec<Vec<u32>> = without.chain(with).collect();
    (all.into_iter().filter(|list| !list.is_empty()).map(Datum::List).collect(), false)
}

/// Choices more or less: each alone, those that the rule or the deciding facts name together, all of them.
fn several(
    m: &mut Municipality<'_>,
    rule: &Rule,
    now: &Option<Datum>,
    choices: &IndexMap<String, Choice>,
    near: &[Value],
) -> (Vec<Datum>, bool) {
    let day = m.as_of;
    let offered: Vec<(&String, u32)> =
        choices.iter().filter(|(_, choice)| choice.in_force(day)).map(|(id, _)| (id, m.symbols.intern(id).0)).collect();
    let mut named: BTreeSet<String> =
        near.iter().filter_map(|value| if let Value::Text(text) = value { Some(text.clone()) } else { None }).collect();
    for condition in rule.conditions() {
        named.extend(samples(condition.source()).texts);
    }
    let (mut all, _) = lists(now, offered.iter().map(|(_, symbol)| *symbol));
    let present: Vec<u32> = match now {
        Some(Datum::List(items)) => items.clone(),
        _ => Vec::new(),
    };
    let mut together = |wanted: &dyn Fn(&String) -> bool| {
        let more = offered.iter().filter(|(id, symbol)| wanted(id) && !present.contains(symbol));
        all.push(Datum::List(present.iter().copied().chain(more.map(|(_, symbol)| *symbol)).collect()));
    };
    together(&|id| named.contains(id));
    together(&|_| true);
    (all, false)
}
