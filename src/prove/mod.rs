//! Proves the pack: do its examples hold, would they notice a changed rule, and is anything in it without effect?
//!
//! This stage judges rules, not municipalities. It gives plain data, like [`assess`](mod@crate::assess), that `report`
//! puts into words.

pub mod coverage;
pub mod lint;
mod mutants;
mod trial;

pub use mutants::{Mutants, Survivor, mutate};
pub use trial::{Trial, try_examples};
