//! The words by which records can be meant: ids first, then names and aliases.

use super::Linker;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::inventory::{RawValue, Record};
use crate::text;
use crate::vocabulary::{EntityId, Vocabulary};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// What a word means.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    Row(u32),
    /// Several records have this name, so only their ids can tell them apart.
    Ambiguous,
}

/// Names and aliases of all records, by entity.
pub(super) struct Names {
    words: Vec<BTreeMap<String, Meaning>>,
}

impl Names {
    pub(super) fn new(vocabulary: &Vocabulary) -> Self {
        Self { words: vocabulary.ids().map(|_| BTreeMap::new()).collect() }
    }

    /// Lets `word` mean a row as well.
    pub(super) fn add(&mut self, entity: EntityId, word: &str, row: u32) {
        let words = &mut self.words[entity.0 as usize];
        let meaning = words.entry(normal(word)).or_insert(Meaning::Row(row));
        if matches!(meaning, Meaning::Row(other) if *other != row) {
            *meaning = Meaning::Ambiguous;
        }
    }

    /// The names of a row, as they are compared.
    pub(super) fn of(&self, entity: EntityId, row: u32) -> Vec<String> {
        let words = self.words[entity.0 as usize].iter();
        let own = words.filter(|(_, meaning)| matches!(meaning, Meaning::Row(r) if *r == row));
        own.map(|(word, _)| word.clone()).collect()
    }
}

/// One spelling for words that a reader takes for the same.
fn normal(word: &str) -> String {
    let plain = word.is_ascii() && !word.contains(char::is_whitespace);
    if plain { word.to_owned() } else { word.nfkc().filter(|c| !c.is_whitespace()).collect() }
}

impl Linker<'_> {
    /// Lets the names that a record states mean its row.
    pub(super) fn learn_names(&mut self, record: &Record, row: u32) {
        let entity = self.pack.vocabulary.entity(record.entity);
        for cell in record.cells.iter().filter(|cell| entity.names.contains(&cell.field)) {
            match &cell.value {
                RawValue::Text(word) => self.names.add(record.entity, word, row),
                RawValue::Texts(words) => words.iter().for_each(|word| self.names.add(record.entity, word, row)),
                _ => {}
            }
        }
    }

    /// The row that a word means, if it means one.
    pub(super) fn meaning(&self, entity: EntityId, word: &str) -> Option<u32> {
        match self.find(entity, word) {
            Some(Meaning::Row(row)) => Some(row),
            _ => None,
        }
    }

    fn find(&self, entity: EntityId, word: &str) -> Option<Meaning> {
        let table = &self.tables[entity.0 as usize];
        let by_id = self.symbols.find(word.trim()).and_then(|symbol| table.find(symbol));
        by_id.map(Meaning::Row).or_else(|| self.names.words[entity.0 as usize].get(&normal(word)).copied())
    }

    /// The row that a word means; a word that means none is reported.
    pub(super) fn resolve(&mut self, entity: EntityId, word: &str, place: Place) -> Option<u32> {
        match self.find(entity, word) {
            Some(Meaning::Row(row)) => Some(row),
            Some(Meaning::Ambiguous) => {
                self.diagnostics.push(self.ambiguous(entity, word, place));
                None
            }
            // What the catalog does not know on this day is not a mistake of the writer; it is not known, like a blank.
            None if self.leads_out_of_force(entity, word) => None,
            // It may be the name of a record that could not be read; what is wrong there is said already.
            None if self.unreadable.contains(&entity) => None,
            None => {
                self.diagnostics.push(self.unknown(entity, word, place));
                None
            }
        }
    }

    fn ambiguous(&self, entity: EntityId, word: &str, place: Place) -> Diagnostic {
        let label = &self.pack.vocabulary.entity(entity).label;
        let (ja, en) = (&label.ja, &label.en);
        let message =
            text!(ja: "「{word}」という名称の{ja}が複数あります", en: "several records of {en} are called `{word}`");
        let help = text!(ja: "id で書いてください", en: "refer to it by its id");
        Diagnostic::error(Fault::Inventory, place, message).help(help)
    }

    fn unknown(&self, entity: EntityId, word: &str, place: Place) -> Diagnostic {
        let kind = self.pack.vocabulary.entity(entity);
        let (ja, en, id) = (&kind.label.ja, &kind.label.en, &kind.id);
        let table = &self.tables[entity.0 as usize];
        let ids = table.ids().iter().map(|symbol| self.symbols.text(*symbol));
        let names = self.names.words[entity.0 as usize].keys().map(String::as_str);
        let help = match nearest(word, ids.chain(names)) {
            Some(near) => text!(ja: "「{near}」のことですか", en: "did you mean `{near}`?"),
            None => match table.listed {
                Some(_) => {
                    text!(ja: "{ja}の表に「{word}」の行を加えます", en: "add a row `{word}` to the table of {en}")
                }
                None => {
                    text!(ja: "[[{id}]] に id = \"{word}\" の行を加えてください", en: "add a [[{id}]] record with id = \"{word}\"")
                }
            },
        };
        let message = text!(ja: "「{word}」という{ja}はありません", en: "there is no {en} `{word}`");
        Diagnostic::error(Fault::Inventory, place, message).help(help)
    }
}
