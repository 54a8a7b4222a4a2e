//! What `tekigo rules lint` may find in a pack, because there is a reason for it.

use crate::diagnostic::Place;
use crate::language::Text;

/// Findings of one kind that are accepted for one reason.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The word of the kind.
    pub lint: String,
    /// What they are about: rules, clauses, `entity.field`; each with its place.
    pub of: Vec<(String, Place)>,
    /// Why.
    pub reason: Text,
    /// Where it is written.
    pub place: Place,
}
