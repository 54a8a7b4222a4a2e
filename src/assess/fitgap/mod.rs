//! The Fit&Gap of one body on one day as plain data: for each function the requirements that concern a body of its size,
//! how many fit, what is done about the others, and what the office must know before the cut-over.
//!
//! Everything is three-valued. A requirement that nobody judged is *not assessed*: it is counted, and never among those
//! that fit. An edition of which it is not known whether it is in use counts for nothing, and its lines are told.

mod count;
mod cutover;
mod editions;
mod items;
mod line;
mod names;
mod offers;
mod tables;
mod uses;

pub use super::read::{Chosen, Named};
pub use count::{Count, Tally};
pub use cutover::{Cutover, Readiness};
pub use editions::{Change, Comparison, Kept, compare};
pub use items::{Item, Question as Concern, State};
pub use line::{Decision, Line, Offer};
pub use offers::{Answers, Product};
pub use tables::{Column, Form, Table, Written};

use super::assessment::{BodyIdentity, PackIdentity, Question};
use super::identity;
use super::questions::Wording;
use super::read::{self, Row, rows};
use crate::derive::schedule::{Forecast, Setting};
use crate::diagnostic::Sources;
use crate::inventory::{Inventory, Known, Municipality};
use crate::language::Text;
use crate::pack::Pack;
use crate::vocabulary::EntityId;
use jiff::civil::Date;
use line::Index;
use names::{APPLIED, DECISION, FUNCTION, GAP, REQUIREMENT, SPECIFICATION};
use std::collections::{BTreeMap, BTreeSet};

/// The Fit&Gap of one body on one day.
#[derive(Debug, Clone)]
pub struct FitGap {
    /// Version of tekigo.
    pub tool: String,
    /// Name, version and digest of the pack.
    pub pack: PackIdentity,
    /// The body.
    pub body: BodyIdentity,
    /// The day of the law and of the clocks.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// The functions of which requirements are written down, in the order of the catalog.
    pub functions: Vec<Analysis>,
    /// The functions that the body has, or may have, and of which no requirement is written down.
    pub unlisted: Vec<Named>,
    /// Requirements of which it is not known which function they belong to.
    pub stray: usize,
    /// Lists that may lack records.
    pub open: Vec<Question>,
    /// The kinds of requirement, in the order of the vocabulary.
    pub kinds: Vec<Chosen>,
    /// What people fill in about a requirement.
    pub columns: Vec<Column>,
    /// Which of the judgements is a gap.
    pub gap: Option<usize>,
}

/// The Fit&Gap of one function.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// `function/jifu`.
    pub function: Named,
    /// The body is known to have it.
    pub applies: Option<bool>,
    /// The editions in use, by subject with name and version.
    pub editions: Vec<Named>,
    /// Requirements of editions of which it is not known whether they are in use.
    pub doubtful: usize,
    /// Requirements of the editions in use that do not concern a body of this size.
    pub other_sizes: usize,
    /// The requirements, in the order of kind and id.
    pub lines: Vec<Line>,
    /// How many fit, by kind and class.
    pub counts: Vec<Count>,
    /// Gaps by measure; `None` is without one.
    pub measures: Vec<(Option<Chosen>, usize)>,
    /// What vendors offer.
    pub products: Vec<Product>,
    /// How its forms are used, and the links of own systems with it.
    pub tables: Vec<Table>,
    /// What the office asks, in the order of the questions.
    pub items: Vec<Item>,
    /// The day of the cut-over, joined from the migration schedule.
    pub cutover: Cutover,
    /// Whether it is ready.
    pub readiness: Readiness,
}

/// What the specification says of a requirement for a body of this size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// 実装必須: a product must have it.
    Mandatory,
    /// 標準オプション: a product may have it.
    Optional,
    /// 実装不可: a product must not have it.
    Prohibited,
    /// It concerns no body of this size.
    Elsewhere,
    /// Nobody has written it down.
    NotKnown,
}

impl Class {
    /// All that a line of an analysis may have, with the words used in machine formats.
    pub const ALL: [(Class, &'static str); 4] = [
        (Class::Mandatory, "mandatory"),
        (Class::Optional, "optional"),
        (Class::Prohibited, "prohibited"),
        (Class::NotKnown, "not_known"),
    ];

    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(class, _)| *class == self).map_or("elsewhere", |(_, word)| word)
    }

    fn of(chosen: &Known<Chosen>) -> Self {
        match chosen {
            Known::None => Class::Elsewhere,
            Known::Missing => Class::NotKnown,
            Known::Value(chosen) => {
                Self::ALL.iter().find(|(_, word)| *word == chosen.id).map_or(Class::NotKnown, |(class, _)| *class)
            }
        }
    }
}

/// Whether conformity with a requirement is judged on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its day has come, or it has none.
    Due,
    /// Its day is yet to come.
    Coming,
    /// Its day is not written down.
    NotKnown,
}

impl Standing {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        ["due", "coming", "not_known"][self as usize]
    }
}

/// What the body found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// Present practice fits.
    Fit,
    /// There is a gap.
    Gap,
    /// Nobody has judged.
    NotAssessed,
}

impl Judgement {
    /// The word used in machine formats.
    pub fn word(self) -> &'static str {
        ["fit", "gap", "not_assessed"][self as usize]
    }
}

/// The computed tables that [`fit_gap`] reads.
pub fn wanted(pack: &Pack) -> BTreeSet<EntityId> {
    pack.vocabulary.find(APPLIED).into_iter().collect()
}

/// Gathers the Fit&Gap of all functions, joined with the forecast of the migration.
pub fn fit_gap(
    pack: &Pack,
    inventory: &Inventory,
    sources: &Sources,
    m: &Municipality<'_>,
    schedule: (&Setting, &Forecast),
) -> FitGap {
    let columns = tables::columns(m, DECISION);
    let index = Index::of(m, &columns);
    let mut applied: BTreeMap<u32, Vec<Row<'_, '_>>> = BTreeMap::new();
    let mut stray = 0;
    for row in rows(m, APPLIED) {
        match row.reference("function", FUNCTION) {
            Some(function) => applied.entry(function.row).or_default().push(row),
            None => stray += 1,
        }
    }
    let mut functions = Vec::new();
    let mut unlisted = Vec::new();
    for function in rows(m, FUNCTION).filter(|function| function.flag("applies") != Some(false)) {
        match applied.get(&function.row) {
            Some(lines) => functions.push(analysis(m, &index, &function, lines, schedule)),
            None => unlisted.push(named(&function)),
        }
    }
    let lists = [SPECIFICATION, REQUIREMENT].into_iter().filter_map(|entity| m.vocabulary.find(entity));
    let wording = Wording::new(pack, sources, m);
    let open = lists.flat_map(|entity| m.open(entity)).map(|missing| wording.of(*missing));
    FitGap {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        body: identity(m),
        as_of: m.as_of,
        facts_as_of: m.facts_as_of,
        inventory_sha256: inventory.sha256.clone(),
        functions,
        unlisted,
        stray,
        open: open.collect(),
        kinds: read::choices(m, REQUIREMENT, "kind"),
        gap: read::choices(m, DECISION, "judgement").iter().position(|judgement| judgement.id == GAP),
        columns,
    }
}

/// The analysis of one function from its requirements.
fn analysis(
    m: &Municipality<'_>,
    index: &Index<'_, '_>,
    function: &Row<'_, '_>,
    applied: &[Row<'_, '_>],
    schedule: (&Setting, &Forecast),
) -> Analysis {
    let used: Vec<_> = applied.iter().filter(|row| row.flag("in_edition") == Some(true)).collect();
    let requirements: Vec<u32> =
        used.iter().filter_map(|row| Some(row.reference("requirement", REQUIREMENT)?.row)).collect();
    let products = index.products(&requirements);
    let all: Vec<Line> = used
        .iter()
        .filter_map(|row| Some(index.line(row, &row.reference("requirement", REQUIREMENT)?, &products)))
        .collect();
    let lines: Vec<Line> = all.iter().filter(|line| line.class != Class::Elsewhere).cloned().collect();
    let editions: BTreeSet<Named> = all.iter().filter_map(|line| line.edition.clone()).collect();
    let cutover = Cutover::of(function, schedule, m.as_of);
    let products = offers::products(m, function, &products, &lines);
    let items = items::list(m, function, &lines, &products, &cutover);
    Analysis {
        function: named(function),
        applies: function.flag("applies"),
        editions: editions.into_iter().collect(),
        doubtful: applied.iter().filter(|row| row.flag("in_edition").is_none()).count(),
        other_sizes: all.len() - lines.len(),
        counts: count::count(&lines),
        measures: count::measures(&lines),
        readiness: Readiness::of(&lines, &items, &cutover),
        tables: tables::beside(m, &named(function), &lines),
        lines,
        products,
        items,
        cutover,
    }
}

fn named(row: &Row<'_, '_>) -> Named {
    Named { subject: row.subject(), name: row.m.title(row.entity, row.row) }
}

impl FitGap {
    /// What the office must know, of all functions.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.functions.iter().flat_map(|function| &function.items)
    }

    /// Nothing was assessed: no requirement is judged to fit or to be a gap.
    pub fn is_silent(&self) -> bool {
        let mut lines = self.functions.iter().flat_map(|function| &function.lines);
        lines.all(|line| line.judgement == Judgement::NotAssessed)
    }
}

impl Analysis {
    /// What was found among the requirements of one class whose conformity is judged already.
    pub fn tally(&self, class: Class) -> Tally {
        let counts = self.counts.iter().filter(|count| count.class == class);
        counts.fold(Tally::default(), |sum, count| sum.and(count.due))
    }

    /// What was found among all its requirements.
    pub fn all(&self) -> Tally {
        self.counts.iter().fold(Tally::default(), |sum, count| sum.and(count.due).and(count.coming).and(count.undated))
    }
}

/// A name and a version as one name.
fn versioned(row: &Row<'_, '_>) -> Named {
    let mut found = named(row);
    if let Some(version) = row.text("version") {
        found.name = Text::new(format!("{} {version}", found.name.ja), format!("{} {version}", found.name.en));
    }
    found
}
