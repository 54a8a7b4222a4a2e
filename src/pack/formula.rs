//! Compiled expressions of the vocabulary: how implied and computed facts are worked out, and how questions read.

use crate::expression::{Condition, Formula, Template};
use crate::vocabulary::FieldId;

/// For each entity, by entity number.
#[derive(Debug, Clone, Default)]
pub struct Formulas {
    /// One entry per entity.
    pub entities: Vec<EntityFormulas>,
}

/// The expressions of one entity.
#[derive(Debug, Clone, Default)]
pub struct EntityFormulas {
    /// Fields of implied records, over `body` and `entry`.
    pub implied: Vec<(FieldId, Formula)>,
    /// The lists over which rows of a computed entity run.
    pub each: Vec<(String, Formula)>,
    /// Which of those rows exist.
    pub keep: Option<Condition>,
    /// Fields of computed rows, over the names in `each`.
    pub fields: Vec<(FieldId, Formula)>,
    /// The question for each field, in Japanese and English, over the record's own fields.
    pub asks: Vec<(Template, Template)>,
    /// The terms of its records, over a record's own fields.
    pub terms: Vec<TermFormulas>,
}

/// The expressions of one term.
#[derive(Debug, Clone)]
pub struct TermFormulas {
    /// The field that declares it.
    pub field: FieldId,
    /// The day; `None`: the date in the field.
    pub day: Option<Formula>,
    /// Whether it is still to be met; `None`: always.
    pub open: Option<Condition>,
    /// Whether something still rests on the record, and what is said of it in Japanese and English.
    pub still: Option<(Condition, Template, Template)>,
}
