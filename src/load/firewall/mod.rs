//! Firewall tables as they are: `[[table]] kind = "firewall"` in `body.toml` binds CSV files to an enforcement point.
//!
//! The policy becomes records of `firewall_rule`, the objects `firewall_object`, the subnets `subnet`, by the column
//! headings of the vocabulary. What the rules mean is worked out later; here every name in them must mean something.

mod names;
mod sheet;

use super::problems::Problems;
use super::sheet::csv;
use super::walk::{Page, Walk};
use crate::diagnostic::{Diagnostic, Fault, Place, Sources};
use crate::inventory::{Cell, RawValue, Record};
use crate::text;
use crate::vocabulary::{EntityId, Vocabulary};
use std::path::{Component, Path};

/// The key by which such a table is told from others.
pub(super) const KIND_KEY: &str = "kind";
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

/// Reads one `[[table]]`.
pub(super) fn binding(mut walk: Walk<'_, '_>) -> Option<Binding> {
    let kind = walk.need_text(KIND_KEY);
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

impl Binding {
    /// The names of its files.
    pub(super) fn files(&self) -> Vec<&str> {
        self.files.iter().flatten().map(|(name, _)| name.as_str()).collect()
    }
}

/// Turns the files of a binding into records.
pub(super) fn records(
    binding: &Binding,
    bytes: Vec<Option<Vec<u8>>>,
    vocabulary: &Vocabulary,
    (sources, problems): (&mut Sources, &Problems),
    (records, notices): (&mut Vec<Record>, &mut Vec<Diagnostic>),
) {
    let first = records.len();
    let named = TABLES.iter().zip(&binding.files).filter_map(|(table, file)| Some((table, file.as_ref()?)));
    for ((table, (name, _)), bytes) in named.zip(bytes) {
        let (_, entity, key) = table;
        let read = bytes.and_then(|bytes| csv::read(name, bytes, None, sources, problems));
        let (Some(read), Some(entity)) = (read, vocabulary.find(entity)) else { continue };
        if let Some(charset) = read.guessed {
            let message = text!(ja: "{charset}（Shift_JIS）として読みました", en: "read as {charset} (Shift_JIS)");
            notices.push(Diagnostic::warning(Fault::Inventory, sources.cell(read.sheet.id, 0, 0), message));
        }
        let view = read.sheet.view(sources);
        let read = sheet::read(view, problems, vocabulary.entity(entity), entity, notices);
        let page = view.page(problems);
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
