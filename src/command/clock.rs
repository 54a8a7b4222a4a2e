//! `tekigo clock`: by when an incident must be reported, and to whom. An incident waits for nobody: no inventory is
//! needed.

use super::{Opened, Said};
use crate::assess::clock::{KindSummary, clock_page, kinds, law_of};
use crate::cli::{ClockArgs, FormatArg};
use crate::diagnostic::nearest::nearest;
use crate::exit::ExitStatus;
use crate::language::{Language, Text};
use crate::report::{json, text};
use crate::text;

/// Prints what an incident of that kind calls for.
pub fn run(args: &ClockArgs, language: Language) -> Said {
    let opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let law = match law_of(&opened.pack, args.aware) {
        Ok(law) => law,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let kinds = kinds(&law);
    let kind = match &args.kind {
        Some(word) => find(&kinds, word).ok_or_else(|| unknown(&kinds, word)),
        None => {
            Err(text!(ja: "事故の種類を --kind で指定してください", en: "say which kind of incident it is with --kind"))
        }
    };
    let kind = match kind {
        Ok(kind) => kind,
        Err(message) => return Said::usage(&listed(&message, &kinds), language),
    };
    let page = clock_page(&opened.pack, &law, kind, args.as_of);
    let out = match args.format {
        FormatArg::Text => text::clock::render(&page, language),
        FormatArg::Json => json::clock(&page),
    };
    Said::new(out, ExitStatus::Conformant)
}

/// The kind with that id, name or alias.
fn find<'k>(kinds: &'k [KindSummary], word: &str) -> Option<&'k KindSummary> {
    kinds.iter().find(|kind| words(kind).any(|own| own.eq_ignore_ascii_case(word.trim())))
}

fn words(kind: &KindSummary) -> impl Iterator<Item = &str> {
    let names = [kind.id.as_str(), kind.name.ja.as_str(), kind.name.en.as_str()];
    names.into_iter().chain(kind.aliases.iter().map(String::as_str))
}

fn unknown(kinds: &[KindSummary], word: &str) -> Text {
    match nearest(word, kinds.iter().flat_map(words)) {
        Some(near) => text!(
            ja: "「{word}」という事故の種類はありません。「{near}」のことですか",
            en: "there is no kind of incident `{word}`; did you mean `{near}`?"
        ),
        None => text!(ja: "「{word}」という事故の種類はありません", en: "there is no kind of incident `{word}`"),
    }
}

/// A message with the kinds there are.
fn listed(message: &Text, kinds: &[KindSummary]) -> Text {
    let list = |language| {
        let one = |kind: &KindSummary| format!("\n  {:<12} {}", kind.id, kind.name.get(language));
        kinds.iter().map(one).collect::<String>()
    };
    let (list_ja, list_en) = (list(Language::Ja), list(Language::En));
    let Text { ja, en } = message;
    text!(ja: "{ja}\n種類:{list_ja}", en: "{en}\nkinds:{list_en}")
}
