//! Lists: literals, elements by number, and macros.

use super::super::limits;
use super::super::problem::Problem;
use super::super::span::Span;
use super::super::syntax::{Expr, Kind, Name};
use super::super::tree::{Base, Constant, Filter, Listing, Map, Path, Term, Test};
use super::super::types::Type;
use super::narrow::{Narrow, Stable, Start};
use super::typed::{Elements, Node, Nullness};
use super::{Checked, Checker, Local, Typed};
use crate::language::Text;
use crate::text;

/// Macros over lists.
pub(super) const MACROS: [&str; 5] = ["all", "exists", "exists_one", "filter", "map"];

impl Checker<'_> {
    /// `[a, b]`
    pub(super) fn literal_list(&mut self, items: &[Expr], span: Span) -> Checked<Typed> {
        let checked: Vec<_> = items.iter().map(|item| self.term(item)).collect();
        let items = checked.into_iter().collect::<Checked<Vec<_>>>()?;
        let nullable = items.iter().any(Typed::nullable);
        let mut element = Type::Null;
        for item in &items {
            element = match (&element, &item.ty) {
                (Type::Int, Type::Double) | (Type::Double, Type::Int) => Type::Double,
                (a, b) => match super::typed::unify(a, b) {
                    Some(ty) => ty,
                    None => {
                        let (a, b) = (self.describe(a), self.describe(b));
                        let (ja, en) = (format!("{}と{}", a.ja, b.ja), format!("{} and {}", a.en, b.en));
                        let message = text!(ja: "一覧に違う型が混ざっている（{ja}）", en: "the list mixes {en}");
                        return self.fail(item.span, message);
                    }
                },
            };
        }
        if items.is_empty() {
            let message = text!(ja: "空の一覧は書けない", en: "an empty list cannot be written");
            return self.fail(span, message);
        }
        let terms = items.into_iter().map(|item| widen(item, &element)).collect();
        let elements = Elements { nullable, solid: Vec::new() };
        Ok(Typed::list(Listing::Literal(terms), element, elements, span))
    }

    /// Checks a list: the listing, the type of its elements and what is known of them.
    pub(super) fn list(&mut self, expr: &Expr) -> Checked<(Listing, Type, Elements)> {
        let typed = self.check(expr)?;
        match (typed.node, typed.ty) {
            (Node::List(list), Type::List(element)) => Ok((list, *element, typed.elements)),
            (_, ty) => {
                let Text { ja, en } = self.describe(&ty);
                self.fail(expr.span, text!(ja: "一覧が必要なところに{ja}がある", en: "expected a list, found {en}"))
            }
        }
    }

    /// `list[at]`
    pub(super) fn index(&mut self, list: &Expr, at: &Expr, span: Span) -> Checked<Typed> {
        let listing = self.list(list);
        let number = self.term(at);
        let ((list, element, elements), number) = (listing?, number?);
        self.present(&number)?;
        if number.ty != Type::Int {
            let Text { ja, en } = self.describe(&number.ty);
            let message = text!(ja: "要素の番号が整数でない（{ja}）", en: "the number of an element is {en}, not int");
            return self.fail(at.span, message);
        }
        let term = Term::Index(Box::new((list, number.into_term())), span);
        let nullness = if elements.nullable { Nullness::Maybe } else { Nullness::Never };
        Ok(Typed { nullness, ..Typed::term(term, element, span) })
    }

    /// `list.all(x, …)` and its like.
    pub(super) fn macro_call(&mut self, target: &Expr, name: &Name, args: &[Expr], span: Span) -> Checked<Typed> {
        let list = self.list(target);
        let word = &name.text;
        let [variable, body] = args else {
            let message = text!(
                ja: "`{word}` には変数と式の二つが要る",
                en: "`{word}` takes a variable and an expression"
            );
            let help = text!(ja: "例: `.{word}(x, x.name != '')`", en: "for example `.{word}(x, x.name != '')`");
            return self.report(Problem::new(name.span, message).help(help));
        };
        let variable = self.macro_variable(variable)?;
        let (list, ty, elements) = list?;
        let local = Local { name: variable, ty: ty.clone(), nullable: elements.nullable };
        self.with_local(local, |checker, slot| {
            checker.assume_elements(slot, &elements);
            if word == "map" {
                return checker.map(list, body, slot, span);
            }
            let (test, narrow) = checker.test(body)?;
            let filter = Box::new(Filter { fallible: list.can_fail(), cost: cost(body), list, test });
            Ok(match word.as_str() {
                "all" => Typed::test(Test::Quantified(false, filter), span),
                "exists" => Typed::test(Test::Quantified(true, filter), span),
                "exists_one" => Typed::test(exactly_one(Listing::Filter(filter)), span),
                _ => {
                    let elements = solid_elements(elements, &narrow, slot);
                    Typed::list(Listing::Filter(filter), ty, elements, span)
                }
            })
        })
    }

    fn macro_variable(&mut self, variable: &Expr) -> Checked<String> {
        let Kind::Name(name) = &variable.kind else {
            return self.fail(variable.span, text!(ja: "変数名が必要", en: "expected the name of a variable"));
        };
        let taken = self.locals.iter().any(|local| local.name == *name)
            || self.scope.variables.iter().any(|(variable, _)| variable == name)
            || matches!(name.as_str(), "body" | "inventory" | "catalog" | "as_of");
        if taken {
            let message = text!(ja: "`{name}` はすでに使われている名前", en: "`{name}` already names something");
            let help = text!(ja: "別の変数名にしてください", en: "use another name");
            return self.report(Problem::new(variable.span, message).help(help));
        }
        Ok(name.clone())
    }

    fn map(&mut self, list: Listing, body: &Expr, slot: u16, span: Span) -> Checked<Typed> {
        let typed = self.check(body)?;
        if let Node::List(_) = typed.node {
            let message = text!(ja: "`map` の結果を一覧にはできない", en: "`map` cannot give a list of lists");
            return self.fail(body.span, message);
        }
        let (nullable, ty) = (typed.nullable(), typed.ty.clone());
        let elements = Elements { nullable, solid: Vec::new() };
        let term = typed.into_term();
        let list = match (&term, &list) {
            (Term::Record(path), _) if is_variable(path, slot) => list,
            _ => Listing::Map(Box::new(Map { list, term, cost: cost(body) })),
        };
        Ok(Typed::list(list, ty, elements, span))
    }

    /// What a `filter` before has made certain about the elements.
    fn assume_elements(&mut self, slot: u16, elements: &Elements) {
        let ways: Vec<_> =
            elements.solid.iter().map(|fields| Stable { start: Start::Local(slot), fields: fields.clone() }).collect();
        self.solid.assume(&ways);
    }

    /// The elements of a list, which must all be numbers and never none.
    pub(super) fn numbers(&mut self, expr: &Expr) -> Checked<(Listing, Type)> {
        let (list, ty, elements) = self.list(expr)?;
        if elements.nullable {
            let message = text!(ja: "「なし」の要素は足せない", en: "elements that may be none cannot be added");
            let help = text!(
                ja: "先に `.filter(x, x != null)` で除いてください",
                en: "leave them out first with `.filter(x, x != null)`"
            );
            return self.report(Problem::new(expr.span, message).help(help));
        }
        if !ty.is_number() {
            let Text { ja, en } = self.describe(&ty);
            return self.fail(expr.span, text!(ja: "{ja}は足せない", en: "{en} cannot be added"));
        }
        Ok((list, ty))
    }
}

/// Steps that one evaluation of the body of a macro counts as.
fn cost(body: &Expr) -> u32 {
    body.size.div_ceil(limits::PARTS_A_STEP)
}

/// The list has exactly one element.
fn exactly_one(list: Listing) -> Test {
    Test::Equal(Box::new((Term::Size(Box::new(list)), Term::Const(Constant::Int(1)))))
}

/// What is known of the elements that pass a test.
fn solid_elements(before: Elements, narrow: &Narrow, slot: u16) -> Elements {
    let mut after = before;
    for way in narrow.yes.iter().filter(|way| way.start == Start::Local(slot)) {
        if way.fields.is_empty() {
            after.nullable = false;
        } else {
            after.solid.push(way.fields.clone());
        }
    }
    after
}

fn is_variable(path: &Path, slot: u16) -> bool {
    path.hops.is_empty() && matches!(path.base, Base::Local(local) if local == slot)
}

/// A whole number among doubles becomes one.
fn widen(item: Typed, element: &Type) -> Term {
    let whole = item.ty == Type::Int && *element == Type::Double;
    match item.into_term() {
        Term::Const(Constant::Int(value)) if whole => Term::Const(Constant::Double(value as f64)),
        term if whole => Term::Double(Box::new(term)),
        term => term,
    }
}
