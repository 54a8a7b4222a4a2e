//! Findings that the authors of a pack know of and leave, each with its reason; and reasons for what is not found.

use super::{Finding, Findings, Lint};
use crate::diagnostic::Level;
use crate::diagnostic::nearest::nearest;
use crate::pack::Pack;
use crate::text;

/// Marks what is accepted.
pub(super) fn mark(pack: &Pack, findings: &mut Findings) {
    for finding in &mut findings.0 {
        // The reason that comes last counts: a body may give another one.
        let of_kind = pack.accepted.iter().filter(|accepted| accepted.lint == finding.lint.word());
        let reason = of_kind.rev().find(|accepted| accepted.of.iter().any(|(of, _)| *of == finding.of));
        finding.accepted = reason.map(|accepted| accepted.reason.clone());
    }
}

/// Marks what is accepted, and finds what was accepted in vain.
pub(super) fn sort_out(pack: &Pack, findings: &mut Findings) {
    mark(pack, findings);
    for accepted in &pack.accepted {
        let word = &accepted.lint;
        if !Lint::ALL.iter().any(|(_, known)| known == word) {
            let message = text!(ja: "`{word}` という種類の指摘はない", en: "there is no kind of finding `{word}`");
            let near = nearest(word, Lint::ALL.iter().map(|(_, known)| *known));
            let help = near.map(|near| text!(ja: "`{near}` のことですか", en: "did you mean `{near}`?"));
            findings.add(Lint::Stale, word, (Level::Error, accepted.place), message).help = help;
            continue;
        }
        for (of, place) in &accepted.of {
            let is_it = |finding: &Finding| finding.lint.word() == word && finding.of == *of;
            if !findings.0.iter().any(is_it) {
                let message = text!(
                    ja: "`{of}` について `{word}` の指摘はない（理由は要らなくなった）",
                    en: "`{of}` has no finding `{word}`; the reason is no longer needed"
                );
                findings.add(Lint::Stale, of, (Level::Error, *place), message);
            }
        }
    }
}
