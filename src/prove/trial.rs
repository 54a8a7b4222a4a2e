//! Trying the examples of rules, and counting them.

use crate::assess::examples;
use crate::diagnostic::Diagnostic;
use crate::pack::{Expected, Pack, Rule};

/// What became of the examples of some rules.
#[derive(Debug, Clone, Default)]
pub struct Trial {
    /// Rules tried.
    pub rules: usize,
    /// Examples tried: that fail, that pass, that stay unknown, that do not apply.
    pub examples: [usize; 4],
    /// Why some do not hold; one or more for each.
    pub broken: Vec<Diagnostic>,
    /// Number of examples that do not hold.
    pub failures: usize,
}

/// Runs the examples of rules through the real stages; tells how many rules are done.
pub fn try_examples(pack: &Pack, rules: &[&Rule], progress: &dyn Fn(usize, usize)) -> Trial {
    let mut trial = Trial { rules: rules.len(), ..Trial::default() };
    for (done, rule) in rules.iter().enumerate() {
        progress(done, rules.len());
        for example in &rule.examples {
            let kind = match example.verdict {
                Expected::Fail => 0,
                Expected::Pass => 1,
                Expected::Unknown => 2,
                Expected::NotApplicable => 3,
            };
            trial.examples[kind] += 1;
            let wrong = examples::check(pack, rule, example);
            trial.failures += usize::from(!wrong.is_empty());
            trial.broken.extend(wrong);
        }
    }
    progress(rules.len(), rules.len());
    trial
}
