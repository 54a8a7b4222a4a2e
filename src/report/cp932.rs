//! CP932: Shift_JIS as Windows has it, written without losing a character unsaid.

use super::format::Written;
use crate::language::Text;
use crate::text;
use encoding_rs::SHIFT_JIS;
use std::collections::BTreeMap;

/// Characters that are one in JIS, but for which Windows has another code point.
const TWINS: [(char, char); 7] = [
    ('\u{301c}', '\u{ff5e}'), // wave dash
    ('\u{2016}', '\u{2225}'), // double vertical line
    ('\u{2014}', '\u{2015}'), // dash
    ('\u{2212}', '\u{ff0d}'), // minus
    ('\u{a2}', '\u{ffe0}'),   // cent
    ('\u{a3}', '\u{ffe1}'),   // pound
    ('\u{ac}', '\u{ffe2}'),   // not
];
/// Characters named in the message.
const NAMED: usize = 5;
/// Characters shown on either side of one.
const AROUND: usize = 8;

/// The text in CP932.
///
/// # Errors
/// The characters that it lacks, each with what stands around it.
pub(super) fn encode(text: &str) -> Written {
    let twin = |c: char| TWINS.iter().find(|(jis, _)| *jis == c).map_or(c, |(_, windows)| *windows);
    let text: String = text.chars().map(twin).collect();
    let (bytes, _, lacks) = SHIFT_JIS.encode(&text);
    match lacks {
        false => Ok(bytes.into_owned()),
        true => Err(lacking(&text)),
    }
}

/// CP932 has the character, and gives the very same one back.
pub(super) fn gives_back(c: char) -> bool {
    let mut buffer = [0; 4];
    let text = &*c.encode_utf8(&mut buffer);
    let (bytes, _, lost) = SHIFT_JIS.encode(text);
    !lost && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text
}

fn lacking(text: &str) -> Text {
    let mut first: BTreeMap<char, usize> = BTreeMap::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !c.is_ascii()) {
        first.entry(c).or_insert(at);
    }
    let lacks = |c: &char| SHIFT_JIS.encode(c.encode_utf8(&mut [0; 4])).2;
    let mut lacking: Vec<(usize, char)> = first.into_iter().filter(|(c, _)| lacks(c)).map(|(c, at)| (at, c)).collect();
    lacking.sort_unstable();
    let number = lacking.len();
    let named: Vec<String> = lacking.iter().take(NAMED).map(|(at, c)| shown(text, *at, *c)).collect();
    let named = named.join("、");
    text!(
        ja: "CP932にない文字が{number}種ある: {named}。--encoding utf-8 にするか、台帳の表記を改める",
        en: "characters that CP932 lacks: {number}: {named}; use --encoding utf-8, or write them otherwise in the inventory"
    )
}

/// `「𠮷」U+20BB7（…住所は𠮷川市…）`.
fn shown(text: &str, at: usize, c: char) -> String {
    let cell = |c: char| matches!(c, ',' | '"' | '\r' | '\n');
    let before: Vec<char> = text[..at].chars().rev().take_while(|c| !cell(*c)).take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[at..].chars().take_while(|c| !cell(*c)).take(AROUND + 1).collect();
    format!("「{c}」U+{:04X}（{before}{after}）", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::{TWINS, encode, gives_back};

    #[test]
    fn what_windows_has_is_written_as_windows_does() {
        let text = "髙﨑①㈱Ⅲ ｱｲｳ ～∥－ \"a\",b\r\n";
        let bytes = encode(text).unwrap();
        assert_eq!(encoding_rs::SHIFT_JIS.decode(&bytes).0, text);
        for (jis, windows) in TWINS {
            assert_eq!(encode(&jis.to_string()), encode(&windows.to_string()));
        }
    }

    #[test]
    fn every_character_that_is_lacking_is_named() {
        let said = encode("a,住所は𠮷川市,😀,𠮷").unwrap_err();
        assert!(said.ja.contains("2種ある: 「𠮷」U+20BB7（住所は𠮷川市）、「😀」U+1F600（😀）"), "{}", said.ja);
    }

    #[test]
    fn a_character_that_comes_back_as_another_does_not_count() {
        for c in "aア髙①㈱Ⅲ～－\u{FF76}".chars() {
            assert!(gives_back(c), "{c}");
        }
        for c in "𠮷〜−¥é😀\u{2014}".chars().filter(|c| *c != '—') {
            assert!(!gives_back(c), "{c}");
        }
    }
}
