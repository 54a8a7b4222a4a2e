//! Calendar windows: days on which a unit of work may not go live, and days on which alone it may.

use super::day::Day;

/// Days on which going live is possible for one unit of work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Windows {
    /// First and last day of each period in which nothing goes live, with the number of its record.
    pub closed: Vec<(Day, Day, u32)>,
    /// First and last day of each period in which going live is possible; empty means all days.
    pub open: Vec<(Day, Day, u32)>,
}

impl Windows {
    /// The first possible day from `from` on, and the records that put it off; `None` if there is none.
    pub fn next(&self, from: Day) -> Option<(Day, Vec<u32>)> {
        let mut day = from;
        let mut causes = Vec::new();
        loop {
            if let Some((_, last, record)) = self.closed.iter().find(|(first, last, _)| *first <= day && day <= *last) {
                causes.push(*record);
                day = last + 1;
            } else if self.is_open(day) {
                causes.sort_unstable();
                causes.dedup();
                return Some((day, causes));
            } else {
                let (first, record) = self
                    .open
                    .iter()
                    .filter(|(first, ..)| *first > day)
                    .map(|(first, _, record)| (*first, *record))
                    .min()?;
                causes.push(record);
                day = first;
            }
        }
    }

    /// The last possible day up to `until`; `None` if there is none.
    pub fn last(&self, until: Day) -> Option<Day> {
        let mut day = until;
        loop {
            if let Some((first, ..)) = self.closed.iter().find(|(first, last, _)| *first <= day && day <= *last) {
                day = first - 1;
            } else if self.is_open(day) {
                return Some(day);
            } else {
                day = self.open.iter().filter(|(_, last, _)| *last < day).map(|(_, last, _)| *last).max()?;
            }
        }
    }

    fn is_open(&self, day: Day) -> bool {
        self.open.is_empty() || self.open.iter().any(|(first, last, _)| *first <= day && day <= *last)
    }

    /// Days on which both can go live.
    pub fn and(&self, other: &Windows) -> Windows {
        let mut both = self.clone();
        both.closed.extend(&other.closed);
        both.open = match (self.open.is_empty(), other.open.is_empty()) {
            (true, _) => other.open.clone(),
            (_, true) => self.open.clone(),
            _ => intersections(&self.open, &other.open),
        };
        both.closed.sort_unstable();
        both.closed.dedup();
        both
    }
}

/// The periods that lie in one of each. Two lists without a common day leave a period that is over before it began.
fn intersections(some: &[(Day, Day, u32)], others: &[(Day, Day, u32)]) -> Vec<(Day, Day, u32)> {
    let pairs = some.iter().flat_map(|one| others.iter().map(move |other| (one, other)));
    let common = pairs.map(|(one, other)| (one.0.max(other.0), one.1.min(other.1), one.2));
    let mut found: Vec<_> = common.filter(|(first, last, _)| first <= last).collect();
    found.sort_unstable();
    found.dedup();
    if found.is_empty() {
        found.push((Day::MIN, Day::MIN, some[0].2));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Windows;
    use proptest::prelude::*;

    fn period() -> impl Strategy<Value = (i64, i64, u32)> {
        (0i64..30, 0i64..6, 0u32..9).prop_map(|(first, length, record)| (first, first + length, record))
    }

    proptest! {
        #[test]
        fn every_day_is_tried(
            closed in prop::collection::vec(period(), 0..4),
            open in prop::collection::vec(period(), 0..3),
            day in 0i64..40,
        ) {
            let windows = Windows { closed: closed.clone(), open: open.clone() };
            let within = |list: &[(i64, i64, u32)], day: i64| list.iter().any(|(a, b, _)| *a <= day && day <= *b);
            let possible = |day: &i64| !within(&closed, *day) && (open.is_empty() || within(&open, *day));
            prop_assert_eq!(windows.next(day).map(|(day, _)| day), (day..80).find(possible));
            prop_assert_eq!(windows.last(day), (-40..=day).rev().find(possible));
            let twice = windows.and(&windows);
            prop_assert_eq!(twice.next(day).map(|(day, _)| day), windows.next(day).map(|(day, _)| day));
        }
    }
}
