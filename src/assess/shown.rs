//! Facts and computed tables as a report shows them.

use super::assessment::{DerivedTable, ShownFact};
use crate::calendar;
use crate::diagnostic::Sources;
use crate::inventory::{Datum, Fact, Known, Municipality, Proof, Value};
use crate::language::{Language, Text};
use crate::text;
use crate::vocabulary::{Field, FieldType, Kind, body};

/// Facts with their values and places, without those that say no more than of what a record is.
pub(super) fn facts(m: &Municipality<'_>, sources: &Sources, facts: &[Fact]) -> Vec<ShownFact> {
    facts
        .iter()
        .filter(|told| !is_implied(m, **told) && !is_its_subject(m, **told))
        .map(|told| fact(m, sources, *told))
        .collect()
}

/// Whether a fact says no more than which catalog entry implied its record.
pub(super) fn is_implied(m: &Municipality<'_>, fact: Fact) -> bool {
    let implied = m.vocabulary.entity(fact.entity).implied.as_ref();
    implied.is_some_and(|implied| implied.fields.contains(&fact.field))
}

/// Whether a fact says no more than of what a computed record is, which its name says.
fn is_its_subject(m: &Municipality<'_>, fact: Fact) -> bool {
    m.vocabulary.entity(fact.entity).is_made_from(fact.field)
}

/// One fact with its value, its place and the document it was taken from.
fn fact(m: &Municipality<'_>, sources: &Sources, fact: Fact) -> ShownFact {
    let table = m.table(fact.entity);
    let place = table.place(fact.row, fact.field);
    let label = &m.vocabulary.field(fact.entity, fact.field).label;
    let name = |language| m.name(fact.entity, fact.row, language);
    let (known, shown) = match m.value(fact) {
        Known::Missing => (None, Text::new("不明", "unknown")),
        Known::None => (None, Text::new("なし", "none")),
        Known::Value(known) => {
            let shown = Text::new(value(m, fact, &known, Language::Ja), value(m, fact, &known, Language::En));
            (Some(flat(m, known)), shown)
        }
    };
    let told = table.attestation(fact.row, fact.field);
    let proof = |proof: Proof| match (proof, m.vocabulary.find(body::EVIDENCE)) {
        (Proof::Text(text), _) => text,
        (Proof::Record(row), evidence) => evidence.map_or_else(String::new, |entity| m.subject(entity, row)),
    };
    ShownFact {
        path: m.path(fact),
        label: Text::new(
            format!("{}の{}", name(Language::Ja), label.ja),
            format!("{} of {}", label.en, name(Language::En)),
        ),
        value: known,
        shown,
        place: place.map(|place| sources.show(place)),
        source: place.and(table.source(fact.row, fact.field)).map(str::to_owned),
        by: told.by,
        on_date: place.and(told.on_date),
        evidence: told.proofs.into_iter().map(proof).collect(),
    }
}

/// A value of a field, in words.
pub(super) fn value(m: &Municipality<'_>, fact: Fact, known: &Value, language: Language) -> String {
    typed(m, &m.vocabulary.field(fact.entity, fact.field).kind, known, language)
}

/// A value of a type, in words.
pub(super) fn typed(m: &Municipality<'_>, kind: &FieldType, known: &Value, language: Language) -> String {
    match (known, kind, language) {
        (Value::Bool(true), _, Language::Ja) => "はい".to_owned(),
        (Value::Bool(false), _, Language::Ja) => "いいえ".to_owned(),
        (Value::Bool(true), _, Language::En) => "yes".to_owned(),
        (Value::Bool(false), _, Language::En) => "no".to_owned(),
        (Value::Int(year), FieldType::Year, _) => calendar::year_name(*year, language),
        (Value::Int(number), ..) => number.to_string(),
        (Value::AtLeast(low, _), _, Language::Ja) => format!("{low}以上"),
        (Value::AtLeast(low, _), _, Language::En) => format!("at least {low}"),
        (Value::Number(number), ..) => number.to_string(),
        (Value::Days(days), _, language) => days.name(language),
        (Value::Date(date), _, Language::Ja) => calendar::era(*date),
        (Value::Date(date), _, Language::En) => date.to_string(),
        (Value::Text(text), FieldType::Choice(choices) | FieldType::Choices(choices), _) => {
            choices.get(text).map_or_else(|| text.clone(), |choice| choice.label.get(language).to_owned())
        }
        (Value::Text(text), ..) => text.clone(),
        (Value::Record(entity, row), ..) => m.name(*entity, *row, language),
        (Value::List(items), ..) => {
            let items: Vec<String> = items.iter().map(|item| typed(m, kind, item, language)).collect();
            items.join(if language == Language::Ja { "、" } else { ", " })
        }
    }
}

/// A value that a fact has or could have, in words.
pub(super) fn datum(m: &Municipality<'_>, fact: Fact, datum: &Datum) -> Text {
    let kind = &m.vocabulary.field(fact.entity, fact.field).kind;
    let known = match datum {
        Datum::None => return text!(ja: "なし", en: "none"),
        _ => m.value_of(kind, datum),
    };
    let say = |language| value(m, fact, &known, language);
    Text::new(say(Language::Ja), say(Language::En))
}

/// A value without references to the municipality: records become their subject.
pub(super) fn flat(m: &Municipality<'_>, value: Value) -> Value {
    match value {
        Value::Record(entity, row) => Value::Text(m.subject(entity, row)),
        Value::List(items) => Value::List(items.into_iter().map(|item| flat(m, item)).collect()),
        other => other,
    }
}

/// The field of a computed record that shows where the facts behind it are written.
const PLACES: &str = "places";

/// Where the facts that decided a computed fact are written, in their order.
fn places(m: &Municipality<'_>, sources: &Sources, fact: Fact) -> Option<Value> {
    let provenance = m.table(fact.entity).provenance.get(&(fact.row, fact.field))?;
    let place = |fact: &Fact| m.table(fact.entity).place(fact.row, fact.field);
    let places = provenance.facts.iter().filter_map(place).map(|place| Value::Text(sources.show(place)));
    Some(Value::List(places.collect()))
}

/// All computed tables.
pub(super) fn derived(m: &Municipality<'_>, sources: &Sources) -> Vec<DerivedTable> {
    let computed = m.vocabulary.ids().filter(|id| m.vocabulary.entity(*id).kind == Kind::Computed);
    computed
        .map(|id| {
            let entity = m.vocabulary.entity(id);
            let cell = |row: u32, field| {
                let fact = Fact { entity: id, row, field };
                let shown = entity.fields[field.0 as usize].id == PLACES;
                let places = shown.then(|| places(m, sources, fact)).flatten();
                places.or_else(|| m.value(fact).value().map(|value| flat(m, value)))
            };
            DerivedTable {
                entity: entity.id.clone(),
                label: entity.label.clone(),
                fields: entity.fields.values().map(|field| (path(field), field.label.clone())).collect(),
                rows: (0..m.table(id).len())
                    .map(|row| entity.field_ids().map(|field| cell(row, field)).collect())
                    .collect(),
            }
        })
        .collect()
}

/// The name of a field within its row: `steps.done` for one that lies within an object.
fn path(field: &Field) -> String {
    let inner = field.within.as_ref().and_then(|within| Some((within, field.id.strip_prefix(within)?)));
    inner.map_or_else(|| field.id.clone(), |(within, name)| format!("{within}.{}", name.trim_start_matches('_')))
}
