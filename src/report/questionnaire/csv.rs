//! The questionnaire as comma-separated values: one row per question, with a column for the answer.
//!
//! It is a list to sort, filter and send; what comes back is read from the workbooks.

use super::words;
use crate::assess::questionnaire::{Asked, Questionnaire, Sheet};
use crate::language::{Language, Text};
use crate::report::separated::{MARK, line};

/// Columns: the question, then what identifies the run, so that a single sheet keeps it.
const COLUMNS: [&str; 21] = [
    "department",
    "department_name",
    "number",
    "id",
    "about",
    "question",
    "how_to_answer",
    "answer",
    "before",
    "severity",
    "why",
    "then",
    "place",
    "write",
    "body",
    "as_of",
    "facts_as_of",
    "tool",
    "pack",
    "pack_sha256",
    "inventory_sha256",
];

/// Writes the questionnaire; without a question, a blank row keeps what identifies the run.
pub(super) fn render(asked: &Questionnaire, language: Language) -> String {
    let mut csv = format!("{MARK}{}", line(COLUMNS.map(str::to_owned)));
    for sheet in &asked.sheets {
        for (number, one) in sheet.asked.iter().enumerate() {
            csv.push_str(&line(row(sheet, number + 1, one, language).into_iter().chain(identity(asked))));
        }
    }
    if asked.sheets.iter().all(|sheet| sheet.asked.is_empty()) {
        csv.push_str(&line(std::iter::repeat_n(String::new(), COLUMNS.len() - 7).chain(identity(asked))));
    }
    csv
}

fn row(sheet: &Sheet, number: usize, one: &Asked, language: Language) -> [String; 14] {
    let say = |text: &Text| text.get(language).to_owned();
    let why: Vec<String> = one.why.iter().map(|why| say(&words::why(why))).collect();
    let then =
        one.follows.iter().map(|follow| format!("{} → {}", say(&follow.answer), say(&words::effects(&follow.effects))));
    let then: Vec<String> = then.collect();
    [
        sheet.department.clone().unwrap_or_default(),
        say(&sheet.name),
        number.to_string(),
        one.question.path.clone(),
        say(&one.about),
        say(&one.question.question),
        say(&words::form(one)),
        String::new(),
        one.question.reason.as_ref().map(say).unwrap_or_default(),
        one.why.first().map(|why| why.severity.word().to_owned()).unwrap_or_default(),
        why.join("\n"),
        then.join("\n"),
        one.question.place.clone().unwrap_or_default(),
        one.question.write.as_ref().map(say).unwrap_or_default(),
    ]
}

fn identity(asked: &Questionnaire) -> [String; 7] {
    [
        asked.body.code.clone(),
        asked.as_of.to_string(),
        asked.facts_as_of.to_string(),
        asked.tool.clone(),
        format!("{} {}", asked.pack.name, asked.pack.version),
        asked.pack.sha256.clone(),
        asked.inventory_sha256.clone(),
    ]
}
