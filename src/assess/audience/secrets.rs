//! What an inventory holds that not every audience may see, as the vocabulary marks it.

use super::scrub::{Scrub, occurring};
use crate::inventory::{Fact, Municipality, RawValue, Value};
use crate::language::Text;
use crate::pack::Pack;
use crate::pack::audience::{Audience, Shown};
use crate::vocabulary::{Entity, EntityId, Field, FieldType};
use indexmap::IndexMap;
use std::collections::BTreeSet;

/// Shorter texts are no secrets by themselves: taking them out of sentences would leave nothing to read.
const SHORTEST: usize = 3;

/// The secrets of one inventory.
#[derive(Debug, Clone, Default)]
pub struct Secrets {
    /// `subnet.cidr`: fields whose values are sensitive.
    fields: BTreeSet<String>,
    /// Entities whose records are details of the network.
    network: BTreeSet<String>,
    /// Entities whose records are named by sensitive values.
    named: BTreeSet<String>,
    /// Sensitive values.
    values: BTreeSet<String>,
    /// Subjects and names of records of the network.
    details: BTreeSet<String>,
    /// What areas are called whose rules may not be named.
    areas: IndexMap<String, Text>,
}

impl Secrets {
    /// Collects the secrets of a municipality. What the pack itself says (`インターネット`) is no secret.
    pub fn of(pack: &Pack, m: &Municipality<'_>) -> Self {
        let mut secrets = Self { areas: pack.areas.clone(), ..Self::default() };
        for id in m.vocabulary.ids() {
            secrets.entity(m, id);
        }
        let book = book(pack);
        for texts in [&mut secrets.values, &mut secrets.details] {
            let known: Vec<&str> = texts.iter().map(String::as_str).collect();
            let said: BTreeSet<String> = occurring(&known, &book).into_iter().map(str::to_owned).collect();
            texts.retain(|text| text.chars().count() >= SHORTEST && !said.contains(text));
        }
        secrets
    }

    fn entity(&mut self, m: &Municipality<'_>, id: EntityId) {
        let entity = m.vocabulary.entity(id);
        let rows = || 0..m.table(id).len();
        if entity.network {
            self.network.insert(entity.id.clone());
            for row in rows() {
                let title = m.title(id, row);
                self.details.extend([m.subject(id, row), title.ja, title.en]);
            }
        }
        for (field, declared) in entity.field_ids().zip(entity.fields.values()) {
            if !declared.sensitive {
                continue;
            }
            self.fields.insert(format!("{}.{}", entity.id, declared.id));
            if entity.key.contains(&field) || entity.names.contains(&field) {
                self.named.insert(entity.id.clone());
            }
            for row in rows() {
                self.values.extend(texts(m.value(Fact { entity: id, row, field }).value()));
            }
        }
    }

    /// All texts that not every audience may see.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.values.iter().chain(&self.details).map(String::as_str)
    }

    /// What an area is called; its id if the pack does not say.
    pub(super) fn area(&self, id: &str) -> Text {
        self.areas.get(id).cloned().unwrap_or_else(|| Text::same(id))
    }

    /// Whether records of an entity may not be named to an audience.
    pub(super) fn hides(&self, entity: &str, audience: &Audience) -> bool {
        (!audience.shows(Shown::Network) && self.network.contains(entity))
            || (!audience.shows(Shown::Sensitive) && self.named.contains(entity))
    }

    /// Whether a field may not be shown to an audience.
    pub(super) fn hides_field(&self, entity: &str, field: &str, audience: &Audience) -> bool {
        !audience.shows(Shown::Sensitive) && self.fields.contains(&format!("{entity}.{field}"))
    }

    /// What takes the secrets out of sentences for an audience.
    pub(super) fn scrub(&self, audience: &Audience) -> Scrub {
        let values = self.values.iter().filter(|_| !audience.shows(Shown::Sensitive));
        let details = self.details.iter().filter(|_| !audience.shows(Shown::Network));
        Scrub::new(values.chain(details).map(String::as_str))
    }
}

/// The texts in a value.
fn texts(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Text(text)) => vec![text],
        Some(Value::List(items)) => items.into_iter().flat_map(|item| texts(Some(item))).collect(),
        _ => Vec::new(),
    }
}

/// Everything that the pack itself says to readers of a report.
fn book(pack: &Pack) -> String {
    let mut book = String::new();
    let mut say = |text: &str| {
        book.push_str(text);
        book.push('\n');
    };
    for rule in &pack.rules {
        [&rule.title, &rule.why, &rule.remedy].into_iter().for_each(|text| {
            say(&text.ja);
            say(&text.en);
        });
    }
    for entry in &pack.catalog {
        for cell in &entry.record.cells {
            match &cell.value {
                RawValue::Text(text) => say(text),
                RawValue::Texts(texts) => texts.iter().for_each(|text| say(text)),
                _ => {}
            }
        }
    }
    pack.vocabulary.entities.values().flat_map(labels).for_each(|label| say(&label));
    book
}

/// What an entity, its fields and their choices are called.
fn labels(entity: &Entity) -> Vec<String> {
    let choices = |field: &Field| match &field.kind {
        FieldType::Choice(choices) | FieldType::Choices(choices) => {
            choices.values().map(|choice| choice.label.clone()).collect()
        }
        _ => Vec::new(),
    };
    let fields = entity.fields.values().flat_map(|field| [vec![field.label.clone()], choices(field)].concat());
    std::iter::once(entity.label.clone()).chain(fields).flat_map(|label| [label.ja, label.en]).collect()
}
