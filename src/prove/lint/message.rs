//! Messages that cannot be told when the rule fails.

use super::{Findings, Lint};
use crate::assess::examples::Prepared;
use crate::diagnostic::Level;
use crate::expression::{Binding, Tri};
use crate::pack::{Expected, Pack, Rule};
use crate::text;

pub(super) fn look(pack: &Pack, rule: &Rule, findings: &mut Findings) {
    let failing = rule.examples.iter().filter(|example| example.verdict == Expected::Fail);
    let mut worst = Tri::True;
    let mut example_of = None;
    for example in failing {
        let Ok(prepared) = Prepared::new(pack, rule, example) else { continue };
        for row in prepared.failing(rule) {
            for message in [&rule.message.0, &rule.message.1] {
                let told = message.tells(&prepared.municipality, &[Binding::Row(row)]);
                if told == Tri::Error || (told == Tri::Unknown && worst == Tri::True) {
                    worst = told;
                    example_of = Some(example);
                }
            }
        }
    }
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
