//! Rules as SARIF describes them: in both languages, with why, what to do, and the clauses.

use super::message;
use super::view::{Configuration, Descriptor, Grade, Help, InBoth};
use crate::assess::assessment::RuleSummary;
use crate::language::{Language, Text};
use crate::pack::Severity;
use crate::report::clean::{clean, markdown};
use crate::report::gap::finding;
use crate::report::text::words;

/// The level of a fail.
pub(super) fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

/// A number by which GitHub says critical, high, medium or low.
fn score(severity: Severity) -> &'static str {
    ["9.5", "8.0", "5.5", "2.0"][severity as usize]
}

/// A rule.
pub(super) fn rule(rule: &RuleSummary, language: Language) -> Descriptor<'_> {
    let level = level(rule.severity);
    let (area, authority) = (&rule.area, rule.authority.word());
    let mut tags = vec!["security".to_owned(), format!("area/{area}"), format!("authority/{authority}")];
    tags.extend((!rule.confirmed).then(|| "from-memory".to_owned()));
    tags.extend(rule.own.then(|| "own-rule".to_owned()));
    Descriptor {
        id: &rule.id,
        short_description: message(rule.title.get(language)),
        full_description: message(rule.why.get(language)),
        message_strings: InBoth { ja: message(&rule.title.ja), en: message(&rule.title.en) },
        default_configuration: Configuration { level },
        help: help(rule, language),
        properties: Grade {
            tags,
            security_severity: score(rule.severity),
            problem_severity: if level == "note" { "recommendation" } else { level },
            severity: rule.severity.word(),
            authority: rule.authority.word(),
            confirmed: rule.confirmed,
        },
    }
}

/// Why, what to do and by what, in both languages, the reader's first.
fn help(rule: &RuleSummary, language: Language) -> Help {
    let other = if language == Language::Ja { Language::En } else { Language::Ja };
    let (mut text, mut marked) = (Vec::new(), Vec::new());
    for language in [language, other] {
        let called = words::verdict(&finding(rule), &rule.authority.label());
        let parts = [(words::VERDICT, &called), (words::WHY, &rule.why), (words::REMEDY, &rule.remedy)];
        let clauses: Vec<Text> = rule
            .clauses
            .iter()
            .map(|clause| {
                let unchecked = if clause.confirmed { "" } else { words::UNCONFIRMED.get(language) };
                Text::same(format!("{}{unchecked}", clause.label.get(language)))
            })
            .collect();
        let clauses = clauses.iter().map(|clause| (words::CLAUSE, clause));
        marked.push(format!("### {}", markdown(rule.title.get(language))));
        text.push(clean(rule.title.get(language)).into_owned());
        for (word, said) in parts.into_iter().chain(clauses) {
            marked.push(format!("**{}**: {}", word.get(language), markdown(said.get(language))));
            text.push(format!("{}: {}", word.get(language), clean(said.get(language))));
        }
    }
    Help { text: text.join("\n"), markdown: marked.join("\n\n") }
}
