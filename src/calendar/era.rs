//! Eras (元号): reading and writing dates in the Japanese calendar.

use super::{DateProblem, plain};
use crate::language::Language;
use jiff::civil::{Date, date};

/// One era.
pub(super) struct Era {
    /// 令和.
    pub name: &'static str,
    /// R.
    letter: char,
    /// The common year of its first year (元年).
    pub first_year: i16,
    /// First day in the common calendar.
    pub first: Date,
    /// Last day; two eras share the day of change up to Shōwa.
    pub last: Option<Date>,
}

/// From Meiji on. Meiji begins with its sixth year, when Japan took the common calendar.
pub(super) static ERAS: [Era; 5] = [
    Era { name: "明治", letter: 'M', first_year: 1868, first: date(1873, 1, 1), last: Some(date(1912, 7, 30)) },
    Era { name: "大正", letter: 'T', first_year: 1912, first: date(1912, 7, 30), last: Some(date(1926, 12, 25)) },
    Era { name: "昭和", letter: 'S', first_year: 1926, first: date(1926, 12, 25), last: Some(date(1989, 1, 7)) },
    Era { name: "平成", letter: 'H', first_year: 1989, first: date(1989, 1, 8), last: Some(date(2019, 4, 30)) },
    Era { name: "令和", letter: 'R', first_year: 2019, first: date(2019, 5, 1), last: None },
];

impl Era {
    /// The outside-the-era problem.
    pub(super) fn outside(&self, instead: Option<String>) -> DateProblem {
        DateProblem::OutsideEra { era: self.name, first: self.first, last: self.last, instead }
    }
}

/// A date as a reader of that language writes it: 令和7年3月31日, 2025-03-31.
pub fn day(date: Date, language: Language) -> String {
    match language {
        Language::Ja => era(date),
        Language::En => date.to_string(),
    }
}

/// Writes a date in its era: 令和7年3月31日, 令和元年5月1日; without an era in common years.
pub fn era(date: Date) -> String {
    let (month, day) = (date.month(), date.day());
    match ERAS.iter().rev().find(|era| era.first <= date) {
        Some(era) => format!("{}{}年{month}月{day}日", era.name, year_in_era(era, date.year().into())),
        None => format!("{}年{month}月{day}日", date.year()),
    }
}

/// The number of a common year in an era; the first is 元.
pub(super) fn year_in_era(era: &Era, year: i64) -> String {
    match year - i64::from(era.first_year) + 1 {
        1 => "元".to_owned(),
        number => number.to_string(),
    }
}

/// Reads a day: 2025-03-31, 2025/3/31, 2025年3月31日, 令和7年3月31日, 令和元年5月1日, R7.3.31, Ｒ７．３．３１, ㋿7年3月31日.
///
/// # Errors
/// It is no date, not a day of the calendar, or outside its era.
pub fn parse_date(text: &str) -> Result<Date, DateProblem> {
    let plain = plain(text).ok_or(DateProblem::Form)?;
    let mut reader = Reader { rest: &plain };
    let era = reader.era();
    let year = reader.year(era.is_some()).ok_or(DateProblem::Form)?;
    let separator = reader.next().ok_or(DateProblem::Form)?;
    if separator == '年' && matches!(reader.rest, "" | "度") {
        return Err(DateProblem::NoDay);
    }
    let month = reader.number(2).ok_or(DateProblem::Form)?;
    let kanji = separator == '年';
    match reader.next() {
        Some('月') if kanji && reader.rest.is_empty() => return Err(DateProblem::NoDay),
        Some('月') if kanji => {}
        Some(second) if second == separator && matches!(second, '-' | '/' | '.') => {}
        _ => return Err(DateProblem::Form),
    }
    let day = reader.number(2).ok_or(DateProblem::Form)?;
    let closed = !kanji || reader.next() == Some('日');
    if !kanji && reader.rest.starts_with(['T', 't', ' ']) && reader.rest[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return Err(DateProblem::Time);
    }
    if !closed || !reader.rest.is_empty() {
        return Err(DateProblem::Form);
    }
    day_in(era, year, month, day)
}

fn day_in(era: Option<&Era>, year: i16, month: i16, day: i16) -> Result<Date, DateProblem> {
    let common = era.map_or(year, |era| era.first_year + year - 1);
    let narrow = |number: i16| i8::try_from(number).map_err(|_| DateProblem::Impossible);
    let date = Date::new(common, narrow(month)?, narrow(day)?).map_err(|_| DateProblem::Impossible)?;
    match era {
        Some(found) if date < found.first => Err(found.outside(None)),
        Some(found) if found.last.is_some_and(|last| last < date) => Err(found.outside(Some(self::era(date)))),
        _ => Ok(date),
    }
}

/// What has not been read yet.
pub(super) struct Reader<'t> {
    /// The rest of the text.
    pub rest: &'t str,
}

impl Reader<'_> {
    /// The name or letter of an era, if it comes next.
    pub fn era(&mut self) -> Option<&'static Era> {
        let first = self.rest.chars().next()?.to_ascii_uppercase();
        for era in &ERAS {
            if let Some(rest) = self.rest.strip_prefix(era.name) {
                self.rest = rest.trim_start();
                return Some(era);
            }
            if first == era.letter {
                self.rest = self.rest[1..].trim_start();
                return Some(era);
            }
        }
        None
    }

    /// A year: 元 or up to two digits in an era, four digits outside.
    pub fn year(&mut self, in_era: bool) -> Option<i16> {
        if !in_era {
            let before = self.rest.len();
            let year = self.number(4)?;
            return (year >= 1000 && before - self.rest.len() >= 4).then_some(year);
        }
        if let Some(rest) = self.rest.strip_prefix('元') {
            self.rest = rest.trim_start();
            return Some(1);
        }
        self.number(2).filter(|year| *year > 0)
    }

    /// A number of at most so many digits.
    pub fn number(&mut self, digits: usize) -> Option<i16> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || length > digits {
            return None;
        }
        let (number, rest) = self.rest.split_at(length);
        // a space may stand before a word (令和 7 年), but a time of day follows a space too
        self.rest = match rest.trim_start() {
            word if word.starts_with(['年', '月', '日']) => word,
            _ => rest,
        };
        number.parse().ok()
    }

    /// The next character; spaces after 年 and 月 are skipped.
    pub fn next(&mut self) -> Option<char> {
        let next = self.rest.chars().next()?;
        self.rest = &self.rest[next.len_utf8()..];
        if matches!(next, '年' | '月' | '日' | '.') {
            self.rest = self.rest.trim_start();
        }
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_officers_write() {
        for (written, expected) in [
            ("2025-03-31", date(2025, 3, 31)),
            ("2025/3/31", date(2025, 3, 31)),
            ("2025.3.31", date(2025, 3, 31)),
            ("2025年3月31日", date(2025, 3, 31)),
            ("令和7年3月31日", date(2025, 3, 31)),
            ("令和 7年 3月31日", date(2025, 3, 31)),
            ("令和　７年　３月３１日", date(2025, 3, 31)),
            ("R7.3.31", date(2025, 3, 31)),
            ("r7.3.31", date(2025, 3, 31)),
            ("R7. 3.31", date(2025, 3, 31)),
            ("Ｒ７．３．３１", date(2025, 3, 31)),
            ("R07-03-31", date(2025, 3, 31)),
            ("H31/4/30", date(2019, 4, 30)),
            ("㋿8年3月31日", date(2026, 3, 31)),
            ("令和元年5月1日", date(2019, 5, 1)),
            ("R元.5.1", date(2019, 5, 1)),
            ("令和1年5月1日", date(2019, 5, 1)),
            ("平成元年1月8日", date(1989, 1, 8)),
            ("昭和64年1月7日", date(1989, 1, 7)),
            ("昭和元年12月25日", date(1926, 12, 25)),
            ("大正15年12月25日", date(1926, 12, 25)),
            ("大正元年7月30日", date(1912, 7, 30)),
            ("明治45年7月30日", date(1912, 7, 30)),
            ("明治6年1月1日", date(1873, 1, 1)),
            ("令和6年2月29日", date(2024, 2, 29)),
            (" 2025-03-31 ", date(2025, 3, 31)),
        ] {
            assert_eq!(parse_date(written), Ok(expected), "{written}");
        }
    }

    #[test]
    fn refuses_days_that_never_were() {
        for written in ["令和8年2月30日", "R7-13-1", "R7.2.29", "2025-02-29", "2025-00-10", "令和7年3月0日"] {
            assert_eq!(parse_date(written), Err(DateProblem::Impossible), "{written}");
        }
    }

    #[test]
    fn refuses_days_outside_their_era() {
        for (written, instead) in [
            ("平成31年5月1日", Some("令和元年5月1日")),
            ("昭和64年1月8日", Some("平成元年1月8日")),
            ("令和元年4月30日", None),
            ("明治5年12月3日", None),
        ] {
            let Err(DateProblem::OutsideEra { instead: found, .. }) = parse_date(written) else {
                panic!("{written}");
            };
            assert_eq!(found.as_deref(), instead, "{written}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for (written, problem) in [
            ("", DateProblem::Form),
            ("未定", DateProblem::Form),
            ("31", DateProblem::Form),
            ("7.3.31", DateProblem::Form),
            ("2025-3/31", DateProblem::Form),
            ("2025-03-31 ほか", DateProblem::Form),
            ("2025-03-31T10:00:00", DateProblem::Time),
            ("2025-03-3 1", DateProblem::Time),
            ("2025-03-31 10:00", DateProblem::Time),
            ("令和7年3月31", DateProblem::Form),
            ("令和7年3月31日頃", DateProblem::Form),
            ("令和7年3/31", DateProblem::Form),
            ("令和0年3月31日", DateProblem::Form),
            ("令和③年3月31日", DateProblem::Form),
            ("R７².3.31", DateProblem::Form),
            ("20250331", DateProblem::Form),
            ("0025-03-31", DateProblem::Form),
            ("令和7年度", DateProblem::NoDay),
            ("令和7年", DateProblem::NoDay),
            ("令和7年3月", DateProblem::NoDay),
        ] {
            assert_eq!(parse_date(written), Err(problem), "{written}");
        }
    }

    #[test]
    fn writes_eras() {
        for (day, expected) in [
            (date(2025, 3, 31), "令和7年3月31日"),
            (date(2019, 5, 1), "令和元年5月1日"),
            (date(2019, 4, 30), "平成31年4月30日"),
            (date(1989, 1, 7), "昭和64年1月7日"),
            (date(1926, 12, 25), "昭和元年12月25日"),
            (date(1872, 12, 31), "1872年12月31日"),
        ] {
            assert_eq!(era(day), expected);
        }
    }

    proptest! {
        #[test]
        fn every_day_survives_its_era(year in 1600i16..2118, month in 1i8..=12, day in 1i8..=28) {
            let day = date(year, month, day);
            prop_assert_eq!(parse_date(&era(day)), Ok(day));
            prop_assert_eq!(parse_date(&day.to_string()), Ok(day));
        }

        #[test]
        fn nothing_panics(text in "\\PC*") {
            let _ = parse_date(&text);
        }

        #[test]
        fn near_dates_do_not_panic(text in "[令和平成RHSTM元0-9０-９年月日度./ T-]{0,12}") {
            let _ = parse_date(&text);
        }
    }
}
