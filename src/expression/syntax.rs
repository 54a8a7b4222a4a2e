//! The syntax tree: an expression as it is written, with the place of every part.

use super::span::Span;
use super::token::Sign;

/// One part of an expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expr {
    /// What it is.
    pub kind: Kind,
    /// All of it.
    pub span: Span,
    /// Levels of parts below and including it.
    pub depth: u16,
    /// Number of parts, itself included.
    pub size: u32,
}

/// A name and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    /// The name.
    pub text: String,
    /// Where it is written.
    pub span: Span,
}

/// Kinds of parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// `null`
    Null,
    /// `true`
    Bool(bool),
    /// `1`
    Int(i64),
    /// `1.5`
    Double(f64),
    /// `'a'`
    Text(String),
    /// `system`
    Name(String),
    /// `of.name`
    Select(Box<Expr>, Name),
    /// `of[at]`
    Index(Box<Expr>, Box<Expr>),
    /// `name(args)` or `target.name(args)`
    Call(Option<Box<Expr>>, Name, Vec<Expr>),
    /// `[a, b]`
    List(Vec<Expr>),
    /// `!a`
    Not(Box<Expr>),
    /// `-a`
    Negate(Box<Expr>),
    /// `a && b && c`
    And(Vec<Expr>),
    /// `a || b || c`
    Or(Vec<Expr>),
    /// `a + b`, `a == b`, …
    Binary(Operator, Span, Box<Expr>, Box<Expr>),
    /// `a ? b : c`
    If(Box<[Expr; 3]>),
}

/// Operators between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `in`
    In,
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
}

impl Operator {
    /// The operator of a sign, and how tightly it binds.
    pub fn of(sign: Sign) -> Option<(Operator, u8)> {
        Some(match sign {
            Sign::Equal => (Operator::Equal, 1),
            Sign::NotEqual => (Operator::NotEqual, 1),
            Sign::Less => (Operator::Less, 1),
            Sign::LessEqual => (Operator::LessEqual, 1),
            Sign::Greater => (Operator::Greater, 1),
            Sign::GreaterEqual => (Operator::GreaterEqual, 1),
            Sign::Plus => (Operator::Add, 2),
            Sign::Minus => (Operator::Subtract, 2),
            Sign::Times => (Operator::Multiply, 3),
            Sign::Divide => (Operator::Divide, 3),
            Sign::Remainder => (Operator::Remainder, 3),
            _ => return None,
        })
    }
}
