//! Positions: from a byte of a decoded TOML string to the byte of the file it was written with.

use crate::diagnostic::Place;
use std::ops::Range;

/// The place in the file of a stretch of a decoded string; `string` is the whole token, with its quotes.
pub(super) fn inside(source: &str, string: Place, stretch: Range<usize>) -> Place {
    let token = source.get(string.start as usize..string.end as usize).unwrap_or_default();
    let [start, end] = locate(token, [stretch.start, stretch.end.max(stretch.start)]);
    Place { file: string.file, start: string.start + start as u32, end: string.start + end.max(start) as u32 }
}

/// Where in a token the decoded bytes at two offsets stand; offsets past the end mean the closing quote.
fn locate(token: &str, offsets: [usize; 2]) -> [usize; 2] {
    let (quotes, escapes) = match token.as_bytes() {
        [b'"', b'"', b'"', ..] => (3, true),
        [b'\'', b'\'', b'\'', ..] => (3, false),
        [b'"', ..] => (1, true),
        [b'\'', ..] => (1, false),
        _ => (0, false),
    };
    let body = token.get(quotes..token.len().saturating_sub(quotes)).unwrap_or_default();
    let mut raw = if quotes == 3 { newline(body) } else { 0 };
    let mut decoded = 0;
    offsets.map(|offset| {
        while raw < body.len() {
            let (consumed, produced) = step(&body[raw..], escapes);
            if decoded + produced > offset {
                break;
            }
            raw += consumed;
            decoded += produced;
        }
        quotes + raw
    })
}

/// How many bytes the next piece of a token takes, and how many it gives.
fn step(rest: &str, escapes: bool) -> (usize, usize) {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return (1, 1) };
    if !escapes || first != '\\' {
        return (first.len_utf8(), first.len_utf8());
    }
    let digits = match chars.next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        Some(' ' | '\t' | '\r' | '\n') => {
            let blank = rest[1..].len() - rest[1..].trim_start_matches([' ', '\t', '\r', '\n']).len();
            return (1 + blank, 0);
        }
        Some(other) => return (1 + other.len_utf8(), 1),
        None => return (1, 1),
    };
    let hex = rest.get(2..2 + digits).unwrap_or_default();
    let scalar = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    (2 + hex.len(), scalar.map_or(1, char::len_utf8))
}

fn newline(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n', ..] => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::FileId;
    use proptest::prelude::*;
    use toml::de::{DeTable, DeValue};

    /// What stands in the file where `word` begins in the decoded string, cut to the length of `shown`.
    fn found(source: &str, word: &str) -> String {
        let table = DeTable::parse(source).unwrap().into_inner();
        let (_, item) = table.iter().next().unwrap();
        let DeValue::String(decoded) = item.get_ref() else { panic!("no string") };
        let start = decoded.find(word).unwrap();
        let string = Place { file: FileId(0), start: item.span().start as u32, end: item.span().end as u32 };
        let place = inside(source, string, start..start + word.len());
        source[place.start as usize..place.end as usize].to_owned()
    }

    #[test]
    fn finds_the_word_in_every_kind_of_string() {
        for source in [
            "x = \"a.b && scor\"",
            "x = 'a.b && scor'",
            "x = \"\"\"a && scor\"\"\"",
            "x = '''\na &&\n scor\n'''",
            "x = '''\r\na &&\r\n scor\r\n'''",
            "x = \"\"\"\\\n   a && \\\n   scor\"\"\"",
            "x = \"\"\"\\\r\n   a && \\\r\n   scor\"\"\"",
            "x = \"住民 \\\"a\\\" \\u4F4F \\U0001F600 \\x41 \\t scor\"",
            "x = '住民 \\n scor'",
            "x = \"\"\"a \"\" scor\"\"\"\"\"",
        ] {
            assert_eq!(found(source, "scor"), "scor", "{source}");
        }
        assert_eq!(found("x = \"a\\u4F4Fb\"", "住"), "\\u4F4F");
        assert_eq!(found("x = \"a\\\"b\"", "\""), "\\\"");
    }

    #[test]
    fn past_the_end_is_the_closing_quote() {
        let string = Place { file: FileId(0), start: 4, end: 9 };
        let place = inside("x = \"abc\"", string, 3..10);
        assert_eq!((place.start, place.end), (8, 8));
    }

    proptest! {
        #[test]
        fn lands_on_character_boundaries(token in "[\"'\\\\uUx0-9a-f住\\r\\n ]{0,24}", start in 0usize..30, length in 0usize..30) {
            let string = Place { file: FileId(0), start: 0, end: token.len() as u32 };
            let place = inside(&token, string, start..start + length);
            prop_assert!(place.start <= place.end && place.end as usize <= token.len());
            prop_assert!(token.is_char_boundary(place.start as usize) && token.is_char_boundary(place.end as usize));
        }
    }
}
