//! Encodings: the bytes of a TOML file must be UTF-8, and if they are not, where and what they are instead; those of a
//! table may be CP932 as well.

use crate::language::Text;
use crate::text;
use memchr::memchr_iter;

/// What the bytes of a file are.
pub(super) enum Decoded {
    /// Proper text, without a byte order mark.
    Text(String),
    /// Something else.
    Broken {
        /// As much as can be shown: bad bytes are replaced.
        shown: String,
        /// Where in it the first bad byte stands.
        at: usize,
        /// What is wrong.
        message: Text,
    },
}

const UTF8_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// Decodes a file.
pub(super) fn decode(mut bytes: Vec<u8>) -> Decoded {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Decoded::Broken {
            shown: String::new(),
            at: 0,
            message: text!(ja: "文字コードが UTF-16 になっている", en: "the file is encoded in UTF-16"),
        };
    }
    if bytes.starts_with(&UTF8_MARK) {
        bytes.drain(..UTF8_MARK.len());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Decoded::Text(text),
        Err(error) => Decoded::Broken {
            at: error.utf8_error().valid_up_to(),
            message: guess(error.as_bytes()),
            shown: String::from_utf8_lossy(error.as_bytes()).into_owned(),
        },
    }
}

/// An encoding of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Shift_JIS as Windows writes it (windows-31J).
    Cp932,
}

impl Charset {
    /// All of them, with the words for them in files, in lower case.
    const WORDS: [(Charset, &[&str]); 2] = [
        (Charset::Utf8, &["utf-8", "utf8"]),
        (Charset::Cp932, &["cp932", "shift_jis", "sjis", "windows-31j", "ms932"]),
    ];

    /// The encoding with that word.
    pub fn find(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        Self::WORDS.iter().find(|(_, words)| words.contains(&&*word)).map(|(charset, _)| *charset)
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Utf8 => "UTF-8",
            Charset::Cp932 => "CP932",
        }
    }
}

/// The text of a table.
pub(super) struct Foreign {
    /// The text, without a byte order mark; U+FFFD stands for bytes that mean nothing.
    pub text: String,
    /// The encoding that had to be guessed, as it is called.
    pub guessed: Option<&'static str>,
    /// Some bytes mean nothing.
    pub broken: bool,
}

/// Decodes a table: by its mark, by what is said, as UTF-8, else as CP932, which is a guess.
///
/// # Errors
/// It is in an encoding that is not read.
pub(super) fn foreign(bytes: Vec<u8>, charset: Option<Charset>) -> Result<Foreign, Text> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(text!(ja: "文字コードが UTF-16 である", en: "encoded in UTF-16"));
    }
    if memchr_iter(0x1B, &bytes).any(|at| matches!(bytes[at + 1..], [b'$', b'@' | b'B', ..])) {
        return Err(text!(ja: "文字コードが ISO-2022-JP（JIS）である", en: "encoded in ISO-2022-JP"));
    }
    if charset == Some(Charset::Utf8) || bytes.starts_with(&UTF8_MARK) {
        let text = bytes.strip_prefix(&UTF8_MARK).unwrap_or(&bytes);
        let broken = std::str::from_utf8(text).is_err();
        return Ok(Foreign { text: String::from_utf8_lossy(text).into_owned(), guessed: None, broken });
    }
    let bytes = match (charset, String::from_utf8(bytes)) {
        (None, Ok(text)) => return Ok(Foreign { text, guessed: None, broken: false }),
        (_, Ok(text)) => text.into_bytes(),
        (_, Err(error)) => error.into_bytes(),
    };
    let (text, broken) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(&bytes);
    let guessed = charset.is_none().then_some(Charset::Cp932.name());
    Ok(Foreign { text: text.into_owned(), guessed, broken })
}

/// How to mend it.
pub(super) fn help() -> Text {
    text!(
        ja: "エディタで「UTF-8」を選んで保存し直します",
        en: "save the file again as UTF-8"
    )
}

fn guess(bytes: &[u8]) -> Text {
    if is_shift_jis(bytes) {
        text!(
            ja: "文字コードが UTF-8 でない（Shift_JIS、CP932 と思われる）",
            en: "the file is not encoded in UTF-8 (it looks like Shift_JIS, CP932)"
        )
    } else {
        text!(ja: "文字コードが UTF-8 でない", en: "the file is not encoded in UTF-8")
    }
}

/// Whether every byte fits the pattern of Shift_JIS as Windows writes it.
fn is_shift_jis(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        let whole = match byte {
            0x00..=0x7F | 0xA1..=0xDF => true,
            0x81..=0x9F | 0xE0..=0xFC => rest.next().is_some_and(|b| matches!(b, 0x40..=0x7E | 0x80..=0xFC)),
            _ => false,
        };
        if !whole {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(bytes: &[u8]) -> (usize, String) {
        match decode(bytes.to_vec()) {
            Decoded::Text(text) => panic!("decoded: {text}"),
            Decoded::Broken { at, message, .. } => (at, message.en),
        }
    }

    #[test]
    fn strips_the_mark() {
        assert!(matches!(decode(b"\xEF\xBB\xBFa = 1".to_vec()), Decoded::Text(text) if text == "a = 1"));
        assert!(matches!(decode(Vec::new()), Decoded::Text(text) if text.is_empty()));
    }

    #[test]
    fn names_what_it_is_instead() {
        let cp932 = b"name = \"\x96\xE5\x90^\x8Es\"\n";
        assert_eq!(broken(cp932).0, 8);
        assert!(broken(cp932).1.contains("Shift_JIS"));
        assert!(broken(b"\xFF\xFEn\0").1.contains("UTF-16"));
        assert!(broken(b"\xFE\xFF\0n").1.contains("UTF-16"));
        let truncated = "名".as_bytes();
        assert_eq!(broken(&[b"ab", &truncated[..2]].concat()).0, 2);
    }
}
