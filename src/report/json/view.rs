//! The frozen view: what `tekigo.assessment/1` holds, in the order in which it is written.

mod fill;

use super::cell::Cell;
use super::schema;
use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;

/// An assessment: which duties one body meets on one day, which it does not, and what nobody knows.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.assessment/1")]
pub(super) struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = schema::NAME))]
    schema: &'static str,
    /// Version of tekigo.
    tool: &'a str,
    /// The rules judged by.
    pack: Pack<'a>,
    /// The body judged.
    body: Body<'a>,
    /// What a reader must be told about the origin of the facts; null if they are the body's own statement.
    notice: Option<Words<'a>>,
    /// For whom the assessment was cut down; null holds everything.
    audience: Option<Readers<'a>>,
    /// The profile by which the rules were chosen; null judges all.
    profile: Option<Profile<'a>>,
    /// What the body sets otherwise than the pack.
    overrides: Vec<Override<'a>>,
    /// What was guessed, left out or not used when the tables of the inventory were read; left out if there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reading: Vec<Remark<'a>>,
    /// What an earlier assessment said; left out if none was given to be set beside this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<Earlier<'a>>,
    /// The day of the law and of the clocks.
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// The day on which the facts stand.
    #[schemars(extend("format" = "date"))]
    facts_as_of: String,
    /// SHA-256 of the inventory.
    #[schemars(extend("pattern" = schema::SHA256))]
    inventory_sha256: &'a str,
    /// All rules named below. Order: severity, id.
    rules: Vec<Rule<'a>>,
    /// How many results of each verdict, whether or not they are listed.
    ledger: Ledger,
    /// The verdicts to which `results` was narrowed; null if all are listed.
    #[schemars(schema_with = "schema::only")]
    only: Option<Vec<&'static str>>,
    /// The results. Order: severity, rule, subject.
    results: Vec<Outcome<'a>>,
    /// What rules not yet in force would say on the day they begin; `missing` is what they would ask then. Not part of
    /// the ledger's total.
    coming: Vec<Outcome<'a>>,
    /// Ids of rules no longer in force.
    ended: Vec<&'a str>,
    /// What rules no longer in force said on their last day. Not part of the ledger's total.
    lapsed: Vec<Outcome<'a>>,
    /// Computed tables by name, each row by field: `coverage` (with `course`, `audience`, `department`, `fiscal_year`,
    /// `required`, `attended`), `leaks`, `schedule`, and all others by the id of their entity.
    #[schemars(schema_with = "schema::derived")]
    derived: Map<'a, Vec<Map<'a, Column<'a>>>>,
}

/// For whom an assessment was cut down.
#[derive(Debug, Serialize, JsonSchema)]
struct Readers<'a> {
    /// Id of the audience.
    id: &'a str,
    /// How the report may be handled.
    handling: Words<'a>,
}

/// A choice among the rules.
#[derive(Debug, Serialize, JsonSchema)]
struct Profile<'a> {
    /// Its id.
    id: &'a str,
    /// What it is called.
    label: Words<'a>,
    /// Number of rules judged.
    judged: usize,
    /// Rules that are not judged.
    left_out: Vec<LeftOut<'a>>,
}

/// A rule that is not judged.
#[derive(Debug, Serialize, JsonSchema)]
struct LeftOut<'a> {
    /// Its id.
    id: &'a str,
    /// The area it belongs to.
    area: &'a str,
    /// How grave a failure would be.
    #[schemars(schema_with = "schema::severity")]
    severity: &'static str,
    /// What would be wrong.
    title: Words<'a>,
}

/// A setting of the pack that the body sets otherwise.
#[derive(Debug, Serialize, JsonSchema)]
struct Override<'a> {
    /// `severity` of a rule, or a `target` date.
    kind: &'static str,
    /// Id of the rule or of the deadline.
    id: &'a str,
    /// What the pack says: a severity or a date.
    from: &'a str,
    /// What the body says.
    to: &'a str,
    /// Why.
    reason: Words<'a>,
}

/// What an earlier assessment of the same body said.
#[derive(Debug, Serialize, JsonSchema)]
struct Earlier<'a> {
    /// The day of its law.
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// The day on which its facts stand.
    #[schemars(extend("format" = "date"))]
    facts_as_of: String,
    /// It was judged by the same rules.
    same_pack: bool,
    /// Its verdicts.
    ledger: Ledger,
    /// Its verdicts and those of now in one area each. Order: area.
    areas: Vec<OfArea<'a>>,
    /// Steps done or not applicable of all, then and now; null where unknown. Order: function.
    functions: Vec<OfFunction<'a>>,
    /// How many results became what, by the words of `tekigo.diff/1`; null where they may not be told one by one.
    became: Option<BTreeMap<&'static str, usize>>,
}

/// One area then and now.
#[derive(Debug, Serialize, JsonSchema)]
struct OfArea<'a> {
    /// The area.
    area: &'a str,
    /// Its verdicts then.
    then: Ledger,
    /// Its verdicts now.
    now: Ledger,
}

/// Steps of one function then and now.
#[derive(Debug, Serialize, JsonSchema)]
struct OfFunction<'a> {
    /// `function/juki`.
    function: &'a str,
    /// Steps done or not applicable, and of how many, then.
    then: Option<[i64; 2]>,
    /// The same now.
    now: Option<[i64; 2]>,
}

/// Something noticed when a table was read.
#[derive(Debug, Serialize, JsonSchema)]
struct Remark<'a> {
    /// File, row and column, or workbook, sheet and cell.
    place: Option<&'a str>,
    /// What was noticed.
    message: Words<'a>,
}

/// A text in both languages.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Words<'a> {
    /// Japanese.
    ja: &'a str,
    /// English.
    en: &'a str,
}

impl<'a> Words<'a> {
    /// A text in both languages.
    pub(super) fn of(ja: &'a str, en: &'a str) -> Self {
        Self { ja, en }
    }
}

/// Which rules were applied.
#[derive(Debug, Serialize, JsonSchema)]
struct Pack<'a> {
    /// Name of the pack.
    name: &'a str,
    /// Its version.
    version: &'a str,
    /// SHA-256 of its files.
    #[schemars(extend("pattern" = schema::SHA256))]
    sha256: &'a str,
}

/// Which body was judged.
#[derive(Debug, Serialize, JsonSchema)]
struct Body<'a> {
    /// Six-digit body code (全国地方公共団体コード).
    code: &'a str,
    /// Official name.
    name: &'a str,
}

/// A rule.
#[derive(Debug, Serialize, JsonSchema)]
struct Rule<'a> {
    /// Its id.
    id: &'a str,
    /// The area it belongs to.
    area: &'a str,
    /// The body added it itself.
    own: bool,
    /// How grave a failure is.
    #[schemars(schema_with = "schema::severity")]
    severity: &'static str,
    /// The most binding authority among its clauses. Only law and order are law: anything else cannot be broken.
    #[schemars(schema_with = "schema::authority")]
    authority: &'static str,
    /// Every clause was checked against its source; false means that one is cited from memory.
    confirmed: bool,
    /// Clauses it cites that are in force on the day of the law, as `source/id`.
    clause: Vec<&'a str>,
    /// The same clauses with their editions.
    citations: Vec<Citation<'a>>,
    /// What a fail is called, such as 要説明; null if that follows from the authority.
    finding: Option<Words<'a>>,
    /// What is wrong when it fails.
    title: Words<'a>,
    /// Why it matters.
    why: Words<'a>,
    /// What to do.
    remedy: Words<'a>,
    /// First day in force; null for what stands for rules that may not be named.
    #[schemars(extend("format" = "date"))]
    from: Option<String>,
    /// Last day in force; null if it has no end.
    #[schemars(extend("format" = "date"))]
    until: Option<String>,
}

/// A clause as it is cited on the day of the law.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Citation<'a> {
    /// `source/id`.
    clause: &'a str,
    /// Document, edition and place in it.
    label: Words<'a>,
    /// How binding it is.
    #[schemars(schema_with = "schema::authority")]
    authority: &'static str,
    /// The edition it is known from; empty if its document has none.
    edition: Words<'a>,
    /// That edition began only after the day of the law.
    later_edition: bool,
    /// It was checked against its source.
    confirmed: bool,
}

/// How many results of each verdict; the first six add up to `total`.
#[derive(Debug, Serialize, JsonSchema)]
struct Ledger {
    /// The facts show that the duty is met.
    pass: usize,
    /// The facts show that it is not.
    fail: usize,
    /// Facts are missing.
    unknown: usize,
    /// The facts show that the rule does not apply.
    not_applicable: usize,
    /// Failing or unknown, with an exception in force.
    waived: usize,
    /// The rule could not be computed: the pack's mistake.
    error: usize,
    /// All results.
    total: usize,
    /// Results of rules not yet in force; not part of the total.
    coming: usize,
}

/// The verdict on one subject under one rule.
#[derive(Debug, Serialize, JsonSchema)]
struct Outcome<'a> {
    /// Id of the rule. Rule and subject together identify a finding.
    rule: &'a str,
    /// The record judged (`system/juki`), or `flow/*`: is this list complete?
    subject: &'a str,
    /// The verdict.
    #[schemars(schema_with = "schema::verdict")]
    verdict: &'static str,
    /// How grave a failure is.
    #[schemars(schema_with = "schema::severity")]
    severity: &'static str,
    /// What is wrong, for people; null where nothing is.
    message: Option<Words<'a>>,
    /// The department that answers for the subject; null if none is named.
    department: Option<&'a str>,
    /// The facts that decided.
    facts: Vec<Fact<'a>>,
    /// The smallest set of things to ask before the verdict is known.
    missing: Vec<Missing<'a>>,
    /// The exception in force; null if there is none.
    waiver: Option<Waiver<'a>>,
}

/// A fact that decided.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Fact<'a> {
    /// `system/juki.segment`.
    path: &'a str,
    /// Its value; null is known to be none.
    value: Option<Cell<'a>>,
    /// Where it is written, `file:line:column`; null for computed facts.
    place: Option<&'a str>,
    /// Who said so, if that is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'a str>,
    /// The day on which it was true, if one of its own is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    on_date: Option<String>,
    /// What proves it, if anything does: records of evidence (`evidence/policy`), or where the proof is kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a [String]>,
}

/// Something that must be asked.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Missing<'a> {
    /// `system/juki.two_factor`, or `flow/*` for a list.
    path: &'a str,
    /// The question.
    question: Words<'a>,
    /// A field of a record, or whether a list is complete.
    #[schemars(schema_with = "schema::kind")]
    kind: &'static str,
    /// The department to ask; null is the ICT division.
    department: Option<&'a str>,
    /// Where the answer should be written, `file:line:column`.
    place: Option<&'a str>,
    /// Why what is written there does not count: it contradicts another statement, or is too old; null if nothing is.
    reason: Option<Words<'a>>,
}

/// An exception (例外措置).
#[derive(Debug, Serialize, JsonSchema)]
struct Waiver<'a> {
    /// Its id.
    id: &'a str,
    /// Accepted as it is, or a compensating control.
    kind: &'a str,
    /// Why it was granted.
    reason: &'a str,
    /// The post that approved it.
    approved_by: &'a str,
    /// What is done instead; null if nothing is.
    compensating_control: Option<&'a str>,
    /// Last day.
    #[schemars(extend("format" = "date"))]
    until: String,
}

/// One column of a computed row: a value, or an object of values.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Column<'a> {
    /// A value; null is not known.
    Value(Option<Cell<'a>>),
    /// Values that belong together, by name.
    Object(Map<'a, Option<Cell<'a>>>),
}

/// Names with values, in an order of our own.
#[derive(Debug)]
struct Map<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Map<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}
