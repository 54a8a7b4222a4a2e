//! Firewall tables as they are: `[[table]] kind = "firewall"` in `body.toml` binds CSV files to an enforcement point.
//!
//! The policy becomes records of `firewall_rule`, the objects `firewall_object`, the subnets `subnet`, by the column
//! headings of the vocabulary. What the rules mean is worked out later; here every name in them must mean something.

mod names;
mod sheet;

use super::files::Files;
use super::folder::Folder;
use super::problems::Problems;
use super::walk::{Page, Walk};
use crate::diagnostic::{Diagnostic, Fault, FileId, Place, Sources};
use crate::inventory::{Cell, RawValue, Record};
use crate::text;
use crate::vocabulary::{EntityId, Vocabulary};
use std::path::{Component, Path};

/// The kind of table that is read here.
const KIND: &str = "firewall";
/// The tables of a binding: key in `body.toml`, entity, and the field that makes its id.
const TABLES: [(&str, &str, &str); 3] =
    [("policy", "firewall_rule", "order"), ("objects", "firewall_object", "name"), ("subnets", "subnet", "cidr")];
/// The field that names the enforcement point.
const POINT: &str = "point";

/// Files bound to an enforcement point.
#[derive(Debug)]
pub(super) struct Binding {
    point: (String, Place),
    /// File names in the order of [`TABLES`].
    files: [Option<(String, Place)>; 3],
}

/// A file of a binding that was read.
pub(super) struct Sheet {
    table: usize,
    id: FileId,
    /// It was in CP932, which had to be guessed.
    guessed: bool,
}

/// Reads one `[[table]]`.
pub(super) fn binding(mut walk: Walk<'_, '_>) -> Option<Binding> {
    let kind = walk.need_text("kind");
    if let Some((word, place)) = kind.filter(|(word, _)| *word != KIND) {
        let message = text!(ja: "`{word}` という種類の表は読めない", en: "unknown kind of table `{word}`");
        let help = text!(ja: "読めるのは {KIND} です", en: "known is `{KIND}`");
        walk.page.fail(place, message, help);
    }
    let owned = |(text, place): (&str, Place)| (text.trim().to_owned(), place);
    let point = walk.need_text(POINT).map(owned);
    walk.need("policy");
    let files = TABLES.map(|(key, ..)| walk.text(key).map(owned));
    for (name, place) in files.iter().flatten() {
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            let message =
                text!(ja: "`{name}` は台帳のフォルダの外を指している", en: "`{name}` lies outside the inventory");
            walk.page.fail(*place, message, None);
            return None;
        }
    }
    let page = walk.page;
    let before = page.problems.count();
    walk.finish();
    kind?;
    (page.problems.count() == before).then_some(Binding { point: point?, files })
}

/// Reads the files of a binding.
pub(super) fn files(files: &mut Files<'_>, dir: Folder<'_>, binding: &Binding) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for (table, name) in binding.files.iter().enumerate() {
        let read = name.as_ref().and_then(|(name, _)| files.foreign(dir, name));
        sheets.extend(read.map(|(loaded, guessed)| Sheet { table, id: loaded.id, guessed }));
    }
    sheets
}

/// Turns the files of a binding into records.
pub(super) fn records(
    binding: &Binding,
    sheets: &[Sheet],
    vocabulary: &Vocabulary,
    (sources, problems): (&Sources, &Problems),
    (records, notices): (&mut Vec<Record>, &mut Vec<Diagnostic>),
) {
    let first = records.len();
    for sheet in sheets {
        let page = Page { file: sheet.id, text: &sources.get(sheet.id).text, fault: Fault::Inventory, problems };
        if sheet.guessed {
            let message = text!(ja: "CP932（Shift_JIS）として読みました", en: "read as CP932 (Shift_JIS)");
            notices.push(Diagnostic::warning(Fault::Inventory, page.top(), message));
        }
        let (_, entity, key) = TABLES[sheet.table];
        let Some(entity) = vocabulary.find(entity) else { continue };
        let read = sheet::read(page, vocabulary.entity(entity), entity, notices);
        records.extend(read.into_iter().filter_map(|record| identified(page, vocabulary, binding, record, key)));
    }
    names::check(vocabulary, &records[first..], problems);
}

/// Gives a record the id `point:key` and its enforcement point.
fn identified(
    page: Page<'_>,
    vocabulary: &Vocabulary,
    binding: &Binding,
    mut record: Record,
    key: &str,
) -> Option<Record> {
    let entity = vocabulary.entity(record.entity);
    let (point, place) = &binding.point;
    let value = entity.find(key).and_then(|field| record.cells.iter().find(|cell| cell.field == field));
    let id = match value.map(|cell| &cell.value) {
        Some(RawValue::Int(number)) => format!("{point}:{number}"),
        Some(RawValue::Text(text)) => format!("{point}:{text}"),
        _ => {
            let message = text!(ja: "`{key}` の列に値がない", en: "there is nothing in column `{key}`");
            page.fail(record.place, message, None);
            return None;
        }
    };
    record.id = Some((id, record.place));
    if let Some(field) = entity.find(POINT) {
        record.cells.push(Cell { field, value: RawValue::Name(point.clone()), place: *place });
    }
    Some(record)
}

/// The texts of a list field of a record.
fn texts<'r>(vocabulary: &Vocabulary, record: &'r Record, field: &str) -> &'r [String] {
    let field = vocabulary.entity(record.entity).find(field);
    let cell = record.cells.iter().find(|cell| Some(cell.field) == field);
    match cell.map(|cell| &cell.value) {
        Some(RawValue::Texts(texts)) => texts,
        _ => &[],
    }
}

/// Whether a record is of that entity.
fn is(vocabulary: &Vocabulary, record: &Record, entity: &str) -> bool {
    let found: Option<EntityId> = vocabulary.find(entity);
    found == Some(record.entity)
}
