//! What must be told of how a sheet was read: what was guessed, what was not used, what was not taken as written.

use super::Read;
use super::columns::Columns;
use crate::diagnostic::source::letters;
use crate::diagnostic::{Diagnostic, Fault, Place, Sources};
use crate::language::Text;
use crate::load::sheet::{Sheet, View};
use crate::text;
use crate::vocabulary::Layout;
use std::collections::BTreeSet;

/// Columns and rows that are named one by one.
const MAX_NAMED: usize = 10;

/// What was noticed of the cells of one sheet.
#[derive(Default)]
pub(super) struct Noticed {
    /// Rows that say nothing by the layout (totals), from 0.
    pub skipped: Vec<usize>,
    /// Columns that hold something under no heading.
    pub bare: BTreeSet<usize>,
    /// Number of rows about somebody else.
    pub others: usize,
    /// Number of rows that were read.
    pub rows: usize,
    /// Cells with a dash only.
    pub dashes: Vec<Place>,
    /// Cells that say that nobody measured it.
    pub unmeasured: Vec<Place>,
    /// Cells with a day as the number by which Excel counts it.
    pub serials: Vec<Place>,
    /// Codes whose lost zeros were put back: as written, and as meant.
    pub codes: Vec<(Place, String, String)>,
}

/// The encoding had to be guessed.
pub(super) fn guessed(sheet: &Sheet, charset: &str, bound: Option<Place>, sources: &Sources) -> Diagnostic {
    let message = text!(ja: "{charset}（Shift_JIS）として読みました", en: "read as {charset} (Shift_JIS)");
    let help = match bound {
        Some(_) => text!(
            ja: "確かなら encoding = \"cp932\" と書きます",
            en: "if that is right, say so: encoding = \"cp932\""
        ),
        None => text!(
            ja: "文字が化けていなければ、このままで構いません（確かなら --encoding cp932）",
            en: "nothing to do if the characters are right (--encoding cp932 says so)"
        ),
    };
    warning(sources.cell(sheet.id, 0, 0), message).help(help)
}

impl Noticed {
    /// All of it, for the reader of a report.
    pub fn tell(self, layout: &Layout, view: View<'_>, columns: &Columns, out: &mut Read) {
        let top = view.place(layout.header_rows.0 - 1, 0);
        let Read { notices, surveyed, .. } = out;
        let dash = match *surveyed {
            true => text!(
                ja: "「なし」の意味なら --word \"-=なし\" を付けます",
                en: "if a dash means none there, add --word \"-=none\""
            ),
            false => text!(
                ja: "「なし」の意味なら words = {{ 項目 = {{ \"-\" = \"なし\" }} }} と書きます",
                en: "if a dash means none there, write words = {{ field = {{ \"-\" = \"none\" }} }}"
            ),
        };
        let unused = if *surveyed { None } else { unused(&self, columns) };
        notices.extend(unused.map(|message| {
            let ignorable = !columns.unused.is_empty();
            let help = text!(
                ja: "要らない列なら ignore = [\"…\"]、要る列なら header = {{ \"…\" = \"項目\" }} を書きます",
                en: "put columns that are not wanted in ignore = [\"…\"], those that are in header = {{ \"…\" = \"field\" }}"
            );
            warning(top, message).help(ignorable.then_some(help))
        }));
        if self.others > 0 && self.rows == 0 {
            let message = text!(
                ja: "この団体の行がない。書かれていないことからは何も分からない",
                en: "no row is about this body; that it is not listed says nothing"
            );
            notices.push(warning(top, message));
        }
        let cells = |places: &[Place], message: fn(usize) -> Text, help: Text| {
            places.first().map(|first| warning(*first, message(places.len())).help(help))
        };
        notices.extend(cells(
            &self.dashes,
            |count| text!(ja: "「-」だけのセル{count}個は、書いていないものとして読みました", en: "{count} cells with only a dash were read as not stated"),
            dash,
        ));
        notices.extend(cells(
            &self.unmeasured,
            |count| text!(ja: "「未測定」などのセル{count}個は、値が分からないものとし、注記に残しました", en: "{count} cells that say it was not measured count as not known; a note keeps it"),
            text!(ja: "0 や「なし」とはみなしません", en: "they are neither 0 nor none"),
        ));
        notices.extend(cells(
            &self.serials,
            |count| text!(ja: "日付の列の数{count}個は、Excelの日付の通し番号として読みました", en: "{count} numbers in date columns were read as the numbers by which Excel counts days"),
            text!(ja: "元の表でセルの表示形式を日付にします", en: "give those cells a date format in the original"),
        ));
        for (place, written, meant) in self.codes.iter().take(MAX_NAMED) {
            let message = text!(
                ja: "コード `{written}` は先頭の0が落ちたものとし、`{meant}` として読みました（検査数字が合う）",
                en: "code `{written}` lost its leading zero and was read as `{meant}` (the check digit proves it)"
            );
            notices.push(warning(*place, message));
        }
    }
}

/// Which columns and rows were not used.
fn unused(noticed: &Noticed, columns: &Columns) -> Option<Text> {
    let name = |(column, heading): &(usize, String)| {
        // A heading may go over several lines of its cell.
        let heading = heading.lines().collect::<Vec<_>>().join(" ");
        (format!("「{heading}」（{}列）", letters(*column)), format!("`{heading}` ({})", letters(*column)))
    };
    let (mut ja, mut en) = (Vec::new(), Vec::new());
    if !columns.unused.is_empty() {
        let (of, count) = (columns.headed.count_ones(..), columns.unused.len());
        let (names_ja, names_en) = listed(columns.unused.iter().map(name), count);
        ja.push(format!("{of}列のうち{count}列を使いません: {names_ja}"));
        en.push(format!("{count} of {of} columns are not used: {names_en}"));
    }
    if !noticed.bare.is_empty() {
        let name = |column: &usize| (format!("{}列", letters(*column)), letters(*column));
        let (names_ja, names_en) = listed(noticed.bare.iter().map(name), noticed.bare.len());
        ja.push(format!("見出しのない列を使いません: {names_ja}"));
        en.push(format!("columns without a heading are not used: {names_en}"));
    }
    if !noticed.skipped.is_empty() {
        let count = noticed.skipped.len();
        let number = |row: &usize| (format!("{}行目", row + 1), (row + 1).to_string());
        let (rows_ja, rows_en) = listed(noticed.skipped.iter().map(number), count);
        ja.push(format!("合計などの{count}行を使いません: {rows_ja}"));
        en.push(format!("{count} rows of totals are not used: {rows_en}"));
    }
    (!ja.is_empty()).then(|| Text::new(ja.join("。"), en.join("; ")))
}

fn listed(items: impl Iterator<Item = (String, String)>, count: usize) -> (String, String) {
    let (mut ja, mut en): (Vec<String>, Vec<String>) = items.take(MAX_NAMED).unzip();
    if count > MAX_NAMED {
        ja.push(format!("ほか{}", count - MAX_NAMED));
        en.push(format!("and {} more", count - MAX_NAMED));
    }
    (ja.join("、"), en.join(", "))
}

fn warning(place: Place, message: Text) -> Diagnostic {
    Diagnostic::warning(Fault::Inventory, place, message)
}
