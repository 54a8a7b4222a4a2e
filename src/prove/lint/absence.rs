//! Verdicts about records of which nobody stated anything.
//!
//! Comparisons with a missing fact are unknown by themselves, so this can only happen where a condition does not ask
//! the subject at all, or where a list that is complete by law is taken for an answer.

use super::search::blank;
use super::{Findings, Lint};
use crate::assess::examples::Prepared;
use crate::diagnostic::Level;
use crate::evaluate::{Decision, decide};
use crate::inventory::Origin;
use crate::pack::{Pack, Rule};
use crate::text;
use crate::vocabulary::Kind;
use jiff::civil::{Date, date};

/// A day on which every term has run out.
const LATE: Date = date(2099, 12, 31);

pub(super) fn look(pack: &Pack, rule: &Rule, findings: &mut Findings) {
    let entity = pack.vocabulary.entity(rule.subject);
    if matches!(entity.kind, Kind::Computed | Kind::Catalog) {
        return;
    }
    let blank = blank(rule, rule.from);
    let Ok(prepared) = Prepared::new(pack, rule, &blank) else { return };
    let mut m = prepared.municipality;
    if m.table(rule.subject).is_empty() {
        let name = m.symbols.intern("x");
        m.tables[rule.subject.0 as usize].push(name, Origin::default());
    }
    let late = rule.until.unwrap_or(LATE);
    let mut said = [rule.from, late].into_iter().flat_map(|day| {
        m.as_of = day;
        (0..m.table(rule.subject).len()).map(|row| decide(rule, &m, row)).collect::<Vec<_>>()
    });
    let Some(first) = said.next() else { return };
    let (level, ja, en) = match first {
        Decision::Fail => (Level::Error, "要是正", "fails"),
        Decision::Pass => (Level::Error, "充足", "passes"),
        _ => return,
    };
    if said.all(|other| other == first) {
        let id = &rule.id;
        let message = text!(
            ja: "規則 `{id}` は、何も分かっていない記録を「{ja}」とする",
            en: "rule `{id}` {en} on a record of which nothing is known"
        );
        let help = text!(
            ja: "事実がなければ未確認とする。条件に対象の項目を入れる",
            en: "without a fact it must be unknown; let the condition ask the subject"
        );
        findings.add(Lint::Absence, id, (level, rule.require_at), message).help = Some(help);
    }
}
