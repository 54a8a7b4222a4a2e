//! The questionnaire for people at a terminal: by department, with what follows from each answer.

use super::page::{Page, WIDTH};
use super::words::{NOTICE, Word};
use crate::assess::questionnaire::{Asked, Questionnaire};
use crate::language::Language;
use crate::report::questionnaire::words;

/// Rules named under a question.
const RULES: usize = 2;

const FORM: Word = Word::new("回答  ", "answer ");
const ABOUT: Word = Word::new("対象  ", "about  ");
const BEFORE: Word = Word::new("前回  ", "before ");
const FOLLOWS: Word = Word::new("結果  ", "then   ");
const WHY: Word = Word::new("理由  ", "why    ");
const WRITE: Word = Word::new("記入先 ", "write  ");
const ALIKE: Word = Word::new("（回答のしかた、理由、結果は上と同じ）", "(answer, why and then as above)");

/// Writes the questionnaire.
pub fn render(asked: &Questionnaire, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.ends(words::title(asked).get(language), words::as_of(asked).get(language));
    page.bar();
    page.line(words::standing(asked).get(language));
    if asked.body.published_material {
        page.hang_most("", NOTICE.get(language), 2);
    }
    page.hang("", words::extent(asked).get(language));
    page.blank();
    for sheet in &asked.sheets {
        page.heading(words::sheet(sheet).get(language));
        let mut before = None;
        for (number, one) in sheet.asked.iter().enumerate() {
            let alike = before.is_some_and(|before| is_alike(before, one));
            question(&mut page, number + 1, one, alike);
            before = Some(one);
        }
        page.blank();
    }
    page.finish()
}

/// The same question about another record, with the same consequences.
fn is_alike(before: &Asked, asked: &Asked) -> bool {
    let field = |asked: &Asked| asked.question.write.as_ref().map(|write| write.ja.clone());
    let written =
        |asked: &Asked| field(asked).and_then(|write| write.rsplit_once('/').map(|(_, field)| field.to_owned()));
    let same_field = field(before) == field(asked) || (written(before).is_some() && written(before) == written(asked));
    same_field
        && before.form == asked.form
        && before.question.reason.is_none()
        && asked.question.reason.is_none()
        && before.follows == asked.follows
        && before.why.iter().map(|why| &why.rule).eq(asked.why.iter().map(|why| &why.rule))
}

fn question(page: &mut Page, number: usize, asked: &Asked, alike: bool) {
    let language = page.language;
    page.hang(&format!("{number:>3}. "), asked.question.question.get(language));
    if alike {
        page.line(&format!("     {}", ALIKE.get(language)));
        return write(page, asked);
    }
    let mut told = |label: Word, text: &str, most: usize| {
        page.hang_most(&format!("     {}", label.get(language)), text, most);
    };
    told(ABOUT, asked.about.get(language), 2);
    told(FORM, words::form(asked).get(language), 3);
    if let Some(reason) = &asked.question.reason {
        told(BEFORE, reason.get(language), 3);
    }
    for follow in &asked.follows {
        let line = format!("{} → {}", follow.answer.get(language), words::effects(&follow.effects).get(language));
        told(FOLLOWS, &line, 2);
    }
    for why in asked.why.iter().take(RULES) {
        told(WHY, words::why(why).get(language), 2);
    }
    if let Some(more) = asked.why.len().checked_sub(RULES).filter(|more| *more > 0) {
        told(WHY, words::more(more).get(language), 1);
    }
    write(page, asked);
}

fn write(page: &mut Page, asked: &Asked) {
    let write = asked.question.write.as_ref().map(|write| write.get(page.language));
    let place = asked.question.place.as_deref().into_iter().chain(write).collect::<Vec<_>>().join("  ");
    page.hang_most(&format!("     {}", WRITE.get(page.language)), &place, 2);
}
