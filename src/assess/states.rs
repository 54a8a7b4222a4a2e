//! Facts that rest on verdicts: what became of exceptions and of actions, so that rules can judge them in a second pass.

use super::Judgement;
use super::actions;
use super::exceptions::Exceptions;
use crate::evaluate::{Evidence, evaluate};
use crate::inventory::{Datum, Missing, Provenance};
use crate::pack::Pack;
use crate::vocabulary::{EntityId, FieldId};

/// What is found about one record.
pub(super) struct State {
    /// Its row.
    pub row: u32,
    /// The computed field.
    pub field: FieldId,
    /// The choice; `None` where facts are missing.
    pub word: Option<&'static str>,
    /// The facts that would tell, where they are missing.
    pub missing: Vec<Missing>,
}

/// Works out what became of exceptions and, after them, of actions; gives the exceptions in force. Neither an exception
/// nor an action may be about an action's own rules, so that the order is the only one.
pub(super) fn settle(pack: &Pack, judgement: &mut Judgement<'_>) -> Exceptions {
    let exceptions = Exceptions::apply(pack, judgement);
    actions::apply(pack, judgement);
    exceptions
}

/// Writes the states of an entity's records and judges the rules about that entity again.
pub(super) fn write(pack: &Pack, judgement: &mut Judgement<'_>, entity: EntityId, states: Vec<State>) {
    for State { row, field, word, missing } in states {
        let symbol = word.map(|word| judgement.municipality.symbols.intern(word));
        let table = &mut judgement.municipality.tables[entity.0 as usize];
        match symbol {
            Some(symbol) => table.column_mut(field).put(row, Datum::Text(symbol)),
            None => {
                table.provenance.insert((row, field), Provenance { facts: Vec::new(), missing });
            }
        }
    }
    for (index, outcomes) in &mut judgement.outcomes {
        if pack.rules[*index].subject == entity {
            *outcomes = evaluate(&pack.rules[*index], &judgement.municipality, Evidence::All);
        }
    }
}
