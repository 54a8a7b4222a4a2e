//! `tekigo ask`: what each department is asked, so that unknown results become known.

use super::answer::file_name;
use super::next_step::after_ask;
use super::{Opened, Said, judged};
use crate::assess::questionnaire::{Questionnaire, Wanted, questionnaire};
use crate::cli::{AskArgs, AskFormatArg};
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault};
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::{Language, Text};
use crate::pack::Pack;
use crate::report::questionnaire::{QuestionnaireFormat, render, workbook};
use crate::text;
use crate::write::{self, Existing};
use std::path::Path;

/// Draws up the questionnaire of an inventory.
pub fn run(args: &AskArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    if let Some(message) = args.rule.as_deref().and_then(|rule| unknown_rule(&opened.pack, rule)) {
        return Said::usage(&message, language);
    }
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (assessment, m, warnings) = match judged(&opened, &inventory, as_of, Evidence::Findings) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let wanted = Wanted {
        per_department: args.per_department,
        department: args.department.clone(),
        severity: args.severity,
        rule: args.rule.clone(),
    };
    let drawn = questionnaire(&opened.pack, &m, &assessment, &wanted);
    if let Some(message) = args.department.as_deref().filter(|_| drawn.sheets.is_empty()).map(|name| {
        let all = questionnaire(&opened.pack, &m, &assessment, &Wanted { department: None, ..wanted.clone() });
        nobody(&all, name)
    }) {
        return Said::usage(&message, language);
    }
    let format = match args.format {
        AskFormatArg::Text => QuestionnaireFormat::Text,
        AskFormatArg::Json => QuestionnaireFormat::Json,
        AskFormatArg::Markdown => QuestionnaireFormat::Markdown,
        AskFormatArg::Csv => QuestionnaireFormat::Csv,
    };
    let mut out = render(&drawn, format, language);
    if let Some(folder) = &args.xlsx {
        match workbooks(&drawn, folder, language) {
            Ok(files) => out = files,
            Err(diagnostic) => return Said::unusable(&[*diagnostic], &opened.sources, language),
        }
    }
    let told = args.xlsx.is_some() || (args.format == AskFormatArg::Text && !drawn.sheets.is_empty());
    let next = told.then(|| after_ask(&args.dir, args.xlsx.as_deref()));
    Said::new(out, ExitStatus::Conformant).then(next).warn(&warnings, &opened.sources, language)
}

/// Writes a workbook for each department that is asked something; says which.
fn workbooks(drawn: &Questionnaire, folder: &Path, language: Language) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut books = Vec::new();
    for sheet in drawn.sheets.iter().filter(|sheet| !sheet.asked.is_empty()) {
        let book = workbook(drawn, sheet, language).map_err(|error| {
            let message = text!(ja: "照会票を作れない（{error}）", en: "cannot draw up the workbook ({error})");
            Box::new(Diagnostic::error(Fault::Machine, None, message))
        })?;
        books.push((folder.join(format!("{}.xlsx", file_name(sheet.department.as_deref()))), book));
    }
    let mut said = String::new();
    for (path, book) in books {
        write::file(&path, &book, Existing::Keep)?;
        let path = path.display().to_string().replace('\\', "/");
        said.push_str(text!(ja: "照会票を書き込んだ: {path}\n", en: "written: {path}\n").get(language));
    }
    Ok(said.into_bytes())
}

fn unknown_rule(pack: &Pack, id: &str) -> Option<Text> {
    let mut ids = pack.rules.iter().map(|rule| rule.id.as_str());
    (!ids.clone().any(|known| known == id)).then(|| match nearest(id, &mut ids) {
        Some(near) => text!(
            ja: "「{id}」という規則はありません。「{near}」のことですか",
            en: "there is no rule `{id}`; did you mean `{near}`?"
        ),
        None => text!(
            ja: "「{id}」という規則はありません。tekigo rules で一覧が見られます",
            en: "there is no rule `{id}`; `tekigo rules` lists them"
        ),
    })
}

/// No question goes to a department of that name.
fn nobody(all: &Questionnaire, name: &str) -> Text {
    let ids = all.sheets.iter().filter_map(|sheet| sheet.department.as_deref()?.split_once('/').map(|(_, id)| id));
    let names = all.sheets.iter().map(|sheet| sheet.name.ja.as_str());
    match nearest(name, ids.chain(names)) {
        Some(near) => text!(
            ja: "「{name}」に尋ねることはありません。「{near}」のことですか",
            en: "there is nothing to ask of `{name}`; did you mean `{near}`?"
        ),
        None => text!(ja: "「{name}」に尋ねることはありません", en: "there is nothing to ask of `{name}`"),
    }
}
