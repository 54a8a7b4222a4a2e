//! What a table does to an inventory, for people at a terminal.

use super::answers::end;
use super::page::Page;
use super::wrap::{cells as wide, cut};
use crate::assess::answers::{Change, ChangeKind};
use crate::assess::import::Incoming;
use crate::diagnostic::source::letters;
use crate::language::{Language, Text};
use crate::load::{Ground, Survey, Understood};
use crate::report::clean::clean;
use crate::text;
use crate::vocabulary::{EntityId, Target, Vocabulary};

/// Cells in a line.
const WIDTH: usize = 80;
/// New records that are listed.
const LISTED: usize = 20;

/// Columns of the table of what was understood: letters, heading, field, example; what remains is for the ground.
const COLUMNS: [usize; 4] = [3, 18, 18, 12];

/// Writes how the table was understood and what it does; `written` are the files it was written to, if it was accepted,
/// and what was added to `body.toml`.
pub fn render(
    incoming: &Incoming,
    (survey, understood): (&Survey, &str),
    (written, added): (&[String], Option<&str>),
    language: Language,
) -> String {
    let mut page = Page::new(language, WIDTH);
    let (body, table) = (&incoming.body, &incoming.table);
    page.line(text!(ja: "{body} 表の取込み: {table}", en: "{table} taken into {body}").get(language));
    page.bar();
    understood.lines().for_each(|line| page.line(line));
    page.blank();
    for kind in [ChangeKind::Conflict, ChangeKind::Replaced, ChangeKind::Added] {
        facts(&mut page, incoming, kind);
    }
    records(&mut page, incoming);
    let same = incoming.same;
    page.line(text!(ja: "台帳と同じ事実 {same}件", en: "Facts that are as they were: {same}").get(language));
    page.blank();
    if incoming.says_nothing() {
        page.line(
            text!(ja: "台帳にないことは何も書かれていない。", en: "It says nothing that the inventory lacks.")
                .get(language),
        );
        return page.finish();
    }
    end(&mut page, written);
    if survey.is_worth_remembering() {
        remember(&mut page, added);
    }
    page.finish()
}

/// That the reading of the headings is kept, or would be.
fn remember(page: &mut Page, added: Option<&str>) {
    let said = match added {
        None => text!(
            ja: "--accept を付けると、表の読み方も body.toml の末尾に書き足す。",
            en: "With --accept the reading of the table is kept at the end of body.toml too."
        ),
        Some(_) => {
            text!(ja: "body.toml の末尾に書き足した表の読み方:", en: "The reading of the table, added at the end of body.toml:")
        }
    };
    page.hang("", page.say(&said));
    for line in added.into_iter().flat_map(str::lines) {
        page.hang("  ", line);
    }
}

/// What each column of a table was taken for, and by what.
pub fn understood(survey: &Survey, vocabulary: &Vocabulary, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let (sheet, (first, last)) = (&survey.sheet, survey.header_rows);
    let rows = if first == last { first.to_string() } else { format!("{first}〜{last}") };
    let again = match survey.remembered {
        true => text!(ja: "、前に覚えた読み方で", en: ", as remembered"),
        false => text!(ja: "", en: ""),
    };
    let (again_ja, again_en) = (&again.ja, &again.en);
    let heading = text!(
        ja: "{sheet} の読み方（見出しは{rows}行目{again_ja}）",
        en: "How {sheet} is read (headings in row {rows}{again_en})"
    );
    page.heading(page.say(&heading));
    let head = text!(ja: "列|見出し|読んだ項目|例|根拠", en: "col|heading|read as|example|known by");
    row(&mut page, &head.get(language).split('|').collect::<Vec<_>>());
    for column in &survey.columns {
        let field = match column.understood.target() {
            Some(target) => name(vocabulary, survey.entity, target, language),
            None => text!(ja: "（使わない）", en: "(not used)").get(language).to_owned(),
        };
        let ground = match column.understood {
            Understood::Alike(target) => {
                let name = name(vocabulary, survey.entity, target, language);
                text!(ja: "「{name}」のことか", en: "`{name}`?")
            }
            _ => ground(&column.understood),
        };
        let ground = ground.get(language).to_owned();
        row(&mut page, &[&letters(column.at), &column.heading, &field, &column.example, &ground]);
    }
    if survey.columns.iter().any(|column| matches!(column.understood, Understood::Guessed(..) | Understood::Alike(_))) {
        let said = text!(
            ja: "読み方が違えば --heading \"見出し=項目\" を付ける（使わない列は \"見出し=使わない\"）。",
            en: "If a column means something else, add --heading \"heading=field\" (\"heading=none\" if it is not to be used)."
        );
        page.hang("  ", page.say(&said));
    }
    if let Some(heading) = &survey.id_from {
        let said = text!(ja: "「{heading}」を id にも使う。", en: "`{heading}` is the id as well.");
        page.hang("  ", page.say(&said));
    }
    if !survey.words.is_empty() {
        let listed = |(open, close): (&str, &str)| {
            let words = survey.words.iter().map(|(_, word, means)| format!("{open}{word}{close}→{open}{means}{close}"));
            words.collect::<Vec<_>>().join(if open == "「" { "、" } else { ", " })
        };
        let (ja, en) = (listed(("「", "」")), listed(("`", "`")));
        let said = text!(ja: "セルの語を読み替える: {ja}", en: "Words in cells are read as: {en}");
        page.hang("  ", page.say(&said));
    }
    if !survey.skip.is_empty() {
        let words = survey.skip.join(if language == Language::Ja { "」「" } else { "`, `" });
        let said = text!(ja: "「{words}」で始まる行は読まない。", en: "Rows that begin with `{words}` are not read.");
        page.hang("  ", page.say(&said));
    }
    page.finish()
}

fn row(page: &mut Page, cells: &[&str]) {
    let mut line = String::from("  ");
    for (cell, width) in cells.iter().zip(COLUMNS) {
        let cell = cut(&clean(cell).replace('\n', " "), width);
        let blanks = width.saturating_sub(wide(&cell)) + 1;
        line.push_str(&cell);
        line.push_str(&" ".repeat(blanks));
    }
    let used = wide(&line);
    line.push_str(&cut(cells.last().unwrap_or(&""), WIDTH.saturating_sub(used)));
    page.line(line.trim_end());
}

/// What a target is called.
fn name(vocabulary: &Vocabulary, entity: EntityId, target: Target, language: Language) -> String {
    match target {
        Target::Field(field) => vocabulary.field(entity, field).label.get(language).to_owned(),
        other => other.word(vocabulary.entity(entity)).to_owned(),
    }
}

fn ground(understood: &Understood) -> Text {
    match understood {
        Understood::Known(_) => text!(ja: "見出し", en: "heading"),
        Understood::Remembered(_) => text!(ja: "覚えた読み方", en: "remembered"),
        Understood::Said(_) => text!(ja: "指定（--heading）", en: "--heading"),
        Understood::Guessed(_, Ground::Word(word)) => text!(ja: "推測「{word}」", en: "guess: `{word}`"),
        Understood::Guessed(_, Ground::Near(word)) => text!(ja: "推測「{word}」に近い", en: "guess: near `{word}`"),
        Understood::Guessed(_, Ground::Cells) => text!(ja: "推測: 値", en: "guess: values"),
        Understood::Guessed(_, Ground::Apart) => text!(ja: "推測: 重複なし", en: "guess: all differ"),
        Understood::Twice(_) => text!(ja: "同じ項目の列がほかにある", en: "another column says it"),
        Understood::Alike(_) | Understood::Unused => text!(ja: "", en: ""),
    }
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
