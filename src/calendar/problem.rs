//! Why a text is no date or fiscal year, said to the person who wrote it.

use crate::language::Text;
use crate::text;
use jiff::civil::Date;

/// Why a text is no date, or no fiscal year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateProblem {
    /// It is not written as a date.
    Form,
    /// It is a fiscal year or a month, where a day is needed.
    NoDay,
    /// It ends before it begins.
    Backwards,
    /// It carries a time of day.
    Time,
    /// There is no such day in the calendar: month 13, 30 February.
    Impossible,
    /// The era had ended, or not yet begun.
    OutsideEra {
        /// Name of the era.
        era: &'static str,
        /// Its first day.
        first: Date,
        /// Its last day.
        last: Option<Date>,
        /// The same day or year as it should be written, if it can be said.
        instead: Option<String>,
    },
    /// It is not written as a fiscal year.
    YearForm,
    /// It is a calendar year (令和7年), where a fiscal year (令和7年度) is needed.
    CalendarYear,
}

impl DateProblem {
    /// What is wrong with `written`.
    pub fn message(&self, written: &str) -> Text {
        match self {
            DateProblem::Form => text!(ja: "`{written}` は日付として読めない", en: "`{written}` is not a date"),
            DateProblem::NoDay => text!(ja: "`{written}` には日がない", en: "`{written}` names no day"),
            DateProblem::Backwards => {
                text!(ja: "`{written}` は終わりが始まりより前にある", en: "`{written}` ends before it begins")
            }
            DateProblem::Time => text!(ja: "`{written}` に時刻がある", en: "`{written}` carries a time of day"),
            DateProblem::Impossible => {
                text!(ja: "`{written}` という日は暦にない", en: "`{written}` is not a day of the calendar")
            }
            DateProblem::OutsideEra { era, .. } => {
                text!(ja: "`{written}` は{era}の期間の外にある", en: "`{written}` lies outside the era {era}")
            }
            DateProblem::YearForm => {
                text!(ja: "`{written}` は年度として読めない", en: "`{written}` is not a fiscal year")
            }
            DateProblem::CalendarYear => {
                text!(ja: "`{written}` は暦年で、年度ではない", en: "`{written}` is a calendar year, not a fiscal year")
            }
        }
    }

    /// How to write it.
    pub fn help(&self) -> Text {
        match self {
            DateProblem::Form | DateProblem::NoDay | DateProblem::Impossible => text!(
                ja: "2025-03-31、令和7年3月31日、R7.3.31 のように実在する日を書きます",
                en: "write a real day, such as 2025-03-31, 令和7年3月31日 or R7.3.31"
            ),
            DateProblem::Backwards => text!(ja: "早い方を先に書きます", en: "write the earlier one first"),
            DateProblem::Time => text!(ja: "日付だけを書きます", en: "write the date alone"),
            DateProblem::OutsideEra { era, first, last, instead } => outside(era, *first, *last, instead.as_deref()),
            DateProblem::YearForm | DateProblem::CalendarYear => text!(
                ja: "2025、R7、令和7年度 のように書きます",
                en: "write it as 2025, R7 or 令和7年度"
            ),
        }
    }
}

fn outside(era: &str, first: Date, last: Option<Date>, instead: Option<&str>) -> Text {
    if let Some(instead) = instead {
        return text!(ja: "{instead} と書きます", en: "write {instead}");
    }
    match last {
        Some(last) => text!(
            ja: "{era}は {first} から {last} までです",
            en: "{era} runs from {first} to {last}"
        ),
        None => text!(ja: "{era}は {first} からです", en: "{era} begins on {first}"),
    }
}
