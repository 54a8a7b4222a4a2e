//! Records of one sheet, stored by column: a large table costs a few bytes a cell.
//!
//! Every distinct text of a column was read once; a cell is the number of its value. Where a cell stands the sheet itself
//! knows. Whoever wants the records one by one gets them as if each had been written in TOML.

use super::record::{Cell, RawValue, Record};
use super::texts::Texts;
use crate::diagnostic::{FileId, Grid, Place};
use crate::vocabulary::{EntityId, FieldId};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records of one sheet.
#[derive(Debug, Clone)]
pub struct SheetRecords {
    /// What kind of things they are.
    pub entity: EntityId,
    /// The sheet.
    pub file: FileId,
    /// Where its cells stand.
    pub grid: Arc<Grid>,
    /// The row of each record in the sheet, from 0.
    pub rows: Rows,
    /// What is stated of them, in the order in which a record states it.
    pub columns: Vec<SheetColumn>,
    /// What only some of them say.
    pub extras: BTreeMap<u32, Extra>,
    /// Where records begin whose first column is blank.
    pub begins: BTreeMap<u32, Place>,
}

/// One column.
#[derive(Debug, Clone)]
pub struct SheetColumn {
    /// The field; `None` is the id.
    pub field: Option<FieldId>,
    /// Where its cells stand.
    pub spot: Spot,
    /// The number of each record's value; 0 is no fact.
    pub numbers: Numbers,
    /// The values by number, from 1.
    pub values: Values,
}

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// In a column of the sheet, from 0.
    Column(u32),
    /// In one place for all records: what the layout says of every row.
    Layout(Place),
}

/// What only some records of a sheet say, and what is no fact.
#[derive(Debug, Clone, Default)]
pub struct Extra {
    /// The day on which it was observed.
    pub observed: Option<Date>,
    /// Document and page it was taken from.
    pub source: Option<String>,
    /// Anything a person wanted to say about it.
    pub note: Option<String>,
}

/// Rows of a sheet in their order, most of which follow the one before: where each run of them begins.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The first record of each run, and its row.
    runs: Vec<(u32, u32)>,
    /// The row after the last.
    next: u32,
    len: u32,
}

impl Rows {
    /// Adds a row, which is below those before.
    pub fn push(&mut self, row: u32) {
        if self.runs.is_empty() || row != self.next {
            self.runs.push((self.len, row));
        }
        (self.next, self.len) = (row + 1, self.len + 1);
    }

    /// The row of a record.
    pub fn get(&self, record: u32) -> u32 {
        let run = self.runs.partition_point(|(first, _)| *first <= record);
        run.checked_sub(1).and_then(|run| self.runs.get(run)).map_or(0, |(first, row)| row + (record - first))
    }

    /// How many there are.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

/// Small numbers, each in as many bytes as the largest needs.
#[derive(Debug, Clone)]
pub enum Numbers {
    /// Up to 255.
    One(Vec<u8>),
    /// Up to 65,535.
    Two(Vec<u16>),
    /// Larger ones.
    Four(Vec<u32>),
}

/// The distinct values of a column.
#[derive(Debug, Clone)]
pub enum Values {
    /// Texts (`text` and `choice` fields, ids).
    Texts(Texts),
    /// Names of records.
    Names(Texts),
    /// Any values.
    Any(Vec<RawValue>),
}

impl SheetRecords {
    /// Number of records.
    pub fn len(&self) -> u32 {
        self.rows.len()
    }

    /// There is no record.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The column that states a field.
    pub fn column(&self, field: FieldId) -> Option<&SheetColumn> {
        self.columns.iter().find(|column| column.field == Some(field))
    }

    /// Where a record's cell of a column stands.
    pub fn place_in(&self, record: u32, column: &SheetColumn) -> Place {
        match column.spot {
            Spot::Layout(place) => place,
            Spot::Column(column) => self.cell(record, column),
        }
    }

    /// Where a record begins.
    pub fn place(&self, record: u32) -> Place {
        let first = || match self.columns.first().map(|column| column.spot) {
            Some(Spot::Column(column)) => self.cell(record, column),
            _ => self.cell(record, 0),
        };
        self.begins.get(&record).copied().unwrap_or_else(first)
    }

    /// The day on which a record was observed, if not the inventory's.
    pub fn observed(&self, record: u32) -> Option<Date> {
        self.extras.get(&record)?.observed
    }

    /// The document a record was taken from.
    pub fn source(&self, record: u32) -> Option<&str> {
        self.extras.get(&record)?.source.as_deref()
    }

    /// A record, as if it had been written in TOML.
    pub fn record(&self, number: u32) -> Record {
        let extra = self.extras.get(&number).cloned().unwrap_or_default();
        let mut record = Record {
            observed: extra.observed,
            source: extra.source,
            note: extra.note,
            ..Record::blank(self.entity, self.place(number))
        };
        for column in &self.columns {
            let Some(value) = column.values.get(column.numbers.get(number)) else { continue };
            let place = self.place_in(number, column);
            match (column.field, value) {
                (Some(field), value) => record.cells.push(Cell { field, value: value.at(place), place }),
                (None, RawValue::Text(id)) => record.id = Some((id, place)),
                (None, _) => {}
            }
        }
        record
    }

    /// All records, one by one.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        (0..self.len()).map(|number| self.record(number))
    }

    fn cell(&self, record: u32, column: u32) -> Place {
        let (start, end) = self.grid.cell(self.rows.get(record) as usize, column as usize);
        Place { file: self.file, start, end }
    }
}

impl Default for Numbers {
    fn default() -> Self {
        Numbers::One(Vec::new())
    }
}

impl Numbers {
    /// Adds a number.
    #[inline]
    pub fn push(&mut self, number: u32) {
        match self {
            Numbers::One(all) => match u8::try_from(number) {
                Ok(number) => return all.push(number),
                Err(_) => *self = Numbers::Two(all.iter().map(|number| u16::from(*number)).collect()),
            },
            Numbers::Two(all) => match u16::try_from(number) {
                Ok(number) => return all.push(number),
                Err(_) => *self = Numbers::Four(all.iter().map(|number| u32::from(*number)).collect()),
            },
            Numbers::Four(all) => return all.push(number),
        }
        self.push(number);
    }

    /// The number of a record.
    pub fn get(&self, record: u32) -> u32 {
        let record = record as usize;
        match self {
            Numbers::One(all) => u32::from(all[record]),
            Numbers::Two(all) => u32::from(all[record]),
            Numbers::Four(all) => all[record],
        }
    }
}

impl Values {
    /// Adds a value and gives its number; a value of another kind than the others turns all into values of any kind.
    pub fn push(&mut self, value: RawValue) -> u32 {
        match (&mut *self, value) {
            (Values::Texts(texts), RawValue::Text(text)) | (Values::Names(texts), RawValue::Name(text)) => {
                texts.push(&text);
            }
            (Values::Any(values), value) => values.push(value),
            (_, value) => {
                let mut values: Vec<RawValue> = (1..=self.len()).filter_map(|number| self.get(number)).collect();
                match (values.is_empty(), value) {
                    (true, RawValue::Name(name)) => {
                        let mut names = Texts::default();
                        names.push(&name);
                        *self = Values::Names(names);
                    }
                    (_, value) => {
                        values.push(value);
                        *self = Values::Any(values);
                    }
                }
            }
        }
        self.len()
    }

    /// How many there are, which is also the last number.
    pub fn len(&self) -> u32 {
        match self {
            Values::Texts(texts) | Values::Names(texts) => texts.len(),
            Values::Any(values) => values.len() as u32,
        }
    }

    /// There is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value with a number.
    pub fn get(&self, number: u32) -> Option<RawValue> {
        let at = number.checked_sub(1)?;
        Some(match self {
            Values::Texts(texts) => RawValue::Text(texts.get(at).to_owned()),
            Values::Names(texts) => RawValue::Name(texts.get(at).to_owned()),
            Values::Any(values) => values.get(at as usize)?.clone(),
        })
    }
}

impl Default for Values {
    fn default() -> Self {
        Values::Texts(Texts::default())
    }
}

impl RawValue {
    /// The same value, written in that place.
    pub fn at(self, place: Place) -> RawValue {
        match self {
            RawValue::Names(names) => RawValue::Names(names.into_iter().map(|(name, _)| (name, place)).collect()),
            value => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_added() {
        for rows in [vec![], vec![0], vec![5, 6, 7], vec![1, 2, 9, 10, 12, 13, 14, 40]] {
            let mut kept = Rows::default();
            rows.iter().for_each(|row| kept.push(*row));
            let back: Vec<u32> = (0..kept.len()).map(|record| kept.get(record)).collect();
            assert_eq!((back, kept.is_empty()), (rows.clone(), rows.is_empty()));
        }
    }

    #[test]
    fn numbers_keep_their_values_as_they_widen() {
        let mut numbers = Numbers::default();
        let all: Vec<u32> = (0..300).chain(65_530..65_540).chain([7, 1 << 20]).collect();
        all.iter().for_each(|number| numbers.push(*number));
        let read: Vec<u32> = (0..all.len() as u32).map(|record| numbers.get(record)).collect();
        assert_eq!(read, all);
        assert!(matches!(numbers, Numbers::Four(_)));
    }

    #[test]
    fn values_keep_their_numbers_whatever_comes_after() {
        let mut values = Values::default();
        let all = [RawValue::Text("a".into()), RawValue::None, RawValue::Bool(true), RawValue::Text("b".into())];
        let numbers: Vec<u32> = all.iter().map(|value| values.push(value.clone())).collect();
        assert_eq!(numbers, [1, 2, 3, 4]);
        for (number, value) in numbers.iter().zip(all) {
            assert_eq!(values.get(*number), Some(value));
        }
        let mut names = Values::default();
        names.push(RawValue::Name("税務課".into()));
        assert!(matches!(names, Values::Names(_)) && names.get(0).is_none());
    }
}
