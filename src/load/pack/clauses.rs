//! Clause files: what rules cite.

use crate::diagnostic::Place;
use crate::load::document::Document;
use crate::load::problems::meant;
use crate::load::walk::Walk;
use crate::pack::{Authority, Clause};
use crate::text;
use indexmap::IndexMap;

/// Reads clause files; clauses are known by `source/id`.
pub(super) fn read(files: &[(String, Document<'_>)]) -> IndexMap<String, Clause> {
    let mut clauses = IndexMap::new();
    for (stem, document) in files {
        file(stem, document, &mut clauses);
    }
    clauses
}

fn file(stem: &str, document: &Document<'_>, clauses: &mut IndexMap<String, Clause>) {
    let page = document.page;
    let mut walk = Walk::new(page, page.top(), &document.table);
    let id = walk.need_text("id");
    let title = walk.need_both("title");
    let bindings = authority(&mut walk);
    if bindings.is_none() {
        walk.need("authority");
    }
    let edition = walk.text("edition").map(|(edition, _)| edition.to_owned()).unwrap_or_default();
    let tables = walk.tables("clause");
    walk.finish();
    let Some((id, place)) = id else { return };
    if id != stem {
        let message = text!(ja: "id `{id}` がファイル名と違う", en: "id `{id}` differs from the file's name");
        page.fail(place, message, text!(ja: "ファイル名を {id}.toml とします", en: "call the file {id}.toml"));
    }
    for mut table in tables {
        let own = table.need_text("id");
        let clause = Clause {
            id: own.map(|(own, _)| format!("{id}/{own}")).unwrap_or_default(),
            document: title.clone(),
            edition: edition.clone(),
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

fn add(document: &Document<'_>, clauses: &mut IndexMap<String, Clause>, clause: Clause) {
    if let Some(first) = clauses.get(&clause.id) {
        let (id, page) = (&clause.id, document.page);
        let message = text!(ja: "条項 `{id}` が二度書かれている", en: "clause `{id}` is written twice");
        let label = text!(ja: "最初はここ", en: "first written here");
        page.problems.push(page.error(clause.place, message).related(first.place, label));
        return;
    }
    clauses.insert(clause.id.clone(), clause);
}

fn authority(walk: &mut Walk<'_, '_>) -> Option<Authority> {
    let (word, place): (&str, Place) = walk.text("authority")?;
    let found = Authority::ALL.iter().find(|(_, known, _, _)| *known == word);
    if found.is_none() {
        let message = text!(ja: "`{word}` という効力の種類はない", en: "unknown authority `{word}`");
        walk.page.fail(place, message, meant(word, Authority::ALL.iter().map(|(_, known, _, _)| *known)));
    }
    found.map(|(authority, ..)| *authority)
}
