//! The parser: tokens to a syntax tree, with bounded depth and size.

use super::lexer;
use super::limits;
use super::problem::Problem;
use super::span::Span;
use super::syntax::{Expr, Kind, Name, Operator};
use super::token::{self, Sign, Token};
use crate::language::Text;
use crate::text;

/// Parses a whole expression; what a slip of the pen meant is understood, reported, and does not hide the tree.
pub(super) fn parse(source: &str) -> (Option<Expr>, Vec<Problem>) {
    parse_part(source, 0, source.len())
}

/// Parses the expression in `source[from..to]`; spans count from the beginning of `source`.
pub(super) fn parse_part(source: &str, from: usize, to: usize) -> (Option<Expr>, Vec<Problem>) {
    if to - from > limits::SOURCE {
        let most = limits::SOURCE;
        let message = text!(ja: "式が長すぎる（{most} バイトまで）", en: "the expression is longer than {most} bytes");
        return (None, vec![Problem::new(Span::new(from, from), message)]);
    }
    let (tokens, problems) = lexer::tokens(source, from, to);
    let mut parser = Parser { source, tokens, next: 0, depth: 0, nodes: 0, problems };
    let expr = parser.whole().ok();
    (expr, parser.problems)
}

/// A problem has been reported; there is no tree.
struct Reported;

type Parsed<T> = Result<T, Reported>;

struct Parser<'s> {
    source: &'s str,
    tokens: Vec<Token>,
    next: usize,
    depth: u16,
    nodes: u32,
    problems: Vec<Problem>,
}

impl Parser<'_> {
    fn whole(&mut self) -> Parsed<Expr> {
        let expr = self.expression()?;
        match self.peek() {
            token::Kind::End => Ok(expr),
            _ => self.unexpected(text!(ja: "式の終わり", en: "the end of the expression")),
        }
    }

    fn token(&self) -> Option<&Token> {
        self.tokens.get(self.next.min(self.tokens.len().saturating_sub(1)))
    }

    fn peek(&self) -> &token::Kind {
        self.token().map_or(&token::Kind::End, |token| &token.kind)
    }

    fn span(&self) -> Span {
        self.token().map_or(Span::new(0, 0), |token| token.span)
    }

    fn at(&self, sign: Sign) -> bool {
        *self.peek() == token::Kind::Sign(sign)
    }

    fn eat(&mut self, sign: Sign) -> bool {
        let found = self.at(sign);
        self.next += usize::from(found);
        found
    }

    fn expect(&mut self, sign: Sign) -> Parsed<Span> {
        let span = self.span();
        if self.eat(sign) {
            return Ok(span);
        }
        self.unexpected(Text::same(format!("`{}`", sign.written())))
    }

    fn unexpected<T>(&mut self, wanted: Text) -> Parsed<T> {
        let span = self.span();
        let Text { ja, en } = wanted;
        let message = match span.of(self.source) {
            "" => text!(ja: "{ja}が必要なところで式が終わっている", en: "expected {en}, found the end"),
            found => text!(ja: "{ja}が必要なところに `{found}` がある", en: "expected {en}, found `{found}`"),
        };
        self.fail(Problem::new(span, message))
    }

    fn fail<T>(&mut self, problem: Problem) -> Parsed<T> {
        self.problems.push(problem);
        Err(Reported)
    }

    /// Builds a part over `parts`, within the limits.
    fn node(&mut self, kind: Kind, span: Span, parts: (u16, u32)) -> Parsed<Expr> {
        let (depth, size) = (parts.0 + 1, parts.1 + 1);
        self.nodes += 1;
        if depth > limits::DEPTH {
            return self.too_deep(span);
        }
        if self.nodes > limits::NODES {
            let message = text!(ja: "式が複雑すぎる", en: "the expression has too many parts");
            return self.fail(Problem::new(span, message));
        }
        Ok(Expr { kind, span, depth, size })
    }

    fn too_deep<T>(&mut self, span: Span) -> Parsed<T> {
        let most = limits::DEPTH;
        let message = text!(ja: "式の入れ子が深すぎる（{most} 段まで）", en: "the expression is nested deeper than {most} levels");
        self.fail(Problem::new(span, message))
    }

    /// Runs `inner` one level deeper.
    fn nested<T>(&mut self, inner: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.depth >= limits::DEPTH {
            let span = self.span();
            return self.too_deep(span);
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    fn expression(&mut self) -> Parsed<Expr> {
        self.nested(|parser| {
            let condition = parser.or()?;
            if !parser.eat(Sign::Question) {
                return Ok(condition);
            }
            let yes = parser.or()?;
            parser.expect(Sign::Colon)?;
            let no = parser.expression()?;
            let span = condition.span.to(no.span);
            let parts = measure([&condition, &yes, &no]);
            parser.node(Kind::If(Box::new([condition, yes, no])), span, parts)
        })
    }

    fn or(&mut self) -> Parsed<Expr> {
        self.chain(Sign::Or, Self::and, Kind::Or)
    }

    fn and(&mut self) -> Parsed<Expr> {
        self.chain(Sign::And, |parser| parser.binary(1), Kind::And)
    }

    fn chain(
        &mut self,
        sign: Sign,
        operand: impl Fn(&mut Self) -> Parsed<Expr>,
        kind: impl Fn(Vec<Expr>) -> Kind,
    ) -> Parsed<Expr> {
        let first = operand(self)?;
        if !self.eat_connective(sign) {
            return Ok(first);
        }
        let mut all = vec![first, operand(self)?];
        while self.eat_connective(sign) {
            all.push(operand(self)?);
        }
        let span = all[0].span.to(all[all.len() - 1].span);
        let parts = measure(&all);
        self.node(kind(all), span, parts)
    }

    /// `&&` or `||`; the words `and` and `or` are reported and understood.
    fn eat_connective(&mut self, sign: Sign) -> bool {
        let word = if sign == Sign::And { "and" } else { "or" };
        let span = self.span();
        match self.peek() {
            token::Kind::Name(name) if name.eq_ignore_ascii_case(word) => {
                self.next += 1;
                self.no_such_word(span, sign);
                true
            }
            _ => self.eat(sign),
        }
    }

    fn no_such_word(&mut self, span: Span, sign: Sign) {
        let (word, right) = (span.of(self.source), sign.written());
        let message = text!(ja: "`{word}` という演算子はない", en: "there is no operator `{word}`");
        let help = text!(ja: "`{right}` を使ってください", en: "use `{right}`");
        self.problems.push(Problem::new(span, message).help(help));
    }

    fn operator(&self) -> Option<(Operator, u8)> {
        match self.peek() {
            token::Kind::In => Some((Operator::In, 1)),
            token::Kind::Sign(sign) => Operator::of(*sign),
            _ => None,
        }
    }

    fn binary(&mut self, least: u8) -> Parsed<Expr> {
        let mut left = self.unary()?;
        while let Some((operator, strength)) = self.operator().filter(|(_, strength)| *strength >= least) {
            let at = self.span();
            self.next += 1;
            let right = self.binary(strength + 1)?;
            let span = left.span.to(right.span);
            let parts = measure([&left, &right]);
            left = self.node(Kind::Binary(operator, at, Box::new(left), Box::new(right)), span, parts)?;
        }
        Ok(left)
    }

    fn unary(&mut self) -> Parsed<Expr> {
        let start = self.span();
        if self.eat(Sign::Not) || self.eat_word_not() {
            let inner = self.nested(Self::unary)?;
            let (span, parts) = (start.to(inner.span), measure([&inner]));
            return self.node(Kind::Not(Box::new(inner)), span, parts);
        }
        if !self.eat(Sign::Minus) {
            return self.postfix();
        }
        if let token::Kind::Int(value) = *self.peek()
            && let Some(value) = 0_i64.checked_sub_unsigned(value)
        {
            let span = start.to(self.span());
            self.next += 1;
            let literal = self.node(Kind::Int(value), span, (0, 0))?;
            return self.selectors(literal);
        }
        let inner = self.nested(Self::unary)?;
        let (span, parts) = (start.to(inner.span), measure([&inner]));
        self.node(Kind::Negate(Box::new(inner)), span, parts)
    }

    /// The word `not` before an operand; reported and understood.
    fn eat_word_not(&mut self) -> bool {
        let token::Kind::Name(name) = self.peek() else { return false };
        let follows = self.tokens.get(self.next + 1).map(|token| &token.kind);
        let operand = matches!(
            follows,
            Some(
                token::Kind::Name(_)
                    | token::Kind::Bool(_)
                    | token::Kind::Text(_)
                    | token::Kind::Sign(Sign::Open | Sign::Not)
            )
        );
        if !name.eq_ignore_ascii_case("not") || !operand {
            return false;
        }
        let span = self.span();
        self.next += 1;
        self.no_such_word(span, Sign::Not);
        true
    }

    fn postfix(&mut self) -> Parsed<Expr> {
        let primary = self.primary()?;
        self.selectors(primary)
    }

    fn selectors(&mut self, mut of: Expr) -> Parsed<Expr> {
        loop {
            if self.eat(Sign::Dot) {
                let name = self.name()?;
                if self.eat(Sign::Open) {
                    let (args, close) = self.list(Sign::Close)?;
                    let span = of.span.to(close);
                    let parts = measure(args.iter().chain([&of]));
                    of = self.node(Kind::Call(Some(Box::new(of)), name, args), span, parts)?;
                } else {
                    let (span, parts) = (of.span.to(name.span), measure([&of]));
                    of = self.node(Kind::Select(Box::new(of), name), span, parts)?;
                }
            } else if self.eat(Sign::OpenBracket) {
                let at = self.expression()?;
                let close = self.expect(Sign::CloseBracket)?;
                let (span, parts) = (of.span.to(close), measure([&of, &at]));
                of = self.node(Kind::Index(Box::new(of), Box::new(at)), span, parts)?;
            } else {
                return Ok(of);
            }
        }
    }

    fn name(&mut self) -> Parsed<Name> {
        let span = self.span();
        match self.peek().clone() {
            token::Kind::Name(text) => {
                self.next += 1;
                Ok(Name { text, span })
            }
            _ => self.unexpected(text!(ja: "項目名", en: "a name")),
        }
    }

    /// Expressions up to the closing sign, and its place; a comma may stand after the last.
    fn list(&mut self, close: Sign) -> Parsed<(Vec<Expr>, Span)> {
        let mut items = Vec::new();
        loop {
            let span = self.span();
            if self.eat(close) {
                return Ok((items, span));
            }
            items.push(self.expression()?);
            if !self.at(close) && !self.eat(Sign::Comma) {
                return self.unexpected(Text::same(format!("`,` / `{}`", close.written())));
            }
        }
    }

    fn primary(&mut self) -> Parsed<Expr> {
        let span = self.span();
        let kind = match self.peek().clone() {
            token::Kind::Sign(Sign::Open) => return self.parenthesis(span),
            token::Kind::Sign(Sign::OpenBracket) => {
                self.next += 1;
                let (items, close) = self.list(Sign::CloseBracket)?;
                let parts = measure(&items);
                return self.node(Kind::List(items), span.to(close), parts);
            }
            token::Kind::Name(text) => return self.word(Name { text, span }),
            token::Kind::Int(value) => match i64::try_from(value) {
                Ok(value) => Kind::Int(value),
                Err(_) => {
                    let message = text!(ja: "{value} は大きすぎる", en: "`{value}` is too large");
                    return self.fail(Problem::new(span, message));
                }
            },
            token::Kind::Double(value) => Kind::Double(value),
            token::Kind::Text(text) => Kind::Text(text),
            token::Kind::Bool(value) => Kind::Bool(value),
            token::Kind::Null => Kind::Null,
            token::Kind::In | token::Kind::Sign(_) | token::Kind::End => {
                return self.unexpected(text!(ja: "値や項目名", en: "a value or a name"));
            }
        };
        self.next += 1;
        self.node(kind, span, (0, 0))
    }

    fn parenthesis(&mut self, open: Span) -> Parsed<Expr> {
        self.next += 1;
        let mut inner = self.expression()?;
        let close = self.expect(Sign::Close)?;
        inner.span = open.to(close);
        Ok(inner)
    }

    /// A name, or a call of a function.
    fn word(&mut self, name: Name) -> Parsed<Expr> {
        self.next += 1;
        let span = name.span;
        if !self.eat(Sign::Open) {
            return self.node(Kind::Name(name.text), span, (0, 0));
        }
        let (args, close) = self.list(Sign::Close)?;
        let parts = measure(&args);
        self.node(Kind::Call(None, name, args), span.to(close), parts)
    }
}

/// Depth of the deepest part, and number of parts in all.
fn measure<'e>(parts: impl IntoIterator<Item = &'e Expr>) -> (u16, u32) {
    parts.into_iter().fold((0, 0), |(depth, size), part| (depth.max(part.depth), size + part.size))
}
