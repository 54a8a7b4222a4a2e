//! Evaluation of tests.

use super::super::tree::{Filter, Leaf, Listing, Term, Test, TextTest};
use super::list::{Flow, Member};
use super::recorder::{Mark, Recorder};
use super::scalar::Scalar;
use super::{Evaluated, Evaluator, Stop, Tri};

impl<'a, R: Recorder> Evaluator<'a, R> {
    /// Evaluates a test.
    pub fn test(&mut self, test: &'a Test) -> Tri {
        match test {
            Test::Const(value) => Tri::known(*value),
            Test::And(tests) => self.connect(tests, Tri::False),
            Test::Or(tests) => self.connect(tests, Tri::True),
            Test::Not(test) => match self.test(test) {
                Tri::True => Tri::False,
                Tri::False => Tri::True,
                other => other,
            },
            Test::If(parts) => match self.test(&parts[0]) {
                Tri::True => self.test(&parts[1]),
                Tri::False => self.test(&parts[2]),
                other => other,
            },
            Test::TextIs(parts) => self.text_leaf(&parts.0, |text| *text == *parts.1),
            Test::TextAmong(parts) => self.text_leaf(&parts.0, |text| parts.1.iter().any(|word| **word == *text)),
            Test::Value(term) => match self.term(term) {
                Ok(Scalar::Bool(value)) => Tri::known(value),
                Ok(_) => Tri::Error,
                Err(stop) => stop.into(),
            },
            Test::Null(term) => self.is_null(term),
            Test::Equal(terms) => self.compare(&terms.0, &terms.1, Scalar::same),
            Test::Order(order, terms) => self.compare(&terms.0, &terms.1, |a, b| a.ordered(*order, b)),
            Test::Same(tests) => self.same(&tests.0, &tests.1),
            Test::In(parts) => self.contains(&parts.0, &parts.1),
            Test::Quantified(deciding, filter) => self.quantified(*deciding, filter),
            Test::Text(test, terms) => self.text_test(*test, &terms.0, &terms.1),
            Test::Matches(parts) => match self.text(&parts.0) {
                Ok(text) => match self.charge(text.len() as u64) {
                    Ok(()) => Tri::known(parts.1.is_match(text)),
                    Err(stop) => stop.into(),
                },
                Err(stop) => stop.into(),
            },
        }
    }

    /// `&&` (deciding: false) or `||` (deciding: true).
    fn connect(&mut self, tests: &'a [Test], deciding: Tri) -> Tri {
        let start = self.recorder.mark();
        let (mut unknown, mut error) = (false, false);
        for test in tests {
            let here = self.recorder.mark();
            match self.test(test) {
                outcome if outcome == deciding => {
                    self.recorder.cut(start, here);
                    return deciding;
                }
                Tri::Unknown => unknown = true,
                Tri::Error if self.exhausted => return Tri::Error,
                Tri::Error => error = true,
                _ => {}
            }
        }
        match (unknown, error) {
            (true, _) => Tri::Unknown,
            (false, true) => Tri::Error,
            (false, false) if deciding == Tri::False => Tri::True,
            (false, false) => Tri::False,
        }
    }

    /// A test of a text column against literals; none is never equal to one.
    fn text_leaf(&mut self, leaf: &'a Leaf, holds: impl Fn(&str) -> bool) -> Tri {
        match self.read(leaf) {
            Ok(Scalar::Text(text)) => Tri::known(holds(text)),
            Ok(_) => Tri::False,
            Err(stop) => stop.into(),
        }
    }

    fn is_null(&mut self, term: &'a Term) -> Tri {
        let start = self.recorder.mark();
        match self.term(term) {
            Ok(value) => {
                self.recorder.decided(start);
                Tri::known(value == Scalar::Null)
            }
            Err(stop) => stop.into(),
        }
    }

    /// Compares two values. Both are evaluated whatever the first is, so that all that is missing is named.
    fn compare(
        &mut self,
        left: &'a Term,
        right: &'a Term,
        compare: impl Fn(Scalar<'a>, Scalar<'a>) -> Option<bool>,
    ) -> Tri {
        let start = self.recorder.mark();
        let a = self.term(left);
        let middle = self.recorder.mark();
        let b = self.term(right);
        let (a, b) = match (a, b) {
            (Ok(a), Ok(b)) => (a, b),
            _ if self.exhausted => return Tri::Error,
            (Err(Stop::Missing), _) | (_, Err(Stop::Missing)) => return Tri::Unknown,
            _ => return Tri::Error,
        };
        let outcome = compare(a, b);
        let end = self.recorder.mark();
        let Some(value) = outcome else {
            self.recorder.drop_aside(start, end);
            return Tri::Unknown;
        };
        self.recorder.decided(start);
        if counted_from_below(left, a).is_some_and(|a| compare(a, b) == outcome) {
            self.recorder.drop_aside(start, middle);
        } else if counted_from_below(right, b).is_some_and(|b| compare(a, b) == outcome) {
            self.recorder.drop_aside(middle, end);
        }
        self.recorder.count_aside(start);
        Tri::known(value)
    }

    /// `==` between conditions.
    fn same(&mut self, left: &'a Test, right: &'a Test) -> Tri {
        let (a, b) = (self.test(left), self.test(right));
        match (a, b) {
            _ if self.exhausted => Tri::Error,
            (Tri::Unknown, _) | (_, Tri::Unknown) => Tri::Unknown,
            (Tri::Error, _) | (_, Tri::Error) => Tri::Error,
            (a, b) => Tri::known(a == b),
        }
    }

    fn text_test(&mut self, test: TextTest, target: &'a Term, part: &'a Term) -> Tri {
        let (target, part) = (self.text(target), self.text(part));
        match (target, part) {
            (Ok(target), Ok(part)) => match self.charge((target.len() / 16) as u64) {
                Ok(()) => Tri::known(match test {
                    TextTest::Contains => target.contains(part),
                    TextTest::StartsWith => target.starts_with(part),
                    TextTest::EndsWith => target.ends_with(part),
                }),
                Err(stop) => stop.into(),
            },
            (Err(Stop::Missing), _) | (_, Err(Stop::Missing)) if !self.exhausted => Tri::Unknown,
            _ => Tri::Error,
        }
    }

    /// `exists` (deciding: true) and `all` (deciding: false).
    fn quantified(&mut self, deciding: bool, filter: &'a Filter) -> Tri {
        self.search(deciding, &filter.list, filter.fallible, |evaluator, value| {
            evaluator.with_local(value, filter.cost, |inner| inner.test(&filter.test)).unwrap_or_else(Tri::from)
        })
    }

    /// `term in list`
    fn contains(&mut self, term: &'a Term, list: &'a Listing) -> Tri {
        let start = self.recorder.mark();
        let wanted = match self.term(term) {
            Err(Stop::Error) => return Tri::Error,
            wanted => wanted.ok(),
        };
        self.recorder.count_aside(start);
        let outcome = self.search(true, list, list.can_fail(), |_, value| match (wanted, value) {
            (Some(wanted), Some(value)) => wanted.same(value).map_or(Tri::Unknown, Tri::known),
            _ => Tri::Unknown,
        });
        if matches!(outcome, Tri::True | Tri::False) {
            self.recorder.decided(start);
        }
        outcome
    }

    /// Looks for an element whose test has the outcome that decides. Facts about elements that do not decide are set
    /// aside: they count only if there is none. That an element about which too little is known might turn out to be an
    /// error does not keep another from deciding; an error that is certain does, as in CEL (`to_the_end`).
    fn search(
        &mut self,
        deciding: bool,
        list: &'a Listing,
        to_the_end: bool,
        mut test: impl FnMut(&mut Self, Option<Scalar<'a>>) -> Tri,
    ) -> Tri {
        let start = self.recorder.mark();
        let mut first: Option<Mark> = None;
        let (mut found, mut unknown, mut error) = (false, false, false);
        let ended = self.each(list, &mut |evaluator, item| {
            let first = *first.get_or_insert(item.mark);
            if found {
                evaluator.recorder.forget(item.mark);
                return Flow::Continue;
            }
            if item.member == Member::Out {
                evaluator.recorder.set_aside(item.mark);
                return Flow::Continue;
            }
            match test(evaluator, item.value) {
                Tri::Error if evaluator.exhausted => return Flow::Fail,
                Tri::Error if item.member == Member::In => error = true,
                outcome if outcome == Tri::known(deciding) && item.member == Member::In => {
                    evaluator.recorder.cut(first, item.mark);
                    found = true;
                    return if to_the_end { Flow::Continue } else { Flow::Break };
                }
                outcome if outcome == Tri::known(!deciding) => {
                    evaluator.recorder.decided(item.mark);
                    evaluator.recorder.set_aside(item.mark);
                }
                _ => unknown = true,
            }
            Flow::Continue
        });
        let open = match ended {
            Ok(open) => open,
            Err(stop) => return stop.into(),
        };
        if found {
            self.recorder.decided(start);
            return Tri::known(deciding);
        }
        if unknown || open {
            let end = self.recorder.mark();
            self.recorder.drop_aside(start, end);
            return Tri::Unknown;
        }
        if error {
            return Tri::Error;
        }
        self.recorder.count_aside(start);
        self.recorder.decided(start);
        Tri::known(!deciding)
    }

    fn text(&mut self, term: &'a Term) -> Evaluated<&'a str> {
        match self.term(term)? {
            Scalar::Text(text) => Ok(text),
            _ => Err(Stop::Error),
        }
    }
}

/// A count, as far as it is known from below: what was counted, without what was not.
fn counted_from_below<'a>(term: &Term, value: Scalar<'a>) -> Option<Scalar<'a>> {
    match term {
        Term::Size(_) => value.bounds().map(|bounds| Scalar::Range(bounds.without_high())),
        _ => None,
    }
}
