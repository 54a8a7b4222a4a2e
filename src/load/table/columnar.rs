//! Large tables: the rows of a plain sheet, read straight into columns.
//!
//! Every distinct text of a column is read once, and whatever must be told of it is told for each cell in which it stands.
//! The answer is the same as that of reading row by row, and so are the messages, but that a mistake made many times is told
//! for some cells and counted for the others. Sheets in which a row is not just one new record of its own — overlays, unfolded
//! columns, merged cells — are read row by row.

use super::rows::{JOINT, Reader, Reading};
use crate::diagnostic::{Place, Repeated};
use crate::inventory::{Extra, Numbers, RawValue, Rows, SheetColumn, SheetRecords, Spot, Symbol, Symbols, Values};
use crate::load::sheet::Row;
use crate::vocabulary::layout::Constant;
use crate::vocabulary::{FieldId, Target};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows more that differ from the one before than rows that do not, from which on a column seldom repeats itself.
const SELDOM: i32 = 64;

/// Whether every row of a sheet is one new record, all of whose facts stand in cells of their own.
pub(super) fn fits(reader: &Reader<'_>) -> bool {
    let targets: Vec<Target> = columns(reader).iter().map(|column| column.target).collect();
    let plain = |target: &Target| {
        matches!(target, Target::Field(_) | Target::Id | Target::Source | Target::Note | Target::Observed)
    };
    let once = targets.iter().enumerate().all(|(at, target)| !targets[..at].contains(target));
    reader.layout.unfold.is_none()
        && reader.view.sheet.merged.is_empty()
        && reader.entity.implied.is_none()
        && once
        && targets.iter().all(plain)
}

/// Reads the rows of a sheet.
pub(super) fn read(reader: &mut Reader<'_>) {
    let view = reader.view;
    let mut table = Table::new(reader);
    let mut row = view.row(reader.layout.header_rows.1);
    for number in reader.layout.header_rows.1..view.rows() {
        row.go(number);
        if reader.counts(&row) {
            table.row(reader, &row);
        }
    }
    table.tell_rest(reader);
    let columns = table.columns.into_iter().filter_map(Column::finish).collect();
    let Table { rows, extras, begins, .. } = table;
    if !rows.is_empty() {
        let (entity, file, grid) = (reader.layout.entity, view.sheet.id, Arc::clone(&view.sheet.grid));
        reader.out.tables.push(SheetRecords { entity, file, grid, rows, columns, extras, begins });
    }
}

/// What a sheet says of each row, in the order in which a record says it.
fn columns<'a>(reader: &Reader<'a>) -> Vec<Column<'a>> {
    let (columns, layout) = (reader.columns, reader.layout);
    let plain = columns.plain.iter().map(|(column, target, units)| Column::new(*target, From::Cell(*column), *units));
    let joined = columns.joined.iter().map(|(target, columns)| Column::new(*target, From::Joined(columns), 1));
    let set = layout.set.iter().map(|constant| Column::new(constant.target, From::Set(constant), 1));
    plain.chain(joined).chain(set).collect()
}

/// The records so far.
struct Table<'a> {
    columns: Vec<Column<'a>>,
    /// What tells records apart, with the column that says it.
    keys: Vec<(&'a str, Option<usize>)>,
    /// The numbers of the row that is being read.
    numbers: Vec<u32>,
    nameless: Repeated,
    rows: Rows,
    extras: BTreeMap<u32, Extra>,
    begins: BTreeMap<u32, Place>,
}

impl<'a> Table<'a> {
    fn new(reader: &Reader<'a>) -> Self {
        let (columns, entity) = (columns(reader), reader.entity);
        let at = |target| columns.iter().position(|column| column.target == target);
        let keys = match entity.key.as_slice() {
            [] => vec![("id", at(Target::Id))],
            keys => {
                let name = |key: &FieldId| entity.fields[key.0 as usize].id.as_str();
                keys.iter().map(|key| (name(key), at(Target::Field(*key)))).collect()
            }
        };
        Self {
            columns,
            keys,
            numbers: Vec::new(),
            nameless: Repeated::default(),
            rows: Rows::default(),
            extras: BTreeMap::new(),
            begins: BTreeMap::new(),
        }
    }

    fn row(&mut self, reader: &mut Reader<'a>, row: &Row<'a>) {
        self.numbers.clear();
        let (mut begins, mut extra, mut notes) = (None, None::<Extra>, Vec::new());
        for (at, column) in self.columns.iter_mut().enumerate() {
            let written = column.from.written(row);
            if begins.is_none() && !written.is_empty() {
                begins = Some(at);
            }
            let text = column.meet(reader, row, &written);
            self.numbers.push(column.meanings[text.0 as usize]);
            match column.odd(text).map(|odd| &odd.reading) {
                None => {}
                Some(Reading::Value(value)) => extra.get_or_insert_default().say(column.target, value),
                Some(reading) => notes.extend(reader.notice(reading, column.from.place(row))),
            }
        }
        if !self.names_itself(reader, row, begins) {
            return;
        }
        let record = self.rows.len();
        self.rows.push(row.number() as u32);
        if begins != self.columns.iter().position(Column::is_fact) {
            self.begins.insert(record, self.begin(row, begins));
        }
        for (column, number) in self.columns.iter_mut().zip(&self.numbers) {
            if column.is_fact() {
                column.numbers.push(*number);
            }
        }
        if !notes.is_empty() {
            let extra = extra.get_or_insert_default();
            extra.note = Some(extra.note.take().into_iter().chain(notes).collect::<Vec<_>>().join(" "));
        }
        if let Some(extra) = extra {
            self.extras.insert(record, extra);
        }
    }

    /// Where the row begins: in the first of its columns in which something is written.
    fn begin(&self, row: &Row<'_>, column: Option<usize>) -> Place {
        column.map_or_else(|| row.place(0), |at| self.columns[at].from.place(row))
    }

    /// Whether the row says which record it is; if not, that is reported.
    fn names_itself(&mut self, reader: &Reader<'a>, row: &Row<'a>, begins: Option<usize>) -> bool {
        let is_blank = |(_, at): &&(&str, Option<usize>)| at.is_none_or(|at| self.numbers[at] == 0);
        if !self.keys.iter().any(|key| is_blank(&key)) {
            return true;
        }
        let place = self.begin(row, begins);
        if self.nameless.is_told(place) {
            self.keys.iter().filter(is_blank).for_each(|(id, _)| reader.is_nameless(id, place));
        }
        false
    }

    /// Counts the mistakes that were not told one by one.
    fn tell_rest(&self, reader: &Reader<'a>) {
        let wrong = self.columns.iter().flat_map(|column| column.odd.values().map(|odd| &odd.wrong));
        wrong.chain([&self.nameless]).filter_map(Repeated::rest).for_each(|rest| reader.tell(rest));
    }
}

impl Extra {
    fn say(&mut self, target: Target, value: &RawValue) {
        match (target, value) {
            (Target::Source, RawValue::Text(text)) => self.source = Some(text.clone()),
            (Target::Note, RawValue::Text(text)) => self.note = Some(text.clone()),
            (Target::Observed, RawValue::Date(day)) => self.observed = Some(*day),
            _ => {}
        }
    }
}

/// Where what a column says is written.
#[derive(Clone, Copy)]
enum From<'a> {
    Cell(usize),
    Joined(&'a [usize]),
    Set(&'a Constant),
}

impl<'a> From<'a> {
    fn written(self, row: &Row<'a>) -> Cow<'a, str> {
        match self {
            From::Cell(column) => Cow::Borrowed(row.get(column)),
            From::Joined(columns) => {
                let parts = columns.iter().map(|column| row.get(*column)).filter(|part| !part.is_empty());
                Cow::Owned(parts.collect::<Vec<_>>().join(JOINT))
            }
            From::Set(constant) => Cow::Borrowed(constant.written.as_str()),
        }
    }

    fn spot(self) -> Spot {
        match self {
            From::Cell(column) => Spot::Column(column as u32),
            From::Joined(columns) => Spot::Column(columns.first().map_or(0, |column| *column as u32)),
            From::Set(constant) => Spot::Layout(constant.place),
        }
    }

    fn place(self, row: &Row<'_>) -> Place {
        match self.spot() {
            Spot::Column(column) => row.place(column as usize),
            Spot::Layout(place) => place,
        }
    }
}

/// What one text of a column means beside a value that is a fact.
struct Odd {
    reading: Reading,
    wrong: Repeated,
}

/// One column, with what its texts mean.
struct Column<'a> {
    target: Target,
    from: From<'a>,
    units: i64,
    /// The texts that were met, each once.
    texts: Symbols,
    /// The number of the value that each of them states; 0 if it states no fact.
    meanings: Vec<u32>,
    /// Those of which something else must be said in every cell.
    odd: BTreeMap<Symbol, Odd>,
    /// The last row's text: sheets repeat themselves.
    last: Option<Symbol>,
    /// How much oftener a row had the text of the row before than another.
    repeats: i32,
    numbers: Numbers,
    values: Values,
}

impl<'a> Column<'a> {
    fn new(target: Target, from: From<'a>, units: i64) -> Self {
        Self {
            target,
            from,
            units,
            texts: Symbols::default(),
            meanings: Vec::new(),
            odd: BTreeMap::new(),
            last: None,
            repeats: 0,
            numbers: Numbers::default(),
            values: Values::default(),
        }
    }

    fn is_fact(&self) -> bool {
        matches!(self.target, Target::Field(_) | Target::Id)
    }

    fn odd(&self, text: Symbol) -> Option<&Odd> {
        if self.odd.is_empty() { None } else { self.odd.get(&text) }
    }

    /// The text of a row. One that was not met before is read; what is wrong with it is told.
    fn meet(&mut self, reader: &Reader<'a>, row: &Row<'a>, written: &str) -> Symbol {
        // Where rows seldom repeat the one before, that is not worth a look.
        let same = self.last.filter(|last| self.repeats > -SELDOM && self.texts.is(*last, written));
        let text = same.unwrap_or_else(|| self.texts.intern(written));
        self.repeats += if self.last == Some(text) { 1 } else { -1 };
        self.last = Some(text);
        if text.0 as usize == self.meanings.len() {
            self.learn(reader, row, written, text);
        } else if !self.odd.is_empty()
            && let Some(Odd { reading: Reading::Wrong, wrong }) = self.odd.get_mut(&text)
            && wrong.is_told(self.from.place(row))
        {
            self.read(reader, row, written);
        }
        text
    }

    /// Reads a text that is met for the first time.
    fn learn(&mut self, reader: &Reader<'a>, row: &Row<'a>, written: &str, text: Symbol) {
        let reading = self.read(reader, row, written);
        let (number, reading) = match reading {
            Some(Reading::Value(value)) if self.is_fact() => (self.values.push(value), None),
            Some(Reading::Serial(value)) if self.is_fact() => {
                (self.values.push(value.clone()), Some(Reading::Serial(value)))
            }
            reading => (0, reading),
        };
        self.meanings.push(number);
        if let Some(reading) = reading {
            let mut wrong = Repeated::default();
            wrong.is_told(self.from.place(row));
            self.odd.insert(text, Odd { reading, wrong });
        }
    }

    fn read(&self, reader: &Reader<'a>, row: &Row<'a>, written: &str) -> Option<Reading> {
        let written = reader.means(self.target, written).unwrap_or(written).trim();
        if written.is_empty() {
            return None;
        }
        let place = || self.from.place(row);
        let text = || Reading::Value(RawValue::Text(written.to_owned()));
        Some(match self.target {
            Target::Field(field) => {
                reader.reading(&reader.entity.fields[field.0 as usize], written, place(), self.units)
            }
            Target::Id => reader.id(written, place()).map_or(Reading::Wrong, |_| text()),
            Target::Observed => {
                reader.day(written, place()).map_or(Reading::Wrong, |day| Reading::Value(RawValue::Date(day)))
            }
            _ => text(),
        })
    }

    fn finish(self) -> Option<SheetColumn> {
        let field = match self.target {
            Target::Field(field) => Some(field),
            Target::Id => None,
            _ => return None,
        };
        Some(SheetColumn { field, spot: self.from.spot(), numbers: self.numbers, values: self.values })
    }
}
