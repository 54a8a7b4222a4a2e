//! Records of sheets that are stored by column: large tables are linked without making a record of each row.
//!
//! What a row's key and its facts mean is worked out once for each distinct value of a column. The outcome is that of the
//! same records written one by one.

use super::Linker;
use super::register::key_text;
use crate::diagnostic::{Place, Repeated, in_order};
use crate::inventory::{Absence, Cell, Column, Datum, RawValue, SheetColumn, SheetRecords, Symbol, Symbols, Texts};
use crate::vocabulary::{EntityId, Field, FieldId, FieldType, Vocabulary, body};
use std::sync::Arc;

/// What claims to be a record: an id, and where the rest of it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Claim {
    pub(super) id: Symbol,
    pub(super) by: Claimant,
}

/// Who claims.
#[derive(Debug, Clone, Copy)]
pub(super) enum Claimant {
    /// A record, by its number among those of its entity.
    Record(u32),
    /// A record of a sheet.
    Sheet(u16, u32),
}

/// Claims, and whether they came in order of id.
#[derive(Debug, Default)]
pub(super) struct Claims {
    all: Vec<Claim>,
    last: String,
    unsorted: bool,
}

impl Claims {
    /// Adds one.
    pub(super) fn push(&mut self, symbols: &mut Symbols, id: &str, by: Claimant) {
        self.unsorted |= id < self.last.as_str();
        self.last.clear();
        self.last.push_str(id);
        self.all.push(Claim { id: symbols.intern(id), by });
    }

    /// All of them in order of id; of several with one id, in the order in which they came.
    pub(super) fn in_order(mut self, symbols: &Symbols) -> Vec<Claim> {
        if self.unsorted {
            self.all.sort_by(|a, b| symbols.text(a.id).cmp(symbols.text(b.id)));
        }
        self.all
    }
}

/// What one value of a key column adds to an id.
enum Part {
    /// A text, by its number.
    Text(u32),
    /// Nothing: the catalog does not know it on this day, so nobody is to blame.
    NotYet,
    /// Nothing, and that must be told.
    Wrong(Repeated),
}

/// A key column with what its values add to ids.
struct KeyColumn<'s> {
    column: &'s SheetColumn,
    /// What its values refer to, if they are names.
    target: Option<EntityId>,
    parts: Vec<Part>,
    texts: Texts,
}

impl Linker<'_> {
    /// The claims of a sheet's records, in order of row.
    pub(super) fn sheet_claims(&mut self, number: u16, sheet: &SheetRecords, claims: &mut Claims) {
        let entity = self.pack.vocabulary.entity(sheet.entity);
        claims.all.reserve(sheet.len() as usize);
        if entity.key.is_empty() {
            let Some(column) = sheet.columns.iter().find(|column| column.field.is_none()) else { return };
            for record in 0..sheet.len() {
                if let Some(RawValue::Text(id)) = column.values.get(column.numbers.get(record)) {
                    claims.push(&mut self.symbols, id.trim(), Claimant::Sheet(number, record));
                }
            }
            return;
        }
        let mut keys: Vec<KeyColumn<'_>> = Vec::new();
        for field in &entity.key {
            let Some(column) = sheet.column(*field) else { return };
            keys.push(self.key_column(sheet.entity, *field, column));
        }
        let mut id = String::new();
        for record in 0..sheet.len() {
            if self.joins(sheet, record, &mut keys, &mut id) {
                claims.push(&mut self.symbols, id.trim(), Claimant::Sheet(number, record));
            }
        }
        let wrong = keys.iter().flat_map(|key| &key.parts);
        self.diagnostics.extend(wrong.filter_map(|part| match part {
            Part::Wrong(repeated) => repeated.rest(),
            _ => None,
        }));
    }

    fn key_column<'s>(&self, entity: EntityId, field: FieldId, column: &'s SheetColumn) -> KeyColumn<'s> {
        let target = match self.pack.vocabulary.field(entity, field).kind {
            FieldType::Ref(target) => Some(target),
            _ => None,
        };
        let mut key = KeyColumn { column, target, parts: vec![Part::NotYet], texts: Texts::default() };
        for value in (1..=column.values.len()).filter_map(|number| column.values.get(number)) {
            let text = match (&value, target) {
                (RawValue::Name(word), Some(target)) if self.leads_out_of_force(target, word) => Err(Part::NotYet),
                (RawValue::Name(word), Some(target)) => match self.meaning(target, word) {
                    Some(row) => Ok(self.symbols.text(self.tables[target.0 as usize].id(row)).to_owned()),
                    None => Err(Part::Wrong(Repeated::default())),
                },
                _ => plain_key(&value).ok_or(Part::NotYet),
            };
            key.parts.push(match text {
                Ok(text) => Part::Text(key.texts.push(&text)),
                Err(part) => part,
            });
        }
        key
    }

    /// Puts the id of a record together; a name in it that means nothing is reported.
    fn joins(&mut self, sheet: &SheetRecords, record: u32, keys: &mut [KeyColumn<'_>], id: &mut String) -> bool {
        let number = |key: &KeyColumn<'_>| key.column.numbers.get(record) as usize;
        if keys.iter().any(|key| matches!(key.parts[number(key)], Part::NotYet)) {
            return false;
        }
        id.clear();
        for (at, key) in keys.iter_mut().enumerate() {
            let number = number(key);
            match &mut key.parts[number] {
                Part::Text(text) => {
                    if at > 0 {
                        id.push('/');
                    }
                    id.push_str(key.texts.get(*text));
                }
                Part::NotYet => return false,
                Part::Wrong(repeated) => {
                    let place = sheet.place_in(record, key.column);
                    if let (true, Some(target), Some(RawValue::Name(word))) =
                        (repeated.is_told(place), key.target, key.column.values.get(number as u32))
                    {
                        self.resolve(target, &word, place);
                    }
                    return false;
                }
            }
        }
        true
    }

    /// Where a claim is written.
    pub(super) fn claimed_at(&self, sheet: &SheetRecords, record: u32) -> Place {
        match sheet.columns.iter().find(|column| column.field.is_none()) {
            Some(id) => sheet.place_in(record, id),
            None => sheet.place(record),
        }
    }

    /// Lets the names that a record of a sheet states mean its row.
    pub(super) fn learn_sheet_names(&mut self, sheet: &SheetRecords, record: u32, row: u32) {
        for field in &self.pack.vocabulary.entity(sheet.entity).names {
            let column = sheet.column(*field);
            match column.and_then(|column| column.values.get(column.numbers.get(record))) {
                Some(RawValue::Text(word)) => self.names.add(sheet.entity, &word, row),
                Some(RawValue::Texts(words)) => words.iter().for_each(|word| self.names.add(sheet.entity, word, row)),
                _ => {}
            }
        }
    }

    /// Writes what the records of sheets say into their rows.
    pub(super) fn state_sheets(&mut self) {
        let before = self.diagnostics.len();
        for entity in self.pack.vocabulary.ids() {
            for number in 0..self.tables[entity.0 as usize].sheets().len() {
                self.state_sheet(entity, number as u16);
            }
        }
        // Columns are read one after the other, but mistakes are told in order of row.
        let mut told = self.diagnostics.split_off(before);
        in_order(&mut told);
        self.diagnostics.append(&mut told);
    }

    fn state_sheet(&mut self, entity: EntityId, number: u16) {
        let table = &self.tables[entity.0 as usize];
        let sheet = Arc::clone(&table.sheets()[usize::from(number)]);
        let mut rows = vec![None; sheet.len() as usize];
        for row in 0..table.len() {
            if let Some((_, record)) = table.sheet_record(row).filter(|(from, _)| *from == number) {
                rows[record as usize] = Some(row);
            }
        }
        for column in &sheet.columns {
            if let Some(field) = column.field {
                self.state_column(&sheet, &rows, column, field);
            }
        }
    }

    fn state_column(&mut self, sheet: &SheetRecords, rows: &[Option<u32>], column: &SheetColumn, field: FieldId) {
        let entity = sheet.entity;
        let is_old = self.too_old(entity, field, self.facts_as_of);
        let mut said: Vec<Option<Said>> = (0..=column.values.len()).map(|_| None).collect();
        let kind = &self.pack.vocabulary.field(entity, field).kind;
        let mut facts = std::mem::replace(self.tables[entity.0 as usize].column_mut(field), Column::new(kind));
        for (record, row) in rows.iter().enumerate() {
            let (record, number) = (record as u32, column.numbers.get(record as u32));
            let (Some(row), true) = (*row, number > 0) else { continue };
            let cell =
                || Some(Cell { field, value: column.values.get(number)?, place: sheet.place_in(record, column) });
            let said = match &mut said[number as usize] {
                Some(said) => {
                    if said.is_told
                        && let Some(cell) = cell().filter(|cell| said.repeated.is_told(cell.place))
                    {
                        self.datum(entity, &Cell { value: cell.value.at(cell.place), ..cell });
                    }
                    said
                }
                said => match cell() {
                    Some(cell) => said.insert(self.said(entity, cell)),
                    None => continue,
                },
            };
            let Some(datum) = &said.datum else { continue };
            let stale = match sheet.extras.is_empty() {
                true => is_old.then_some(self.facts_as_of),
                false => {
                    let observed = sheet.observed(record).unwrap_or(self.facts_as_of);
                    self.too_old(entity, field, observed).then_some(observed)
                }
            };
            let key = (entity, row, field);
            if let Some(observed) = stale {
                self.absences.entry(key).or_insert(Absence::Stale(datum.clone(), observed));
            } else if said.out_of_force {
                self.absences.entry(key).or_insert(Absence::OutOfForce(datum.clone()));
            } else {
                facts.put(row, datum.clone());
            }
        }
        *self.tables[entity.0 as usize].column_mut(field) = facts;
        self.diagnostics.extend(said.iter().flatten().filter_map(|said| said.repeated.rest()));
    }

    fn said(&mut self, entity: EntityId, cell: Cell) -> Said {
        let cell = Cell { value: cell.value.at(cell.place), ..cell };
        let out_of_force = self.is_out_of_force(entity, cell.field, &cell.value);
        let before = self.diagnostics.len();
        let datum = self.datum(entity, &cell);
        let is_told = self.diagnostics.len() > before;
        let mut repeated = Repeated::default();
        if is_told {
            repeated.is_told(cell.place);
        }
        Said { datum, out_of_force, is_told, repeated }
    }
}

/// Whether nothing refers to the records of an entity, and no stage knows it by name.
pub(super) fn is_apart(vocabulary: &Vocabulary, id: EntityId) -> bool {
    let refers = |field: &Field| matches!(field.kind, FieldType::Ref(to) | FieldType::Refs(to) if to == id);
    let known = [body::WAIVER, body::ACTION].iter().any(|name| vocabulary.find(name) == Some(id));
    !known
        && !vocabulary.entity(id).key.is_empty()
        && vocabulary.entities.values().all(|entity| !entity.fields.values().any(refers))
}

/// The text of a key that refers to nothing.
pub(super) fn plain_key(value: &RawValue) -> Option<String> {
    Some(match value {
        RawValue::Text(text) => key_text(text),
        RawValue::Int(number) => number.to_string(),
        RawValue::Date(date) => date.to_string(),
        RawValue::Days(days) => days.written(),
        _ => return None,
    })
}

/// What one value says.
struct Said {
    /// `None` if it refers to nothing.
    datum: Option<Datum>,
    out_of_force: bool,
    /// Something must be told of every cell in which it stands.
    is_told: bool,
    repeated: Repeated,
}
