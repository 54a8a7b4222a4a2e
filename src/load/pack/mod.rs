//! The pack: all files under `rules/`, and the folders that extend it.
//!
//! The vocabulary comes first, because everything else is read by it. If anything is wrong with it, or with a file that
//! rules refer to, the rest is not looked at: every further message would only repeat it.

mod audiences;
mod catalog;
mod clauses;
mod compile;
mod example;
mod formulas;
mod manifest;
mod rules;

use super::document::{self, Document};
use super::files::{Files, Loaded};
use super::problems::Problems;
use super::{builtin, vocabulary};
use crate::diagnostic::{Diagnostic, Fault, Sources};
use crate::pack::{Pack, scope};
use crate::text;
use compile::Compiler;
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
    let mut files = Files::new(Fault::Pack, sources, &problems);
    let base = match &source {
        PackSource::Builtin => files.builtin(&builtin::PACK, SHOWN),
        PackSource::Folder(folder) => files.folder(folder, &shown(folder)),
    };
    let mut extensions = Vec::new();
    for folder in extend {
        extensions.extend(files.folder(folder, &shown(folder)));
    }
    let sha256 = files.sha256();
    let sources = &*sources;
    let shelf = Shelf::sort(&base, &extensions, sources, &problems);
    let pack = shelf.read(sha256, &problems);
    match (pack, problems.is_empty()) {
        (Some(pack), true) => Ok(pack),
        _ => Err(problems.sorted()),
    }
}

/// Whether a file of that name holds a rule, to which nothing else refers.
fn is_rule(name: &str) -> bool {
    let folder = name.split_once('/').map(|(folder, _)| folder);
    folder.is_some_and(|folder| !["vocabulary", "catalog", "clauses"].contains(&folder))
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
    audiences: Vec<Document<'s>>,
    /// With the file's stem.
    vocabulary: Vec<(String, Document<'s>)>,
    catalog: Vec<Document<'s>>,
    /// With the file's stem.
    clauses: Vec<(String, Document<'s>)>,
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
            ["audiences"] => self.audiences.push(document),
            ["vocabulary", stem] => self.vocabulary.push((stem.to_owned(), document)),
            ["catalog", _] => self.catalog.push(document),
            ["clauses", stem] => self.clauses.push((stem.to_owned(), document)),
            [area, stem] => self.rules.push(RuleFile { area: area.to_owned(), stem: stem.to_owned(), document }),
            _ => {
                let page = document.page;
                let message = text!(ja: "`{name}` を置ける場所でない", en: "`{name}` is out of place");
                let help = text!(
                    ja: "vocabulary/、catalog/、clauses/ か、規則の分野のフォルダに置きます",
                    en: "put it in vocabulary/, catalog/, clauses/ or the folder of an area of rules"
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
        let manifest = self.manifest.as_ref().and_then(manifest::read);
        let before = problems.count();
        let vocabulary = vocabulary::read(&self.vocabulary, &self.catalog);
        let entities = catalog::entities(&vocabulary, &self.catalog);
        if self.broken || problems.count() > before {
            return None;
        }
        let catalog = catalog::read(&vocabulary, &self.catalog, &entities);
        catalog::report_overlaps(&catalog, problems);
        let clauses = clauses::read(&self.clauses);
        catalog::report_unknown_clauses(&vocabulary, &catalog, &clauses, problems);
        let compiler = Compiler::new(&vocabulary, scope(&vocabulary, &catalog));
        let formulas = formulas::compile(&compiler, &self.vocabulary);
        self.rules.sort_by(|a, b| a.stem.cmp(&b.stem));
        let rules = rules::read(&compiler, &clauses, &self.rules);
        let mut areas: Vec<&str> = self.rules.iter().map(|file| file.area.as_str()).collect();
        areas.sort_unstable();
        areas.dedup();
        let audiences = audiences::read(&self.audiences, &areas, &vocabulary);
        let manifest = manifest?;
        Some(Pack {
            name: manifest.name,
            version: manifest.version,
            title: manifest.title,
            sha256,
            waiver_max_days: manifest.waiver_max_days,
            waiver_expiring_days: manifest.waiver_expiring_days,
            areas: manifest.areas,
            audiences,
            vocabulary,
            formulas,
            catalog,
            clauses,
            rules,
        })
    }
}
