//! Many bodies for programs: `tekigo.rollup/1`.

use super::schema::{self, SHA256};
use super::view::Words;
use crate::assess::assessment::{Ledger, Verdict};
use crate::assess::rollup::{self, Rollup};
use crate::derive::schedule::State;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use std::collections::BTreeMap;

const NAME: &str = "tekigo.rollup/1";

/// Many bodies in one report.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.rollup/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// Version of tekigo.
    tool: &'a str,
    /// Name and version of the pack.
    pack: String,
    /// SHA-256 of the pack.
    #[schemars(extend("pattern" = SHA256))]
    pack_sha256: &'a str,
    /// What could be read, by body code and day.
    bodies: Vec<Body<'a>>,
    /// What could not be read; never left out.
    unread: Vec<Unread<'a>>,
    /// The counted bodies by prefecture.
    prefectures: Vec<Prefecture<'a>>,
    /// The standardized functions in the counted bodies.
    functions: Vec<Function<'a>>,
    /// The rules judged in the counted bodies; the gravest first.
    rules: Vec<OfRule<'a>>,
}

/// One inventory or saved assessment.
#[derive(Debug, Serialize, JsonSchema)]
struct Body<'a> {
    /// Where it was read, as asked.
    source: &'a str,
    /// Six-digit body code.
    code: &'a str,
    /// Official name.
    name: &'a str,
    /// The facts were collected from published material; not the view of the body itself.
    published_material: bool,
    /// The day of the law.
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// The day on which the facts stand.
    #[schemars(extend("format" = "date"))]
    facts_as_of: String,
    /// SHA-256 of the inventory.
    #[schemars(extend("pattern" = SHA256))]
    inventory_sha256: &'a str,
    /// It was judged by another pack than the one above.
    other_pack: bool,
    /// It is the latest of its body, and enters the sums.
    counted: bool,
    /// Results by verdict.
    #[schemars(schema_with = "verdicts")]
    results: BTreeMap<&'static str, usize>,
    /// How far its functions have come.
    progress: Progress,
}

/// What could not be read.
#[derive(Debug, Serialize, JsonSchema)]
struct Unread<'a> {
    /// Where, as asked.
    source: &'a str,
    /// Everything that is wrong with it.
    problems: Vec<Words<'a>>,
}

/// Progress of functions by both ways of counting.
#[derive(Debug, Serialize, JsonSchema)]
struct Progress {
    /// Functions that the bodies have.
    functions: i64,
    /// By the ministry's formula: steps done or not applicable, of all steps.
    ministry: Share,
    /// Steps done, of those that apply.
    completed: Share,
}

/// Steps of the functions of which it is told.
#[derive(Debug, Serialize, JsonSchema)]
struct Share {
    /// Number of those functions.
    told: i64,
    /// Steps.
    steps: i64,
    /// Of so many.
    of: i64,
    /// In tenths of a percent; null where nothing is told.
    permille: Option<i64>,
}

/// The counted bodies of one prefecture.
#[derive(Debug, Serialize, JsonSchema)]
struct Prefecture<'a> {
    /// The first two digits of their codes.
    code: &'a str,
    /// Its name.
    name: Words<'a>,
    /// Number of bodies.
    bodies: usize,
    /// Results by verdict.
    #[schemars(schema_with = "verdicts")]
    results: BTreeMap<&'static str, usize>,
    /// Their progress.
    progress: Progress,
}

/// One standardized function.
#[derive(Debug, Serialize, JsonSchema)]
struct Function<'a> {
    /// Its id in the catalog.
    id: &'a str,
    /// Its name.
    name: Words<'a>,
    /// Number of bodies in each state.
    #[schemars(schema_with = "states")]
    states: BTreeMap<&'static str, usize>,
    /// Progress of the bodies.
    progress: Progress,
}

/// One rule.
#[derive(Debug, Serialize, JsonSchema)]
struct OfRule<'a> {
    /// Its id.
    id: &'a str,
    /// What is wrong when it fails.
    title: Words<'a>,
    /// How grave a failure is.
    #[schemars(schema_with = "schema::severity")]
    severity: &'static str,
    /// Number of bodies by the worst of their results.
    #[schemars(schema_with = "verdicts")]
    bodies: BTreeMap<&'static str, usize>,
    /// Number of results that fail.
    fails: usize,
}

/// Writes a rollup.
pub(in crate::report) fn rollup(rollup: &Rollup) -> String {
    super::pretty(&Document {
        schema: NAME,
        tool: &rollup.tool,
        pack: format!("{} {}", rollup.pack.name, rollup.pack.version),
        pack_sha256: &rollup.pack.sha256,
        bodies: rollup.members.iter().map(body).collect(),
        unread: rollup.unread.iter().map(unread).collect(),
        prefectures: rollup.prefectures.iter().map(prefecture).collect(),
        functions: rollup.functions.iter().map(function).collect(),
        rules: rollup.rules.iter().map(of_rule).collect(),
    })
}

/// The JSON Schema (draft 2020-12) of what `rollup` writes.
pub fn rollup_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn body(member: &rollup::Member) -> Body<'_> {
    Body {
        source: &member.source,
        code: &member.body.code,
        name: &member.body.name,
        published_material: member.body.published_material,
        as_of: member.as_of.to_string(),
        facts_as_of: member.facts_as_of.to_string(),
        inventory_sha256: &member.inventory_sha256,
        other_pack: member.other_pack,
        counted: member.counted,
        results: results(&member.ledger),
        progress: progress(member.progress),
    }
}

fn unread(unread: &rollup::Unread) -> Unread<'_> {
    let problems = unread.problems.iter().map(|problem| Words::from(&problem.message)).collect();
    Unread { source: &unread.source, problems }
}

fn prefecture(one: &rollup::Prefecture) -> Prefecture<'_> {
    Prefecture {
        code: &one.code,
        name: Words::from(&one.name),
        bodies: one.bodies,
        results: results(&one.ledger),
        progress: progress(one.progress),
    }
}

fn function(one: &rollup::Function) -> Function<'_> {
    let states = State::ALL.iter().map(|(state, word, ..)| (*word, one.states[*state as usize])).collect();
    Function { id: &one.id, name: Words::from(&one.name), states, progress: progress(one.progress) }
}

fn of_rule(one: &rollup::OfRule) -> OfRule<'_> {
    OfRule {
        id: &one.id,
        title: Words::from(&one.title),
        severity: one.severity.word(),
        bodies: Verdict::ALL.iter().map(|(verdict, word, ..)| (*word, one.bodies[*verdict as usize])).collect(),
        fails: one.fails,
    }
}

fn progress(progress: rollup::Progress) -> Progress {
    let share =
        |share: rollup::Share| Share { told: share.told, steps: share.steps, of: share.of, permille: share.permille() };
    Progress { functions: progress.functions, ministry: share(progress.ministry), completed: share(progress.completed) }
}

fn results(ledger: &Ledger) -> BTreeMap<&'static str, usize> {
    Verdict::ALL.iter().map(|(verdict, word, ..)| (*word, ledger.of(*verdict))).collect()
}

fn verdicts(_: &mut SchemaGenerator) -> Schema {
    counts(&Verdict::ALL.map(|(_, word, ..)| word))
}

fn states(_: &mut SchemaGenerator) -> Schema {
    counts(&State::ALL.map(|(_, word, ..)| word))
}

/// A number for each of these words.
fn counts(words: &[&str]) -> Schema {
    let number = json_schema!({ "type": "integer", "minimum": 0 });
    let properties: BTreeMap<&str, Schema> = words.iter().map(|word| (*word, number.clone())).collect();
    json_schema!({ "type": "object", "properties": properties, "required": words, "additionalProperties": false })
}
