//! Counting results, and the order in which rules appear.

use super::assessment::{Judged, Ledger, RuleSummary, Verdict};
use super::cite;
use crate::pack::Pack;
use jiff::civil::Date;

/// Counts results by verdict.
pub(super) fn count(results: &[Judged], coming: usize) -> Ledger {
    let mut ledger = Ledger { total: results.len(), coming, ..Ledger::default() };
    for result in results {
        *match result.verdict {
            Verdict::Pass => &mut ledger.pass,
            Verdict::Fail => &mut ledger.fail,
            Verdict::Unknown => &mut ledger.unknown,
            Verdict::NotApplicable => &mut ledger.not_applicable,
            Verdict::Waived => &mut ledger.waived,
            Verdict::Error => &mut ledger.error,
        } += 1;
    }
    ledger
}

/// The order of rules in a report: severity, then id.
pub(super) struct Order {
    /// Positions in the pack, in report order.
    indices: Vec<usize>,
    /// The reverse: report position by pack position.
    positions: Vec<usize>,
}

/// All rules of the pack in report order.
pub(super) fn order_of_rules(pack: &Pack) -> Order {
    let mut indices: Vec<usize> = (0..pack.rules.len()).collect();
    indices.sort_by_key(|index| (pack.rules[*index].severity, &pack.rules[*index].id));
    let mut positions = vec![0; indices.len()];
    for (position, index) in indices.iter().enumerate() {
        positions[*index] = position;
    }
    Order { indices, positions }
}

impl Order {
    /// Where the rule at that place in the pack stands in the report.
    pub(super) fn position(&self, index: usize) -> usize {
        self.positions[index]
    }

    /// Where the rule at that place in the report stands in the pack.
    pub(super) fn index(&self, position: usize) -> usize {
        self.indices[position]
    }

    /// Report positions of the rules that have ended.
    pub(super) fn ended(&self, pack: &Pack, as_of: Date) -> Vec<usize> {
        let rules = self.indices.iter().map(|index| &pack.rules[*index]).enumerate();
        let ended = rules.filter(|(_, rule)| rule.until.is_some_and(|until| until < as_of));
        ended.map(|(position, _)| position).collect()
    }

    /// All rules as a report of that day shows them.
    pub(super) fn summaries(&self, pack: &Pack, as_of: Date) -> Vec<RuleSummary> {
        self.indices.iter().map(|index| cite::summary(pack, &pack.rules[*index], as_of)).collect()
    }
}
