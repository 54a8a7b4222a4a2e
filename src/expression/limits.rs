//! Limits: what an expression may cost, so that no pack can hang or crash the program that reads it.

/// Longest source text, in bytes.
pub(super) const SOURCE: usize = 16 * 1024;
/// Deepest nesting of an expression; a chain of `+` or of fields counts as nested, a chain of `&&` or `||` does not.
pub(super) const DEPTH: u16 = 64;
/// Most parts of an expression.
pub(super) const NODES: u32 = 4096;
/// Most macros inside one another.
pub(super) const MACROS: usize = 8;
/// Memory of one compiled pattern, in bytes.
pub(super) const PATTERN: usize = 1 << 20;
/// Parts of the body of a macro that make one step; visiting an element is another.
pub(super) const PARTS_A_STEP: u32 = 4;
/// Steps of one evaluation of a condition or of one part of a template.
pub(super) const CONDITION_STEPS: u64 = 5_000_000;
/// Steps of one evaluation of a formula.
pub(super) const FORMULA_STEPS: u64 = 200_000_000;
