//! What the tools for rule authors found, for people at a terminal.

use super::page::{Page, WIDTH};
use crate::diagnostic::render::render;
use crate::diagnostic::{Diagnostic, Sources};
use crate::language::{Language, Text};
use crate::pack::Severity;
use crate::prove::coverage::Covered;
use crate::prove::lint::{Finding, Lint};
use crate::prove::{Mutants, Survivor, Trial};
use crate::text;
use std::collections::BTreeMap;

/// What became of the examples.
pub fn trial(trial: &Trial, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let [fail, pass, unknown, not_applicable] = trial.examples;
    let (rules, all, failures) = (trial.rules, trial.examples.iter().sum::<usize>(), trial.failures);
    page.line(page.say(&text!(
        ja: "規則 {rules}件、例 {all}件（要是正 {fail}、充足 {pass}、未確認 {unknown}、該当なし {not_applicable}）",
        en: "rules: {rules}, examples: {all} (fail {fail}, pass {pass}, unknown {unknown}, not applicable {not_applicable})"
    )));
    page.line(page.say(&match failures {
        0 => text!(ja: "すべての例が成り立つ", en: "every example holds"),
        _ => text!(ja: "成り立たない例 {failures}件", en: "examples that do not hold: {failures}"),
    }));
    page.finish()
}

/// What lint found among so many rules: each open finding, the accepted ones if they are wanted, then the numbers.
pub fn findings(
    (rules, open, accepted): (usize, &[&Finding], &[&Finding]),
    all: bool,
    sources: &Sources,
    language: Language,
) -> String {
    let mut out = String::new();
    for Finding { lint, diagnostic, .. } in open {
        let mark = |words: &str| format!("[{}] {words}", lint.word());
        let message = Text::new(mark(&diagnostic.message.ja), mark(&diagnostic.message.en));
        let marked = Diagnostic { message, ..diagnostic.clone() };
        out.push_str(&render(&marked, sources, language));
        out.push_str("\n\n");
    }
    let mut page = Page::new(language, WIDTH);
    if all {
        reasons(&mut page, accepted);
    }
    let (number, known) = (open.len(), accepted.len());
    page.line(page.say(&text!(
        ja: "規則 {rules}件を調べた。指摘 {number}件、理由を付けて認めたもの {known}件",
        en: "{rules} rules looked at; findings: {number}, accepted with a reason: {known}"
    )));
    for (lint, word) in Lint::ALL {
        let of = |findings: &[&Finding]| findings.iter().filter(|finding| finding.lint == lint).count();
        let (open, accepted) = (of(open), of(accepted));
        if open + accepted > 0 {
            page.line(&format!("  {word:<14} {open:>4} / {accepted:>4}"));
        }
    }
    out + &page.finish()
}

/// Accepted findings, those with one reason together.
fn reasons(page: &mut Page, accepted: &[&Finding]) {
    let mut groups: Vec<(Lint, &Text, Vec<&str>)> = Vec::new();
    for finding in accepted {
        let Some(reason) = &finding.accepted else { continue };
        match groups.iter_mut().find(|(lint, known, _)| *lint == finding.lint && *known == reason) {
            Some((.., of)) => of.push(&finding.of),
            None => groups.push((finding.lint, reason, vec![&finding.of])),
        }
    }
    for (lint, reason, of) in groups {
        page.hang(&format!("[{}] ", lint.word()), page.say(reason));
        page.hang("    ", &of.join(", "));
        page.blank();
    }
}

/// The mutants that no example noticed, then the numbers by severity.
pub fn mutants(mutants: &Mutants, sources: &Sources, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let mut rule = "";
    for survivor in &mutants.survivors {
        if survivor.rule != rule {
            page.heading(&format!("[{}] {}", page.say(&survivor.severity.label()), survivor.rule));
            rule = &survivor.rule;
        }
        one(&mut page, survivor, sources);
    }
    if !mutants.survivors.is_empty() {
        page.blank();
    }
    for (severity, word, _) in Severity::ALL {
        let (all, survivors) = mutants.counts[severity as usize];
        if all > 0 {
            page.line(page.say(&text!(
                ja: "{word:<10} 変異 {all:>5}、気付かれなかったもの {survivors:>4}",
                en: "{word:<10} mutants {all:>5}, survivors {survivors:>4}"
            )));
        }
    }
    let ((all, survivors), percent) = (mutants.total(), mutants.percent());
    page.line(page.say(&text!(
        ja: "合計       変異 {all:>5}、気付かれなかったもの {survivors:>4}（{percent:.1}%）",
        en: "total      mutants {all:>5}, survivors {survivors:>4} ({percent:.1} %)"
    )));
    page.finish()
}

fn one(page: &mut Page, survivor: &Survivor, sources: &Sources) {
    let Survivor { key, before, after, source, .. } = survivor;
    let place = sources.show(survivor.place);
    page.hang(&format!(" {place} "), &format!("{key}: `{before}` -> `{after}`"));
    page.hang("     ", source);
}

/// Each clause with its rules; then what has none, and what rests on memory.
pub fn coverage(clauses: &[Covered], language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    let mut document = None;
    for clause in clauses {
        if document != Some(&clause.document) {
            page.heading(page.say(&clause.document));
            document = Some(&clause.document);
        }
        let authority = clause.authority.label();
        let mark = unconfirmed(clause, language);
        page.hang(
            &format!(" {} ", clause.clause),
            &format!("[{}] {}{mark}", page.say(&authority), page.say(&clause.label)),
        );
        let rules = match clause.rules.is_empty() {
            true => page.say(&text!(ja: "（規則なし）", en: "(no rule)")).to_owned(),
            false => clause.rules.join(", "),
        };
        page.hang("      ", &rules);
    }
    page.blank();
    let without: Vec<&str> = clauses.iter().filter(|c| c.rules.is_empty()).map(|c| c.clause.as_str()).collect();
    let (all, covered) = (clauses.len(), clauses.len() - without.len());
    page.line(page.say(&text!(
        ja: "条項 {all}件のうち {covered}件に規則がある",
        en: "{covered} of {all} clauses are tested by a rule"
    )));
    let number = without.len();
    page.heading(page.say(&text!(ja: "規則のない条項 {number}件", en: "Duties without a rule: {number}")));
    without.iter().for_each(|clause| page.line(&format!(" {clause}")));
    let mut resting: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for clause in clauses.iter().filter(|clause| !clause.confirmed) {
        clause.rules.iter().for_each(|rule| resting.entry(rule).or_default().push(&clause.clause));
    }
    let number = resting.len();
    page.heading(page.say(&text!(
        ja: "未照合の条項に基づく規則 {number}件",
        en: "Rules that rest on an unconfirmed clause: {number}"
    )));
    for (rule, clauses) in resting {
        page.hang(&format!(" {rule}: "), &clauses.join(", "));
    }
    page.finish()
}

fn unconfirmed(clause: &Covered, language: Language) -> &'static str {
    if clause.confirmed { "" } else { super::words::UNCONFIRMED.get(language) }
}
