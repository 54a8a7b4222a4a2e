//! Tables: all records of one entity, stored by column.

use super::column::{Column, Datum, ELSEWHERE, Lists, Symbol};
use super::fact::{Fact, Missing};
use crate::diagnostic::Place;
use crate::vocabulary::{Entity, EntityId, FieldId};
use indexmap::IndexMap;
use jiff::civil::Date;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeMap;

/// All records of one entity.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which entity.
    pub entity: EntityId,
    /// Ids, row by row, and the rows by id.
    pub rows: IndexMap<Symbol, Origin, FxBuildHasher>,
    /// One column per field of the entity.
    pub columns: Vec<Column>,
    /// One per reverse list of the entity.
    pub reverses: Vec<ReverseColumn>,
    /// Whether there may be records that nobody wrote down.
    pub openness: Openness,
    /// The day on which it was complete, where too much time has passed for that to stand.
    pub was_complete_on: Option<Date>,
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
            rows: IndexMap::default(),
            columns: entity.fields.values().map(|field| Column::new(&field.kind)).collect(),
            reverses: entity.reverses.values().map(|_| ReverseColumn::default()).collect(),
            openness: Openness::Open(vec![Missing::Table(id)]),
            was_complete_on: None,
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
        self.columns.iter_mut().for_each(Column::push);
        self.reverses.iter_mut().for_each(|reverse| reverse.lists.push());
        self.rows.insert_full(id, origin).0 as u32
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
        own.or(self.origin(row).source.as_deref())
    }

    /// Who stated a fact, when it was true, and what proves it or its record as a whole.
    pub fn attestation(&self, row: u32, field: FieldId) -> Attestation {
        let mut told = self.attested.get(&(row, field)).cloned().unwrap_or_default();
        told.on_date = told.on_date.or(self.origin(row).observed);
        for proof in self.proved.get(&row).into_iter().flatten() {
            if !told.proofs.contains(proof) {
                told.proofs.push(proof.clone());
            }
        }
        told
    }

    /// Where a fact is written, as a place of no length.
    pub fn place(&self, row: u32, field: FieldId) -> Option<Place> {
        let elsewhere = self.places.get(&(row, field)).copied();
        let at = self.column(field).at[row as usize];
        elsewhere.or_else(|| {
            let file = self.origin(row).place.filter(|_| at != ELSEWHERE)?.file;
            Some(Place { file, start: at, end: at })
        })
    }

    /// Number of records.
    pub fn len(&self) -> u32 {
        self.rows.len() as u32
    }

    /// There is no record.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The id of a row.
    pub fn id(&self, row: u32) -> Symbol {
        self.rows.get_index(row as usize).map_or(Symbol(0), |(id, _)| *id)
    }

    /// The row with that id.
    pub fn find(&self, id: Symbol) -> Option<u32> {
        self.rows.get_index_of(&id).map(|row| row as u32)
    }

    /// Where a row comes from.
    pub fn origin(&self, row: u32) -> &Origin {
        &self.rows[row as usize]
    }
}
