//! Expressions: the condition language of rules and of the vocabulary.
//!
//! A strict subset of CEL (Common Expression Language): every expression that is accepted means what CEL says, and what
//! is not supported is rejected when the pack loads. An expression is parsed (`parser`), checked against the
//! vocabulary (`check`) and evaluated over a municipality (`evaluate`), where what is not known stays unknown unless
//! the rest decides. Three things are made of expressions: a [`Condition`] holds or does not, a [`Formula`] gives a
//! value, a [`Template`] a sentence. Nothing here knows a rule, a file or the machine.
//!
//! Where the subset is not strict: words that CEL reserves may be names (`function` and `package` are entities), and a
//! field that holds a list and is known to be none is read as the empty list.

mod block;
mod check;
mod condition;
mod evaluate;
mod evidence;
mod fallible;
mod fault;
mod formula;
mod lexer;
mod limits;
mod literal;
mod mutation;
mod parser;
mod pattern;
mod problem;
mod reads;
mod samples;
mod span;
mod syntax;
mod template;
mod token;
mod tree;
mod types;
mod wording;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use block::{ROWS, Verdicts};
pub use condition::{Condition, Explanation};
pub use evaluate::{Binding, Tri};
pub use fault::EvalError;
pub use formula::{Computed, Formula};
pub use mutation::{Ground, Mutation, demanded, mutations};
pub use problem::Problem;
pub use reads::Reads;
pub use samples::{Samples, samples};
pub use template::Template;
pub use types::{ChoiceDomain, Scope, Type};
