//! What answers do to an inventory, for people at a terminal.

use super::page::{Page, WIDTH};
use super::words::Word;
use crate::assess::answers::{Answered, Change, ChangeKind, Settled, Taken};
use crate::assess::assessment::Verdict;
use crate::assess::edits::{Kept, KeptWhy, Told};
use crate::language::{Language, Text};
use crate::text;

const SETTLED: Word = Word::new("決まった判定", "Settled verdicts");
const LACKING: Word =
    Word::new("足りないと答えたが、何も追加されていない一覧", "Lists said to lack something; nothing was added");
const COMPLETE: Word = Word::new("これで全部とされた一覧", "Lists declared complete");
const NOTHING_WRITTEN: Word = Word::new("（空欄）", "(blank)");
const NOTHING: Word = Word::new("なし", "none");

/// Writes what the answers do; `written` are the files they were written to, if they were accepted, and `refused` is
/// whether cells that cannot be read stand in the way.
pub fn render(taken: &Taken, written: &[String], refused: bool, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let body = &taken.body;
    let title = match taken.departments.is_empty() {
        true => text!(ja: "{body} 是正管理表の読み戻し", en: "Actions of {body}, taken back"),
        false => text!(ja: "{body} 照会への回答", en: "Answers of {body}"),
    };
    page.line(title.get(language));
    page.bar();
    taken.departments.iter().for_each(|answered| department(&mut page, answered));
    for (name, outdated, told) in &taken.registers {
        register(&mut page, name, *outdated, told);
    }
    page.blank();
    taken.departments.iter().for_each(|answered| unknown(&mut page, answered));
    for (_, _, told) in &taken.registers {
        kept(&mut page, told);
    }
    for kind in [ChangeKind::Conflict, ChangeKind::Replaced, ChangeKind::Added, ChangeKind::Confirmed] {
        facts(&mut page, taken, kind);
    }
    if !taken.records.is_empty() {
        let number = taken.records.len();
        page.heading(text!(ja: "新しい記録 {number}件", en: "New records: {number}").get(language));
        for (title, facts) in &taken.records {
            let (ja, en) = (&title.ja, &title.en);
            page.hang("  ", text!(ja: "{ja}（事実 {facts}件）", en: "{en} ({facts} facts)").get(language));
        }
        page.blank();
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
    if refused {
        let said = text!(
            ja: "読めないセルがあるので、何も書き込んでいない。照会票を直すか、--leave-unread を付けてもう一度実行する。",
            en: "Nothing has been written, since some cells cannot be read. Mend them, or run it again with --leave-unread."
        );
        page.hang("", said.get(language));
    } else {
        end(&mut page, written);
    }
    page.finish()
}

/// How much of what a department was asked came back, and what must be known of it.
fn department(page: &mut Page, answered: &Answered) {
    let language = page.language;
    let Answered { name, blank, unknown, unapproved, outdated } = answered;
    let line = match (blank, unknown.len()) {
        (0, 0) => text!(ja: "{name}: すべて回答済み", en: "{name}: everything answered"),
        (0, unknown) => text!(ja: "{name}: 「分からない」 {unknown}問", en: "{name}: {unknown} answered by not known"),
        (_, 0) => text!(ja: "{name}: 未記入 {blank}問", en: "{name}: {blank} left blank"),
        (_, unknown) => text!(
            ja: "{name}: 未記入 {blank}問、「分からない」 {unknown}問",
            en: "{name}: {blank} left blank, {unknown} answered by not known"
        ),
    };
    page.hang("", line.get(language));
    if *outdated {
        let said = text!(
            ja: "  この照会票を作った後に台帳が変わっている。食い違いがあれば下に示す。",
            en: "  The inventory has changed since this was asked; contradictions are shown below."
        );
        page.hang("", said.get(language));
    }
    if *unapproved > 0 {
        let said = text!(
            ja: "  「課長承認」が空欄の回答が {unapproved}問ある。所属長が確かめたかを課に聞く。",
            en: "  {unapproved} answers lack the agreement of the head of the section; ask whether it was given."
        );
        page.hang("", said.get(language));
    }
}

/// The questions to which a department says that it does not know.
fn unknown(page: &mut Page, answered: &Answered) {
    let (name, number) = (&answered.name, answered.unknown.len());
    if number == 0 {
        return;
    }
    let heading = text!(
        ja: "{name}が分からないと答えた問い {number}件（未確認のまま残る）",
        en: "Questions answered by not known by {name}: {number} (still open)"
    );
    page.heading(page.say(&heading).to_owned().as_str());
    for (question, place) in &answered.unknown {
        page.hang("  ", question);
        page.hang("    ", &format!("[{place}]"));
    }
    page.blank();
}

fn register(page: &mut Page, name: &str, outdated: bool, told: &Told) {
    let language = page.language;
    let same = told.unchanged;
    page.hang("", text!(ja: "{name}: 変わらない行 {same}", en: "{name}: {same} rows as they were").get(language));
    if outdated {
        let said = text!(
            ja: "  この表を作った後に台帳が変わっている。変わった欄は、台帳が元のままのものだけを改める。",
            en: "  The inventory has changed since; a cell is taken over only where the inventory is as it was."
        );
        page.hang("", said.get(language));
    }
    for id in &told.removed {
        let said = text!(
            ja: "  {id} の行が表から消えている。台帳の記録は残す。",
            en: "  The row of {id} is gone from the sheet; its record stays."
        );
        page.hang("", said.get(language));
    }
}

/// What is not taken over, with all that is said.
fn kept(page: &mut Page, told: &Told) {
    for why in [KeptWhy::Conflict, KeptWhy::Gone, KeptWhy::Cleared] {
        let all: Vec<&Kept> = told.kept.iter().filter(|kept| kept.why == why).collect();
        if all.is_empty() {
            continue;
        }
        let number = all.len();
        let heading = match why {
            KeptWhy::Conflict => text!(
                ja: "台帳も表も変わった欄 {number}件（書き込まない。台帳を直すか、表を作り直す）",
                en: "Changed in both: {number} (not written; mend the inventory or draw the sheet up anew)"
            ),
            KeptWhy::Gone => text!(
                ja: "台帳にない記録への記入 {number}件（書き込まない）",
                en: "Written about records that are gone: {number} (not written)"
            ),
            KeptWhy::Cleared => text!(
                ja: "空にされた欄 {number}件（台帳の値を残す。取り消すなら台帳を直す）",
                en: "Emptied cells: {number} (what was stated stays; withdraw it in the inventory)"
            ),
        };
        page.heading(page.say(&heading).to_owned().as_str());
        for one in all {
            let language = page.language;
            let blank = NOTHING_WRITTEN.get(language);
            let say = |value: &Option<Text>| value.as_ref().map_or(blank, |text| text.get(language)).to_owned();
            let (label, before, now, said) = (one.label.get(language), say(&one.before), say(&one.now), say(&one.said));
            let line = match why {
                KeptWhy::Gone => Text::same(label),
                KeptWhy::Conflict => text!(
                    ja: "{label}: 表の元の値 {before}、台帳 {now}、表 {said}",
                    en: "{label}: was {before}; inventory {now}; sheet {said}"
                ),
                KeptWhy::Cleared => text!(ja: "{label}: 台帳 {now}", en: "{label}: inventory {now}"),
            };
            page.hang("  ", line.get(language));
            page.hang("    ", &format!("[{}]", one.place));
        }
        page.blank();
    }
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
        let title = one.verdict.map_or_else(|| one.title.clone(), |verdict| verdict.beside(&one.title));
        let line = format!("{}: {}", one.subject.get(language), title.get(language));
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
    let more = (after + number).saturating_sub(before);
    if more > 0 {
        let said = text!(
            ja: "未確認のうち {more}件は、回答によって新たに関わることになった規則である。",
            en: "Of the unknown, {more} are of rules that concern the body only since these answers."
        );
        page.hang("", said.get(language));
    }
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
