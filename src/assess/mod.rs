//! Draws up the assessment: applies exceptions, counts, addresses questions, and puts everything in order.
//!
//! Takes what `evaluate` found and gives an [`Assessment`], plain data that needs neither pack nor inventory to be
//! printed. The order is that of a reader: the gravest rule first, then by rule and subject; the question that settles
//! most first.

pub mod actions;
pub mod agenda;
pub mod answers;
pub mod assessment;
pub mod audience;
pub mod audit;
mod chosen;
mod cite;
pub mod clock;
pub mod compare;
mod departments;
pub mod diff;
mod digest;
pub mod earlier;
pub mod edits;
pub mod examples;
mod exceptions;
pub mod fitgap;
pub mod fix;
pub mod gate;
pub mod grounds;
pub mod handbook;
pub mod import;
pub mod law;
mod ledger;
pub mod missing;
mod needs;
pub mod network;
mod other_days;
mod page;
pub mod pictures;
mod place;
mod plan;
#[cfg(test)]
mod properties;
pub mod questionnaire;
mod questions;
mod read;
mod replay;
pub mod returns;
pub mod rollup;
mod shown;
pub mod start;
mod states;
pub mod tables;

pub use assessment::{Assessment, Judged, Ledger, Verdict};
pub use cite::day_in_force;
pub use digest::facts_digest;
pub use earlier::Earlier;
pub use needs::Need;
pub use other_days::OtherDays;
pub use page::{Evaluation, RulePage, evaluation, rule_page, rule_summaries};
pub use plan::{PlanPage, plan_page};
pub use replay::Replay;

use crate::diagnostic::{Diagnostic, Sources};
use crate::evaluate::{Decision, Evidence, Outcome, Subject, evaluate};
use crate::expression::Binding;
use crate::inventory::{Inventory, Municipality};
use crate::language::{Language, Text};
use crate::pack::{Pack, Rule};
use crate::text;
use crate::vocabulary::body;
use assessment::{BodyIdentity, PackIdentity, Question, Remark};
use pictures::Pictures;
use questions::Questions;
use states::settle;

/// The outcomes of rules over one municipality, which is linked and derived for the day they are judged on.
pub struct Judgement<'p> {
    /// What was judged.
    pub municipality: Municipality<'p>,
    /// Positions of rules in the pack, with their outcomes.
    pub outcomes: Vec<(usize, Vec<Outcome>)>,
}

impl<'p> Judgement<'p> {
    /// Judges the rules that `choose` picks.
    pub fn of(pack: &Pack, municipality: Municipality<'p>, evidence: Evidence, choose: impl Fn(&Rule) -> bool) -> Self {
        let chosen = pack.rules.iter().enumerate().filter(|(_, rule)| choose(rule));
        let outcomes = chosen.map(|(index, rule)| (index, evaluate(rule, &municipality, evidence))).collect();
        Self { municipality, outcomes }
    }
}

/// Draws up the assessment of `now`, with what the rules of other days say on the days nearest to it. What becomes of
/// the exceptions is written into the municipalities.
pub fn assess(
    pack: &Pack,
    inventory: &Inventory,
    sources: &Sources,
    now: &mut Judgement<'_>,
    others: &mut OtherDays<'_>,
) -> Assessment {
    let order = ledger::order_of_rules(pack);
    let (results, mut questions) = results(pack, sources, now, &order);
    let coming = others.coming(pack, sources, &order, &mut questions);
    let as_of = now.municipality.as_of;
    Assessment {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        body: identity(&now.municipality),
        as_of,
        facts_as_of: now.municipality.facts_as_of,
        inventory_sha256: inventory.sha256.clone(),
        ended: order.ended(pack, as_of),
        ledger: ledger::count(&results, coming.len()),
        rules: order.summaries(pack, as_of),
        derived: shown::derived(&now.municipality, sources),
        results,
        questions,
        coming,
        lapsed: others.ended(pack, sources, &order),
        pictures: Pictures::default(),
        audience: None,
        selection: chosen::selection(pack, as_of),
        overrides: chosen::overrides(pack),
        earlier: None,
        reading: inventory.notices.iter().map(|notice| remark(notice, sources)).collect(),
    }
}

fn remark(notice: &Diagnostic, sources: &Sources) -> Remark {
    Remark { place: notice.place.map(|place| sources.show(place)), message: notice.message.clone() }
}

/// The results of one judgement in order, and what must be asked.
fn results(
    pack: &Pack,
    sources: &Sources,
    judgement: &mut Judgement<'_>,
    order: &ledger::Order,
) -> (Vec<Judged>, Vec<Question>) {
    let exceptions = settle(pack, judgement);
    let mut questions = Questions::default();
    let mut results = Vec::new();
    for (index, outcomes) in &judgement.outcomes {
        let context = Context { sources, municipality: &judgement.municipality, position: order.position(*index) };
        for outcome in outcomes {
            let waiver = exceptions.of(*index, outcome.subject);
            let verdict = verdict(outcome.decision, waiver.is_some());
            results.push(context.judged(&pack.rules[*index], outcome, verdict, &mut questions, waiver));
        }
    }
    sort(&mut results);
    let questions = questions.finish(&mut results, pack, sources, &judgement.municipality);
    (results, questions)
}

/// The order of a report: by rule, the gravest first, then by subject.
fn sort(results: &mut [Judged]) {
    results.sort_by(|a, b| (a.rule, &a.subject).cmp(&(b.rule, &b.subject)));
}

fn verdict(decision: Decision, waived: bool) -> Verdict {
    match decision {
        Decision::Fail | Decision::Unknown if waived => Verdict::Waived,
        Decision::Pass => Verdict::Pass,
        Decision::Fail => Verdict::Fail,
        Decision::Unknown => Verdict::Unknown,
        Decision::NotApplicable => Verdict::NotApplicable,
        Decision::Error => Verdict::Error,
    }
}

fn identity(municipality: &Municipality<'_>) -> BodyIdentity {
    let text = |field: &str| {
        let entity = municipality.vocabulary.find(body::BODY)?;
        let fact = municipality.fact(entity, 0, field)?;
        let symbol = municipality.text(fact).value()?;
        Some(municipality.symbols.text(symbol).to_owned())
    };
    let published = || {
        let entity = municipality.vocabulary.find(body::BODY)?;
        municipality.bool(municipality.fact(entity, 0, body::PUBLISHED_MATERIAL)?).value()
    };
    BodyIdentity {
        code: text(body::CODE).unwrap_or_default(),
        name: text(body::NAME).unwrap_or_default(),
        published_material: published().unwrap_or(false),
    }
}

/// What is needed to put one outcome into words.
struct Context<'a, 'p> {
    sources: &'a Sources,
    municipality: &'a Municipality<'p>,
    position: usize,
}

impl Context<'_, '_> {
    fn judged(
        &self,
        rule: &Rule,
        outcome: &Outcome,
        verdict: Verdict,
        questions: &mut Questions,
        waiver: Option<assessment::WaiverSummary>,
    ) -> Judged {
        let m = self.municipality;
        let entity = m.vocabulary.entity(rule.subject);
        let (subject_name, department) = match outcome.subject {
            Subject::Row(row) => (m.title(rule.subject, row), departments::of_record(m, rule.subject, row)),
            Subject::List => {
                let (ja, en) = (&entity.label.ja, &entity.label.en);
                (text!(ja: "{ja}の一覧", en: "the list of {en}"), departments::of_entity(m, rule.subject))
            }
        };
        let missing = match verdict {
            Verdict::Unknown => outcome.missing.iter().map(|missing| questions.number(*missing)).collect(),
            _ => Vec::new(),
        };
        Judged {
            rule: self.position,
            subject: outcome.subject_in(m, rule),
            subject_name,
            place: place::of(m, self.sources, rule.subject, outcome),
            verdict,
            message: self.message(rule, outcome),
            department: department.map(|row| departments::subject(m, row)),
            department_name: department.map(|row| departments::name(m, row)),
            facts: shown::facts(m, self.sources, &outcome.facts),
            missing,
            waiver,
        }
    }

    /// The rule's sentence for a fail; what could not be computed for an error.
    fn message(&self, rule: &Rule, outcome: &Outcome) -> Option<Text> {
        let Subject::Row(row) = outcome.subject else { return None };
        match outcome.decision {
            Decision::Fail => {
                let bindings = [Binding::Row(row)];
                let (ja, en) = (&rule.message.0, &rule.message.1);
                Some(Text::new(
                    ja.render(self.municipality, &bindings, Language::Ja),
                    en.render(self.municipality, &bindings, Language::En),
                ))
            }
            Decision::Error => outcome.error.as_ref().map(|error| error.message.clone()),
            _ => None,
        }
    }
}
