//! The nearest word: what a writer may have meant by a name that resolves to nothing.
//!
//! Words are compared after NFKC and in lower case, character by character, so that full-width letters, capitals and
//! Japanese words are treated alike. A word too far from every candidate has no nearest one: a wrong guess is worse
//! than none.

use unicode_normalization::UnicodeNormalization;

/// The candidate that `word` was probably meant to be.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let folded = fold(word);
    candidates
        .into_iter()
        .filter_map(|candidate| Some((distance(&folded, &fold(candidate))?, candidate)))
        .min_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate.to_owned())
}

fn fold(word: &str) -> String {
    word.nfkc().flat_map(char::to_lowercase).collect()
}

/// How far apart two words are: whole slips of the pen, and a fraction by which near words are told apart; `None` when
/// nobody would mistake one for the other.
fn distance(word: &str, candidate: &str) -> Option<f64> {
    let slips = strsim::damerau_levenshtein(word, candidate);
    let likeness = strsim::jaro_winkler(word, candidate);
    let near = slips <= allowed(word, candidate) || (likeness >= 0.9 && part_of(word, candidate));
    near.then_some(slips as f64 + (1.0 - likeness))
}

/// Slips allowed between two words: one in three characters, and one in a Japanese word of two.
fn allowed(word: &str, candidate: &str) -> usize {
    let length = word.chars().count().max(candidate.chars().count());
    match length {
        0 | 1 => 0,
        2 => usize::from(!word.is_ascii()),
        _ => (length / 3).max(1),
    }
}

/// One word begins with the other: `deadline` and `deadline_date`.
fn part_of(word: &str, candidate: &str) -> bool {
    word.chars().count().min(candidate.chars().count()) >= 3
        && (word.starts_with(candidate) || candidate.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_of_the_pen() {
        let words = ["zone", "segment", "status", "name"];
        assert_eq!(nearest("zome", words).as_deref(), Some("zone"));
        assert_eq!(nearest("segmnet", words).as_deref(), Some("segment"));
        assert_eq!(nearest("STATUS", words).as_deref(), Some("status"));
        assert_eq!(nearest("ｎａｍｅ", words).as_deref(), Some("name"));
    }

    #[test]
    fn finds_japanese_words() {
        let words = ["住民記録", "固定資産税", "児童手当"];
        assert_eq!(nearest("住民記緑", words).as_deref(), Some("住民記録"));
        assert_eq!(nearest("固定資産", words).as_deref(), Some("固定資産税"));
        assert_eq!(nearest("介護保険", words), None);
    }

    #[test]
    fn keeps_silent_when_nothing_is_near() {
        assert_eq!(nearest("colour", ["zone", "segment"]), None);
        assert_eq!(nearest("a", ["b"]), None);
        assert_eq!(nearest("", ["zone"]), None);
        assert_eq!(nearest("zone", []), None);
    }

    #[test]
    fn takes_the_nearer_of_two() {
        assert_eq!(nearest("own_deadlin", ["own_deadlines", "own_deadline"]).as_deref(), Some("own_deadline"));
    }
}
