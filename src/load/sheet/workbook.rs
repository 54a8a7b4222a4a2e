//! Workbooks: the sheets of an Excel or OpenDocument file. Formulas are never run and links never followed; the value stored beside them
//! counts.

use super::{MAX_CELLS, MAX_TEXT, Sheet, container, ods, unreadable};
use crate::diagnostic::machine::reason;
use crate::diagnostic::{Cells, Diagnostic, Fault, Place, SheetForm, Sources};
use crate::load::files::on_disk;
use crate::load::problems::{Problems, meant};
use crate::text;
use calamine::{DataRef, Reader, Style, Xlsx, open_workbook_from_rs};
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

/// Largest workbook that is read, in bytes.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// Most cells that merged cells cover.
const MAX_MERGED: usize = 200_000;
/// Digits of a number that a person sees of a percentage.
const DIGITS: i32 = 10;

/// A workbook that was opened.
pub(in crate::load) struct Book {
    name: String,
    inner: Inner,
}

enum Inner {
    Excel(Box<Xlsx<Cursor<Vec<u8>>>>),
    OpenDocument(Vec<ods::Page>),
}

/// Cells that merged cells cover, with the cell in which each is written.
pub(super) type Merged = BTreeMap<(usize, usize), (usize, usize)>;

impl Book {
    /// Opens a workbook; what stands in the way is reported, as the concern of `fault`.
    pub fn open(name: &str, bytes: Vec<u8>, fault: Fault, problems: &Problems) -> Option<Self> {
        if let Err(what) = container::guard(&bytes) {
            let help = text!(
                ja: "Excelで開き、パスワードをかけずに xlsx 形式か CSV で保存し直します",
                en: "open it in Excel and save it again without a password, as xlsx or CSV"
            );
            unreadable(problems, fault, name, (&what.ja, &what.en), Some(help));
            return None;
        }
        let fail = |ja: &str, en: &str| unreadable(problems, fault, name, (ja, en), None);
        if ods::is_one(&bytes) {
            return match (ods::is_locked(&bytes), ods::read(&bytes)) {
                (true, _) => {
                    fail("パスワードで保護されている", "protected by a password");
                    None
                }
                (_, Ok(pages)) => Some(Self { name: name.to_owned(), inner: Inner::OpenDocument(pages) }),
                (_, Err(stop)) => {
                    fail(stop.words().0, stop.words().1);
                    None
                }
            };
        }
        match open_workbook_from_rs(Cursor::new(bytes)) {
            Ok(inner) => Some(Self { name: name.to_owned(), inner: Inner::Excel(Box::new(inner)) }),
            Err(_) => {
                fail("Excelのブック（xlsx）でない", "no workbook (xlsx)");
                None
            }
        }
    }

    /// The names of its sheets.
    pub fn names(&self) -> Vec<String> {
        match &self.inner {
            Inner::Excel(inner) => inner.sheet_names(),
            Inner::OpenDocument(pages) => pages.iter().map(|page| page.name.clone()).collect(),
        }
    }

    /// Reads one sheet; what stands in the way is reported.
    pub fn sheet(&mut self, sheet: &str, sources: &mut Sources, problems: &Problems) -> Option<Sheet> {
        let shown = format!("{}!{sheet}", self.name);
        let fail = |ja: &str, en: &str| unreadable(problems, Fault::Inventory, &shown, (ja, en), None);
        let read = match &mut self.inner {
            Inner::Excel(inner) => excel(inner, sheet),
            Inner::OpenDocument(pages) => pages
                .iter()
                .find(|page| page.name == sheet)
                .map(|page| (page.cells.clone(), page.merged.clone(), false))
                .ok_or(Stop::Broken),
        };
        match read {
            Ok((cells, merged, from_1904)) => {
                Some(Sheet { merged, from_1904, ..Sheet::new(sheet, shown, cells.into(), sources) })
            }
            Err(stop) => {
                fail(stop.words().0, stop.words().1);
                None
            }
        }
    }

    /// Reports that there is no sheet of that name, or that none was named.
    pub fn which(&self, wanted: Option<&str>, place: Option<Place>) -> Diagnostic {
        let (name, names) = (&self.name, self.names());
        let (all_ja, all_en) = (names.join("、"), names.join(", "));
        let message = match wanted {
            Some(wanted) => text!(
                ja: "`{name}` にシート「{wanted}」がない",
                en: "`{name}` has no sheet `{wanted}`"
            ),
            None => text!(ja: "`{name}` にはシートが複数ある", en: "`{name}` has several sheets"),
        };
        let near = wanted.and_then(|wanted| meant(wanted, names.iter().map(String::as_str)));
        // What is written in a file is mended there; else it was said on the command line.
        let known = match place {
            Some(_) => text!(
                ja: "sheet = \"…\" で指定します。あるのは {all_ja}",
                en: "name one as sheet = \"…\"; there are {all_en}"
            ),
            None => text!(
                ja: "--sheet で指定します。あるのは {all_ja}",
                en: "name one with --sheet; there are {all_en}"
            ),
        };
        Diagnostic::error(Fault::Inventory, place, message).help(near.unwrap_or(known))
    }
}

/// Reads all sheets of a workbook that somebody hands over; what stands in the way is reported.
pub(in crate::load) fn read(path: &Path, sources: &mut Sources, problems: &Problems) -> Vec<Sheet> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let fail = |ja: &str, en: &str| unreadable(problems, Fault::Machine, &name, (ja, en), None);
    let bytes = match on_disk(path, MAX_BYTES) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let limit = MAX_BYTES / 1024 / 1024;
            fail(&format!("{limit} MiB より大きい"), &format!("larger than {limit} MiB"));
            return Vec::new();
        }
        Err(error) => {
            let reason = reason(&error);
            fail(&reason.ja, &reason.en);
            return Vec::new();
        }
    };
    let Some(mut book) = Book::open(&name, bytes, Fault::Machine, problems) else { return Vec::new() };
    book.names().iter().filter_map(|sheet| book.sheet(sheet, sources, problems)).collect()
}

/// Why a sheet is not read.
pub(super) enum Stop {
    /// It is too large.
    Large,
    /// It is not as it must be.
    Broken,
}

impl Stop {
    fn words(&self) -> (&'static str, &'static str) {
        match self {
            Stop::Large => ("大きすぎる", "too large"),
            Stop::Broken => ("シートが壊れている", "the sheet is broken"),
        }
    }
}

/// The cells of a sheet of an Excel file, what merged cells cover, and whether it counts days from 1904.
fn excel(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Result<(Cells, Merged, bool), Stop> {
    let cells = cells(book, sheet)?;
    let mut merged = Merged::new();
    for region in book.merge_cells_by_sheet_name(sheet).unwrap_or_default() {
        let at = |(row, column): (u32, u32)| (row as usize, column as usize);
        cover(&mut merged, at(region.start), at(region.end), cells.rows()).ok_or(Stop::Large)?;
    }
    Ok((cells, merged, book.has_1904_epoch()))
}

/// The cells of a sheet, one after the other, so that a sheet with one cell in its last corner needs no more room than
/// that cell.
fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Result<Cells, Stop> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|_| Stop::Broken)?;
    let mut cells = Cells::new(SheetForm::Workbook);
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|_| Stop::Broken)? {
        let (row, column) = cell.get_position();
        let (row, column) = (row as usize, column as usize);
        if *cell.get_value() == DataRef::Empty {
            continue;
        }
        if row + 1 < cells.rows() || (row + 1 == cells.rows() && column < cells.columns()) {
            return Err(Stop::Broken);
        }
        let padding = column - if row + 1 == cells.rows() { cells.columns() } else { 0 };
        let (count, length) = cells.size();
        if row > MAX_CELLS || count + padding > MAX_CELLS || length > MAX_TEXT {
            return Err(Stop::Large);
        }
        while cells.rows() <= row {
            cells.row();
        }
        while cells.columns() < column {
            cells.cell("");
        }
        cells.cell(&written(cell.get_value(), reader.styles().get(style)));
    }
    Ok(cells)
}

/// Adds the cells that a merged cell covers, within so many rows; nothing if there are too many.
pub(super) fn cover(merged: &mut Merged, first: (usize, usize), last: (usize, usize), rows: usize) -> Option<()> {
    for row in first.0..last.0.saturating_add(1).min(rows) {
        for column in first.1..=last.1 {
            if merged.len() >= MAX_MERGED {
                return None;
            }
            if (row, column) != first {
                merged.insert((row, column), first);
            }
        }
    }
    Some(())
}

/// A cell as a person sees it: days in ISO form, whole numbers without a fraction, percentages as such.
fn written(data: &DataRef<'_>, style: Option<&Style>) -> String {
    match data {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if style.is_some_and(is_percentage) => percentage(*number),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    }
}

/// A share as a person sees it: 0.963 is 96.3%.
pub(super) fn percentage(number: f64) -> String {
    let shift = 10_f64.powi(DIGITS);
    format!("{}%", (number * 100.0 * shift).round() / shift)
}

fn is_percentage(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}
