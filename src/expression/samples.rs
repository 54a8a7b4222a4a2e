//! Samples: the values written in an expression, near which its outcome may change.

use super::parser;
use super::syntax::{Expr, Kind, Operator};
use crate::calendar;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What is written in an expression, for whoever looks for facts that change its outcome.
#[derive(Debug, Clone, Default)]
pub struct Samples {
    /// Whole numbers; days, months and years among them.
    pub ints: BTreeSet<i64>,
    /// Dates.
    pub dates: BTreeSet<Date>,
    /// Texts.
    pub texts: BTreeSet<String>,
    /// It reckons with two facts, or looks into texts: trying the values near the written ones proves nothing.
    pub reckons: bool,
}

/// Collects what is written in an expression.
pub fn samples(source: &str) -> Samples {
    let mut samples = Samples::default();
    if let (Some(expr), _) = parser::parse(source) {
        samples.collect(&expr);
    }
    samples
}

impl Samples {
    /// Adds what is written in another expression.
    pub fn add(&mut self, other: Samples) {
        self.ints.extend(other.ints);
        self.dates.extend(other.dates);
        self.texts.extend(other.texts);
        self.reckons |= other.reckons;
    }

    fn collect(&mut self, expr: &Expr) {
        match &expr.kind {
            Kind::Int(value) => {
                self.ints.insert(*value);
            }
            Kind::Double(value) => {
                self.ints.extend([value.floor() as i64, value.ceil() as i64]);
            }
            Kind::Text(text) => {
                self.texts.insert(text.clone());
            }
            Kind::Binary(operator, _, left, right) => {
                let reckons = matches!(
                    operator,
                    Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Remainder
                );
                self.reckons |= reckons && !fixed(left) && !fixed(right);
            }
            Kind::Call(None, name, args) if name.text == "date" => {
                if let [Expr { kind: Kind::Text(text), .. }] = args.as_slice() {
                    self.dates.extend(calendar::parse_date(text).ok());
                }
            }
            Kind::Call(_, name, _) => {
                self.reckons |= !matches!(name.text.as_str(), "days" | "months" | "deadline");
            }
            _ => {}
        }
        parts(expr).into_iter().for_each(|part| self.collect(part));
    }
}

/// Nothing that a person states decides its value.
fn fixed(expr: &Expr) -> bool {
    match &expr.kind {
        Kind::Int(_) | Kind::Double(_) | Kind::Text(_) => true,
        Kind::Name(name) => name == "as_of",
        Kind::Call(None, name, args) => match name.text.as_str() {
            "days" | "months" | "date" => args.iter().all(fixed),
            "deadline" => args.len() == 1,
            _ => false,
        },
        Kind::Binary(_, _, left, right) => fixed(left) && fixed(right),
        _ => false,
    }
}

fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        Kind::Select(of, _) => vec![of],
        Kind::Index(list, at) => vec![list, at],
        Kind::Call(target, _, args) => target.iter().map(|target| &**target).chain(args).collect(),
        Kind::List(items) | Kind::And(items) | Kind::Or(items) => items.iter().collect(),
        Kind::Not(inner) | Kind::Negate(inner) => vec![inner],
        Kind::Binary(_, _, left, right) => vec![left, right],
        Kind::If(parts) => parts.iter().collect(),
        _ => Vec::new(),
    }
}
