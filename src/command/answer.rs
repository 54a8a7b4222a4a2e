//! `tekigo answer`: takes back what departments answered, shows what it changes, and writes it down once accepted.

use super::{Opened, Said, judged};
use crate::assess::answers::{Additions, additions, taken, with};
use crate::cli::AnswerArgs;
use crate::diagnostic::{Diagnostic, Fault};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::load::{Answers, load_answers, read_if_there};
use crate::report::{text, toml};
use crate::text;
use crate::vocabulary::Vocabulary;
use crate::write::{self, Existing};
use std::path::{Path, PathBuf};

/// The folder of an inventory that answers are written to.
const FOLDER: &str = "answers";
/// The name of the file of those who are no department.
const NOBODY: &str = "ict";

/// Shows what the answers do, and writes them into the inventory if they are accepted.
pub fn run(args: &AnswerArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let answers = match load_answers(&args.files, &opened.pack.vocabulary, &mut opened.sources) {
        Ok(answers) => answers,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (first, m, _) = match judged(&opened, &inventory, as_of, Evidence::Findings) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let foreign: Vec<Diagnostic> = answers.iter().filter_map(|answers| stranger(answers, &first.body.code)).collect();
    if !foreign.is_empty() {
        return Said::unusable(&foreign, &opened.sources, language);
    }
    let added: Vec<Additions> =
        answers.iter().map(|answers| additions(&m, &inventory, answers, &opened.sources)).collect();
    let (last, after, warnings) = match judged(&opened, &with(&inventory, &added), as_of, Evidence::Findings) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let taken = taken((&m, &first), (&after, &last), &added, &opened.sources);
    let written = match args.accept {
        true => match accept(&args.dir, &added, &opened.pack.vocabulary) {
            Ok(written) => written,
            Err(diagnostic) => return Said::unusable(&[*diagnostic], &opened.sources, language),
        },
        false => Vec::new(),
    };
    let out = text::answers::render(&taken, &written, language);
    Said::new(out, ExitStatus::Conformant).warn(&warnings, &opened.sources, language)
}

/// The workbook is another body's.
fn stranger(answers: &Answers, code: &str) -> Option<Diagnostic> {
    let (other, name) = (&answers.body, &answers.name);
    (other != code).then(|| {
        let message = text!(
            ja: "「{name}」の照会票は団体コード {other} のもので、この台帳（{code}）のものでない",
            en: "the questionnaire of `{name}` belongs to body {other}, not to this inventory ({code})"
        );
        Diagnostic::error(Fault::Inventory, None, message)
    })
}

/// Writes the answers, a file per department, after what earlier answers said; gives the names of the files.
fn accept(dir: &Path, added: &[Additions], vocabulary: &Vocabulary) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for one in added {
        let path = dir.join(FOLDER).join(format!("{}.toml", file_name(one.department.as_deref())));
        let said = toml::additions(one, vocabulary);
        if said.is_empty() {
            continue;
        }
        match files.iter_mut().find(|(other, _)| *other == path) {
            Some((_, text)) => text.push_str(&format!("\n{said}")),
            None => {
                let before = read_if_there(&path)?.map(|text| format!("{}\n\n", text.trim_end())).unwrap_or_default();
                files.push((path, format!("{before}{said}")));
            }
        }
    }
    for (path, text) in &files {
        write::file(path, text.as_bytes(), Existing::Replace)?;
    }
    Ok(files.into_iter().map(|(path, _)| path.display().to_string().replace('\\', "/")).collect())
}

/// The id of a department (`department/joho`) as the name of a file on any system.
pub(super) fn file_name(department: Option<&str>) -> String {
    let id = department.and_then(|department| department.split_once('/')).map_or(NOBODY, |(_, id)| id);
    id.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' }).collect()
}
