//! Patterns of `matches`: regular expressions with the meaning they have in CEL.
//!
//! CEL says RE2; the crate `regex` reads `\d`, `\w`, `\s` and `\b` as Unicode classes, so that a full-width digit would
//! be a digit here and nowhere else. They are rewritten to their ASCII meaning before compiling.

use crate::language::Text;
use crate::text;
use regex::{Regex, RegexBuilder};

/// Compiles a pattern; the error says what is wrong with it.
pub(super) fn compile(pattern: &str, size: usize) -> Result<Regex, Text> {
    let rewritten = ascii_classes(pattern);
    RegexBuilder::new(&rewritten).size_limit(size).dfa_size_limit(size).build().map_err(|error| match error {
        regex::Error::CompiledTooBig(_) => text!(ja: "正規表現が大きすぎます", en: "the pattern is too large"),
        error => {
            let said = error.to_string();
            let last = said.lines().last().unwrap_or_default().trim();
            let last = last.strip_prefix("error: ").unwrap_or(last);
            text!(ja: "正規表現の解釈: {last}", en: "{last}")
        }
    })
}

/// Rewrites the Unicode classes of the crate to the ASCII classes of RE2.
fn ascii_classes(pattern: &str) -> String {
    let mut rewritten = String::with_capacity(pattern.len());
    let mut inside = false;
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' => inside = true,
            ']' => inside = false,
            _ => {}
        }
        if c != '\\' {
            rewritten.push(c);
            continue;
        }
        let class = match (chars.next(), inside) {
            (Some('d'), true) => "0-9",
            (Some('w'), true) => "0-9A-Za-z_",
            (Some('s'), true) => r"\t\n\f\r ",
            (Some('d'), false) => "[0-9]",
            (Some('w'), false) => "[0-9A-Za-z_]",
            (Some('s'), false) => r"[\t\n\f\r ]",
            (Some('D'), false) => "[^0-9]",
            (Some('W'), false) => "[^0-9A-Za-z_]",
            (Some('S'), false) => r"[^\t\n\f\r ]",
            (Some('b'), false) => r"(?-u:\b)",
            (other, _) => {
                rewritten.push('\\');
                rewritten.extend(other);
                continue;
            }
        };
        rewritten.push_str(class);
    }
    rewritten
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        compile(pattern, 1 << 20).unwrap().is_match(text)
    }

    #[test]
    fn classes_are_ascii() {
        assert!(matches(r"^\d+$", "12"));
        assert!(!matches(r"^\d+$", "１２"));
        assert!(matches(r"^[\d-]+$", "1-2"));
        assert!(!matches(r"^\w+$", "市"));
        assert!(matches(r"^\W+$", "市"));
        assert!(!matches(r"\s", "\u{3000}"));
        assert!(matches(r"\bsec\b", "a sec b"));
        assert!(matches(r"\\d", r"\d"));
    }

    #[test]
    fn says_what_is_wrong() {
        assert!(compile("(a", 1 << 20).is_err());
        assert_eq!(compile("(a{1000}){1000}", 1 << 20).unwrap_err().en, "the pattern is too large");
    }
}
