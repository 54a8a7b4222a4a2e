//! The pack: all files under `rules/`, and the folders that extend it.
//!
//! The vocabulary comes first, because everything else is read by it. If anything is wrong with it, or with a file that
//! rules refer to, the rest is not looked at: every further message would only repeat it.

mod accepted;
mod audiences;
mod catalog;
mod clauses;
mod compile;
mod example;
mod formulas;
mod manifest;
mod own;
mod profiles;
mod returns;
mod rules;
mod start;

use super::document::{self, Document};
use super::files::{Files, Loaded};
use super::folder::Folder;
use super::problems::Problems;
use super::{builtin, table, vocabulary};
use crate::diagnostic::{Diagnostic, Fault, Sources};
use crate::pack::{Pack, scope};
use crate::text;
use compile::Compiler;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where a pack comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackSource {
    /// The one in the program.
    Builtin,
    /// A folder that replaces it.
    Folder(PathBuf),
}

/// The folder name before the names of the files of the pack in the program.
const SHOWN: &str = "rules/";

/// Reads a pack, with folders that add to it.
///
/// # Errors
/// Everything that is wrong in its files, in order of file and place.
pub fn load_pack(source: PackSource, extend: &[PathBuf], sources: &mut Sources) -> Result<Pack, Vec<Diagnostic>> {
    let problems = Problems::default();
    let (files, base, extensions) = folders(&source, extend, sources, &problems);
    let sha256 = files.sha256();
    read(&base, &extensions, sha256, sources, problems)
}

/// Reads a pack together with the file of one rule, which takes the place of the rule of that name; with that name.
///
/// # Errors
/// Everything that is wrong in the file; if nothing is, everything that is wrong in the pack.
pub fn load_rule(
    source: PackSource,
    extend: &[PathBuf],
    path: &Path,
    sources: &mut Sources,
) -> Result<(Pack, String), Vec<Diagnostic>> {
    let problems = Problems::default();
    let (mut files, mut base, mut extensions) = folders(&source, extend, sources, &problems);
    let Some(file) = files.single(path, name_of(path)) else { return Err(problems.sorted()) };
    let stem = |name: &str| name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml").to_owned();
    let (id, at) = (stem(&file.name), file.id);
    let other = |loaded: &Loaded| !(is_rule(&loaded.name) && stem(&loaded.name) == id);
    let own = base.iter().all(other);
    base.retain(other);
    extensions.retain(other);
    if own { &mut extensions } else { &mut base }.push(file);
    let sha256 = files.sha256();
    match read(&base, &extensions, sha256, sources, problems) {
        Ok(pack) => Ok((pack, id)),
        Err(diagnostics) => {
            let in_file = |diagnostic: &Diagnostic| diagnostic.place.is_some_and(|place| place.file == at);
            let (in_it, elsewhere): (Vec<_>, Vec<_>) = diagnostics.into_iter().partition(in_file);
            Err(if in_it.is_empty() { elsewhere } else { in_it })
        }
    }
}

/// The files of a pack and of the folders that extend it.
fn folders<'a>(
    source: &PackSource,
    extend: &[PathBuf],
    sources: &'a mut Sources,
    problems: &'a Problems,
) -> (Files<'a>, Vec<Loaded>, Vec<Loaded>) {
    let mut files = Files::new(Fault::Pack, sources, problems);
    let base = match source {
        PackSource::Builtin => files.builtin(&builtin::PACK, SHOWN),
        PackSource::Folder(folder) => files.folder(folder.into(), &shown(folder)),
    };
    let mut extensions = Vec::new();
    for folder in extend {
        extensions.extend(files.folder(folder.into(), &shown(folder)));
    }
    (files, base, extensions)
}

fn read(
    base: &[Loaded],
    extensions: &[Loaded],
    sha256: String,
    sources: &Sources,
    problems: Problems,
) -> Result<Pack, Vec<Diagnostic>> {
    let pack = Shelf::sort(base, extensions, sources, &problems).read(sha256, &problems);
    match (pack, problems.is_empty()) {
        (Some(pack), true) => Ok(pack),
        _ => Err(problems.sorted()),
    }
}

/// The name of a rule's file within a pack: its folder and its own name.
fn name_of(path: &Path) -> String {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let part = |path: Option<&Path>| path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    let area = part(whole.parent()).unwrap_or_else(|| "own".to_owned());
    format!("{area}/{}", part(Some(&whole)).unwrap_or_default())
}

/// The files of a pack's folder with their texts, whatever the ends of their lines: by them edits are found.
///
/// # Errors
/// What could not be read.
pub fn pack_texts(folder: Folder<'_>) -> Result<BTreeMap<String, String>, Vec<Diagnostic>> {
    let (problems, mut sources) = (Problems::default(), Sources::default());
    let loaded = Files::new(Fault::Pack, &mut sources, &problems).folder(folder, "");
    let text = |file: Loaded| (file.name, sources.get(file.id).text().replace("\r\n", "\n"));
    let texts = loaded.into_iter().map(text).collect();
    if problems.is_empty() { Ok(texts) } else { Err(problems.sorted()) }
}

/// Whether a file of that name holds a rule, to which nothing else refers.
fn is_rule(name: &str) -> bool {
    let folder = name.split_once('/').map(|(folder, _)| folder);
    folder.is_some_and(|folder| !["vocabulary", "catalog", "clauses", "forms", "returns"].contains(&folder))
}

/// How the files of a folder are shown: under its name, never under its path.
fn shown(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned());
    format!("{}/", name.unwrap_or_else(|| "extend".to_owned()))
}

/// The files of a pack, sorted by what they hold.
#[derive(Default)]
struct Shelf<'s> {
    manifest: Option<Document<'s>>,
    accepted: Vec<Document<'s>>,
    audiences: Vec<Document<'s>>,
    own: Vec<Document<'s>>,
    start: Vec<Document<'s>>,
    /// With the file's stem.
    vocabulary: Vec<(String, Document<'s>)>,
    catalog: Vec<Document<'s>>,
    /// With the file's stem.
    clauses: Vec<(String, Document<'s>)>,
    /// With the file's stem.
    forms: Vec<(String, Document<'s>)>,
    /// With the file's stem.
    returns: Vec<(String, Document<'s>)>,
    rules: Vec<RuleFile<'s>>,
    /// A file that others refer to could not be read.
    broken: bool,
}

/// A file that holds one rule.
pub(super) struct RuleFile<'s> {
    /// Its folder.
    pub area: String,
    /// Its name without `.toml`.
    pub stem: String,
    /// It is part of a folder that extends the pack.
    pub own: bool,
    /// Its contents.
    pub document: Document<'s>,
}

impl<'s> Shelf<'s> {
    fn sort(base: &[Loaded], extensions: &[Loaded], sources: &'s Sources, problems: &'s Problems) -> Self {
        let mut shelf = Shelf { broken: !problems.is_empty(), ..Shelf::default() };
        for (index, file) in base.iter().chain(extensions).enumerate() {
            let document = document::parse(file.id, Fault::Pack, sources, problems);
            match document.broken.is_empty() {
                true => shelf.put(&file.name, index < base.len(), document),
                false => shelf.broken |= !is_rule(&file.name),
            }
        }
        shelf
    }

    fn put(&mut self, name: &str, in_base: bool, document: Document<'s>) {
        let path = name.rsplit_once('.').map_or(name, |(path, _)| path);
        match path.split('/').collect::<Vec<_>>()[..] {
            ["pack"] if in_base => self.manifest = Some(document),
            ["own"] if !in_base => self.own.push(document),
            ["accepted"] => self.accepted.push(document),
            ["audiences"] => self.audiences.push(document),
            ["start"] => self.start.push(document),
            ["vocabulary", stem] => self.vocabulary.push((stem.to_owned(), document)),
            ["catalog", _] => self.catalog.push(document),
            ["returns", stem] => self.returns.push((stem.to_owned(), document)),
            ["forms", stem] => self.forms.push((stem.to_owned(), document)),
            ["clauses", stem] => self.clauses.push((stem.to_owned(), document)),
            [area, stem] => {
                let (area, stem) = (area.to_owned(), stem.to_owned());
                self.rules.push(RuleFile { area, stem, own: !in_base, document });
            }
            _ => {
                let page = document.page;
                let message = text!(ja: "`{name}` を置ける場所でない", en: "`{name}` is out of place");
                let help = text!(
                    ja: "vocabulary/、catalog/、clauses/、forms/、returns/ か、規則の分野のフォルダに置きます",
                    en: "put it in vocabulary/, catalog/, clauses/, forms/, returns/ or the folder of an area of rules"
                );
                page.fail(page.top(), message, help);
            }
        }
    }

    fn read(mut self, sha256: String, problems: &Problems) -> Option<Pack> {
        if self.manifest.is_none() && !self.broken {
            let message =
                text!(ja: "ルール集のフォルダに `pack.toml` がない", en: "the folder of the pack has no `pack.toml`");
            problems.push(Diagnostic::error(Fault::Pack, None, message));
        }
        let (manifest, mut profiles) = self.manifest.as_ref().map(manifest::read).unwrap_or_default();
        let mut own = own::read(&self.own);
        profiles.append(&mut own.profiles);
        let before = problems.count();
        let mut vocabulary = vocabulary::read(&self.vocabulary, &self.catalog);
        let entities = catalog::entities(&vocabulary, &self.catalog);
        if self.broken || problems.count() > before {
            return None;
        }
        vocabulary.forms = table::forms(&self.forms, &vocabulary);
        let mut catalog = catalog::read(&vocabulary, &self.catalog, &entities);
        catalog::report_overlaps(&catalog, problems);
        let mut overrides = own::set_targets(own.targets, &vocabulary, &mut catalog, problems);
        let clauses = clauses::read(&self.clauses);
        catalog::report_unknown_clauses(&vocabulary, &catalog, &clauses, problems);
        let compiler = Compiler::new(&vocabulary, scope(&vocabulary, &catalog));
        let formulas = formulas::compile(&compiler, &self.vocabulary);
        let returns = returns::read(&compiler, &clauses, &self.returns);
        self.rules.sort_by(|a, b| a.stem.cmp(&b.stem));
        let mut rules = rules::read(&compiler, &clauses, &self.rules);
        overrides.extend(own::set_severities(own.severities, &mut rules, problems));
        let mut areas: Vec<&str> = self.rules.iter().map(|file| file.area.as_str()).collect();
        areas.sort_unstable();
        areas.dedup();
        let audiences = audiences::read(&self.audiences, &areas, &vocabulary);
        let profiles = profiles::check(profiles, &rules, &areas, problems);
        let start = start::read(&self.start, &vocabulary);
        let manifest = manifest?;
        Some(Pack {
            name: manifest.name,
            version: manifest.version,
            title: manifest.title,
            sha256,
            waiver_max_days: manifest.waiver_max_days,
            waiver_expiring_days: manifest.waiver_expiring_days,
            areas: manifest.areas.into_iter().chain(own.areas).collect(),
            audiences,
            vocabulary,
            formulas,
            catalog,
            clauses,
            rules,
            returns,
            profiles,
            selection: None,
            overrides,
            accepted: accepted::read(&self.accepted),
            start,
        })
    }
}
