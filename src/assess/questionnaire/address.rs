//! Addresses: the way from the path of a question back to what it asks.

use crate::inventory::{Fact, Known, Missing, Municipality};
use crate::language::{Language, Text};
use crate::text;
use crate::vocabulary::{EntityId, Kind};

/// What a path stands for: `system/juki.segment`, `flow/*`, `system/juki.contracts/*`.
pub fn find(m: &Municipality<'_>, path: &str) -> Option<Missing> {
    let (name, rest) = path.split_once('/')?;
    let entity = m.vocabulary.find(name)?;
    if rest == "*" {
        return Some(Missing::Table(entity));
    }
    let (record, list) = match rest.strip_suffix("/*") {
        Some(record) => (record, true),
        None => (rest, false),
    };
    let (id, member) = record.rsplit_once('.')?;
    let row = m.table(entity).find(m.symbols.find(id)?)?;
    let kind = m.vocabulary.entity(entity);
    match list {
        true => Some(Missing::Reverse { entity, row, reverse: kind.find_reverse(member)? }),
        false => Some(Missing::Field(Fact { entity, row, field: kind.find(member)? })),
    }
}

/// Somebody can write the answer down: it is not worked out from other facts, and no part of the law.
pub(super) fn askable(m: &Municipality<'_>, missing: Missing) -> bool {
    let written = |entity: EntityId| !matches!(m.vocabulary.entity(entity).kind, Kind::Computed | Kind::Catalog);
    match missing {
        Missing::Field(fact) => written(fact.entity) && !m.vocabulary.field(fact.entity, fact.field).computed,
        Missing::Table(entity) => written(entity),
        Missing::Reverse { entity, reverse, .. } => written(m.vocabulary.entity(entity).reverse(reverse).from),
    }
}

/// What the record asked about is called.
pub(super) fn about(m: &Municipality<'_>, missing: Missing) -> Text {
    let title = |entity: EntityId, row: u32| {
        let label = &m.vocabulary.entity(entity).label;
        let name = |language| m.name(entity, row, language);
        match m.vocabulary.entity(entity).kind {
            Kind::Singleton => Text::new(name(Language::Ja), name(Language::En)),
            _ => Text::new(
                format!("{}「{}」", label.ja, name(Language::Ja)),
                format!("{} `{}`", label.en, name(Language::En)),
            ),
        }
    };
    match missing {
        Missing::Field(fact) => title(fact.entity, fact.row),
        Missing::Table(entity) => {
            let (Text { ja, en }, number) = (&m.vocabulary.entity(entity).label, m.table(entity).len());
            text!(ja: "{ja}（台帳に{number}件）", en: "{en} ({number} in the inventory)")
        }
        Missing::Reverse { entity, row, .. } => title(entity, row),
    }
}

/// Nothing is known of a fact; what is written of it cannot be used.
pub(super) fn is_open(m: &Municipality<'_>, fact: Fact) -> bool {
    matches!(m.value(fact), Known::Missing)
}
