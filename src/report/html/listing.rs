//! Every listed verdict, a line each.

use super::mark::{self, Mark};
use super::words::Words;
use crate::assess::assessment::{Assessment, Verdict};
use crate::language::Language;
use crate::pack::Severity;
use crate::report::Options;
use askama::Template;
use std::collections::BTreeSet;

/// The list.
#[derive(Template)]
#[template(path = "listing.html")]
pub(super) struct Listing<'a> {
    w: &'static Words,
    rows: Vec<Row<'a>>,
    open: bool,
}

struct Row<'a> {
    verdict: &'a Mark,
    order: usize,
    severity: &'a Mark,
    grave: usize,
    area: &'a str,
    title: String,
    rule: &'a str,
    /// The rule has a card among the findings.
    card: bool,
    subject: &'a str,
    name: &'a str,
    department: &'a str,
}

/// The marks that rows share.
pub(super) struct Marks {
    verdicts: Vec<Mark>,
    severities: Vec<Mark>,
}

impl Marks {
    /// The marks in a language.
    pub(super) fn of(language: Language) -> Self {
        Self {
            verdicts: Verdict::ALL.iter().map(|(verdict, ..)| mark::verdict(*verdict, language)).collect(),
            severities: Severity::ALL.iter().map(|(severity, ..)| mark::severity(*severity, language)).collect(),
        }
    }
}

impl<'a> Listing<'a> {
    /// The listed verdicts in their order; open at once if the reader is shown everything.
    pub(super) fn of(assessment: &'a Assessment, marks: &'a Marks, options: &Options, open: bool) -> Self {
        let language = options.language;
        let row = |judged: &'a crate::assess::assessment::Judged| {
            let rule = assessment.rules.get(judged.rule)?;
            Some(Row {
                verdict: &marks.verdicts[judged.verdict as usize],
                order: judged.verdict as usize,
                severity: &marks.severities[rule.severity as usize],
                grave: rule.severity as usize,
                area: &rule.area,
                title: judged.verdict.beside(&rule.title).get(language).to_owned(),
                rule: &rule.id,
                card: matches!(judged.verdict, Verdict::Fail | Verdict::Error),
                subject: &judged.subject,
                name: judged.subject_name.get(language),
                department: mark::department(judged, language),
            })
        };
        let listed = assessment.results.iter().filter(|judged| options.lists(judged.verdict));
        Self { w: Words::of(language), rows: listed.filter_map(row).collect(), open }
    }
}

/// What the lists can be narrowed by.
#[derive(Template)]
#[template(path = "filter.html")]
pub(super) struct Filter<'a> {
    w: &'static Words,
    verdicts: Vec<&'a Mark>,
    severities: Vec<&'a Mark>,
    areas: Vec<(&'a str, &'a str)>,
    departments: Vec<&'a str>,
}

impl<'a> Filter<'a> {
    /// Offers what occurs in the listed results.
    pub(super) fn of(assessment: &'a Assessment, marks: &'a Marks, options: &Options) -> Self {
        let language = options.language;
        let (mut verdicts, mut severities) = (BTreeSet::new(), BTreeSet::new());
        let (mut areas, mut departments) = (BTreeSet::new(), BTreeSet::new());
        for judged in assessment.results.iter().filter(|judged| options.lists(judged.verdict)) {
            let Some(rule) = assessment.rules.get(judged.rule) else { continue };
            verdicts.insert(judged.verdict as usize);
            severities.insert(rule.severity as usize);
            areas.insert(rule.area.as_str());
            departments.insert(mark::department(judged, language));
        }
        departments.remove("");
        Self {
            w: Words::of(language),
            verdicts: verdicts.into_iter().map(|at| &marks.verdicts[at]).collect(),
            severities: severities.into_iter().map(|at| &marks.severities[at]).collect(),
            areas: areas.into_iter().map(|area| (area, mark::area(assessment, area, language))).collect(),
            departments: departments.into_iter().collect(),
        }
    }
}
