//! The words of returns, in both languages, whatever they are written into.

use crate::assess::returns::{Cell, Content, Filled};
use crate::calendar::day;
use crate::language::{Language, Text};
use crate::pack::returns::BESIDE;
use crate::report::text::words::Word;
use crate::text;

pub(super) const UNCONFIRMED: Word = Word::new("様式未確認", "layout not confirmed");
pub(super) const NONE: Word = Word::new("なし", "none");
pub(super) const SOURCES: Word = Word::new(BESIDE[0][0], BESIDE[0][1]);
pub(super) const BLANKS: Word = Word::new(BESIDE[1][0], BESIDE[1][1]);
pub(super) const CELL: Word = Word::new("セル", "cell");
pub(super) const ABOUT: Word = Word::new("事項", "item");
pub(super) const VALUE: Word = Word::new("記入した値", "value");
pub(super) const FACT: Word = Word::new("根拠とした事実", "fact");
pub(super) const PLACE: Word = Word::new("記載箇所", "where it is written");
pub(super) const DOCUMENT: Word = Word::new("出典資料", "document");
pub(super) const QUESTION: Word = Word::new("確かめること", "question");
pub(super) const DEPARTMENT: Word = Word::new("照会先", "whom to ask");
pub(super) const WRITE: Word = Word::new("記入の仕方", "what to write");
pub(super) const NOT_ASKED: Word = Word::new("台帳の記載からは求められない", "not to be told from the inventory");

/// Whose return it is.
pub(super) fn title(filled: &Filled) -> Text {
    let (name, code, label) = (&filled.body.name, &filled.body.code, &filled.label);
    let (ja, en) = (&label.ja, &label.en);
    text!(ja: "{name}（{code}）{ja}", en: "{en}: {name} ({code})")
}

/// The day of the law.
pub(super) fn as_of(filled: &Filled) -> Text {
    let (ja, en) = (day(filled.as_of, Language::Ja), filled.as_of);
    text!(ja: "{ja}現在", en: "as of {en}")
}

/// That nobody compared the layout with the official one, and why.
pub(super) fn unconfirmed(why: &Text) -> Text {
    let (ja, en) = (&why.ja, &why.en);
    text!(ja: "様式未確認：{ja}", en: "Layout not confirmed: {en}")
}

/// What stands in a cell, in words; nothing in one that stays blank.
pub(super) fn shown(cell: &Cell, language: Language) -> &str {
    match &cell.content {
        Content::Known(_, words) => words.get(language),
        Content::None => NONE.get(language),
        Content::Unknown | Content::Error(_) => "",
    }
}
