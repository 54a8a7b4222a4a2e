//! The audit pack as a workbook: how the areas stand, a sheet for each area, what has no evidence, and the evidence.

use super::page::{made_from, title};
use super::{checked, proofs};
use crate::assess::assessment::Judged;
use crate::assess::audit::{AuditPack, Held, Proven};
use crate::language::{Language, Text};
use crate::report::cells::{FONT, FormStyle, height, workbook};
use crate::report::clean::clean;
use crate::report::{NOTICE, area};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Characters of a sheet's name at most.
const NAME: usize = 31;
/// Characters of a cell at most.
const LONGEST: usize = 32_000;
/// Row of headings.
const HEAD: u32 = 2;
/// Width and heading of the columns of an area.
const COLUMNS: [(f64, &str, &str); 12] = [
    (26.0, "規則", "Rule"),
    (30.0, "根拠", "Clauses"),
    (22.0, "対象", "Subject"),
    (16.0, "担当課", "Department"),
    (16.0, "区分", "Standing"),
    (34.0, "事実", "Fact"),
    (20.0, "値", "Value"),
    (20.0, "記載場所", "Written at"),
    (14.0, "確認した者", "Confirmed by"),
    (12.0, "確認日", "On"),
    (34.0, "証跡（文書番号・決裁日・版・保管場所）", "Evidence (number, day, version, kept at)"),
    (26.0, "規則のid", "Id of the rule"),
];
/// Width and heading of the columns of evidence.
const EVIDENCE: [(f64, &str, &str); 9] = [
    (22.0, "id", "id"),
    (22.0, "文書番号", "Document"),
    (12.0, "決裁日", "Decided on"),
    (8.0, "版", "Version"),
    (30.0, "保管場所", "Kept at"),
    (30.0, "SHA-256", "SHA-256"),
    (24.0, "ファイル", "File"),
    (30.0, "照合", "Comparison"),
    (20.0, "記載場所", "Written at"),
];

/// Writes the workbook: the same bytes for the same pack.
///
/// # Errors
/// What the writer of workbooks refuses.
pub(super) fn render(pack: &AuditPack, language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = workbook(pack.assessment.as_of)?;
    let writer = Writer { pack, language, style: FormStyle::new() };
    writer.index(&mut book)?;
    for id in pack.areas() {
        let rows = pack.results(Some(id)).flat_map(|(judged, held)| writer.rows(judged, held)).collect();
        writer.table(book.add_worksheet(), (area(&pack.assessment, id, language), false), &COLUMNS, rows)?;
    }
    let unproved = pack.results(None).filter(|(_, held)| held.standing == Proven::Unproved);
    let rows = unproved.flat_map(|(judged, held)| writer.rows(judged, held)).collect();
    let word = |ja: &str, en: &str| Text::new(ja, en).get(language).to_owned();
    writer.table(book.add_worksheet(), (&word("証跡なし", "Without evidence"), false), &COLUMNS, rows)?;
    writer.table(book.add_worksheet(), (&word("証跡一覧", "List of evidence"), false), &EVIDENCE, writer.evidence())?;
    book.save_to_buffer()
}

struct Writer<'a> {
    pack: &'a AuditPack,
    language: Language,
    style: FormStyle,
}

impl Writer<'_> {
    fn say(&self, text: &Text) -> String {
        text.get(self.language).to_owned()
    }

    fn index(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        let name = Text::new("目次", "Index");
        let head: Vec<(f64, String, String)> = [(30.0, "分野".to_owned(), "Area".to_owned())]
            .into_iter()
            .chain(Proven::ALL.iter().map(|(_, _, ja, en)| (16.0, (*ja).to_owned(), (*en).to_owned())))
            .collect();
        let columns: Vec<(f64, &str, &str)> = head.iter().map(|(width, ja, en)| (*width, &**ja, &**en)).collect();
        let mut rows = Vec::new();
        for id in self.pack.areas().into_iter().map(Some).chain([None]) {
            let total = Text::new("計", "total");
            let label =
                id.map_or_else(|| self.say(&total), |id| area(&self.pack.assessment, id, self.language).to_owned());
            let numbers = Proven::ALL.iter().map(|(standing, ..)| self.pack.number(id, *standing).to_string());
            rows.push([label].into_iter().chain(numbers).collect());
        }
        self.table(book.add_worksheet(), (name.get(self.language), true), &columns, rows)
    }

    /// A row for each deciding fact, and for each question that is open; one row where there is neither.
    fn rows(&self, judged: &Judged, held: Held) -> Vec<Vec<String>> {
        let rule = &self.pack.assessment.rules[judged.rule];
        let clauses: Vec<String> = rule.clauses.iter().map(|clause| self.say(&clause.label)).collect();
        let begin = [
            self.say(&judged.verdict.beside(&rule.title)),
            clauses.join("\n"),
            self.say(&judged.subject_name),
            judged.department_name.as_ref().map(|name| self.say(name)).unwrap_or_default(),
            self.say(&held.standing.label()),
        ];
        let fact = |fact: &crate::assess::assessment::ShownFact| {
            vec![
                self.say(&fact.label),
                self.say(&fact.shown),
                fact.place.clone().unwrap_or_default(),
                fact.by.clone().or(fact.source.clone()).unwrap_or_default(),
                fact.on_date.map(|day| day.to_string()).unwrap_or_default(),
                proofs(self.pack, fact),
            ]
        };
        let mut ends: Vec<Vec<String>> = match held.standing {
            Proven::NotApplicable => Vec::new(),
            _ => judged.facts.iter().map(fact).collect(),
        };
        for at in &judged.missing {
            let question = &self.pack.assessment.questions[*at].question;
            ends.push([self.say(question)].into_iter().chain(std::iter::repeat_n(String::new(), 5)).collect());
        }
        if ends.is_empty() {
            ends.push(vec![String::new(); 6]);
        }
        let whole = |end: Vec<String>| begin.iter().cloned().chain(end).chain([rule.id.clone()]).collect();
        ends.into_iter().map(whole).collect()
    }

    fn evidence(&self) -> Vec<Vec<String>> {
        let told = |text: &Option<String>| text.clone().unwrap_or_default();
        let row = |entry: &crate::assess::audit::EvidenceEntry| {
            vec![
                entry.subject.clone(),
                told(&entry.document_no),
                entry.decided_on.map(|day| day.to_string()).unwrap_or_default(),
                told(&entry.version),
                told(&entry.kept_at),
                told(&entry.sha256),
                told(&entry.file),
                self.say(&checked(entry)),
                told(&entry.place),
            ]
        };
        self.pack.evidence.iter().map(row).collect()
    }

    /// A sheet; where it counts, numbers beside the first column are written as numbers.
    fn table(
        &self,
        sheet: &mut Worksheet,
        (name, counts): (&str, bool),
        columns: &[(f64, &str, &str)],
        rows: Vec<Vec<String>>,
    ) -> Result<(), XlsxError> {
        let safe: String = name.replace(['[', ']', ':', '*', '?', '/', '\\', '\''], "・").chars().take(NAME).collect();
        sheet.set_name(&safe)?;
        sheet.write_string_with_format(0, 0, clean(title(self.pack).get(self.language)), &self.style.title)?;
        let notice = self.pack.assessment.body.published_material.then(|| Text::new(NOTICE.0, NOTICE.1));
        let made: Vec<String> = made_from(self.pack).iter().chain(&notice).map(|line| self.say(line)).collect();
        sheet.write_string_with_format(1, 0, clean(&made.join(" / ")), &Format::new().set_font_name(FONT))?;
        for (at, (width, ja, en)) in (0_u16..).zip(columns) {
            sheet.set_column_width(at, *width)?;
            sheet.write_string_with_format(HEAD, at, self.say(&Text::new(*ja, *en)), &self.style.head)?;
        }
        for (at, row) in (HEAD + 1..).zip(&rows) {
            sheet.set_row_height(
                at,
                height(row.iter().zip(columns).map(|(text, (width, ..))| (text.as_str(), *width))),
            )?;
            for (column, text) in (0_u16..).zip(row) {
                let text: String = clean(text).chars().take(LONGEST).collect();
                match text.parse::<u32>() {
                    Ok(number) if counts && column > 0 => {
                        sheet.write_number_with_format(at, column, number, &self.style.told)?
                    }
                    _ => sheet.write_string_with_format(at, column, text, &self.style.told)?,
                };
            }
        }
        sheet.set_freeze_panes(HEAD + 1, 1)?;
        sheet.autofilter(HEAD, 0, HEAD + rows.len() as u32, columns.len() as u16 - 1)?;
        sheet.set_landscape().set_paper_size(8).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(HEAD, HEAD)?;
        Ok(())
    }
}
