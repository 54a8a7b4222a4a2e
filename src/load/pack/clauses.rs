//! Clause files: what rules cite. A clause written twice is one clause in two editions, of which only one is in force at a time.

use super::catalog::both_in_force;
use crate::diagnostic::Place;
use crate::language::Text;
use crate::load::document::Document;
use crate::load::problems::meant;
use crate::load::walk::Walk;
use crate::pack::{Authority, Clause, Clauses};
use crate::text;
use jiff::civil::Date;

/// Reads clause files; clauses are known by `source/id`.
pub(super) fn read(files: &[(String, Document<'_>)]) -> Clauses {
    let mut clauses = Clauses::new();
    for (stem, document) in files {
        file(stem, document, &mut clauses);
    }
    clauses.values_mut().for_each(|editions| editions.sort_by_key(|clause| clause.from));
    clauses
}

fn file(stem: &str, document: &Document<'_>, clauses: &mut Clauses) {
    let page = document.page;
    let mut walk = Walk::new(page, page.top(), &document.table);
    let id = walk.need_text("id");
    let title = walk.need_both("title");
    let bindings = authority(&mut walk);
    if bindings.is_none() {
        walk.need("authority");
    }
    let edition = edition(&mut walk).unwrap_or_default();
    let tables = walk.tables("clause");
    walk.finish();
    let Some((id, place)) = id else { return };
    if id != stem {
        let message = text!(ja: "id `{id}` がファイル名と違う", en: "id `{id}` differs from the file's name");
        page.fail(place, message, text!(ja: "ファイル名を {id}.toml とします", en: "call the file {id}.toml"));
    }
    for mut table in tables {
        let own = table.need_text("id");
        let (edition, edition_from) = self::edition(&mut table).unwrap_or_else(|| edition.clone());
        let clause = Clause {
            id: own.map(|(own, _)| format!("{id}/{own}")).unwrap_or_default(),
            document: title.clone(),
            edition,
            edition_from,
            label: table.need_both("label"),
            text: table.both("text").unwrap_or_default(),
            authority: authority(&mut table).or(bindings).unwrap_or(Authority::Plan),
            from: table.date("from"),
            until: table.date("until"),
            confirmed: table.bool("confirmed").unwrap_or(true),
            place: own.map_or(table.place, |(_, place)| place),
        };
        table.finish();
        add(document, clauses, clause);
    }
}

/// The edition of a document, or of one clause in it, and its first day.
fn edition(walk: &mut Walk<'_, '_>) -> Option<(Text, Option<Date>)> {
    let from = walk.date("edition_from");
    walk.both("edition").map(|edition| (edition, from))
}

fn add(document: &Document<'_>, clauses: &mut Clauses, clause: Clause) {
    let page = document.page;
    if let (Some(from), Some(until)) = (clause.from, clause.until)
        && until < from
    {
        page.fail(clause.place, text!(ja: "until が from より前である", en: "`until` lies before `from`"), None);
    }
    let editions = clauses.entry(clause.id.clone()).or_default();
    let period = (clause.from, clause.until);
    if let Some(first) = editions.iter().find(|first| both_in_force((first.from, first.until), period)) {
        let id = &clause.id;
        let message = text!(
            ja: "条項 `{id}` が同じ日について二度書かれている",
            en: "clause `{id}` is written twice for the same day"
        );
        let label = text!(ja: "最初はここ", en: "first written here");
        page.problems.push(page.error(clause.place, message).related(first.place, label));
        return;
    }
    editions.push(clause);
}

fn authority(walk: &mut Walk<'_, '_>) -> Option<Authority> {
    let (word, place): (&str, Place) = walk.text("authority")?;
    let found = Authority::named(word);
    if found.is_none() {
        let message = text!(ja: "`{word}` という効力の種類はない", en: "unknown authority `{word}`");
        walk.page.fail(place, message, meant(word, Authority::ALL.iter().map(|(_, known, _, _)| *known)));
    }
    found
}
