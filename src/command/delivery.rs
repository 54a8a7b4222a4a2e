//! Delivers files into a folder, with their digests, and never over what tekigo did not write.

use crate::diagnostic::{Diagnostic, Fault};
use crate::load::foreign;
use crate::text;
use crate::write::{Existing, file};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The digests of all other files, in the form that `sha256sum -c` reads.
const MANIFEST: &str = "MANIFEST.sha256";

/// Writes files and the list of their digests, or none of them if one would take the place of something that tekigo did
/// not write, or that was changed since. Gives the number of files.
///
/// # Errors
/// What is in the way, or what the machine refused.
pub(super) fn deliver(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<usize, Vec<Diagnostic>> {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let there = foreign(folder, MANIFEST, &names);
    if !there.is_empty() {
        return Err(there.iter().map(|name| kept(&folder.join(name))).collect());
    }
    let mut manifest = String::new();
    for (name, content) in files {
        let digest: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
        manifest.push_str(&format!("{digest}  {name}\n"));
    }
    let write = |name: &str, content: &[u8]| file(&folder.join(name), content, Existing::Replace);
    for (name, content) in files {
        write(name, content).map_err(|diagnostic| vec![*diagnostic])?;
    }
    write(MANIFEST, manifest.as_bytes()).map_err(|diagnostic| vec![*diagnostic])?;
    Ok(files.len() + 1)
}

fn kept(path: &Path) -> Diagnostic {
    let shown = path.display();
    let message = text!(
        ja: "`{shown}` は tekigo が書いたままのファイルでない",
        en: "`{shown}` is not as tekigo wrote it"
    );
    let help = text!(
        ja: "上書きしません。別のフォルダを指定するか、そのファイルを移します",
        en: "it is not replaced; name another folder, or move that file away"
    );
    Diagnostic::error(Fault::Machine, None, message).help(help)
}
