//! # tekigo (適合)
//!
//! tekigo tells the ICT division of a Japanese municipality, from what it has written down about its systems, networks,
//! standardized functions, incidents and training, which duties are met, which are not, and which cannot be told yet
//! and whom to ask. **A fact that nobody wrote down is never taken as fine.**
//!
//! ## How a run flows
//!
//! ```text
//! folder ──load──▶ Inventory ──link──▶ Municipality ──derive──▶ Municipality with computed tables
//! rules/ ──load──▶ Pack ─────────┘                                   │
//!                                   Assessment ◀──assess── Outcomes ◀──evaluate
//!                                       └──report──▶ bytes
//! ```
//!
//! Nouns first, in the order in which they build on each other: [`language`] (texts in two languages), [`diagnostic`]
//! (what is wrong with a file, and where), [`calendar`] (dates, eras, fiscal years), [`graph`] (ways, cuts and rings over
//! plain numbers), [`vocabulary`] (what can be said),
//! [`inventory`] (what was said), [`expression`] (conditions in three-valued logic), [`pack`] (rules and law as data).
//! Then the stages: [`load`], [`link`], [`derive`](mod@derive), [`evaluate`](mod@evaluate), [`assess`](mod@assess), [`prove`]
//! (is the pack itself sound?), [`report`], [`write`](mod@write), and [`command`], which composes them.
//!
//! ## What holds everywhere
//!
//! * A module names only modules earlier in that list; a test holds it.
//! * Only [`load`] reads the disk, only [`write`](mod@write) writes to it, and only the program's `main` writes to the
//!   terminal.
//! * Nothing asks what day it is: the as-of date is the only "now". The gate alone does, and prints the day;
//!   `init` writes it into the new inventory.
//! * Whatever order reaches an output is decided here, never by a hash or by the file system.
//! * A verdict is decided by facts; what is missing is listed, and never counts as fulfilled.
//! * Law lives in the pack. No rule or deadline is named in Rust; of fields only the few in [`vocabulary::body`] and those
//!   in which the reasoning parts of [`derive`](mod@derive) read and write: the schedule and the network.

pub mod assess;
pub mod calendar;
pub mod cli;
pub mod command;
pub mod derive;
pub mod diagnostic;
pub mod evaluate;
pub mod exit;
pub mod expression;
pub mod graph;
pub mod inventory;
pub mod language;
pub mod link;
pub mod load;
pub mod pack;
pub mod prove;
pub mod report;
pub mod vocabulary;
pub mod write;
