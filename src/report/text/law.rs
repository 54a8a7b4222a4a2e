//! The timeline of the law, for people: day by day what begins, changes and ends, and whom it touches.

use super::page::{Page, WIDTH};
use super::words::{self, Word, day};
use crate::assess::assessment::{ClauseSummary, RuleSummary, Verdict};
use crate::assess::law::{Change, Event, LawDay, Timeline, Touched, What};
use crate::language::{Language, Text};
use crate::text;
use jiff::civil::Date;

/// Subjects shown under one event.
const SUBJECTS: usize = 8;

/// Names shown of one list of the catalog.
const NAMES: usize = 6;

const BEGINS: Word = Word::new("施行", "begins");
const CHANGES: Word = Word::new("変更", "changes");
const ENDS: Word = Word::new("終了", "ends");
const EDITION: Word = Word::new("改定", "edition");
const REFERENCE: Word = Word::new("資料", "catalog");
const DEADLINE: Word = Word::new("期限", "deadline");
const MEANS: Word = Word::new(
    "事実は台帳のまま動かさず、法令だけをそれぞれの日のものに替えて判定した。義務は、満たさないときの不備の名で示す。",
    "The facts stay as they stand in the inventory; only the law is that of each day. A duty is called by the fault that it forbids.",
);
const NOTHING: Word = Word::new(
    "この間に始まる義務、変わる義務、終わる義務はない。",
    "No duty begins, changes or ends between these days.",
);

/// Every day on which something changes.
pub fn render(timeline: &Timeline, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.line(page.say(&title(timeline)));
    page.line(page.say(&period(timeline)));
    page.bar();
    page.line(page.say(&words::stands(timeline.facts_as_of, &timeline.pack, &timeline.tool)));
    page.hang("", MEANS.get(language));
    if timeline.body.published_material {
        page.hang("", words::NOTICE.get(language));
    }
    page.blank();
    if timeline.days.is_empty() {
        page.line(&format!(" {}", NOTHING.get(language)));
    }
    timeline.days.iter().for_each(|law_day| one(&mut page, law_day));
    page.heading(words::DIGESTS.get(language));
    page.line(&format!(" {} {}", words::INVENTORY.get(language), timeline.inventory_sha256));
    page.line(&format!(" {} {}", words::PACK.get(language), timeline.pack.sha256));
    page.finish()
}

fn one(page: &mut Page, law_day: &LawDay) {
    page.heading(&day(law_day.day, page.language));
    for event in &law_day.events {
        match &event.what {
            What::Begins(rule) => duty(page, BEGINS, rule, event),
            What::Changes(rule, change) => {
                duty(page, CHANGES, rule, event);
                grounds(page, change);
            }
            What::Ends(rule) => duty(page, ENDS, rule, event),
            What::Edition { document, edition, rules } => {
                headed(page, EDITION, &new_edition(document, edition, *rules));
            }
            What::Reference { began, ended } => {
                headed(page, REFERENCE, &entries(began.len(), ended.len()));
                lists(page, began, "+");
                lists(page, ended, "-");
                changed(page, event);
            }
            What::Deadline { name, date } => {
                headed(page, DEADLINE, &passed(name, *date));
                changed(page, event);
            }
        }
    }
    page.blank();
}

/// The column under which everything of an event stands.
fn indent(page: &Page) -> &'static str {
    match page.language {
        Language::Ja => "      ",
        Language::En => "          ",
    }
}

fn headed(page: &mut Page, word: Word, text: &Text) {
    let mark = match page.language {
        Language::Ja => format!(" {} ", word.get(page.language)),
        Language::En => format!(" {:<8} ", word.get(page.language)),
    };
    page.hang(&mark, page.say(text));
}

fn duty(page: &mut Page, word: Word, rule: &RuleSummary, event: &Event) {
    headed(page, word, &words::graded(rule, &rule.title));
    let below = indent(page);
    page.hang(below, page.say(&concerns(rule, event)));
    let named: Vec<&Touched> = event.touched.iter().take(SUBJECTS).collect();
    for touched in &named {
        page.hang(&format!("{below}- "), page.say(&subject(touched)));
    }
    more(page, event.touched.len() - named.len());
}

/// Which clauses are added and dropped, and whether the authority changes.
fn grounds(page: &mut Page, change: &Change) {
    let below = indent(page);
    if change.before != change.now {
        let (before, now) = (change.before.label(), change.now.label());
        page.hang(below, page.say(&arrow(&before, &now)));
    }
    let list = |page: &mut Page, mark: &str, clauses: &[ClauseSummary]| {
        clauses.iter().for_each(|clause| page.hang(&format!("{below}{mark} "), page.say(&clause.label)));
    };
    list(page, "+", &change.added);
    list(page, "-", &change.dropped);
}

/// Names of catalog entries, list by list.
fn lists(page: &mut Page, entries: &[(Text, Text)], mark: &str) {
    let below = format!("{}{mark} ", indent(page));
    let mut rest = entries;
    while let Some((label, _)) = rest.first() {
        let end = rest.iter().position(|(other, _)| other != label).unwrap_or(rest.len());
        let names: Vec<&Text> = rest[..end].iter().take(NAMES).map(|(_, name)| name).collect();
        page.hang(&below, page.say(&list(label, &names, end - names.len())));
        rest = &rest[end..];
    }
}

/// The results whose verdict changes.
fn changed(page: &mut Page, event: &Event) {
    let below = indent(page);
    page.hang(below, page.say(&changes(event.touched.len())));
    let named: Vec<&Touched> = event.touched.iter().take(SUBJECTS).collect();
    for touched in &named {
        page.hang(&format!("{below}- "), page.say(&verdicts(touched)));
    }
    more(page, event.touched.len() - named.len());
}

fn more(page: &mut Page, more: usize) {
    if more > 0 {
        page.hang(&format!("{}- ", indent(page)), page.say(&words::more_coming(more)));
    }
}

fn title(timeline: &Timeline) -> Text {
    let (name, code) = (&timeline.body.name, &timeline.body.code);
    text!(ja: "{name}（{code}）に関わる義務の移り変わり", en: "How the duties of {name} ({code}) change")
}

fn period(timeline: &Timeline) -> Text {
    let (from, until) = (timeline.from, timeline.until);
    let (from_ja, until_ja) = (day(from, Language::Ja), day(until, Language::Ja));
    text!(ja: "{from_ja}から{until_ja}まで", en: "from {from} until {until}")
}

/// Authority, and how many subjects the duty concerns, by verdict.
fn concerns(rule: &RuleSummary, event: &Event) -> Text {
    let Text { ja, en } = rule.authority.label();
    let verdict = |touched: &&Touched, wanted| touched.now.or(touched.before) == Some(wanted);
    let number = |wanted| event.touched.iter().filter(|touched| verdict(touched, wanted)).count();
    let mut numbers: Vec<(Verdict, usize)> =
        Verdict::ALL.iter().map(|(wanted, ..)| (*wanted, number(*wanted))).filter(|(_, number)| *number > 0).collect();
    if event.not_applicable > 0 {
        numbers.push((Verdict::NotApplicable, event.not_applicable));
    }
    let Text { ja: numbers_ja, en: numbers_en } = words::verdicts(&numbers);
    let (id, concerned) = (&rule.id, event.touched.len());
    if numbers.is_empty() {
        return text!(ja: "{ja}。{id}。関わる対象はない", en: "{en}; {id}; concerns nothing");
    }
    text!(
        ja: "{ja}。{id}。関わる対象 {concerned}件（{numbers_ja}）",
        en: "{en}; {id}; concerns {concerned} ({numbers_en})"
    )
}

/// A subject with its verdict, and the rule's sentence if it fails.
fn subject(touched: &Touched) -> Text {
    let verdict = touched.now.or(touched.before).map_or_else(Text::default, Verdict::label);
    let Text { ja, en } = &touched.name;
    let said = touched.message.as_ref().filter(|_| touched.now == Some(Verdict::Fail));
    let (ja, en) = said.map_or((ja, en), |said| (&said.ja, &said.en));
    Text::new(format!("{}: {ja}", verdict.ja), format!("{}: {en}", verdict.en))
}

/// A rule and a subject with the verdict before and after.
fn verdicts(touched: &Touched) -> Text {
    let verdict = |verdict: Option<Verdict>| verdict.map_or_else(|| Text::same("―"), Verdict::label);
    let Text { ja: arrow_ja, en: arrow_en } = arrow(&verdict(touched.before), &verdict(touched.now));
    let (name, rule) = (&touched.name, &touched.title);
    let (name_ja, name_en, rule_ja, rule_en) = (&name.ja, &name.en, &rule.ja, &rule.en);
    text!(ja: "{arrow_ja}: {name_ja}「{rule_ja}」", en: "{arrow_en}: {name_en} ({rule_en})")
}

fn arrow(before: &Text, now: &Text) -> Text {
    Text::new(format!("{} → {}", before.ja, now.ja), format!("{} -> {}", before.en, now.en))
}

fn new_edition(document: &Text, edition: &Text, rules: usize) -> Text {
    let (Text { ja, en }, Text { ja: edition_ja, en: edition_en }) = (document, edition);
    text!(
        ja: "{ja}が{edition_ja}の版になる（これを根拠とする規則 {rules}件）",
        en: "{en}: new edition, {edition_en} ({rules} rules rest on it)"
    )
}

fn entries(began: usize, ended: usize) -> Text {
    match (began, ended) {
        (began, 0) => text!(ja: "{began}件が加わる", en: "{began} entries begin"),
        (0, ended) => text!(ja: "{ended}件が終わる", en: "{ended} entries end"),
        _ => text!(ja: "{began}件が加わり、{ended}件が終わる", en: "{began} entries begin, {ended} end"),
    }
}

fn list(label: &Text, names: &[&Text], more: usize) -> Text {
    let Text { ja, en } = words::list(names);
    let (label_ja, label_en) = (&label.ja, &label.en);
    match more {
        0 => text!(ja: "{label_ja}: {ja}", en: "{label_en}: {en}"),
        _ => text!(ja: "{label_ja}: {ja} ほか{more}件", en: "{label_en}: {en} and {more} more"),
    }
}

fn passed(name: &Text, date: Date) -> Text {
    let (Text { ja, en }, date_ja) = (name, day(date, Language::Ja));
    text!(ja: "「{ja}」の日（{date_ja}）を過ぎる", en: "“{en}” ({date}) has passed")
}

fn changes(results: usize) -> Text {
    match results {
        0 => text!(ja: "これで変わる判定はない", en: "no verdict changes by it"),
        _ => text!(ja: "これで変わる判定 {results}件", en: "verdicts that change by it: {results}"),
    }
}
