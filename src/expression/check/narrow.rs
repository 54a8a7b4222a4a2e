//! Narrowing: which values are known not to be none at a point of an expression.
//!
//! Only *stable* ways can be guarded: a variable and fields after it. They mean the same wherever they are written, so a
//! test in one place holds in another.

use crate::vocabulary::FieldId;

/// Where a stable way begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::expression) enum Start {
    /// A bound variable.
    Binding(u16),
    /// A variable of a macro.
    Local(u16),
    /// The body.
    Body,
}

/// A variable and fields after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::expression) struct Stable {
    /// The variable.
    pub start: Start,
    /// The fields, one after the other.
    pub fields: Vec<FieldId>,
}

impl Stable {
    /// The way to a field of this record.
    pub fn then(&self, field: FieldId) -> Stable {
        let mut longer = self.clone();
        longer.fields.push(field);
        longer
    }
}

/// What is not none, if a condition holds and if it does not.
#[derive(Debug, Clone, Default)]
pub(in crate::expression) struct Narrow {
    /// If it holds.
    pub yes: Vec<Stable>,
    /// If it does not.
    pub no: Vec<Stable>,
}

impl Narrow {
    /// For the opposite condition.
    pub fn swap(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }

    /// For several conditions that must all hold: if they do, everything each says; if not, only what every one says.
    pub fn all(parts: impl IntoIterator<Item = Narrow>) -> Self {
        let mut parts = parts.into_iter();
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |mut all, part| {
            all.yes.extend(part.yes);
            all.no.retain(|way| part.no.contains(way));
            all
        })
    }
}

/// What is known not to be none at the point that is being checked.
#[derive(Debug, Default)]
pub(super) struct Solid {
    ways: Vec<Stable>,
}

impl Solid {
    /// The present state, to return to.
    pub fn mark(&self) -> usize {
        self.ways.len()
    }

    /// Goes on under these assumptions.
    pub fn assume(&mut self, ways: &[Stable]) {
        self.ways.extend_from_slice(ways);
    }

    /// Returns to an earlier state.
    pub fn release(&mut self, mark: usize) {
        self.ways.truncate(mark);
    }

    /// The value there is not none.
    pub fn holds(&self, way: &Stable) -> bool {
        self.ways.contains(way)
    }
}
