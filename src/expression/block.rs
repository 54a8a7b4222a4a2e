//! Conditions over many records at once: 64 rows of a table a step, on two bitmaps.
//!
//! In `yes` are the rows for which the condition is certainly true, in `no` those for which it is certainly false; in neither
//! those for which it is unknown. `&&`, `||` and `!` then are a few instructions for 64 rows, and a text is compared by its
//! number. What can be an error, or known within bounds only, is not evaluated here: there is no answer, and whoever asked
//! evaluates row by row. A test holds the two ways equal.

use super::evaluate::recorder::Fast;
use super::evaluate::scalar::Scalar;
use super::evaluate::{Evaluator, Stop};
use super::tree::{Base, ColumnType, Leaf, Order, Path, Term, Test};
use crate::inventory::{Data, Municipality};
use jiff::civil::Date;

/// Rows of one step.
pub const ROWS: usize = 64;
/// The key of a text that occurs nowhere.
const NOWHERE: u64 = u64::MAX;

/// For which rows a condition holds, and for which it does not; the others are unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// It holds.
    pub yes: u64,
    /// It does not.
    pub no: u64,
}

/// The variable that stands for the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Variable {
    /// A bound variable.
    Binding(u16),
    /// A variable of a macro.
    Local(u16),
}

/// At most 64 rows, and what is the same for all of them.
pub(super) struct Block<'b, 'a> {
    /// Everything that is known.
    pub m: &'a Municipality<'a>,
    /// Evaluates what does not depend on the rows.
    pub fixed: &'b mut Evaluator<'a, Fast>,
    /// The variable.
    pub variable: Variable,
    /// Its rows.
    pub rows: &'b [u32],
}

/// One value for each row: equal values have equal keys.
struct Lanes {
    keys: [u64; ROWS],
    /// Rows with a value.
    known: u64,
    /// Rows known to have none.
    none: u64,
    /// Keys are in the order of their values.
    ordered: bool,
}

impl<'a> Block<'_, 'a> {
    /// Evaluates a test for all rows, if it can be.
    pub(super) fn test(&mut self, test: &'a Test) -> Option<Verdicts> {
        Some(match test {
            Test::Const(value) => self.certain(if *value { u64::MAX } else { 0 }),
            Test::And(tests) => self.connect(tests, false)?,
            Test::Or(tests) => self.connect(tests, true)?,
            Test::Not(test) => self.test(test)?.turned(),
            Test::If(parts) => {
                let (c, a, b) = (self.test(&parts[0])?, self.test(&parts[1])?, self.test(&parts[2])?);
                Verdicts { yes: (c.yes & a.yes) | (c.no & b.yes), no: (c.yes & a.no) | (c.no & b.no) }
            }
            Test::TextIs(parts) => self.words(&parts.0, &[&*parts.1])?,
            Test::TextAmong(parts) => {
                let words: Vec<&str> = parts.1.iter().map(|word| &**word).collect();
                self.words(&parts.0, &words)?
            }
            Test::Value(term) => {
                let lanes = self.lanes(term)?.without_none()?;
                lanes.verdicts(|key| key == 1)
            }
            Test::Null(term) => {
                let lanes = self.lanes(term)?;
                Verdicts { yes: lanes.none, no: lanes.known }
            }
            // Two texts that occur nowhere would look alike.
            Test::Equal(terms) if self.is_fixed(&terms.0) && self.is_fixed(&terms.1) => return None,
            Test::Equal(terms) => {
                let (a, b) = (self.lanes(&terms.0)?, self.lanes(&terms.1)?);
                let mut both = a.pairs(&b, |a, b| a == b);
                both.yes |= a.none & b.none;
                both.no |= (a.none & b.known) | (a.known & b.none);
                both
            }
            Test::Order(order, terms) => {
                let (a, b) = (self.lanes(&terms.0)?.without_none()?, self.lanes(&terms.1)?.without_none()?);
                if !a.ordered || !b.ordered {
                    return None;
                }
                a.pairs(&b, |a, b| match order {
                    Order::Less => a < b,
                    Order::LessEqual => a <= b,
                    Order::Greater => a > b,
                    Order::GreaterEqual => a >= b,
                })
            }
            Test::Same(tests) => {
                let (a, b) = (self.test(&tests.0)?, self.test(&tests.1)?);
                Verdicts { yes: (a.yes & b.yes) | (a.no & b.no), no: (a.yes & b.no) | (a.no & b.yes) }
            }
            Test::In(_) | Test::Quantified(..) | Test::Text(..) | Test::Matches(_) => return None,
        })
    }

    fn all(&self) -> u64 {
        u64::MAX >> (ROWS - self.rows.len().clamp(1, ROWS))
    }

    fn certain(&self, yes: u64) -> Verdicts {
        Verdicts { yes: yes & self.all(), no: !yes & self.all() }
    }

    fn connect(&mut self, tests: &'a [Test], any: bool) -> Option<Verdicts> {
        let mut whole = self.certain(if any { 0 } else { u64::MAX });
        for test in tests {
            let part = self.test(test)?;
            whole = match any {
                true => Verdicts { yes: whole.yes | part.yes, no: whole.no & part.no },
                false => Verdicts { yes: whole.yes & part.yes, no: whole.no | part.no },
            };
        }
        Some(whole)
    }

    /// Whether a text is one of some words; none is no word.
    fn words(&mut self, leaf: &'a Leaf, words: &[&str]) -> Option<Verdicts> {
        let lanes = match self.depends(&leaf.path) {
            true => self.read(leaf)?,
            false => {
                let value = self.fixed_leaf(leaf);
                self.one(value)?
            }
        };
        let keys: Vec<u64> = words.iter().map(|word| self.text(word)).collect();
        let mut found = lanes.verdicts(|key| keys.contains(&key));
        found.no |= lanes.none;
        Some(found)
    }

    fn lanes(&mut self, term: &'a Term) -> Option<Lanes> {
        match term {
            Term::Read(leaf) if self.depends(&leaf.path) => self.read(leaf),
            Term::Record(path) if self.depends(path) => self.records(path),
            term if self.is_fixed(term) => {
                let value = self.fixed.term(term);
                self.one(value)
            }
            _ => None,
        }
    }

    fn depends(&self, path: &Path) -> bool {
        match path.base {
            Base::Binding(slot) => self.variable == Variable::Binding(slot),
            Base::Local(slot) => self.variable == Variable::Local(slot),
            Base::Body | Base::Term(_) => false,
        }
    }

    /// Whether a term is the same for all rows.
    fn is_fixed(&self, term: &Term) -> bool {
        let other = |path: &Path| !self.depends(path) && !matches!(path.base, Base::Term(_));
        match term {
            Term::Const(_) | Term::AsOf => true,
            Term::Record(path) | Term::Id(path, _) => other(path),
            Term::Read(leaf) => other(&leaf.path),
            Term::Binding(slot) => self.variable != Variable::Binding(*slot),
            Term::Local(slot) => self.variable != Variable::Local(*slot),
            Term::Calendar(_, term, _) => self.is_fixed(term),
            _ => false,
        }
    }

    fn fixed_leaf(&mut self, leaf: &'a Leaf) -> Result<Scalar<'a>, Stop> {
        match leaf.path.base {
            Base::Term(_) => Err(Stop::Error),
            _ => self.fixed.read(leaf),
        }
    }

    /// The same value for all rows.
    fn one(&self, value: Result<Scalar<'a>, Stop>) -> Option<Lanes> {
        let mut lanes = Lanes { keys: [0; ROWS], known: 0, none: 0, ordered: true };
        let key = match value {
            Err(Stop::Missing) => return Some(lanes),
            Ok(Scalar::Null) => {
                lanes.none = self.all();
                return Some(lanes);
            }
            Ok(Scalar::Bool(value)) => u64::from(value),
            Ok(Scalar::Int(value)) => int(value),
            Ok(Scalar::Date(value)) => day(value),
            Ok(Scalar::Row(row)) => u64::from(row),
            Ok(Scalar::Text(text)) => {
                lanes.ordered = false;
                self.text(text)
            }
            Ok(Scalar::Range(_) | Scalar::Double(_) | Scalar::Days(_) | Scalar::Span(_)) | Err(Stop::Error) => {
                return None;
            }
        };
        lanes.keys = [key; ROWS];
        lanes.known = self.all();
        Some(lanes)
    }

    fn text(&self, text: &str) -> u64 {
        self.m.symbols.find(text).map_or(NOWHERE, |symbol| u64::from(symbol.0))
    }

    /// The records at the end of a path.
    fn records(&self, path: &Path) -> Option<Lanes> {
        let mut lanes = Lanes { keys: [0; ROWS], known: self.all(), none: 0, ordered: false };
        for (key, row) in lanes.keys.iter_mut().zip(self.rows) {
            *key = u64::from(*row);
        }
        for hop in &path.hops {
            let column = self.m.table(hop.entity).column(hop.field);
            let Data::Row(targets) = &column.data else { return None };
            lanes.follow(&column.known, &column.none, |row| u64::from(targets[row]));
        }
        Some(lanes)
    }

    /// A field of the records at the end of a path.
    fn read(&self, leaf: &Leaf) -> Option<Lanes> {
        let mut lanes = self.records(&leaf.path)?;
        let column = self.m.table(leaf.field.entity).column(leaf.field.field);
        if !column.ranges.is_empty() || !column.days.is_empty() {
            return None;
        }
        match (&column.data, leaf.column) {
            (Data::Bool(bits), ColumnType::Bool) => {
                lanes.follow(&column.known, &column.none, |row| u64::from(bits.contains(row)));
            }
            (Data::Int(values), ColumnType::Int) => {
                lanes.follow(&column.known, &column.none, |row| int(values[row]));
            }
            (Data::Date(values), ColumnType::Date) => {
                lanes.follow(&column.known, &column.none, |row| day(values[row]));
            }
            (Data::Text(values), ColumnType::Text) => {
                lanes.follow(&column.known, &column.none, |row| u64::from(values[row].0));
            }
            _ => return None,
        }
        lanes.ordered = leaf.column != ColumnType::Text;
        Some(lanes)
    }
}

impl Lanes {
    /// Goes from each row to what a column says of it.
    fn follow(
        &mut self,
        known: &fixedbitset::FixedBitSet,
        none: &fixedbitset::FixedBitSet,
        value: impl Fn(usize) -> u64,
    ) {
        let mut rest = self.known;
        while rest != 0 {
            let (lane, bit) = (rest.trailing_zeros() as usize, rest & rest.wrapping_neg());
            rest ^= bit;
            let row = self.keys[lane] as usize;
            if known.contains(row) {
                self.keys[lane] = value(row);
                continue;
            }
            self.known ^= bit;
            if none.contains(row) {
                self.none |= bit;
            }
        }
    }

    /// Itself, if it has a value or none is known of it; what none compares to is not decided here.
    fn without_none(self) -> Option<Self> {
        (self.none == 0).then_some(self)
    }

    fn verdicts(&self, holds: impl Fn(u64) -> bool) -> Verdicts {
        let yes = self.keys.iter().enumerate().fold(0, |yes, (lane, key)| yes | (u64::from(holds(*key)) << lane));
        Verdicts { yes: yes & self.known, no: !yes & self.known }
    }

    fn pairs(&self, other: &Lanes, holds: impl Fn(u64, u64) -> bool) -> Verdicts {
        let pairs = self.keys.iter().zip(&other.keys).enumerate();
        let yes = pairs.fold(0, |yes, (lane, (a, b))| yes | (u64::from(holds(*a, *b)) << lane));
        let known = self.known & other.known;
        Verdicts { yes: yes & known, no: !yes & known }
    }
}

impl Verdicts {
    fn turned(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }
}

/// A whole number, in order.
fn int(value: i64) -> u64 {
    (value as u64) ^ (1 << 63)
}

/// A day, in order.
fn day(date: Date) -> u64 {
    let (year, month, day) = (i64::from(date.year()) + 10_000, date.month() as u64, date.day() as u64);
    ((year as u64) << 16) | (month << 8) | day
}
