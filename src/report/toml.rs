//! Facts as a person would write them into an inventory: TOML.

use crate::assess::answers::{Additions, Declaration, Statement};
use crate::inventory::{Cell, Inventory, Overlay, RawValue, Record, Whole};
use crate::load::{Survey, Surveyed, Understood};
use crate::vocabulary::{Kind, Target, Vocabulary, body};
use indexmap::IndexMap;
use jiff::civil::Date;
use toml::value::{Array, Datetime};
pub use toml::{Table, Value};

/// What the answers of one department add, as a file of an inventory; empty if they add nothing.
pub fn additions(added: &Additions, vocabulary: &Vocabulary) -> String {
    let mut file = Table::new();
    let facts: Array = added
        .overlays
        .iter()
        .map(|statement| Value::Table(fact(statement, vocabulary)))
        .chain(added.complete.iter().map(|declared| Value::Table(declaration(declared, vocabulary))))
        .collect();
    if !facts.is_empty() {
        file.insert("fact".to_owned(), Value::Array(facts));
    }
    for one in &added.records {
        push(&mut file, &vocabulary.entity(one.entity).id, record(one, vocabulary));
    }
    // A table of texts, numbers and dates can always be written.
    toml::to_string(&file).unwrap_or_default()
}

fn fact(statement: &Statement, vocabulary: &Vocabulary) -> Table {
    let overlay = &statement.overlay;
    let mut table = Table::new();
    table.insert("on".to_owned(), Value::String(overlay.on.0.clone()));
    cells(&mut table, &overlay.record.cells, overlay.record.entity, vocabulary);
    lists(&mut table, &overlay.record);
    if overlay.replaces {
        table.insert("replaces".to_owned(), Value::Boolean(true));
    }
    told(&mut table, "by", overlay.by.as_ref());
    day(&mut table, overlay.record.observed);
    told(&mut table, "source", overlay.record.source.as_ref());
    told(&mut table, "evidence", overlay.evidence.as_ref().map(|(evidence, _)| evidence));
    told(&mut table, "note", overlay.record.note.as_ref());
    table
}

fn declaration(declared: &Declaration, vocabulary: &Vocabulary) -> Table {
    let mut table = Table::new();
    table.insert("on".to_owned(), Value::String(body::BODY.to_owned()));
    let entity = Value::String(vocabulary.entity(declared.entity).id.clone());
    table.insert("complete".to_owned(), Value::Array(vec![entity]));
    told(&mut table, "by", declared.by.as_ref());
    day(&mut table, declared.on_date);
    table
}

/// How a table was understood, as an `[[import]]` that is added to `body.toml`.
pub fn remembered(survey: &Survey, name: &str, vocabulary: &Vocabulary) -> String {
    let entity = vocabulary.entity(survey.entity);
    let quoted = |text: &str| Value::String(text.to_owned()).to_string();
    let list =
        |texts: &mut dyn Iterator<Item = &str>| format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "));
    let (first, last) = survey.header_rows;
    let rows = if first == last { first.to_string() } else { format!("[{first}, {last}]") };
    let mut out = format!(
        "[[import]]   # {name}\nentity = {}\nheader_row = {rows}\nheadings = {}\n",
        quoted(&entity.id),
        list(&mut survey.headings.iter().map(String::as_str))
    );
    let named = |column: &&Surveyed| {
        let told =
            matches!(column.understood, Understood::Guessed(..) | Understood::Remembered(_) | Understood::Said(_));
        told || Some(&column.heading) == survey.id_from.as_ref()
    };
    let header: Vec<String> = survey
        .columns
        .iter()
        .filter(named)
        .filter_map(|column| {
            Some(format!("{} = {}", quoted(&column.heading), quoted(column.understood.target()?.word(entity))))
        })
        .collect();
    if !header.is_empty() {
        out.push_str(&format!("header = {{ {} }}\n", header.join(", ")));
    }
    if let Some(heading) = &survey.id_from {
        out.push_str(&format!("join = {{ {} = [{}] }}\n", Target::Id.word(entity), quoted(heading)));
    }
    let mut words: IndexMap<&str, Vec<String>> = IndexMap::new();
    for (target, word, means) in &survey.words {
        words.entry(target.word(entity)).or_default().push(format!("{} = {}", quoted(word), quoted(means)));
    }
    if !words.is_empty() {
        let words = words.iter().map(|(field, words)| format!("{field} = {{ {} }}", words.join(", ")));
        out.push_str(&format!("words = {{ {} }}\n", words.collect::<Vec<_>>().join(", ")));
    }
    if !survey.skip.is_empty() {
        out.push_str(&format!("skip = {}\n", list(&mut survey.skip.iter().map(String::as_str))));
    }
    let unused = |column: &&Surveyed| column.understood.target().is_none();
    let unused: Vec<&str> = survey.columns.iter().filter(unused).map(|column| column.heading.as_str()).collect();
    if !unused.is_empty() {
        out.push_str(&format!("ignore = {}\n", list(&mut unused.into_iter())));
    }
    out
}

/// Adds a table to the list of that name in a file.
pub fn push(file: &mut Table, name: &str, table: Table) {
    let rows = file.entry(name.to_owned()).or_insert_with(|| Value::Array(Array::new()));
    if let Value::Array(rows) = rows {
        rows.push(Value::Table(table));
    }
}

/// A file as bytes.
pub fn write(file: &Table) -> Vec<u8> {
    toml::to_string(file).unwrap_or_default().into_bytes()
}

/// What an inventory says of the body, as `body.toml`.
pub fn body(inventory: &Inventory, vocabulary: &Vocabulary) -> Table {
    let mut table = Table::new();
    cells(&mut table, &inventory.body.cells, inventory.body.entity, vocabulary);
    table.insert("as_of".to_owned(), datetime(inventory.as_of));
    let complete = inventory.complete.iter().filter(|whole| whole.on_date.is_none());
    let complete: Array = complete.map(|whole| Value::String(vocabulary.entity(whole.entity).id.clone())).collect();
    if !complete.is_empty() {
        table.insert("complete".to_owned(), Value::Array(complete));
    }
    observed(&mut table, &inventory.body);
    told(&mut table, "source", inventory.body.source.as_ref());
    told(&mut table, "note", inventory.body.note.as_ref());
    Table::from_iter([(body::BODY.to_owned(), Value::Table(table))])
}

/// Facts about a record that exists already, as a `[[fact]]`.
pub fn overlay(overlay: &Overlay, vocabulary: &Vocabulary) -> Table {
    let mut table = Table::new();
    table.insert("on".to_owned(), Value::String(overlay.on.0.clone()));
    cells(&mut table, &overlay.record.cells, overlay.record.entity, vocabulary);
    lists(&mut table, &overlay.record);
    if overlay.replaces {
        table.insert("replaces".to_owned(), Value::Boolean(true));
    }
    observed(&mut table, &overlay.record);
    told(&mut table, "by", overlay.by.as_ref());
    told(&mut table, "source", overlay.record.source.as_ref());
    told(&mut table, "evidence", overlay.evidence.as_ref().map(|(evidence, _)| evidence));
    told(&mut table, "note", overlay.record.note.as_ref());
    table
}

/// The declaration that a table lacks no record, on a day of its own.
pub fn whole(whole: &Whole, vocabulary: &Vocabulary) -> Table {
    let mut table = Table::new();
    table.insert("on".to_owned(), Value::String(body::BODY.to_owned()));
    let entity = Value::String(vocabulary.entity(whole.entity).id.clone());
    table.insert("complete".to_owned(), Value::Array(vec![entity]));
    day(&mut table, whole.on_date);
    table
}

fn observed(table: &mut Table, record: &Record) {
    if let Some(date) = record.observed {
        table.insert("observed".to_owned(), datetime(date));
    }
}

/// One record.
pub fn record(record: &Record, vocabulary: &Vocabulary) -> Table {
    let mut table = Table::new();
    if let (Kind::Base, Some((id, _))) = (vocabulary.entity(record.entity).kind, &record.id) {
        table.insert("id".to_owned(), Value::String(id.clone()));
    }
    cells(&mut table, &record.cells, record.entity, vocabulary);
    lists(&mut table, record);
    observed(&mut table, record);
    told(&mut table, "same_as", record.same_as.as_ref().map(|(id, _)| id));
    told(&mut table, "source", record.source.as_ref());
    told(&mut table, "note", record.note.as_ref());
    table
}

fn cells(table: &mut Table, cells: &[Cell], entity: crate::vocabulary::EntityId, vocabulary: &Vocabulary) {
    for cell in cells {
        table.insert(vocabulary.field(entity, cell.field).id.clone(), value(&cell.value));
    }
}

fn lists(table: &mut Table, record: &Record) {
    if !record.complete.is_empty() {
        let lists = record.complete.iter().map(|(list, _)| Value::String(list.clone())).collect();
        table.insert("complete".to_owned(), Value::Array(lists));
    }
}

fn told(table: &mut Table, key: &str, text: Option<&String>) {
    if let Some(text) = text {
        table.insert(key.to_owned(), Value::String(text.clone()));
    }
}

fn day(table: &mut Table, date: Option<Date>) {
    if let Some(date) = date {
        table.insert("on_date".to_owned(), datetime(date));
    }
}

/// A day.
pub(super) fn datetime(date: Date) -> Value {
    let written = date.to_string();
    written.parse::<Datetime>().map_or(Value::String(written), Value::Datetime)
}

/// A value as it is written.
pub fn written(raw: &RawValue) -> String {
    value(raw).to_string()
}

/// A value as it is written, without the quotes of a text.
pub fn plain(raw: &RawValue) -> String {
    match value(raw) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// A value as a fact.
pub(super) fn value(raw: &RawValue) -> Value {
    let texts = |texts: &[String]| Value::Array(texts.iter().cloned().map(Value::String).collect());
    match raw {
        RawValue::None => Value::String("なし".to_owned()),
        RawValue::Bool(value) => Value::Boolean(*value),
        RawValue::Int(value) => Value::Integer(*value),
        RawValue::Number(value) => Value::Float(*value),
        RawValue::Date(date) => datetime(*date),
        RawValue::Days(days) => Value::String(days.written()),
        RawValue::Text(text) | RawValue::Name(text) => Value::String(text.clone()),
        RawValue::Texts(all) => texts(all),
        RawValue::Names(names) => Value::Array(names.iter().map(|(name, _)| Value::String(name.clone())).collect()),
    }
}
