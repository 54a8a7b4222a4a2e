//! Cells of workbooks: their font, and how high a row must be.

use unicode_width::UnicodeWidthStr;

/// A font that Windows PCs in Japan have, and others replace by a like one.
pub(super) const FONT: &str = "Yu Gothic";
/// Height of a line, in points.
pub(super) const LINE: f64 = 17.0;
/// Most lines that a row shows.
const LINES: usize = 12;

/// Height of a row, in points, whose cells hold these texts in columns of these widths.
pub(super) fn height<'t>(cells: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    let lines = |(text, width): (&str, f64)| {
        // A little less than the column: a line rarely fills it to the last character.
        text.lines().map(|line| (line.width_cjk() as f64 / (width - 2.0)).ceil().max(1.0) as usize).sum::<usize>()
    };
    cells.into_iter().map(lines).max().unwrap_or(1).clamp(1, LINES) as f64 * LINE
}
