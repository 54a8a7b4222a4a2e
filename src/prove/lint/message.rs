//! Messages that cannot be told when the rule fails.

use super::{Findings, Lint};
use crate::assess::examples::Prepared;
use crate::diagnostic::Level;
use crate::expression::{Binding, Tri};
use crate::pack::{Example, Expected, Pack, Rule};
use crate::text;

pub(super) fn look(pack: &Pack, rule: &Rule, findings: &mut Findings) {
    let failing = rule.examples.iter().filter(|example| example.verdict == Expected::Fail);
    let told = failing.map(|example| (example, told(pack, rule, example))).collect::<Vec<_>>();
    let worst = if told.iter().any(|(_, told)| *told == Tri::Error) { Tri::Error } else { Tri::Unknown };
    // A message may print a fact that happens to be missing; one that no example can tell is of no use.
    if worst == Tri::Unknown && told.iter().any(|(_, told)| *told == Tri::True) {
        return;
    }
    let example_of = told.iter().find(|(_, told)| *told == worst).map(|(example, _)| *example);
    let Some(example) = example_of else { return };
    let (id, ja, en) = (&rule.id, &example.note.ja, &example.note.en);
    let (level, message) = match worst {
        Tri::Error => (
            Level::Error,
            text!(ja: "規則 `{id}` の message は、例「{ja}」で計算できない", en: "the message of rule `{id}` cannot be computed in example `{en}`"),
        ),
        _ => (
            Level::Warning,
            text!(ja: "規則 `{id}` の message は、例「{ja}」で「不明」を含む", en: "the message of rule `{id}` says `unknown` in example `{en}`"),
        ),
    };
    findings.add(Lint::Message, id, (level, example.place), message);
}

/// Whether the message can be told of the subjects on which the rule fails in an example.
fn told(pack: &Pack, rule: &Rule, example: &Example) -> Tri {
    let Ok(prepared) = Prepared::new(pack, rule, example) else { return Tri::True };
    let rows = prepared.failing(rule);
    let all = rows.iter().flat_map(|row| [(&rule.message.0, row), (&rule.message.1, row)]);
    all.fold(Tri::True, |told, (message, row)| match message.tells(&prepared.municipality, &[Binding::Row(*row)]) {
        Tri::Error => Tri::Error,
        Tri::Unknown if told == Tri::True => Tri::Unknown,
        _ => told,
    })
}
