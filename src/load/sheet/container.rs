//! Containers: a workbook is an archive, and an archive can be far larger inside than it looks.

use crate::language::Text;
use crate::text;
use std::io::{self, Cursor};
use zip::ZipArchive;
use zip::result::ZipError;

/// Most files in a workbook.
const MAX_ENTRIES: usize = 2_000;
/// Largest file in a workbook, unpacked.
const MAX_ENTRY: u64 = 128 * 1024 * 1024;
/// All files of a workbook, unpacked.
const MAX_ALL: u64 = 256 * 1024 * 1024;
/// Begins a file that Excel locked with a password, and also the workbooks of Excel 2003 and before.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// The name of the stream with the locked workbook, as it is written inside.
const LOCKED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Unpacks an archive once without keeping anything, before anybody else does: what an archive says of its size can lie.
///
/// # Errors
/// Why it must not be opened.
pub(in crate::load) fn guard(bytes: &[u8]) -> Result<(), Text> {
    if bytes.starts_with(&COMPOUND) {
        return Err(match bytes.windows(LOCKED.len()).any(|window| window == LOCKED) {
            true => text!(ja: "パスワードで保護されている", en: "protected by a password"),
            false => text!(ja: "古い形式（xls）のブックである", en: "a workbook of the old form (xls)"),
        });
    }
    let large = || text!(ja: "展開すると大きすぎる", en: "too large once unpacked");
    let broken = |_: ZipError| text!(ja: "Excelのブック（xlsx）でない", en: "no workbook (xlsx)");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MAX_ENTRIES {
        return Err(large());
    }
    let mut all = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(_) => text!(ja: "パスワードで保護されている", en: "protected by a password"),
            other => broken(other),
        })?;
        if entry.size() > MAX_ENTRY {
            return Err(large());
        }
        let mut limited = io::Read::take(entry, MAX_ENTRY + 1);
        let size = io::copy(&mut limited, &mut io::sink())
            .map_err(|_| text!(ja: "ブックが壊れている", en: "the workbook is broken"))?;
        all += size;
        if size > MAX_ENTRY || all > MAX_ALL {
            return Err(large());
        }
    }
    Ok(())
}
