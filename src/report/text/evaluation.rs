//! Conditions tried by hand: what came out, by which facts, and what is missing.

use super::page::{Page, WIDTH};
use super::words;
use crate::assess::Evaluation;
use crate::language::Language;

/// All evaluations, one after the other.
pub fn render(evaluations: &[Evaluation], language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    for evaluation in evaluations {
        let verdict = words::outcome(evaluation.verdict);
        match &evaluation.subject {
            Some(subject) => page.line(&format!("{subject}: {}", page.say(&verdict))),
            None => page.line(page.say(&verdict)),
        }
        if let Some(error) = &evaluation.error {
            page.hang("   ", page.say(error));
        }
        for fact in &evaluation.facts {
            page.hang("   = ", &format!("{} = {}", fact.path, page.say(&fact.shown)));
            if let Some(place) = &fact.place {
                page.hang("     ", place);
            }
        }
        for question in &evaluation.missing {
            page.hang("   ? ", &question.path);
            page.hang("     ", page.say(&question.question));
        }
    }
    page.finish()
}
