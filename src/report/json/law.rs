//! The timeline of the law for programs: `tekigo.law/1`.

use super::view::{Citation, Words};
use super::{schema, schema::SHA256};
use crate::assess::law::{Event, LawDay, Timeline, Touched, What};
use crate::report::NOTICE;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const NAME: &str = "tekigo.law/1";

/// Which duties of one body begin, change or end between two days.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.law/1")]
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
    /// Six-digit body code and name.
    body: [&'a str; 2],
    /// What a reader must be told about the origin of the facts; null if they are the body's own statement.
    notice: Option<Words<'a>>,
    /// The first day.
    #[schemars(extend("format" = "date"))]
    from: String,
    /// The last day.
    #[schemars(extend("format" = "date"))]
    until: String,
    /// The day on which the facts stand: they are never moved.
    #[schemars(extend("format" = "date"))]
    facts_as_of: String,
    /// SHA-256 of the inventory.
    #[schemars(extend("pattern" = SHA256))]
    inventory_sha256: &'a str,
    /// The days on which something changes, in order.
    days: Vec<Day<'a>>,
}

/// One day.
#[derive(Debug, Serialize, JsonSchema)]
struct Day<'a> {
    /// The day.
    #[schemars(extend("format" = "date"))]
    day: String,
    /// What changes on it.
    events: Vec<Row<'a>>,
}

/// One change.
#[derive(Debug, Serialize, JsonSchema)]
struct Row<'a> {
    /// begins, changes, ends (duties); edition (of a document); reference (catalog entries); deadline (passed the day
    /// before).
    #[schemars(schema_with = "what")]
    what: &'static str,
    /// The rule; null for what is no duty.
    rule: Option<&'a str>,
    /// What the rule, the document or the deadline is called; null for reference data.
    title: Option<Words<'a>>,
    /// The rule's authority from that day on, or on its last day.
    authority: Option<&'static str>,
    /// Its authority before, if it changes.
    authority_before: Option<&'static str>,
    /// Clauses added, or all of a rule that begins or ends.
    citations: Vec<Citation<'a>>,
    /// Clauses dropped.
    dropped: Vec<Citation<'a>>,
    /// The edition that begins.
    edition: Option<Words<'a>>,
    /// The deadline.
    #[schemars(extend("format" = "date"))]
    date: Option<String>,
    /// Catalog entries that begin.
    began: Vec<Entry<'a>>,
    /// Catalog entries that ended the day before.
    ended: Vec<Entry<'a>>,
    /// The subjects to which the rule applies, or the results whose verdict changes.
    touched: Vec<Subject<'a>>,
    /// Number of subjects to which the rule does not apply.
    not_applicable: usize,
}

/// A catalog entry.
#[derive(Debug, Serialize, JsonSchema)]
struct Entry<'a> {
    /// What its list is called.
    list: Words<'a>,
    /// What it is called.
    name: Words<'a>,
}

/// A subject with its verdicts.
#[derive(Debug, Serialize, JsonSchema)]
struct Subject<'a> {
    /// The rule.
    rule: &'a str,
    /// The record judged, `system/juki`.
    subject: &'a str,
    /// What it is called.
    name: Words<'a>,
    /// The verdict before; null where there was none.
    #[schemars(schema_with = "verdict")]
    before: Option<&'static str>,
    /// The verdict from that day on; null where there is none.
    #[schemars(schema_with = "verdict")]
    now: Option<&'static str>,
    /// What is wrong, where it fails.
    message: Option<Words<'a>>,
}

fn what(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schema::words(&["begins", "changes", "ends", "edition", "reference", "deadline"])
}

fn verdict(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "anyOf": [schema::verdict(generator), { "type": "null" }] })
}

/// Writes a timeline as JSON.
pub fn law(timeline: &Timeline) -> String {
    let (ja, en) = NOTICE;
    super::pretty(&Document {
        schema: NAME,
        tool: &timeline.tool,
        pack: format!("{} {}", timeline.pack.name, timeline.pack.version),
        pack_sha256: &timeline.pack.sha256,
        body: [&timeline.body.code, &timeline.body.name],
        notice: timeline.body.published_material.then_some(Words::of(ja, en)),
        from: timeline.from.to_string(),
        until: timeline.until.to_string(),
        facts_as_of: timeline.facts_as_of.to_string(),
        inventory_sha256: &timeline.inventory_sha256,
        days: timeline.days.iter().map(day).collect(),
    })
}

/// The JSON Schema (draft 2020-12) of what `tekigo law --format json` writes.
pub fn law_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn day(day: &LawDay) -> Day<'_> {
    Day { day: day.day.to_string(), events: day.events.iter().map(row).collect() }
}

fn row(event: &Event) -> Row<'_> {
    let mut row = Row {
        what: "",
        rule: None,
        title: None,
        authority: None,
        authority_before: None,
        citations: Vec::new(),
        dropped: Vec::new(),
        edition: None,
        date: None,
        began: Vec::new(),
        ended: Vec::new(),
        touched: event.touched.iter().map(subject).collect(),
        not_applicable: event.not_applicable,
    };
    match &event.what {
        What::Begins(rule) | What::Ends(rule) | What::Changes(rule, _) => {
            row.rule = Some(&rule.id);
            row.title = Some(Words::from(&rule.title));
            row.authority = Some(rule.authority.word());
            row.citations = rule.clauses.iter().map(Citation::from).collect();
        }
        What::Edition { document, edition, .. } => {
            row.title = Some(Words::from(document));
            row.edition = Some(Words::from(edition));
        }
        What::Reference { began, ended } => {
            let entry = |(list, name)| Entry { list: Words::from(list), name: Words::from(name) };
            row.began = began.iter().map(|(list, name)| entry((list, name))).collect();
            row.ended = ended.iter().map(|(list, name)| entry((list, name))).collect();
        }
        What::Deadline { name, date } => {
            row.title = Some(Words::from(name));
            row.date = Some(date.to_string());
        }
    }
    row.what = match &event.what {
        What::Begins(_) => "begins",
        What::Ends(_) => "ends",
        What::Edition { .. } => "edition",
        What::Reference { .. } => "reference",
        What::Deadline { .. } => "deadline",
        What::Changes(_, change) => {
            row.authority_before = (change.before != change.now).then(|| change.before.word());
            row.citations = change.added.iter().map(Citation::from).collect();
            row.dropped = change.dropped.iter().map(Citation::from).collect();
            "changes"
        }
    };
    row
}

fn subject(touched: &Touched) -> Subject<'_> {
    Subject {
        rule: &touched.rule,
        subject: &touched.subject,
        name: Words::from(&touched.name),
        before: touched.before.map(|verdict| verdict.word()),
        now: touched.now.map(|verdict| verdict.word()),
        message: touched.message.as_ref().map(Words::from),
    }
}
