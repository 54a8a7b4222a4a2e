//! Headings: which field a heading means, in whatever spelling, with a unit behind it or not.

use crate::load::spelling::fold;
use crate::vocabulary::{Entity, FieldId, FieldType, Target};
use std::collections::BTreeMap;

/// Words before a unit, folded, and how much they multiply it.
const MULTIPLES: [(&str, i64); 4] = [("千", 1_000), ("万", 10_000), ("百万", 1_000_000), ("億", 100_000_000)];
/// What may stand around a unit, folded.
const AROUND: [(char, char); 4] = [('(', ')'), ('[', ']'), ('〔', '〕'), ('【', '】')];

/// What a heading means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing that is known.
    Nothing,
    /// One thing; numbers under it are counted in so many units of the field.
    One(Target, i64),
    /// Several fields share the word.
    Several(Vec<FieldId>),
    /// A field that is counted in another unit.
    Unit(FieldId),
}

/// The words of an entity's fields, folded.
pub(super) struct Headings<'v> {
    entity: &'v Entity,
    words: BTreeMap<String, Vec<FieldId>>,
}

impl<'v> Headings<'v> {
    /// The headings by which the fields of an entity are known.
    pub fn of(entity: &'v Entity) -> Self {
        let mut words: BTreeMap<String, Vec<FieldId>> = BTreeMap::new();
        for (id, (name, field)) in entity.field_ids().zip(&entity.fields) {
            if field.computed {
                continue;
            }
            for word in field.header.iter().chain([name, &field.label.ja, &field.label.en]) {
                let fields = words.entry(fold(word).into_owned()).or_default();
                if !fields.contains(&id) {
                    fields.push(id);
                }
            }
        }
        Self { entity, words }
    }

    /// What a heading means.
    pub fn find(&self, heading: &str) -> Meaning {
        let folded = fold(heading);
        let whole = self.word(&folded);
        if whole != Meaning::Nothing {
            return whole;
        }
        let Some((word, unit)) = split_unit(&folded) else { return Meaning::Nothing };
        match self.word(word) {
            Meaning::One(Target::Field(field), _) => self.counted(field, unit),
            _ => Meaning::Nothing,
        }
    }

    fn word(&self, folded: &str) -> Meaning {
        match self.words.get(folded).map(Vec::as_slice) {
            Some([one]) => return Meaning::One(Target::Field(*one), 1),
            Some(several) => return Meaning::Several(several.to_vec()),
            None => {}
        }
        let known = |(_, _, words): &&(Target, &str, [&str; 2])| words.iter().any(|word| fold(word) == folded);
        let meta = Target::META.iter().find(known).map(|(target, ..)| *target);
        match meta {
            Some(Target::Id) if !self.entity.key.is_empty() => Meaning::Nothing,
            Some(target) => Meaning::One(target, 1),
            None => Meaning::Nothing,
        }
    }

    /// A field under whose heading a unit stands.
    fn counted(&self, id: FieldId, unit: &str) -> Meaning {
        let field = &self.entity.fields[id.0 as usize];
        let number = matches!(field.kind, FieldType::Int | FieldType::Number);
        let Some(own) = field.unit.as_ref().filter(|_| number) else { return Meaning::Nothing };
        let own = [fold(&own.ja), fold(&own.en)];
        if own.iter().any(|own| own == unit) {
            return Meaning::One(Target::Field(id), 1);
        }
        let times = |(word, times): &(&str, i64)| {
            unit.strip_prefix(word).is_some_and(|rest| own.iter().any(|own| own == rest)).then_some(*times)
        };
        match MULTIPLES.iter().find_map(times) {
            Some(times) => Meaning::One(Target::Field(id), times),
            None => Meaning::Unit(id),
        }
    }
}

/// `残り日数(日)` as heading and unit.
fn split_unit(folded: &str) -> Option<(&str, &str)> {
    let (open, close) = AROUND.iter().find(|(_, close)| folded.ends_with(*close))?;
    let inside = folded.strip_suffix(*close)?;
    inside.rsplit_once(*open).filter(|(word, unit)| !word.is_empty() && !unit.is_empty())
}

/// Whether a heading means that target, and nothing else.
pub(in crate::load) fn means(entity: &Entity, heading: &str, target: Target) -> bool {
    Headings::of(entity).find(heading) == Meaning::One(target, 1)
}
