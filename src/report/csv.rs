//! Comma-separated values as spreadsheets read them: a byte order mark, CRLF, and no cell that could run as a formula.

use super::clean::clean;

/// By this a spreadsheet knows the file for UTF-8.
pub(super) const MARK: char = '\u{feff}';

/// One line, with its end.
pub(super) fn line(cells: impl IntoIterator<Item = String>) -> String {
    let cells: Vec<String> = cells.into_iter().map(|text| cell(&text)).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell; one that a spreadsheet would run as a formula is made plain text. A whole number is none.
fn cell(text: &str) -> String {
    let text = clean(text);
    let number = text.parse::<i64>().is_ok();
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']) && !number;
    let text = if formula { format!("'{text}") } else { text.into_owned() };
    match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("\t=1"), "' =1");
        assert_eq!(cell("-31"), "-31");
        assert_eq!(cell("-31+x"), "'-31+x");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("a\nb"), "a b");
    }
}
