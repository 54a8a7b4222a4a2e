//! Returns for people: at a terminal, and as the workbook that is sent in.

mod text;
mod words;
mod workbook;

pub use text::{list, render};
pub use workbook::workbook;
