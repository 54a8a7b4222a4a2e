//! `audiences.toml`: for whom reports are made, and what each of them is shown.

use crate::load::document::Document;
use crate::load::problems::meant;
use crate::load::walk::Walk;
use crate::pack::audience::{Answer, Audience, Figure, Layout, Shown};
use crate::text;
use crate::vocabulary::{Kind, Vocabulary};

/// The layouts, with the word used in files.
const LAYOUTS: [(Layout, &str); 2] = [(Layout::Full, "full"), (Layout::Sheet, "sheet")];

/// Reads the audiences of a pack. One in an extension takes the place of the one that has its id.
pub(super) fn read(files: &[Document<'_>], areas: &[&str], vocabulary: &Vocabulary) -> Vec<Audience> {
    let computed = vocabulary.entities.values().filter(|entity| entity.kind == Kind::Computed);
    let tables: Vec<&str> = computed.map(|entity| entity.id.as_str()).collect();
    let mut found: Vec<Audience> = Vec::new();
    for document in files {
        let mut walk = Walk::new(document.page, document.page.top(), &document.table);
        let audiences = walk.tables("audience");
        walk.finish();
        for table in audiences {
            let Some(audience) = audience(table, areas, &tables) else { continue };
            match found.iter_mut().find(|known| known.id == audience.id) {
                Some(known) => *known = audience,
                None => found.push(audience),
            }
        }
    }
    found
}

fn audience(mut walk: Walk<'_, '_>, areas: &[&str], tables: &[&str]) -> Option<Audience> {
    let id = walk.need_text("id");
    let label = walk.need_both("label");
    let purpose = walk.need_both("purpose");
    let handling = walk.need_both("handling");
    let page = word(&mut walk, "page", &LAYOUTS).unwrap_or(Layout::Full);
    let named = walk.has("areas").then(|| known(&mut walk, "areas", areas));
    let shown = walk.has("tables").then(|| known(&mut walk, "tables", tables));
    let words: Vec<&str> = Shown::ALL.iter().map(|(_, word)| *word).collect();
    let shows = known(&mut walk, "shows", &words);
    let answers = walk.tables("answer").into_iter().filter_map(answer).collect();
    walk.finish();
    Some(Audience {
        id: id?.0.to_owned(),
        label,
        purpose,
        handling,
        page,
        areas: named,
        tables: shown,
        shows: Shown::ALL.iter().filter(|(_, word)| shows.iter().any(|s| s == word)).map(|(what, _)| *what).collect(),
        answers,
    })
}

fn answer(mut walk: Walk<'_, '_>) -> Option<Answer> {
    if !walk.has("figure") {
        walk.need("figure");
    }
    let figure = word(&mut walk, "figure", &Figure::ALL);
    let question = walk.need_both("question");
    let zero = walk.need_both("zero");
    let some = walk.need_both("some");
    let unknown = walk.need_both("unknown");
    walk.finish();
    Some(Answer { question, figure: figure?, zero, some, unknown })
}

/// One of the known words; anything else is reported.
fn word<T: Copy>(walk: &mut Walk<'_, '_>, key: &'static str, all: &[(T, &'static str)]) -> Option<T> {
    let (word, place) = walk.text(key)?;
    let found = all.iter().find(|(_, known)| *known == word);
    if found.is_none() {
        unknown(walk, word, place, all.iter().map(|(_, known)| *known));
    }
    found.map(|(value, _)| *value)
}

/// A list of known words; anything else is reported.
fn known(walk: &mut Walk<'_, '_>, key: &'static str, all: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    for (word, place) in walk.texts(key) {
        if !all.contains(&word) {
            unknown(walk, word, place, all.iter().copied());
        }
        words.push(word.to_owned());
    }
    words
}

fn unknown<'c>(
    walk: &Walk<'_, '_>,
    word: &str,
    place: crate::diagnostic::Place,
    known: impl Iterator<Item = &'c str> + Clone,
) {
    let message = text!(ja: "`{word}` は書けない", en: "`{word}` is not known here");
    let all = || {
        let words = known.clone().collect::<Vec<_>>().join("`, `");
        text!(ja: "書けるのは `{words}`", en: "known words are `{words}`")
    };
    walk.page.fail(place, message, meant(word, known.clone()).unwrap_or_else(all));
}
