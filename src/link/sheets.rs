//! Records of sheets that are stored by column: large tables are linked without making a record of each row.
//!
//! What a row's key and its facts mean is worked out once for each distinct value of a column. The outcome is that of the
//! same records written one by one.

use super::Linker;
use super::register::key_text;
use crate::diagnostic::{Place, Repeated};
use crate::inventory::{Absence, Cell, Datum, RawValue, SheetColumn, SheetRecords, Symbol, Texts};
use crate::vocabulary::{EntityId, FieldId, FieldType};
use jiff::civil::Date;
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
    pub(super) fn sheet_claims(&mut self, number: u16, sheet: &SheetRecords, claims: &mut Vec<Claim>) {
        let entity = self.pack.vocabulary.entity(sheet.entity);
        claims.reserve(sheet.rows.len());
        if entity.key.is_empty() {
            let Some(column) = sheet.columns.iter().find(|column| column.field.is_none()) else { return };
            let ids: Vec<Option<Symbol>> =
                (0..=column.values.len()).map(|number| self.own_id(column.values.get(number))).collect();
            claims.extend((0..sheet.len()).filter_map(|record| {
                let id = ids[column.numbers.get(record) as usize]?;
                Some(Claim { id, by: Claimant::Sheet(number, record) })
            }));
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
                let id = self.symbols.intern(id.trim());
                claims.push(Claim { id, by: Claimant::Sheet(number, record) });
            }
        }
        let wrong = keys.iter().flat_map(|key| &key.parts);
        self.diagnostics.extend(wrong.filter_map(|part| match part {
            Part::Wrong(repeated) => repeated.rest(),
            _ => None,
        }));
    }

    fn own_id(&mut self, value: Option<RawValue>) -> Option<Symbol> {
        match value {
            Some(RawValue::Text(id)) => Some(self.symbols.intern(id.trim())),
            _ => None,
        }
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
        for entity in self.pack.vocabulary.ids() {
            let sheets: Vec<Arc<SheetRecords>> = self.tables[entity.0 as usize].sheets().to_vec();
            if sheets.is_empty() {
                continue;
            }
            let mut stated: Vec<Vec<Stated<'_>>> = sheets.iter().map(|sheet| self.stated(sheet)).collect();
            for row in 0..self.tables[entity.0 as usize].len() {
                let Some((number, record)) = self.tables[entity.0 as usize].sheet_record(row) else { continue };
                let sheet = &sheets[usize::from(number)];
                for column in &mut stated[usize::from(number)] {
                    self.state_cell(sheet, (record, row), column);
                }
            }
            let said = stated.iter().flatten().flat_map(|column| &column.said);
            self.diagnostics.extend(said.filter_map(|said| said.as_ref()?.repeated.rest()));
        }
    }

    fn stated<'s>(&self, sheet: &'s SheetRecords) -> Vec<Stated<'s>> {
        let column = |column: &'s SheetColumn| {
            let field = column.field?;
            let said = (0..=column.values.len()).map(|_| None).collect();
            Some(Stated { column, field, is_old: self.too_old(sheet.entity, field, self.facts_as_of), said })
        };
        sheet.columns.iter().filter_map(column).collect()
    }

    fn state_cell(&mut self, sheet: &SheetRecords, (record, row): (u32, u32), stated: &mut Stated<'_>) {
        let number = stated.column.numbers.get(record);
        if number == 0 {
            return;
        }
        let (entity, field) = (sheet.entity, stated.field);
        let said = match &mut stated.said[number as usize] {
            Some(said) if said.is_told => {
                let place = sheet.place_in(record, stated.column);
                if said.repeated.is_told(place)
                    && let Some(value) = stated.column.values.get(number)
                {
                    self.datum(entity, &Cell { field, value: value.at(place), place });
                }
                said
            }
            Some(said) => said,
            said => {
                let Some(value) = stated.column.values.get(number) else { return };
                let place = sheet.place_in(record, stated.column);
                let out_of_force = self.is_out_of_force(entity, field, &value);
                let before = self.diagnostics.len();
                let datum = self.datum(entity, &Cell { field, value: value.at(place), place });
                let is_told = self.diagnostics.len() > before;
                let mut repeated = Repeated::default();
                if is_told {
                    repeated.is_told(place);
                }
                said.insert(Said { datum, out_of_force, is_told, repeated })
            }
        };
        let Some(datum) = said.datum.clone() else { return };
        let key = (entity, row, field);
        if let Some(observed) = self.is_stale(sheet, record, stated.is_old, field) {
            self.absences.entry(key).or_insert(Absence::Stale(datum, observed));
        } else if said.out_of_force {
            self.absences.entry(key).or_insert(Absence::OutOfForce(datum));
        } else {
            self.tables[entity.0 as usize].column_mut(field).put(row, datum);
        }
    }

    /// The day on which a record was observed, if that is too long ago for a field.
    fn is_stale(&self, sheet: &SheetRecords, record: u32, is_old: bool, field: FieldId) -> Option<Date> {
        if sheet.extras.is_empty() {
            return is_old.then_some(self.facts_as_of);
        }
        let observed = sheet.observed(record).unwrap_or(self.facts_as_of);
        self.too_old(sheet.entity, field, observed).then_some(observed)
    }
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

/// A column with what its values say.
struct Stated<'s> {
    column: &'s SheetColumn,
    field: FieldId,
    /// What was observed on the inventory's day is too old for it.
    is_old: bool,
    /// By number, as far as they were met.
    said: Vec<Option<Said>>,
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
