//! A folder of reports that was written before: which of its files are still as tekigo wrote them.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path};

/// Those of the names that are there already and were not written by tekigo, or were changed since: the manifest of the
/// folder does not list them with the digest that they have. A manifest that lists anything else is not tekigo's either.
pub fn foreign(folder: &Path, manifest: &str, names: &[&str]) -> Vec<String> {
    let written = fs::read_to_string(folder.join(manifest)).unwrap_or_default();
    let listed: BTreeMap<&str, &str> =
        written.lines().filter_map(|line| line.split_once("  ").map(|(digest, name)| (name, digest))).collect();
    let is_ours = |name: &str| match fs::read(folder.join(name)) {
        Ok(content) => listed.get(name).is_some_and(|known| *known == sha256(&content)),
        Err(_) => false,
    };
    let foreign = |name: &&&str| folder.join(name).symlink_metadata().is_ok() && !is_ours(name);
    let mut found: Vec<String> = names.iter().filter(foreign).map(|name| (*name).to_owned()).collect();
    let other = listed.is_empty() || listed.keys().any(|name| !names.contains(name));
    if other && folder.join(manifest).symlink_metadata().is_ok() {
        found.push(manifest.to_owned());
    }
    found
}

/// The digest of a file of a folder, if there is one of that name inside it.
pub fn digest_in(folder: &Path, name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    let inside = Path::new(&name).components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    let content = inside.then(|| fs::read(folder.join(&name)).ok()).flatten()?;
    Some(sha256(&content))
}

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
