//! What answers do to an inventory, for people at a terminal.

use super::page::{Page, WIDTH};
use super::words::Word;
use crate::assess::answers::{Change, ChangeKind, Settled, Taken};
use crate::assess::assessment::Verdict;
use crate::language::{Language, Text};
use crate::text;

const SETTLED: Word = Word::new("決まった判定", "Settled verdicts");
const LACKING: Word =
    Word::new("足りないと答えたが、何も追加されていない一覧", "Lists said to lack something; nothing was added");
const COMPLETE: Word = Word::new("これで全部とされた一覧", "Lists declared complete");
const NOTHING: Word = Word::new("なし", "none");

/// Writes what the answers do; `written` are the files they were written to, if they were accepted.
pub fn render(taken: &Taken, written: &[String], language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let body = &taken.body;
    page.line(text!(ja: "{body} 照会への回答", en: "Answers of {body}").get(language));
    page.bar();
    for (name, blank, outdated) in &taken.departments {
        let line = match blank {
            0 => text!(ja: "{name}: すべて回答済み", en: "{name}: everything answered"),
            _ => text!(ja: "{name}: 未記入 {blank}問", en: "{name}: {blank} left blank"),
        };
        page.hang("", line.get(language));
        if *outdated {
            let said = text!(
                ja: "  この照会票を作った後に台帳が変わっている。食い違いがあれば下に示す。",
                en: "  The inventory has changed since this was asked; contradictions are shown below."
            );
            page.hang("", said.get(language));
        }
    }
    page.blank();
    for kind in [ChangeKind::Conflict, ChangeKind::Replaced, ChangeKind::Added, ChangeKind::Confirmed] {
        facts(&mut page, taken, kind);
    }
    if !taken.complete.is_empty() {
        page.heading(COMPLETE.get(language));
    }
    for (label, added) in &taken.complete {
        let Text { ja, en } = label;
        let line = match added {
            0 => label.clone(),
            _ => text!(ja: "{ja}（{added}件追加）", en: "{en} ({added} added)"),
        };
        page.hang("  ", line.get(language));
    }
    if !taken.complete.is_empty() {
        page.blank();
    }
    if !taken.lacking.is_empty() {
        page.heading(LACKING.get(language));
        taken.lacking.iter().for_each(|path| page.hang("  ", path));
        page.blank();
    }
    settled(&mut page, taken);
    end(&mut page, written);
    page.finish()
}

fn facts(page: &mut Page, taken: &Taken, kind: ChangeKind) {
    let changes: Vec<&Change> = taken.changes.iter().filter(|change| change.kind == kind).collect();
    if changes.is_empty() {
        return;
    }
    let number = changes.len();
    let heading = match kind {
        ChangeKind::Conflict => {
            text!(ja: "食い違い {number}件（どちらも採らない）", en: "Contradictions: {number} (neither is used)")
        }
        ChangeKind::Replaced => text!(ja: "改まる事実 {number}件", en: "Facts replaced: {number}"),
        ChangeKind::Added => text!(ja: "新しい事実 {number}件", en: "Facts added: {number}"),
        ChangeKind::Confirmed => text!(ja: "変わりないと確かめた事実 {number}件", en: "Facts confirmed: {number}"),
    };
    page.heading(page.say(&heading).to_owned().as_str());
    for change in changes {
        let (label, before, after) = (&change.label, change.before.as_ref(), &change.after);
        let said = |language: Language| match (kind, before) {
            (ChangeKind::Replaced | ChangeKind::Conflict, Some(before)) => {
                format!("{}: {} → {}", label.get(language), before.get(language), after.get(language))
            }
            _ => format!("{}: {}", label.get(language), after.get(language)),
        };
        page.hang("  ", &said(page.language));
        page.hang("    ", &format!("{} [{}]", change.department, change.place));
    }
    page.blank();
}

fn settled(page: &mut Page, taken: &Taken) {
    let language = page.language;
    page.heading(SETTLED.get(language));
    if taken.settled.is_empty() {
        page.line(&format!("  {}", NOTHING.get(language)));
    }
    let mut all: Vec<&Settled> = taken.settled.iter().collect();
    all.sort_by_key(|one| one.verdict != Some(Verdict::Fail));
    for one in all {
        let verdict = one.verdict.map_or_else(|| text!(ja: "一覧確定", en: "list settled"), Verdict::label);
        let line = format!("{}: {}", one.subject.get(language), one.title.get(language));
        page.hang(&format!("  [{}] ", verdict.get(language)), &line);
    }
    let (before, after) = taken.unknown;
    let number = taken.settled.len();
    let line: Text = text!(
        ja: "決まった判定 {number}件。未確認 {before}件 → {after}件。",
        en: "{number} verdicts settled; unknown {before} → {after}."
    );
    page.blank();
    page.line(line.get(language));
}

/// Says what was written, or that nothing was.
pub(super) fn end(page: &mut Page, written: &[String]) {
    let language = page.language;
    if written.is_empty() {
        let said = text!(
            ja: "まだ何も書き込んでいない。よければ --accept を付けてもう一度実行する。",
            en: "Nothing has been written yet. If this is right, run it again with --accept."
        );
        page.hang("", said.get(language));
    }
    for file in written {
        page.hang("", text!(ja: "書き込んだファイル: {file}", en: "written: {file}").get(language));
    }
}
