//! Assessment results: every result as an observation, every rule as a finding.

use super::parts::{Listed, Source, time, token};
use super::view::{
    AssessmentResult, AssessmentResults, BackMatter, Control, Finding, Implementation, Import, RelatedObservation,
    RelatedRisk, Resource, ResultsFile, Reviewed, Selection, Status, Target,
};
use crate::assess::Assessment;
use crate::assess::assessment::{Judged, Verdict};
use crate::report::Options;
use crate::report::json::pretty;
use crate::report::text::later::numbers;
use crate::report::text::words;
use crate::text;
use std::collections::BTreeMap;

/// Writes the document.
pub(in crate::report) fn render(assessment: &Assessment, options: &Options) -> String {
    let source = Source::of(assessment, options);
    let plan = source.document("rules");
    let made_by = source.say(&words::made_by(&assessment.pack, &assessment.tool));
    pretty(&ResultsFile {
        assessment_results: AssessmentResults {
            uuid: source.document("assessment-results"),
            metadata: source.metadata(&text!(ja: "点検結果", en: "assessment results")),
            import_ap: Import { href: format!("#{plan}") },
            results: [result(&source)],
            back_matter: BackMatter {
                resources: [Resource {
                    uuid: plan,
                    title: made_by,
                    description: source.say(&text!(
                        ja: "点検は、このルール集のすべての規則を台帳に当てはめて行う。別の点検計画書はない。",
                        en: "All rules of this pack are applied to the inventory; there is no assessment plan beside it."
                    )),
                }],
            },
        },
    })
}

fn result(source: &Source<'_>) -> AssessmentResult {
    let assessment = source.assessment;
    let groups = by_rule(&source.listed);
    let controls: Vec<Control> = groups.iter().map(|group| Control { control_id: token(&group[0].0.id) }).collect();
    AssessmentResult {
        uuid: source.document("result"),
        title: source.say(&words::title(assessment)),
        description: source.say(&words::standing(assessment)),
        start: time(assessment.as_of),
        props: source.ledger(),
        local_definitions: source.subjects(&source.listed),
        reviewed_controls: Reviewed {
            control_selections: [match controls.is_empty() {
                true => Selection::IncludeAll {},
                false => Selection::IncludeControls(controls),
            }],
        },
        observations: source.listed.iter().map(|listed| source.observation(*listed)).collect(),
        risks: source.listed.iter().filter_map(|listed| source.risk(*listed)).collect(),
        findings: groups.iter().map(|group| finding(source, group)).collect(),
    }
}

/// Results of the same rule together, the gravest rule first.
pub(super) fn by_rule<'a>(listed: &[Listed<'a>]) -> Vec<Vec<Listed<'a>>> {
    let mut groups: BTreeMap<usize, Vec<Listed<'a>>> = BTreeMap::new();
    listed.iter().for_each(|one| groups.entry(one.1.rule).or_default().push(*one));
    groups.into_values().collect()
}

/// A rule over its subjects: it stands as its worst result does.
fn finding(source: &Source<'_>, group: &[Listed<'_>]) -> Finding {
    let rule = group[0].0;
    let judged: Vec<&Judged> = group.iter().map(|(_, judged)| *judged).collect();
    // The order of the verdicts is from the worst.
    let worst = judged.iter().map(|judged| judged.verdict).min().unwrap_or(Verdict::Unknown);
    let (state, reason) = match worst {
        Verdict::Pass => ("satisfied", "pass"),
        Verdict::Fail => ("not-satisfied", "fail"),
        Verdict::NotApplicable => ("satisfied", "other"),
        Verdict::Error | Verdict::Unknown | Verdict::Waived => ("not-satisfied", "other"),
    };
    let applies = worst != Verdict::NotApplicable;
    let left = |(rule, judged): &Listed<'_>| {
        let risk = matches!(judged.verdict, Verdict::Fail | Verdict::Waived);
        risk.then(|| RelatedRisk { risk_uuid: source.id_of("risk", (*rule, *judged)) })
    };
    Finding {
        uuid: source.id("finding", &rule.id),
        title: source.say(&rule.title),
        description: source.say(&words::verdicts(&numbers(&judged))),
        props: source.graded(rule, worst),
        target: Target {
            kind: "objective-id",
            target_id: token(&rule.id),
            status: Status { state, reason },
            implementation_status: (!applies).then_some(Implementation { state: "not-applicable" }),
        },
        related_observations: group
            .iter()
            .map(|listed| RelatedObservation { observation_uuid: source.id_of("observation", *listed) })
            .collect(),
        related_risks: group.iter().filter_map(left).collect(),
    }
}
