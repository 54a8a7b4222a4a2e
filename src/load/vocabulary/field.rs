//! The second pass over fields: types, and everything a field says about itself.

use super::choices::{self, Offered};
use super::declare::Declared;
use crate::diagnostic::Place;
use crate::language::Text;
use crate::load::problems::meant;
use crate::load::walk::Walk;
use crate::text;
use crate::vocabulary::{Choice, EntityId, FieldType, Format, Formula, Kind, Period, Still, Term, Vocabulary};
use indexmap::IndexMap;
use toml::de::DeValue;

/// The types a field can have.
const TYPES: [&str; 11] =
    ["text", "bool", "int", "number", "date", "year", "choice", "ref", "refs", "texts", "choices"];

/// Reads what is written about the fields of a declared entity.
pub(super) fn read_fields(vocabulary: &mut Vocabulary, offered: &Offered, declared: &mut Declared<'_, '_>) {
    for (index, walk) in &mut declared.fields {
        let kind = kind(vocabulary, offered, walk);
        let Some((_, entity)) = vocabulary.entities.get_index_mut(declared.entity.0 as usize) else {
            continue;
        };
        let asked = matches!(entity.kind, Kind::Base | Kind::Singleton);
        let computed_rows = entity.kind == Kind::Computed;
        let Some((_, field)) = entity.fields.get_index_mut(*index) else { continue };
        if let Some(kind) = kind {
            field.kind = kind;
        }
        field.label = walk.need_both("label");
        field.computed = walk.flag("computed") || computed_rows;
        let asked = asked && !field.computed;
        field.ask = if asked { walk.need_both("ask") } else { walk.both("ask").unwrap_or_default() };
        if asked {
            walk.need("header");
        }
        field.header = walk.texts("header").into_iter().map(|(header, _)| header.to_owned()).collect();
        field.none = walk.flag("none");
        field.past = past(walk, &field.kind);
        field.change = walk.flag("change");
        field.format = format(walk);
        field.weight = weight(walk, "weight").unwrap_or(1);
        field.weight_in_use = weight(walk, "weight_in_use");
        field.sensitive = walk.flag("sensitive");
        field.acyclic = walk.flag("acyclic");
        field.unit = walk.both("unit");
        field.valid_for = period(walk, "valid_for");
        field.term = term(walk, &field.kind);
        field.reverse = walk.text("reverse").map(|(reverse, _)| reverse.to_owned());
        field.within = walk.text("within").map(|(within, _)| within.to_owned());
        field.formula = walk.text("is").map(|(source, place)| Formula { source: source.to_owned(), place });
    }
}

fn kind(vocabulary: &Vocabulary, offered: &Offered, walk: &mut Walk<'_, '_>) -> Option<FieldType> {
    let word = walk.need_text("type");
    let of = walk.text("of");
    let values = choices::own(walk);
    let (word, place) = word?;
    let kind = match word {
        "text" => FieldType::Text,
        "bool" => FieldType::Bool,
        "int" => FieldType::Int,
        "number" => FieldType::Number,
        "date" => FieldType::Date,
        "year" => FieldType::Year,
        "texts" => FieldType::Texts,
        "ref" => return target(vocabulary, walk, of).map(FieldType::Ref),
        "refs" => return target(vocabulary, walk, of).map(FieldType::Refs),
        "choice" => return choice(vocabulary, offered, walk, of, values).map(FieldType::Choice),
        "choices" => return choice(vocabulary, offered, walk, of, values).map(FieldType::Choices),
        _ => {
            let message = text!(ja: "`{word}` という型はない", en: "unknown type `{word}`");
            walk.page.fail(place, message, meant(word, TYPES).or_else(|| Some(known(&TYPES))));
            return None;
        }
    };
    if let Some((_, place)) = of {
        let message = text!(ja: "型 `{word}` に `of` は書かない", en: "type `{word}` takes no `of`");
        walk.page.fail(place, message, None);
    }
    if let Some(place) = walk.key_place("values") {
        let message = text!(ja: "型 `{word}` に `values` は書かない", en: "type `{word}` takes no `values`");
        walk.page.fail(place, message, None);
    }
    Some(kind)
}

fn known(words: &[&str]) -> Text {
    let words = words.join("`, `");
    text!(ja: "書けるのは `{words}`", en: "known words are `{words}`")
}

/// The entity that `of` names.
fn target(vocabulary: &Vocabulary, walk: &mut Walk<'_, '_>, of: Option<(&str, Place)>) -> Option<EntityId> {
    let Some((name, place)) = of else {
        walk.need("of");
        return None;
    };
    find_entity(vocabulary, walk, name, place)
}

/// The entity of that name; a name that resolves to nothing is reported.
pub(super) fn find_entity(vocabulary: &Vocabulary, walk: &Walk<'_, '_>, name: &str, place: Place) -> Option<EntityId> {
    let entity = vocabulary.find(name);
    if entity.is_none() {
        let message = text!(ja: "`{name}` という種類の記録はない", en: "unknown entity `{name}`");
        walk.page.fail(place, message, meant(name, vocabulary.entities.keys().map(String::as_str)));
    }
    entity
}

fn choice(
    vocabulary: &Vocabulary,
    offered: &Offered,
    walk: &mut Walk<'_, '_>,
    of: Option<(&str, Place)>,
    values: IndexMap<String, Choice>,
) -> Option<IndexMap<String, Choice>> {
    let Some((name, place)) = of else {
        if values.is_empty() {
            walk.need("values");
        }
        return Some(values);
    };
    if let Some(values) = walk.key_place("values") {
        let message = text!(ja: "`of` と `values` の両方がある", en: "both `of` and `values` are given");
        walk.page.fail(values, message, text!(ja: "どちらか一方にします", en: "keep one of them"));
    }
    let entity = find_entity(vocabulary, walk, name, place)?;
    let Some(choices) = offered.get(name).filter(|_| vocabulary.entity(entity).kind == Kind::Catalog) else {
        let message = text!(ja: "`{name}` には catalog の項目がない", en: "`{name}` has no entries in the catalog");
        walk.page.fail(place, message, None);
        return None;
    };
    Some(choices.clone())
}

/// `format = "subnets"`, `format = "clause"`.
fn format(walk: &mut Walk<'_, '_>) -> Option<Format> {
    let (word, place) = walk.text("format")?;
    let found = Format::ALL.iter().find(|(_, known)| *known == word);
    if found.is_none() {
        let message = text!(ja: "`{word}` という書式はない", en: "unknown format `{word}`");
        walk.page.fail(place, message, known(&Format::ALL.map(|(_, known)| known)));
    }
    found.map(|(format, _)| *format)
}

/// `past = true`: a day that lies in the past.
fn past(walk: &mut Walk<'_, '_>, kind: &FieldType) -> bool {
    let place = walk.key_place("past");
    let past = walk.flag("past");
    if let Some(place) = place.filter(|_| *kind != FieldType::Date) {
        let message = text!(ja: "`past` は日付の項目に書く", en: "`past` belongs to dates");
        walk.page.fail(place, message, None);
    }
    past
}

/// `weight = 2`: a whole number from 1.
fn weight(walk: &mut Walk<'_, '_>, key: &'static str) -> Option<u32> {
    let item = walk.item(key)?;
    let weight = match item.get_ref() {
        DeValue::Integer(digits) => digits.as_str().parse::<u32>().ok().filter(|weight| *weight > 0),
        _ => None,
    };
    if weight.is_none() {
        let message = text!(ja: "`{key}` は1以上の整数で書く", en: "`{key}` must be a whole number from 1");
        walk.page.fail(walk.page.place(item.span()), message, None);
    }
    weight
}

/// `term = { ja, en, day, open, expected, still }`: a day by which something has to be done about the record.
fn term(walk: &mut Walk<'_, '_>, kind: &FieldType) -> Option<Term> {
    let place = walk.key_place("term")?;
    let mut table = walk.table("term")?;
    let label = (table.need_text("ja"), table.need_text("en"));
    let (day, open) = (formula(&mut table, "day"), formula(&mut table, "open"));
    let expected = table.bool("expected").unwrap_or(true);
    let still = table.table("still").and_then(still);
    table.finish();
    if day.is_none() && *kind != FieldType::Date {
        let message =
            text!(ja: "日付でない項目の `term` に `day` がない", en: "`term` of a field that is no date lacks `day`");
        walk.page.fail(
            place,
            message,
            text!(ja: "期日の式を day = \"…\" と書きます", en: "write the day as day = \"…\""),
        );
    }
    let (Some((ja, _)), Some((en, _))) = label else { return None };
    Some(Term { label: Text::new(ja, en), day, open, expected, still })
}

/// `still = { when, ja, en }`: what is said of a record whose day is over while something rests on it.
fn still(mut walk: Walk<'_, '_>) -> Option<Still> {
    let [when, ja, en] = ["when", "ja", "en"].map(|key| walk.need(key).and_then(|_| formula(&mut walk, key)));
    walk.finish();
    Some(Still { when: when?, ja: ja?, en: en? })
}

fn formula(walk: &mut Walk<'_, '_>, key: &'static str) -> Option<Formula> {
    walk.text(key).map(|(source, place)| Formula { source: source.to_owned(), place })
}

/// `valid_for = "1y"`: a number and y, m or d.
pub(super) fn period(walk: &mut Walk<'_, '_>, key: &'static str) -> Option<Period> {
    let (written, place) = walk.text(key)?;
    let number = |unit: char| written.strip_suffix(unit).and_then(|n| n.parse::<u16>().ok()).map(i32::from);
    let period = |months, days| Some(Period { months, days });
    let found = match (number('y'), number('m'), number('d')) {
        (Some(years), _, _) => period(years * 12, 0),
        (_, Some(months), _) => period(months, 0),
        (_, _, Some(days)) => period(0, days),
        _ => None,
    };
    if found.is_none() {
        let message = text!(ja: "`{written}` は期間として読めない", en: "`{written}` is not a length of time");
        let help = text!(ja: "1y、3m、90d のように書きます", en: "write it as 1y, 3m or 90d");
        walk.page.fail(place, message, help);
    }
    found
}
