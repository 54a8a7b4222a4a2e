//! The `load` stage: from files to typed data, with everything that is wrong in them.
//!
//! This is the only stage that touches the disk. It reads a folder of TOML files (`files`), checks how they are
//! encoded (`encoding`), parses them with the place of every word (`document`, `walk`) and turns them into a
//! [`Pack`](crate::pack::Pack) or an [`Inventory`](crate::inventory::Inventory). Nothing stops at the first mistake:
//! all problems of all files come back together, each with its place, whose fault it is, and the nearest right word.
//!
//! References between records are still names when they leave here; `link` looks them up.

mod answers;
mod bodies;
mod body_code;
mod builtin;
mod cell;
mod choice;
mod delivery;
mod document;
mod edited;
mod encoding;
mod files;
mod firewall;
mod folder;
mod inventory;
mod national;
mod pack;
mod position;
mod problems;
mod record;
mod revision;
mod same;
mod sheet;
mod spelling;
mod table;
#[cfg(test)]
mod tests;
mod value;
mod vocabulary;
mod walk;

pub use answers::{Answer, Answers, Returned, Said, load_answers};
pub use bodies::{ListedBody, load_bodies, right_code};
pub use delivery::{digest_in, foreign};
pub use edited::{Edit, Edited, EditedRow};
pub use files::{read_if_there, text_of_file};
pub use folder::Folder;
pub use inventory::{Rejected, inventories_in, load_inventory};
pub use national::{Figure, National, NationalBody, Told, load_national};
pub use pack::{PackSource, load_pack, load_rule, pack_texts};
pub use revision::Tree;
pub use spelling::folded;
pub use table::{
    Ground, Names, Survey, Surveyed, TableFacts, TableProblems, TableWish, Understood, heading_means, load_table, says,
};
