//! Sheets as a workbook: headings that stay in sight, days as days, and drop-downs where there is a choice.

use super::Sheet;
use super::sheet::{Written, words};
use crate::language::Language;
use crate::report::cells::{FONT, workbook, write_day};
use crate::report::dropdowns::Dropdowns;
use crate::text;
use crate::vocabulary::{EntityId, Field, FieldType, Target, Vocabulary};
use jiff::civil::Date;
use rust_xlsxwriter::{Color, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Rows below the last record in which something may be chosen as well.
const MORE: u32 = 100;
/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (8, 40);

/// Writes sheets as a workbook: the same bytes for the same sheets.
///
/// # Errors
/// What the writer of workbooks refuses.
pub(super) fn write(
    sheets: &[Sheet<'_>],
    vocabulary: &Vocabulary,
    offers: &BTreeMap<EntityId, Vec<String>>,
    as_of: Date,
    language: Language,
) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook(as_of)?;
    let style = Style::new();
    let mut choices = Dropdowns::default();
    for sheet in sheets {
        one(book.add_worksheet(), sheet, vocabulary, &style)?;
    }
    for (index, sheet) in sheets.iter().enumerate() {
        let page = book.worksheet_from_index(index)?;
        for (column, (target, _)) in sheet.columns.iter().enumerate() {
            let Target::Field(field) = target else { continue };
            let field = vocabulary.field(sheet.entity, *field);
            offer(page, sheet, (column as u16, field), offers, &mut choices, language)?;
        }
    }
    choices.write(book.add_worksheet())?;
    book.save_to_buffer()
}

/// How cells look.
pub(in crate::report) struct Style {
    /// Headings.
    pub(in crate::report) head: Format,
    cell: Format,
    text: Format,
    day: Format,
}

impl Style {
    pub(in crate::report) fn new() -> Self {
        let cell = Format::new().set_font_name(FONT).set_font_size(10).set_align(FormatAlign::Top);
        Self {
            head: cell
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_border(FormatBorder::Thin)
                .set_background_color(Color::RGB(0xDDE6F0)),
            // What is typed into a column of texts stays as it is typed: 001, 1-2.
            text: cell.clone().set_text_wrap().set_num_format("@"),
            day: cell.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            cell,
        }
    }

    pub(in crate::report) fn of(&self, target: Target, field: Option<&Field>) -> &Format {
        match (target, field.map(|field| &field.kind)) {
            (Target::Observed, _) | (_, Some(FieldType::Date)) => &self.day,
            (_, Some(FieldType::Int | FieldType::Number | FieldType::Year)) => &self.cell,
            _ => &self.text,
        }
    }
}

fn one(page: &mut Worksheet, sheet: &Sheet<'_>, vocabulary: &Vocabulary, style: &Style) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    for (column, (target, heading)) in sheet.columns.iter().enumerate() {
        let at = column as u16;
        let field = match target {
            Target::Field(field) => Some(vocabulary.field(sheet.entity, *field)),
            _ => None,
        };
        let format = style.of(*target, field);
        page.set_column_format(at, format)?;
        page.write_string_with_format(0, at, heading, &style.head)?;
        let cells = sheet.rows.iter().map(|(_, cells)| &cells[column]);
        let widest =
            cells.clone().map(|cell| cell.show().lines().map(UnicodeWidthStr::width_cjk).max().unwrap_or(0)).max();
        let width = widest.unwrap_or(0).max(heading.width_cjk()) + 2;
        page.set_column_width(at, width.clamp(WIDTHS.0, WIDTHS.1) as f64)?;
        for (row, cell) in cells.enumerate() {
            let row = row as u32 + 1;
            match cell {
                Written::Blank => {}
                Written::Text(text) => drop(page.write_string_with_format(row, at, text, format)?),
                Written::Number(number) => drop(page.write_number_with_format(row, at, *number, format)?),
                Written::Day(day) => drop(write_day(page, (row, at), *day, &style.day)?),
            }
        }
    }
    let last = sheet.columns.len().saturating_sub(1) as u16;
    page.autofilter(0, 0, sheet.rows.len() as u32, last)?;
    page.set_freeze_panes(1, 1)?;
    page.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// Offers what may be chosen in a column. Whoever knows better may still write something else: it is checked when the
/// workbook is read.
fn offer(
    page: &mut Worksheet,
    sheet: &Sheet<'_>,
    (column, field): (u16, &Field),
    offers: &BTreeMap<EntityId, Vec<String>>,
    choices: &mut Dropdowns,
    language: Language,
) -> Result<(), XlsxError> {
    let words = words(field, offers);
    if words.is_empty() {
        return Ok(());
    }
    let title = text!(ja: "一覧にない値", en: "Not in the list");
    let said = text!(ja: "よければそのまま入力できます。", en: "You may keep it if it is right.");
    let rule = choices.rule(words).set_error_style(DataValidationErrorStyle::Warning);
    let rule = rule.set_error_title(title.get(language))?.set_error_message(said.get(language))?;
    page.add_data_validation(1, column, sheet.rows.len() as u32 + MORE, column, &rule)?;
    Ok(())
}
