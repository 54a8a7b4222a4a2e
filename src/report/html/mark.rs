//! Marks: every verdict, severity and state has a sign and a word beside its colour, so that it survives grey print and
//! colour blindness.

use crate::assess::assessment::{Assessment, Judged, Verdict};
use crate::derive::schedule::State;
use crate::language::Language;
use crate::pack::Severity;

pub(super) use crate::report::area;

/// A verdict as a page shows it.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// The word of machine formats, which the style knows it by.
    pub(super) word: &'static str,
    /// Its sign.
    pub(super) sign: &'static str,
    /// Its name.
    pub(super) label: String,
}

/// The mark of a verdict.
pub(super) fn verdict(verdict: Verdict, language: Language) -> Mark {
    Mark { word: verdict.word(), sign: sign(verdict), label: verdict.label().get(language).to_owned() }
}

/// The sign of a verdict.
pub(super) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Fail => "✕",
        Verdict::Error => "‼",
        Verdict::Unknown => "？",
        Verdict::Waived => "◇",
        Verdict::Pass => "○",
        Verdict::NotApplicable => "－",
    }
}

/// The mark of a severity.
pub(super) fn severity(severity: Severity, language: Language) -> Mark {
    let sign = ["▲▲", "▲", "△", "▽"][severity as usize];
    Mark { word: severity.word(), sign, label: severity.label().get(language).to_owned() }
}

/// The sign of a state of migration.
pub(super) fn state(state: State) -> &'static str {
    match state {
        State::Migrated => "●",
        State::OnTheWay => "→",
        State::SpeciallySupported => "※",
        State::PastTarget => "✕",
        State::NotKnown => "？",
    }
}

/// What the department is called that answers for a result; empty if none is named.
pub(super) fn department(judged: &Judged, language: Language) -> &str {
    judged.department_name.as_ref().map_or("", |name| name.get(language))
}

/// What something is called that a computed table names by its id.
pub(super) fn name<'a>(assessment: &'a Assessment, id: &'a str, language: Language) -> &'a str {
    assessment.pictures.names.get(id).map_or(id, |name| name.get(language))
}
