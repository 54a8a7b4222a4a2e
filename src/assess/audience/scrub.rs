//! Taking secrets out of sentences: every occurrence, wherever it stands.

use crate::language::Text;
use aho_corasick::{AhoCorasick, MatchKind};

/// What stands where a secret was.
const STAND_IN: &str = "●●●";

/// Knows the secrets that are to be taken out.
pub(super) struct Scrub(Option<Finder>);

enum Finder {
    Some(AhoCorasick),
    /// No searcher could be built, so that nothing may be let through.
    All,
}

impl Scrub {
    /// Takes out these secrets; of two that overlap, the longer.
    pub(super) fn new<'s>(secrets: impl Iterator<Item = &'s str>) -> Self {
        let secrets: Vec<&str> = secrets.collect();
        if secrets.is_empty() {
            return Self(None);
        }
        let built = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(secrets);
        Self(Some(built.map_or(Finder::All, Finder::Some)))
    }

    /// The text without secrets.
    pub(super) fn plain(&self, text: &str) -> String {
        match &self.0 {
            None => text.to_owned(),
            Some(Finder::All) => STAND_IN.to_owned(),
            Some(Finder::Some(finder)) => {
                let mut clean = String::with_capacity(text.len());
                finder.replace_all_with(text, &mut clean, |_, _, clean| {
                    clean.push_str(STAND_IN);
                    true
                });
                clean
            }
        }
    }

    /// The text in both languages without secrets.
    pub(super) fn text(&self, text: &Text) -> Text {
        Text { ja: self.plain(&text.ja), en: self.plain(&text.en) }
    }
}

/// Those of the texts that occur in a book.
pub(super) fn occurring<'s>(texts: &[&'s str], book: &str) -> Vec<&'s str> {
    let Ok(finder) = AhoCorasick::new(texts) else { return Vec::new() };
    let mut found = vec![false; texts.len()];
    for occurrence in finder.find_overlapping_iter(book) {
        found[occurrence.pattern().as_usize()] = true;
    }
    texts.iter().zip(found).filter(|(_, found)| *found).map(|(text, _)| *text).collect()
}
