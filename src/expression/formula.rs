//! Formulas: compiled expressions that give a value, for implied and computed facts.

use super::check::{Checker, Typed};
use super::evaluate::recorder::Explain;
use super::evaluate::scalar::Scalar;
use super::evaluate::{Binding, Evaluator, Flow, Member, Stop, Tri};
use super::evidence;
use super::fault::{EvalError, Fault, FaultKind};
use super::limits;
use super::parser;
use super::problem::Problem;
use super::reads::Reads;
use super::span::Span;
use super::syntax::{Expr, Kind};
use super::tree::{Base, Listing, Root, Term};
use super::types::{Scope, Type};
use crate::inventory::{Fact, Known, Missing, Municipality, Range, Value};
use crate::language::Text;
use crate::text;
use crate::vocabulary::{FieldType, Vocabulary};

/// A compiled expression that gives a value.
#[derive(Debug, Clone)]
pub struct Formula {
    source: String,
    root: Root,
    /// The type of the value; whole numbers in a `number` field are doubles.
    ty: Type,
    reads: Reads,
}

/// An expression that was compiled, before its type is compared with what is wanted.
struct Compiled {
    expr: Expr,
    root: Root,
    typed: Typed,
    reads: Reads,
}

/// A value that was worked out, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The value. A list is known even if it may lack elements; `missing` then says what would settle that.
    pub value: Known<Value>,
    /// Bounds of a whole number that is missing.
    pub range: Option<Range>,
    /// The facts it rests on. In order.
    pub facts: Vec<Fact>,
    /// What must be known for it to be certain. In order.
    pub missing: Vec<Missing>,
    /// What could not be computed.
    pub error: Option<EvalError>,
}

impl Formula {
    /// Compiles an expression for a field, or says all that is wrong with it.
    pub fn compile(
        source: &str,
        scope: &Scope,
        vocabulary: &Vocabulary,
        expected: &FieldType,
    ) -> Result<Self, Vec<Problem>> {
        let Compiled { expr, root, typed, reads } = compile(source, scope, vocabulary)?;
        let mut problems = Vec::new();
        if !fits(&typed.ty, expected) {
            let (found, wanted) = (typed.ty.describe(vocabulary), expected_text(expected, vocabulary));
            let (ja, en) = (
                format!("項目の型は{}だが、式は{}", wanted.ja, found.ja),
                format!("the field is {}, the expression is {}", wanted.en, found.en),
            );
            problems.push(Problem::new(expr.span, Text::new(ja, en)));
        } else if let FieldType::Choice(choices) | FieldType::Choices(choices) = expected {
            literals(&expr, &mut |word, span| {
                if !choices.contains_key(word) {
                    let help = super::problem::did_you_mean(word, choices.keys().map(String::as_str));
                    let message =
                        text!(ja: "`{word}` は項目の選択肢にない", en: "`{word}` is not a choice of the field");
                    problems.push(Problem::new(span, message).help(help));
                }
            });
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let ty = if *expected == FieldType::Number { Type::Double } else { typed.ty };
        Ok(Self { source: source.to_owned(), root, ty, reads })
    }

    /// Compiles an expression that gives a list; with the type of its elements.
    pub fn compile_list(source: &str, scope: &Scope, vocabulary: &Vocabulary) -> Result<(Self, Type), Vec<Problem>> {
        let Compiled { expr, root, typed, reads } = compile(source, scope, vocabulary)?;
        let Type::List(element) = &typed.ty else {
            let Text { ja, en } = typed.ty.describe(vocabulary);
            let message = text!(ja: "一覧が必要なところに{ja}がある", en: "expected a list, found {en}");
            return Err(vec![Problem::new(expr.span, message)]);
        };
        let element = (**element).clone();
        let formula = Self { source: source.to_owned(), root, ty: typed.ty, reads };
        Ok((formula, element))
    }

    /// The value over the facts of a municipality.
    pub fn evaluate(&self, m: &Municipality<'_>, bindings: &[Binding]) -> Computed {
        let mut evaluator = Evaluator::<Explain>::new(m, bindings, limits::FORMULA_STEPS);
        if matches!(&self.root, Root::Term(Term::Size(list)) if counts_referring(list)) {
            evaluator = evaluator.screening();
        }
        let outcome = match &self.root {
            Root::Test(test) => match evaluator.test(test) {
                Tri::True => Ok(Known::Value(Value::Bool(true))),
                Tri::False => Ok(Known::Value(Value::Bool(false))),
                Tri::Unknown => Err(Stop::Missing),
                Tri::Error => Err(Stop::Error),
            }
            .map(|value| (value, None)),
            Root::Term(term) => evaluator.term(term).map(|scalar| match scalar {
                Scalar::Range(bounds) => (Known::Missing, bounds.range()),
                scalar => (known(m, scalar, &self.ty), None),
            }),
            Root::List(_) => self.elements(m, &mut evaluator).map(|values| (Known::Value(Value::List(values)), None)),
        };
        let whole = Span::new(0, self.source.len());
        let fault = match evaluator.is_exhausted() {
            true => Some(Fault { kind: FaultKind::Limit, span: whole }),
            false => evaluator.recorder.faults.first().copied(),
        };
        let failed = evaluator.is_exhausted() || outcome == Err(Stop::Error);
        let recorder = evaluator.recorder;
        // what a count rests on is what was counted: the records left out would drown it
        let missing = if failed { Vec::new() } else { recorder.missing.clone() };
        let facts = if matches!(self.root, Root::Term(_)) { recorder.facts } else { recorder.read() };
        let (value, range) = outcome.ok().filter(|_| !failed).unwrap_or((Known::Missing, None));
        let no_value = Fault { kind: FaultKind::NoValue, span: whole };
        Computed {
            value,
            range,
            facts: evidence::facts(m, facts, true),
            missing: evidence::missing(m, missing),
            error: failed.then(|| fault.unwrap_or(no_value).error()),
        }
    }

    /// The elements that are certain.
    fn elements<'a>(
        &'a self,
        m: &'a Municipality<'a>,
        evaluator: &mut Evaluator<'a, Explain>,
    ) -> Result<Vec<Value>, Stop> {
        let (Root::List(list), Type::List(element)) = (&self.root, &self.ty) else { return Err(Stop::Error) };
        let mut values = Vec::new();
        evaluator.each(list, &mut |_, item| {
            if let (Member::In, Some(value)) = (item.member, item.value)
                && let Known::Value(value) = known(m, value, element)
            {
                values.push(value);
            }
            Flow::Continue
        })?;
        Ok(values)
    }

    /// What it reads beside the records it is about.
    pub fn reads(&self) -> &Reads {
        &self.reads
    }

    /// The text it was compiled from.
    pub fn source(&self) -> &str {
        &self.source
    }
}

/// Whether a list is made of the records that refer to one, and of those that pass a test.
fn counts_referring(list: &Listing) -> bool {
    match list {
        Listing::Distinct(list) => counts_referring(list),
        Listing::Map(map) => counts_referring(&map.list),
        Listing::Filter(filter) => {
            matches!(&filter.list, Listing::Reverse(path, ..) if !matches!(path.base, Base::Term(_)))
        }
        _ => false,
    }
}

fn compile(source: &str, scope: &Scope, vocabulary: &Vocabulary) -> Result<Compiled, Vec<Problem>> {
    let (expr, mut problems) = parser::parse(source);
    let mut checker = Checker::new(source, scope, vocabulary);
    let checked = expr.and_then(|expr| {
        let (root, typed) = checker.any(&expr).ok()?;
        Some((expr, root, typed))
    });
    problems.append(&mut checker.problems);
    match checked {
        Some((expr, root, typed)) if problems.is_empty() => Ok(Compiled { expr, root, typed, reads: checker.reads }),
        _ => Err(problems),
    }
}

/// A scalar as a value for people and tables.
pub(super) fn known(m: &Municipality<'_>, scalar: Scalar<'_>, ty: &Type) -> Known<Value> {
    let value = match scalar {
        Scalar::Null => return Known::None,
        Scalar::Bool(value) => Value::Bool(value),
        Scalar::Int(value) if *ty == Type::Double => Value::Number(value as f64),
        Scalar::Int(value) => Value::Int(value),
        Scalar::Range(bounds) => match bounds.low() {
            Some(low) => Value::AtLeast(low, bounds.high()),
            None => return Known::Missing,
        },
        Scalar::Double(value) => Value::Number(value),
        Scalar::Text(text) => Value::Text(text.to_owned()),
        Scalar::Date(date) => Value::Date(date),
        Scalar::Days(days) => Value::Days(days),
        Scalar::Row(row) => match ty {
            Type::Record(entity) if row < m.table(*entity).len() => Value::Record(*entity, row),
            _ => return Known::Missing,
        },
        Scalar::Span(_) => return Known::Missing,
    };
    Known::Value(value)
}

/// Whether a value of that type may be written in a field.
fn fits(ty: &Type, expected: &FieldType) -> bool {
    match (ty, expected) {
        (Type::Null, FieldType::Refs(_) | FieldType::Choices(_) | FieldType::Texts) => false,
        (Type::Null, _) => true,
        (Type::Bool, FieldType::Bool) | (Type::Date, FieldType::Date) => true,
        (Type::Int, FieldType::Int | FieldType::Year | FieldType::Number) => true,
        (Type::Double, FieldType::Number) => true,
        (Type::Text | Type::Choice(_), FieldType::Text | FieldType::Choice(_)) => true,
        (Type::Record(entity), FieldType::Ref(target)) => entity == target,
        (Type::List(element), FieldType::Refs(target)) => **element == Type::Record(*target),
        (Type::List(element), FieldType::Texts | FieldType::Choices(_)) => element.is_text(),
        _ => false,
    }
}

fn expected_text(expected: &FieldType, vocabulary: &Vocabulary) -> Text {
    let list = |element: Type| Type::List(Box::new(element)).describe(vocabulary);
    match expected {
        FieldType::Text => Type::Text.describe(vocabulary),
        FieldType::Bool => Type::Bool.describe(vocabulary),
        FieldType::Int | FieldType::Year => Type::Int.describe(vocabulary),
        FieldType::Number => Type::Double.describe(vocabulary),
        FieldType::Date => Type::Date.describe(vocabulary),
        FieldType::Choice(_) => text!(ja: "選択肢", en: "choice"),
        FieldType::Choices(_) => text!(ja: "選択肢の一覧", en: "list of choices"),
        FieldType::Ref(target) => Type::Record(*target).describe(vocabulary),
        FieldType::Refs(target) => list(Type::Record(*target)),
        FieldType::Texts => list(Type::Text),
    }
}

/// The texts that an expression may give as they stand.
fn literals(expr: &Expr, found: &mut impl FnMut(&str, Span)) {
    match &expr.kind {
        Kind::Text(word) => found(word, expr.span),
        Kind::If(parts) => parts[1..].iter().for_each(|part| literals(part, found)),
        Kind::List(items) => items.iter().for_each(|item| literals(item, found)),
        _ => {}
    }
}
