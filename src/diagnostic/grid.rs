//! Sheets: a text and where its cells stand in it.

use memchr::{memchr_iter, memchr2_iter};
use std::ops::Range;

/// What a sheet is part of, which decides how its places are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetForm {
    /// A CSV file of its own.
    Csv,
    /// A workbook.
    Workbook,
}

/// A sheet: its text, and where in it each cell stands, so that large tables fit.
#[derive(Debug, Clone)]
pub struct Grid {
    form: SheetForm,
    text: String,
    cut: Cut,
}

/// How a text is cut into cells.
#[derive(Debug, Clone)]
enum Cut {
    /// Every line is a row, in which a sign parts the cells: a CSV file in which nothing is quoted, as it was written. Four
    /// bytes a row.
    Lines {
        /// The sign.
        delimiter: u8,
        /// Where each row begins, and where the last one ends.
        starts: Vec<u32>,
    },
    /// Cells of any content, one after the other. Four bytes a cell.
    Cells {
        /// Where each cell ends; the next begins one byte later.
        ends: Vec<u32>,
        /// The first cell of each row.
        rows: Vec<u32>,
    },
}

impl Grid {
    /// A CSV text in which nothing is quoted; `delimiter` is an ASCII sign. Blank lines after the last row are none.
    pub fn lines(text: String, delimiter: u8) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut kept = 1;
        for end in memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[end] == b'\n' && end > 0 && bytes[end - 1] == b'\r' {
                // The line ended one byte before.
                if let Some(start) = starts.last_mut() {
                    *start += 1;
                }
                continue;
            }
            let is_blank = starts.last() == Some(&(end as u32));
            starts.push(end as u32 + 1);
            if !is_blank {
                kept = starts.len();
            }
        }
        match starts.last() {
            Some(last) if (*last as usize) < bytes.len() => starts.push(bytes.len() as u32),
            _ => starts.truncate(kept),
        }
        starts.shrink_to_fit();
        Self { form: SheetForm::Csv, text, cut: Cut::Lines { delimiter, starts } }
    }

    /// What the sheet is part of.
    pub fn form(&self) -> SheetForm {
        self.form
    }

    /// The text in which the cells stand.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        match &self.cut {
            Cut::Lines { starts, .. } => starts.len().saturating_sub(1),
            Cut::Cells { rows, .. } => rows.len(),
        }
    }

    /// Number of cells, those of blank rows not counted.
    pub fn size(&self) -> usize {
        match &self.cut {
            Cut::Lines { delimiter, .. } => memchr_iter(*delimiter, self.text.as_bytes()).count() + self.rows(),
            Cut::Cells { ends, .. } => ends.len(),
        }
    }

    /// Where the cells of a row stand, row from 0, up to the last that was written: put in place of what `spans` holds.
    pub fn read_row(&self, row: usize, spans: &mut Vec<(u32, u32)>) {
        spans.clear();
        match &self.cut {
            Cut::Lines { delimiter, .. } => {
                let (mut start, last) = self.line(row);
                if start == last {
                    return;
                }
                // Cells are short: a look at each byte is faster than a search that is begun anew for each of them.
                for (byte, at) in self.text.as_bytes()[start as usize..last as usize].iter().zip(start..) {
                    if byte == delimiter {
                        spans.push((start, at));
                        start = at + 1;
                    }
                }
                spans.push((start, last));
            }
            Cut::Cells { ends, rows } => spans.extend(cells_of(ends, rows, row).map(|cell| span_of(ends, cell))),
        }
    }

    /// Number of cells of a row, up to the last that was written.
    pub fn columns(&self, row: usize) -> usize {
        match &self.cut {
            Cut::Lines { delimiter, .. } => self.parts(row, *delimiter).count(),
            Cut::Cells { ends, rows } => cells_of(ends, rows, row).len(),
        }
    }

    /// The bytes of a cell, row and column from 0; of one beyond the end of its row, the end of the row.
    pub fn cell(&self, row: usize, column: usize) -> (u32, u32) {
        let last = || self.columns(row).checked_sub(1).and_then(|last| self.span(row, last));
        self.span(row, column).or_else(|| last().map(|(_, end)| (end, end))).unwrap_or_default()
    }

    /// What is written in a cell; nothing beyond the end of its row.
    pub fn written(&self, row: usize, column: usize) -> &str {
        self.span(row, column).map(|span| self.slice(span)).unwrap_or_default()
    }

    /// Row and column, from 0, of the cell at an offset.
    pub fn at(&self, offset: u32) -> Option<(usize, usize)> {
        match &self.cut {
            Cut::Lines { delimiter, starts } => {
                let row = starts.partition_point(|start| *start <= offset).checked_sub(1)?;
                let row = row.min(self.rows().checked_sub(1)?);
                let (start, end) = self.line(row);
                let before = self.text.as_bytes().get(start as usize..offset.min(end) as usize)?;
                Some((row, memchr_iter(*delimiter, before).count()))
            }
            Cut::Cells { ends, rows } => {
                let cell = ends.partition_point(|end| *end < offset).min(ends.len().checked_sub(1)?);
                let row = rows.partition_point(|first| *first as usize <= cell).checked_sub(1)?;
                Some((row, cell - rows[row] as usize))
            }
        }
    }

    fn span(&self, row: usize, column: usize) -> Option<(u32, u32)> {
        match &self.cut {
            Cut::Lines { delimiter, .. } => self.parts(row, *delimiter).nth(column),
            Cut::Cells { ends, rows } => cells_of(ends, rows, row).nth(column).map(|cell| span_of(ends, cell)),
        }
    }

    /// What is written there.
    pub fn slice(&self, (start, end): (u32, u32)) -> &str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The cells of a line; a blank line has none.
    fn parts(&self, row: usize, delimiter: u8) -> impl Iterator<Item = (u32, u32)> + '_ {
        let (first, last) = self.line(row);
        let line = &self.text.as_bytes()[first as usize..last as usize];
        let ends = memchr_iter(delimiter, line).map(move |at| first + at as u32);
        let ends = ends.chain((first < last).then_some(last));
        ends.scan(first, |start, end| Some((std::mem::replace(start, end + 1), end)))
    }

    /// A line without what ends it.
    fn line(&self, row: usize) -> (u32, u32) {
        let Cut::Lines { starts, .. } = &self.cut else { return (0, 0) };
        let (Some(start), Some(end)) = (starts.get(row), starts.get(row + 1)) else { return (0, 0) };
        let line = &self.text.as_bytes()[*start as usize..*end as usize];
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        (*start, *start + line.len() as u32)
    }
}

/// The cells of a row, by number.
fn cells_of(ends: &[u32], rows: &[u32], row: usize) -> Range<usize> {
    let end = |at: usize| rows.get(at).map_or(ends.len(), |first| *first as usize);
    if row < rows.len() { rows[row] as usize..end(row + 1) } else { 0..0 }
}

fn span_of(ends: &[u32], cell: usize) -> (u32, u32) {
    (cell.checked_sub(1).map_or(0, |before| ends[before] + 1), ends[cell])
}

/// The cells of a sheet on their way into [`Sources`](super::Sources).
#[derive(Debug, Clone)]
pub struct Cells {
    form: SheetForm,
    text: String,
    ends: Vec<u32>,
    rows: Vec<u32>,
}

impl Cells {
    /// A sheet without rows.
    pub fn new(form: SheetForm) -> Self {
        Self { form, text: String::new(), ends: Vec::new(), rows: Vec::new() }
    }

    /// Begins a row.
    pub fn row(&mut self) {
        self.rows.push(self.ends.len() as u32);
    }

    /// Adds a cell to the row that was begun last.
    pub fn cell(&mut self, written: &str) {
        self.text.push_str(written);
        self.ends.push(self.text.len() as u32);
        self.text.push('\t');
    }

    /// Number of rows so far.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Number of cells of the row that was begun last.
    pub fn columns(&self) -> usize {
        self.rows.last().map_or(0, |first| self.ends.len() - *first as usize)
    }

    /// What is written in the cell that was added last.
    pub fn last_cell(&self) -> &str {
        let span = self.ends.len().checked_sub(1).map(|last| span_of(&self.ends, last));
        span.and_then(|(start, end)| self.text.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// Number of cells so far, and of bytes in them.
    pub fn size(&self) -> (usize, usize) {
        (self.ends.len(), self.text.len())
    }
}

impl From<Cells> for Grid {
    fn from(cells: Cells) -> Self {
        let Cells { form, text, ends, rows } = cells;
        Self { form, text, cut: Cut::Cells { ends, rows } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a text is cut into by the library that reads CSV.
    fn cells(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
        rows.collect()
    }

    proptest! {
        #[test]
        fn lines_are_cut_as_the_library_cuts_them(text in "([ab名,]|\r\n|\n|\r){0,40}") {
            let grid = Grid::lines(text.clone(), b',');
            let mut spans = Vec::new();
            let mut rows: Vec<Vec<&str>> = Vec::new();
            for number in 0..grid.rows() {
                grid.read_row(number, &mut spans);
                prop_assert_eq!(spans.len(), grid.columns(number));
                rows.push(spans.iter().map(|span| grid.slice(*span)).collect());
            }
            // Blank lines are rows, of which the library tells nothing; but none is the last.
            prop_assert!(rows.last().is_none_or(|last| !last.is_empty()));
            let lines = text.replace("\r\n", "\n").replace('\r', "\n");
            let lines = lines.trim_end_matches('\n');
            prop_assert_eq!(rows.len(), if lines.is_empty() { 0 } else { lines.split('\n').count() });
            let told: Vec<Vec<&str>> = rows.iter().filter(|row| !row.is_empty()).cloned().collect();
            prop_assert_eq!(told, cells(&text));
        }

        #[test]
        fn a_place_leads_back_to_its_cell(text in "([ab名,]|\r\n|\n){0,40}", quoted in any::<bool>()) {
            let grid = match quoted {
                false => Grid::lines(text, b','),
                true => {
                    let mut made = Cells::new(SheetForm::Workbook);
                    for line in text.lines() {
                        made.row();
                        line.split(',').for_each(|cell| made.cell(cell));
                    }
                    made.into()
                }
            };
            for row in 0..grid.rows() {
                for column in 0..grid.columns(row) {
                    let (start, end) = grid.cell(row, column);
                    prop_assert_eq!(grid.at(start), Some((row, column)));
                    prop_assert_eq!(&grid.text()[start as usize..end as usize], grid.written(row, column));
                }
                if let Some(last) = grid.columns(row).checked_sub(1) {
                    prop_assert_eq!(grid.at(grid.cell(row, last + 9).0), Some((row, last)));
                }
            }
        }
    }
}
