//! The plan of action and milestones: what must be mended, found out, or watched until an exception ends.

use super::parts::{Listed, Source, prop};
use super::results::by_rule;
use super::view::{Item, Plan, PlanFile, RelatedObservation, RelatedRisk, SystemId};
use crate::assess::Assessment;
use crate::assess::assessment::{Judged, Verdict};
use crate::report::Options;
use crate::report::json::pretty;
use crate::report::text::later::numbers;
use crate::report::text::words;
use crate::text;

/// Writes the document.
pub(in crate::report) fn render(assessment: &Assessment, options: &Options) -> String {
    let source = Source::of(assessment, options);
    let settled = |verdict| matches!(verdict, Verdict::Pass | Verdict::NotApplicable);
    let open: Vec<Listed<'_>> = source.listed.iter().copied().filter(|(_, judged)| !settled(judged.verdict)).collect();
    let mut items: Vec<Item> = by_rule(&open).iter().map(|group| item(&source, group)).collect();
    if items.is_empty() {
        items.push(nothing(&source));
    }
    let mut metadata = source.metadata(&text!(ja: "是正計画", en: "plan of action and milestones"));
    metadata.props.extend(source.ledger());
    pretty(&PlanFile {
        plan_of_action_and_milestones: Plan {
            uuid: source.document("plan-of-action-and-milestones"),
            metadata,
            system_id: SystemId { id: assessment.body.code.clone() },
            local_definitions: source.subjects(&open),
            observations: open.iter().map(|listed| source.observation(*listed)).collect(),
            risks: open.iter().filter_map(|listed| source.risk(*listed)).collect(),
            poam_items: items,
        },
    })
}

/// What must be done about a rule.
fn item(source: &Source<'_>, group: &[Listed<'_>]) -> Item {
    let rule = group[0].0;
    let judged: Vec<&Judged> = group.iter().map(|(_, judged)| *judged).collect();
    let worst = judged.iter().map(|judged| judged.verdict).min().unwrap_or(Verdict::Unknown);
    let (standing, remedy) = (words::verdicts(&numbers(&judged)), &rule.remedy);
    let what = match worst {
        Verdict::Unknown => text!(ja: "判定に必要な事実を確かめる", en: "Find out the facts that the verdict needs"),
        Verdict::Error => {
            text!(ja: "ルール集の誤りを作成者に知らせる", en: "Tell the author of the pack of its mistake")
        }
        _ => remedy.clone(),
    };
    let (ja, en) = (format!("{}。{}", standing.ja, what.ja), format!("{}. {}", standing.en, what.en));
    Item {
        uuid: source.id("poam-item", &rule.id),
        title: source.say(&rule.title),
        description: source.say(&crate::language::Text::new(ja, en)),
        props: source.graded(rule, worst),
        related_observations: group
            .iter()
            .map(|listed| RelatedObservation { observation_uuid: source.id_of("observation", *listed) })
            .collect(),
        related_risks: group
            .iter()
            .filter(|(_, judged)| matches!(judged.verdict, Verdict::Fail | Verdict::Waived))
            .map(|listed| RelatedRisk { risk_uuid: source.id_of("risk", *listed) })
            .collect(),
    }
}

/// OSCAL knows no plan without an item.
fn nothing(source: &Source<'_>) -> Item {
    let said = text!(ja: "この判定で是正・確認を要するものはない", en: "By these verdicts there is nothing to mend or to find out");
    Item {
        uuid: source.id("poam-item", "none"),
        title: source.say(&said),
        description: source.say(&words::standing(source.assessment)),
        props: vec![prop("items", "0")],
        related_observations: Vec::new(),
        related_risks: Vec::new(),
    }
}
