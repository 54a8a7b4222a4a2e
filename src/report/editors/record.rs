//! Records: tables of facts, in an inventory, in an example of a rule, in the catalog.

use super::{both, defined, field, keys, table};
use crate::vocabulary::{Entity, Kind, Vocabulary, body};
use serde_json::{Map, Value, json};

/// Definitions of all that may be written about a thing: `field.system.status`, `record.system`.
pub(super) fn definitions(vocabulary: &Vocabulary) -> Map<String, Value> {
    let mut all = Map::new();
    for entity in vocabulary.entities.values() {
        for one in entity.fields.values().filter(|one| writable(entity, one.computed)) {
            all.insert(format!("field.{}.{}", entity.id, one.id), field::field(one));
        }
        if matches!(entity.kind, Kind::Base | Kind::Catalog) {
            all.insert(format!("record.{}", entity.id), record(entity));
        }
    }
    all.insert("both".to_owned(), both_languages());
    all.insert("date".to_owned(), date());
    all
}

/// Whether a field may be written by hand.
fn writable(entity: &Entity, computed: bool) -> bool {
    entity.kind != Kind::Computed && (!computed || entity.kind == Kind::Catalog)
}

/// A record with its own id, or the fields that stand for one.
fn record(entity: &Entity) -> Value {
    let mut all = facts(entity);
    all.extend(meta());
    all.extend(keys([("same_as", json!({ "type": "string", "description": "同じものを述べた記録の id / the record that tells of the same thing" }))]));
    let mut needed: Vec<&str> = entity.key.iter().map(|key| entity.fields[key.0 as usize].id.as_str()).collect();
    if entity.key.is_empty() {
        needed.push("id");
        all.extend(keys([("id", json!({ "type": "string", "pattern": r"\S", "description": "ほかと重ならない短い名 / a short name of its own" }))]));
    }
    if entity.kind == Kind::Catalog {
        all.extend(keys([
            ("from", defined("date")),
            ("until", defined("date")),
            ("confirmed", json!({ "type": "boolean", "description": "原典で確かめたか / checked against the source" })),
        ]));
    }
    titled(table(all, &needed), entity)
}

/// The record of the body.
pub(super) fn of_body(entity: &Entity, vocabulary: &Vocabulary, needed: &[&str]) -> Value {
    let mut all = facts(entity);
    all.extend(meta());
    all.extend(keys([("as_of", defined("date")), ("complete", tables(vocabulary))]));
    titled(table(all, needed), entity)
}

/// Facts added to a record that is written elsewhere.
pub(super) fn overlay(entity: &Entity, vocabulary: &Vocabulary) -> Value {
    let mut all = facts(entity);
    all.extend(meta());
    if entity.kind == Kind::Singleton {
        all.extend(keys([("complete", tables(vocabulary))]));
    }
    all.extend(keys([
        ("on", json!({ "type": "string" })),
        ("by", json!({ "type": "string", "description": "だれが述べたか（課名か職名） / who said so: an office" })),
        ("on_date", defined("date")),
        ("evidence", json!({ "type": "string", "description": "証拠 / evidence" })),
        (
            "replaces",
            json!({ "type": "boolean", "description": "前の値に代える / takes the place of what was said before" }),
        ),
    ]));
    titled(table(all, &["on"]), entity)
}

/// Keys of the fields of an entity that may be written by hand.
fn facts(entity: &Entity) -> Map<String, Value> {
    let written = entity.fields.values().filter(|field| writable(entity, field.computed));
    written.map(|field| (field.id.clone(), defined(&format!("field.{}.{}", entity.id, field.id)))).collect()
}

/// Keys that every record may have.
fn meta() -> Map<String, Value> {
    let text = |said: &str| json!({ "type": "string", "description": said });
    keys([
        ("source", text("出典（文書とページ） / document and page")),
        ("note", text("注記 / note")),
        ("observed", defined("date")),
        (
            "complete",
            json!({ "type": "array", "items": { "type": "string" }, "description": "この記録の一覧のうち、全部そろっているもの / its own lists that are complete" }),
        ),
    ])
}

/// The tables that a body may declare complete.
fn tables(vocabulary: &Vocabulary) -> Value {
    let base: Vec<&str> = base(vocabulary).map(|entity| entity.id.as_str()).collect();
    json!({
        "type": "array",
        "items": { "enum": base },
        "description": "全部そろっている表 / tables that lack no record",
    })
}

/// Entities of which a body writes records.
pub(super) fn base(vocabulary: &Vocabulary) -> impl Iterator<Item = &Entity> {
    vocabulary.entities.values().filter(|entity| entity.kind == Kind::Base)
}

/// The body itself.
pub(super) fn the_body(vocabulary: &Vocabulary) -> Option<&Entity> {
    vocabulary.entities.get(body::BODY)
}

fn titled(mut schema: Value, entity: &Entity) -> Value {
    schema["title"] = json!(both(&entity.label));
    schema
}

/// A text in Japanese and English.
fn both_languages() -> Value {
    let text = json!({ "type": "string", "pattern": r"\S" });
    table(keys([("ja", text.clone()), ("en", text)]), &["ja", "en"])
}

fn date() -> Value {
    json!({ "type": "string", "pattern": "[0-9０-９元]", "description": "日付 2026-03-31 / a date" })
}
