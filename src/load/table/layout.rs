//! Layouts as they are written: the keys of a `[[table]]`, and of a form of the pack.

use crate::diagnostic::Place;
use crate::load::problems::meant;
use crate::load::record;
use crate::load::walk::{Item, Page, Walk, wanted};
use crate::text;
use crate::vocabulary::layout::{Column, Constant, Unfold};
use crate::vocabulary::{Entity, Layout, Target, Vocabulary};
use toml::de::DeValue;

/// Rows of headings at most.
pub(super) const MAX_HEADER_ROWS: usize = 5;

/// Reads a layout; what it does not say is as in `base`.
pub(in crate::load) fn read(walk: &mut Walk<'_, '_>, vocabulary: &Vocabulary, base: Option<&Layout>) -> Option<Layout> {
    let page = walk.page;
    let named = match base {
        Some(_) => walk.text("entity"),
        None => walk.need_text("entity"),
    };
    let named = named.map(|(name, place)| record::base_entity(page, vocabulary, name.trim(), place));
    let rows = header_rows(walk);
    let sheet = walk.text("sheet").map(|(sheet, _)| sheet.to_owned());
    let keys = Keys {
        header: walk.table("header"),
        set: walk.table("set"),
        join: walk.table("join"),
        only: walk.table("only"),
        words: walk.table("words"),
        unfold: walk.table("unfold"),
        skip: texts(walk, "skip"),
        ignore: texts(walk, "ignore"),
    };
    let entity = match (named, base) {
        (Some(named), _) => named?,
        (None, base) => base?.entity,
    };
    let mut layout = base.cloned().unwrap_or_else(|| Layout::plain(entity));
    layout.entity = entity;
    layout.sheet = sheet.or(layout.sheet);
    layout.header_rows = rows.unwrap_or(layout.header_rows);
    keys.read(vocabulary.entity(entity), page, &mut layout);
    Some(layout)
}

/// The parts of a layout that are tables and lists.
struct Keys<'t, 's> {
    header: Option<Walk<'t, 's>>,
    set: Option<Walk<'t, 's>>,
    join: Option<Walk<'t, 's>>,
    only: Option<Walk<'t, 's>>,
    words: Option<Walk<'t, 's>>,
    unfold: Option<Walk<'t, 's>>,
    skip: Vec<String>,
    ignore: Vec<String>,
}

impl Keys<'_, '_> {
    fn read(self, entity: &Entity, page: Page<'_>, layout: &mut Layout) {
        for (heading, _, item) in self.header.into_iter().flat_map(Walk::rest) {
            let target = page.text("header", item).and_then(|word| target(page, entity, word, item));
            let column = |target| Column { heading: heading.to_owned(), target, place: page.place(item.span()) };
            layout.header.extend(target.map(column));
        }
        for (word, place, item) in self.set.into_iter().flat_map(Walk::rest) {
            let constant =
                |target| Some(Constant { target, written: written(page, word, item)?, place: page.place(item.span()) });
            layout.set.extend(named(page, entity, word, place).and_then(constant));
        }
        for (word, place, item) in self.join.into_iter().flat_map(Walk::rest) {
            let (target, headings) = (named(page, entity, word, place), page.texts(word, item));
            let headings = headings.map(|all| all.into_iter().map(|(text, place)| (text.to_owned(), place)).collect());
            layout.join.extend(target.zip(headings));
        }
        for (heading, _, item) in self.only.into_iter().flat_map(Walk::rest) {
            let value = page.text(heading, item).map(str::to_owned);
            layout.only.extend(value.map(|value| (heading.to_owned(), value, page.place(item.span()))));
        }
        for (word, place, item) in self.words.into_iter().flat_map(Walk::rest) {
            let (target, means) = (named(page, entity, word, place), page.table(word, item));
            let means =
                means.map(|means| means.rest().filter_map(|(word, _, item)| meaning(page, word, item)).collect());
            layout.words.extend(target.zip(means));
        }
        if let Some(mut unfold) = self.unfold {
            let mut part = |key| unfold.item(key).and_then(|item| target(page, entity, page.text(key, item)?, item));
            let (heading, cell) = (part("heading"), part("cell"));
            if heading.is_none() && !unfold.has("heading") {
                unfold.need("heading");
            }
            layout.unfold = heading.map(|heading| Unfold { heading, cell });
            unfold.finish();
        }
        layout.skip.extend(self.skip);
        layout.ignore.extend(self.ignore);
    }
}

fn texts(walk: &mut Walk<'_, '_>, key: &'static str) -> Vec<String> {
    walk.texts(key).into_iter().map(|(text, _)| text.to_owned()).collect()
}

/// One word and what it means; an empty meaning is no fact.
fn meaning(page: Page<'_>, word: &str, item: &Item<'_>) -> Option<(String, String)> {
    match item.get_ref() {
        DeValue::String(means) => Some((word.to_owned(), means.trim().to_owned())),
        _ => {
            page.wrong_type(word, &wanted::text(), item, None);
            None
        }
    }
}

/// A value as it would be written in a cell.
fn written(page: Page<'_>, key: &str, item: &Item<'_>) -> Option<String> {
    match item.get_ref() {
        DeValue::String(text) => Some(text.trim().to_owned()),
        DeValue::Array(_) | DeValue::Table(_) => {
            page.wrong_type(key, &wanted::text(), item, None);
            None
        }
        _ => page.text.get(item.span()).map(str::to_owned),
    }
}

fn target(page: Page<'_>, entity: &Entity, word: &str, item: &Item<'_>) -> Option<Target> {
    named(page, entity, word.trim(), page.place(item.span()))
}

/// What a word means for an entity; one that means nothing, or what cannot be written, is reported.
fn named(page: Page<'_>, entity: &Entity, word: &str, place: Place) -> Option<Target> {
    let name = &entity.id;
    let found = Target::find(entity, word);
    let (message, help) = match found {
        Some(Target::Field(field)) if entity.fields[field.0 as usize].computed => (
            text!(ja: "`{word}` は計算で求めるもので、表からは読めない", en: "`{word}` is computed and cannot be read from a table"),
            None,
        ),
        Some(Target::Id) if !entity.key.is_empty() => {
            (text!(ja: "`{name}` に id は書かない", en: "`{name}` takes no id"), None)
        }
        Some(found) => return Some(found),
        None => {
            let fields = entity.fields.values().filter(|field| !field.computed).map(|field| field.id.as_str());
            let meta = Target::META.iter().map(|(_, key, _)| *key);
            (
                text!(ja: "`{name}` に `{word}` という項目はない", en: "`{name}` has no field `{word}`"),
                meant(word, fields.chain(meta)),
            )
        }
    };
    page.fail(place, message, help);
    None
}

/// `header_row = 3`, or `[3, 4]` for the first and last row of headings.
fn header_rows(walk: &mut Walk<'_, '_>) -> Option<(usize, usize)> {
    let item = walk.item("header_row")?;
    let number = |item: &Item<'_>| match item.get_ref() {
        DeValue::Integer(digits) => digits.as_str().parse::<usize>().ok().filter(|row| *row > 0),
        _ => None,
    };
    let rows = match item.get_ref() {
        DeValue::Array(items) => match &items[..] {
            [first, last] => number(first).zip(number(last)),
            _ => None,
        },
        _ => number(item).map(|row| (row, row)),
    };
    let rows = rows.filter(|(first, last)| first <= last && last - first < MAX_HEADER_ROWS);
    if rows.is_none() {
        let message = text!(
            ja: "`header_row` は見出しの行の番号でない",
            en: "`header_row` is not the number of a row of headings"
        );
        let help = text!(
            ja: "1 から数えて header_row = 3、2行にわたるなら [3, 4] のように書きます",
            en: "count from 1: header_row = 3, or [3, 4] if headings take two rows"
        );
        walk.page.fail(walk.page.place(item.span()), message, help);
    }
    rows
}
