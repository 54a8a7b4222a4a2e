//! Large tables: the rows of a plain sheet, read straight into columns.
//!
//! Every distinct text of a column is read once, and whatever must be told of it is told for each cell in which it stands.
//! The answer is the same as that of reading row by row, and so are the messages, but that a mistake made many times is told
//! for some cells and counted for the others. Sheets in which a row is not just one new record of its own — overlays, unfolded
//! columns, merged cells — are read row by row.

use super::rows::{JOINT, Reader, Reading};
use crate::diagnostic::{Place, Repeated};
use crate::inventory::{Extra, Numbers, RawValue, SheetColumn, SheetRecords, Spot, Values};
use crate::vocabulary::layout::Constant;
use crate::vocabulary::{FieldId, Target};
use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

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
    let Some(grid) = view.grid().map(Arc::clone) else { return };
    let mut table = Table {
        columns: columns(reader),
        keys: reader.entity.key.clone(),
        numbers: Vec::new(),
        nameless: Repeated::default(),
        rows: Vec::new(),
        extras: BTreeMap::new(),
        begins: BTreeMap::new(),
    };
    for row in reader.layout.header_rows.1..view.rows() {
        if reader.counts(row) {
            table.row(reader, row);
        }
    }
    table.tell_rest(reader);
    let columns = table.columns.into_iter().filter_map(Column::finish).collect();
    let Table { rows, extras, begins, .. } = table;
    if !rows.is_empty() {
        let (entity, file) = (reader.layout.entity, view.sheet.id);
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
    /// Fields that tell records apart.
    keys: Vec<FieldId>,
    /// The numbers of the row that is being read.
    numbers: Vec<u32>,
    nameless: Repeated,
    rows: Vec<u32>,
    extras: BTreeMap<u32, Extra>,
    begins: BTreeMap<u32, Place>,
}

impl<'a> Table<'a> {
    fn row(&mut self, reader: &mut Reader<'a>, row: usize) {
        self.numbers.clear();
        let (mut begins, mut extra, mut notes) = (None, None::<Extra>, Vec::new());
        for (at, column) in self.columns.iter_mut().enumerate() {
            let written = column.from.written(reader, row);
            if begins.is_none() && !written.is_empty() {
                begins = Some(at);
            }
            let slot = column.slot(reader, row, written);
            let place = || column.from.place(reader, row);
            let meaning = &column.meanings[slot];
            match &meaning.reading {
                None | Some(Reading::Value(_)) => {}
                Some(Reading::Wrong) => {}
                Some(reading) => notes.extend(reader.notice(reading, place())),
            }
            if let (Some(Reading::Value(value)), Target::Source | Target::Note | Target::Observed) =
                (&meaning.reading, column.target)
            {
                extra.get_or_insert_default().say(column.target, value);
            }
            self.numbers.push(meaning.number);
        }
        let place = match begins {
            Some(at) => self.columns[at].from.place(reader, row),
            None => reader.view.place(row, 0),
        };
        if !self.names_itself(reader, place) {
            return;
        }
        let record = self.rows.len() as u32;
        self.rows.push(row as u32);
        let first = self.columns.iter().position(Column::is_fact);
        if begins != first {
            self.begins.insert(record, place);
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

    /// Whether the row says which record it is; if not, that is reported.
    fn names_itself(&mut self, reader: &Reader<'a>, place: Place) -> bool {
        let number = |target: Target| {
            let at = self.columns.iter().position(|column| column.target == target);
            at.map_or(0, |at| self.numbers[at])
        };
        let ids: Vec<&str> = match self.keys.as_slice() {
            [] => (number(Target::Id) == 0).then_some("id").into_iter().collect(),
            keys => {
                let blank = keys.iter().filter(|key| number(Target::Field(**key)) == 0);
                blank.map(|key| reader.entity.fields[key.0 as usize].id.as_str()).collect()
            }
        };
        if !ids.is_empty() && self.nameless.is_told(place) {
            ids.iter().for_each(|id| reader.is_nameless(id, place));
        }
        ids.is_empty()
    }

    /// Counts the mistakes that were not told one by one.
    fn tell_rest(&self, reader: &Reader<'a>) {
        let wrong = self.columns.iter().flat_map(|column| column.meanings.iter().map(|meaning| &meaning.wrong));
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
    fn written(self, reader: &Reader<'a>, row: usize) -> Cow<'a, str> {
        let view = reader.view;
        match self {
            From::Cell(column) => Cow::Borrowed(view.get(row, column)),
            From::Joined(columns) => {
                let parts = columns.iter().map(|column| view.get(row, *column)).filter(|part| !part.is_empty());
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

    fn place(self, reader: &Reader<'_>, row: usize) -> Place {
        match self.spot() {
            Spot::Column(column) => reader.view.place(row, column as usize),
            Spot::Layout(place) => place,
        }
    }
}

/// What one text of a column means.
struct Meaning {
    /// `None` if it states nothing.
    reading: Option<Reading>,
    /// The number of its value; 0 if there is none.
    number: u32,
    wrong: Repeated,
}

/// One column, with what its texts mean.
struct Column<'a> {
    target: Target,
    from: From<'a>,
    units: i64,
    /// Which meaning each text has.
    texts: IndexMap<Cow<'a, str>, (), FxBuildHasher>,
    meanings: Vec<Meaning>,
    /// The meaning of the last row's text: sheets repeat themselves.
    last: usize,
    numbers: Numbers,
    values: Values,
}

impl<'a> Column<'a> {
    fn new(target: Target, from: From<'a>, units: i64) -> Self {
        Self {
            target,
            from,
            units,
            texts: IndexMap::default(),
            meanings: Vec::new(),
            last: 0,
            numbers: Numbers::default(),
            values: Values::default(),
        }
    }

    fn is_fact(&self) -> bool {
        matches!(self.target, Target::Field(_) | Target::Id)
    }

    /// The number of a text's meaning. A text that was not met before is read, and what is wrong with it is told.
    fn slot(&mut self, reader: &Reader<'a>, row: usize, written: Cow<'a, str>) -> usize {
        let is_last = self.texts.get_index(self.last).is_some_and(|(last, ())| *last == written);
        if !is_last {
            self.last = match self.texts.get_index_of(&*written) {
                Some(known) => known,
                None => {
                    let reading = self.read(reader, row, &written);
                    let number = match (&reading, self.is_fact()) {
                        (Some(Reading::Value(value) | Reading::Serial(value)), true) => self.values.push(value.clone()),
                        _ => 0,
                    };
                    let mut wrong = Repeated::default();
                    if matches!(reading, Some(Reading::Wrong)) {
                        wrong.is_told(self.from.place(reader, row));
                    }
                    self.meanings.push(Meaning { reading, number, wrong });
                    return self.remember(written);
                }
            };
        }
        if matches!(self.meanings[self.last].reading, Some(Reading::Wrong)) {
            let place = self.from.place(reader, row);
            if self.meanings[self.last].wrong.is_told(place) {
                self.read(reader, row, &written);
            }
        }
        self.last
    }

    fn remember(&mut self, written: Cow<'a, str>) -> usize {
        self.last = self.texts.insert_full(written, ()).0;
        self.last
    }

    fn read(&self, reader: &Reader<'a>, row: usize, written: &str) -> Option<Reading> {
        let written = reader.means(self.target, written).unwrap_or(written).trim();
        if written.is_empty() {
            return None;
        }
        let place = || self.from.place(reader, row);
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
