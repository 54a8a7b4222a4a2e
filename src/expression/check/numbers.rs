//! Arithmetic on numbers, dates and lengths of time.

use super::super::problem::Problem;
use super::super::span::Span;
use super::super::syntax::{Expr, Operator};
use super::super::tree::{Arithmetic, Constant, Term};
use super::super::types::Type;
use super::{Checked, Checker, Typed};
use crate::language::Text;
use crate::text;

impl Checker<'_> {
    /// `+ - * / %`
    pub(super) fn arithmetic(
        &mut self,
        operator: Operator,
        at: Span,
        sides: (&Expr, &Expr),
        span: Span,
    ) -> Checked<Typed> {
        let (left, right) = self.both(sides)?;
        let (first, second) = (self.present(&left), self.present(&right));
        first?;
        second?;
        let operator = match operator {
            Operator::Add => Arithmetic::Add,
            Operator::Subtract => Arithmetic::Subtract,
            Operator::Multiply => Arithmetic::Multiply,
            Operator::Divide => Arithmetic::Divide,
            _ => Arithmetic::Remainder,
        };
        let Some(ty) = result(operator, &left.ty, &right.ty) else {
            let help = arithmetic_help(operator, &left, &right, self.source);
            return self.mismatch(at, &left.ty, &right.ty, help);
        };
        let terms = match (left.into_term(), right.into_term()) {
            (span, date) if ty == Type::Date && operator == Arithmetic::Add && is_span(&span) => (date, span),
            terms => terms,
        };
        Ok(Typed::term(Term::Arithmetic(operator, Box::new(terms), span), ty, span))
    }

    /// `-x`
    pub(super) fn negate(&mut self, inner: &Expr, span: Span) -> Checked<Typed> {
        let typed = self.term(inner)?;
        self.present(&typed)?;
        if !typed.ty.is_number() {
            let Text { ja, en } = self.describe(&typed.ty);
            let message = text!(ja: "`-` は{ja}には使えない", en: "`-` does not apply to {en}");
            return self.report(Problem::new(span, message));
        }
        let ty = typed.ty.clone();
        let term = match typed.into_term() {
            Term::Const(Constant::Double(value)) => Term::Const(Constant::Double(-value)),
            term => Term::Negate(Box::new(term), span),
        };
        Ok(Typed::term(term, ty, span))
    }
}

/// A length of time: only `days(n)` and `months(n)` make one.
fn is_span(term: &Term) -> bool {
    use super::super::tree::Calendar;
    matches!(term, Term::Calendar(Calendar::Days | Calendar::Months, ..))
}

/// The type of a result, if the operator fits its sides.
fn result(operator: Arithmetic, left: &Type, right: &Type) -> Option<Type> {
    match (operator, left, right) {
        (_, Type::Int, Type::Int) => Some(Type::Int),
        (Arithmetic::Remainder, ..) => None,
        (_, Type::Double, Type::Double) => Some(Type::Double),
        (Arithmetic::Subtract, Type::Date, Type::Date) => Some(Type::Int),
        (Arithmetic::Add | Arithmetic::Subtract, Type::Date, Type::Span) => Some(Type::Date),
        (Arithmetic::Add, Type::Span, Type::Date) => Some(Type::Date),
        _ => None,
    }
}

fn arithmetic_help(operator: Arithmetic, left: &Typed, right: &Typed, source: &str) -> Option<Text> {
    let mixed = |int: &Typed| {
        let what = int.span.of(source);
        match &int.node {
            super::Node::Term(Term::Const(Constant::Int(value))) => {
                text!(ja: "`{value}.0` と書いてください", en: "write `{value}.0`")
            }
            _ => text!(ja: "`double({what})` と書いてください", en: "write `double({what})`"),
        }
    };
    match (&left.ty, &right.ty) {
        (Type::Int, Type::Double) if operator != Arithmetic::Remainder => Some(mixed(left)),
        (Type::Double, Type::Int) if operator != Arithmetic::Remainder => Some(mixed(right)),
        (Type::Date, Type::Int) | (Type::Int, Type::Date) => Some(text!(
            ja: "日数は `days(n)`、月数は `months(n)` を足し引きします",
            en: "add or subtract `days(n)` or `months(n)`"
        )),
        (a, b) if a.is_text() && b.is_text() => Some(text!(
            ja: "文字列はつなげられません",
            en: "texts cannot be joined"
        )),
        _ => None,
    }
}
