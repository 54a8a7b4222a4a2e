//! The sentences that say by which rules a report judges: the profile, and what the body added or set otherwise.

use crate::assess::assessment::{Assessment, OverrideSummary, RuleSummary, SelectionSummary};
use crate::language::Text;
use crate::text;

/// How far the profile reaches.
pub(super) fn extent(selection: &SelectionSummary) -> Text {
    let (id, judged, left) = (&selection.id, selection.judged, selection.left_out.len());
    let all = judged + left;
    let Text { ja, en } = &selection.label;
    match left {
        0 => text!(
            ja: "点検の範囲：{ja}（{id}）。規則 {all}件のすべて",
            en: "Profile: {en} ({id}), all {all} rules"
        ),
        _ => text!(
            ja: "点検の範囲：{ja}（{id}）。規則 {all}件のうち {judged}件。{left}件は点検していない（一覧は末尾）",
            en: "Profile: {en} ({id}): {judged} of {all} rules; {left} are not judged (listed at the end)"
        ),
    }
}

/// One thing that the body sets otherwise.
pub(super) fn changed(changed: &OverrideSummary) -> Text {
    let OverrideSummary { id, name, from, to, reason, .. } = changed;
    Text::new(
        format!("{}（{id}）：{} → {}。{}", name.ja, from.ja, to.ja, reason.ja),
        format!("{} ({id}): {} -> {}. {}", name.en, from.en, to.en, reason.en),
    )
}

/// Rules that the body added itself.
pub(super) fn own(assessment: &Assessment) -> Vec<&RuleSummary> {
    assessment.rules.iter().filter(|rule| rule.own).collect()
}
