//! The layers point one way, and the borders hold.

use crate::program::root;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules in the order in which they build on each other.
const ORDER: [&str; 21] = [
    "language",
    "diagnostic",
    "calendar",
    "graph",
    "vocabulary",
    "inventory",
    "expression",
    "pack",
    "load",
    "link",
    "derive",
    "evaluate",
    "assess",
    "prove",
    "report",
    "write",
    "exit",
    "cli",
    "command",
    "lib",
    "main",
];

#[test]
fn a_module_names_only_earlier_ones() {
    for (path, rank) in ranked() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains("crate::{"), "{}: name each module in its own `use`", path.display());
        for later in &ORDER[rank + 1..] {
            for ahead in [format!("crate::{later}::"), format!("crate::{later};")] {
                assert!(!text.contains(&ahead), "{} names `{ahead}`", path.display());
            }
        }
    }
}

#[test]
fn only_load_reads_the_disk_only_write_writes_to_it_and_only_main_to_the_terminal() {
    for (path, rank) in ranked() {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        const DISK: [&str; 2] = ["std::fs", "std::os"];
        const READS: [&str; 6] =
            ["File::open", "include_str!", "read_dir(", "read_to_string(", "fs::read(", "canonicalize("];
        const WRITES: [&str; 8] = [
            "File::create",
            "OpenOptions",
            "fs::write",
            "fs::rename",
            "create_dir",
            "remove_file",
            "remove_dir",
            "fs::copy",
        ];
        let forbidden: Vec<&str> = match ORDER[rank] {
            "load" if path.components().any(|part| part.as_os_str() == "tests") => Vec::new(),
            "load" => WRITES.to_vec(),
            "write" => READS.to_vec(),
            _ => [&DISK[..], &READS[..], &WRITES[..]].concat(),
        };
        for word in forbidden {
            assert!(!code.contains(word), "{} uses `{word}`", path.display());
        }
        if ORDER[rank] != "main" {
            for word in ["println!", "print!(", "stdout()", "stderr()"] {
                assert!(!code.contains(word), "{} uses `{word}`", path.display());
            }
        }
        for word in ["SystemTime", "Instant::now", "Zoned::now", "HashMap", "HashSet"] {
            assert!(!code.contains(word), "{} uses `{word}`", path.display());
        }
        // The gate alone asks what day it is, and what git keeps.
        for (word, place) in [("Timestamp::now", "command/today.rs"), ("process::Command", "load/revision.rs")] {
            assert!(!code.contains(word) || path.ends_with(place), "{} uses `{word}`", path.display());
        }
    }
}

#[test]
fn one_module_names_petgraph() {
    let named = ranked().into_iter().filter(|(path, _)| fs::read_to_string(path).unwrap().contains("petgraph::"));
    let files: Vec<PathBuf> = named.map(|(path, _)| path).collect();
    assert_eq!(files, [root().join("src/graph/components.rs")]);
}

#[test]
fn no_rule_is_named_in_rust() {
    let rules: Vec<String> = files(&root().join("rules"), "toml")
        .iter()
        .filter(|path| fs::read_to_string(path).unwrap().contains("[[example]]"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert!(rules.len() >= 60);
    for (path, _) in ranked() {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        let only_for_tests = ["tests.rs", "testing.rs"];
        if only_for_tests.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        for rule in &rules {
            assert!(!code.contains(&format!("\"{rule}\"")), "{} names rule `{rule}`", path.display());
        }
    }
}

#[test]
fn files_stay_small() {
    let mut lengths: Vec<(usize, PathBuf)> =
        ranked().into_iter().map(|(path, _)| (fs::read_to_string(&path).unwrap().lines().count(), path)).collect();
    lengths.sort();
    let (longest, path) = lengths.last().unwrap();
    assert!(*longest <= 500, "{} has {longest} lines", path.display());
    let median = lengths[lengths.len() / 2].0;
    assert!(median <= 150, "the median file has {median} lines");
}

/// Every source file with the rank of the module it belongs to.
fn ranked() -> Vec<(PathBuf, usize)> {
    let src = root().join("src");
    let rank = |path: &Path| {
        let first = path.strip_prefix(&src).unwrap().components().next().unwrap();
        let module = first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        ORDER.iter().position(|name| *name == module).unwrap_or_else(|| panic!("`{module}` has no rank"))
    };
    files(&src, "rs").into_iter().map(|path| (path.clone(), rank(&path))).collect()
}

fn files(dir: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}
