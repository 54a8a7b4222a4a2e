//! A list on a sheet: what it is, headings that stay and are printed on every page, filters, and rows.

use super::Sheet;
use crate::assess::Assessment;
use crate::language::{Language, Text};
use crate::report::cells::{FONT, LINE, height, write_day};
use crate::report::clean::clean;
use crate::report::text::words;
use crate::report::{NOTICE, Options, handling};
use jiff::civil::Date;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError};

/// The row of the headings, counted from 0.
pub(super) const HEAD: u32 = 2;
/// Links that Excel takes on one sheet.
const LINKS: usize = 65_000;
/// The size of the paper: A3, as the questionnaires have it.
const A3: u8 = 8;
/// Characters that Excel takes in a header or footer, less what is put around a text.
const MARGIN: usize = 200;

/// How cells look.
pub(super) struct Style {
    /// The first line of a sheet.
    pub(super) title: Format,
    /// A line without borders.
    pub(super) plain: Format,
    /// A heading.
    pub(super) head: Format,
    /// A cell.
    pub(super) cell: Format,
    /// A cell with a link.
    pub(super) link: Format,
    /// A cell with a day.
    pub(super) day: Format,
}

impl Style {
    /// The looks in a language.
    pub(super) fn new(language: Language) -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(10);
        let cell = plain.clone().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        let day = if language == Language::Ja { "[$-411]ggge\"年\"m\"月\"d\"日\"" } else { "yyyy-mm-dd" };
        Self {
            title: Format::new().set_font_name(FONT).set_bold().set_font_size(14),
            head: cell.clone().set_bold().set_background_color(Color::RGB(0xDDE6F0)),
            link: cell.clone().set_font_color(Color::RGB(0x0B4F9E)),
            day: cell.clone().set_num_format(day),
            plain,
            cell,
        }
    }
}

/// What stands in a cell.
pub(super) enum Cell {
    /// Text.
    Text(String),
    /// A number.
    Number(usize),
    /// A day.
    Day(Date),
    /// Text that leads to a row of another sheet.
    Link(String, String),
}

/// A list.
pub(super) struct Table {
    /// The sheet it stands on.
    pub(super) sheet: Sheet,
    /// What it shows.
    pub(super) title: Text,
    /// Width in characters and heading of each column, in Japanese and English.
    pub(super) columns: &'static [(f64, &'static str, &'static str)],
    /// Columns that stay in sight.
    pub(super) fixed: u16,
    /// The rows.
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Writes it.
    pub(super) fn write(
        self,
        sheet: &mut Worksheet,
        assessment: &Assessment,
        options: &Options,
        style: &Style,
    ) -> Result<(), XlsxError> {
        let language = options.language;
        sheet.set_name(self.sheet.name(language))?;
        let body = words::title(assessment);
        let (ja, en) = (&self.title.ja, &self.title.en);
        let title = Text::new(format!("{}：{ja}", body.ja), format!("{}: {en}", body.en));
        sheet.write_string_with_format(0, 0, clean(title.get(language)), &style.title)?;
        sheet.write_string_with_format(1, 0, standing(assessment, language), &style.plain)?;
        for (at, (width, ja, en)) in self.columns.iter().enumerate() {
            sheet.set_column_width(at as u16, *width)?;
            let name = if language == Language::Ja { ja } else { en };
            sheet.write_string_with_format(HEAD, at as u16, *name, &style.head)?;
        }
        sheet.set_row_height(HEAD, 2.0 * LINE)?;
        let mut links = 0;
        for (index, row) in self.rows.iter().enumerate() {
            write_row(sheet, HEAD + 1 + index as u32, row, self.columns, style, &mut links)?;
        }
        let last = (HEAD + self.rows.len() as u32).max(HEAD + 1);
        let columns = self.columns.len() as u16;
        sheet.autofilter(HEAD, 0, last, columns - 1)?;
        sheet.set_freeze_panes(HEAD + 1, self.fixed)?;
        sheet.set_repeat_rows(HEAD, HEAD)?.set_print_area(0, 0, last, columns - 1)?;
        page(sheet, assessment, language);
        Ok(())
    }
}

fn write_row(
    sheet: &mut Worksheet,
    at: u32,
    row: &[Cell],
    columns: &[(f64, &str, &str)],
    style: &Style,
    links: &mut usize,
) -> Result<(), XlsxError> {
    let mut texts: Vec<(&str, f64)> = Vec::new();
    for (column, cell) in row.iter().enumerate() {
        let width = columns.get(column).map_or(10.0, |(width, ..)| *width);
        let column = column as u16;
        match cell {
            Cell::Text(text) => sheet.write_string_with_format(at, column, text, &style.cell)?,
            Cell::Number(number) => sheet.write_number_with_format(at, column, *number as f64, &style.cell)?,
            Cell::Day(day) => write_day(sheet, (at, column), *day, &style.day)?,
            Cell::Link(text, to) if *links < LINKS && !text.is_empty() => {
                *links += 1;
                sheet.write_url_with_format(at, column, Url::new(to).set_text(text), &style.link)?
            }
            Cell::Link(text, _) => sheet.write_string_with_format(at, column, text, &style.cell)?,
        };
        if let Cell::Text(text) | Cell::Link(text, _) = cell {
            texts.push((text, width));
        }
    }
    sheet.set_row_height(at, height(texts))?;
    Ok(())
}

/// The days, the pack and how the report may be handled, in one line.
pub(super) fn standing(assessment: &Assessment, language: Language) -> String {
    let mut parts = vec![words::as_of(assessment), words::standing(assessment), handling(assessment)];
    parts.extend(assessment.body.published_material.then(|| Text::new(NOTICE.0, NOTICE.1)));
    let parts: Vec<&str> = parts.iter().map(|part| part.get(language)).collect();
    clean(&parts.join(" / ")).into_owned()
}

/// A3 across, as wide as the page, with the handling and the page number on each.
pub(super) fn page(sheet: &mut Worksheet, assessment: &Assessment, language: Language) {
    let within = |text: &str| -> String {
        let text: String = clean(text).chars().take(MARGIN / 2).collect();
        text.replace('&', "&&").chars().take(MARGIN).collect()
    };
    let (name, told) = (within(&assessment.body.name), within(handling(assessment).get(language)));
    sheet.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    sheet.set_header(format!("&L{name}&R{told}")).set_footer(format!("&Ltekigo {}&R&P / &N", assessment.tool));
}
