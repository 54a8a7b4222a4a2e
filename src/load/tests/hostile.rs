//! Hostile files: whatever the bytes are, the stage answers with data or with diagnostics.

use super::{BODY, Folder, PACK, pack};
use crate::diagnostic::Sources;
use crate::diagnostic::render::render;
use crate::language::Language;
use crate::load::{PackSource, Rejected, load_inventory, load_pack};
use proptest::prelude::*;

/// Pieces of TOML and of Japanese, put together at random.
fn soup() -> impl Strategy<Value = String> {
    let pieces = [
        "[[system]]",
        "[body]",
        "[[fact]]",
        "[[attendance]]",
        "\n",
        "\r\n",
        "id",
        "name",
        "zone",
        "on",
        " = ",
        "=",
        "\"",
        "'''",
        "\"\"\"",
        "\"a\"",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        "2026-02-30",
        "令和7年3月31日",
        "なし",
        "住民",
        "\\u4F4F",
        "1",
        "true",
        "nan",
        "#",
        "system/a",
        "complete",
        "\u{0}",
        "\u{1b}",
        "　",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

fn check(bytes: &[u8]) {
    let folder = Folder::new([("body.toml", BODY.as_bytes()), ("x.toml", bytes)]);
    let (pack, mut sources) = pack();
    if let Err(Rejected { diagnostics: problems, .. }) = load_inventory(&folder.0, &pack.vocabulary, &mut sources) {
        assert!(!problems.is_empty());
        for problem in problems {
            render(&problem, &sources, Language::Ja);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn inventories_of_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }

    #[test]
    fn inventories_of_any_words(text in soup()) {
        check(text.as_bytes());
    }

    #[test]
    fn packs_with_a_stretch_replaced(index in 0..PACK.len(), from in 0usize..400, length in 0usize..40, text in soup()) {
        let files = PACK.map(|(name, content)| (name, content.to_owned()));
        let mut files = files.to_vec();
        let content = &mut files[index].1;
        let cut = |at: usize| (0..=at.min(content.len())).rev().find(|at| content.is_char_boundary(*at)).unwrap_or(0);
        let (from, to) = (cut(from), cut(from + length));
        content.replace_range(from..to, &text);
        let folder = Folder::new(files.iter().map(|(name, content)| (*name, content.as_bytes())));
        let mut sources = Sources::default();
        if let Err(problems) = load_pack(PackSource::Folder(folder.0.clone()), &[], &mut sources) {
            prop_assert!(!problems.is_empty());
            for problem in problems {
                render(&problem, &sources, Language::En);
            }
        }
    }
}
