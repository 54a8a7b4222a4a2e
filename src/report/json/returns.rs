//! A return for programs: `tekigo.return/1`.

use super::cell::Cell as Written;
use super::run::Run;
use super::view::{Fact, Missing, Words};
use crate::assess::returns::{Cell, Content, Filled};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const NAME: &str = "tekigo.return/1";

/// A return filled from the facts of one body.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.return/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// What was judged, when and by what.
    #[serde(flatten)]
    run: Run<'a>,
    /// The name of the return.
    form: &'a str,
    /// What it is called.
    label: Words<'a>,
    /// Ids of the clauses that ask for it.
    clauses: Vec<&'a str>,
    /// Why its layout is not that of the official form; null if it was compared with it.
    layout_unconfirmed: Option<Words<'a>>,
    /// Number of cells with a value or the word that there is none.
    filled: usize,
    /// Number of cells that stay blank.
    blank: usize,
    /// The cells that facts fill.
    cells: Vec<Row<'a>>,
    /// What might bring further rows of tables.
    rows_open: Vec<Missing<'a>>,
}

/// One cell.
#[derive(Debug, Serialize, JsonSchema)]
struct Row<'a> {
    /// As spreadsheets name it, `C7`.
    at: String,
    /// What it is about.
    label: Words<'a>,
    /// known, none, unknown (blank) or error (blank).
    #[schemars(extend("enum" = ["known", "none", "unknown", "error"]))]
    state: &'static str,
    /// The value; null unless known.
    value: Option<Written<'a>>,
    /// The value for people; null unless known.
    shown: Option<Words<'a>>,
    /// What could not be computed; null unless it is an error.
    error: Option<Words<'a>>,
    /// The facts it rests on.
    facts: Vec<Fact<'a>>,
    /// What must be known to fill it.
    missing: Vec<Missing<'a>>,
}

/// Writes a return as JSON.
pub fn returns(filled: &Filled) -> String {
    let count = filled.count();
    super::pretty(&Document {
        schema: NAME,
        run: Run::of(
            &filled.tool,
            (&filled.pack, &filled.body),
            (filled.as_of, filled.facts_as_of),
            &filled.inventory_sha256,
        ),
        form: &filled.id,
        label: Words::from(&filled.label),
        clauses: filled.clauses.iter().map(|clause| clause.id.as_str()).collect(),
        layout_unconfirmed: filled.unconfirmed.as_ref().map(Words::from),
        filled: count.filled,
        blank: count.blank,
        cells: filled.cells.iter().map(row).collect(),
        rows_open: filled.open.iter().map(|(_, question)| Missing::from(question)).collect(),
    })
}

/// The JSON Schema (draft 2020-12) of what [`returns`] writes.
pub fn returns_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn row(cell: &Cell) -> Row<'_> {
    let (state, value, shown, error) = match &cell.content {
        Content::Known(value, words) => ("known", Some(Written::from(value)), Some(Words::from(words)), None),
        Content::None => ("none", None, None, None),
        Content::Unknown => ("unknown", None, None, None),
        Content::Error(error) => ("error", None, None, Some(Words::from(error))),
    };
    Row {
        at: cell.at.name(),
        label: Words::from(&cell.label),
        state,
        value,
        shown,
        error,
        facts: cell.facts.iter().map(Fact::from).collect(),
        missing: cell.missing.iter().map(Missing::from).collect(),
    }
}
