//! Texts: many of them, kept end to end, each by its number.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;
use std::ops::Range;

/// Texts in the order in which they were added: the bytes of each and four more.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// Adds a text and gives its number.
    pub fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.ends.len() as u32 - 1
    }

    /// The text with that number.
    pub fn get(&self, number: u32) -> &str {
        self.span(number).and_then(|span| self.text.get(span)).unwrap_or_default()
    }

    /// Whether the text with that number is this one.
    pub fn is(&self, number: u32, text: &str) -> bool {
        self.span(number).and_then(|span| self.text.as_bytes().get(span)) == Some(text.as_bytes())
    }

    fn span(&self, number: u32) -> Option<Range<usize>> {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        self.ends.get(number).map(|end| start..*end as usize)
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// A text by number; equal texts have equal numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub u32);

/// All texts of a municipality, each kept once.
#[derive(Debug, Clone, Default)]
pub struct Symbols {
    texts: Texts,
    numbers: HashTable<u32>,
}

impl Symbols {
    /// The number of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let Self { texts, numbers } = self;
        let hash = FxBuildHasher.hash_one(text);
        if let Some(number) = numbers.find(hash, |number| texts.is(*number, text)) {
            return Symbol(*number);
        }
        if numbers.len() == numbers.capacity() {
            // In the order of the texts, which lie end to end; the table by itself would look them up in its own order.
            let mut larger = HashTable::with_capacity((2 * numbers.len()).max(16));
            for number in 0..texts.len() {
                larger.insert_unique(FxBuildHasher.hash_one(texts.get(number)), number, |_| 0);
            }
            *numbers = larger;
        }
        let number = texts.push(text);
        numbers.insert_unique(hash, number, |number| FxBuildHasher.hash_one(texts.get(*number)));
        Symbol(number)
    }

    /// The number of `text`, if it occurs.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        let found = self.numbers.find(FxBuildHasher.hash_one(text), |number| self.texts.is(*number, text));
        found.copied().map(Symbol)
    }

    /// Whether the text with that number is this one.
    pub fn is(&self, symbol: Symbol, text: &str) -> bool {
        self.texts.is(symbol.0, text)
    }

    /// The text with that number.
    pub fn text(&self, symbol: Symbol) -> &str {
        self.texts.get(symbol.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number_however_often_it_is_added() {
        let mut symbols = Symbols::default();
        let words: Vec<String> = (0..5_000).map(|n| format!("職員{}", n % 1_700)).chain([String::new()]).collect();
        let numbers: Vec<Symbol> = words.iter().map(|word| symbols.intern(word)).collect();
        for (at, (word, number)) in words.iter().zip(&numbers).enumerate() {
            assert_eq!((symbols.text(*number), symbols.find(word)), (word.as_str(), Some(*number)));
            assert_eq!(number.0 as usize, if word.is_empty() { 1_700 } else { at % 1_700 });
        }
        assert_eq!(symbols.find("職員1700"), None);
    }
}
