//! What every page has around its contents: head, style, script, the policy that forbids requests, and the words on the
//! margins of every printed page.

use super::escape::css;
use super::sentences;
use super::words::Words;
use crate::assess::assessment::Assessment;
use crate::language::{Language, Text};
use crate::report::handling;
use askama::Template;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The style sheet.
#[derive(Template)]
#[template(path = "style.css", escape = "none")]
struct Style;

/// The script.
#[derive(Template)]
#[template(path = "script.js", escape = "none")]
struct Script;

/// What goes around the contents of a page.
pub(super) struct Frame {
    pub(super) w: &'static Words,
    pub(super) title: String,
    pub(super) tool: String,
    pub(super) style: String,
    pub(super) margins: String,
    pub(super) script: String,
    pub(super) policy: String,
}

impl Frame {
    /// The frame of a page about an assessment.
    pub(super) fn of(assessment: &Assessment, language: Language) -> Self {
        let day =
            Text::new(sentences::day(assessment.as_of, Language::Ja), sentences::day(assessment.as_of, Language::En));
        let title = sentences::title(assessment);
        let margins = margins([&title, &handling(assessment), &day], language);
        Self::with(title.get(language), margins, &assessment.tool, language)
    }

    /// The frame of a page about something else: its title, and what it was made from.
    pub(super) fn around((title, standing): (&Text, &Text), tool: &str, language: Language) -> Self {
        let margins = margins([title, &Text::default(), standing], language);
        Self::with(title.get(language), margins, tool, language)
    }

    fn with(title: &str, margins: String, tool: &str, language: Language) -> Self {
        let (style, script) = (written(&Style), written(&Script));
        let policy = format!(
            "default-src 'none'; img-src data:; style-src {} {}; script-src {}; base-uri 'none'; form-action 'none'",
            hash(&style),
            hash(&margins),
            hash(&script)
        );
        let tool = format!("tekigo {tool}");
        Self { w: Words::of(language), title: title.to_owned(), tool, style, margins, script, policy }
    }
}

/// A page as text.
pub(super) fn page(template: &impl Template) -> String {
    let mut page = written(template);
    page.push('\n');
    page
}

/// A template as text, with one kind of line ends wherever it was built, so that its digest is that of what a browser
/// sees. Writing to a text in memory does not fail.
fn written(template: &impl Template) -> String {
    template.render().unwrap_or_default().replace("\r\n", "\n")
}

/// The source expression that allows exactly this text in a content security policy.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The margins of printed pages: whose report, how it may be handled, of which day; page and pages.
fn margins([title, handled, day]: [&Text; 3], language: Language) -> String {
    format!(
        "@page {{ @top-left {{ content: {}; }} @top-right {{ content: {}; }} @bottom-left {{ content: {}; }} \
         @bottom-right {{ content: counter(page) \" / \" counter(pages); }} }}",
        css(title.get(language)),
        css(handled.get(language)),
        css(day.get(language)),
    )
}
