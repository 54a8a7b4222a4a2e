//! Choices: which of the declared values a word means, in whatever spelling it is written.

use super::problems::meant;
use super::spelling::fold;
use crate::language::Text;
use crate::text;
use crate::vocabulary::Choice;
use indexmap::IndexMap;

/// Choices listed in a message when none is near.
const MAX_LISTED: usize = 12;

/// The declared values of a field, by id.
pub(super) type Choices = IndexMap<String, Choice>;

/// What a word means among choices.
pub(super) enum Meaning<'c> {
    /// The choice with this id.
    One(&'c str),
    /// Nothing; what might help the writer.
    Nothing(Option<Text>),
    /// Several choices share the word.
    Several(Text),
}

/// Looks a word up: an id as it is, else ids, labels and aliases in any spelling.
pub(super) fn find<'c>(choices: &'c Choices, word: &str) -> Meaning<'c> {
    if let Some((id, _)) = choices.get_key_value(word) {
        return Meaning::One(id);
    }
    let folded = fold(word);
    let means = |(id, choice): &(&'c String, &'c Choice)| words(id, choice).any(|own| fold(own) == folded);
    let found: Vec<_> = choices.iter().filter(means).collect();
    match found[..] {
        [(id, _)] => Meaning::One(id),
        [] => Meaning::Nothing(help(choices, word)),
        _ => Meaning::Several(listed(found.into_iter())),
    }
}

/// Whether a word for "none", such as なし, is itself a word for a choice.
pub(super) fn has_word(choices: &Choices, word: &str) -> bool {
    let folded = fold(word);
    choices.iter().any(|(id, choice)| words(id, choice).any(|own| own == word || own == folded))
}

/// All words for a choice.
fn words<'c>(id: &'c str, choice: &'c Choice) -> impl Iterator<Item = &'c str> {
    let labels = [id, choice.label.ja.as_str(), choice.label.en.as_str()];
    labels.into_iter().chain(choice.alias.iter().map(String::as_str))
}

/// The nearest word, else all choices if they are few.
pub(super) fn help(choices: &Choices, word: &str) -> Option<Text> {
    let near = meant(word, choices.iter().flat_map(|(id, choice)| words(id, choice)));
    let few = || (choices.len() <= MAX_LISTED).then(|| listed(choices.iter()));
    near.or_else(few)
}

fn listed<'c>(choices: impl Iterator<Item = (&'c String, &'c Choice)>) -> Text {
    let (mut ja, mut en) = (Vec::new(), Vec::new());
    for (id, choice) in choices {
        ja.push(choice.label.ja.clone());
        en.push(format!("{id} ({})", choice.label.en));
    }
    let (ja, en) = (ja.join("、"), en.join(", "));
    text!(ja: "選択肢は {ja}", en: "choices are {en}")
}
