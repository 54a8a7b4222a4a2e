//! The one way by which text gets into a page: without power over the display, and without power over the markup.

use crate::report::clean::clean;
use askama::filters::Escaper;
use std::fmt::{Result, Write};

/// Makes text harmless in HTML, in elements and in quoted attributes.
#[derive(Debug, Clone, Copy)]
pub struct Harmless;

impl Escaper for Harmless {
    fn write_escaped_str<W: Write>(&self, mut page: W, text: &str) -> Result {
        let clean = clean(text);
        let mut rest = clean.as_ref();
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| replacement(*c).is_some()) {
            page.write_str(&rest[..at])?;
            page.write_str(replacement(c).unwrap_or_default())?;
            rest = &rest[at + c.len_utf8()..];
        }
        page.write_str(rest)
    }
}

/// What stands for a character that HTML would not take as itself.
fn replacement(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        // Code points that no document may hold.
        '\u{fdd0}'..='\u{fdef}' => Some("\u{fffd}"),
        c if u32::from(c) & 0xfffe == 0xfffe => Some("\u{fffd}"),
        _ => None,
    }
}

/// A text as a CSS string, with every character that is neither letter nor digit written as its number.
pub(super) fn css(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in clean(text).chars().take(200) {
        match c {
            c if c.is_alphanumeric() => quoted.push(c),
            c => quoted.push_str(&format!("\\{:06x}", u32::from(c))),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::{Harmless, css};
    use askama::filters::Escaper;

    fn escaped(text: &str) -> String {
        let mut page = String::new();
        Harmless.write_escaped_str(&mut page, text).unwrap();
        page
    }

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escaped("<script>a&b</script>"), "&lt;script&gt;a&amp;b&lt;/script&gt;");
        assert_eq!(escaped("\"onload='x'"), "&quot;onload=&#39;x&#39;");
        assert_eq!(escaped("住民記録システム"), "住民記録システム");
    }

    #[test]
    fn what_steers_the_display_is_shown_as_a_stand_in() {
        assert_eq!(escaped("a\u{202e}b\u{0}c\u{ffff}d\u{fdd0}"), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}");
        assert!(escaped(&"長".repeat(10_000)).chars().count() <= 2_001);
    }

    #[test]
    fn a_css_string_cannot_be_left() {
        assert_eq!(css("門真市 R4"), "\"門真市\\000020R4\"");
        assert_eq!(css("\"}</style>"), "\"\\000022\\00007d\\00003c\\00002fstyle\\00003e\"");
    }
}
