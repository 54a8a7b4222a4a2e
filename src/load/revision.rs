//! Revisions: a folder as git kept it, read without a checkout.
//!
//! The program `git` is asked; nothing is written, and nothing of the working tree is touched. Files are fetched one by
//! one, when they are read.

use crate::diagnostic::{Diagnostic, Fault};
use crate::language::Text;
use crate::text;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a hook finds in its environment and what would lead git to another repository than the folder's.
const ENVIRONMENT: [&str; 5] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY"];

/// A folder as it was at a revision.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The folder, as its reader wrote it.
    pub(super) folder: PathBuf,
    /// The commit.
    commit: String,
    /// The files in it, with `/`.
    files: BTreeMap<String, Blob>,
}

/// A file as git knows it.
#[derive(Debug, Clone)]
struct Blob {
    object: String,
    size: u64,
}

impl Tree {
    /// The folder at a revision. The folder must be there today; it is empty if it was not there then.
    ///
    /// # Errors
    /// That git is not installed, the folder is in no repository, or the revision is not known.
    pub fn of(folder: &Path, revision: &str) -> Result<Self, Box<Diagnostic>> {
        let shown = folder.display();
        git(folder, &["rev-parse", "--git-dir"]).map_err(|failed| {
            failed.or(|said| {
                let message = text!(
                    ja: "フォルダ `{shown}` は git のリポジトリの中にない（{said}）",
                    en: "folder `{shown}` is in no git repository ({said})"
                );
                let help = text!(
                    ja: "リポジトリの中の台帳を指定するか、--base-rev を使わずに変更前と変更後のフォルダを指定します",
                    en: "name an inventory inside a repository, or name both folders instead of --base-rev"
                );
                (message, help)
            })
        })?;
        let wanted = format!("{revision}^{{commit}}");
        let commit = git(folder, &["rev-parse", "--verify", &wanted]).map_err(|failed| {
            failed.or(|_| {
                let message = text!(
                    ja: "版 `{revision}` がリポジトリにない",
                    en: "the repository has no revision `{revision}`"
                );
                let help = text!(
                    ja: "名前を確かめます。CI では取得の深さが足りないことがあります（actions/checkout なら fetch-depth: 0）",
                    en: "check the name; in CI the clone may be too shallow (actions/checkout: fetch-depth: 0)"
                );
                (message, help)
            })
        })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let listed = git(folder, &["ls-tree", "-r", "-l", "-z", &commit]).map_err(|failed| failed.or(unexpected))?;
        Ok(Self { folder: folder.to_owned(), commit, files: entries(&listed) })
    }

    /// The commit, shortened.
    pub fn short(&self) -> &str {
        self.commit.get(..8).unwrap_or(&self.commit)
    }

    /// Whether the folder was not there, or held no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The names of its files.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The size of a file.
    pub(super) fn size(&self, name: &str) -> Option<u64> {
        self.files.get(name).map(|blob| blob.size)
    }

    /// The content of a file.
    pub(super) fn read(&self, name: &str) -> io::Result<Vec<u8>> {
        let blob = self.files.get(name).ok_or(io::ErrorKind::NotFound)?;
        git(&self.folder, &["cat-file", "blob", &blob.object]).map_err(|failed| match failed {
            Failed::Start(error) => error,
            Failed::Refused(said) => io::Error::other(said),
        })
    }
}

/// The files in a listing: `mode SP type SP object SP size TAB name NUL`. Links and submodules are no files.
fn entries(listed: &[u8]) -> BTreeMap<String, Blob> {
    let listed = String::from_utf8_lossy(listed);
    let entry = |line: &str| {
        let (about, name) = line.split_once('\t')?;
        let mut words = about.split_ascii_whitespace();
        let (mode, kind, object, size) = (words.next()?, words.next()?, words.next()?, words.next()?);
        let blob = Blob { object: object.to_owned(), size: size.parse().ok()? };
        (kind == "blob" && mode != "120000").then(|| (name.to_owned(), blob))
    };
    listed.split('\0').filter_map(entry).collect()
}

/// Why git did not answer.
enum Failed {
    /// It could not be started.
    Start(io::Error),
    /// It said no.
    Refused(String),
}

impl Failed {
    /// As a diagnostic; what git refused is put into words by the caller.
    fn or(self, refused: impl FnOnce(String) -> (Text, Text)) -> Box<Diagnostic> {
        let (message, help) = match self {
            Failed::Start(error) if error.kind() == io::ErrorKind::NotFound => (
                text!(ja: "git が見つからない", en: "git was not found"),
                text!(
                    ja: "git を入れるか、--base-rev を使わずに変更前と変更後のフォルダを指定します",
                    en: "install git, or name both folders instead of --base-rev"
                ),
            ),
            Failed::Start(error) => unexpected(error.to_string()),
            Failed::Refused(said) => refused(said),
        };
        Box::new(Diagnostic::error(Fault::Machine, None, message).help(help))
    }
}

fn unexpected(said: String) -> (Text, Text) {
    let message = text!(ja: "git が失敗した（{said}）", en: "git failed ({said})");
    (message, text!(ja: "リポジトリの状態を確かめます", en: "look at the state of the repository"))
}

/// What git says in a folder.
fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failed> {
    let mut command = Command::new("git");
    for name in ENVIRONMENT {
        command.env_remove(name);
    }
    let output = command.arg("-C").arg(folder).args(arguments).output().map_err(Failed::Start)?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => {
            let said = String::from_utf8_lossy(&output.stderr);
            let first = said.lines().next().unwrap_or_default();
            Err(Failed::Refused(first.trim_start_matches("fatal: ").to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_holds_files_only() {
        let listed = "100644 blob 1111     12\tbody.toml\u{0}120000 blob 2222     5\tlink.toml\u{0}\
                      160000 commit 3333       -\tmodule\u{0}100755 blob 4444  7\ta b/表.toml\u{0}";
        let files = entries(listed.as_bytes());
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(names, ["a b/表.toml", "body.toml"]);
        assert_eq!(files["body.toml"].size, 12);
    }
}
