//! The first sheet: the ledger, where it stands by area, severity and department, and charts of it.

use super::Sheet;
use super::sheet::{HEAD, Style, page, standing};
use crate::assess::assessment::{Assessment, Ledger, Verdict};
use crate::language::{Language, Text};
use crate::pack::Severity;
use crate::report::clean::clean;
use crate::report::text::words;
use crate::report::{Options, area, chosen};
use crate::text;
use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLine, ChartSolidFill, ChartType, Color, Url, Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// Colours of the verdicts, in their order: from dark to light, so that grey print keeps them apart.
const COLOURS: [u32; 6] = [0x9B1C1C, 0x2B2B2B, 0xE0A030, 0x7D74B8, 0x9CC7A5, 0xE3E3E3];
/// Width of the names and of the numbers.
const WIDTHS: (f64, f64) = (34.0, 11.0);
/// The first column right of the tables, where the charts stand.
const CHARTS: u16 = 8;
/// The row below the charts.
const BOTTOM: u32 = 48;

/// Numbers of each verdict in their order.
type Counts = [usize; 6];

/// Writes the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    assessment: &Assessment,
    options: &Options,
    style: &Style,
) -> Result<(), XlsxError> {
    let language = options.language;
    sheet.set_name(Sheet::Summary.name(language))?.set_column_width(0, WIDTHS.0)?;
    for column in 1..CHARTS {
        sheet.set_column_width(column, WIDTHS.1)?;
    }
    sheet.write_string_with_format(0, 0, clean(words::title(assessment).get(language)), &style.title)?;
    sheet.write_string_with_format(1, 0, standing(assessment, language), &style.plain)?;
    let mut writer = Writer { sheet, assessment, language, style, row: 3 };
    writer.notes(options)?;
    writer.ledger()?;
    let areas = writer.counts(&text!(ja: "分野別", en: "By area"), &by_area(assessment, language))?;
    writer.counts(&text!(ja: "重大度別", en: "By severity"), &by_severity(assessment, language))?;
    writer.counts(&text!(ja: "担当部署別", en: "By department"), &by_department(assessment, language))?;
    writer.digests()?;
    let last = writer.row;
    writer.charts(areas)?;
    sheet.set_print_area(0, 0, last.max(BOTTOM), CHARTS + 9)?;
    page(sheet, assessment, language);
    Ok(())
}

struct Writer<'a> {
    sheet: &'a mut Worksheet,
    assessment: &'a Assessment,
    language: Language,
    style: &'a Style,
    row: u32,
}

/// Where a table of counts stands: its headings and its rows.
struct Stands {
    head: u32,
    first: u32,
    last: u32,
}

impl Writer<'_> {
    fn line(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, clean(text), &self.style.plain)?;
        self.row += 1;
        Ok(())
    }

    /// What the reader must know before the numbers.
    fn notes(&mut self, options: &Options) -> Result<(), XlsxError> {
        let assessment = self.assessment;
        let mut notes: Vec<Text> = words::moved(assessment).into_iter().collect();
        notes.extend(assessment.selection.as_ref().map(chosen::extent));
        notes.extend(assessment.overrides.iter().map(chosen::changed));
        if !options.only.is_empty() {
            let asked = Verdict::ALL.iter().filter(|(verdict, ..)| options.demands(*verdict));
            let asked: Vec<Text> = asked.map(|(verdict, ..)| verdict.label()).collect();
            notes.push(words::narrowed(&asked));
        }
        let language = self.language;
        notes.iter().try_for_each(|note| self.line(note.get(language)))?;
        self.row += u32::from(!notes.is_empty());
        Ok(())
    }

    fn ledger(&mut self) -> Result<(), XlsxError> {
        let counts = of_ledger(&self.assessment.ledger);
        let (sheet, style, language) = (&mut *self.sheet, self.style, self.language);
        sheet.write_string_with_format(self.row, 0, words::LEDGER.get(language), &style.head)?;
        sheet.write_string_with_format(self.row, 1, text!(ja: "件数", en: "number").get(language), &style.head)?;
        for ((verdict, ..), number) in Verdict::ALL.iter().zip(counts) {
            self.row += 1;
            let to = match verdict {
                Verdict::Fail | Verdict::Error | Verdict::Waived => Sheet::Findings,
                _ => Sheet::Verdicts,
            };
            let link = Url::new(to.link(HEAD, language)).set_text(verdict.label().get(language));
            sheet.write_url_with_format(self.row, 0, link, &style.link)?;
            sheet.write_number_with_format(self.row, 1, number as f64, &style.cell)?;
        }
        let ledger = &self.assessment.ledger;
        for (word, number) in [(words::TOTAL, ledger.total), (words::COMING_HEAD, ledger.coming)] {
            self.row += 1;
            sheet.write_string_with_format(self.row, 0, word.get(language), &style.cell)?;
            sheet.write_number_with_format(self.row, 1, number as f64, &style.cell)?;
        }
        self.row += 2;
        Ok(())
    }

    /// A table with a row for each name and a column for each verdict.
    fn counts(&mut self, title: &Text, rows: &[(String, Counts)]) -> Result<Stands, XlsxError> {
        let head = self.row;
        self.sheet.write_string_with_format(head, 0, title.get(self.language), &self.style.head)?;
        for (at, (verdict, ..)) in Verdict::ALL.iter().enumerate() {
            let label = verdict.label();
            self.sheet.write_string_with_format(head, at as u16 + 1, label.get(self.language), &self.style.head)?;
        }
        for (name, counts) in rows {
            self.row += 1;
            self.sheet.write_string_with_format(self.row, 0, clean(name), &self.style.cell)?;
            for (at, number) in counts.iter().enumerate() {
                self.sheet.write_number_with_format(self.row, at as u16 + 1, *number as f64, &self.style.cell)?;
            }
        }
        let stands = Stands { head, first: head + 1, last: self.row };
        self.row += 2;
        Ok(stands)
    }

    fn digests(&mut self) -> Result<(), XlsxError> {
        let assessment = self.assessment;
        self.line(words::DIGESTS.get(self.language))?;
        for (word, digest) in [(words::INVENTORY, &assessment.inventory_sha256), (words::PACK, &assessment.pack.sha256)]
        {
            self.line(&format!("{} {digest}", word.get(self.language)))?;
        }
        Ok(())
    }

    /// A bar for each area, the verdicts side by side in it; and the columns of all severities.
    fn charts(&mut self, areas: Stands) -> Result<(), XlsxError> {
        if areas.first > areas.last {
            return Ok(());
        }
        let name = Sheet::Summary.name(self.language);
        let wanted = [
            (text!(ja: "分野別の判定", en: "Verdicts by area"), &[0_usize, 1, 2, 3, 4][..], ChartType::BarStacked, 3),
            (text!(ja: "分野別の要是正と未確認", en: "Fails and unknown by area"), &[0, 2][..], ChartType::Bar, 25),
        ];
        for (title, verdicts, kind, row) in wanted {
            let mut chart = Chart::new(kind);
            for at in verdicts {
                let column = *at as u16 + 1;
                let fill = ChartSolidFill::new().set_color(Color::RGB(COLOURS[*at])).clone();
                let line = ChartLine::new().set_color(Color::RGB(0x444444)).set_width(0.5).clone();
                let series = chart.add_series();
                series
                    .set_name((name, areas.head, column))
                    .set_categories((name, areas.first, 0, areas.last, 0))
                    .set_values((name, areas.first, column, areas.last, column))
                    .set_format(ChartFormat::new().set_solid_fill(&fill).set_line(&line));
                if kind == ChartType::BarStacked {
                    series.set_overlap(100);
                }
            }
            let font = ChartFont::new().set_size(11).clone();
            chart.title().set_name(title.get(self.language)).set_font(&font);
            chart.y_axis().set_reverse();
            chart.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
            chart.set_width(620).set_height(430).set_alt_text(title.get(self.language));
            self.sheet.insert_chart(row, CHARTS, &chart)?;
        }
        Ok(())
    }
}

fn of_ledger(ledger: &Ledger) -> Counts {
    [ledger.fail, ledger.error, ledger.unknown, ledger.waived, ledger.pass, ledger.not_applicable]
}

/// Counts by whatever names a result has; those with most fails first.
fn counted<'a, K: Ord>(
    assessment: &'a Assessment,
    key: impl Fn(usize) -> Option<(K, &'a str)>,
) -> Vec<(K, String, Counts)> {
    let mut found: BTreeMap<K, (String, Counts)> = BTreeMap::new();
    for (at, judged) in assessment.results.iter().enumerate() {
        let Some((key, name)) = key(at) else { continue };
        found.entry(key).or_insert_with(|| (name.to_owned(), Counts::default())).1[judged.verdict as usize] += 1;
    }
    found.into_iter().map(|(key, (name, counts))| (key, name, counts)).collect()
}

fn by_area(assessment: &Assessment, language: Language) -> Vec<(String, Counts)> {
    let place = |id: &str| assessment.pictures.areas.iter().position(|(known, _)| known == id).unwrap_or(usize::MAX);
    let counted = counted(assessment, |at| {
        let rule = assessment.rules.get(assessment.results[at].rule)?;
        Some(((place(&rule.area), rule.area.as_str()), area(assessment, &rule.area, language)))
    });
    counted.into_iter().map(|(_, name, counts)| (name, counts)).collect()
}

fn by_severity(assessment: &Assessment, language: Language) -> Vec<(String, Counts)> {
    let counted = counted(assessment, |at| {
        let rule = assessment.rules.get(assessment.results[at].rule)?;
        Some((rule.severity as usize, ""))
    });
    let name = |at: usize| Severity::ALL[at].0.label().get(language).to_owned();
    counted.into_iter().map(|(at, _, counts)| (name(at), counts)).collect()
}

fn by_department(assessment: &Assessment, language: Language) -> Vec<(String, Counts)> {
    let nobody = words::NOBODY.get(language);
    let mut counted = counted(assessment, |at| {
        let named = assessment.results[at].department_name.as_ref().map(|name| name.get(language));
        Some((named.unwrap_or_default(), named.unwrap_or(nobody)))
    });
    counted.sort_by(|a, b| (b.2[0], b.2[2], a.0).cmp(&(a.2[0], a.2[2], b.0)));
    counted.into_iter().map(|(_, name, counts)| (name, counts)).collect()
}
