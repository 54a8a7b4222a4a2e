//! Records: tables of facts, wherever they are written — in an inventory, in the catalog, in an example of a rule.

use super::problems::meant;
use super::spelling::fold;
use super::value;
use super::walk::{Item, Page, Walk, tables, wanted};
use crate::diagnostic::Place;
use crate::inventory::{Cell, Record};
use crate::language::Text;
use crate::text;
use crate::vocabulary::{Entity, EntityId, FieldId, Kind, Vocabulary, body};
use toml::de::DeValue;

/// Keys of a record that are no facts about the thing itself.
const META: [&str; 6] = ["id", "source", "note", "observed", "same_as", "complete"];

/// How a record is told from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identity {
    /// By its own id or key fields, which must be there.
    Own,
    /// By something outside: it is the body, or an overlay of another record.
    Given,
}

/// Reads the records of one top-level table; a table that cannot stand there is reported, and the answer is `false`.
pub(super) fn records<'s>(
    page: Page<'s>,
    vocabulary: &Vocabulary,
    (name, place, item): (&str, Place, &Item<'s>),
    out: &mut Vec<Record>,
) -> bool {
    let Some(entity) = base_entity(page, vocabulary, name, place) else {
        return false;
    };
    for walk in tables(page, name, item) {
        out.push(record(vocabulary, entity, walk, Identity::Own));
    }
    true
}

/// The entity whose records may be written under a name; anything else is reported.
pub(super) fn base_entity(page: Page<'_>, vocabulary: &Vocabulary, name: &str, place: Place) -> Option<EntityId> {
    let Some(id) = vocabulary.find(name) else {
        let message = text!(ja: "`{name}` という表はない", en: "unknown table `{name}`");
        page.fail(place, message, nearest_entity(vocabulary, name));
        return None;
    };
    let (message, help) = match vocabulary.entity(id).kind {
        Kind::Base => return Some(id),
        Kind::Singleton => (
            text!(ja: "`{name}` をここに書くことはできない", en: "`{name}` cannot stand here"),
            text!(ja: "団体のことは body.toml の [{name}] に書きます", en: "facts about the body go under [{name}] in body.toml"),
        ),
        Kind::Catalog => (
            text!(ja: "`{name}` はルール集の資料で、台帳には書けない", en: "`{name}` is reference data of the pack, not of an inventory"),
            text!(ja: "台帳からはその id を参照します", en: "refer to its entries by id"),
        ),
        Kind::Computed => (
            text!(ja: "`{name}` は計算で求めるもので、書くことはできない", en: "`{name}` is computed and cannot be written"),
            text!(ja: "元になる事実を書きます", en: "write the facts it is computed from"),
        ),
    };
    page.fail(place, message, help);
    None
}

/// The entity that a wrong name may have meant, by id or by label.
pub(super) fn nearest_entity(vocabulary: &Vocabulary, name: &str) -> Option<Text> {
    let folded = fold(name);
    let base = || vocabulary.entities.values().filter(|entity| entity.kind == Kind::Base);
    let labelled = base().find(|entity| fold(&entity.label.ja) == folded || fold(&entity.label.en) == folded);
    if let Some(entity) = labelled {
        let id = &entity.id;
        return Some(text!(ja: "`{id}` と書きます", en: "write `{id}`"));
    }
    meant(name, base().map(|entity| entity.id.as_str()).chain(["fact", body::BODY]))
}

/// Reads one record. What is wrong in it is reported; what is right in it is kept.
pub(super) fn record<'s>(vocabulary: &Vocabulary, entity: EntityId, walk: Walk<'_, 's>, identity: Identity) -> Record {
    let page = walk.page;
    let kind = vocabulary.entity(entity);
    let mut record = Record {
        entity,
        id: None,
        cells: Vec::new(),
        observed: None,
        same_as: None,
        complete: Vec::new(),
        source: None,
        note: None,
        place: walk.place,
    };
    let mut stated = Stated::default();
    for (key, place, item) in walk.rest() {
        let Some((index, _, field)) = kind.fields.get_full(key) else {
            stated.id |= key == "id";
            meta(page, kind, identity, &mut record, (key, place, item));
            continue;
        };
        let field_id = FieldId(index as u16);
        stated.fields.push(field_id);
        if field.computed && kind.kind != Kind::Catalog {
            let message = text!(ja: "`{key}` は計算で求めるもので、書くことはできない", en: "`{key}` is computed and cannot be written");
            page.fail(place, message, None);
        } else if let Some(value) = value::read(page, field, item) {
            record.cells.push(Cell { field: field_id, value, place: page.place(item.span()) });
        }
    }
    if identity == Identity::Own {
        identified(page, kind, &record, &stated);
    }
    record
}

/// Which keys stand in a record, readable or not.
#[derive(Default)]
struct Stated {
    id: bool,
    fields: Vec<FieldId>,
}

/// Reports a record that nothing tells from others.
fn identified(page: Page<'_>, entity: &Entity, record: &Record, stated: &Stated) {
    let name = &entity.id;
    if entity.key.is_empty() && !stated.id {
        let message = text!(ja: "`{name}` のレコードに id がない", en: "a record of `{name}` has no id");
        let help = text!(
            ja: "ほかと重ならない短い名を id = \"…\" と書きます",
            en: "give it a short name of its own: id = \"…\""
        );
        page.fail(record.place, message, help);
    }
    for key in entity.key.iter().filter(|key| !stated.fields.contains(key)) {
        let field = &entity.fields[key.0 as usize];
        let (key, label_ja, label_en) = (&field.id, &field.label.ja, &field.label.en);
        let message = text!(ja: "`{name}` のレコードに `{key}` がない", en: "a record of `{name}` has no `{key}`");
        let help = text!(
            ja: "`{name}` は{label_ja}などで区別するので、必ず書きます",
            en: "records of `{name}` are told apart by {label_en}, so it must be written"
        );
        page.fail(record.place, message, help);
    }
}

/// Reads a key that is no field.
fn meta<'s>(
    page: Page<'s>,
    entity: &Entity,
    identity: Identity,
    record: &mut Record,
    (key, place, item): (&str, Place, &Item<'s>),
) {
    match key {
        "id" if identity == Identity::Own && entity.key.is_empty() => record.id = id(page, item),
        "source" => record.source = text_or_blank(page, key, item),
        "note" => record.note = text_or_blank(page, key, item),
        "observed" => record.observed = page.date(key, item),
        "same_as" if identity == Identity::Own => {
            record.same_as = page.text(key, item).map(|id| (id.trim().to_owned(), page.place(item.span())));
        }
        "complete" => {
            let lists = page.texts(key, item).unwrap_or_default().into_iter();
            record.complete = lists.map(|(list, place)| (list.trim().to_owned(), place)).collect();
        }
        _ => unknown_field(page, entity, identity, key, place),
    }
}

fn id<'s>(page: Page<'s>, item: &Item<'s>) -> Option<(String, Place)> {
    let place = page.place(item.span());
    let DeValue::String(_) = item.get_ref() else {
        let written = page.text.get(item.span()).unwrap_or_default();
        let help = text!(ja: "\"{written}\" と書きます", en: "write \"{written}\"");
        page.wrong_type("id", &wanted::text(), item, help);
        return None;
    };
    let id = page.text("id", item)?.trim();
    if id == "*" || id.chars().any(char::is_control) {
        let message = text!(ja: "`{id}` は id にできない", en: "`{id}` cannot be an id");
        page.fail(place, message, None);
        return None;
    }
    Some((id.to_owned(), place))
}

fn text_or_blank<'s>(page: Page<'s>, key: &str, item: &Item<'s>) -> Option<String> {
    match item.get_ref() {
        DeValue::String(text) if text.trim().is_empty() => None,
        _ => page.text(key, item).map(str::to_owned),
    }
}

fn unknown_field(page: Page<'_>, entity: &Entity, identity: Identity, key: &str, place: Place) {
    let name = &entity.id;
    if key == "id" && !entity.key.is_empty() {
        let fields: Vec<_> = entity.key.iter().map(|key| entity.fields[key.0 as usize].id.as_str()).collect();
        let fields = fields.join("`, `");
        let message = text!(ja: "`{name}` に id は書かない", en: "`{name}` takes no id");
        let help = text!(ja: "`{fields}` で区別します", en: "its records are told apart by `{fields}`");
        page.fail(place, message, help);
        return;
    }
    let message = text!(ja: "`{name}` に `{key}` という項目はない", en: "`{name}` has no field `{key}`");
    let folded = fold(key);
    let headed = entity.fields.values().find(|field| {
        let words = field.header.iter().chain([&field.label.ja, &field.label.en]);
        words.into_iter().any(|word| fold(word) == folded)
    });
    let help = match headed {
        Some(field) => {
            let field = &field.id;
            Some(text!(ja: "`{field}` と書きます", en: "write `{field}`"))
        }
        None => {
            let meta =
                META.iter().copied().filter(|key| identity == Identity::Own || !matches!(*key, "id" | "same_as"));
            let fields = entity.fields.values().filter(|field| !field.computed).map(|field| field.id.as_str());
            meant(key, fields.chain(meta))
        }
    };
    page.fail(place, message, help);
}
