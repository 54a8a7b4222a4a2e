//! Sheets of a firewall's export: the first line names fields by their headings.

use crate::diagnostic::{Diagnostic, Fault};
use crate::inventory::{Cell, RawValue, Record};
use crate::load::cell;
use crate::load::problems::Problems;
use crate::load::sheet::View;
use crate::load::spelling::fold;
use crate::load::walk::Page;
use crate::text;
use crate::vocabulary::{Entity, EntityId, FieldId};
use std::ops::Range;

/// Reads a sheet. Columns whose heading means nothing are told of and left out.
pub(super) fn read(
    view: View<'_>,
    problems: &Problems,
    entity: &Entity,
    id: EntityId,
    notices: &mut Vec<Diagnostic>,
) -> Vec<Record> {
    let page = view.page(problems);
    if view.columns(0) == 0 {
        page.fail(page.top(), text!(ja: "見出しの行がない", en: "there is no line of headings"), None);
        return Vec::new();
    }
    let columns: Vec<Option<FieldId>> =
        (0..view.columns(0)).map(|column| field(view, column, entity, notices)).collect();
    let written = |row: &usize| (0..view.columns(*row)).any(|column| !view.get(*row, column).is_empty());
    (1..view.rows()).filter(written).map(|row| record(view, page, entity, id, &columns, row)).collect()
}

/// The field that the heading of a column names.
fn field(view: View<'_>, column: usize, entity: &Entity, notices: &mut Vec<Diagnostic>) -> Option<FieldId> {
    let heading = view.get(0, column);
    let wanted = fold(heading);
    let named = |(id, field): &(&String, &crate::vocabulary::Field)| {
        let words = field.header.iter().chain([*id, &field.label.ja, &field.label.en]);
        words.into_iter().any(|word| fold(word) == wanted)
    };
    let found = entity.fields.iter().position(|field| named(&field));
    if found.is_none() && !wanted.is_empty() {
        let message = text!(ja: "列 `{heading}` は使いません", en: "column `{heading}` is not used");
        notices.push(Diagnostic::warning(Fault::Inventory, view.place(0, column), message));
    }
    found.map(|index| FieldId(index as u16))
}

fn record(
    view: View<'_>,
    page: Page<'_>,
    entity: &Entity,
    id: EntityId,
    columns: &[Option<FieldId>],
    row: usize,
) -> Record {
    let mut record = Record::blank(id, view.place(row, 0));
    for (column, field) in columns.iter().enumerate() {
        let (Some(field), place) = (field, view.place(row, column)) else { continue };
        let span = place.start as usize..place.end as usize;
        if let Some(value) = stated(page, entity, *field, view.get(row, column), span) {
            record.cells.push(Cell { field: *field, value, place });
        }
    }
    record
}

/// What a cell says. An export tells all that is set on the device, so what is blank and may be none is not set.
fn stated(page: Page<'_>, entity: &Entity, field: FieldId, written: &str, span: Range<usize>) -> Option<RawValue> {
    let field = &entity.fields[field.0 as usize];
    if written.is_empty() {
        return field.none.then_some(RawValue::None);
    }
    cell::read(page, field, written, span)
}
