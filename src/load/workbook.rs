//! Workbooks: the sheets of an Excel file as rows of texts. Formulas are never run; the value stored beside them counts.

use super::problems::Problems;
use super::walk::Page;
use crate::diagnostic::{Diagnostic, Fault, FileId, Sources};
use crate::text;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

/// Largest workbook that is read, in bytes.
const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// Most cells of a sheet, from the first row and column to the last that holds anything.
const MAX_CELLS: usize = 2_000_000;

/// One sheet.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name.
    pub(super) name: String,
    /// Its number among the sources.
    pub(super) id: FileId,
    /// What is written, row by row from the first of the sheet.
    pub(super) rows: Vec<Vec<String>>,
}

impl Sheet {
    /// What is written in a cell, without blanks around it.
    pub(super) fn get(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).map_or("", |text| text.trim())
    }

    /// The sheet as the readers of values see it.
    pub(super) fn page<'s>(&self, sources: &'s Sources, problems: &'s Problems) -> Page<'s> {
        Page { file: self.id, text: &sources.get(self.id).text, fault: Fault::Inventory, problems }
    }
}

/// Reads all sheets of a workbook; what stands in the way is reported.
pub(super) fn read(path: &Path, sources: &mut Sources, problems: &Problems) -> Vec<Sheet> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let fail = |ja: String, en: String| {
        problems.push(Diagnostic::error(
            Fault::Machine,
            None,
            text!(ja: "`{name}` を読めない（{ja}）", en: "cannot read `{name}` ({en})"),
        ));
    };
    let bytes = match bytes(path) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => {
            let limit = MAX_BYTES / 1024 / 1024;
            fail(format!("{limit} MiB より大きい"), format!("larger than {limit} MiB"));
            return Vec::new();
        }
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            fail("権限がないか、Excelで開いている".to_owned(), "no permission, or open in Excel".to_owned());
            return Vec::new();
        }
        Err(error) => {
            fail(error.to_string(), error.to_string());
            return Vec::new();
        }
    };
    let mut book: Xlsx<_> = match open_workbook_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(_) => {
            fail(
                "Excelのブック（xlsx）でないか、パスワードで保護されている".to_owned(),
                "no xlsx workbook, or protected by a password".to_owned(),
            );
            return Vec::new();
        }
    };
    let mut sheets = Vec::new();
    for sheet in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&sheet) else {
            fail(format!("シート「{sheet}」が壊れている"), format!("sheet `{sheet}` is broken"));
            continue;
        };
        let (height, width) = range.end().map_or((0, 0), |(row, column)| (row as usize + 1, column as usize + 1));
        if height.saturating_mul(width) > MAX_CELLS {
            fail(format!("シート「{sheet}」が大きすぎる"), format!("sheet `{sheet}` is too large"));
            continue;
        }
        let cell =
            |row: usize, column: usize| range.get_value((row as u32, column as u32)).map_or(String::new(), written);
        let rows: Vec<Vec<String>> =
            (0..height).map(|row| (0..width).map(|column| cell(row, column)).collect()).collect();
        let id = sources.add_sheet(format!("{name}!{sheet}"), &rows);
        sheets.push(Sheet { name: sheet, id, rows });
    }
    sheets
}

fn bytes(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= MAX_BYTES).then_some(bytes))
}

/// A cell as a person would write it down: days in ISO form, whole numbers without a fraction.
fn written(data: &Data) -> String {
    match data {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::Error(error) => error.to_string(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
    }
}
