//! Types of values in expressions, and the names an expression may use.

use crate::language::Text;
use crate::text;
use crate::vocabulary::{Choice, EntityId, FieldId, FieldType, Vocabulary};
use indexmap::IndexMap;
use std::collections::{BTreeMap, BTreeSet};

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// True or false.
    Bool,
    /// A whole number; a fiscal year too.
    Int,
    /// A number with a fraction.
    Double,
    /// Free text.
    Text,
    /// One of the values of a choice field.
    Choice(ChoiceDomain),
    /// A calendar date.
    Date,
    /// A length of time, from `days(n)` or `months(n)`.
    Span,
    /// A record of an entity.
    Record(EntityId),
    /// Several values of one type.
    List(Box<Type>),
    /// The value `null` alone.
    Null,
}

/// Which choices: those of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceDomain {
    /// The entity.
    pub entity: EntityId,
    /// Its `choice` or `choices` field.
    pub field: FieldId,
}

/// The names an expression may use, beside `body`, `inventory`, `catalog` and `as_of`.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Names that are bound for each evaluation, in the order of the bindings.
    pub variables: Vec<(String, Type)>,
    /// The record whose fields may be named bare; it is the last binding.
    pub implicit: Option<EntityId>,
    /// Ids that `deadline('…')` accepts, each with the name of the field that holds a record's own deadline.
    pub deadlines: BTreeMap<String, Option<String>>,
    /// Ids that `due('…', date)` and `warn('…', date)` accept.
    pub clocks: BTreeSet<String>,
}

impl ChoiceDomain {
    /// The choices, by id.
    pub(super) fn choices(self, vocabulary: &Vocabulary) -> Option<&IndexMap<String, Choice>> {
        match &vocabulary.field(self.entity, self.field).kind {
            FieldType::Choice(choices) | FieldType::Choices(choices) => Some(choices),
            _ => None,
        }
    }
}

impl Type {
    /// The type of a field's value.
    pub(super) fn of(vocabulary: &Vocabulary, entity: EntityId, field: FieldId) -> Type {
        let list = |element| Type::List(Box::new(element));
        let domain = ChoiceDomain { entity, field };
        match &vocabulary.field(entity, field).kind {
            FieldType::Text => Type::Text,
            FieldType::Bool => Type::Bool,
            FieldType::Int | FieldType::Year => Type::Int,
            FieldType::Number => Type::Double,
            FieldType::Date => Type::Date,
            FieldType::Choice(_) => Type::Choice(domain),
            FieldType::Choices(_) => list(Type::Choice(domain)),
            FieldType::Ref(target) => Type::Record(*target),
            FieldType::Refs(target) => list(Type::Record(*target)),
            FieldType::Texts => list(Type::Text),
        }
    }

    /// Whole or with a fraction.
    pub(super) fn is_number(&self) -> bool {
        matches!(self, Type::Int | Type::Double)
    }

    /// Free text or a choice.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Type::Text | Type::Choice(_))
    }

    /// What it is called in messages.
    pub(super) fn describe(&self, vocabulary: &Vocabulary) -> Text {
        match self {
            Type::Bool => text!(ja: "真偽値", en: "bool"),
            Type::Int => text!(ja: "整数", en: "int"),
            Type::Double => text!(ja: "小数", en: "double"),
            Type::Text => text!(ja: "文字列", en: "text"),
            Type::Choice(domain) => {
                let field = &vocabulary.field(domain.entity, domain.field).id;
                text!(ja: "`{field}` の選択肢", en: "choice of `{field}`")
            }
            Type::Date => text!(ja: "日付", en: "date"),
            Type::Span => text!(ja: "期間", en: "length of time"),
            Type::Record(entity) => {
                let id = &vocabulary.entity(*entity).id;
                text!(ja: "`{id}` のレコード", en: "record of `{id}`")
            }
            Type::List(element) => {
                let Text { ja, en } = element.describe(vocabulary);
                text!(ja: "{ja}の一覧", en: "list of {en}")
            }
            Type::Null => text!(ja: "`null`（なし）", en: "`null`"),
        }
    }
}
