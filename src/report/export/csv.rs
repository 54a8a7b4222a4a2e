//! Sheets as CSV files: a byte order mark or CP932, and lines that end as Excel wants them.

use super::Sheet;
use crate::diagnostic::{Diagnostic, Fault, Sources};
use crate::text;
use crate::vocabulary::Vocabulary;
use csv::{Terminator, WriterBuilder};
use encoding_rs::SHIFT_JIS;

/// How the characters of a CSV file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a byte order mark, by which Excel knows it.
    Utf8,
    /// Shift_JIS as Windows writes it (windows-31J).
    Cp932,
}

impl Encoding {
    /// The word for it in `body.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Cp932 => "cp932",
        }
    }
}

/// Writes sheets as CSV files.
///
/// # Errors
/// Characters that the encoding does not have.
pub(super) fn write(
    sheets: &[Sheet<'_>],
    vocabulary: &Vocabulary,
    encoding: Encoding,
    sources: &Sources,
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let mut files = Vec::new();
    let mut missing = Vec::new();
    for sheet in sheets {
        let text = text(sheet);
        let bytes = match encoding {
            Encoding::Utf8 => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            Encoding::Cp932 => {
                missing.extend(unencodable(sheet, sources));
                SHIFT_JIS.encode(&text).0.into_owned()
            }
        };
        files.push((sheet.file(vocabulary), bytes));
    }
    if missing.is_empty() { Ok(files) } else { Err(missing) }
}

fn text(sheet: &Sheet<'_>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let head = sheet.columns.iter().map(|(_, heading)| heading.clone()).collect();
    let rows = sheet.rows.iter().map(|(_, cells)| cells.iter().map(super::sheet::Written::show).collect());
    for row in std::iter::once(head).chain(rows) {
        let row: Vec<String> = row;
        // Rows of one length, written to memory: nothing can go wrong.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The cells with characters that CP932 does not have, or does not give back.
fn unencodable(sheet: &Sheet<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (record, cells) in &sheet.rows {
        for ((_, heading), cell) in sheet.columns.iter().zip(cells) {
            let written = cell.show();
            let Some(c) = written.chars().find(|c| !is_in_cp932(*c)) else { continue };
            let (place, code) = (sources.show(record.place), format!("U+{:04X}", u32::from(c)));
            let message = text!(
                ja: "「{heading}」の文字「{c}」（{code}）は CP932 にない",
                en: "`{c}` ({code}) in `{heading}` is no character of CP932"
            );
            let help = text!(
                ja: "{place} の文字を改めるか、--encoding を付けずに UTF-8 で書き出します",
                en: "change the character in {place}, or export in UTF-8, without --encoding"
            );
            found.push(Diagnostic::error(Fault::Inventory, record.place, message).help(help));
        }
    }
    found
}

fn is_in_cp932(c: char) -> bool {
    let mut buffer = [0; 4];
    let text = &*c.encode_utf8(&mut buffer);
    let (bytes, _, lost) = SHIFT_JIS.encode(text);
    !lost && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_is_in_cp932_if_it_comes_back() {
        for c in "aア髙①㈱Ⅲ～－\u{FF76}".chars() {
            assert!(is_in_cp932(c), "{c}");
        }
        for c in "𠮷〜−¥é😀\u{2014}".chars().filter(|c| *c != '—') {
            assert!(!is_in_cp932(c), "{c}");
        }
    }
}
