//! `tekigo rules lint`: is anything in the pack without effect, contradictory or unproved?

use crate::cli::{LintArgs, PackArgs};
use crate::command::{Opened, Progress, Said};
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::prove::lint::{Finding, lint};
use crate::report::text::proof;

/// Looks through the pack; what nobody has accepted makes the status 1.
pub fn run(pack: &PackArgs, args: &LintArgs, language: Language, progress: Progress<'_>) -> Said {
    let opened = match Opened::unproved(pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let findings = lint(&opened.pack, progress);
    let (accepted, open): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|found| found.accepted.is_some());
    let status = if open.is_empty() { ExitStatus::Conformant } else { ExitStatus::Findings };
    let rules = opened.pack.rules.len();
    Said::new(proof::findings((rules, &open, &accepted), args.accepted, &opened.sources, language), status)
}
