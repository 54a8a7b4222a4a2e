//! Conditions tried by hand, as JSON: `tekigo.evaluation/1`.

use super::pretty;
use super::view::{Fact, Missing, Words};
use crate::assess::Evaluation;
use crate::expression::Tri;
use serde::Serialize;

/// One condition with what came out of it.
#[derive(Debug, Serialize)]
struct Document<'a> {
    schema: &'static str,
    expression: &'a str,
    results: Vec<Outcome<'a>>,
}

/// What came out for one record.
#[derive(Debug, Serialize)]
struct Outcome<'a> {
    subject: Option<&'a str>,
    /// True, false, or null for unknown and for what could not be computed.
    verdict: Option<bool>,
    error: Option<Words<'a>>,
    facts: Vec<Fact<'a>>,
    missing: Vec<Missing<'a>>,
}

/// Writes evaluations as JSON.
pub fn evaluation(expression: &str, evaluations: &[Evaluation]) -> String {
    let results = evaluations.iter().map(|evaluation| Outcome {
        subject: evaluation.subject.as_deref(),
        verdict: match evaluation.verdict {
            Tri::True => Some(true),
            Tri::False => Some(false),
            Tri::Unknown | Tri::Error => None,
        },
        error: evaluation.error.as_ref().map(Words::from),
        facts: evaluation.facts.iter().map(Fact::from).collect(),
        missing: evaluation.missing.iter().map(Missing::from).collect(),
    });
    pretty(&Document { schema: "tekigo.evaluation/1", expression, results: results.collect() })
}
