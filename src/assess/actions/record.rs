//! Actions as stated: the cells of each record, with what is known of them.

use super::names::{
    CONFIRMED_BY, CONFIRMED_ON, COST_INITIAL, COST_YEARLY, DEPARTMENT, DONE_BY, DONE_ON, DUE_ON, FISCAL_YEAR, FOUND_ON,
    FUNDING, MEASURE,
};
use crate::inventory::{Fact, Known, Missing, Municipality};
use crate::vocabulary::EntityId;
use crate::vocabulary::body::{ACTION, ACTION_RULE, ACTION_SUBJECT};
use jiff::civil::Date;

/// An action as stated. Nothing that is not stated has a value.
pub(super) struct Stated {
    pub row: u32,
    pub rule: Option<String>,
    pub subject: Option<String>,
    /// Row of the department in charge.
    pub department: Option<u32>,
    pub found_on: Option<Date>,
    pub due_on: Option<Date>,
    pub measure: Option<String>,
    /// Known to be none while it is in hand.
    pub done_on: Known<Date>,
    pub done_by: Option<String>,
    /// Known to be none while nobody has.
    pub confirmed_by: Known<String>,
    pub confirmed_on: Option<Date>,
    /// In yen.
    pub cost_initial: Option<i64>,
    /// In yen per year.
    pub cost_yearly: Option<i64>,
    /// The year in which it begins.
    pub fiscal_year: Option<i64>,
    /// Id of the choice.
    pub funding: Option<String>,
}

/// Every action, in the order of the table; none if the vocabulary knows no actions.
pub(super) fn stated(m: &Municipality<'_>) -> Vec<Stated> {
    let Some(entity) = m.vocabulary.find(ACTION) else { return Vec::new() };
    (0..m.table(entity).len()).map(|row| one(m, entity, row)).collect()
}

fn one(m: &Municipality<'_>, entity: EntityId, row: u32) -> Stated {
    let fact = |name: &str| m.fact(entity, row, name);
    let text = |name: &str| word(m, fact(name)?).value();
    let date = |name: &str| m.date(fact(name)?).value();
    let int = |name: &str| m.int(fact(name)?).value();
    Stated {
        row,
        rule: text(ACTION_RULE),
        subject: text(ACTION_SUBJECT),
        department: fact(DEPARTMENT).and_then(|fact| m.reference(fact).value()),
        found_on: date(FOUND_ON),
        due_on: date(DUE_ON),
        measure: text(MEASURE),
        done_on: fact(DONE_ON).map(|fact| m.date(fact)).unwrap_or_default(),
        done_by: text(DONE_BY),
        confirmed_by: fact(CONFIRMED_BY).map(|fact| word(m, fact)).unwrap_or_default(),
        confirmed_on: date(CONFIRMED_ON),
        cost_initial: int(COST_INITIAL),
        cost_yearly: int(COST_YEARLY),
        fiscal_year: int(FISCAL_YEAR),
        funding: text(FUNDING),
    }
}

/// A text or the id of a choice, without blanks at its ends.
pub(super) fn word(m: &Municipality<'_>, fact: Fact) -> Known<String> {
    match m.text(fact) {
        Known::Value(symbol) => Known::Value(m.symbols.text(symbol).trim().to_owned()),
        Known::None => Known::None,
        Known::Missing => Known::Missing,
    }
}

/// Those of the fields of a record that are not stated, as what is missing.
pub(super) fn missing(m: &Municipality<'_>, row: u32, fields: &[&str]) -> Vec<Missing> {
    let Some(entity) = m.vocabulary.find(ACTION) else { return Vec::new() };
    let facts = fields.iter().filter_map(|name| m.fact(entity, row, name));
    facts.filter(|fact| m.value(*fact) == Known::Missing).map(Missing::Field).collect()
}
