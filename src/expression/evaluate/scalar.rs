//! Scalars: single values while an expression is evaluated, and how they compare.

use super::super::tree::{Constant, Order};
use super::bounds::Bounds;
use crate::calendar::{Days, Period};
use jiff::civil::Date;
use std::cmp::Ordering;

/// One value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::expression) enum Scalar<'a> {
    /// None.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number that is not known exactly.
    Range(Bounds),
    /// A number.
    Double(f64),
    /// Free text, a choice or an id.
    Text(&'a str),
    /// A date.
    Date(Date),
    /// One of these days; which one is not known.
    Days(Days),
    /// A length of time.
    Span(Period),
    /// A record, by its row; its entity is known from the type.
    Row(u32),
}

/// A value by which lists are made distinct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::expression) enum Key<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Double(u64),
    Text(&'a str),
    Date(Date),
    Row(u32),
}

impl<'a> Scalar<'a> {
    /// The value of a literal.
    pub fn of(constant: &'a Constant) -> Self {
        match constant {
            Constant::Null => Scalar::Null,
            Constant::Int(value) => Scalar::Int(*value),
            Constant::Double(value) => Scalar::Double(*value),
            Constant::Text(text) => Scalar::Text(text),
            Constant::Date(date) => Scalar::Date(*date),
        }
    }

    /// A number between bounds, exact if they are.
    pub fn bounded(bounds: Bounds) -> Self {
        bounds.exact().map_or(Scalar::Range(bounds), Scalar::Int)
    }

    /// Its bounds, if it is a whole number.
    pub fn bounds(self) -> Option<Bounds> {
        match self {
            Scalar::Int(value) => Some(value.into()),
            Scalar::Range(bounds) => Some(bounds),
            _ => None,
        }
    }

    /// The days in which it lies, if it is a day.
    pub fn days(self) -> Option<Days> {
        match self {
            Scalar::Date(day) => Some(day.into()),
            Scalar::Days(days) => Some(days),
            _ => None,
        }
    }

    /// Its key among distinct values; `None` if it is not known exactly.
    pub fn key(self) -> Option<Key<'a>> {
        Some(match self {
            Scalar::Null => Key::Null,
            Scalar::Bool(value) => Key::Bool(value),
            Scalar::Int(value) => Key::Int(value),
            // `+ 0.0` makes the two zeros one
            Scalar::Double(value) => Key::Double((value + 0.0).to_bits()),
            Scalar::Text(text) => Key::Text(text),
            Scalar::Date(date) => Key::Date(date),
            Scalar::Row(row) => Key::Row(row),
            Scalar::Range(_) | Scalar::Days(_) | Scalar::Span(_) => return None,
        })
    }

    /// Whether two values are equal; `None` if that is not known.
    pub fn same(self, other: Self) -> Option<bool> {
        match (self, other) {
            (Scalar::Text(a), Scalar::Text(b)) => Some(a == b),
            (Scalar::Int(a), Scalar::Int(b)) => Some(a == b),
            (Scalar::Date(a), Scalar::Date(b)) => Some(a == b),
            (Scalar::Row(a), Scalar::Row(b)) => Some(a == b),
            (Scalar::Bool(a), Scalar::Bool(b)) => Some(a == b),
            (Scalar::Double(a), Scalar::Double(b)) => Some(a == b),
            (Scalar::Null, Scalar::Null) => Some(true),
            (Scalar::Null, _) | (_, Scalar::Null) => Some(false),
            (a, b) => match (a.less(b, false), b.less(a, false)) {
                (Some(true), _) | (_, Some(true)) => Some(false),
                (Some(false), Some(false)) if !a.is_range() && !b.is_range() => Some(!a.is_nan() && !b.is_nan()),
                _ => None,
            },
        }
    }

    /// Whether an order holds; `None` if that is not known.
    pub fn ordered(self, order: Order, other: Self) -> Option<bool> {
        match order {
            Order::Less => self.less(other, false),
            Order::LessEqual => self.less(other, true),
            Order::Greater => other.less(self, false),
            Order::GreaterEqual => other.less(self, true),
        }
    }

    fn is_range(self) -> bool {
        matches!(self, Scalar::Range(_) | Scalar::Days(_))
    }

    fn is_nan(self) -> bool {
        matches!(self, Scalar::Double(value) if value.is_nan())
    }

    /// `self < other`, or `self <= other` if `equal`.
    fn less(self, other: Self, equal: bool) -> Option<bool> {
        let holds = |ordering: Ordering| ordering.is_lt() || (equal && ordering.is_eq());
        match (self, other) {
            (Scalar::Int(a), Scalar::Int(b)) => Some(holds(a.cmp(&b))),
            (Scalar::Date(a), Scalar::Date(b)) => Some(holds(a.cmp(&b))),
            (Scalar::Text(a), Scalar::Text(b)) => Some(holds(a.cmp(b))),
            (Scalar::Bool(a), Scalar::Bool(b)) => Some(holds(a.cmp(&b))),
            (a, b) if a.is_nan() || b.is_nan() => Some(false),
            (a, b) => {
                let compare = |a: Option<Scalar<'_>>, b: Option<Scalar<'_>>| end_order(a?, b?);
                if compare(a.upper(), b.lower()).is_some_and(holds) {
                    return Some(true);
                }
                let never = compare(a.lower(), b.upper()).is_some_and(|ordering| !holds(ordering));
                never.then_some(false)
            }
        }
    }

    fn lower(self) -> Option<Self> {
        match self {
            Scalar::Range(bounds) => bounds.low().map(Scalar::Int),
            Scalar::Days(days) => Some(Scalar::Date(days.first)),
            exact => Some(exact),
        }
    }

    fn upper(self) -> Option<Self> {
        match self {
            Scalar::Range(bounds) => bounds.high().map(Scalar::Int),
            Scalar::Days(days) => Some(Scalar::Date(days.last)),
            exact => Some(exact),
        }
    }
}

/// Of numbers, and of days.
fn end_order(a: Scalar<'_>, b: Scalar<'_>) -> Option<Ordering> {
    match (a, b) {
        (Scalar::Date(a), Scalar::Date(b)) => Some(a.cmp(&b)),
        (Scalar::Int(a), Scalar::Int(b)) => Some(a.cmp(&b)),
        (Scalar::Double(a), Scalar::Double(b)) => a.partial_cmp(&b),
        (Scalar::Int(a), Scalar::Double(b)) => mixed_order(a, b),
        (Scalar::Double(a), Scalar::Int(b)) => mixed_order(b, a).map(Ordering::reverse),
        _ => None,
    }
}

/// Compares exactly, without turning the whole number into a double.
fn mixed_order(int: i64, double: f64) -> Option<Ordering> {
    const BEYOND: f64 = 9_223_372_036_854_775_808.0;
    if double.is_nan() {
        return None;
    }
    if double >= BEYOND {
        return Some(Ordering::Less);
    }
    if double < -BEYOND {
        return Some(Ordering::Greater);
    }
    let whole = double.trunc();
    let fraction = double - whole;
    Some(int.cmp(&(whole as i64)).then_with(|| 0.0_f64.total_cmp(&(fraction + 0.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int(value: i64) -> Scalar<'static> {
        Scalar::Int(value)
    }

    fn range(low: i64, high: Option<i64>) -> Scalar<'static> {
        Scalar::Range(Bounds::new(Some(low), high))
    }

    #[test]
    fn whole_numbers_and_doubles_compare_exactly() {
        let big = i64::MAX;
        assert_eq!(int(big).same(Scalar::Double(big as f64)), Some(false));
        assert_eq!(int(big).ordered(Order::Less, Scalar::Double(big as f64)), Some(true));
        assert_eq!(int(2).same(Scalar::Double(2.0)), Some(true));
        assert_eq!(int(-2).ordered(Order::Less, Scalar::Double(-1.5)), Some(true));
        assert_eq!(int(-1).ordered(Order::Greater, Scalar::Double(-1.5)), Some(true));
        assert_eq!(int(0).same(Scalar::Double(-0.0)), Some(true));
        assert_eq!(int(1).same(Scalar::Double(f64::NAN)), Some(false));
        assert_eq!(int(1).ordered(Order::LessEqual, Scalar::Double(f64::NAN)), Some(false));
        assert_eq!(int(i64::MIN).same(Scalar::Double(i64::MIN as f64)), Some(true));
    }

    #[test]
    fn bounds_decide_what_they_can() {
        assert_eq!(range(1, None).ordered(Order::Greater, int(0)), Some(true));
        assert_eq!(range(1, None).ordered(Order::LessEqual, int(0)), Some(false));
        assert_eq!(range(1, None).ordered(Order::Greater, int(1)), None);
        assert_eq!(range(1, None).same(int(0)), Some(false));
        assert_eq!(range(1, None).same(int(1)), None);
        assert_eq!(range(1, Some(3)).ordered(Order::Less, int(4)), Some(true));
        assert_eq!(range(1, Some(3)).ordered(Order::GreaterEqual, Scalar::Double(3.5)), Some(false));
        assert_eq!(range(1, Some(3)).same(range(4, None)), Some(false));
        assert_eq!(range(1, None).ordered(Order::Less, range(4, None)), None);
    }

    #[test]
    fn none_equals_only_none() {
        assert_eq!(Scalar::Null.same(Scalar::Text("a")), Some(false));
        assert_eq!(Scalar::Null.same(Scalar::Null), Some(true));
    }

    #[test]
    fn zeros_are_one_value() {
        assert_eq!(Scalar::Double(0.0).key(), Scalar::Double(-0.0).key());
    }
}
