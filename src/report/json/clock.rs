//! The reports an incident calls for, for programs: `tekigo.clock/1`.

use super::view::{Citation, Words};
use crate::assess::clock::{ClockPage, Duty};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const NAME: &str = "tekigo.clock/1";

/// Whom to tell of an incident, by when, and by which law.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.clock/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// Version of tekigo.
    tool: &'a str,
    /// Name and version of the pack.
    pack: String,
    /// SHA-256 of the pack.
    pack_sha256: &'a str,
    /// The day on which any department came to know: day 1.
    #[schemars(extend("format" = "date"))]
    aware: String,
    /// The day from which `days_left` is counted; null if none was given.
    #[schemars(extend("format" = "date"))]
    as_of: Option<String>,
    /// The kind of incident.
    kind: Kind<'a>,
    /// Every duty; what has no number of days before all others, then the earliest last day first.
    duties: Vec<Row<'a>>,
    /// Duties of this kind that began only later; what was asked before is not in the pack.
    later: Vec<Later<'a>>,
}

/// A duty that began only later.
#[derive(Debug, Serialize, JsonSchema)]
struct Later<'a> {
    /// What it is called.
    name: Words<'a>,
    /// Its first day.
    #[schemars(extend("format" = "date"))]
    from: String,
}

/// A kind of incident.
#[derive(Debug, Serialize, JsonSchema)]
struct Kind<'a> {
    /// The word for the command line.
    id: &'a str,
    /// What it is called.
    name: Words<'a>,
    /// What to mind when it is applied.
    note: Option<Words<'a>>,
}

/// One report or notice.
#[derive(Debug, Serialize, JsonSchema)]
struct Row<'a> {
    /// Its id in the catalog.
    id: &'a str,
    /// What it is called.
    name: Words<'a>,
    /// To whom.
    to: Words<'a>,
    /// When it applies; null is always.
    condition: Option<Words<'a>>,
    /// A term that is no number of days, such as 速やかに.
    term: Option<Words<'a>>,
    /// The number of days; null if the term is none.
    days: Option<i32>,
    /// The day of knowing is day 1.
    counts_first_day: Option<bool>,
    /// The last day before one should hurry.
    #[schemars(extend("format" = "date"))]
    warning: Option<String>,
    /// The last day by the number alone.
    #[schemars(extend("format" = "date"))]
    nominal: Option<String>,
    /// The last day; null if there is none, or if the holidays of its year are not known.
    #[schemars(extend("format" = "date"))]
    last: Option<String>,
    /// Days from `as_of` to the last day; negative is past.
    days_left: Option<i32>,
    /// What else to know.
    note: Option<Words<'a>>,
    /// The clauses it rests on.
    citations: Vec<Citation<'a>>,
    /// The duty, its clauses and the way of counting were checked against their sources.
    confirmed: bool,
}

/// Writes the duties as JSON.
pub fn clock(page: &ClockPage) -> String {
    super::pretty(&Document {
        schema: NAME,
        tool: &page.tool,
        pack: format!("{} {}", page.pack.name, page.pack.version),
        pack_sha256: &page.pack.sha256,
        aware: page.aware.to_string(),
        as_of: page.as_of.map(|day| day.to_string()),
        kind: Kind {
            id: &page.kind.id,
            name: Words::from(&page.kind.name),
            note: page.kind.note.as_ref().map(Words::from),
        },
        duties: page.duties.iter().map(|duty| row(page, duty)).collect(),
        later: page.later.iter().map(|(name, from)| Later { name: name.into(), from: from.to_string() }).collect(),
    })
}

/// The JSON Schema (draft 2020-12) of what `tekigo clock --format json` writes.
pub fn clock_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn row<'a>(page: &ClockPage, duty: &'a Duty) -> Row<'a> {
    let clock = duty.clock.as_ref();
    let last = clock.and_then(|clock| clock.last);
    Row {
        id: &duty.id,
        name: Words::from(&duty.name),
        to: Words::from(&duty.to),
        condition: duty.condition.as_ref().map(Words::from),
        term: duty.term.as_ref().map(Words::from),
        days: clock.map(|clock| clock.days),
        counts_first_day: clock.map(|clock| clock.counts_first_day),
        warning: clock.and_then(|clock| clock.warning).map(|day| day.to_string()),
        nominal: clock.map(|clock| clock.nominal.to_string()),
        last: last.map(|day| day.to_string()),
        days_left: page.as_of.zip(last).map(|(as_of, last)| (last - as_of).get_days()),
        note: duty.note.as_ref().map(Words::from),
        citations: duty.clauses.iter().map(Citation::from).collect(),
        confirmed: duty.confirmed,
    }
}
