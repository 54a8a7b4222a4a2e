//! An inventory as sheets: one for each entity, in a folder that is an inventory again.
//!
//! What is read from the folder is what was exported, blanks included. A record that no cell can hold as it is (a text
//! with a blank at its end, a list with commas in its items) is written in TOML beside the sheets; so are the facts about
//! the body.

mod csv;
mod sheet;
mod workbook;

use crate::diagnostic::{Diagnostic, Sources};
use crate::inventory::{Inventory, Overlay, Record};
use crate::language::Language;
use crate::report::Encoding;
use crate::report::toml::{self, Table};
use crate::vocabulary::{EntityId, Kind, Vocabulary};
use sheet::Sheet;
pub(in crate::report) use sheet::{Written, heading, value as written, words};
pub(in crate::report) use workbook::Style;

/// The name of the workbook.
const WORKBOOK: &str = "inventory.xlsx";
/// The file of what no cell can hold.
pub const REST: &str = "rest.toml";
/// The file about the body.
const BODY: &str = "body.toml";

/// In which form sheets are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// One workbook.
    Workbook,
    /// A CSV file for each sheet.
    Csv(Encoding),
}

/// An exported inventory.
#[derive(Debug)]
pub struct Export {
    /// The files, by name.
    pub files: Vec<(String, Vec<u8>)>,
    /// Number of sheets, of rows in them, and of records that are in TOML.
    pub counts: (usize, usize, usize),
}

/// Writes an inventory as sheets.
///
/// # Errors
/// Characters that the encoding does not have, each with the place of the record.
pub fn export(
    inventory: &Inventory,
    vocabulary: &Vocabulary,
    sources: &Sources,
    form: Form,
    language: Language,
) -> Result<Export, Vec<Diagnostic>> {
    let mut rest = Table::new();
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    let mut apart = 0;
    let records: Vec<_> = inventory.all_records().collect();
    for id in vocabulary.ids().filter(|id| vocabulary.entity(*id).kind == Kind::Base) {
        let records = records.iter().map(AsRef::as_ref).filter(|record| record.entity == id);
        let overlays = inventory.overlays.iter().filter(|overlay| overlay.record.entity == id);
        let (sheet, left) = split(vocabulary, id, records, overlays, form, language);
        apart += left.len();
        for one in left {
            match one {
                Entry::Record(record) => {
                    toml::push(&mut rest, &vocabulary.entity(id).id, toml::record(record, vocabulary))
                }
                Entry::Overlay(overlay) => toml::push(&mut rest, "fact", toml::overlay(overlay, vocabulary)),
            }
        }
        sheets.extend(sheet);
    }
    let about_body = inventory.overlays.iter().filter(|overlay| overlay.on.0.split('/').count() == 1);
    for overlay in about_body.filter(|overlay| !overlay.record.cells.is_empty()) {
        toml::push(&mut rest, "fact", toml::overlay(overlay, vocabulary));
    }
    for whole in inventory.complete.iter().filter(|whole| whole.on_date.is_some()) {
        toml::push(&mut rest, "fact", toml::whole(whole, vocabulary));
    }
    sheet::name(&mut sheets, vocabulary, language);
    let rows = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let mut body = toml::body(inventory, vocabulary);
    for sheet in &sheets {
        toml::push(&mut body, "table", sheet.binding(vocabulary, form));
    }
    let mut files = vec![(BODY.to_owned(), toml::write(&body))];
    if !rest.is_empty() {
        files.push((REST.to_owned(), toml::write(&rest)));
    }
    match form {
        Form::Workbook if sheets.is_empty() => {}
        Form::Workbook => {
            let offers = sheet::offers(inventory, vocabulary);
            // Texts longer than a cell are in TOML, so nothing is left that a workbook cannot hold.
            let bytes = workbook::write(&sheets, vocabulary, &offers, inventory.as_of, language).unwrap_or_default();
            files.push((WORKBOOK.to_owned(), bytes));
        }
        Form::Csv(encoding) => files.extend(csv::write(&sheets, vocabulary, encoding, sources)?),
    }
    Ok(Export { files, counts: (sheets.len(), rows, apart) })
}

/// What becomes a row.
#[derive(Clone, Copy)]
enum Entry<'i> {
    Record(&'i Record),
    Overlay(&'i Overlay),
}

impl<'i> Entry<'i> {
    fn record(self) -> &'i Record {
        match self {
            Entry::Record(record) => record,
            Entry::Overlay(overlay) => &overlay.record,
        }
    }
}

/// The sheet of an entity, and what no sheet can hold.
fn split<'i>(
    vocabulary: &Vocabulary,
    id: EntityId,
    records: impl Iterator<Item = &'i Record>,
    overlays: impl Iterator<Item = &'i Overlay>,
    form: Form,
    language: Language,
) -> (Option<Sheet<'i>>, Vec<Entry<'i>>) {
    let entries: Vec<Entry<'i>> = records.map(Entry::Record).chain(overlays.map(Entry::Overlay)).collect();
    let (fit, left): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| sheet::fits(*entry, vocabulary, form));
    let sheet = (!fit.is_empty()).then(|| Sheet::of(vocabulary, id, &fit, language));
    (sheet, left)
}
