//! Which facts a rule needs: the fields it reads, and behind computed ones those from which they are worked out.

use crate::expression::Reads;
use crate::language::Text;
use crate::pack::{Pack, Rule};
use crate::vocabulary::{EntityId, FieldId, Kind};
use std::collections::BTreeSet;

/// A kind of fact.
#[derive(Debug, Clone)]
pub struct Need {
    /// `system.segment`.
    pub path: String,
    /// What the record and the field are called.
    pub label: Text,
    /// It is worked out from other facts.
    pub computed: bool,
}

/// The facts a rule needs, in order of the vocabulary; without those that the catalog gives.
pub(super) fn needs(pack: &Pack, rule: &Rule) -> Vec<Need> {
    let read = fields_read(pack, rule);
    let asked = read.iter().filter(|(entity, _)| pack.vocabulary.entity(*entity).kind != Kind::Catalog);
    asked.map(|(entity, field)| need(pack, *entity, *field)).collect()
}

/// The fields a rule reads; for computed ones those from which they are worked out.
pub(super) fn fields_read(pack: &Pack, rule: &Rule) -> BTreeSet<(EntityId, FieldId)> {
    let mut search = Search { pack, fields: BTreeSet::new(), tables: BTreeSet::new() };
    search.table(rule.subject);
    rule.conditions().for_each(|condition| search.reads(condition.reads()));
    search.fields
}

fn need(pack: &Pack, entity: EntityId, field: FieldId) -> Need {
    let (owner, field) = (pack.vocabulary.entity(entity), pack.vocabulary.field(entity, field));
    let label = |of: fn(&Text) -> &str, mark: &str| format!("{}{mark}{}", of(&owner.label), of(&field.label));
    Need {
        path: format!("{}.{}", owner.id, field.id),
        label: Text::new(label(|text| &text.ja, "："), label(|text| &text.en, ": ")),
        computed: owner.kind == Kind::Computed || field.computed,
    }
}

struct Search<'p> {
    pack: &'p Pack,
    fields: BTreeSet<(EntityId, FieldId)>,
    tables: BTreeSet<EntityId>,
}

impl Search<'_> {
    fn reads(&mut self, reads: &Reads) {
        reads.tables.iter().for_each(|table| self.table(*table));
        for (entity, field) in &reads.fields {
            self.table(*entity);
            self.field(*entity, *field);
        }
    }

    /// A field; one that a formula gives stands for what the formula reads.
    fn field(&mut self, entity: EntityId, field: FieldId) {
        let formulas = self.pack.formulas.entities.get(entity.0 as usize);
        let formula = formulas.and_then(|of| of.fields.iter().find(|(id, _)| *id == field));
        match formula {
            Some((_, formula)) => self.reads(&formula.reads().clone()),
            None => {
                self.fields.insert((entity, field));
            }
        }
    }

    /// What decides which rows of a computed table there are.
    fn table(&mut self, entity: EntityId) {
        if !self.tables.insert(entity) {
            return;
        }
        let Some(formulas) = self.pack.formulas.entities.get(entity.0 as usize) else { return };
        let lists = formulas.each.iter().map(|(_, formula)| formula.reads().clone());
        let keep = formulas.keep.iter().map(|condition| condition.reads().clone());
        let read: Vec<Reads> = lists.chain(keep).collect();
        read.iter().for_each(|reads| self.reads(reads));
    }
}
