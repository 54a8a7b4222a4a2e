//! The sheet of one entity: a column for each field, a row for each record.

use super::{Entry, Form, WORKBOOK};
use crate::inventory::{Inventory, RawValue, Record};
use crate::language::Language;
use crate::load::{heading_means, says};
use crate::report::toml::{Table, Value};
use crate::vocabulary::{Choice, Entity, EntityId, Field, FieldType, Target, Vocabulary};
use indexmap::IndexMap;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Characters of a sheet's name at most.
const NAME: usize = 31;
/// Characters of a cell in a workbook at most.
const LONGEST: usize = 32_000;
/// Signs by which a spreadsheet program takes a text for a formula.
const FORMULA: [char; 5] = ['=', '+', '-', '@', '\t'];
/// Joins the items of a list.
const COMMA: &str = "、";
/// The first year whose days Excel counts rightly.
const FIRST_YEAR: i16 = 1901;
/// Largest whole number that a cell holds exactly.
const LARGEST: u64 = 1 << 53;

/// One sheet.
pub(super) struct Sheet<'i> {
    /// The entity.
    pub entity: EntityId,
    /// Its name, once all are named.
    pub name: String,
    /// What its columns say, with their headings.
    pub columns: Vec<(Target, String)>,
    /// Its rows: the record, and its cells.
    pub rows: Vec<(&'i Record, Vec<Written>)>,
}

/// What is written in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) enum Written {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
}

impl Written {
    /// As it stands in a CSV file.
    pub fn show(&self) -> String {
        match self {
            Written::Blank => String::new(),
            Written::Text(text) => text.clone(),
            Written::Number(number) => number.to_string(),
            Written::Day(day) => day.to_string(),
        }
    }
}

impl<'i> Sheet<'i> {
    /// The sheet of these records.
    pub fn of(vocabulary: &Vocabulary, id: EntityId, entries: &[Entry<'i>], language: Language) -> Self {
        let entity = vocabulary.entity(id);
        let meta = Target::META.iter().map(|(target, ..)| *target);
        let (first, last): (Vec<Target>, Vec<Target>) = meta
            .filter(|target| entries.iter().any(|entry| !matches!(cell(*entry, *target, entity), Some(Written::Blank))))
            .partition(|target| matches!(target, Target::Id | Target::On));
        let key = entity.key.iter().copied();
        let others = entity.field_ids().filter(|field| !entity.key.contains(field));
        let fields = key.chain(others).filter(|field| !entity.fields[field.0 as usize].computed).map(Target::Field);
        let targets: Vec<Target> = first.into_iter().chain(fields).chain(last).collect();
        let row = |entry: &Entry<'i>| {
            let cells = targets.iter().map(|target| cell(*entry, *target, entity).unwrap_or(Written::Blank));
            (entry.record(), cells.collect())
        };
        let rows = entries.iter().map(row).collect();
        let columns = targets.iter().map(|target| (*target, heading(entity, *target, language))).collect();
        Self { entity: id, name: String::new(), columns, rows }
    }

    /// The name of its file, where each sheet has its own.
    pub fn file(&self, vocabulary: &Vocabulary) -> String {
        format!("{}.csv", vocabulary.entity(self.entity).id)
    }

    /// The `[[table]]` that binds it.
    pub fn binding(&self, vocabulary: &Vocabulary, form: Form) -> Table {
        let entity = vocabulary.entity(self.entity);
        let text = |text: &str| Value::String(text.to_owned());
        let mut table = Table::new();
        match form {
            Form::Workbook => {
                table.insert("file".to_owned(), text(WORKBOOK));
                table.insert("sheet".to_owned(), text(&self.name));
            }
            Form::Csv(encoding) => {
                table.insert("file".to_owned(), text(&self.file(vocabulary)));
                table.insert("encoding".to_owned(), text(encoding.word()));
            }
        }
        table.insert("entity".to_owned(), text(&entity.id));
        let unclear = self.columns.iter().filter(|(target, heading)| !heading_means(entity, heading, *target));
        let header: Table = unclear.map(|(target, heading)| (heading.clone(), text(target.word(entity)))).collect();
        if !header.is_empty() {
            table.insert("header".to_owned(), Value::Table(header));
        }
        table
    }
}

/// Gives every sheet a name of its own that a workbook takes.
pub(super) fn name(sheets: &mut [Sheet<'_>], vocabulary: &Vocabulary, language: Language) {
    let mut given: Vec<String> = Vec::new();
    for sheet in sheets {
        let entity = vocabulary.entity(sheet.entity);
        let label = entity.label.get(language).replace(['[', ']', ':', '*', '?', '/', '\\', '\''], "・");
        let label: String = label.chars().take(NAME).collect();
        let taken = given.iter().any(|other| other.to_lowercase() == label.to_lowercase());
        sheet.name = if taken { entity.id.clone() } else { label };
        given.push(sheet.name.clone());
    }
}

/// The heading of a column: what a reader calls it; its name in files where that is not clear.
pub(in crate::report) fn heading(entity: &Entity, target: Target, language: Language) -> String {
    match target {
        Target::Field(field) => {
            let label = entity.fields[field.0 as usize].label.get(language);
            let clear = heading_means(entity, label, target);
            if clear { label.to_owned() } else { target.word(entity).to_owned() }
        }
        _ => {
            let words = Target::META.iter().find(|(other, ..)| *other == target).map(|(_, _, words)| words);
            words.map_or("", |words| words[usize::from(language == Language::En)]).to_owned()
        }
    }
}

/// Whether a sheet of that form holds the record as it is.
pub(super) fn fits(entry: Entry<'_>, vocabulary: &Vocabulary, form: Form) -> bool {
    if matches!(entry, Entry::Overlay(overlay) if overlay.by.is_some() || overlay.evidence.is_some()) {
        return false;
    }
    let record = entry.record();
    let entity = vocabulary.entity(record.entity);
    let meta = Target::META.iter().map(|(target, ..)| *target);
    let fields = record.cells.iter().map(|cell| Target::Field(cell.field));
    let holds = |target: Target| cell(entry, target, entity).is_some_and(|written| holds(&written, form));
    record.cells.iter().all(|cell| !entity.fields[cell.field.0 as usize].computed) && meta.chain(fields).all(holds)
}

/// Whether a cell of that form takes what is written: nothing that a program would run, nothing too long.
fn holds(written: &Written, form: Form) -> bool {
    let Written::Text(text) = written else { return true };
    match form {
        Form::Csv(_) => !text.starts_with(FORMULA),
        // Excel writes characters that XML cannot hold as `_x0001_`, and reads them back so.
        Form::Workbook => text.chars().count() <= LONGEST && !text.contains("_x"),
    }
}

/// What one cell of a record says; `None` if no cell can say it.
fn cell(entry: Entry<'_>, target: Target, entity: &Entity) -> Option<Written> {
    let record = entry.record();
    let plain = |text: Option<&String>| match text {
        None => Some(Written::Blank),
        Some(text) => {
            let clean = text == text.trim() && !text.is_empty() && !text.chars().any(|c| c.is_control() && c != '\n');
            clean.then(|| Written::Text(text.clone()))
        }
    };
    match target {
        Target::Field(id) => {
            let stated = record.cells.iter().find(|cell| cell.field == id);
            stated.map_or(Some(Written::Blank), |cell| value(&entity.fields[id.0 as usize], &cell.value))
        }
        Target::Id => match entry {
            Entry::Record(record) => plain(record.id.as_ref().map(|(id, _)| id)),
            Entry::Overlay(_) => Some(Written::Blank),
        },
        Target::On => match entry {
            Entry::Record(_) => Some(Written::Blank),
            Entry::Overlay(overlay) => plain(overlay.on.0.split_once('/').map(|(_, id)| id.to_owned()).as_ref()),
        },
        Target::Source => plain(record.source.as_ref()),
        Target::Note => plain(record.note.as_ref()),
        Target::Observed => Some(record.observed.map_or(Written::Blank, day)),
        Target::SameAs => plain(record.same_as.as_ref().map(|(id, _)| id)),
        Target::Complete => {
            let lists: Vec<&str> = record.complete.iter().map(|(list, _)| list.as_str()).collect();
            plain((!lists.is_empty()).then(|| lists.join(COMMA)).as_ref())
        }
        Target::Replaces => Some(match entry {
            Entry::Overlay(overlay) if overlay.replaces => Written::Text("はい".to_owned()),
            _ => Written::Blank,
        }),
    }
}

fn day(day: Date) -> Written {
    if day.year() >= FIRST_YEAR { Written::Day(day) } else { Written::Text(day.to_string()) }
}

/// A fact as a cell; `None` if no cell says exactly that.
pub(in crate::report) fn value(field: &Field, raw: &RawValue) -> Option<Written> {
    let written = match raw {
        RawValue::None => Written::Text("なし".to_owned()),
        RawValue::Bool(value) => Written::Text(if *value { "はい" } else { "いいえ" }.to_owned()),
        RawValue::Int(number) if number.unsigned_abs() < LARGEST => Written::Number(*number as f64),
        RawValue::Int(number) => Written::Text(number.to_string()),
        RawValue::Number(number) => Written::Number(*number),
        RawValue::Date(date) => day(*date),
        RawValue::Days(days) => Written::Text(days.written()),
        RawValue::Text(text) => Written::Text(match &field.kind {
            FieldType::Choice(choices) => label(field, choices, text),
            _ => text.clone(),
        }),
        RawValue::Name(name) => Written::Text(name.clone()),
        RawValue::Texts(texts) => Written::Text(texts.join(COMMA)),
        RawValue::Names(names) => {
            let names: Vec<&str> = names.iter().map(|(name, _)| name.as_str()).collect();
            Written::Text(names.join(COMMA))
        }
    };
    says(field, &written.show(), raw).then_some(written)
}

/// The label of a choice, if it says that choice and no other; else its id.
fn label(field: &Field, choices: &IndexMap<String, Choice>, id: &str) -> String {
    let label = choices.get(id).map(|choice| choice.label.ja.clone());
    let meant = RawValue::Text(id.to_owned());
    label.filter(|label| says(field, label, &meant)).unwrap_or_else(|| id.to_owned())
}

/// What may be chosen in a cell, if it is one of a few.
pub(in crate::report) fn words(field: &Field, offers: &BTreeMap<EntityId, Vec<String>>) -> Vec<String> {
    let mut words: Vec<String> = match &field.kind {
        FieldType::Bool => ["はい", "いいえ"].map(str::to_owned).to_vec(),
        FieldType::Choice(choices) => choices.keys().map(|id| label(field, choices, id)).collect(),
        FieldType::Ref(target) => offers.get(target).cloned().unwrap_or_default(),
        _ => Vec::new(),
    };
    if field.none && !words.is_empty() && words.iter().all(|word| word != "なし") {
        words.push("なし".to_owned());
    }
    words
}

/// The ids that a reference to each entity may name.
pub(super) fn offers(inventory: &Inventory, vocabulary: &Vocabulary) -> BTreeMap<EntityId, Vec<String>> {
    let mut offers: BTreeMap<EntityId, Vec<String>> = BTreeMap::new();
    for record in inventory.all_records() {
        if let Some((id, _)) = record.id.as_ref().filter(|_| vocabulary.entity(record.entity).key.is_empty()) {
            offers.entry(record.entity).or_default().push(id.clone());
        }
    }
    offers
}
