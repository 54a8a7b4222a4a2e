//! Why a verdict changed: found by judging again with a part of what changed only.
//!
//! Four things may differ between two sides: the facts, the pack, the day of the law and the day of the clocks. The
//! smallest part that gives the new verdict by itself is what did it; where several parts of the same size do, all of
//! them are named.

use super::{Key, Split};
use crate::assess::assessment::Verdict;
use crate::language::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Verdicts by rule and subject.
pub type Verdicts = BTreeMap<Key, Verdict>;

/// Something that may differ between the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// What the body wrote down.
    Facts,
    /// The files of the pack.
    Pack,
    /// The law of the day, by one pack: rules, editions, reference data.
    Law,
    /// The mere passing of days: deadlines, terms, the age of facts.
    Days,
}

impl Cause {
    /// All of them, with the word used in machine formats and their names for people.
    pub const ALL: [(Cause, &'static str, &'static str, &'static str); 4] = [
        (Cause::Facts, "facts", "事実の変化", "facts"),
        (Cause::Pack, "pack", "ルール集の改訂", "pack"),
        (Cause::Law, "law", "法令等の変化", "law"),
        (Cause::Days, "date", "期日の経過", "passing days"),
    ];

    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// Its name for people.
    pub fn label(self) -> Text {
        let (_, _, ja, en) = Self::ALL[self as usize];
        Text::new(ja, en)
    }
}

/// Judges with the given things taken from the new side and all others from the old; `None` if the two do not go
/// together.
type Judge<'a> = dyn FnMut(&BTreeSet<Cause>) -> Option<Verdicts> + 'a;

/// Tells why verdicts changed.
pub struct Causes<'a> {
    /// What differs between the two sides.
    differing: Vec<Cause>,
    judge: Box<Judge<'a>>,
}

impl<'a> Causes<'a> {
    /// Of two sides that differ in those things, which `judge` can mix.
    pub fn new(differing: &[Cause], judge: impl FnMut(&BTreeSet<Cause>) -> Option<Verdicts> + 'a) -> Self {
        Self { differing: differing.to_vec(), judge: Box::new(judge) }
    }

    /// What made each result what it is on the new side, in the order given.
    pub(super) fn of(&mut self, wanted: Vec<(Key, Option<Verdict>)>) -> (Vec<BTreeSet<Cause>>, Split) {
        let mut told: Vec<BTreeSet<Cause>> = vec![BTreeSet::new(); wanted.len()];
        let mut split = Split::Whole;
        for size in 1..self.differing.len() {
            let open: Vec<usize> = (0..wanted.len()).filter(|index| told[*index].is_empty()).collect();
            if open.is_empty() {
                break;
            }
            for part in parts(&self.differing, size) {
                let Some(verdicts) = (self.judge)(&part) else {
                    split = Split::Partly;
                    continue;
                };
                for index in &open {
                    let (key, after) = &wanted[*index];
                    if verdicts.get(key).copied() == *after {
                        told[*index].extend(&part);
                    }
                }
            }
        }
        // What no part explains takes all that differs, unless a part could not be tried.
        if split == Split::Whole {
            let all: BTreeSet<Cause> = self.differing.iter().copied().collect();
            told.iter_mut().filter(|causes| causes.is_empty()).for_each(|causes| causes.clone_from(&all));
        }
        (told, split)
    }
}

/// All choices of so many things.
fn parts(things: &[Cause], size: usize) -> Vec<BTreeSet<Cause>> {
    let all = (0..1_u32 << things.len()).filter(|bits| bits.count_ones() as usize == size);
    let part =
        |bits: u32| things.iter().enumerate().filter(move |(at, _)| bits & (1 << at) != 0).map(|(_, cause)| *cause);
    all.map(|bits| part(bits).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOUR: [Cause; 4] = [Cause::Facts, Cause::Pack, Cause::Law, Cause::Days];

    fn key(rule: &str) -> Key {
        (rule.to_owned(), "x/1".to_owned())
    }

    /// A verdict that fails as soon as `needs` says so of what is new.
    fn told(needs: impl Fn(&BTreeSet<Cause>) -> bool) -> BTreeSet<Cause> {
        let mut causes = Causes::new(&FOUR, |part| {
            let verdict = if needs(part) { Verdict::Fail } else { Verdict::Pass };
            Some(Verdicts::from([(key("r"), verdict)]))
        });
        causes.of(vec![(key("r"), Some(Verdict::Fail))]).0.remove(0)
    }

    #[test]
    fn the_smallest_part_that_gives_the_new_verdict_did_it() {
        for cause in FOUR {
            assert_eq!(told(|part| part.contains(&cause)), BTreeSet::from([cause]));
        }
        let both = BTreeSet::from([Cause::Facts, Cause::Law]);
        assert_eq!(told(|part| part.is_superset(&both)), both);
        assert_eq!(told(|part| !part.is_disjoint(&both)), both, "each alone would do: both are named");
        assert_eq!(told(|part| part.len() == 4), BTreeSet::from(FOUR));
    }

    #[test]
    fn what_could_not_be_tried_is_not_guessed() {
        let mut causes = Causes::new(&[Cause::Facts, Cause::Pack], |part| {
            part.contains(&Cause::Facts).then(|| Verdicts::from([(key("a"), Verdict::Fail), (key("b"), Verdict::Pass)]))
        });
        let wanted = vec![(key("a"), Some(Verdict::Fail)), (key("b"), Some(Verdict::Fail))];
        let (told, split) = causes.of(wanted);
        assert_eq!(split, Split::Partly);
        assert_eq!(told, [BTreeSet::from([Cause::Facts]), BTreeSet::new()]);
    }
}
