//! Cells: what is written in one cell of a sheet, turned into the type of a field.

use super::spelling::fold;
use super::value;
use super::walk::Page;
use crate::inventory::RawValue;
use crate::text;
use crate::vocabulary::{Field, FieldType};
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

/// Words for yes and no in sheets and exports, folded.
const WORDS: [(&[&str], bool); 2] = [
    (&["true", "1", "yes", "on", "有効", "はい", "有", "有り", "あり", "○", "◯", "〇", "enable", "enabled"], true),
    (&["false", "0", "no", "off", "無効", "いいえ", "無", "×", "disable", "disabled"], false),
];
/// What separates the items of a list within a cell.
const SEPARATORS: [char; 5] = ['\n', ';', '、', ',', '，'];

/// Yes or no, if a word means one of them.
pub(super) fn yes_or_no(word: &str) -> Option<bool> {
    let word = fold(word.trim());
    WORDS.iter().find(|(words, _)| words.contains(&&*word)).map(|(_, value)| *value)
}

/// Whether a cell says that what the field asks is not known; a word that is itself a choice of the field does not.
pub(super) fn is_unknown(field: &Field, written: &str) -> bool {
    super::spelling::is_unknown(written) && !value::names_choice(&field.kind, written.trim())
}

/// Reads a cell that is not blank; what cannot be read is reported with the place of `span`.
pub(super) fn read(page: Page<'_>, field: &Field, written: &str, span: Range<usize>) -> Option<RawValue> {
    let written = written.trim();
    let text = |text| Spanned::new(span.clone(), DeValue::String(Cow::Borrowed(text)));
    let none = super::spelling::is_none(written);
    match &field.kind {
        FieldType::Texts if !none => Some(RawValue::Texts(items(written).map(str::to_owned).collect())),
        FieldType::Refs(_) | FieldType::Choices(_) if !none => {
            let list = items(written).map(text).collect();
            value::read(page, field, &Spanned::new(span.clone(), DeValue::Array(list)))
        }
        FieldType::Bool if !none => {
            let found = yes_or_no(written);
            if found.is_none() {
                let message = text!(ja: "`{written}` は「はい」とも「いいえ」とも読めない", en: "`{written}` is neither yes nor no");
                let help = text!(ja: "「はい」か「いいえ」と書きます", en: "write yes or no");
                page.fail(page.place(span), message, help);
            }
            found.map(RawValue::Bool)
        }
        _ => value::read(page, field, &text(written)),
    }
}

/// The items of a list within a cell.
pub(super) fn items(written: &str) -> impl Iterator<Item = &str> {
    written.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty())
}
