//! Many bodies, as a page.

use super::frame::{Frame, page};
use crate::assess::rollup::Rollup;
use crate::language::{Language, Text};
use crate::report::rollup::tables::{self, Rows};
use askama::Template;

#[derive(Template)]
#[template(path = "rollup.html")]
struct Many {
    frame: Frame,
    standing: String,
    cautions: Vec<String>,
    tables: Vec<Table>,
    unread_heading: String,
    unread: Vec<(String, String)>,
}

struct Table {
    heading: String,
    notes: Vec<String>,
    columns: Vec<String>,
    rows: Vec<Row>,
    /// The names come first; else they come last.
    names_first: bool,
}

struct Row {
    name: String,
    cells: Vec<String>,
}

/// Writes the page.
pub(in crate::report) fn rollup(rollup: &Rollup, language: Language) -> String {
    let say = |text: &Text| text.get(language).to_owned();
    let all = |texts: &[Text]| texts.iter().map(say).collect::<Vec<_>>();
    let (title, standing) = (tables::title(rollup), tables::standing(rollup));
    let table = |table: tables::Table| {
        let (names_first, rows) = match table.rows {
            Rows::Named(rows) => {
                (true, rows.into_iter().map(|(name, cells)| Row { name: say(&name), cells }).collect())
            }
            Rows::Counted(rows) => {
                let cells = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect();
                (false, rows.iter().map(|(numbers, name)| Row { name: say(name), cells: cells(numbers) }).collect())
            }
        };
        Table {
            heading: say(&table.heading),
            notes: all(&table.notes),
            columns: all(&table.columns),
            rows,
            names_first,
        }
    };
    page(&Many {
        frame: Frame::around((&title, &standing), &rollup.tool, language),
        standing: say(&standing),
        cautions: all(&tables::cautions(rollup)),
        tables: tables::tables(rollup, language).into_iter().map(table).collect(),
        unread_heading: say(&tables::unread_heading()),
        unread: tables::unread(rollup).into_iter().map(|(source, said)| (source, say(&said))).collect(),
    })
}
