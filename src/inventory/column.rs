//! Columns: the facts of one field for all records of a table, with a bitmap of what is known.

use super::texts::Symbol;
use crate::calendar::Days;
use crate::vocabulary::FieldType;
use fixedbitset::FixedBitSet;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Bounds of a whole number that is not known exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// At least this.
    pub low: i64,
    /// At most this; `None` is unbounded.
    pub high: Option<i64>,
}

/// The facts of one field, row by row. A row that is in neither bitmap is missing.
#[derive(Debug, Clone)]
pub struct Column {
    /// Rows with a value.
    pub known: FixedBitSet,
    /// Rows known to be none.
    pub none: FixedBitSet,
    /// The values; entries of rows that are not known mean nothing.
    pub data: Data,
    /// Bounds of missing whole numbers (computed counts over open lists).
    pub ranges: BTreeMap<u32, Range>,
    /// The stretches in which missing days lie.
    pub days: BTreeMap<u32, Days>,
    /// Byte offsets at which facts are written in the file of their record, up to the last row that has one;
    /// [`ELSEWHERE`] for one that is not written there.
    at: Vec<u32>,
}

/// Offset of a fact that is not written in its record.
const ELSEWHERE: u32 = u32::MAX;

/// One value on its way into a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Known to be none.
    None,
    /// For `bool` fields.
    Bool(bool),
    /// For `int` and `year` fields.
    Int(i64),
    /// For `number` fields.
    Number(f64),
    /// For `date` fields.
    Date(Date),
    /// For `date` fields: one of these days. The day itself stays missing.
    Days(Days),
    /// For `text` and `choice` fields.
    Text(Symbol),
    /// For `ref` fields.
    Row(u32),
    /// For `refs`, `texts` and `choices` fields.
    List(Vec<u32>),
}

impl Datum {
    /// What is known once both were said: a day and its month agree on the day. `None` if they contradict each other.
    pub fn meet(&self, other: &Datum) -> Option<Datum> {
        if self == other {
            return Some(self.clone());
        }
        let both = self.days()?.meet(other.days()?)?;
        Some(both.exact().map_or(Datum::Days(both), Datum::Date))
    }

    fn days(&self) -> Option<Days> {
        match self {
            Datum::Date(day) => Some((*day).into()),
            Datum::Days(days) => Some(*days),
            _ => None,
        }
    }
}

impl Column {
    /// An empty column for values of that type.
    pub fn new(kind: &FieldType) -> Self {
        let data = match kind {
            FieldType::Bool => Data::Bool(FixedBitSet::new()),
            FieldType::Int | FieldType::Year => Data::Int(Vec::new()),
            FieldType::Number => Data::Number(Vec::new()),
            FieldType::Date => Data::Date(Vec::new()),
            FieldType::Text | FieldType::Choice(_) => Data::Text(Vec::new()),
            FieldType::Ref(_) => Data::Row(Vec::new()),
            FieldType::Refs(_) | FieldType::Texts | FieldType::Choices(_) => Data::List(Lists::default()),
        };
        Self {
            known: FixedBitSet::new(),
            none: FixedBitSet::new(),
            data,
            ranges: BTreeMap::new(),
            days: BTreeMap::new(),
            at: Vec::new(),
        }
    }

    /// Adds rows, missing, until there are so many.
    pub fn grow(&mut self, rows: usize) {
        self.known.grow(rows);
        self.none.grow(rows);
        match &mut self.data {
            Data::Bool(bits) => bits.grow(rows),
            Data::Int(values) => values.resize(rows, 0),
            Data::Number(values) => values.resize(rows, 0.0),
            Data::Date(values) => values.resize(rows, Date::MIN),
            Data::Text(values) => values.resize(rows, Symbol(0)),
            Data::Row(values) => values.resize(rows, 0),
            Data::List(lists) => lists.grow(rows),
        }
    }

    /// Byte offset at which the fact of a row is written in the file of its record.
    pub fn offset(&self, row: u32) -> Option<u32> {
        self.at.get(row as usize).copied().filter(|at| *at != ELSEWHERE)
    }

    /// Remembers where the fact of a row is written.
    pub fn remember(&mut self, row: u32, offset: u32) {
        let row = row as usize;
        if self.at.len() <= row {
            self.at.resize(row + 1, ELSEWHERE);
        }
        self.at[row] = offset;
    }

    /// Makes the fact of a row known. A value of another type leaves it missing.
    pub fn put(&mut self, row: u32, datum: Datum) {
        let index = row as usize;
        self.clear(row);
        match (&mut self.data, datum) {
            (_, Datum::None) => {
                self.none.insert(index);
                return;
            }
            (Data::Bool(bits), Datum::Bool(value)) => bits.set(index, value),
            (Data::Int(values), Datum::Int(value)) => values[index] = value,
            (Data::Number(values), Datum::Number(value)) => values[index] = value,
            (Data::Number(values), Datum::Int(value)) => values[index] = value as f64,
            (Data::Date(values), Datum::Date(value)) => values[index] = value,
            (Data::Date(_), Datum::Days(days)) => {
                self.days.insert(row, days);
                return;
            }
            (Data::Text(values), Datum::Text(value)) => values[index] = value,
            (Data::Row(values), Datum::Row(value)) => values[index] = value,
            (Data::List(lists), Datum::List(items)) => lists.set(row, &items),
            _ => return,
        }
        self.known.insert(index);
    }

    /// Makes the fact of a row missing.
    pub fn clear(&mut self, row: u32) {
        self.known.remove(row as usize);
        self.none.remove(row as usize);
        self.days.remove(&row);
    }

    /// The fact of a row, if anything is known, be it only in which days a day lies.
    pub fn get(&self, row: u32) -> Option<Datum> {
        let index = row as usize;
        if self.none.contains(index) {
            return Some(Datum::None);
        }
        if !self.known.contains(index) {
            return self.days.get(&row).copied().map(Datum::Days);
        }
        Some(match &self.data {
            Data::Bool(bits) => Datum::Bool(bits.contains(index)),
            Data::Int(values) => Datum::Int(values[index]),
            Data::Number(values) => Datum::Number(values[index]),
            Data::Date(values) => Datum::Date(values[index]),
            Data::Text(values) => Datum::Text(values[index]),
            Data::Row(values) => Datum::Row(values[index]),
            Data::List(lists) => Datum::List(lists.get(row).to_vec()),
        })
    }
}

/// Values of one type, row by row.
#[derive(Debug, Clone)]
pub enum Data {
    /// `bool` fields.
    Bool(FixedBitSet),
    /// `int` and `year` fields.
    Int(Vec<i64>),
    /// `number` fields.
    Number(Vec<f64>),
    /// `date` fields.
    Date(Vec<Date>),
    /// `text` and `choice` fields.
    Text(Vec<Symbol>),
    /// `ref` fields: rows of the target table.
    Row(Vec<u32>),
    /// `refs` fields (rows of the target table), `texts` and `choices` fields (symbols).
    List(Lists),
}

/// Lists of numbers, row by row, stored end to end.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// `items[starts[row]..ends[row]]` is the list of `row`.
    pub starts: Vec<u32>,
    /// One past the last item.
    pub ends: Vec<u32>,
    /// The items of all rows.
    pub items: Vec<u32>,
}

impl Lists {
    /// The list of a row.
    pub fn get(&self, row: u32) -> &[u32] {
        let row = row as usize;
        &self.items[self.starts[row] as usize..self.ends[row] as usize]
    }

    /// Replaces the list of a row; the old items stay behind unused.
    pub fn set(&mut self, row: u32, items: &[u32]) {
        let start = self.items.len() as u32;
        self.items.extend_from_slice(items);
        self.starts[row as usize] = start;
        self.ends[row as usize] = self.items.len() as u32;
    }

    /// Adds empty lists until there are so many rows.
    pub fn grow(&mut self, rows: usize) {
        self.starts.resize(rows, 0);
        self.ends.resize(rows, 0);
    }
}
