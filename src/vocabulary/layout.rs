//! Layouts: how a sheet says what can be said — which rows are headings, which column is which field, which rows count.
//!
//! A body binds its own sheets in `body.toml`; the layouts of official forms come with the pack. Both are written with
//! the same keys.

use super::{Entity, EntityId, FieldId};
use crate::diagnostic::Place;
use crate::language::Text;

/// An official form (様式): a layout that a body uses by name.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is called.
    pub label: Text,
    /// Who publishes or collects it.
    pub source: Text,
    /// How it is laid out.
    pub layout: Layout,
}

/// How a sheet is laid out.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The entity its rows speak about.
    pub entity: EntityId,
    /// The sheet, if the workbook has several.
    pub sheet: Option<String>,
    /// First and last row of headings, from 1.
    pub header_rows: (usize, usize),
    /// Headings of its own, and what stands under them.
    pub header: Vec<Column>,
    /// What every row says without writing it.
    pub set: Vec<Constant>,
    /// Columns whose cells, joined by hyphens, make one value.
    pub join: Vec<(Target, Vec<(String, Place)>)>,
    /// Rows whose first written cell is one of these words say nothing (totals).
    pub skip: Vec<String>,
    /// Only rows with that value under that heading count; `{code}` is the body's own.
    pub only: Vec<(String, String, Place)>,
    /// Headings of columns that are known and not used.
    pub ignore: Vec<String>,
    /// What words in cells of a field mean there; the empty word is a blank cell.
    pub words: Vec<(Target, Vec<(String, String)>)>,
    /// Columns that are not fields, but records of their own.
    pub unfold: Option<Unfold>,
}

impl Layout {
    /// Headings in the first row, by the words of the vocabulary.
    pub fn plain(entity: EntityId) -> Self {
        Self {
            entity,
            sheet: None,
            header_rows: (1, 1),
            header: Vec::new(),
            set: Vec::new(),
            join: Vec::new(),
            skip: Vec::new(),
            only: Vec::new(),
            ignore: Vec::new(),
            words: Vec::new(),
            unfold: None,
        }
    }
}

/// How a table was understood that a body took in before; one with the same headings is read so again.
#[derive(Debug, Clone)]
pub struct Remembered {
    /// The headings of all its columns, in order.
    pub headings: Vec<String>,
    /// How it is read.
    pub layout: Layout,
}

/// A heading, and what stands under it.
#[derive(Debug, Clone)]
pub struct Column {
    /// As it is written.
    pub heading: String,
    /// What stands under it.
    pub target: Target,
    /// Where that is said.
    pub place: Place,
}

/// A value that every row has.
#[derive(Debug, Clone)]
pub struct Constant {
    /// What it says.
    pub target: Target,
    /// The value, as it would be written in a cell.
    pub written: String,
    /// Where it is written.
    pub place: Place,
}

/// A wide table: every column that means nothing else is a record of its own (a column per function, per year).
#[derive(Debug, Clone, Copy)]
pub struct Unfold {
    /// What the heading says.
    pub heading: Target,
    /// What the cell says; `None` where a second row of headings names the fields.
    pub cell: Option<Target>,
}

/// What a column says about a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A fact.
    Field(FieldId),
    /// Its id.
    Id,
    /// The id or name of a record that exists already, to which facts are added.
    On,
    /// Document and page it was taken from.
    Source,
    /// Anything a person wanted to say about it.
    Note,
    /// The day on which it was observed.
    Observed,
    /// The record that tells of the same thing.
    SameAs,
    /// Its own lists that are complete.
    Complete,
    /// What is added takes the place of what was said before.
    Replaces,
}

impl Target {
    /// What a column can say beside facts: the key in files, and the headings by which it is known in sheets.
    pub const META: [(Target, &'static str, [&'static str; 2]); 8] = [
        (Target::Id, "id", ["id", "ID"]),
        (Target::On, "on", ["対象の記録", "on"]),
        (Target::Source, "source", ["出典", "source"]),
        (Target::Note, "note", ["注記", "note"]),
        (Target::Observed, "observed", ["確認した日", "observed"]),
        (Target::SameAs, "same_as", ["同じ記録", "same_as"]),
        (Target::Complete, "complete", ["全部そろっている一覧", "complete"]),
        (Target::Replaces, "replaces", ["前の値に代える", "replaces"]),
    ];

    /// What a word in a layout means: a field, or a key that every record may have.
    pub fn find(entity: &Entity, word: &str) -> Option<Self> {
        let meta = || Self::META.iter().find(|(_, key, _)| *key == word).map(|(target, ..)| *target);
        entity.find(word).map(Target::Field).or_else(meta)
    }

    /// The word for it in a layout.
    pub fn word(self, entity: &Entity) -> &str {
        match self {
            Target::Field(field) => &entity.fields[field.0 as usize].id,
            other => Self::META.iter().find(|(target, ..)| *target == other).map_or("", |(_, key, _)| key),
        }
    }
}
