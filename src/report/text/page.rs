//! The page: lines of text as they are laid out, none wider than the page, none with a hostile character.
//!
//! Every word that reaches the terminal goes through a page, and a page cleans and breaks all it is given.

use super::wrap::{UNBROKEN, cells, cut, wrap};
use crate::language::{Language, Text};
use crate::report::clean::clean;

/// More lines than this nobody reads in one paragraph.
const LONG: usize = 20;

/// Cells in a line of a page that does not ask the terminal.
pub(in crate::report) const WIDTH: usize = 80;

/// Lines under construction.
#[derive(Debug)]
pub(in crate::report) struct Page {
    /// The language it is written in.
    pub(in crate::report) language: Language,
    /// Cells in a line.
    pub(in crate::report) width: usize,
    lines: Vec<String>,
}

impl Page {
    /// An empty page.
    pub(in crate::report) fn new(language: Language, width: usize) -> Self {
        Self { language, width, lines: Vec::new() }
    }

    /// An empty page of the same kind, for a part that must be measured before it is placed.
    pub(in crate::report) fn part(&self) -> Self {
        Self::new(self.language, self.width)
    }

    /// Number of lines.
    pub(in crate::report) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Adds the lines of a part.
    pub(in crate::report) fn place(&mut self, part: Page) {
        self.lines.extend(part.lines);
    }

    /// A text in the language of the page.
    pub(in crate::report) fn say<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.language)
    }

    /// An empty line.
    pub(in crate::report) fn blank(&mut self) {
        self.lines.push(String::new());
    }

    /// A line across the page.
    pub(in crate::report) fn bar(&mut self) {
        self.lines.push("=".repeat(self.width));
    }

    /// The heading of a section: a title in a line across the page.
    pub(in crate::report) fn heading(&mut self, title: &str) {
        let title = cut(&clean(title), self.width.saturating_sub(6));
        let dashes = self.width.saturating_sub(cells(&title) + 4);
        self.lines.push(format!("-- {title} {}", "-".repeat(dashes)));
    }

    /// One line, cut if it is too long.
    pub(in crate::report) fn line(&mut self, text: &str) {
        self.lines.push(cut(&clean(text), self.width).trim_end().to_owned());
    }

    /// One line with a left and a right end; the left one gives way.
    pub(in crate::report) fn ends(&mut self, left: &str, right: &str) {
        let right = cut(&clean(right), self.width / 2);
        let left = cut(&clean(left), self.width.saturating_sub(cells(&right) + 2));
        let gap = self.width.saturating_sub(cells(&left) + cells(&right));
        self.lines.push(format!("{left}{}{right}", " ".repeat(gap)));
    }

    /// A paragraph that hangs on `mark`: later lines begin where its first word began.
    pub(in crate::report) fn hang(&mut self, mark: &str, text: &str) {
        self.hang_most(mark, text, LONG);
    }

    /// A paragraph that hangs on `mark`, of at most so many lines.
    pub(in crate::report) fn hang_most(&mut self, mark: &str, text: &str, most: usize) {
        let mark = cut(&clean(mark), self.width / 2);
        let indent = cells(&mark);
        let lines = wrap(&clean(text), self.width - indent, most);
        for (index, line) in lines.into_iter().enumerate() {
            let before = if index == 0 { mark.clone() } else { " ".repeat(indent) };
            self.lines.push(format!("{before}{line}"));
        }
    }

    /// All lines, each ended.
    pub(in crate::report) fn finish(self) -> String {
        let mut text = String::new();
        for line in self.lines {
            text.push_str(line.replace(UNBROKEN, " ").trim_end());
            text.push('\n');
        }
        text
    }
}
