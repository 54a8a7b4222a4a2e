//! The questionnaire as Markdown: one table per department, with room for the answers.

use super::words;
use crate::assess::questionnaire::{Asked, Questionnaire};
use crate::language::{Language, Text};
use crate::report::NOTICE;
use crate::report::clean::markdown;
use crate::text;

/// Writes the questionnaire.
pub(super) fn render(asked: &Questionnaire, language: Language) -> String {
    let mut out = format!("# {}\n\n", markdown(words::title(asked).get(language)));
    let mut line = |text: &str| out.push_str(&format!("{}\n\n", markdown(text)));
    line(words::as_of(asked).get(language));
    line(words::standing(asked).get(language));
    if asked.body.published_material {
        line(Text::new(NOTICE.0, NOTICE.1).get(language));
    }
    line(words::extent(asked).get(language));
    let heads = text!(ja: "| 番号 | 問い | 回答の書き方 | 理由 | 回答 |", en: "| no. | question | how to answer | why | answer |");
    for sheet in &asked.sheets {
        out.push_str(&format!("## {}\n\n", markdown(words::sheet(sheet).get(language))));
        out.push_str(&format!("{}\n|---:|---|---|---|---|\n", heads.get(language)));
        for (number, one) in sheet.asked.iter().enumerate() {
            out.push_str(&row(number + 1, one, language));
        }
        out.push('\n');
    }
    out
}

fn row(number: usize, asked: &Asked, language: Language) -> String {
    let mut question = markdown(asked.question.question.get(language));
    if let Some(reason) = &asked.question.reason {
        question.push_str(&format!("<br>{}", markdown(reason.get(language))));
    }
    let follows = asked.follows.iter().map(|follow| {
        format!(
            "<br>{} → {}",
            markdown(follow.answer.get(language)),
            markdown(words::effects(&follow.effects).get(language))
        )
    });
    let form = markdown(words::form(asked).get(language)) + &follows.collect::<String>();
    let why: Vec<String> = asked.why.iter().map(|why| markdown(words::why(why).get(language))).collect();
    format!("| {number} | {question} | {form} | {} | |\n", why.join("<br>"))
}
