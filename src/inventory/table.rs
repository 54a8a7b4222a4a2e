//! Tables: all records of one entity, stored by column.

use super::column::{Column, Datum, Lists};
use super::fact::{Fact, Missing};
use super::sheet::SheetRecords;
use super::texts::Symbol;
use crate::diagnostic::Place;
use crate::vocabulary::{Entity, EntityId, FieldId};
use hashbrown::HashTable;
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock};

/// All records of one entity.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which entity.
    pub entity: EntityId,
    /// Ids, row by row.
    ids: Vec<Symbol>,
    /// The rows by id, once somebody asks.
    by_id: OnceLock<HashTable<u32>>,
    /// Where each row comes from.
    told: Vec<Told>,
    /// The records that come from no sheet, as `told` counts them.
    origins: Vec<Origin>,
    /// The sheets whose records are rows, as `told` counts them.
    sheets: Vec<Arc<SheetRecords>>,
    /// One column per field of the entity.
    pub columns: Vec<Column>,
    /// One per reverse list of the entity.
    pub reverses: Vec<ReverseColumn>,
    /// Whether there may be records that nobody wrote down.
    pub openness: Openness,
    /// The day on which it was complete, where too much time has passed for that to stand.
    pub was_complete_on: Option<Date>,
    /// The first heading of the sheet in which the body lists them, if it does.
    pub listed: Option<Place>,
    /// Where single facts are written, when not in the file of the record itself.
    pub places: BTreeMap<(u32, FieldId), Place>,
    /// Document and page of single facts, when not those of the record itself.
    pub sources: BTreeMap<(u32, FieldId), String>,
    /// Why a fact that was written is missing all the same.
    pub absences: BTreeMap<(u32, FieldId), Absence>,
    /// What computed facts rest on.
    pub provenance: BTreeMap<(u32, FieldId), Provenance>,
    /// Who stated single facts, when, and what proves them.
    pub attested: BTreeMap<(u32, FieldId), Attestation>,
    /// What proves a record as a whole.
    pub proved: BTreeMap<u32, Vec<Proof>>,
}

/// Who stated a fact, when it was true, and what proves it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attestation {
    /// Who said so.
    pub by: Option<String>,
    /// The day on which it was true.
    pub on_date: Option<Date>,
    /// What proves it.
    pub proofs: Vec<Proof>,
}

/// What proves a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// A record of evidence, by its row.
    Record(u32),
    /// Where the proof is kept, in words.
    Text(String),
}

/// What tells of a row.
#[derive(Debug, Clone, Copy)]
enum Told {
    /// An origin of its own.
    Origin(u32),
    /// A record of a sheet: which sheet, and which record.
    Sheet(u16, u32),
}

/// Where a record comes from.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    /// Where it is written; `None` for implied records nobody wrote about and for computed ones.
    pub place: Option<Place>,
    /// The day on which it was observed, if not the inventory's.
    pub observed: Option<Date>,
    /// Document and page it was taken from.
    pub source: Option<String>,
}

/// One reverse list for all rows.
#[derive(Debug, Clone, Default)]
pub struct ReverseColumn {
    /// Rows of the referring table.
    pub lists: Lists,
    /// Rows for which the list may lack records, and what would settle it.
    pub open: BTreeMap<u32, Vec<Missing>>,
}

/// Whether a table may lack records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Openness {
    /// Declared complete, implied by law, or of the catalog.
    Complete,
    /// There may be more; what would settle it.
    Open(Vec<Missing>),
}

/// Why a written fact is not used.
#[derive(Debug, Clone, PartialEq)]
pub enum Absence {
    /// Two different values are written; both places.
    Conflict(Vec<(Datum, Option<Place>)>),
    /// It was observed too long ago: the old value and the day of observation.
    Stale(Datum, Date),
    /// It is a choice that the law of the day does not know, not yet or no longer.
    OutOfForce(Datum),
}

/// What a computed fact rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The facts that decided it.
    pub facts: Vec<Fact>,
    /// What is missing, if it is not known.
    pub missing: Vec<Missing>,
}

impl Table {
    /// A table without records, open until somebody declares it complete.
    pub fn new(id: EntityId, entity: &Entity) -> Self {
        Self {
            entity: id,
            ids: Vec::new(),
            by_id: OnceLock::new(),
            told: Vec::new(),
            origins: Vec::new(),
            sheets: Vec::new(),
            columns: entity.fields.values().map(|field| Column::new(&field.kind)).collect(),
            reverses: entity.reverses.values().map(|_| ReverseColumn::default()).collect(),
            openness: Openness::Open(vec![Missing::Table(id)]),
            was_complete_on: None,
            listed: None,
            places: BTreeMap::new(),
            sources: BTreeMap::new(),
            absences: BTreeMap::new(),
            provenance: BTreeMap::new(),
            attested: BTreeMap::new(),
            proved: BTreeMap::new(),
        }
    }

    /// Adds a record about which nothing is known yet; a record with that id is kept as it is.
    pub fn push(&mut self, id: Symbol, origin: Origin) -> u32 {
        if let Some(row) = self.find(id) {
            return row;
        }
        let row = self.append(id, Told::Origin(self.origins.len() as u32));
        self.origins.push(origin);
        self.grow();
        row
    }

    /// Gives an origin to a row that has none yet.
    pub fn set_origin(&mut self, row: u32, origin: Origin) {
        self.told[row as usize] = Told::Origin(self.origins.len() as u32);
        self.origins.push(origin);
    }

    /// Tells of a sheet whose records are going to be rows, and gives it a number; there are no more sheets than files.
    pub fn add_sheet(&mut self, sheet: Arc<SheetRecords>) -> u16 {
        self.sheets.push(sheet);
        (self.sheets.len() - 1) as u16
    }

    /// Adds a record of a sheet whose id no row has. [`Table::grow`] makes room for its facts.
    pub fn append_sheet_row(&mut self, id: Symbol, sheet: u16, record: u32) -> u32 {
        self.append(id, Told::Sheet(sheet, record))
    }

    fn append(&mut self, id: Symbol, told: Told) -> u32 {
        let row = self.ids.len() as u32;
        self.ids.push(id);
        self.told.push(told);
        let ids = &self.ids;
        if let Some(by_id) = self.by_id.get_mut() {
            by_id.insert_unique(hash(id), row, |row| hash(ids[*row as usize]));
        }
        row
    }

    /// Makes room for the facts of all rows.
    pub fn grow(&mut self) {
        let rows = self.ids.len();
        self.columns.iter_mut().for_each(|column| column.grow(rows));
        self.reverses.iter_mut().for_each(|reverse| reverse.lists.grow(rows));
    }

    /// Empty reverse lists for all rows, none of them open.
    pub fn clear_reverses(&mut self) {
        for reverse in &mut self.reverses {
            *reverse = ReverseColumn::default();
            reverse.lists.grow(self.ids.len());
        }
    }

    /// The column of a field.
    pub fn column(&self, field: FieldId) -> &Column {
        &self.columns[field.0 as usize]
    }

    /// The column of a field, to be changed.
    pub fn column_mut(&mut self, field: FieldId) -> &mut Column {
        &mut self.columns[field.0 as usize]
    }

    /// Document and page a fact was taken from.
    pub fn source(&self, row: u32, field: FieldId) -> Option<&str> {
        let own = self.sources.get(&(row, field)).map(String::as_str);
        own.or_else(|| self.source_of(row))
    }

    /// Document and page a record was taken from.
    pub fn source_of(&self, row: u32) -> Option<&str> {
        match self.told[row as usize] {
            Told::Origin(origin) => self.origins[origin as usize].source.as_deref(),
            Told::Sheet(sheet, record) => self.sheets[usize::from(sheet)].source(record),
        }
    }

    /// Who stated a fact, when it was true, and what proves it or its record as a whole.
    pub fn attestation(&self, row: u32, field: FieldId) -> Attestation {
        let mut told = self.attested.get(&(row, field)).cloned().unwrap_or_default();
        told.on_date = told.on_date.or(self.observed(row));
        for proof in self.proved.get(&row).into_iter().flatten() {
            if !told.proofs.contains(proof) {
                told.proofs.push(proof.clone());
            }
        }
        told
    }

    /// Where a fact is written, as a place of no length.
    pub fn place(&self, row: u32, field: FieldId) -> Option<Place> {
        if let Some(elsewhere) = self.places.get(&(row, field)) {
            return Some(*elsewhere);
        }
        match (self.column(field).offset(row), self.told[row as usize]) {
            (Some(at), _) => Some(Place { file: self.origin_place(row)?.file, start: at, end: at }),
            (None, Told::Sheet(sheet, record)) => {
                let sheet = &self.sheets[usize::from(sheet)];
                let column = sheet.column(field).filter(|column| column.numbers.get(record) > 0)?;
                let place = sheet.place_in(record, column);
                Some(match place.file == sheet.file {
                    true => Place { end: place.start, ..place },
                    false => place,
                })
            }
            (None, Told::Origin(_)) => None,
        }
    }

    /// Number of records.
    pub fn len(&self) -> u32 {
        self.ids.len() as u32
    }

    /// There is no record.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The ids of all rows.
    pub fn ids(&self) -> &[Symbol] {
        &self.ids
    }

    /// The id of a row.
    pub fn id(&self, row: u32) -> Symbol {
        self.ids.get(row as usize).copied().unwrap_or(Symbol(0))
    }

    /// The row with that id.
    pub fn find(&self, id: Symbol) -> Option<u32> {
        let by_id = self.by_id.get_or_init(|| {
            let mut by_id = HashTable::with_capacity(self.ids.len());
            for (row, id) in self.ids.iter().enumerate() {
                by_id.insert_unique(hash(*id), row as u32, |row| hash(self.ids[*row as usize]));
            }
            by_id
        });
        by_id.find(hash(id), |row| self.ids[*row as usize] == id).copied()
    }

    /// Where a record begins; `None` for implied records nobody wrote about and for computed ones.
    pub fn origin_place(&self, row: u32) -> Option<Place> {
        match self.told[row as usize] {
            Told::Origin(origin) => self.origins[origin as usize].place,
            Told::Sheet(sheet, record) => Some(self.sheets[usize::from(sheet)].place(record)),
        }
    }

    /// The day on which a record was observed, if not the inventory's.
    pub fn observed(&self, row: u32) -> Option<Date> {
        match self.told[row as usize] {
            Told::Origin(origin) => self.origins[origin as usize].observed,
            Told::Sheet(sheet, record) => self.sheets[usize::from(sheet)].observed(record),
        }
    }

    /// The record of a sheet that a row is, with the number of the sheet.
    pub fn sheet_record(&self, row: u32) -> Option<(u16, u32)> {
        match self.told[row as usize] {
            Told::Origin(_) => None,
            Told::Sheet(sheet, record) => Some((sheet, record)),
        }
    }

    /// The sheets whose records are rows, by number.
    pub fn sheets(&self) -> &[Arc<SheetRecords>] {
        &self.sheets
    }
}

fn hash(id: Symbol) -> u64 {
    FxBuildHasher.hash_one(id)
}
