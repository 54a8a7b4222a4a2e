//! What was judged, when and by what: told at the head of every document about one body on one day.

use super::schema::SHA256;
use super::view::Words;
use crate::assess::assessment::{BodyIdentity, PackIdentity};
use crate::report::NOTICE;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// What was judged, when and by what.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Run<'a> {
    /// Version of tekigo.
    tool: &'a str,
    /// Name and version of the pack.
    pack: String,
    /// SHA-256 of the pack.
    #[schemars(extend("pattern" = SHA256))]
    pack_sha256: &'a str,
    /// Six-digit body code and name.
    body: [&'a str; 2],
    /// What a reader must be told about the origin of the facts; null if they are the body's own statement.
    notice: Option<Words<'a>>,
    /// The day of the law and of the clocks.
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// The day on which the facts stand.
    #[schemars(extend("format" = "date"))]
    facts_as_of: String,
    /// SHA-256 of the inventory.
    #[schemars(extend("pattern" = SHA256))]
    inventory_sha256: &'a str,
}

impl<'a> Run<'a> {
    /// By version of tekigo, pack and body, the days of the law and of the facts, and the digest of the inventory.
    pub(super) fn of(
        tool: &'a str,
        (pack, body): (&'a PackIdentity, &'a BodyIdentity),
        (as_of, facts_as_of): (Date, Date),
        inventory_sha256: &'a str,
    ) -> Self {
        Self {
            tool,
            pack: format!("{} {}", pack.name, pack.version),
            pack_sha256: &pack.sha256,
            body: [&body.code, &body.name],
            notice: body.published_material.then_some(Words::of(NOTICE.0, NOTICE.1)),
            as_of: as_of.to_string(),
            facts_as_of: facts_as_of.to_string(),
            inventory_sha256,
        }
    }
}
