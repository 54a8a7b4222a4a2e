//! Comma-separated values as spreadsheets read them: a byte order mark, CRLF, and for people no cell that could run as a
//! formula.

use super::clean::cell;
use csv::{Terminator, WriterBuilder};

/// By this a spreadsheet knows the file for UTF-8.
pub(super) const MARK: char = '\u{feff}';

/// One line for people, with its end: no cell runs as a formula.
pub(super) fn line(cells: impl IntoIterator<Item = String>) -> String {
    record(cells.into_iter().map(|text| cell(&text)))
}

/// One line as it is, with its end.
pub(super) fn record(cells: impl IntoIterator<Item = String>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory does not fail, and what was text stays text.
    let _ = writer.write_record(cells);
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_cell_is_quoted_where_it_must_be_and_runs_nothing() {
        let cells = ["a,\"b\"", "=1+1", "-31", "@x"].map(str::to_owned);
        assert_eq!(line(cells), "\"a,\"\"b\"\"\",'=1+1,-31,'@x\r\n");
    }
}
