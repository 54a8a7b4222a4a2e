//! The files that were read, and places in them.
//!
//! Every fact and every diagnostic points into a *source* by byte offsets; lines and columns are worked out only when
//! a person sees them. Pack files and inventory files share one registry, so that a place alone says where it is.

use super::grid::{Grid, SheetForm};
use std::sync::Arc;

/// The number of a file in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u16);

/// A stretch of bytes in a file, `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// One file that was read.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name as shown: relative to the inventory's folder, or `rules/…` for the pack; always with `/`.
    pub name: String,
    content: Content,
}

#[derive(Debug, Clone)]
enum Content {
    /// A text, and the byte offsets at which its lines begin.
    Text(String, Vec<u32>),
    /// A sheet.
    Sheet(Arc<Grid>),
}

/// All files read in one run, in the order in which they were read.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and gives it a number.
    ///
    /// # Panics
    /// Never in practice: `load` refuses folders with more than 60,000 files before they get here.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let mut lines = vec![0];
        lines.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1));
        self.push(Source { name: name.into(), content: Content::Text(text, lines) })
    }

    /// Adds a sheet; places in it are shown by cell.
    pub fn add_sheet(&mut self, name: impl Into<String>, grid: Arc<Grid>) -> FileId {
        self.push(Source { name: name.into(), content: Content::Sheet(grid) })
    }

    fn push(&mut self, source: Source) -> FileId {
        let id = FileId(self.files.len() as u16);
        self.files.push(source);
        id
    }

    /// The place of a cell, row and column from 0; a cell beyond the end of its row is the end of the row.
    pub fn cell(&self, sheet: FileId, row: usize, column: usize) -> Place {
        let (start, end) = self.get(sheet).grid().map(|grid| grid.cell(row, column)).unwrap_or_default();
        Place { file: sheet, start, end }
    }

    /// The file with that number.
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// The number of the file with that name.
    pub fn find(&self, name: &str) -> Option<FileId> {
        self.files.iter().position(|f| f.name == name).map(|i| FileId(i as u16))
    }

    /// `file:line:column`, line and column from 1, the column counted in characters; `file.csv:row:column` in a CSV file and
    /// `book.xlsx!sheet!C7` in a workbook, as a spreadsheet program counts them.
    pub fn show(&self, place: Place) -> String {
        let source = self.get(place.file);
        if let Some(shown) = source.show_cell(place.start) {
            return shown;
        }
        let (line, column) = source.line_column(place.start);
        format!("{}:{line}:{column}", source.name)
    }
}

impl Source {
    /// The decoded text, without a byte order mark; of a sheet, what its cells hold.
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Text(text, _) => text,
            Content::Sheet(grid) => grid.text(),
        }
    }

    fn grid(&self) -> Option<&Grid> {
        match &self.content {
            Content::Text(..) => None,
            Content::Sheet(grid) => Some(grid),
        }
    }

    /// Whether it is a sheet: its places are cells.
    pub fn is_sheet(&self) -> bool {
        self.grid().is_some()
    }

    /// The place of the cell at a byte offset as it is shown, if this is a sheet.
    pub fn show_cell(&self, offset: u32) -> Option<String> {
        let grid = self.grid()?;
        let (row, column) = grid.at(offset)?;
        Some(match grid.form() {
            SheetForm::Csv => format!("{}:{}:{}", self.name, row + 1, column + 1),
            SheetForm::Workbook => format!("{}!{}{}", self.name, letters(column), row + 1),
        })
    }

    /// Line and column (characters) of a byte offset, both from 1; offsets past the end mean the end. A sheet is one line:
    /// who shows a place in it shows the cell.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let Content::Text(text, lines) = &self.content else { return (1, 1) };
        let mut offset = (offset as usize).min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = lines.partition_point(|start| *start as usize <= offset);
        let start = lines[line - 1] as usize;
        (line, text[start..offset].chars().count() + 1)
    }
}

/// The name of a column, from 0: A, B, …, Z, AA.
pub fn letters(column: usize) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Cells;

    fn sheet(form: SheetForm, rows: &[Vec<String>]) -> Arc<Grid> {
        let mut cells = Cells::new(form);
        for row in rows {
            cells.row();
            row.iter().for_each(|cell| cells.cell(cell));
        }
        Arc::new(cells.into())
    }

    #[test]
    fn a_place_in_a_sheet_is_a_cell() {
        let mut sources = Sources::default();
        let wide: Vec<String> = (0..30).map(|n| n.to_string()).collect();
        let rows = [vec!["番号".into(), "回\n答".into()], Vec::new(), wide];
        let book = sources.add_sheet("b.xlsx!照会", sheet(SheetForm::Workbook, &rows));
        for (row, column, address) in [(0, 0, "A1"), (0, 1, "B1"), (2, 0, "A3"), (2, 26, "AA3"), (2, 99, "AD3")] {
            assert_eq!(sources.show(sources.cell(book, row, column)), format!("b.xlsx!照会!{address}"));
        }
        let grid = sheet(SheetForm::Csv, &rows);
        let csv = sources.add_sheet("a.csv", Arc::clone(&grid));
        assert_eq!(sources.show(sources.cell(csv, 2, 26)), "a.csv:3:27");
        assert_eq!((grid.written(0, 1), grid.written(1, 0)), ("回\n答", ""));
        assert_eq!((grid.rows(), grid.columns(1), grid.columns(2)), (3, 0, 30));
        let empty = sources.add_sheet("e.csv", sheet(SheetForm::Csv, &[]));
        assert_eq!(sources.show(sources.cell(empty, 0, 0)), "e.csv:1:1");
    }
}
