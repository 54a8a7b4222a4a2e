//! Warns of subnets of different records that have addresses in common: one of the two is wrong, or they are two
//! worlds that must not be told apart by address.

use super::Linker;
use crate::diagnostic::{Diagnostic, Fault};
use crate::inventory::{Addresses, Datum, Table};
use crate::text;
use crate::vocabulary::{EntityId, FieldId, Format};

/// Overlaps named one by one for one field.
const NAMED: usize = 20;

/// Warns of overlaps in every field that holds subnets.
pub(super) fn overlaps(linker: &mut Linker<'_>) {
    for id in linker.pack.vocabulary.ids() {
        for (index, field) in linker.pack.vocabulary.entity(id).fields.values().enumerate() {
            if field.format == Some(Format::Subnets) {
                of_field(linker, id, FieldId(index as u16));
            }
        }
    }
}

fn of_field(linker: &mut Linker<'_>, id: EntityId, field: FieldId) {
    let mut found = subnets(linker, &linker.tables[id.0 as usize], field);
    found.sort_unstable();
    let mut widest: Option<(Addresses, u32)> = None;
    let mut pairs = Vec::new();
    for (subnet, row) in found {
        if let Some((before, other)) = widest.filter(|(before, other)| before.meets(subnet) && *other != row) {
            pairs.push((other, row));
            widest = Some(if before.last >= subnet.last { (before, other) } else { (subnet, row) });
        } else {
            widest = Some((subnet, row));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    for (one, other) in pairs.into_iter().take(NAMED) {
        let diagnostic = describe(linker, id, field, one, other);
        linker.diagnostics.push(diagnostic);
    }
}

fn subnets(linker: &Linker<'_>, table: &Table, field: FieldId) -> Vec<(Addresses, u32)> {
    let mut found = Vec::new();
    for row in 0..table.len() {
        if let Some(Datum::Text(text)) = table.column(field).get(row) {
            let all = Addresses::parse_all(linker.symbols.text(text)).unwrap_or_default();
            found.extend(all.into_iter().map(|subnet| (subnet, row)));
        }
    }
    found
}

fn describe(linker: &Linker<'_>, id: EntityId, field: FieldId, one: u32, other: u32) -> Diagnostic {
    let table = &linker.tables[id.0 as usize];
    let label = &linker.pack.vocabulary.field(id, field).label;
    let (a, b) = (linker.symbols.text(table.id(one)), linker.symbols.text(table.id(other)));
    let (ja, en) = (&label.ja, &label.en);
    let message = text!(
        ja: "`{a}` と `{b}` の{ja}が重なっています",
        en: "the {en} of `{a}` and of `{b}` overlap"
    );
    let help = text!(ja: "どちらかの範囲を直してください", en: "correct one of the ranges");
    let mut diagnostic = Diagnostic::warning(Fault::Inventory, table.place(other, field), message).help(help);
    if let Some(first) = table.place(one, field) {
        diagnostic = diagnostic.related(first, text!(ja: "もう一方はここ", en: "the other is here"));
    }
    diagnostic
}
