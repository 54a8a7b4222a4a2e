//! Columns: what stands under each heading of a sheet.

use super::headings::{Headings, Meaning};
use crate::diagnostic::Place;
use crate::diagnostic::nearest::nearest;
use crate::load::problems::Problems;
use crate::load::sheet::View;
use crate::load::spelling::fold;
use crate::text;
use crate::vocabulary::{Entity, Layout, Target};
use fixedbitset::FixedBitSet;

/// The columns of a sheet.
pub(super) struct Columns {
    /// Columns that say something of each row: column, what, and how many units a number counts.
    pub plain: Vec<(usize, Target, i64)>,
    /// Columns that make one value together.
    pub joined: Vec<(Target, Vec<usize>)>,
    /// Columns that choose rows: column, the value wanted, and where that is said.
    pub only: Vec<(usize, String, Place)>,
    /// Columns that are records of their own.
    pub unfolded: Vec<Group>,
    /// Columns that are not used, with their headings.
    pub unused: Vec<(usize, String)>,
    /// Columns with a heading.
    pub headed: FixedBitSet,
}

/// Columns under one heading that make one record of each row.
pub(super) struct Group {
    /// What the heading says.
    pub heading: String,
    /// Where it is.
    pub place: Place,
    /// Its columns, and what their cells say.
    pub cells: Vec<(usize, Target, i64)>,
}

/// Finds out what stands under each heading; headings that mean several things, or are not there, are reported.
pub(super) fn find(layout: &Layout, view: View<'_>, entity: &Entity, problems: &Problems) -> Columns {
    let finder = Finder { layout, view, known: Headings::of(entity), entity, problems };
    let levels = levels(view, layout.header_rows);
    let whole: Vec<String> = levels.iter().map(|levels| levels.concat()).collect();
    let mut columns = Columns {
        plain: Vec::new(),
        joined: Vec::new(),
        only: Vec::new(),
        unfolded: Vec::new(),
        unused: Vec::new(),
        headed: (0..whole.len()).filter(|column| !whole[*column].is_empty()).collect(),
    };
    if columns.headed.is_clear() {
        let (row, name) = (layout.header_rows.0, view.shown());
        let message = text!(
            ja: "`{name}` の{row}行目に見出しがない",
            en: "`{name}` has no headings in row {row}"
        );
        let help =
            text!(ja: "header_row = … で見出しの行を指定します", en: "say in which row they are: header_row = …");
        view.page(problems).fail(view.place(0, 0), message, help);
        return columns;
    }
    let mut used = finder.named(&whole, &mut columns);
    for (column, levels) in levels.iter().enumerate().filter(|(_, levels)| !levels.is_empty()) {
        if used.contains(&column) {
            continue;
        }
        finder.place(column, levels, &mut columns);
        used.push(column);
    }
    finder.refuse_twice(&columns);
    columns
}

/// The headings of each column, from the upper row to the lower, without blank ones and repetitions. What stands over
/// several columns is written once in a CSV file; in a workbook such cells are merged.
pub(super) fn levels(view: View<'_>, (first, last): (usize, usize)) -> Vec<Vec<String>> {
    let width = (first - 1..last).map(|row| view.columns(row)).max().unwrap_or(0);
    let mut above: Vec<String> = vec![String::new(); last - first];
    let mut columns = Vec::with_capacity(width);
    for column in 0..width {
        let own: Vec<&str> = (first - 1..last).map(|row| view.get(row, column)).collect();
        let below = |level: usize| own[level + 1..].iter().any(|heading| !heading.is_empty());
        let mut levels: Vec<String> = Vec::new();
        for (level, heading) in own.iter().enumerate() {
            let spread = view.sheet.merged.is_empty() && heading.is_empty() && below(level);
            let heading = match above.get_mut(level) {
                Some(before) if spread => before.clone(),
                Some(before) => {
                    *before = (*heading).to_owned();
                    (*heading).to_owned()
                }
                None => (*heading).to_owned(),
            };
            if !heading.is_empty() && levels.last() != Some(&heading) {
                levels.push(heading);
            }
        }
        columns.push(levels);
    }
    columns
}

struct Finder<'a> {
    layout: &'a Layout,
    view: View<'a>,
    known: Headings<'a>,
    entity: &'a Entity,
    problems: &'a Problems,
}

impl Finder<'_> {
    /// Columns that the layout names by their headings.
    fn named(&self, whole: &[String], columns: &mut Columns) -> Vec<usize> {
        let mut used = Vec::new();
        for named in &self.layout.header {
            if let Some(column) = self.column(whole, &named.heading, named.place) {
                columns.plain.push((column, named.target, 1));
                used.push(column);
            }
        }
        for (target, headings) in &self.layout.join {
            let found: Vec<usize> =
                headings.iter().filter_map(|(heading, place)| self.column(whole, heading, *place)).collect();
            used.extend(&found);
            columns.joined.push((*target, found));
        }
        for (heading, value, place) in &self.layout.only {
            if let Some(column) = self.column(whole, heading, *place) {
                columns.only.push((column, value.clone(), *place));
                used.push(column);
            }
        }
        used
    }

    /// The column under a heading; a heading that is not there is reported.
    fn column(&self, whole: &[String], heading: &str, place: Place) -> Option<usize> {
        let wanted = fold(heading);
        let found = whole.iter().position(|heading| fold(heading) == wanted);
        if found.is_none() {
            let name = self.view.shown();
            let message = text!(
                ja: "`{name}` に見出し「{heading}」がない",
                en: "`{name}` has no heading `{heading}`"
            );
            let near = nearest(heading, whole.iter().map(String::as_str).filter(|heading| !heading.is_empty()));
            let help = match near {
                Some(near) => text!(ja: "「{near}」のことですか", en: "did you mean `{near}`?"),
                None => text!(
                    ja: "見出しの行（header_row）が合っているかを確かめます",
                    en: "check that header_row is the row of headings"
                ),
            };
            // Whoever wrote the heading down must mend it, wherever that is.
            self.view.page(self.problems).fail(place, message, help);
        }
        found
    }

    /// Finds a place for a column that the layout does not name.
    fn place(&self, column: usize, levels: &[String], columns: &mut Columns) {
        let whole = levels.concat();
        let last = levels.last().map_or("", String::as_str);
        if self.layout.ignore.iter().any(|ignored| fold(ignored) == fold(&whole)) {
            return;
        }
        let meaning = match self.known.find(&whole) {
            Meaning::Nothing if levels.len() > 1 => self.known.find(last),
            meaning => meaning,
        };
        let grouped = levels.len() > 1 && self.layout.unfold.is_some_and(|unfold| unfold.cell.is_none());
        match (meaning, self.layout.unfold) {
            (Meaning::One(target, units), Some(_)) if grouped => {
                let heading = levels[..levels.len() - 1].concat();
                let place = self.view.place(self.layout.header_rows.0 - 1, column);
                match columns.unfolded.iter_mut().find(|group| group.heading == heading) {
                    Some(group) => group.cells.push((column, target, units)),
                    None => columns.unfolded.push(Group { heading, place, cells: vec![(column, target, units)] }),
                }
            }
            (Meaning::One(target, units), _) => columns.plain.push((column, target, units)),
            (Meaning::Nothing, Some(unfold)) if unfold.cell.is_some() => {
                let place = self.heading(column);
                let cells = unfold.cell.map(|cell| (column, cell, 1)).into_iter().collect();
                columns.unfolded.push(Group { heading: whole, place, cells });
            }
            (Meaning::Nothing, _) => columns.unused.push((column, whole)),
            (Meaning::Several(fields), _) => {
                let ids: Vec<&str> = fields.iter().map(|field| self.name(Target::Field(*field))).collect();
                let ids = ids.join("`, `");
                let message = text!(ja: "見出し「{whole}」に当たる項目が複数ある", en: "the heading `{whole}` means several fields");
                let help = text!(
                    ja: "header = {{ \"{whole}\" = \"…\" }} で `{ids}` のどれかを指定します",
                    en: "say which as header = {{ \"{whole}\" = \"…\" }}: `{ids}`"
                );
                self.view.page(self.problems).fail(self.heading(column), message, help);
            }
            (Meaning::Unit(field), _) => {
                let unit = self.entity.fields[field.0 as usize].unit.clone().unwrap_or_default();
                let (ja, en) = (unit.ja, unit.en);
                let message = text!(
                    ja: "見出し「{whole}」の単位が「{ja}」でない",
                    en: "the unit in the heading `{whole}` is not `{en}`"
                );
                let help = text!(
                    ja: "「{ja}」を単位にした値と見出しに直します。括弧内が単位でなければ、header か ignore で指定します",
                    en: "give the values, and the heading, in {en}; if it is no unit, name the column in `header` or `ignore`"
                );
                self.view.page(self.problems).fail(self.heading(column), message, help);
            }
        }
    }

    /// The place of the lowest heading of a column.
    fn heading(&self, column: usize) -> Place {
        let (first, last) = self.layout.header_rows;
        let rows = (first - 1..last).rev();
        let row = rows.into_iter().find(|row| !self.view.get(*row, column).is_empty()).unwrap_or(first - 1);
        self.view.place(row, column)
    }

    fn name(&self, target: Target) -> &str {
        target.word(self.entity)
    }

    /// Reports two columns that say the same thing.
    fn refuse_twice(&self, columns: &Columns) {
        let grouped = columns.unfolded.iter().map(|group| group.cells.as_slice());
        for cells in grouped.chain([columns.plain.as_slice()]) {
            for (at, (column, target, _)) in cells.iter().enumerate() {
                let Some((first, ..)) = cells[..at].iter().find(|(_, other, _)| other == target) else { continue };
                let name = self.name(*target);
                let message = text!(ja: "`{name}` に当たる列が二つある", en: "two columns say `{name}`");
                let help = text!(
                    ja: "header で一方だけを指定し、もう一方は ignore に入れます",
                    en: "name one of them in `header` and put the other in `ignore`"
                );
                let label = text!(ja: "もう一方の列", en: "the other column");
                let page = self.view.page(self.problems);
                let error = page.error(self.heading(*column), message).help(help);
                self.problems.push(error.related(self.heading(*first), label));
            }
        }
    }
}
