//! What a table does to an inventory, for people at a terminal.

use super::answers::end;
use super::page::Page;
use crate::assess::answers::{Change, ChangeKind};
use crate::assess::import::Incoming;
use crate::language::Language;
use crate::text;

/// Cells in a line.
const WIDTH: usize = 80;
/// New records that are listed.
const LISTED: usize = 20;

/// Writes what the table does; `written` are the files it was written to, if it was accepted.
pub fn render(incoming: &Incoming, written: &[String], language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let (body, table) = (&incoming.body, &incoming.table);
    page.line(text!(ja: "{body} 表の取込み: {table}", en: "{table} taken into {body}").get(language));
    page.bar();
    for kind in [ChangeKind::Conflict, ChangeKind::Replaced, ChangeKind::Added] {
        facts(&mut page, incoming, kind);
    }
    records(&mut page, incoming);
    let same = incoming.same;
    page.line(text!(ja: "台帳と同じ事実 {same}件", en: "Facts that are as they were: {same}").get(language));
    page.blank();
    end(&mut page, written);
    page.finish()
}

fn facts(page: &mut Page, incoming: &Incoming, kind: ChangeKind) {
    let changes: Vec<&Change> = incoming.changes.iter().filter(|change| change.kind == kind).collect();
    if changes.is_empty() {
        return;
    }
    let number = changes.len();
    let heading = match kind {
        ChangeKind::Conflict => text!(
            ja: "台帳と違う事実 {number}件（書き込まない。改めるなら --replace）",
            en: "Facts that differ: {number} (not written; --replace to let them)"
        ),
        ChangeKind::Replaced => text!(ja: "改まる事実 {number}件", en: "Facts replaced: {number}"),
        _ => text!(ja: "新しい事実 {number}件", en: "Facts added: {number}"),
    };
    page.heading(heading.get(page.language));
    for change in changes {
        let language = page.language;
        let label = change.label.get(language);
        let said = match &change.before {
            Some(before) => format!("{label}: {} → {}", before.get(language), change.after.get(language)),
            None => format!("{label}: {}", change.after.get(language)),
        };
        page.hang("  ", &said);
        page.hang("    ", &format!("[{}]", change.place));
    }
    page.blank();
}

fn records(page: &mut Page, incoming: &Incoming) {
    let number = incoming.records.len();
    if number == 0 {
        return;
    }
    let language = page.language;
    page.heading(text!(ja: "新しい記録 {number}件", en: "New records: {number}").get(language));
    for (title, facts) in incoming.records.iter().take(LISTED) {
        let (ja, en) = (&title.ja, &title.en);
        page.hang("  ", text!(ja: "{ja}（事実 {facts}件）", en: "{en} ({facts} facts)").get(language));
    }
    if number > LISTED {
        let more = number - LISTED;
        page.line(text!(ja: "  ほか{more}件", en: "  and {more} more").get(language));
    }
    page.blank();
}
