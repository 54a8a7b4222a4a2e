//! Who can answer: which department stands behind a record or a field.

use crate::inventory::{Fact, Municipality, Symbol};
use crate::language::{Language, Text};
use crate::vocabulary::body::{DEPARTMENT, ICT, ROLE};
use crate::vocabulary::{Answers, EntityId};

/// The row of the department that answers for a record.
pub(super) fn of_record(m: &Municipality<'_>, entity: EntityId, row: u32) -> Option<u32> {
    by(m, entity, Some(row), &m.vocabulary.entity(entity).answers)
}

/// The row of the department that answers for a list as a whole.
pub(super) fn of_entity(m: &Municipality<'_>, entity: EntityId) -> Option<u32> {
    by(m, entity, None, &m.vocabulary.entity(entity).answers)
}

/// The row of the department that can answer for one fact.
pub(super) fn of_fact(m: &Municipality<'_>, fact: Fact) -> Option<u32> {
    match &m.vocabulary.field(fact.entity, fact.field).answers {
        Some(answers) => by(m, fact.entity, Some(fact.row), answers),
        None => of_record(m, fact.entity, fact.row),
    }
}

/// `department/joho`.
pub(super) fn subject(m: &Municipality<'_>, row: u32) -> String {
    m.vocabulary.find(DEPARTMENT).map_or_else(String::new, |entity| m.subject(entity, row))
}

/// What a department is called.
pub(super) fn name(m: &Municipality<'_>, row: u32) -> Text {
    let name = |language| m.vocabulary.find(DEPARTMENT).map(|entity| m.name(entity, row, language));
    Text::new(name(Language::Ja).unwrap_or_default(), name(Language::En).unwrap_or_default())
}

fn by(m: &Municipality<'_>, entity: EntityId, row: Option<u32>, answers: &Answers) -> Option<u32> {
    let named = match (answers, row) {
        (Answers::Owner(field), Some(row)) => {
            let fact = Fact { entity, row, field: *field };
            m.reference(fact).value()
        }
        (Answers::Owner(_), None) => None,
        (Answers::Role(role), _) => with_role(m, role),
    };
    named.or_else(|| with_role(m, ICT))
}

/// The first department with that role.
fn with_role(m: &Municipality<'_>, role: &str) -> Option<u32> {
    let entity = m.vocabulary.find(DEPARTMENT)?;
    let field = m.vocabulary.entity(entity).find(ROLE)?;
    (0..m.table(entity).len()).find(|row| {
        let fact = Fact { entity, row: *row, field };
        let has = |symbol: Symbol| m.symbols.text(symbol) == role;
        m.text(fact).value().is_some_and(has)
            || m.list(fact).value().is_some_and(|roles| roles.iter().any(|one| has(Symbol(*one))))
    })
}
