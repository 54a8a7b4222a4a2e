//! Evaluation of lists, element by element.
//!
//! A list is never built: its elements are handed one after the other to whoever asks. An element may be certain,
//! may turn out not to belong (its test is unknown), or may not belong at all; those are handed on too, because
//! the facts that keep them out are evidence. Whether the list may lack elements is told at its end.

use super::super::block::{Block, ROWS, Variable};
use super::super::tree::{Field, Filter, Listing, Map, Path, Term};
use super::recorder::{Fast, Mark, Recorder};
use super::scalar::{Key, Scalar};
use super::{Evaluated, Evaluator, Stop, Tri};
use crate::inventory::{Fact, Known, Missing, Symbol};
use crate::vocabulary::{EntityId, ReverseId};
use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// One element of a list.
#[derive(Debug, Clone, Copy)]
pub(in crate::expression) struct Item<'a> {
    /// Its value, unless that is missing.
    pub value: Option<Scalar<'a>>,
    /// Whether it belongs to the list.
    pub member: Member,
    /// Where its evidence begins.
    pub mark: Mark,
}

/// Whether an element belongs to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::expression) enum Member {
    /// It does.
    In,
    /// It is not known.
    Maybe,
    /// It does not.
    Out,
}

/// Whether to go on with the next element.
pub(in crate::expression) enum Flow {
    /// Go on.
    Continue,
    /// Enough.
    Break,
    /// The evaluation fails.
    Fail,
}

/// Takes the elements of a list, one by one.
type Visit<'v, 'a, R> = &'v mut dyn FnMut(&mut Evaluator<'a, R>, Item<'a>) -> Flow;

/// How a walk over a list ended: at its end with whether it may lack elements, or before.
type Ended = Evaluated<Option<bool>>;

impl<'a, R: Recorder> Evaluator<'a, R> {
    /// Visits the elements of a list; true if the list may lack elements, and the end was reached.
    pub fn each(&mut self, list: &'a Listing, visit: Visit<'_, 'a, R>) -> Evaluated<bool> {
        self.walk(list, visit).map(|ended| ended.unwrap_or(false))
    }

    fn walk(&mut self, list: &'a Listing, visit: Visit<'_, 'a, R>) -> Ended {
        match list {
            Listing::Table(entity) => self.table(*entity, visit),
            Listing::Field(path, field, records) => self.list_field(path, *field, *records, visit),
            Listing::Reverse(path, entity, reverse, by) => self.reverse(path, (*entity, *reverse), *by, visit),
            Listing::Literal(terms) => self.literal(terms, visit),
            Listing::Filter(filter) => self.filter(filter, visit),
            Listing::Map(map) => self.map(map, visit),
            Listing::Distinct(list) => self.distinct(list, visit),
            Listing::If(parts) => match self.test(&parts.0) {
                Tri::True => self.walk(&parts.1, visit),
                Tri::False => self.walk(&parts.2, visit),
                Tri::Unknown => Ok(Some(true)),
                Tri::Error => Err(Stop::Error),
            },
        }
    }

    /// Hands on one certain element.
    fn hand(&mut self, value: Option<Scalar<'a>>, mark: Mark, visit: Visit<'_, 'a, R>) -> Evaluated<bool> {
        self.charge(1)?;
        let item = Item { value, member: Member::In, mark };
        match visit(self, item) {
            Flow::Continue => Ok(true),
            Flow::Break => Ok(false),
            Flow::Fail => Err(Stop::Error),
        }
    }

    fn end(&mut self, open: &'a [Missing]) -> Ended {
        open.iter().for_each(|missing| self.recorder.missing(*missing));
        Ok(Some(!open.is_empty()))
    }

    fn table(&mut self, entity: EntityId, visit: Visit<'_, 'a, R>) -> Ended {
        for row in 0..self.m.table(entity).len() {
            let mark = self.recorder.mark();
            if !self.hand(Some(Scalar::Row(row)), mark, visit)? {
                return Ok(None);
            }
        }
        self.end(self.m.open(entity))
    }

    fn list_field(&mut self, path: &'a Path, field: Field, records: bool, visit: Visit<'_, 'a, R>) -> Ended {
        let row = match self.row(path) {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(Some(false)),
            Err(Stop::Missing) => return Ok(Some(true)),
            Err(stop) => return Err(stop),
        };
        let fact = Fact { entity: field.entity, row, field: field.field };
        let items = match self.m.list(fact) {
            Known::Missing => {
                self.recorder.missing(Missing::Field(fact));
                return Ok(Some(true));
            }
            Known::None => &[],
            Known::Value(items) => items,
        };
        self.recorder.fact(fact);
        for item in items {
            let mark = self.recorder.mark();
            let value = match records {
                true => Scalar::Row(*item),
                false => Scalar::Text(self.m.symbols.text(Symbol(*item))),
            };
            if !self.hand(Some(value), mark, visit)? {
                return Ok(None);
            }
        }
        Ok(Some(false))
    }

    fn reverse(&mut self, path: &'a Path, list: (EntityId, ReverseId), by: Field, visit: Visit<'_, 'a, R>) -> Ended {
        let row = match self.row(path) {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(Some(false)),
            Err(Stop::Missing) => return Ok(Some(true)),
            Err(stop) => return Err(stop),
        };
        if row >= self.m.table(list.0).len() {
            return Ok(Some(true));
        }
        let (rows, open) = self.m.reverse(list.0, row, list.1);
        for row in rows {
            let mark = self.recorder.mark();
            // that the record belongs here is a fact of its own
            self.recorder.fact(Fact { entity: by.entity, row: *row, field: by.field });
            if !self.hand(Some(Scalar::Row(*row)), mark, visit)? {
                return Ok(None);
            }
        }
        self.end(open)
    }

    fn literal(&mut self, terms: &'a [Term], visit: Visit<'_, 'a, R>) -> Ended {
        for term in terms {
            let mark = self.recorder.mark();
            let value = match self.term(term) {
                Err(Stop::Error) => return Err(Stop::Error),
                value => value.ok(),
            };
            if !self.hand(value, mark, visit)? {
                return Ok(None);
            }
        }
        Ok(Some(false))
    }

    fn filter(&mut self, filter: &'a Filter, visit: Visit<'_, 'a, R>) -> Ended {
        let out = self.screened(filter);
        let mut position = 0;
        self.walk(&filter.list, &mut |evaluator, mut item| {
            let is_out = out.get(position / ROWS).is_some_and(|no| no >> (position % ROWS) & 1 == 1);
            position += 1;
            if is_out {
                evaluator.recorder.forget(item.mark);
                return Flow::Continue;
            }
            if item.member != Member::Out {
                let outcome = evaluator.with_local(item.value, filter.cost, |inner| inner.test(&filter.test));
                match outcome.unwrap_or_else(Tri::from) {
                    Tri::True => {}
                    Tri::False => {
                        evaluator.recorder.decided(item.mark);
                        item.member = Member::Out;
                    }
                    Tri::Error if item.member == Member::In || evaluator.exhausted => {
                        return Flow::Fail;
                    }
                    Tri::Unknown | Tri::Error => item.member = Member::Maybe,
                }
                evaluator.recorder.count_aside(item.mark);
            }
            visit(evaluator, item)
        })
    }

    /// Which elements certainly do not belong, 64 to a number; nothing where each must be looked at by itself.
    fn screened(&mut self, filter: &'a Filter) -> Vec<u64> {
        let Listing::Reverse(path, entity, reverse, _) = &filter.list else { return Vec::new() };
        // Within a test, what does not belong may decide.
        if !self.screens || !self.locals.is_empty() {
            return Vec::new();
        }
        let mut fixed = Evaluator::<Fast>::new(self.m, self.bindings, self.budget);
        fixed.locals.clone_from(&self.locals);
        let Ok(Some(row)) = fixed.row(path) else { return Vec::new() };
        if row >= self.m.table(*entity).len() {
            return Vec::new();
        }
        let variable = Variable::Local(self.locals.len() as u16);
        let (rows, _) = self.m.reverse(*entity, row, *reverse);
        let blocks = rows.chunks(ROWS).map(|rows| {
            let mut block = Block { m: self.m, fixed: &mut fixed, variable, rows };
            block.test(&filter.test).map(|verdicts| verdicts.no)
        });
        blocks.collect::<Option<Vec<u64>>>().unwrap_or_default()
    }

    fn map(&mut self, map: &'a Map, visit: Visit<'_, 'a, R>) -> Ended {
        self.walk(&map.list, &mut |evaluator, mut item| {
            if item.member != Member::Out {
                let outcome = evaluator.with_local(item.value, map.cost, |inner| inner.term(&map.term));
                match outcome.and_then(|value| value) {
                    Ok(value) => item.value = Some(value),
                    Err(Stop::Error) if item.member == Member::In || evaluator.exhausted => {
                        return Flow::Fail;
                    }
                    Err(_) => item.value = None,
                }
            }
            visit(evaluator, item)
        })
    }

    /// Each value once: first the certain elements, then those that may be further values.
    fn distinct(&mut self, list: &'a Listing, visit: Visit<'_, 'a, R>) -> Ended {
        let mut seen: IndexSet<Key<'a>, FxBuildHasher> = IndexSet::default();
        let mut certain = Vec::new();
        let mut possible = Vec::new();
        let ended = self.walk(list, &mut |evaluator, mut item| {
            let key = item.value.and_then(Scalar::key);
            let taken = evaluator.recorder.take(item.mark);
            match (item.member, key) {
                (Member::Out, _) => certain.push((item, taken)),
                (Member::In, Some(key)) => {
                    if !seen.insert(key) {
                        item.member = Member::Out;
                    }
                    certain.push((item, taken));
                }
                _ => possible.push((item, taken)),
            }
            Flow::Continue
        })?;
        // if no value is known, the first certain element still is one more value than none
        let mut none_yet = seen.is_empty();
        for (item, _) in &mut possible {
            let known = item.value.and_then(Scalar::key).is_some_and(|key| seen.contains(&key));
            item.member = match item.member {
                _ if known => Member::Out,
                Member::In if none_yet => {
                    none_yet = false;
                    Member::In
                }
                _ => Member::Maybe,
            };
        }
        for (mut item, taken) in certain.into_iter().chain(possible) {
            item.mark = self.recorder.mark();
            self.recorder.give(&taken);
            if item.member == Member::In && item.value.and_then(Scalar::key).is_none() {
                // it counts, but what its value is still matters: the question stays whatever is asked of the element
                item.mark = self.recorder.mark();
            }
            if item.member == Member::Out {
                self.recorder.decided(item.mark);
            }
            self.charge(1)?;
            match visit(self, item) {
                Flow::Continue => {}
                Flow::Break => return Ok(None),
                Flow::Fail => return Err(Stop::Error),
            }
        }
        Ok(ended)
    }

    /// Binds the variable of a macro while `inner` is evaluated.
    pub(super) fn with_local<T>(
        &mut self,
        value: Option<Scalar<'a>>,
        cost: u32,
        inner: impl FnOnce(&mut Self) -> T,
    ) -> Evaluated<T> {
        self.charge(u64::from(cost))?;
        self.locals.push(value);
        let outcome = inner(self);
        self.locals.pop();
        Ok(outcome)
    }
}
