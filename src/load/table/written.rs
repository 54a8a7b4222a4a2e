//! What whoever writes a sheet must know of how it will be read.

use super::{headings, rows};
use crate::inventory::RawValue;
use crate::vocabulary::{Entity, Field, Target};

/// Whether a cell of that field in which `written` stands will be read as exactly that value.
pub fn says(field: &Field, written: &str, value: &RawValue) -> bool {
    rows::says(field, written, value)
}

/// Whether a heading will be taken for that target, without a layout of its own.
pub fn heading_means(entity: &Entity, heading: &str, target: Target) -> bool {
    headings::means(entity, heading, target)
}
