//! A new inventory, for people at a terminal: what was written, what each sheet serves, and what to do next.

use super::page::{Page, WIDTH};
use crate::assess::start::{Beginning, Sheet};
use crate::language::Language;
use crate::report::start::workbook_name;
use crate::text;
use crate::vocabulary::Vocabulary;

/// Writes it; `written` are the folder and the names of the files in it.
pub fn render(
    beginning: &Beginning,
    vocabulary: &Vocabulary,
    (dir, files): (&str, &[String]),
    language: Language,
) -> String {
    let mut page = Page::new(language, WIDTH);
    let dir = dir.trim_end_matches('/');
    let (name, code, as_of) = (&beginning.body.name, &beginning.body.code, beginning.as_of);
    let class = &beginning.class;
    let (class_ja, class_en) = (&class.ja, &class.en);
    let title = text!(
        ja: "{name}（{code}、{class_ja}）の台帳を作りました: {dir}（事実の基準日 {as_of}）",
        en: "The inventory of {name} ({code}, {class_en}) is in {dir}; its facts stand as of {as_of}"
    );
    page.hang("", page.say(&title));
    for file in files {
        page.line(&format!("  {file}"));
    }
    page.blank();
    let book = workbook_name();
    let (ja, en) = (&book.ja, &book.en);
    let heading =
        text!(ja: "{ja} のシートと、書くと判定に近づく規則の数", en: "Sheets of {en}, and how many rules each serves");
    page.heading(page.say(&heading));
    for sheet in &beginning.sheets {
        line(&mut page, sheet, vocabulary);
    }
    let (rules, served) = (beginning.rules, beginning.served);
    let of = text!(ja: "  合わせて {served} 件（基準日に施行中の規則は {rules} 件）", en: "  Together {served}, of {rules} rules in force on that day");
    page.line(page.say(&of));
    page.blank();
    published(&mut page, beginning);
    next(&mut page, dir);
    page.finish()
}

fn line(page: &mut Page, sheet: &Sheet, vocabulary: &Vocabulary) {
    let (columns, rules) = (sheet.columns.len(), sheet.rules);
    let rows = sheet.listed.as_ref().map(Vec::len);
    let (name, label) = (&sheet.name, &vocabulary.entity(sheet.entity).label);
    let (ja, en, what_ja, what_en) = (&name.ja, &name.en, &label.ja, &label.en);
    let listed = match rows {
        Some(rows) => text!(ja: "、{rows}行は記入済み", en: ", {rows} rows listed"),
        None => text!(ja: "", en: ""),
    };
    let (listed_ja, listed_en) = (&listed.ja, &listed.en);
    let said = text!(
        ja: "{ja}（{what_ja}、{columns}列{listed_ja}）: 規則 {rules} 件",
        en: "{en} ({what_en}, {columns} columns{listed_en}): {rules} rules"
    );
    page.hang("  ", page.say(&said));
}

fn published(page: &mut Page, beginning: &Beginning) {
    let facts: usize = beginning.published.iter().map(|one| one.facts.len()).sum();
    if facts > 0 {
        let said = text!(ja: "公表値 {facts}件を入れました。", en: "{facts} published figures were put in.");
        page.hang("", page.say(&said));
    }
    for file in &beginning.unlisted {
        let name = &beginning.body.name;
        let said = text!(
            ja: "{file} に{name}の行はありません。載っていないことからは何も分からないので、何も入れていません。",
            en: "{file} does not list {name}; that says nothing, so nothing was put in."
        );
        page.hang("", page.say(&said));
    }
    if facts > 0 || !beginning.unlisted.is_empty() {
        page.blank();
    }
}

fn next(page: &mut Page, dir: &str) {
    let book = workbook_name();
    let (ja, en) = (&book.ja, &book.en);
    let heading = text!(ja: "次にすること", en: "Next");
    page.heading(page.say(&heading));
    let fill = text!(
        ja: "{ja} の「課」と「システム」から、分かるところだけ書く。分からないところは空欄にする",
        en: "fill in what you know in {en}, departments and systems first; leave the rest blank"
    );
    page.hang("  1. ", page.say(&fill));
    let complete = text!(
        ja: "body.toml の # の付いた行のうち、分かるものの # を消して書く",
        en: "in body.toml, take the # away from the lines you know and complete them"
    );
    page.hang("  2. ", page.say(&complete));
    let steps = [
        (format!("tekigo check {dir}"), text!(ja: "要是正と未確認を見る", en: "what fails and what is not known")),
        (
            format!("tekigo ask {dir} --xlsx {dir}-照会"),
            text!(ja: "課ごとの照会票を作る", en: "a workbook of questions for each department"),
        ),
        (
            format!("tekigo import FILE --as system --into {dir}"),
            text!(ja: "手元の一覧がどう読めるかを見る", en: "how a list that you have would be read"),
        ),
    ];
    for (at, (line, said)) in steps.iter().enumerate() {
        page.hang(&format!("  {}. ", at + 3), line);
        page.hang("       ", page.say(said));
    }
}
