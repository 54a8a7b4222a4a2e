//! The files that were read, and places in them.
//!
//! Every fact and every diagnostic points into a *source* by byte offsets; lines and columns are worked out only when
//! a person sees them. Pack files and inventory files share one registry, so that a place alone says where it is.

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
    /// For a sheet of a workbook: where in the text each cell begins and ends, row by row.
    cells: Vec<Vec<(u32, u32)>>,
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
        let id = FileId(self.files.len() as u16);
        self.files.push(Source { name: name.into(), text, lines, cells: Vec::new() });
        id
    }

    /// Adds a sheet of a workbook (`book.xlsx!sheet`), a line of text per row; places in it are shown by cell.
    pub fn add_sheet(&mut self, name: impl Into<String>, rows: &[Vec<String>]) -> FileId {
        let (mut text, mut cells) = (String::new(), Vec::with_capacity(rows.len()));
        for row in rows {
            let mut spans = Vec::with_capacity(row.len());
            for cell in row {
                let start = text.len() as u32;
                text.extend(cell.chars().map(|c| if c.is_control() { ' ' } else { c }));
                spans.push((start, text.len() as u32));
                text.push('\t');
            }
            text.push('\n');
            cells.push(spans);
        }
        let id = self.add(name, text);
        self.files[id.0 as usize].cells = cells;
        id
    }

    /// The place of a cell, row and column from 0; a cell beyond the end of its row is the end of the row.
    pub fn cell(&self, sheet: FileId, row: usize, column: usize) -> Place {
        let spans = self.get(sheet).cells.get(row);
        let found =
            spans.and_then(|spans| spans.get(column).copied().or_else(|| spans.last().map(|last| (last.1, last.1))));
        let (start, end) = found.unwrap_or_default();
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

    /// `file:line:column`, line and column from 1, the column counted in characters; `book.xlsx!sheet!C7` in a sheet.
    pub fn show(&self, place: Place) -> String {
        let source = self.get(place.file);
        if let Some(address) = source.address(place.start) {
            return format!("{}!{address}", source.name);
        }
        let (line, column) = source.line_column(place.start);
        format!("{}:{line}:{column}", source.name)
    }
}

impl Source {
    /// The address of the cell at a byte offset (`C7`), if this is a sheet.
    pub fn address(&self, offset: u32) -> Option<String> {
        let row = self.cells.iter().rposition(|spans| spans.first().is_some_and(|first| first.0 <= offset))?;
        let column = self.cells[row].iter().rposition(|span| span.0 <= offset)?;
        let (mut letters, mut rest) = (Vec::new(), column + 1);
        while rest > 0 {
            letters.insert(0, char::from(b'A' + ((rest - 1) % 26) as u8));
            rest = (rest - 1) / 26;
        }
        Some(format!("{}{}", letters.into_iter().collect::<String>(), row + 1))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_sheet_is_a_cell() {
        let mut sources = Sources::default();
        let wide: Vec<String> = (0..30).map(|n| n.to_string()).collect();
        let sheet = sources.add_sheet("b.xlsx!照会", &[vec!["番号".into(), "回\n答".into()], Vec::new(), wide]);
        for (row, column, address) in [(0, 0, "A1"), (0, 1, "B1"), (2, 0, "A3"), (2, 26, "AA3"), (2, 99, "AD3")] {
            assert_eq!(sources.show(sources.cell(sheet, row, column)), format!("b.xlsx!照会!{address}"));
        }
        assert_eq!(&sources.get(sheet).text[..14], "番号\t回 答");
    }
}
