//! OSCAL 1.1.3: what was found (assessment results), and what must be done about it (POA&M).
//!
//! A result is an observation, a rule over all of its subjects a finding, a fail a risk. OSCAL knows only satisfied and
//! not satisfied: what is unknown is not satisfied, with the reason `other`; our own word stands in the property
//! `verdict`. Identifiers are made from names (UUID version 5), so the same finding keeps its own from year to year.

mod parts;
mod plan;
mod results;
#[cfg(test)]
mod tests;
mod view;

pub(super) use plan::render as plan;
pub(super) use results::render as results;
