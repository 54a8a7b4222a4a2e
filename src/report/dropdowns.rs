//! Drop-downs of workbooks: lists to choose from, each in a column of its own on a hidden sheet, since Excel takes no long
//! list otherwise.

use super::clean::clean;
use crate::assess::questionnaire::{AnswerForm, Offered};
use crate::inventory::form::UNCHANGED;
use crate::language::Language;
use crate::text;
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// The hidden sheet with what may be chosen.
const CHOICES: &str = "選択肢";
/// Words for yes and no.
pub(super) const YES_NO: [(&str, &str); 2] = [("はい", "yes"), ("いいえ", "no")];

/// The word for none.
const NONE: (&str, &str) = ("なし", "none");

/// Every list that a workbook offers.
#[derive(Default)]
pub(super) struct Dropdowns {
    columns: Vec<Vec<String>>,
}

impl Dropdowns {
    /// A drop-down of these words.
    pub(super) fn rule(&mut self, words: Vec<String>) -> DataValidation {
        let column = self.columns.iter().position(|other| *other == words).unwrap_or_else(|| {
            self.columns.push(words.clone());
            self.columns.len() - 1
        });
        let name = rust_xlsxwriter::column_number_to_name(column as u16);
        let range = format!("={CHOICES}!${name}$1:${name}${}", words.len());
        DataValidation::new().allow_list_formula(Formula::new(range))
    }

    /// What may be written into a cell of a form, if it is one of a few. Whoever knows better may still write something
    /// else: it is checked when the workbook comes back.
    pub(super) fn answer(
        &mut self,
        form: &AnswerForm,
        none: bool,
        unchanged: bool,
        language: Language,
    ) -> Option<DataValidation> {
        let word = |(ja, en): (&str, &str)| (if language == Language::Ja { ja } else { en }).to_owned();
        let mut words: Vec<String> = match form {
            AnswerForm::YesNo | AnswerForm::Complete => YES_NO.iter().map(|pair| word(*pair)).collect(),
            AnswerForm::Choice(offered) | AnswerForm::Record(offered) => {
                offered.iter().map(|one| called(offered, one, language)).collect()
            }
            _ => return None,
        };
        if none {
            words.push(word(NONE));
        }
        if unchanged {
            words.push(UNCHANGED.to_owned());
        }
        if words.is_empty() {
            return None;
        }
        let said = text!(
            ja: "一覧にない回答です。よければそのまま入力できます。",
            en: "This answer is not in the list. You may keep it if it is right."
        );
        let title = text!(ja: "一覧にない回答", en: "Not in the list");
        let rule = self.rule(words).set_error_style(DataValidationErrorStyle::Warning);
        rule.set_error_title(title.get(language)).ok()?.set_error_message(said.get(language)).ok()
    }

    /// Writes the hidden sheet.
    ///
    /// # Errors
    /// What the writer of workbooks refuses.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(CHOICES)?.set_hidden(true).protect();
        for (column, words) in self.columns.iter().enumerate() {
            for (row, word) in words.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, word)?;
            }
        }
        Ok(())
    }
}

/// The word by which one of several is chosen: what it is called, or its id where others are called the same.
pub(super) fn called(offered: &[Offered], one: &Offered, language: Language) -> String {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    offered.iter().for_each(|one| *times.entry(one.label.get(language)).or_default() += 1);
    match times.get(one.label.get(language)) {
        Some(1) => clean(one.label.get(language)).into_owned(),
        _ => one.id.clone(),
    }
}
