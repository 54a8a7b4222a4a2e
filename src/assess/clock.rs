//! The reports that an incident calls for: to whom, by when, by which law, and what of that is not confirmed.
//!
//! No inventory is needed: the clocks are those of the catalog on the day on which the incident became known, the same
//! by which the rules on late reports judge.

use super::assessment::{ClauseSummary, PackIdentity};
use super::cite;
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::inventory::{Inventory, Municipality, RawValue, Record, Symbol};
use crate::language::Text;
use crate::link::link;
use crate::pack::{CatalogEntry, Clause, Pack};
use crate::vocabulary::EntityId;
use crate::vocabulary::body::{
    ALIASES, BODY, CLOCK, DUTY_CLAUSES, DUTY_CLOCK, DUTY_CONDITION, DUTY_KINDS, DUTY_TERM, DUTY_TO, NAME, NAME_EN,
    REMARK, REPORTING_DUTY, REPORTING_KIND,
};
use jiff::civil::Date;

/// What an incident of one kind calls for.
#[derive(Debug, Clone)]
pub struct ClockPage {
    /// Version of tekigo.
    pub tool: String,
    /// Name, version and digest of the pack.
    pub pack: PackIdentity,
    /// The day on which any department came to know.
    pub aware: Date,
    /// The day from which days are counted, if one is given.
    pub as_of: Option<Date>,
    /// The kind of incident.
    pub kind: KindSummary,
    /// Whom to tell by when, the earliest last day first; what has no number of days before all others.
    pub duties: Vec<Duty>,
    /// Duties of this kind that began only later, with their first days; the pack does not hold what they replaced.
    pub later: Vec<(Text, Date)>,
}

/// A kind of incident.
#[derive(Debug, Clone)]
pub struct KindSummary {
    /// The word for the command line.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What to mind when it is applied.
    pub note: Option<Text>,
    /// Other words for it.
    pub aliases: Vec<String>,
}

/// One report or notice.
#[derive(Debug, Clone)]
pub struct Duty {
    /// Its id in the catalog.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// To whom.
    pub to: Text,
    /// When it applies; `None` is always.
    pub condition: Option<Text>,
    /// A term that is no number of days.
    pub term: Option<Text>,
    /// The term in days, if it is one.
    pub clock: Option<Term>,
    /// What else to know.
    pub note: Option<Text>,
    /// The clauses it rests on.
    pub clauses: Vec<ClauseSummary>,
    /// The duty, its clauses and the way of counting were checked against their sources.
    pub confirmed: bool,
}

/// A term in days.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// How many days.
    pub days: i32,
    /// The day of knowing is day 1.
    pub counts_first_day: bool,
    /// The last day by the number alone.
    pub nominal: Date,
    /// The last day; `None` if the holidays of its year are not known.
    pub last: Option<Date>,
    /// The last day before one should hurry.
    pub warning: Option<Date>,
}

/// The law of a day, without a body.
///
/// # Errors
/// Whatever is wrong with the catalog on that day.
pub fn law_of(pack: &Pack, day: Date) -> Result<Municipality<'_>, Vec<Diagnostic>> {
    let nowhere = Place { file: FileId(0), start: 0, end: 0 };
    let body = pack.vocabulary.find(BODY).unwrap_or(EntityId(0));
    let inventory = Inventory::of(Record::blank(body, nowhere), day);
    link(pack, &inventory, day).map(|(municipality, _)| municipality)
}

/// The kinds of incident that the pack knows.
pub fn kinds(m: &Municipality<'_>) -> Vec<KindSummary> {
    let Some(entity) = m.vocabulary.find(REPORTING_KIND) else { return Vec::new() };
    (0..m.table(entity).len()).map(|row| kind(m, entity, row)).collect()
}

fn kind(m: &Municipality<'_>, entity: EntityId, row: u32) -> KindSummary {
    KindSummary {
        id: m.id(entity, row).to_owned(),
        name: both(m, entity, row, [NAME, NAME_EN]).unwrap_or_default(),
        note: both(m, entity, row, REMARK),
        aliases: texts(m, entity, row, ALIASES),
    }
}

/// What an incident of that kind calls for; `m` is the law of the day on which it became known.
pub fn clock_page(pack: &Pack, m: &Municipality<'_>, kind: &KindSummary, as_of: Option<Date>) -> ClockPage {
    let mut duties = duties(pack, m, kind);
    duties.sort_by_key(|duty| duty.clock.map(|clock| (clock.last.unwrap_or(clock.nominal), clock.days)));
    ClockPage {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        aware: m.as_of,
        as_of,
        kind: kind.clone(),
        later: later(pack, m, kind),
        duties,
    }
}

/// The duties of that kind whose law is in force.
fn duties(pack: &Pack, m: &Municipality<'_>, kind: &KindSummary) -> Vec<Duty> {
    let named = || Some((m.vocabulary.find(REPORTING_DUTY)?, m.vocabulary.find(REPORTING_KIND)?));
    let Some((entity, kinds)) = named() else { return Vec::new() };
    let concerns = |row: &u32| {
        let listed = m.fact(entity, *row, DUTY_KINDS).and_then(|fact| m.list(fact).value());
        listed.is_some_and(|rows| rows.iter().any(|row| m.id(kinds, *row) == kind.id))
    };
    let rows = (0..m.table(entity).len()).filter(concerns);
    rows.filter_map(|row| duty(pack, m, entity, row)).collect()
}

/// The duties of that kind that begin after the day.
fn later(pack: &Pack, m: &Municipality<'_>, kind: &KindSummary) -> Vec<(Text, Date)> {
    let concerns = |entry: &&CatalogEntry| match entry.value(&pack.vocabulary, DUTY_KINDS) {
        Some(RawValue::Names(names)) => names.iter().any(|(name, _)| *name == kind.id),
        _ => false,
    };
    let later = pack.entries(REPORTING_DUTY).filter(concerns).filter_map(|entry| {
        let from = entry.from.filter(|from| m.as_of < *from)?;
        Some((entry.name(&pack.vocabulary), from))
    });
    later.collect()
}

fn duty(pack: &Pack, m: &Municipality<'_>, entity: EntityId, row: u32) -> Option<Duty> {
    let keys = texts(m, entity, row, DUTY_CLAUSES);
    let editions = keys.iter().filter_map(|key| pack.clauses.get(key));
    let clauses: Vec<&Clause> =
        editions.filter_map(|editions| editions.iter().find(|clause| clause.in_force(m.as_of))).collect();
    // A duty whose law had not begun on that day is none.
    let first = keys.first()?;
    if !clauses.iter().any(|clause| clause.id == *first) {
        return None;
    }
    let (clock, counted) = match term(pack, m, entity, row) {
        Some((term, confirmed)) => (Some(term), confirmed),
        None => (None, true),
    };
    let id = m.id(entity, row);
    Some(Duty {
        name: both(m, entity, row, [NAME, NAME_EN]).unwrap_or_default(),
        to: both(m, entity, row, DUTY_TO).unwrap_or_default(),
        condition: both(m, entity, row, DUTY_CONDITION),
        term: both(m, entity, row, DUTY_TERM),
        note: both(m, entity, row, REMARK),
        confirmed: counted && is_confirmed(pack, m, entity, id) && clauses.iter().all(|clause| clause.confirmed),
        clauses: clauses.iter().map(|clause| cite::cited(clause, m.as_of)).collect(),
        id: id.to_owned(),
        clock,
    })
}

/// The term of a duty, and whether the way of counting was checked against its source.
fn term(pack: &Pack, m: &Municipality<'_>, entity: EntityId, row: u32) -> Option<(Term, bool)> {
    let fact = m.fact(entity, row, DUTY_CLOCK)?;
    let clocks = m.vocabulary.find(CLOCK)?;
    let id = m.id(clocks, m.reference(fact).value()?);
    let clock = m.clock(id)?;
    let term = Term {
        days: clock.term.days,
        counts_first_day: clock.term.counts_first_day,
        nominal: clock.term.nominal(m.as_of)?,
        last: clock.term.last_day(m.as_of, &m.closed_days()),
        warning: clock.warning.and_then(|warning| warning.nominal(m.as_of)),
    };
    Some((term, is_confirmed(pack, m, clocks, id)))
}

/// The catalog entry was checked against its source.
fn is_confirmed(pack: &Pack, m: &Municipality<'_>, entity: EntityId, id: &str) -> bool {
    let mut entries = pack.entries(&m.vocabulary.entity(entity).id).filter(|entry| entry.in_force(m.as_of));
    entries.any(|entry| entry.confirmed && entry.id() == id)
}

/// A text in both languages from two fields; `None` if it is not stated.
fn both(m: &Municipality<'_>, entity: EntityId, row: u32, [ja, en]: [&str; 2]) -> Option<Text> {
    let text = |field| Some(m.symbols.text(m.text(m.fact(entity, row, field)?).value()?).to_owned());
    let ja = text(ja)?;
    Some(Text { en: text(en).unwrap_or_else(|| ja.clone()), ja })
}

fn texts(m: &Municipality<'_>, entity: EntityId, row: u32, field: &str) -> Vec<String> {
    let Some(fact) = m.fact(entity, row, field) else { return Vec::new() };
    let listed = m.list(fact).value().unwrap_or_default();
    listed.iter().map(|symbol| m.symbols.text(Symbol(*symbol)).to_owned()).collect()
}

impl ClockPage {
    /// Something in it was not checked against its source.
    pub fn is_unconfirmed(&self) -> bool {
        self.duties.iter().any(|duty| !duty.confirmed)
    }
}
