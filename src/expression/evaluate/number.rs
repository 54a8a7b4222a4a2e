//! Evaluation of arithmetic.

use super::super::fault::FaultKind;
use super::super::span::Span;
use super::super::tree::{Arithmetic, Term};
use super::bounds::Bounds;
use super::recorder::Recorder;
use super::scalar::Scalar;
use super::{Evaluated, Evaluator, Stop};
use crate::calendar::{Days, Period};
use jiff::civil::Date;

impl<'a, R: Recorder> Evaluator<'a, R> {
    /// `a + b`, …; both sides are evaluated whatever the first is, so that all that is missing is named.
    pub(super) fn arithmetic(
        &mut self,
        operator: Arithmetic,
        left: &'a Term,
        right: &'a Term,
        span: Span,
    ) -> Evaluated<Scalar<'a>> {
        let (a, b) = match (self.term(left), self.term(right)) {
            (Ok(a), Ok(b)) => (a, b),
            _ if self.exhausted => return Err(Stop::Error),
            (Err(Stop::Missing), _) | (_, Err(Stop::Missing)) => return Err(Stop::Missing),
            _ => return Err(Stop::Error),
        };
        match (a, b) {
            (Scalar::Int(a), Scalar::Int(b)) => self.whole(operator, a, b, span),
            (Scalar::Double(a), Scalar::Double(b)) => Ok(Scalar::Double(double(operator, a, b))),
            (Scalar::Date(a), Scalar::Date(b)) => Ok(Scalar::Int(days_between(b, a))),
            (days, Scalar::Span(period)) | (Scalar::Span(period), days) => self.shift(operator, days, period, span),
            (a, b) => match (a.bounds().zip(b.bounds()), a.days().zip(b.days())) {
                (Some((a, b)), _) => self.bounded(operator, a, b, span),
                (None, Some((a, b))) => Ok(Scalar::bounded(between(b, a))),
                (None, None) => self.fail(FaultKind::NoValue, span),
            },
        }
    }

    fn whole(&mut self, operator: Arithmetic, a: i64, b: i64, span: Span) -> Evaluated<Scalar<'a>> {
        let outcome = match operator {
            Arithmetic::Add => a.checked_add(b),
            Arithmetic::Subtract => a.checked_sub(b),
            Arithmetic::Multiply => a.checked_mul(b),
            Arithmetic::Divide | Arithmetic::Remainder if b == 0 => {
                return self.fail(FaultKind::DivisionByZero, span);
            }
            Arithmetic::Divide => a.checked_div(b),
            Arithmetic::Remainder => a.checked_rem(b),
        };
        match outcome {
            Some(value) => Ok(Scalar::Int(value)),
            None => self.fail(FaultKind::Overflow, span),
        }
    }

    /// Arithmetic on numbers of which at least one is not known exactly.
    fn bounded(&mut self, operator: Arithmetic, a: Bounds, b: Bounds, span: Span) -> Evaluated<Scalar<'a>> {
        let outcome = match operator {
            Arithmetic::Add => a.add(b),
            Arithmetic::Subtract => a.subtract(b),
            Arithmetic::Multiply => a.multiply(b),
            Arithmetic::Divide | Arithmetic::Remainder if b.exact() == Some(0) => {
                return self.fail(FaultKind::DivisionByZero, span);
            }
            Arithmetic::Divide => match a.divide(b) {
                Some(outcome) => outcome,
                None => return Err(Stop::Missing),
            },
            Arithmetic::Remainder => return Err(Stop::Missing),
        };
        match outcome {
            Ok(bounds) => Ok(Scalar::bounded(bounds)),
            Err(_) => self.fail(FaultKind::Overflow, span),
        }
    }

    fn shift(&mut self, operator: Arithmetic, days: Scalar<'a>, period: Period, span: Span) -> Evaluated<Scalar<'a>> {
        let Some(days) = days.days() else { return self.fail(FaultKind::NoValue, span) };
        let period = match operator {
            Arithmetic::Subtract => period.months.checked_neg().zip(period.days.checked_neg()),
            _ => Some((period.months, period.days)),
        };
        match period.and_then(|(months, more)| days.later(Period { months, days: more })) {
            Some(days) => Ok(days.exact().map_or(Scalar::Days(days), Scalar::Date)),
            None => self.fail(FaultKind::Calendar, span),
        }
    }

    /// `-a`
    pub(super) fn negate(&mut self, term: &'a Term, span: Span) -> Evaluated<Scalar<'a>> {
        let outcome = match self.term(term)? {
            Scalar::Double(value) => return Ok(Scalar::Double(-value)),
            other => other.bounds().map(Bounds::negate),
        };
        match outcome {
            Some(Ok(bounds)) => Ok(Scalar::bounded(bounds)),
            Some(Err(_)) => self.fail(FaultKind::Overflow, span),
            None => self.fail(FaultKind::NoValue, span),
        }
    }
}

fn double(operator: Arithmetic, a: f64, b: f64) -> f64 {
    match operator {
        Arithmetic::Add => a + b,
        Arithmetic::Subtract => a - b,
        Arithmetic::Multiply => a * b,
        Arithmetic::Divide => a / b,
        Arithmetic::Remainder => a % b,
    }
}

/// Days from one day to another, each known only as one of several.
fn between(from: Days, to: Days) -> Bounds {
    Bounds::new(Some(days_between(from.last, to.first)), Some(days_between(from.first, to.last)))
}

/// Days from one date to another.
fn days_between(from: Date, to: Date) -> i64 {
    const DAY: i64 = 24 * 60 * 60;
    to.duration_since(from).as_secs() / DAY
}
