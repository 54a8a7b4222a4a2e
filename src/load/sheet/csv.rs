//! CSV files: rows and columns as a spreadsheet program counts them, whatever the encoding and the ends of lines.

use super::{MAX_CELLS, MAX_TEXT, Sheet, unreadable};
use crate::diagnostic::{Cells, Diagnostic, Fault, Grid, SheetForm, Sources};
use crate::load::encoding::{self, Charset, Foreign};
use crate::load::problems::Problems;
use crate::text;
use csv::{ReaderBuilder, StringRecord};

/// Cells with undecodable bytes that are named.
const MAX_NAMED: usize = 20;
/// Stands for bytes that mean nothing.
const UNDECODABLE: char = '\u{FFFD}';

/// A CSV file that was read.
pub(in crate::load) struct Read {
    /// Its one sheet.
    pub sheet: Sheet,
    /// The encoding that had to be guessed, as it is called.
    pub guessed: Option<&'static str>,
}

/// Reads a CSV file, in the encoding it is said to have; what stands in the way is reported.
pub(in crate::load) fn read(
    name: &str,
    bytes: Vec<u8>,
    charset: Option<Charset>,
    sources: &mut Sources,
    problems: &Problems,
) -> Option<Read> {
    let fail = |reason: (&str, &str)| unreadable(problems, Fault::Inventory, name, reason, None);
    let decoded = match encoding::foreign(bytes, charset) {
        Ok(decoded) => decoded,
        Err(what) => {
            let help =
                text!(ja: "CSV（UTF-8 または CP932）で保存し直します", en: "save it again as CSV in UTF-8 or CP932");
            unreadable(problems, Fault::Inventory, name, (&what.ja, &what.en), Some(help));
            return None;
        }
    };
    let Foreign { text, guessed, broken } = decoded;
    let delimiter = if name.to_ascii_lowercase().ends_with(".tsv") { b'\t' } else { b',' };
    let Some((grid, unclosed)) = grid(text, delimiter) else {
        fail(("大きすぎる", "too large"));
        return None;
    };
    let sheet = Sheet::new(name, name, grid, sources);
    if broken {
        report_undecodable(&sheet, charset, sources, problems);
        return None;
    }
    if let Some(row) = unclosed {
        let message = text!(ja: "引用符 `\"` が閉じていない", en: "a quotation mark is never closed");
        let help = text!(
            ja: "この行から後がすべて一つのセルになっています。`\"` を補います",
            en: "everything from here on is one cell; add the missing `\"`"
        );
        problems.push(Diagnostic::error(Fault::Inventory, sources.cell(sheet.id, row, 0), message).help(help));
        return None;
    }
    Some(Read { sheet, guessed })
}

/// The cells of a text, and the row in which a quotation begins that is never closed; nothing if there are too many.
fn grid(text: String, delimiter: u8) -> Option<(Grid, Option<usize>)> {
    if text.contains('"') {
        let cells = cells(&text, delimiter)?;
        let unclosed = unclosed(&text, &cells);
        return Some((cells.into(), unclosed));
    }
    let fits = text.len() <= MAX_TEXT;
    let grid = fits.then(|| Grid::lines(text, delimiter))?;
    (grid.size() <= MAX_CELLS && grid.rows() <= MAX_CELLS).then_some((grid, None))
}

/// The cells of a text in which some are quoted.
fn cells(text: &str, delimiter: u8) -> Option<Cells> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut cells = Cells::new(SheetForm::Csv);
    let mut line = StringRecord::new();
    // The text is UTF-8 and rows may differ in length, so nothing else can go wrong.
    while reader.read_record(&mut line).unwrap_or(false) {
        let start = line.position().map_or(0, |position| position.byte() as usize);
        for _ in 0..blank_lines(text, start) {
            cells.row();
        }
        cells.row();
        line.iter().for_each(|cell| cells.cell(cell));
        if cells.size().0 > MAX_CELLS || cells.size().1 > MAX_TEXT || cells.rows() > MAX_CELLS {
            return None;
        }
    }
    Some(cells)
}

/// Number of blank lines before a row, of which its reader tells nothing.
fn blank_lines(text: &str, start: usize) -> usize {
    let before = text.get(..start).unwrap_or_default();
    let mut rest = text.get(start..).unwrap_or_default();
    // The reader stops between the two characters that end a line on Windows.
    if before.ends_with('\r') {
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    let mut lines = 0;
    while let Some(after) = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])) {
        (lines, rest) = (lines + 1, after);
    }
    lines
}

/// The last row, if a quotation that begins in it is never closed: an odd number of marks, and lines swallowed.
fn unclosed(text: &str, cells: &Cells) -> Option<usize> {
    let last = cells.rows().checked_sub(1)?;
    let marks = text.bytes().filter(|byte| *byte == b'"').count();
    (marks % 2 == 1 && cells.last_cell().contains(['\n', '\r'])).then_some(last)
}

fn report_undecodable(sheet: &Sheet, charset: Option<Charset>, sources: &Sources, problems: &Problems) {
    let grid = &sheet.grid;
    let rows = (0..grid.rows()).flat_map(|row| (0..grid.columns(row)).map(move |column| (row, column)));
    let wrong = rows.filter(|(row, column)| grid.written(*row, *column).contains(UNDECODABLE));
    for (row, column) in wrong.take(MAX_NAMED) {
        let message = match charset {
            Some(charset) => {
                let name = charset.name();
                text!(ja: "{name} の文字として読めないバイトがある", en: "some bytes are no characters of {name}")
            }
            None => text!(
                ja: "UTF-8 としても CP932 としても読めないバイトがある",
                en: "some bytes are characters neither of UTF-8 nor of CP932"
            ),
        };
        let help = text!(
            ja: "元の表で文字を直して保存し直すか、encoding = \"utf-8\" または \"cp932\" を指定します",
            en: "mend the character in the original and save it again, or set encoding = \"utf-8\" or \"cp932\""
        );
        problems.push(Diagnostic::error(Fault::Inventory, sources.cell(sheet.id, row, column), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a sheet, and the encoding that was guessed.
    type Table = (Vec<Vec<String>>, Option<&'static str>);

    fn table(bytes: &[u8], charset: Option<Charset>) -> Result<Table, Vec<String>> {
        let (mut sources, problems) = (Sources::default(), Problems::default());
        let read = read("a.csv", bytes.to_vec(), charset, &mut sources, &problems);
        let said = |diagnostic: Diagnostic| {
            let place = diagnostic.place.map_or(String::new(), |place| sources.show(place));
            format!("{place} {}", diagnostic.message.en)
        };
        match read {
            Some(read) => {
                let view = read.sheet.view(&sources);
                let row = |row| (0..view.columns(row)).map(|column| view.get(row, column).to_owned()).collect();
                Ok(((0..view.rows()).map(row).collect(), read.guessed))
            }
            None => Err(problems.sorted().into_iter().map(said).collect()),
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["", "a,b", "", "\"1\u{5}2\",x", "", "", "3"].join(end).replace('\u{5}', end);
            let (rows, _) = table(text.as_bytes(), None).unwrap();
            let at = |row: usize| rows[row].first().map_or("", String::as_str);
            assert_eq!((rows.len(), at(1), at(6)), (7, "a", "3"), "{end:?}");
            assert!(rows[0].is_empty() && rows[2].is_empty() && rows[5].is_empty(), "{end:?}: {rows:?}");
            assert_eq!(rows[3], [format!("1{end}2"), "x".to_owned()]);
        }
    }

    #[test]
    fn an_encoding_is_guessed_and_said() {
        let words = "氏名,髙橋①㈱ Ⅲ ～ ｶﾅ";
        let (cp932, _, wrong) = encoding_rs::SHIFT_JIS.encode(words);
        assert!(!wrong);
        let (rows, guessed) = table(&cp932, None).unwrap();
        assert_eq!((rows[0].join(","), guessed), (words.to_owned(), Some("CP932")));
        assert_eq!(table(&cp932, Some(Charset::Cp932)).unwrap().1, None, "what was said is not guessed");
        for utf8 in [words.as_bytes().to_vec(), [b"\xEF\xBB\xBF", words.as_bytes()].concat()] {
            let (rows, guessed) = table(&utf8, None).unwrap();
            assert_eq!((rows[0].join(","), guessed), (words.to_owned(), None));
        }
    }

    #[test]
    fn what_cannot_be_decoded_has_a_row_and_a_column() {
        let said = table(b"a,b\r\n1,2\r\n3,\xFF\xFF\r\n", None).unwrap_err();
        assert!(said[0].starts_with("a.csv:3:2 ") && said.len() == 1, "{said:?}");
        let (cp932, ..) = encoding_rs::SHIFT_JIS.encode("a,b\n1,名\n");
        let said = table(&cp932, Some(Charset::Utf8)).unwrap_err();
        assert!(said[0].starts_with("a.csv:2:2 ") && said[0].contains("UTF-8"), "{said:?}");
        for (bytes, word) in [(&b"\xFF\xFEa\0"[..], "UTF-16"), (b"\x1B$B#A\x1B(B", "ISO-2022-JP")] {
            assert!(table(bytes, None).unwrap_err()[0].contains(word));
        }
    }

    #[test]
    fn an_open_quotation_swallows_nothing_in_silence() {
        let said = table(b"a,b\n1,\"2\n3,4\n5,6\n", None).unwrap_err();
        assert!(said[0].starts_with("a.csv:2:1 a quotation"), "{said:?}");
        assert!(table(b"a,b\n1,5\" disk\n", None).is_ok());
    }
}
