//! Spellings: when two words are the same to a reader.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// The one form of all spellings of a word: NFKC, lower case, without spaces, both wave dashes alike.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    let folded = word.nfkc().flat_map(char::to_lowercase).filter(|c| !c.is_whitespace());
    Cow::Owned(folded.map(|c| if c == '〜' { '~' } else { c }).collect())
}

/// The same, for whoever compares words outside this stage.
pub fn folded(word: &str) -> String {
    fold(word).into_owned()
}

/// Whether a word says that there is none: none, なし, 該当なし.
pub(super) fn is_none(word: &str) -> bool {
    const LONGEST: usize = "該当なし".len();
    word.len() <= LONGEST && matches!(&*fold(word), "none" | "なし" | "該当なし")
}

/// Whether a word says that nobody knows: わからない, 不明, unknown.
pub(super) fn is_unknown(word: &str) -> bool {
    const WORDS: [&str; 10] = [
        "わからない",
        "分からない",
        "わかりません",
        "分かりません",
        "不明",
        "未確認",
        "unknown",
        "notknown",
        "don'tknow",
        "idonotknow",
    ];
    WORDS.contains(&&*fold(word.trim_end_matches(['。', '.'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_spellings_together() {
        for (one, other) in [
            ("ＬＧＷＡＮ接続系", "LGWAN接続系"),
            ("マイナンバー 利用事務系", "マイナンバー利用事務系"),
            ("ｱﾙﾌｧ", "アルファ"),
            ("10～20", "10〜20"),
            ("My Number", "mynumber"),
        ] {
            assert_eq!(fold(one), fold(other));
        }
        assert_ne!(fold("α"), fold("β"));
    }

    #[test]
    fn knows_words_for_not_known() {
        for word in ["わからない", "分からない。", "不明", "未確認", "Unknown", "not known", "ﾌﾒｲ", "なし", "不明水"]
        {
            assert_eq!(is_unknown(word), !["ﾌﾒｲ", "なし", "不明水"].contains(&word), "{word}");
        }
    }

    #[test]
    fn knows_words_for_none() {
        for word in ["none", "None", "なし", "ＮＯＮＥ", "該当なし", "ﾅｼ"] {
            assert_eq!(is_none(word), word != "ﾅｼ", "{word}");
        }
    }
}
