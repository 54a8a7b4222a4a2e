//! Checked parts: a piece of the typed tree, and all that the checker knows about it.

use super::super::span::Span;
use super::super::tree::{Constant, Listing, Term, Test};
use super::super::types::Type;
use super::narrow::{Narrow, Stable};
use crate::vocabulary::FieldId;

/// A checked part of an expression.
#[derive(Debug, Clone)]
pub(in crate::expression) struct Typed {
    /// Its piece of the typed tree.
    pub node: Node,
    /// Its type.
    pub ty: Type,
    /// Whether it may be none.
    pub nullness: Nullness,
    /// The way it names, if that can be guarded.
    pub stable: Option<Stable>,
    /// For conditions: what follows from it.
    pub narrow: Narrow,
    /// For lists: what is known of the elements.
    pub elements: Elements,
    /// Where it is written.
    pub span: Span,
}

/// A piece of the typed tree.
#[derive(Debug, Clone)]
pub(in crate::expression) enum Node {
    /// A condition.
    Test(Test),
    /// One value.
    Term(Term),
    /// Several.
    List(Listing),
}

/// Whether a value may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::expression) enum Nullness {
    /// It cannot.
    #[default]
    Never,
    /// It is declared so, but a guard has ruled it out.
    Cleared,
    /// It may.
    Maybe,
}

/// What is known of the elements of a list.
#[derive(Debug, Clone, Default)]
pub(in crate::expression) struct Elements {
    /// An element may be none.
    pub nullable: bool,
    /// Ways from an element that are known not to be none, after a `filter`.
    pub solid: Vec<Vec<FieldId>>,
}

impl Typed {
    fn new(node: Node, ty: Type, span: Span) -> Self {
        Self {
            node,
            ty,
            nullness: Nullness::Never,
            stable: None,
            narrow: Narrow::default(),
            elements: Elements::default(),
            span,
        }
    }

    /// A condition.
    pub fn test(test: Test, span: Span) -> Self {
        Self::new(Node::Test(test), Type::Bool, span)
    }

    /// One value.
    pub fn term(term: Term, ty: Type, span: Span) -> Self {
        Self::new(Node::Term(term), ty, span)
    }

    /// A literal.
    pub fn constant(constant: Constant, ty: Type, span: Span) -> Self {
        Self::term(Term::Const(constant), ty, span)
    }

    /// `null`.
    pub fn null(span: Span) -> Self {
        Self { nullness: Nullness::Maybe, ..Self::constant(Constant::Null, Type::Null, span) }
    }

    /// Several values.
    pub fn list(list: Listing, element: Type, elements: Elements, span: Span) -> Self {
        Self { elements, ..Self::new(Node::List(list), Type::List(Box::new(element)), span) }
    }

    /// Adds what follows from it.
    pub fn narrowing(self, narrow: Narrow) -> Self {
        Self { narrow, ..self }
    }

    /// The text, if it is a literal.
    pub fn literal(&self) -> Option<&str> {
        match &self.node {
            Node::Term(Term::Const(Constant::Text(text))) => Some(text),
            _ => None,
        }
    }
}

/// The type that both sides of `?:` have, if there is one.
pub(super) fn unify(a: &Type, b: &Type) -> Option<Type> {
    match (a, b) {
        (a, b) if a == b => Some(a.clone()),
        (Type::Null, Type::List(_)) | (Type::List(_), Type::Null) => None,
        (Type::Null, other) | (other, Type::Null) => Some(other.clone()),
        (a, b) if a.is_text() && b.is_text() => Some(Type::Text),
        (Type::List(a), Type::List(b)) => unify(a, b).map(|element| Type::List(Box::new(element))),
        _ => None,
    }
}

/// Builds `condition ? yes : no`.
pub(super) fn choose(condition: Test, yes: Typed, no: Typed, ty: Type, span: Span) -> Typed {
    let nullable = yes.nullable() || no.nullable();
    let elements = Elements { nullable: yes.elements.nullable || no.elements.nullable, solid: Vec::new() };
    let node = match (yes.node, no.node) {
        (Node::List(yes), Node::List(no)) => Node::List(Listing::If(Box::new((condition, yes, no)))),
        (Node::Test(yes), Node::Test(no)) => Node::Test(Test::If(Box::new([condition, yes, no]))),
        (yes, no) => Node::Term(Term::If(Box::new((condition, term(yes), term(no))))),
    };
    Typed { nullness: if nullable { Nullness::Maybe } else { Nullness::Never }, elements, ..Typed::new(node, ty, span) }
}

fn term(node: Node) -> Term {
    match node {
        Node::Term(term) => term,
        Node::Test(test) => Term::Truth(Box::new(test)),
        Node::List(_) => Term::Const(Constant::Null),
    }
}
