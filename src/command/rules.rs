//! `tekigo rules`: what the pack demands, as a list.

use super::{Opened, Said};
use crate::assess::rule_summaries;
use crate::cli::RulesArgs;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report::text::handbook;
use jiff::civil::Date;

/// Lists the rules by area, with severity and authority.
pub fn run(args: &RulesArgs, language: Language) -> Said {
    match Opened::new(&args.pack) {
        Ok(opened) => {
            let summaries = rule_summaries(&opened.pack, args.as_of.unwrap_or(Date::MAX));
            Said::new(handbook::list(&summaries, language), ExitStatus::Conformant)
        }
        Err((diagnostics, sources)) => Said::unusable(&diagnostics, &sources, language),
    }
}
