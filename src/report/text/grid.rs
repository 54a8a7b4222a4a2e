//! Tables: columns that align whatever the script.
//!
//! Nothing but spaces and `+ = |` is drawn, and a column of free text comes last, so that a font in which some
//! characters are wide cannot tear a table apart.

use super::wrap::cut;
use crate::report::clean::clean;
use tabled::builder::Builder;
use tabled::settings::object::Columns;
use tabled::settings::{Alignment, Padding, Style};

/// A row of numbers under their names, with the marks between them: `4 + 0 + 2 = 6`.
pub(super) fn sum(names: &[&str], numbers: &[usize], marks: &[&str]) -> Vec<String> {
    let mut head = vec![String::new()];
    let mut body = vec![String::new()];
    for (index, (name, number)) in names.iter().zip(numbers).enumerate() {
        head.push((*name).to_owned());
        body.push(number.to_string());
        if let Some(mark) = marks.get(index) {
            head.push(String::new());
            body.push((*mark).to_owned());
        }
    }
    let mut table = Builder::from_iter([head, body]).build();
    table.with(Style::empty()).with(Padding::new(0, 1, 0, 0)).with(Alignment::right());
    lines(&table.to_string())
}

/// Numbers in columns under their names, then a column of text of at most so many cells.
pub(super) fn counts(names: &[&str], rows: &[(Vec<usize>, &str)], most: usize) -> Vec<String> {
    let head = names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let body = rows.iter().map(|(numbers, text)| {
        let numbers = numbers.iter().map(usize::to_string);
        numbers.chain([cut(&clean(text), most)]).collect::<Vec<_>>()
    });
    let mut table = Builder::from_iter([head].into_iter().chain(body)).build();
    table.with(Style::empty()).with(Padding::new(0, 2, 0, 0)).with(Alignment::right());
    table.modify(Columns::last(), Alignment::left());
    lines(&table.to_string())
}

/// Numbers, one to a line, before their names.
pub(super) fn list(names: &[&str], numbers: &[usize]) -> Vec<String> {
    let rows = numbers.iter().zip(names).map(|(number, name)| [number.to_string(), (*name).to_owned()]);
    let mut table = Builder::from_iter(rows).build();
    table.with(Style::empty()).with(Padding::new(0, 1, 0, 0)).with(Alignment::right());
    table.modify(Columns::last(), Alignment::left());
    lines(&table.to_string())
}

/// Numbers with their signs in columns under their names, after the name of each row.
pub(super) fn named_rows(names: &[&str], rows: &[(&str, Vec<String>)]) -> Vec<String> {
    let head = [""].iter().chain(names).map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let body = rows.iter().map(|(name, numbers)| [(*name).to_owned()].into_iter().chain(numbers.clone()).collect());
    let mut table = Builder::from_iter([head].into_iter().chain(body)).build();
    table.with(Style::empty()).with(Padding::new(0, 2, 0, 0)).with(Alignment::right());
    table.modify(Columns::first(), Alignment::left());
    lines(&table.to_string())
}

fn lines(table: &str) -> Vec<String> {
    table.lines().map(|line| format!(" {}", line.trim_end())).collect()
}
