//! Days that are known only as lying in a month, a year, or between two days: plans say 令和7年3月, and no more.

use super::era::{ERAS, Reader, year_in_era};
use super::{
    DateProblem, Period, add, day, era, fiscal_year, parse_date, parse_year, plain, year_end, year_name, year_start,
};
use crate::language::Language;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A stretch of days, one of which is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Days {
    /// No earlier than this.
    pub first: Date,
    /// No later than this.
    pub last: Date,
}

impl From<Date> for Days {
    fn from(day: Date) -> Self {
        Self { first: day, last: day }
    }
}

impl Days {
    /// The days of a month.
    fn of_month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self { first, last: first.last_of_month() })
    }

    /// The days of a calendar year.
    fn of_calendar_year(year: i16) -> Option<Self> {
        Some(Self { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
    }

    /// The days of a fiscal year.
    pub fn of_year(year: i64) -> Option<Self> {
        Some(Self { first: year_start(year)?, last: year_end(year)? })
    }

    /// The day, if there is but one.
    pub fn exact(self) -> Option<Date> {
        (self.first == self.last).then_some(self.first)
    }

    /// The days that are among both.
    pub fn meet(self, other: Self) -> Option<Self> {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        (first <= last).then_some(Self { first, last })
    }

    /// The same stretch, later by a period.
    pub fn later(self, period: Period) -> Option<Self> {
        Some(Self { first: add(self.first, period)?, last: add(self.last, period)? })
    }

    /// As a sentence has it: 令和7年3月（日は不明）, 令和7年度（月日は不明）; a day alone as a day.
    pub fn name(self, language: Language) -> String {
        let lacks = match (self.length(), language) {
            (Length::Month, Language::Ja) => "（日は不明）",
            (Length::FiscalYear | Length::CalendarYear, Language::Ja) => "（月日は不明）",
            (Length::Month | Length::FiscalYear | Length::CalendarYear, Language::En) => " (day not known)",
            (Length::Day, _) => "",
            (Length::Other, Language::Ja) => "のいずれかの日",
            (Length::Other, Language::En) => " (day not known)",
        };
        format!("{}{lacks}", self.period(language))
    }

    /// The stretch itself: 令和7年3月, 令和7年度, 令和元年10月1日から令和元年11月30日まで.
    pub fn period(self, language: Language) -> String {
        let Days { first, last } = self;
        match (self.length(), language) {
            (Length::Day, _) => day(first, language),
            (Length::Month, Language::Ja) => era_month(first),
            (Length::Month, Language::En) => iso_month(first),
            (Length::FiscalYear, Language::Ja) => year_name(fiscal_year(first), language),
            (Length::FiscalYear, Language::En) => format!("FY{}", fiscal_year(first)),
            (Length::CalendarYear, Language::Ja) => format!("{}年", first.year()),
            (Length::CalendarYear, Language::En) => first.year().to_string(),
            (Length::Other, Language::Ja) => format!("{}から{}まで", era(first), era(last)),
            (Length::Other, Language::En) => format!("{first} to {last}"),
        }
    }

    /// As machines and inventories write it; [`parse_days`] reads it back.
    pub fn written(self) -> String {
        let Days { first, last } = self;
        match self.length() {
            Length::Day => first.to_string(),
            Length::Month => iso_month(first),
            Length::FiscalYear => format!("{}年度", fiscal_year(first)),
            Length::CalendarYear => format!("{}年", first.year()),
            Length::Other => format!("{first}/{last}"),
        }
    }

    fn length(self) -> Length {
        let Days { first, last } = self;
        if first == last {
            Length::Day
        } else if Self::of_month(first.year(), first.month()) == Some(self) {
            Length::Month
        } else if Self::of_year(fiscal_year(first)) == Some(self) {
            Length::FiscalYear
        } else if Self::of_calendar_year(first.year()) == Some(self) {
            Length::CalendarYear
        } else {
            Length::Other
        }
    }
}

/// What a stretch is on the calendar.
enum Length {
    Day,
    Month,
    FiscalYear,
    CalendarYear,
    Other,
}

fn iso_month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// 令和7年3月.
fn era_month(first: Date) -> String {
    let (year, month) = (first.year(), first.month());
    // the month in which an era begins is called by that era: 令和元年5月
    match ERAS.iter().rev().find(|era| era.first <= first.last_of_month()) {
        Some(era) => format!("{}{}年{month}月", era.name, year_in_era(era, year.into())),
        None => format!("{year}年{month}月"),
    }
}

/// Reads a day, or as much of it as is known: 令和7年3月, 2025年3月, R7.3, 2025-03, 2025/3; 令和7年度; 令和7年, 2025年; two of
/// them with 〜 or, in ISO form, a slash between them.
///
/// # Errors
/// It is none of these, not in the calendar, outside its era, or ends before it begins.
pub fn parse_days(text: &str) -> Result<Days, DateProblem> {
    match single(text) {
        Ok(days) => Ok(days),
        Err(problem) => match parts(text).map(|(from, to)| (single(from), single(to))) {
            Some((Ok(from), Ok(to))) if from.first <= to.last => Ok(Days { first: from.first, last: to.last }),
            Some((Ok(_), Ok(_))) => Err(DateProblem::Backwards),
            Some((Err(problem), _) | (_, Err(problem))) if problem != DateProblem::Form => Err(problem),
            _ => Err(problem),
        },
    }
}

fn parts(text: &str) -> Option<(&str, &str)> {
    text.split_once(['〜', '～'])
        .or_else(|| text.split_once('/').filter(|(from, to)| from.contains('-') && to.contains('-')))
}

fn single(text: &str) -> Result<Days, DateProblem> {
    match parse_date(text) {
        Ok(day) => Ok(day.into()),
        Err(DateProblem::NoDay | DateProblem::Form) => month_or_year(text),
        Err(problem) => Err(problem),
    }
}

fn month_or_year(text: &str) -> Result<Days, DateProblem> {
    if text.trim().ends_with("年度") {
        return Days::of_year(parse_year(text)?).ok_or(DateProblem::Impossible);
    }
    let plain = plain(text).ok_or(DateProblem::Form)?;
    let mut reader = Reader { rest: &plain };
    let era = reader.era();
    let year = reader.year(era.is_some()).ok_or(DateProblem::Form)?;
    let common = era.map_or(year, |era| era.first_year + year - 1);
    let days = match (reader.next().ok_or(DateProblem::Form)?, reader.rest) {
        ('年', "") => Days::of_calendar_year(common),
        (separator @ ('年' | '-' | '/' | '.'), _) => {
            let month = reader.number(2).ok_or(DateProblem::Form)?;
            match (separator, reader.rest) {
                ('年', "月") | ('-' | '/' | '.', "") => {}
                _ => return Err(DateProblem::Form),
            }
            i8::try_from(month).ok().and_then(|month| Days::of_month(common, month))
        }
        _ => return Err(DateProblem::Form),
    };
    let Days { first, last } = days.ok_or(DateProblem::Impossible)?;
    let Some(era) = era else { return Ok(Days { first, last }) };
    // 令和元年 begins in May, 平成31年 ends in April
    let (first, last) = (first.max(era.first), era.last.map_or(last, |end| last.min(end)));
    if first <= last { Ok(Days { first, last }) } else { Err(era.outside(None)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn days(first: (i16, i8, i8), last: (i16, i8, i8)) -> Days {
        Days { first: date(first.0, first.1, first.2), last: date(last.0, last.1, last.2) }
    }

    #[test]
    fn reads_as_much_of_a_day_as_is_written() {
        let march = days((2025, 3, 1), (2025, 3, 31));
        let year = days((2025, 4, 1), (2026, 3, 31));
        for (written, expected) in [
            ("2025-03-31", days((2025, 3, 31), (2025, 3, 31))),
            ("令和7年3月", march),
            ("令和 7年 3月", march),
            ("Ｒ７．３", march),
            ("R7.3", march),
            ("2025年3月", march),
            ("2025-03", march),
            ("2025/3", march),
            ("令和7年度", year),
            ("2025年度", year),
            ("2025年", days((2025, 1, 1), (2025, 12, 31))),
            ("令和7年", days((2025, 1, 1), (2025, 12, 31))),
            ("令和元年", days((2019, 5, 1), (2019, 12, 31))),
            ("平成31年", days((2019, 1, 1), (2019, 4, 30))),
            ("令和元年10月〜令和元年11月", days((2019, 10, 1), (2019, 11, 30))),
            ("令和元年10月1日～令和元年11月", days((2019, 10, 1), (2019, 11, 30))),
            ("2019-10-01/2019-11-15", days((2019, 10, 1), (2019, 11, 15))),
            ("2024-02", days((2024, 2, 1), (2024, 2, 29))),
        ] {
            assert_eq!(parse_days(written), Ok(expected), "{written}");
        }
    }

    #[test]
    fn refuses_what_is_no_stretch_of_days() {
        for (written, problem) in [
            ("", DateProblem::Form),
            ("未定", DateProblem::Form),
            ("令和7年13月", DateProblem::Impossible),
            ("令和7年3月頃", DateProblem::Form),
            ("7.3", DateProblem::Form),
            ("2025-02-30", DateProblem::Impossible),
            ("令和7年3月〜令和7年2月", DateProblem::Backwards),
            ("2025", DateProblem::Form),
        ] {
            assert_eq!(parse_days(written), Err(problem), "{written}");
        }
        assert!(matches!(parse_days("平成31年5月"), Err(DateProblem::OutsideEra { .. })));
    }

    #[test]
    fn reads_in_a_sentence() {
        for (written, ja, en) in [
            ("2025-03", "令和7年3月（日は不明）", "2025-03 (day not known)"),
            ("2019-05", "令和元年5月（日は不明）", "2019-05 (day not known)"),
            ("令和7年度", "令和7年度（月日は不明）", "FY2025 (day not known)"),
            ("令和7年", "2025年（月日は不明）", "2025 (day not known)"),
            ("令和7年3月31日", "令和7年3月31日", "2025-03-31"),
            (
                "2019-10/2019-11",
                "令和元年10月1日から令和元年11月30日までのいずれかの日",
                "2019-10-01 to 2019-11-30 (day not known)",
            ),
        ] {
            let days = parse_days(written).unwrap();
            assert_eq!((days.name(Language::Ja).as_str(), days.name(Language::En).as_str()), (ja, en));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(first in 0i32..90_000, length in 0i32..900) {
            let first = add(date(1873, 1, 1), Period { months: 0, days: first }).unwrap();
            let last = add(first, Period { months: 0, days: length }).unwrap();
            let days = Days { first, last };
            prop_assert_eq!(parse_days(&days.written()), Ok(days));
            let month = Days::of_month(first.year(), first.month()).unwrap();
            prop_assert_eq!(parse_days(&month.written()), Ok(month));
        }

        #[test]
        fn nothing_panics(text in "[令和平成RHSTM元0-9０-９年月日度./ 〜-]{0,16}") {
            let _ = parse_days(&text);
        }
    }
}
