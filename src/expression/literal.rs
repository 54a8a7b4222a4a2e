//! Literals: numbers, and escapes in texts.

use super::problem::Problem;
use super::span::Span;
use super::token::Kind;
use crate::text;

/// What is wrong with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberProblem {
    /// It does not fit.
    TooLarge,
    /// Letters follow it.
    Letters,
    /// `1u`.
    Unsigned,
}

impl NumberProblem {
    /// The problem as its writer reads it.
    pub fn at(self, span: Span, written: &str) -> Problem {
        match self {
            NumberProblem::TooLarge => {
                Problem::new(span, text!(ja: "`{written}` は大きすぎる", en: "`{written}` is too large"))
            }
            NumberProblem::Letters => {
                Problem::new(span, text!(ja: "`{written}` は数ではない", en: "`{written}` is not a number")).help(
                    text!(
                        ja: "期間は `days(90)` や `months(3)` と書きます",
                        en: "a length of time is written `days(90)` or `months(3)`"
                    ),
                )
            }
            NumberProblem::Unsigned => {
                Problem::new(span, text!(ja: "符号なし整数は使えない", en: "unsigned numbers are not supported"))
                    .help(text!(ja: "`u` を取ってください", en: "leave out the `u`"))
            }
        }
    }
}

/// Reads a number without its sign.
pub(super) fn number(written: &str) -> Result<Kind, NumberProblem> {
    if let Some(digits) = written.strip_prefix("0x").or_else(|| written.strip_prefix("0X")) {
        return match digits.chars().all(|c| c.is_ascii_hexdigit()) && !digits.is_empty() {
            true => u64::from_str_radix(digits, 16).map(Kind::Int).map_err(|_| NumberProblem::TooLarge),
            false => Err(NumberProblem::Letters),
        };
    }
    if let Some(digits) = written.strip_suffix(['u', 'U'])
        && digits.chars().all(|c| c.is_ascii_digit())
    {
        return Err(NumberProblem::Unsigned);
    }
    if written.chars().all(|c| c.is_ascii_digit()) {
        return written.parse().map(Kind::Int).map_err(|_| NumberProblem::TooLarge);
    }
    match written.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(Kind::Double(value)),
        Ok(_) => Err(NumberProblem::TooLarge),
        Err(_) => Err(NumberProblem::Letters),
    }
}

/// Decodes the escapes of a text; the second part says which are wrong, by byte offsets.
pub(super) fn unescape(written: &str) -> (String, Vec<(usize, usize)>) {
    let mut decoded = String::with_capacity(written.len());
    let mut wrong = Vec::new();
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        decoded.push_str(&rest[..at]);
        let from = written.len() - rest.len() + at;
        rest = &rest[at + 1..];
        let (c, length) = escape(rest);
        match c {
            Some(c) => decoded.push(c),
            None => wrong.push((from, from + 1 + length)),
        }
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    (decoded, wrong)
}

/// The character of an escape, and how many bytes after the backslash belong to it.
fn escape(rest: &str) -> (Option<char>, usize) {
    let Some(c) = rest.chars().next() else { return (None, 0) };
    let simple = match c {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'v' => '\u{b}',
        '\\' | '\'' | '"' | '`' | '?' => c,
        'x' | 'X' => return by_number(rest, 1, 2, 16),
        'u' => return by_number(rest, 1, 4, 16),
        'U' => return by_number(rest, 1, 8, 16),
        '0'..='3' => return by_number(rest, 0, 3, 8),
        _ => return (None, c.len_utf8()),
    };
    (Some(simple), 1)
}

fn by_number(rest: &str, skip: usize, digits: usize, radix: u32) -> (Option<char>, usize) {
    let end = skip + digits;
    let written = rest.get(skip..end).filter(|d| d.chars().all(|c| c.is_digit(radix)));
    match written.and_then(|d| u32::from_str_radix(d, radix).ok()).and_then(char::from_u32) {
        Some(c) => (Some(c), end),
        None => (None, skip.max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(number("42"), Ok(Kind::Int(42)));
        assert_eq!(number("0x1F"), Ok(Kind::Int(31)));
        assert_eq!(number("1.5e2"), Ok(Kind::Double(150.0)));
        assert_eq!(number(".5"), Ok(Kind::Double(0.5)));
        assert_eq!(number("90d"), Err(NumberProblem::Letters));
        assert_eq!(number("0x"), Err(NumberProblem::Letters));
        assert_eq!(number("3u"), Err(NumberProblem::Unsigned));
        assert_eq!(number("99999999999999999999"), Err(NumberProblem::TooLarge));
        assert_eq!(number("1e999"), Err(NumberProblem::TooLarge));
    }

    #[test]
    fn escapes() {
        assert_eq!(unescape(r"a\n\x41\u3042\U0001F600\101"), ("a\nAあ😀A".to_owned(), vec![]));
        assert_eq!(unescape(r"\d"), (String::new(), vec![(0, 2)]));
        assert_eq!(unescape(r"あ\本"), ("あ".to_owned(), vec![(3, 7)]));
        assert_eq!(unescape(r"\uD800x").1, vec![(0, 2)]);
        assert_eq!(unescape("\\"), (String::new(), vec![(0, 1)]));
    }
}
