//! The words of the register of actions, in both languages, whatever it is written into.

use crate::assess::actions::{Action, ActionSheet, Register, Total};
use crate::calendar::{day, year_name};
use crate::inventory::Known;
use crate::language::{Language, Text};
use crate::text;
use jiff::civil::Date;

/// Whose register it is.
pub(in crate::report) fn title(register: &Register) -> Text {
    let (name, code) = (&register.body.name, &register.body.code);
    text!(ja: "{name}（{code}）の是正管理", en: "Corrective actions of {name} ({code})")
}

/// Whose sheet of actions it is, and the day of the law.
pub(in crate::report) fn sheet_title(sheet: &ActionSheet) -> Text {
    let (name, code) = (&sheet.body.name, &sheet.body.code);
    let (ja, en) = (day(sheet.as_of, Language::Ja), sheet.as_of);
    text!(
        ja: "{name}（{code}）の是正管理表 {ja}現在",
        en: "Sheet of corrective actions of {name} ({code}) as of {en}"
    )
}

/// How the sheet of actions is filled in.
pub(in crate::report) fn how_to() -> Text {
    text!(
        ja: "黄色の欄に記入し、`tekigo answer 台帳 このファイル` で読み戻します。分からない欄は空欄のままにします。状況は判定から決まるので書き換えられません。対応の記録のない行は、記入すると新しい記録になります。一覧にない対応は、下の空いた行に書きます。",
        en: "Fill in the yellow cells and read the file back with `tekigo answer DIR FILE`. Leave blank what you do not know. The state follows from the verdict and cannot be changed. A row without a recorded action becomes one when you fill it in; others go into the blank rows below."
    )
}

/// Whose budget it is.
pub(in crate::report) fn budget_title(register: &Register) -> Text {
    let (name, code) = (&register.body.name, &register.body.code);
    text!(ja: "{name}（{code}）の是正に要する費用", en: "What the corrective actions of {name} ({code}) cost")
}

/// The day of the law.
pub(in crate::report) fn as_of(register: &Register) -> Text {
    let (ja, en) = (day(register.as_of, Language::Ja), register.as_of);
    text!(ja: "{ja}現在", en: "as of {en}")
}

/// A day for people, or that it is not stated.
pub(in crate::report) fn dated(date: Option<Date>) -> Text {
    match date {
        Some(date) => Text::new(day(date, Language::Ja), day(date, Language::En)),
        None => text!(ja: "記載なし", en: "not stated"),
    }
}

/// A fiscal year for people.
pub(in crate::report) fn year(year: Option<i64>) -> Text {
    match year {
        Some(year) => Text::new(year_name(year, Language::Ja), year_name(year, Language::En)),
        None => text!(ja: "年度の記載なし", en: "fiscal year not stated"),
    }
}

/// `1,200,000円`.
pub(in crate::report) fn yen(yen: i128) -> Text {
    let digits = yen.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if yen < 0 { "-" } else { "" };
    text!(ja: "{sign}{grouped}円", en: "{sign}{grouped} yen")
}

/// A sum, and how many costs are not in it.
pub(in crate::report) fn total(total: &Total) -> Text {
    let (Text { ja, en }, unknown) = (yen(total.yen), total.unknown);
    match (total.stated, unknown) {
        (0, 0) => text!(ja: "なし", en: "none"),
        (0, unknown) => text!(ja: "不明 {unknown}件", en: "unknown for {unknown}"),
        (_, 0) => Text { ja, en },
        _ => text!(ja: "{ja}（ほか不明 {unknown}件）", en: "{en} (unknown for {unknown} more)"),
    }
}

/// Due, done and confirmed, in one line.
pub(in crate::report) fn course(action: &Action) -> Text {
    let Text { ja: due_ja, en: due_en } = dated(action.due_on);
    let Text { ja: done_ja, en: done_en } = match action.done_on {
        Known::None => text!(ja: "まだ", en: "not yet"),
        Known::Value(_) | Known::Missing => dated(action.done_on.value()),
    };
    let by =
        action.done_by.as_ref().map_or_else(Text::default, |by| Text::new(format!("（{by}）"), format!(" ({by})")));
    let (by_ja, by_en) = (by.ja, by.en);
    let confirmed = match (&action.confirmed_by, action.confirmed_on) {
        (Known::Missing, _) => text!(ja: "記載なし", en: "not stated"),
        (Known::None, _) => text!(ja: "まだ", en: "not yet"),
        (Known::Value(by), None) => Text::same(by),
        (Known::Value(by), Some(on)) => {
            let (ja, en) = (day(on, Language::Ja), on);
            text!(ja: "{by}（{ja}）", en: "{by} ({en})")
        }
    };
    let Text { ja, en } = confirmed;
    text!(
        ja: "期限 {due_ja} / 完了 {done_ja}{by_ja} / 確認 {ja}",
        en: "due {due_en} / done {done_en}{by_en} / confirmed {en}"
    )
}

/// What it costs, if anything is stated about that.
pub(in crate::report) fn costs(action: &Action) -> Option<Text> {
    let cost = |cost: Option<i64>| match cost {
        Some(cost) => yen(i128::from(cost)),
        None => text!(ja: "不明", en: "unknown"),
    };
    let stated = action.cost_initial.is_some() || action.cost_yearly.is_some() || action.fiscal_year.is_some();
    let (initial, yearly, year) = (cost(action.cost_initial), cost(action.cost_yearly), year(action.fiscal_year));
    let (initial_ja, yearly_ja, year_ja) = (initial.ja, yearly.ja, year.ja);
    let (initial_en, yearly_en, year_en) = (initial.en, yearly.en, year.en);
    let funding =
        action.funding.as_ref().map(|(_, name)| Text::new(format!("、{}", name.ja), format!(", {}", name.en)));
    let Text { ja: funding_ja, en: funding_en } = funding.unwrap_or_default();
    stated.then(|| {
        text!(
            ja: "費用 初期 {initial_ja}・年額 {yearly_ja}（{year_ja}{funding_ja}）",
            en: "cost: once {initial_en}, per year {yearly_en} ({year_en}{funding_en})"
        )
    })
}
