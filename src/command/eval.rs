//! `tekigo eval`: tries one condition on an inventory, for whoever writes a rule.

use super::{Opened, Said};
use crate::assess::{Evaluation, evaluation};
use crate::cli::{EvalArgs, FormatArg};
use crate::derive::all;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, Place};
use crate::exit::ExitStatus;
use crate::expression::{Binding, Condition, Explanation, Scope, Tri, Type};
use crate::language::{Language, Text};
use crate::report::{json, text};
use crate::text;
use crate::vocabulary::{EntityId, Vocabulary};

/// Evaluates the condition once, or for every record of an entity.
pub fn run(args: &EvalArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let subject = match args.entity.as_deref().map(|name| entity(&opened.pack.vocabulary, name)).transpose() {
        Ok(subject) => subject,
        Err(message) => return Said::usage(&message, language),
    };
    let condition = match compile(&mut opened, &args.expression, subject) {
        Ok(condition) => condition,
        Err(diagnostics) => {
            let said = Said::unusable(&diagnostics, &opened.sources, language);
            return Said { status: ExitStatus::Usage, ..said };
        }
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (m, warnings) = match opened.municipality(&inventory, as_of, &all(&opened.pack)) {
        Ok(linked) => linked,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let explained: Vec<(Option<String>, Explanation)> = match subject {
        None => vec![(None, condition.explain(&m, &[]))],
        Some(entity) => (0..m.table(entity).len())
            .map(|row| (Some(m.subject(entity, row)), condition.explain(&m, &[Binding::Row(row)])))
            .collect(),
    };
    let failed = explained.iter().any(|(_, explanation)| explanation.verdict == Tri::Error);
    let rows: Vec<Evaluation> = explained
        .into_iter()
        .map(|(subject, explanation)| evaluation(&opened.pack, &opened.sources, &m, subject, explanation))
        .collect();
    let out = match args.format {
        FormatArg::Text => text::evaluation::render(&rows, language),
        FormatArg::Json => json::evaluation(&args.expression, &rows),
    };
    let status = if failed { ExitStatus::Findings } else { ExitStatus::Conformant };
    Said::new(out, status).warn(&warnings, &opened.sources, language)
}

fn entity(vocabulary: &Vocabulary, name: &str) -> Result<EntityId, Text> {
    vocabulary.find(name).ok_or_else(|| match nearest(name, vocabulary.entities.keys().map(String::as_str)) {
        Some(near) => text!(
            ja: "「{name}」という種別はありません。「{near}」のことですか",
            en: "there is no entity `{name}`; did you mean `{near}`?"
        ),
        None => text!(ja: "「{name}」という種別はありません", en: "there is no entity `{name}`"),
    })
}

fn compile(opened: &mut Opened, source: &str, subject: Option<EntityId>) -> Result<Condition, Vec<Diagnostic>> {
    let vocabulary = &opened.pack.vocabulary;
    let variables = subject.map(|id| (vocabulary.entity(id).id.clone(), Type::Record(id)));
    let scope = Scope { variables: variables.into_iter().collect(), ..opened.pack.scope() };
    Condition::compile(source, &scope, vocabulary).map_err(|problems| {
        let file = opened.sources.add("EXPR", source);
        let diagnostics = problems.into_iter().map(|problem| {
            let place = Place { file, start: problem.span.start as u32, end: problem.span.end as u32 };
            Diagnostic::error(Fault::Inventory, place, problem.message).help(problem.help)
        });
        diagnostics.collect()
    })
}
