//! A new inventory, for people at a terminal: what was written, what each sheet serves, and what to do next.

use super::page::{Page, WIDTH};
use super::words::list;
use crate::assess::start::{Beginning, Sheet};
use crate::language::{Language, Text};
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
    if let Some(rest) = rules.checked_sub(served).filter(|rest| *rest > 0) {
        let said = text!(
            ja: "残りの {rest} 件は、これらのシートにないこと（研修、規程、監査、インシデント、通信など）で決まる。tekigo ask が作る照会票で課に尋ねる。ここに書かなくてよい",
            en: "The other {rest} rest on what has no sheet here (training, rules, audits, incidents, flows and so on): tekigo ask puts them to the departments"
        );
        page.hang("  ", page.say(&said));
    }
    page.blank();
    published(&mut page, beginning);
    next(&mut page, beginning, dir);
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

/// What to do, in the order in which each step rests on those before it.
fn next(page: &mut Page, beginning: &Beginning, dir: &str) {
    let Text { ja, en } = workbook_name();
    let heading = text!(ja: "次にすること", en: "Next");
    page.heading(page.say(&heading));
    let named = |first: bool| {
        let sheets: Vec<&Text> =
            beginning.sheets.iter().filter(|sheet| sheet.first == first).map(|sheet| &sheet.name).collect();
        let quoted: String = sheets.iter().map(|name| format!("「{}」", name.ja)).collect();
        (quoted, list(&sheets).en)
    };
    let ((first_ja, first_en), (rest_ja, rest_en)) = (named(true), named(false));
    let steps = [
        (
            None,
            text!(
                ja: "{ja} の{first_ja}に書く（手元の一覧に出てくる名前になる）。分からないところは空欄にする",
                en: "fill in {first_en} in {en}: your own lists name them; leave blank what you do not know"
            ),
        ),
        (
            None,
            text!(
                ja: "body.toml の # の付いた行のうち、分かるものの # を消して書く",
                en: "in body.toml, take the # away from the lines you know and complete them"
            ),
        ),
        (
            Some(format!("tekigo import FILE --as system --into {dir}")),
            text!(
                ja: "手元の一覧（システム台帳など）がどう読めるかを見る。よければ --accept を付ける。契約は --as contract、機器は --as device_group",
                en: "how a list that you have would be read; if it is right, add --accept. --as contract and --as device_group for other lists"
            ),
        ),
        (
            None,
            text!(
                ja: "{ja} の{rest_ja}に、一覧になかったことを書く",
                en: "in {en}, add to {rest_en} what your lists did not say"
            ),
        ),
        (
            Some(format!("tekigo check {dir}")),
            text!(ja: "要是正と未確認を見る", en: "what fails and what is not known"),
        ),
        (
            Some(format!("tekigo ask {dir} --xlsx {dir}-照会")),
            text!(ja: "課ごとの照会票を作る", en: "a workbook of questions for each department"),
        ),
    ];
    for (at, (line, said)) in steps.iter().enumerate() {
        let mark = format!("  {}. ", at + 1);
        match line {
            Some(line) => {
                page.hang(&mark, line);
                page.hang("       ", page.say(said));
            }
            None => page.hang(&mark, page.say(said)),
        }
    }
}
