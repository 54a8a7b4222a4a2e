//! Two editions of a list of requirements.

use super::words;
use crate::assess::fitgap::{Change, Comparison, Kept};
use crate::inventory::Known;
use crate::language::Text;
use crate::report::text::page::Page;
use crate::text;
use jiff::civil::Date;

/// What differs, by what becomes of what was decided.
pub(super) fn write(out: &mut Page, comparison: &Comparison) {
    let language = out.language;
    out.heading(words::EDITIONS.get(language));
    let (old, new) = (&comparison.old.name, &comparison.new.name);
    out.hang(" ", &format!("{} -> {}", old.get(language), new.get(language)));
    let count = |wanted: fn(&Change) -> bool| comparison.changes.iter().filter(|change| wanted(change)).count();
    let (added, removed) = (count(|change| change.added), count(|change| change.removed));
    let (class, words_) = (count(|change| change.class_before.is_some()), count(|change| change.reworded));
    let (day, same) = (count(|change| change.conform_by_before.is_some()), comparison.unchanged);
    let open = comparison.unchanged_not_assessed;
    let sum = text!(
        ja: "追加{added}、削除{removed}、区分の変更{class}、文言の変更{words_}、適合基準日の変更{day}、変更なし{same}（うち未判断{open}）",
        en: "{added} added, {removed} removed, {class} in another class, {words_} reworded, {day} with another day, {same} unchanged ({open} of them not assessed)"
    );
    out.hang(" ", out.say(&sum).to_owned().as_str());
    if comparison.changes.is_empty() {
        out.hang(" ", words::NO_CHANGE.get(language));
    }
    for kept in [Kept::Again, Kept::Stands, Kept::Dropped, Kept::Nothing] {
        let found: Vec<&Change> = comparison.changes.iter().filter(|change| change.kept == kept).collect();
        if found.is_empty() {
            continue;
        }
        out.hang(" ", &format!("{} ({})", words::kept(kept).get(language), found.len()));
        for change in found {
            let told = told(change);
            out.hang("  - ", &format!("{} {}: {}", change.line.code, change.line.name, out.say(&told)));
        }
    }
    out.blank();
}

fn told(change: &Change) -> Text {
    let mut parts = Vec::new();
    if change.added {
        parts.push(text!(ja: "追加", en: "added"));
    }
    if change.removed {
        parts.push(text!(ja: "削除", en: "removed"));
    }
    if let Some(before) = change.class_before {
        let (before, now) = (words::class(before).text(), words::class(change.line.class).text());
        let (ja, en, now_ja, now_en) = (before.ja, before.en, now.ja, now.en);
        parts.push(text!(ja: "{ja} → {now_ja}", en: "{en} -> {now_en}"));
    } else if change.added {
        parts.push(words::class(change.line.class).text());
    }
    if change.reworded {
        parts.push(text!(ja: "文言の変更", en: "reworded"));
    }
    let now = day(&change.line.conform_by);
    let (ja, en) = (now.ja, now.en);
    if let Some(before) = &change.conform_by_before {
        let before = day(before);
        let (before_ja, before_en) = (before.ja, before.en);
        parts.push(text!(ja: "適合基準日 {before_ja} → {ja}", en: "judged from {before_en} -> {en}"));
    } else if change.added {
        parts.push(text!(ja: "適合基準日 {ja}", en: "judged from {en}"));
    }
    if let Some(measure) = change.decision.measure.clone().value() {
        let (ja, en) = (measure.label.ja, measure.label.en);
        parts.push(text!(ja: "今の対応方針 {ja}", en: "measure now: {en}"));
    }
    let (ja, en): (Vec<String>, Vec<String>) = parts.into_iter().map(|part| (part.ja, part.en)).unzip();
    Text::new(ja.join("、"), en.join("; "))
}

fn day(day: &Known<Date>) -> Text {
    match day {
        Known::Value(day) => Text::same(day.to_string()),
        Known::None => text!(ja: "なし", en: "none"),
        Known::Missing => text!(ja: "不明", en: "unknown"),
    }
}
