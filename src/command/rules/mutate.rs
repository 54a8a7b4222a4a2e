//! `tekigo rules mutate`: would the examples notice a changed rule?

use super::chosen;
use crate::cli::{MutateArgs, PackArgs};
use crate::command::{Opened, Progress, Said};
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::pack::Rule;
use crate::prove::mutate;
use crate::report::text::proof;

/// Mutates the chosen rules and lists the mutants that no example noticed.
pub fn run(pack: &PackArgs, args: &MutateArgs, language: Language, progress: Progress<'_>) -> Said {
    let opened = match Opened::unproved(pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let rules = match chosen(&opened.pack, &args.rules) {
        Ok(rules) => rules,
        Err(message) => return Said::usage(&message, language),
    };
    let rules: Vec<&Rule> = rules.into_iter().filter(|rule| rule.severity <= args.severity).collect();
    let mutants = mutate(&opened.pack, &rules, progress);
    let grave = mutants.survivors.iter().any(|survivor| survivor.severity <= args.fail_on);
    let many = mutants.total().1 > 0 && mutants.share_at_least(args.allow);
    let status = match grave || many || !mutants.broken.is_empty() {
        true => ExitStatus::Findings,
        false => ExitStatus::Conformant,
    };
    let out = proof::mutants(&mutants, &opened.sources, language);
    Said::new(out, status).warn(&mutants.broken, &opened.sources, language)
}
