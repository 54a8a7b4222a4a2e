//! Workbooks: the sheets of an Excel file. Formulas are never run and links never followed; the value stored beside them
//! counts.

use super::{MAX_CELLS, MAX_TEXT, Sheet, container, unreadable};
use crate::diagnostic::machine::reason;
use crate::diagnostic::{Cells, Diagnostic, Fault, SheetForm, Sources};
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
    inner: Xlsx<Cursor<Vec<u8>>>,
}

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
        match open_workbook_from_rs(Cursor::new(bytes)) {
            Ok(inner) => Some(Self { name: name.to_owned(), inner }),
            Err(_) => {
                unreadable(problems, fault, name, ("Excelのブック（xlsx）でない", "no workbook (xlsx)"), None);
                None
            }
        }
    }

    /// The names of its sheets.
    pub fn names(&self) -> Vec<String> {
        self.inner.sheet_names()
    }

    /// Reads one sheet; what stands in the way is reported.
    pub fn sheet(&mut self, sheet: &str, sources: &mut Sources, problems: &Problems) -> Option<Sheet> {
        let shown = format!("{}!{sheet}", self.name);
        let fail = |ja: &str, en: &str| unreadable(problems, Fault::Inventory, &shown, (ja, en), None);
        let cells = match cells(&mut self.inner, sheet) {
            Ok(cells) => cells,
            Err(Stop::Large) => {
                fail("大きすぎる", "too large");
                return None;
            }
            Err(Stop::Broken) => {
                fail("シートが壊れている", "the sheet is broken");
                return None;
            }
        };
        let Some(merged) = merged(&mut self.inner, sheet, cells.rows()) else {
            fail("結合されたセルが多すぎる", "too many merged cells");
            return None;
        };
        let from_1904 = self.inner.has_1904_epoch();
        Some(Sheet { name: sheet.to_owned(), id: sources.add_sheet(shown, cells), merged, from_1904 })
    }

    /// Reports that there is no sheet of that name, or that none was named.
    pub fn which(&self, wanted: Option<&str>) -> Diagnostic {
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
        let known = text!(
            ja: "sheet = \"…\" で指定します。あるのは {all_ja}",
            en: "name one as sheet = \"…\"; there are {all_en}"
        );
        Diagnostic::error(Fault::Inventory, None, message).help(near.unwrap_or(known))
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
enum Stop {
    Large,
    Broken,
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

/// The cells that merged cells cover, with the cell in which each is written; nothing if there are too many.
fn merged(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    sheet: &str,
    rows: usize,
) -> Option<BTreeMap<(usize, usize), (usize, usize)>> {
    let mut covered = BTreeMap::new();
    let regions = book.merge_cells_by_sheet_name(sheet).unwrap_or_default();
    for region in regions {
        let at = |(row, column): (u32, u32)| (row as usize, column as usize);
        let (first, last) = (at(region.start), at(region.end));
        for row in first.0..(last.0 + 1).min(rows) {
            for column in first.1..=last.1 {
                if covered.len() >= MAX_MERGED {
                    return None;
                }
                if (row, column) != first {
                    covered.insert((row, column), first);
                }
            }
        }
    }
    Some(covered)
}

/// A cell as a person sees it: days in ISO form, whole numbers without a fraction, percentages as such.
fn written(data: &DataRef<'_>, style: Option<&Style>) -> String {
    match data {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if style.is_some_and(is_percentage) => {
            let shift = 10_f64.powi(DIGITS);
            format!("{}%", (number * 100.0 * shift).round() / shift)
        }
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    }
}

fn is_percentage(style: &Style) -> bool {
    style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%'))
}
