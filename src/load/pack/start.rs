//! `start.toml`: what `tekigo init` lays out for a new inventory.

use crate::diagnostic::Place;
use crate::load::document::Document;
use crate::load::problems::meant;
use crate::load::record::base_entity;
use crate::load::walk::{Page, Walk};
use crate::pack::start::{Start, StartSheet};
use crate::text;
use crate::vocabulary::{EntityId, FieldId, Vocabulary, body};

/// Reads all such files; what an extension says comes after what the pack says.
pub(super) fn read(files: &[Document<'_>], vocabulary: &Vocabulary) -> Start {
    let mut start = Start::default();
    for document in files {
        let page = document.page;
        let mut walk = Walk::new(page, page.top(), &document.table);
        if let Some(body) = vocabulary.find(body::BODY) {
            start.body.extend(fields(page, vocabulary, body, walk.texts("body")));
        }
        start.sheets.extend(walk.tables("sheet").into_iter().filter_map(|walk| sheet(walk, vocabulary)));
        walk.finish();
    }
    start
}

fn sheet(mut walk: Walk<'_, '_>, vocabulary: &Vocabulary) -> Option<StartSheet> {
    let (page, place) = (walk.page, walk.place);
    let name = walk.need_both("name");
    let entity = walk.need_text("entity");
    let entity = entity.and_then(|(name, place)| base_entity(page, vocabulary, name.trim(), place));
    let note = walk.need_both("note");
    let first = walk.flag("first");
    walk.need("columns");
    let columns = walk.texts("columns");
    walk.finish();
    let entity = entity?;
    if !vocabulary.entity(entity).key.is_empty() {
        let id = &vocabulary.entity(entity).id;
        let message = text!(
            ja: "`{id}` の記録は一つの列では見分けられない",
            en: "records of `{id}` cannot be told apart by one column"
        );
        page.fail(place, message, None);
        return None;
    }
    let columns: Vec<FieldId> = fields(page, vocabulary, entity, columns).collect();
    (!columns.is_empty()).then_some(StartSheet { name, entity, note, first, columns, place })
}

/// The fields that words mean; a word that means none, or what nobody can write, is reported.
fn fields(
    page: Page<'_>,
    vocabulary: &Vocabulary,
    entity: EntityId,
    words: Vec<(&str, Place)>,
) -> impl Iterator<Item = FieldId> {
    let of = vocabulary.entity(entity);
    words.into_iter().filter_map(move |(word, place)| {
        let found = of.find(word).filter(|id| !of.fields[id.0 as usize].computed);
        if found.is_none() {
            let name = &of.id;
            let message = text!(ja: "`{name}` に `{word}` という項目はない", en: "`{name}` has no field `{word}`");
            let written = of.fields.values().filter(|field| !field.computed);
            page.fail(place, message, meant(word, written.map(|field| field.id.as_str())));
        }
        found
    })
}
