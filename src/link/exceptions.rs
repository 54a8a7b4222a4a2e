//! Checks what exceptions (例外措置) name: the rule must exist, and a statute cannot be waived.

use super::Linker;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::inventory::{Datum, Table};
use crate::text;
use crate::vocabulary::body;

/// Reports exceptions from rules that do not exist or rest on a law or an order, and those granted for too long.
pub(super) fn check(linker: &mut Linker<'_>) {
    let vocabulary = &linker.pack.vocabulary;
    let Some(waiver) = vocabulary.find(body::WAIVER) else { return };
    let Some(field) = vocabulary.entity(waiver).find(body::WAIVER_RULE) else { return };
    let table = &linker.tables[waiver.0 as usize];
    let mut found = Vec::new();
    for row in 0..table.len() {
        if let Some(Datum::Text(symbol)) = table.column(field).get(row) {
            let rule = linker.symbols.text(symbol);
            found.extend(problem(linker, rule, table.place(row, field)));
        }
        found.extend(too_long(linker, table, row));
    }
    linker.diagnostics.extend(found);
}

/// An exception holds for the pack's maximum term at most.
fn too_long(linker: &Linker<'_>, table: &Table, row: u32) -> Option<Diagnostic> {
    let entity = linker.pack.vocabulary.entity(table.entity);
    let (approved, until) = (entity.find(body::WAIVER_APPROVED_ON)?, entity.find(body::WAIVER_UNTIL)?);
    let date = |field| match table.column(field).get(row) {
        Some(Datum::Date(date)) => Some(date),
        _ => None,
    };
    let days = i64::from((date(until)? - date(approved)?).get_days());
    let most = linker.pack.waiver_max_days;
    let message = text!(
        ja: "例外措置の期間が{days}日で、上限の{most}日を超えています",
        en: "the exception holds for {days} days, more than the maximum of {most}"
    );
    let help = text!(ja: "期限を短くし、必要なら見直しのうえ改めて承認を受けてください", en: "shorten it and have it approved again when it ends");
    (days > most).then(|| Diagnostic::error(Fault::Inventory, table.place(row, until), message).help(help))
}

fn problem(linker: &Linker<'_>, id: &str, place: Option<Place>) -> Option<Diagnostic> {
    let Some(rule) = linker.pack.rules.iter().find(|rule| rule.id == id) else {
        let near = nearest(id, linker.pack.rules.iter().map(|rule| rule.id.as_str()));
        let message = text!(ja: "「{id}」という規則はありません", en: "there is no rule `{id}`");
        let help = match near {
            Some(near) => text!(ja: "「{near}」のことですか", en: "did you mean `{near}`?"),
            None => text!(ja: "tekigo rules で規則の一覧が見られます", en: "`tekigo rules` lists the rules"),
        };
        return Some(Diagnostic::error(Fault::Inventory, place, message).help(help));
    };
    let statute =
        rule.clauses.iter().filter_map(|key| linker.pack.clauses.get(key)).find(|c| c.authority.is_statute())?;
    let (document, label) = (&statute.document, &statute.label);
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
