//! What both documents are made of: identifiers, properties, observations, risks, and what identifies the run.

use super::view::{
    Definitions, Evidence, InventoryItem, Metadata, Observation, Party, Prop, RelatedObservation, Remediation, Risk,
    Subject,
};
use crate::assess::assessment::{Assessment, Judged, RuleSummary, Verdict};
use crate::language::{Language, Text};
use crate::report::clean::clean;
use crate::report::text::words;
use crate::report::{NOTICE, Options, area, chosen, handling, place};
use jiff::civil::Date;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The name space of our words.
const NS: &str = "urn:tekigo:oscal";
/// What stands where a text is empty: OSCAL knows no empty texts.
const NOTHING: &str = "-";

/// A result with its rule.
pub(super) type Listed<'a> = (&'a RuleSummary, &'a Judged);

/// An assessment about to be put into OSCAL.
pub(super) struct Source<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) language: Language,
    /// The results that the reader wants listed.
    pub(super) listed: Vec<Listed<'a>>,
}

impl<'a> Source<'a> {
    /// The assessment, as far as the reader wants results listed.
    pub(super) fn of(assessment: &'a Assessment, options: &Options) -> Self {
        let listed = assessment.results.iter().filter(|judged| options.lists(judged.verdict));
        let listed = listed.filter_map(|judged| Some((assessment.rules.get(judged.rule)?, judged))).collect();
        Self { assessment, language: options.language, listed }
    }

    /// A text that OSCAL takes.
    pub(super) fn say(&self, text: &Text) -> String {
        plain(text.get(self.language))
    }

    /// The identifier of what has that name in this body.
    pub(super) fn id(&self, kind: &str, name: &str) -> Uuid {
        Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{NS}/{}/{kind}/{name}", self.assessment.body.code).as_bytes())
    }

    /// The identifier of a result.
    pub(super) fn id_of(&self, kind: &str, (rule, judged): Listed<'_>) -> Uuid {
        self.id(kind, &format!("{}/{}", rule.id, judged.subject))
    }

    /// The identifier of a document with just this content.
    pub(super) fn document(&self, kind: &str) -> Uuid {
        let assessment = self.assessment;
        let audience = assessment.audience.as_ref().map_or("", |audience| audience.id.as_str());
        let pack = &assessment.pack.sha256;
        self.id(kind, &format!("{}/{pack}/{}/{audience}", assessment.inventory_sha256, assessment.as_of))
    }

    /// What identifies the run.
    pub(super) fn metadata(&self, what: &Text) -> Metadata {
        let assessment = self.assessment;
        let title = words::title(assessment);
        let remarks = [
            Some(handling(assessment)),
            assessment.body.published_material.then(|| Text::new(NOTICE.0, NOTICE.1)),
            assessment.selection.as_ref().map(chosen::extent),
        ];
        let remarks: Vec<String> = remarks.iter().flatten().map(|text| self.say(text)).collect();
        Metadata {
            title: plain(&format!("{} / {}", title.get(self.language), what.get(self.language))),
            last_modified: time(assessment.as_of),
            version: assessment.as_of.to_string(),
            oscal_version: "1.1.3",
            props: vec![
                prop("tool", &format!("tekigo {}", assessment.tool)),
                prop("pack", &format!("{} {}", assessment.pack.name, assessment.pack.version)),
                prop("pack-sha256", &assessment.pack.sha256),
                prop("inventory-sha256", &assessment.inventory_sha256),
                prop("as-of", &assessment.as_of.to_string()),
                prop("facts-as-of", &assessment.facts_as_of.to_string()),
                prop("body", &assessment.body.code),
            ],
            parties: [Party {
                uuid: self.id("party", "body"),
                kind: "organization",
                name: plain(&assessment.body.name),
            }],
            remarks: remarks.join("\n"),
        }
    }

    /// The ledger as properties.
    pub(super) fn ledger(&self) -> Vec<Prop> {
        let ledger = &self.assessment.ledger;
        let numbers = [
            ("ledger-pass", ledger.pass),
            ("ledger-fail", ledger.fail),
            ("ledger-unknown", ledger.unknown),
            ("ledger-not-applicable", ledger.not_applicable),
            ("ledger-waived", ledger.waived),
            ("ledger-error", ledger.error),
            ("ledger-total", ledger.total),
        ];
        numbers.map(|(name, number)| prop(name, &number.to_string())).into()
    }

    /// The subjects of results, each once.
    pub(super) fn subjects(&self, results: &[Listed<'_>]) -> Option<Definitions> {
        let named: BTreeMap<&str, &Text> =
            results.iter().map(|(_, judged)| (judged.subject.as_str(), &judged.subject_name)).collect();
        let items: Vec<InventoryItem> = named
            .into_iter()
            .map(|(subject, name)| InventoryItem {
                uuid: self.id("subject", subject),
                description: self.say(name),
                props: vec![prop("subject", subject)],
            })
            .collect();
        (!items.is_empty()).then_some(Definitions { inventory_items: items })
    }

    /// A result.
    pub(super) fn observation(&self, listed: Listed<'_>) -> Observation {
        let (rule, judged) = listed;
        let asked = judged.missing.iter().filter_map(|at| self.assessment.questions.get(*at));
        let asked: Vec<String> = asked.map(|question| self.say(&words::other_question(question))).collect();
        let mut props = self.graded(rule, judged.verdict);
        props.push(prop("subject", &judged.subject));
        props.extend(judged.department_name.as_ref().map(|name| prop("department", name.get(self.language))));
        props.extend(place::shown(self.assessment, judged).map(|place| prop("place", place)));
        Observation {
            uuid: self.id_of("observation", listed),
            title: self.say(&rule.title),
            description: self.say(&words::sentence(judged)),
            props,
            methods: ["EXAMINE"],
            types: ["finding"],
            subjects: [Subject {
                subject_uuid: self.id("subject", &judged.subject),
                kind: "inventory-item",
                title: self.say(&judged.subject_name),
            }],
            relevant_evidence: judged
                .facts
                .iter()
                .map(|fact| Evidence { description: self.say(&words::fact(fact)) })
                .collect(),
            collected: time(self.assessment.facts_as_of),
            remarks: (!asked.is_empty()).then(|| asked.join("\n")),
        }
    }

    /// The verdict and what is to be known about the rule.
    pub(super) fn graded(&self, rule: &RuleSummary, verdict: Verdict) -> Vec<Prop> {
        vec![
            prop("verdict", verdict.word()),
            prop("rule", &rule.id),
            prop("severity", rule.severity.word()),
            prop("area", area(self.assessment, &rule.area, self.language)),
            prop("authority", rule.authority.word()),
            prop("confirmed", if rule.confirmed { "yes" } else { "no" }),
        ]
    }

    /// The risk that a fail, or an exception from one, leaves; nothing else leaves a known one.
    pub(super) fn risk(&self, listed: Listed<'_>) -> Option<Risk> {
        let (rule, judged) = listed;
        let status = match judged.verdict {
            Verdict::Fail => "open",
            Verdict::Waived => "deviation-approved",
            _ => return None,
        };
        let mut props = self.graded(rule, judged.verdict);
        props.extend(judged.waiver.as_ref().map(|waiver| prop("exception", self.say(&words::waiver(waiver)).as_str())));
        Some(Risk {
            uuid: self.id_of("risk", listed),
            title: self.say(&rule.title),
            description: self.say(&words::sentence(judged)),
            statement: self.say(&rule.why),
            props,
            status,
            deadline: judged.waiver.as_ref().map(|waiver| time(waiver.until)),
            remediations: [Remediation {
                uuid: self.id_of("remediation", listed),
                lifecycle: "recommendation",
                title: words::REMEDY.get(self.language).to_owned(),
                description: self.say(&rule.remedy),
            }],
            related_observations: [RelatedObservation { observation_uuid: self.id_of("observation", listed) }],
        })
    }
}

/// One property in our words.
pub(super) fn prop(name: &'static str, value: &str) -> Prop {
    Prop { name, ns: NS, value: plain(value) }
}

/// A text without anything at its ends, and not empty.
fn plain(text: &str) -> String {
    let text = clean(text);
    let text = text.trim();
    if text.is_empty() { NOTHING.to_owned() } else { text.to_owned() }
}

/// The beginning of a day in Japan.
pub(super) fn time(day: Date) -> String {
    format!("{day}T00:00:00+09:00")
}

/// A name that OSCAL takes as a token.
pub(super) fn token(name: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    let name: String = clean(name).chars().map(|c| if fits(c) { c } else { '_' }).collect();
    if name.starts_with(|c: char| c.is_alphabetic() || c == '_') { name } else { format!("_{name}") }
}
