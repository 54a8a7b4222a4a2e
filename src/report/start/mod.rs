//! A new inventory: `body.toml` with what is known of the body, a workbook to fill in, and the published figures.

mod body;
mod workbook;

use crate::assess::start::{Beginning, Published};
use crate::derive::schedule::names::FUNCTION;
use crate::language::{Language, Text};
use crate::report::toml::{self, Table, Value};
use crate::text;
use crate::vocabulary::Vocabulary;
use rust_xlsxwriter::XlsxError;

/// Row of headings in every sheet, from 1.
const HEADINGS: usize = 5;

/// The files, by name.
///
/// # Errors
/// What the writer of workbooks refuses.
pub fn files(
    beginning: &Beginning,
    vocabulary: &Vocabulary,
    language: Language,
) -> Result<Vec<(String, Vec<u8>)>, XlsxError> {
    let mut files = vec![
        ("body.toml".to_owned(), body::write(beginning, vocabulary, language).into_bytes()),
        (workbook_name().get(language).to_owned(), workbook::write(beginning, vocabulary, language)?),
    ];
    if !beginning.published.is_empty() {
        let name = text!(ja: "公表値.toml", en: "published.toml");
        files.push((name.get(language).to_owned(), published(&beginning.published, language)));
    }
    Ok(files)
}

/// The name of the workbook.
pub fn workbook_name() -> Text {
    text!(ja: "台帳.xlsx", en: "inventory.xlsx")
}

/// The published figures as facts, each with where it is from.
fn published(all: &[Published], language: Language) -> Vec<u8> {
    let mut file = Table::new();
    for one in all {
        let mut fact = Table::new();
        fact.insert("on".to_owned(), Value::String(format!("{FUNCTION}/{}", one.function)));
        for (field, value) in &one.facts {
            fact.insert((*field).to_owned(), toml::value(value));
        }
        if let Some(date) = one.on_date {
            fact.insert("on_date".to_owned(), toml::datetime(date));
        }
        let file_name = &one.file;
        let source = text!(
            ja: "国の公表値（{file_name}）を加工して作成",
            en: "processed from published national figures ({file_name})"
        );
        fact.insert("source".to_owned(), Value::String(source.get(language).to_owned()));
        toml::push(&mut file, "fact", fact);
    }
    let head = text!(
        ja: "# 国が公表した値（公表値）。市の台帳や計画から確かめた値があれば、replaces = true を付けた [[fact]] で改める。",
        en: "# Figures that the ministries publish. A figure of your own replaces one with `replaces = true` in a [[fact]]."
    );
    [format!("{}\n\n", head.get(language)).into_bytes(), toml::write(&file)].concat()
}
