//! What changed between two assessments for programs: `tekigo.diff/1`, with what the gate says of it if it was asked.

use super::view::Words;
use super::{schema, schema::SHA256};
use crate::assess::assessment::Ledger;
use crate::assess::diff::{self, Cause, Diff, Kind, Moved, Split, Standing};
use crate::assess::gate::{Edited, Ruling};
use crate::report::NOTICE;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

const NAME: &str = "tekigo.diff/1";

/// What changed between two assessments of one body, and why.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.diff/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// Version of tekigo.
    tool: &'a str,
    /// What a reader must be told about the origin of the facts; null if they are the body's own statement.
    notice: Option<Words<'a>>,
    /// The earlier side.
    old: Side<'a>,
    /// The later side.
    new: Side<'a>,
    /// Whether causes could be told apart: whole, partly (one side's facts cannot be read with the other's pack or day),
    /// or not, because a saved assessment was compared.
    #[schemars(schema_with = "split")]
    causes: &'static str,
    /// Number of changes of each kind.
    counts: Vec<Count>,
    /// What changed. Order: kind, severity, rule, subject.
    changes: Vec<Change<'a>>,
    /// Results that are not in order, as before.
    still: Vec<Still<'a>>,
    /// Numbers of results that are in order and no change.
    settled: Settled,
    /// What the gate says; null for a mere comparison.
    gate: Option<Gate<'a>>,
}

/// One side.
#[derive(Debug, Serialize, JsonSchema)]
struct Side<'a> {
    /// Six-digit body code and name.
    body: [&'a str; 2],
    /// Name and version of the pack.
    pack: String,
    /// SHA-256 of the pack.
    #[schemars(extend("pattern" = SHA256))]
    pack_sha256: &'a str,
    /// The day of the law and of the clocks.
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// The day on which the facts stand.
    #[schemars(extend("format" = "date"))]
    facts_as_of: String,
    /// SHA-256 of the inventory.
    #[schemars(extend("pattern" = SHA256))]
    inventory_sha256: &'a str,
    /// Results by verdict; they add up to `total`.
    ledger: Counts,
}

/// Results by verdict.
#[derive(Debug, Serialize, JsonSchema)]
struct Counts {
    /// The facts show that the duty is met.
    pass: usize,
    /// The facts show that it is not.
    fail: usize,
    /// Facts are missing.
    unknown: usize,
    /// The rule does not apply.
    not_applicable: usize,
    /// Failing or unknown, with an exception in force.
    waived: usize,
    /// Could not be computed.
    error: usize,
    /// All of the above.
    total: usize,
}

/// Number of changes of one kind.
#[derive(Debug, Serialize, JsonSchema)]
struct Count {
    /// The kind.
    #[schemars(schema_with = "kind")]
    kind: &'static str,
    /// How many.
    number: usize,
}

/// One change. Rule and subject together identify the result.
#[derive(Debug, Serialize, JsonSchema)]
struct Change<'a> {
    /// What became of it.
    #[schemars(schema_with = "kind")]
    kind: &'static str,
    /// The rule.
    rule: &'a str,
    /// What the rule is called.
    title: Words<'a>,
    /// How grave a failure is.
    #[schemars(schema_with = "schema::severity")]
    severity: &'static str,
    /// The record judged, `system/juki`.
    subject: &'a str,
    /// What it is called.
    name: Words<'a>,
    /// The verdict before; null if there was none.
    #[schemars(schema_with = "verdict")]
    before: Option<&'static str>,
    /// The verdict now; null if there is none.
    #[schemars(schema_with = "verdict")]
    after: Option<&'static str>,
    /// What is wrong, or was.
    message: Option<Words<'a>>,
    /// What did it; all of them together, or each by itself. Empty if it could not be told.
    #[schemars(schema_with = "causes")]
    causes: Vec<&'static str>,
    /// The facts that changed with it; else those that decide now.
    facts: Vec<Fact<'a>>,
    /// The edition, the pack or the day that did it.
    grounds: Vec<Ground<'a>>,
    /// Places that matter, `file:line:column`.
    places: &'a [String],
    /// The gate holds it back; null for a mere comparison.
    forbidden: Option<bool>,
}

/// A fact before and now.
#[derive(Debug, Serialize, JsonSchema)]
struct Fact<'a> {
    /// `system/juki.segment`.
    path: &'a str,
    /// What it is called.
    label: Words<'a>,
    /// What it was; null if it did not matter, or was not there.
    before: Option<Words<'a>>,
    /// What it is; null if it does not matter, or is not there.
    after: Option<Words<'a>>,
    /// Where it is written.
    place: Option<&'a str>,
    /// The document that it was taken from.
    source: Option<&'a str>,
}

/// What did it beside facts.
#[derive(Debug, Serialize, JsonSchema)]
struct Ground<'a> {
    /// pack, law or date.
    #[schemars(schema_with = "cause")]
    cause: &'static str,
    /// Which edition or day.
    said: Words<'a>,
}

/// A result that is not in order, as before.
#[derive(Debug, Serialize, JsonSchema)]
struct Still<'a> {
    /// The rule.
    rule: &'a str,
    /// The record judged.
    subject: &'a str,
    /// The verdict.
    #[schemars(schema_with = "schema::verdict")]
    verdict: &'static str,
}

/// Numbers of results that are in order, on either side.
#[derive(Debug, Serialize, JsonSchema)]
struct Settled {
    /// In order before and now.
    kept: usize,
    /// In order now, and not judged before.
    new: usize,
    /// In order before, and not judged now.
    gone: usize,
}

/// What the gate says.
#[derive(Debug, Serialize, JsonSchema)]
struct Gate<'a> {
    /// Everything is let through.
    passes: bool,
    /// What gets worse at or above this severity is held back.
    #[schemars(schema_with = "schema::severity")]
    fail_on: &'static str,
    /// Edits to the pack are let through.
    pack_change_ok: bool,
    /// Edits to the pack.
    edits: Vec<Edit<'a>>,
}

/// An edit to the pack.
#[derive(Debug, Serialize, JsonSchema)]
struct Edit<'a> {
    /// The file.
    file: &'a str,
    /// added, changed or removed.
    #[schemars(schema_with = "edited")]
    what: &'static str,
}

/// Writes a comparison as JSON.
pub fn diff(diff: &Diff) -> String {
    super::pretty(&document(diff, None))
}

/// Writes what the gate says as JSON.
pub fn gate(ruling: &Ruling) -> String {
    super::pretty(&document(&ruling.diff, Some(ruling)))
}

/// The JSON Schema (draft 2020-12) of what `tekigo diff --format json` and `tekigo gate --format json` write.
pub fn diff_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn document<'a>(diff: &'a Diff, ruling: Option<&'a Ruling>) -> Document<'a> {
    let (ja, en) = NOTICE;
    let number = |kind: Kind| diff.changes.iter().filter(|change| change.kind == kind).count();
    Document {
        schema: NAME,
        tool: &diff.tool,
        notice: (diff.old.body.published_material || diff.new.body.published_material).then_some(Words::of(ja, en)),
        old: side(&diff.old),
        new: side(&diff.new),
        causes: word(diff.split),
        counts: Kind::ALL.iter().map(|(kind, word, ..)| Count { kind: word, number: number(*kind) }).collect(),
        changes: diff.changes.iter().map(|one| change(diff, one, ruling)).collect(),
        still: diff
            .still
            .iter()
            .map(|still| Still {
                rule: &diff.rules[still.rule].id,
                subject: &still.subject,
                verdict: still.verdict.word(),
            })
            .collect(),
        settled: settled(diff.settled),
        gate: ruling.map(ruled),
    }
}

fn settled(diff::Settled { kept, new, gone }: diff::Settled) -> Settled {
    Settled { kept, new, gone }
}

fn side(standing: &Standing) -> Side<'_> {
    let Ledger { pass, fail, unknown, not_applicable, waived, error, total, .. } = standing.ledger;
    Side {
        body: [&standing.body.code, &standing.body.name],
        pack: format!("{} {}", standing.pack.name, standing.pack.version),
        pack_sha256: &standing.pack.sha256,
        as_of: standing.as_of.to_string(),
        facts_as_of: standing.facts_as_of.to_string(),
        inventory_sha256: &standing.inventory_sha256,
        ledger: Counts { pass, fail, unknown, not_applicable, waived, error, total },
    }
}

fn change<'a>(diff: &'a Diff, change: &'a diff::Change, ruling: Option<&Ruling>) -> Change<'a> {
    let rule = &diff.rules[change.rule];
    Change {
        kind: change.kind.word(),
        rule: &rule.id,
        title: Words::from(&rule.title),
        severity: rule.severity.word(),
        subject: &change.subject,
        name: Words::from(&change.name),
        before: change.before.map(|verdict| verdict.word()),
        after: change.after.map(|verdict| verdict.word()),
        message: change.message.as_ref().map(Words::from),
        causes: change.causes.iter().map(|cause| cause.word()).collect(),
        facts: change.facts.iter().map(fact).collect(),
        grounds: change
            .grounds
            .iter()
            .map(|(cause, said)| Ground { cause: cause.word(), said: Words::from(said) })
            .collect(),
        places: &change.places,
        forbidden: ruling.map(|ruling| ruling.forbids(change)),
    }
}

fn fact(moved: &Moved) -> Fact<'_> {
    Fact {
        path: &moved.path,
        label: Words::from(&moved.label),
        before: moved.before.as_ref().map(Words::from),
        after: moved.after.as_ref().map(Words::from),
        place: moved.place.as_deref(),
        source: moved.source.as_deref(),
    }
}

fn ruled(ruling: &Ruling) -> Gate<'_> {
    let what = |edited| match edited {
        Edited::Added => "added",
        Edited::Changed => "changed",
        Edited::Removed => "removed",
    };
    Gate {
        passes: ruling.passes(),
        fail_on: ruling.terms.fail_on.word(),
        pack_change_ok: ruling.terms.pack_change_ok,
        edits: ruling.edits.iter().map(|edit| Edit { file: &edit.file, what: what(edit.what) }).collect(),
    }
}

fn word(split: Split) -> &'static str {
    match split {
        Split::Whole => "whole",
        Split::Partly => "partly",
        Split::Saved => "saved",
    }
}

fn split(_: &mut SchemaGenerator) -> Schema {
    schema::words(&["whole", "partly", "saved"])
}

fn kind(_: &mut SchemaGenerator) -> Schema {
    schema::words(&Kind::ALL.map(|(kind, ..)| kind.word()))
}

fn cause(_: &mut SchemaGenerator) -> Schema {
    schema::words(&Cause::ALL.map(|(cause, ..)| cause.word()))
}

fn causes(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "array", "items": cause(generator) })
}

fn edited(_: &mut SchemaGenerator) -> Schema {
    schema::words(&["added", "changed", "removed"])
}

fn verdict(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({ "anyOf": [schema::verdict(generator), { "type": "null" }] })
}
