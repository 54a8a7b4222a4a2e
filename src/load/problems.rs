//! Everything that is wrong in the files read so far.

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, FileId, Place, in_order};
use crate::language::Text;
use crate::text;
use std::cell::RefCell;
use std::ops::Range;

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

    /// Forgets those added since there were `count` that lie in one of those stretches of a file.
    pub fn forget_within(&self, count: usize, file: FileId, stretches: &[Range<usize>]) {
        let within = |place: Place| {
            place.file == file && stretches.iter().any(|stretch| stretch.contains(&(place.start as usize)))
        };
        let mut position = 0;
        self.0.borrow_mut().retain(|diagnostic| {
            position += 1;
            position <= count || !diagnostic.place.is_some_and(within)
        });
    }

    /// Where they are, as far as they have a place.
    pub fn places(&self) -> Vec<Place> {
        self.0.borrow().iter().filter_map(|diagnostic| diagnostic.place).collect()
    }

    /// All of them, in order of file and place.
    pub fn sorted(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.0.into_inner();
        in_order(&mut diagnostics);
        diagnostics
    }
}

/// "Did you mean …?" with the nearest candidate, if one is near.
pub(super) fn meant<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<Text> {
    let candidate = nearest(word, candidates)?;
    Some(text!(ja: "`{candidate}` のことですか", en: "did you mean `{candidate}`?"))
}
