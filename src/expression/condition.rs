//! Conditions: compiled expressions that hold, do not hold, or cannot be told yet.

use super::block::{Block, Variable, Verdicts};
use super::check::Checker;
use super::evaluate::recorder::{Explain, Fast, Recorder};
use super::evaluate::{Binding, Evaluator, Tri};
use super::evidence;
use super::fault::{EvalError, Fault, FaultKind};
use super::limits;
use super::parser;
use super::problem::Problem;
use super::reads::Reads;
use super::span::Span;
use super::tree::Test;
use super::types::Scope;
use crate::inventory::{Fact, Missing, Municipality};
use crate::vocabulary::Vocabulary;

/// A compiled condition.
#[derive(Debug, Clone)]
pub struct Condition {
    source: String,
    test: Test,
    reads: Reads,
    /// Steps that one evaluation may take.
    pub(super) steps: u64,
}

/// The outcome of a condition, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The outcome.
    pub verdict: Tri,
    /// The facts that decided; for an unknown outcome, those by which the missing ones came to matter. In order.
    pub facts: Vec<Fact>,
    /// What must be known to decide; empty unless the outcome is unknown. In order.
    pub missing: Vec<Missing>,
    /// What could not be computed, if the outcome is an error.
    pub error: Option<EvalError>,
}

impl Condition {
    /// Compiles a condition, or says all that is wrong with it.
    pub fn compile(source: &str, scope: &Scope, vocabulary: &Vocabulary) -> Result<Self, Vec<Problem>> {
        let (expr, mut problems) = parser::parse(source);
        let mut checker = Checker::new(source, scope, vocabulary);
        let test = expr.and_then(|expr| checker.condition(&expr).ok());
        problems.append(&mut checker.problems);
        match test {
            Some(test) if problems.is_empty() => {
                let (source, reads) = (source.to_owned(), checker.reads);
                Ok(Self { source, test, reads, steps: limits::CONDITION_STEPS })
            }
            _ => Err(problems),
        }
    }

    /// The outcome over the facts of a municipality.
    pub fn verdict(&self, m: &Municipality<'_>, bindings: &[Binding]) -> Tri {
        self.run::<Fast>(m, bindings).0
    }

    /// The outcomes for at most 64 rows of the table that the one variable stands for, if they can be told at once.
    pub fn verdicts(&self, m: &Municipality<'_>, rows: &[u32]) -> Option<Verdicts> {
        let mut fixed = Evaluator::<Fast>::new(m, &[], self.steps);
        Block { m, fixed: &mut fixed, variable: Variable::Binding(0), rows }.test(&self.test)
    }

    /// The same outcome, with the facts that decided it or those that are missing.
    pub fn explain(&self, m: &Municipality<'_>, bindings: &[Binding]) -> Explanation {
        let (verdict, exhausted, recorder) = self.run::<Explain>(m, bindings);
        let whole = Span::new(0, self.source.len());
        let fault = match recorder.faults.first() {
            _ if exhausted => Fault { kind: FaultKind::Limit, span: whole },
            Some(fault) => *fault,
            None => Fault { kind: FaultKind::NoValue, span: whole },
        };
        let missing = if verdict == Tri::Unknown { recorder.missing.clone() } else { Vec::new() };
        Explanation {
            verdict,
            facts: evidence::facts(m, recorder.read(), verdict != Tri::Unknown),
            missing: evidence::missing(m, missing),
            error: (verdict == Tri::Error).then(|| fault.error()),
        }
    }

    fn run<R: Recorder>(&self, m: &Municipality<'_>, bindings: &[Binding]) -> (Tri, bool, R) {
        let mut evaluator = Evaluator::<R>::new(m, bindings, self.steps);
        let verdict = evaluator.test(&self.test);
        let exhausted = evaluator.is_exhausted();
        let verdict = if exhausted { Tri::Error } else { verdict };
        (verdict, exhausted, evaluator.recorder)
    }

    /// What it reads beside the records it is about.
    pub fn reads(&self) -> &Reads {
        &self.reads
    }

    /// The text it was compiled from.
    pub fn source(&self) -> &str {
        &self.source
    }
}
