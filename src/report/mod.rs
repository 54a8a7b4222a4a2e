//! The report: a finished [`Assessment`] put into bytes.
//!
//! A renderer sees the assessment and a few wishes about form, nothing else: it reads no file, knows no rule and judges
//! nothing. What it leaves out for want of room it counts, and says how to see it.

pub mod annotations;
mod choices;
mod chosen;
mod clean;
mod csv;
pub mod fitgap;
mod gap;
pub mod handbook;
mod html;
mod inquiry;
pub mod json;
pub mod network;
pub mod plan;
pub mod questionnaire;
pub mod rollup;
#[cfg(test)]
mod sample;
pub mod text;
pub mod toml;

use crate::assess::assessment::{Assessment, Judged, Verdict};
use crate::language::{Language, Text};
use crate::pack::audience::Shown;
use crate::text;

/// What the reader of a report on published material must be told, in Japanese and English.
const NOTICE: (&str, &str) = (
    "公表資料から機械的に作成したもので、当該団体の見解ではない。",
    "Made mechanically from published material; not the view of the body itself.",
);

/// A form in which an assessment can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Text,
    /// For programs: `tekigo.assessment/1`.
    Json,
    /// For browsers and paper, in one file.
    Html,
}

impl Format {
    /// All of them, with the word used on the command line. The one list of formats.
    pub const ALL: [(Format, &'static str); 3] =
        [(Format::Text, "text"), (Format::Json, "json"), (Format::Html, "html")];

    /// The word used on the command line.
    pub fn word(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// How names of files in this format end.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Json => "json",
            Format::Html => "html",
        }
    }

    /// What the format is for.
    pub fn purpose(self) -> Text {
        match self {
            Format::Text => text!(ja: "画面表示", en: "for the terminal"),
            Format::Json => text!(ja: "機械処理用", en: "for other programs"),
            Format::Html => text!(ja: "ブラウザと印刷用", en: "for browsers and paper"),
        }
    }

    /// The format with that word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == word).map(|(format, _)| format)
    }
}

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
}

impl Default for Options {
    fn default() -> Self {
        Self { language: Language::default(), only: Vec::new(), coming: false, width: 80 }
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
pub fn render(assessment: &Assessment, format: Format, options: &Options) -> Vec<u8> {
    match format {
        Format::Text => text::render(assessment, options).into_bytes(),
        Format::Json => json::render(assessment, options).into_bytes(),
        Format::Html => html::render(assessment, options).into_bytes(),
    }
}

/// How the report may be handled (取扱区分); one that was cut down for nobody holds the whole inventory.
fn handling(assessment: &Assessment) -> Text {
    let nobody = text!(ja: "庁内限り（提供先の指定なし）", en: "internal use only (no audience given)");
    let Text { ja, en } = assessment.audience.as_ref().map_or(&nobody, |audience| &audience.handling);
    text!(ja: "取扱区分：{ja}", en: "Handling: {en}")
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
    fn every_format_is_in_the_list_at_its_own_place() {
        for (index, (format, word)) in Format::ALL.into_iter().enumerate() {
            assert_eq!(format as usize, index);
            assert_eq!(format.word(), word);
            assert_eq!(Format::named(word), Some(format));
        }
        assert_eq!(Format::named("papyrus"), None);
    }

    #[test]
    fn the_same_assessment_gives_the_same_bytes() {
        for (format, _) in Format::ALL {
            let once = render(&sample::city(), format, &Options::default());
            assert_eq!(once, render(&sample::city(), format, &Options::default()));
            assert_eq!(once.last(), Some(&b'\n'));
        }
    }
}
