//! The gate: what a change to an inventory may not bring about.

use super::diff::{Change, Diff, Kind};
use crate::pack::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// What is let through beside what got no worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// What gets worse in rules below this is let through.
    pub fail_on: Severity,
    /// Edits to the pack are let through.
    pub pack_change_ok: bool,
}

/// A change to a file of the pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// Its name within the pack's folder.
    pub file: String,
    /// What happened to it.
    pub what: Edited,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edited {
    /// It was not there.
    Added,
    /// It holds something else.
    Changed,
    /// It is gone.
    Removed,
}

/// What was done to the files of a pack, given with their texts.
pub fn edits(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> Vec<Edit> {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let edit = |file: &String| {
        let what = match (old.get(file), new.get(file)) {
            (None, _) => Edited::Added,
            (_, None) => Edited::Removed,
            (before, after) if before != after => Edited::Changed,
            _ => return None,
        };
        Some(Edit { file: file.clone(), what })
    };
    names.into_iter().filter_map(edit).collect()
}

/// What the gate found.
#[derive(Debug, Clone)]
pub struct Ruling {
    /// What changed.
    pub diff: Diff,
    /// Edits to the pack.
    pub edits: Vec<Edit>,
    /// What was let through in advance.
    pub terms: Terms,
}

impl Ruling {
    /// Whether this change is not let through. What cannot be computed any more never is.
    pub fn forbids(&self, change: &Change) -> bool {
        let grave = self.diff.rules[change.rule].severity <= self.terms.fail_on;
        change.kind < Kind::Waived && (grave || change.kind == Kind::Broken)
    }

    /// The changes that are not let through, in order.
    pub fn forbidden(&self) -> impl Iterator<Item = &Change> {
        self.diff.changes.iter().filter(|change| self.forbids(change))
    }

    /// Whether edits to the pack are not let through.
    pub fn forbids_edits(&self) -> bool {
        !self.edits.is_empty() && !self.terms.pack_change_ok
    }

    /// Whether everything is let through.
    pub fn passes(&self) -> bool {
        !self.forbids_edits() && self.forbidden().next().is_none()
    }
}
