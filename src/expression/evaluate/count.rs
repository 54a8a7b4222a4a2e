//! Evaluation of what is worked out from a whole list: its size, its sum, one of its elements.

use super::super::fault::FaultKind;
use super::super::span::Span;
use super::super::tree::{Listing, Term};
use super::bounds::Bounds;
use super::list::{Flow, Member};
use super::recorder::Recorder;
use super::scalar::Scalar;
use super::{Evaluated, Evaluator, Stop};

impl<'a, R: Recorder> Evaluator<'a, R> {
    /// The number of elements: at least the certain ones, at most all, and without an upper end if the list is open.
    /// Facts about elements that are not counted are set aside: they matter only for the upper end.
    pub(super) fn size(&mut self, list: &'a Listing) -> Evaluated<Bounds> {
        let (mut low, mut high) = (0_i64, 0_i64);
        let open = self.each(list, &mut |evaluator, item| {
            match item.member {
                Member::In => {
                    // that a counted element has no known value does not matter
                    evaluator.recorder.decided(item.mark);
                    low += 1;
                    high += 1;
                }
                Member::Maybe => {
                    evaluator.recorder.set_aside(item.mark);
                    high += 1;
                }
                Member::Out => evaluator.recorder.set_aside(item.mark),
            }
            Flow::Continue
        })?;
        Ok(Bounds::new(Some(low), (!open).then_some(high)))
    }

    /// The sum, if every element is certain and there are no others.
    pub(super) fn sum(&mut self, list: &'a Listing, double: bool, span: Span) -> Evaluated<Scalar<'a>> {
        let mut total = if double { Scalar::Double(0.0) } else { Scalar::Int(0) };
        let (mut unknown, mut overflow) = (false, false);
        let open = self.each(list, &mut |_, item| {
            match (item.member, item.value) {
                (Member::Out, _) => {}
                (Member::In, Some(value)) => match plus(total, value) {
                    Some(sum) => total = sum,
                    None => overflow = true,
                },
                _ => unknown = true,
            }
            Flow::Continue
        })?;
        if unknown || open {
            return Err(Stop::Missing);
        }
        if overflow {
            return self.fail(FaultKind::Overflow, span);
        }
        Ok(total)
    }

    /// The element with a number, counted from zero. An element that may not belong makes all after it unknown.
    pub(super) fn index(&mut self, list: &'a Listing, at: &'a Term, span: Span) -> Evaluated<Scalar<'a>> {
        let start = self.recorder.mark();
        let wanted = self.exact(at);
        let to_the_end = list.can_fail();
        let mut position = 0_i64;
        let mut found: Option<Option<Scalar<'a>>> = None;
        let mut unknown = false;
        let open = self.each(list, &mut |evaluator, item| {
            if found.is_some() {
                evaluator.recorder.forget(item.mark);
                return Flow::Continue;
            }
            match item.member {
                Member::Out => {}
                Member::Maybe => unknown = true,
                Member::In if Ok(position) == wanted && !unknown => {
                    found = Some(item.value);
                    return if to_the_end { Flow::Continue } else { Flow::Break };
                }
                Member::In => {
                    evaluator.recorder.decided(item.mark);
                    position += 1;
                }
            }
            Flow::Continue
        })?;
        match (found, wanted) {
            (_, Err(stop)) => Err(stop),
            (Some(Some(value)), _) => {
                if !matches!(value, Scalar::Range(_)) {
                    self.recorder.decided(start);
                }
                Ok(value)
            }
            (Some(None), _) => Err(Stop::Missing),
            (None, Ok(wanted)) if wanted < 0 => self.fail(FaultKind::Index(wanted), span),
            (None, Ok(_)) if unknown || open => Err(Stop::Missing),
            (None, Ok(wanted)) => self.fail(FaultKind::Index(wanted), span),
        }
    }
}

/// The sum of two numbers; `None` if it is out of range.
fn plus<'a>(a: Scalar<'a>, b: Scalar<'a>) -> Option<Scalar<'a>> {
    match (a, b) {
        (Scalar::Double(a), Scalar::Double(b)) => Some(Scalar::Double(a + b)),
        (Scalar::Double(a), Scalar::Int(b)) => Some(Scalar::Double(a + b as f64)),
        (Scalar::Int(a), Scalar::Int(b)) => a.checked_add(b).map(Scalar::Int),
        (a, b) => a.bounds()?.add(b.bounds()?).ok().map(Scalar::bounded),
    }
}
