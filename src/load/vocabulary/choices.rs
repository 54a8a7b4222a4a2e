//! Choices: the values a field names itself, or the entries of a catalog entity.

use crate::calendar::parse_date;
use crate::language::Text;
use crate::load::document::Document;
use crate::load::walk::Walk;
use crate::text;
use crate::vocabulary::Choice;
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

/// The choices that each catalog entity offers.
pub(super) type Offered = BTreeMap<String, IndexMap<String, Choice>>;

/// Collects the entries of catalog files as choices. The catalog's own reader reports what is wrong in them.
pub(super) fn of_catalog(catalog: &[Document<'_>]) -> Offered {
    let mut offered = Offered::new();
    for document in catalog {
        let Some(entity) = text(&document.table, "entity") else { continue };
        let choices = offered.entry(entity.to_owned()).or_default();
        let Some(DeValue::Array(entries)) = document.table.get("entry").map(|item| item.get_ref()) else {
            continue;
        };
        for entry in entries.iter() {
            let DeValue::Table(entry) = entry.get_ref() else { continue };
            if let Some(id) = text(entry, "id") {
                let found = choice(id, entry);
                choices.entry(id.to_owned()).and_modify(|first: &mut Choice| follow(first, &found)).or_insert(found);
            }
        }
    }
    offered
}

fn choice(id: &str, entry: &DeTable<'_>) -> Choice {
    let ja = text(entry, "name").unwrap_or(id);
    let en = text(entry, "name_en").unwrap_or(id);
    let alias = match entry.get("aliases").map(|item| item.get_ref()) {
        Some(DeValue::Array(items)) => {
            items.iter().filter_map(|item| Some(item.get_ref().as_str()?.to_owned())).collect()
        }
        _ => Vec::new(),
    };
    Choice { label: Text::new(ja, en), alias, from: day(entry, "from"), until: day(entry, "until") }
}

/// An entry that follows another one of the same id goes on being the same choice.
fn follow(first: &mut Choice, next: &Choice) {
    first.from = first.from.zip(next.from).map(|(one, other)| one.min(other));
    first.until = first.until.zip(next.until).map(|(one, other)| one.max(other));
}

fn day(table: &DeTable<'_>, key: &str) -> Option<Date> {
    match table.get(key)?.get_ref() {
        DeValue::Datetime(written) => parse_date(&written.to_string()).ok(),
        DeValue::String(written) => parse_date(written).ok(),
        _ => None,
    }
}

fn text<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    table.get(key)?.get_ref().as_str()
}

/// Reads `values = [{ id, label, alias, from, until }, …]`.
pub(super) fn own(walk: &mut Walk<'_, '_>) -> IndexMap<String, Choice> {
    let mut choices = IndexMap::new();
    let page = walk.page;
    for mut value in walk.tables("values") {
        let id = value.need_text("id");
        let label = value.need_both("label");
        let alias = value.texts("alias").into_iter().map(|(alias, _)| alias.to_owned()).collect();
        let (from, until) = (value.date("from"), value.date("until"));
        value.finish();
        let Some((id, place)) = id else { continue };
        if choices.insert(id.to_owned(), Choice { label, alias, from, until }).is_some() {
            let message = text!(ja: "選択肢 `{id}` が二度書かれている", en: "choice `{id}` is written twice");
            page.fail(place, message, None);
        }
    }
    choices
}
