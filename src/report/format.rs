//! Formats: the forms in which an assessment can be written, each with its renderer.

use super::{Options, csv, html, json, junit, markdown, oscal, sarif, text, xlsx};
use crate::assess::Assessment;
use crate::language::Text;

/// A form in which an assessment can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    Text,
    /// For programs: `tekigo.assessment/1`.
    Json,
    /// For browsers and paper, in one file.
    Html,
    /// For comments of pull requests and documents.
    Markdown,
    /// For spreadsheets: one line per result.
    Csv,
    /// For code scanning: SARIF 2.1.0.
    Sarif,
    /// For the test reports of CI servers.
    Junit,
    /// For Excel: a summary with charts, and lists.
    Xlsx,
    /// What was found, for audits: OSCAL assessment results.
    OscalAr,
    /// What must be done about it: OSCAL plan of action and milestones.
    OscalPoam,
}

/// What there is to say about a format.
struct Form {
    format: Format,
    /// The word used on the command line.
    word: &'static str,
    /// How names of its files end.
    extension: &'static str,
    /// What it is for, in Japanese and English.
    purpose: (&'static str, &'static str),
    /// It tells the facts behind results that pass or do not apply, too.
    evidence: bool,
    /// It needs names for people, or drawings.
    pictures: bool,
    write: fn(&Assessment, &Options) -> Written,
}

/// The bytes of a report, or why it cannot be written as asked.
pub(super) type Written = Result<Vec<u8>, Text>;

impl Format {
    /// The one list of formats, in the order of the enum.
    const FORMS: [Form; 10] = [
        Form {
            format: Format::Text,
            word: "text",
            extension: "txt",
            purpose: ("画面表示", "for the terminal"),
            evidence: false,
            pictures: false,
            write: |assessment, options| Ok(text::render(assessment, options).into_bytes()),
        },
        Form {
            format: Format::Json,
            word: "json",
            extension: "json",
            purpose: ("機械処理用", "for other programs"),
            evidence: true,
            pictures: false,
            write: |assessment, options| Ok(json::render(assessment, options).into_bytes()),
        },
        Form {
            format: Format::Html,
            word: "html",
            extension: "html",
            purpose: ("ブラウザと印刷用、1ファイル", "for browsers and paper, one file"),
            evidence: false,
            pictures: true,
            write: |assessment, options| Ok(html::render(assessment, options).into_bytes()),
        },
        Form {
            format: Format::Markdown,
            word: "markdown",
            extension: "md",
            purpose: ("プルリクエストのコメントと文書用", "for comments of pull requests and documents"),
            evidence: false,
            pictures: true,
            write: |assessment, options| Ok(markdown::render(assessment, options).into_bytes()),
        },
        Form {
            format: Format::Csv,
            word: "csv",
            extension: "csv",
            purpose: ("表計算用、1判定1行", "for spreadsheets, one line per result"),
            evidence: true,
            pictures: true,
            write: csv::render,
        },
        Form {
            format: Format::Sarif,
            word: "sarif",
            extension: "sarif",
            purpose: ("コードスキャン用（SARIF 2.1.0）", "for code scanning (SARIF 2.1.0)"),
            evidence: true,
            pictures: false,
            write: |assessment, options| Ok(sarif::render(assessment, options).into_bytes()),
        },
        Form {
            format: Format::Junit,
            word: "junit",
            extension: "junit.xml",
            purpose: ("CIのテスト結果用（JUnit XML）", "for test reports of CI servers (JUnit XML)"),
            evidence: true,
            pictures: true,
            write: junit::render,
        },
        Form {
            format: Format::Xlsx,
            word: "xlsx",
            extension: "xlsx",
            purpose: ("Excel用、集計と一覧", "for Excel: summary and lists"),
            evidence: true,
            pictures: true,
            write: xlsx::render,
        },
        Form {
            format: Format::OscalAr,
            word: "oscal-ar",
            extension: "oscal-ar.json",
            purpose: ("監査の道具用（OSCAL 点検結果）", "for audit tools (OSCAL assessment results)"),
            evidence: true,
            pictures: true,
            write: |assessment, options| Ok(oscal::results(assessment, options).into_bytes()),
        },
        Form {
            format: Format::OscalPoam,
            word: "oscal-poam",
            extension: "oscal-poam.json",
            purpose: ("監査の道具用（OSCAL 是正計画）", "for audit tools (OSCAL plan of action and milestones)"),
            evidence: true,
            pictures: true,
            write: |assessment, options| Ok(oscal::plan(assessment, options).into_bytes()),
        },
    ];

    /// All formats.
    pub fn all() -> impl Iterator<Item = Format> {
        Self::FORMS.iter().map(|form| form.format)
    }

    fn form(self) -> &'static Form {
        &Self::FORMS[self as usize]
    }

    /// Writes an assessment.
    pub(super) fn write(self, assessment: &Assessment, options: &Options) -> Written {
        (self.form().write)(assessment, options)
    }

    /// The word used on the command line.
    pub fn word(self) -> &'static str {
        self.form().word
    }

    /// How names of files in this format end.
    pub fn extension(self) -> &'static str {
        self.form().extension
    }

    /// What the format is for.
    pub fn purpose(self) -> Text {
        let (ja, en) = self.form().purpose;
        Text::new(ja, en)
    }

    /// Whether it tells the facts behind results that pass or do not apply, too.
    pub fn tells_all(self) -> bool {
        self.form().evidence
    }

    /// Whether it needs names for people, or drawings ([`Assessment::pictures`]).
    pub fn draws(self) -> bool {
        self.form().pictures
    }

    /// The format with that word.
    pub fn named(word: &str) -> Option<Self> {
        Self::all().find(|format| format.word() == word)
    }
}

/// In which bytes comma-separated values are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 with a byte order mark, by which spreadsheets know it.
    #[default]
    Utf8,
    /// Shift_JIS as Windows has it.
    Cp932,
}

impl Encoding {
    /// The word for it in `body.toml`.
    pub fn word(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Cp932 => "cp932",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn every_format_is_in_the_list_at_its_own_place() {
        for (index, format) in Format::all().enumerate() {
            assert_eq!(format as usize, index);
            assert_eq!(Format::named(format.word()), Some(format));
        }
        assert_eq!(Format::named("papyrus"), None);
    }
}
