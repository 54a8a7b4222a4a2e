//! The report: a finished [`Assessment`] put into bytes.
//!
//! A renderer sees the assessment and a few wishes about form, nothing else: it reads no file, knows no rule and judges
//! nothing. What it leaves out for want of room it counts, and says how to see it.

pub mod actions;
pub mod annotations;
pub mod audit;
pub mod calendar;
mod cells;
mod chosen;
mod clean;
mod cp932;
mod csv;
mod dropdowns;
pub mod editors;
pub mod export;
pub mod fitgap;
mod format;
mod gap;
pub mod handbook;
mod html;
mod inquiry;
pub mod json;
mod junit;
mod markdown;
pub mod network;
mod oscal;
mod place;
pub mod plan;
pub mod questionnaire;
pub mod returns;
pub mod rollup;
mod room;
#[cfg(test)]
mod sample;
mod sarif;
mod separated;
pub mod start;
pub mod text;
pub mod toml;
mod xlsx;

use crate::assess::assessment::{Assessment, Judged, Verdict};
use crate::assess::audience::WITHHELD;
use crate::language::{Language, Text};
use crate::pack::audience::Shown;
use crate::text;
use format::Written;

pub use format::{Encoding, Format};

/// What the reader of a report on published material must be told, in Japanese and English.
const NOTICE: (&str, &str) = (
    "公表資料から機械的に作成したもので、当該団体の見解ではない。",
    "Made mechanically from published material; not the view of the body itself.",
);

/// What the reader asked for beside the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Language of formats for people; formats for programs hold both.
    pub language: Language,
    /// List only results with these verdicts, but all of them; empty is no wish. The ledger stays whole.
    pub only: Vec<Verdict>,
    /// In formats for people: the rules of other days in full instead of the results of the day. Formats for programs hold
    /// both in any case.
    pub coming: bool,
    /// Cells in a line of text.
    pub width: usize,
    /// In which bytes CSV is written.
    pub encoding: Encoding,
    /// Characters of Markdown at most.
    pub max_chars: usize,
    /// The inventory's folder as a repository calls it, for SARIF.
    pub uri_prefix: String,
    /// Unknown counts like a fail, in JUnit as for the exit status.
    pub unknown_fails: bool,
}

/// As many characters as GitHub takes in a comment.
pub const COMMENT: usize = 65_536;

impl Default for Options {
    fn default() -> Self {
        Self {
            language: Language::default(),
            only: Vec::new(),
            coming: false,
            width: 80,
            encoding: Encoding::Utf8,
            max_chars: COMMENT,
            uri_prefix: String::new(),
            unknown_fails: false,
        }
    }
}

impl Options {
    /// Whether results with that verdict are to be listed.
    fn lists(&self, verdict: Verdict) -> bool {
        self.only.is_empty() || self.only.contains(&verdict)
    }

    /// Whether the reader asked for that verdict by name, and so wants all of it.
    fn demands(&self, verdict: Verdict) -> bool {
        self.only.contains(&verdict)
    }
}

/// The first page of a folder of reports, from which the others are opened: their names with what they are for.
pub fn index(assessment: &Assessment, files: &[(String, Text)], language: Language) -> Vec<u8> {
    html::index(assessment, files, language).into_bytes()
}

/// Writes an assessment.
///
/// # Errors
/// That it holds a character which the wanted encoding lacks.
pub fn render(assessment: &Assessment, format: Format, options: &Options) -> Written {
    format.write(assessment, options)
}

/// How the report may be handled (取扱区分); one that was cut down for nobody holds the whole inventory.
fn handling(assessment: &Assessment) -> Text {
    let nobody = text!(ja: "庁内限り（提供先の指定なし）", en: "internal use only (no audience given)");
    let Text { ja, en } = assessment.audience.as_ref().map_or(&nobody, |audience| &audience.handling);
    text!(ja: "取扱区分：{ja}", en: "Handling: {en}")
}

/// What an area is called.
fn area<'a>(assessment: &'a Assessment, area: &'a str, language: Language) -> &'a str {
    let known = assessment.pictures.areas.iter().find(|(id, _)| id == area);
    match (known, area == WITHHELD, language) {
        (Some((_, label)), ..) => label.get(language),
        (None, true, Language::Ja) => "（分野も示さないもの）",
        (None, true, Language::En) => "(area not told)",
        (None, false, _) => area,
    }
}

/// Whether the reader is told whom to ask.
fn asks(assessment: &Assessment, options: &Options) -> bool {
    let shown = assessment.audience.as_ref().is_none_or(|audience| audience.shows(Shown::Questions));
    shown && options.lists(Verdict::Unknown)
}

/// The results with one verdict, in order.
fn with(assessment: &Assessment, verdict: Verdict) -> impl Iterator<Item = &Judged> {
    assessment.results.iter().filter(move |judged| judged.verdict == verdict)
}

/// Results of the same rule together; they come in order of rule.
fn by_rule<'a>(results: impl Iterator<Item = &'a Judged>) -> Vec<Vec<&'a Judged>> {
    let mut groups: Vec<Vec<&Judged>> = Vec::new();
    for judged in results {
        match groups.last_mut() {
            Some(group) if group[0].rule == judged.rule => group.push(judged),
            _ => groups.push(vec![judged]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Format, Options, render, sample};

    #[test]
    fn the_same_assessment_gives_the_same_bytes() {
        for format in Format::all() {
            let once = render(&sample::city(), format, &Options::default()).unwrap();
            assert_eq!(once, render(&sample::city(), format, &Options::default()).unwrap());
            assert_eq!(once.last() == Some(&b'\n'), format != Format::Xlsx);
        }
    }
}
