//! Problems: what is wrong with an expression, for the person who wrote it.

use super::span::Span;
use crate::diagnostic::nearest::nearest;
use crate::language::Text;
use crate::text;
use std::ops::Range;

/// One thing that is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes of the expression's source.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: Text,
    /// What to write instead.
    pub help: Option<Text>,
}

impl Problem {
    /// A problem at `span`.
    pub(super) fn new(span: Span, message: Text) -> Self {
        Self { span: span.range(), message, help: None }
    }

    /// Adds what to write instead.
    pub(super) fn help(mut self, help: impl Into<Option<Text>>) -> Self {
        self.help = help.into();
        self
    }
}

/// "Did you mean …?", if one of `candidates` is near.
pub(super) fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<Text> {
    nearest(word, candidates).map(|near| meant(&near))
}

/// "Did you mean …?" for a word that is certain to exist.
pub(super) fn meant(word: &str) -> Text {
    text!(ja: "`{word}` の誤りではありませんか", en: "did you mean `{word}`?")
}
