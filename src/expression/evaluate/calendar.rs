//! Evaluation of dates, fiscal years, deadlines and clocks.

use super::super::fault::FaultKind;
use super::super::span::Span;
use super::super::tree::{Calendar, Deadline, Due, Term};
use super::bounds::Bounds;
use super::recorder::Recorder;
use super::scalar::Scalar;
use super::{Evaluated, Evaluator, Stop};
use crate::calendar::{self, Period};
use crate::inventory::{Fact, Known, Missing};

/// Steps that looking up the holidays of the catalog counts for.
const DAYS_LOOKED_UP: u64 = 64;

impl<'a, R: Recorder> Evaluator<'a, R> {
    /// A function of one argument about the calendar.
    pub(super) fn calendar(&mut self, function: Calendar, term: &'a Term, span: Span) -> Evaluated<Scalar<'a>> {
        if function == Calendar::FiscalYear {
            return match self.term(term)? {
                Scalar::Date(date) => Ok(Scalar::Int(calendar::fiscal_year(date))),
                Scalar::Days(days) => {
                    let [low, high] = [days.first, days.last].map(calendar::fiscal_year);
                    Ok(Scalar::bounded(Bounds::new(Some(low), Some(high))))
                }
                _ => self.fail(FaultKind::NoValue, span),
            };
        }
        let number = self.exact(term)?;
        let length = i32::try_from(number).ok();
        let value = match function {
            Calendar::YearStart => calendar::year_start(number).map(Scalar::Date),
            Calendar::YearEnd => calendar::year_end(number).map(Scalar::Date),
            Calendar::Days => length.map(|days| Scalar::Span(Period { months: 0, days })),
            Calendar::Months => length.map(|months| Scalar::Span(Period { months, days: 0 })),
            Calendar::FiscalYear => None,
        };
        match value {
            Some(value) => Ok(value),
            None => self.fail(FaultKind::Calendar, span),
        }
    }

    /// A deadline: the record's own, if it is known to have one, else that of the catalog.
    pub(super) fn deadline(&mut self, deadline: &'a Deadline) -> Evaluated<Scalar<'a>> {
        if let Some(own) = &deadline.own {
            let value = self.read(own)?;
            if value != Scalar::Null {
                return Ok(value);
            }
        }
        let table = self.m.table(deadline.date.entity);
        let row = self.m.symbols.find(&deadline.id).and_then(|id| table.find(id));
        let Some(row) = row else { return self.fail(FaultKind::Deadline, deadline.span) };
        let fact = Fact { entity: deadline.date.entity, row, field: deadline.date.field };
        match self.m.date(fact) {
            Known::Value(date) => {
                self.recorder.fact(fact);
                Ok(Scalar::Date(date))
            }
            Known::None => self.fail(FaultKind::Deadline, deadline.span),
            Known::Missing => {
                self.recorder.missing(Missing::Field(fact));
                Err(Stop::Missing)
            }
        }
    }

    /// The last day of a clock that runs from a day, or the last one before its warning.
    pub(super) fn due(&mut self, due: &'a Due) -> Evaluated<Scalar<'a>> {
        let from = match self.term(&due.from)? {
            Scalar::Date(from) => from,
            // a clock does not start within a month
            Scalar::Days(_) => return Err(Stop::Missing),
            _ => return self.fail(FaultKind::NoValue, due.span),
        };
        let Some(clock) = self.m.clock(&due.id) else { return self.fail(FaultKind::Deadline, due.span) };
        let Some(term) = (if due.warns { clock.warning } else { Some(clock.term) }) else {
            return self.fail(FaultKind::NoValue, due.span);
        };
        self.charge(DAYS_LOOKED_UP)?;
        self.recorder.fact(clock.days);
        if term.nominal(from).is_none() {
            return self.fail(FaultKind::Calendar, due.span);
        }
        match term.last_day(from, &self.m.closed_days()) {
            Some(day) => Ok(Scalar::Date(day)),
            None => self.fail(FaultKind::Holidays, due.span),
        }
    }
}
