//! The Fit&Gap as an Excel workbook: a summary with a chart, a sheet for each kind of requirement, and the tables beside
//! them. What people fill in is open and has drop-downs; its headings are those by which it is read back.

use super::words::{self, Heading};
use crate::assess::fitgap::{Analysis, Class, Column, FitGap, Form, Line, Table, Tally, Written};
use crate::language::{Language, Text};
use crate::report::NOTICE;
use crate::report::cells::{FONT, FormStyle, height, workbook, write_day};
use crate::report::clean::clean;
use crate::report::dropdowns::Dropdowns;
use rust_xlsxwriter::{
    Chart, ChartFormat, ChartPatternFill, ChartPatternFillType, ChartType, Color, ConditionalFormatFormula,
    DataValidationErrorStyle, Format, FormatPattern, Worksheet, XlsxError, utility::column_number_to_name,
};
use std::collections::BTreeMap;

/// What a kind is called, and its lines with their functions.
type OfKind<'a> = (String, Vec<(&'a Analysis, &'a Line)>);

/// The row of the headings; what it is all about stands above.
const HEAD: u32 = 2;
/// Open rows under a table in which records may be added.
const ROWS: u32 = 50;
/// The sheet of the summary.
const SUMMARY: Heading = Heading(14.0, "集計", "Summary");

/// Writes the workbook: the same bytes for the same Fit&Gap.
///
/// # Errors
/// What the writer of workbooks refuses; it has no reason to with texts of bounded length.
pub fn render(page: &FitGap, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook(page.as_of)?;
    let writer = Writer { page, language, style: Style::new() };
    let mut dropdowns = Dropdowns::default();
    writer.summary(book.add_worksheet())?;
    for (kind, lines) in writer.by_kind() {
        writer.lines(book.add_worksheet(), &kind, &lines, &mut dropdowns)?;
    }
    for table in writer.tables() {
        writer.table(book.add_worksheet(), &table, &mut dropdowns)?;
    }
    dropdowns.write(book.add_worksheet())?;
    book.save_to_buffer()
}

/// How cells look; all of it can be told apart in grey.
struct Style {
    form: FormStyle,
    /// Running text that may go on over the next cells.
    plain: Format,
    told_day: Format,
    rate: Format,
    gap: Format,
    blank: Format,
}

impl Style {
    fn new() -> Self {
        let form = FormStyle::new();
        Self {
            plain: Format::new().set_font_name(FONT).set_font_size(10),
            told_day: form.told.clone().set_num_format("yyyy-mm-dd"),
            rate: form.told.clone().set_num_format("0.0%"),
            gap: Format::new().set_bold().set_background_color(Color::RGB(0xC8C8C8)),
            blank: Format::new()
                .set_pattern(FormatPattern::LightUp)
                .set_background_color(Color::White)
                .set_foreground_color(Color::RGB(0x808080)),
            form,
        }
    }
}

struct Writer<'a> {
    page: &'a FitGap,
    language: Language,
    style: Style,
}

impl Writer<'_> {
    fn say(&self, text: &Text) -> String {
        clean(text.get(self.language)).into_owned()
    }

    /// The lines of all functions by what their kind is called, in the order of the vocabulary.
    fn by_kind(&self) -> Vec<OfKind<'_>> {
        let mut kinds: BTreeMap<usize, OfKind<'_>> = BTreeMap::new();
        for analysis in &self.page.functions {
            for line in &analysis.lines {
                let Some(kind) = line.kind.clone().value() else { continue };
                let at = self.page.kinds.iter().position(|other| *other == kind).unwrap_or(self.page.kinds.len());
                kinds.entry(at).or_insert_with(|| (self.say(&kind.label), Vec::new())).1.push((analysis, line));
            }
        }
        kinds.into_values().collect()
    }

    /// The tables beside the requirements, of all functions together.
    fn tables(&self) -> Vec<Table> {
        let mut all: Vec<Table> = Vec::new();
        for table in self.page.functions.iter().flat_map(|analysis| &analysis.tables) {
            match all.iter_mut().find(|other| other.entity == table.entity) {
                Some(other) => other.rows.extend(table.rows.clone()),
                None => all.push(table.clone()),
            }
        }
        all
    }

    /// What the sheet is about, above its headings.
    fn top(&self, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        let (body, code, day) = (&self.page.body.name, &self.page.body.code, self.page.as_of);
        sheet.set_name(name)?;
        let title = format!("{body}（{code}） Fit&Gap {name} {day}");
        sheet.write_string_with_format(0, 0, clean(&title), &self.style.form.title)?;
        if self.page.body.published_material {
            sheet.write_string_with_format(
                1,
                0,
                Text::new(NOTICE.0, NOTICE.1).get(self.language),
                &self.style.plain,
            )?;
        }
        sheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEAD, HEAD)?;
        Ok(())
    }

    fn summary(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        self.top(sheet, SUMMARY.get(self.language))?;
        for (at, heading) in words::SUMMARY.iter().enumerate() {
            sheet.set_column_width(at as u16, heading.0)?;
            sheet.write_string_with_format(HEAD, at as u16, heading.get(self.language), &self.style.form.head)?;
        }
        let mut row = HEAD;
        for analysis in &self.page.functions {
            for (class, _) in Class::ALL {
                let counts = || analysis.counts.iter().filter(move |count| count.class == class);
                if counts().next().is_none() {
                    continue;
                }
                row += 1;
                let later = counts().map(|count| count.coming.total() + count.undated.total()).sum();
                self.count(sheet, row, (analysis, class), (analysis.tally(class), later))?;
            }
        }
        if row > HEAD {
            sheet.autofilter(HEAD, 0, row, words::SUMMARY.len() as u16 - 1)?;
            self.chart(sheet, row)?;
        }
        sheet.write_string_with_format(row + 2, 0, words::RATE.get(self.language), &self.style.plain)?;
        sheet.set_freeze_panes(HEAD + 1, 0)?;
        Ok(())
    }

    fn count(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        (analysis, class): (&Analysis, Class),
        (tally, later): (Tally, usize),
    ) -> Result<(), XlsxError> {
        let told = &self.style.form.told;
        sheet.write_string_with_format(row, 0, self.say(&analysis.function.name), told)?;
        sheet.write_string_with_format(row, 1, words::class(class).get(self.language), told)?;
        for (at, number) in [tally.fit, tally.gap, tally.not_assessed, tally.total()].into_iter().enumerate() {
            sheet.write_number_with_format(row, at as u16 + 2, number as f64, told)?;
        }
        match tally.rate() {
            Some(rate) => sheet.write_number_with_format(row, 6, rate, &self.style.rate)?,
            None => sheet.write_blank(row, 6, told)?,
        };
        sheet.write_number_with_format(row, 7, later as f64, told)?;
        match analysis.cutover.day {
            Some(day) => write_day(sheet, (row, 8), day, &self.style.told_day)?,
            None => sheet.write_blank(row, 8, told)?,
        };
        let numbers = [analysis.readiness.obstacles, analysis.readiness.questions];
        for (at, number) in numbers.into_iter().enumerate() {
            sheet.write_number_with_format(row, at as u16 + 9, number as f64, told)?;
        }
        Ok(())
    }

    /// Fit, gaps and not assessed as stacked bars whose patterns differ without colour.
    fn chart(&self, sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
        let name = SUMMARY.get(self.language);
        let mut chart = Chart::new(ChartType::BarStacked);
        let patterns = [
            ChartPatternFillType::Dotted20Percent,
            ChartPatternFillType::DiagonalStripesDarkUpwards,
            ChartPatternFillType::DiagonalStripesWideDownwards,
        ];
        let colours = [0x2F6F9F, 0x404040, 0x707070];
        for (at, (pattern, colour)) in patterns.into_iter().zip(colours).enumerate() {
            let column = at as u16 + 2;
            let fill = ChartPatternFill::new()
                .set_pattern(pattern)
                .set_foreground_color(Color::RGB(colour))
                .set_background_color(Color::White)
                .clone();
            chart
                .add_series()
                .set_name((name, HEAD, column))
                .set_categories((name, HEAD + 1, 0, last, 1))
                .set_values((name, HEAD + 1, column, last, column))
                .set_format(ChartFormat::new().set_pattern_fill(&fill));
        }
        chart.y_axis().set_reverse();
        chart.set_width(760).set_height(120 + 28 * (last - HEAD));
        sheet.insert_chart(last + 4, 0, &chart)?;
        Ok(())
    }

    /// The requirements of one kind, each with what was decided on it.
    fn lines(
        &self,
        sheet: &mut Worksheet,
        kind: &str,
        lines: &[(&Analysis, &Line)],
        dropdowns: &mut Dropdowns,
    ) -> Result<(), XlsxError> {
        self.top(sheet, kind)?;
        let before = words::LINE.len() as u16;
        for (at, heading) in words::LINE.iter().enumerate() {
            sheet.set_column_width(at as u16, heading.0)?;
            sheet.write_string_with_format(HEAD, at as u16, heading.get(self.language), &self.style.form.head)?;
        }
        let last = HEAD + lines.len() as u32;
        self.heads(sheet, &self.page.columns, before, last, dropdowns)?;
        for (index, (analysis, line)) in lines.iter().enumerate() {
            let row = HEAD + 1 + index as u32;
            let told = words::line(analysis, line, self.language);
            let texts = told.iter().zip(&words::LINE).map(|(text, heading)| (text.as_str(), heading.0));
            let written: Vec<String> = line.written.iter().map(|cell| cell.text(self.language)).collect();
            let open = written.iter().zip(&self.page.columns);
            let open = open.map(|(text, column)| (text.as_str(), words::width(&column.form)));
            sheet.set_row_height(row, height(texts.chain(open)))?;
            for (at, text) in told.iter().enumerate() {
                sheet.write_string_with_format(row, at as u16, clean(text), &self.style.form.told)?;
            }
            self.cells(sheet, row, before, &self.page.columns, &line.written)?;
        }
        let width = before + self.page.columns.len() as u16;
        sheet.autofilter(HEAD, 0, last, width.saturating_sub(1))?;
        sheet.set_freeze_panes(HEAD + 1, words::FROZEN)?;
        // So many columns are read on two pages side by side, each with the name of the requirement.
        sheet.set_print_fit_to_pages(2, 0).set_repeat_columns(0, words::FROZEN - 1)?;
        self.marks(sheet, before, last, width)
    }

    /// Marks rows with a gap, and those that nobody judged, whatever is filled in later.
    fn marks(&self, sheet: &mut Worksheet, before: u16, last: u32, width: u16) -> Result<(), XlsxError> {
        let Some(at) = self.page.columns.iter().position(|column| column.field == words::JUDGEMENT) else {
            return Ok(());
        };
        let Form::Choice(choices) = &self.page.columns[at].form else { return Ok(()) };
        let Some(gap) = self.page.gap.and_then(|gap| choices.get(gap)) else { return Ok(()) };
        let (cell, first) = (column_number_to_name(before + at as u16), HEAD + 2);
        let is_gap = format!("=${cell}{first}=\"{}\"", self.say(gap).replace('"', "\"\""));
        let is_blank = format!("=${cell}{first}=\"\"");
        for (rule, format) in [(is_gap, &self.style.gap), (is_blank, &self.style.blank)] {
            let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format);
            sheet.add_conditional_format(HEAD + 1, 0, last, width.saturating_sub(1), &rule)?;
        }
        Ok(())
    }

    /// A table of its own.
    fn table(&self, sheet: &mut Worksheet, table: &Table, dropdowns: &mut Dropdowns) -> Result<(), XlsxError> {
        let label = self.say(&table.label).replace(['[', ']', ':', '*', '?', '/', '\\', '\''], "・");
        self.top(sheet, &label.chars().take(words::NAME).collect::<String>())?;
        let last = HEAD + table.rows.len() as u32 + ROWS;
        self.heads(sheet, &table.columns, 0, last, dropdowns)?;
        let blank = vec![Written::Blank; table.columns.len()];
        for row in 0..last - HEAD {
            let cells = table.rows.get(row as usize).unwrap_or(&blank);
            self.cells(sheet, HEAD + 1 + row, 0, &table.columns, cells)?;
        }
        sheet.autofilter(HEAD, 0, last, (table.columns.len() as u16).saturating_sub(1))?;
        sheet.set_freeze_panes(HEAD + 1, 1)?;
        Ok(())
    }

    /// Headings and drop-downs of columns that people fill in.
    fn heads(
        &self,
        sheet: &mut Worksheet,
        columns: &[Column],
        before: u16,
        last: u32,
        dropdowns: &mut Dropdowns,
    ) -> Result<(), XlsxError> {
        for (at, column) in columns.iter().enumerate() {
            let at = before + at as u16;
            sheet.set_column_width(at, words::width(&column.form))?;
            sheet.write_string_with_format(HEAD, at, self.say(&column.heading), &self.style.form.head)?;
            let mut choices: Vec<String> = match &column.form {
                Form::YesNo => {
                    [Written::YesNo(true), Written::YesNo(false)].map(|word| word.text(self.language)).into()
                }
                Form::Choice(choices) => choices.iter().map(|choice| self.say(choice)).collect(),
                _ => continue,
            };
            if column.none {
                choices.push(Written::None.text(self.language));
            }
            if last > HEAD {
                let rule = dropdowns.rule(choices).set_error_style(DataValidationErrorStyle::Warning);
                sheet.add_data_validation(HEAD + 1, at, last, at, &rule)?;
            }
        }
        Ok(())
    }

    /// What is written of one record; blank is what nobody has said.
    fn cells(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        before: u16,
        columns: &[Column],
        cells: &[Written],
    ) -> Result<(), XlsxError> {
        for (at, (column, cell)) in columns.iter().zip(cells).enumerate() {
            let at = before + at as u16;
            let style = if column.form == Form::Date { &self.style.form.day } else { &self.style.form.open };
            match cell {
                Written::Blank => sheet.write_blank(row, at, style)?,
                Written::Number(number) => sheet.write_number_with_format(row, at, *number, style)?,
                Written::Date(day) => write_day(sheet, (row, at), *day, style)?,
                other => sheet.write_string_with_format(row, at, clean(&other.text(self.language)), style)?,
            };
        }
        Ok(())
    }
}
