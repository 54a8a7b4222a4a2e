//! Tests of the condition language as a whole, over a small vocabulary.

mod dates;
mod evidence;
mod formulas;
mod fuzz;
mod guards;
mod limits;
mod lists;
mod logic;
mod numbers;
mod oracle;
mod problems;
mod templates;
