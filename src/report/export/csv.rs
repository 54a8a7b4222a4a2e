//! Sheets as CSV files: a byte order mark or CP932, and lines that end as Excel wants them.

use super::Sheet;
use crate::diagnostic::{Diagnostic, Fault, Sources};
use crate::report::Encoding;
use crate::report::cp932::{self, gives_back};
use crate::report::separated::{MARK, record};
use crate::text;
use crate::vocabulary::Vocabulary;

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
            Encoding::Utf8 => format!("{MARK}{text}").into_bytes(),
            Encoding::Cp932 => {
                missing.extend(unencodable(sheet, sources));
                cp932::encode(&text).unwrap_or_default()
            }
        };
        files.push((sheet.file(vocabulary), bytes));
    }
    if missing.is_empty() { Ok(files) } else { Err(missing) }
}

fn text(sheet: &Sheet<'_>) -> String {
    let head = record(sheet.columns.iter().map(|(_, heading)| heading.clone()));
    let rows = sheet.rows.iter().map(|(_, cells)| record(cells.iter().map(super::sheet::Written::show)));
    std::iter::once(head).chain(rows).collect()
}

/// The cells with characters that CP932 does not have, or does not give back.
fn unencodable(sheet: &Sheet<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (record, cells) in &sheet.rows {
        for ((_, heading), cell) in sheet.columns.iter().zip(cells) {
            let written = cell.show();
            let Some(c) = written.chars().find(|c| !gives_back(*c)) else { continue };
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
