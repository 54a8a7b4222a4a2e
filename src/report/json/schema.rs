//! The JSON Schema of the format, drawn from the view itself.

use super::cell::Cell;
use super::view::Document;
use crate::assess::assessment::Verdict;
use crate::pack::{Authority, Severity};
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};

/// Name and major version of the format.
pub(super) const NAME: &str = "tekigo.assessment/1";

/// What a digest looks like.
pub(super) const SHA256: &str = "^[0-9a-f]{64}$";

/// The JSON Schema (draft 2020-12) of what [`render`](super::render) writes.
pub fn schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

pub(super) fn severity(_: &mut SchemaGenerator) -> Schema {
    words(&Severity::ALL.map(|(severity, ..)| severity.word()))
}

pub(super) fn authority(_: &mut SchemaGenerator) -> Schema {
    words(&Authority::ALL.map(|(authority, ..)| authority.word()))
}

pub(super) fn verdict(_: &mut SchemaGenerator) -> Schema {
    words(&Verdict::ALL.map(|(verdict, ..)| verdict.word()))
}

pub(super) fn kind(_: &mut SchemaGenerator) -> Schema {
    words(&["field", "list"])
}

pub(super) fn only(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["array", "null"], "items": verdict(generator) })
}

/// Tables by name, rows by field; the columns of a table are those its entity has in the pack.
pub(super) fn derived(generator: &mut SchemaGenerator) -> Schema {
    let cell = generator.subschema_for::<Option<Cell<'_>>>();
    let object = json_schema!({ "type": "object", "additionalProperties": cell.clone() });
    let table = json_schema!({
        "type": "array",
        "items": { "type": "object", "additionalProperties": { "anyOf": [cell, object] } },
    });
    json_schema!({ "type": "object", "additionalProperties": table })
}

pub(super) fn words(words: &[&str]) -> Schema {
    json_schema!({ "type": "string", "enum": words })
}
