//! JSON Schemas of the files that people write, so that an editor offers names and choices and marks what is wrong.
//!
//! They are drawn from the vocabulary of the pack, extensions included. What a schema cannot tell (whether a reference
//! leads anywhere, whether a condition holds together) `check` tells; what it marks, `check` would refuse too, save a word
//! that is written in another width or case.

mod field;
mod files;
mod record;

use super::json::pretty;
use crate::language::Text;
use crate::pack::Pack;
use crate::text;
use serde_json::{Map, Value, json};

/// Which files a schema is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// Those of an inventory.
    Inventory,
    /// All files of a pack, or of a folder that extends it.
    Pack,
    /// Those of rules alone: an editor has less to choose from.
    Rule,
}

impl Files {
    /// The name by which a schema is known, and of its file.
    pub fn name(self) -> &'static str {
        match self {
            Files::Inventory => "tekigo-inventory.schema.json",
            Files::Pack => "tekigo-pack.schema.json",
            Files::Rule => "tekigo-rule.schema.json",
        }
    }

    fn title(self) -> Text {
        match self {
            Files::Inventory => text!(ja: "tekigo の台帳（TOML）", en: "inventory of tekigo (TOML)"),
            Files::Pack => text!(ja: "tekigo のルール集（TOML）", en: "pack of tekigo (TOML)"),
            Files::Rule => text!(ja: "tekigo の規則（TOML）", en: "rule of tekigo (TOML)"),
        }
    }
}

/// The JSON Schema (draft 2020-12) of such files.
pub fn schema(pack: &Pack, files: Files) -> String {
    let vocabulary = &pack.vocabulary;
    let mut definitions = record::definitions(vocabulary);
    let root = match files {
        Files::Inventory => files::inventory(vocabulary, &mut definitions),
        Files::Pack => {
            files::rule(pack, &mut definitions);
            files::pack(pack, &mut definitions)
        }
        Files::Rule => files::rule(pack, &mut definitions),
    };
    let mut whole = Map::new();
    whole.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    whole.insert("$id".to_owned(), json!(files.name()));
    whole.insert("title".to_owned(), json!(both(&files.title())));
    whole.insert("description".to_owned(), json!(format!("{} {}", pack.name, pack.version)));
    whole.insert("$defs".to_owned(), Value::Object(definitions));
    if let Value::Object(root) = root {
        whole.extend(root);
    }
    pretty(&Value::Object(whole))
}

/// Whether a text is a schema that was written under that name before.
pub fn is_schema(text: &str, files: Files) -> bool {
    let own = |document: Value| document.get("$id").and_then(Value::as_str) == Some(files.name());
    serde_json::from_str(text).is_ok_and(own)
}

/// A text in both languages, as an editor shows it.
fn both(text: &Text) -> String {
    format!("{} / {}", text.ja, text.en)
}

/// A reference to a definition.
fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// A table with these keys and no others.
fn table(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

/// Keys with their schemas.
fn keys<const N: usize>(all: [(&str, Value); N]) -> Map<String, Value> {
    all.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
