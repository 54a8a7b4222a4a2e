//! Walking through tables: taking keys one by one, with the place of each, and noticing the keys that nobody asked for.

use super::problems::{Problems, meant};
use crate::calendar::DateProblem;
use crate::diagnostic::{Diagnostic, Fault, FileId, Place};
use crate::language::Text;
use crate::text;
use jiff::civil::Date;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value with its place.
pub(super) type Item<'s> = Spanned<DeValue<'s>>;

/// A file as the readers of its contents see it: where it is, and where to say what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'s> {
    /// Its number.
    pub file: FileId,
    /// Its text.
    pub text: &'s str,
    /// Whose it is.
    pub fault: Fault,
    /// Everything that is wrong so far.
    pub problems: &'s Problems,
}

impl<'s> Page<'s> {
    /// The place of a stretch of bytes.
    pub fn place(&self, span: Range<usize>) -> Place {
        Place { file: self.file, start: span.start as u32, end: span.end.max(span.start) as u32 }
    }

    /// The place of the file as a whole.
    pub fn top(&self) -> Place {
        self.place(0..0)
    }

    /// The start of an error.
    pub fn error(&self, place: Place, message: Text) -> Diagnostic {
        Diagnostic::error(self.fault, place, message)
    }

    /// Reports an error.
    pub fn fail(&self, place: Place, message: Text, help: impl Into<Option<Text>>) {
        self.problems.push(self.error(place, message).help(help));
    }

    /// Reports a value of the wrong type.
    pub fn wrong_type(&self, key: &str, wanted: &Text, item: &Item<'_>, help: impl Into<Option<Text>>) {
        let found = kind_of(item.get_ref());
        let (wanted_ja, wanted_en, found_ja, found_en) = (&wanted.ja, &wanted.en, found.ja, found.en);
        let message = text!(
            ja: "`{key}` には{wanted_ja}を書く（今は{found_ja}）",
            en: "`{key}` takes {wanted_en}, found {found_en}"
        );
        self.fail(self.place(item.span()), message, help);
    }

    /// A text that is not blank; anything else is reported.
    pub fn text<'t>(&self, key: &str, item: &'t Item<'s>) -> Option<&'t str> {
        let DeValue::String(text) = item.get_ref() else {
            self.wrong_type(key, &wanted::text(), item, None);
            return None;
        };
        if text.trim().is_empty() {
            let message = text!(ja: "`{key}` が空である", en: "`{key}` is blank");
            self.fail(self.place(item.span()), message, None);
            return None;
        }
        Some(text)
    }

    /// A list of texts, each with its place.
    pub fn texts<'t>(&self, key: &str, item: &'t Item<'s>) -> Option<Vec<(&'t str, Place)>> {
        let DeValue::Array(items) = item.get_ref() else {
            self.wrong_type(key, &wanted::texts(), item, list_help(self.text, item));
            return None;
        };
        let text = |item: &'t Item<'s>| Some((self.text(key, item)?, self.place(item.span())));
        items.iter().map(text).collect()
    }

    /// A table.
    pub fn table<'t>(&self, key: &str, item: &'t Item<'s>) -> Option<Walk<'t, 's>> {
        match item.get_ref() {
            DeValue::Table(table) => Some(Walk::new(*self, self.place(item.span()), table)),
            _ => {
                self.wrong_type(key, &wanted::table(), item, None);
                None
            }
        }
    }

    /// A date.
    pub fn date(&self, key: &str, item: &Item<'s>) -> Option<Date> {
        let Some(read) = super::value::date(item.get_ref()) else {
            self.wrong_type(key, &wanted::date(), item, None);
            return None;
        };
        self.dated(item, read)
    }

    /// What was read of a date; a problem with it is reported.
    pub fn dated<T>(&self, item: &Item<'s>, read: Result<T, DateProblem>) -> Option<T> {
        let problem = match read {
            Ok(value) => return Some(value),
            Err(problem) => problem,
        };
        let place = self.place(item.span());
        let written = self.text.get(item.span()).unwrap_or_default().trim_matches(['"', '\'']);
        self.fail(place, problem.message(written), problem.help());
        None
    }
}

/// `["…"]` around a single text, where a list is needed.
pub(super) fn list_help(source: &str, item: &Item<'_>) -> Option<Text> {
    let written = source.get(item.span())?;
    matches!(item.get_ref(), DeValue::String(_)).then(|| text!(ja: "[{written}] と書きます", en: "write [{written}]"))
}

/// What a kind of value is called.
fn kind_of(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => wanted::text(),
        DeValue::Integer(_) => wanted::int(),
        DeValue::Float(_) => wanted::number(),
        DeValue::Boolean(_) => wanted::bool(),
        DeValue::Datetime(_) => wanted::date(),
        DeValue::Array(_) => text!(ja: "一覧", en: "a list"),
        DeValue::Table(_) => text!(ja: "表", en: "a table"),
    }
}

/// Names of what can be wanted.
pub(super) mod wanted {
    use crate::language::Text;
    use crate::text;

    pub fn text() -> Text {
        text!(ja: "文字列", en: "a text")
    }
    pub fn texts() -> Text {
        text!(ja: "文字列の一覧", en: "a list of texts")
    }
    pub fn bool() -> Text {
        text!(ja: "true か false", en: "true or false")
    }
    pub fn int() -> Text {
        text!(ja: "整数", en: "a whole number")
    }
    pub fn number() -> Text {
        text!(ja: "数", en: "a number")
    }
    pub fn date() -> Text {
        text!(ja: "日付", en: "a date")
    }
    pub fn year() -> Text {
        text!(ja: "年度", en: "a fiscal year")
    }
    pub fn table() -> Text {
        text!(ja: "表", en: "a table")
    }
    pub fn tables() -> Text {
        text!(ja: "表の一覧", en: "a list of tables")
    }
}

/// A table that is being read.
pub(super) struct Walk<'t, 's> {
    /// The file it is in.
    pub page: Page<'s>,
    /// Where it begins.
    pub place: Place,
    table: &'t DeTable<'s>,
    asked: Vec<&'static str>,
}

impl<'t, 's> Walk<'t, 's> {
    /// Begins to read a table.
    pub fn new(page: Page<'s>, place: Place, table: &'t DeTable<'s>) -> Self {
        Self { page, place, table, asked: Vec::new() }
    }

    /// The value of a key, if it is there.
    pub fn item(&mut self, key: &'static str) -> Option<&'t Item<'s>> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
        }
        self.table.get(key)
    }

    /// The value of a key that must be there.
    pub fn need(&mut self, key: &'static str) -> Option<&'t Item<'s>> {
        let item = self.item(key);
        if item.is_none() {
            let message = text!(ja: "`{key}` がない", en: "`{key}` is missing");
            self.page.fail(self.place, message, None);
        }
        item
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<(&'t str, Place)> {
        let item = self.item(key)?;
        Some((self.page.text(key, item)?, self.page.place(item.span())))
    }

    /// A text that must be there.
    pub fn need_text(&mut self, key: &'static str) -> Option<(&'t str, Place)> {
        let item = self.need(key)?;
        Some((self.page.text(key, item)?, self.page.place(item.span())))
    }

    /// A truth value.
    pub fn bool(&mut self, key: &'static str) -> Option<bool> {
        let item = self.item(key)?;
        match item.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            _ => {
                self.page.wrong_type(key, &wanted::bool(), item, None);
                None
            }
        }
    }

    /// A truth value that is false unless written.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.bool(key).unwrap_or(false)
    }

    /// A date.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let item = self.item(key)?;
        self.page.date(key, item)
    }

    /// A list of texts; empty unless written.
    pub fn texts(&mut self, key: &'static str) -> Vec<(&'t str, Place)> {
        let item = self.item(key);
        item.and_then(|item| self.page.texts(key, item)).unwrap_or_default()
    }

    /// A text in both languages.
    pub fn both(&mut self, key: &'static str) -> Option<Text> {
        let item = self.item(key)?;
        self.in_both(key, item)
    }

    /// A text in both languages that must be there; an empty one stands in for it once that is reported.
    pub fn need_both(&mut self, key: &'static str) -> Text {
        let item = self.need(key);
        item.and_then(|item| self.in_both(key, item)).unwrap_or_default()
    }

    fn in_both(&self, key: &str, item: &'t Item<'s>) -> Option<Text> {
        let mut languages = self.page.table(key, item)?;
        let ja = languages.need_text("ja");
        let en = languages.need_text("en");
        languages.finish();
        Some(Text::new(ja?.0, en?.0))
    }

    /// A table within this one.
    pub fn table(&mut self, key: &'static str) -> Option<Walk<'t, 's>> {
        let item = self.item(key)?;
        self.page.table(key, item)
    }

    /// A list of tables within this one; empty unless written.
    pub fn tables(&mut self, key: &'static str) -> Vec<Walk<'t, 's>> {
        let Some(item) = self.item(key) else {
            return Vec::new();
        };
        tables(self.page, key, item)
    }

    /// Whether a key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The place of a key itself.
    pub fn key_place(&self, key: &str) -> Option<Place> {
        let (key, _) = self.table.get_key_value(key)?;
        Some(self.page.place(key.span()))
    }

    /// All keys and values, asked for or not; none of them is unknown afterwards.
    pub fn rest(self) -> impl Iterator<Item = (&'t str, Place, &'t Item<'s>)> {
        let Walk { page, table, asked, .. } = self;
        let other = move |(key, _): &(&'t Spanned<_>, _)| {
            let key: &Spanned<toml::de::DeString<'s>> = key;
            !asked.iter().any(|asked| *asked == key.get_ref().as_ref())
        };
        let shown = move |(key, item): (&'t Spanned<toml::de::DeString<'s>>, &'t Item<'s>)| {
            (key.get_ref().as_ref(), page.place(key.span()), item)
        };
        table.iter().filter(other).map(shown)
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        let (page, asked) = (self.page, self.asked.clone());
        for (key, place, _) in self.rest() {
            let message = text!(ja: "`{key}` という項目はない", en: "unknown key `{key}`");
            let known = || {
                let words = asked.join("`, `");
                text!(ja: "書けるのは `{words}`", en: "known keys are `{words}`")
            };
            page.fail(place, message, meant(key, asked.iter().copied()).unwrap_or_else(known));
        }
    }
}

/// The tables of a list (`[[key]]`); anything else in it is reported.
pub(super) fn tables<'t, 's>(page: Page<'s>, key: &str, item: &'t Item<'s>) -> Vec<Walk<'t, 's>> {
    let help = || text!(ja: "見出しは [[{key}]] と書きます", en: "write the heading as [[{key}]]");
    let DeValue::Array(items) = item.get_ref() else {
        page.wrong_type(key, &wanted::tables(), item, help());
        return Vec::new();
    };
    let table = |item: &'t Item<'s>| match item.get_ref() {
        DeValue::Table(table) => Some(Walk::new(page, page.place(item.span()), table)),
        _ => {
            page.wrong_type(key, &wanted::tables(), item, help());
            None
        }
    };
    items.iter().filter_map(table).collect()
}
