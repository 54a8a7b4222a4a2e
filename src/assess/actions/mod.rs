//! Actions (是正管理): what is done about the findings, over the years.
//!
//! Every open finding has a row, whether or not anyone has recorded an action on it; every recorded action has one as
//! long as it is not forgotten. A verdict never rests on an action: actions are read after all verdicts are made.

mod budget;
mod names;
mod record;
mod register;
mod sheet;
mod state;

pub use budget::{Budget, Share, Total, budget};
pub use register::{Action, Register, Row, Standing, register};
pub(super) use sheet::free;
pub use sheet::{ActionSheet, SheetRow, sheet};
pub(super) use state::apply;
