//! Where a result belongs in the inventory, so that every one of them can be shown beside a line.

use super::shown;
use crate::diagnostic::{Place, Sources};
use crate::evaluate::{Decision, Outcome, Subject};
use crate::inventory::{Fact, Municipality};
use crate::vocabulary::body;
use crate::vocabulary::{EntityId, Kind};

/// Where a reader would begin: at a fact of the subject that decided, else at the subject, else at another stated fact
/// that decided, else at the body. What must be asked has a place of its own.
pub(super) fn of(m: &Municipality<'_>, sources: &Sources, entity: EntityId, outcome: &Outcome) -> Option<String> {
    let told: &[Fact] = match outcome.decision {
        Decision::Fail | Decision::Error => &outcome.facts,
        _ => &[],
    };
    let written = |entity: EntityId| matches!(m.vocabulary.entity(entity).kind, Kind::Base | Kind::Singleton);
    let stated = |fact: &&Fact| written(fact.entity) && !shown::is_implied(m, **fact);
    let place = |fact: &Fact| m.table(fact.entity).place(fact.row, fact.field);
    let row = match outcome.subject {
        Subject::Row(row) => Some(row),
        Subject::List => None,
    };
    let of_subject = told.iter().filter(|fact| fact.entity == entity && Some(fact.row) == row);
    let record = |row: u32| m.table(entity).origin_place(row).filter(|_| written(entity));
    let found: Option<Place> = of_subject.filter(stated).find_map(place);
    let found = found.or_else(|| row.and_then(record)).or_else(|| told.iter().filter(stated).find_map(place));
    found.or_else(|| of_body(m)).map(|place| sources.show(place))
}

/// Where the body itself is written.
pub(super) fn of_body(m: &Municipality<'_>) -> Option<Place> {
    let entity = m.vocabulary.find(body::BODY)?;
    let table = m.table(entity);
    if table.is_empty() { None } else { table.origin_place(0) }
}
