//! One body beside others for programs: `tekigo.compare/1`.

use super::schema::SHA256;
use super::view::Words;
use crate::assess::compare::{self, Comparison, Group};
use crate::assess::rollup;
use crate::load::Figure;
use crate::report::NOTICE;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

const NAME: &str = "tekigo.compare/1";

/// One body beside others, by published national figures.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.compare/1")]
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
    /// Its prefecture; null if its code tells none.
    prefecture: Option<Words<'a>>,
    /// Its class; null if it is not stated.
    class: Option<Words<'a>>,
    /// The day on which the facts of the inventory stand.
    #[schemars(extend("format" = "date"))]
    facts_as_of: String,
    /// SHA-256 of the inventory.
    #[schemars(extend("pattern" = SHA256))]
    inventory_sha256: &'a str,
    /// One comparison per published table.
    tables: Vec<Table<'a>>,
}

/// The body beside others in one published table.
#[derive(Debug, Serialize, JsonSchema)]
struct Table<'a> {
    /// The name of its file, as asked.
    file: &'a str,
    /// First and last day of the month of the figures; null if the name of the file tells none.
    as_of: Option<[String; 2]>,
    /// What is told.
    #[schemars(schema_with = "figure")]
    figure: &'static str,
    /// How it is counted.
    definition: Words<'a>,
    /// The body is in the table.
    listed: bool,
    /// The groups.
    groups: Vec<Members>,
    /// Headings of columns that were left out.
    unused: &'a [String],
    /// All functions together.
    whole: Row,
    /// By function.
    functions: Vec<Function<'a>>,
}

/// A group of bodies.
#[derive(Debug, Serialize, JsonSchema)]
struct Members {
    /// Which.
    #[schemars(schema_with = "group")]
    group: &'static str,
    /// Number of bodies.
    bodies: usize,
    /// Of these, those that are in it by the last character of their names.
    by_name: usize,
}

/// One function.
#[derive(Debug, Serialize, JsonSchema)]
struct Function<'a> {
    /// Its id in the catalog.
    id: &'a str,
    /// Its name.
    name: Words<'a>,
    /// Its figures.
    #[serde(flatten)]
    row: Row,
}

/// One figure of the body and of the groups.
#[derive(Debug, Serialize, JsonSchema)]
struct Row {
    /// By the inventory; null if it does not tell.
    inventory: Option<Share>,
    /// As published; null if it is not.
    published: Option<Share>,
    /// Of the groups.
    groups: Vec<Of>,
}

/// Steps of all, or functions of all.
#[derive(Debug, Serialize, JsonSchema)]
struct Share {
    /// Done or not applicable; or specially supported.
    number: i64,
    /// Of so many.
    of: i64,
}

/// One figure of a group.
#[derive(Debug, Serialize, JsonSchema)]
struct Of {
    /// Which.
    #[schemars(schema_with = "group")]
    group: &'static str,
    /// Number of bodies of which it is told.
    n: usize,
    /// All of them together.
    share: Share,
    /// In tenths of a percent; null if it is told of none.
    permille: Option<i64>,
    /// Bodies with a higher published figure; null if the body has none.
    ahead: Option<usize>,
}

/// Writes a comparison.
pub fn compare(comparison: &Comparison) -> String {
    let definitions: Vec<_> = comparison.tables.iter().map(|table| table.figure.definition()).collect();
    super::pretty(&Document {
        schema: NAME,
        tool: &comparison.tool,
        pack: format!("{} {}", comparison.pack.name, comparison.pack.version),
        pack_sha256: &comparison.pack.sha256,
        body: [&comparison.body.code, &comparison.body.name],
        notice: comparison.body.published_material.then(|| Words::of(NOTICE.0, NOTICE.1)),
        prefecture: comparison.prefecture.as_ref().map(Words::from),
        class: comparison.class.as_ref().map(Words::from),
        facts_as_of: comparison.facts_as_of.to_string(),
        inventory_sha256: &comparison.inventory_sha256,
        tables: comparison
            .tables
            .iter()
            .zip(&definitions)
            .map(|(one, definition)| table(one, definition.into()))
            .collect(),
    })
}

/// The JSON Schema (draft 2020-12) of what [`compare()`] writes.
pub fn compare_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn table<'a>(table: &'a compare::Compared, definition: Words<'a>) -> Table<'a> {
    let members = Group::ALL.iter().map(|(group, word)| Members {
        group: word,
        bodies: table.bodies[*group as usize],
        by_name: if *group == Group::Class { table.by_name } else { 0 },
    });
    Table {
        file: &table.file,
        as_of: table.as_of.map(|days| [days.first.to_string(), days.last.to_string()]),
        figure: match table.figure {
            Figure::Steps => "steps",
            Figure::Marks => "marks",
        },
        definition,
        listed: table.listed,
        groups: members.collect(),
        unused: &table.unused,
        whole: row(&table.whole),
        functions: table
            .functions
            .iter()
            .map(|(id, name, one)| Function { id, name: name.into(), row: row(one) })
            .collect(),
    }
}

fn row(row: &compare::Row) -> Row {
    let told = |share: rollup::Share| (share.told > 0).then(|| self::share(share));
    let of = Group::ALL.iter().map(|(group, word)| {
        let of = &row.groups[*group as usize];
        Of { group: word, n: of.n, share: share(of.share), permille: of.share.permille(), ahead: of.ahead }
    });
    Row { inventory: told(row.own), published: told(row.published), groups: of.collect() }
}

fn share(share: rollup::Share) -> Share {
    Share { number: share.steps, of: share.of }
}

fn figure(_: &mut SchemaGenerator) -> Schema {
    super::schema::words(&["steps", "marks"])
}

fn group(_: &mut SchemaGenerator) -> Schema {
    super::schema::words(&Group::ALL.map(|(_, word)| word))
}
