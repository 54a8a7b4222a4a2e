//! Many bodies, for people at a terminal.

use super::grid;
use super::page::{Page, WIDTH};
use crate::assess::rollup::Rollup;
use crate::language::Language;
use crate::report::rollup::tables::{Rows, cautions, standing, tables, title, unread, unread_heading};

/// Cells for the title of a rule.
const RULE: usize = 50;

/// Writes the report.
pub(in crate::report) fn render(rollup: &Rollup, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.line(title(rollup).get(language));
    page.bar();
    page.line(standing(rollup).get(language));
    cautions(rollup).iter().for_each(|caution| page.hang("", caution.get(language)));
    for table in tables(rollup, language) {
        page.blank();
        page.heading(table.heading.get(language));
        let columns: Vec<&str> = table.columns.iter().map(|column| column.get(language)).collect();
        let lines = match &table.rows {
            Rows::Named(rows) => {
                let rows: Vec<(&str, Vec<String>)> =
                    rows.iter().map(|(name, cells)| (name.get(language), cells.clone())).collect();
                grid::named_rows(&columns, &rows)
            }
            Rows::Counted(rows) => {
                let rows: Vec<(Vec<usize>, &str)> =
                    rows.iter().map(|(numbers, name)| (numbers.clone(), name.get(language))).collect();
                grid::counts(&[columns, vec![""]].concat(), &rows, RULE)
            }
        };
        lines.iter().for_each(|line| page.line(line));
        table.notes.iter().for_each(|note| page.hang(" ", note.get(language)));
    }
    let unread = unread(rollup);
    if !unread.is_empty() {
        page.blank();
        page.heading(unread_heading().get(language));
        for (source, said) in &unread {
            page.hang(" ", &format!("{source}: {}", said.get(language)));
        }
    }
    page.finish()
}
