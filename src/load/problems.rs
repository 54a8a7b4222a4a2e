//! Everything that is wrong in the files read so far.

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::language::Text;
use crate::text;
use std::cell::RefCell;

/// A growing list of diagnostics that all readers of one run share.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<Diagnostic>>);

impl Problems {
    /// Adds one.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.0.borrow_mut().push(diagnostic);
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many there are so far.
    pub fn count(&self) -> usize {
        self.0.borrow().len()
    }

    /// All of them, in order of file and place.
    pub fn sorted(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.0.into_inner();
        diagnostics.sort_by_key(|diagnostic| diagnostic.place.map(order));
        diagnostics
    }
}

fn order(place: Place) -> (FileId, u32, u32) {
    (place.file, place.start, place.end)
}

/// "Did you mean …?" with the nearest candidate, if one is near.
pub(super) fn meant<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<Text> {
    let candidate = nearest(word, candidates)?;
    Some(text!(ja: "`{candidate}` のことですか", en: "did you mean `{candidate}`?"))
}
