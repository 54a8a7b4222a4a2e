//! Values: what is written in one field, turned into the field's type.

use super::choice::{self, Choices, Meaning};
use super::spelling::is_none;
use super::walk::{Item, Page, list_help, wanted};
use crate::calendar::{DateProblem, parse_date, parse_days, parse_integer, parse_number, parse_year};
use crate::diagnostic::Place;
use crate::inventory::{Addresses, RawValue};
use crate::language::Text;
use crate::text;
use crate::vocabulary::{Field, FieldType, Format};
use jiff::civil::Date;
use std::ops::RangeInclusive;
use toml::de::{DeInteger, DeValue};

/// Fiscal years that can be meant.
const YEARS: RangeInclusive<i64> = 1868..=2200;

/// Reads what is written in a field. Blank is no fact; what cannot be read is reported and is no fact either.
pub(super) fn read<'s>(page: Page<'s>, field: &Field, item: &Item<'s>) -> Option<RawValue> {
    if let DeValue::String(text) = item.get_ref() {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        if is_none(text) && !names_choice(&field.kind, text) {
            return none(page, field, text, page.place(item.span()));
        }
    }
    let reader = Reader { page, field, item };
    match &field.kind {
        FieldType::Text => {
            reader.text().filter(|text| reader.has_form(text)).map(|text| RawValue::Text(text.to_owned()))
        }
        FieldType::Bool => reader.bool(),
        FieldType::Int => reader.int(),
        FieldType::Number => reader.number(),
        FieldType::Date => reader.date(),
        FieldType::Year => reader.year(),
        FieldType::Choice(choices) => reader.choice(choices, item).map(RawValue::Text),
        FieldType::Choices(choices) => {
            let items = reader.list()?;
            let ids = items.iter().map(|item| reader.choice(choices, item));
            Some(RawValue::Texts(ids.collect::<Option<_>>()?))
        }
        FieldType::Ref(_) => reader.text().map(|name| RawValue::Name(name.trim().to_owned())),
        FieldType::Refs(_) => {
            let names = page.texts(&field.id, item)?.into_iter();
            Some(RawValue::Names(names.map(|(name, place)| (name.trim().to_owned(), place)).collect()))
        }
        FieldType::Texts => {
            let texts = page.texts(&field.id, item)?.into_iter();
            Some(RawValue::Texts(texts.map(|(text, _)| text.to_owned()).collect()))
        }
    }
}

/// A date, written as a TOML date or as text; `None` if it is neither.
pub(super) fn date(value: &DeValue<'_>) -> Option<Result<Date, DateProblem>> {
    match value {
        DeValue::Datetime(written) if written.time.is_some() || written.offset.is_some() => {
            Some(Err(DateProblem::Time))
        }
        DeValue::Datetime(written) => {
            let date = written.date?;
            let parts = (i16::try_from(date.year), i8::try_from(date.month), i8::try_from(date.day));
            let (Ok(year), Ok(month), Ok(day)) = parts else {
                return Some(Err(DateProblem::Impossible));
            };
            Some(Date::new(year, month, day).map_err(|_| DateProblem::Impossible))
        }
        DeValue::String(text) => Some(parse_date(text)),
        _ => None,
    }
}

fn none(page: Page<'_>, field: &Field, written: &str, place: Place) -> Option<RawValue> {
    if field.none {
        return Some(RawValue::None);
    }
    let key = &field.id;
    let message = text!(ja: "`{key}` を `{written}` とすることはできない", en: "`{key}` cannot be `{written}`");
    let help = text!(
        ja: "この項目には必ず値があります。分からないときは書かずにおきます",
        en: "this field always has a value; leave it out if the value is not known"
    );
    page.fail(place, message, help);
    None
}

/// How a number is written.
fn digits_help() -> Text {
    text!(ja: "30 や 1,200 のように、数だけを書きます", en: "write only the number, as 30 or 1,200")
}

/// Whether a word for "none" or for "not known" is itself one of the choices.
pub(super) fn names_choice(kind: &FieldType, word: &str) -> bool {
    match kind {
        FieldType::Choice(choices) | FieldType::Choices(choices) => choice::has_word(choices, word),
        _ => false,
    }
}

/// The reading of one value.
struct Reader<'t, 's> {
    page: Page<'s>,
    field: &'t Field,
    item: &'t Item<'s>,
}

impl<'t, 's> Reader<'t, 's> {
    fn wrong_type(&self, wanted: &Text, help: impl Into<Option<Text>>) {
        self.page.wrong_type(&self.field.id, wanted, self.item, help);
    }

    fn fail(&self, message: Text, help: impl Into<Option<Text>>) {
        self.page.fail(self.page.place(self.item.span()), message, help);
    }

    /// What is written, as it stands in the file.
    fn written(&self) -> &'s str {
        self.page.text.get(self.item.span()).unwrap_or_default()
    }

    fn text(&self) -> Option<&'t str> {
        if let DeValue::String(text) = self.item.get_ref() {
            return Some(text);
        }
        let written = self.written();
        let scalar = !matches!(self.item.get_ref(), DeValue::Array(_) | DeValue::Table(_));
        self.wrong_type(
            &wanted::text(),
            scalar.then(|| text!(ja: "\"{written}\" と書きます", en: "write \"{written}\"")),
        );
        None
    }

    /// Whether a text is written in the form that the field demands.
    fn has_form(&self, text: &str) -> bool {
        let Some(Format::Subnets) = self.field.format else { return true };
        let Err(wrong) = Addresses::parse_all(text) else { return true };
        let message = text!(ja: "`{wrong}` はアドレス範囲として読めない", en: "`{wrong}` is not a subnet");
        let help = text!(
            ja: "10.1.2.0/24 のように、範囲の先頭のアドレスと長さを書きます",
            en: "write the first address and the length, as 10.1.2.0/24"
        );
        self.fail(message, help);
        false
    }

    fn bool(&self) -> Option<RawValue> {
        match self.item.get_ref() {
            DeValue::Boolean(value) => Some(RawValue::Bool(*value)),
            _ => {
                self.wrong_type(&wanted::bool(), None);
                None
            }
        }
    }

    fn int(&self) -> Option<RawValue> {
        match self.item.get_ref() {
            DeValue::Integer(digits) => self.whole(digits).map(RawValue::Int),
            DeValue::String(text) => match parse_integer(text) {
                Ok(number) => Some(RawValue::Int(number)),
                Err(problem) => {
                    self.fail(problem.message(text), digits_help());
                    None
                }
            },
            _ => {
                self.wrong_type(&wanted::int(), None);
                None
            }
        }
    }

    fn whole(&self, digits: &DeInteger<'_>) -> Option<i64> {
        let number = i64::from_str_radix(digits.as_str(), digits.radix());
        if number.is_err() {
            let written = self.written();
            self.fail(text!(ja: "`{written}` は大きすぎる", en: "`{written}` is too large"), None);
        }
        number.ok()
    }

    fn number(&self) -> Option<RawValue> {
        let number = match self.item.get_ref() {
            DeValue::Integer(digits) => return self.whole(digits).map(|whole| RawValue::Number(whole as f64)),
            DeValue::Float(digits) => digits.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
            DeValue::String(text) => match parse_number(text) {
                Ok(number) => Some(number),
                Err(problem) => {
                    self.fail(problem.message(text), digits_help());
                    return None;
                }
            },
            _ => {
                self.wrong_type(&wanted::number(), None);
                return None;
            }
        };
        if number.is_none() {
            let written = self.written();
            self.fail(text!(ja: "`{written}` は数でない", en: "`{written}` is not a number"), None);
        }
        number.map(RawValue::Number)
    }

    fn date(&self) -> Option<RawValue> {
        let days = match self.item.get_ref() {
            DeValue::String(text) => self.page.dated(self.item, parse_days(text), DateProblem::help_with_part)?,
            _ => self.page.date(&self.field.id, self.item)?.into(),
        };
        Some(days.exact().map_or(RawValue::Days(days), RawValue::Date))
    }

    fn year(&self) -> Option<RawValue> {
        let (year, written) = match self.item.get_ref() {
            DeValue::Integer(digits) => (self.whole(digits)?, self.written()),
            DeValue::String(text) => match parse_year(text) {
                Ok(year) => (year, self.written()),
                Err(problem) => {
                    self.fail(problem.message(text), problem.help());
                    return None;
                }
            },
            _ => {
                self.wrong_type(&wanted::year(), DateProblem::YearForm.help());
                return None;
            }
        };
        if !YEARS.contains(&year) {
            self.fail(DateProblem::YearForm.message(written), DateProblem::YearForm.help());
            return None;
        }
        Some(RawValue::Int(year))
    }

    /// The words of a list; one word stands for a list of one.
    fn list(&self) -> Option<&'t [Item<'s>]> {
        match self.item.get_ref() {
            DeValue::Array(items) => Some(items),
            DeValue::String(_) => Some(std::slice::from_ref(self.item)),
            _ => {
                self.wrong_type(&wanted::texts(), list_help(self.page.text, self.item));
                None
            }
        }
    }

    fn choice(&self, choices: &Choices, item: &Item<'s>) -> Option<String> {
        let word = match item.get_ref() {
            DeValue::String(text) => text.trim(),
            DeValue::Integer(digits) if digits.radix() == 10 => digits.as_str(),
            _ => {
                self.page.wrong_type(&self.field.id, &wanted::text(), item, choice::help(choices, ""));
                return None;
            }
        };
        let (key, label) = (&self.field.id, &self.field.label.ja);
        let (message, help) = match choice::find(choices, word) {
            Meaning::One(id) => return Some(id.to_owned()),
            Meaning::Nothing(help) => (
                text!(ja: "`{word}` は `{key}`（{label}）の選択肢にない", en: "`{word}` is not a choice of `{key}`"),
                help,
            ),
            Meaning::Several(help) => (
                text!(ja: "`{word}` に当たる `{key}`（{label}）の選択肢が複数ある", en: "`{word}` means several choices of `{key}`"),
                Some(help),
            ),
        };
        self.page.fail(self.page.place(item.span()), message, help);
        None
    }
}
