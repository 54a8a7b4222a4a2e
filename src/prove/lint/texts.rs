//! Texts that lack a language.

use super::{Findings, Lint};
use crate::diagnostic::{Level, Place};
use crate::language::Text;
use crate::pack::{Pack, Rule};
use crate::text;
use crate::vocabulary::{Entity, FieldType, Kind};

pub(super) fn rule(rule: &Rule, findings: &mut Findings) {
    let message = Text::new(rule.message.0.source(), rule.message.1.source());
    let parts = [("title", &rule.title), ("why", &rule.why), ("remedy", &rule.remedy), ("message", &message)];
    for (part, text) in parts {
        need(&format!("{}: {part}", rule.id), text, rule.place, findings);
    }
}

pub(super) fn look(pack: &Pack, findings: &mut Findings) {
    for clause in pack.clauses.values().flatten() {
        for (part, text) in [("title", &clause.document), ("label", &clause.label), ("text", &clause.text)] {
            need(&format!("{}: {part}", clause.id), text, clause.place, findings);
        }
    }
    for (id, label) in &pack.areas {
        // An area has no place of its own.
        let place = pack.rules.iter().find(|rule| rule.area == *id).map(|rule| rule.place);
        place.into_iter().for_each(|place| need(&format!("{id}: label"), label, place, findings));
    }
    for entity in pack.vocabulary.entities.values() {
        of_entity(entity, findings);
    }
}

fn of_entity(entity: &Entity, findings: &mut Findings) {
    need(&format!("{}: label", entity.id), &entity.label, entity.place, findings);
    let complete = entity.implied.as_ref().is_some_and(|implied| implied.complete);
    if entity.kind == Kind::Base && !complete {
        need(&format!("{}: list", entity.id), &entity.list, entity.place, findings);
    }
    for field in entity.fields.values() {
        let name = format!("{}.{}", entity.id, field.id);
        need(&format!("{name}: label"), &field.label, field.place, findings);
        if !field.ask.is_empty() {
            need(&format!("{name}: ask"), &field.ask, field.place, findings);
        }
        if let FieldType::Choice(choices) | FieldType::Choices(choices) = &field.kind
            && entity.kind != Kind::Catalog
        {
            for (id, choice) in choices {
                need(&format!("{name} `{id}`: label"), &choice.label, field.place, findings);
            }
        }
    }
}

/// A text must be written in both languages, and each in its own.
fn need(what: &str, text: &Text, place: Place, findings: &mut Findings) {
    for (words, ja, en) in [(&text.ja, "日本語", "Japanese"), (&text.en, "英語", "English")] {
        if words.trim().is_empty() {
            let message = text!(ja: "{what}に{ja}がない", en: "{what} lacks {en}");
            findings.add(Lint::Text, what, (Level::Error, place), message);
        }
    }
    let sentence = |words: &str| words.trim().contains(' ') && words.chars().count() > 24;
    if sentence(&text.ja) && !text.ja.chars().any(japanese) {
        let message = text!(ja: "{what}の ja が日本語でない", en: "the `ja` of {what} is not Japanese");
        findings.add(Lint::Text, what, (Level::Warning, place), message);
    }
    let plain = outside_braces(&text.en);
    let many = plain.chars().filter(|c| japanese(*c)).count();
    if many > 12 && many * 2 > plain.chars().count() {
        let message = text!(ja: "{what}の en が英語でない", en: "the `en` of {what} is not English");
        findings.add(Lint::Text, what, (Level::Warning, place), message);
    }
}

fn outside_braces(text: &str) -> String {
    let mut depth = 0;
    let outside = text.chars().filter(|c| {
        depth += i32::from(*c == '{') - i32::from(*c == '}');
        depth == 0
    });
    outside.collect()
}

/// Kana and kanji.
fn japanese(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
}
