//! The first pass: which entities and fields there are.

use crate::diagnostic::Place;
use crate::language::Text;
use crate::load::document::Document;
use crate::load::problems::meant;
use crate::load::walk::{Item, Page, Walk, wanted};
use crate::text;
use crate::vocabulary::{Answers, Entity, EntityId, Field, FieldType, Kind, Vocabulary, body};
use indexmap::IndexMap;
use toml::de::DeValue;

/// An entity whose file has been opened, but whose names are not looked up yet.
pub(super) struct Declared<'t, 's> {
    /// The entity.
    pub entity: EntityId,
    /// The file adds fields to an entity of another file.
    pub adds: bool,
    /// The rest of the file.
    pub walk: Walk<'t, 's>,
    /// Its fields: position within the entity, and what is written about each.
    pub fields: Vec<(usize, Walk<'t, 's>)>,
}

/// Words that no field may be called: keys that every record has, and the names of roots.
const RESERVED_FIELDS: [&str; 9] = ["id", "source", "note", "observed", "same_as", "complete", "in", "true", "false"];
/// Words that no entity may be called.
const RESERVED_ENTITIES: [&str; 8] = ["fact", "table", "inventory", "catalog", "as_of", "in", "true", "false"];

/// Declares the entity of a file and its fields.
pub(super) fn declare<'t, 's>(
    vocabulary: &mut Vocabulary,
    stem: &str,
    document: &'t Document<'s>,
) -> Option<Declared<'t, 's>> {
    let page = document.page;
    let mut walk = Walk::new(page, page.top(), &document.table);
    let (id, place) = walk.need_text("id")?;
    check_name(page, id, place, &RESERVED_ENTITIES);
    if id != stem {
        let message = text!(ja: "id `{id}` がファイル名と違う", en: "id `{id}` differs from the file's name");
        let help = text!(ja: "ファイル名を {id}.toml とします", en: "call the file {id}.toml");
        page.fail(place, message, help);
    }
    let adds = vocabulary.find(id);
    let entity = match adds {
        Some(entity) => entity,
        None => {
            let kind = kind(&mut walk)?;
            let label = walk.need_both("label");
            let network = walk.flag("network");
            vocabulary.entities.insert(id.to_owned(), Entity { network, ..empty(id, kind, label, place) });
            EntityId(vocabulary.entities.len() as u16 - 1)
        }
    };
    let fields = fields(vocabulary, entity, &mut walk);
    Some(Declared { entity, adds: adds.is_some(), walk, fields })
}

fn kind(walk: &mut Walk<'_, '_>) -> Option<Kind> {
    const KINDS: [(&str, Kind); 4] = [
        ("base", Kind::Base),
        ("singleton", Kind::Singleton),
        ("catalog", Kind::Catalog),
        ("computed", Kind::Computed),
    ];
    let (word, place) = walk.need_text("kind")?;
    let kind = KINDS.iter().find(|(known, _)| *known == word);
    if kind.is_none() {
        let message = text!(ja: "`{word}` という種類はない", en: "unknown kind `{word}`");
        walk.page.fail(place, message, meant(word, KINDS.iter().map(|(known, _)| *known)));
    }
    kind.map(|(_, kind)| *kind)
}

fn empty(id: &str, kind: Kind, label: Text, place: Place) -> Entity {
    Entity {
        id: id.to_owned(),
        label,
        kind,
        network: false,
        list: Text::default(),
        list_valid_for: None,
        answers: Answers::Role(body::ICT.to_owned()),
        key: Vec::new(),
        names: Vec::new(),
        either: Vec::new(),
        implied: None,
        each: None,
        fields: IndexMap::new(),
        reverses: IndexMap::new(),
        place,
    }
}

fn fields<'t, 's>(
    vocabulary: &mut Vocabulary,
    entity: EntityId,
    walk: &mut Walk<'t, 's>,
) -> Vec<(usize, Walk<'t, 's>)> {
    let page = walk.page;
    let Some(table) = walk.table("field") else {
        return Vec::new();
    };
    let Some((_, entity)) = vocabulary.entities.get_index_mut(entity.0 as usize) else {
        return Vec::new();
    };
    let mut fields = Vec::new();
    for (id, place, item) in table.rest() {
        if let Some(field) = field(page, entity, id, place, item) {
            fields.push(field);
        }
    }
    fields
}

fn field<'t, 's>(
    page: Page<'s>,
    entity: &mut Entity,
    id: &str,
    place: Place,
    item: &'t Item<'s>,
) -> Option<(usize, Walk<'t, 's>)> {
    check_name(page, id, place, &RESERVED_FIELDS);
    let DeValue::Table(table) = item.get_ref() else {
        page.wrong_type(id, &wanted::table(), item, None);
        return None;
    };
    if let Some(first) = entity.fields.get(id) {
        let name = &entity.id;
        let message =
            text!(ja: "`{name}` の項目 `{id}` が二度書かれている", en: "field `{id}` of `{name}` is declared twice");
        let label = text!(ja: "最初はここ", en: "first declared here");
        page.problems.push(page.error(place, message).related(first.place, label));
        return None;
    }
    let (index, _) = entity.fields.insert_full(id.to_owned(), unknown(id, place));
    Some((index, Walk::new(page, page.place(item.span()), table)))
}

fn unknown(id: &str, place: Place) -> Field {
    Field {
        id: id.to_owned(),
        kind: FieldType::Text,
        label: Text::default(),
        ask: Text::default(),
        header: Vec::new(),
        answers: None,
        none: false,
        change: false,
        valid_for: None,
        term: None,
        sensitive: false,
        computed: false,
        reverse: None,
        acyclic: false,
        past: false,
        format: None,
        weight: 1,
        weight_in_use: None,
        unit: None,
        within: None,
        formula: None,
        place,
    }
}

/// Names are written in conditions, so they are ASCII words.
fn check_name(page: Page<'_>, name: &str, place: Place, reserved: &[&str]) {
    let word = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !word {
        let message = text!(ja: "`{name}` は名前にできない", en: "`{name}` cannot be a name");
        let help = text!(ja: "英小文字、数字、_ で書きます", en: "use lower-case letters, digits and _");
        page.fail(place, message, help);
    } else if reserved.contains(&name) {
        let message = text!(ja: "`{name}` は別の意味で使われている", en: "the name `{name}` is taken");
        let help = text!(ja: "別の名前にします", en: "choose another name");
        page.fail(place, message, help);
    }
}
