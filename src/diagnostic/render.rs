//! Rendering: a diagnostic as a person sees it, with the lines it is about.

use super::{Diagnostic, Level, Place, Sources};
use crate::language::Language;
use crate::text;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Header, Origin, Renderer, Snippet};
use std::ops::Range;

/// Columns of a drawn line.
const WIDTH: usize = 120;
/// Longest line that is drawn, in bytes; of a longer one only the place is named.
const MAX_LINE: usize = 64 * 1024;

/// Draws a diagnostic, without colour and without a newline at the end.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, language: Language) -> String {
    let header = match diagnostic.level {
        Level::Error => Header::ERROR.with_name(text!(ja: "エラー", en: "error").get(language).to_owned()),
        Level::Warning => Header::WARNING.with_name(text!(ja: "警告", en: "warning").get(language).to_owned()),
    };
    let mut group = Group::with_title(header.primary_title(clean(diagnostic.message.get(language))));
    let main = diagnostic.place.map(|place| (place, None));
    let related = diagnostic.related.iter().map(|(place, label)| (*place, Some(clean(label.get(language)))));
    let views = views(sources, main.into_iter().chain(related));
    for view in &views {
        group = match (view.text.len(), &view.cell) {
            (_, Some(cell)) => group.element(Origin::path(cell.clone())),
            (..=MAX_LINE, None) => group.element(view.snippet()),
            (_, None) => group.element(Origin::path(view.name).line(view.line).char_column(view.column)),
        };
    }
    if let Some(help) = &diagnostic.help {
        let header = Header::HELP.with_name(text!(ja: "対処", en: "help").get(language).to_owned());
        group = group.element(header.message(clean(help.get(language))));
    }
    Renderer::plain().term_width(WIDTH).render(&[group])
}

/// One line of a file, with what is marked in it.
struct View<'s> {
    name: &'s str,
    line: usize,
    column: usize,
    text: &'s str,
    /// In a sheet, the place of the cell; what is written around it is not shown.
    cell: Option<String>,
    /// Where in the file the line begins.
    start: usize,
    marks: Vec<(Range<usize>, Option<String>)>,
}

/// The lines to show, in order; places on one line share a view.
fn views(sources: &Sources, places: impl Iterator<Item = (Place, Option<String>)>) -> Vec<View<'_>> {
    let mut views: Vec<View<'_>> = Vec::new();
    for (place, label) in places {
        let source = sources.get(place.file);
        let (line, column) = source.line_column(place.start);
        let start = boundary(source.text(), place.start as usize);
        let cell = source.show_cell(place.start);
        let same = |view: &View<'_>| view.name == source.name && view.line == line && view.cell == cell;
        let index = views.iter().position(same).unwrap_or(views.len());
        if index == views.len() {
            let (start, text) = line_at(source.text(), start);
            views.push(View { name: &source.name, line, column, text, cell, start, marks: Vec::new() });
        }
        let view = &mut views[index];
        let end = boundary(source.text(), place.end as usize).max(start);
        let inside = |offset: usize| offset.saturating_sub(view.start).min(view.text.len());
        let mark = inside(start)..inside(end);
        view.marks.push((mark, label));
    }
    views
}

/// The line in which an offset lies: where it begins, and its text.
fn line_at(text: &str, offset: usize) -> (usize, &str) {
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |newline| offset + newline);
    (start, text[start..end].trim_end_matches('\r'))
}

/// The character boundary at or before an offset.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

impl View<'_> {
    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let mark = |(span, label): &(Range<usize>, Option<String>)| {
            let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
            kind.span(span.clone()).label(label.clone())
        };
        let marks: Vec<_> = self.marks.iter().map(mark).collect();
        Snippet::source(self.text).path(self.name).line_start(self.line).annotations(marks)
    }
}

/// A text that cannot steer a terminal: control characters and changes of direction are shown as U+FFFD.
fn clean(text: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Cells, Fault, FileId, SheetForm};
    use crate::language::Text;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn place(file: u16, start: u32, end: u32) -> Place {
        let file = FileId(file);
        Place { file, start, end }
    }

    fn sources() -> Sources {
        let mut sources = Sources::default();
        sources.add("system.toml", "[[system]]\r\nname = \"住民記録\"  # 全角\r\nstatsu = \"live\"\r\n");
        sources.add("body.toml", "[body]\nname = \"例示市\"\n");
        sources
    }

    fn error(place: Option<Place>) -> Diagnostic {
        Diagnostic::error(Fault::Inventory, place, Text::new("項目 `statsu` はない", "unknown field `statsu`"))
    }

    #[test]
    fn shows_the_line_and_the_help() {
        let diagnostic =
            error(Some(place(0, 45, 51))).help(Text::new("`status` のことですか", "did you mean `status`?"));
        let expected = "\
error: unknown field `statsu`
 --> system.toml:3:1
  |
3 | statsu = \"live\"
  | ^^^^^^
  |
  = help: did you mean `status`?";
        assert_eq!(render(&diagnostic, &sources(), Language::En), expected);
        let japanese = render(&diagnostic, &sources(), Language::Ja);
        assert!(japanese.starts_with("エラー: 項目 `statsu` はない\n"), "{japanese}");
        assert!(japanese.ends_with("= 対処: `status` のことですか"), "{japanese}");
    }

    #[test]
    fn aligns_under_wide_characters() {
        let diagnostic = error(Some(place(0, 20, 32))).related(place(1, 15, 24), Text::new("最初はここ", "first here"));
        let drawn = render(&diagnostic, &sources(), Language::Ja);
        assert!(drawn.contains("2 | name = \"住民記録\"  # 全角\n  |         ^^^^^^^^\n"), "{drawn}");
        assert!(drawn.contains("body.toml:2:9\n"), "{drawn}");
        assert!(drawn.contains("  |         ------ 最初はここ"), "{drawn}");
    }

    #[test]
    fn a_cell_of_a_sheet_goes_by_its_address() {
        let mut sources = sources();
        let mut cells = Cells::new(SheetForm::Workbook);
        cells.row();
        cells.row();
        ["番号", "x"].iter().for_each(|cell| cells.cell(cell));
        let sheet = sources.add_sheet("b.xlsx!照会", Arc::new(cells.into()));
        let drawn = render(&error(Some(sources.cell(sheet, 1, 1))), &sources, Language::En);
        assert_eq!(drawn, "error: unknown field `statsu`\n--> b.xlsx!照会!B2");
    }

    #[test]
    fn says_what_has_no_place() {
        assert_eq!(render(&error(None), &sources(), Language::En), "error: unknown field `statsu`");
    }

    #[test]
    fn cleans_titles() {
        let message = Text::same("a\u{1b}[31m\u{202E}b\nc");
        let drawn = render(&Diagnostic::warning(Fault::Pack, None, message), &sources(), Language::En);
        assert_eq!(drawn, "warning: a\u{FFFD}[31m\u{FFFD}b\u{FFFD}c");
    }

    #[test]
    fn cuts_long_lines() {
        let mut sources = Sources::default();
        let long = "あ".repeat(5_000);
        let file = sources.add("long.toml", format!("x = \"{long}\" y"));
        let at = 5 + 3 * 5_000 + 2;
        let drawn = render(&error(Some(place(file.0, at, at + 1))), &sources, Language::En);
        assert!(drawn.contains("long.toml:1:5008"), "{drawn}");
        assert!(drawn.lines().all(|line| line.chars().count() < 200), "{drawn}");
        let file = sources.add("endless.toml", "x".repeat(MAX_LINE + 1));
        let drawn = render(&error(Some(place(file.0, 70_000, 70_001))), &sources, Language::En);
        assert_eq!(drawn, "error: unknown field `statsu`\n--> endless.toml:1:65538");
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "(\\PC|\r|\n|\t|\u{1b}){0,40}", start in 0u32..60, length in 0u32..60, other in 0u32..60) {
            let mut sources = Sources::default();
            sources.add("a.toml", text);
            let diagnostic = error(Some(place(0, start, start + length))).related(place(0, other, other + 1), Text::same("x"));
            render(&diagnostic, &sources, Language::Ja);
        }
    }
}
