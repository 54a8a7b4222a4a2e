//! The register as a sheet that a person fills in: a row for each action, and one for each finding that needs one.

use super::names::{DEPARTMENT, FOUND_ON};
use super::register::{Action, Register, Row, Standing};
use crate::assess::answers::{before, raw};
use crate::assess::assessment::BodyIdentity;
use crate::assess::questionnaire::{ListField, fields};
use crate::inventory::form::actions::id_of;
use crate::inventory::{Fact, Municipality, RawValue};
use crate::language::Text;
use crate::pack::Severity;
use crate::vocabulary::body::{ACTION, ACTION_RULE, ACTION_SUBJECT};
use crate::vocabulary::{EntityId, FieldId};
use jiff::civil::Date;

/// What a person fills in.
#[derive(Debug, Clone)]
pub struct ActionSheet {
    /// The body.
    pub body: BodyIdentity,
    /// The day of the law and of the clocks.
    pub as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// The entity of actions.
    pub entity: EntityId,
    /// What can be stated about an action, and what may be written there.
    pub fields: Vec<(FieldId, ListField)>,
    /// In the order of the register.
    pub rows: Vec<SheetRow>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct SheetRow {
    /// The id of the action.
    pub id: String,
    /// It is in the inventory; else the row offers to record one.
    pub recorded: bool,
    /// How the finding stands.
    pub standing: Standing,
    /// How many times it was recorded as done and fails again.
    pub recurrences: usize,
    /// What is wrong.
    pub title: Text,
    /// How grave.
    pub severity: Option<Severity>,
    /// What the subject is called.
    pub subject_name: Text,
    /// What is stated, by field.
    pub cells: Vec<Option<RawValue>>,
}

/// Draws up the sheet of a register over the municipality it was made from; nothing if the vocabulary knows no actions.
pub fn sheet(register: &Register, m: &Municipality<'_>) -> Option<ActionSheet> {
    let entity = m.vocabulary.find(ACTION)?;
    let kind = m.vocabulary.entity(entity);
    let fields = fields(m, entity).into_iter().filter_map(|field| Some((kind.find(&field.id)?, field))).collect();
    let mut sheet = ActionSheet {
        body: register.body.clone(),
        as_of: register.as_of,
        inventory_sha256: register.inventory_sha256.clone(),
        entity,
        fields,
        rows: Vec::new(),
    };
    for row in &register.rows {
        for action in &row.actions {
            let written = recorded(&sheet, m, row, action);
            sheet.rows.push(written);
        }
        // What came back gets a record of its own, and the one before stays as it is.
        if matches!(row.standing, Standing::NoAction | Standing::Reopened) {
            let written = offered(&sheet, m, row);
            sheet.rows.push(written);
        }
    }
    Some(sheet)
}

fn recorded(sheet: &ActionSheet, m: &Municipality<'_>, row: &Row, action: &Action) -> SheetRow {
    let at = m.symbols.find(&action.id).and_then(|id| m.table(sheet.entity).find(id));
    let cell = |(field, _): &(FieldId, ListField)| {
        let fact = Fact { entity: sheet.entity, row: at?, field: *field };
        before(m, fact).map(|datum| raw(m, Some(fact), &datum))
    };
    let standing = Standing::of(action.state.as_deref());
    let cells = sheet.fields.iter().map(cell).collect();
    written(row, (action.id.clone(), true), standing, cells)
}

/// A row on a finding that nobody has taken up: what is known of it is there, and the rest is left to write.
fn offered(sheet: &ActionSheet, m: &Municipality<'_>, row: &Row) -> SheetRow {
    let name = |subject: &str| subject.split_once('/').map_or_else(String::new, |(_, id)| id.to_owned());
    let cell = |(_, field): &(FieldId, ListField)| match field.id.as_str() {
        ACTION_RULE => Some(RawValue::Text(row.rule.clone())),
        ACTION_SUBJECT => Some(RawValue::Text(row.subject.clone())),
        DEPARTMENT => row.department.as_deref().map(|department| RawValue::Name(name(department))),
        FOUND_ON => Some(RawValue::Date(sheet.as_of)),
        _ => None,
    };
    let id = free(m, sheet.entity, &id_of(&row.rule, &row.subject), |_| false);
    written(row, (id, false), row.standing, sheet.fields.iter().map(cell).collect())
}

/// The id itself, or with the first number that no other record has.
pub(in crate::assess) fn free(
    m: &Municipality<'_>,
    entity: EntityId,
    id: &str,
    taken: impl Fn(&str) -> bool,
) -> String {
    let known = |id: &str| taken(id) || m.symbols.find(id).is_some_and(|id| m.table(entity).find(id).is_some());
    let ids = std::iter::once(id.to_owned()).chain((2..).map(|number: u32| format!("{id}-{number}")));
    ids.into_iter().find(|id| !known(id)).unwrap_or_else(|| id.to_owned())
}

fn written(row: &Row, (id, recorded): (String, bool), standing: Standing, cells: Vec<Option<RawValue>>) -> SheetRow {
    SheetRow {
        id,
        recorded,
        standing,
        recurrences: row.recurrences,
        title: row.title.clone(),
        severity: row.severity,
        subject_name: row.subject_name.clone(),
        cells,
    }
}
