//! A return as an Excel workbook: the sheet itself, where its values are written down, and what is not known.

use super::words::{
    self, ABOUT, BLANKS, CELL, DEPARTMENT, DOCUMENT, FACT, NOT_ASKED, PLACE, QUESTION, SOURCES, VALUE, WRITE,
};
use crate::assess::returns::{Cell, Content, Filled};
use crate::inventory::Value;
use crate::language::{Language, Text};
use crate::pack::returns::Spot;
use crate::report::NOTICE;
use crate::report::cells::{FONT, height, workbook as book, write_day};
use crate::report::clean::clean;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Note, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// Width of a column for which none is declared, in characters.
const NARROW: f64 = 14.0;
/// Most places that a comment on a cell names.
const NOTED: usize = 4;

/// Writes the workbook: the same bytes for the same return.
///
/// # Errors
/// What the writer of workbooks refuses, such as a name that no sheet can have.
pub fn workbook(filled: &Filled, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut made = book(filled.as_of)?;
    let style = Style::new();
    let writer = Writer { filled, language, style };
    writer.sheet(made.add_worksheet())?;
    writer.sources(made.add_worksheet())?;
    writer.blanks(made.add_worksheet())?;
    made.save_to_buffer()
}

struct Style {
    plain: Format,
    head: Format,
    cell: Format,
    blank: Format,
    day: Format,
    warn: Format,
}

impl Style {
    fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::Top);
        let cell = plain.clone().set_text_wrap().set_border(FormatBorder::Thin);
        Self {
            head: cell.clone().set_bold().set_background_color(Color::RGB(0xDDE6F0)),
            blank: cell.clone().set_background_color(Color::RGB(0xFFFBEA)),
            day: cell.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            warn: plain.clone().set_bold(),
            cell,
            plain,
        }
    }
}

struct Writer<'a> {
    filled: &'a Filled,
    language: Language,
    style: Style,
}

impl<'a> Writer<'a> {
    fn sheet(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let (filled, style) = (self.filled, &self.style);
        page.set_name(filled.sheet.get(self.language))?;
        let last = filled.cells.iter().map(|cell| cell.at.column + 1).max().unwrap_or(0);
        for column in 0..last.max(filled.widths.len() as u16) {
            page.set_column_width(column, filled.widths.get(column as usize).copied().unwrap_or(NARROW))?;
        }
        let (texts, headings) = filled.texts.split_at(filled.plain_texts.min(filled.texts.len()));
        for (all, format) in [(texts, &style.plain), (headings, &style.head)] {
            for (at, text) in all {
                page.write_string_with_format(at.row, at.column, clean(text.get(self.language)), format)?;
            }
        }
        self.heights(page, headings)?;
        for cell in &filled.cells {
            self.fill(page, cell)?;
            let places: Vec<&str> = cell.facts.iter().filter_map(|fact| fact.place.as_deref()).take(NOTED).collect();
            if !places.is_empty() {
                let note = Note::new(clean(&places.join("\n"))).add_author_prefix(false).set_author("tekigo");
                page.insert_note(cell.at.row, cell.at.column, &note)?;
            }
        }
        for (below, said) in self.told().iter().enumerate() {
            page.write_string_with_format(filled.end() + 1 + below as u32, 0, said, &style.warn)?;
        }
        if filled.unconfirmed.is_some() {
            page.set_header(format!("&R{}", words::UNCONFIRMED.get(self.language)));
        }
        page.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
        Ok(())
    }

    /// Makes rows as high as what stands in their bordered cells.
    fn heights(&self, page: &mut Worksheet, headings: &[(Spot, Text)]) -> Result<(), XlsxError> {
        let mut rows: BTreeMap<u32, Vec<(&str, f64)>> = BTreeMap::new();
        let width = |column: u16| self.filled.widths.get(column as usize).copied().unwrap_or(NARROW);
        let headings = headings.iter().map(|(at, text)| (*at, text.get(self.language)));
        let cells = self.filled.cells.iter().map(|cell| (cell.at, words::shown(cell, self.language)));
        for (at, text) in headings.chain(cells) {
            rows.entry(at.row).or_default().push((text, width(at.column)));
        }
        for (row, texts) in rows {
            page.set_row_height(row, height(texts))?;
        }
        Ok(())
    }

    /// What a reader of the sheet must be told; it stands below everything.
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if let Some(why) = &self.filled.unconfirmed {
            told.push(clean(words::unconfirmed(why).get(self.language)).into_owned());
        }
        if self.filled.body.published_material {
            told.push(if self.language == Language::Ja { NOTICE.0 } else { NOTICE.1 }.to_owned());
        }
        told
    }

    fn fill(&self, page: &mut Worksheet, cell: &Cell) -> Result<(), XlsxError> {
        let (Spot { row, column }, style) = (cell.at, &self.style);
        match &cell.content {
            Content::Known(Value::Int(number), words) if words.ja == number.to_string() => {
                page.write_number_with_format(row, column, *number as f64, &style.cell)?;
            }
            Content::Known(Value::Number(number), _) => {
                page.write_number_with_format(row, column, *number, &style.cell)?;
            }
            Content::Known(Value::Date(day), _) => {
                write_day(page, (row, column), *day, &style.day)?;
            }
            Content::Known(..) | Content::None => {
                let shown = clean(words::shown(cell, self.language));
                page.write_string_with_format(row, column, shown, &style.cell)?;
            }
            Content::Unknown | Content::Error(_) => drop(page.write_blank(row, column, &style.blank)?),
        }
        Ok(())
    }

    /// A line of texts.
    fn line(&self, page: &mut Worksheet, row: u32, texts: &[&str], format: &Format) -> Result<(), XlsxError> {
        for (column, text) in texts.iter().enumerate() {
            page.write_string_with_format(row, column as u16, clean(text), format)?;
        }
        Ok(())
    }

    fn table(&self, page: &mut Worksheet, name: &str, columns: &[(&str, f64)]) -> Result<(), XlsxError> {
        page.set_name(name)?;
        for (column, (_, width)) in columns.iter().enumerate() {
            page.set_column_width(column as u16, *width)?;
        }
        self.line(page, 0, &columns.iter().map(|(head, _)| *head).collect::<Vec<_>>(), &self.style.head)?;
        page.set_freeze_panes(1, 0)?;
        page.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        Ok(())
    }

    fn sources(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let say = self.language;
        let columns = [(CELL, 8.0), (ABOUT, 36.0), (VALUE, 24.0), (FACT, 40.0), (PLACE, 28.0), (DOCUMENT, 40.0)];
        let columns = columns.map(|(word, width)| (word.get(say), width));
        self.table(page, SOURCES.get(say), &columns)?;
        let mut row = 1;
        for cell in &self.filled.cells {
            for fact in &cell.facts {
                let (at, place) = (cell.at.name(), fact.place.as_deref().unwrap_or_default());
                let source = fact.source.as_deref().unwrap_or_default();
                let shown = words::shown(cell, say);
                let texts = [at.as_str(), cell.label.get(say), shown, &fact.path, place, source];
                self.line(page, row, &texts, &self.style.cell)?;
                row += 1;
            }
        }
        Ok(())
    }

    fn blanks(&self, page: &mut Worksheet) -> Result<(), XlsxError> {
        let say = self.language;
        let columns = [(CELL, 8.0), (ABOUT, 36.0), (QUESTION, 60.0), (DEPARTMENT, 24.0), (PLACE, 28.0), (WRITE, 40.0)];
        let columns = columns.map(|(word, width)| (word.get(say), width));
        self.table(page, BLANKS.get(say), &columns)?;
        let mut row = 1;
        let open = self.filled.open.iter().map(|(label, question)| (String::new(), label, question));
        let of_cell = |cell: &'a Cell| {
            cell.missing.iter().map(|question| (cell.at.name(), &cell.label, question)).collect::<Vec<_>>()
        };
        let asked = self.filled.cells.iter().flat_map(of_cell);
        for (at, label, question) in open.chain(asked) {
            let (place, write) = (question.place.as_deref(), question.write.as_ref().map(|write| write.get(say)));
            let texts = [
                at.as_str(),
                label.get(say),
                question.question.get(say),
                question.department_name.get(say),
                place.unwrap_or_default(),
                write.unwrap_or_default(),
            ];
            self.line(page, row, &texts, &self.style.cell)?;
            row += 1;
        }
        for cell in &self.filled.cells {
            let why = match &cell.content {
                Content::Error(error) => error.get(say),
                Content::Unknown if cell.missing.is_empty() => NOT_ASKED.get(say),
                _ => continue,
            };
            self.line(page, row, &[&cell.at.name(), cell.label.get(say), why], &self.style.cell)?;
            row += 1;
        }
        Ok(())
    }
}
