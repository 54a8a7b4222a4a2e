//! The names in which the schedule reads what the body says about its migration, and writes what follows.
//!
//! A pack without one of them has no schedule, or less of one; none of them is a rule or a date.

pub use crate::vocabulary::body::{STANDARD_STEP, STEP};

/// Entity: a standardized function and where its migration stands.
pub const FUNCTION: &str = "function";
/// Entity: functions that move together.
pub const PACKAGE: &str = "package";
/// Entity: a system.
pub const SYSTEM: &str = "system";
/// Entity: a dependency between two systems.
pub const DEPENDENCY: &str = "dependency";
/// Catalog entity: a data link between functions.
pub const DATA_LINK: &str = "data_link";
/// Entity: a data link that the body adds, changes or removes.
pub const FUNCTION_LINK: &str = "function_link";
/// Entity: a period closed to or set aside for cut-overs.
pub const WINDOW: &str = "cutover_window";
/// Entity: how many packages a vendor moves at a time.
pub const CAPACITY: &str = "vendor_capacity";
/// Entity: a feature that relies on a transitional measure.
pub const TRANSITIONAL: &str = "transitional_measure";
/// Entity: a date of the body's own plan.
pub const MILESTONE: &str = "milestone";
/// Computed entity: a row per function.
pub const SCHEDULE: &str = "schedule";
/// Computed entity: a row per link that needs an interim solution.
pub const INTERIM_LINK: &str = "interim_link";
/// The computed entities that the schedule fills.
pub const TABLES: [&str; 2] = [SCHEDULE, INTERIM_LINK];
/// Deadline: the national target.
pub const TARGET: &str = "standardization";
/// Deadline: until when specially supported functions are expected to have moved, unless they have a date of their own.
pub const SUPPORTED_TARGET: &str = "special_support";
