//! Workbooks as a person's Excel reads and writes them.

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::Workbook;
use std::fs;
use std::path::{Path, PathBuf};

/// Columns of the sheet of questions.
pub const ANSWER: usize = 4;
pub const AGREED: usize = 11;
pub const ID: usize = 15;
/// Row of headings.
pub const HEAD: usize = 3;

/// The workbooks in a folder.
pub fn books(dir: &Path) -> Vec<PathBuf> {
    let mut names: Vec<PathBuf> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

/// The sheets of a workbook as texts.
pub fn sheets(path: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let names = book.sheet_names();
    let text = |data: Option<&Data>| match data {
        Some(Data::DateTime(day)) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        data => data.map(ToString::to_string).unwrap_or_default(),
    };
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
            let row = |row: u32| (0..width).map(|column| text(range.get_value((row, column)))).collect();
            (name, (0..height).map(row).collect())
        })
        .collect()
}

/// Writes the sheets as a person's Excel would, as far as it matters.
pub fn rewrite(path: &Path, sheets: &[(String, Vec<Vec<String>>)]) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, cell).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}
