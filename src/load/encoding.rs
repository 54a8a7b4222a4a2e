//! Encodings: bytes must be UTF-8, and if they are not, where and what they are instead.

use crate::language::Text;
use crate::text;

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

/// Bytes that are not UTF-8, but well-formed CP932, as text in the error; all others as they came.
pub(super) fn from_cp932(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if std::str::from_utf8(&bytes).is_ok() || bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Ok(bytes);
    }
    let (text, wrong) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(&bytes);
    match wrong {
        true => Ok(bytes),
        false => Err(text.into_owned()),
    }
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
