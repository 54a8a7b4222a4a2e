//! `report DIR --all OUT`: every format, an index and digests; and never over what tekigo did not write.

use crate::program::{FORMATS, Scratch, tekigo, written};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const CITY: &str = "inventories/kadoma/r4";

fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

fn report(out: &Path) -> crate::program::Ran {
    tekigo(&["report", CITY, "--all", out.to_str().unwrap()])
}

#[test]
fn everything_is_there_and_every_digest_is_right() {
    let scratch = Scratch::new("delivery");
    let out = scratch.path.join("new/folder");
    let ran = report(&out);
    assert_eq!(ran.code, tekigo(&["check", CITY]).code, "{}", ran.err);
    assert!(ran.out.contains("folder/index.html"), "it is said which to open first: {}", ran.out);
    let files = contents(&out);
    let manifest = String::from_utf8(files["MANIFEST.sha256"].clone()).unwrap();
    assert_eq!(manifest.lines().count(), files.len() - 1);
    let index = String::from_utf8(files["index.html"].clone()).unwrap();
    for line in manifest.lines() {
        let (digest, name) = line.split_once("  ").unwrap();
        let found: String = Sha256::digest(&files[name]).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, found, "{name}");
        assert!(name == "index.html" || index.contains(&format!("href=\"{name}\"")), "{name} is not in the index");
    }
    for (format, end) in FORMATS {
        let name = format!("check.{end}");
        assert!(files[&name] == written(&["check", CITY, "--format", format]).0, "{name}");
    }
    for report in ["network", "plan"] {
        assert_eq!(files[&format!("{report}.txt")], tekigo(&[report, CITY]).out.into_bytes(), "{report}");
    }
    let first = files;
    assert_ne!(report(&out).code, 3);
    assert_eq!(contents(&out), first, "the same once more");
}

#[test]
fn what_tekigo_did_not_write_stays_and_nothing_else_is_written() {
    let scratch = Scratch::new("foreign");
    scratch.write("check.html", "my own page");
    let ran = report(&scratch.path);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("check.html"), "{}", ran.err);
    assert_eq!(contents(&scratch.path).len(), 1);

    let scratch = Scratch::new("changed");
    report(&scratch.path);
    scratch.write("check.txt", "a note was added");
    let before = contents(&scratch.path);
    assert_eq!(report(&scratch.path).code, 3);
    assert_eq!(contents(&scratch.path), before);

    let scratch = Scratch::new("manifest");
    scratch.write("MANIFEST.sha256", format!("{}  photo.jpg\n", "0".repeat(64)));
    assert_eq!(report(&scratch.path).code, 3);
    assert_eq!(contents(&scratch.path).len(), 1);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error() {
    let scratch = Scratch::new("file-in-the-way");
    scratch.write("out", "a file");
    let ran = report(&scratch.path.join("out"));
    assert_eq!((ran.code, ran.out.as_str()), (3, ""));
    let ran = tekigo(&["report", "inventories/nobody", "--all", scratch.path.join("x").to_str().unwrap()]);
    assert_eq!(ran.code, 3);
    assert!(!scratch.path.join("x").exists());
}
