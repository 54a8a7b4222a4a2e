//! Folders: which files are read, in which order, and which are refused before they do harm.

use super::encoding::{self, Decoded};
use super::folder::Folder;
use super::problems::Problems;
use super::revision::Tree;
use crate::diagnostic::machine::reason;
use crate::diagnostic::{Diagnostic, Fault, FileId, Place, Sources};
use crate::language::Text;
use crate::text;
use include_dir::Dir;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Largest file that is read.
const MAX_BYTES: u64 = 16 * 1024 * 1024;
/// Largest table that is read.
pub(super) const MAX_TABLE: u64 = 128 * 1024 * 1024;
/// Deepest nesting of folders.
const MAX_DEPTH: usize = 16;
/// Most TOML files in all folders together.
const MAX_FILES: usize = 10_000;
/// Most entries of any kind that are looked at.
const MAX_ENTRIES: usize = 200_000;

/// One file that was read.
#[derive(Debug, Clone)]
pub(super) struct Loaded {
    /// Its number.
    pub id: FileId,
    /// Its name within its folder, with `/`.
    pub name: String,
}

/// Reads TOML files into a registry of sources, and digests them in the order in which they are read.
pub(super) struct Files<'a> {
    sources: &'a mut Sources,
    problems: &'a Problems,
    fault: Fault,
    digest: Sha256,
    names: Vec<String>,
}

impl<'a> Files<'a> {
    /// A reader whose files are the concern of `fault`.
    pub fn new(fault: Fault, sources: &'a mut Sources, problems: &'a Problems) -> Self {
        Self { sources, problems, fault, digest: Sha256::new(), names: Vec::new() }
    }

    /// Reads every TOML file under a folder, in order of name; `prefix` goes before the names that are shown.
    pub fn folder(&mut self, root: Folder<'_>, prefix: &str) -> Vec<Loaded> {
        let found = match root {
            Folder::Disk(path) => self.list(path),
            Folder::Revision(tree) => Some(tree.names().filter(|name| is_read(name)).map(str::to_owned).collect()),
        };
        let Some(found) = found else { return Vec::new() };
        self.names.extend(found.iter().cloned());
        let read = |name: String| {
            let bytes = self.bytes(root, &name, prefix, MAX_BYTES)?;
            self.add(name, prefix, bytes)
        };
        found.into_iter().filter_map(read).collect()
    }

    /// Names and contents of the CSV files of a folder, in order of name; or of the file that the path names.
    pub fn tables(&mut self, path: &Path) -> Vec<(String, Vec<u8>)> {
        let paths = match fs::read_dir(path) {
            Ok(entries) => {
                let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
                paths.retain(|path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")));
                paths.sort();
                paths
            }
            Err(_) => vec![path.to_owned()],
        };
        let names = paths.iter().map(|path| path.display().to_string());
        names
            .filter_map(|name| Some((name.clone(), self.bytes(Folder::Disk(Path::new("")), &name, "", MAX_TABLE)?)))
            .collect()
    }

    /// Learns the names of the TOML files under a folder, and reads none.
    pub fn look(&mut self, root: &Path) {
        let found = self.list(root);
        self.names.extend(found.unwrap_or_default());
    }

    /// Reads one file, known within its folder as `name`; it is shown as it was asked for.
    pub fn single(&mut self, path: &Path, name: String) -> Option<Loaded> {
        let shown = path.display().to_string();
        let bytes = self.bytes(Folder::Disk(Path::new("")), &shown, "", MAX_BYTES)?;
        let loaded = self.add(shown, "", bytes)?;
        Some(Loaded { name, ..loaded })
    }

    /// Reads every TOML file of a folder that is built in.
    pub fn builtin(&mut self, root: &'static Dir<'static>, prefix: &str) -> Vec<Loaded> {
        let mut found = Vec::new();
        list_builtin(root, &mut found);
        found.sort();
        let read = |(name, bytes): (String, &[u8])| self.add(name, prefix, bytes.to_vec());
        found.into_iter().filter_map(read).collect()
    }

    /// Whether there was a file of that name, even if it could not be read.
    pub fn found(&self, name: &str) -> bool {
        self.names.iter().any(|found| found.eq_ignore_ascii_case(name))
    }

    /// The folders in which there was a file of that name.
    pub fn folders_with(&self, name: &str) -> Vec<&str> {
        let folder = |found: &'_ String| {
            let (folder, file) = found.rsplit_once('/')?;
            file.eq_ignore_ascii_case(name).then_some(folder.len())
        };
        self.names.iter().filter_map(|found| found.get(..folder(found)?)).collect()
    }

    /// SHA-256 over the names and contents so far.
    pub fn sha256(self) -> String {
        self.digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// SHA-256 over what was digested before and the files of this reader.
    pub fn sha256_after(mut self, before: &str) -> String {
        self.digest.update(before.as_bytes());
        self.sha256()
    }

    /// The bytes of one more file of a folder, in whatever form; they are digested.
    pub fn foreign(&mut self, root: Folder<'_>, name: &str) -> Option<Vec<u8>> {
        let bytes = self.bytes(root, name, "", MAX_TABLE)?;
        self.digest(name, &bytes);
        Some(bytes)
    }

    fn digest(&mut self, name: &str, bytes: &[u8]) {
        for part in [name.as_bytes(), bytes] {
            self.digest.update((part.len() as u64).to_be_bytes());
            self.digest.update(part);
        }
    }

    fn add(&mut self, name: String, prefix: &str, bytes: Vec<u8>) -> Option<Loaded> {
        self.digest(&name, &bytes);
        let shown = format!("{prefix}{name}");
        match encoding::decode(bytes) {
            Decoded::Text(text) => {
                let id = self.sources.add(shown, text);
                Some(Loaded { id, name })
            }
            Decoded::Broken { shown: text, at, message } => {
                let end = (at + '\u{FFFD}'.len_utf8()).min(text.len());
                let file = self.sources.add(shown, text);
                let place = Place { file, start: at as u32, end: end as u32 };
                self.problems.push(Diagnostic::error(self.fault, place, message).help(encoding::help()));
                None
            }
        }
    }

    /// The bytes of a file of at most `limit`; `prefix` goes before its name where it is shown.
    fn bytes(&self, root: Folder<'_>, name: &str, prefix: &str, limit: u64) -> Option<Vec<u8>> {
        let read = match root {
            Folder::Disk(path) => on_disk(&path.join(name), limit),
            Folder::Revision(tree) => at_revision(tree, name, limit),
        };
        let shown = format!("{prefix}{name}");
        let bytes = read.map_err(|error| self.machine(&shown, &error)).ok()?;
        if bytes.is_none() {
            let limit = limit / 1024 / 1024;
            self.refuse(
                self.fault,
                text!(ja: "`{shown}` が {limit} MiB より大きい", en: "`{shown}` is larger than {limit} MiB"),
                text!(ja: "ファイルを分けます", en: "split the file"),
            );
        }
        bytes
    }

    fn list(&self, root: &Path) -> Option<Vec<String>> {
        let shown = root.display();
        let what = match fs::metadata(root) {
            Ok(meta) if meta.is_dir() => None,
            Ok(_) => Some(text!(ja: "`{shown}` はフォルダでない", en: "`{shown}` is not a folder")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Some(text!(ja: "フォルダ `{shown}` がない", en: "there is no folder `{shown}`"))
            }
            Err(error) => {
                self.machine(&shown.to_string(), &error);
                return None;
            }
        };
        if let Some(message) = what {
            let help =
                text!(ja: "TOML ファイルを入れたフォルダを指定します", en: "name the folder that holds the TOML files");
            self.refuse(Fault::Machine, message, help);
            return None;
        }
        let mut listing = Listing { files: self, found: Vec::new(), entries: 0, ancestors: Vec::new() };
        let whole = listing.visit(root, "");
        let mut found = listing.found;
        found.sort();
        whole.then_some(found)
    }

    fn machine(&self, name: &str, error: &io::Error) {
        let reason = reason(error);
        let (ja, en) = (reason.ja, reason.en);
        let message = text!(ja: "`{name}` を読めない（{ja}）", en: "cannot read `{name}` ({en})");
        self.problems.push(Diagnostic::error(Fault::Machine, None, message));
    }

    fn refuse(&self, fault: Fault, message: Text, help: Text) {
        self.problems.push(Diagnostic::error(fault, None, message).help(help));
    }
}

/// The bytes of a file on the disk; nothing if it is too large.
pub(super) fn on_disk(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > limit {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(length as usize);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// The bytes of a file at a revision; nothing if it is too large.
fn at_revision(tree: &Tree, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let name = name.replace('\\', "/");
    let name = name.strip_prefix("./").unwrap_or(&name);
    match tree.size(name) {
        Some(size) if size > limit => Ok(None),
        _ => tree.read(name).map(Some),
    }
}

/// The text of one file, if there is such a file.
///
/// # Errors
/// What the machine refused.
pub fn read_if_there(path: &Path) -> Result<Option<String>, Box<Diagnostic>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let shown = path.display();
            let message = text!(ja: "`{shown}` を読めない（{error}）", en: "cannot read `{shown}` ({error})");
            Err(Box::new(Diagnostic::error(Fault::Machine, None, message)))
        }
    }
}

fn list_builtin(folder: &'static Dir<'static>, found: &mut Vec<(String, &'static [u8])>) {
    for file in folder.files() {
        let name = file.path().to_string_lossy().replace('\\', "/");
        if is_toml(&name) {
            found.push((name, file.contents()));
        }
    }
    for inner in folder.dirs() {
        list_builtin(inner, found);
    }
}

/// A TOML file that is not hidden (editors keep locks and copies under names that begin with a dot). Windows knows no
/// difference between `.toml` and `.TOML`.
fn is_toml(name: &str) -> bool {
    let stem = name.rsplit('/').next().unwrap_or(name);
    let ending = stem.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml")) && !stem.starts_with('.')
}

/// A file in a folder or the folders below it that is read: TOML, and nothing on the way to it is hidden.
fn is_read(name: &str) -> bool {
    is_toml(name) && !name.split('/').any(|part| part.starts_with('.'))
}

/// The files found so far on a walk through folders.
struct Listing<'a, 'f> {
    files: &'a Files<'f>,
    found: Vec<String>,
    entries: usize,
    /// Real paths of the folders the walk is in, so that a link cannot lead back.
    ancestors: Vec<PathBuf>,
}

impl Listing<'_, '_> {
    /// Looks through one folder; `false` when a limit ends the walk.
    fn visit(&mut self, folder: &Path, prefix: &str) -> bool {
        let real = match folder.canonicalize() {
            Ok(real) => real,
            Err(error) => {
                self.files.machine(prefix, &error);
                return true;
            }
        };
        if self.ancestors.contains(&real) {
            return true;
        }
        if self.ancestors.len() > MAX_DEPTH {
            let message = text!(
                ja: "フォルダ `{prefix}` は{MAX_DEPTH}段より深い",
                en: "folder `{prefix}` is more than {MAX_DEPTH} levels deep"
            );
            let help = text!(ja: "台帳のフォルダを直接指定します", en: "name the folder of the inventory itself");
            self.files.refuse(Fault::Machine, message, help);
            return false;
        }
        let entries = match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => {
                let shown = if prefix.is_empty() { folder.display().to_string() } else { prefix.to_owned() };
                self.files.machine(&shown, &error);
                return true;
            }
        };
        self.ancestors.push(real);
        let whole = entries.iter().all(|entry| self.entry(&entry.path(), &entry.file_name().to_string_lossy(), prefix));
        self.ancestors.pop();
        whole
    }

    fn entry(&mut self, path: &Path, name: &str, prefix: &str) -> bool {
        self.entries += 1;
        if self.entries > MAX_ENTRIES || self.files.names.len() + self.found.len() >= MAX_FILES {
            let message = text!(ja: "フォルダのファイルが多すぎる", en: "the folder holds too many files");
            let help = text!(
                ja: "読めるのは TOML ファイル {MAX_FILES} 件までです。台帳のフォルダを直接指定します",
                en: "at most {MAX_FILES} TOML files are read; name the folder of the inventory itself"
            );
            self.files.refuse(Fault::Machine, message, help);
            return false;
        }
        if name.starts_with('.') {
            return true;
        }
        let shown = format!("{prefix}{name}");
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => return self.visit(path, &format!("{shown}/")),
            Ok(meta) if is_toml(name) && meta.is_file() => self.found.push(shown),
            Ok(_) if is_toml(name) => {
                let message = text!(ja: "`{shown}` は通常のファイルでない", en: "`{shown}` is not a regular file");
                let help = text!(ja: "ファイルを置き直します", en: "put a file in its place");
                self.files.refuse(Fault::Machine, message, help);
            }
            Err(error) if is_toml(name) => self.files.machine(&shown, &error),
            _ => {}
        }
        true
    }
}

/// The text of a file that a path names; nothing if it names a folder, or nothing at all.
///
/// # Errors
/// That the file cannot be read, or is no text.
pub fn text_of_file(path: &Path) -> Result<Option<String>, Box<Diagnostic>> {
    match fs::metadata(path) {
        Ok(meta) if meta.is_file() => read_if_there(path),
        _ => Ok(None),
    }
}
