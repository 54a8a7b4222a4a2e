//! The shape of `tekigo.fitgap/1`.

use crate::assess::fitgap::{Concern, Judgement, Kept, Standing, State};
use crate::report::json::run::Run;
use crate::report::json::schema::words;
use crate::report::json::view::{Missing, Words};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

/// Name and major version of the format.
pub(super) const NAME: &str = "tekigo.fitgap/1";

/// Which requirements of the standard specifications fit, what is done about the others, and what is open before the
/// cut-over. Wherever something may be known to be none, `"none"` says so and null says that nobody has written it down.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.fitgap/1")]
pub(super) struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    pub(super) schema: &'static str,
    /// What was judged, when and by what.
    #[serde(flatten)]
    pub(super) run: Run<'a>,
    /// The functions of which requirements are written down.
    pub(super) functions: Vec<Function<'a>>,
    /// Functions of which no requirement is written down.
    pub(super) unlisted: Vec<Thing<'a>>,
    /// Requirements whose function is not known.
    pub(super) stray: usize,
    /// Lists that nobody declared complete.
    pub(super) open: Vec<Missing<'a>>,
    /// Two editions compared; null if none were.
    pub(super) editions: Option<Editions<'a>>,
}

/// A record with what it is called.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Thing<'a> {
    /// `function/jifu`.
    pub(super) id: &'a str,
    /// What it is called.
    pub(super) name: Words<'a>,
}

/// One function.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Function<'a> {
    /// The function.
    #[serde(flatten)]
    pub(super) function: Thing<'a>,
    /// The body has it; null is not known.
    pub(super) applies: Option<bool>,
    /// The editions in use on the day.
    pub(super) editions: Vec<Thing<'a>>,
    /// Requirements of editions of which it is not known whether they are in use; they are in no count.
    pub(super) doubtful: usize,
    /// Requirements that do not concern a body of this size; they are in no count.
    pub(super) other_sizes: usize,
    /// How many fit, by kind and class.
    pub(super) counts: Vec<Count<'a>>,
    /// Gaps by measure; null is without one.
    pub(super) measures: Vec<Measure<'a>>,
    /// When it goes live.
    pub(super) cutover: Cutover,
    /// Whether it is ready.
    pub(super) readiness: Readiness,
    /// What the office asks.
    pub(super) items: Vec<Answer<'a>>,
    /// What vendors offer.
    pub(super) products: Vec<Offered<'a>>,
    /// Every requirement.
    pub(super) requirements: Vec<Requirement<'a>>,
}

/// How many requirements of one kind and class fit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Count<'a> {
    /// feature, form, linkage; null is not known.
    pub(super) kind: Option<&'a str>,
    /// The class.
    #[schemars(schema_with = "class")]
    pub(super) class: &'static str,
    /// Conformity is judged already.
    pub(super) due: Counted,
    /// Conformity is judged from a later day.
    pub(super) coming: Counted,
    /// It is not known from which day.
    pub(super) undated: Counted,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Counted {
    /// Present practice fits.
    pub(super) fit: usize,
    /// There is a gap.
    pub(super) gap: usize,
    /// Nobody has judged; never counted as a fit.
    pub(super) not_assessed: usize,
    /// All of them.
    pub(super) total: usize,
    /// fit of total, between 0 and 1; null of nothing.
    pub(super) rate: Option<f64>,
}

/// Gaps that are met in one way.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Measure<'a> {
    /// The way; null is none, or not known.
    pub(super) measure: Option<&'a str>,
    /// How many.
    pub(super) gaps: usize,
}

/// When a function goes live, joined from the migration plan.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Cutover {
    /// One of the five states of the plan; null if the plan does not know the function.
    pub(super) state: Option<&'static str>,
    /// The day: went live, planned, or the earliest found, whichever comes last.
    pub(super) day: Option<String>,
    /// It is live.
    pub(super) live: bool,
    /// By when it must be.
    pub(super) target: Option<String>,
    /// It misses that date.
    pub(super) late: Option<bool>,
}

/// Whether a function is ready.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Readiness {
    /// Yes, no; null is not known.
    pub(super) ready: Option<bool>,
    /// Items that stand in the way.
    pub(super) obstacles: usize,
    /// Items of which that is not known.
    pub(super) questions: usize,
    /// Requirements not assessed, without optional ones.
    pub(super) not_assessed: usize,
    /// Gaps carried by a transitional measure.
    pub(super) transitional: usize,
}

/// One thing that the office must know.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Answer<'a> {
    /// Which question it answers.
    #[schemars(schema_with = "question")]
    pub(super) question: &'static str,
    /// bad stands in the way, good is in hand.
    #[schemars(schema_with = "state")]
    pub(super) state: &'static str,
    /// What it is about.
    #[serde(flatten)]
    pub(super) about: Thing<'a>,
    /// What is offered, done or to be changed.
    pub(super) what: Option<Words<'a>>,
    /// The day; `"none"` is a day that nobody has set, null one that nobody has written down.
    pub(super) day: Option<String>,
    /// The day that it must not pass.
    pub(super) limit: Option<String>,
    /// Whose business it is.
    pub(super) owner: Option<Thing<'a>>,
    /// Which post decides.
    pub(super) post: Option<&'a str>,
    /// Yen once.
    pub(super) cost: Option<i64>,
    /// Yen per year.
    pub(super) cost_yearly: Option<i64>,
}

/// A product.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Offered<'a> {
    /// The product.
    #[serde(flatten)]
    pub(super) product: Thing<'a>,
    /// Who supplies it.
    pub(super) vendor: Option<&'a str>,
    /// The function moves to it; null is not known.
    pub(super) adopted: Option<bool>,
    /// Its answers.
    pub(super) answers: Vec<Provided<'a>>,
    /// Yen once for wanted options, as far as stated.
    pub(super) cost: i64,
    /// Yen per year for wanted options, as far as stated.
    pub(super) cost_yearly: i64,
    /// Wanted options whose cost is not stated in full.
    pub(super) unpriced: usize,
}

/// The answers on requirements of one class that are alike.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Provided<'a> {
    /// The class.
    #[schemars(schema_with = "class")]
    pub(super) class: &'static str,
    /// standard, option, planned, unavailable; null has no answer.
    pub(super) provision: Option<&'a str>,
    /// How many.
    pub(super) requirements: usize,
}

/// One requirement.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Requirement<'a> {
    /// `requirement/jifu-2.0/feature/0200001/0`.
    pub(super) id: &'a str,
    /// feature, form, linkage.
    pub(super) kind: Option<&'a str>,
    /// Its id in the specification.
    pub(super) code: &'a str,
    /// Its branch.
    pub(super) branch: &'a str,
    /// Its division.
    pub(super) division: Option<&'a str>,
    /// What it is called.
    pub(super) name: &'a str,
    /// The class for a body of this size.
    #[schemars(schema_with = "class")]
    pub(super) class: &'static str,
    /// From which day conformity is judged.
    pub(super) conform_by: Option<String>,
    /// Whether it is judged on the day.
    #[schemars(schema_with = "standing")]
    pub(super) standing: &'static str,
    /// What was found.
    #[schemars(schema_with = "judgement")]
    pub(super) judgement: &'static str,
    /// What was decided.
    pub(super) decision: Decided<'a>,
    /// What each product offers, in the order of `products`; null has no answer.
    pub(super) offers: Vec<Option<OneOffer<'a>>>,
}

/// What was decided on a requirement.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Decided<'a> {
    /// In use today.
    pub(super) used: Option<bool>,
    /// Cases a year.
    pub(super) cases: Option<i64>,
    /// Wanted.
    pub(super) wanted: Option<bool>,
    /// What is done about a gap.
    pub(super) measure: Option<&'a str>,
    /// The bylaw that must change.
    pub(super) bylaw: Option<&'a str>,
    /// Whose business it is.
    pub(super) owner: Option<&'a str>,
    /// By when it is decided.
    pub(super) decide_by: Option<String>,
    /// When it was decided.
    pub(super) decided_on: Option<String>,
    /// By when it is dealt with.
    pub(super) due: Option<String>,
    /// When it was dealt with.
    pub(super) done_on: Option<String>,
}

/// What a product offers on a requirement.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OneOffer<'a> {
    /// standard, option, planned, unavailable; null is not known.
    pub(super) provision: Option<&'a str>,
    /// From when.
    pub(super) planned_on: Option<String>,
    /// Yen once.
    pub(super) cost: Option<i64>,
    /// Yen per year.
    pub(super) cost_yearly: Option<i64>,
}

/// Two editions compared.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Editions<'a> {
    /// The earlier one.
    pub(super) old: Thing<'a>,
    /// The later one.
    pub(super) new: Thing<'a>,
    /// Requirements that are as they were.
    pub(super) unchanged: usize,
    /// Of those, not assessed.
    pub(super) unchanged_not_assessed: usize,
    /// Requirements that differ.
    pub(super) changes: Vec<Changed<'a>>,
}

/// A requirement that differs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Changed<'a> {
    /// The requirement of the later edition, or of the earlier one if it was taken away.
    pub(super) requirement: Requirement<'a>,
    /// It is new.
    pub(super) added: bool,
    /// It was taken away.
    pub(super) removed: bool,
    /// The class before, if it changed.
    pub(super) class_before: Option<&'static str>,
    /// It is worded anew.
    pub(super) reworded: bool,
    /// The day of conformity changed.
    pub(super) conform_by_changed: bool,
    /// The day before, if it changed.
    pub(super) conform_by_before: Option<String>,
    /// What was found under the earlier edition.
    #[schemars(schema_with = "judgement")]
    pub(super) judgement_before: &'static str,
    /// What was decided under the earlier edition.
    pub(super) decision_before: Decided<'a>,
    /// What becomes of that.
    #[schemars(schema_with = "kept")]
    pub(super) becomes: &'static str,
}

fn class(_: &mut SchemaGenerator) -> Schema {
    words(&["mandatory", "optional", "prohibited", "elsewhere", "not_known"])
}

fn question(_: &mut SchemaGenerator) -> Schema {
    words(&Concern::ALL.map(|(_, word)| word))
}

fn state(_: &mut SchemaGenerator) -> Schema {
    words(&[State::Bad, State::NotKnown, State::Good].map(State::word))
}

fn standing(_: &mut SchemaGenerator) -> Schema {
    words(&[Standing::Due, Standing::Coming, Standing::NotKnown].map(Standing::word))
}

fn judgement(_: &mut SchemaGenerator) -> Schema {
    words(&[Judgement::Fit, Judgement::Gap, Judgement::NotAssessed].map(Judgement::word))
}

fn kept(_: &mut SchemaGenerator) -> Schema {
    words(&[Kept::Again, Kept::Dropped, Kept::Stands, Kept::Nothing].map(Kept::word))
}
