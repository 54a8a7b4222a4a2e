//! The agenda for programs: `tekigo.next/1`.

use super::run::Run;
use super::schema;
use super::view::Words;
use crate::assess::agenda::{Agenda, Entry, Reason};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const NAME: &str = "tekigo.next/1";

/// What some coming days ask of one body.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.next/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// What was judged, when and by what.
    #[serde(flatten)]
    run: Run<'a>,
    /// The last day looked at.
    #[schemars(extend("format" = "date"))]
    until: String,
    /// What lies before the day and is not known to be done; without the days that decided a finding of today.
    overdue: Vec<Row<'a>>,
    /// What falls due from the day on.
    due: Vec<Row<'a>>,
    /// How much of each kind falls due after the last day, to the end of the fiscal year.
    later: Vec<Count<'a>>,
    /// That end.
    #[schemars(extend("format" = "date"))]
    year_end: String,
    /// Kinds of terms whose day nobody wrote down: not known, which is not the same as nothing due.
    unwritten: Vec<Unwritten<'a>>,
    /// Lists with terms that nobody declared complete.
    unlisted: Vec<Count<'a>>,
    /// Results that fail today already; `tekigo check` lists them.
    failing: usize,
}

/// What of one kind falls due on one day and is for one department.
#[derive(Debug, Serialize, JsonSchema)]
struct Row<'a> {
    /// The day.
    #[schemars(extend("format" = "date"))]
    day: String,
    /// term (a date that was written down), fails (a duty no longer met from that day on), stale (to be confirmed again
    /// from that day on), law (begins, changes or ends).
    #[schemars(schema_with = "reason")]
    reason: &'static str,
    /// The field (`contract.ends_on`), the rule, or of the law: begins, changes, ends, edition.
    key: &'a str,
    /// What it is called.
    label: Words<'a>,
    /// `department/…` that must act; null if no department is named for it.
    department: Option<&'a str>,
    /// What that department is called.
    department_name: Option<Words<'a>>,
    /// What it is about.
    subjects: Vec<Subject<'a>>,
}

/// A record; of the law, a rule or an edition.
#[derive(Debug, Serialize, JsonSchema)]
struct Subject<'a> {
    /// `contract/hoshu`; of the law, the rule or the edition.
    subject: &'a str,
    /// What it is called.
    name: Words<'a>,
    /// It is not known whether it is still to be done.
    perhaps: bool,
    /// What would have to be written for that to be known.
    unknown: Vec<Words<'a>>,
    /// What still rests on it though its day is over; null if nothing is known to.
    still: Option<Words<'a>>,
}

/// A number of records.
#[derive(Debug, Serialize, JsonSchema)]
struct Count<'a> {
    /// The field or the entity.
    key: &'a str,
    /// What it is called.
    label: Words<'a>,
    /// How many records.
    records: usize,
}

/// Records of which nobody wrote down when something falls due.
#[derive(Debug, Serialize, JsonSchema)]
struct Unwritten<'a> {
    /// The field, `contract.ends_on`.
    key: &'a str,
    /// What falls due.
    label: Words<'a>,
    /// For how many records.
    records: usize,
    /// Of how many of them it is not known either whether there is anything to meet.
    perhaps: usize,
}

fn reason(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schema::words(&Reason::ALL.map(|(_, word, ..)| word))
}

/// Writes an agenda as JSON.
pub fn next(agenda: &Agenda) -> String {
    let unwritten = agenda.unwritten.iter();
    let unlisted = agenda.unlisted.iter();
    super::pretty(&Document {
        schema: NAME,
        run: Run::of(
            &agenda.tool,
            (&agenda.pack, &agenda.body),
            (agenda.as_of, agenda.facts_as_of),
            &agenda.inventory_sha256,
        ),
        until: agenda.until.to_string(),
        overdue: agenda.overdue.iter().map(row).collect(),
        due: agenda.due.iter().map(row).collect(),
        later: agenda
            .later
            .iter()
            .map(|one| Count { key: &one.key, label: (&one.label).into(), records: one.records })
            .collect(),
        year_end: agenda.year_end.to_string(),
        unwritten: unwritten
            .map(|one| Unwritten {
                key: &one.key,
                label: (&one.label).into(),
                records: one.records,
                perhaps: one.perhaps,
            })
            .collect(),
        unlisted: unlisted
            .map(|one| Count { key: &one.entity, label: (&one.label).into(), records: one.records })
            .collect(),
        failing: agenda.failing,
    })
}

/// The JSON Schema (draft 2020-12) of what `tekigo next --format json` writes.
pub fn next_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn row(entry: &Entry) -> Row<'_> {
    let subjects = entry.subjects.iter();
    Row {
        day: entry.day.to_string(),
        reason: entry.reason.word(),
        key: &entry.key,
        label: Words::from(&entry.label),
        department: entry.department.as_ref().map(|(id, _)| id.as_str()),
        department_name: entry.department.as_ref().map(|(_, name)| Words::from(name)),
        subjects: subjects
            .map(|one| Subject {
                subject: &one.id,
                name: Words::from(&one.name),
                perhaps: one.perhaps,
                unknown: one.unknown.iter().map(Words::from).collect(),
                still: one.still.as_ref().map(Words::from),
            })
            .collect(),
    }
}
