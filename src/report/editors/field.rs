//! What may be written in one field.

use super::both;
use crate::vocabulary::{Choice, Field, FieldType};
use indexmap::IndexMap;
use serde_json::{Map, Value, json};

/// A text with nothing in it is no fact, whatever the field.
const BLANK: &str = r"^\s*$";
/// Words for none.
const NONE: [&str; 2] = ["なし", "none"];
/// Any digit, also a full-width one.
const DIGIT: &str = "[0-9０-９]";
/// A digit, or the first year of an era.
const DAY: &str = "[0-9０-９元]";

/// The schema of a field: its type, and what a reader wants to know of it.
pub(super) fn field(field: &Field) -> Value {
    let mut schema = kind(field);
    schema.insert("title".to_owned(), json!(both(&field.label)));
    let mut told: Vec<String> = Vec::new();
    if !field.ask.ja.is_empty() {
        told.push(both(&field.ask));
    }
    if let Some(unit) = &field.unit {
        told.push(format!("単位 / unit: {}", both(unit)));
    }
    told.extend(how(&field.kind).map(str::to_owned));
    if field.none {
        told.push("ないと分かっているときは「なし」 / if there is known to be none: \"none\"".to_owned());
    }
    if !told.is_empty() {
        schema.insert("description".to_owned(), json!(told.join("\n")));
    }
    Value::Object(schema)
}

/// How a value of that type is written.
fn how(kind: &FieldType) -> Option<&'static str> {
    match kind {
        FieldType::Date => Some("日付: 2026-03-31、令和8年3月31日、2026-03 / a date"),
        FieldType::Year => Some("年度: 2025、R7、令和7年度 / a fiscal year"),
        FieldType::Ref(_) => Some("その記録の id か名称 / id or name of the record"),
        FieldType::Refs(_) => Some("それらの記録の id か名称 / ids or names of the records"),
        _ => None,
    }
}

fn kind(field: &Field) -> Map<String, Value> {
    let schema = match &field.kind {
        FieldType::Text | FieldType::Ref(_) => json!({ "type": "string" }),
        FieldType::Bool => {
            let all: Vec<Value> = [true, false].map(Value::from).into_iter().chain(no_value(field)).collect();
            json!({ "enum": all })
        }
        FieldType::Int => json!({ "type": ["integer", "string"], "pattern": or_nothing(DIGIT, field) }),
        FieldType::Number => json!({ "type": ["number", "string"], "pattern": or_nothing(DIGIT, field) }),
        FieldType::Year => json!({ "type": ["integer", "string"], "pattern": or_nothing(DAY, field) }),
        FieldType::Date => json!({ "type": "string", "pattern": or_nothing(DAY, field) }),
        FieldType::Choice(choices) => words(choices, no_value(field)),
        FieldType::Choices(choices) => {
            let many = list(field, words(choices, Vec::new()));
            json!({ "anyOf": [words(choices, no_value(field)), many] })
        }
        FieldType::Refs(_) | FieldType::Texts => list(field, json!({ "type": "string", "pattern": r"\S" })),
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

/// A list; a blank text or a word for none may stand in its place.
fn list(field: &Field, items: Value) -> Value {
    let nothing = or_nothing("$^", field);
    json!({ "type": ["array", "string"], "items": items, "pattern": nothing })
}

/// A pattern that also takes a blank text, and words for none where the field may be none.
fn or_nothing(pattern: &str, field: &Field) -> String {
    let none = if field.none { format!(r"|^\s*(該当)?{}\s*$|^\s*{}\s*$", NONE[0], NONE[1]) } else { String::new() };
    format!("{pattern}|{BLANK}{none}")
}

/// What may stand instead of a value.
fn no_value(field: &Field) -> Vec<Value> {
    let none = NONE.iter().filter(|_| field.none).copied();
    std::iter::once("").chain(none).map(Value::from).collect()
}

/// The words for choices: ids first, with their labels beside them, then all other spellings.
fn words(choices: &IndexMap<String, Choice>, others: Vec<Value>) -> Value {
    let mut all: Vec<Value> = choices.keys().map(|id| json!(id)).collect();
    let mut shown: Vec<Value> = choices.values().map(|choice| json!(both(&choice.label))).collect();
    for choice in choices.values() {
        for word in [&choice.label.ja, &choice.label.en].into_iter().chain(&choice.alias) {
            // A word of digits may also stand without quotes.
            let number = word.parse::<u32>().ok().filter(|number| number.to_string() == *word);
            for one in [Some(json!(word)), number.map(|number| json!(number))].into_iter().flatten() {
                if !all.contains(&one) {
                    all.push(one);
                    shown.push(json!(both(&choice.label)));
                }
            }
        }
    }
    all.extend(others.into_iter().filter(|other| !all.contains(other)).collect::<Vec<_>>());
    json!({ "enum": all, "x-taplo": { "docs": { "enumValues": shown } } })
}
