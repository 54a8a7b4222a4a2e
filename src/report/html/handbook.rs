//! The handbook as one page.

use super::frame::{Frame, page};
use super::mark::{self, Mark};
use crate::assess::RulePage;
use crate::assess::handbook::Handbook;
use crate::calendar::day;
use crate::language::{Language, Text};
use crate::report::handbook::{Heads, event, standing, title};
use crate::report::text::words::in_force;
use askama::Template;

/// The page.
#[derive(Template)]
#[template(path = "handbook.html")]
struct Book<'a> {
    frame: Frame,
    standing: String,
    timeline_head: String,
    timeline: Vec<(String, Vec<String>)>,
    chapters: Vec<Chapter<'a>>,
    facts_head: String,
}

struct Chapter<'a> {
    id: &'a str,
    label: &'a str,
    rules: Vec<Entry<'a>>,
}

/// One rule.
struct Entry<'a> {
    id: &'a str,
    severity: Mark,
    title: &'a str,
    authority: String,
    in_force: String,
    why: &'a str,
    remedy: &'a str,
    subject: &'a str,
    clauses: Vec<(&'a str, &'a str, bool)>,
    facts: Vec<(&'a str, &'a str, String)>,
    when: &'a str,
    require: &'a str,
    examples: Vec<(Mark, &'a str)>,
}

/// Writes the page.
pub(in crate::report) fn handbook(handbook: &Handbook, language: Language) -> String {
    let say = |text: Text| text.get(language).to_owned();
    let days = handbook.timeline.iter();
    page(&Book {
        frame: Frame::around((&title(handbook), &standing(handbook)), &handbook.tool, language),
        standing: say(standing(handbook)),
        timeline_head: say(Heads::timeline()),
        timeline: days
            .map(|(date, events)| (day(*date, language), events.iter().map(|one| say(event(one))).collect()))
            .collect(),
        chapters: handbook
            .areas
            .iter()
            .map(|area| Chapter {
                id: &area.id,
                label: area.label.get(language),
                rules: area.rules.iter().map(|rule| entry(rule, language)).collect(),
            })
            .collect(),
        facts_head: say(Heads::facts()),
    })
}

fn entry(rule: &RulePage, language: Language) -> Entry<'_> {
    let summary = &rule.summary;
    let clauses = rule.clauses.iter().zip(&summary.clauses);
    let computed = |computed| if computed { Heads::computed().get(language).to_owned() } else { String::new() };
    Entry {
        id: &summary.id,
        severity: mark::severity(summary.severity, language),
        title: summary.title.get(language),
        authority: summary.authority.label().get(language).to_owned(),
        in_force: in_force(&rule.summary).get(language).to_owned(),
        why: summary.why.get(language),
        remedy: summary.remedy.get(language),
        subject: rule.subject.get(language),
        clauses: clauses
            .map(|(clause, cited)| (cited.label.get(language), clause.text.get(language), clause.confirmed))
            .collect(),
        facts: rule
            .facts
            .iter()
            .map(|need| (need.label.get(language), need.path.as_str(), computed(need.computed)))
            .collect(),
        when: rule.when.as_deref().unwrap_or_default().trim(),
        require: rule.require.trim(),
        examples: rule
            .examples
            .iter()
            .map(|(note, verdict)| (mark::verdict(*verdict, language), note.get(language)))
            .collect(),
    }
}
