//! OpenDocument spreadsheets: the sheets of an ods file, read as a stream, so that a cell repeated a million times needs
//! no more room than is allowed.

use super::workbook::{Merged, Stop, percentage};
use super::{MAX_CELLS, MAX_TEXT};
use crate::diagnostic::{Cells, SheetForm};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Rows of a sheet at most.
const MAX_ROWS: usize = 1_048_576;
/// Elements whose texts are no part of a cell: remarks, and how words are read.
const ASIDE: [&str; 2] = ["office:annotation", "text:ruby-text"];

/// One sheet that was read.
pub(super) struct Page {
    /// Its name.
    pub name: String,
    /// Its cells.
    pub cells: Cells,
    /// Cells that a merged cell covers.
    pub merged: Merged,
}

/// Whether an archive is an OpenDocument file of which a password keeps the contents.
pub(super) fn is_locked(bytes: &[u8]) -> bool {
    part(bytes, "META-INF/manifest.xml").is_some_and(|manifest| manifest.contains("encryption-data"))
}

/// Whether an archive is an OpenDocument file.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    part(bytes, "mimetype").is_some_and(|kind| kind.contains("opendocument"))
}

/// The sheets of a file; its size was looked at before.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Page>, Stop> {
    let content = part(bytes, "content.xml").ok_or(Stop::Broken)?;
    let mut reader = Reader::from_str(&content);
    reader.config_mut().expand_empty_elements = true;
    let mut pages = Vec::new();
    let mut state = State::default();
    loop {
        match reader.read_event().map_err(|_| Stop::Broken)? {
            Event::Start(element) => state.open(&element)?,
            Event::End(element) => state.close(element.name().as_ref(), &mut pages)?,
            Event::Text(text) => state.text(&text.xml10_content()),
            Event::CData(text) => state.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let c = match name.resolve_char_ref().map_err(|_| Stop::Broken)? {
                    Some(c) => c.to_string(),
                    None => entity(&name.xml10_content()).ok_or(Stop::Broken)?.to_owned(),
                };
                state.text(&c);
            }
            Event::Eof => return Ok(pages),
            _ => {}
        }
    }
}

/// The five entities that every XML file may use; no other is expanded.
fn entity(name: &str) -> Option<&'static str> {
    const KNOWN: [(&str, &str); 5] = [("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'")];
    KNOWN.iter().find(|(known, _)| *known == name).map(|(_, means)| *means)
}

fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

/// Where the reader is.
#[derive(Default)]
struct State {
    page: Option<Page>,
    /// Rows so far, blank ones included.
    row: usize,
    /// Columns of the row so far, blank ones included.
    column: usize,
    /// How often the row is there.
    rows: usize,
    /// What the row holds: column, what is written, and how often.
    written: Vec<(usize, String, usize)>,
    cell: Option<Cell>,
    /// How deep within something that is no part of a cell.
    aside: usize,
}

struct Cell {
    /// What the value is, where that is not what is shown.
    value: Option<String>,
    shown: String,
    times: usize,
    paragraphs: usize,
    spans: (usize, usize),
}

impl State {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), Stop> {
        let name = element.name();
        let name = name.as_ref();
        if self.aside > 0 || ASIDE.contains(&name) {
            self.aside += 1;
            return Ok(());
        }
        match name {
            "table:table" => {
                let name = attribute(element, "table:name")?.unwrap_or_default();
                let cells = Cells::new(SheetForm::Workbook);
                (self.row, self.page) = (0, Some(Page { name, cells, merged: BTreeMap::new() }));
            }
            "table:table-row" => {
                self.rows = number(element, "table:number-rows-repeated")?;
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let spans =
                    (number(element, "table:number-rows-spanned")?, number(element, "table:number-columns-spanned")?);
                let times = number(element, "table:number-columns-repeated")?;
                self.cell = Some(Cell { value: value(element)?, shown: String::new(), times, paragraphs: 0, spans });
            }
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 {
                        cell.shown.push('\n');
                    }
                }
            }
            "text:s" => {
                let blanks = number(element, "text:c")?.min(MAX_TEXT / 1024);
                self.text(&" ".repeat(blanks));
            }
            "text:line-break" => self.text("\n"),
            "text:tab" => self.text(" "),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| self.aside == 0 && cell.paragraphs > 0) {
            cell.shown.push_str(text);
        }
    }

    fn close(&mut self, name: &str, pages: &mut Vec<Page>) -> Result<(), Stop> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(());
        }
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                self.merge(&cell)?;
                let written = cell.value.unwrap_or(cell.shown);
                if !written.is_empty() {
                    self.written.push((self.column, written, cell.times));
                }
                self.column = self.column.saturating_add(cell.times);
            }
            "table:table-row" => self.end_row()?,
            "table:table" => pages.extend(self.page.take()),
            _ => {}
        }
        Ok(())
    }

    fn merge(&mut self, cell: &Cell) -> Result<(), Stop> {
        let Some(page) = &mut self.page else { return Ok(()) };
        if cell.spans == (1, 1) {
            return Ok(());
        }
        let last = (self.row.saturating_add(cell.spans.0 - 1), self.column.saturating_add(cell.spans.1 - 1));
        super::workbook::cover(&mut page.merged, (self.row, self.column), last, MAX_ROWS).ok_or(Stop::Large)
    }

    /// Writes the row as often as it is there; blank rows cost nothing until something follows.
    fn end_row(&mut self) -> Result<(), Stop> {
        let written = std::mem::take(&mut self.written);
        let Some(page) = &mut self.page else { return Ok(()) };
        let next = self.row.saturating_add(self.rows);
        if !written.is_empty() {
            let width = written.iter().map(|(column, _, times)| column.saturating_add(*times)).max().unwrap_or(0);
            let (count, length) = page.cells.size();
            let long: usize = written.iter().map(|(_, text, times)| text.len().saturating_mul(*times)).sum();
            let cells = width.saturating_mul(self.rows).saturating_add(count);
            let text = long.saturating_mul(self.rows).saturating_add(length);
            if next > MAX_ROWS || cells > MAX_CELLS || text > MAX_TEXT {
                return Err(Stop::Large);
            }
            while page.cells.rows() < self.row {
                page.cells.row();
            }
            for _ in 0..self.rows {
                page.cells.row();
                for (column, text, times) in &written {
                    while page.cells.columns() < *column {
                        page.cells.cell("");
                    }
                    (0..*times).for_each(|_| page.cells.cell(text));
                }
            }
        }
        self.row = next;
        Ok(())
    }
}

/// What a cell's value is, where a person would not see it as it is shown: numbers, days, truths.
fn value(element: &BytesStart<'_>) -> Result<Option<String>, Stop> {
    let stored = |name| attribute(element, name);
    Ok(match attribute(element, "office:value-type")?.as_deref() {
        Some("float" | "currency") => {
            let number: Option<f64> = stored("office:value")?.and_then(|value| value.parse().ok());
            number.map(|number| number.to_string())
        }
        Some("percentage") => {
            let number: Option<f64> = stored("office:value")?.and_then(|value| value.parse().ok());
            number.map(percentage)
        }
        Some("date") => stored("office:date-value")?.map(|day| day.chars().take("2026-03-31".len()).collect()),
        Some("boolean") => stored("office:boolean-value")?,
        _ => None,
    })
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Stop> {
    let found = element.try_get_attribute(name).map_err(|_| Stop::Broken)?;
    let value =
        found.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0).map(|value| value.into_owned()));
    value.transpose().map_err(|_| Stop::Broken)
}

/// A number of times; once unless written.
fn number(element: &BytesStart<'_>, name: &str) -> Result<usize, Stop> {
    let written = attribute(element, name)?;
    written.map_or(Ok(1), |written| written.parse().map_err(|_| Stop::Broken)).map(|times: usize| times.max(1))
}
