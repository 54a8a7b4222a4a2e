//! Faults: why an expression that loads cannot be computed over certain facts.

use super::span::Span;
use crate::language::Text;
use crate::text;
use std::ops::Range;

/// Why a value could not be computed; always the pack's mistake, never the inventory's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvalError {
    /// Where, in bytes of the expression's source.
    pub span: Range<usize>,
    /// What went wrong.
    pub message: Text,
}

/// A fault and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fault {
    /// What went wrong.
    pub kind: FaultKind,
    /// Where.
    pub span: Span,
}

/// What can go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// A whole number does not fit.
    Overflow,
    /// Division by zero.
    DivisionByZero,
    /// A date or a length of time does not exist.
    Calendar,
    /// A list has no element with that number.
    Index(i64),
    /// A deadline or a clock is not in force on the day of the law.
    Deadline,
    /// The holidays of a year are not in the catalog.
    Holidays,
    /// A value is none where one is needed, or a variable is not bound.
    NoValue,
    /// The work limit is reached.
    Limit,
}

impl Fault {
    /// The error as its reader sees it.
    pub fn error(self) -> EvalError {
        let message = match self.kind {
            FaultKind::Overflow => text!(ja: "整数の範囲を超えた", en: "a whole number is out of range"),
            FaultKind::DivisionByZero => text!(ja: "0 で割った", en: "division by zero"),
            FaultKind::Calendar => text!(ja: "暦にない日付になった", en: "a date is out of range"),
            FaultKind::Index(index) => {
                text!(ja: "一覧に {index} 番目（0 から数える）がない", en: "the list has no element {index}")
            }
            FaultKind::Deadline => {
                text!(ja: "基準日にこの期限は効力がない", en: "this deadline is not in force on the as-of date")
            }
            FaultKind::Holidays => text!(
                ja: "末日の年の休日がルール集にない",
                en: "the catalog has no holidays for the year of the last day"
            ),
            FaultKind::NoValue => text!(ja: "値がない", en: "there is no value"),
            FaultKind::Limit => text!(ja: "計算量の上限に達した", en: "the work limit is reached"),
        };
        EvalError { span: self.span.range(), message }
    }
}
