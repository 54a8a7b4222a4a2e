//! The digest of the facts that decided a result, by which an exception can say for which facts it was granted.

use crate::evaluate::Outcome;
use crate::inventory::{Fact, Known, Missing, Municipality, Value};
use crate::pack::Rule;
use crate::vocabulary::Kind;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Hexadecimal digits of a digest.
const DIGITS: usize = 16;

/// The digest of what the body has stated, as far as it decided that result: 16 hexadecimal digits.
///
/// Facts of the catalog and computed ones are left out (the stated facts behind these are in), so that neither a new
/// edition of the pack nor the mere passing of days changes it.
pub fn facts_digest(m: &Municipality<'_>, rule: &Rule, outcome: &Outcome) -> String {
    let mut told: Vec<String> =
        outcome.facts.iter().filter(|fact| is_stated(m, fact)).map(|fact| line(m, *fact)).collect();
    told.extend(outcome.missing.iter().map(|missing| not_known(m, *missing)));
    told.sort_unstable();
    told.dedup();
    let mut hash = Sha256::new();
    hash.update(format!("{}\n{}\n{}", rule.id, outcome.subject_in(m, rule), told.join("\n")));
    let mut digits = String::with_capacity(DIGITS);
    for byte in hash.finalize().iter().take(DIGITS / 2) {
        // Writing to a text in memory does not fail.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

fn is_stated(m: &Municipality<'_>, fact: &Fact) -> bool {
    let entity = m.vocabulary.entity(fact.entity);
    matches!(entity.kind, Kind::Base | Kind::Singleton) && !m.vocabulary.field(fact.entity, fact.field).computed
}

fn line(m: &Municipality<'_>, fact: Fact) -> String {
    let value = match m.value(fact) {
        Known::Missing => "?".to_owned(),
        Known::None => "none".to_owned(),
        Known::Value(value) => plain(m, &value),
    };
    format!("{} = {value}", m.path(fact))
}

fn not_known(m: &Municipality<'_>, missing: Missing) -> String {
    match missing {
        Missing::Field(fact) => format!("{} ?", m.path(fact)),
        Missing::Table(entity) => format!("{}/* ?", m.vocabulary.entity(entity).id),
        Missing::Reverse { entity, row, reverse } => {
            let list = m.vocabulary.entity(entity).reverses.get_index(reverse.0 as usize);
            format!("{}.{}/* ?", m.subject(entity, row), list.map_or("", |(name, _)| name.as_str()))
        }
    }
}

fn plain(m: &Municipality<'_>, value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::AtLeast(low, high) => format!("{low}..{}", high.map(|high| high.to_string()).unwrap_or_default()),
        Value::Number(value) => value.to_string(),
        Value::Date(value) => value.to_string(),
        Value::Days(value) => value.written(),
        Value::Text(value) => format!("{value:?}"),
        Value::Record(entity, row) => m.subject(*entity, *row),
        Value::List(items) => items.iter().map(|item| plain(m, item)).collect::<Vec<_>>().join(", "),
    }
}
