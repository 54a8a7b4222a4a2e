//! The calendar: dates, fiscal years, terms in days and numbers as municipal officers write and count them.
//!
//! Only days exist here, never a time of day and never "now". What is written may be full-width, in an era (和暦) or in
//! the common calendar; it is read strictly, so that a day which never was (平成31年5月1日, 令和8年2月30日) is refused and
//! not silently moved.

mod clock;
mod days;
mod era;
mod fiscal;
mod number;
mod problem;

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

pub use clock::{Clock, ClosedDays, Recess};
pub use days::{Days, parse_days};
pub use era::{day, era, parse_date};
pub use fiscal::{Period, add, era_year, fiscal_year, parse_year, year_end, year_name, year_start};
pub use number::{NumberProblem, parse_integer, parse_number};
pub use problem::DateProblem;

/// The text in its compatibility form (NFKC), trimmed; `None` if that would make a digit out of what is not one (① or ²).
fn plain(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    if text.is_ascii() {
        return Some(Cow::Borrowed(text));
    }
    let disguised =
        |c: char| !c.is_ascii() && !('０'..='９').contains(&c) && std::iter::once(c).nfkc().any(|n| n.is_ascii_digit());
    if text.chars().any(disguised) {
        return None;
    }
    Some(Cow::Owned(text.nfkc().collect::<String>().trim().to_owned()))
}
