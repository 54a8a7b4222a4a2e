//! Guesses: which field a heading that the vocabulary does not know may mean, by its words and by what stands under it.

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Fault, FileId};
use crate::inventory::RawValue;
use crate::load::cell;
use crate::load::problems::Problems;
use crate::load::spelling::fold;
use crate::load::walk::Page;
use crate::vocabulary::{Entity, EntityId, Field, FieldId, FieldType, Target};
use std::collections::{BTreeMap, BTreeSet};

/// Characters of a word that is looked for within another, at least.
const SHORTEST: usize = 2;
/// How much of the longer word the shorter must be.
const PART: f64 = 0.4;
/// How many of the cells must be readable as the field: nine in ten.
const READABLE: (usize, usize) = (9, 10);
/// Cells that alone tell of a field, at least.
const FEWEST: usize = 3;
/// Cells that are tried.
const TRIED: usize = 300;
/// Words of headings under which records are numbered, folded.
const NUMBERS: [&str; 7] = ["番号", "管理番号", "コード", "no", "no.", "id", "整理番号"];

/// How headings end under which names stand, folded.
const NAMES: [&str; 2] = ["名", "名称"];

/// By what a column was taken for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// Its heading shares that word with the field.
    Word(String),
    /// Its heading is nearly that word.
    Near(String),
    /// Only that field can hold what stands in it.
    Cells,
    /// What stands in it tells the records apart.
    Apart,
}

/// Names by which records can be meant, by entity, folded.
pub type Names = BTreeMap<EntityId, BTreeSet<String>>;

/// What is known beside the table itself.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// What the rows are.
    pub entity: &'a Entity,
    /// Records that exist.
    pub names: &'a Names,
}

/// The surest guess for a column, how sure it is, and by what; none if two are as sure as each other.
pub(super) fn guess(
    known: Known<'_>,
    levels: &[String],
    cells: &[&str],
    taken: &BTreeSet<Target>,
) -> Option<(f64, Target, Ground)> {
    let fields = &known.entity.fields;
    let field = |id: FieldId| &fields[id.0 as usize];
    let free = |id: &FieldId| !field(*id).computed && !taken.contains(&Target::Field(*id));
    let mut found: Vec<(f64, FieldId, Ground)> = Vec::new();
    for id in known.entity.field_ids().filter(free) {
        let Some((worth, ground)) = likeness(field(id), levels) else { continue };
        if fits(field(id), cells, known.names) {
            let typed = !matches!(field(id).kind, FieldType::Text | FieldType::Texts) && !cells.is_empty();
            found.push((worth + if typed { 0.3 } else { 0.0 }, id, ground));
        }
    }
    // What only one field can hold says more than a word that a heading shares with it.
    let choices = |id: &FieldId| matches!(field(*id).kind, FieldType::Choice(_) | FieldType::Choices(_));
    let references = |id: &FieldId| matches!(field(*id).kind, FieldType::Ref(_) | FieldType::Refs(_));
    for kind in [&choices as &dyn Fn(&FieldId) -> bool, &references] {
        let holds =
            |id: &FieldId| free(id) && kind(id) && cells.iter().all(|cell| can_be(field(*id), cell, known.names));
        let all: Vec<FieldId> = known.entity.field_ids().filter(holds).collect();
        if let ([only], true) = (&all[..], cells.len() >= FEWEST) {
            match found.iter_mut().find(|(_, id, _)| id == only) {
                Some((worth, ..)) => *worth += 0.3,
                None => found.push((0.8, *only, Ground::Cells)),
            }
        }
    }
    found.sort_by(|(a, ..), (b, ..)| b.total_cmp(a));
    match &found[..] {
        [] => None,
        [(first, ..), (second, ..), ..] if first - second < 0.05 => None,
        [(worth, id, ground), ..] => Some((*worth, Target::Field(*id), ground.clone())),
    }
}

/// The field for which a heading alone would be taken, of those that are free.
pub(super) fn by_heading(entity: &Entity, levels: &[String], taken: &BTreeSet<Target>) -> Option<FieldId> {
    let free = |id: &FieldId| !entity.fields[id.0 as usize].computed && !taken.contains(&Target::Field(*id));
    let like = |id: FieldId| Some((likeness(&entity.fields[id.0 as usize], levels)?.0, id));
    let likest = entity.field_ids().filter(free).filter_map(like).max_by(|(a, _), (b, _)| a.total_cmp(b));
    likest.map(|(_, id)| id)
}

/// Whether names stand under a heading.
pub(super) fn is_name(levels: &[String]) -> bool {
    levels.last().is_some_and(|heading| NAMES.iter().any(|word| fold(heading).ends_with(word)))
}

/// Whether records are numbered under a heading.
pub(super) fn is_number(levels: &[String]) -> bool {
    let whole = fold(&levels.concat()).into_owned();
    NUMBERS.iter().any(|word| whole == *word || (!word.is_ascii() && whole.ends_with(word)))
}

/// How near the words of a heading and of a field are, and by what.
pub(super) fn likeness(field: &Field, levels: &[String]) -> Option<(f64, Ground)> {
    let (whole, lowest) = (levels.concat(), levels.last()?);
    let both = [of_word(field, &whole), of_word(field, lowest)].into_iter().flatten();
    both.max_by(|(a, _), (b, _)| a.total_cmp(b))
}

fn of_word(field: &Field, heading: &str) -> Option<(f64, Ground)> {
    let heading = fold(heading).into_owned();
    let words: Vec<String> = field.header.iter().chain([&field.label.ja]).map(|word| fold(word).into_owned()).collect();
    // The tail of a word does not say what it is about: 個人情報の取扱い is not 特定個人情報の取扱い.
    let words: Vec<String> = words.into_iter().filter(|word| *word == heading || !word.ends_with(&heading)).collect();
    let length = |text: &str| text.chars().count();
    let shared = |word: &String| {
        let (short, long) = if length(word) < length(&heading) { (word, &heading) } else { (&heading, word) };
        let part = length(short) as f64 / length(long).max(1) as f64;
        (length(short) >= SHORTEST && long.contains(short.as_str()) && part >= PART).then(|| (part, word.clone()))
    };
    let best = words.iter().filter_map(shared).max_by(|(a, _), (b, _)| a.total_cmp(b));
    if let Some((part, word)) = best {
        return Some((0.4 + part * 0.6, Ground::Word(word)));
    }
    // Two words of one form mean different things: 個人情報の取扱い is no slip of the pen for 個人番号の取扱い.
    let near = nearest(&heading, words.iter().map(String::as_str))?;
    if length(&near) <= SHORTEST || strsim::damerau_levenshtein(&heading, &near) > 1 {
        return None;
    }
    Some((0.5, Ground::Near(near)))
}

/// Whether nearly all cells can be read as values of a field.
fn fits(field: &Field, cells: &[&str], names: &Names) -> bool {
    let tried = cells.iter().take(TRIED);
    let (number, readable) = (tried.len(), tried.filter(|cell| can_be(field, cell, names)).count());
    readable * READABLE.1 >= number * READABLE.0
}

/// Whether a cell can be read as a value of a field, and names records that exist.
pub(super) fn can_be(field: &Field, written: &str, names: &Names) -> bool {
    let problems = Problems::default();
    let page = Page { file: FileId(0), text: written, fault: Fault::Inventory, problems: &problems };
    let known = |target: &EntityId, name: &str| names.get(target).is_some_and(|names| names.contains(&*fold(name)));
    match (cell::read(page, field, written, 0..written.len()), &field.kind) {
        (None, _) => false,
        (Some(RawValue::Name(name)), FieldType::Ref(target)) => known(target, &name),
        (Some(RawValue::Names(all)), FieldType::Refs(target)) => all.iter().all(|(name, _)| known(target, name)),
        _ => problems.is_empty(),
    }
}
