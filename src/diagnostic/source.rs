//! The files that were read, and places in them.
//!
//! Every fact and every diagnostic points into a *source* by byte offsets; lines and columns are worked out only when
//! a person sees them. Pack files and inventory files share one registry, so that a place alone says where it is.

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
    /// The decoded text, without a byte order mark.
    pub text: String,
    /// Byte offsets at which lines begin.
    lines: Vec<u32>,
    /// For a sheet: where in the text its cells stand.
    grid: Option<Arc<Grid>>,
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
        self.push(Source { name: name.into(), text, lines, grid: None })
    }

    /// Adds a sheet; places in it are shown by cell.
    pub fn add_sheet(&mut self, name: impl Into<String>, cells: Cells) -> FileId {
        let Cells { text, grid } = cells;
        self.push(Source { name: name.into(), text, lines: vec![0], grid: Some(Arc::new(grid)) })
    }

    fn push(&mut self, source: Source) -> FileId {
        let id = FileId(self.files.len() as u16);
        self.files.push(source);
        id
    }

    /// The place of a cell, row and column from 0; a cell beyond the end of its row is the end of the row.
    pub fn cell(&self, sheet: FileId, row: usize, column: usize) -> Place {
        let (start, end) = self.grid(sheet).map(|grid| grid.cell(row, column)).unwrap_or_default();
        Place { file: sheet, start, end }
    }

    /// Where the cells of a sheet stand.
    pub fn grid(&self, sheet: FileId) -> Option<&Arc<Grid>> {
        self.get(sheet).grid.as_ref()
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
    /// The place of the cell at a byte offset as it is shown, if this is a sheet.
    pub fn show_cell(&self, offset: u32) -> Option<String> {
        let grid = self.grid.as_ref()?;
        let cell = grid.ends.partition_point(|end| *end < offset).min(grid.ends.len().checked_sub(1)?);
        let row = grid.rows.partition_point(|first| *first as usize <= cell).checked_sub(1)?;
        let column = cell - grid.rows[row] as usize;
        Some(match grid.form {
            SheetForm::Csv => format!("{}:{}:{}", self.name, row + 1, column + 1),
            SheetForm::Workbook => format!("{}!{}{}", self.name, letters(column), row + 1),
        })
    }

    /// Number of rows of a sheet.
    pub fn rows(&self) -> usize {
        self.grid.as_ref().map_or(0, |grid| grid.rows.len())
    }

    /// Number of cells of a row of a sheet, up to the last that was written.
    pub fn columns(&self, row: usize) -> usize {
        self.grid.as_ref().map_or(0, |grid| grid.cells_of(row).len())
    }

    /// What is written in a cell of a sheet; nothing beyond its end.
    pub fn written(&self, row: usize, column: usize) -> &str {
        let span = self.grid.as_ref().and_then(|grid| grid.span(row, column));
        span.and_then(|(start, end)| self.text.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// Line and column (characters) of a byte offset, both from 1; offsets past the end mean the end.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|start| *start as usize <= offset);
        let start = self.lines[line - 1] as usize;
        (line, self.text[start..offset].chars().count() + 1)
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

/// What a sheet is part of, which decides how its places are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetForm {
    /// A CSV file of its own.
    Csv,
    /// A workbook.
    Workbook,
}

/// Where cells stand in a text, row by row: four bytes a cell, so that large tables fit.
#[derive(Debug, Clone)]
pub struct Grid {
    form: SheetForm,
    /// Where each cell ends; the next begins one byte later.
    ends: Vec<u32>,
    /// The first cell of each row.
    rows: Vec<u32>,
}

impl Grid {
    /// The bytes of a cell, row and column from 0; of one beyond the end of its row, the end of the row.
    pub fn cell(&self, row: usize, column: usize) -> (u32, u32) {
        let last = || self.cells_of(row).len().checked_sub(1).and_then(|last| self.span(row, last));
        self.span(row, column).or_else(|| last().map(|(_, end)| (end, end))).unwrap_or_default()
    }

    fn span(&self, row: usize, column: usize) -> Option<(u32, u32)> {
        let cell = self.cells_of(row).nth(column)?;
        let start = cell.checked_sub(1).map_or(0, |before| self.ends[before] + 1);
        Some((start, self.ends[cell]))
    }

    fn cells_of(&self, row: usize) -> std::ops::Range<usize> {
        let end = |at: usize| self.rows.get(at).map_or(self.ends.len(), |first| *first as usize);
        if row < self.rows.len() { self.rows[row] as usize..end(row + 1) } else { 0..0 }
    }
}

/// The cells of a sheet on their way into [`Sources`].
#[derive(Debug, Clone)]
pub struct Cells {
    text: String,
    grid: Grid,
}

impl Cells {
    /// A sheet without rows.
    pub fn new(form: SheetForm) -> Self {
        Self { text: String::new(), grid: Grid { form, ends: Vec::new(), rows: Vec::new() } }
    }

    /// Begins a row.
    pub fn row(&mut self) {
        self.grid.rows.push(self.grid.ends.len() as u32);
    }

    /// Adds a cell to the row that was begun last.
    pub fn cell(&mut self, written: &str) {
        self.text.push_str(written);
        self.grid.ends.push(self.text.len() as u32);
        self.text.push('\t');
    }

    /// Number of rows so far.
    pub fn rows(&self) -> usize {
        self.grid.rows.len()
    }

    /// Number of cells of the row that was begun last.
    pub fn columns(&self) -> usize {
        self.grid.rows.last().map_or(0, |first| self.grid.ends.len() - *first as usize)
    }

    /// What is written in the cell that was added last.
    pub fn last_cell(&self) -> &str {
        let ends = &self.grid.ends;
        let start = ends.len().checked_sub(2).map_or(0, |before| ends[before] as usize + 1);
        let end = ends.last().map_or(0, |end| *end as usize);
        self.text.get(start..end).unwrap_or_default()
    }

    /// Number of cells so far, and of bytes in them.
    pub fn size(&self) -> (usize, usize) {
        (self.grid.ends.len(), self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(form: SheetForm, rows: &[Vec<String>]) -> Cells {
        let mut cells = Cells::new(form);
        for row in rows {
            cells.row();
            row.iter().for_each(|cell| cells.cell(cell));
        }
        cells
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
        let csv = sources.add_sheet("a.csv", sheet(SheetForm::Csv, &rows));
        assert_eq!(sources.show(sources.cell(csv, 2, 26)), "a.csv:3:27");
        assert_eq!((sources.get(csv).written(0, 1), sources.get(csv).written(1, 0)), ("回\n答", ""));
        assert_eq!((sources.get(csv).rows(), sources.get(csv).columns(1), sources.get(csv).columns(2)), (3, 0, 30));
        let empty = sources.add_sheet("e.csv", Cells::new(SheetForm::Csv));
        assert_eq!(sources.show(sources.cell(empty, 0, 0)), "e.csv:1:1");
    }
}
