//! One body beside others, for people at a terminal.

use super::grid;
use super::page::{Page, WIDTH};
use super::words;
use crate::assess::compare::{Compared, Comparison, Of, Row};
use crate::assess::rollup::Share;
use crate::calendar::Days;
use crate::language::{Language, Text};
use crate::load::Figure;
use crate::text;

/// Writes the comparison.
pub fn render(comparison: &Comparison, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let (name, code) = (&comparison.body.name, &comparison.body.code);
    page.line(text!(ja: "{name}（{code}）と他団体との比較", en: "{name} ({code}) beside other bodies").get(language));
    page.bar();
    let (day, pack, tool) = (comparison.facts_as_of, &comparison.pack, &comparison.tool);
    let (pack, version) = (&pack.name, &pack.version);
    page.line(
        text!(
            ja: "台帳の事実の基準日 {day} / ルール集 {pack} {version} / tekigo {tool}",
            en: "facts of the inventory as of {day} / pack {pack} {version} / tekigo {tool}"
        )
        .get(language),
    );
    if comparison.body.published_material {
        page.hang_most("", words::NOTICE.get(language), 2);
    }
    for table in &comparison.tables {
        page.blank();
        written(&mut page, comparison, table);
    }
    page.finish()
}

fn written(page: &mut Page, comparison: &Comparison, table: &Compared) {
    let language = page.language;
    let title = match table.figure {
        Figure::Steps => text!(ja: "標準化の進捗", en: "Progress of standardization"),
        Figure::Marks => text!(ja: "特定移行支援システム", en: "Specially supported systems"),
    };
    page.heading(title.get(language));
    if !table.listed {
        notes(comparison, table).iter().for_each(|note| page.hang(" ", note.get(language)));
        return;
    }
    let names = groups(comparison);
    let [own, published] = [text!(ja: "台帳", en: "inventory"), text!(ja: "公表値", en: "published")];
    let mut heads: Vec<&str> = [&own, &published].into_iter().chain(&names).map(|head| head.get(language)).collect();
    let ahead = text!(ja: "先行", en: "ahead");
    if table.figure == Figure::Steps {
        heads.push(ahead.get(language));
    }
    let all = text!(ja: "全業務", en: "all functions");
    let whole = (all.get(language), cells(&table.whole, table.figure, language));
    let rows = table.functions.iter().map(|(_, name, row)| (name.get(language), cells(row, table.figure, language)));
    let rows: Vec<(&str, Vec<String>)> = rows.chain([whole]).collect();
    grid::named_rows(&heads, &rows).iter().for_each(|line| page.line(line));
    notes(comparison, table).iter().for_each(|note| page.hang(" ", note.get(language)));
}

fn unknown() -> Text {
    text!(ja: "不明", en: "unknown")
}

/// What the groups are called.
fn groups(comparison: &Comparison) -> [Text; 3] {
    let class = comparison.class.clone().unwrap_or_else(unknown);
    [comparison.prefecture.clone().unwrap_or_else(unknown), class, text!(ja: "全国", en: "all")]
}

fn cells(row: &Row, figure: Figure, language: Language) -> Vec<String> {
    let untold = || unknown().get(language).to_owned();
    let one = |share: Share| match (figure, share.told, share.steps) {
        (_, 0, _) => untold(),
        (Figure::Marks, 1, 0) => "-".to_owned(),
        (Figure::Marks, 1, _) => text!(ja: "該当", en: "yes").get(language).to_owned(),
        _ => format!("{}/{}", share.steps, share.of),
    };
    let mut cells = vec![one(row.own), one(row.published)];
    let of = |of: &Of| match (figure, of.share.permille()) {
        (_, None) => "-".to_owned(),
        (Figure::Steps, Some(permille)) => format!("{}.{}%", permille / 10, permille % 10),
        (Figure::Marks, Some(_)) => format!("{}/{}", of.share.steps, of.share.of),
    };
    cells.extend(row.groups.iter().map(of));
    if figure == Figure::Steps {
        cells.push(row.groups[0].ahead.map_or_else(|| "-".to_owned(), |ahead| format!("{ahead}/{}", row.groups[0].n)));
    }
    cells
}

/// The date, the definition and the number of bodies, and what else to know.
fn notes(comparison: &Comparison, table: &Compared) -> Vec<Text> {
    let file = table.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let month = |days: Days| Text::new(days.period(Language::Ja), days.period(Language::En));
    let as_of = table.as_of.map_or_else(|| text!(ja: "時点は不明", en: "of an unknown date"), month);
    let (ja, en) = (&as_of.ja, &as_of.en);
    let mut notes = vec![text!(ja: "資料：{file}（{ja}）", en: "Source: {file} ({en})")];
    let Text { ja, en } = table.figure.definition();
    notes.push(text!(ja: "数え方：{ja}", en: "Counted: {en}"));
    let [(prefecture_ja, prefecture_en), (class_ja, class_en), (all_ja, all_en)] =
        groups(comparison).map(|Text { ja, en }| (ja, en));
    let [prefecture, class, all] = table.bodies;
    let by_name = table.by_name;
    notes.push(text!(
        ja: "n：{prefecture_ja} {prefecture}団体、{class_ja} {class}団体（うち区分が名称の末尾によるもの {by_name}団体）、{all_ja} {all}団体。この団体を含む。",
        en: "n: {prefecture_en} {prefecture} bodies, {class_en} {class} ({by_name} of them by the last character of their names), {all_en} {all}; this body among them."
    ));
    if table.figure == Figure::Steps {
        notes.push(text!(
            ja: "先行：同じ都道府県のうち、この団体より公表値が進んでいる団体の数",
            en: "Ahead: bodies of the prefecture whose published figure is further than this body's"
        ));
    }
    let name = &comparison.body.name;
    if !table.listed {
        notes.push(text!(ja: "{name}はこの資料に載っていない。", en: "{name} is not in this table."));
    }
    if !table.unused.is_empty() {
        let unused = table.unused.join("、");
        notes.push(text!(ja: "使わなかった列：{unused}", en: "columns left out: {unused}"));
    }
    notes
}
