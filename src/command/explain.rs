//! `tekigo explain`: what a rule demands and why, or why it said what it said about one subject.

use super::rules::find;
use super::{Opened, Progress, Said, judged};
use crate::assess::fix::fixes;
use crate::assess::grounds::grounds;
use crate::assess::questionnaire::that_matter;
use crate::assess::{Replay, day_in_force, facts_digest, rule_page};
use crate::cli::ExplainArgs;
use crate::derive::by_rules;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::nearest::nearest;
use crate::evaluate::{Decision, Evidence, evaluate};
use crate::exit::ExitStatus;
use crate::inventory::Inventory;
use crate::language::Language;
use crate::pack::Rule;
use crate::report::text::handbook::{self, Insight};
use crate::text;
use jiff::civil::Date;
use std::path::Path;

/// Explains a rule, or its verdict on a subject of an inventory.
pub fn run(args: &ExplainArgs, language: Language, progress: Progress<'_>) -> Said {
    let opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let rule = match find(&opened.pack, &args.rule) {
        Ok(rule) => rule.clone(),
        Err(message) => return Said::usage(&message, language),
    };
    let page = rule_page(&opened.pack, &rule, args.as_of.unwrap_or(Date::MAX));
    match (&args.dir, &args.subject) {
        (Some(dir), Some(subject)) => on_subject(opened, dir, args, (&rule, subject), (language, progress)),
        _ => Said::new(handbook::page(&page, language), ExitStatus::Conformant),
    }
}

fn on_subject(
    mut opened: Opened,
    dir: &Path,
    args: &ExplainArgs,
    (rule, subject): (&Rule, &str),
    (language, progress): (Language, Progress<'_>),
) -> Said {
    let inventory = match opened.inventory(dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (assessment, m, warnings) = match judged(&opened, &inventory, as_of, Evidence::All) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let all = assessment.results.iter().chain(&assessment.coming).chain(&assessment.lapsed);
    let of_rule = all.filter(|result| assessment.rules[result.rule].id == args.rule);
    let (found, others): (Vec<_>, Vec<_>) = of_rule.partition(|result| result.subject == subject);
    let Some(result) = found.first() else {
        let subjects = || others.iter().map(|result| result.subject.as_str());
        let by_id = subjects().find(|other| other.split_once('/').is_some_and(|(_, id)| id == subject));
        let message = match by_id.map(str::to_owned).or_else(|| nearest(subject, subjects())) {
            Some(near) => text!(
                ja: "この規則の対象に「{subject}」はありません。「{near}」のことですか",
                en: "the rule has no subject `{subject}`; did you mean `{near}`?"
            ),
            None => text!(ja: "この規則の対象に「{subject}」はありません", en: "the rule has no subject `{subject}`"),
        };
        return Said::usage(&message, language);
    };
    let digest = match digest(&opened, &inventory, as_of, rule, subject) {
        Ok(digest) => digest,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let replay = Replay::new(&opened.pack, rule, subject, day_in_force(rule, as_of));
    let grounds = grounds(&replay, &inventory, &opened.sources);
    let fixes = args.fix.then(|| fixes(&replay, &inventory, &opened.sources, progress));
    let ask = match rule.in_force(as_of) {
        true => that_matter(&opened.pack, &m, &assessment, result),
        false => result.missing.clone(),
    };
    let insight = Insight {
        digest: digest.as_deref(),
        grounds: grounds.as_ref(),
        ask: &ask,
        fixes: fixes.as_ref().map(Option::as_ref),
    };
    let out = handbook::verdict(&assessment, result, &insight, language);
    Said::new(out, ExitStatus::Conformant).warn(&warnings, &opened.sources, language)
}

/// The digest of the facts that decided, for whoever grants an exception in view of them; `None` where there is nothing
/// to except.
fn digest(
    opened: &Opened,
    inventory: &Inventory,
    as_of: Date,
    rule: &Rule,
    subject: &str,
) -> Result<Option<String>, Vec<Diagnostic>> {
    let (m, _) = opened.municipality(inventory, day_in_force(rule, as_of), &by_rules(&opened.pack, [rule]))?;
    let outcomes = evaluate(rule, &m, Evidence::Findings);
    let found = outcomes.iter().find(|outcome| outcome.subject_in(&m, rule) == subject);
    let found = found.filter(|outcome| matches!(outcome.decision, Decision::Fail | Decision::Unknown));
    Ok(found.map(|outcome| facts_digest(&m, rule, outcome)))
}
