//! The agenda, for people: what is overdue, then day by day what falls due and for whom, then what nobody wrote down.

use super::page::{Page, WIDTH};
use super::words::{self, Word, day};
use super::wrap::cells;
use crate::assess::agenda::{Agenda, Entry, Reason, Subject, Unwritten};
use crate::language::{Language, Text};
use crate::text;
use jiff::civil::Date;

/// Names shown of one entry.
const NAMES: usize = 3;

const OVERDUE: Word = Word::new("期日を過ぎている（済んだと書かれていない）", "overdue, not stated as done");
const NOTHING: Word =
    Word::new("この間に期日が来ると書かれているものはない。", "Nothing that was written down falls due in these days.");
const UNKNOWN: Word =
    Word::new("書かれていないもの（期日がないという意味ではない）", "not written down (which is not: nothing due)");

/// What the coming days ask for.
pub fn render(agenda: &Agenda, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.line(page.say(&title(agenda)));
    page.bar();
    page.line(page.say(&words::stands(agenda.facts_as_of, &agenda.pack, &agenda.tool)));
    if agenda.body.published_material {
        page.hang("", words::NOTICE.get(language));
    }
    page.blank();
    if !agenda.overdue.is_empty() {
        page.heading(OVERDUE.get(language));
        for entry in &agenda.overdue {
            let mark = format!(" {} ", day(entry.day, language));
            one(&mut page, &mark, entry);
        }
        page.blank();
    }
    if agenda.due.is_empty() {
        page.line(&format!(" {}", NOTHING.get(language)));
        page.blank();
    }
    let mut before: Option<Date> = None;
    for entry in &agenda.due {
        if before.replace(entry.day) != Some(entry.day) {
            page.heading(page.say(&when(entry.day, agenda.as_of)));
        }
        one(&mut page, " - ", entry);
    }
    if !agenda.due.is_empty() {
        page.blank();
    }
    if let Some(said) = later(agenda) {
        page.hang("", page.say(&said));
        page.blank();
    }
    unknown(&mut page, agenda);
    if agenda.failing > 0 {
        page.hang("", page.say(&failing(agenda.failing)));
    }
    page.finish()
}

fn one(page: &mut Page, mark: &str, entry: &Entry) {
    page.hang(mark, page.say(&line(entry)));
    let indent = " ".repeat(cells(mark));
    for (name, said) in entry.subjects.iter().filter_map(|subject| Some((&subject.name, subject.still.as_ref()?))) {
        let (name_ja, name_en, Text { ja, en }) = (&name.ja, &name.en, said);
        match entry.subjects.len() {
            1 => page.hang(&indent, page.say(said)),
            _ => page.hang(&indent, page.say(&text!(ja: "「{name_ja}」: {ja}", en: "{name_en}: {en}"))),
        }
    }
}

/// How much comes after the last day that is shown, and how to see it.
fn later(agenda: &Agenda) -> Option<Text> {
    let each: Vec<Text> = agenda.later.iter().map(|one| number(&one.label, one.records)).collect();
    if each.is_empty() {
        return None;
    }
    let (days, end) = ((agenda.year_end - agenda.as_of).get_days(), agenda.year_end);
    let (Text { ja, en }, end_ja) = (joined(each.into_iter()), day(end, Language::Ja));
    Some(text!(
        ja: "このあと年度末（{end_ja}）までに期日が来るもの: {ja}（--days {days} で見る）",
        en: "After that, to the end of the fiscal year ({end}): {en} (see them with --days {days})"
    ))
}

/// What is due, for what, and who must act.
fn line(entry: &Entry) -> Text {
    let (reason, Text { ja, en }) = (entry.reason.label(), &entry.label);
    // A term is called by what falls due; what else stands here says why.
    let (reason_ja, reason_en) = match entry.reason {
        Reason::Term => (String::new(), String::new()),
        _ => (format!("{}: ", reason.ja), format!("{}: ", reason.en)),
    };
    let named: Vec<&Text> = entry.subjects.iter().take(NAMES).map(|subject| &subject.name).collect();
    let more = entry.subjects.len() - named.len();
    let Text { ja: mut names_ja, en: mut names_en } = words::list(&named);
    if more > 0 {
        names_ja.push_str(&format!(" ほか{more}件"));
        names_en.push_str(&format!(" and {more} more"));
    }
    let (who_ja, who_en) = match &entry.department {
        Some((_, Text { ja, en })) => (format!("［{ja}］"), format!(" [{en}]")),
        None => (String::new(), String::new()),
    };
    let Text { ja: open_ja, en: open_en } = unsettled(entry);
    let colon = if names_ja.is_empty() { "" } else { ": " };
    text!(
        ja: "{reason_ja}{ja}{colon}{names_ja}{open_ja}{who_ja}",
        en: "{reason_en}{en}{colon}{names_en}{open_en}{who_en}"
    )
}

/// What nobody wrote down that would tell whether it is still to be done.
fn unsettled(entry: &Entry) -> Text {
    let open: Vec<&Subject> = entry.subjects.iter().filter(|subject| subject.perhaps).collect();
    if open.is_empty() {
        return Text::default();
    }
    let mut fields: Vec<&Text> = Vec::new();
    for field in open.iter().flat_map(|subject| &subject.unknown) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    let ja: String = fields.iter().map(|field| format!("「{}」", field.ja)).collect();
    let en = words::list(&fields).en;
    let (some, all) = (open.len(), entry.subjects.len());
    match (some == all, fields.is_empty()) {
        (true, false) => text!(ja: "（{ja}が書かれていない）", en: " (not written: {en})"),
        (false, false) => text!(ja: "（うち{some}件は{ja}が書かれていない）", en: " (not written of {some}: {en})"),
        (_, true) => text!(
            ja: "（{some}件は済んだかどうか書かれていない）",
            en: " (of {some}, nobody wrote whether it is done)"
        ),
    }
}

/// Days and lists that nobody wrote down.
fn unknown(page: &mut Page, agenda: &Agenda) {
    if agenda.unwritten.is_empty() && agenda.unlisted.is_empty() {
        return;
    }
    page.heading(UNKNOWN.get(page.language));
    if let Some(Text { ja, en }) = counted(agenda, |one| one.records - one.perhaps) {
        page.hang(" ", page.say(&text!(ja: "日付が書かれていない: {ja}", en: "no day: {en}")));
    }
    if let Some(Text { ja, en }) = counted(agenda, |one| one.perhaps) {
        let said = text!(
            ja: "期限があるかどうかも書かれていない: {ja}（tekigo ask で尋ねる）",
            en: "not known whether there is a term at all: {en} (tekigo ask)"
        );
        page.hang(" ", page.say(&said));
    }
    if !agenda.unlisted.is_empty() {
        let Text { ja, en } = joined(agenda.unlisted.iter().map(|one| one.label.clone()));
        page.hang(
            " ",
            page.say(&text!(ja: "一覧がこれで全部か書かれていない: {ja}", en: "not stated as complete: {en}")),
        );
    }
    page.blank();
}

/// Kinds of terms with that count of records, where it is not zero.
fn counted(agenda: &Agenda, count: impl Fn(&Unwritten) -> usize) -> Option<Text> {
    let each = agenda.unwritten.iter().filter_map(|one| {
        let records = Some(count(one)).filter(|records| *records > 0)?;
        Some(number(&one.label, records))
    });
    let each: Vec<Text> = each.collect();
    (!each.is_empty()).then(|| joined(each.into_iter()))
}

/// So many of a kind.
fn number(kind: &Text, records: usize) -> Text {
    Text::new(format!("{} {records}件", kind.ja), format!("{} {records}", kind.en))
}

fn joined(texts: impl Iterator<Item = Text>) -> Text {
    let texts: Vec<Text> = texts.collect();
    words::list(&texts.iter().collect::<Vec<_>>())
}

fn title(agenda: &Agenda) -> Text {
    let (name, from, until) = (&agenda.body.name, agenda.as_of, agenda.until);
    let (from_ja, until_ja) = (day(from, Language::Ja), day(until, Language::Ja));
    text!(ja: "{name}がこれからすること（{from_ja}から{until_ja}まで）", en: "What comes up for {name}, {from} to {until}")
}

fn when(due: Date, as_of: Date) -> Text {
    let (ja, days) = (day(due, Language::Ja), (due - as_of).get_days());
    match days {
        0 => text!(ja: "{ja}（当日）", en: "{due}, today"),
        1 => text!(ja: "{ja}（翌日）", en: "{due}, tomorrow"),
        _ => text!(ja: "{ja}（{days}日後）", en: "{due}, in {days} days"),
    }
}

fn failing(results: usize) -> Text {
    text!(
        ja: "すでに要是正のもの {results}件と、それを決めた過ぎた期日は、ここに繰り返さない（tekigo check）。",
        en: "The {results} findings of today, and the past days that decided them, are not repeated here (tekigo check)."
    )
}
