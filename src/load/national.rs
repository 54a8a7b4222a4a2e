//! Published national figures: where the standardization of every body stands, as the ministries publish it.
//!
//! Three layouts are read. A row per body and a column per standardized function, with the number of steps that are done
//! or not applicable; the same with a mark under the functions whose systems are specially supported; and a row per body
//! and function with a column per step. Columns are known by the words of the pack, in any spelling and order.

use super::choice::{self, Meaning};
use super::files::Files;
use super::problems::Problems;
use super::sheet::{View, csv};
use super::spelling::fold;
use crate::calendar::{Days, parse_days};
use crate::diagnostic::{Diagnostic, Fault, Sources};
use crate::language::Text;
use crate::pack::Pack;
use crate::text;
use crate::vocabulary::{FieldType, body};
use std::collections::BTreeMap;
use std::path::Path;

/// Rows among which the headings are looked for.
const HEADING_ROWS: usize = 10;
/// Marks that say yes, folded.
const MARKS: [&str; 4] = ["●", "○", "◯", "〇"];

/// One published table.
#[derive(Debug, Clone)]
pub struct National {
    /// The name of its file.
    pub file: String,
    /// The month that the name of the file tells.
    pub as_of: Option<Days>,
    /// What it tells.
    pub figure: Figure,
    /// Its bodies, in the order of the file.
    pub bodies: Vec<NationalBody>,
    /// Headings of columns that mean nothing here, and were left out.
    pub unused: Vec<String>,
}

/// What a published table tells of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Steps.
    Steps,
    /// Specially supported systems; only bodies that have one are listed.
    Marks,
}

/// One body of a published table.
#[derive(Debug, Clone)]
pub struct NationalBody {
    /// The name of its prefecture.
    pub prefecture: String,
    /// Its name; that of the prefecture itself, for a prefecture.
    pub name: String,
    /// Its class, if the table tells it.
    pub class: Option<String>,
    /// What is told of a standardized function, by id.
    pub functions: BTreeMap<String, Told>,
}

/// What is told of one function of one body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Steps done or not applicable, and those not applicable where they are told apart.
    Steps {
        /// Done or not applicable.
        done: i64,
        /// Not applicable.
        not_applicable: Option<i64>,
    },
    /// Whether its system is specially supported.
    Marked(bool),
}

/// Reads a table, or every CSV file of a folder.
///
/// # Errors
/// Everything that is wrong with the files, or that none holds such a table.
pub fn load_national(path: &Path, pack: &Pack, sources: &mut Sources) -> Result<Vec<National>, Vec<Diagnostic>> {
    let problems = Problems::default();
    let files = Files::new(Fault::Machine, sources, &problems).tables(path);
    let words = Words::of(pack);
    let mut found = Vec::new();
    for (name, bytes) in files {
        let Some(read) = csv::read(&name, bytes, None, sources, &problems) else { continue };
        let table = Table::of(&words, read.sheet.view(sources), &problems);
        match table {
            Some(table) => found.push(table.read(&name)),
            None => problems.push(no_table(&name)),
        }
    }
    match problems.is_empty() {
        true => Ok(found),
        false => Err(problems.sorted()),
    }
}

fn no_table(name: &str) -> Diagnostic {
    let message = text!(
        ja: "`{name}` に、標準化対象業務の列も手順のステップの列もない",
        en: "`{name}` has neither columns of standardized functions nor of steps"
    );
    let help = text!(
        ja: "団体を行、標準化対象業務を列とする表（進捗または特定移行支援システム）を CSV で指定します",
        en: "name a CSV table with a row per body and a column per standardized function"
    );
    Diagnostic::error(Fault::Machine, None, message).help(help)
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Prefecture,
    Name,
    Code,
    Class,
    Function(String),
    FunctionName,
    Step,
}

/// What headings and cells mean by the pack.
struct Words<'p> {
    pack: &'p Pack,
    headings: BTreeMap<String, Column>,
    functions: BTreeMap<String, String>,
    steps: i64,
}

impl<'p> Words<'p> {
    fn of(pack: &'p Pack) -> Self {
        let mut headings = BTreeMap::new();
        let mut functions = BTreeMap::new();
        for (name, id) in pack.names(body::STANDARD_FUNCTION) {
            headings.insert(fold(name).into_owned(), Column::Function(id.to_owned()));
            functions.insert(fold(name).into_owned(), id.to_owned());
        }
        for (name, _) in pack.names(body::STANDARD_STEP) {
            headings.insert(fold(name).into_owned(), Column::Step);
        }
        let mut field = |entity: &str, field: &str, column: &Column| {
            let Some(entity) = pack.vocabulary.find(entity).map(|entity| pack.vocabulary.entity(entity)) else {
                return;
            };
            let Some((_, field)) = entity.fields.iter().find(|(id, _)| *id == field) else { return };
            for word in field.header.iter().chain([&field.label.ja]) {
                headings.insert(fold(word).into_owned(), column.clone());
            }
        };
        field(body::BODY, body::CODE, &Column::Code);
        field(body::BODY, body::NAME, &Column::Name);
        field(body::BODY, body::CLASS, &Column::Class);
        field(body::STEP, body::STEP_FUNCTION, &Column::FunctionName);
        if let Some(prefecture) = pack.vocabulary.find(body::PREFECTURE) {
            let label = &pack.vocabulary.entity(prefecture).label;
            headings.insert(fold(&label.ja).into_owned(), Column::Prefecture);
        }
        let steps = pack.entries(body::STANDARD_STEP).count() as i64;
        Self { pack, headings, functions, steps }
    }

    /// What a word means as a value of a field of choices.
    fn choice(&self, entity: &str, field: &str, word: &str) -> Option<&'p str> {
        let entity = self.pack.vocabulary.entity(self.pack.vocabulary.find(entity)?);
        match &entity.fields.iter().find(|(id, _)| *id == field)?.1.kind {
            FieldType::Choice(choices) => match choice::find(choices, word) {
                Meaning::One(id) => Some(id),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A sheet whose columns are known.
struct Table<'a> {
    words: &'a Words<'a>,
    view: View<'a>,
    problems: &'a Problems,
    heading: usize,
    columns: BTreeMap<usize, Column>,
    unused: Vec<String>,
}

impl<'a> Table<'a> {
    /// Finds the row of headings; nothing if there is none.
    fn of(words: &'a Words<'a>, view: View<'a>, problems: &'a Problems) -> Option<Self> {
        for heading in 0..view.rows().min(HEADING_ROWS) {
            let (mut columns, mut unused) = (BTreeMap::new(), Vec::new());
            for at in 0..view.columns(heading) {
                let word = view.get(heading, at);
                match words.headings.get(&*fold(word)) {
                    Some(column) => {
                        columns.insert(at, column.clone());
                    }
                    None if !word.is_empty() => unused.push(word.to_owned()),
                    None => {}
                }
            }
            let has = |wanted: &dyn Fn(&Column) -> bool| columns.values().any(wanted);
            let bodies = has(&|column| *column == Column::Prefecture || *column == Column::Name);
            let steps = has(&|column| *column == Column::Step) && has(&|column| *column == Column::FunctionName);
            if bodies && (steps || has(&|column| matches!(column, Column::Function(_)))) {
                return Some(Self { words, view, problems, heading, columns, unused });
            }
        }
        None
    }

    fn read(self, name: &str) -> National {
        let functions = |column: &Column| matches!(column, Column::Function(_));
        let cells = || {
            let rows = self.heading + 1..self.view.rows();
            rows.flat_map(|row| {
                self.columns.iter().filter(|(_, column)| functions(column)).map(move |(at, _)| (row, *at))
            })
        };
        let marks = cells().any(|(row, at)| MARKS.contains(&self.view.get(row, at)));
        let figure = if marks { Figure::Marks } else { Figure::Steps };
        let mut bodies: BTreeMap<(String, String), (usize, NationalBody)> = BTreeMap::new();
        for row in self.heading + 1..self.view.rows() {
            let Some((prefecture, name)) = self.body(row) else { continue };
            let order = bodies.len();
            let key = (prefecture.clone(), name.clone());
            let (_, body) = bodies.entry(key).or_insert_with(|| {
                (order, NationalBody { prefecture, name, class: self.class(row), functions: BTreeMap::new() })
            });
            body.functions.extend(self.told(row, figure));
        }
        let mut bodies: Vec<(usize, NationalBody)> = bodies.into_values().collect();
        bodies.sort_by_key(|(order, _)| *order);
        let bodies = bodies.into_iter().map(|(_, body)| body).collect();
        National { file: name.to_owned(), as_of: month(name), figure, bodies, unused: self.unused }
    }

    fn at(&self, row: usize, wanted: &Column) -> Option<&'a str> {
        let (at, _) = self.columns.iter().find(|(_, column)| *column == wanted)?;
        Some(self.view.get(row, *at)).filter(|word| !word.is_empty())
    }

    /// Prefecture and name of the body of a row; nothing for a row of neither.
    fn body(&self, row: usize) -> Option<(String, String)> {
        let prefecture = self.at(row, &Column::Prefecture);
        let name = self.at(row, &Column::Name).or(prefecture)?;
        Some((prefecture.unwrap_or_default().to_owned(), name.to_owned()))
    }

    fn class(&self, row: usize) -> Option<String> {
        self.words.choice(body::BODY, body::CLASS, self.at(row, &Column::Class)?).map(str::to_owned)
    }

    /// What a row tells of functions.
    fn told(&self, row: usize, figure: Figure) -> Vec<(String, Told)> {
        let mut told = Vec::new();
        for (at, column) in &self.columns {
            let Column::Function(id) = column else { continue };
            let word = self.view.get(row, *at);
            let one = match figure {
                Figure::Marks if word.is_empty() => Some(Told::Marked(false)),
                Figure::Marks if MARKS.contains(&word) => Some(Told::Marked(true)),
                Figure::Steps if word.is_empty() => None,
                Figure::Steps => match fold(word).parse() {
                    Ok(done) if (0..=self.words.steps).contains(&done) => {
                        Some(Told::Steps { done, not_applicable: None })
                    }
                    _ => self.refuse(row, *at, word),
                },
                Figure::Marks => self.refuse(row, *at, word),
            };
            told.extend(one.map(|one| (id.clone(), one)));
        }
        told.extend(self.steps(row));
        told
    }

    /// What a row of steps tells of its function; nothing if a step is blank.
    fn steps(&self, row: usize) -> Option<(String, Told)> {
        let function = self.at(row, &Column::FunctionName)?;
        let (mut done, mut absent, mut all) = (0, 0, 0);
        for (at, _) in self.columns.iter().filter(|(_, column)| **column == Column::Step) {
            let word = self.view.get(row, *at);
            match self.words.choice(body::STEP, body::STEP_STATUS, word) {
                Some("done") => done += 1,
                Some("not_applicable") => absent += 1,
                Some(_) => {}
                None if word.is_empty() => return None,
                None => return self.refuse(row, *at, word),
            }
            all += 1;
        }
        let id = self.words.functions.get(&*fold(function))?;
        (all == self.words.steps)
            .then(|| (id.clone(), Told::Steps { done: done + absent, not_applicable: Some(absent) }))
    }

    fn refuse<T>(&self, row: usize, at: usize, word: &str) -> Option<T> {
        let most = self.words.steps;
        let message = text!(ja: "「{word}」は公表値として読めない", en: "`{word}` is no published figure");
        let help = text!(
            ja: "進捗は 0〜{most} の項目数、特定移行支援システムは ●、ステップは状況（完了済み・作業中・未・対象外）です",
            en: "progress is a number of steps from 0 to {most}, special support a ●, a step its status"
        );
        self.problems.push(Diagnostic::error(Fault::Inventory, self.view.place(row, at), message).help(help));
        None
    }
}

/// The month at the end of a file's name: `…_2026-01.csv`.
fn month(name: &str) -> Option<Days> {
    let stem = name.rsplit(['/', '\\']).next()?.rsplit_once('.').map(|(stem, _)| stem)?;
    parse_days(stem.rsplit(['_', ' ', '　']).next()?).ok()
}

impl Figure {
    /// What is told, and how it is counted.
    pub fn definition(self) -> Text {
        match self {
            Figure::Steps => text!(
                ja: "手順のステップのうち、完了または対象外の数（総務省の算式。すべてそうでも、稼働したことを意味しない）",
                en: "steps done or not applicable, by the ministry's formula (all of them does not mean live)"
            ),
            Figure::Marks => text!(
                ja: "特定移行支援システムに該当する見込みの業務（いずれかの業務が該当する団体だけが載る）",
                en: "functions expected to be specially supported (only bodies with any are listed)"
            ),
        }
    }
}
