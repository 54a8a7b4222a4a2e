//! The verdicts in numbers: all of them, adding up to the total, and the fails by severity.

use super::mark::{self, Mark};
use super::sentences;
use super::words::Words;
use crate::assess::assessment::{Assessment, Verdict};
use crate::language::Language;
use crate::pack::Severity;
use crate::report::with;
use askama::Template;

/// Width of the bar, in units of its drawing.
const WIDTH: usize = 1_000;

/// The verdicts in numbers.
#[derive(Template)]
#[template(path = "ledger.html")]
pub(super) struct Ledger {
    w: &'static Words,
    lead: String,
    tiles: Vec<(Mark, usize)>,
    bar: Vec<(&'static str, usize, usize)>,
    total: usize,
    coming: usize,
    severities: Vec<(Mark, usize)>,
}

impl Ledger {
    /// Counts nothing anew: the numbers are those of the assessment's own ledger.
    pub(super) fn of(assessment: &Assessment, language: Language) -> Self {
        let ledger = &assessment.ledger;
        let tiles: Vec<(Mark, usize)> =
            Verdict::ALL.iter().map(|(verdict, ..)| (mark::verdict(*verdict, language), ledger.of(*verdict))).collect();
        let grave = |severity: Severity| {
            let of = with(assessment, Verdict::Fail).filter_map(|judged| assessment.rules.get(judged.rule));
            of.filter(|rule| rule.severity == severity).count()
        };
        let severities =
            Severity::ALL.iter().map(|(severity, ..)| (mark::severity(*severity, language), grave(*severity)));
        Self {
            w: Words::of(language),
            lead: sentences::lead(ledger).get(language).to_owned(),
            bar: bar(&tiles, ledger.total),
            tiles,
            total: ledger.total,
            coming: ledger.coming,
            severities: severities.collect(),
        }
    }
}

/// Where each verdict lies in a bar of all.
fn bar(tiles: &[(Mark, usize)], total: usize) -> Vec<(&'static str, usize, usize)> {
    let mut before = 0;
    let mut bar = Vec::new();
    for (mark, number) in tiles.iter().filter(|(_, number)| *number > 0) {
        let place = |count: usize| count * WIDTH / total.max(1);
        bar.push((mark.word, place(before), place(before + number) - place(before)));
        before += number;
    }
    bar
}
