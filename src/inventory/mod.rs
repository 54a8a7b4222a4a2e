//! The inventory: what a body has written down.
//!
//! Two shapes, one after the other. [`record`] is what `load` reads: records with typed values whose references are
//! still names. [`municipality`] is what `link` builds from it: tables stored by column, in which every reference has
//! been resolved, every record the catalog implies exists, and what is not known is marked as such. Later stages see
//! only the second.

pub mod address;
pub mod clocks;
pub mod column;
pub mod fact;
pub mod form;
pub mod municipality;
pub mod record;
pub mod sheet;
pub mod table;
pub mod texts;

pub use address::Addresses;
pub use clocks::CatalogClock;
pub use column::{Column, Data, Datum, Range};
pub use fact::{Fact, Known, Missing, Value};
pub use municipality::Municipality;
pub use record::{Cell, Inventory, Overlay, RawValue, Record, Whole};
pub use sheet::{Extra, Numbers, Rows, SheetColumn, SheetRecords, Spot, Values};
pub use table::{Absence, Attestation, Openness, Origin, Proof, Provenance, ReverseColumn, Table};
pub use texts::{Symbol, Symbols, Texts};
