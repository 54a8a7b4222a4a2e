//! The second pass over entities: who answers, keys, names, reverse lists, implied and computed records.

use super::declare::Declared;
use super::field::{find_entity, period};
use crate::diagnostic::Place;
use crate::load::problems::meant;
use crate::load::walk::{Walk, wanted};
use crate::text;
use crate::vocabulary::{
    Answers, Each, Entity, EntityId, FieldId, FieldType, Formula, Implied, Kind, Reverse, Vocabulary, body,
};
use toml::de::DeValue;

/// Looks up every name in a declared entity, and reports the keys that mean nothing.
pub(super) fn resolve(vocabulary: &mut Vocabulary, declared: Declared<'_, '_>) {
    let Declared { entity: id, adds, mut walk, fields } = declared;
    for (index, mut field) in fields {
        let answers = answers(vocabulary, id, &mut field);
        reverse(vocabulary, id, index, &mut field);
        formula_belongs(vocabulary.entity(id), index, &field);
        field.finish();
        if let Some((_, entity)) = vocabulary.entities.get_index_mut(id.0 as usize) {
            entity.fields[index].answers = answers;
        }
    }
    if !adds {
        let answers = answers(vocabulary, id, &mut walk);
        let implied = implied(vocabulary, id, &mut walk);
        let each = each(vocabulary.entity(id), &mut walk);
        let entity = vocabulary.entity(id);
        let keys = fields_of(entity, &mut walk, "key");
        let names = names(entity, &mut walk);
        let either = either(entity, &mut walk);
        let open = entity.kind == Kind::Base && !implied.as_ref().is_some_and(|implied| implied.complete);
        let list_valid_for = period(&mut walk, "list_valid_for");
        let list = if open { walk.need_both("list") } else { walk.both("list").unwrap_or_default() };
        if let Some((_, entity)) = vocabulary.entities.get_index_mut(id.0 as usize) {
            entity.answers = answers.unwrap_or(Answers::Role(body::ICT.to_owned()));
            entity.key = keys;
            entity.names = names;
            entity.either = either;
            entity.implied = implied;
            entity.each = each;
            entity.list = list;
            entity.list_valid_for = list_valid_for;
        }
    }
    walk.finish();
}

/// The field of that name; a name that resolves to nothing is reported.
fn find_field(entity: &Entity, walk: &Walk<'_, '_>, name: &str, place: Place) -> Option<FieldId> {
    let field = entity.find(name);
    if field.is_none() {
        let id = &entity.id;
        let message = text!(ja: "`{id}` に `{name}` という項目はない", en: "`{id}` has no field `{name}`");
        walk.page.fail(place, message, meant(name, entity.fields.keys().map(String::as_str)));
    }
    field
}

fn fields_of(entity: &Entity, walk: &mut Walk<'_, '_>, key: &'static str) -> Vec<FieldId> {
    let names = walk.texts(key);
    names.into_iter().filter_map(|(name, place)| find_field(entity, walk, name, place)).collect()
}

/// `answers`: a field that names a department, or `@` and a role of departments.
fn answers(vocabulary: &Vocabulary, id: EntityId, walk: &mut Walk<'_, '_>) -> Option<Answers> {
    let (word, place) = walk.text("answers")?;
    let entity = vocabulary.entity(id);
    let department = vocabulary.find(body::DEPARTMENT);
    let Some(role) = word.strip_prefix('@') else {
        let field = find_field(entity, walk, word, place)?;
        if !matches!(entity.fields[field.0 as usize].kind, FieldType::Ref(target) if Some(target) == department) {
            let message =
                text!(ja: "`{word}` は部署を指す項目でない", en: "field `{word}` does not refer to a department");
            walk.page.fail(place, message, None);
        }
        return Some(Answers::Owner(field));
    };
    let roles = department.and_then(|department| vocabulary.entity(department).fields.get(body::ROLE));
    if let Some(FieldType::Choice(roles) | FieldType::Choices(roles)) = roles.map(|field| &field.kind)
        && !roles.contains_key(role)
    {
        let message = text!(ja: "部署の役割に `{role}` はない", en: "no department has the role `{role}`");
        walk.page.fail(place, message, meant(role, roles.keys().map(String::as_str)));
    }
    Some(Answers::Role(role.to_owned()))
}

/// Gives the target of a reference field its reverse list.
fn reverse(vocabulary: &mut Vocabulary, from: EntityId, index: usize, walk: &mut Walk<'_, '_>) {
    let field = &vocabulary.entity(from).fields[index];
    let Some(name) = field.reverse.clone() else { return };
    let place = walk.text("reverse").map_or(field.place, |(_, place)| place);
    let (FieldType::Ref(target) | FieldType::Refs(target)) = field.kind else {
        let message = text!(ja: "`reverse` は参照の項目に書く", en: "`reverse` belongs to reference fields");
        walk.page.fail(place, message, None);
        return;
    };
    let Some((_, entity)) = vocabulary.entities.get_index_mut(target.0 as usize) else { return };
    if entity.fields.contains_key(&name) || entity.reverses.contains_key(&name) {
        let id = &entity.id;
        let message = text!(ja: "`{id}` には `{name}` がすでにある", en: "`{id}` already has `{name}`");
        let help = text!(ja: "別の名前にします", en: "choose another name");
        let first = entity.fields.get(&name).map(|field| field.place);
        let mut error = walk.page.error(place, message).help(help);
        if let Some(first) = first {
            error = error.related(first, text!(ja: "最初はここ", en: "first declared here"));
        }
        walk.page.problems.push(error);
        return;
    }
    let field = FieldId(index as u16);
    entity.reverses.insert(name, Reverse { from, field });
}

/// Formulas stand in computed entities that say what their rows are, and there in every field.
fn formula_belongs(entity: &Entity, index: usize, walk: &Walk<'_, '_>) {
    let field = &entity.fields[index];
    if let Some(formula) = field.formula.as_ref().filter(|_| entity.kind != Kind::Computed) {
        let message = text!(ja: "`is` は computed の記録に書く", en: "`is` belongs to computed entities");
        walk.page.fail(formula.place, message, None);
    }
}

/// Text fields by which a reference may name a record; `name` unless written.
fn names(entity: &Entity, walk: &mut Walk<'_, '_>) -> Vec<FieldId> {
    if walk.key_place("names").is_none() {
        return entity.find(body::NAME).into_iter().collect();
    }
    let page = walk.page;
    let names = walk.texts("names");
    let text = |(name, place): (&str, Place)| {
        let field = find_field(entity, walk, name, place)?;
        if !matches!(entity.fields[field.0 as usize].kind, FieldType::Text | FieldType::Texts) {
            let message = text!(ja: "`{name}` は文字列の項目でない", en: "field `{name}` is not a text");
            page.fail(place, message, None);
        }
        Some(field)
    };
    names.into_iter().filter_map(text).collect()
}

/// `either = [["from", "from_party"]]`: groups of fields of which one is stated.
fn either(entity: &Entity, walk: &mut Walk<'_, '_>) -> Vec<Vec<FieldId>> {
    let Some(item) = walk.item("either") else {
        return Vec::new();
    };
    let page = walk.page;
    let DeValue::Array(groups) = item.get_ref() else {
        page.wrong_type("either", &wanted::texts(), item, None);
        return Vec::new();
    };
    let mut either = Vec::new();
    for group in groups.iter() {
        let mut fields = Vec::new();
        for (name, place) in page.texts("either", group).unwrap_or_default() {
            let Some(field) = find_field(entity, walk, name, place) else { continue };
            if !entity.fields[field.0 as usize].none {
                let message =
                    text!(ja: "`{name}` は「なし」にできない項目である", en: "field `{name}` may not be none");
                let help = text!(ja: "none = true とします", en: "declare it with none = true");
                page.fail(place, message, help);
            }
            fields.push(field);
        }
        either.push(fields);
    }
    either
}

/// `[implied]`: the catalog entries that imply a record each.
fn implied(vocabulary: &Vocabulary, id: EntityId, walk: &mut Walk<'_, '_>) -> Option<Implied> {
    let mut table = walk.table("implied")?;
    let entity = vocabulary.entity(id);
    let page = walk.page;
    let complete = table.flag("complete");
    let of = match table.need("of").map(|item| (item, item.get_ref())) {
        Some((item, DeValue::Array(_))) => page.texts("of", item).unwrap_or_default(),
        Some((item, _)) => page.text("of", item).map(|name| (name, page.place(item.span()))).into_iter().collect(),
        None => Vec::new(),
    };
    let single = of.len() == 1;
    let mut entities = Vec::new();
    let mut fields = Vec::new();
    for (name, place) in of {
        let Some(target) = find_entity(vocabulary, walk, name, place) else { continue };
        let field = entity.find(name).or(entity.find(body::STANDARD).filter(|_| single));
        let refers = |field: &FieldId| entity.fields[field.0 as usize].kind == FieldType::Ref(target);
        let Some(field) = field.filter(refers) else {
            let message = text!(ja: "`{name}` を指す項目がない", en: "no field refers to `{name}`");
            let wanted = if single { body::STANDARD } else { name };
            let help = text!(
                ja: "項目 `{wanted}`（type = \"ref\"、of = \"{name}\"）を設けます",
                en: "declare a field `{wanted}` with type = \"ref\" and of = \"{name}\""
            );
            page.fail(place, message, help);
            continue;
        };
        entities.push(target);
        fields.push(field);
    }
    let set = table.table("set").map(|set| formulas(set)).unwrap_or_default();
    table.finish();
    let set =
        set.into_iter().filter_map(|(name, place, formula)| Some((find_field(entity, walk, name, place)?, formula)));
    Some(Implied { of: entities, fields, complete, set: set.collect() })
}

/// A table of expressions: name, place of the name, expression.
fn formulas<'t>(table: Walk<'t, '_>) -> Vec<(&'t str, Place, Formula)> {
    let page = table.page;
    let formula = |(name, place, item)| {
        let source: &str = page.text(name, item)?;
        let formula = Formula { source: source.to_owned(), place: page.place(item.span()) };
        Some((name, place, formula))
    };
    table.rest().filter_map(formula).collect()
}

/// `[each]` and `keep`: the rows of a computed entity.
fn each(entity: &Entity, walk: &mut Walk<'_, '_>) -> Option<Each> {
    let place = walk.key_place("each").or(walk.key_place("keep"));
    let keep = walk.text("keep").map(|(source, place)| Formula { source: source.to_owned(), place });
    let over = walk.table("each").map(formulas);
    let page = walk.page;
    if let Some(place) = place.filter(|_| entity.kind != Kind::Computed) {
        let message =
            text!(ja: "`each` と `keep` は computed の記録に書く", en: "`each` and `keep` belong to computed entities");
        page.fail(place, message, None);
        return None;
    }
    let Some(over) = over else {
        if let Some(keep) = keep {
            let message = text!(ja: "`keep` があるのに `each` がない", en: "`keep` stands without `each`");
            page.fail(keep.place, message, None);
        }
        return None;
    };
    for field in entity.fields.values().filter(|field| field.formula.is_none()) {
        let id = &field.id;
        let message = text!(ja: "項目 `{id}` に `is` がない", en: "field `{id}` has no `is`");
        page.fail(field.place, message, None);
    }
    let over = over.into_iter().map(|(name, _, formula)| (name.to_owned(), formula)).collect();
    Some(Each { over, keep })
}
