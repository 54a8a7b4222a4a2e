//! Bound tables: `[[table]]` in `body.toml` binds a sheet of a CSV file or a workbook to an entity.
//!
//! The layout says where its headings are and what stands under them; headings of the vocabulary are known without it. A
//! blank cell is no fact. Whatever was not used — columns, rows, signs that mean nothing — is told, so that nobody takes
//! it for read.

mod agreed;
mod columnar;
mod columns;
mod forms;
mod guess;
mod headings;
mod layout;
mod rows;
mod single;
mod strangers;
mod survey;
mod told;
mod written;

use super::encoding::Charset;
use super::problems::{Problems, meant};
use super::sheet::workbook::Book;
use super::sheet::{Sheet, csv};
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Fault, FileId, Place, Sources};
use crate::inventory::{Overlay, Record, SheetRecords};
use crate::text;
use crate::vocabulary::layout::Remembered;
use crate::vocabulary::{EntityId, Layout, Vocabulary};
use std::path::{Component, Path};

pub(super) use forms::read as forms;
pub use guess::{Ground, Names};
pub use single::{TableFacts, TableProblems, TableWish, load_table};
pub use survey::{Survey, Surveyed, Understood};
pub use written::{heading_means, says};

/// A sheet bound to an entity.
#[derive(Debug)]
pub(super) struct Binding {
    /// The file, within the inventory's folder, with `/`.
    pub file: String,
    /// Where it is said; nowhere, for a table that somebody hands over.
    place: Option<Place>,
    charset: Option<Charset>,
    layout: Layout,
}

impl Binding {
    /// The entity that its rows speak about.
    pub fn entity(&self) -> EntityId {
        self.layout.entity
    }
}

/// What was read from bound sheets.
#[derive(Default)]
pub(super) struct Read {
    /// Records.
    pub records: Vec<Record>,
    /// Records of sheets that are read by column.
    pub tables: Vec<SheetRecords>,
    /// Facts about records that exist already.
    pub overlays: Vec<Overlay>,
    /// What the reader of a report must know of how it was read.
    pub notices: Vec<Diagnostic>,
    /// The sheets.
    pub files: Vec<FileId>,
    /// What is listed in them, and their first heading.
    pub listed: Vec<(EntityId, Place)>,
    /// Which columns and rows are not used is shown with how the table was understood.
    pub surveyed: bool,
}

/// What is known of the body before its tables are read, by field: its code, its name.
pub(super) type Own = Vec<(String, String)>;

/// Reads one `[[table]]`.
pub(super) fn binding(mut walk: Walk<'_, '_>, vocabulary: &Vocabulary) -> Option<Binding> {
    let page = walk.page;
    let before = page.problems.count();
    let file = walk.need_text("file").map(|(name, place)| (name.trim().replace('\\', "/"), place));
    if let Some((name, place)) = &file {
        let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        if !inside {
            let message =
                text!(ja: "`{name}` は台帳のフォルダの外を指している", en: "`{name}` lies outside the inventory");
            page.fail(*place, message, None);
        }
    }
    let charset = walk.text("encoding").and_then(|(word, place)| {
        let found = Charset::find(word);
        if found.is_none() {
            let message = text!(ja: "文字コード `{word}` は読めない", en: "unknown encoding `{word}`");
            let help = text!(ja: "読めるのは utf-8 と cp932 です", en: "known are utf-8 and cp932");
            page.fail(place, message, help);
        }
        found
    });
    let form = walk.text("form").map(|(name, place)| {
        let found = vocabulary.forms.get(name.trim());
        if found.is_none() {
            let message = text!(ja: "様式 `{name}` はルール集にない", en: "the pack has no form `{name}`");
            let all = vocabulary.forms.keys().cloned().collect::<Vec<_>>().join(", ");
            let known = || text!(ja: "あるのは {all}", en: "known are {all}");
            let near = meant(name, vocabulary.forms.keys().map(String::as_str));
            page.fail(place, message, near.unwrap_or_else(known));
        }
        found
    });
    let layout = match form {
        Some(None) => None,
        Some(Some(form)) => layout::read(&mut walk, vocabulary, Some(&form.layout)),
        None => layout::read(&mut walk, vocabulary, None),
    };
    if !matches!(form, Some(None)) {
        walk.finish();
    }
    let ((file, place), layout) = file.zip(layout)?;
    (page.problems.count() == before).then_some(Binding { file, place: Some(place), charset, layout })
}

/// Reads one `[[import]]`: how a table was understood that was taken in before.
pub(super) fn remembered(mut walk: Walk<'_, '_>, vocabulary: &Vocabulary) -> Option<Remembered> {
    let headings = walk.texts("headings").into_iter().map(|(text, _)| text.to_owned()).collect();
    walk.need("headings");
    let layout = layout::read(&mut walk, vocabulary, None);
    walk.finish();
    layout.map(|layout| Remembered { headings, layout })
}

/// Turns the sheets that bindings name in one file into facts.
pub(super) fn read(
    bindings: &[&Binding],
    bytes: Vec<u8>,
    own: &Own,
    vocabulary: &Vocabulary,
    (sources, problems): (&mut Sources, &Problems),
    read: &mut Read,
) {
    for (binding, sheet) in &opened(bindings, bytes, (sources, problems), &mut read.notices) {
        read.files.push(sheet.id);
        let row = binding.layout.header_rows.0.saturating_sub(1);
        read.listed.push((binding.entity(), sources.cell(sheet.id, row, 0)));
        rows::read(&binding.layout, sheet.view(sources), own, vocabulary, problems, read);
    }
}

/// The sheets that bindings name in one file.
fn opened<'b>(
    bindings: &[&'b Binding],
    bytes: Vec<u8>,
    (sources, problems): (&mut Sources, &Problems),
    notices: &mut Vec<Diagnostic>,
) -> Vec<(&'b Binding, Sheet)> {
    let [first, ..] = bindings else { return Vec::new() };
    let name = first.file.as_str();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let mut sheets: Vec<(&Binding, Sheet)> = Vec::new();
    match ending.as_str() {
        "csv" | "tsv" | "txt" => {
            // Only a file that several bindings read is copied.
            let copies = std::iter::repeat_n(bytes, bindings.len());
            for (binding, bytes) in bindings.iter().zip(copies) {
                let opened = csv::read(name, bytes, binding.charset, sources, problems);
                sheets.extend(opened.map(|opened| {
                    notices.extend(
                        opened.guessed.map(|charset| told::guessed(&opened.sheet, charset, binding.place, sources)),
                    );
                    (*binding, opened.sheet)
                }));
            }
        }
        "xlsx" | "xlsm" | "ods" => {
            let Some(mut book) = Book::open(name, bytes, Fault::Inventory, problems) else { return Vec::new() };
            for binding in bindings {
                let sheet = which(&book, binding, problems);
                let sheet = sheet.and_then(|sheet| book.sheet(&sheet, sources, problems));
                sheets.extend(sheet.map(|sheet| (*binding, sheet)));
            }
        }
        _ => {
            let message = text!(ja: "`{name}` は読める形式でない", en: "`{name}` is in no form that is read");
            let help = text!(
                ja: "CSV（.csv、.tsv）か Excel（.xlsx）、ODS（.ods）で保存し直します",
                en: "save it again as CSV (.csv, .tsv), Excel (.xlsx) or OpenDocument (.ods)"
            );
            problems.push(Diagnostic::error(Fault::Inventory, first.place, message).help(help));
        }
    }
    sheets
}

/// The sheet that a binding means: the one it names, or the only one.
fn which(book: &Book, binding: &Binding, problems: &Problems) -> Option<String> {
    let names = book.names();
    let wanted = binding.layout.sheet.as_deref();
    let found = match (wanted, &names[..]) {
        (Some(wanted), _) => names.iter().find(|name| name.trim() == wanted.trim()),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    if found.is_none() {
        problems.push(book.which(wanted, binding.place));
    }
    found.cloned()
}
