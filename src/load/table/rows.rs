//! Rows: what each row of a bound sheet says, as records and facts.

use super::columnar;
use super::columns::{self, Columns, Group};
use super::told::Noticed;
use super::{Own, Read};
use crate::calendar::{fiscal_year, parse_date, parse_number};
use crate::diagnostic::{Diagnostic, Fault, FileId, Place};
use crate::inventory::{Cell, Overlay, RawValue, Record};
use crate::load::choice::has_word;
use crate::load::problems::Problems;
use crate::load::sheet::{Row, View};
use crate::load::spelling::fold;
use crate::load::walk::Page;
use crate::load::{body_code, cell};
use crate::text;
use crate::vocabulary::{Entity, Field, FieldId, FieldType, Layout, Target, Vocabulary};
use jiff::ToSpan;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Joins the parts of a value that is split over columns.
pub(super) const JOINT: &str = "-";
/// Words that say that nobody measured it, folded.
const UNMEASURED: [&str; 6] = ["未測定", "未計測", "未調査", "未集計", "測定せず", "notmeasured"];
/// Signs that fill a cell in which nothing stands.
const DASHES: [char; 9] = ['-', '－', '−', '‐', '–', '—', '―', 'ー', 'ｰ'];
/// What stands in a cell whose formula could not be worked out.
const ERRORS: [&str; 7] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"];
/// Numbers by which Excel counts days, from 1954 to 2119: no year and no count of a municipality's is like them.
const SERIALS: RangeInclusive<i32> = 20_000..=80_200;
/// The day before the first of Excel's count, and of the count from 1904.
const EPOCHS: [Date; 2] = [jiff::civil::date(1899, 12, 30), jiff::civil::date(1904, 1, 1)];

/// One thing that a row says.
type Said<'s> = (Target, Cow<'s, str>, Place, i64);

/// Reads the rows of a sheet.
pub(super) fn read(
    layout: &Layout,
    view: View<'_>,
    own: &Own,
    vocabulary: &Vocabulary,
    problems: &Problems,
    out: &mut Read,
) {
    let entity = vocabulary.entity(layout.entity);
    let before = problems.count();
    let columns = columns::find(layout, view, entity, problems);
    let skip = layout.skip.iter().map(|word| fold(word)).collect();
    let mut reader =
        Reader { layout, view, entity, columns: &columns, own, problems, skip, noticed: Noticed::default(), out };
    if problems.count() > before || !reader.is_identified() {
        return;
    }
    if columnar::fits(&reader) {
        columnar::read(&mut reader);
    } else {
        let mut row = view.row(layout.header_rows.1);
        for number in layout.header_rows.1..view.rows() {
            row.go(number);
            if reader.counts(&row) {
                reader.row(&row);
            }
        }
    }
    let Reader { noticed, out, .. } = reader;
    noticed.tell(layout, view, &columns, out);
}

/// Reads one sheet.
pub(super) struct Reader<'a> {
    /// How it is laid out.
    pub layout: &'a Layout,
    /// The sheet.
    pub view: View<'a>,
    /// What its rows speak about.
    pub entity: &'a Entity,
    /// What stands under its headings.
    pub columns: &'a Columns,
    own: &'a Own,
    problems: &'a Problems,
    /// Words of rows that say nothing, folded.
    skip: Vec<Cow<'a, str>>,
    /// What was noticed so far.
    pub noticed: Noticed,
    /// What was read so far.
    pub out: &'a mut Read,
}

impl<'a> Reader<'a> {
    /// The sheet as the readers of values see it.
    pub fn page(&self) -> Page<'a> {
        self.view.page(self.problems)
    }

    /// Reports something.
    pub fn tell(&self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    /// Whether something tells the records of the sheet apart; if not, that is reported.
    fn is_identified(&self) -> bool {
        let columns = self.columns;
        let plain = columns.plain.iter().map(|(_, target, _)| *target);
        let joined = columns.joined.iter().map(|(target, _)| *target);
        let set = self.layout.set.iter().map(|constant| constant.target);
        let headings = self.layout.unfold.iter().map(|unfold| unfold.heading);
        let cells = columns.unfolded.iter().flat_map(|group| group.cells.iter().map(|(_, target, _)| *target));
        let said: Vec<Target> = plain.chain(joined).chain(set).chain(headings).chain(cells).collect();
        if said.contains(&Target::On) {
            return true;
        }
        let wanted: Vec<Target> = match self.entity.key.as_slice() {
            [] => vec![Target::Id],
            key => key.iter().copied().map(Target::Field).collect(),
        };
        let missing: Vec<Target> = wanted.into_iter().filter(|target| !said.contains(target)).collect();
        for target in &missing {
            let (name, label) = match target {
                Target::Field(field) => {
                    let field = &self.entity.fields[field.0 as usize];
                    (field.id.as_str(), field.label.ja.as_str())
                }
                other => (other.word(self.entity), "id"),
            };
            let message = text!(ja: "`{name}`（{label}）の列がない", en: "there is no column for `{name}`");
            let help = text!(
                ja: "header = {{ \"見出し\" = \"{name}\" }}、分かれていれば join = {{ {name} = [\"…\", \"…\"] }}、台帳にあるものに書き足すなら header = {{ \"見出し\" = \"on\" }} と書きます",
                en: "write header = {{ \"heading\" = \"{name}\" }}, join = {{ {name} = [\"…\", \"…\"] }} if it is split, or header = {{ \"heading\" = \"on\" }} to add to records that exist"
            );
            self.page().fail(self.view.place(self.layout.header_rows.0 - 1, 0), message, help);
        }
        missing.is_empty()
    }

    /// Whether a row says anything that is wanted; what it says beside that is noticed.
    pub fn counts(&mut self, row: &Row<'a>) -> bool {
        let Some(first) = row.cells().iter().find(|cell| !cell.is_empty()) else { return false };
        if !self.skip.is_empty() && self.skip.contains(&fold(first)) {
            self.noticed.skipped.push(row.number());
            return false;
        }
        if !self.is_wanted(row) {
            self.noticed.others += 1;
            return false;
        }
        self.noticed.rows += 1;
        let headed = &self.columns.headed;
        let bare =
            row.cells().iter().enumerate().filter(|(column, cell)| !headed.contains(*column) && !cell.is_empty());
        self.noticed.bare.extend(bare.map(|(column, _)| column));
        true
    }

    fn row(&mut self, row: &Row<'a>) {
        let base = self.base(row);
        if self.layout.unfold.is_none() {
            self.record(row, base);
            return;
        }
        for group in &self.columns.unfolded {
            self.unfold(row, &base, group);
        }
    }

    /// Whether the row is about the body, and what else the layout wants.
    fn is_wanted(&mut self, row: &Row<'a>) -> bool {
        let columns = self.columns;
        columns.only.iter().all(|(column, wanted, _)| {
            let own = wanted.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            let known = own.map(|name| self.own.iter().find(|(field, _)| field == name));
            let wanted = match known {
                Some(known) => known.map(|(_, value)| value.as_str()),
                None => Some(wanted.as_str()),
            };
            // What the body does not say of itself, no row can be about.
            let Some(wanted) = wanted else { return false };
            let written = row.get(*column);
            if fold(wanted) == fold(written) {
                return true;
            }
            let mended = body_code::with_lost_zero(&fold(written)).filter(|code| code.as_str() == wanted);
            if let Some(code) = &mended {
                self.noticed.codes.push((row.place(*column), written.to_owned(), code.clone()));
            }
            mended.is_some()
        })
    }

    /// What the row says of every record that comes from it.
    fn base(&self, row: &Row<'a>) -> Vec<Said<'a>> {
        let plain = self
            .columns
            .plain
            .iter()
            .map(|(column, target, units)| (*target, Cow::Borrowed(row.get(*column)), row.place(*column), *units));
        let joined = self.columns.joined.iter().map(|(target, columns)| {
            let parts: Vec<&str> =
                columns.iter().map(|column| row.get(*column)).filter(|part| !part.is_empty()).collect();
            (*target, Cow::Owned(parts.join(JOINT)), row.place(columns.first().copied().unwrap_or(0)), 1)
        });
        let set = self.layout.set.iter();
        let set = set.map(|constant| (constant.target, Cow::Borrowed(constant.written.as_str()), constant.place, 1));
        plain.chain(joined).chain(set).collect()
    }

    /// One record of a wide row; a group of cells that says nothing is none.
    fn unfold(&mut self, row: &Row<'a>, base: &[Said<'a>], group: &'a Group) {
        let cells = group
            .cells
            .iter()
            .map(|(column, target, units)| (*target, Cow::Borrowed(row.get(*column)), row.place(*column), *units));
        let cells: Vec<Said<'a>> = cells.collect();
        let says = |(target, written, ..): &Said<'a>| !written.is_empty() || self.means(*target, "").is_some();
        if !cells.iter().any(says) {
            return;
        }
        let Some(unfold) = self.layout.unfold else { return };
        let heading = (unfold.heading, Cow::Borrowed(group.heading.as_str()), group.place, 1);
        self.record(row, base.iter().cloned().chain([heading]).chain(cells).collect());
    }

    /// What a word in a cell means by the layout.
    pub fn means(&self, target: Target, written: &str) -> Option<&'a str> {
        let (_, words) = self.layout.words.iter().find(|(other, _)| *other == target)?;
        let folded = fold(written);
        words.iter().find(|(word, _)| fold(word) == folded).map(|(_, means)| means.as_str())
    }

    fn record(&mut self, row: &Row<'a>, said: Vec<Said<'a>>) {
        let place = said.iter().find(|(_, written, ..)| !written.is_empty()).map_or(row.place(0), |said| said.2);
        let mut record = Record::blank(self.layout.entity, place);
        let (mut on, mut replaces, mut notes) = (None, false, Vec::new());
        for (target, written, place, units) in said {
            let written = match self.means(target, &written) {
                Some(means) => Cow::Borrowed(means),
                None => written,
            };
            let written = written.trim();
            match target {
                _ if written.is_empty() => {}
                Target::Field(field) => self.fact(&mut record, (field, written, place, units), &mut notes),
                Target::Id => record.id = self.id(written, place),
                Target::On => on = Some((format!("{}/{written}", self.entity.id), place)),
                Target::Source => record.source = Some(written.to_owned()),
                Target::Note => record.note = Some(written.to_owned()),
                Target::Observed => record.observed = self.day(written, place),
                Target::SameAs => record.same_as = Some((written.to_owned(), place)),
                Target::Complete => {
                    record.complete = cell::items(written).map(|list| (list.to_owned(), place)).collect();
                }
                Target::Replaces => replaces = self.truth(written, place),
            }
        }
        if !notes.is_empty() {
            record.note = Some(record.note.into_iter().chain(notes).collect::<Vec<_>>().join(" "));
        }
        match on {
            Some(on) => {
                record.id = Some((on.0.split_once('/').map_or(String::new(), |(_, id)| id.to_owned()), on.1));
                self.out.overlays.push(Overlay { on, record, replaces, by: None, evidence: None });
            }
            None if self.names_itself(&record) => self.out.records.push(record),
            None => {}
        }
    }

    /// Whether the record says which it is; if not, that is reported.
    fn names_itself(&self, record: &Record) -> bool {
        let missing: Vec<String> = match self.entity.key.as_slice() {
            [] if record.id.is_some() => Vec::new(),
            [] => vec![Target::Id.word(self.entity).to_owned()],
            key => {
                let blank = key.iter().filter(|field| record.cells.iter().all(|cell| cell.field != **field));
                blank.map(|field| self.entity.fields[field.0 as usize].id.clone()).collect()
            }
        };
        missing.iter().for_each(|name| self.is_nameless(name, record.place));
        missing.is_empty()
    }

    /// Reports a record that does not say which it is.
    pub fn is_nameless(&self, name: &str, place: Place) {
        // Whoever fills in a sheet knows its headings, not what they are joined to.
        let joined =
            self.layout.join.iter().find(|(target, _)| *target == Target::Id && name == Target::Id.word(self.entity));
        let name = joined.map_or_else(
            || name.to_owned(),
            |(_, from)| from.iter().map(|(heading, _)| heading.as_str()).collect::<Vec<_>>().join("・"),
        );
        let message = text!(ja: "`{name}` が空である", en: "`{name}` is blank");
        let help = text!(
            ja: "これがないと、どの記録か分かりません。合計などの行なら skip = [\"…\"] と書きます",
            en: "without it nobody knows which record this is; for a row of totals write skip = [\"…\"]"
        );
        self.page().fail(place, message, help);
    }

    /// An id; what cannot be one is reported.
    pub fn id(&self, written: &str, place: Place) -> Option<(String, Place)> {
        if written == "*" || written.chars().any(char::is_control) {
            let message = text!(ja: "`{written}` は id にできない", en: "`{written}` cannot be an id");
            self.page().fail(place, message, None);
            return None;
        }
        Some((written.to_owned(), place))
    }

    /// A day; what is none is reported.
    pub fn day(&self, written: &str, place: Place) -> Option<Date> {
        match parse_date(written) {
            Ok(day) => Some(day),
            Err(problem) => {
                self.page().fail(place, problem.message(written), problem.help());
                None
            }
        }
    }

    fn fact(
        &mut self,
        record: &mut Record,
        (id, written, place, units): (FieldId, &str, Place, i64),
        notes: &mut Vec<String>,
    ) {
        let reading = self.reading(&self.entity.fields[id.0 as usize], written, place, units);
        notes.extend(self.notice(&reading, place));
        if let Reading::Value(value) | Reading::Serial(value) = reading {
            record.cells.push(Cell { field: id, value, place });
        }
    }

    /// Notices what was not taken as it is written; gives what a note must keep of it.
    pub fn notice(&mut self, reading: &Reading, place: Place) -> Option<String> {
        match reading {
            Reading::Dash => self.noticed.dashes.push(place),
            Reading::Unmeasured(_) => self.noticed.unmeasured.push(place),
            Reading::Serial(_) => self.noticed.serials.push(place),
            Reading::Wrong | Reading::Value(_) => {}
        }
        match reading {
            Reading::Unmeasured(note) => Some(note.clone()),
            _ => None,
        }
    }

    /// What a cell of a field says; what cannot be read is reported.
    pub fn reading(&self, field: &Field, written: &str, place: Place, units: i64) -> Reading {
        match sign(field, written) {
            Sign::Dash => Reading::Dash,
            Sign::Unmeasured => Reading::Unmeasured(format!("{}: {written}", field.label.ja)),
            Sign::Error => {
                let message = text!(
                    ja: "数式の結果がエラー（{written}）である",
                    en: "the formula here ended in an error ({written})"
                );
                let help = text!(ja: "元の表を直すか、値が分からないなら空欄にします", en: "mend the original, or leave the cell blank if the value is not known");
                self.page().fail(place, message, help);
                Reading::Wrong
            }
            Sign::Value => match serial(field, written, self.view.sheet.from_1904) {
                Some(day) if field.kind == FieldType::Year => Reading::Serial(RawValue::Int(fiscal_year(day))),
                Some(day) => Reading::Serial(RawValue::Date(day)),
                None => self.value(field, written, place, units).map_or(Reading::Wrong, Reading::Value),
            },
        }
    }

    fn value(&self, field: &Field, written: &str, place: Place, units: i64) -> Option<RawValue> {
        let span = place.start as usize..place.end as usize;
        let page = self.view.page_of(place, self.problems);
        if units == 1 {
            return cell::read(page, field, written, span);
        }
        match parse_number(written).map(|number| number * units as f64) {
            Ok(number) if field.kind == FieldType::Number => Some(RawValue::Number(number)),
            Ok(number) if number.fract() == 0.0 && number.abs() < 1e15 => Some(RawValue::Int(number as i64)),
            Ok(_) => {
                let message = text!(ja: "`{written}` は整数でない", en: "`{written}` is not a whole number");
                page.fail(place, message, None);
                None
            }
            // Whatever else stands there is judged as it would be without a unit.
            Err(_) => cell::read(page, field, written, span),
        }
    }

    fn truth(&self, written: &str, place: Place) -> bool {
        let found = cell::yes_or_no(written);
        if found.is_none() {
            let message =
                text!(ja: "`{written}` は「はい」とも「いいえ」とも読めない", en: "`{written}` is neither yes nor no");
            self.page().fail(place, message, None);
        }
        found.unwrap_or(false)
    }
}

/// What a cell that is not blank says.
#[derive(Debug, Clone)]
pub(super) enum Reading {
    /// Nothing is stated.
    Dash,
    /// Nobody measured it; what a note keeps of that.
    Unmeasured(String),
    /// It cannot be read.
    Wrong,
    /// A day or a year, written as the number by which Excel counts days.
    Serial(RawValue),
    /// A value.
    Value(RawValue),
}

/// What a written cell is before its type is looked at.
#[derive(PartialEq, Eq)]
enum Sign {
    /// A dash: nothing is stated.
    Dash,
    /// It says that nobody measured it.
    Unmeasured,
    /// A formula ended in an error.
    Error,
    /// A value.
    Value,
}

/// Whether a cell says nothing whatever its field: it is blank, or holds a dash only.
pub(super) fn is_blank(written: &str) -> bool {
    written.chars().all(|c| DASHES.contains(&c))
}

fn sign(field: &Field, written: &str) -> Sign {
    let is_choice = || match &field.kind {
        FieldType::Choice(choices) | FieldType::Choices(choices) => has_word(choices, written),
        _ => false,
    };
    if written.chars().all(|c| DASHES.contains(&c)) && !is_choice() {
        return Sign::Dash;
    }
    if ERRORS.contains(&written) {
        return Sign::Error;
    }
    let short = written.len() <= "not measured".len() * 3;
    match short && UNMEASURED.contains(&&*fold(written)) && !is_choice() {
        true => Sign::Unmeasured,
        false => Sign::Value,
    }
}

/// A day written as the number by which Excel counts it.
fn serial(field: &Field, written: &str, from_1904: bool) -> Option<Date> {
    if !matches!(field.kind, FieldType::Date | FieldType::Year) {
        return None;
    }
    let days: i32 = written.parse().ok().filter(|days| SERIALS.contains(days))?;
    EPOCHS[usize::from(from_1904)].checked_add(days.days()).ok()
}

/// Whether a cell in which that is written says exactly that value.
pub(in crate::load) fn says(field: &Field, written: &str, value: &RawValue) -> bool {
    let plain = written == written.trim()
        && !written.is_empty()
        && !written.chars().any(|c| c.is_control() && c != '\n')
        && sign(field, written) == Sign::Value
        && serial(field, written, false).is_none();
    if !plain {
        return false;
    }
    let problems = Problems::default();
    let page = Page { file: FileId(0), text: written, fault: Fault::Inventory, problems: &problems };
    match (cell::read(page, field, written, 0..written.len()), value) {
        (Some(RawValue::Names(read)), RawValue::Names(meant)) => {
            read.iter().map(|(name, _)| name).eq(meant.iter().map(|(name, _)| name))
        }
        (read, value) => read.as_ref() == Some(value),
    }
}
