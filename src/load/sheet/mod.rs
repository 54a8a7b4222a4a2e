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
use crate::diagnostic::{Diagnostic, Fault, FileId, Grid, Place, Source, Sources};
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
    /// Cells that a merged cell covers, with the cell in which it is written.
    pub merged: BTreeMap<(usize, usize), (usize, usize)>,
    /// The workbook counts days from 1904.
    pub from_1904: bool,
}

impl Sheet {
    /// The sheet together with its text.
    pub fn view<'s>(&'s self, sources: &'s Sources) -> View<'s> {
        View { sheet: self, sources, source: sources.get(self.id) }
    }
}

/// A sheet with its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'s> {
    /// The sheet.
    pub sheet: &'s Sheet,
    sources: &'s Sources,
    source: &'s Source,
}

impl<'s> View<'s> {
    /// The sheet as it is called in messages: `book.xlsx!sheet`, or the CSV file.
    pub fn shown(&self) -> &'s str {
        &self.source.name
    }

    /// Where its cells stand.
    pub fn grid(&self) -> Option<&'s Arc<Grid>> {
        self.sources.grid(self.sheet.id)
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.source.rows()
    }

    /// Number of cells of a row.
    pub fn columns(&self, row: usize) -> usize {
        self.source.columns(row)
    }

    /// What is written in a cell, without blanks around it; what is written in a merged cell is written in all of it.
    pub fn get(&self, row: usize, column: usize) -> &'s str {
        let (row, column) = self.written_at(row, column);
        self.source.written(row, column).trim()
    }

    /// The place of a cell.
    pub fn place(&self, row: usize, column: usize) -> Place {
        let (row, column) = self.written_at(row, column);
        self.sources.cell(self.sheet.id, row, column)
    }

    /// The sheet as the readers of values see it.
    pub fn page(&self, problems: &'s Problems) -> Page<'s> {
        Page { file: self.sheet.id, text: &self.source.text, fault: Fault::Inventory, problems }
    }

    /// The file of a place as the readers of values see it: the sheet, or where its layout is written.
    pub fn page_of(&self, place: Place, problems: &'s Problems) -> Page<'s> {
        Page { file: place.file, text: &self.sources.get(place.file).text, fault: Fault::Inventory, problems }
    }

    fn written_at(&self, row: usize, column: usize) -> (usize, usize) {
        self.sheet.merged.get(&(row, column)).copied().unwrap_or((row, column))
    }
}

/// Reports a file that cannot be read.
pub(super) fn unreadable(problems: &Problems, fault: Fault, name: &str, (ja, en): (&str, &str), help: Option<Text>) {
    let message = text!(ja: "`{name}` を読めない（{ja}）", en: "cannot read `{name}` ({en})");
    problems.push(Diagnostic::error(fault, None, message).help(help));
}
