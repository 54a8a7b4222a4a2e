//! The workbook of a new inventory: a sheet for each list, with drop-downs, and over the headings what they serve.

use super::HEADINGS;
use crate::assess::start::{Beginning, Sheet};
use crate::language::Language;
use crate::report::cells::{FONT, height, workbook};
use crate::report::dropdowns::Dropdowns;
use crate::report::export::{Style, heading, words};
use crate::text;
use crate::vocabulary::{EntityId, Field, FieldType, Target, Vocabulary};
use rust_xlsxwriter::{Color, DataValidation, DataValidationErrorStyle, Format, Formula, Worksheet, XlsxError};
use std::collections::BTreeMap;
use unicode_width::UnicodeWidthStr;

/// Rows to fill in.
const ROWS: u32 = 300;
/// Narrowest and widest column, in characters.
const WIDTHS: (usize, usize) = (11, 26);
/// Wider than this no heading makes its column.
const HEADING: usize = 16;
/// Characters of the message beside a cell, and of its title, at most.
const MESSAGE: (usize, usize) = (250, 30);

/// Writes the workbook: the same bytes for the same beginning.
///
/// # Errors
/// What the writer of workbooks refuses.
pub(super) fn write(beginning: &Beginning, vocabulary: &Vocabulary, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook(beginning.as_of)?;
    let (style, mut choices) = (Style::new(), Dropdowns::default());
    for sheet in &beginning.sheets {
        let page = book.add_worksheet();
        page.set_name(sheet.name.get(language))?;
        above(page, beginning, sheet, language)?;
        let heads: Vec<String> = sheet
            .columns
            .iter()
            .map(|(id, _)| heading(vocabulary.entity(sheet.entity), Target::Field(*id), language))
            .collect();
        page.set_row_height(HEADINGS as u32 - 1, height(heads.iter().map(|head| (head.as_str(), HEADING as f64))))?;
        for column in 0..sheet.columns.len() {
            self::column(page, sheet, column, vocabulary, (&style, language))?;
            offer(page, beginning, (sheet, column), vocabulary, (&mut choices, language))?;
        }
        for (row, name) in sheet.listed.iter().flatten().enumerate() {
            page.write_string(HEADINGS as u32 + row as u32, 0, name)?;
        }
        page.set_freeze_panes(HEADINGS as u32, 1)?;
        page.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0).set_repeat_rows(0, HEADINGS as u32 - 1)?;
    }
    choices.write(book.add_worksheet())?;
    book.save_to_buffer()
}

/// What stands above the headings: whose it is, how it is filled in, and what it serves.
fn above(page: &mut Worksheet, beginning: &Beginning, sheet: &Sheet, language: Language) -> Result<(), XlsxError> {
    let plain = Format::new().set_font_name(FONT).set_font_size(10);
    let title = plain.clone().set_bold().set_font_size(13);
    let (body, code, name) = (&beginning.body.name, &beginning.body.code, sheet.name.get(language));
    page.write_string_with_format(0, 0, format!("{name} — {body} ({code})"), &title)?;
    page.write_string_with_format(1, 0, sheet.note.get(language), &plain)?;
    page.write_string_with_format(2, 0, served(sheet, language), &plain)?;
    Ok(())
}

/// Which results the sheet leads to.
fn served(sheet: &Sheet, language: Language) -> String {
    let rules = sheet.rules;
    let comma = if language == Language::Ja { "、" } else { ", " };
    let areas: Vec<String> =
        sheet.areas.iter().map(|(label, number)| format!("{} {number}", label.get(language))).collect();
    let titles: Vec<&str> = sheet.gravest.iter().map(|title| title.get(language)).collect();
    let (areas, titles) = (areas.join(comma), titles.join(if language == Language::Ja { "」「" } else { "; " }));
    let said = text!(
        ja: "この表で判定に近づく規則 {rules}件（{areas}）。たとえば「{titles}」",
        en: "Rules that this sheet serves: {rules} ({areas}); for example: {titles}"
    );
    said.get(language).to_owned()
}

/// The heading of a column, the number of rules that it serves above it, and how its cells are written.
fn column(
    page: &mut Worksheet,
    sheet: &Sheet,
    column: usize,
    vocabulary: &Vocabulary,
    (style, language): (&Style, Language),
) -> Result<(), XlsxError> {
    let Some((id, rules)) = sheet.columns.get(column) else { return Ok(()) };
    let (at, target) = (column as u16, Target::Field(*id));
    let field = vocabulary.field(sheet.entity, *id);
    let heading = heading(vocabulary.entity(sheet.entity), target, language);
    page.set_column_format(at, style.of(target, Some(field)))?;
    page.write_string_with_format(HEADINGS as u32 - 1, at, &heading, &style.head)?;
    let small = Format::new().set_font_name(FONT).set_font_size(8).set_font_color(Color::RGB(0x005A_6B7C));
    let counted = text!(ja: "規則 {rules}", en: "rules: {rules}");
    if *rules > 0 {
        page.write_string_with_format(HEADINGS as u32 - 2, at, counted.get(language), &small)?;
    }
    let width = if column == 0 { WIDTHS.1 } else { (heading.width_cjk() + 2).clamp(WIDTHS.0, HEADING) };
    page.set_column_width(at, width as f64)?;
    Ok(())
}

/// Offers what may be chosen in a column, and shows its question beside the cell. Whoever knows better may still write
/// something else: it is checked when the workbook is read.
fn offer(
    page: &mut Worksheet,
    beginning: &Beginning,
    (sheet, column): (&Sheet, usize),
    vocabulary: &Vocabulary,
    (choices, language): (&mut Dropdowns, Language),
) -> Result<(), XlsxError> {
    let Some((id, _)) = sheet.columns.get(column) else { return Ok(()) };
    let field = vocabulary.field(sheet.entity, *id);
    let none: BTreeMap<EntityId, Vec<String>> = BTreeMap::new();
    let words = match &field.kind {
        // Several may be written; the list tells what there is.
        FieldType::Choices(choices) => choices.values().map(|choice| choice.label.get(language).to_owned()).collect(),
        _ => words(field, &none),
    };
    let target = match field.kind {
        FieldType::Ref(target) => beginning.sheets.iter().find(|other| other.entity == target),
        _ => None,
    };
    let rule = match (target, words.is_empty()) {
        (Some(target), _) => DataValidation::new().allow_list_formula(names(target.name.get(language))),
        (None, false) => choices.rule(words),
        (None, true) => DataValidation::new().allow_any_value(),
    };
    let question = question(field, vocabulary.entity(sheet.entity).label.get(language), language);
    let (title, said) = (
        text!(ja: "一覧にない値", en: "Not in the list"),
        text!(ja: "よければそのまま入力できます。", en: "You may keep it if it is right."),
    );
    let label: String = field.label.get(language).chars().take(MESSAGE.1).collect();
    let rule = rule.set_input_title(label)?.set_input_message(question)?;
    let rule = rule.set_error_style(DataValidationErrorStyle::Warning);
    let rule = rule.set_error_title(title.get(language))?.set_error_message(said.get(language))?;
    page.add_data_validation(HEADINGS as u32, column as u16, HEADINGS as u32 + ROWS - 1, column as u16, &rule)?;
    Ok(())
}

/// The names that are written in the first column of a sheet.
fn names(sheet: &str) -> Formula {
    let (first, last) = (HEADINGS + 1, HEADINGS as u32 + ROWS);
    Formula::new(format!("=OFFSET('{sheet}'!$A${first},0,0,MAX(1,COUNTA('{sheet}'!$A${first}:$A${last})),1)"))
}

/// The question of a field, about a record whose name is yet to be written, and how it is answered.
fn question(field: &Field, what: &str, language: Language) -> String {
    let this = match language {
        Language::Ja => format!("この{what}"),
        Language::En => format!("this {what}"),
    };
    let asked = field.ask.get(language).replace("{name}", &this).replace("{this}", &this);
    let how = match &field.kind {
        FieldType::Date => text!(ja: "2026-04-01、令和8年4月1日のように。", en: "Write a date like 2026-04-01."),
        FieldType::Choices(_) | FieldType::Refs(_) | FieldType::Texts => {
            text!(ja: "いくつもあれば読点（、）で区切る。", en: "Several are separated by commas.")
        }
        _ => text!(ja: "", en: ""),
    };
    let none = text!(ja: "ないと分かっていれば「なし」。", en: "`none` if there is none.");
    let none = if field.none { none.get(language) } else { "" };
    let blank = text!(ja: "分からなければ空欄。", en: "Leave it blank if not known.");
    let whole = format!("{asked}\n{}{none}{}", how.get(language), blank.get(language));
    whole.chars().take(MESSAGE.0).collect()
}
