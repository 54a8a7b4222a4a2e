//! The clocks and the closed days of the catalog, as the calendar counts them.

use super::fact::Fact;
use super::municipality::Municipality;
use crate::calendar::{Clock, ClosedDays, Recess};
use crate::vocabulary::EntityId;
use crate::vocabulary::body::{
    CLOCK, CLOCK_COUNTS_FIRST_DAY, CLOCK_DAYS, CLOCK_ROLLS, CLOCK_WARN_AFTER, HOLIDAY, HOLIDAY_DATE, RECESS,
    RECESS_DAYS,
};

/// A clock of the catalog.
#[derive(Debug, Clone, Copy)]
pub struct CatalogClock {
    /// Its row in the table of clocks.
    pub row: u32,
    /// The term itself.
    pub term: Clock,
    /// The shorter term after which a warning is due; it never moves for closed days.
    pub warning: Option<Clock>,
    /// The fact that gives its length.
    pub days: Fact,
}

impl Municipality<'_> {
    /// The clock with that id; `None` if the catalog has none on the day of the law.
    pub fn clock(&self, id: &str) -> Option<CatalogClock> {
        let entity = self.vocabulary.find(CLOCK)?;
        let row = self.table(entity).find(self.symbols.find(id)?)?;
        let days = self.fact(entity, row, CLOCK_DAYS)?;
        let flag = |field| self.bool(self.fact(entity, row, field)?).value();
        let counts_first_day = flag(CLOCK_COUNTS_FIRST_DAY)?;
        let term = |days: i64, rolls| Some(Clock { days: i32::try_from(days).ok()?, counts_first_day, rolls });
        let warn_after = self.fact(entity, row, CLOCK_WARN_AFTER).and_then(|fact| self.int(fact).value());
        Some(CatalogClock {
            row,
            term: term(self.int(days).value()?, flag(CLOCK_ROLLS)?)?,
            warning: warn_after.and_then(|days| term(days, false)),
            days,
        })
    }

    /// The days on which offices are closed.
    pub fn closed_days(&self) -> ClosedDays {
        let rows = |entity: EntityId| 0..self.table(entity).len();
        let holidays = self.vocabulary.find(HOLIDAY).map(|entity| {
            let date = move |row| self.date(self.fact(entity, row, HOLIDAY_DATE)?).value();
            rows(entity).filter_map(date)
        });
        let recesses = self.vocabulary.find(RECESS).map(|entity| {
            let recess = move |row| {
                let part = |field| i8::try_from(self.int(self.fact(entity, row, field)?).value()?).ok();
                let [first_month, first_day, last_month, last_day] = RECESS_DAYS.map(part);
                Some(Recess { first: (first_month?, first_day?), last: (last_month?, last_day?) })
            };
            rows(entity).filter_map(recess).collect()
        });
        ClosedDays::new(holidays.into_iter().flatten(), recesses.unwrap_or_default())
    }
}
