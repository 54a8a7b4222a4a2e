//! Comparisons: `==`, `!=`, `in` and the orders.

use super::super::problem::{Problem, did_you_mean, meant};
use super::super::span::Span;
use super::super::syntax::{Expr, Kind, Operator};
use super::super::tree::{Constant, Leaf, Listing, Order, Term, Test};
use super::super::types::{ChoiceDomain, Type};
use super::narrow::Narrow;
use super::typed::{Node, Nullness};
use super::{Checked, Checker, Reported, Typed};
use crate::language::Text;
use crate::text;

impl Checker<'_> {
    /// `==` and `!=`
    pub(super) fn equality(
        &mut self,
        operator: Operator,
        at: Span,
        sides: (&Expr, &Expr),
        span: Span,
    ) -> Checked<Typed> {
        let left = self.check(sides.0);
        let right = self.check(sides.1);
        let (left, right) = (left?, right?);
        let typed = match (&left.ty, &right.ty) {
            (_, Type::Null) => self.null_test(left, span)?,
            (Type::Null, _) => self.null_test(right, span)?,
            (a, b) if !self.comparable(a, b, at, (&left, &right))? => {
                let help = self.equality_help(a, b);
                return self.mismatch(at, &left.ty, &right.ty, help);
            }
            _ => equal(left, right, span),
        };
        Ok(match operator {
            Operator::NotEqual => {
                let narrow = typed.narrow.clone().swap();
                Typed::test(Test::Not(Box::new(typed.into_test())), span).narrowing(narrow)
            }
            _ => typed,
        })
    }

    fn equality_help(&self, a: &Type, b: &Type) -> Option<Text> {
        match (a, b) {
            (Type::List(_), Type::List(_)) => Some(text!(
                ja: "一覧どうしは比べられません。`size` や `all` を使ってください",
                en: "lists cannot be compared; use `size` or `all`"
            )),
            (Type::List(_), _) | (_, Type::List(_)) => Some(text!(
                ja: "一覧に含まれるかは `in` で調べます",
                en: "use `in` to test whether a list has a value"
            )),
            (Type::Record(_), other) | (other, Type::Record(_)) if other.is_text() => Some(text!(
                ja: "レコードの識別子は `.id` です",
                en: "the id of a record is `.id`"
            )),
            (Type::Date, other) | (other, Type::Date) if other.is_text() => Some(text!(
                ja: "日付は `date('2026-03-31')` と書きます",
                en: "a date is written `date('2026-03-31')`"
            )),
            _ => None,
        }
    }

    /// `x == null`
    fn null_test(&mut self, typed: Typed, span: Span) -> Checked<Typed> {
        let what = typed.span.of(self.source);
        if let Node::List(_) = typed.node {
            let message = text!(ja: "一覧 `{what}` は `null` にならない", en: "the list `{what}` is never `null`");
            let help = text!(ja: "空かどうかは `size({what}) == 0` で調べます", en: "use `size({what}) == 0`");
            return self.report(Problem::new(typed.span, message).help(help));
        }
        if typed.nullness == Nullness::Never {
            let message = text!(ja: "`{what}` は「なし」にならない項目", en: "`{what}` is never none");
            let help = text!(
                ja: "分からない値は自動的に「未確認」になります。比較は要りません",
                en: "a value that is not known makes the result unknown by itself; leave the comparison out"
            );
            return self.report(Problem::new(typed.span, message).help(help));
        }
        let narrow = Narrow { yes: Vec::new(), no: typed.stable.clone().into_iter().collect() };
        Ok(Typed::test(Test::Null(Box::new(typed.into_term())), span).narrowing(narrow))
    }

    /// Two types whose values may be equal; a literal that is not one of the choices is reported.
    fn comparable(&mut self, a: &Type, b: &Type, at: Span, sides: (&Typed, &Typed)) -> Checked<bool> {
        Ok(match (a, b) {
            (Type::Choice(domain), other) | (other, Type::Choice(domain)) if other.is_text() => {
                let literal = if *a == Type::Choice(*domain) { sides.1 } else { sides.0 };
                if let Some(word) = literal.literal() {
                    self.choice(*domain, word, literal.span)?;
                } else if let Type::Choice(other) = other {
                    self.overlapping(*domain, *other, at)?;
                }
                true
            }
            (a, b) if a.is_number() && b.is_number() => true,
            (Type::Text, Type::Text) | (Type::Bool, Type::Bool) | (Type::Date, Type::Date) => true,
            (Type::Record(a), Type::Record(b)) => a == b,
            _ => false,
        })
    }

    /// Sees to it that a literal is one of the choices of a field.
    pub(super) fn choice(&mut self, domain: ChoiceDomain, word: &str, span: Span) -> Checked<()> {
        let Some(choices) = domain.choices(self.vocabulary).filter(|choices| !choices.contains_key(word)) else {
            self.choices.push((span, domain));
            return Ok(());
        };
        let named = choices.iter().find(|(_, choice)| {
            choice.label.ja == word || choice.label.en == word || choice.alias.iter().any(|alias| alias == word)
        });
        let help = match named {
            Some((id, _)) => Some(meant(id)),
            None => did_you_mean(word, choices.keys().map(String::as_str)).or_else(|| {
                let ids = choices.keys().map(|id| format!("`{id}`")).collect::<Vec<_>>();
                let (ja, en) = (ids.join("・"), ids.join(", "));
                (ids.len() <= 12).then(|| text!(ja: "選択肢は{ja}です", en: "the choices are {en}"))
            }),
        };
        let field = &self.vocabulary.field(domain.entity, domain.field).id;
        let message = text!(ja: "`{word}` は `{field}` の選択肢にない", en: "`{word}` is not a choice of `{field}`");
        self.report(Problem::new(span, message).help(help))
    }

    fn overlapping(&mut self, a: ChoiceDomain, b: ChoiceDomain, at: Span) -> Checked<()> {
        let (Some(ours), Some(theirs)) = (a.choices(self.vocabulary), b.choices(self.vocabulary)) else {
            return Ok(());
        };
        if ours.is_empty() || theirs.is_empty() || ours.keys().any(|id| theirs.contains_key(id)) {
            return Ok(());
        }
        let a = &self.vocabulary.field(a.entity, a.field).id;
        let b = &self.vocabulary.field(b.entity, b.field).id;
        let message =
            text!(ja: "`{a}` と `{b}` には共通の選択肢がない", en: "`{a}` and `{b}` have no choice in common");
        self.fail(at, message)
    }

    /// `<`, `<=`, `>`, `>=`
    pub(super) fn order(&mut self, operator: Operator, at: Span, sides: (&Expr, &Expr), span: Span) -> Checked<Typed> {
        let (left, right) = self.both(sides)?;
        let fits = match (&left.ty, &right.ty) {
            (a, b) if a.is_number() && b.is_number() => true,
            (Type::Date, Type::Date) | (Type::Text, Type::Text) => true,
            _ => false,
        };
        if !fits && left.ty != Type::Null && right.ty != Type::Null {
            let help = match (&left.ty, &right.ty) {
                (Type::Bool, _) => Some(text!(
                    ja: "範囲は `a < x && x < b` と書きます",
                    en: "a range is written `a < x && x < b`"
                )),
                (a, b) => self.equality_help(a, b),
            };
            return self.mismatch(at, &left.ty, &right.ty, help);
        }
        let (first, second) = (self.present(&left), self.present(&right));
        first?;
        second?;
        let order = match operator {
            Operator::Less => Order::Less,
            Operator::LessEqual => Order::LessEqual,
            Operator::Greater => Order::Greater,
            _ => Order::GreaterEqual,
        };
        let terms = Box::new((left.into_term(), right.into_term()));
        Ok(Typed::test(Test::Order(order, terms), span))
    }

    /// `x in list`
    pub(super) fn contained(&mut self, item: &Expr, list: &Expr, span: Span) -> Checked<Typed> {
        let left = self.term(item);
        let right = self.check(list);
        let (left, right) = (left?, right?);
        let Type::List(element) = &right.ty else {
            let Text { ja, en } = self.describe(&right.ty);
            let message = text!(ja: "`in` の右が一覧ではなく{ja}", en: "the right side of `in` is {en}, not a list");
            return self.fail(list.span, message);
        };
        self.contained_choices(&left, element, list)?;
        let fits = left.ty == Type::Null && right.elements.nullable
            || self.comparable(&left.ty, element, span, (&left, &Typed::null(list.span)))?;
        if !fits {
            let Text { ja, en } = self.describe(&left.ty);
            let element = self.describe(element);
            let (ja, en) = (format!("{ja}が{}", element.ja), format!("{en} in a list of {}", element.en));
            let message = text!(ja: "{ja}の一覧に含まれることはない", en: "`in` looks for {en}");
            return self.fail(span, message);
        }
        let narrow = Narrow {
            yes: if right.elements.nullable { Vec::new() } else { left.stable.clone().into_iter().collect() },
            no: Vec::new(),
        };
        let Node::List(list) = right.node else { return Err(Reported) };
        Ok(Typed::test(among(left.into_term(), list), span).narrowing(narrow))
    }

    /// Literals on either side of `in` must be choices, if the other side is of a choice field.
    fn contained_choices(&mut self, left: &Typed, element: &Type, list: &Expr) -> Checked<()> {
        let mut result = Ok(());
        if let (Type::Choice(domain), Kind::List(items)) = (&left.ty, &list.kind) {
            for item in items {
                if let Kind::Text(word) = &item.kind {
                    result = self.choice(*domain, word, item.span).and(result);
                }
            }
        }
        if let (Type::Choice(domain), Some(word)) = (element, left.literal()) {
            result = self.choice(*domain, word, left.span).and(result);
        }
        result
    }
}

/// `left == right`, in its fastest form.
fn equal(left: Typed, right: Typed, span: Span) -> Typed {
    let maybe = |side: &Typed, other: &Typed| match (&side.stable, other.nullable()) {
        (Some(way), false) => Some(way.clone()),
        _ => None,
    };
    let yes = maybe(&left, &right).into_iter().chain(maybe(&right, &left)).collect();
    let narrow = Narrow { yes, no: Vec::new() };
    let nullable = left.nullable() || right.nullable();
    let test = if left.ty == Type::Bool && !nullable {
        Test::Same(Box::new((left.into_test(), right.into_test())))
    } else {
        match (left.into_term(), right.into_term()) {
            (Term::Read(leaf), Term::Const(Constant::Text(text)))
            | (Term::Const(Constant::Text(text)), Term::Read(leaf)) => Test::TextIs(Box::new((leaf, text))),
            terms => Test::Equal(Box::new(terms)),
        }
    };
    Typed::test(test, span).narrowing(narrow)
}

/// `term in list`, in its fastest form.
fn among(term: Term, list: Listing) -> Test {
    match (term, list) {
        (Term::Read(leaf), Listing::Literal(items)) => match texts(&items) {
            Some(texts) => text_among(leaf, texts),
            None => Test::In(Box::new((Term::Read(leaf), Listing::Literal(items)))),
        },
        sides => Test::In(Box::new(sides)),
    }
}

fn text_among(leaf: Leaf, texts: Box<[Box<str>]>) -> Test {
    Test::TextAmong(Box::new((leaf, texts)))
}

/// The texts of a list of literals.
fn texts(items: &[Term]) -> Option<Box<[Box<str>]>> {
    let literal = |item: &Term| match item {
        Term::Const(Constant::Text(text)) => Some(text.clone()),
        _ => None,
    };
    items.iter().map(literal).collect()
}
