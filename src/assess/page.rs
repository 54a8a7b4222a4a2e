//! What `explain`, `rules` and `eval` show: plain data, like the assessment.

use super::assessment::{Question, RuleSummary, ShownFact, Verdict};
use super::cite::{day_in_force, summary};
use super::ledger::order_of_rules;
use super::needs::{Need, needs};
use super::questions::Wording;
use super::shown;
use crate::diagnostic::Sources;
use crate::expression::{Explanation, Tri};
use crate::inventory::Municipality;
use crate::language::Text;
use crate::pack::{Clause, Expected, Pack, Rule};
use jiff::civil::Date;

/// A rule with everything a reader may ask about it.
#[derive(Debug, Clone)]
pub struct RulePage {
    /// What a report says about it.
    pub summary: RuleSummary,
    /// What its subjects are called.
    pub subject: Text,
    /// To which subjects it applies, as written; `None` is to all.
    pub when: Option<String>,
    /// What must hold, as written.
    pub require: String,
    /// The clauses it cites on the day of the law, in full; in the order of those in the summary.
    pub clauses: Vec<Clause>,
    /// Which facts it needs.
    pub facts: Vec<Need>,
    /// Its examples: what they show, and the verdict.
    pub examples: Vec<(Text, Verdict)>,
}

/// One condition, evaluated once.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// The record, `system/juki`; `None` for a condition about no record.
    pub subject: Option<String>,
    /// What came out.
    pub verdict: Tri,
    /// The facts that decided.
    pub facts: Vec<ShownFact>,
    /// What is missing.
    pub missing: Vec<Question>,
    /// What went wrong.
    pub error: Option<Text>,
}

/// All rules of a pack as they stand on a day, the gravest first.
pub fn rule_summaries(pack: &Pack, as_of: Date) -> Vec<RuleSummary> {
    order_of_rules(pack).summaries(pack, as_of)
}

/// All about one rule as it stands on a day.
pub fn rule_page(pack: &Pack, rule: &Rule, as_of: Date) -> RulePage {
    let verdict = |expected| match expected {
        Expected::Pass => Verdict::Pass,
        Expected::Fail => Verdict::Fail,
        Expected::Unknown => Verdict::Unknown,
        Expected::NotApplicable => Verdict::NotApplicable,
    };
    RulePage {
        summary: summary(pack, rule, as_of),
        subject: pack.vocabulary.entity(rule.subject).label.clone(),
        when: rule.when.as_ref().map(|when| when.source().to_owned()),
        require: rule.require.source().to_owned(),
        clauses: pack.cited(rule, day_in_force(rule, as_of)).cloned().collect(),
        facts: needs(pack, rule),
        examples: rule.examples.iter().map(|example| (example.note.clone(), verdict(example.verdict))).collect(),
    }
}

/// What came out of a condition, with the evidence in words.
pub fn evaluation(
    pack: &Pack,
    sources: &Sources,
    m: &Municipality<'_>,
    subject: Option<String>,
    explanation: Explanation,
) -> Evaluation {
    let wording = Wording::new(pack, sources, m);
    Evaluation {
        subject,
        verdict: explanation.verdict,
        facts: shown::facts(m, sources, &explanation.facts),
        missing: explanation.missing.iter().map(|missing| wording.of(*missing)).collect(),
        error: explanation.error.map(|error| error.message),
    }
}
