//! The days on which the pack changes.

use crate::inventory::RawValue;
use crate::language::Text;
use crate::pack::Pack;
use crate::vocabulary::body::{DEADLINE, DEADLINE_DATE};
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
    let dated = pack.entries(DEADLINE).filter_map(|entry| match entry.value(&pack.vocabulary, DEADLINE_DATE)? {
        RawValue::Date(date) => Some((entry.id().to_owned(), entry.name(&pack.vocabulary), *date)),
        _ => None,
    });
    dated.collect()
}
