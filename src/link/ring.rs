//! Refuses references that lead back to where they began, in fields that may not (a department above itself).

use super::Linker;
use crate::diagnostic::{Diagnostic, Fault};
use crate::inventory::{Datum, Table};
use crate::text;
use crate::vocabulary::{EntityId, FieldId, FieldType};
use petgraph::algo::tarjan_scc;
use petgraph::graph::{DiGraph, NodeIndex};

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
    let mut graph: DiGraph<u32, ()> = DiGraph::new();
    for row in 0..table.len() {
        graph.add_node(row);
    }
    for row in 0..table.len() {
        let targets = match table.column(field).get(row) {
            Some(Datum::Row(target)) => vec![target],
            Some(Datum::List(targets)) => targets,
            _ => Vec::new(),
        };
        for target in targets {
            graph.add_edge(NodeIndex::new(row as usize), NodeIndex::new(target as usize), ());
        }
    }
    let is_ring = |nodes: &Vec<NodeIndex>| nodes.len() > 1 || graph.contains_edge(nodes[0], nodes[0]);
    let components = tarjan_scc(&graph).into_iter().filter(is_ring);
    let mut rings: Vec<Vec<u32>> = components.map(|nodes| nodes.iter().map(|n| graph[*n]).collect()).collect();
    rings.iter_mut().for_each(|ring| ring.sort_unstable());
    rings.sort();
    rings
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
