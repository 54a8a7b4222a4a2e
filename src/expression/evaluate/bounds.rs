//! Bounds: a whole number that is known only from below, from above, or both.
//!
//! Counts over lists that may lack records are such numbers, and so is what is computed from them. An end that is not
//! known stays so; an operation whose every outcome overflows is an error.

use crate::inventory::Range;

/// A whole number between two ends, either of which may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::expression) struct Bounds {
    low: i64,
    high: i64,
    ends: Ends,
}

/// Which ends are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Both,
    Low,
    High,
    Neither,
}

/// Every possible outcome is out of range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::expression) struct Overflow;

/// Stands for an end that is not known; beyond every product of two whole numbers' halves.
const FAR: i128 = 1 << 100;

impl Bounds {
    /// Between two ends.
    pub fn new(low: Option<i64>, high: Option<i64>) -> Self {
        let ends = match (low, high) {
            (Some(_), Some(_)) => Ends::Both,
            (Some(_), None) => Ends::Low,
            (None, Some(_)) => Ends::High,
            (None, None) => Ends::Neither,
        };
        Self { low: low.unwrap_or_default(), high: high.unwrap_or_default(), ends }
    }

    /// The lower end.
    pub fn low(self) -> Option<i64> {
        matches!(self.ends, Ends::Both | Ends::Low).then_some(self.low)
    }

    /// The upper end.
    pub fn high(self) -> Option<i64> {
        matches!(self.ends, Ends::Both | Ends::High).then_some(self.high)
    }

    /// The number, if both ends are the same.
    pub fn exact(self) -> Option<i64> {
        (self.ends == Ends::Both && self.low == self.high).then_some(self.low)
    }

    /// Only what is known from below.
    pub fn without_high(self) -> Self {
        Self::new(self.low(), None)
    }

    /// As the municipality keeps it, if it is known from below.
    pub fn range(self) -> Option<Range> {
        let low = self.low()?;
        Some(Range { low, high: self.high() })
    }

    fn ends(self) -> (i128, i128) {
        (self.low().map_or(-FAR, i128::from), self.high().map_or(FAR, i128::from))
    }

    fn between(low: i128, high: i128) -> Result<Self, Overflow> {
        if low > i128::from(i64::MAX) || high < i128::from(i64::MIN) {
            return Err(Overflow);
        }
        Ok(Self::new(i64::try_from(low).ok(), i64::try_from(high).ok()))
    }

    /// The sum.
    pub fn add(self, other: Self) -> Result<Self, Overflow> {
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        Self::between(a + c, b + d)
    }

    /// The difference.
    pub fn subtract(self, other: Self) -> Result<Self, Overflow> {
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        Self::between(a - d, b - c)
    }

    /// The opposite.
    pub fn negate(self) -> Result<Self, Overflow> {
        Self::new(Some(0), Some(0)).subtract(self)
    }

    /// The product.
    pub fn multiply(self, other: Self) -> Result<Self, Overflow> {
        let ((a, b), (c, d)) = (self.ends(), other.ends());
        let corners = [(a, c), (a, d), (b, c), (b, d)].map(|(x, y)| x.saturating_mul(y));
        let low = corners.into_iter().fold(i128::MAX, i128::min);
        let high = corners.into_iter().fold(i128::MIN, i128::max);
        Self::between(low, high)
    }

    /// The quotient, towards zero; `None` if the divisor may be zero or its sign is not known.
    pub fn divide(self, other: Self) -> Option<Result<Self, Overflow>> {
        let (a, b) = (self.low().map(i128::from), self.high().map(i128::from));
        let (c, d) = (other.low().map(i128::from), other.high().map(i128::from));
        match (c, d) {
            (Some(c), d) if c > 0 => Some(quotient((a, b), (c, d))),
            (c, Some(d)) if d < 0 => {
                let negated = (b.map(|b| -b), a.map(|a| -a));
                Some(quotient(negated, (-d, c.map(|c| -c))))
            }
            _ => None,
        }
    }
}

type End = Option<i128>;

/// Of a number between two ends and a positive divisor.
fn quotient((low, high): (End, End), (least, most): (i128, End)) -> Result<Bounds, Overflow> {
    let by_most = |n: i128| most.map_or(0, |most| n / most);
    let low = low.map_or(-FAR, |n| if n >= 0 { by_most(n) } else { n / least });
    let high = high.map_or(FAR, |n| if n >= 0 { n / least } else { by_most(n) });
    Bounds::between(low, high)
}

impl From<i64> for Bounds {
    fn from(value: i64) -> Self {
        Self::new(Some(value), Some(value))
    }
}

impl From<Range> for Bounds {
    fn from(range: Range) -> Self {
        Self::new(Some(range.low), range.high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_least(low: i64) -> Bounds {
        Bounds::new(Some(low), None)
    }

    fn between(low: i64, high: i64) -> Bounds {
        Bounds::new(Some(low), Some(high))
    }

    #[test]
    fn sums_and_differences() {
        assert_eq!(at_least(3).add(2.into()), Ok(at_least(5)));
        assert_eq!(Bounds::from(10).subtract(at_least(3)), Ok(Bounds::new(None, Some(7))));
        assert_eq!(between(1, 2).subtract(between(1, 2)), Ok(between(-1, 1)));
        assert_eq!(at_least(i64::MAX).add(1.into()), Err(Overflow));
        assert_eq!(at_least(i64::MAX - 1).add(1.into()), Ok(at_least(i64::MAX)));
        assert_eq!(at_least(1).negate(), Ok(Bounds::new(None, Some(-1))));
    }

    #[test]
    fn products_and_quotients() {
        assert_eq!(at_least(3).multiply(100.into()), Ok(at_least(300)));
        assert_eq!(at_least(3).multiply((-1).into()), Ok(Bounds::new(None, Some(-3))));
        assert_eq!(at_least(3).multiply(0.into()), Ok(0.into()));
        assert_eq!(at_least(i64::MAX / 2 + 1).multiply(2.into()), Err(Overflow));
        assert_eq!(between(-7, 7).divide(2.into()), Some(Ok(between(-3, 3))));
        assert_eq!(Bounds::from(100).divide(at_least(3)), Some(Ok(between(0, 33))));
        assert_eq!(Bounds::from(100).divide(at_least(0)), None);
        assert_eq!(at_least(7).divide((-2).into()), Some(Ok(Bounds::new(None, Some(-3)))));
        assert_eq!(Bounds::from(i64::MIN).divide((-1).into()), Some(Err(Overflow)));
    }
}
