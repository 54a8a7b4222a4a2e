//! Lines of a given width for a terminal, Japanese or English.
//!
//! Characters whose width depends on the font (① … × ▲ α) are counted wide, as a Japanese console draws them: a line
//! may come out shorter than it could be, never longer than it may be. Breaks follow the Unicode line breaking rules,
//! so that no line begins with 、 or 。.

use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthStr;

/// A blank at which no line ends; the page writes it as a blank.
pub(super) const UNBROKEN: &str = "\u{a0}";

/// Ends a text that had to be cut.
const CUT: &str = "…";

/// Cells that a text takes on a terminal, at most.
pub(super) fn cells(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    // Greek and Cyrillic letters are wide in Japanese fonts, but `unicode-width` counts letters narrow.
    text.width_cjk() + text.chars().filter(|c| matches!(c, 'Α'..='ω' | 'Ё'..='ё')).count()
}

/// Breaks a text into at most `most` lines of `width` cells; the last one ends in … if there was more.
pub(super) fn wrap(text: &str, width: usize, most: usize) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    let pieces = pieces(text, width);
    let lines = wrap_first_fit(&pieces, &[width as f64]);
    let mut written: Vec<String> = lines.iter().take(most).map(|line| join(line)).collect();
    if lines.len() > most
        && let Some(last) = written.last_mut()
    {
        last.push_str(CUT);
        *last = cut(last, width);
    }
    written
}

/// The text, or as much of it as fits with … after it.
pub(super) fn cut(text: &str, width: usize) -> String {
    if cells(text) <= width {
        return text.to_owned();
    }
    let room = width.saturating_sub(cells(CUT));
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if cells(&kept) > room {
            kept.pop();
            break;
        }
    }
    format!("{}{CUT}", kept.trim_end())
}

/// A stretch of text inside which no line may end.
#[derive(Debug)]
struct Piece<'a> {
    text: &'a str,
    space: &'a str,
}

impl Fragment for Piece<'_> {
    fn width(&self) -> f64 {
        cells(self.text) as f64
    }

    fn whitespace_width(&self) -> f64 {
        cells(self.space) as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The stretches of a text; those wider than a line are broken anywhere.
fn pieces(text: &str, width: usize) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for whole in whole_words(text) {
        let mut rest = whole.text;
        while cells(rest) > width {
            let (piece, after) = rest.split_at(fitting(rest, width));
            pieces.push(Piece { text: piece, space: "" });
            rest = after;
        }
        pieces.push(Piece { text: rest, space: whole.space });
    }
    pieces
}

/// Where Unicode lets a line end, but never inside a path, an id or another word of ASCII.
fn whole_words(text: &str) -> Vec<Piece<'_>> {
    let mut words: Vec<Piece<'_>> = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for word in WordSeparator::UnicodeBreakProperties.find_words(text) {
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        let joins = words.last().is_some_and(|last| last.space.is_empty() && ascii(last.text.chars().next_back()));
        if joins && ascii(word.word.chars().next()) {
            words.pop();
        } else {
            start = end;
        }
        let after = end + word.word.len();
        words.push(Piece { text: &text[start..after], space: word.whitespace });
        end = after + word.whitespace.len();
    }
    words
}

/// Bytes of the longest beginning that fits, at least one character.
fn fitting(text: &str, width: usize) -> usize {
    let mut end = 0;
    for (start, c) in text.char_indices() {
        let next = start + c.len_utf8();
        if end > 0 && cells(&text[..next]) > width {
            break;
        }
        end = next;
    }
    end
}

fn join(line: &[Piece<'_>]) -> String {
    let text: String = line.iter().flat_map(|piece| [piece.text, piece.space]).collect();
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{cells, cut, wrap};

    #[test]
    fn japanese_is_broken_without_leaving_a_mark_at_the_beginning() {
        let text = "戸籍、戸籍の附票、印鑑登録が、国の目標期限（令和8年3月31日）までに移行していない。①対象②理由";
        for width in 10..60 {
            let lines = wrap(text, width, 99);
            assert_eq!(lines.concat(), text);
            for line in lines {
                assert!(cells(&line) <= width, "{width}: {line}");
                assert!(!line.starts_with(['、', '。', '）', 'ー']), "{width}: {line}");
            }
        }
    }

    #[test]
    fn english_is_broken_between_words() {
        assert_eq!(wrap("two words here", 9, 9), ["two words", "here"]);
        assert_eq!(wrap("abcdefghij", 4, 9), ["abcd", "efgh", "ij"]);
        assert_eq!(wrap("see system/ai_ocr.hosting, now", 24, 9), ["see", "system/ai_ocr.hosting,", "now"]);
        assert_eq!(wrap("記入先system/a.bに", 12, 9), ["記入先", "system/a.bに"]);
        assert_eq!(wrap("", 4, 9), Vec::<String>::new());
    }

    #[test]
    fn what_does_not_fit_ends_in_dots_and_never_in_half_a_character() {
        assert_eq!(cut("令和8年3月31日", 9), "令和8年…");
        assert_eq!(cut("令和8年", 7), "令和8年");
        assert_eq!(wrap("令和8年3月31日までに移行する", 8, 1), ["令和8…"]);
        assert_eq!(wrap("short and long", 8, 1), ["short…"]);
    }

    #[test]
    fn what_a_japanese_font_draws_wide_is_counted_wide() {
        for (text, width) in [("α′", 4), ("①…×▲", 8), ("ｱｲｳ", 3), ("か\u{3099}", 2), ("辻\u{e0100}", 2), ("abc", 3)]
        {
            assert_eq!(cells(text), width, "{text}");
        }
    }

    #[test]
    fn hostile_lengths_are_bounded() {
        let stacked = format!("a{}", "\u{301}".repeat(2_000));
        for text in ["長".repeat(2_000), "x".repeat(2_000), stacked, "👩\u{200d}👩".repeat(100)] {
            assert!(wrap(&text, 40, 3).iter().all(|line| cells(line) <= 40));
        }
    }
}
