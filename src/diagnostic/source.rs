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
        self.files.push(Source { name: name.into(), text, lines });
        id
    }

    /// The file with that number.
    pub fn get(&self, file: FileId) -> &Source {
        &self.files[file.0 as usize]
    }

    /// The number of the file with that name.
    pub fn find(&self, name: &str) -> Option<FileId> {
        self.files.iter().position(|f| f.name == name).map(|i| FileId(i as u16))
    }

    /// `file:line:column`, line and column from 1, the column counted in characters.
    pub fn show(&self, place: Place) -> String {
        let source = self.get(place.file);
        let (line, column) = source.line_column(place.start);
        format!("{}:{line}:{column}", source.name)
    }
}

impl Source {
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
