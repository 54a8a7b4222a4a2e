//! Days as numbers, so that a schedule can add and compare them.

use jiff::civil::Date;
use jiff::{Span, Unit};

/// A day, counted from 1 January 1970.
pub type Day = i64;

/// No estimate is longer than this many days; what is written beyond it is taken for a slip of the pen.
pub const LONGEST: i64 = 36_525;

const ORIGIN: Date = jiff::civil::date(1970, 1, 1);

/// The number of a date.
pub fn day(date: Date) -> Day {
    date.since((Unit::Day, ORIGIN)).map_or(0, |span| i64::from(span.get_days()))
}

/// The date of a number; `None` beyond the calendar.
pub fn date(day: Day) -> Option<Date> {
    let span = Span::new().try_days(day).ok()?;
    ORIGIN.checked_add(span).ok()
}

#[cfg(test)]
mod tests {
    use super::{date, day};

    #[test]
    fn numbers_and_dates_are_the_same_thing() {
        for text in ["1970-01-01", "2026-03-31", "2024-02-29", "0001-01-01", "9999-12-31", "1868-10-23"] {
            let written: jiff::civil::Date = text.parse().unwrap();
            assert_eq!(date(day(written)), Some(written), "{text}");
        }
        assert_eq!(date(i64::MAX), None);
    }
}
