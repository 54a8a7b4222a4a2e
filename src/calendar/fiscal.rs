//! Fiscal years (会計年度), April to March, and lengths of time on the calendar.

use super::era::{ERAS, Reader, year_in_era};
use super::{DateProblem, plain};
use crate::language::Language;
use jiff::Span;
use jiff::civil::{Date, date};

/// A length of time on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Whole months (a year is twelve).
    pub months: i32,
    /// Days on top.
    pub days: i32,
}

/// The fiscal year in which a day lies, by the common year in which it begins.
pub fn fiscal_year(day: Date) -> i64 {
    let year = i64::from(day.year());
    if day.month() >= 4 { year } else { year - 1 }
}

/// 1 April of a fiscal year.
pub fn year_start(year: i64) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, 4, 1).ok()
}

/// 31 March at the end of a fiscal year.
pub fn year_end(year: i64) -> Option<Date> {
    Date::new(i16::try_from(year.checked_add(1)?).ok()?, 3, 31).ok()
}

/// The day that lies a period later; months first, a day that a shorter month lacks becomes its last.
pub fn add(day: Date, period: Period) -> Option<Date> {
    let span = Span::new().try_months(period.months).and_then(|span| span.try_days(period.days)).ok()?;
    day.checked_add(span).ok()
}

/// Writes a fiscal year in the era that named it last: 令和7年度, 令和元年度 for 2019.
pub fn era_year(year: i64) -> String {
    match ERAS.iter().rev().find(|era| i64::from(era.first_year) <= year) {
        Some(era) => format!("{}{}年度", era.name, year_in_era(era, year)),
        None => format!("{year}年度"),
    }
}

/// A fiscal year as a reader of that language writes it: 令和7年度, 2025.
pub fn year_name(year: i64, language: Language) -> String {
    match language {
        Language::Ja => era_year(year),
        Language::En => year.to_string(),
    }
}

/// Reads a fiscal year: 令和7年度, 令和元年度, 平成31年度 (2019), R7, R7年度, 2025, 2025年度, ２０２５.
///
/// # Errors
/// It is no fiscal year, a calendar year (令和7年), or one that its era did not reach.
pub fn parse_year(text: &str) -> Result<i64, DateProblem> {
    let plain = plain(text).ok_or(DateProblem::YearForm)?;
    let mut reader = Reader { rest: &plain };
    let era = reader.era();
    let year = reader.year(era.is_some()).ok_or(DateProblem::YearForm)?;
    match (reader.next(), reader.rest) {
        (None, "") => {}
        (Some('年'), "度") => {}
        (Some('年'), "") => return Err(DateProblem::CalendarYear),
        _ => return Err(DateProblem::YearForm),
    }
    let Some(era) = era else {
        return Ok(year.into());
    };
    let common = era.first_year + year - 1;
    let ended = era.last.is_some_and(|last| last < date(common, 4, 1));
    if ended {
        return Err(era.outside(Some(era_year(common.into()))));
    }
    Ok(common.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_fiscal_years() {
        for (written, expected) in [
            ("2025", 2025),
            ("２０２５", 2025),
            ("2025年度", 2025),
            ("令和7年度", 2025),
            ("令和　７年度", 2025),
            ("令和元年度", 2019),
            ("平成31年度", 2019),
            ("R7", 2025),
            ("R7年度", 2025),
            ("昭和63年度", 1988),
        ] {
            assert_eq!(parse_year(written), Ok(expected), "{written}");
        }
    }

    #[test]
    fn refuses_what_is_no_fiscal_year() {
        for (written, problem) in [
            ("", DateProblem::YearForm),
            ("令和", DateProblem::YearForm),
            ("7", DateProblem::YearForm),
            ("20255", DateProblem::YearForm),
            ("2025-2026", DateProblem::YearForm),
            ("令和7年度末", DateProblem::YearForm),
            ("令和7年", DateProblem::CalendarYear),
            ("2025年", DateProblem::CalendarYear),
        ] {
            assert_eq!(parse_year(written), Err(problem), "{written}");
        }
        let Err(problem) = parse_year("平成32年度") else {
            panic!("the era had ended");
        };
        assert_eq!(problem.help().ja, "令和2年度 と書きます");
    }

    #[test]
    fn years_run_from_april_to_march() {
        assert_eq!(fiscal_year(date(2025, 3, 31)), 2024);
        assert_eq!(fiscal_year(date(2025, 4, 1)), 2025);
        assert_eq!(year_start(2025), Some(date(2025, 4, 1)));
        assert_eq!(year_end(2025), Some(date(2026, 3, 31)));
        assert_eq!(year_end(i64::MAX), None);
        assert_eq!(year_start(99_999), None);
    }

    #[test]
    fn adds_periods() {
        let period = |months, days| Period { months, days };
        assert_eq!(add(date(2024, 1, 31), period(1, 0)), Some(date(2024, 2, 29)));
        assert_eq!(add(date(2024, 2, 29), period(12, 0)), Some(date(2025, 2, 28)));
        assert_eq!(add(date(2024, 1, 31), period(1, 1)), Some(date(2024, 3, 1)));
        assert_eq!(add(date(2024, 3, 31), period(-1, 0)), Some(date(2024, 2, 29)));
        assert_eq!(add(date(2024, 3, 31), period(i32::MAX, 0)), None);
    }

    proptest! {
        #[test]
        fn every_year_survives_its_era(year in 1873i64..2110) {
            prop_assert_eq!(parse_year(&era_year(year)), Ok(year));
            prop_assert_eq!(parse_year(&year.to_string()), Ok(year));
            prop_assert_eq!(year_start(year).map(fiscal_year), Some(year));
            prop_assert_eq!(year_end(year).map(fiscal_year), Some(year));
        }

        #[test]
        fn nothing_panics(text in "[令和平成RHSTM元0-9０-９年月日度./ -]{0,10}", months: i32, days: i32) {
            let _ = parse_year(&text);
            let _ = add(date(2025, 4, 1), Period { months, days });
        }
    }
}
