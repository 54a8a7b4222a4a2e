//! Making text harmless before a person's terminal, browser or editor sees it.
//!
//! Names and sentences come from files that somebody else wrote. A character that steers the terminal, reverses the
//! direction of reading or breaks a line does not carry meaning for a reader, only power over what he sees.

use std::borrow::Cow;

/// Stands where a dangerous character was, so that the reader sees that something was there.
const STAND_IN: char = '\u{fffd}';

/// No name, sentence or value in a report for people is longer than this many characters.
const LONGEST: usize = 2_000;

/// A character that has power over the display instead of a meaning.
pub(super) fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061c}' // Arabic letter mark
                | '\u{200b}'..='\u{200f}' // zero-width characters and direction marks
                | '\u{2028}'..='\u{202e}' // line and paragraph separators, direction embeddings and overrides
                | '\u{2060}'..='\u{206f}' // word joiner, direction isolates, deprecated format characters
                | '\u{feff}' // byte order mark
                | '\u{fff9}'..='\u{fffb}' // interlinear annotations
                | '\u{e0000}'..='\u{e007f}' // tags
        )
}

/// The text on one line, without hostile characters and not too long.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let short = text.len() <= LONGEST || text.chars().nth(LONGEST).is_none();
    if short && !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut cleaned: String = text
        .chars()
        .take(LONGEST)
        .map(|c| match c {
            '\t' | '\n' | '\r' => ' ',
            c if is_hostile(c) => STAND_IN,
            c => c,
        })
        .collect();
    if !short {
        cleaned.push('…');
    }
    Cow::Owned(cleaned)
}

/// The text as a cell that no spreadsheet runs as a formula; a whole number is none.
pub(super) fn cell(text: &str) -> String {
    let text = clean(text);
    let number = text.parse::<i64>().is_ok();
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']) && !number;
    if formula { format!("'{text}") } else { text.into_owned() }
}

/// Text that Markdown takes for nothing but text; nobody is called by it (`@name`), nor an issue (`#1`).
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' | '#' => out.extend(["\\", c.encode_utf8(&mut [0; 4]), "<!-- -->"]),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '~' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, clean, is_hostile};
    use std::borrow::Cow;

    #[test]
    fn a_cell_is_never_a_formula() {
        for (text, cell) in [("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "' =1"), ("-31", "-31")] {
            assert_eq!(super::cell(text), cell);
        }
        assert_eq!(super::cell("-31+x"), "'-31+x");
        assert_eq!(super::cell("a\nb"), "a b");
    }

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(super::markdown("@a #1"), "\\@<!-- -->a \\#<!-- -->1");
        assert_eq!(super::markdown("a|b <i> *c* [d](e) `f`"), "a\\|b &lt;i&gt; \\*c\\* \\[d\\](e) \\`f\\`");
    }

    #[test]
    fn plain_text_is_left_alone() {
        for text in ["", "住民記録システム", "髙﨑 ①②㈱ ｱｲｳ ー～", "辻\u{e0100}", "a b"] {
            assert!(matches!(clean(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn power_over_the_display_is_taken_away() {
        assert_eq!(clean("a\u{1b}[31mred"), "a\u{fffd}[31mred");
        assert_eq!(clean("pay\u{202e}fdp.exe"), "pay\u{fffd}fdp.exe");
        assert_eq!(clean("one\r\ntwo\tthree"), "one  two three");
        for c in ['\0', '\u{7}', '\u{7f}', '\u{9b}', '\u{2028}', '\u{2066}', '\u{200b}'] {
            assert!(is_hostile(c), "{c:?}");
        }
    }

    #[test]
    fn a_very_long_text_is_cut() {
        let cut = clean(&"長".repeat(10_000)).into_owned();
        assert_eq!(cut.chars().count(), LONGEST + 1);
        assert!(cut.ends_with('…'));
        let exact = "長".repeat(LONGEST);
        assert_eq!(clean(&exact), exact);
    }
}
