//! What the report leaves out, and what the body added or set otherwise.

use super::page::Page;
use super::words::Word;
use crate::assess::assessment::{Assessment, RuleSummary};
use crate::report::chosen::{changed, own};
use crate::text;

/// Marks a rule that the body added itself.
pub(super) const OWN: Word = Word::new("（この団体が加えた規則）", " (the body's own rule)");
const OTHERWISE: Word = Word::new("この団体が別に定めたもの", "Set otherwise by the body");

/// The section; nothing if the pack was used as it is.
pub(super) fn write(page: &mut Page, assessment: &Assessment) {
    let own = own(assessment);
    if !own.is_empty() {
        let number = own.len();
        page.heading(page.say(&text!(ja: "この団体が加えた規則 {number}件", en: "Rules the body added: {number}")));
        own.iter().for_each(|rule| named(page, rule));
        page.blank();
    }
    if !assessment.overrides.is_empty() {
        page.heading(OTHERWISE.get(page.language));
        assessment.overrides.iter().for_each(|one| page.hang(" - ", page.say(&changed(one))));
        page.blank();
    }
    let left_out = assessment.selection.iter().flat_map(|selection| &selection.left_out).collect::<Vec<_>>();
    if !left_out.is_empty() {
        let number = left_out.len();
        page.heading(page.say(&text!(ja: "点検していない規則 {number}件", en: "Rules not judged: {number}")));
        left_out.iter().for_each(|rule| named(page, rule));
        page.blank();
    }
}

fn named(page: &mut Page, rule: &RuleSummary) {
    let severity = rule.severity.label();
    let mark = format!(" [{}] ", page.say(&severity));
    page.hang(&mark, &format!("{} {}/{}", page.say(&rule.title), rule.area, rule.id));
}
