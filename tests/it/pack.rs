//! The shipped pack: every rule keeps what its examples promise, and every text is there in both languages.

use crate::program::root;
use tekigo::assess::examples;
use tekigo::diagnostic::Sources;
use tekigo::diagnostic::render::render;
use tekigo::language::{Language, Text};
use tekigo::load::{PackSource, load_pack};
use tekigo::pack::{Expected, Pack};

fn pack() -> (Pack, Sources) {
    let mut sources = Sources::default();
    match load_pack(PackSource::Folder(root().join("rules")), &[], &mut sources) {
        Ok(pack) => (pack, sources),
        Err(diagnostics) => {
            let all: Vec<String> = diagnostics.iter().map(|d| render(d, &sources, Language::En)).collect();
            panic!("{}", all.join("\n"));
        }
    }
}

#[test]
fn every_example_holds() {
    let (pack, sources) = pack();
    let broken = examples::broken(&pack);
    let all: Vec<String> = broken.iter().map(|d| render(d, &sources, Language::En)).collect();
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), all.join("\n"));
}

#[test]
fn there_are_at_least_sixty_rules_and_each_is_proved_both_ways() {
    let (pack, _) = pack();
    assert!(pack.rules.len() >= 60, "{} rules", pack.rules.len());
    for rule in &pack.rules {
        for wanted in [Expected::Fail, Expected::Pass] {
            let proved = rule.examples.iter().any(|example| example.verdict == wanted);
            assert!(proved, "rule `{}` has no example that is {wanted:?}", rule.id);
        }
        assert!(!rule.clauses.is_empty(), "rule `{}` cites nothing", rule.id);
    }
}

#[test]
fn every_text_is_there_in_both_languages() {
    let (pack, _) = pack();
    let mut lacking = Vec::new();
    let mut need = |what: String, text: &Text| {
        if text.ja.trim().is_empty() || text.en.trim().is_empty() {
            lacking.push(what);
        }
    };
    for rule in &pack.rules {
        for (name, text) in [("title", &rule.title), ("why", &rule.why), ("remedy", &rule.remedy)] {
            need(format!("{}: {name}", rule.id), text);
        }
        for example in &rule.examples {
            need(format!("{}: example `{}`", rule.id, example.note.en), &example.note);
        }
    }
    for entity in pack.vocabulary.entities.values() {
        need(format!("{}: label", entity.id), &entity.label);
        for field in entity.fields.values() {
            need(format!("{}.{}: label", entity.id, field.id), &field.label);
            let asked = entity.kind == tekigo::vocabulary::Kind::Base && !field.computed;
            if asked {
                need(format!("{}.{}: ask", entity.id, field.id), &field.ask);
            }
        }
    }
    for clause in pack.clauses.values() {
        need(format!("{}: label", clause.id), &clause.label);
        need(format!("{}: text", clause.id), &clause.text);
    }
    assert!(lacking.is_empty(), "{lacking:#?}");
}

#[test]
fn advice_is_never_called_illegal() {
    let (pack, _) = pack();
    for rule in &pack.rules {
        for text in [&rule.title, &rule.why, &rule.remedy] {
            assert!(!text.ja.contains("違法") && !text.en.contains("illegal"), "rule `{}`", rule.id);
        }
    }
}
