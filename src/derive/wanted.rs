//! Which computed entities are worth working out, and on which deadlines rules depend.

use super::schedule::names;
use crate::expression::Reads;
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
        let read: BTreeSet<EntityId> = reads_of(rule).flat_map(|reads| &reads.tables).copied().collect();
        read.into_iter().chain([rule.subject]).for_each(|id| want(pack, id, &mut wanted));
    }
    wanted
}

/// The entities whose records decide what the given rules say, through whatever computed and implied facts; `None` if that
/// cannot be told, because a part of its own works some of these out.
pub fn read_by<'r>(pack: &Pack, rules: impl IntoIterator<Item = &'r Rule>) -> Option<BTreeSet<EntityId>> {
    let entities =
        |reads: &Reads| reads.tables.iter().copied().chain(reads.fields.iter().map(|(entity, _)| *entity)).collect();
    let mut next: Vec<EntityId> = Vec::new();
    for rule in rules {
        next.push(rule.subject);
        next.extend(reads_of(rule).flat_map(|reads| -> Vec<EntityId> { entities(reads) }));
    }
    for formulas in &pack.formulas.entities {
        next.extend(formulas.implied.iter().flat_map(|(_, formula)| -> Vec<EntityId> { entities(formula.reads()) }));
    }
    let mut read = BTreeSet::new();
    while let Some(id) = next.pop() {
        if !read.insert(id) {
            continue;
        }
        let entity = pack.vocabulary.entity(id);
        if entity.kind == Kind::Computed && entity.each.is_none() {
            return None;
        }
        let formulas = pack.formulas.entities.get(id.0 as usize);
        next.extend(formulas.into_iter().flat_map(reads_by).flat_map(|reads| -> Vec<EntityId> { entities(reads) }));
    }
    Some(read)
}

/// The deadlines on which a rule's verdicts depend: those it names, those of the computed entities it reads, and, if the
/// schedule is among these, the schedule's own.
pub fn deadlines(pack: &Pack, rule: &Rule) -> BTreeSet<String> {
    let wanted = by_rules(pack, [rule]);
    let formulas = wanted.iter().filter_map(|id| pack.formulas.entities.get(id.0 as usize));
    let named = reads_of(rule).chain(formulas.flat_map(reads_by)).flat_map(|reads| reads.deadlines.iter().cloned());
    let mut named: BTreeSet<String> = named.collect();
    if names::TABLES.iter().filter_map(|table| pack.vocabulary.find(table)).any(|id| wanted.contains(&id)) {
        named.extend([names::TARGET, names::SUPPORTED_TARGET].map(str::to_owned));
    }
    named
}

fn reads_of(rule: &Rule) -> impl Iterator<Item = &Reads> {
    let conditions = rule.conditions().map(|condition| condition.reads());
    conditions.chain([&rule.message.0, &rule.message.1].into_iter().map(|message| message.reads()))
}

fn want(pack: &Pack, id: EntityId, wanted: &mut BTreeSet<EntityId>) {
    if !wanted.insert(id) {
        return;
    }
    if let Some(formulas) = pack.formulas.entities.get(id.0 as usize) {
        let read: BTreeSet<EntityId> = reads_by(formulas).flat_map(|reads| &reads.tables).copied().collect();
        read.into_iter().for_each(|id| want(pack, id, wanted));
    }
}

fn reads_by(formulas: &EntityFormulas) -> impl Iterator<Item = &Reads> {
    let lists = formulas.each.iter().map(|(_, formula)| formula.reads());
    let fields = formulas.fields.iter().map(|(_, formula)| formula.reads());
    let keep = formulas.keep.iter().map(|condition| condition.reads());
    lists.chain(fields).chain(keep)
}
