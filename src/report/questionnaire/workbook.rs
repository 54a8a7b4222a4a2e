//! The questionnaire of one department as an Excel workbook: how to fill it in, the questions, and a sheet for every
//! list that may lack something. It can be written only where an answer belongs.

use super::words;
use crate::assess::questionnaire::{AnswerForm, Asked, Questionnaire, Sheet};
use crate::inventory::form::{self, HEAD, IDS, column, key};
use crate::language::{Language, Text};
use crate::report::NOTICE;
use crate::report::cells::{FormStyle, LINE, height, workbook};
use crate::report::clean::clean;
use crate::report::dropdowns::Dropdowns;
use crate::text;
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Rows for records that a list lacks.
const ROWS: u32 = 100;
/// Characters of a sheet's name at most.
const NAME: usize = 31;
/// Rules named under a question.
const RULES: usize = 3;
/// Columns of the sheet of questions, in their order: width in characters, heading.
const COLUMNS: [(f64, &str, &str); 16] = [
    (5.0, "番号", "No."),
    (20.0, "対象", "About"),
    (36.0, "問い", "Question"),
    (18.0, "回答のしかた", "How to answer"),
    (20.0, "回答", "Answer"),
    (20.0, "補足（なし・該当なしの理由など）", "Remarks (why none, …)"),
    (12.0, "根拠: 文書番号", "Evidence: document"),
    (11.0, "根拠: 決裁日", "Evidence: approved on"),
    (12.0, "根拠: 保管場所", "Evidence: kept at"),
    (11.0, "確認日", "Confirmed on"),
    (10.0, "回答者", "Answered by"),
    (8.0, "課長承認", "Agreed"),
    (44.0, "尋ねる理由", "Why it is asked"),
    (30.0, "回答すると", "What follows"),
    (18.0, "前回の回答", "What was said before"),
    (8.0, "id", "id"),
];

/// Writes the workbook of one department: the same bytes for the same questions.
///
/// # Errors
/// What the writer of workbooks refuses; it has no reason to with texts of bounded length.
pub fn render(asked: &Questionnaire, sheet: &Sheet, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook(asked.as_of)?;
    let writer = Writer { asked, sheet, language, style: FormStyle::new() };
    writer.instructions(book.add_worksheet())?;
    let mut choices = Dropdowns::default();
    writer.questions(book.add_worksheet(), &mut choices)?;
    for (name, one) in writer.lists() {
        writer.list(book.add_worksheet(), &name, one, &mut choices)?;
    }
    choices.write(book.add_worksheet())?;
    writer.identity(book.add_worksheet())?;
    book.save_to_buffer()
}

struct Writer<'a> {
    asked: &'a Questionnaire,
    sheet: &'a Sheet,
    language: Language,
    style: FormStyle,
}

impl Writer<'_> {
    fn say(&self, text: &Text) -> String {
        clean(text.get(self.language)).into_owned()
    }

    fn word(&self, (ja, en): (&str, &str)) -> String {
        Text::new(ja, en).get(self.language).to_owned()
    }

    fn instructions(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let name = text!(ja: "記入要領", en: "How to fill in");
        sheet.set_name(self.say(&name))?.set_column_width(0, 80)?.protect();
        sheet.write_string_with_format(0, 0, self.say(&words::title(self.asked)), &self.style.title)?;
        let (department_ja, department_en) = (&self.sheet.name.ja, &self.sheet.name.en);
        let list = form::LIST;
        let lines = [
            text!(ja: "宛先: {department_ja}", en: "To: {department_en}"),
            words::as_of(self.asked),
            text!(
                ja: "シート「照会」の黄色の欄に回答を記入し、このファイルのまま返送してください。分からないものは空欄のままにするか、「分からない」と書いてください。どちらも「未確認」として扱い、問題なしとはしません。",
                en: "Fill in the yellow cells of the sheet 照会 and send the file back. Leave blank what you do not know, or write not known: either counts as not known, never as fine."
            ),
            text!(
                ja: "回答欄は、選択肢があるものは一覧から選び、日付は 2026-03-31 または 令和8年3月31日 のように書き、日まで分からないときは 令和8年3月 や 令和8年度 のように書きます。ないときは「なし」と書き、理由を補足欄に書いてください。複数あるときは「、」で区切ります。",
                en: "Choose from the list where there is one; write a date like 2026-03-31, or 2026-03 if the day is not known. Write none if there is none, and say why under remarks. Separate several answers by commas."
            ),
            text!(
                ja: "「一覧はこれで全部ですか」には、全部なら「はい」、足りないものがあれば「いいえ」を選び、足りないものをすべて「{list}…」のシートに書き足してください。書き足したものを加えて全部とみなします。",
                en: "To whether a list is complete answer yes, or no and add all that it lacks on the sheet {list}…; with what you add it counts as complete."
            ),
            text!(
                ja: "根拠となる文書があれば、文書番号・決裁日・保管場所を書いてください。確認日は、その回答が正しいことを確かめた日です。空欄なら、この照会票の基準日とみなします。",
                en: "If a document proves the answer, give its number, the day of approval and where it is kept. The day confirmed is the day on which the answer was true; left blank, it is the day this was drawn up for."
            ),
            text!(
                ja: "回答の内容は所属長の確認を受け、「課長承認」欄に記入してください。",
                en: "Have the head of the section agree, and note it."
            ),
        ];
        let mut lines: Vec<Text> = lines.into_iter().collect();
        if self.asked.body.published_material {
            lines.push(Text::new(NOTICE.0, NOTICE.1));
        }
        for (row, line) in lines.iter().enumerate() {
            let (row, line) = (row as u32 + 2, self.say(line));
            sheet.set_row_height(row, height([(line.as_str(), 80.0)]))?;
            sheet.write_string_with_format(row, 0, line, &self.style.plain)?;
        }
        sheet.set_print_fit_to_pages(1, 0);
        Ok(())
    }

    fn questions(&self, sheet: &mut Worksheet, choices: &mut Dropdowns) -> Result<(), XlsxError> {
        sheet.set_name(form::QUESTIONS)?;
        sheet.write_string_with_format(0, 0, self.say(&words::title(self.asked)), &self.style.title)?;
        sheet.write_string(1, 0, self.say(&words::sheet(self.sheet)))?;
        for (at, (width, ja, en)) in COLUMNS.iter().enumerate() {
            sheet.set_column_width(at as u16, *width)?;
            sheet.write_string_with_format(HEAD as u32, at as u16, self.word((ja, en)), &self.style.head)?;
        }
        sheet.set_row_height(HEAD as u32, 2.0 * LINE)?;
        for (index, asked) in self.sheet.asked.iter().enumerate() {
            self.question(sheet, index, asked, choices)?;
        }
        let last = (HEAD + self.sheet.asked.len()) as u32;
        sheet.set_column_hidden(column::ID as u16)?;
        sheet.set_freeze_panes(HEAD as u32 + 1, column::ABOUT as u16)?;
        sheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEAD as u32, HEAD as u32)?;
        sheet.set_print_area(0, 0, last, column::BEFORE as u16)?;
        sheet.protect();
        Ok(())
    }

    fn question(
        &self,
        sheet: &mut Worksheet,
        index: usize,
        asked: &Asked,
        choices: &mut Dropdowns,
    ) -> Result<(), XlsxError> {
        let row = (HEAD + 1 + index) as u32;
        let all = |texts: Vec<String>| texts.join("\n");
        let why = asked.why.iter().take(RULES).map(|why| self.say(&words::why(why)));
        let more = asked.why.len().checked_sub(RULES).filter(|more| *more > 0).map(|more| self.say(&words::more(more)));
        let why = all(why.chain(more).collect());
        let follows = all(asked
            .follows
            .iter()
            .map(|follow| format!("{} → {}", self.say(&follow.answer), self.say(&words::effects(&follow.effects))))
            .collect());
        let told = [
            (column::ABOUT, self.say(&asked.about)),
            (column::QUESTION, self.say(&asked.question.question)),
            (column::HOW, self.say(&words::form(asked))),
            (column::WHY, why),
            (column::FOLLOWS, follows),
            (column::BEFORE, asked.question.reason.as_ref().map(|reason| self.say(reason)).unwrap_or_default()),
            (column::ID, asked.question.path.clone()),
        ];
        let widths = told.iter().map(|(at, text)| (text.as_str(), COLUMNS[*at].0));
        sheet.set_row_height(row, height(widths.filter(|(text, _)| *text != asked.question.path)))?;
        sheet.write_number_with_format(row, column::NUMBER as u16, index as f64 + 1.0, &self.style.told)?;
        for (at, text) in told {
            sheet.write_string_with_format(row, at as u16, text, &self.style.told)?;
        }
        for at in [column::ANSWER, column::NOTE, column::DOCUMENT, column::KEPT, column::BY, column::AGREED] {
            sheet.write_blank(row, at as u16, &self.style.open)?;
        }
        for at in [column::APPROVED, column::ON_DATE] {
            sheet.write_blank(row, at as u16, &self.style.day)?;
        }
        let aged = asked.question.reason.is_some();
        if let Some(rule) = choices.answer(&asked.form, asked.none, aged, self.language) {
            sheet.add_data_validation(row, column::ANSWER as u16, row, column::ANSWER as u16, &rule)?;
        }
        Ok(())
    }

    /// Lists that may lack something, with the names of their sheets.
    fn lists(&self) -> Vec<(String, &Asked)> {
        let mut named: Vec<(String, &Asked)> = Vec::new();
        for asked in self.sheet.asked.iter().filter(|asked| asked.list.is_some()) {
            let label = asked.list.as_ref().map(|list| self.say(&list.label)).unwrap_or_default();
            let safe = label.replace(['[', ']', ':', '*', '?', '/', '\\', '\''], "・");
            let name: String = format!("{}{safe}", form::LIST).chars().take(NAME).collect();
            if named.iter().all(|(other, _)| *other != name) {
                named.push((name, asked));
            }
        }
        named
    }

    fn list(&self, sheet: &mut Worksheet, name: &str, asked: &Asked, choices: &mut Dropdowns) -> Result<(), XlsxError> {
        let Some(list) = &asked.list else { return Ok(()) };
        sheet.set_name(name)?;
        sheet.write_string_with_format(0, 0, self.say(&asked.question.question), &self.style.title)?;
        let said = text!(
            ja: "足りないものを一行に一つずつ書きます。分からない欄は空欄にするか「分からない」と書きます。右端は台帳に既にあるものです。",
            en: "One row for each thing that is missing; leave blank what you do not know. What is listed already stands on the right."
        );
        sheet.write_string(1, 0, self.say(&said))?;
        let id = match list.keyed {
            true => text!(ja: "（記入不要）", en: "(leave blank)"),
            false => text!(ja: "ID（空欄でもよい）", en: "ID (may be blank)"),
        };
        sheet.write_string(IDS as u32, 0, &list.entity)?;
        sheet.write_string_with_format(HEAD as u32, 0, self.say(&id), &self.style.head)?;
        sheet.set_column_width(0, 16)?;
        for row in 1..=ROWS {
            sheet.write_blank(HEAD as u32 + row, 0, &self.style.open)?;
        }
        for (index, field) in list.fields.iter().enumerate() {
            let at = index as u16 + 1;
            sheet.write_string(IDS as u32, at, &field.id)?;
            sheet.write_string_with_format(HEAD as u32, at, self.say(&field.label), &self.style.head)?;
            sheet.set_column_width(at, 18)?;
            let style = if field.form == AnswerForm::Date { &self.style.day } else { &self.style.open };
            for row in 1..=ROWS {
                sheet.write_blank(HEAD as u32 + row, at, style)?;
            }
            if let Some(rule) = choices.answer(&field.form, field.none, false, self.language) {
                sheet.add_data_validation(HEAD as u32 + 1, at, HEAD as u32 + ROWS, at, &rule)?;
            }
        }
        let there = list.fields.len() as u16 + 2;
        let head = text!(ja: "台帳にあるもの", en: "In the inventory");
        sheet.write_string_with_format(HEAD as u32, there, self.say(&head), &self.style.head)?;
        sheet.set_column_width(there, 28)?;
        for (row, name) in list.there.iter().enumerate() {
            sheet.write_string_with_format((HEAD + 1 + row) as u32, there, self.say(name), &self.style.told)?;
        }
        sheet.set_row_hidden(IDS as u32)?;
        sheet.set_freeze_panes(HEAD as u32 + 1, 1)?;
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.protect();
        Ok(())
    }

    fn identity(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(form::IDENTITY)?.set_hidden(true).protect();
        let rows = [
            (key::FORM, form::FORM.to_owned()),
            (key::BODY, self.asked.body.code.clone()),
            (key::INVENTORY, self.asked.inventory_sha256.clone()),
            (key::AS_OF, self.asked.as_of.to_string()),
            (key::DEPARTMENT, self.sheet.department.clone().unwrap_or_default()),
            (key::NAME, self.say(&self.sheet.name)),
        ];
        for (row, (name, value)) in rows.iter().enumerate() {
            sheet.write_string(row as u32, 0, *name)?;
            sheet.write_string(row as u32, 1, value)?;
        }
        Ok(())
    }
}
