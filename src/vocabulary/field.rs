//! Fields: kinds of facts, with their types.

use super::{Answers, EntityId, Formula};
pub use crate::calendar::Period;
use crate::diagnostic::Place;
use crate::language::Text;
use indexmap::IndexMap;
use jiff::civil::Date;

/// One kind of fact about an entity.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name in files, rules and paths.
    pub id: String,
    /// What may be written.
    pub kind: FieldType,
    /// What it is called.
    pub label: Text,
    /// The question to ask when it is not known; a template over the record's own fields.
    pub ask: Text,
    /// Column headings accepted in tables.
    pub header: Vec<String>,
    /// Who answers, if not whoever answers for the entity.
    pub answers: Option<Answers>,
    /// May be known to be none (なし).
    pub none: bool,
    /// The form in which a text must be written.
    pub format: Option<Format>,
    /// It tells on which day something was done: no day to come can be the answer.
    pub past: bool,
    /// A proposed fix may change it.
    pub change: bool,
    /// What such a fix weighs beside others.
    pub weight: u32,
    /// What it weighs where somebody needs what it would take away; `None`: as much.
    pub weight_in_use: Option<u32>,
    /// How long an observation stands; `None` means the fact is durable.
    pub valid_for: Option<Period>,
    /// A day by which something has to be done about the record, if the field gives one.
    pub term: Option<Term>,
    /// Replaced in a redacted export.
    pub sensitive: bool,
    /// Set by a stage; an inventory may not supply it.
    pub computed: bool,
    /// For reference fields: the name of the list on the target.
    pub reverse: Option<String>,
    /// For reference fields: following it may never lead back.
    pub acyclic: bool,
    /// Unit of a number, for reports.
    pub unit: Option<Text>,
    /// The object in which formats for programs put it, under its name without that of the object: `steps_done` within
    /// `steps` becomes `steps.done`.
    pub within: Option<String>,
    /// For computed entities: the expression that gives the value.
    pub formula: Option<Formula>,
    /// Where it is declared.
    pub place: Place,
}

/// A day by which something has to be done: the field itself, or a day worked out for it.
#[derive(Debug, Clone)]
pub struct Term {
    /// What falls due.
    pub label: Text,
    /// The day, over the record's own fields; `None`: the date in the field.
    pub day: Option<Formula>,
    /// Whether it is still to be met, over the record's own fields; `None`: always.
    pub open: Option<Formula>,
    /// A record without the day lacks something; else it is as it should be, and nobody is reminded of it.
    pub expected: bool,
    /// What is said of the record if the day is over and something still rests on it.
    pub still: Option<Still>,
}

/// Something that still rests on a record whose day is over, over the record's own fields.
#[derive(Debug, Clone)]
pub struct Still {
    /// Whether anything does.
    pub when: Formula,
    /// What is said of it, a template in Japanese.
    pub ja: Formula,
    /// The same in English.
    pub en: Formula,
}

/// A form of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Subnets, `10.1.2.0/24`.
    Subnets,
    /// Clauses of the pack, `source/id`.
    Clause,
}

impl Format {
    /// All of them, with the word used in files.
    pub const ALL: [(Format, &'static str); 2] = [(Format::Subnets, "subnets"), (Format::Clause, "clause")];
}

/// What may be written in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// Free text.
    Text,
    /// True or false.
    Bool,
    /// A whole number.
    Int,
    /// A number, possibly with a fraction.
    Number,
    /// A calendar date.
    Date,
    /// A fiscal year (会計年度, April to March), by the year in which it begins.
    Year,
    /// One of the declared values.
    Choice(IndexMap<String, Choice>),
    /// Several of the declared values.
    Choices(IndexMap<String, Choice>),
    /// A record of an entity.
    Ref(EntityId),
    /// Several records of an entity.
    Refs(EntityId),
    /// Several free texts.
    Texts,
}

/// One value of a choice field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it is called.
    pub label: Text,
    /// Other spellings accepted in files.
    pub alias: Vec<String>,
    /// First day on which it can be chosen; `None` is always.
    pub from: Option<Date>,
    /// Last day on which it can be chosen; `None` is open.
    pub until: Option<Date>,
}

impl Choice {
    /// Whether it can be chosen on a day.
    pub fn in_force(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}
