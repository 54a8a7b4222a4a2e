//! What a table that somebody hands over seems to say: where its headings are, which field each of them means, and by
//! what that is known. A guess is told as one; nothing of it is written anywhere before a person agrees.

use super::agreed::{self, Agreed};
use super::columns::levels;
use super::guess::{self, Ground, Known};
use super::headings::{Headings, Meaning};
use super::layout::MAX_HEADER_ROWS;
use super::rows::is_blank;
use super::single::TableWish;
use crate::diagnostic::Diagnostic;
use crate::load::sheet::View;
use crate::load::spelling::fold;
use crate::vocabulary::layout::{Column, Remembered};
use crate::vocabulary::{Entity, EntityId, FieldId, Layout, Target, body};
use std::collections::BTreeSet;

/// Rows among which the headings are looked for.
const HEADING_ROWS: usize = 20;
/// What a known heading weighs beside a guessed one.
const KNOWN: usize = 10;
/// What a guessed heading weighs.
const GUESSED: usize = 3;
/// Words with which a row of totals begins, folded.
const TOTALS: [&str; 5] = ["合計", "小計", "総計", "総合計", "計"];
/// How a remark under a table begins, folded.
const REMARKS: [&str; 7] = ["※", "*", "注)", "注:", "(注", "備考:", "(備考"];

/// How a line begins that only heads the rows below it (【基幹系】), folded.
const BANNERS: [char; 12] = ['【', '<', '〈', '《', '[', '■', '□', '◆', '◇', '●', '▼', '▽'];

/// What a table seems to say.
#[derive(Debug, Clone)]
pub struct Survey {
    /// The sheet, as it is called in messages.
    pub sheet: String,
    /// What its rows are.
    pub entity: EntityId,
    /// First and last row of headings, from 1.
    pub header_rows: (usize, usize),
    /// The headings of all its columns, blank ones among them.
    pub headings: Vec<String>,
    /// Its columns.
    pub columns: Vec<Surveyed>,
    /// The heading of the column that names the records and stands in for their id.
    pub id_from: Option<String>,
    /// Rows that are no records, by what they begin with.
    pub skip: Vec<String>,
    /// Words in cells of which somebody said what they mean: of which field, the word, the meaning.
    pub words: Vec<(Target, String, String)>,
    /// It has the headings of a table that was taken in before.
    pub remembered: bool,
    /// Somebody said something of it that was not known before.
    pub said: bool,
}

/// One column.
#[derive(Debug, Clone)]
pub struct Surveyed {
    /// Which it is, from 0.
    pub at: usize,
    /// Its heading, all levels together.
    pub heading: String,
    /// What it was taken for.
    pub understood: Understood,
    /// The first thing that stands in it.
    pub example: String,
}

impl Surveyed {
    /// Which it is, and the fact that it tells of each record.
    pub(super) fn field(&self) -> Option<(usize, FieldId)> {
        match self.understood.target()? {
            Target::Field(field) => Some((self.at, field)),
            _ => None,
        }
    }
}

/// What a column was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Understood {
    /// The vocabulary knows the heading.
    Known(Target),
    /// A person agreed to it before.
    Remembered(Target),
    /// A person says so: a field, or that it is not used.
    Said(Option<Target>),
    /// It is a guess.
    Guessed(Target, Ground),
    /// Another column says the same already.
    Twice(Target),
    /// Its heading is like that of a field, but what stands in it cannot be read as one; it is not used.
    Alike(Target),
    /// It is not used.
    Unused,
}

impl Understood {
    /// What it says of a record, if it is used.
    pub fn target(&self) -> Option<Target> {
        match self {
            Understood::Known(target) | Understood::Remembered(target) | Understood::Guessed(target, _) => {
                Some(*target)
            }
            Understood::Said(target) => *target,
            Understood::Twice(_) | Understood::Alike(_) | Understood::Unused => None,
        }
    }
}

impl Survey {
    /// Whether anything in it would not be known again without being remembered.
    pub fn is_worth_remembering(&self) -> bool {
        let guessed = |column: &Surveyed| matches!(column.understood, Understood::Guessed(..) | Understood::Twice(_));
        let own = self.header_rows != (1, 1) || self.id_from.is_some() || !self.skip.is_empty();
        self.said || (!self.remembered && (own || self.columns.iter().any(guessed)))
    }
}

/// Looks a sheet over; gives what it seems to say, the layout by which it is read, and what was said of it that makes no
/// sense.
pub(super) fn survey(view: View<'_>, entity: &Entity, wish: &TableWish<'_>) -> (Survey, Layout, Vec<Diagnostic>) {
    let known = Known { entity, names: wish.names };
    let headings = Headings::of(entity);
    // What was agreed to last is what holds.
    let again = wish.remembered.iter().rev().find(|one| one.layout.entity == wish.entity && is_of(view, one));
    let header_rows = match (again, wish.header_row) {
        (Some(one), _) => one.layout.header_rows,
        (None, Some(row)) => (row, row),
        (None, None) => heading_rows(view, entity, &headings),
    };
    let (agreed, mut wrong) = agreed::headings(entity, &wholes(view, header_rows), wish.headings);
    let (mut survey, mut layout) = match again {
        Some(one) => remembered(view, (wish.entity, &headings), one, &agreed),
        None => fresh(view, (wish.entity, &headings), known, (header_rows, &agreed)),
    };
    let said = wish.skip.iter().filter(|word| !layout.skip.contains(word)).cloned().collect::<Vec<_>>();
    wrong.extend(said.iter().filter(|word| !begins(view, header_rows.1, word)).map(|word| agreed::no_row(word)));
    layout.skip.extend(said.iter().cloned());
    survey.skip.clone_from(&layout.skip);
    let place = view.place(header_rows.1.saturating_sub(1), 0);
    for (heading, target) in &agreed {
        layout.header.retain(|column| fold(&column.heading) != fold(heading));
        layout.ignore.retain(|ignored| fold(ignored) != fold(heading));
        match target {
            Some(target) => layout.header.push(Column { heading: heading.clone(), target: *target, place }),
            None => layout.ignore.push(heading.clone()),
        }
    }
    let of_heading = survey.columns.iter().any(|column| matches!(column.understood, Understood::Said(_)));
    survey.said = of_heading || !said.is_empty();
    wrong.extend(agreed::words(view, known, wish.words, (&mut survey, &mut layout)));
    let words = layout.words.iter().flat_map(|(target, words)| words.iter().map(|word| (*target, word.clone())));
    survey.words = words.map(|(target, (word, means))| (target, word, means)).collect();
    (survey, layout, wrong)
}

/// What somebody said that a heading means, if anything.
fn meant(agreed: &Agreed, whole: &str) -> Option<Option<Target>> {
    agreed.iter().find(|(heading, _)| heading == whole).map(|(_, target)| *target)
}

/// Whether a sheet has the headings of a table that was taken in before.
fn is_of(view: View<'_>, one: &Remembered) -> bool {
    let (_, last) = one.layout.header_rows;
    last <= view.rows() && {
        let found = wholes(view, one.layout.header_rows);
        found.len() == one.headings.len() && found.iter().zip(&one.headings).all(|(a, b)| fold(a) == fold(b))
    }
}

/// The headings of all columns, each as one word.
fn wholes(view: View<'_>, header_rows: (usize, usize)) -> Vec<String> {
    let mut all: Vec<String> = levels(view, header_rows).iter().map(|levels| levels.concat()).collect();
    while all.last().is_some_and(String::is_empty) {
        all.pop();
    }
    all
}

fn remembered(
    view: View<'_>,
    (id, headings): (EntityId, &Headings<'_>),
    one: &Remembered,
    agreed: &Agreed,
) -> (Survey, Layout) {
    let named = |whole: &str| one.layout.header.iter().find(|column| fold(&column.heading) == fold(whole));
    let ignored = |whole: &str| one.layout.ignore.iter().any(|other| fold(other) == fold(whole));
    let columns = levels(view, one.layout.header_rows).into_iter().enumerate().filter(|(_, levels)| !levels.is_empty());
    let column = |(at, levels): (usize, Vec<String>)| {
        let whole = levels.concat();
        let before = match (named(&whole), known(headings, &levels)) {
            (Some(column), _) => Understood::Remembered(column.target),
            (None, _) if ignored(&whole) => Understood::Unused,
            (None, Some(target)) => Understood::Known(target),
            (None, None) => Understood::Unused,
        };
        let now = meant(agreed, &whole).filter(|target| *target != before.target());
        let understood = now.map_or(before, Understood::Said);
        surveyed(view, (one.layout.header_rows.1, &one.layout.skip), (at, whole), understood)
    };
    let id_from = one.layout.join.iter().find(|(target, _)| *target == Target::Id);
    let survey = Survey {
        sheet: view.shown().to_owned(),
        entity: id,
        header_rows: one.layout.header_rows,
        headings: one.headings.clone(),
        columns: columns.map(column).collect(),
        id_from: id_from.and_then(|(_, headings)| headings.first()).map(|(heading, _)| heading.clone()),
        skip: one.layout.skip.clone(),
        words: Vec::new(),
        remembered: true,
        said: false,
    };
    (survey, one.layout.clone())
}

fn surveyed(
    view: View<'_>,
    (last, skip): (usize, &[String]),
    (at, heading): (usize, String),
    understood: Understood,
) -> Surveyed {
    let rows = (last..view.rows()).filter(|row| !is_skipped(view, *row, skip));
    let example = rows.map(|row| view.get(row, at)).find(|cell| !cell.is_empty());
    Surveyed { at, heading, understood, example: example.unwrap_or_default().to_owned() }
}

/// What the vocabulary takes a heading for: all its levels together, else the lowest.
fn known(headings: &Headings<'_>, levels: &[String]) -> Option<Target> {
    let one = |word: &str| match headings.find(word) {
        Meaning::One(target, _) => Some(target),
        _ => None,
    };
    one(&levels.concat()).or_else(|| one(levels.last()?))
}

fn fresh(
    view: View<'_>,
    (id, headings): (EntityId, &Headings<'_>),
    beside: Known<'_>,
    (header_rows, agreed): ((usize, usize), &Agreed),
) -> (Survey, Layout) {
    let entity = beside.entity;
    let skip = skipped(view, header_rows.1);
    let records: Vec<usize> = (header_rows.1..view.rows()).filter(|row| !is_skipped(view, *row, &skip)).collect();
    let mut taken: BTreeSet<Target> = agreed.iter().filter_map(|(_, target)| *target).collect();
    let mut columns: Vec<(usize, Vec<String>, Understood)> = Vec::new();
    for (at, levels) in levels(view, header_rows).into_iter().enumerate().filter(|(_, levels)| !levels.is_empty()) {
        let understood = match (meant(agreed, &levels.concat()), known(headings, &levels)) {
            (Some(target), _) => Understood::Said(target),
            (None, Some(target)) if taken.insert(target) => Understood::Known(target),
            (None, Some(target)) => Understood::Twice(target),
            (None, None) => Understood::Unused,
        };
        columns.push((at, levels, understood));
    }
    guess_name(view, entity, &records, &mut columns, &mut taken);
    guess_rest(view, beside, &records, &mut columns, &mut taken);
    resemble(entity, &mut columns, &taken);
    let id_from = identify(view, entity, &records, &mut columns, &mut taken);
    let mut layout = Layout { header_rows, skip: skip.clone(), ..Layout::plain(id) };
    let place = |at: usize| view.place(header_rows.1.saturating_sub(1), at);
    for (at, levels, understood) in &columns {
        match understood {
            Understood::Guessed(target, _) => {
                layout.header.push(Column { heading: levels.concat(), target: *target, place: place(*at) });
            }
            Understood::Twice(_) => layout.ignore.push(levels.concat()),
            _ => {}
        }
    }
    if let Some((at, heading)) = &id_from {
        let named = columns.iter().find(|(other, ..)| other == at);
        // A column that is named for the id is no longer found by its heading.
        if let Some((_, _, Understood::Known(target))) = named {
            layout.header.push(Column { heading: heading.clone(), target: *target, place: place(*at) });
        }
        layout.join.push((Target::Id, vec![(heading.clone(), place(*at))]));
    }
    let column = |(at, levels, understood): (usize, Vec<String>, Understood)| {
        surveyed(view, (header_rows.1, &skip), (at, levels.concat()), understood)
    };
    let columns = columns.into_iter().map(column).collect();
    let survey = Survey {
        sheet: view.shown().to_owned(),
        entity: id,
        header_rows,
        headings: wholes(view, header_rows),
        columns,
        id_from: id_from.map(|(_, heading)| heading),
        skip,
        words: Vec::new(),
        remembered: false,
        said: false,
    };
    (survey, layout)
}

/// The rows of headings: one, or two of which the upper spans columns, or as many as its cells are merged over. Those that
/// say most; where none says anything, the first in which most columns have a word.
fn heading_rows(view: View<'_>, entity: &Entity, headings: &Headings<'_>) -> (usize, usize) {
    let worth = |rows: (usize, usize)| -> usize {
        let of = |levels: &Vec<String>| match known(headings, levels) {
            Some(_) => KNOWN,
            None if guess::by_heading(entity, levels, &BTreeSet::new()).is_some() => GUESSED,
            None => 0,
        };
        levels(view, rows).iter().filter(|levels| !levels.is_empty()).map(of).sum()
    };
    let merged_to = |row: usize| {
        let from = view.sheet.merged.iter().filter(|(_, origin)| origin.0 + 1 == row);
        from.map(|(covered, _)| covered.0 + 1).max().filter(|last| (row + 1..row + MAX_HEADER_ROWS).contains(last))
    };
    let mut best = (0, (1, 1));
    for row in 1..=view.rows().min(HEADING_ROWS) {
        let own = |column: &usize| !view.sheet.merged.contains_key(&(row - 1, *column));
        let words = (0..view.columns(row - 1)).filter(own).filter(|column| is_word(view.get(row - 1, *column))).count();
        let alone = worth((row, row));
        let below = if row < view.rows() { worth((row, row + 1)) } else { 0 };
        let two = below > alone && (row + 1..=view.rows()).next().is_some_and(|next| below > worth((next, next)));
        let found = match merged_to(row) {
            Some(last) => (words + worth((row, last)), (row, last)),
            None if two => (words + below, (row, row + 1)),
            None => (words + alone, (row, row)),
        };
        if found.0 > best.0 {
            best = found;
        }
    }
    best.1
}

/// Whether a cell could be a heading: no number and no date.
fn is_word(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
}

/// What rows that are no records begin with: totals, remarks under the table, and lines that head the rows below them.
fn skipped(view: View<'_>, last: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for row in last..view.rows() {
        let Some(first) = first_of(view, row) else { continue };
        let folded = fold(first);
        let total =
            TOTALS.iter().any(|word| folded == *word) || TOTALS[..4].iter().any(|word| folded.starts_with(word));
        let remark = REMARKS.iter().any(|sign| folded.starts_with(sign));
        let banner = is_alone(view, row) && folded.starts_with(BANNERS);
        if (total || remark || banner) && !found.iter().any(|other| other == first) {
            found.push(first.to_owned());
        }
    }
    found
}

/// Whether a row says one thing only, be it over several columns.
fn is_alone(view: View<'_>, row: usize) -> bool {
    let mut cells = (0..view.columns(row)).map(|column| view.get(row, column)).filter(|cell| !cell.is_empty());
    cells.next().is_some_and(|first| cells.all(|cell| cell == first))
}

fn first_of<'v>(view: View<'v>, row: usize) -> Option<&'v str> {
    (0..view.columns(row)).map(|column| view.get(row, column)).find(|cell| !cell.is_empty())
}

/// Whether some row begins with a word.
fn begins(view: View<'_>, last: usize, word: &str) -> bool {
    (last..view.rows()).any(|row| first_of(view, row).is_some_and(|first| fold(first) == fold(word)))
}

fn is_skipped(view: View<'_>, row: usize, skip: &[String]) -> bool {
    first_of(view, row).is_none_or(|first| skip.iter().any(|word| word == first))
}

/// A column of names that tell the records apart, where none is known by its heading: the likest, else the first. Of a
/// table in which nothing is known, no name is like enough by its heading alone.
fn guess_name(
    view: View<'_>,
    entity: &Entity,
    records: &[usize],
    columns: &mut [(usize, Vec<String>, Understood)],
    taken: &mut BTreeSet<Target>,
) {
    let Some(id) = entity.find(body::NAME).filter(|id| !taken.contains(&Target::Field(*id))) else { return };
    let field = &entity.fields[id.0 as usize];
    let mut best: Option<(f64, usize, Ground)> = None;
    for (index, (at, levels, understood)) in columns.iter().enumerate() {
        if *understood != Understood::Unused || !guess::is_name(levels) || !tells_apart(view, *at, records) {
            continue;
        }
        let like = guess::likeness(field, levels).or((!taken.is_empty()).then_some((0.0, Ground::Apart)));
        let Some((worth, ground)) = like else { continue };
        if best.as_ref().is_none_or(|(other, ..)| worth > *other) {
            best = Some((worth, index, ground));
        }
    }
    if let Some((_, index, ground)) = best {
        taken.insert(Target::Field(id));
        columns[index].2 = Understood::Guessed(Target::Field(id), ground);
    }
}

/// Whether every record has something of its own in a column.
fn tells_apart(view: View<'_>, at: usize, records: &[usize]) -> bool {
    let cells: Vec<String> = records.iter().map(|row| fold(view.get(*row, at)).into_owned()).collect();
    let different: BTreeSet<&String> = cells.iter().collect();
    !cells.is_empty() && cells.iter().all(|cell| !cell.is_empty()) && different.len() == cells.len()
}

/// Guesses what the vocabulary does not know, the surest first; no field twice.
fn guess_rest(
    view: View<'_>,
    beside: Known<'_>,
    records: &[usize],
    columns: &mut [(usize, Vec<String>, Understood)],
    taken: &mut BTreeSet<Target>,
) {
    loop {
        let mut best: Option<(f64, usize, Target, Ground)> = None;
        for (index, (at, levels, understood)) in columns.iter().enumerate() {
            if *understood != Understood::Unused {
                continue;
            }
            let cells: Vec<&str> =
                records.iter().map(|row| view.get(*row, *at)).filter(|cell| !is_blank(cell)).collect();
            let Some((worth, target, ground)) = guess::guess(beside, levels, &cells, taken) else { continue };
            if best.as_ref().is_none_or(|(other, ..)| worth > *other) {
                best = Some((worth, index, target, ground));
            }
        }
        let Some((_, index, target, ground)) = best else { return };
        taken.insert(target);
        columns[index].2 = Understood::Guessed(target, ground);
    }
}

/// What the columns that are not used are like by their headings.
fn resemble(entity: &Entity, columns: &mut [(usize, Vec<String>, Understood)], taken: &BTreeSet<Target>) {
    for (_, levels, understood) in columns.iter_mut().filter(|(.., understood)| *understood == Understood::Unused) {
        if let Some(field) = guess::by_heading(entity, levels, taken) {
            *understood = Understood::Alike(Target::Field(field));
        }
    }
}

/// Finds what tells the records apart, where nothing is called an id: their names, else numbers given to them.
fn identify(
    view: View<'_>,
    entity: &Entity,
    records: &[usize],
    columns: &mut [(usize, Vec<String>, Understood)],
    taken: &mut BTreeSet<Target>,
) -> Option<(usize, String)> {
    if !entity.key.is_empty() || taken.contains(&Target::Id) || taken.contains(&Target::On) {
        return None;
    }
    let apart = |at: usize| tells_apart(view, at, records);
    let name = entity.find(body::NAME).map(Target::Field);
    let named = columns
        .iter()
        .find(|(at, _, understood)| understood.target().is_some() && understood.target() == name && apart(*at));
    if let Some((at, levels, _)) = named {
        return Some((*at, levels.concat()));
    }
    let number = |(at, levels, understood): &&mut (usize, Vec<String>, Understood)| {
        *understood == Understood::Unused && guess::is_number(levels) && apart(*at)
    };
    let (_, _, understood) = columns.iter_mut().find(number)?;
    *understood = Understood::Guessed(Target::Id, Ground::Apart);
    taken.insert(Target::Id);
    None
}
