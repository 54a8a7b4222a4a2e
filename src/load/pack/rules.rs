//! Rule files: one rule each, named like the file.

use super::RuleFile;
use super::compile::Compiler;
use super::example;
use crate::diagnostic::Place;
use crate::expression::{Scope, Template, Type};
use crate::load::problems::meant;
use crate::load::walk::Walk;
use crate::pack::{Clauses, Rule, Severity};
use crate::text;
use crate::vocabulary::EntityId;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Reads rule files, which are sorted by id.
pub(super) fn read(compiler: &Compiler<'_>, clauses: &Clauses, files: &[RuleFile<'_>]) -> Vec<Rule> {
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    let mut rules = Vec::new();
    for file in files {
        let Some(rule) = rule(compiler, clauses, file, &mut places) else { continue };
        rules.push(rule);
    }
    rules
}

fn rule(
    compiler: &Compiler<'_>,
    clauses: &Clauses,
    file: &RuleFile<'_>,
    places: &mut BTreeMap<String, Place>,
) -> Option<Rule> {
    let page = file.document.page;
    let mut walk = Walk::new(page, page.top(), &file.document.table);
    let id = walk.need_text("id");
    identity(&walk, id, file, places);
    let title = walk.need_both("title");
    let why = walk.need_both("why");
    let remedy = walk.need_both("remedy");
    let cited = cited(&mut walk, clauses);
    let severity = severity(&mut walk);
    let finding = walk.both("finding");
    let (from, until) = in_force(&mut walk, clauses, &cited);
    let subject = subject(&mut walk, compiler);
    let scope = subject.map(|subject| {
        let name = compiler.vocabulary.entity(subject).id.clone();
        compiler.scope(vec![(name, Type::Record(subject))], None)
    });
    let when = walk.text("when");
    let require = walk.need_text("require");
    let messages = messages(&mut walk);
    let examples = walk.tables("example").into_iter();
    let examples = examples.filter_map(|walk| example::read(compiler.vocabulary, walk)).collect();
    walk.finish();
    let scope = scope?;
    let (when_at, require_at) = (when.map(|(_, place)| place), require.map(|(_, place)| place));
    let condition = |written: Option<(&str, Place)>| {
        written.and_then(|(source, place)| compiler.condition(page, &scope, source, place))
    };
    let when = condition(when);
    let require = condition(require);
    let message = templates(compiler, file, &scope, messages);
    let (id, place) = id?;
    Some(Rule {
        id: id.to_owned(),
        area: file.area.clone(),
        title,
        why,
        remedy,
        clauses: cited,
        severity: severity?,
        finding,
        from: from?,
        until,
        subject: subject?,
        when,
        require: require?,
        message: message?,
        examples,
        own: file.own,
        when_at,
        require_at: require_at?,
        place,
    })
}

/// The id is the file's name, and no other rule has it.
fn identity(walk: &Walk<'_, '_>, id: Option<(&str, Place)>, file: &RuleFile<'_>, places: &mut BTreeMap<String, Place>) {
    let Some((id, place)) = id else { return };
    let page = walk.page;
    if id != file.stem {
        let message = text!(ja: "id `{id}` がファイル名と違う", en: "id `{id}` differs from the file's name");
        page.fail(place, message, text!(ja: "ファイル名を {id}.toml とします", en: "call the file {id}.toml"));
    }
    if let Some(first) = places.insert(id.to_owned(), place) {
        let message = text!(ja: "規則 `{id}` が二つある", en: "there are two rules `{id}`");
        let label = text!(ja: "もう一つはここ", en: "the other one is here");
        page.problems.push(page.error(place, message).related(first, label));
    }
}

fn cited(walk: &mut Walk<'_, '_>, clauses: &Clauses) -> Vec<String> {
    let page = walk.page;
    let Some(item) = walk.need("clause") else {
        return Vec::new();
    };
    let Some(keys) = page.texts("clause", item) else {
        return Vec::new();
    };
    if keys.is_empty() {
        let message = text!(ja: "根拠の条項が一つもない", en: "the rule cites no clause");
        page.fail(page.place(item.span()), message, None);
    }
    for (key, place) in keys.iter().filter(|(key, _)| !clauses.contains_key(*key)) {
        let message = text!(ja: "条項 `{key}` がない", en: "unknown clause `{key}`");
        page.fail(*place, message, meant(key, clauses.keys().map(String::as_str)));
    }
    keys.into_iter().map(|(key, _)| key.to_owned()).collect()
}

/// The first and the last day of a rule. On its first day something must be in force that it rests on.
fn in_force(walk: &mut Walk<'_, '_>, clauses: &Clauses, cited: &[String]) -> (Option<Date>, Option<Date>) {
    let page = walk.page;
    let from = walk.need("from").and_then(|item| page.date("from", item));
    let until = walk.date("until");
    if let (Some(from), Some(until), Some(place)) = (from, until, walk.key_place("until"))
        && until < from
    {
        page.fail(place, text!(ja: "until が from より前である", en: "`until` lies before `from`"), None);
    }
    let mut editions = cited.iter().filter_map(|key| clauses.get(key)).flatten().peekable();
    if let (Some(from), Some(place)) = (from, walk.key_place("from"))
        && editions.peek().is_some()
        && !editions.any(|clause| clause.in_force(from))
    {
        let message = text!(
            ja: "根拠の条項が、ルールの施行日 {from} にはどれも効力がない",
            en: "no clause it cites is in force on {from}, the rule's first day"
        );
        page.fail(place, message, text!(ja: "条項の from に合わせます", en: "let it begin with its clauses"));
    }
    (from, until)
}

pub(super) fn severity(walk: &mut Walk<'_, '_>) -> Option<Severity> {
    let (word, place) = walk.need_text("severity")?;
    let found = Severity::ALL.iter().find(|(_, known, _)| *known == word);
    if found.is_none() {
        let message = text!(ja: "`{word}` という重大度はない", en: "unknown severity `{word}`");
        walk.page.fail(place, message, meant(word, Severity::ALL.iter().map(|(_, known, _)| *known)));
    }
    found.map(|(severity, ..)| *severity)
}

fn subject(walk: &mut Walk<'_, '_>, compiler: &Compiler<'_>) -> Option<EntityId> {
    let (name, place) = walk.need_text("subject")?;
    let found = compiler.vocabulary.find(name);
    if found.is_none() {
        let message = text!(ja: "`{name}` という種類の記録はない", en: "unknown entity `{name}`");
        let entities = compiler.vocabulary.entities.keys().map(String::as_str);
        walk.page.fail(place, message, meant(name, entities));
    }
    found
}

/// A text in Japanese and one in English, each with its place.
type Messages<'t> = [Option<(&'t str, Place)>; 2];

fn messages<'t>(walk: &mut Walk<'t, '_>) -> Messages<'t> {
    if walk.need("message").is_none() {
        return [None, None];
    }
    let Some(mut languages) = walk.table("message") else {
        return [None, None];
    };
    let messages = [languages.need_text("ja"), languages.need_text("en")];
    languages.finish();
    messages
}

fn templates(
    compiler: &Compiler<'_>,
    file: &RuleFile<'_>,
    scope: &Scope,
    messages: Messages<'_>,
) -> Option<(Template, Template)> {
    let page = file.document.page;
    let [ja, en] = messages.map(|written| {
        let (source, place) = written?;
        compiler.template(page, scope, source, place)
    });
    Some((ja?, en?))
}
