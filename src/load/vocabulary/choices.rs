//! Choices: the values a field names itself, or the entries of a catalog entity.

use crate::language::Text;
use crate::load::document::Document;
use crate::load::walk::Walk;
use crate::text;
use crate::vocabulary::Choice;
use indexmap::IndexMap;
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
                choices.entry(id.to_owned()).or_insert_with(|| choice(id, entry));
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
    Choice { label: Text::new(ja, en), alias }
}

fn text<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    table.get(key)?.get_ref().as_str()
}

/// Reads `values = [{ id, label, alias }, …]`.
pub(super) fn own(walk: &mut Walk<'_, '_>) -> IndexMap<String, Choice> {
    let mut choices = IndexMap::new();
    let page = walk.page;
    for mut value in walk.tables("values") {
        let id = value.need_text("id");
        let label = value.need_both("label");
        let alias = value.texts("alias").into_iter().map(|(alias, _)| alias.to_owned()).collect();
        value.finish();
        let Some((id, place)) = id else { continue };
        if choices.insert(id.to_owned(), Choice { label, alias }).is_some() {
            let message = text!(ja: "選択肢 `{id}` が二度書かれている", en: "choice `{id}` is written twice");
            page.fail(place, message, None);
        }
    }
    choices
}
