//! Checks what exceptions (例外措置) name: the rule must exist and be one that can be excepted from, and the term must
//! be within the pack's maximum.

use super::Linker;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::inventory::{Datum, Table};
use crate::pack::Rule;
use crate::text;
use crate::vocabulary::body;
use jiff::civil::Date;

/// Reports exceptions that cannot be: from rules that do not exist, that rest on a law or an order, or that are
/// themselves about exceptions; and those granted for too long.
pub(super) fn check(linker: &mut Linker<'_>) {
    let vocabulary = &linker.pack.vocabulary;
    let Some(waiver) = vocabulary.find(body::WAIVER) else { return };
    let Some(field) = vocabulary.entity(waiver).find(body::WAIVER_RULE) else { return };
    let table = &linker.tables[waiver.0 as usize];
    let mut found = Vec::new();
    for row in 0..table.len() {
        let term = Term::of(linker, table, row);
        if let Some(Datum::Text(symbol)) = table.column(field).get(row) {
            let rule = linker.symbols.text(symbol);
            found.extend(problem(linker, rule, &term, table.place(row, field)));
        }
        found.extend(too_long(linker, &term));
    }
    linker.diagnostics.extend(found);
}

/// From when until when an exception holds, as far as it is stated.
struct Term {
    approved_on: Option<Date>,
    until: Option<Date>,
    /// Where its last day is written.
    place: Option<Place>,
}

impl Term {
    fn of(linker: &Linker<'_>, table: &Table, row: u32) -> Self {
        let entity = linker.pack.vocabulary.entity(table.entity);
        let date = |name| match table.column(entity.find(name)?).get(row) {
            Some(Datum::Date(date)) => Some(date),
            _ => None,
        };
        Self {
            approved_on: date(body::WAIVER_APPROVED_ON),
            until: date(body::WAIVER_UNTIL),
            place: entity.find(body::WAIVER_UNTIL).and_then(|until| table.place(row, until)),
        }
    }
}

/// An exception holds for the pack's maximum term at most, first and last day included.
fn too_long(linker: &Linker<'_>, term: &Term) -> Option<Diagnostic> {
    let (approved, until) = (term.approved_on?, term.until?);
    let days = i64::from((until - approved).get_days()) + 1;
    let most = linker.pack.waiver_max_days;
    let (message, help) = match days {
        ..=0 => (
            text!(ja: "例外措置の期限が承認日より前です", en: "the exception ends before it was approved"),
            text!(ja: "承認日と期限を確かめてください", en: "check the day of approval and the last day"),
        ),
        days if days > most => (
            text!(
                ja: "例外措置の期間が{days}日で、上限の{most}日を超えています",
                en: "the exception holds for {days} days, more than the maximum of {most}"
            ),
            text!(ja: "期限を短くし、必要なら見直しのうえ改めて承認を受けてください", en: "shorten it and have it approved again when it ends"),
        ),
        _ => return None,
    };
    Some(Diagnostic::error(Fault::Inventory, term.place, message).help(help))
}

fn problem(linker: &Linker<'_>, id: &str, term: &Term, place: Option<Place>) -> Option<Diagnostic> {
    let pack = linker.pack;
    let Some(rule) = pack.rule(id) else {
        let near = nearest(id, pack.known_rules().map(|rule| rule.id.as_str()));
        let message = text!(ja: "「{id}」という規則はありません", en: "there is no rule `{id}`");
        let help = match near {
            Some(near) => text!(ja: "「{near}」のことですか", en: "did you mean `{near}`?"),
            None => text!(ja: "tekigo rules で規則の一覧が見られます", en: "`tekigo rules` lists the rules"),
        };
        return Some(Diagnostic::error(Fault::Inventory, place, message).help(help));
    };
    if pack.vocabulary.find(body::WAIVER) == Some(rule.subject) {
        let message = text!(
            ja: "規則「{id}」は例外措置そのものについての規則で、例外措置の対象にできません",
            en: "rule `{id}` is about exceptions and cannot be waived itself"
        );
        let help = text!(
            ja: "この例外措置を削除し、元の例外措置を終えるか、改めて承認を受けてください",
            en: "remove it; end the exception it is about, or have that one approved again"
        );
        return Some(Diagnostic::error(Fault::Inventory, place, message).help(help));
    }
    if pack.vocabulary.find(body::ACTION) == Some(rule.subject) {
        let message = text!(
            ja: "規則「{id}」は是正管理の記録についての規則で、例外措置の対象にできません",
            en: "rule `{id}` is about corrective actions and cannot be waived"
        );
        let help = text!(
            ja: "期限を改めるなど、是正管理の記録そのものを改めます",
            en: "mend the action itself, for example by a new due date"
        );
        return Some(Diagnostic::error(Fault::Inventory, place, message).help(help));
    }
    rests_on_statute(linker, rule, term, place)
}

/// Statute cannot be waived. What counts is the law of the day on which the exception begins; one that a statute
/// overtakes later lapses on that day.
fn rests_on_statute(linker: &Linker<'_>, rule: &Rule, term: &Term, place: Option<Place>) -> Option<Diagnostic> {
    let day = term.approved_on.unwrap_or(linker.facts_as_of).max(rule.from);
    let statute = linker.pack.cited(rule, day).find(|clause| clause.authority.is_statute())?;
    let (id, document, label) = (&rule.id, &statute.document, &statute.label);
    let message = text!(
        ja: "規則「{id}」は{document}に基づくため、例外措置の対象にできません",
        en: "rule `{id}` rests on a statute and cannot be waived"
    );
    let (ja, en) = (&label.ja, &label.en);
    let help = text!(
        ja: "{ja}。認められるのは法令上の経過措置だけです。この例外措置を削除してください",
        en: "{en}; only a statutory transition counts; remove this exception"
    );
    Some(Diagnostic::error(Fault::Inventory, place, message).help(help))
}
