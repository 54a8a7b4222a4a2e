//! Fields of actions (是正管理の記録) that the register reads, beside those in `vocabulary::body`.

pub(super) const DEPARTMENT: &str = "department";
pub(super) const FOUND_ON: &str = "found_on";
pub(super) const DUE_ON: &str = "due_on";
pub(super) const MEASURE: &str = "measure";
pub(super) const DONE_ON: &str = "done_on";
pub(super) const DONE_BY: &str = "done_by";
pub(super) const CONFIRMED_BY: &str = "confirmed_by";
pub(super) const CONFIRMED_ON: &str = "confirmed_on";
pub(super) const COST_INITIAL: &str = "cost_initial";
pub(super) const COST_YEARLY: &str = "cost_yearly";
pub(super) const FISCAL_YEAR: &str = "fiscal_year";
pub(super) const FUNDING: &str = "funding";
pub(super) const STATE: &str = "state";
pub(super) const CONFIRMATION: &str = "confirmation";
