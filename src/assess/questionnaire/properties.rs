//! What is asked of one rule over one inventory, without an assessment around it.

use super::relevance;
use super::trial::Trial;
use crate::evaluate::{Decision, Evidence, judge};
use crate::inventory::{Inventory, Missing};
use crate::link::link;
use crate::pack::Pack;
use jiff::civil::Date;

/// What is asked.
pub(in crate::assess) enum Asking {
    /// Nothing: there is a verdict.
    Decided,
    /// These fields of the subject.
    Fields(Vec<String>),
}

/// What the first rule asks of the first record.
pub(in crate::assess) fn asking(pack: &Pack, inventory: &Inventory, day: Date) -> Asking {
    let rule = &pack.rules[0];
    let (m, _) = link(pack, inventory, day).unwrap();
    let outcome = judge(rule, &m, 0, Evidence::Findings);
    if outcome.decision != Decision::Unknown {
        return Asking::Decided;
    }
    let missing = outcome.missing.into_iter().enumerate().collect();
    let matter = relevance::matter(&mut Trial::new(pack, &m), rule, 0, missing);
    let field = |(_, one): (usize, Missing)| match one {
        Missing::Field(fact) => m.vocabulary.field(fact.entity, fact.field).id.clone(),
        Missing::Table(_) | Missing::Reverse { .. } => panic!("a list"),
    };
    Asking::Fields(matter.into_iter().map(field).collect())
}
