//! A change tried on a copy: one flow, transfer or attachment closed, or one flow opened.

use super::names;
use crate::diagnostic::nearest::nearest;
use crate::inventory::{Datum, Municipality, Origin, Symbol};
use crate::language::Text;
use crate::text;
use crate::vocabulary::EntityId;

/// A change to the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhatIf {
    /// A flow or transfer is denied, a device or line detached: `flow/f1`, or `f1`.
    Close(String),
    /// A direct flow is allowed from one segment or party to another.
    Open(String, String),
}

/// The id of the flow that is opened.
const OPENED: &str = "what-if";

impl WhatIf {
    /// Applies the change to a linked municipality that is not derived yet.
    ///
    /// # Errors
    /// The name of a record that does not exist.
    pub fn apply(&self, m: &mut Municipality<'_>) -> Result<(), Text> {
        match self {
            WhatIf::Close(name) => close(m, name),
            WhatIf::Open(from, to) => open(m, from, to),
        }
    }
}

/// The record of that name among some entities, by `entity/id` or by id alone.
fn find(m: &Municipality<'_>, entities: &[&str], name: &str) -> Result<(EntityId, u32), Text> {
    for entity in entities {
        let id = name.strip_prefix(entity).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
        let Some(entity) = m.vocabulary.find(entity) else { continue };
        if let Some(row) = m.symbols.find(id).and_then(|id| m.table(entity).find(id)) {
            return Ok((entity, row));
        }
    }
    let known = entities.iter().filter_map(|entity| m.vocabulary.find(entity));
    let ids: Vec<&str> = known.flat_map(|entity| m.table(entity).ids().iter().map(|id| m.symbols.text(*id))).collect();
    Err(match nearest(name, ids) {
        Some(near) => {
            text!(ja: "「{name}」はありません。「{near}」のことですか", en: "there is no `{name}`; did you mean `{near}`?")
        }
        None => text!(ja: "「{name}」はありません", en: "there is no `{name}`"),
    })
}

fn close(m: &mut Municipality<'_>, name: &str) -> Result<(), Text> {
    let (entity, row) = find(m, &[names::FLOW, names::MEDIUM, names::DEVICE, names::LINE], name)?;
    let denied = m.symbols.intern(names::DENIED);
    let kind = m.vocabulary.entity(entity);
    let (field, datum) = match (kind.find("state"), kind.find("segments")) {
        (Some(field), _) => (field, Datum::Text(denied)),
        (None, Some(field)) => (field, Datum::List(Vec::new())),
        (None, None) => return Ok(()),
    };
    m.tables[entity.0 as usize].column_mut(field).put(row, datum);
    Ok(())
}

fn open(m: &mut Municipality<'_>, from: &str, to: &str) -> Result<(), Text> {
    let ends = [names::SEGMENT, names::PARTY];
    let (from, to) = (find(m, &ends, from)?, find(m, &ends, to)?);
    let Some(flow) = m.vocabulary.find(names::FLOW) else { return Ok(()) };
    let mut word = |text: &str| -> Symbol { m.symbols.intern(text) };
    let (id, allowed, direct, internal, one_way) =
        (word(OPENED), word(names::ALLOWED), word("direct"), word("internal"), word("one_way"));
    let row = m.tables[flow.0 as usize].push(id, Origin::default());
    let segment = m.vocabulary.find(names::SEGMENT);
    let end = |(entity, row), fields: [&'static str; 2]| {
        let here = usize::from(Some(entity) != segment);
        [(fields[here], Datum::Row(row)), (fields[1 - here], Datum::None)]
    };
    let facts = end(from, ["from", "from_party"]).into_iter().chain(end(to, ["to", "to_party"])).chain([
        ("state", Datum::Text(allowed)),
        ("method", Datum::Text(direct)),
        ("via", Datum::Text(internal)),
        ("direction", Datum::Text(one_way)),
    ]);
    for (field, datum) in facts {
        if let Some(field) = m.vocabulary.entity(flow).find(field) {
            m.tables[flow.0 as usize].column_mut(field).put(row, datum);
        }
    }
    Ok(())
}
