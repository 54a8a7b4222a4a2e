//! Which expressions can fail.
//!
//! A macro may stop at the element that decides only if evaluating the rest of its list cannot be an error: in CEL the
//! list comes first, whole.

use super::tree::{Base, Leaf, Listing, Path, Term, Test};

impl Listing {
    /// Evaluating the list can be an error.
    pub(super) fn can_fail(&self) -> bool {
        match self {
            Listing::Table(_) => false,
            Listing::Field(path, ..) | Listing::Reverse(path, ..) => path.can_fail(),
            Listing::Literal(terms) => terms.iter().any(Term::can_fail),
            Listing::Filter(filter) => filter.test.can_fail() || filter.list.can_fail(),
            Listing::Map(map) => map.term.can_fail() || map.list.can_fail(),
            Listing::Distinct(list) => list.can_fail(),
            Listing::If(parts) => parts.0.can_fail() || parts.1.can_fail() || parts.2.can_fail(),
        }
    }
}

impl Test {
    fn can_fail(&self) -> bool {
        match self {
            Test::Const(_) => false,
            Test::And(tests) | Test::Or(tests) => tests.iter().any(Test::can_fail),
            Test::Not(test) => test.can_fail(),
            Test::If(tests) => tests.iter().any(Test::can_fail),
            Test::Value(term) | Test::Null(term) => term.can_fail(),
            Test::Equal(terms) | Test::Order(_, terms) | Test::Text(_, terms) => {
                terms.0.can_fail() || terms.1.can_fail()
            }
            Test::TextIs(parts) => parts.0.can_fail(),
            Test::TextAmong(parts) => parts.0.can_fail(),
            Test::Same(tests) => tests.0.can_fail() || tests.1.can_fail(),
            Test::In(parts) => parts.0.can_fail() || parts.1.can_fail(),
            Test::Quantified(_, filter) => filter.test.can_fail() || filter.list.can_fail(),
            Test::Matches(parts) => parts.0.can_fail(),
        }
    }
}

impl Term {
    fn can_fail(&self) -> bool {
        match self {
            Term::Const(_) | Term::AsOf | Term::Binding(_) | Term::Local(_) => false,
            Term::Record(path) | Term::Id(path, _) => path.can_fail(),
            Term::Read(leaf) => leaf.can_fail(),
            Term::Truth(test) => test.can_fail(),
            Term::If(parts) => parts.0.can_fail() || parts.1.can_fail() || parts.2.can_fail(),
            Term::Double(term) | Term::Length(term) => term.can_fail(),
            Term::Size(list) => list.can_fail(),
            Term::Arithmetic(..)
            | Term::Negate(..)
            | Term::Sum(..)
            | Term::Index(..)
            | Term::Calendar(..)
            | Term::Deadline(_)
            | Term::Due(_) => true,
        }
    }
}

impl Leaf {
    fn can_fail(&self) -> bool {
        self.path.can_fail()
    }
}

impl Path {
    fn can_fail(&self) -> bool {
        matches!(&self.base, Base::Term(term) if term.can_fail())
    }
}
