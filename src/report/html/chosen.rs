//! Which rules were judged: what a profile leaves out, and what the body added or set otherwise.

use super::mark::{self, Mark};
use super::words::Words;
use crate::assess::assessment::{Assessment, RuleSummary};
use crate::language::{Language, Text};
use crate::report::chosen::{changed, extent, own};
use askama::Template;

/// The section.
#[derive(Template)]
#[template(path = "chosen.html")]
pub(super) struct Chosen<'a> {
    w: &'static Words,
    extent: String,
    own: Vec<Row<'a>>,
    otherwise: Vec<String>,
    left_out: Vec<Row<'a>>,
}

/// One rule.
struct Row<'a> {
    severity: Mark,
    area: &'a str,
    title: &'a str,
    id: &'a str,
}

impl<'a> Chosen<'a> {
    /// The section, if the pack was not used as it is.
    pub(super) fn of(assessment: &'a Assessment, language: Language) -> Option<Self> {
        let row = |rule: &'a RuleSummary| Row {
            severity: mark::severity(rule.severity, language),
            area: mark::area(assessment, &rule.area, language),
            title: rule.title.get(language),
            id: &rule.id,
        };
        let own: Vec<Row<'a>> = own(assessment).into_iter().map(row).collect();
        let selection = assessment.selection.as_ref();
        if selection.is_none() && own.is_empty() && assessment.overrides.is_empty() {
            return None;
        }
        let said = |text: Text| text.get(language).to_owned();
        Some(Self {
            w: Words::of(language),
            extent: selection.map(|selection| said(extent(selection))).unwrap_or_default(),
            own,
            otherwise: assessment.overrides.iter().map(|one| said(changed(one))).collect(),
            left_out: selection.into_iter().flat_map(|selection| &selection.left_out).map(row).collect(),
        })
    }
}
