//! Clocks: the last day of a term counted in days, and the days on which offices are closed.
//!
//! A term may count its first day, and may move to the next open day when it would end on a closed one. Which days are
//! holidays is data; of a year for which none are given nobody can say whether a weekday is open, and so neither can a
//! clock.

use jiff::civil::{Date, Weekday};
use std::collections::BTreeSet;

/// A term of so many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// How many days.
    pub days: i32,
    /// The day from which it runs is day 1, not day 0.
    pub counts_first_day: bool,
    /// It ends on the next open day if its last day is a closed one.
    pub rolls: bool,
}

/// The days of the year on which offices are closed whatever the weekday, from the one to the other: 29 December to
/// 3 January.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recess {
    /// Month and day on which it begins.
    pub first: (i8, i8),
    /// Month and day on which it ends, perhaps of the next year.
    pub last: (i8, i8),
}

/// Days on which offices are closed: Saturdays, Sundays, holidays, and the recess at the end of the year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClosedDays {
    holidays: BTreeSet<Date>,
    years: BTreeSet<i16>,
    recesses: Vec<Recess>,
}

impl Clock {
    /// The last day of the term that runs from a day.
    ///
    /// `None` if the calendar does not reach that far, or if it is not known whether offices are open on the last day.
    pub fn last_day(self, from: Date, closed: &ClosedDays) -> Option<Date> {
        let nominal = self.nominal(from)?;
        if self.rolls { closed.next_open(nominal) } else { Some(nominal) }
    }

    /// The last day of the term before it moves for closed days.
    pub fn nominal(self, from: Date) -> Option<Date> {
        let days = self.days.checked_sub(i32::from(self.counts_first_day))?;
        super::add(from, super::Period { months: 0, days })
    }
}

impl Recess {
    fn holds(self, day: Date) -> bool {
        let today = (day.month(), day.day());
        match self.first <= self.last {
            true => self.first <= today && today <= self.last,
            false => self.first <= today || today <= self.last,
        }
    }
}

impl ClosedDays {
    /// Closed days from the holidays of whole years; a year without a single one is a year of which nothing is known.
    pub fn new(holidays: impl IntoIterator<Item = Date>, recesses: Vec<Recess>) -> Self {
        let holidays: BTreeSet<Date> = holidays.into_iter().collect();
        let years = holidays.iter().map(|day| day.year()).collect();
        Self { holidays, years, recesses }
    }

    /// Whether offices are closed on a day; `None` if the holidays of its year are not known and nothing else tells.
    pub fn is_closed(&self, day: Date) -> Option<bool> {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if weekend || self.holidays.contains(&day) || self.recesses.iter().any(|recess| recess.holds(day)) {
            return Some(true);
        }
        self.years.contains(&day.year()).then_some(false)
    }

    /// The day itself if offices are open on it, else the next on which they are.
    pub fn next_open(&self, day: Date) -> Option<Date> {
        let mut day = day;
        while self.is_closed(day)? {
            day = day.tomorrow().ok()?;
        }
        Some(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const YEAR_END: Recess = Recess { first: (12, 29), last: (1, 3) };

    fn closed() -> ClosedDays {
        let holidays = [date(2026, 4, 29), date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6), date(2027, 1, 1)];
        ClosedDays::new(holidays, vec![YEAR_END])
    }

    fn final_report(days: i32) -> Clock {
        Clock { days, counts_first_day: true, rolls: true }
    }

    #[test]
    fn the_first_day_is_day_one_or_day_zero() {
        let clock = |counts_first_day| Clock { days: 5, counts_first_day, rolls: false };
        assert_eq!(clock(true).last_day(date(2026, 3, 2), &closed()), Some(date(2026, 3, 6)));
        assert_eq!(clock(false).last_day(date(2026, 3, 2), &closed()), Some(date(2026, 3, 7)));
    }

    #[test]
    fn a_term_that_ends_on_closed_days_ends_after_them() {
        for (from, days, last) in [
            (date(2026, 3, 2), 30, date(2026, 3, 31)),
            (date(2026, 3, 2), 60, date(2026, 4, 30)),
            (date(2026, 12, 1), 30, date(2027, 1, 4)),
            (date(2026, 12, 1), 60, date(2027, 1, 29)),
            (date(2026, 4, 3), 30, date(2026, 5, 7)),
        ] {
            assert_eq!(final_report(days).last_day(from, &closed()), Some(last), "{from} {days}");
        }
    }

    #[test]
    fn of_a_year_without_holidays_only_weekends_and_the_recess_are_known() {
        assert_eq!(closed().is_closed(date(2030, 6, 3)), None);
        assert_eq!(closed().is_closed(date(2030, 6, 2)), Some(true));
        assert_eq!(closed().is_closed(date(2030, 12, 31)), Some(true));
        assert_eq!(closed().next_open(date(2030, 6, 1)), None);
        assert_eq!(final_report(30).last_day(date(2030, 6, 3), &closed()), None);
        let stays = Clock { rolls: false, ..final_report(30) };
        assert_eq!(stays.last_day(date(2030, 6, 3), &closed()), Some(date(2030, 7, 2)));
    }

    proptest! {
        #[test]
        fn a_term_ends_on_the_first_open_day_from_its_nominal_end(offset in 0i32..700, days in 1i32..90) {
            let from = crate::calendar::add(date(2026, 1, 1), crate::calendar::Period { months: 0, days: offset });
            let from = from.unwrap();
            let (clock, closed) = (final_report(days), closed());
            let nominal = clock.nominal(from).unwrap();
            prop_assert_eq!((nominal - from).get_days() + 1, days);
            if let Some(last) = clock.last_day(from, &closed) {
                prop_assert!(nominal <= last);
                prop_assert_eq!(closed.is_closed(last), Some(false));
                let mut day = nominal;
                while day < last {
                    prop_assert_eq!(closed.is_closed(day), Some(true));
                    day = day.tomorrow().unwrap();
                }
            }
        }

        #[test]
        fn nothing_panics(days: i32, year in -9999i16..9999) {
            let from = date(year, 6, 15);
            for counts_first_day in [true, false] {
                let _ = Clock { days, counts_first_day, rolls: true }.last_day(from, &closed());
            }
        }
    }
}
