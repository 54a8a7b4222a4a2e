//! The report as an Excel workbook: a summary with charts, and lists that can be filtered, with links between them.
//!
//! Every text is written as text, so that no cell is ever a formula. The same assessment gives the same bytes: the day on
//! which the workbook says it was made is the day of the law.

mod lists;
mod sheet;
mod summary;

use super::format::Written;
use super::{Options, asks, cells};
use crate::assess::Assessment;
use crate::language::Language;
use crate::text;
use rust_xlsxwriter::XlsxError;
use sheet::{Style, Table};

/// Names of the sheets, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Summary,
    Findings,
    Questions,
    Verdicts,
    Law,
}

impl Sheet {
    /// What it is called.
    fn name(self, language: Language) -> &'static str {
        let (ja, en) = match self {
            Sheet::Summary => ("概要", "Summary"),
            Sheet::Findings => ("要是正・例外", "Findings"),
            Sheet::Questions => ("照会", "Questions"),
            Sheet::Verdicts => ("判定一覧", "Verdicts"),
            Sheet::Law => ("法令の予定", "Law"),
        };
        if language == Language::Ja { ja } else { en }
    }

    /// A link to a row of it, counted from 0.
    fn link(self, row: u32, language: Language) -> String {
        format!("internal:'{}'!A{}", self.name(language), row + 1)
    }
}

/// Writes the workbook.
///
/// # Errors
/// What the writer of workbooks refuses: more rows than a sheet has.
pub(super) fn render(assessment: &Assessment, options: &Options) -> Written {
    workbook(assessment, options)
        .map_err(|error| text!(ja: "Excelのブックを書けない: {error}", en: "cannot write a workbook: {error}"))
}

fn workbook(assessment: &Assessment, options: &Options) -> Result<Vec<u8>, XlsxError> {
    let mut book = cells::workbook(assessment.as_of)?;
    let style = Style::new(options.language);
    let lists = lists::Lists::of(assessment, options);
    summary::write(book.add_worksheet(), assessment, options, &style)?;
    let mut add = |table: Table| table.write(book.add_worksheet(), assessment, options, &style);
    add(lists.findings())?;
    if asks(assessment, options) {
        add(lists.questions())?;
    }
    add(lists.verdicts())?;
    add(lists.law())?;
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::render;
    use crate::report::{Options, sample};
    use calamine::{Data, Range, Reader, Xlsx};
    use std::io::Cursor;

    fn sheets(assessment: &crate::assess::Assessment) -> Vec<(String, Range<Data>)> {
        let bytes = render(assessment, &Options::default()).unwrap();
        Xlsx::new(Cursor::new(bytes)).unwrap().worksheets()
    }

    #[test]
    fn every_result_is_a_row_and_the_summary_counts_them() {
        for city in [sample::city(), sample::hostile(), sample::large(), sample::empty()] {
            let sheets = sheets(&city);
            let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["概要", "要是正・例外", "照会", "判定一覧", "法令の予定"]);
            let rows = |at: usize| sheets[at].1.rows().skip(3).filter(|row| !row[0].to_string().is_empty()).count();
            let ledger = city.ledger;
            assert_eq!(rows(1), ledger.fail + ledger.error + ledger.waived);
            assert_eq!(rows(3), ledger.total);
            let told = |word: &str| {
                let found = sheets[0].1.rows().find(|row| row[0] == word).unwrap();
                found[1].to_string().parse::<usize>().unwrap()
            };
            assert_eq!((told("要是正"), told("未確認"), told("合計")), (ledger.fail, ledger.unknown, ledger.total));
        }
    }

    #[test]
    fn text_that_looks_like_a_formula_is_text() {
        let mut city = sample::city();
        city.results.iter_mut().for_each(|judged| judged.subject = "=HYPERLINK(\"http://x\")".to_owned());
        let bytes = render(&city, &Options::default()).unwrap();
        let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        for name in names {
            assert!(book.worksheet_formula(&name).unwrap().used_cells().next().is_none(), "{name}");
        }
    }
}
