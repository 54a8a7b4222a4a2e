//! The first page of a folder of reports.

use super::Identity;
use super::frame::{Frame, page};
use super::ledger::Ledger;
use crate::assess::assessment::Assessment;
use crate::language::{Language, Text};
use askama::Template;

#[derive(Template)]
#[template(path = "index.html")]
struct Index<'a> {
    frame: Frame,
    identity: Identity,
    ledger: Ledger,
    files: Vec<(&'a str, &'a str)>,
}

/// Writes the page that leads to the others.
pub(in crate::report) fn index(assessment: &Assessment, files: &[(String, Text)], language: Language) -> String {
    page(&Index {
        frame: Frame::of(assessment, language),
        identity: Identity::of(assessment, language),
        ledger: Ledger::of(assessment, language),
        files: files.iter().map(|(name, purpose)| (name.as_str(), purpose.get(language))).collect(),
    })
}
