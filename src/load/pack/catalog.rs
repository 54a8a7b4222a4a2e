//! The catalog: dated reference data, as records of catalog entities.

use crate::diagnostic::{Diagnostic, Fault};
use crate::inventory::RawValue;
use crate::load::document::Document;
use crate::load::problems::{Problems, meant};
use crate::load::record::{self, Identity};
use crate::load::walk::Walk;
use crate::pack::{CatalogEntry, Clauses};
use crate::text;
use crate::vocabulary::{EntityId, Format, Kind, Vocabulary};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Key of a catalog file: the entity of its entries.
const ENTITY: &str = "entity";

/// The entity of each catalog file; a name that is none is reported.
pub(super) fn entities(vocabulary: &Vocabulary, files: &[Document<'_>]) -> Vec<Option<EntityId>> {
    files.iter().map(|document| entity(vocabulary, document)).collect()
}

fn entity(vocabulary: &Vocabulary, document: &Document<'_>) -> Option<EntityId> {
    let page = document.page;
    let (name, place) = Walk::new(page, page.top(), &document.table).need_text(ENTITY)?;
    let is_catalog = |id: &EntityId| vocabulary.entity(*id).kind == Kind::Catalog;
    let found = vocabulary.find(name).filter(is_catalog);
    if found.is_none() {
        let catalogs = vocabulary.ids().filter(is_catalog).map(|id| vocabulary.entity(id).id.as_str());
        let message = text!(ja: "`{name}` は catalog の種類でない", en: "`{name}` is not a catalog entity");
        page.fail(place, message, meant(name, catalogs));
    }
    found
}

/// Reads catalog files, each with its entity.
pub(super) fn read(
    vocabulary: &Vocabulary,
    files: &[Document<'_>],
    entities: &[Option<EntityId>],
) -> Vec<CatalogEntry> {
    let mut entries = Vec::new();
    for (document, entity) in files.iter().zip(entities) {
        if let Some(entity) = entity {
            file(vocabulary, *entity, document, &mut entries);
        }
    }
    entries
}

fn file(vocabulary: &Vocabulary, entity: EntityId, document: &Document<'_>, entries: &mut Vec<CatalogEntry>) {
    let page = document.page;
    let mut walk = Walk::new(page, page.top(), &document.table);
    walk.item(ENTITY);
    let source = walk.text("source").map(|(source, _)| source.to_owned());
    let tables = walk.tables("entry");
    walk.finish();
    for mut table in tables {
        let (from, until) = (table.date("from"), table.date("until"));
        let confirmed = table.bool("confirmed").unwrap_or(true);
        let mut record = record::record(vocabulary, entity, table, Identity::Own);
        record.source = record.source.or_else(|| source.clone());
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let message = text!(ja: "until が from より前である", en: "`until` lies before `from`");
            page.fail(record.place, message, None);
        }
        entries.push(CatalogEntry { record, from, until, confirmed });
    }
}

/// Two entries with one id may follow each other, but not be in force on one day: reports those that are.
pub(super) fn report_overlaps(entries: &[CatalogEntry], problems: &Problems) {
    let mut by_id: BTreeMap<(EntityId, &str), Vec<&CatalogEntry>> = BTreeMap::new();
    for entry in entries {
        let Some((id, place)) = &entry.record.id else { continue };
        let same = by_id.entry((entry.record.entity, id)).or_default();
        let period = (entry.from, entry.until);
        if let Some(first) = same.iter().find(|first| both_in_force((first.from, first.until), period)) {
            let message =
                text!(ja: "`{id}` が同じ日に二つ有効である", en: "two entries `{id}` are in force on the same day");
            let label = text!(ja: "もう一つはここ", en: "the other one is here");
            let error = Diagnostic::error(Fault::Pack, *place, message).related(first.record.place, label);
            problems.push(error);
        }
        same.push(entry);
    }
}

/// Reports clauses that catalog entries name and that do not exist.
pub(super) fn report_unknown_clauses(
    vocabulary: &Vocabulary,
    entries: &[CatalogEntry],
    clauses: &Clauses,
    problems: &Problems,
) {
    for record in entries.iter().map(|entry| &entry.record) {
        for cell in &record.cells {
            let names = match &cell.value {
                RawValue::Texts(names) => names.as_slice(),
                RawValue::Text(name) => std::slice::from_ref(name),
                _ => continue,
            };
            if vocabulary.field(record.entity, cell.field).format != Some(Format::Clause) {
                continue;
            }
            for name in names.iter().filter(|name| !clauses.contains_key(*name)) {
                let message = text!(ja: "条項 `{name}` がない", en: "unknown clause `{name}`");
                let help = meant(name, clauses.keys().map(String::as_str));
                problems.push(Diagnostic::error(Fault::Pack, cell.place, message).help(help));
            }
        }
    }
}

/// From the first to the last day of something; `None` is open.
type InForce = (Option<Date>, Option<Date>);

/// There is a day on which both are in force.
pub(super) fn both_in_force(one: InForce, other: InForce) -> bool {
    let starts_by = |from: Option<Date>, until: Option<Date>| match (from, until) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    starts_by(one.0, other.1) && starts_by(other.0, one.1)
}
