//! Records as they are written, before names are resolved.

use super::sheet::SheetRecords;
use crate::calendar::Days;
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::vocabulary::layout::Remembered;
use crate::vocabulary::{EntityId, FieldId};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

/// All that was read from one folder.
#[derive(Debug, Clone)]
pub struct Inventory {
    /// The files: those in TOML in order of name, then the sheets that are bound.
    pub files: Vec<FileId>,
    /// The body itself, from `body.toml`.
    pub body: Record,
    /// The day on which the facts stand, unless a record says otherwise.
    pub as_of: Date,
    /// Tables the body declared complete.
    pub complete: Vec<Whole>,
    /// Every other record, in order of file and line.
    pub records: Vec<Record>,
    /// Records of sheets that are stored by column.
    pub sheets: Vec<Arc<SheetRecords>>,
    /// Facts added to records written elsewhere.
    pub overlays: Vec<Overlay>,
    /// How tables were understood that were taken in before.
    pub remembered: Vec<Remembered>,
    /// Sheets in which the body lists things: of what kind, and their first heading.
    pub listed: Vec<(EntityId, Place)>,
    /// What was noticed while reading that does not stand in the way.
    pub notices: Vec<Diagnostic>,
    /// Entities of which a record could not be read; a name of one that is not found proves nothing. Empty for an inventory
    /// that may be judged.
    pub unreadable: BTreeSet<EntityId>,
    /// SHA-256 over names and contents of the files, in order of name.
    pub sha256: String,
}

impl Inventory {
    /// Every record but the body, whether it is stored by itself or with its sheet.
    pub fn all_records(&self) -> impl Iterator<Item = Cow<'_, Record>> {
        let sheets = self.sheets.iter().flat_map(|sheet| sheet.records());
        self.records.iter().map(Cow::Borrowed).chain(sheets.map(Cow::Owned))
    }

    /// An inventory that says nothing but what `body` says.
    pub fn of(body: Record, as_of: Date) -> Self {
        Self {
            files: Vec::new(),
            body,
            as_of,
            complete: Vec::new(),
            records: Vec::new(),
            sheets: Vec::new(),
            overlays: Vec::new(),
            remembered: Vec::new(),
            listed: Vec::new(),
            notices: Vec::new(),
            unreadable: BTreeSet::new(),
            sha256: String::new(),
        }
    }
}

/// A declaration that a table lacks no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    /// The table.
    pub entity: EntityId,
    /// The day on which it was so, if not the inventory's.
    pub on_date: Option<Date>,
    /// Where it is declared.
    pub place: Place,
}

/// One record.
#[derive(Debug, Clone)]
pub struct Record {
    /// What kind of thing it is.
    pub entity: EntityId,
    /// The id as written, where the entity has no key.
    pub id: Option<(String, Place)>,
    /// Its facts.
    pub cells: Vec<Cell>,
    /// The day on which it was observed, if not the inventory's.
    pub observed: Option<Date>,
    /// The id of the record that tells of the same thing; this one is merged into it.
    pub same_as: Option<(String, Place)>,
    /// Its own reverse lists that are complete.
    pub complete: Vec<(String, Place)>,
    /// Document and page it was taken from.
    pub source: Option<String>,
    /// Anything a person wanted to say about it.
    pub note: Option<String>,
    /// Where it begins.
    pub place: Place,
}

impl Record {
    /// A record that states nothing.
    pub fn blank(entity: EntityId, place: Place) -> Self {
        Self {
            entity,
            id: None,
            cells: Vec::new(),
            observed: None,
            same_as: None,
            complete: Vec::new(),
            source: None,
            note: None,
            place,
        }
    }
}

/// Facts for a record that is written elsewhere (`[[fact]] on = "system/juki"`).
#[derive(Debug, Clone)]
pub struct Overlay {
    /// Entity and id, as written after `on`.
    pub on: (String, Place),
    /// The facts, as a record of that entity; its `id` repeats the target's.
    pub record: Record,
    /// It takes the place of what was written before, instead of contradicting it.
    pub replaces: bool,
    /// Who says so.
    pub by: Option<String>,
    /// What proves it: the id of a record of evidence, or where the proof is kept.
    pub evidence: Option<(String, Place)>,
}

/// One fact as written.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Which field.
    pub field: FieldId,
    /// What is written, already of the field's type.
    pub value: RawValue,
    /// Where.
    pub place: Place,
}

/// A value of a field's type; references are still names.
#[derive(Debug, Clone, PartialEq)]
pub enum RawValue {
    /// Known to be none (なし).
    None,
    /// A truth value.
    Bool(bool),
    /// A whole number or a fiscal year.
    Int(i64),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// One of these days; which one is not known.
    Days(Days),
    /// Free text, or the id of a choice.
    Text(String),
    /// Several texts or choices.
    Texts(Vec<String>),
    /// A reference by id or name.
    Name(String),
    /// Several references, each with its place.
    Names(Vec<(String, Place)>),
}
