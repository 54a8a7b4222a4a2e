//! Refuses references that lead back to where they began, in fields that may not (a department above itself).

use super::Linker;
use crate::diagnostic::{Diagnostic, Fault};
use crate::graph;
use crate::inventory::{Datum, Table};
use crate::text;
use crate::vocabulary::{EntityId, FieldId, FieldType};

/// Reports every ring in fields declared `acyclic`, naming all its members.
pub(super) fn refuse(linker: &mut Linker<'_>) {
    for id in linker.pack.vocabulary.ids() {
        let entity = linker.pack.vocabulary.entity(id);
        for (index, field) in entity.fields.values().enumerate() {
            let to_itself = matches!(field.kind, FieldType::Ref(to) | FieldType::Refs(to) if to == id);
            if field.acyclic && to_itself {
                let field = FieldId(index as u16);
                for ring in rings(&linker.tables[id.0 as usize], field) {
                    let diagnostic = describe(linker, id, field, &ring);
                    linker.diagnostics.push(diagnostic);
                }
            }
        }
    }
}

/// Groups of rows that reach themselves, each in order of row.
fn rings(table: &Table, field: FieldId) -> Vec<Vec<u32>> {
    let mut edges = Vec::new();
    for row in 0..table.len() {
        match table.column(field).get(row) {
            Some(Datum::Row(target)) => edges.push((row, target)),
            Some(Datum::List(targets)) => edges.extend(targets.into_iter().map(|target| (row, target))),
            _ => {}
        }
    }
    graph::rings(table.len(), edges)
}

fn describe(linker: &Linker<'_>, id: EntityId, field: FieldId, ring: &[u32]) -> Diagnostic {
    let table = &linker.tables[id.0 as usize];
    let entity = linker.pack.vocabulary.entity(id);
    let label = &entity.fields[field.0 as usize].label;
    let members: Vec<&str> = ring.iter().map(|row| linker.symbols.text(table.id(*row))).collect();
    let (ja, en) = (&label.ja, &label.en);
    let (members_ja, members_en) = (members.join("、"), members.join(", "));
    let message = text!(
        ja: "{ja}をたどると元に戻ります: {members_ja}",
        en: "following `{en}` leads back to the start: {members_en}"
    );
    let help = text!(ja: "どれか一つの{ja}を直してください", en: "correct the {en} of one of them");
    let place = ring.first().and_then(|row| table.place(*row, field));
    Diagnostic::error(Fault::Inventory, place, message).help(help)
}
