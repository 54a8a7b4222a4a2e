//! Coverage: which clause is tested by which rules.

use crate::assess::assessment::RuleSummary;
use crate::assess::rule_summaries;
use crate::language::Text;
use crate::pack::{Authority, Clause, Pack};
use jiff::civil::Date;

/// One clause, and the rules that test it.
#[derive(Debug, Clone)]
pub struct Covered {
    /// `source/id`.
    pub clause: String,
    /// The document it is in.
    pub document: Text,
    /// Where in the document.
    pub label: Text,
    /// How binding it is.
    pub authority: Authority,
    /// Checked against its source.
    pub confirmed: bool,
    /// Ids of the rules, the gravest first.
    pub rules: Vec<String>,
}

/// All clauses of a pack in the edition of a day, in order of file and line; of one that is not in force then, the last.
pub fn coverage(pack: &Pack, day: Date) -> Vec<Covered> {
    let rules = rule_summaries(pack, day);
    let edition =
        |editions: &'_ Vec<Clause>| editions.iter().find(|clause| clause.in_force(day)).or(editions.last()).cloned();
    pack.clauses.values().filter_map(edition).map(|clause| covered(&clause, pack, &rules)).collect()
}

fn covered(clause: &Clause, pack: &Pack, rules: &[RuleSummary]) -> Covered {
    let cites = |rule: &&RuleSummary| pack.rule(&rule.id).is_some_and(|rule| rule.clauses.contains(&clause.id));
    Covered {
        clause: clause.id.clone(),
        document: clause.document.clone(),
        label: clause.label.clone(),
        authority: clause.authority,
        confirmed: clause.confirmed,
        rules: rules.iter().filter(cites).map(|rule| rule.id.clone()).collect(),
    }
}
