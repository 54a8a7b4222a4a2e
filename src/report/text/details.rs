//! Below the first screen: every fail with its reason and remedy, and all else that was asked for.

use super::page::Page;
use super::{by_rule, chosen, entry, later, unknowns, words};
use crate::assess::assessment::{Assessment, Judged, RuleSummary, Verdict};
use crate::assess::audience::is_unnamed;
use crate::language::Text;
use crate::report::{Options, asks, with};

/// Subjects shown of a rule to come.
const COMING: usize = 5;

/// Names in one paragraph.
const NAMES: usize = 20;

/// Writes everything below the first screen.
pub(super) fn write(page: &mut Page, assessment: &Assessment, options: &Options) {
    page.blank();
    for (verdict, ..) in Verdict::ALL {
        let results: Vec<&Judged> = with(assessment, verdict).collect();
        if results.is_empty() || !options.lists(verdict) {
            continue;
        }
        match verdict {
            Verdict::Fail | Verdict::Error | Verdict::Waived => listed(page, assessment, verdict, &results),
            Verdict::Unknown if asks(assessment, options) => unknowns::write(page, assessment, options),
            Verdict::Unknown => {}
            Verdict::Pass | Verdict::NotApplicable if options.demands(verdict) => {
                named(page, assessment, verdict, &results);
            }
            Verdict::Pass | Verdict::NotApplicable => {}
        }
    }
    coming(page, assessment);
    ended(page, assessment);
    chosen::write(page, assessment);
    foot(page, assessment);
    let ledger = &assessment.ledger;
    if options.only.is_empty() && ledger.pass + ledger.not_applicable > 0 {
        page.hang(" ", page.say(&words::unlisted(ledger)));
    }
}

/// The rule once, then each subject with the facts.
fn listed(page: &mut Page, assessment: &Assessment, verdict: Verdict, results: &[&Judged]) {
    page.heading(page.say(&words::section(&verdict.label(), results.len())));
    match verdict {
        Verdict::Error => page.hang(" ", words::ERROR_MEANS.get(page.language)),
        Verdict::Waived => page.hang(" ", words::WAIVED_MEANS.get(page.language)),
        _ => {}
    }
    for (index, group) in by_rule(results.iter().copied()).iter().enumerate() {
        let Some(rule) = assessment.rules.get(group[0].rule) else { continue };
        if index > 0 {
            page.blank();
        }
        entry::title(page, index + 1, rule, &verdict.beside(&rule.title));
        if is_unnamed(rule) {
            page.hang("    ", page.say(&words::only_counted(group.len())));
            continue;
        }
        entry::rule(page, rule, verdict);
        group.iter().for_each(|judged| entry::subject(page, judged));
    }
    page.blank();
}

/// The rule, and the names of its subjects in one paragraph.
fn named(page: &mut Page, assessment: &Assessment, verdict: Verdict, results: &[&Judged]) {
    page.heading(page.say(&words::section(&verdict.label(), results.len())));
    for (index, group) in by_rule(results.iter().copied()).iter().enumerate() {
        let Some(rule) = assessment.rules.get(group[0].rule) else { continue };
        entry::title(page, index + 1, rule, &verdict.beside(&rule.title));
        for part in group.chunks(NAMES) {
            let names: Vec<&Text> = part.iter().map(|judged| &judged.subject_name).collect();
            page.hang("    ", page.say(&words::list(&names)));
        }
    }
    page.blank();
}

/// Rules not yet in force, the one that begins first at the top.
fn coming(page: &mut Page, assessment: &Assessment) {
    if assessment.coming.is_empty() {
        return;
    }
    page.heading(page.say(&words::section(&words::coming(), assessment.coming.len())));
    page.hang(" ", words::COMING_MEANS.get(page.language));
    let groups = by_rule(assessment.coming.iter());
    let with_rule = groups.iter().filter_map(|group| Some((assessment.rules.get(group[0].rule)?, group)));
    let mut groups: Vec<(&RuleSummary, &Vec<&Judged>)> = with_rule.collect();
    groups.sort_by_key(|(rule, _)| rule.from);
    for (index, (rule, group)) in groups.into_iter().enumerate() {
        entry::title(page, index + 1, rule, &rule.title);
        page.hang("    ", page.say(&words::begins(rule, &later::numbers(group))));
        let fails: Vec<&Judged> = group.iter().copied().filter(|judged| judged.verdict == Verdict::Fail).collect();
        for judged in fails.iter().take(COMING) {
            page.hang("    - ", page.say(&words::sentence(judged)));
        }
        if fails.len() > COMING {
            page.hang("    - ", page.say(&words::more_coming(fails.len() - COMING)));
        }
    }
    page.blank();
}

fn ended(page: &mut Page, assessment: &Assessment) {
    let rules: Vec<&RuleSummary> = assessment.ended.iter().filter_map(|rule| assessment.rules.get(*rule)).collect();
    if rules.is_empty() {
        return;
    }
    page.heading(words::ENDED.get(page.language));
    for rule in rules {
        page.hang(" - ", page.say(&words::ended(rule)));
    }
    page.blank();
}

/// Which inventory and which pack it was.
pub(super) fn foot(page: &mut Page, assessment: &Assessment) {
    let language = page.language;
    page.heading(words::DIGESTS.get(language));
    page.line(&format!(" {} {}", words::INVENTORY.get(language), assessment.inventory_sha256));
    page.line(&format!(" {} {}", words::PACK.get(language), assessment.pack.sha256));
}
