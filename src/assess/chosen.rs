//! What narrows or changes the pack for this report: the profile that was chosen, and what the body sets otherwise.

use super::assessment::{OverrideSummary, SelectionSummary, Setting};
use super::cite::summary;
use crate::calendar::era;
use crate::language::Text;
use crate::pack::{Change, Override, Pack};
use jiff::civil::Date;

/// The profile, with the rules it leaves out; the gravest first.
pub(super) fn selection(pack: &Pack, as_of: Date) -> Option<SelectionSummary> {
    let selection = pack.selection.as_ref()?;
    let mut left_out: Vec<_> = selection.left_out.iter().map(|rule| summary(pack, rule, as_of)).collect();
    left_out.sort_by(|a, b| (a.severity, &a.id).cmp(&(b.severity, &b.id)));
    Some(SelectionSummary {
        id: selection.profile.id.clone(),
        label: selection.profile.label.clone(),
        judged: pack.rules.len(),
        left_out,
    })
}

/// What the body sets otherwise.
pub(super) fn overrides(pack: &Pack) -> Vec<OverrideSummary> {
    pack.overrides.iter().map(|changed| override_of(pack, changed)).collect()
}

fn override_of(pack: &Pack, changed: &Override) -> OverrideSummary {
    let day = |date: Date| Text::new(era(date), date.to_string());
    let (kind, id, name, from, to) = match &changed.change {
        Change::Severity { rule, from, to } => {
            let name = pack.rule(rule).map_or_else(|| Text::same(rule.clone()), |rule| rule.title.clone());
            (Setting::Severity, rule, name, from.label(), to.label())
        }
        Change::Target { deadline, name, from, to } => (Setting::Target, deadline, name.clone(), day(*from), day(*to)),
    };
    OverrideSummary { kind, id: id.clone(), name, from, to, reason: changed.reason.clone() }
}
