//! `tekigo rules test`: do the examples hold?

use super::chosen;
use crate::cli::{ChosenArgs, PackArgs};
use crate::command::{Opened, Progress, Said};
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::prove::try_examples;
use crate::report::text::proof;

/// Runs the examples of the chosen rules.
pub fn run(pack: &PackArgs, args: &ChosenArgs, language: Language, progress: Progress<'_>) -> Said {
    let opened = match Opened::unproved(pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let rules = match chosen(&opened.pack, &args.rules) {
        Ok(rules) => rules,
        Err(message) => return Said::usage(&message, language),
    };
    let trial = try_examples(&opened.pack, &rules, progress);
    let status = if trial.broken.is_empty() { ExitStatus::Conformant } else { ExitStatus::Findings };
    Said::new(proof::trial(&trial, language), status).warn(&trial.broken, &opened.sources, language)
}
