//! Templates: sentences with expressions in braces, for messages and questions.

use super::check::Checker;
use super::evaluate::recorder::Fast;
use super::evaluate::scalar::Scalar;
use super::evaluate::{Binding, Evaluator, Flow, Member, Tri};
use super::formula;
use super::limits;
use super::parser;
use super::problem::Problem;
use super::reads::Reads;
use super::span::Span;
use super::tree::{Arithmetic, Calendar, Field, Root, Term};
use super::types::{Scope, Type};
use super::wording;
use crate::calendar;
use crate::inventory::{Known, Municipality};
use crate::language::Language;
use crate::text;
use crate::vocabulary::body;
use crate::vocabulary::{FieldType, Vocabulary};

/// A compiled sentence.
#[derive(Debug, Clone)]
pub struct Template {
    source: String,
    parts: Vec<Part>,
    reads: Reads,
}

#[derive(Debug, Clone)]
enum Part {
    Words(String),
    /// An expression, its type, and whether its number is a fiscal year.
    Value(Root, Type, bool),
}

/// Stretches of the source: words, or an expression without its braces.
enum Piece {
    Words(String),
    Expression(usize, usize),
}

impl Template {
    /// Compiles a sentence: `{expression}` stands for its value, `{{` and `}}` for braces.
    pub fn compile(source: &str, scope: &Scope, vocabulary: &Vocabulary) -> Result<Self, Vec<Problem>> {
        let (pieces, mut problems) = pieces(source);
        let mut parts = Vec::with_capacity(pieces.len());
        let mut reads = Reads::default();
        for piece in pieces {
            match piece {
                Piece::Words(words) => parts.push(Part::Words(words)),
                Piece::Expression(from, to) => {
                    let mut checker = Checker::new(source, scope, vocabulary);
                    checker.lenient = true;
                    parts.extend(value_part((source, from, to), &mut checker));
                    problems.append(&mut checker.problems);
                    reads.append(&mut checker.reads);
                }
            }
        }
        match problems.is_empty() {
            true => Ok(Self { source: source.to_owned(), parts, reads }),
            false => Err(problems),
        }
    }

    /// The sentence over the facts of a municipality.
    pub fn render(&self, m: &Municipality<'_>, bindings: &[Binding], language: Language) -> String {
        let mut sentence = String::new();
        for part in &self.parts {
            match part {
                Part::Words(words) => sentence.push_str(words),
                Part::Value(root, ty, year) => {
                    let year = if *year { self.year(m, bindings, root) } else { None };
                    let words = year.map(|year| calendar::year_name(year, language));
                    sentence.push_str(&words.unwrap_or_else(|| value(m, bindings, language, root, ty)));
                }
            }
        }
        sentence
    }

    /// Whether every value in the sentence can be told; `Unknown` if a fact is missing, `Error` if one cannot be computed.
    pub fn tells(&self, m: &Municipality<'_>, bindings: &[Binding]) -> Tri {
        let language = Language::En;
        let values = self.parts.iter().filter_map(|part| match part {
            Part::Words(_) => None,
            Part::Value(root, ty, _) => Some(value(m, bindings, language, root, ty)),
        });
        values.fold(Tri::True, |told, value| match value.as_str() {
            words if words == wording::error(language) => Tri::Error,
            words if words == wording::unknown(language) && told == Tri::True => Tri::Unknown,
            _ => told,
        })
    }

    /// The fiscal year that an expression gives, if it is known.
    fn year(&self, m: &Municipality<'_>, bindings: &[Binding], root: &Root) -> Option<i64> {
        let Root::Term(term) = root else { return None };
        match Evaluator::<Fast>::new(m, bindings, limits::CONDITION_STEPS).term(term) {
            Ok(Scalar::Int(year)) => Some(year),
            _ => None,
        }
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

/// Compiles the expression in `source[from..to]`.
fn value_part((source, from, to): (&str, usize, usize), checker: &mut Checker<'_>) -> Option<Part> {
    let (expr, mut found) = parser::parse_part(source, from, to);
    checker.problems.append(&mut found);
    let (root, typed) = checker.any(&expr?).ok()?;
    let printed = if let Type::List(element) = &typed.ty { element } else { &typed.ty };
    if *printed == Type::Span {
        let message = text!(ja: "期間は文に書けない", en: "a length of time cannot be printed");
        checker.problems.push(Problem::new(typed.span, message));
        return None;
    }
    let year = matches!(&root, Root::Term(term) if is_year(term, checker.vocabulary));
    Some(Part::Value(root, typed.ty, year))
}

/// The number is a fiscal year, or one some years earlier or later.
fn is_year(term: &Term, vocabulary: &Vocabulary) -> bool {
    match term {
        Term::Read(leaf) => vocabulary.field(leaf.field.entity, leaf.field.field).kind == FieldType::Year,
        Term::Calendar(Calendar::FiscalYear, ..) => true,
        Term::Arithmetic(Arithmetic::Add | Arithmetic::Subtract, operands, _) => {
            is_year(&operands.0, vocabulary) && matches!(operands.1, Term::Const(_))
        }
        _ => false,
    }
}

/// A record whose name is not known is called what reports call it: by what identifies it, else by its id.
fn nameless(m: &Municipality<'_>, bindings: &[Binding], term: &Term, language: Language) -> Option<String> {
    let Term::Read(leaf) = term else { return None };
    let Field { entity, field } = leaf.field;
    if m.vocabulary.field(entity, field).id != body::NAME {
        return None;
    }
    let row = Evaluator::<Fast>::new(m, bindings, limits::CONDITION_STEPS).row(&leaf.path).ok()??;
    Some(m.name(entity, row, language))
}

fn value<'a>(
    m: &'a Municipality<'a>,
    bindings: &'a [Binding],
    language: Language,
    root: &'a Root,
    ty: &'a Type,
) -> String {
    let mut evaluator = Evaluator::<'a, Fast>::new(m, bindings, limits::CONDITION_STEPS);
    let text = match root {
        Root::Test(test) => match evaluator.test(test) {
            Tri::True => wording::truth(true, language),
            Tri::False => wording::truth(false, language),
            Tri::Unknown => wording::unknown(language),
            Tri::Error => wording::error(language),
        }
        .to_owned(),
        Root::Term(term) => match evaluator.term(term) {
            Ok(scalar) => wording::known(m, &formula::known(m, scalar, ty), ty, language),
            Err(stop) if Tri::from(stop) == Tri::Unknown => {
                let named = nameless(m, bindings, term, language);
                named.unwrap_or_else(|| wording::unknown(language).to_owned())
            }
            Err(_) => wording::error(language).to_owned(),
        },
        Root::List(list) => {
            let element = if let Type::List(element) = ty { element } else { ty };
            let mut words = Vec::new();
            let mut unknown = false;
            let ended = evaluator.each(list, &mut |_, item| {
                match (item.member, item.value) {
                    (Member::In, value) => {
                        let known = value.map_or(Known::Missing, |value: Scalar<'_>| formula::known(m, value, element));
                        words.push(wording::known(m, &known, element, language));
                    }
                    (Member::Maybe, _) => unknown = true,
                    (Member::Out, _) => {}
                }
                Flow::Continue
            });
            match ended {
                Ok(open) => wording::list(&words, open || unknown, language),
                Err(_) => wording::error(language).to_owned(),
            }
        }
    };
    if evaluator.is_exhausted() { wording::error(language).to_owned() } else { text }
}

/// Cuts a sentence into words and expressions.
fn pieces(source: &str) -> (Vec<Piece>, Vec<Problem>) {
    let mut pieces = Vec::new();
    let mut problems = Vec::new();
    let mut words = String::new();
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        if rest.starts_with("{{") || rest.starts_with("}}") {
            words.push(c);
            at += 2;
        } else if c == '{' {
            if !words.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut words)));
            }
            let from = at + 1;
            let Some(length) = closing(&source[from..]) else {
                let message = text!(ja: "`{{` が閉じていない", en: "the `{{` is not closed");
                let help = text!(ja: "波括弧そのものは `{{{{` と書きます", en: "a brace itself is written `{{{{`");
                problems.push(Problem::new(Span::new(at, from), message).help(help));
                break;
            };
            pieces.push(Piece::Expression(from, from + length));
            at = from + length + 1;
        } else if c == '}' {
            let message = text!(ja: "対応する `{{` がない", en: "there is no `{{` for this");
            let help = text!(ja: "波括弧そのものは `}}}}` と書きます", en: "a brace itself is written `}}}}`");
            problems.push(Problem::new(Span::new(at, at + 1), message).help(help));
            at += 1;
        } else {
            words.push(c);
            at += c.len_utf8();
        }
    }
    if !words.is_empty() {
        pieces.push(Piece::Words(words));
    }
    (pieces, problems)
}

/// Where the brace that closes an expression is; braces in quotes do not count.
fn closing(rest: &str) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '}') => return Some(at),
            (None, _) => {}
        }
    }
    None
}
