//! Runs the built binary from the repository's root and reads what it says.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a run said.
pub struct Ran {
    pub out: String,
    pub err: String,
    pub code: i32,
}

/// Runs `tekigo` with those arguments.
pub fn tekigo(args: &[&str]) -> Ran {
    let output = Command::cargo_bin("tekigo").unwrap().current_dir(root()).env_clear().args(args).output().unwrap();
    Ran {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

/// What `tekigo` writes with those arguments, whatever it is, and its exit status.
pub fn written(args: &[&str]) -> (Vec<u8>, i32) {
    let output = Command::cargo_bin("tekigo").unwrap().current_dir(root()).env_clear().args(args).output().unwrap();
    (output.stdout, output.status.code().unwrap())
}

/// The words of every format of `check --format`, with the ends of their files' names.
pub const FORMATS: [(&str, &str); 10] = [
    ("text", "txt"),
    ("json", "json"),
    ("html", "html"),
    ("markdown", "md"),
    ("csv", "csv"),
    ("sarif", "sarif"),
    ("junit", "junit.xml"),
    ("xlsx", "xlsx"),
    ("oscal-ar", "oscal-ar.json"),
    ("oscal-poam", "oscal-poam.json"),
];

/// Everything that a file of reports tells, as a person would read it: parts of workbooks are unpacked, escapes undone.
pub fn readable(name: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let end = name.rsplit('.').next().unwrap();
    let unescaped = |text: &str| {
        let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
        pairs.iter().fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
    };
    match end {
        "xlsx" => {
            let mut book = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
            let mut parts = String::new();
            for at in 0..book.len() {
                std::io::Read::read_to_string(&mut book.by_index(at).unwrap(), &mut parts).unwrap();
            }
            unescaped(&parts)
        }
        "xml" => unescaped(&text),
        "md" => unescaped(&text.replace("<!-- -->", "").replace('\\', "")),
        "sarif" => text.replace("{{", "{").replace("}}", "}").replace("\\\\", ""),
        _ => text,
    }
}

/// `check DIR --format json`, with more arguments.
pub fn check_json(dir: &str, more: &[&str]) -> Value {
    let args = [&["check", dir, "--format", "json"], more].concat();
    let ran = tekigo(&args);
    assert!(ran.code <= 1 || ran.code == 4, "{args:?}: {}\n{}", ran.code, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of all shipped inventories, `kadoma/r4` and so on, in order.
pub fn inventories() -> Vec<String> {
    let mut found = Vec::new();
    for body in folders(&root().join("inventories")) {
        for year in folders(&root().join("inventories").join(&body)) {
            found.push(format!("{body}/{year}"));
        }
    }
    assert!(found.len() >= 12, "{found:?}");
    found
}

fn folders(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A folder that is gone when the test ends.
pub struct Scratch {
    pub path: PathBuf,
}

impl Scratch {
    /// A new, empty folder for the test of that name.
    pub fn new(name: &str) -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("tekigo-{name}-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self { path }
    }

    /// Writes a file, and the folders above it.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
        self
    }

    /// A copy of a shipped folder.
    pub fn copy(&self, from: &str) -> &Self {
        copy(&root().join(from), &self.path);
        self
    }

    /// As an argument.
    pub fn arg(&self) -> &str {
        self.path.to_str().unwrap()
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}
