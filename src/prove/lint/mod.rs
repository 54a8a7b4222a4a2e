//! Lint: parts of a pack that have no effect, contradict each other, or would accuse without a fact.
//!
//! Examples are witnesses: a rule with an example that fails can fail. Where there is no example, facts are tried
//! (`search`), and it is said aloud when that decides nothing.

mod absence;
mod accepted;
mod message;
mod pairs;
mod search;
mod texts;
mod usage;
mod verdicts;

use crate::diagnostic::{Diagnostic, Fault, Level, Place};
use crate::language::Text;
use crate::pack::{Pack, Rule, Severity};

/// What a finding is about, with the word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lint {
    /// A rule that can never apply.
    NeverApplies,
    /// A rule that can never fail.
    NeverFails,
    /// A rule that can never pass.
    NeverPasses,
    /// A verdict that no example shows.
    Unproved,
    /// Two rules that say the same.
    Duplicate,
    /// Two rules that cannot both be met.
    Contradiction,
    /// A verdict about a record of which nothing is known.
    Absence,
    /// A message that cannot be told when the rule fails.
    Message,
    /// A text that lacks a language.
    Text,
    /// A field that no question asks for.
    Unasked,
    /// A field that nothing uses.
    Unused,
    /// A clause that no rule tests.
    Uncovered,
    /// A rule of which no clause is in force to its end.
    Baseless,
    /// A reason given for a finding that is not there.
    Stale,
}

impl Lint {
    /// All of them, with their words.
    pub const ALL: [(Lint, &'static str); 14] = [
        (Lint::NeverApplies, "never-applies"),
        (Lint::NeverFails, "never-fails"),
        (Lint::NeverPasses, "never-passes"),
        (Lint::Unproved, "unproved"),
        (Lint::Duplicate, "duplicate"),
        (Lint::Contradiction, "contradiction"),
        (Lint::Absence, "absence"),
        (Lint::Message, "message"),
        (Lint::Text, "text"),
        (Lint::Unasked, "unasked"),
        (Lint::Unused, "unused"),
        (Lint::Uncovered, "uncovered"),
        (Lint::Baseless, "baseless"),
        (Lint::Stale, "stale"),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its kind.
    pub lint: Lint,
    /// What it is about: a rule, a clause, `entity.field`.
    pub of: String,
    /// What is wrong, and where.
    pub diagnostic: Diagnostic,
    /// Why it stays as it is, if its authors said so.
    pub accepted: Option<Text>,
}

/// Looks through a whole pack; tells how many rules are done.
pub fn lint(pack: &Pack, progress: &dyn Fn(usize, usize)) -> Vec<Finding> {
    let mut findings = Findings::default();
    for (done, rule) in pack.rules.iter().enumerate() {
        progress(done, pack.rules.len());
        look_at(pack, rule, &mut findings);
    }
    pairs::look(pack, &mut findings);
    progress(pack.rules.len(), pack.rules.len());
    texts::look(pack, &mut findings);
    usage::look(pack, &mut findings);
    accepted::sort_out(pack, &mut findings);
    findings.sorted()
}

/// Looks at one rule alone.
pub fn lint_rule(pack: &Pack, rule: &Rule) -> Vec<Finding> {
    let mut findings = Findings::default();
    look_at(pack, rule, &mut findings);
    accepted::mark(pack, &mut findings);
    findings.sorted()
}

fn look_at(pack: &Pack, rule: &Rule, findings: &mut Findings) {
    verdicts::look(pack, rule, findings);
    absence::look(pack, rule, findings);
    message::look(pack, rule, findings);
    texts::rule(rule, findings);
}

/// Findings so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, lint: Lint, of: &str, (level, place): (Level, Place), message: Text) -> &mut Diagnostic {
        let diagnostic = Diagnostic { level, ..Diagnostic::error(Fault::Pack, place, message) };
        self.0.push(Finding { lint, of: of.to_owned(), diagnostic, accepted: None });
        let last = self.0.len() - 1;
        &mut self.0[last].diagnostic
    }

    fn sorted(mut self) -> Vec<Finding> {
        let order = |finding: &Finding| {
            let Diagnostic { level, place, .. } = finding.diagnostic;
            (level, finding.lint, place.map(|place| (place.file, place.start)))
        };
        self.0.sort_by_key(order);
        self.0
    }
}

/// What is not proved about a grave rule is an error; about another one, a warning.
fn by_severity(rule: &Rule) -> Level {
    if rule.severity <= Severity::High { Level::Error } else { Level::Warning }
}
