//! The workbook of actions as it comes back: which cells were changed since it was written.

use super::answers::Answers;
use super::cell;
use super::problems::Problems;
use super::sheet::View;
use crate::calendar::parse_date;
use crate::diagnostic::Place;
use crate::inventory::form::{HEAD, IDS, actions, key};
use crate::inventory::{Cell, RawValue};
use crate::text;
use crate::vocabulary::body::{ACTION, ACTION_RULE, ACTION_SUBJECT};
use crate::vocabulary::{Entity, EntityId, FieldId, Vocabulary};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What was changed in a workbook of records.
#[derive(Debug)]
pub struct Edited {
    /// The entity of the records.
    pub entity: EntityId,
    /// The day the workbook was drawn up for.
    pub as_of: Option<Date>,
    /// Rows of which a cell was changed, and rows that were added.
    pub rows: Vec<EditedRow>,
    /// Number of rows left as they were.
    pub unchanged: usize,
    /// Records of the inventory whose rows are gone.
    pub removed: Vec<String>,
}

/// A row that was changed.
#[derive(Debug)]
pub struct EditedRow {
    /// The id of the record; `None` if whoever added the row gave none.
    pub id: Option<String>,
    /// The record was in the inventory when the workbook was drawn up.
    pub recorded: bool,
    /// Everything the row states.
    pub cells: Vec<Cell>,
    /// What was changed in it.
    pub edits: Vec<Edit>,
    /// Where it begins.
    pub place: Place,
}

/// A cell that was changed.
#[derive(Debug)]
pub struct Edit {
    /// Which field.
    pub field: FieldId,
    /// What was written there when the workbook was drawn up.
    pub before: Option<RawValue>,
    /// What is written there now; `None` is nothing.
    pub said: Option<RawValue>,
    /// Where.
    pub place: Place,
}

/// Reads a workbook of actions; what cannot be read is reported.
pub(super) fn book<'s>(
    file: &str,
    find: impl Fn(&str) -> Option<View<'s>>,
    identity: impl Fn(&str) -> Option<String>,
    vocabulary: &Vocabulary,
    (problems, unread): (&Problems, &Problems),
) -> Option<Answers> {
    let (Some(sheet), Some(copy), Some(entity)) = (find(actions::SHEET), find(actions::COPY), vocabulary.find(ACTION))
    else {
        let (sheet, copy) = (actions::SHEET, actions::COPY);
        let message = text!(
            ja: "`{file}` にシート「{sheet}」か、隠しシート「{copy}」がない",
            en: "`{file}` lacks the sheet `{sheet}` or the hidden sheet `{copy}`"
        );
        let help = text!(
            ja: "`tekigo actions DIR --xlsx FILE` で作り直します",
            en: "draw it up anew with `tekigo actions DIR --xlsx FILE`"
        );
        problems
            .push(crate::diagnostic::Diagnostic::error(crate::diagnostic::Fault::Inventory, None, message).help(help));
        return None;
    };
    let reader = Reader { kind: vocabulary.entity(entity), problems, unread, sheet, copy };
    let mut edited = Edited {
        entity,
        as_of: identity(key::AS_OF).and_then(|written| parse_date(&written).ok()),
        rows: Vec::new(),
        unchanged: 0,
        removed: Vec::new(),
    };
    reader.read(&mut edited);
    Some(Answers {
        department: None,
        name: format!("是正管理表（{}）", file.rsplit(['/', '\\']).next().unwrap_or(file)),
        body: identity(key::BODY).unwrap_or_default(),
        inventory_sha256: identity(key::INVENTORY).unwrap_or_default(),
        answers: Vec::new(),
        blank: 0,
        unknown: Vec::new(),
        unapproved: 0,
        records: Vec::new(),
        edited: Some(edited),
    })
}

struct Reader<'a> {
    kind: &'a Entity,
    problems: &'a Problems,
    /// What is said of cells that cannot be read.
    unread: &'a Problems,
    sheet: View<'a>,
    copy: View<'a>,
}

impl Reader<'_> {
    fn read(&self, out: &mut Edited) {
        let columns = columns(self.sheet, self.kind);
        let before = columns_of_copy(self.copy, self.kind);
        let was = (0..self.copy.columns(IDS)).find(|column| self.copy.get(IDS, *column) == actions::WAS);
        let mut written: BTreeMap<&str, usize> =
            (HEAD + 1..self.copy.rows()).map(|row| (self.copy.get(row, 0), row)).collect();
        written.remove("");
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for row in HEAD + 1..self.sheet.rows() {
            let id = self.sheet.get(row, 0);
            if id.is_empty() && columns.iter().all(|(column, _)| self.sheet.get(row, *column).is_empty()) {
                continue;
            }
            if let Some(first) = seen.insert(id, row).filter(|_| !id.is_empty()) {
                self.twice(id, row, first);
                continue;
            }
            let then = written.get(id).copied();
            let recorded = then.zip(was).is_some_and(|(row, was)| self.copy.get(row, was) == actions::RECORDED);
            let (cells, edits) = self.row(row, &columns, then, &before);
            if then.is_some() && edits.is_empty() {
                out.unchanged += 1;
                continue;
            }
            if !recorded {
                self.identified(row, &columns);
            }
            let id = Some(id.to_owned()).filter(|id| !id.is_empty());
            out.rows.push(EditedRow { id, recorded, cells, edits, place: self.sheet.place(row, 0) });
        }
        let gone = written.into_iter().filter(|(id, row)| {
            !seen.contains_key(id) && was.is_some_and(|was| self.copy.get(*row, was) == actions::RECORDED)
        });
        out.removed.extend(gone.map(|(id, _)| id.to_owned()));
    }

    /// What a row states, and what of that is not as it was written.
    fn row(
        &self,
        row: usize,
        columns: &[(usize, FieldId)],
        then: Option<usize>,
        before: &BTreeMap<FieldId, usize>,
    ) -> (Vec<Cell>, Vec<Edit>) {
        let (mut cells, mut edits) = (Vec::new(), Vec::new());
        for (column, field) in columns {
            let now = self.value(self.sheet, row, *column, *field);
            let place = self.sheet.place(row, *column);
            if let Ok(Some(value)) = &now {
                cells.push(Cell { field: *field, value: value.clone(), place });
            }
            let old = then.zip(before.get(field).copied());
            // As it was written, whatever it means.
            if old.is_some_and(|(then, at)| self.copy.get(then, at) == self.sheet.get(row, *column)) {
                continue;
            }
            let before = old.map_or(Ok(None), |(then, at)| self.value(self.copy, then, at, *field));
            // What cannot be read has been reported.
            let (Ok(said), Ok(before)) = (now, before) else { continue };
            if said != before {
                edits.push(Edit { field: *field, before, said, place });
            }
        }
        (cells, edits)
    }

    /// What is written in a cell; an error if it cannot be read, which is reported.
    fn value(&self, view: View<'_>, row: usize, column: usize, field: FieldId) -> Result<Option<RawValue>, ()> {
        let written = view.get(row, column);
        if written.is_empty() {
            return Ok(None);
        }
        let place = view.place(row, column);
        let field = &self.kind.fields[field.0 as usize];
        let read = cell::read(view.page(self.unread), field, written, place.start as usize..place.end as usize);
        read.map(Some).ok_or(())
    }

    fn twice(&self, id: &str, row: usize, first: usize) {
        let message = text!(ja: "id `{id}` の行が二つある", en: "two rows have the id `{id}`");
        let first = first + 1;
        let help = text!(
            ja: "{first}行目と同じです。写した行なら、id を空欄にします",
            en: "row {first} has it too; if this row is a copy, leave its id blank"
        );
        self.sheet.page(self.problems).fail(self.sheet.place(row, 0), message, help);
    }

    /// Reports a row that does not say which finding it is about.
    fn identified(&self, row: usize, columns: &[(usize, FieldId)]) {
        for (column, field) in columns {
            let field = &self.kind.fields[field.0 as usize];
            if matches!(field.id.as_str(), ACTION_RULE | ACTION_SUBJECT) && self.sheet.get(row, *column).is_empty() {
                let (ja, en) = (&field.label.ja, &field.label.en);
                let message = text!(ja: "「{ja}」が空である", en: "`{en}` is blank");
                let help = text!(
                    ja: "どの指摘への対応かを、`tekigo check --format csv` の「規則」「対象」のとおりに書きます",
                    en: "say which finding it answers to, as `rule` and `subject` of `tekigo check --format csv` do"
                );
                self.sheet.page(self.problems).fail(self.sheet.place(row, *column), message, help);
            }
        }
    }
}

/// Columns of fields that a person may state, by the row of field ids.
fn columns(view: View<'_>, kind: &Entity) -> Vec<(usize, FieldId)> {
    let field = |column: usize| Some((column, kind.find(view.get(IDS, column))?));
    let columns = (1..view.columns(IDS)).filter_map(field);
    columns.filter(|(_, field)| !kind.fields[field.0 as usize].computed).collect()
}

fn columns_of_copy(view: View<'_>, kind: &Entity) -> BTreeMap<FieldId, usize> {
    columns(view, kind).into_iter().map(|(column, field)| (field, column)).collect()
}
