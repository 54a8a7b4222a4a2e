//! Recorders: what is written down while an expression is evaluated.
//!
//! Evaluation is the same whether anybody asks why or not; only the recorder differs. [`Fast`] writes nothing and
//! compiles to nothing. [`Explain`] keeps the facts read, the facts missing and the faults in three piles, with marks:
//! when a part decides, what the parts before it left on the piles is cut away, and what remains is the evidence. A
//! fourth pile, *aside*, holds facts that matter only if nothing decides: those of records that were not counted.

use super::super::fault::Fault;
use crate::inventory::{Fact, Missing};

/// The heights of the piles at one time.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::expression) struct Mark {
    facts: usize,
    missing: usize,
    faults: usize,
    aside: usize,
}

/// Writes down what is read.
pub(in crate::expression) trait Recorder: Default {
    /// Evidence that has been taken off the piles.
    type Taken;

    /// The present heights.
    fn mark(&self) -> Mark;
    /// A fact was read.
    fn fact(&mut self, fact: Fact);
    /// Something was not known.
    fn missing(&mut self, missing: Missing);
    /// Something could not be computed.
    fn fault(&mut self, fault: Fault);
    /// Forgets all that was written between two marks.
    fn cut(&mut self, from: Mark, to: Mark);
    /// Forgets all that was written since `from`.
    fn forget(&mut self, from: Mark) {
        let to = self.mark();
        self.cut(from, to);
    }
    /// A part is decided: nothing missing since `from` is to blame.
    fn decided(&mut self, from: Mark);
    /// The facts since `from` matter only if nothing decides.
    fn set_aside(&mut self, from: Mark);
    /// Something else decided: forgets what was set aside between two marks.
    fn drop_aside(&mut self, from: Mark, to: Mark);
    /// Nothing else decided: what was set aside since `from` counts.
    fn count_aside(&mut self, from: Mark);
    /// Takes off the piles what was written since `from`.
    fn take(&mut self, from: Mark) -> Self::Taken;
    /// Writes down again what was taken.
    fn give(&mut self, taken: &Self::Taken);
}

/// Writes nothing.
#[derive(Debug, Default)]
pub(in crate::expression) struct Fast;

impl Recorder for Fast {
    type Taken = ();

    fn mark(&self) -> Mark {
        Mark::default()
    }

    fn fact(&mut self, _: Fact) {}
    fn missing(&mut self, _: Missing) {}
    fn fault(&mut self, _: Fault) {}
    fn cut(&mut self, _: Mark, _: Mark) {}
    fn decided(&mut self, _: Mark) {}
    fn set_aside(&mut self, _: Mark) {}
    fn drop_aside(&mut self, _: Mark, _: Mark) {}
    fn count_aside(&mut self, _: Mark) {}
    fn take(&mut self, _: Mark) {}
    fn give(&mut self, (): &()) {}
}

/// Keeps the evidence.
#[derive(Debug, Default)]
pub(in crate::expression) struct Explain {
    /// Facts read.
    pub facts: Vec<Fact>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// What could not be computed.
    pub faults: Vec<Fault>,
    aside: Vec<Fact>,
}

/// Evidence that has been taken off the piles.
#[derive(Debug)]
pub(in crate::expression) struct Taken {
    facts: Vec<Fact>,
    missing: Vec<Missing>,
    faults: Vec<Fault>,
    aside: Vec<Fact>,
}

impl Explain {
    /// All facts read that count.
    pub fn read(mut self) -> Vec<Fact> {
        self.facts.append(&mut self.aside);
        self.facts
    }
}

impl Recorder for Explain {
    type Taken = Taken;

    fn mark(&self) -> Mark {
        Mark {
            facts: self.facts.len(),
            missing: self.missing.len(),
            faults: self.faults.len(),
            aside: self.aside.len(),
        }
    }

    fn fact(&mut self, fact: Fact) {
        self.facts.push(fact);
    }

    fn missing(&mut self, missing: Missing) {
        self.missing.push(missing);
    }

    fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    fn cut(&mut self, from: Mark, to: Mark) {
        remove(&mut self.facts, from.facts, to.facts);
        remove(&mut self.missing, from.missing, to.missing);
        remove(&mut self.faults, from.faults, to.faults);
        remove(&mut self.aside, from.aside, to.aside);
    }

    fn decided(&mut self, from: Mark) {
        self.missing.truncate(from.missing);
    }

    fn set_aside(&mut self, from: Mark) {
        self.aside.extend(self.facts.drain(from.facts.min(self.facts.len())..));
    }

    fn drop_aside(&mut self, from: Mark, to: Mark) {
        remove(&mut self.aside, from.aside, to.aside);
    }

    fn count_aside(&mut self, from: Mark) {
        self.facts.extend(self.aside.drain(from.aside.min(self.aside.len())..));
    }

    fn take(&mut self, from: Mark) -> Taken {
        Taken {
            facts: self.facts.split_off(from.facts.min(self.facts.len())),
            missing: self.missing.split_off(from.missing.min(self.missing.len())),
            faults: self.faults.split_off(from.faults.min(self.faults.len())),
            aside: self.aside.split_off(from.aside.min(self.aside.len())),
        }
    }

    fn give(&mut self, taken: &Taken) {
        self.facts.extend_from_slice(&taken.facts);
        self.missing.extend_from_slice(&taken.missing);
        self.faults.extend_from_slice(&taken.faults);
        self.aside.extend_from_slice(&taken.aside);
    }
}

fn remove<T>(pile: &mut Vec<T>, from: usize, to: usize) {
    let to = to.min(pile.len());
    pile.drain(from.min(to)..to);
}
