//! One requirement with what the body and its vendors say about it.

use super::names::{DECISION, FIT, GAP, OFFER, OPTION, PRODUCT, REQUIREMENT, SPECIFICATION};
use super::{Class, Column, Judgement, Standing, Written, tables, versioned};
use crate::assess::read::{Chosen, Named, Row, rows};
use crate::inventory::{Known, Municipality};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A requirement of an edition in use.
#[derive(Debug, Clone)]
pub struct Line {
    /// `requirement/jifu-2.0/feature/0200001/0`.
    pub subject: String,
    /// The edition it belongs to.
    pub edition: Option<Named>,
    /// Feature, form or linkage.
    pub kind: Known<Chosen>,
    /// Its id in the specification.
    pub code: String,
    /// Its branch.
    pub branch: String,
    /// Its division.
    pub division: Known<String>,
    /// What it is called.
    pub name: String,
    /// What is required.
    pub text: Known<String>,
    /// What is remarked on it.
    pub remark: Known<String>,
    /// How it changed since the edition before.
    pub revision: Known<Chosen>,
    /// The class for a body of this size.
    pub class: Class,
    /// From which day conformity is judged.
    pub conform_by: Known<Date>,
    /// Whether conformity is judged already.
    pub standing: Standing,
    /// What the body found.
    pub judgement: Judgement,
    /// What the body decided; all missing where nothing is written.
    pub decision: Decision,
    /// The same as people fill it in; all blank where nothing is written.
    pub written: Vec<Written>,
    /// What each product of the function offers, in the order of the products.
    pub offers: Vec<Option<Offer>>,
}

/// What was found and decided.
#[derive(Debug, Clone, Default)]
pub struct Decision {
    /// How the work is done today.
    pub practice: Known<String>,
    /// The feature or form is in use today.
    pub used: Option<bool>,
    /// Cases a year.
    pub cases: Option<i64>,
    /// It is wanted.
    pub wanted: Option<bool>,
    /// How urgent it is.
    pub priority: Known<Chosen>,
    /// What the gap changes.
    pub issue: Known<String>,
    /// What is done about it.
    pub measure: Known<Chosen>,
    /// The bylaw that must change.
    pub bylaw: Known<String>,
    /// Whose business it is.
    pub owner: Option<Named>,
    /// The transitional measure used.
    pub transitional_measure: Option<Named>,
    /// By when it is decided.
    pub decide_by: Known<Date>,
    /// Which post decides.
    pub decided_by: Known<String>,
    /// When it was decided.
    pub decided_on: Known<Date>,
    /// By when it is dealt with.
    pub due: Known<Date>,
    /// When it was dealt with.
    pub done_on: Known<Date>,
}

/// What a product does about a requirement.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Standard, option, planned, unavailable.
    pub provision: Known<Chosen>,
    /// From when.
    pub planned_on: Known<Date>,
    /// Yen once.
    pub cost: Option<i64>,
    /// Yen per year.
    pub cost_yearly: Option<i64>,
}

/// Where the records about each requirement are.
pub(super) struct Index<'m, 'v> {
    columns: &'m [Column],
    decisions: BTreeMap<u32, Row<'m, 'v>>,
    /// By product and requirement.
    offers: BTreeMap<(u32, u32), Row<'m, 'v>>,
}

impl<'m, 'v> Index<'m, 'v> {
    /// Looks up which record is about which requirement.
    pub(super) fn of(m: &'m Municipality<'v>, columns: &'m [Column]) -> Self {
        let row = |record: &Row<'m, 'v>, field, entity| Some(record.reference(field, entity)?.row);
        let decisions =
            rows(m, DECISION).filter_map(|record| Some((row(&record, "requirement", REQUIREMENT)?, record))).collect();
        let offers = rows(m, OFFER)
            .filter_map(|record| {
                Some(((row(&record, "product", PRODUCT)?, row(&record, "requirement", REQUIREMENT)?), record))
            })
            .collect();
        Self { columns, decisions, offers }
    }

    /// Products that answered on one of these requirements.
    pub(super) fn products(&self, requirements: &[u32]) -> Vec<u32> {
        let mut found: Vec<u32> =
            self.offers.keys().filter(|(_, line)| requirements.contains(line)).map(|(product, _)| *product).collect();
        found.dedup();
        found
    }

    /// Reads one requirement as it concerns the body.
    pub(super) fn line(&self, applied: &Row<'m, 'v>, requirement: &Row<'m, 'v>, products: &[u32]) -> Line {
        let decision = self.decisions.get(&requirement.row);
        let offer = |product: &u32| self.offers.get(&(*product, requirement.row)).map(offer);
        Line {
            subject: requirement.subject(),
            edition: requirement.reference("specification", SPECIFICATION).map(|edition| versioned(&edition)),
            kind: requirement.choice("kind"),
            code: requirement.text("code").unwrap_or_default(),
            branch: requirement.text("branch").unwrap_or_default(),
            division: requirement.said("division"),
            name: requirement.name(),
            text: requirement.said("text"),
            remark: requirement.said("remark"),
            revision: requirement.choice("revision"),
            class: Class::of(&applied.choice("class")),
            conform_by: requirement.day("conform_by"),
            standing: match applied.flag("due") {
                Some(true) => Standing::Due,
                Some(false) => Standing::Coming,
                None => Standing::NotKnown,
            },
            judgement: judgement(decision),
            decision: decision.map(read).unwrap_or_default(),
            written: match decision {
                Some(decision) => tables::cells(decision, self.columns),
                None => tables::unwritten(requirement, self.columns),
            },
            offers: products.iter().map(offer).collect(),
        }
    }
}

/// A requirement on which nobody judged is not assessed, whatever else is written about it.
fn judgement(decision: Option<&Row<'_, '_>>) -> Judgement {
    match decision.and_then(|decision| decision.text("judgement")).as_deref() {
        Some(FIT) => Judgement::Fit,
        Some(GAP) => Judgement::Gap,
        _ => Judgement::NotAssessed,
    }
}

fn read(decision: &Row<'_, '_>) -> Decision {
    Decision {
        practice: decision.said("practice"),
        used: decision.flag("used"),
        cases: decision.number("cases"),
        wanted: decision.flag("wanted"),
        priority: decision.choice("priority"),
        issue: decision.said("issue"),
        measure: decision.choice("measure"),
        bylaw: decision.said("bylaw"),
        owner: decision.named("owner"),
        transitional_measure: decision.named("transitional_measure"),
        decide_by: decision.day("decide_by"),
        decided_by: decision.said("decided_by"),
        decided_on: decision.day("decided_on"),
        due: decision.day("due"),
        done_on: decision.day("done_on"),
    }
}

fn offer(offer: &Row<'_, '_>) -> Offer {
    Offer {
        provision: offer.choice("provision"),
        planned_on: offer.day("planned_on"),
        cost: offer.number("cost"),
        cost_yearly: offer.number("cost_yearly"),
    }
}

impl Line {
    /// An optional feature that the body wants.
    pub fn wants_option(&self) -> bool {
        self.class == Class::Optional && self.decision.wanted == Some(true)
    }
}

impl Offer {
    /// It comes at extra cost.
    pub fn is_option(&self) -> bool {
        matches!(&self.provision, Known::Value(provision) if provision.id == OPTION)
    }
}
