//! Wording: how values read in a sentence.

use super::types::{ChoiceDomain, Type};
use crate::calendar;
use crate::inventory::{Known, Municipality, Value};
use crate::language::Language;

/// はい or いいえ.
pub(super) fn truth(value: bool, language: Language) -> &'static str {
    match (language, value) {
        (Language::Ja, true) => "はい",
        (Language::Ja, false) => "いいえ",
        (Language::En, true) => "yes",
        (Language::En, false) => "no",
    }
}

/// 不明.
pub(super) fn unknown(language: Language) -> &'static str {
    match language {
        Language::Ja => "不明",
        Language::En => "unknown",
    }
}

/// なし.
pub(super) fn none(language: Language) -> &'static str {
    match language {
        Language::Ja => "なし",
        Language::En => "none",
    }
}

/// 計算不能.
pub(super) fn error(language: Language) -> &'static str {
    match language {
        Language::Ja => "計算不能",
        Language::En => "not computable",
    }
}

/// Several words; a list that may lack elements says so.
pub(super) fn list(words: &[String], open: bool, language: Language) -> String {
    let (separator, more) = match language {
        Language::Ja => ("、", "ほか不明"),
        Language::En => (", ", "possibly more"),
    };
    match (words, open) {
        ([], true) => unknown(language).to_owned(),
        ([], false) => none(language).to_owned(),
        (words, false) => words.join(separator),
        (words, true) => format!("{}{separator}{more}", words.join(separator)),
    }
}

/// A value of a type.
pub(super) fn known(m: &Municipality<'_>, value: &Known<Value>, ty: &Type, language: Language) -> String {
    match value {
        Known::Missing => unknown(language).to_owned(),
        Known::None => none(language).to_owned(),
        Known::Value(value) => self::value(m, value, ty, language),
    }
}

fn value(m: &Municipality<'_>, value: &Value, ty: &Type, language: Language) -> String {
    match value {
        Value::Bool(value) => truth(*value, language).to_owned(),
        Value::Int(value) => value.to_string(),
        Value::AtLeast(low, high) => at_least(*low, *high, language),
        Value::Number(value) if *value < 0.0 && language == Language::Ja => format!("▲{}", number(-value)),
        Value::Number(value) => number(*value),
        Value::Days(days) => days.name(language),
        Value::Date(date) => match language {
            Language::Ja => calendar::era(*date),
            Language::En => date.to_string(),
        },
        Value::Text(text) => match ty {
            Type::Choice(domain) => choice(m, *domain, text, language),
            _ => text.clone(),
        },
        Value::Record(entity, row) => m.name(*entity, *row, language),
        Value::List(values) => {
            let element = if let Type::List(element) = ty { element } else { ty };
            let words: Vec<_> = values.iter().map(|value| self::value(m, value, element, language)).collect();
            list(&words, false, language)
        }
    }
}

fn choice(m: &Municipality<'_>, domain: ChoiceDomain, id: &str, language: Language) -> String {
    let choice = domain.choices(m.vocabulary).and_then(|choices| choices.get(id));
    let label = choice.map_or(id, |choice| choice.label.get(language));
    if label.is_empty() { id.to_owned() } else { label.to_owned() }
}

fn at_least(low: i64, high: Option<i64>, language: Language) -> String {
    match (high, language) {
        (None, Language::Ja) => format!("{low}以上"),
        (None, Language::En) => format!("at least {low}"),
        (Some(high), Language::Ja) => format!("{low}以上{high}以下"),
        (Some(high), Language::En) => format!("{low} to {high}"),
    }
}

/// A number without the noise of its binary fraction.
fn number(value: f64) -> String {
    let plain = value.to_string();
    let rounded = format!("{value:.6}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    if rounded.len() < plain.len() { rounded.to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_plainly() {
        assert_eq!(number(-16.7), "-16.7");
        assert_eq!(number(53.0), "53");
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(2.0 / 3.0), "0.666667");
    }

    #[test]
    fn counts_from_below() {
        assert_eq!(at_least(3, None, Language::Ja), "3以上");
        assert_eq!(at_least(3, None, Language::En), "at least 3");
        assert_eq!(at_least(3, Some(5), Language::Ja), "3以上5以下");
    }

    #[test]
    fn lists() {
        let words = ["甲".to_owned(), "乙".to_owned()];
        assert_eq!(list(&words, false, Language::Ja), "甲、乙");
        assert_eq!(list(&words, true, Language::En), "甲, 乙, possibly more");
        assert_eq!(list(&[], false, Language::Ja), "なし");
        assert_eq!(list(&[], true, Language::Ja), "不明");
    }
}
