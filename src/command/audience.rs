//! `--audience`: for whom a report is cut down.

use crate::assess::Verdict;
use crate::diagnostic::nearest::nearest;
use crate::language::Text;
use crate::pack::audience::Shown;
use crate::pack::{Audience, Pack};
use crate::text;

/// The audience with that id.
///
/// # Errors
/// That the pack has none, with the nearest that it has.
pub fn audience<'p>(pack: &'p Pack, id: &str) -> Result<&'p Audience, Text> {
    let found = pack.audiences.iter().find(|audience| audience.id == id);
    let known = || pack.audiences.iter().map(|audience| audience.id.as_str());
    found.ok_or_else(|| match nearest(id, known()) {
        Some(near) => text!(
            ja: "「{id}」という提供先はありません。「{near}」のことですか",
            en: "there is no audience `{id}`; did you mean `{near}`?"
        ),
        None => {
            let all = known().collect::<Vec<_>>().join(", ");
            text!(ja: "「{id}」という提供先はありません。あるのは {all} です", en: "there is no audience `{id}`; there are {all}")
        }
    })
}

/// The verdicts that are listed: those asked for, else those that the audience is shown.
pub fn listed(asked: &[Verdict], audience: Option<&Audience>) -> Vec<Verdict> {
    match audience {
        Some(audience) if asked.is_empty() && !audience.shows(Shown::Settled) => {
            vec![Verdict::Fail, Verdict::Error, Verdict::Unknown, Verdict::Waived]
        }
        _ => asked.to_vec(),
    }
}
