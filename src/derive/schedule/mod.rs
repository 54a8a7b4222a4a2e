//! The schedule: will each function make its date, and if not, which chain is to blame.
//!
//! A municipality is read into a [`Setting`]: units of work (functions, and systems yet to go live) with lengths, dates,
//! windows and links. `forecast` works out when each goes live: packages move as one, units that need each other are
//! condensed into one job, jobs start when what they need is live. Floats come from dependencies and windows alone; what
//! vendors can carry gives one feasible plan beside it. A what-if is a [`Change`] to the setting. Nothing here prints.

mod capacity;
mod change;
mod cuts;
mod day;
mod facts;
mod forecast;
mod functions;
mod gather;
mod jobs;
mod links;
pub mod model;
pub mod names;
mod narrow;
mod network;
mod rows;
mod state;
mod steps;
#[cfg(test)]
mod tests;
mod window;

pub use change::{Change, Unnamed, apply};
pub use cuts::{Cut, Why};
pub use day::{Day, LONGEST, date, day};
pub use forecast::{Forecast, Outcome, forecast};
pub use model::Setting;
pub use state::State;

use crate::inventory::Municipality;
use crate::pack::Pack;

/// The setting of a municipality.
pub fn setting(pack: &Pack, municipality: &Municipality<'_>) -> Setting {
    gather::setting(pack, municipality)
}

/// Fills the computed tables of the schedule.
pub(super) fn fill<'p>(pack: &Pack, mut municipality: Municipality<'p>) -> Municipality<'p> {
    let setting = setting(pack, &municipality);
    let forecast = forecast(&setting);
    rows::schedule(&mut municipality, &setting, &forecast);
    rows::interim_links(&mut municipality, &setting, &forecast);
    municipality
}
