//! The two languages of every text that a person reads.
//!
//! Japanese is the language of the officers who use tekigo, so it is the default; English is always there. A [`Text`]
//! holds both, and the [`text!`](crate::text) macro cannot be called with one of them missing.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The language in which an output is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Japanese (日本語), the default.
    #[default]
    Ja,
    /// English (英語).
    En,
}

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Text {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Builds a text from its two languages.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { ja: ja.into(), en: en.into() }
    }

    /// The same words in both languages: a name, a number, an identifier.
    pub fn same(words: impl Into<String>) -> Self {
        let words = words.into();
        Self { ja: words.clone(), en: words }
    }

    /// The text in `language`.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Ja => &self.ja,
            Language::En => &self.en,
        }
    }

    /// Nothing is written in either language.
    pub fn is_empty(&self) -> bool {
        self.ja.is_empty() && self.en.is_empty()
    }
}

/// Prints the Japanese text; for tests and panics only, reports choose a language.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.ja)
    }
}

/// Builds a [`Text`] from two format strings that share their arguments' scope.
#[macro_export]
macro_rules! text {
    (ja: $ja:literal, en: $en:literal $(,)?) => {
        $crate::language::Text { ja: format!($ja), en: format!($en) }
    };
}
