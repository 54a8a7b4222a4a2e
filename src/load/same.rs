//! Things that two lists call by one name: what the second says is added to what the first says.
//!
//! Ledgers have no ids. A system that a sheet of the inventory names and an imported table names too is one system, whichever
//! was written first; what the two contradict each other in is not known. Ids that a person gave are another matter: one that
//! is given twice is a mistake, and so is a name that one list has twice.

use super::spelling::fold;
use crate::diagnostic::FileId;
use crate::inventory::{Cell, Overlay, RawValue, Record, SheetRecords};
use crate::vocabulary::{Entity, EntityId, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of a name before its further mentions are read.
enum First {
    /// A row of a sheet has it, in that spelling.
    Sheet(String),
    /// A record has it: its number, its file, and whether it says no more than the name.
    Record(usize, FileId, bool),
}

/// Makes additions of the records that tell of something which another list names.
pub(super) fn join(
    records: &mut Vec<Record>,
    sheets: &[Arc<SheetRecords>],
    overlays: &mut Vec<Overlay>,
    vocabulary: &Vocabulary,
) {
    let key = |entity: EntityId, name: &str| (entity, fold(name).into_owned());
    let mut firsts: BTreeMap<(EntityId, String), First> = BTreeMap::new();
    for (number, record) in records.iter().enumerate() {
        let Some(name) = called(record, vocabulary.entity(record.entity)) else { continue };
        let bare = is_bare(record, vocabulary.entity(record.entity));
        let first = First::Record(number, record.place.file, bare);
        let known = firsts.entry(key(record.entity, name));
        let known = known.or_insert_with(|| First::Record(number, record.place.file, bare));
        // What says more than a name is the record, and the other an addition.
        if let (First::Record(_, _, true), false) = (&*known, bare) {
            *known = first;
        }
    }
    let named: BTreeSet<EntityId> = firsts.keys().map(|(entity, _)| *entity).collect();
    for sheet in sheets.iter().filter(|sheet| named.contains(&sheet.entity)) {
        for record in sheet.records() {
            let Some(name) = called(&record, vocabulary.entity(sheet.entity)) else { continue };
            if let Some(first) = firsts.get_mut(&key(sheet.entity, name)) {
                *first = First::Sheet(name.to_owned());
            }
        }
    }
    let spelled: Vec<Option<String>> =
        records.iter().map(|record| called(record, vocabulary.entity(record.entity)).map(str::to_owned)).collect();
    let mut kept = Vec::with_capacity(records.len());
    for (number, mut record) in std::mem::take(records).into_iter().enumerate() {
        let first = spelled[number].as_ref().and_then(|name| firsts.get(&key(record.entity, name)));
        let added = match first {
            Some(First::Sheet(name)) => Some(name.clone()),
            Some(First::Record(first, file, _)) if *first != number && *file != record.place.file => {
                spelled[*first].clone()
            }
            _ => None,
        };
        let entity = vocabulary.entity(record.entity);
        let Some(name) = added else {
            kept.push(record);
            continue;
        };
        // What it is called is settled; another spelling contradicts nothing.
        let own = spelled[number].as_deref().unwrap_or_default();
        record.cells.retain(|cell| !is_name(cell, own, entity));
        if record.cells.is_empty() && record.complete.is_empty() {
            continue;
        }
        let on = (format!("{}/{name}", entity.id), record.place);
        overlays.push(Overlay { on, record, replaces: false, by: None, evidence: None });
    }
    *records = kept;
}

/// The name of a record that has no other id.
fn called<'r>(record: &'r Record, entity: &Entity) -> Option<&'r str> {
    let (id, _) = record.id.as_ref().filter(|_| record.same_as.is_none())?;
    let id = id.trim();
    record.cells.iter().any(|cell| is_name(cell, id, entity)).then_some(id)
}

/// Whether a record says nothing but its name: an import added it because some table mentions it.
fn is_bare(record: &Record, entity: &Entity) -> bool {
    let id = record.id.as_ref().map_or("", |(id, _)| id.trim());
    record.complete.is_empty() && record.cells.iter().all(|cell| is_name(cell, id, entity))
}

fn is_name(cell: &Cell, id: &str, entity: &Entity) -> bool {
    matches!(&cell.value, RawValue::Text(name) if entity.names.contains(&cell.field) && name.trim() == id)
}
