//! Which computed entities are worth working out.

use crate::pack::{EntityFormulas, Pack, Rule};
use crate::vocabulary::{EntityId, Kind};
use std::collections::BTreeSet;

/// All computed entities.
pub fn all(pack: &Pack) -> BTreeSet<EntityId> {
    pack.vocabulary.ids().filter(|id| pack.vocabulary.entity(*id).kind == Kind::Computed).collect()
}

/// The entities that the given rules judge or read, and those that are needed to work these out.
pub fn by_rules<'r>(pack: &Pack, rules: impl IntoIterator<Item = &'r Rule>) -> BTreeSet<EntityId> {
    let mut wanted = BTreeSet::new();
    for rule in rules {
        let conditions = rule.when.iter().chain([&rule.require]).flat_map(|condition| condition.tables());
        let messages = [&rule.message.0, &rule.message.1].into_iter().flat_map(|message| message.tables());
        let read: Vec<EntityId> = conditions.chain(messages).copied().chain([rule.subject]).collect();
        read.into_iter().for_each(|id| want(pack, id, &mut wanted));
    }
    wanted
}

fn want(pack: &Pack, id: EntityId, wanted: &mut BTreeSet<EntityId>) {
    if !wanted.insert(id) {
        return;
    }
    if let Some(formulas) = pack.formulas.entities.get(id.0 as usize) {
        read_by(formulas).into_iter().for_each(|id| want(pack, id, wanted));
    }
}

fn read_by(formulas: &EntityFormulas) -> BTreeSet<EntityId> {
    let lists = formulas.each.iter().map(|(_, formula)| formula.tables());
    let fields = formulas.fields.iter().map(|(_, formula)| formula.tables());
    let keep = formulas.keep.iter().map(|condition| condition.tables());
    lists.chain(fields).chain(keep).flatten().copied().collect()
}
