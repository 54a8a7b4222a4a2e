//! The tables that people fill in, as they stand: columns from the vocabulary, values as they would be written.

use super::names::{FORM_USE, OWN_LINK, REQUIREMENT};
use super::{Line, Named};
use crate::assess::read::{Row, rows};
use crate::inventory::{Fact, Known, Municipality, Value};
use crate::language::{Language, Text};
use crate::vocabulary::{FieldType, body};
use jiff::civil::Date;

/// The column of what identifies a record that has no key.
const ID: &str = "id";

/// A table of one entity.
#[derive(Debug, Clone)]
pub struct Table {
    /// The entity.
    pub entity: String,
    /// What it is called.
    pub label: Text,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Written>>,
}

/// A column: one field.
#[derive(Debug, Clone)]
pub struct Column {
    /// The id of the field.
    pub field: String,
    /// A heading by which it is read back.
    pub heading: Text,
    /// How it is filled in.
    pub form: Form,
    /// It may be known to be none.
    pub none: bool,
}

/// How a cell is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// Yes or no.
    YesNo,
    /// One of these.
    Choice(Vec<Text>),
    /// A date.
    Date,
    /// A number.
    Number,
    /// The id of a record, or a text.
    Text,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// Nothing: nobody has said.
    Blank,
    /// Known to be none.
    None,
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(f64),
    /// A date.
    Date(Date),
    /// A text, the label of a choice, or the id of a record.
    Text(Text),
}

/// The columns of an entity, in the order of the vocabulary.
pub(super) fn columns(m: &Municipality<'_>, entity: &str) -> Vec<Column> {
    let Some(id) = m.vocabulary.find(entity) else { return Vec::new() };
    let entity = m.vocabulary.entity(id);
    let id = Column { field: ID.to_owned(), heading: Text::same(ID), form: Form::Text, none: false };
    let column = |field: &crate::vocabulary::Field| Column {
        field: field.id.clone(),
        heading: field.label.clone(),
        form: match &field.kind {
            FieldType::Bool => Form::YesNo,
            FieldType::Choice(choices) => Form::Choice(choices.values().map(|choice| choice.label.clone()).collect()),
            FieldType::Ref(target) if m.vocabulary.entity(*target).id == body::DEPARTMENT => {
                let table = m.table(*target);
                Form::Choice((0..table.len()).map(|row| m.title(*target, row)).collect())
            }
            FieldType::Date => Form::Date,
            FieldType::Int | FieldType::Number => Form::Number,
            _ => Form::Text,
        },
        none: field.none,
    };
    let fields = entity.fields.values().filter(|field| !field.computed).map(column);
    entity.key.is_empty().then_some(id).into_iter().chain(fields).collect()
}

/// The values of one record in the order of the columns.
pub(super) fn cells(record: &Row<'_, '_>, columns: &[Column]) -> Vec<Written> {
    let one = |column: &Column| match record.fact(&column.field) {
        Some(fact) => cell(record.m, fact),
        None if column.field == ID => Written::Text(Text::same(record.m.id(record.entity, record.row))),
        None => Written::Blank,
    };
    columns.iter().map(one).collect()
}

/// The cells of a record that nobody has written: only what it is about.
pub(super) fn unwritten(about: &Row<'_, '_>, columns: &[Column]) -> Vec<Written> {
    let id = || Written::Text(Text::same(about.m.id(about.entity, about.row)));
    columns.iter().map(|column| if column.field == REQUIREMENT { id() } else { Written::Blank }).collect()
}

fn cell(m: &Municipality<'_>, fact: Fact) -> Written {
    let value = match m.value(fact) {
        Known::Missing => return Written::Blank,
        Known::None => return Written::None,
        Known::Value(value) => value,
    };
    match value {
        Value::Bool(yes) => Written::YesNo(yes),
        Value::Int(number) => Written::Number(number as f64),
        Value::Number(number) => Written::Number(number),
        Value::Date(day) => Written::Date(day),
        Value::Days(days) => Written::Text(Text::same(days.written())),
        Value::Record(entity, row) if m.vocabulary.entity(entity).id == body::DEPARTMENT => {
            Written::Text(m.title(entity, row))
        }
        Value::Record(entity, row) => Written::Text(Text::same(m.id(entity, row))),
        Value::Text(text) => Written::Text(match &m.vocabulary.field(fact.entity, fact.field).kind {
            FieldType::Choice(choices) => {
                choices.get(&text).map_or_else(|| Text::same(&text), |choice| choice.label.clone())
            }
            _ => Text::same(text),
        }),
        Value::AtLeast(..) | Value::List(_) => Written::Blank,
    }
}

/// The table of an entity, as far as it belongs to one function.
fn table(m: &Municipality<'_>, entity: &str, belongs: impl Fn(&Row<'_, '_>) -> bool) -> Option<Table> {
    let id = m.vocabulary.find(entity)?;
    let columns = columns(m, entity);
    let rows = rows(m, entity).filter(|row| belongs(row)).map(|row| cells(&row, &columns)).collect();
    let label = m.vocabulary.entity(id).label.clone();
    Some(Table { entity: entity.to_owned(), label, columns, rows })
}

/// How forms are used, and links of own systems, of one function.
pub(super) fn beside(m: &Municipality<'_>, function: &Named, lines: &[Line]) -> Vec<Table> {
    let form = table(m, FORM_USE, |used| {
        used.named("requirement").is_some_and(|form| lines.iter().any(|line| line.subject == form.subject))
    });
    let link =
        table(m, OWN_LINK, |link| link.named("function").as_ref().is_some_and(|own| own.subject == function.subject));
    form.into_iter().chain(link).collect()
}

impl Written {
    /// The value in one language, as it would be written.
    pub fn text(&self, language: Language) -> String {
        let word = |ja: &str, en: &str| Text::new(ja, en).get(language).to_owned();
        match self {
            Written::Blank => String::new(),
            Written::None => word("なし", "none"),
            Written::YesNo(true) => word("はい", "yes"),
            Written::YesNo(false) => word("いいえ", "no"),
            Written::Number(number) => number.to_string(),
            Written::Date(day) => day.to_string(),
            Written::Text(text) => text.get(language).to_owned(),
        }
    }
}
