//! The register of actions as an Excel workbook to fill in, with a hidden copy by which what was changed is told when it
//! comes back.

use super::words;
use crate::assess::actions::{ActionSheet, SheetRow};
use crate::assess::questionnaire::{AnswerForm, ListField};
use crate::inventory::RawValue;
use crate::inventory::form::{HEAD, IDENTITY, IDS, actions, key};
use crate::language::{Language, Text};
use crate::report::NOTICE;
use crate::report::cells::{FormStyle, LINE, height, workbook, write_day};
use crate::report::clean::clean;
use crate::report::dropdowns::{Dropdowns, called};
use crate::report::export::{Written, written};
use crate::report::toml;
use crate::vocabulary::body::{ACTION_RULE, ACTION_SUBJECT};
use crate::vocabulary::{FieldId, Vocabulary};
use rust_xlsxwriter::{Format, ProtectionOptions, Worksheet, XlsxError};

/// Rows for actions that the register does not offer.
const MORE: u32 = 50;
/// Columns of what is told, before those of the fields: width in characters, heading.
const TOLD: [(f64, &str, &str); 6] = [
    (12.0, "id", "id"),
    (16.0, "状況", "State"),
    (7.0, "重大度", "Severity"),
    (36.0, "指摘", "Finding"),
    (20.0, "対象の名称", "What it is about"),
    (6.0, "再発", "Back"),
];
/// Columns that stay in sight.
const FROZEN: u16 = 5;

/// Writes the workbook: the same bytes for the same register.
///
/// # Errors
/// What the writer of workbooks refuses; it has no reason to with texts of bounded length.
pub fn render(sheet: &ActionSheet, vocabulary: &Vocabulary, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook(sheet.as_of)?;
    let writer = Writer { sheet, vocabulary, language, style: FormStyle::new() };
    let mut choices = Dropdowns::default();
    writer.filled(book.add_worksheet(), &mut choices)?;
    writer.copy(book.add_worksheet())?;
    choices.write(book.add_worksheet())?;
    writer.identity(book.add_worksheet())?;
    book.save_to_buffer()
}

struct Writer<'a> {
    sheet: &'a ActionSheet,
    vocabulary: &'a Vocabulary,
    language: Language,
    style: FormStyle,
}

impl Writer<'_> {
    fn say(&self, text: &Text) -> String {
        clean(text.get(self.language)).into_owned()
    }

    fn filled(&self, sheet: &mut Worksheet, choices: &mut Dropdowns) -> Result<(), XlsxError> {
        sheet.set_name(actions::SHEET)?;
        sheet.write_string_with_format(0, 0, self.say(&words::sheet_title(self.sheet)), &self.style.title)?;
        let mut said = self.say(&words::how_to());
        if self.sheet.body.published_material {
            said = format!("{said} {}", Text::new(NOTICE.0, NOTICE.1).get(self.language));
        }
        sheet.write_string(1, 0, said)?;
        self.heads(sheet, &self.style.head)?;
        sheet.set_row_height(HEAD as u32, 2.0 * LINE)?;
        let last = HEAD as u32 + self.sheet.rows.len() as u32;
        for (index, row) in self.sheet.rows.iter().enumerate() {
            self.row(sheet, HEAD as u32 + 1 + index as u32, row)?;
        }
        for (at, (_, field)) in self.fields() {
            let first = HEAD as u32 + 1;
            if let Some(rule) = choices.answer(&field.form, field.none, false, self.language) {
                sheet.add_data_validation(first, at, last + MORE, at, &rule)?;
            }
            for row in last + 1..=last + MORE {
                sheet.write_blank(row, at, self.open(field))?;
            }
        }
        for row in last + 1..=last + MORE {
            sheet.write_blank(row, 0, &self.style.open)?;
        }
        sheet.set_row_hidden(IDS as u32)?;
        sheet.set_freeze_panes(HEAD as u32 + 1, FROZEN)?;
        sheet.autofilter(HEAD as u32, 0, last + MORE, self.columns() - 1)?;
        sheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEAD as u32, HEAD as u32)?;
        sheet.set_print_area(0, 0, last.max(HEAD as u32 + 1), self.columns() - 1)?;
        let may = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            use_autofilter: true,
            ..ProtectionOptions::default()
        };
        sheet.protect_with_options(&may);
        Ok(())
    }

    /// The fields, with their columns.
    fn fields(&self) -> impl Iterator<Item = (u16, &(FieldId, ListField))> {
        (TOLD.len() as u16..).zip(&self.sheet.fields)
    }

    fn columns(&self) -> u16 {
        (TOLD.len() + self.sheet.fields.len()) as u16
    }

    fn open(&self, field: &ListField) -> &Format {
        if field.form == AnswerForm::Date { &self.style.day } else { &self.style.open }
    }

    /// Field ids, and headings below them.
    fn heads(&self, sheet: &mut Worksheet, style: &Format) -> Result<(), XlsxError> {
        for (at, (width, ja, en)) in (0_u16..).zip(TOLD) {
            sheet.set_column_width(at, width)?;
            sheet.write_string_with_format(HEAD as u32, at, self.say(&Text::new(ja, en)), style)?;
        }
        sheet.write_string(IDS as u32, 0, actions::ID)?;
        for (at, (_, field)) in self.fields() {
            sheet.set_column_width(at, if field.form == AnswerForm::Text { 20.0 } else { 13.0 })?;
            sheet.write_string(IDS as u32, at, &field.id)?;
            let head = match &field.form {
                AnswerForm::Integer(Some(unit)) | AnswerForm::Number(Some(unit)) => {
                    format!("{}（{}）", self.say(&field.label), self.say(unit))
                }
                _ => self.say(&field.label),
            };
            sheet.write_string_with_format(HEAD as u32, at, head, style)?;
        }
        Ok(())
    }

    fn row(&self, sheet: &mut Worksheet, at: u32, row: &SheetRow) -> Result<(), XlsxError> {
        let severity = row.severity.map(|severity| self.say(&severity.label())).unwrap_or_default();
        let recurrences = if row.recurrences > 0 { row.recurrences.to_string() } else { String::new() };
        let told = [
            row.id.clone(),
            self.say(&row.standing.label()),
            severity,
            self.say(&row.title),
            self.say(&row.subject_name),
            recurrences,
        ];
        let mut texts: Vec<(String, f64)> = Vec::new();
        for (column, text) in (0_u16..).zip(told) {
            sheet.write_string_with_format(at, column, &text, &self.style.told)?;
            if column > 0 {
                texts.push((text, TOLD[usize::from(column)].0));
            }
        }
        for ((column, (id, field)), cell) in self.fields().zip(&row.cells) {
            let fixed = matches!(field.id.as_str(), ACTION_RULE | ACTION_SUBJECT);
            let style = if fixed { &self.style.told } else { self.open(field) };
            self.cell(sheet, (at, column), (*id, field), cell.as_ref(), Some(style))?;
            if let (AnswerForm::Text, false, Some(cell)) = (&field.form, fixed, cell) {
                texts.push((self.shown(*id, field, cell).show(), 20.0));
            }
        }
        sheet.set_row_height(at, height(texts.iter().map(|(text, width)| (text.as_str(), *width))))?;
        Ok(())
    }

    /// A value as it is written into a cell; what no cell says exactly stands as it does in files.
    fn shown(&self, id: FieldId, field: &ListField, value: &RawValue) -> Written {
        match (value, &field.form) {
            (RawValue::Name(name), AnswerForm::Record(offered)) => {
                let one = offered.iter().find(|one| one.id == *name);
                Written::Text(one.map_or_else(|| name.clone(), |one| called(offered, one, self.language)))
            }
            (RawValue::Text(word), AnswerForm::Choice(offered)) => {
                let one = offered.iter().find(|one| one.id == *word);
                Written::Text(one.map_or_else(|| word.clone(), |one| called(offered, one, self.language)))
            }
            _ => written(self.vocabulary.field(self.sheet.entity, id), value)
                .unwrap_or_else(|| Written::Text(toml::plain(value))),
        }
    }

    fn cell(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        (id, field): (FieldId, &ListField),
        value: Option<&RawValue>,
        style: Option<&Format>,
    ) -> Result<(), XlsxError> {
        let plain = Format::new();
        let style = style.unwrap_or(&plain);
        match value.map_or(Written::Blank, |value| self.shown(id, field, value)) {
            Written::Blank => sheet.write_blank(row, column, style)?,
            Written::Text(text) => sheet.write_string_with_format(row, column, clean(&text).into_owned(), style)?,
            Written::Number(number) => sheet.write_number_with_format(row, column, number, style)?,
            Written::Day(day) => write_day(sheet, (row, column), day, &style.clone().set_num_format("yyyy-mm-dd"))?,
        };
        Ok(())
    }

    /// The same cells once more, where nobody writes.
    fn copy(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(actions::COPY)?.set_hidden(true).protect();
        self.heads(sheet, &self.style.head)?;
        sheet.write_string(IDS as u32, self.columns(), actions::WAS)?;
        for (index, row) in self.sheet.rows.iter().enumerate() {
            let at = HEAD as u32 + 1 + index as u32;
            sheet.write_string(at, 0, &row.id)?;
            for ((column, (id, field)), cell) in self.fields().zip(&row.cells) {
                self.cell(sheet, (at, column), (*id, field), cell.as_ref(), None)?;
            }
            let was = if row.recorded { actions::RECORDED } else { actions::OFFERED };
            sheet.write_string(at, self.columns(), was)?;
        }
        Ok(())
    }

    fn identity(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(IDENTITY)?.set_hidden(true).protect();
        let rows = [
            (key::FORM, actions::FORM.to_owned()),
            (key::BODY, self.sheet.body.code.clone()),
            (key::INVENTORY, self.sheet.inventory_sha256.clone()),
            (key::AS_OF, self.sheet.as_of.to_string()),
        ];
        for (row, (name, value)) in (0_u32..).zip(&rows) {
            sheet.write_string(row, 0, *name)?;
            sheet.write_string(row, 1, value)?;
        }
        Ok(())
    }
}
