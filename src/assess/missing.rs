//! Names in a table of which the inventory has no record: a department that a ledger mentions and nobody listed. They are
//! told, and as the reader wishes added as records that say nothing but their name, or left out.

use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::inventory::{Cell, RawValue, Record};
use crate::language::Text;
use crate::load::{Names, folded};
use crate::text;
use crate::vocabulary::{Entity, EntityId, FieldId, FieldType, Kind, Vocabulary, body};
use std::collections::BTreeMap;

/// Names that are told one by one.
const TOLD: usize = 10;

/// The names of one entity that no record has.
#[derive(Debug, Clone)]
pub struct Missing {
    /// What they name.
    pub entity: EntityId,
    /// Each as it is first written, with where that is, in the order in which they are met.
    pub names: Vec<(String, Place)>,
}

/// The names that neither the inventory nor the table itself has a record of.
pub fn missing<'r>(v: &Vocabulary, known: &Names, records: impl Iterator<Item = &'r Record> + Clone) -> Vec<Missing> {
    let own = |record: &Record| {
        let names = record.cells.iter().filter(|cell| v.entity(record.entity).names.contains(&cell.field));
        let names = names.filter_map(|cell| if let RawValue::Text(name) = &cell.value { Some(name) } else { None });
        let words = record.id.iter().map(|(id, _)| id).chain(names);
        words.map(|word| (record.entity, folded(word))).collect::<Vec<_>>()
    };
    let listed: Vec<(EntityId, String)> = records.clone().flat_map(own).collect();
    let mut found: BTreeMap<EntityId, Vec<(String, Place)>> = BTreeMap::new();
    for (entity, name, place) in records.flat_map(|record| references(v, record)) {
        let word = folded(&name);
        let is_known = known.get(&entity).is_some_and(|known| known.contains(&word));
        let names = found.entry(entity).or_default();
        if !is_known
            && !listed.contains(&(entity, word.clone()))
            && !names.iter().any(|(other, _)| folded(other) == word)
        {
            names.push((name, place));
        }
    }
    let some = found.into_iter().filter(|(_, names)| !names.is_empty());
    some.map(|(entity, names)| Missing { entity, names }).collect()
}

/// The names by which a record refers to others.
fn references(v: &Vocabulary, record: &Record) -> Vec<(EntityId, String, Place)> {
    let entity = v.entity(record.entity);
    let of = |cell: &Cell| match (&entity.fields[cell.field.0 as usize].kind, &cell.value) {
        (FieldType::Ref(target), RawValue::Name(name)) => vec![(*target, name.trim().to_owned(), cell.place)],
        (FieldType::Refs(target), RawValue::Names(names)) => {
            names.iter().map(|(name, place)| (*target, name.trim().to_owned(), *place)).collect()
        }
        _ => Vec::new(),
    };
    record.cells.iter().flat_map(of).collect()
}

impl Missing {
    /// Records that say nothing but their name; none if a record of that kind needs more to be one.
    pub fn records(&self, v: &Vocabulary) -> Vec<Record> {
        let entity = v.entity(self.entity);
        let Some(field) = name_of(entity) else { return Vec::new() };
        let record = |(name, place): &(String, Place)| Record {
            id: Some((name.clone(), *place)),
            cells: vec![Cell { field, value: RawValue::Text(name.clone()), place: *place }],
            ..Record::blank(self.entity, *place)
        };
        self.names.iter().map(record).collect()
    }

    /// Takes the names out of a record.
    pub fn leave_out(&self, v: &Vocabulary, record: &mut Record) {
        let entity = v.entity(record.entity);
        let is_missing = |name: &str| self.names.iter().any(|(other, _)| folded(other) == folded(name));
        record.cells.retain_mut(|cell| match (&entity.fields[cell.field.0 as usize].kind, &mut cell.value) {
            (FieldType::Ref(target), RawValue::Name(name)) if *target == self.entity => !is_missing(name),
            (FieldType::Refs(target), RawValue::Names(names)) if *target == self.entity => {
                // A list of which a part is not known is not known.
                !names.iter().any(|(name, _)| is_missing(name))
            }
            _ => true,
        });
    }

    /// That the inventory has no such records, and what can be done; `may_add` if whoever reads it can have them added.
    pub fn told(&self, v: &Vocabulary, known: &Names, may_add: bool) -> Diagnostic {
        let entity = v.entity(self.entity);
        let (ja, en) = (&entity.label.ja, &entity.label.en);
        let (count, listed) = (self.names.len(), self.listed());
        let (names_ja, names_en) = (&listed.ja, &listed.en);
        let message = text!(
            ja: "台帳にない{ja}が{count}件あります: {names_ja}",
            en: "the inventory has no such {en} ({count}): {names_en}"
        );
        let all = known.get(&self.entity);
        let near =
            self.names.iter().find_map(|(name, _)| Some((name, nearest(name, all?.iter().map(String::as_str))?)));
        let addable = may_add && name_of(entity).is_some();
        let help = match (near, addable) {
            (Some((name, near)), false) => text!(
                ja: "「{name}」は「{near}」のことですか。表を直すか、--leave-unread で空欄のまま取り込みます",
                en: "does `{name}` mean `{near}`? Mend the table, or leave them blank with --leave-unread"
            ),
            (Some((name, near)), true) => text!(
                ja: "「{name}」は「{near}」のことですか。書き間違いは表を直し、ほかは --add-missing で記録として加えるか、--leave-unread で空欄のまま取り込みます",
                en: "does `{name}` mean `{near}`? Mend slips in the table; add the others as records with --add-missing, or leave them blank with --leave-unread"
            ),
            (None, true) => text!(
                ja: "書き間違いなら表を直します。--add-missing で記録として加えるか、--leave-unread で空欄のまま取り込みます",
                en: "mend slips in the table; add them as records with --add-missing, or leave them blank with --leave-unread"
            ),
            (None, false) => text!(
                ja: "表を直すか、--leave-unread で空欄のまま取り込みます",
                en: "mend the table, or leave them blank with --leave-unread"
            ),
        };
        Diagnostic::error(Fault::Inventory, self.place(), message).help(help)
    }

    /// That they are added as records, or left out.
    pub fn told_settled(&self, v: &Vocabulary, added: bool) -> Diagnostic {
        let entity = v.entity(self.entity);
        let (ja, en) = (&entity.label.ja, &entity.label.en);
        let (count, listed) = (self.names.len(), self.listed());
        let (names_ja, names_en) = (&listed.ja, &listed.en);
        let message = match added {
            true => text!(
                ja: "台帳になかった{ja}{count}件を、名前だけの記録として加えます: {names_ja}",
                en: "records with nothing but a name are added ({en}, {count}): {names_en}"
            ),
            false => text!(
                ja: "台帳にない{ja}{count}件を、空欄（未確認）のままにします: {names_ja}",
                en: "names that the inventory lacks are left blank ({en}, {count}): {names_en}"
            ),
        };
        Diagnostic::warning(Fault::Inventory, self.place(), message)
    }

    fn place(&self) -> Option<Place> {
        self.names.first().map(|(_, place)| *place)
    }

    fn listed(&self) -> Text {
        let names = || self.names.iter().take(TOLD).map(|(name, _)| name.as_str());
        let (ja, en) = (names().collect::<Vec<_>>().join("、"), names().collect::<Vec<_>>().join(", "));
        match self.names.len().saturating_sub(TOLD) {
            0 => Text::new(ja, en),
            more => text!(ja: "{ja} ほか{more}件", en: "{en} and {more} more"),
        }
    }
}

/// The field that alone makes a record of an entity: its name.
fn name_of(entity: &Entity) -> Option<FieldId> {
    let alone = entity.kind == Kind::Base && entity.key.is_empty();
    entity.find(body::NAME).filter(|_| alone)
}
