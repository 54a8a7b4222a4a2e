//! Values on the command line: dates, severities, what-ifs. One that cannot be read says how it is written.

use crate::assess::Verdict;
use crate::calendar::parse_integer;
use crate::derive::schedule::{self, Change, LONGEST};
use crate::pack::Severity;
use jiff::civil::Date;

pub(super) fn date(text: &str) -> Result<Date, String> {
    crate::calendar::parse_date(text)
        .map_err(|_| "日付は 2026-03-31 や 令和8年3月31日 のように書きます / write a date like 2026-03-31".to_owned())
}

/// `NAME=VALUE`.
fn named(text: &str) -> Result<(&str, &str), String> {
    let pair = text.rsplit_once('=').map(|(name, value)| (name.trim(), value.trim()));
    pair.filter(|(name, _)| !name.is_empty())
        .ok_or_else(|| "「名前=値」の形で書きます / write it as NAME=VALUE".to_owned())
}

pub(super) fn slip(text: &str) -> Result<Change, String> {
    let (name, days) = named(text)?;
    let number = days.strip_suffix('d').or(days.strip_suffix('日')).and_then(|days| parse_integer(days).ok());
    let number = number.filter(|days| (-LONGEST..=LONGEST).contains(days));
    let number = number.ok_or("日数は 30d のように書きます / write the days like 30d")?;
    Ok(Change::Slip(name.to_owned(), number))
}

pub(super) fn drop_unit(text: &str) -> Result<Change, String> {
    match text.trim() {
        "" => Err("業務・パッケージ・システムの名前を書きます / name a function, package or system".to_owned()),
        name => Ok(Change::Drop(name.to_owned())),
    }
}

pub(super) fn more_capacity(text: &str) -> Result<Change, String> {
    let (name, more) = named(text)?;
    let more = parse_integer(more).ok().and_then(|more| usize::try_from(more).ok()).filter(|more| *more <= 10_000);
    let more = more.ok_or("増える数は 1 のような正の数です / write a number like 1")?;
    Ok(Change::AddCapacity(name.to_owned(), more))
}

pub(super) fn target(text: &str) -> Result<Change, String> {
    let (name, day) = named(text)?;
    Ok(Change::Target(name.to_owned(), schedule::day(date(day)?)))
}

pub(super) fn verdict(word: &str) -> Result<Verdict, String> {
    let found = Verdict::ALL.iter().find(|(_, en, ja, _)| *en == word || *ja == word);
    found.map(|(verdict, ..)| *verdict).ok_or_else(|| one_of(Verdict::ALL.iter().map(|(_, en, ..)| *en)))
}

pub(super) fn severity(word: &str) -> Result<Severity, String> {
    let found = Severity::ALL.iter().find(|(_, en, ja)| *en == word || *ja == word);
    found.map(|(severity, ..)| *severity).ok_or_else(|| one_of(Severity::ALL.iter().map(|(_, en, _)| *en)))
}

fn one_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words = words.collect::<Vec<_>>().join(", ");
    format!("次のいずれかです / one of: {words}")
}
