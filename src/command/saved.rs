//! Saved assessments in place of an inventory.

use crate::assess::Assessment;
use crate::diagnostic::{Diagnostic, Fault};
use crate::load::text_of_file;
use crate::report::json::saved;
use crate::text;
use std::path::Path;

/// The assessment in a file; nothing if the path names no file.
///
/// # Errors
/// That the file cannot be read, or holds no assessment that this version reads.
pub fn open(path: &Path) -> Result<Option<Assessment>, Box<Diagnostic>> {
    let Some(text) = text_of_file(path)? else { return Ok(None) };
    let shown = path.display();
    saved::read(&text).map(Some).map_err(|(what, help)| {
        let (ja, en) = (what.ja, what.en);
        let message = text!(ja: "`{shown}`: {ja}", en: "`{shown}`: {en}");
        Box::new(Diagnostic::error(Fault::Machine, None, message).help(help))
    })
}
