//! The checker: syntax tree to typed tree.
//!
//! Every name is looked up in the vocabulary, every type is worked out, and every value that may be none is guarded,
//! before anything is evaluated. A part that is wrong is reported and left out; the rest is checked all the same, so
//! that one run tells everything.

mod calls;
mod compare;
mod lists;
mod names;
mod narrow;
mod numbers;
mod typed;

use super::limits;
use super::problem::Problem;
use super::reads::Reads;
use super::span::Span;
use super::syntax::{Expr, Kind, Operator};
use super::tree::{Constant, Root, Term, Test};
use super::types::{ChoiceDomain, Scope, Type};
use crate::language::Text;
use crate::text;
use crate::vocabulary::Vocabulary;
use narrow::{Narrow, Solid};
pub(super) use typed::Typed;
use typed::{Node, Nullness};

/// A problem has been reported; there is nothing to go on with.
pub(super) struct Reported;

/// A checked part, unless a problem has been reported.
pub(super) type Checked<T> = Result<T, Reported>;

/// Checks one expression.
pub(super) struct Checker<'c> {
    /// The text of the expression, for messages.
    pub source: &'c str,
    /// What can be said.
    pub vocabulary: &'c Vocabulary,
    /// What may be named.
    pub scope: &'c Scope,
    /// References that may be none may be followed: a template prints なし.
    pub lenient: bool,
    /// What is wrong so far.
    pub problems: Vec<Problem>,
    /// What is named so far.
    pub reads: Reads,
    /// Literals that stand for choices, and of which field.
    pub choices: Vec<(Span, ChoiceDomain)>,
    locals: Vec<Local>,
    solid: Solid,
}

/// A variable of a macro.
struct Local {
    name: String,
    ty: Type,
    nullable: bool,
}

impl<'c> Checker<'c> {
    /// A checker for `source`.
    pub fn new(source: &'c str, scope: &'c Scope, vocabulary: &'c Vocabulary) -> Self {
        Self {
            source,
            vocabulary,
            scope,
            lenient: false,
            problems: Vec::new(),
            reads: Reads::default(),
            choices: Vec::new(),
            locals: Vec::new(),
            solid: Solid::default(),
        }
    }

    /// Checks a condition.
    pub fn condition(&mut self, expr: &Expr) -> Checked<Test> {
        self.test(expr).map(|(test, _)| test)
    }

    /// Checks an expression of any type.
    pub fn any(&mut self, expr: &Expr) -> Checked<(Root, Typed)> {
        let typed = self.check(expr)?;
        let root = match typed.node.clone() {
            Node::Test(test) => Root::Test(test),
            Node::Term(term) if typed.ty == Type::Bool && !typed.nullable() => Root::Test(Test::Value(Box::new(term))),
            Node::Term(term) => Root::Term(term),
            Node::List(list) => Root::List(list),
        };
        Ok((root, typed))
    }

    fn fail<T>(&mut self, span: Span, message: Text) -> Checked<T> {
        self.report(Problem::new(span, message))
    }

    fn report<T>(&mut self, problem: Problem) -> Checked<T> {
        self.problems.push(problem);
        Err(Reported)
    }

    fn describe(&self, ty: &Type) -> Text {
        ty.describe(self.vocabulary)
    }

    fn check(&mut self, expr: &Expr) -> Checked<Typed> {
        let span = expr.span;
        match &expr.kind {
            Kind::Null => Ok(Typed::null(span)),
            Kind::Bool(value) => Ok(Typed::test(Test::Const(*value), span)),
            Kind::Int(value) => Ok(Typed::constant(Constant::Int(*value), Type::Int, span)),
            Kind::Double(value) => Ok(Typed::constant(Constant::Double(*value), Type::Double, span)),
            Kind::Text(text) => Ok(Typed::constant(Constant::Text(text.as_str().into()), Type::Text, span)),
            Kind::Name(name) => self.name(name, span),
            Kind::Select(of, name) => self.select(of, name, span),
            Kind::Index(list, at) => self.index(list, at, span),
            Kind::Call(None, name, args) => self.function(name, args, span),
            Kind::Call(Some(target), name, args) => self.method(target, name, args, span),
            Kind::List(items) => self.literal_list(items, span),
            Kind::Not(inner) => {
                let (test, narrow) = self.test(inner)?;
                Ok(Typed::test(Test::Not(Box::new(test)), span).narrowing(narrow.swap()))
            }
            Kind::Negate(inner) => self.negate(inner, span),
            Kind::And(parts) => self.chain(parts, true, span),
            Kind::Or(parts) => self.chain(parts, false, span),
            Kind::Binary(operator, at, left, right) => self.binary(*operator, *at, (left, right), span),
            Kind::If(parts) => self.conditional(parts, span),
        }
    }

    /// Checks something that must hold or not; with what follows from either.
    fn test(&mut self, expr: &Expr) -> Checked<(Test, Narrow)> {
        let typed = self.check(expr)?;
        if typed.ty != Type::Bool {
            let Text { ja, en } = self.describe(&typed.ty);
            let message = text!(ja: "真偽値が必要なところに{ja}がある", en: "expected a condition, found {en}");
            return self.fail(expr.span, message);
        }
        self.present(&typed)?;
        let narrow = typed.narrow.clone();
        Ok((typed.into_test(), narrow))
    }

    /// Checks one value.
    fn term(&mut self, expr: &Expr) -> Checked<Typed> {
        let typed = self.check(expr)?;
        match typed.node {
            Node::List(_) => {
                let message = text!(ja: "一つの値が必要なところに一覧がある", en: "expected one value, found a list");
                let help = text!(
                    ja: "一覧には `exists` `all` `size` などを使います",
                    en: "use `exists`, `all`, `size` … on a list"
                );
                self.report(Problem::new(expr.span, message).help(help))
            }
            _ => Ok(typed),
        }
    }

    /// Sees to it that a value cannot be none.
    fn present(&mut self, typed: &Typed) -> Checked<()> {
        if !typed.nullable() {
            return Ok(());
        }
        let what = typed.span.of(self.source);
        if typed.ty == Type::Null {
            return self.fail(typed.span, text!(ja: "ここに `null` は使えない", en: "`null` cannot be used here"));
        }
        let message = text!(ja: "`{what}` は「なし」のことがある", en: "`{what}` may be none");
        let help = match typed.stable {
            Some(_) => text!(
                ja: "先に確かめてください: `{what} != null && …`",
                en: "guard it first: `{what} != null && …`"
            ),
            None => text!(
                ja: "「なし」のことがない値にしてください",
                en: "use a value that cannot be none"
            ),
        };
        self.report(Problem::new(typed.span, message).help(help))
    }

    /// `&&` (all of them) or `||`: each part may rely on what holds when it is reached.
    fn chain(&mut self, parts: &[Expr], all: bool, span: Span) -> Checked<Typed> {
        let solid = self.solid.mark();
        let mut tests = Vec::with_capacity(parts.len());
        let mut narrows = Vec::with_capacity(parts.len());
        for part in parts {
            if let Ok((test, narrow)) = self.test(part) {
                self.solid.assume(if all { &narrow.yes } else { &narrow.no });
                tests.push(test);
                narrows.push(narrow);
            }
        }
        self.solid.release(solid);
        if tests.len() < parts.len() {
            return Err(Reported);
        }
        let tests = tests.into_boxed_slice();
        let (test, narrow) = match all {
            true => (Test::And(tests), Narrow::all(narrows)),
            false => (Test::Or(tests), Narrow::all(narrows.into_iter().map(Narrow::swap)).swap()),
        };
        Ok(Typed::test(test, span).narrowing(narrow))
    }

    fn conditional(&mut self, parts: &[Expr; 3], span: Span) -> Checked<Typed> {
        let [condition, yes, no] = parts;
        let condition = self.test(condition);
        let solid = self.solid.mark();
        let narrow = condition.as_ref().map_or_else(|_| Narrow::default(), |(_, narrow)| narrow.clone());
        self.solid.assume(&narrow.yes);
        let yes = self.check(yes);
        self.solid.release(solid);
        self.solid.assume(&narrow.no);
        let no = self.check(no);
        self.solid.release(solid);
        let ((condition, _), yes, no) = (condition?, yes?, no?);
        let Some(ty) = typed::unify(&yes.ty, &no.ty) else {
            let (a, b) = (self.describe(&yes.ty), self.describe(&no.ty));
            let (ja, en) = (format!("{}と{}", a.ja, b.ja), format!("{} and {}", a.en, b.en));
            let message = text!(ja: "`?:` の両側の型が違う（{ja}）", en: "the sides of `?:` differ: {en}");
            return self.fail(span, message);
        };
        Ok(typed::choose(condition, yes, no, ty, span))
    }

    fn binary(&mut self, operator: Operator, at: Span, sides: (&Expr, &Expr), span: Span) -> Checked<Typed> {
        match operator {
            Operator::In => self.contained(sides.0, sides.1, span),
            Operator::Equal | Operator::NotEqual => self.equality(operator, at, sides, span),
            Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => {
                self.order(operator, at, sides, span)
            }
            _ => self.arithmetic(operator, at, sides, span),
        }
    }

    /// Checks both sides of an operator, so that both are reported.
    fn both(&mut self, sides: (&Expr, &Expr)) -> Checked<(Typed, Typed)> {
        let left = self.term(sides.0);
        let right = self.term(sides.1);
        Ok((left?, right?))
    }

    /// An operator that does not fit its sides.
    fn mismatch<T>(&mut self, at: Span, left: &Type, right: &Type, help: Option<Text>) -> Checked<T> {
        let operator = at.of(self.source);
        let (a, b) = (self.describe(left), self.describe(right));
        let (ja, en) = (format!("{}と{}", a.ja, b.ja), format!("{} and {}", a.en, b.en));
        let message = text!(ja: "`{operator}` は{ja}には使えない", en: "`{operator}` does not apply to {en}");
        self.report(Problem::new(at, message).help(help))
    }

    /// Binds a variable of a macro while `inner` is checked.
    fn with_local<T>(&mut self, local: Local, inner: impl FnOnce(&mut Self, u16) -> Checked<T>) -> Checked<T> {
        if self.locals.len() >= limits::MACROS {
            let message = text!(ja: "マクロの入れ子が深すぎる", en: "too many macros inside one another");
            return self.fail(Span::new(0, self.source.len()), message);
        }
        let slot = self.locals.len() as u16;
        let solid = self.solid.mark();
        self.locals.push(local);
        let result = inner(self, slot);
        self.locals.pop();
        self.solid.release(solid);
        result
    }
}

impl Typed {
    /// As one value; conditions become their truth.
    fn into_term(self) -> Term {
        match self.node {
            Node::Term(term) => term,
            Node::Test(test) => Term::Truth(Box::new(test)),
            Node::List(_) => Term::Const(Constant::Null),
        }
    }

    /// As a condition.
    fn into_test(self) -> Test {
        match self.node {
            Node::Test(test) => test,
            Node::Term(term) => Test::Value(Box::new(term)),
            Node::List(_) => Test::Const(false),
        }
    }

    /// The value may be none here.
    fn nullable(&self) -> bool {
        self.nullness == Nullness::Maybe
    }
}
