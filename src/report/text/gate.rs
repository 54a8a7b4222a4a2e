//! The gate, for people: whether the change is let through, and what is in the way. Only what changed is told.

use super::diff::{Room, blocks, section};
use super::page::{Page, WIDTH};
use super::words::{Word, day};
use crate::assess::diff::{Change, Kind};
use crate::assess::gate::{Edit, Edited, Ruling};
use crate::language::{Language, Text};
use crate::text;

const PASSES: Word = Word::new("通過: 悪くなったものはない。", "Passes: nothing got worse.");
const UNCHANGED: Word = Word::new("変わった判定はない。", "No verdict changed.");
const EDITS: Word = Word::new("ルール集の変更", "Edits to the pack");
const EDITS_HELP: Word = Word::new(
    "ルール集を変えると同じ台帳でも判定が変わる。意図した変更なら --pack-change-ok を付ける。",
    "An edited pack judges the same inventory differently; if that is intended, add --pack-change-ok.",
);
const WORSE: Word = Word::new("通せない変化", "What is not let through");

/// Writes a ruling; `base` is what the inventory was compared with.
pub fn render(ruling: &Ruling, base: &str, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.line(page.say(&title(ruling)));
    page.bar();
    page.hang("", page.say(&terms(ruling, base)));
    let forbidden: Vec<&Change> = ruling.forbidden().collect();
    match ruling.passes() {
        true => page.hang("", PASSES.get(language)),
        false => page.hang("", page.say(&fails(forbidden.len(), ruling.forbids_edits()))),
    }
    if ruling.diff.changes.is_empty() {
        page.hang("", UNCHANGED.get(language));
    }
    page.blank();
    if !forbidden.is_empty() {
        page.heading(WORSE.get(language));
        for (kind, ..) in Kind::ALL {
            let of_kind: Vec<&Change> = forbidden.iter().copied().filter(|change| change.kind == kind).collect();
            if !of_kind.is_empty() {
                page.hang("", page.say(&super::words::section(&kind.label(), of_kind.len())));
                blocks(&mut page, &ruling.diff, &of_kind, Room { rules: usize::MAX, subjects: 4, facts: 2 });
            }
        }
        page.blank();
    }
    edits(&mut page, ruling);
    for (kind, ..) in Kind::ALL {
        let others = ruling.diff.changes.iter().filter(|change| change.kind == kind && !ruling.forbids(change));
        let others: Vec<&Change> = others.collect();
        if !others.is_empty() {
            section(&mut page, &ruling.diff, kind, &others);
        }
    }
    page.finish()
}

fn title(ruling: &Ruling) -> Text {
    let body = &ruling.diff.new.body;
    let (name, code) = (&body.name, &body.code);
    text!(ja: "{name}（{code}）台帳の変更の点検", en: "Change to the inventory of {name} ({code})")
}

/// By which day and from which severity on.
fn terms(ruling: &Ruling, base: &str) -> Text {
    let date = ruling.diff.new.as_of;
    let (date_ja, severity) = (day(date, Language::Ja), ruling.terms.fail_on.label());
    let (severity_ja, severity_en) = (severity.ja, severity.en);
    text!(
        ja: "{date_ja}の法令と期日で、{base} と比べた。重大度「{severity_ja}」以上を通さない。",
        en: "compared with {base}, by law and dates of {date}; severity {severity_en} and above is held back"
    )
}

fn fails(changes: usize, edits: bool) -> Text {
    match (changes, edits) {
        (0, _) => text!(ja: "不通過: ルール集が変わっている。", en: "Held back: the pack was edited."),
        (_, false) => {
            text!(ja: "不通過: 通せない変化 {changes}件。", en: "Held back: changes for the worse: {changes}.")
        }
        (_, true) => text!(
            ja: "不通過: 通せない変化 {changes}件と、ルール集の変更。",
            en: "Held back: changes for the worse: {changes}, and the pack was edited."
        ),
    }
}

fn edits(page: &mut Page, ruling: &Ruling) {
    if ruling.edits.is_empty() {
        return;
    }
    page.heading(EDITS.get(page.language));
    for edit in &ruling.edits {
        page.hang(" - ", page.say(&edited(edit)));
    }
    if ruling.forbids_edits() {
        page.hang(" ", EDITS_HELP.get(page.language));
    }
    page.blank();
}

fn edited(edit: &Edit) -> Text {
    let file = &edit.file;
    match edit.what {
        Edited::Added => text!(ja: "{file} を追加", en: "{file} added"),
        Edited::Changed => text!(ja: "{file} を変更", en: "{file} changed"),
        Edited::Removed => text!(ja: "{file} を削除", en: "{file} removed"),
    }
}
