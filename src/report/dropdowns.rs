//! Drop-downs of workbooks: lists to choose from, each in a column of its own on a hidden sheet, since Excel takes no long
//! list otherwise.

use rust_xlsxwriter::{DataValidation, Formula, Worksheet, XlsxError};

/// The hidden sheet with what may be chosen.
const CHOICES: &str = "選択肢";
/// Words for yes and no.
pub(super) const YES_NO: [(&str, &str); 2] = [("はい", "yes"), ("いいえ", "no")];

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
