//! The words of a questionnaire, in both languages, whatever it is written into.

use crate::assess::questionnaire::{AnswerForm, Asked, Effect, Offered, Questionnaire, Sheet, Why};
use crate::calendar;
use crate::language::{Language, Text};
use crate::report::dropdowns::called;
use crate::report::text::words::stands;
use crate::text;

/// Choices named in a line at most.
const NAMED: usize = 8;
/// Records named in a line at most.
const RECORDS: usize = 20;

/// Whose questionnaire it is.
pub(in crate::report) fn title(asked: &Questionnaire) -> Text {
    let (name, code) = (&asked.body.name, &asked.body.code);
    text!(ja: "{name}（{code}）の照会票", en: "Questionnaire of {name} ({code})")
}

/// The day of the law.
pub(in crate::report) fn as_of(asked: &Questionnaire) -> Text {
    let (ja, en) = (calendar::era(asked.as_of), asked.as_of);
    text!(ja: "{ja}現在", en: "as of {en}")
}

/// The day of the facts, and what asks.
pub(in crate::report) fn standing(asked: &Questionnaire) -> Text {
    stands(asked.facts_as_of, &asked.pack, &asked.tool)
}

/// How many unknown results the questions are about, and how many nobody can be asked for.
pub(in crate::report) fn extent(asked: &Questionnaire) -> Text {
    let (unknown, unasked) = (asked.unknown, asked.unasked);
    let questions: usize = asked.sheets.iter().map(|sheet| sheet.asked.len()).sum();
    let later: usize = asked.sheets.iter().map(|sheet| sheet.later).sum();
    let nobody = match unasked {
        0 => Text::default(),
        _ => text!(
            ja: "うち {unasked}件は計算の結果を待つもので、尋ねる相手がない。",
            en: " {unasked} of them wait for something that is worked out; nobody can be asked."
        ),
    };
    let (nobody_ja, nobody_en) = (nobody.ja, nobody.en);
    match (unknown, questions) {
        (0, _) => {
            text!(ja: "未確認の判定はない。尋ねることはない。", en: "No verdict is unknown: there is nothing to ask.")
        }
        _ => text!(
            ja: "未確認 {unknown}件について、今回尋ねること {questions}問（次回以降 {later}問）。{nobody_ja}",
            en: "{unknown} unknown verdicts; {questions} questions now, {later} in later rounds.{nobody_en}"
        ),
    }
}

/// Heading of a department.
pub(in crate::report) fn sheet(sheet: &Sheet) -> Text {
    let (name_ja, name_en, now) = (&sheet.name.ja, &sheet.name.en, sheet.asked.len());
    match sheet.later {
        0 => text!(ja: "{name_ja}（{now}問）", en: "{name_en} ({now})"),
        later => text!(ja: "{name_ja}（{now}問、次回以降 {later}問）", en: "{name_en} ({now} now, {later} later)"),
    }
}

/// How to answer: `はい・いいえ`, the choices, `日付`.
pub(in crate::report) fn form(asked: &Asked) -> Text {
    let unit = |unit: &Option<Text>| {
        let told = |Text { ja, en }: &Text| text!(ja: "（{ja}）", en: " ({en})");
        unit.as_ref().map(told).unwrap_or_default()
    };
    let form = match &asked.form {
        AnswerForm::YesNo => text!(ja: "はい・いいえ", en: "yes / no"),
        AnswerForm::Choice(offered) if offered.len() <= NAMED => names(offered.iter().map(|one| one.label.clone())),
        AnswerForm::Choices(offered) if offered.len() <= NAMED => {
            several(names(offered.iter().map(|one| one.label.clone())))
        }
        AnswerForm::Choice(_) => text!(ja: "選択肢から一つ", en: "one of the choices"),
        AnswerForm::Choices(_) => several(text!(ja: "選択肢から", en: "of the choices")),
        AnswerForm::Record(offered) if offered.is_empty() => text!(ja: "名前を一つ", en: "a name"),
        AnswerForm::Records(offered) if offered.is_empty() => several(text!(ja: "名前", en: "names")),
        AnswerForm::Record(offered) => records(offered),
        AnswerForm::Records(offered) => several(records(offered)),
        AnswerForm::Date => text!(ja: "日付", en: "a date"),
        AnswerForm::Year => text!(ja: "年度", en: "a fiscal year"),
        AnswerForm::Integer(of) => {
            let Text { ja, en } = unit(of);
            text!(ja: "整数{ja}", en: "a whole number{en}")
        }
        AnswerForm::Number(of) => {
            let Text { ja, en } = unit(of);
            text!(ja: "数値{ja}", en: "a number{en}")
        }
        AnswerForm::Text => text!(ja: "記述", en: "a text"),
        AnswerForm::Texts => text!(ja: "記述（複数可）", en: "texts"),
        AnswerForm::Complete => {
            text!(ja: "はい（全部）・いいえ（足りないものを台帳に追加）", en: "yes, complete / no (add what is missing)")
        }
    };
    let Text { ja, en } = form;
    match asked.none {
        true => text!(ja: "{ja}・なし", en: "{en} / none"),
        false => Text { ja, en: en.trim_end().to_owned() },
    }
}

fn names(labels: impl Iterator<Item = Text>) -> Text {
    let (ja, en): (Vec<String>, Vec<String>) = labels.map(|label| (label.ja, label.en)).unzip();
    Text::new(ja.join("、"), en.join(" / "))
}

/// The words by which records are chosen, as many as there is room for.
fn records(offered: &[Offered]) -> Text {
    let word = |one: &Offered| Text::new(called(offered, one, Language::Ja), called(offered, one, Language::En));
    let named = names(offered.iter().take(RECORDS).map(word));
    match offered.len().saturating_sub(RECORDS) {
        0 => named,
        more => {
            let Text { ja, en } = named;
            text!(ja: "{ja}、ほか{more}件", en: "{en} / and {more} more")
        }
    }
}

/// That several may be written, and how.
fn several(of: Text) -> Text {
    let Text { ja, en } = of;
    text!(ja: "{ja}（複数可。「、」で区切る）", en: "{en} (any of them, separated by commas)")
}

/// `充足 2、未確認 1`.
pub(in crate::report) fn effects(effects: &[Effect]) -> Text {
    let one = |effect: &Effect| {
        let (Text { ja, en }, number) = (effect.verdict.label(), effect.results);
        text!(ja: "{ja} {number}", en: "{number} {en}")
    };
    let all: Vec<Text> = effects.iter().map(one).collect();
    let (ja, en): (Vec<&str>, Vec<&str>) = all.iter().map(|text| (text.ja.as_str(), text.en.as_str())).unzip();
    Text::new(ja.join("、"), en.join(", "))
}

/// `[重大] CSIRTが設置されていない（…）3件`.
pub(in crate::report) fn why(why: &Why) -> Text {
    let (severity, Text { ja, en }) = (why.severity.label(), &why.title);
    let (severity_ja, severity_en) = (severity.ja, severity.en);
    let (number_ja, number_en) = match why.results {
        1 => (String::new(), String::new()),
        many => (format!(" {many}件"), format!(" ({many} times)")),
    };
    let (clause_ja, clause_en) = match &why.clause {
        Some(clause) => (format!("（{}）", clause.ja), format!(" ({})", clause.en)),
        None => (String::new(), String::new()),
    };
    text!(ja: "[{severity_ja}] {ja}{clause_ja}{number_ja}", en: "[{severity_en}] {en}{clause_en}{number_en}")
}

/// Rules beyond those named.
pub(in crate::report) fn more(rules: usize) -> Text {
    text!(ja: "ほかに {rules}ルール", en: "and {rules} more")
}
