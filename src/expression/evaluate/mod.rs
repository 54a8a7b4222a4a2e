//! The evaluator: a typed tree over the facts of one municipality.
//!
//! Every test is true, false, unknown or an error. What is not known stays unknown unless the rest decides; what cannot
//! be computed is an error unless the rest decides; running out of work ends the evaluation. See [`recorder`] for how
//! the same walk also tells why.

mod bounds;
mod calendar;
mod count;
mod list;
mod number;
pub(super) mod recorder;
pub(super) mod scalar;
mod term;
mod test;

use super::fault::{Fault, FaultKind};
use super::span::Span;
use crate::inventory::{Municipality, Symbol};
pub(super) use list::{Flow, Member};
use recorder::Recorder;
use scalar::Scalar;

/// The outcome of a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tri {
    /// The facts force it to be false.
    False,
    /// The facts force it to be true.
    True,
    /// Facts are missing.
    Unknown,
    /// It cannot be computed.
    Error,
}

/// The value of a variable for one evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// A record, by its row.
    Row(u32),
    /// A whole number.
    Int(i64),
    /// A text.
    Text(Symbol),
}

/// Why there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Facts are missing.
    Missing,
    /// It cannot be computed.
    Error,
}

/// A value, unless there is none.
pub(super) type Evaluated<T> = Result<T, Stop>;

/// Walks typed trees.
pub(super) struct Evaluator<'a, R> {
    m: &'a Municipality<'a>,
    bindings: &'a [Binding],
    /// Variables of macros; `None` is an element whose value is missing.
    locals: Vec<Option<Scalar<'a>>>,
    /// What is written down.
    pub recorder: R,
    budget: u64,
    exhausted: bool,
    /// Whatever does not belong to a list is no evidence, so that nobody asks why.
    screens: bool,
}

impl<'a, R: Recorder> Evaluator<'a, R> {
    /// An evaluator over one municipality.
    pub fn new(m: &'a Municipality<'a>, bindings: &'a [Binding], budget: u64) -> Self {
        Self { m, bindings, locals: Vec::new(), recorder: R::default(), budget, exhausted: false, screens: false }
    }

    /// Passes over the elements that do not belong to lists: what is counted rests on what was counted alone.
    pub fn screening(self) -> Self {
        Self { screens: true, ..self }
    }

    /// The work limit was reached; no outcome counts.
    pub fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// Pays for some work.
    fn charge(&mut self, steps: u64) -> Evaluated<()> {
        match self.budget.checked_sub(steps) {
            Some(rest) => {
                self.budget = rest;
                Ok(())
            }
            None => {
                self.budget = 0;
                self.exhausted = true;
                Err(Stop::Error)
            }
        }
    }

    fn fail<T>(&mut self, kind: FaultKind, span: Span) -> Evaluated<T> {
        self.recorder.fault(Fault { kind, span });
        Err(Stop::Error)
    }
}

impl Tri {
    /// The outcome that a value is.
    pub(super) fn known(value: bool) -> Self {
        if value { Tri::True } else { Tri::False }
    }
}

impl From<Stop> for Tri {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Missing => Tri::Unknown,
            Stop::Error => Tri::Error,
        }
    }
}
