//! Sheets: CSV files whose first line names fields by their headings.

use crate::diagnostic::{Diagnostic, Fault};
use crate::inventory::{Cell, RawValue, Record};
use crate::load::cell;
use crate::load::spelling::fold;
use crate::load::walk::Page;
use crate::text;
use crate::vocabulary::{Entity, EntityId, FieldId};
use csv::{ReaderBuilder, StringRecord};

/// Reads a sheet. Columns whose heading means nothing are told of and left out.
pub(super) fn read(page: Page<'_>, entity: &Entity, id: EntityId, notices: &mut Vec<Diagnostic>) -> Vec<Record> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(page.text.as_bytes());
    let mut lines = reader.records();
    let Some(Ok(head)) = lines.next() else {
        page.fail(page.top(), text!(ja: "見出しの行がない", en: "there is no line of headings"), None);
        return Vec::new();
    };
    let columns: Vec<Option<FieldId>> = head.iter().map(|heading| column(page, entity, heading, notices)).collect();
    let mut records = Vec::new();
    for line in lines {
        match line {
            Ok(line) if line.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(line) => records.push(record(page, entity, id, &columns, &line)),
            Err(error) => {
                let at = error.position().map_or(0, |position| position.byte() as usize);
                let message = text!(ja: "CSV として読めない", en: "this is not CSV");
                page.fail(page.place(at..at), message, None);
            }
        }
    }
    records
}

/// The field that a heading names.
fn column(page: Page<'_>, entity: &Entity, heading: &str, notices: &mut Vec<Diagnostic>) -> Option<FieldId> {
    let wanted = fold(heading);
    let named = |(id, field): &(&String, &crate::vocabulary::Field)| {
        let words = field.header.iter().chain([*id, &field.label.ja, &field.label.en]);
        words.into_iter().any(|word| fold(word) == wanted)
    };
    let found = entity.fields.iter().position(|field| named(&field));
    if found.is_none() && !wanted.is_empty() {
        let message = text!(ja: "列 `{heading}` は使いません", en: "column `{heading}` is not used");
        notices.push(Diagnostic::warning(Fault::Inventory, page.top(), message));
    }
    found.map(|index| FieldId(index as u16))
}

fn record(page: Page<'_>, entity: &Entity, id: EntityId, columns: &[Option<FieldId>], line: &StringRecord) -> Record {
    let start = line.position().map_or(0, |position| position.byte() as usize);
    let rest = page.text.get(start..).unwrap_or_default();
    let lead = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let start = start + lead;
    let end = start + rest[lead..].find(['\r', '\n']).unwrap_or(rest.len() - lead);
    let place = page.place(start..end);
    let mut cells = Vec::new();
    for (column, written) in columns.iter().zip(line.iter()) {
        let Some(field) = column else { continue };
        if let Some(value) = stated(page, entity, *field, written, start..end) {
            cells.push(Cell { field: *field, value, place });
        }
    }
    Record {
        entity: id,
        id: None,
        cells,
        observed: None,
        same_as: None,
        complete: Vec::new(),
        source: None,
        note: None,
        place,
    }
}

/// What a cell says. An export tells all that is set on the device, so what is blank and may be none is not set.
fn stated(
    page: Page<'_>,
    entity: &Entity,
    field: FieldId,
    written: &str,
    span: std::ops::Range<usize>,
) -> Option<RawValue> {
    let field = &entity.fields[field.0 as usize];
    let written = written.trim();
    if written.is_empty() {
        return field.none.then_some(RawValue::None);
    }
    cell::read(page, field, written, span)
}
