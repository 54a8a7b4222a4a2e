//! What must be asked, by department.

use super::sentences;
use super::words::Words;
use crate::assess::assessment::{Assessment, Question};
use crate::language::Language;
use crate::report::inquiry::{Inquiry, Topic, inquiries, record, without_question};
use askama::Template;

/// All questions.
#[derive(Template)]
#[template(path = "asked.html")]
pub(super) struct Asked<'a> {
    w: &'static Words,
    departments: Vec<Department<'a>>,
    nobody: String,
    none: &'static str,
}

/// One department.
struct Department<'a> {
    name: &'a str,
    counts: String,
    topics: Vec<Asking<'a>>,
}

/// One question, about one or more records.
struct Asking<'a> {
    question: &'a str,
    reason: Option<&'a str>,
    write: String,
    waits: usize,
    more: String,
    others: Vec<(String, String)>,
}

impl<'a> Asked<'a> {
    /// The questions of an assessment; each is asked once.
    pub(super) fn of(assessment: &'a Assessment, language: Language) -> Self {
        let departments = inquiries(assessment).into_iter().map(|inquiry| department(inquiry, language)).collect();
        let nobody = match without_question(assessment) {
            0 => String::new(),
            results => sentences::nobody(results).get(language).to_owned(),
        };
        let w = Words::of(language);
        let none = if assessment.ledger.unknown == 0 { w.no_unknown } else { w.not_asked };
        Self { w, departments, nobody, none }
    }
}

fn department(inquiry: Inquiry<'_>, language: Language) -> Department<'_> {
    Department {
        name: inquiry.name.get(language),
        counts: sentences::inquiry(inquiry.results, inquiry.questions).get(language).to_owned(),
        topics: inquiry.topics.iter().map(|topic| asking(topic, language)).collect(),
    }
}

fn asking<'a>(topic: &Topic<'a>, language: Language) -> Asking<'a> {
    let first: &Question = topic.questions[0];
    let others = topic.questions[1..]
        .iter()
        .map(|other| (record(other).get(language).to_owned(), sentences::write(other, language)));
    let others: Vec<(String, String)> = others.collect();
    Asking {
        question: first.question.get(language),
        reason: first.reason.as_ref().map(|reason| reason.get(language)),
        write: sentences::write(first, language),
        waits: topic.results,
        more: sentences::same_question(others.len()).get(language).to_owned(),
        others,
    }
}
