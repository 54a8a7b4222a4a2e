//! What a person says of a table that nothing in it says: which field a heading means, and what a word in its cells means.

use super::guess::{self, Known};
use super::headings::{Headings, Meaning};
use super::survey::{Survey, Surveyed};
use crate::diagnostic::{Diagnostic, Fault};
use crate::language::Text;
use crate::load::choice;
use crate::load::problems::meant;
use crate::load::sheet::View;
use crate::load::spelling::fold;
use crate::text;
use crate::vocabulary::{Entity, Field, FieldId, FieldType, Layout, Target};

/// Words that mean that a column is not used, folded.
const NOTHING: [&str; 4] = ["", "使わない", "なし", "none"];
/// Words that are named in a message.
const NAMED: usize = 12;

/// Headings of which somebody said what they mean: a field, or nothing.
pub(super) type Agreed = Vec<(String, Option<Target>)>;

/// What was said of headings, and what of it makes no sense for this table.
pub(super) fn headings(entity: &Entity, wholes: &[String], said: &[(String, String)]) -> (Agreed, Vec<Diagnostic>) {
    let known = Headings::of(entity);
    let (mut agreed, mut wrong) = (Agreed::new(), Vec::new());
    for (heading, means) in said {
        let Some(whole) = wholes.iter().find(|whole| !whole.is_empty() && fold(whole) == fold(heading)) else {
            let message = text!(ja: "見出し「{heading}」は表にない", en: "the table has no heading `{heading}`");
            wrong.push(refused(message, meant(heading, wholes.iter().map(String::as_str))));
            continue;
        };
        let target = match known.find(means) {
            Meaning::One(target, _) => Some(target),
            _ => Target::find(entity, means).filter(|target| !is_computed(entity, *target)),
        };
        match target {
            Some(target) => agreed.push((whole.clone(), Some(target))),
            None if NOTHING.contains(&&*fold(means)) => agreed.push((whole.clone(), None)),
            None => {
                let Text { ja, en } = &entity.label;
                let message = text!(ja: "「{ja}」に「{means}」という項目はない", en: "`{en}` has no field `{means}`");
                wrong.push(refused(message, meant(means, labels(entity))));
            }
        }
    }
    (agreed, wrong)
}

/// Takes the words whose meaning was said into the layout: each in the columns in which it stands and cannot be read, but
/// what it means can be. Gives what of it makes no sense for this table.
pub(super) fn words(
    view: View<'_>,
    known: Known<'_>,
    said: &[(String, String)],
    (survey, layout): (&mut Survey, &mut Layout),
) -> Vec<Diagnostic> {
    let field = |id: &FieldId| &known.entity.fields[id.0 as usize];
    let rows = || survey.header_rows.1..view.rows();
    let used: Vec<(usize, FieldId)> = survey.columns.iter().filter_map(Surveyed::field).collect();
    let (mut wrong, mut agreed) = (Vec::new(), Vec::new());
    for (word, means) in said {
        let stands = |at: usize| rows().any(|row| fold(view.get(row, at)) == fold(word));
        let fields: Vec<FieldId> = used.iter().filter(|(at, _)| stands(*at)).map(|(_, id)| *id).collect();
        let unread = |id: &FieldId| !guess::can_be(field(id), word, known.names);
        let unread: Vec<FieldId> = fields.iter().copied().filter(unread).collect();
        let readable = unread.iter().filter(|id| guess::can_be(field(id), means, known.names));
        let readable: Vec<FieldId> = readable.copied().collect();
        match (readable.is_empty(), unread.first(), fields.is_empty()) {
            (false, ..) => {}
            (true, Some(id), _) => wrong.push(meaningless(field(id), means, known)),
            (true, None, false) => {
                let message = text!(ja: "「{word}」は、そのままで読める", en: "`{word}` can be read as it is");
                let help = text!(ja: "--word から除きます", en: "take it out of --word");
                wrong.push(refused(message, Some(help)));
            }
            (true, None, true) => {
                let message = text!(
                    ja: "使う列に「{word}」というセルがない",
                    en: "no cell of a column that is used says `{word}`"
                );
                let cells = used.iter().flat_map(|(at, _)| rows().map(|row| view.get(row, *at)));
                wrong.push(refused(message, meant(word, cells.filter(|cell| !cell.is_empty()))));
            }
        }
        agreed.extend(readable.into_iter().map(|id| (Target::Field(id), word.clone(), means.clone())));
    }
    for (target, word, means) in agreed {
        survey.said |= agree(layout, target, (word, means));
    }
    wrong
}

/// Takes the meaning of a word into the layout; whether that is new.
fn agree(layout: &mut Layout, target: Target, (word, means): (String, String)) -> bool {
    let Some((_, words)) = layout.words.iter_mut().find(|(other, _)| *other == target) else {
        layout.words.push((target, vec![(word, means)]));
        return true;
    };
    match words.iter_mut().find(|(other, _)| fold(other) == fold(&word)) {
        Some((_, before)) if *before == means => return false,
        Some((_, before)) => *before = means,
        None => words.push((word, means)),
    }
    true
}

/// No row begins with a word that was said.
pub(super) fn no_row(word: &str) -> Diagnostic {
    refused(text!(ja: "「{word}」で始まる行がない", en: "no row begins with `{word}`"), None)
}

/// A meaning that the field cannot have.
fn meaningless(field: &Field, means: &str, known: Known<'_>) -> Diagnostic {
    let Text { ja, en } = &field.label;
    let message = text!(ja: "「{means}」は「{ja}」の値として読めない", en: "`{means}` cannot be read as `{en}`");
    let help = match &field.kind {
        FieldType::Choice(choices) | FieldType::Choices(choices) => choice::help(choices, means),
        FieldType::Bool => Some(text!(ja: "「はい」か「いいえ」です", en: "it is yes or no")),
        FieldType::Ref(target) | FieldType::Refs(target) => {
            let names: Vec<&str> = known.names.get(target).into_iter().flatten().map(String::as_str).collect();
            meant(means, names.iter().copied()).or_else(|| listed(&names))
        }
        _ => None,
    };
    refused(message, help)
}

fn listed(names: &[&str]) -> Option<Text> {
    let few = (1..=NAMED).contains(&names.len());
    let (ja, en) = (names.join("、"), names.join(", "));
    few.then(|| text!(ja: "あるのは {ja}", en: "there are {en}"))
}

fn is_computed(entity: &Entity, target: Target) -> bool {
    matches!(target, Target::Field(field) if entity.fields[field.0 as usize].computed)
}

/// The words by which the fields of an entity can be meant.
fn labels(entity: &Entity) -> Vec<&str> {
    let fields = entity.fields.values().filter(|field| !field.computed);
    fields.flat_map(|field| [field.label.ja.as_str(), field.label.en.as_str(), field.id.as_str()]).collect()
}

fn refused(message: Text, help: Option<Text>) -> Diagnostic {
    Diagnostic::error(Fault::Inventory, None, message).help(help)
}
