//! Sheets: tables as people keep them, in a CSV file or a workbook, read as rows of written cells.
//!
//! What a cell means is not known here; every cell is the text that a person sees in it, and its place is shown as a
//! spreadsheet program counts rows and columns.

pub(super) mod container;
pub(super) mod csv;
mod ods;
pub(super) mod workbook;

use super::problems::Problems;
use super::walk::Page;
use crate::diagnostic::{Diagnostic, Fault, FileId, Grid, Place, Sources};
use crate::language::Text;
use crate::text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most cells of a sheet, blank ones before the last of a row included.
pub(super) const MAX_CELLS: usize = 8_000_000;
/// Most bytes in the cells of a sheet.
pub(super) const MAX_TEXT: usize = 256 * 1024 * 1024;

/// One sheet that was read.
#[derive(Debug)]
pub(super) struct Sheet {
    /// Its name; that of the file, for a CSV file.
    pub name: String,
    /// Its number among the sources.
    pub id: FileId,
    /// Its cells.
    pub grid: Arc<Grid>,
    /// Cells that a merged cell covers, with the cell in which it is written.
    pub merged: BTreeMap<(usize, usize), (usize, usize)>,
    /// The workbook counts days from 1904.
    pub from_1904: bool,
}

impl Sheet {
    /// A sheet without merged cells, which becomes one of the sources; `shown` is what it is called in messages.
    pub fn new(name: &str, shown: impl Into<String>, grid: Grid, sources: &mut Sources) -> Self {
        let grid = Arc::new(grid);
        let id = sources.add_sheet(shown, Arc::clone(&grid));
        Self { name: name.to_owned(), id, grid, merged: BTreeMap::new(), from_1904: false }
    }

    /// The sheet together with its text.
    pub fn view<'s>(&'s self, sources: &'s Sources) -> View<'s> {
        View { sheet: self, sources }
    }
}

/// A sheet with its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'s> {
    /// The sheet.
    pub sheet: &'s Sheet,
    sources: &'s Sources,
}

impl<'s> View<'s> {
    /// The sheet as it is called in messages: `book.xlsx!sheet`, or the CSV file.
    pub fn shown(&self) -> &'s str {
        &self.sources.get(self.sheet.id).name
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.sheet.grid.rows()
    }

    /// Number of cells of a row.
    pub fn columns(&self, row: usize) -> usize {
        self.sheet.grid.columns(row)
    }

    /// What is written in a cell, without blanks around it; what is written in a merged cell is written in all of it.
    pub fn get(&self, row: usize, column: usize) -> &'s str {
        let (row, column) = self.written_at(row, column);
        trimmed(self.sheet.grid.written(row, column))
    }

    /// A row.
    pub fn row(&self, row: usize) -> Row<'s> {
        let mut read = Row { view: *self, number: row, spans: Vec::new(), cells: Vec::new() };
        read.go(row);
        read
    }

    /// The place of a cell.
    pub fn place(&self, row: usize, column: usize) -> Place {
        let (row, column) = self.written_at(row, column);
        self.sources.cell(self.sheet.id, row, column)
    }

    /// The sheet as the readers of values see it.
    pub fn page(&self, problems: &'s Problems) -> Page<'s> {
        Page { file: self.sheet.id, text: self.sheet.grid.text(), fault: Fault::Inventory, problems }
    }

    /// The file of a place as the readers of values see it: the sheet, or where its layout is written.
    pub fn page_of(&self, place: Place, problems: &'s Problems) -> Page<'s> {
        Page { file: place.file, text: self.sources.get(place.file).text(), fault: Fault::Inventory, problems }
    }

    fn written_at(&self, row: usize, column: usize) -> (usize, usize) {
        self.sheet.merged.get(&(row, column)).copied().unwrap_or((row, column))
    }
}

/// One row of a sheet, whose cells are looked for once.
pub(super) struct Row<'s> {
    view: View<'s>,
    number: usize,
    spans: Vec<(u32, u32)>,
    cells: Vec<&'s str>,
}

impl<'s> Row<'s> {
    /// Goes to another row.
    pub fn go(&mut self, number: usize) {
        let Self { view, spans, cells, .. } = self;
        self.number = number;
        view.sheet.grid.read_row(number, spans);
        cells.clear();
        match view.sheet.merged.is_empty() {
            true => cells.extend(spans.iter().map(|span| trimmed(view.sheet.grid.slice(*span)))),
            false => cells.extend((0..spans.len()).map(|column| view.get(number, column))),
        }
    }

    /// Which row it is, from 0.
    pub fn number(&self) -> usize {
        self.number
    }

    /// What is written in each of its cells, without blanks around it.
    pub fn cells(&self) -> &[&'s str] {
        &self.cells
    }

    /// What is written in a cell, as [`View::get`] tells it.
    pub fn get(&self, column: usize) -> &'s str {
        match self.cells.get(column) {
            Some(cell) => cell,
            None if self.view.sheet.merged.is_empty() => "",
            None => self.view.get(self.number, column),
        }
    }

    /// The place of a cell.
    pub fn place(&self, column: usize) -> Place {
        match self.spans.get(column) {
            Some((start, end)) if self.view.sheet.merged.is_empty() => {
                Place { file: self.view.sheet.id, start: *start, end: *end }
            }
            _ => self.view.place(self.number, column),
        }
    }
}

/// A text without blanks around it, full-width ones included.
fn trimmed(text: &str) -> &str {
    // Most cells begin and end in a sign that is plainly none.
    match text.as_bytes() {
        [] => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Reports a file that cannot be read.
pub(super) fn unreadable(problems: &Problems, fault: Fault, name: &str, (ja, en): (&str, &str), help: Option<Text>) {
    let message = text!(ja: "`{name}` を読めない（{ja}）", en: "cannot read `{name}` ({en})");
    problems.push(Diagnostic::error(fault, None, message).help(help));
}
