//! Sentences with counts, names and dates, so that each language orders them as it likes.

use crate::assess::assessment::{Assessment, Ledger, Question, RuleSummary};
use crate::assess::earlier::Earlier;
pub(super) use crate::calendar::day;
use crate::language::{Language, Text};
use crate::text;
use jiff::civil::Date;

fn both(date: Date) -> (String, String) {
    (day(date, Language::Ja), day(date, Language::En))
}

/// `1 result`, `2 results`.
fn many(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// Whose report it is.
pub(super) fn title(assessment: &Assessment) -> Text {
    let name = &assessment.body.name;
    text!(ja: "{name} 適合状況報告", en: "Compliance of {name}")
}

/// The whole report in one sentence.
pub(super) fn lead(ledger: &Ledger) -> Text {
    let Ledger { total, fail, unknown, waived, error, .. } = ledger;
    let errors = if *error > 0 {
        text!(ja: "ルール集の誤りで計算できなかったものが{error}件ある。", en: " {error} could not be computed, a mistake of the pack.")
    } else {
        Text::default()
    };
    let (errors_ja, errors_en) = (errors.ja, errors.en);
    text!(
        ja: "{total}件の判定のうち、要是正は{fail}件、事実が足りず判定できないもの（未確認）は{unknown}件、例外措置の期間中は{waived}件である。{errors_ja}",
        en: "Of {total} verdicts {fail} fail, {unknown} cannot be told for want of facts, {waived} under an exception.{errors_en}"
    )
}

/// From when a rule is in force.
pub(super) fn first_day(from: Option<Date>, language: Language) -> String {
    match from {
        Some(from) => day(from, language),
        None => text!(ja: "示さない", en: "not told").get(language).to_owned(),
    }
}

/// Which earlier assessment stands beside this one, and what the difference is made of.
pub(super) fn beside(earlier: &Earlier, assessment: &Assessment) -> Text {
    let ((then_ja, then_en), (now_ja, now_en)) = (both(earlier.as_of), both(assessment.as_of));
    let pack = match earlier.same_pack {
        true => Text::default(),
        false => text!(
            ja: "前回はルール集も異なるため、差にはその改定によるものを含む。",
            en: " The earlier one was judged by another pack, which accounts for a part of the difference."
        ),
    };
    let (pack_ja, pack_en) = (pack.ja, pack.en);
    text!(
        ja: "前回は{then_ja}、今回は{now_ja}の基準による判定。書かれなくなった事実は未確認か判定なしとなり、是正とは数えない。一件ごとの内訳は tekigo diff で示す。{pack_ja}",
        en: "Then by the law of {then_en}, now of {now_en}. A fact that is no longer written down makes a result unknown or not judged, never mended. tekigo diff tells each of them.{pack_en}"
    )
}

/// Results that share a rule.
pub(super) fn subjects(number: usize) -> Text {
    let subjects = many(number, "subject");
    text!(ja: "{number}件", en: "{subjects}")
}

/// Subjects, rows or bars that are not shown at once.
pub(super) fn more(number: usize) -> Text {
    text!(ja: "ほか{number}件", en: "{number} more")
}

/// What a fail is called, and the authority that makes it so.
pub(super) fn gap(gap: &Text, authority: &Text) -> Text {
    let (Text { ja, en }, authority_ja, authority_en) = (gap, &authority.ja, &authority.en);
    text!(ja: "{ja}（{authority_ja}）", en: "{en} ({authority_en})")
}

/// What one department must be asked.
pub(super) fn inquiry(results: usize, questions: usize) -> Text {
    let (of_results, of_questions) = (many(results, "unknown result"), many(questions, "question"));
    text!(ja: "未確認 {results}件、問い {questions}", en: "{of_results}, {of_questions}")
}

/// What is to be written where.
pub(super) fn write(question: &Question, language: Language) -> String {
    let what = question.write.as_ref().map_or(question.path.as_str(), |write| write.get(language));
    match &question.place {
        Some(place) => format!("{place}　{what}"),
        None => what.to_owned(),
    }
}

/// The last day of an ended rule.
pub(super) fn ended(rule: &RuleSummary) -> Text {
    let (Text { ja, en }, id) = (&rule.title, &rule.id);
    match rule.until.map(both) {
        Some((day_ja, day_en)) => text!(ja: "{ja}（{id}、{day_ja}まで）", en: "{en} ({id}, until {day_en})"),
        None => text!(ja: "{ja}（{id}）", en: "{en} ({id})"),
    }
}

/// How late something is.
pub(super) fn late(days: i64) -> Text {
    let days = -days;
    text!(ja: "{days}日の遅れ", en: "{days} days late")
}

/// Something may be late.
pub(super) fn perhaps_late() -> Text {
    text!(ja: "遅れるおそれ", en: "may be late")
}

/// The end of a forecast that is not known to the day.
pub(super) fn at_the_latest(worst: Option<&str>) -> Text {
    match worst {
        Some(worst) => text!(ja: "〜{worst}", en: "to {worst}"),
        None => text!(ja: "以降（終わりは不明）", en: "or later, end not known"),
    }
}

/// The network in words, for those who cannot see it.
pub(super) fn network(segments: usize, arrows: usize, leaks: usize) -> Text {
    text!(
        ja: "三層の対策の区分ごとにセグメントなど{segments}個と、その間の通信{arrows}本を描いた図。確実な漏れの経路は{leaks}件で、下の表に示す。",
        en: "Diagram of {segments} segments and parties by zone with {arrows} flows; the {leaks} certain leaks are in the table below."
    )
}

/// The dependencies in words.
pub(super) fn graph(units: usize, edges: usize, left_out: usize) -> Text {
    text!(
        ja: "業務・システム{units}個と依存関係{edges}本の図。稼働済みどうしの依存関係など{left_out}本は描いていない。",
        en: "Diagram of {units} functions and systems with {edges} dependencies; {left_out} between live ones are left out."
    )
}

/// The schedule in words.
pub(super) fn gantt(rows: usize, late: usize) -> Text {
    text!(
        ja: "業務など{rows}行の工程表。期限に遅れる、または遅れるおそれのあるものは{late}行。",
        en: "Schedule of {rows} rows; {late} miss their date or may."
    )
}

/// An indicator in words.
pub(super) fn chart(name: &str, values: usize) -> Text {
    text!(ja: "「{name}」の計画と実績、{values}年度分の図。値は図の下の表にある。", en: "Plan and result of {name} over {values} years; the values are in the table below.")
}

/// The target of an indicator.
pub(super) fn target(year: &str, value: &str) -> Text {
    text!(ja: "{year}の目標 {value}", en: "target {value} in {year}")
}

/// Rows of the schedule or the graph for which there was no room.
pub(super) fn no_room(number: usize) -> Text {
    text!(ja: "ほかに{number}のシステムがある（tekigo plan に全件）。", en: "{number} more systems are in `tekigo plan`.")
}

/// The share that a sheet of one page tells.
pub(super) fn functions(live: usize, of: usize) -> Text {
    text!(ja: "対象{of}業務のうち{live}業務が標準準拠システムで稼働している。", en: "{live} of {of} functions are live on a standard-conforming system.")
}

/// A table whose header is about departments and areas, for those who hear it.
pub(super) fn heat_cell(fails: usize, unknown: usize) -> Text {
    text!(ja: "要是正{fails}件、未確認{unknown}件", en: "{fails} fail, {unknown} unknown")
}

/// The same question about other records.
pub(super) fn same_question(number: usize) -> Text {
    text!(ja: "同じ問いがほかに{number}", en: "the same for {number} more")
}

/// Unknown results for which no question is known.
pub(super) fn nobody(results: usize) -> Text {
    text!(ja: "照会先の定まらない未確認が{results}件ある。", en: "{results} unknown results have nobody to ask.")
}
