//! `own.toml` of a folder that extends the pack: severities and target dates that the body sets otherwise, areas and
//! profiles of its own.

use super::profiles::Named;
use super::{manifest, profiles};
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::inventory::RawValue;
use crate::language::Text;
use crate::load::document::Document;
use crate::load::problems::{Problems, meant};
use crate::load::walk::Walk;
use crate::pack::{Authority, CatalogEntry, Change, Override, Rule, Severity};
use crate::text;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::body::{DEADLINE, DEADLINE_AUTHORITY, DEADLINE_DATE};
use jiff::civil::Date;

/// What the files of the body hold.
#[derive(Default)]
pub(super) struct Own<'t> {
    pub severities: Vec<Wish<'t, Severity>>,
    pub targets: Vec<Wish<'t, Date>>,
    pub areas: Vec<(String, Text)>,
    pub profiles: Vec<Named<'t>>,
}

/// Reads all `own.toml`.
pub(super) fn read<'t>(files: &'t [Document<'_>]) -> Own<'t> {
    let mut own = Own::default();
    for document in files {
        let mut walk = Walk::new(document.page, document.page.top(), &document.table);
        own.severities.extend(walk.tables("severity").into_iter().filter_map(severity));
        own.targets.extend(walk.tables("target").into_iter().filter_map(target));
        own.areas.extend(walk.tables("area").into_iter().filter_map(manifest::area));
        own.profiles.extend(walk.tables("profile").into_iter().filter_map(profiles::read));
        walk.finish();
    }
    own
}

/// What is set otherwise, by name.
pub(super) struct Wish<'t, T> {
    name: &'t str,
    to: T,
    reason: Text,
    place: Place,
}

/// Reads one `[[severity]]`.
fn severity<'t>(mut walk: Walk<'t, '_>) -> Option<Wish<'t, Severity>> {
    let rule = walk.need_text("rule");
    let to = super::rules::severity(&mut walk);
    let reason = walk.need_both("reason");
    walk.finish();
    let (name, place) = rule?;
    Some(Wish { name, to: to?, reason, place })
}

/// Reads one `[[target]]`.
fn target<'t>(mut walk: Walk<'t, '_>) -> Option<Wish<'t, Date>> {
    let deadline = walk.need_text("deadline");
    let to = walk.need("date").and_then(|item| walk.page.date("date", item));
    let reason = walk.need_both("reason");
    walk.finish();
    let (name, place) = deadline?;
    Some(Wish { name, to: to?, reason, place })
}

/// Sets the severities of rules.
pub(super) fn set_severities(
    wishes: Vec<Wish<'_, Severity>>,
    rules: &mut [Rule],
    problems: &Problems,
) -> Vec<Override> {
    let mut done = Vec::new();
    for wish in once(wishes, problems) {
        let Some(rule) = rules.iter_mut().find(|rule| rule.id == wish.name) else {
            let name = wish.name;
            let message = text!(ja: "規則 `{name}` がない", en: "there is no rule `{name}`");
            let help = meant(name, rules.iter().map(|rule| rule.id.as_str()));
            problems.push(Diagnostic::error(Fault::Pack, wish.place, message).help(help));
            continue;
        };
        let change = Change::Severity { rule: rule.id.clone(), from: rule.severity, to: wish.to };
        rule.severity = wish.to;
        done.push(Override { change, reason: wish.reason, place: wish.place });
    }
    done
}

/// Sets target dates. One that a law or an order sets can be brought forward, not put off.
pub(super) fn set_targets(
    wishes: Vec<Wish<'_, Date>>,
    vocabulary: &Vocabulary,
    catalog: &mut [CatalogEntry],
    problems: &Problems,
) -> Vec<Override> {
    let Some(deadline) = vocabulary.find(DEADLINE) else { return Vec::new() };
    let mut done = Vec::new();
    for wish in once(wishes, problems) {
        let is_meant = |entry: &&mut CatalogEntry| entry.record.entity == deadline && entry.id() == wish.name;
        let mut entries = catalog.iter_mut().filter(is_meant).peekable();
        if entries.peek().is_none() {
            drop(entries);
            let name = wish.name;
            let message = text!(ja: "期限 `{name}` がない", en: "there is no deadline `{name}`");
            let known = catalog.iter().filter(|entry| entry.record.entity == deadline);
            let help = meant(name, known.map(CatalogEntry::id));
            problems.push(Diagnostic::error(Fault::Pack, wish.place, message).help(help));
            continue;
        }
        done.extend(entries.filter_map(|entry| moved(&wish, vocabulary, entry, problems)));
    }
    done
}

/// Moves the date of one deadline.
fn moved(
    wish: &Wish<'_, Date>,
    vocabulary: &Vocabulary,
    entry: &mut CatalogEntry,
    problems: &Problems,
) -> Option<Override> {
    let authority = entry.text(vocabulary, DEADLINE_AUTHORITY).and_then(Authority::named);
    let statute = authority.is_some_and(Authority::is_statute);
    let name = entry.name(vocabulary);
    let date = vocabulary.entity(entry.record.entity).find(DEADLINE_DATE)?;
    let cell = entry.record.cells.iter_mut().find(|cell| cell.field == date)?;
    let RawValue::Date(from) = cell.value else { return None };
    let to = wish.to;
    if statute && to > from {
        let message = text!(
            ja: "法令の定める期日（{from}）は後ろへ動かせない",
            en: "a date set by law ({from}) cannot be put off"
        );
        let help = text!(ja: "{from} 以前の日を書きます", en: "write a day no later than {from}");
        problems.push(Diagnostic::error(Fault::Pack, wish.place, message).help(help));
        return None;
    }
    cell.value = RawValue::Date(to);
    cell.place = wish.place;
    let change = Change::Target { deadline: wish.name.to_owned(), name, from, to };
    Some(Override { change, reason: wish.reason.clone(), place: wish.place })
}

/// What is set once; whatever is set twice is reported with both places.
fn once<'t, T>(wishes: Vec<Wish<'t, T>>, problems: &Problems) -> Vec<Wish<'t, T>> {
    let mut kept: Vec<Wish<'t, T>> = Vec::new();
    for wish in wishes {
        if let Some(first) = kept.iter().find(|first| first.name == wish.name) {
            let name = wish.name;
            let message = text!(ja: "`{name}` を二度定めている", en: "`{name}` is set twice");
            let label = text!(ja: "もう一つはここ", en: "the other one is here");
            problems.push(Diagnostic::error(Fault::Pack, wish.place, message).related(first.place, label));
            continue;
        }
        kept.push(wish);
    }
    kept
}
