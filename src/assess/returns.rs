//! Returns filled from facts: every cell with the facts it rests on, or with the questions that keep it blank.

use super::assessment::{BodyIdentity, ClauseSummary, PackIdentity, Question, ShownFact};
use super::questions::Wording;
use super::{cite, identity, shown};
use crate::derive::{Found, enumerate};
use crate::diagnostic::Sources;
use crate::expression::{Binding, Computed, Type};
use crate::inventory::{Inventory, Known, Missing, Municipality, Value};
use crate::language::{Language, Text};
use crate::pack::returns::{Bound, Return, Spot, Table};
use crate::pack::{EntityFormulas, Pack};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Rows between two tables.
const GAP: u32 = 2;

/// A return filled for one body on one day.
#[derive(Debug, Clone)]
pub struct Filled {
    /// Version of tekigo.
    pub tool: String,
    /// Name, version and digest of the pack.
    pub pack: PackIdentity,
    /// The body.
    pub body: BodyIdentity,
    /// The day of the law.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// The name of the return.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// The clauses that ask for it.
    pub clauses: Vec<ClauseSummary>,
    /// Why its layout is not that of the official form; `None` if it was compared with it.
    pub unconfirmed: Option<Text>,
    /// What the sheet is called.
    pub sheet: Text,
    /// Widths of its columns.
    pub widths: Vec<f64>,
    /// What stands in it whatever the facts are; the headings of tables after it.
    pub texts: Vec<(Spot, Text)>,
    /// How many of `texts` are no headings.
    pub plain_texts: usize,
    /// Cells that facts fill, row by row.
    pub cells: Vec<Cell>,
    /// Tables that may lack rows, with what would settle it.
    pub open: Vec<(Text, Question)>,
    /// Tables that have no cell: on that day there is no row or no column for them.
    pub empty: Vec<Text>,
}

/// One cell.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Where it stands.
    pub at: Spot,
    /// What it is about.
    pub label: Text,
    /// It stands in a table.
    pub in_table: bool,
    /// What stands in it.
    pub content: Content,
    /// The facts it rests on.
    pub facts: Vec<ShownFact>,
    /// What must be known to fill it.
    pub missing: Vec<Question>,
}

/// What stands in a cell.
#[derive(Debug, Clone)]
pub enum Content {
    /// A value, and its words.
    Known(Value, Text),
    /// Known to be none.
    None,
    /// Not known: the cell stays blank.
    Unknown,
    /// It cannot be computed, and stays blank.
    Error(Text),
}

/// A question, with the cells that wait for it.
pub type Asked<'f> = (&'f Question, Vec<&'f Cell>);

/// What of a return is how far filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Cells with a value, or with the word that there is none.
    pub filled: usize,
    /// Cells that stay blank.
    pub blank: usize,
    /// Of these, what cannot be computed.
    pub errors: usize,
}

impl Filled {
    /// How far it is filled.
    pub fn count(&self) -> Count {
        let mut count = Count::default();
        for cell in &self.cells {
            match cell.content {
                Content::Known(..) | Content::None => count.filled += 1,
                Content::Unknown => count.blank += 1,
                Content::Error(_) => (count.blank, count.errors) = (count.blank + 1, count.errors + 1),
            }
        }
        count
    }

    /// What must be asked, each question once with the cells that wait for it; those with most cells first.
    pub fn asked(&self) -> Vec<Asked<'_>> {
        let mut all: BTreeMap<&str, Asked<'_>> = BTreeMap::new();
        for cell in &self.cells {
            for question in &cell.missing {
                all.entry(&question.path).or_insert((question, Vec::new())).1.push(cell);
            }
        }
        let mut all: Vec<_> = all.into_values().collect();
        all.sort_by(|(a, of_a), (b, of_b)| (of_b.len(), &a.path).cmp(&(of_a.len(), &b.path)));
        all
    }

    /// The same, those of one kind (a field of an entity, for one department) together; the kind with most questions last.
    pub fn asked_by_kind(&self) -> Vec<Vec<Asked<'_>>> {
        let mut kinds: BTreeMap<(&str, &str, Option<&str>), Vec<Asked<'_>>> = BTreeMap::new();
        for (question, cells) in self.asked() {
            let entity = question.path.split('/').next().unwrap_or_default();
            let field = question.path.rsplit('.').next().unwrap_or_default();
            kinds.entry((entity, field, question.department.as_deref())).or_default().push((question, cells));
        }
        let mut kinds: Vec<_> = kinds.into_values().collect();
        kinds.sort_by_key(Vec::len);
        kinds
    }

    /// The first row below everything.
    pub fn end(&self) -> u32 {
        let texts = self.texts.iter().map(|(at, _)| at.row);
        texts.chain(self.cells.iter().map(|cell| cell.at.row)).max().map_or(0, |row| row + 1)
    }
}

/// Fills a return.
pub fn filled(pack: &Pack, inventory: &Inventory, sources: &Sources, m: &Municipality<'_>, form: &Return) -> Filled {
    let wording = Wording::new(pack, sources, m);
    let texts = form.texts.clone();
    let mut filler = Filler { wording, sources, m, texts, cells: Vec::new(), open: Vec::new(), empty: Vec::new() };
    for (at, bound) in &form.cells {
        let cell = filler.cell(*at, bound, &[], (bound.label.clone(), false));
        filler.cells.push(cell);
    }
    let mut next = 0;
    for table in &form.tables {
        next = filler.table(table, next) + GAP;
    }
    let editions = form.clauses.iter().filter_map(|key| pack.clauses.get(key));
    let in_force = editions
        .filter_map(|editions| editions.iter().find(|clause| clause.in_force(m.as_of)).or_else(|| editions.first()));
    Filled {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: pack.into(),
        body: identity(m),
        as_of: m.as_of,
        facts_as_of: inventory.as_of,
        inventory_sha256: inventory.sha256.clone(),
        id: form.id.clone(),
        label: form.label.clone(),
        clauses: in_force.map(|clause| cite::cited(clause, m.as_of)).collect(),
        unconfirmed: form.unconfirmed.clone(),
        sheet: form.sheet.clone(),
        widths: form.widths.clone(),
        plain_texts: form.texts.len(),
        texts: filler.texts,
        cells: filler.cells,
        open: filler.open,
        empty: filler.empty,
    }
}

struct Filler<'a, 'p> {
    wording: Wording<'a, 'p>,
    sources: &'a Sources,
    m: &'a Municipality<'p>,
    texts: Vec<(Spot, Text)>,
    cells: Vec<Cell>,
    open: Vec<(Text, Question)>,
    empty: Vec<Text>,
}

impl Filler<'_, '_> {
    /// A table that begins no higher than a row; gives the row after it.
    fn table(&mut self, table: &Table, lowest: u32) -> u32 {
        let head = Spot { row: table.at.row.max(lowest), ..table.at };
        let rows = self.list(&table.lists, &table.label);
        let across = table.across.as_ref();
        let columns = across.map(|across| self.list(&across.lists, &table.label)).unwrap_or_default();
        if rows.is_empty() || (across.is_some() && columns.is_empty()) {
            self.empty.push(table.label.clone());
        }
        let at = |row: usize, column: usize| Spot { row: head.row + row as u32, column: head.column + column as u16 };
        for (column, bound) in table.columns.iter().enumerate() {
            self.texts.push((at(0, column), bound.label.clone()));
        }
        let headings: Vec<Text> = across
            .map(|across| {
                columns.iter().map(|column| self.words(&across.heading.evaluate(self.m, &column.bindings))).collect()
            })
            .unwrap_or_default();
        for (column, heading) in headings.iter().enumerate() {
            self.texts.push((at(0, table.columns.len() + column), heading.clone()));
        }
        for (index, row) in rows.iter().enumerate() {
            let name = self.name(table, row);
            for (column, bound) in table.columns.iter().enumerate() {
                let label = joined(&name, &bound.label);
                let cell = self.cell(at(index + 1, column), bound, &row.bindings, (label, true));
                self.cells.push(cell);
            }
            for (column, found) in columns.iter().enumerate() {
                let Some(across) = across else { continue };
                let bindings = [&row.bindings[..], &found.bindings].concat();
                let label = joined(&name, headings.get(column).unwrap_or(&across.bound.label));
                let cell =
                    self.cell(at(index + 1, table.columns.len() + column), &across.bound, &bindings, (label, true));
                self.cells.push(cell);
            }
        }
        head.row + rows.len() as u32 + 1
    }

    /// What there is a row or a column for; what may be left out is kept as a question.
    fn list(&mut self, lists: &EntityFormulas, label: &Text) -> Vec<Found> {
        let rows = enumerate(self.m, lists);
        let asked = rows.open.iter().map(|missing| (label.clone(), self.question(*missing)));
        let asked: Vec<(Text, Question)> = asked.collect();
        self.open.extend(asked);
        rows.found
    }

    fn question(&self, missing: Missing) -> Question {
        self.wording.of(missing)
    }

    /// What the records of a row are called.
    fn name(&self, table: &Table, row: &Found) -> Text {
        let one = |language| {
            let names =
                table.elements.iter().zip(&row.bindings).filter_map(|(element, binding)| match (element, binding) {
                    (Type::Record(entity), Binding::Row(row)) => Some(self.m.name(*entity, *row, language)),
                    _ => None,
                });
            names.collect::<Vec<_>>().join(" ")
        };
        Text::new(one(Language::Ja), one(Language::En))
    }

    fn cell(&self, at: Spot, bound: &Bound, bindings: &[Binding], (label, in_table): (Text, bool)) -> Cell {
        let computed = bound.value.evaluate(self.m, bindings);
        let open_list = matches!(computed.value, Known::Value(Value::List(_))) && !computed.missing.is_empty();
        let content = match (&computed.error, &computed.value) {
            (Some(error), _) => Content::Error(error.message.clone()),
            (None, Known::Missing | Known::Value(Value::AtLeast(..))) => Content::Unknown,
            (None, Known::None) => Content::None,
            (None, Known::Value(_)) if open_list => Content::Unknown,
            (None, Known::Value(value)) => {
                let say = |language| shown::typed(self.m, &bound.kind, value, language);
                Content::Known(shown::flat(self.m, value.clone()), Text::new(say(Language::Ja), say(Language::En)))
            }
        };
        let missing = match content {
            Content::Unknown => computed.missing.iter().map(|missing| self.question(*missing)).collect(),
            _ => Vec::new(),
        };
        let facts = match content {
            Content::Known(..) | Content::None => shown::facts(self.m, self.sources, &computed.facts),
            Content::Unknown | Content::Error(_) => Vec::new(),
        };
        Cell { at, label, in_table, content, facts, missing }
    }

    /// A text that was worked out, in both languages alike.
    fn words(&self, computed: &Computed) -> Text {
        match &computed.value {
            Known::Value(Value::Text(text)) => Text::new(text.clone(), text.clone()),
            _ => Text::default(),
        }
    }
}

fn joined(name: &Text, heading: &Text) -> Text {
    Text::new(format!("{} {}", name.ja, heading.ja), format!("{} {}", name.en, heading.en))
}
