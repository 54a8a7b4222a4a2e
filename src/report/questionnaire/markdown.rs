//! The questionnaire as Markdown: one table per department, with room for the answers.

use super::words;
use crate::assess::questionnaire::{Asked, Questionnaire};
use crate::language::{Language, Text};
use crate::report::NOTICE;
use crate::report::clean::clean;
use crate::text;

/// Writes the questionnaire.
pub(super) fn render(asked: &Questionnaire, language: Language) -> String {
    let mut out = format!("# {}\n\n", inert(words::title(asked).get(language)));
    let mut line = |text: &str| out.push_str(&format!("{}\n\n", inert(text)));
    line(words::as_of(asked).get(language));
    line(words::standing(asked).get(language));
    if asked.body.published_material {
        line(Text::new(NOTICE.0, NOTICE.1).get(language));
    }
    line(words::extent(asked).get(language));
    let heads = text!(ja: "| 番号 | 問い | 回答の書き方 | 理由 | 回答 |", en: "| no. | question | how to answer | why | answer |");
    for sheet in &asked.sheets {
        out.push_str(&format!("## {}\n\n", inert(words::sheet(sheet).get(language))));
        out.push_str(&format!("{}\n|---:|---|---|---|---|\n", heads.get(language)));
        for (number, one) in sheet.asked.iter().enumerate() {
            out.push_str(&row(number + 1, one, language));
        }
        out.push('\n');
    }
    out
}

fn row(number: usize, asked: &Asked, language: Language) -> String {
    let mut question = inert(asked.question.question.get(language));
    if let Some(reason) = &asked.question.reason {
        question.push_str(&format!("<br>{}", inert(reason.get(language))));
    }
    let follows = asked.follows.iter().map(|follow| {
        format!("<br>{} → {}", inert(follow.answer.get(language)), inert(words::effects(&follow.effects).get(language)))
    });
    let form = inert(words::form(asked).get(language)) + &follows.collect::<String>();
    let why: Vec<String> = asked.why.iter().map(|why| inert(words::why(why).get(language))).collect();
    format!("| {number} | {question} | {form} | {} | |\n", why.join("<br>"))
}

/// Text that Markdown takes for nothing but text.
fn inert(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' | '#' | '~' => out.extend(['\\', c]),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_text_becomes_markup() {
        assert_eq!(inert("a|b <i> *c* [d](e) `f`"), "a\\|b &lt;i&gt; \\*c\\* \\[d\\](e) \\`f\\`");
    }
}
