//! Room: as much of a text as fits, and a sentence about the rest.

use crate::assess::assessment::Verdict;
use crate::language::{Language, Text};
use crate::text;
use std::collections::BTreeMap;

/// A part with a heading, the gravest block first.
pub(super) struct Section {
    /// The heading; written only if a block is.
    pub(super) head: String,
    /// What stands under it.
    pub(super) blocks: Vec<Block>,
}

/// Text that is written as a whole or not at all.
pub(super) struct Block {
    /// The text.
    pub(super) text: String,
    /// What is missed without it.
    pub(super) left: Left,
}

/// What a block tells, and how much of it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Left {
    /// Results of a verdict.
    Results(Verdict, usize),
    /// Questions.
    Questions(usize),
    /// Results of rules to come.
    Coming(usize),
    /// Rules that have ended.
    Ended(usize),
}

/// How much may be written.
pub(super) struct Room {
    /// Characters at most.
    pub(super) most: usize,
    /// The language of the sentence about the rest.
    pub(super) language: Language,
}

impl Room {
    /// The head, what fits of the sections, what was left out, and the foot. A section ends with the first block for
    /// which there is no room, so that nothing grave is passed over for something light.
    pub(super) fn fill(&self, head: &str, sections: &[Section], foot: &str) -> String {
        let length = |text: &str| text.chars().count();
        let blocks = || sections.iter().flat_map(|section| section.blocks.iter());
        let heads = sections.iter().map(|section| length(&section.head)).sum::<usize>();
        let all = blocks().map(|block| length(&block.text)).sum::<usize>() + heads + length(head) + length(foot);
        let note = if all <= self.most { 0 } else { length(&self.note(blocks().map(|block| block.left))) };
        let mut room = self.most.saturating_sub(length(head) + length(foot) + note);
        let (mut body, mut left) = (String::new(), Vec::new());
        for section in sections {
            let mut blocks = section.blocks.iter();
            let mut head = section.head.as_str();
            for block in blocks.by_ref() {
                let needs = length(head) + length(&block.text);
                if needs > room {
                    left.push(block.left);
                    break;
                }
                room -= needs;
                body.push_str(head);
                body.push_str(&block.text);
                head = "";
            }
            left.extend(blocks.map(|block| block.left));
        }
        let note = self.note(left.into_iter());
        let whole = length(head) + length(&note) + length(&body) + length(foot) <= self.most;
        // Names so long that not even the head fits: what was left out is told first.
        let text = if whole { [head, &note, &body, foot].concat() } else { [&note, head].concat() };
        let mut text: String = text.chars().take(self.most - 1).collect();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text
    }

    /// The sentence about what was left out; empty if nothing was.
    fn note(&self, left: impl Iterator<Item = Left>) -> String {
        let (mut results, mut others): (BTreeMap<Verdict, usize>, [usize; 3]) = Default::default();
        for one in left {
            match one {
                Left::Results(verdict, number) => *results.entry(verdict).or_default() += number,
                Left::Questions(number) => others[0] += number,
                Left::Coming(number) => others[1] += number,
                Left::Ended(number) => others[2] += number,
            }
        }
        let names = [
            text!(ja: "問い", en: "questions"),
            text!(ja: "施行前の判定", en: "results to come"),
            text!(ja: "終了したルール", en: "ended rules"),
        ];
        let results = results.into_iter().map(|(verdict, number)| (verdict.label(), number));
        let told = results.chain(names.into_iter().zip(others)).filter(|(_, number)| *number > 0);
        let told: Vec<(Text, usize)> = told.collect();
        if told.is_empty() {
            return String::new();
        }
        let list = |mark: &str| {
            let one = |(name, number): &(Text, usize)| format!("{} {number}", name.get(self.language));
            told.iter().map(one).collect::<Vec<_>>().join(mark)
        };
        let (ja, en, most) = (list("、"), list(", "), self.most);
        let note = text!(
            ja: "**長さの上限（{most}文字）のため省いたもの: {ja}。** 全件は tekigo check の --format html などにある。",
            en: "**Left out for want of room ({most} characters): {en}.** All of it is in tekigo check with --format html and others."
        );
        format!("\n{}\n", note.get(self.language))
    }
}
