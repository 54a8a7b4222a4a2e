//! `tekigo rules`: what the pack demands, and the tools of those who write it.

mod check;
mod docs;
mod lint;
mod mutate;
mod new;
mod test;

use super::{Opened, Progress, Said};
use crate::assess::handbook::handbook;
use crate::cli::{PackArgs, RulesArgs, RulesCommand};
use crate::diagnostic::nearest::nearest;
use crate::exit::ExitStatus;
use crate::language::{Language, Text};
use crate::pack::{Pack, Rule};
use crate::prove::coverage::coverage;
use crate::report::text::{handbook, proof};
use crate::text;
use jiff::civil::Date;

/// Runs the subcommand that was asked for.
pub fn run(args: &RulesArgs, language: Language, progress: Progress<'_>) -> Said {
    let (pack, day) = (&args.pack, args.as_of.unwrap_or(Date::MAX));
    match &args.command {
        None | Some(RulesCommand::List) => list(pack, day, language),
        Some(RulesCommand::Test(chosen)) => test::run(pack, chosen, language, progress),
        Some(RulesCommand::Lint(args)) => lint::run(pack, args, language, progress),
        Some(RulesCommand::Coverage) => covered(pack, day, language),
        Some(RulesCommand::Mutate(args)) => mutate::run(pack, args, language, progress),
        Some(RulesCommand::Docs(args)) => docs::run(pack, args, day, language),
        Some(RulesCommand::New(args)) => new::run(pack, args, language),
        Some(RulesCommand::Check(args)) => check::run(pack, args, language),
    }
}

/// Lists the rules by area, with severity and authority.
fn list(args: &PackArgs, day: Date, language: Language) -> Said {
    match Opened::new(args) {
        Ok(opened) => {
            let list = handbook::list(&handbook(&opened.pack, day), language);
            Said::new(list, ExitStatus::Conformant)
        }
        Err(refused) => Said::refused(&refused, language),
    }
}

/// Shows which clause is tested by which rules.
fn covered(args: &PackArgs, day: Date, language: Language) -> Said {
    match Opened::unproved(args) {
        Ok(opened) => Said::new(proof::coverage(&coverage(&opened.pack, day), language), ExitStatus::Conformant),
        Err(refused) => Said::refused(&refused, language),
    }
}

/// The rules with those ids, or all of them.
fn chosen<'p>(pack: &'p Pack, ids: &[String]) -> Result<Vec<&'p Rule>, Text> {
    match ids {
        [] => Ok(pack.rules.iter().filter(|rule| pack.proves(rule)).collect()),
        ids => ids.iter().map(|id| find(pack, id)).collect(),
    }
}

/// The rule with that id, or what to say if there is none.
pub(super) fn find<'p>(pack: &'p Pack, id: &str) -> Result<&'p Rule, Text> {
    pack.rule(id).ok_or_else(|| match nearest(id, pack.known_rules().map(|rule| rule.id.as_str())) {
        Some(near) => text!(
            ja: "「{id}」という規則はありません。「{near}」のことですか",
            en: "there is no rule `{id}`; did you mean `{near}`?"
        ),
        None => text!(
            ja: "「{id}」という規則はありません。tekigo rules で一覧が見られます",
            en: "there is no rule `{id}`; `tekigo rules` lists them"
        ),
    })
}
