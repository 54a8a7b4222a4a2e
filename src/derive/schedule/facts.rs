//! Reading facts by name, with what they rest on or what is missing.

use crate::calendar::Days;
use crate::inventory::{Fact, Known, Missing, Municipality};
use crate::vocabulary::EntityId;
use jiff::civil::Date;

/// One table, read by name.
#[derive(Clone, Copy)]
pub(super) struct Records<'m, 'v> {
    pub(super) m: &'m Municipality<'v>,
    pub(super) entity: EntityId,
}

/// What is known of a fact, and which fact it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<T> {
    pub(super) known: Known<T>,
    pub(super) fact: Option<Fact>,
}

impl<'m, 'v> Records<'m, 'v> {
    /// The table of that name, if the vocabulary has it.
    pub(super) fn of(m: &'m Municipality<'v>, name: &str) -> Option<Self> {
        m.vocabulary.find(name).map(|entity| Self { m, entity })
    }

    /// All rows.
    pub(super) fn rows(&self) -> std::ops::Range<u32> {
        0..self.m.table(self.entity).len()
    }

    /// Nobody has said that the list is complete.
    pub(super) fn is_open(&self) -> bool {
        !self.m.open(self.entity).is_empty()
    }

    fn told<T>(&self, row: u32, field: &str, read: impl FnOnce(Fact) -> Known<T>) -> Told<T> {
        let fact = self.m.fact(self.entity, row, field);
        Told { known: fact.map_or(Known::Missing, read), fact }
    }

    pub(super) fn date(&self, row: u32, field: &str) -> Told<Date> {
        self.told(row, field, |fact| self.m.date(fact))
    }

    /// In which days a day lies.
    pub(super) fn days(&self, row: u32, field: &str) -> Told<Days> {
        self.told(row, field, |fact| match self.m.date(fact) {
            Known::None => Known::None,
            _ => self.m.days(fact).map_or(Known::Missing, Known::Value),
        })
    }

    pub(super) fn bool(&self, row: u32, field: &str) -> Told<bool> {
        self.told(row, field, |fact| self.m.bool(fact))
    }

    pub(super) fn int(&self, row: u32, field: &str) -> Told<i64> {
        self.told(row, field, |fact| self.m.int(fact))
    }

    pub(super) fn text(&self, row: u32, field: &str) -> Told<&'m str> {
        let m = self.m;
        self.told(row, field, |fact| m.text(fact).map(|symbol| m.symbols.text(symbol)))
    }

    pub(super) fn row(&self, row: u32, field: &str) -> Told<u32> {
        self.told(row, field, |fact| self.m.reference(fact))
    }

    pub(super) fn list(&self, row: u32, field: &str) -> Told<&'m [u32]> {
        let m = self.m;
        self.told(row, field, |fact| m.list(fact))
    }
}

impl<T: Copy> Told<T> {
    pub(super) fn value(&self) -> Option<T> {
        self.known.value()
    }

    pub(super) fn is_missing(&self) -> bool {
        matches!(self.known, Known::Missing)
    }

    pub(super) fn is_none(&self) -> bool {
        matches!(self.known, Known::None)
    }

    /// The fact, if something is known of it.
    pub(super) fn evidence(&self) -> Option<Fact> {
        self.fact.filter(|_| !self.is_missing())
    }

    /// What to ask, if nothing is known of it.
    pub(super) fn question(&self) -> Option<Missing> {
        self.fact.filter(|_| self.is_missing()).map(Missing::Field)
    }
}
