//! A return at a terminal: what was filled, what stays blank and whom to ask.

use super::words::{self, BLANKS, NOT_ASKED, UNCONFIRMED};
use crate::assess::returns::{Content, Filled};
use crate::language::Language;
use crate::pack::Return;
use crate::report::text::page::{Page, WIDTH};
use crate::report::text::words::{NOTICE, stands};
use crate::text;

/// Questions that are shown one by one.
const SHOWN: usize = 15;

/// The returns of a pack.
pub fn list(returns: &[Return], language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    if returns.is_empty() {
        page.line(page.say(&text!(ja: "ルール集に様式がない。", en: "The pack declares no returns.")));
    }
    for form in returns {
        page.hang(&format!("{}  ", form.id), page.say(&form.label));
        if form.unconfirmed.is_some() {
            page.hang("    ", UNCONFIRMED.get(language));
        }
    }
    page.finish()
}

/// A return that was filled.
pub fn render(filled: &Filled, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.hang("", page.say(&words::title(filled)));
    page.line(page.say(&words::as_of(filled)));
    page.bar();
    page.line(page.say(&stands(filled.facts_as_of, &filled.pack, &filled.tool)));
    if filled.body.published_material {
        page.hang("", NOTICE.get(language));
    }
    if let Some(why) = &filled.unconfirmed {
        page.hang("", page.say(&words::unconfirmed(why)));
    }
    for clause in &filled.clauses {
        page.hang("", page.say(&clause.label));
    }
    page.blank();
    let (count, all) = (filled.count(), filled.cells.len());
    let (done, blank) = (count.filled, count.blank);
    let said = text!(
        ja: "記入できるセル {all}：記入 {done}、未確認で空欄 {blank}",
        en: "{all} cells to fill: {done} filled, {blank} blank because not known"
    );
    page.line(page.say(&said));
    for cell in filled.cells.iter().filter(|cell| !cell.in_table) {
        let value = match &cell.content {
            Content::Error(error) => page.say(error).to_owned(),
            Content::Unknown => text!(ja: "（未確認）", en: "(not known)").get(language).to_owned(),
            _ => words::shown(cell, language).to_owned(),
        };
        page.hang(&format!(" {:<4} ", cell.at.name()), &format!("{}: {value}", page.say(&cell.label)));
    }
    for table in &filled.empty {
        let table = page.say(table).to_owned();
        let said = text!(
            ja: "表「{table}」には、この日の台帳と資料に、当たる行か列がない。",
            en: "On that day nothing in inventory and catalog gives `{table}` a row or a column."
        );
        page.hang(" ", page.say(&said));
    }
    blanks(&mut page, filled);
    page.finish()
}

/// What must be asked, and of whom.
fn blanks(page: &mut Page, filled: &Filled) {
    let (kinds, language) = (filled.asked_by_kind(), page.language);
    let mute = filled.cells.iter().filter(|cell| matches!(cell.content, Content::Unknown) && cell.missing.is_empty());
    let mute = mute.count();
    if kinds.is_empty() && filled.open.is_empty() && mute == 0 {
        return;
    }
    page.blank();
    page.heading(BLANKS.get(language));
    let mut open: Vec<&str> = Vec::new();
    for (label, question) in filled.open.iter().take(SHOWN) {
        let table = page.say(label).to_owned();
        if !open.contains(&question.path.as_str()) {
            page.hang(" ? ", page.say(&question.question));
            let said = text!(ja: "表「{table}」の行が足りないかもしれない", en: "rows of `{table}` may be lacking");
            page.hang("   ", page.say(&said));
            open.push(&question.path);
        }
    }
    for kind in kinds.iter().take(SHOWN) {
        let Some((question, cells)) = kind.first() else { continue };
        page.hang(" ? ", page.say(&question.question));
        let (department, number) = (page.say(&question.department_name).to_owned(), cells.len());
        let first = cells.first().map(|cell| cell.at.name()).unwrap_or_default();
        let said = match number {
            1 => text!(ja: "{department}、セル {first}", en: "{department}, cell {first}"),
            _ => {
                text!(ja: "{department}、セル {first} など{number}個", en: "{department}, {number} cells such as {first}")
            }
        };
        page.hang("   ", page.say(&said));
        let alike = kind.len() - 1;
        if alike > 0 {
            page.hang(
                "   ",
                page.say(&text!(ja: "同じ種類の問いがほかに{alike}", en: "and {alike} more questions of that kind")),
            );
        }
    }
    if !kinds.is_empty() || !filled.open.is_empty() {
        let said = text!(
            ja: "すべての問いは、--xlsx で書くブックの「未確認」と --format json にある。",
            en: "All questions are in the workbook that --xlsx writes, and in --format json."
        );
        page.hang("", page.say(&said));
    }
    if mute > 0 {
        let why = NOT_ASKED.get(language);
        page.hang(" - ", text!(ja: "{why}セル {mute}", en: "{mute} cells: {why}").get(language));
    }
}
