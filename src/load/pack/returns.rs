//! Files of returns: the sheets that a body sends in, with their expressions compiled.

use super::compile::Compiler;
use crate::diagnostic::Place;
use crate::expression::{Scope, Type};
use crate::language::Text;
use crate::load::document::Document;
use crate::load::problems::meant;
use crate::load::walk::{Page, Walk, wanted};
use crate::pack::returns::{Across, BESIDE, Bound, Return, Spot, Table};
use crate::pack::{Clauses, EntityFormulas};
use crate::text;
use crate::vocabulary::{FieldType, Vocabulary};
use toml::de::DeValue;

/// Characters of a sheet's name at most.
const LONGEST: usize = 31;
/// Types that need no field to be told, with their words.
const TYPES: [(&str, FieldType); 7] = [
    ("text", FieldType::Text),
    ("texts", FieldType::Texts),
    ("bool", FieldType::Bool),
    ("int", FieldType::Int),
    ("number", FieldType::Number),
    ("date", FieldType::Date),
    ("year", FieldType::Year),
];

/// Reads the returns of a pack, in order of name. One in an extension takes the place of the one that has its name.
pub(super) fn read(compiler: &Compiler<'_>, clauses: &Clauses, files: &[(String, Document<'_>)]) -> Vec<Return> {
    let mut found: Vec<Return> = Vec::new();
    for (stem, document) in files {
        let Some(one) = one(compiler, clauses, stem, document) else { continue };
        found.retain(|known| known.id != one.id);
        found.push(one);
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

fn one(compiler: &Compiler<'_>, clauses: &Clauses, stem: &str, document: &Document<'_>) -> Option<Return> {
    let page = document.page;
    let mut walk = Walk::new(page, page.top(), &document.table);
    if let Some((id, place)) = walk.need_text("id").filter(|(id, _)| *id != stem) {
        let message = text!(ja: "id `{id}` がファイル名と違う", en: "id `{id}` differs from the file's name");
        page.fail(place, message, text!(ja: "ファイル名を {id}.toml とします", en: "call the file {id}.toml"));
    }
    let (label, sheet) = (walk.need_both("label"), walk.need_both("sheet"));
    named(&walk, &sheet);
    let cited = walk.texts("clause");
    for (key, place) in cited.iter().filter(|(key, _)| !clauses.contains_key(*key)) {
        let message = text!(ja: "条項 `{key}` がない", en: "unknown clause `{key}`");
        page.fail(*place, message, meant(key, clauses.keys().map(String::as_str)));
    }
    let unconfirmed = match walk.bool("confirmed") {
        Some(true) => None,
        _ => Some(walk.need_both("why")),
    };
    let widths = widths(&mut walk);
    let mut used: Vec<(Spot, Place)> = Vec::new();
    let texts = walk.tables("text").into_iter().filter_map(|walk| fixed(walk, &mut used)).collect();
    let cells = walk.tables("cell").into_iter().filter_map(|walk| cell(compiler, walk, &mut used)).collect();
    let tables = walk.tables("rows").into_iter().filter_map(|walk| table(compiler, walk)).collect();
    walk.finish();
    let clauses = cited.into_iter().map(|(key, _)| key.to_owned()).collect();
    let mut one = Return { id: stem.to_owned(), label, clauses, unconfirmed, sheet, widths, texts, cells, tables };
    one.tables.sort_by_key(|table| table.at);
    apart(page, &used, &one.tables);
    Some(one)
}

/// Nothing is declared twice in one cell, nor where a table grows.
fn apart(page: Page<'_>, used: &[(Spot, Place)], tables: &[Table]) {
    let top = tables.first().map_or(u32::MAX, |table| table.at.row);
    for (index, (at, place)) in used.iter().enumerate() {
        let name = at.name();
        if let Some((_, first)) = used[..index].iter().find(|(other, _)| other == at) {
            let message = text!(ja: "セル {name} が二度使われている", en: "cell {name} is used twice");
            let label = text!(ja: "最初はここ", en: "first used here");
            page.problems.push(page.error(*place, message).related(*first, label));
        } else if at.row >= top {
            let message =
                text!(ja: "セル {name} は、行が伸びる表の下にある", en: "cell {name} lies where a table grows");
            page.fail(*place, message, text!(ja: "[[rows]] より上に置きます", en: "put it above [[rows]]"));
        }
    }
}

/// A sheet has a name that workbooks take, and not that of the sheets beside it.
fn named(walk: &Walk<'_, '_>, sheet: &Text) {
    let Some(place) = walk.key_place("sheet") else { return };
    for name in [&sheet.ja, &sheet.en] {
        let long = name.chars().count() > LONGEST;
        let taken = BESIDE.iter().flatten().any(|other| other.eq_ignore_ascii_case(name));
        if long
            || taken
            || name.contains(['[', ']', ':', '*', '?', '/', '\\'])
            || name.starts_with('\'')
            || name.ends_with('\'')
        {
            let message = text!(ja: "`{name}` はシートの名前にできない", en: "`{name}` cannot be the name of a sheet");
            let help = text!(
                ja: "31字までで、[ ] : * ? / \\ を使わず、「出典」「未確認」でない名前にします",
                en: "use at most 31 characters, none of [ ] : * ? / \\, and neither Sources nor Not known"
            );
            walk.page.fail(place, message, help);
        }
    }
}

fn widths(walk: &mut Walk<'_, '_>) -> Vec<f64> {
    let page = walk.page;
    let Some(item) = walk.item("widths") else { return Vec::new() };
    let width = |value: &DeValue<'_>| match value {
        DeValue::Integer(digits) => digits.as_str().parse::<f64>().ok(),
        DeValue::Float(digits) => digits.as_str().parse::<f64>().ok(),
        _ => None,
    };
    let all: Option<Vec<f64>> = match item.get_ref() {
        DeValue::Array(items) => {
            items.iter().map(|item| width(item.get_ref()).filter(|width| (1.0..=255.0).contains(width))).collect()
        }
        _ => None,
    };
    if all.is_none() {
        let message = text!(ja: "`widths` は列の幅の一覧である", en: "`widths` is a list of widths of columns");
        let help = text!(ja: "widths = [12, 30] のように、1 から 255 までの数で書きます", en: "numbers from 1 to 255, as widths = [12, 30]");
        page.fail(page.place(item.span()), message, help);
    }
    all.unwrap_or_default()
}

/// The cell that `at` names.
fn spot(walk: &mut Walk<'_, '_>) -> Option<(Spot, Place)> {
    let (name, place) = walk.need_text("at")?;
    let found = Spot::find(name);
    if found.is_none() {
        let message = text!(ja: "`{name}` はセルの名前でない", en: "`{name}` is not the name of a cell");
        let help = text!(ja: "C7 のように、列の英大文字と行の番号で書きます", en: "write column and row, as C7");
        walk.page.fail(place, message, help);
    }
    found.map(|spot| (spot, place))
}

fn fixed(mut walk: Walk<'_, '_>, used: &mut Vec<(Spot, Place)>) -> Option<(Spot, Text)> {
    let at = spot(&mut walk);
    let text = walk.need_both("text");
    walk.finish();
    used.extend(at);
    Some((at?.0, text))
}

fn cell(compiler: &Compiler<'_>, mut walk: Walk<'_, '_>, used: &mut Vec<(Spot, Place)>) -> Option<(Spot, Bound)> {
    let at = spot(&mut walk);
    let scope = compiler.scope(Vec::new(), None);
    let label = walk.need_both("label");
    let bound = bound(compiler, &mut walk, &scope, label);
    walk.finish();
    used.extend(at);
    Some((at?.0, bound?))
}

/// A label, a type and a value.
fn bound(compiler: &Compiler<'_>, walk: &mut Walk<'_, '_>, scope: &Scope, label: Text) -> Option<Bound> {
    let kind = kind(compiler.vocabulary, walk);
    let (source, place) = walk.need_text("value")?;
    let kind = kind?;
    let value = compiler.formula(walk.page, scope, (source, place), &kind)?;
    Some(Bound { label, kind, value })
}

/// `as = "step.status"`: the type of that field; else `type`, else a text.
fn kind(vocabulary: &Vocabulary, walk: &mut Walk<'_, '_>) -> Option<FieldType> {
    if let Some((path, place)) = walk.text("as") {
        return of_field(vocabulary, walk, path, place);
    }
    let Some((word, place)) = walk.text("type") else { return Some(FieldType::Text) };
    let found = TYPES.iter().find(|(known, _)| *known == word).map(|(_, kind)| kind.clone());
    if found.is_none() {
        let message = text!(ja: "`{word}` という型はない", en: "unknown type `{word}`");
        let words = TYPES.map(|(known, _)| known).join("`, `");
        let known = || text!(ja: "書けるのは `{words}`", en: "known words are `{words}`");
        let near = meant(word, TYPES.iter().map(|(known, _)| *known));
        walk.page.fail(place, message, near.unwrap_or_else(known));
    }
    found
}

fn of_field(vocabulary: &Vocabulary, walk: &Walk<'_, '_>, path: &str, place: Place) -> Option<FieldType> {
    let (name, field) = path.split_once('.').unwrap_or((path, ""));
    let Some(entity) = vocabulary.find(name) else {
        let message = text!(ja: "`{name}` という種類の記録はない", en: "unknown entity `{name}`");
        walk.page.fail(place, message, meant(name, vocabulary.entities.keys().map(String::as_str)));
        return None;
    };
    let entity = vocabulary.entity(entity);
    let found = entity.fields.get(field);
    if found.is_none() {
        let message = text!(ja: "`{name}` に `{field}` という項目はない", en: "`{name}` has no field `{field}`");
        walk.page.fail(place, message, meant(field, entity.fields.keys().map(String::as_str)));
    }
    found.map(|field| field.kind.clone())
}

fn table(compiler: &Compiler<'_>, mut walk: Walk<'_, '_>) -> Option<Table> {
    let at = spot(&mut walk);
    let label = walk.need_both("label");
    let rows = lists(compiler, &mut walk, compiler.scope(Vec::new(), None));
    let columns = walk.tables("column");
    let across = walk.table("across");
    walk.finish();
    let (lists, scope) = rows?;
    let mut bounds = Vec::new();
    for mut column in columns {
        let heading = column.need_both("heading");
        bounds.extend(bound(compiler, &mut column, &scope, heading));
        column.finish();
    }
    let across = match across {
        Some(walk) => Some(self::across(compiler, walk, &scope)?),
        None => None,
    };
    let elements = scope.variables.into_iter().map(|(_, element)| element).collect();
    Some(Table { at: at?.0, label, lists, elements, columns: bounds, across })
}

fn across(compiler: &Compiler<'_>, mut walk: Walk<'_, '_>, rows: &Scope) -> Option<Across> {
    let label = walk.need_both("label");
    let own = lists(compiler, &mut walk, compiler.scope(Vec::new(), None));
    let heading = walk.need_text("heading");
    let (lists, columns) = own?;
    let mut variables = rows.variables.clone();
    variables.extend(columns.variables.clone());
    let bound = bound(compiler, &mut walk, &compiler.scope(variables, None), label);
    let page = walk.page;
    walk.finish();
    let heading = heading.and_then(|heading| compiler.formula(page, &columns, heading, &FieldType::Text));
    Some(Across { lists, heading: heading?, bound: bound? })
}

/// `each` and `keep`: what there is a row or a column for; with the scope in which its names mean something.
fn lists(compiler: &Compiler<'_>, walk: &mut Walk<'_, '_>, mut scope: Scope) -> Option<(EntityFormulas, Scope)> {
    let page = walk.page;
    let keep = walk.text("keep");
    let item = walk.need("each")?;
    let each = page.table("each", item)?;
    let mut formulas = EntityFormulas::default();
    for (name, _, item) in each.rest() {
        let source = page.text(name, item)?;
        let (compiled, element) = compiler.list(page, &scope, source, page.place(item.span()))?;
        if !matches!(element, Type::Record(_)) {
            page.wrong_type(name, &wanted::tables(), item, text!(ja: "記録の一覧にします", en: "it must list records"));
            return None;
        }
        formulas.each.push((name.to_owned(), compiled));
        scope.variables.push((name.to_owned(), element));
    }
    if let Some((source, place)) = keep {
        formulas.keep = Some(compiler.condition(page, &scope, source, place)?);
    }
    Some((formulas, scope))
}
