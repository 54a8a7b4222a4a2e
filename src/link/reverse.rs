//! Builds the lists of records that refer to a record, and says which of them may lack some.
//!
//! A list is complete when the referring table is, or when the record itself declares it. A referring record whose
//! reference is blank might belong to any list, so it keeps every one of them open.

use super::Linker;
use crate::inventory::{Datum, Fact, Missing, Openness, Table};
use crate::vocabulary::{EntityId, FieldId, FieldType, ReverseId, Vocabulary};
use std::collections::BTreeSet;

/// At most this many blank references are named as what keeps a list open; the others come up once these are filled.
const BLANKS_NAMED: usize = 8;

/// A reverse list that its own record declared complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Declared {
    pub(super) entity: EntityId,
    pub(super) row: u32,
    pub(super) reverse: ReverseId,
}

/// Builds all reverse lists.
pub(super) fn build(linker: &mut Linker<'_>) {
    let declared: BTreeSet<Declared> = linker.complete_lists.iter().copied().collect();
    let vocabulary = &linker.pack.vocabulary;
    for id in vocabulary.ids() {
        for reverse in 0..vocabulary.entity(id).reverses.len() {
            fill(vocabulary, &mut linker.tables, id, ReverseId(reverse as u16), &declared);
        }
    }
}

fn fill(vocabulary: &Vocabulary, tables: &mut [Table], entity: EntityId, id: ReverseId, declared: &BTreeSet<Declared>) {
    let reverse = vocabulary.entity(entity).reverse(id);
    let from = &tables[reverse.from.0 as usize];
    let (members, blanks) = members(vocabulary, from, reverse.field, tables[entity.0 as usize].len());
    let from_is_open = from.openness != Openness::Complete;
    let table = &mut tables[entity.0 as usize];
    let column = &mut table.reverses[id.0 as usize];
    for (row, list) in members.iter().enumerate() {
        let row = row as u32;
        column.lists.set(row, list);
        let whole = Missing::Reverse { entity, row, reverse: id };
        let is_declared = declared.contains(&Declared { entity, row, reverse: id });
        let unlisted = (from_is_open && !is_declared).then_some(whole);
        let open: Vec<Missing> = unlisted.into_iter().chain(blanks.iter().copied()).collect();
        if !open.is_empty() {
            column.open.insert(row, open);
        }
    }
}

/// For each target row the referring rows, and the facts that keep every list open.
fn members(vocabulary: &Vocabulary, from: &Table, field: FieldId, targets: u32) -> (Vec<Vec<u32>>, Vec<Missing>) {
    let mut members = vec![Vec::new(); targets as usize];
    let mut blanks = Vec::new();
    let column = from.column(field);
    let many = matches!(vocabulary.field(from.entity, field).kind, FieldType::Refs(_));
    for row in 0..from.len() {
        match column.get(row) {
            Some(Datum::Row(target)) if !many => members[target as usize].push(row),
            Some(Datum::List(list)) => {
                list.iter().for_each(|target| members[*target as usize].push(row));
            }
            Some(_) => {}
            None if blanks.len() < BLANKS_NAMED => {
                blanks.push(Missing::Field(Fact { entity: from.entity, row, field }))
            }
            None => {}
        }
    }
    (members, blanks)
}
