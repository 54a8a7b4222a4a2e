//! By when an incident must be reported, for somebody who needs to know now.

use super::page::{Page, WIDTH};
use super::words::{self, Word, day};
use super::wrap::cells;
use crate::assess::clock::{ClockPage, Duty, Term};
use crate::language::{Language, Text};
use crate::text;
use jiff::civil::{Date, Weekday};

/// Cells for the day in the list at a glance.
const GLANCE: usize = 28;

const BY: Word = Word::new("期限", "by");
const TO: Word = Word::new("相手方", "to");
const IF: Word = Word::new("場合", "if");
const NOTE: Word = Word::new("注意", "note");
const AT_A_GLANCE: Word = Word::new("期限の一覧", "At a glance");
const ONE_BY_ONE: Word = Word::new("相手方と根拠", "To whom, and by which law");
const NO_DUTY: Word = Word::new(
    "その日に知った事故についての報告や通知の義務は、ルール集に収められていない。",
    "The pack holds no duty to report or notify for what became known on that day.",
);

/// The kind, and every duty with its last day.
pub fn render(clock: &ClockPage, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.ends(clock.kind.name.get(language), page_aware(clock, language).as_str());
    page.bar();
    page.line(words::made_by(&clock.pack, &clock.tool).get(language));
    if let Some(note) = &clock.kind.note {
        page.blank();
        page.hang("", page.say(note));
    }
    page.blank();
    if clock.duties.is_empty() {
        page.hang(" ", NO_DUTY.get(language));
    }
    if !clock.duties.is_empty() {
        page.heading(AT_A_GLANCE.get(language));
        clock.duties.iter().for_each(|duty| glance(&mut page, duty));
        page.blank();
        page.heading(ONE_BY_ONE.get(language));
    }
    for (index, duty) in clock.duties.iter().enumerate() {
        one(&mut page, index + 1, duty, clock.as_of);
        page.blank();
    }
    if !clock.later.is_empty() {
        page.hang(" ", page.say(&later(&clock.later)));
    }
    if clock.is_unconfirmed() {
        page.hang(" ", page.say(&unconfirmed()));
    }
    page.finish()
}

fn page_aware(clock: &ClockPage, language: Language) -> String {
    let aware = with_weekday(clock.aware, language);
    match language {
        Language::Ja => format!("知った日 {aware}"),
        Language::En => format!("known on {aware}"),
    }
}

/// The last day, or the term that is no number of days, and what is due then.
fn glance(page: &mut Page, duty: &Duty) {
    let language = page.language;
    let by = match &duty.clock {
        Some(term) => with_weekday(term.last.unwrap_or(term.nominal), language),
        None => duty.term.as_ref().map_or(String::new(), |term| term.get(language).to_owned()),
    };
    let gap = " ".repeat(GLANCE.saturating_sub(cells(&by)).max(2));
    page.hang(&format!(" {by}{gap}"), &format!("{} → {}", duty.name.get(language), duty.to.get(language)));
}

fn one(page: &mut Page, number: usize, duty: &Duty, as_of: Option<Date>) {
    page.hang(&format!("{number:>2}. "), page.say(&duty.name));
    let field = |page: &mut Page, word: Word, text: &Text| {
        let word = word.get(page.language);
        page.hang(&format!("    {word}{}  ", " ".repeat(6_usize.saturating_sub(cells(word)))), page.say(text));
    };
    match &duty.clock {
        Some(term) => {
            field(page, BY, &last_day(term, as_of));
            field(page, Word::new("", ""), &counted(term));
        }
        None => duty.term.iter().for_each(|term| field(page, BY, term)),
    }
    if let (Some(_), Some(term)) = (&duty.clock, &duty.term) {
        field(page, Word::new("", ""), term);
    }
    field(page, TO, &duty.to);
    duty.condition.iter().for_each(|condition| field(page, IF, condition));
    duty.note.iter().for_each(|note| field(page, NOTE, note));
    for clause in &duty.clauses {
        let mark = |language| if clause.confirmed { "" } else { words::UNCONFIRMED.get(language) };
        let Text { ja, en } = &clause.label;
        let label = Text::new(format!("{ja}{}", mark(Language::Ja)), format!("{en}{}", mark(Language::En)));
        field(page, words::CLAUSE, &label);
    }
}

/// The last day, and how far off it is.
fn last_day(term: &Term, as_of: Option<Date>) -> Text {
    let Some(last) = term.last else {
        let (ja, en) = both(term.nominal);
        return text!(
            ja: "{ja}、閉庁日なら翌開庁日（この年の休日はルール集にない）",
            en: "{en}, or the next working day (the pack has no holidays for that year)"
        );
    };
    let ((ja, en), left) = (both(last), as_of.map(|day| (last - day).get_days()));
    match left {
        None => text!(ja: "{ja}まで", en: "{en}"),
        Some(left) if left < 0 => {
            let past = -left;
            text!(ja: "{ja}まで（{past}日過ぎている）", en: "{en} ({past} days ago)")
        }
        Some(left) => text!(ja: "{ja}まで（残り{left}日）", en: "{en} (in {left} days)"),
    }
}

/// How the last day was counted, and from when one should hurry.
fn counted(term: &Term) -> Text {
    let days = term.days;
    let counted = match term.counts_first_day {
        true => text!(ja: "知った日を1日目として{days}日目", en: "day {days}, the day of knowing being day 1"),
        false => text!(ja: "知った日の翌日から{days}日目", en: "day {days}, counted from the day after knowing"),
    };
    let rolled = term.last.filter(|last| *last != term.nominal).map(|_| {
        let (ja, en) = both(term.nominal);
        text!(ja: "。{ja}は閉庁日のため翌開庁日", en: "; offices are closed on {en}, so the next working day")
    });
    let hurry = term.warning.map(|day| {
        let (ja, en) = both(day);
        text!(ja: "。{ja}までに終えるのが望ましい", en: "; best done by {en}")
    });
    let parts = [Some(counted), rolled, hurry];
    let join = |language| parts.iter().flatten().map(|part| part.get(language)).collect::<String>();
    Text::new(join(Language::Ja), join(Language::En))
}

fn later(duties: &[(Text, Date)]) -> Text {
    let list = |language| {
        let one = |(name, from): &(Text, Date)| (name.get(language).to_owned(), day(*from, language));
        duties.iter().map(one).collect::<Vec<_>>()
    };
    let ja: Vec<String> = list(Language::Ja).into_iter().map(|(name, from)| format!("{name}（{from}から）")).collect();
    let en: Vec<String> = list(Language::En).into_iter().map(|(name, from)| format!("{name} (from {from})")).collect();
    let (ja, en) = (ja.join("、"), en.join("; "));
    text!(
        ja: "この日より後に始まった義務: {ja}。それより前の定めはルール集に収められていない。",
        en: "Duties that began only later: {en}. What was asked before is not in the pack."
    )
}

fn unconfirmed() -> Text {
    text!(
        ja: "「未照合」の根拠と日数の数え方は原典で確かめていない。報告の前に個人情報保護委員会の案内で確かめる。",
        en: "Clauses marked as not checked, and the way of counting days, were not checked against their source: see the Commission's own guidance before you rely on them."
    )
}

fn both(day: Date) -> (String, String) {
    (with_weekday(day, Language::Ja), with_weekday(day, Language::En))
}

/// 令和8年12月1日（火）, 2026-12-01 (Tue).
fn with_weekday(date: Date, language: Language) -> String {
    let (ja, en) = match date.weekday() {
        Weekday::Monday => ("月", "Mon"),
        Weekday::Tuesday => ("火", "Tue"),
        Weekday::Wednesday => ("水", "Wed"),
        Weekday::Thursday => ("木", "Thu"),
        Weekday::Friday => ("金", "Fri"),
        Weekday::Saturday => ("土", "Sat"),
        Weekday::Sunday => ("日", "Sun"),
    };
    let day = day(date, language);
    match language {
        Language::Ja => format!("{day}（{ja}）"),
        Language::En => format!("{day} ({en})"),
    }
}
