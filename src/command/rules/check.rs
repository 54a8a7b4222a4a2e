//! `tekigo rules check`: everything that is wrong with one rule file, at once.

use crate::cli::{PackArgs, RuleFileArgs};
use crate::command::folder::source;
use crate::command::{Opened, Said};
use crate::diagnostic::{Level, Sources};
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::load::load_rule;
use crate::prove::lint::lint_rule;
use crate::prove::try_examples;
use crate::report::text::proof;

/// Reads the file as part of the pack, runs its examples and lints it.
pub fn run(pack: &PackArgs, args: &RuleFileArgs, language: Language) -> Said {
    let mut sources = Sources::default();
    let (opened, id) = match load_rule(source(pack), &pack.extend, &args.file, &mut sources) {
        Ok((pack, id)) => (Opened { pack, sources }, id),
        Err(diagnostics) => return Said::unusable(&diagnostics, &sources, language),
    };
    let rules: Vec<_> = opened.pack.rules.iter().filter(|rule| rule.id == id).collect();
    let trial = try_examples(&opened.pack, &rules, &|_, _| {});
    let findings = rules.iter().flat_map(|rule| lint_rule(&opened.pack, rule));
    let open = findings.filter(|finding| finding.accepted.is_none()).map(|finding| finding.diagnostic);
    let diagnostics: Vec<_> = trial.broken.iter().cloned().chain(open).collect();
    let wrong = diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    let status = if wrong { ExitStatus::Findings } else { ExitStatus::Conformant };
    Said::new(proof::trial(&trial, language), status).warn(&diagnostics, &opened.sources, language)
}
