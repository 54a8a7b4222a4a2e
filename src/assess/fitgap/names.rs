//! The names in which the Fit&Gap assessment reads what the body says. None of them is a rule, a label or a date.

/// Computed entity: a requirement as it concerns the body on the day.
pub const APPLIED: &str = "applied_requirement";
/// Entity: a line of a specification.
pub const REQUIREMENT: &str = "requirement";
/// Entity: an edition of a specification.
pub const SPECIFICATION: &str = "specification";
/// Entity: what was found and decided on a requirement.
pub const DECISION: &str = "decision";
/// Entity: a product on offer.
pub const PRODUCT: &str = "product";
/// Entity: what a vendor answered on a requirement.
pub const OFFER: &str = "offer";
/// Entity: how a form is used.
pub const FORM_USE: &str = "form_use";
/// Entity: the link of an own system.
pub const OWN_LINK: &str = "own_link";
/// Entity: a standardized function.
pub const FUNCTION: &str = "function";

/// Kind of requirement: a form.
pub const FORM: &str = "form";
/// Judgement: present practice fits.
pub const FIT: &str = "fit";
/// Judgement: there is a gap.
pub const GAP: &str = "gap";
/// Measure: a transitional measure.
pub const TRANSITIONAL: &str = "transitional";
/// Measure: a bylaw is changed.
pub const BYLAW: &str = "bylaw";
/// Provision: part of the product.
pub const STANDARD: &str = "standard";
/// Provision: at extra cost.
pub const OPTION: &str = "option";
/// Provision: later.
pub const PLANNED: &str = "planned";
/// Ways of linking that the standard knows.
pub const STANDARD_MODES: [&str; 2] = ["file", "api"];
