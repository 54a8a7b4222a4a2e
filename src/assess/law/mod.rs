//! The timeline of the law: which duties begin, change or end between two days, and which of the body's subjects they
//! touch.
//!
//! The facts stay as they are; only the law moves. What the catalog changes is told from what the mere passing of a
//! deadline changes by judging the day once by the catalog of the day before.

mod days;
mod event;

use super::assessment::{BodyIdentity, Judged, PackIdentity};
use super::ledger::{Order, order_of_rules};
use super::{Judgement, identity, results};
use crate::diagnostic::Sources;
use crate::inventory::Inventory;
use crate::language::Text;
use crate::pack::{Pack, Rule};
use jiff::civil::Date;

pub(super) use days::deadlines;
pub use event::{Change, Event, Touched, What};

/// What changes between two days, both included.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// Version of tekigo.
    pub tool: String,
    /// Name, version and digest of the pack.
    pub pack: PackIdentity,
    /// The body.
    pub body: BodyIdentity,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory.
    pub inventory_sha256: String,
    /// The days on which something changes, in order.
    pub days: Vec<LawDay>,
}

/// One day on which something changes.
#[derive(Debug, Clone)]
pub struct LawDay {
    /// The day.
    pub day: Date,
    /// What changes: what begins first, then what changes, what ends, reference data, deadlines.
    pub events: Vec<Event>,
}

/// By which days an inventory is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stand {
    /// The day of the clocks.
    pub clock: Date,
    /// The day of the rules and the catalog.
    pub law: Date,
}

/// The last day on which the pack knows of a change; `None` if it knows of none.
pub fn last_day(pack: &Pack) -> Option<Date> {
    days::all(pack).last().copied()
}

/// Draws up the timeline from one day to another; `judge` judges the inventory by the days it is given.
///
/// # Errors
/// Whatever `judge` reports.
pub fn timeline<'p, E>(
    pack: &'p Pack,
    inventory: &Inventory,
    sources: &Sources,
    (from, until): (Date, Date),
    judge: impl FnMut(Stand) -> Result<Judgement<'p>, E>,
) -> Result<Timeline, E> {
    let mut bench = Bench { pack, sources, order: order_of_rules(pack), judge };
    let body = identity(&(bench.judge)(Stand { clock: inventory.as_of, law: inventory.as_of })?.municipality);
    let mut days = Vec::new();
    for day in days::all(pack).into_iter().filter(|day| (from..=until).contains(day)) {
        let events = event::on(&mut bench, day)?;
        if !events.is_empty() {
            days.push(LawDay { day, events });
        }
    }
    Ok(Timeline {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        body,
        from,
        until,
        facts_as_of: inventory.as_of,
        inventory_sha256: inventory.sha256.clone(),
        days,
    })
}

/// What is needed to judge a day.
struct Bench<'a, 'p, J> {
    pack: &'p Pack,
    sources: &'a Sources,
    order: Order,
    judge: J,
}

impl<'p, E, J: FnMut(Stand) -> Result<Judgement<'p>, E>> Bench<'_, 'p, J> {
    /// The results by those days, in order of rule and subject.
    fn results(&mut self, stand: Stand) -> Result<Vec<Judged>, E> {
        let mut judgement = (self.judge)(stand)?;
        Ok(results(self.pack, self.sources, &mut judgement, &self.order).0)
    }
}

impl<'p, J> Bench<'_, 'p, J> {
    /// The rule at that place in reports.
    fn rule(&self, position: usize) -> &'p Rule {
        &self.pack.rules[self.order.index(position)]
    }
}

/// What a catalog entity and one of its entries are called.
type Named = (Text, Text);
