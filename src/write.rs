//! The `write` stage: the one place where files come into being.
//!
//! A file is written whole under another name beside its own and then renamed, so that nobody ever finds half of it. What
//! is there already is kept unless the caller says that it may be replaced.

use crate::diagnostic::machine::reason;
use crate::diagnostic::{Diagnostic, Fault};
use crate::text;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What may happen to a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays; writing is refused.
    Keep,
    /// It is replaced.
    Replace,
}

/// Writes a file and the folders above it.
///
/// # Errors
/// What the machine refused, or that the file is there already.
pub fn file(path: &Path, content: &[u8], existing: Existing) -> Result<(), Box<Diagnostic>> {
    let shown = path.display();
    if existing == Existing::Keep && path.symlink_metadata().is_ok() {
        let message = text!(ja: "`{shown}` は既にある", en: "`{shown}` is there already");
        let help = text!(ja: "上書きしません。別の名前にします", en: "it is not replaced; choose another name");
        return Err(Box::new(Diagnostic::error(Fault::Machine, None, message).help(help)));
    }
    whole(path, content).map_err(|error| {
        let reason = reason(&error);
        let (ja, en) = (reason.ja, reason.en);
        let message = text!(ja: "`{shown}` に書けない（{ja}）", en: "cannot write `{shown}` ({en})");
        Box::new(Diagnostic::error(Fault::Machine, None, message))
    })
}

fn whole(path: &Path, content: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let beside = beside(path);
    let mut file = File::create_new(&beside)?;
    let written = file.write_all(content).and_then(|()| file.sync_all()).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

/// The name under which a file is written before it gets its own.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.part", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_whole_files_and_keeps_what_is_there() {
        let folder = std::env::temp_dir().join(format!("tekigo-write-{}", std::process::id()));
        let path = folder.join("a/b.txt");
        file(&path, b"one", Existing::Keep).unwrap();
        assert!(file(&path, b"two", Existing::Keep).is_err());
        assert_eq!(fs::read(&path).unwrap(), b"one");
        file(&path, b"two", Existing::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.join("a")).unwrap().count(), 1, "nothing is left beside it");
        assert!(file(&path.join("c"), b"x", Existing::Keep).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
