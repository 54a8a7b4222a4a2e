//! Counting results, and the order in which rules appear.

use super::assessment::{ClauseSummary, Judged, Ledger, RuleSummary, Verdict};
use crate::language::Text;
use crate::pack::{Authority, Clause, Pack, Rule};
use crate::text;
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

    /// Report positions of the rules that have ended.
    pub(super) fn ended(&self, pack: &Pack, as_of: Date) -> Vec<usize> {
        let rules = self.indices.iter().map(|index| &pack.rules[*index]).enumerate();
        let ended = rules.filter(|(_, rule)| rule.until.is_some_and(|until| until < as_of));
        ended.map(|(position, _)| position).collect()
    }

    /// All rules as a report shows them.
    pub(super) fn summaries(&self, pack: &Pack) -> Vec<RuleSummary> {
        self.indices.iter().map(|index| summary(pack, &pack.rules[*index])).collect()
    }
}

/// One rule as a report shows it.
pub(super) fn summary(pack: &Pack, rule: &Rule) -> RuleSummary {
    let clauses: Vec<&Clause> = rule.clauses.iter().filter_map(|key| pack.clauses.get(key)).collect();
    RuleSummary {
        id: rule.id.clone(),
        area: rule.area.clone(),
        severity: rule.severity,
        authority: clauses.iter().map(|clause| clause.authority).min().unwrap_or(Authority::Plan),
        confirmed: clauses.iter().all(|clause| clause.confirmed),
        clauses: clauses.iter().map(|clause| clause_summary(clause)).collect(),
        title: rule.title.clone(),
        why: rule.why.clone(),
        remedy: rule.remedy.clone(),
        from: rule.from,
        until: rule.until,
    }
}

fn clause_summary(clause: &Clause) -> ClauseSummary {
    ClauseSummary { id: clause.id.clone(), label: citation(clause), confirmed: clause.confirmed }
}

/// Document, edition and place in it, as one line.
fn citation(clause: &Clause) -> Text {
    let (document, label, edition) = (&clause.document, &clause.label, &clause.edition);
    let (document_ja, label_ja) = (&document.ja, &label.ja);
    let (document_en, label_en) = (&document.en, &label.en);
    if edition.is_empty() {
        return text!(ja: "{document_ja} {label_ja}", en: "{document_en}, {label_en}");
    }
    text!(ja: "{document_ja}（{edition}）{label_ja}", en: "{document_en} ({edition}), {label_en}")
}
