//! What an answer to a question looks like.

use crate::inventory::{Missing, Municipality};
use crate::language::Text;
use crate::vocabulary::{self, EntityId, FieldType};
use indexmap::IndexMap;

/// Records offered to choose from at most; of more, the id is written.
const OFFERED: u32 = 500;

/// What may be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerForm {
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<Offered>),
    /// Any of these.
    Choices(Vec<Offered>),
    /// A date.
    Date,
    /// A fiscal year.
    Year,
    /// A whole number, with its unit.
    Integer(Option<Text>),
    /// A number, with its unit.
    Number(Option<Text>),
    /// Free text.
    Text,
    /// Several texts.
    Texts,
    /// One of these records, or another that is added.
    Record(Vec<Offered>),
    /// Any of these records.
    Records(Vec<Offered>),
    /// Whether a list lacks nothing; if it does, what it lacks.
    Complete,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// The word in files.
    pub id: String,
    /// What it is called.
    pub label: Text,
}

/// The form of the answer, and whether "none" is one.
pub(super) fn form(m: &Municipality<'_>, missing: Missing) -> (AnswerForm, bool) {
    let Missing::Field(fact) = missing else { return (AnswerForm::Complete, false) };
    let field = m.vocabulary.field(fact.entity, fact.field);
    let choices = |choices: &IndexMap<String, vocabulary::Choice>| {
        choices.iter().map(|(id, choice)| Offered { id: id.clone(), label: choice.label.clone() }).collect()
    };
    let form = match &field.kind {
        FieldType::Bool => AnswerForm::YesNo,
        FieldType::Choice(all) => AnswerForm::Choice(choices(all)),
        FieldType::Choices(all) => AnswerForm::Choices(choices(all)),
        FieldType::Date => AnswerForm::Date,
        FieldType::Year => AnswerForm::Year,
        FieldType::Int => AnswerForm::Integer(field.unit.clone()),
        FieldType::Number => AnswerForm::Number(field.unit.clone()),
        FieldType::Text => AnswerForm::Text,
        FieldType::Texts => AnswerForm::Texts,
        FieldType::Ref(target) => AnswerForm::Record(records(m, *target)),
        FieldType::Refs(target) => AnswerForm::Records(records(m, *target)),
    };
    (form, field.none)
}

fn records(m: &Municipality<'_>, entity: EntityId) -> Vec<Offered> {
    let rows = 0..m.table(entity).len().min(OFFERED);
    rows.map(|row| Offered { id: m.id(entity, row).to_owned(), label: m.title(entity, row) }).collect()
}
