//! What a body sets otherwise than the pack: severities and target dates, each with its reason.

use super::Severity;
use crate::diagnostic::Place;
use crate::language::Text;
use jiff::civil::Date;

/// One thing that the body sets otherwise.
#[derive(Debug, Clone)]
pub struct Override {
    /// What, and to what.
    pub change: Change,
    /// Why.
    pub reason: Text,
    /// Where it is written.
    pub place: Place,
}

/// A changed setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// How grave a rule is.
    Severity {
        /// Id of the rule.
        rule: String,
        /// What the pack says.
        from: Severity,
        /// What the body says.
        to: Severity,
    },
    /// A target date.
    Target {
        /// Id of the deadline.
        deadline: String,
        /// What it is called.
        name: Text,
        /// What the pack says.
        from: Date,
        /// What the body says.
        to: Date,
    },
}
