//! What an answer to a question looks like.

use crate::inventory::{Missing, Municipality};
use crate::language::Text;
use crate::vocabulary::{self, EntityId, Field, FieldType};
use indexmap::IndexMap;

/// Records offered to choose from at most; of more, the name is written.
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

/// What the records of a list look like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListForm {
    /// The entity's id.
    pub entity: String,
    /// What it is called.
    pub label: Text,
    /// Its records are told apart by fields, not by an id of their own.
    pub keyed: bool,
    /// What can be stated about each record.
    pub fields: Vec<ListField>,
    /// Records that are in the list already.
    pub there: Vec<Text>,
}

/// One column of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListField {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// What may be written.
    pub form: AnswerForm,
    /// "None" may be written.
    pub none: bool,
}

/// The form of the records that a list may lack.
pub(super) fn list(m: &Municipality<'_>, missing: Missing) -> Option<ListForm> {
    let (entity, there): (EntityId, Vec<u32>) = match missing {
        Missing::Field(_) => return None,
        Missing::Table(entity) => (entity, (0..m.table(entity).len()).collect()),
        Missing::Reverse { entity, row, reverse } => {
            (m.vocabulary.entity(entity).reverse(reverse).from, m.reverse(entity, row, reverse).0.to_vec())
        }
    };
    let kind = m.vocabulary.entity(entity);
    Some(ListForm {
        entity: kind.id.clone(),
        label: kind.label.clone(),
        keyed: !kind.key.is_empty(),
        fields: fields(m, entity),
        there: there.into_iter().map(|row| m.title(entity, row)).collect(),
    })
}

/// What can be stated about each record of an entity, in order of the fields.
pub fn fields(m: &Municipality<'_>, entity: EntityId) -> Vec<ListField> {
    let stated = m.vocabulary.entity(entity).fields.values().filter(|field| !field.computed);
    let column = |field: &Field| ListField {
        id: field.id.clone(),
        label: field.label.clone(),
        form: of_type(m, field),
        none: field.none,
    };
    stated.map(column).collect()
}

/// The form of the answer, and whether "none" is one.
pub(super) fn form(m: &Municipality<'_>, missing: Missing) -> (AnswerForm, bool) {
    let Missing::Field(fact) = missing else { return (AnswerForm::Complete, false) };
    let field = m.vocabulary.field(fact.entity, fact.field);
    let mut form = of_type(m, field);
    if let (AnswerForm::Record(offered) | AnswerForm::Records(offered), true) = (&mut form, field.acyclic) {
        let own = m.id(fact.entity, fact.row);
        offered.retain(|one| one.id != own);
    }
    (form, field.none)
}

fn of_type(m: &Municipality<'_>, field: &Field) -> AnswerForm {
    let choices = |choices: &IndexMap<String, vocabulary::Choice>| {
        choices.iter().map(|(id, choice)| Offered { id: id.clone(), label: choice.label.clone() }).collect()
    };
    match &field.kind {
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
    }
}

fn records(m: &Municipality<'_>, entity: EntityId) -> Vec<Offered> {
    let rows = 0..m.table(entity).len().min(OFFERED);
    rows.map(|row| Offered { id: m.id(entity, row).to_owned(), label: m.title(entity, row) }).collect()
}
