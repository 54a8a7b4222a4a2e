//! What all workbooks share: how they begin, their font, days, and how high a row must be.

use jiff::civil::{Date, date};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// A font that Windows PCs in Japan have, and others replace by a like one.
pub(super) const FONT: &str = "Yu Gothic";
/// Height of a line, in points.
pub(super) const LINE: f64 = 17.0;
/// Most lines that a row shows.
const LINES: usize = 12;
/// The first day that Excel knows.
const EARLIEST: Date = date(1900, 1, 1);

/// Height of a row, in points, whose cells hold these texts in columns of these widths.
pub(super) fn height<'t>(cells: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    let lines = |(text, width): (&str, f64)| {
        // A little less than the column: a line rarely fills it to the last character.
        text.lines().map(|line| (line.width_cjk() as f64 / (width - 2.0)).ceil().max(1.0) as usize).sum::<usize>()
    };
    cells.into_iter().map(lines).max().unwrap_or(1).clamp(1, LINES) as f64 * LINE
}

/// An empty workbook, made on a day that its content gives, so that the same content has the same bytes.
///
/// # Errors
/// What the writer of workbooks refuses.
pub(super) fn workbook(made: Date) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&excel(made.max(EARLIEST))?).set_author("tekigo"));
    Ok(book)
}

/// Writes a day into a cell; one that Excel does not know as a text, which is read back all the same.
///
/// # Errors
/// What the writer of workbooks refuses.
pub(super) fn write_day<'s>(
    sheet: &'s mut Worksheet,
    (row, column): (u32, u16),
    day: Date,
    style: &Format,
) -> Result<&'s mut Worksheet, XlsxError> {
    match day < EARLIEST {
        true => sheet.write_string_with_format(row, column, day.to_string(), style),
        false => sheet.write_datetime_with_format(row, column, excel(day)?, style),
    }
}

fn excel(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(day.year().unsigned_abs(), day.month().unsigned_abs(), day.day().unsigned_abs())
}

/// How the cells of a form look that a person fills in.
pub(super) struct FormStyle {
    /// The heading of a sheet.
    pub title: Format,
    /// Running text.
    pub plain: Format,
    /// The heading of a column.
    pub head: Format,
    /// What is told.
    pub told: Format,
    /// What may be written in.
    pub open: Format,
    /// Where a day may be written in.
    pub day: Format,
}

impl FormStyle {
    /// The looks of all forms.
    pub fn new() -> Self {
        let told = Format::new()
            .set_font_name(FONT)
            .set_font_size(10)
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border(FormatBorder::Thin);
        let open = told.clone().set_background_color(Color::RGB(0xFFF7D6)).set_unlocked();
        Self {
            title: Format::new().set_font_name(FONT).set_bold().set_font_size(14),
            plain: Format::new().set_font_name(FONT).set_text_wrap().set_align(FormatAlign::Top),
            head: told.clone().set_bold().set_background_color(Color::RGB(0xDDE6F0)),
            day: open.clone().set_num_format("yyyy-mm-dd"),
            told,
            open,
        }
    }
}
