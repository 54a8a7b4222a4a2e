//! Builds the lists of records that refer to a record, and says which of them may lack some.
//!
//! A list is complete when the referring table is, or when the record itself declares it. A referring record whose
//! reference is blank might belong to any list, so it keeps every one of them open.

use super::Linker;
use crate::inventory::column::Lists;
use crate::inventory::{Column, Data, Fact, Missing, Openness, Table};
use crate::vocabulary::{EntityId, FieldId, ReverseId, Vocabulary};
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
    let lists = members(from, reverse.field, tables[entity.0 as usize].len());
    let blanks = blanks(from, reverse.field);
    let from_is_open = from.openness != Openness::Complete;
    let table = &mut tables[entity.0 as usize];
    let rows = table.len();
    let column = &mut table.reverses[id.0 as usize];
    column.lists = lists;
    for row in 0..rows {
        let whole = Missing::Reverse { entity, row, reverse: id };
        let is_declared = declared.contains(&Declared { entity, row, reverse: id });
        let unlisted = (from_is_open && !is_declared).then_some(whole);
        let open: Vec<Missing> = unlisted.into_iter().chain(blanks.iter().copied()).collect();
        if !open.is_empty() {
            column.open.insert(row, open);
        }
    }
}

/// For each target row the referring rows.
fn members(from: &Table, field: FieldId, targets: u32) -> Lists {
    let column = from.column(field);
    let mut lists = Lists::default();
    lists.grow(targets as usize);
    let mut count = 0;
    each(column, &mut |_, target| {
        lists.ends[target as usize] += 1;
        count += 1;
    });
    let mut start = 0;
    for (first, end) in lists.starts.iter_mut().zip(&mut lists.ends) {
        (*first, start) = (start, start + *end);
        *end = *first;
    }
    lists.items = vec![0; count];
    each(column, &mut |row, target| {
        let end = &mut lists.ends[target as usize];
        lists.items[*end as usize] = row;
        *end += 1;
    });
    lists
}

/// Every reference of a column, in order of row.
fn each(column: &Column, found: &mut dyn FnMut(u32, u32)) {
    match &column.data {
        Data::Row(targets) => column.known.ones().for_each(|row| found(row as u32, targets[row])),
        Data::List(lists) => {
            let rows = column.known.ones().map(|row| row as u32);
            rows.for_each(|row| lists.get(row).iter().for_each(|target| found(row, *target)));
        }
        _ => {}
    }
}

/// The facts that keep every list open.
fn blanks(from: &Table, field: FieldId) -> Vec<Missing> {
    let column = from.column(field);
    let (known, none) = (&column.known, &column.none);
    let blank = (0..from.len()).filter(|row| !known.contains(*row as usize) && !none.contains(*row as usize));
    let missing = |row| Missing::Field(Fact { entity: from.entity, row, field });
    blank.take(BLANKS_NAMED).map(missing).collect()
}
