//! Evaluation of terms.

use super::super::fault::FaultKind;
use super::super::span::Span;
use super::super::tree::{Base, ColumnType, Leaf, Path, Term};
use super::recorder::Recorder;
use super::scalar::Scalar;
use super::{Binding, Evaluated, Evaluator, Stop, Tri};
use crate::inventory::{Fact, Known, Missing};

impl<'a, R: Recorder> Evaluator<'a, R> {
    /// Evaluates a term.
    pub fn term(&mut self, term: &'a Term) -> Evaluated<Scalar<'a>> {
        match term {
            Term::Const(constant) => Ok(Scalar::of(constant)),
            Term::AsOf => Ok(Scalar::Date(self.m.as_of)),
            Term::Record(path) => Ok(self.row(path)?.map_or(Scalar::Null, Scalar::Row)),
            Term::Read(leaf) => self.read(leaf),
            Term::Id(path, entity) => {
                let row = self.row(path)?;
                Ok(row.map_or(Scalar::Null, |row| Scalar::Text(self.m.id(*entity, row))))
            }
            Term::Binding(slot) => self.binding(*slot),
            Term::Local(slot) => self.local(*slot),
            Term::Truth(test) => match self.test(test) {
                Tri::True => Ok(Scalar::Bool(true)),
                Tri::False => Ok(Scalar::Bool(false)),
                Tri::Unknown => Err(Stop::Missing),
                Tri::Error => Err(Stop::Error),
            },
            Term::If(parts) => match self.test(&parts.0) {
                Tri::True => self.term(&parts.1),
                Tri::False => self.term(&parts.2),
                Tri::Unknown => Err(Stop::Missing),
                Tri::Error => Err(Stop::Error),
            },
            Term::Arithmetic(operator, terms, span) => self.arithmetic(*operator, &terms.0, &terms.1, *span),
            Term::Negate(term, span) => self.negate(term, *span),
            Term::Double(term) => match self.term(term)? {
                Scalar::Int(value) => Ok(Scalar::Double(value as f64)),
                Scalar::Range(_) => Err(Stop::Missing),
                _ => Err(Stop::Error),
            },
            Term::Size(list) => self.size(list).map(Scalar::bounded),
            Term::Length(term) => match self.term(term)? {
                Scalar::Text(text) => {
                    self.charge((text.len() / 16) as u64)?;
                    Ok(Scalar::Int(text.chars().count() as i64))
                }
                _ => Err(Stop::Error),
            },
            Term::Sum(list, double, span) => self.sum(list, *double, *span),
            Term::Index(parts, span) => self.index(&parts.0, &parts.1, *span),
            Term::Calendar(function, term, span) => self.calendar(*function, term, *span),
            Term::Deadline(deadline) => self.deadline(deadline),
            Term::Due(due) => self.due(due),
        }
    }

    fn binding(&mut self, slot: u16) -> Evaluated<Scalar<'a>> {
        match self.bindings.get(usize::from(slot)) {
            Some(Binding::Row(row)) => Ok(Scalar::Row(*row)),
            Some(Binding::Int(value)) => Ok(Scalar::Int(*value)),
            Some(Binding::Text(symbol)) => Ok(Scalar::Text(self.m.symbols.text(*symbol))),
            None => self.fail(FaultKind::NoValue, Span::new(0, 0)),
        }
    }

    fn local(&self, slot: u16) -> Evaluated<Scalar<'a>> {
        match self.locals.get(usize::from(slot)) {
            Some(Some(value)) => Ok(*value),
            Some(None) => Err(Stop::Missing),
            None => Err(Stop::Error),
        }
    }

    /// A whole number that is known exactly.
    pub(super) fn exact(&mut self, term: &'a Term) -> Evaluated<i64> {
        match self.term(term)? {
            Scalar::Int(value) => Ok(value),
            Scalar::Range(_) => Err(Stop::Missing),
            _ => Err(Stop::Error),
        }
    }

    /// The record at the end of a path; `None` if a reference on the way is known to be none.
    pub(in crate::expression) fn row(&mut self, path: &'a Path) -> Evaluated<Option<u32>> {
        let start = match &path.base {
            Base::Body => Scalar::Row(0),
            Base::Binding(slot) => self.binding(*slot)?,
            Base::Local(slot) => self.local(*slot)?,
            Base::Term(term) => self.term(term)?,
        };
        let mut row = match start {
            Scalar::Row(row) => row,
            Scalar::Null => return Ok(None),
            _ => return Err(Stop::Error),
        };
        for hop in &path.hops {
            let fact = Fact { entity: hop.entity, row, field: hop.field };
            row = match self.m.reference(fact) {
                Known::Missing => {
                    self.recorder.missing(Missing::Field(fact));
                    return Err(Stop::Missing);
                }
                Known::None => {
                    self.recorder.fact(fact);
                    return Ok(None);
                }
                Known::Value(target) => {
                    self.recorder.fact(fact);
                    target
                }
            };
        }
        Ok(Some(row))
    }

    /// A field of the record at the end of a path.
    pub(in crate::expression) fn read(&mut self, leaf: &'a Leaf) -> Evaluated<Scalar<'a>> {
        let Some(row) = self.row(&leaf.path)? else { return Ok(Scalar::Null) };
        let fact = Fact { entity: leaf.field.entity, row, field: leaf.field.field };
        let m = self.m;
        let known = match leaf.column {
            ColumnType::Bool => m.bool(fact).map(Scalar::Bool),
            ColumnType::Int => m.int(fact).map(Scalar::Int),
            ColumnType::Number => m.number(fact).map(Scalar::Double),
            ColumnType::Date => m.date(fact).map(Scalar::Date),
            ColumnType::Text => m.text(fact).map(|symbol| Scalar::Text(m.symbols.text(symbol))),
        };
        match known {
            Known::Value(value) => {
                self.recorder.fact(fact);
                Ok(value)
            }
            Known::None => {
                self.recorder.fact(fact);
                Ok(Scalar::Null)
            }
            Known::Missing => {
                self.recorder.missing(Missing::Field(fact));
                self.bounds_of(fact, leaf.column)
            }
        }
    }

    /// The bounds of a whole number or a day that is missing, if there are any: they are evidence too.
    fn bounds_of(&mut self, fact: Fact, column: ColumnType) -> Evaluated<Scalar<'a>> {
        let bounds = match column {
            ColumnType::Int => self.m.range(fact).map(|range| Scalar::Range(range.into())),
            ColumnType::Date => self.m.days(fact).map(Scalar::Days),
            _ => None,
        };
        if bounds.is_some() {
            self.recorder.fact(fact);
        }
        bounds.ok_or(Stop::Missing)
    }
}
