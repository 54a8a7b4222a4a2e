//! What hangs on a function today: forms that are printed and mailed, and systems of the body's own.

use super::items::{Item, Question, State, label};
use super::names::{FORM, FORM_USE, FUNCTION, OWN_LINK, STANDARD_MODES};
use super::{Cutover, Line, named};
use crate::assess::read::{Row, rows};
use crate::inventory::{Known, Municipality};
use crate::language::Text;

/// How a form may be used, by field.
const USES: [&str; 4] = ["official_seal", "special_characters", "print_outsourced", "mailing_outsourced"];
/// Those that a contractor sees to.
const OUTSOURCED: [&str; 2] = ["print_outsourced", "mailing_outsourced"];

/// Forms whose layout does not stay, and those of which it is not known.
pub(super) fn forms(m: &Municipality<'_>, lines: &[Line], cutover: &Cutover) -> Vec<Item> {
    let forms = lines.iter().filter(|line| matches!(&line.kind, Known::Value(kind) if kind.id == FORM));
    let forms: Vec<&Line> = forms.collect();
    let item = |used: Row<'_, '_>| {
        let subject = used.named("requirement")?.subject;
        let line = forms.iter().find(|line| line.subject == subject)?;
        let kept = used.flag("layout_kept");
        if kept == Some(true) {
            return None;
        }
        let outsourced = OUTSOURCED.map(|field| used.flag(field));
        let fine = match outsourced {
            _ if outsourced.contains(&Some(true)) => cutover.in_time(&used.day("adapted_on")),
            [Some(false), Some(false)] => Some(true),
            _ => None,
        };
        let state = match (fine, kept) {
            (Some(true), _) => State::Good,
            (Some(false), Some(false)) => State::Bad,
            _ => State::NotKnown,
        };
        let is_out = outsourced.contains(&Some(true));
        Some(Item {
            what: flags(&used),
            day: if is_out { used.day("adapted_on") } else { Known::Missing },
            limit: cutover.day.filter(|_| is_out),
            owner: used.named("owner"),
            ..Item::on(Question::Form, state, line)
        })
    };
    rows(m, FORM_USE).filter_map(item).collect()
}

/// The uses that are known, in the words of the vocabulary.
fn flags(used: &Row<'_, '_>) -> Option<Text> {
    let entity = used.m.vocabulary.entity(used.entity);
    let set = USES.iter().filter(|field| used.bool(field)).filter_map(|field| entity.fields.get(*field));
    let labels: Vec<&Text> = set.map(|field| &field.label).collect();
    let join =
        |mark: &str, word: fn(&Text) -> &str| labels.iter().map(|label| word(label)).collect::<Vec<_>>().join(mark);
    (!labels.is_empty()).then(|| Text::new(join("、", |label| &label.ja), join(", ", |label| &label.en)))
}

/// Links of own systems with a function that are wanted after the cut-over.
pub(super) fn own_links(m: &Municipality<'_>, function: &Row<'_, '_>, cutover: &Cutover) -> Vec<Item> {
    let own = rows(m, OWN_LINK)
        .filter(|link| link.reference("function", FUNCTION).is_some_and(|other| other.row == function.row));
    let item = |link: Row<'_, '_>| {
        let mode = link.choice("mode");
        let standard = match &mode {
            Known::Value(mode) => Some(STANDARD_MODES.contains(&mode.id.as_str())),
            Known::None => Some(false),
            Known::Missing => None,
        };
        let ready = link.day("ready_on");
        let fine = match (standard, cutover.in_time(&ready)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        };
        let state = match (link.flag("wanted"), fine) {
            (Some(false), _) => return None,
            (_, Some(true)) => State::Good,
            (Some(true), Some(false)) => State::Bad,
            _ => State::NotKnown,
        };
        let owner = link.reference("system", "system").and_then(|system| system.named("owner"));
        let item = Item::about(Question::OwnLink, state, named(&link));
        Some(Item { what: label(&mode), day: ready, limit: cutover.day, owner, ..item })
    };
    own.filter_map(item).collect()
}
