//! What was accepted into an inventory: files of its own in TOML, each after what was accepted into it before.

use crate::diagnostic::Diagnostic;
use crate::load::read_if_there;
use crate::write::{self, Existing};
use std::path::{Path, PathBuf};

/// Files on their way into an inventory.
#[derive(Default)]
pub(super) struct Accepted {
    files: Vec<(PathBuf, String)>,
}

impl Accepted {
    /// Adds what is said to the file of that name in a folder of the inventory.
    ///
    /// # Errors
    /// What the machine refused of the file that is there.
    pub fn add(&mut self, folder: &Path, name: &str, said: &str) -> Result<(), Box<Diagnostic>> {
        if said.is_empty() {
            return Ok(());
        }
        let path = folder.join(format!("{}.toml", plain(name)));
        match self.files.iter_mut().find(|(other, _)| *other == path) {
            Some((_, text)) => text.push_str(&format!("\n{said}")),
            None => {
                let before = read_if_there(&path)?.map(|text| format!("{}\n\n", text.trim_end())).unwrap_or_default();
                self.files.push((path, format!("{before}{said}")));
            }
        }
        Ok(())
    }

    /// Writes the files, and gives their names.
    ///
    /// # Errors
    /// What the machine refused.
    pub fn write(self) -> Result<Vec<String>, Box<Diagnostic>> {
        for (path, text) in &self.files {
            write::file(path, text.as_bytes(), Existing::Replace)?;
        }
        Ok(self.files.into_iter().map(|(path, _)| path.display().to_string().replace('\\', "/")).collect())
    }
}

/// A word as the name of a file on any system.
pub(super) fn plain(word: &str) -> String {
    word.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}
