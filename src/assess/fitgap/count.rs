//! How many requirements fit, by kind and class. What nobody judged is counted for itself, in no total left out.

use super::{Class, Judgement, Line, Standing};
use crate::assess::read::Chosen;
use std::collections::BTreeMap;

/// Requirements by what was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Present practice fits.
    pub fit: usize,
    /// There is a gap.
    pub gap: usize,
    /// Nobody has judged.
    pub not_assessed: usize,
}

impl Tally {
    /// All of them.
    pub fn total(self) -> usize {
        self.fit + self.gap + self.not_assessed
    }

    /// The share that is known to fit: of all, so that what is not assessed never raises it. `None` of nothing.
    pub fn rate(self) -> Option<f64> {
        (self.total() > 0).then(|| self.fit as f64 / self.total() as f64)
    }

    /// The two together.
    pub fn and(self, other: Tally) -> Self {
        Self {
            fit: self.fit + other.fit,
            gap: self.gap + other.gap,
            not_assessed: self.not_assessed + other.not_assessed,
        }
    }

    fn add(&mut self, judgement: Judgement) {
        match judgement {
            Judgement::Fit => self.fit += 1,
            Judgement::Gap => self.gap += 1,
            Judgement::NotAssessed => self.not_assessed += 1,
        }
    }
}

/// The requirements of one kind and class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Feature, form or linkage; `None` is not stated.
    pub kind: Option<Chosen>,
    /// The class.
    pub class: Class,
    /// Conformity is judged already, or has no day.
    pub due: Tally,
    /// Conformity is judged from a later day.
    pub coming: Tally,
    /// Nobody has written from which day.
    pub undated: Tally,
}

/// Counts lines by kind and class, in the order in which they come.
pub(super) fn count(lines: &[Line]) -> Vec<Count> {
    let mut counts: BTreeMap<(Option<Chosen>, Class), Count> = BTreeMap::new();
    for line in lines {
        let kind = line.kind.clone().value();
        let (key, class) = ((kind.clone(), line.class), line.class);
        let (due, coming, undated) = Default::default();
        let count = counts.entry(key).or_insert(Count { kind, class, due, coming, undated });
        let tally = match line.standing {
            Standing::Due => &mut count.due,
            Standing::Coming => &mut count.coming,
            Standing::NotKnown => &mut count.undated,
        };
        tally.add(line.judgement);
    }
    counts.into_values().collect()
}

/// Gaps by measure: those without one first, then by id of the measure.
pub(super) fn measures(lines: &[Line]) -> Vec<(Option<Chosen>, usize)> {
    let mut found: BTreeMap<Option<Chosen>, usize> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.judgement == Judgement::Gap) {
        *found.entry(line.decision.measure.clone().value()).or_default() += 1;
    }
    found.into_iter().collect()
}
