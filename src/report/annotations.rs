//! Annotations: what the gate holds back, as GitHub shows it beside the lines of a pull request.

use super::clean::clean;
use super::place::{Place, Spot};
use crate::assess::diff::Change;
use crate::assess::gate::Ruling;
use crate::language::Language;
use crate::text;
use std::collections::BTreeSet;

/// One `::error` line per change that is held back; `folder` is the inventory's, as the repository calls it, and `files`
/// are those in it: other places are of the pack.
pub fn github(ruling: &Ruling, folder: &str, files: &BTreeSet<String>, language: Language) -> String {
    let mut lines = String::new();
    for change in ruling.forbidden() {
        let rule = &ruling.diff.rules[change.rule];
        let place = place(change, folder, files);
        let (kind, severity) = (change.kind.label(), rule.severity.label());
        let title = format!("{} [{}]", kind.get(language), severity.get(language));
        let said = change.message.as_ref().filter(|_| change.after.is_some()).unwrap_or(&change.name);
        let message = format!("{} ({}): {}", rule.title.get(language), rule.id, said.get(language));
        lines.push_str(&format!("::error {place},title={}::{}\n", property(&title), data(&message)));
    }
    if ruling.forbids_edits() {
        let files = ruling.edits.len();
        let said = text!(ja: "ルール集の変更 {files}件", en: "edits to the pack: {files}");
        lines.push_str(&format!("::error ::{}\n", data(said.get(language))));
    }
    lines
}

/// `file=…,line=…,col=…` of the first place in the inventory; a cell of a workbook has no line.
fn place(change: &Change, folder: &str, files: &BTreeSet<String>) -> String {
    let mut places = change.places.iter().filter_map(|place| Place::read(place));
    match places.find(|place| files.contains(place.file)) {
        Some(place) => match place.spot {
            Spot::Line(line, column) => format!("file={},line={line},col={column}", property(&place.within(folder))),
            Spot::Cell(_) | Spot::Whole => format!("file={}", property(&place.within(folder))),
        },
        None => format!("file={}", property(&Place::BODY.within(folder))),
    }
}

/// Text after `::`, on one line.
fn data(text: &str) -> String {
    clean(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before it, in which `,` and `:` mean something too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
