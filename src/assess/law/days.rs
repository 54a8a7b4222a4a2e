//! The days on which the pack changes.

use crate::inventory::{RawValue, Record};
use crate::language::Text;
use crate::pack::{CatalogEntry, Pack};
use crate::vocabulary::body::{DEADLINE, DEADLINE_DATE, NAME, NAME_EN};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// All of them: first days of rules, clauses, editions, choices and entries, days after their last, and days after
/// deadlines.
pub(super) fn all(pack: &Pack) -> BTreeSet<Date> {
    let rules = pack.rules.iter().flat_map(|rule| [Some(rule.from), after(rule.until)]);
    let cited = pack.rules.iter().flat_map(|rule| &rule.clauses).filter_map(|key| pack.clauses.get(key)).flatten();
    let clauses = cited.flat_map(|clause| [clause.from, after(clause.until), clause.edition_from]);
    let entries = pack.catalog.iter().flat_map(|entry| [entry.from, after(entry.until)]);
    let deadlines = deadlines(pack).into_iter().map(|(.., date)| after(Some(date)));
    rules.chain(clauses).chain(entries).chain(deadlines).flatten().collect()
}

/// The day after.
pub(super) fn after(day: Option<Date>) -> Option<Date> {
    day.and_then(|day| day.tomorrow().ok())
}

/// Target dates: their ids, and what they are called.
pub(in crate::assess) fn deadlines(pack: &Pack) -> Vec<(String, Text, Date)> {
    let Some(entity) = pack.vocabulary.find(DEADLINE) else { return Vec::new() };
    let entries = pack.catalog.iter().filter(|entry| entry.record.entity == entity);
    entries
        .filter_map(|entry| match value(pack, &entry.record, DEADLINE_DATE)? {
            RawValue::Date(date) => Some((entry.record.id.clone()?.0, name(pack, entry), *date)),
            _ => None,
        })
        .collect()
}

/// What a catalog entry is called: its name, else its id.
pub(super) fn name(pack: &Pack, entry: &CatalogEntry) -> Text {
    let text = |field| match value(pack, &entry.record, field) {
        Some(RawValue::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let id = entry.record.id.as_ref().map(|(id, _)| id.clone()).unwrap_or_default();
    let ja = text(NAME).unwrap_or(id);
    Text { en: text(NAME_EN).unwrap_or_else(|| ja.clone()), ja }
}

fn value<'r>(pack: &Pack, record: &'r Record, field: &str) -> Option<&'r RawValue> {
    let field = pack.vocabulary.entity(record.entity).find(field)?;
    record.cells.iter().find(|cell| cell.field == field).map(|cell| &cell.value)
}
