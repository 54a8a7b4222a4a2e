//! `tekigo report`: every format of one assessment in a folder, with a page that leads to them and their digests.

use super::{Opened, Said, Wishes, audience, judge_for, listed};
use crate::assess::Assessment;
use crate::cli::{ReportArgs, UnknownArg};
use crate::diagnostic::{Diagnostic, Fault};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::{Language, Text};
use crate::load::foreign;
use crate::report::{Format, Options, index, render};
use crate::text;
use crate::write::{Existing, file};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The page that leads to the others.
const INDEX: &str = "index.html";
/// The digests of all others, in the form that `sha256sum -c` reads.
const MANIFEST: &str = "MANIFEST.sha256";

/// Writes the reports. Files that tekigo did not write, or that were changed since, are never replaced.
pub fn run(args: &ReportArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err((diagnostics, sources)) => return Said::unusable(&diagnostics, &sources, language),
    };
    let audience = match args.audience.as_deref().map(|id| audience(&opened.pack, id)).transpose() {
        Ok(audience) => audience.cloned(),
        Err(message) => return Said::usage(&message, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let wishes = Wishes { evidence: Evidence::All, pictures: true, audience: audience.as_ref() };
    let (assessment, warnings) = match judge_for(&opened, &inventory, as_of, &wishes) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let options = Options { language, only: listed(&[], audience.as_ref()), ..Options::default() };
    let files = files(&assessment, &options);
    if let Err(diagnostics) = write(&args.all, &files) {
        return Said::unusable(&diagnostics, &opened.sources, language);
    }
    let status = ExitStatus::of(&assessment, args.fail_on, args.unknown == UnknownArg::Fail);
    let (number, folder) = (files.len(), args.all.display());
    let said = text!(ja: "{folder} に{number}ファイルを書きました\n", en: "wrote {number} files to {folder}\n");
    Said::new(said.get(language), status).warn(&warnings, &opened.sources, language)
}

/// Every file with its content; the manifest is the last.
fn files(assessment: &Assessment, options: &Options) -> Vec<(String, Vec<u8>)> {
    let name = |format: Format| format!("check.{}", format.extension());
    let mut files: Vec<(String, Vec<u8>)> =
        Format::ALL.iter().map(|(format, _)| (name(*format), render(assessment, *format, options))).collect();
    let listed: Vec<(String, Text)> =
        Format::ALL.iter().map(|(format, _)| (name(*format), format.purpose())).collect();
    files.push((INDEX.to_owned(), index(assessment, &listed, options.language)));
    let mut manifest = String::new();
    for (name, content) in &files {
        let digest: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
        manifest.push_str(&format!("{digest}  {name}\n"));
    }
    files.push((MANIFEST.to_owned(), manifest.into_bytes()));
    files
}

/// Writes all files, or none if one of them would take the place of something that tekigo did not write.
fn write(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Vec<Diagnostic>> {
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).filter(|name| *name != MANIFEST).collect();
    let there = foreign(folder, MANIFEST, &names);
    if !there.is_empty() {
        return Err(there.iter().map(|name| kept(&folder.join(name))).collect());
    }
    for (name, content) in files {
        file(&folder.join(name), content, Existing::Replace).map_err(|diagnostic| vec![*diagnostic])?;
    }
    Ok(())
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
