//! What is still to come, what has ended, and what is under an exception.

use super::mark::{self, Mark};
use super::sentences;
use super::words::Words;
use crate::assess::assessment::{Assessment, Verdict};
use crate::language::Language;
use crate::report::{by_rule, with};
use askama::Template;

/// Duties that have not begun.
#[derive(Template)]
#[template(path = "coming.html")]
pub(super) struct Coming<'a> {
    w: &'static Words,
    rows: Vec<Duty<'a>>,
    ended: Vec<String>,
}

/// One rule to come.
struct Duty<'a> {
    from: String,
    key: String,
    severity: Mark,
    title: &'a str,
    id: &'a str,
    verdicts: Vec<(Mark, usize)>,
    remedy: &'a str,
}

/// Exceptions in force.
#[derive(Template)]
#[template(path = "exceptions.html")]
pub(super) struct Exceptions<'a> {
    w: &'static Words,
    rows: Vec<Exception<'a>>,
}

struct Exception<'a> {
    title: &'a str,
    rule: &'a str,
    subject: &'a str,
    name: &'a str,
    department: &'a str,
    id: &'a str,
    reason: &'a str,
    until: String,
    key: String,
    left: i32,
}

impl<'a> Coming<'a> {
    /// What rules to come would say, the next first.
    pub(super) fn of(assessment: &'a Assessment, language: Language) -> Self {
        let mut rows = Vec::new();
        for group in by_rule(assessment.coming.iter()) {
            let Some(rule) = assessment.rules.get(group[0].rule) else { continue };
            let count = |verdict: Verdict| group.iter().filter(|judged| judged.verdict == verdict).count();
            let verdicts =
                Verdict::ALL.iter().map(|(verdict, ..)| (mark::verdict(*verdict, language), count(*verdict)));
            rows.push(Duty {
                from: sentences::first_day(rule.from, language),
                key: rule.from.map(|from| from.to_string()).unwrap_or_default(),
                severity: mark::severity(rule.severity, language),
                title: rule.title.get(language),
                id: &rule.id,
                verdicts: verdicts.filter(|(_, number)| *number > 0).collect(),
                remedy: rule.remedy.get(language),
            });
        }
        rows.sort_by(|a, b| (&a.key, a.id).cmp(&(&b.key, b.id)));
        let ended = assessment.ended.iter().filter_map(|at| assessment.rules.get(*at));
        let ended = ended.map(|rule| sentences::ended(rule).get(language).to_owned()).collect();
        Self { w: Words::of(language), rows, ended }
    }
}

impl<'a> Exceptions<'a> {
    /// Exceptions in force, the one that ends first on top.
    pub(super) fn of(assessment: &'a Assessment, language: Language) -> Self {
        let mut rows = Vec::new();
        for judged in with(assessment, Verdict::Waived) {
            let (Some(rule), Some(waiver)) = (assessment.rules.get(judged.rule), &judged.waiver) else { continue };
            rows.push(Exception {
                title: rule.title.get(language),
                rule: &rule.id,
                subject: &judged.subject,
                name: judged.subject_name.get(language),
                department: mark::department(judged, language),
                id: &waiver.id,
                reason: &waiver.reason,
                until: sentences::day(waiver.until, language),
                key: waiver.until.to_string(),
                left: (waiver.until - assessment.as_of).get_days(),
            });
        }
        rows.sort_by(|a, b| (&a.key, a.id).cmp(&(&b.key, b.id)));
        Self { w: Words::of(language), rows }
    }
}
