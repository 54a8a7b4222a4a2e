//! The Fit&Gap for programs: `tekigo.fitgap/1`.

use super::schema::{SHA256, words};
use super::view::{Missing, Words};
use crate::assess::fitgap::{
    Analysis, Change, Chosen, Class, Comparison, Concern, Decision, FitGap, Item, Judgement, Kept, Line, Named, Offer,
    Product, Standing, State, Tally,
};
use crate::inventory::Known;
use crate::report::NOTICE;
use jiff::civil::Date;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;

const NAME: &str = "tekigo.fitgap/1";

/// Which requirements of the standard specifications fit, what is done about the others, and what is open before the
/// cut-over. Wherever something may be known to be none, `"none"` says so and null says that nobody has written it down.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.fitgap/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// Version of tekigo.
    tool: &'a str,
    /// Name and version of the pack.
    pack: String,
    /// SHA-256 of the pack.
    #[schemars(extend("pattern" = SHA256))]
    pack_sha256: &'a str,
    /// Six-digit body code and name.
    body: [&'a str; 2],
    /// What a reader must be told about the origin of the facts; null if they are the body's own statement.
    notice: Option<Words<'a>>,
    /// The day of the law and of the clocks.
    as_of: String,
    /// The day on which the facts stand.
    facts_as_of: String,
    /// SHA-256 of the inventory.
    #[schemars(extend("pattern" = SHA256))]
    inventory_sha256: &'a str,
    /// The functions of which requirements are written down.
    functions: Vec<Function<'a>>,
    /// Functions of which no requirement is written down.
    unlisted: Vec<Thing<'a>>,
    /// Requirements whose function is not known.
    stray: usize,
    /// Lists that nobody declared complete.
    open: Vec<Missing<'a>>,
    /// Two editions compared; null if none were.
    editions: Option<Editions<'a>>,
}

/// A record with what it is called.
#[derive(Debug, Serialize, JsonSchema)]
struct Thing<'a> {
    /// `function/jifu`.
    id: &'a str,
    /// What it is called.
    name: Words<'a>,
}

/// One function.
#[derive(Debug, Serialize, JsonSchema)]
struct Function<'a> {
    /// The function.
    #[serde(flatten)]
    function: Thing<'a>,
    /// The body has it; null is not known.
    applies: Option<bool>,
    /// The editions in use on the day.
    editions: Vec<Thing<'a>>,
    /// Requirements of editions of which it is not known whether they are in use; they are in no count.
    doubtful: usize,
    /// Requirements that do not concern a body of this size; they are in no count.
    other_sizes: usize,
    /// How many fit, by kind and class.
    counts: Vec<Count<'a>>,
    /// Gaps by measure; null is without one.
    measures: Vec<Measure<'a>>,
    /// When it goes live.
    cutover: Cutover,
    /// Whether it is ready.
    readiness: Readiness,
    /// What the office asks.
    items: Vec<Answer<'a>>,
    /// What vendors offer.
    products: Vec<Offered<'a>>,
    /// Every requirement.
    requirements: Vec<Requirement<'a>>,
}

/// How many requirements of one kind and class fit.
#[derive(Debug, Serialize, JsonSchema)]
struct Count<'a> {
    /// feature, form, linkage; null is not known.
    kind: Option<&'a str>,
    /// The class.
    #[schemars(schema_with = "class")]
    class: &'static str,
    /// Conformity is judged already.
    due: Counted,
    /// Conformity is judged from a later day.
    coming: Counted,
    /// It is not known from which day.
    undated: Counted,
}

/// What was found.
#[derive(Debug, Serialize, JsonSchema)]
struct Counted {
    /// Present practice fits.
    fit: usize,
    /// There is a gap.
    gap: usize,
    /// Nobody has judged; never counted as a fit.
    not_assessed: usize,
    /// All of them.
    total: usize,
    /// fit of total, between 0 and 1; null of nothing.
    rate: Option<f64>,
}

/// Gaps that are met in one way.
#[derive(Debug, Serialize, JsonSchema)]
struct Measure<'a> {
    /// The way; null is none, or not known.
    measure: Option<&'a str>,
    /// How many.
    gaps: usize,
}

/// When a function goes live, joined from the migration plan.
#[derive(Debug, Serialize, JsonSchema)]
struct Cutover {
    /// One of the five states of the plan; null if the plan does not know the function.
    state: Option<&'static str>,
    /// The day: went live, planned, or the earliest found, whichever comes last.
    day: Option<String>,
    /// It is live.
    live: bool,
    /// By when it must be.
    target: Option<String>,
    /// It misses that date.
    late: Option<bool>,
}

/// Whether a function is ready.
#[derive(Debug, Serialize, JsonSchema)]
struct Readiness {
    /// Yes, no; null is not known.
    ready: Option<bool>,
    /// Items that stand in the way.
    obstacles: usize,
    /// Items of which that is not known.
    questions: usize,
    /// Requirements not assessed, without optional ones.
    not_assessed: usize,
    /// Gaps carried by a transitional measure.
    transitional: usize,
}

/// One thing that the office must know.
#[derive(Debug, Serialize, JsonSchema)]
struct Answer<'a> {
    /// Which question it answers.
    #[schemars(schema_with = "question")]
    question: &'static str,
    /// bad stands in the way, good is in hand.
    #[schemars(schema_with = "state")]
    state: &'static str,
    /// What it is about.
    #[serde(flatten)]
    about: Thing<'a>,
    /// What is offered, done or to be changed.
    what: Option<Words<'a>>,
    /// The day; `"none"` is a day that nobody has set, null one that nobody has written down.
    day: Option<String>,
    /// The day that it must not pass.
    limit: Option<String>,
    /// Whose business it is.
    owner: Option<Thing<'a>>,
    /// Which post decides.
    post: Option<&'a str>,
    /// Yen once.
    cost: Option<i64>,
    /// Yen per year.
    cost_yearly: Option<i64>,
}

/// A product.
#[derive(Debug, Serialize, JsonSchema)]
struct Offered<'a> {
    /// The product.
    #[serde(flatten)]
    product: Thing<'a>,
    /// Who supplies it.
    vendor: Option<&'a str>,
    /// The function moves to it; null is not known.
    adopted: Option<bool>,
    /// Its answers.
    answers: Vec<Provided<'a>>,
    /// Yen once for wanted options, as far as stated.
    cost: i64,
    /// Yen per year for wanted options, as far as stated.
    cost_yearly: i64,
    /// Wanted options whose cost is not stated in full.
    unpriced: usize,
}

/// The answers on requirements of one class that are alike.
#[derive(Debug, Serialize, JsonSchema)]
struct Provided<'a> {
    /// The class.
    #[schemars(schema_with = "class")]
    class: &'static str,
    /// standard, option, planned, unavailable; null has no answer.
    provision: Option<&'a str>,
    /// How many.
    requirements: usize,
}

/// One requirement.
#[derive(Debug, Serialize, JsonSchema)]
struct Requirement<'a> {
    /// `requirement/jifu-2.0/feature/0200001/0`.
    id: &'a str,
    /// feature, form, linkage.
    kind: Option<&'a str>,
    /// Its id in the specification.
    code: &'a str,
    /// Its branch.
    branch: &'a str,
    /// Its division.
    division: Option<&'a str>,
    /// What it is called.
    name: &'a str,
    /// The class for a body of this size.
    #[schemars(schema_with = "class")]
    class: &'static str,
    /// From which day conformity is judged.
    conform_by: Option<String>,
    /// Whether it is judged on the day.
    #[schemars(schema_with = "standing")]
    standing: &'static str,
    /// What was found.
    #[schemars(schema_with = "judgement")]
    judgement: &'static str,
    /// What was decided.
    decision: Decided<'a>,
    /// What each product offers, in the order of `products`; null has no answer.
    offers: Vec<Option<OneOffer<'a>>>,
}

/// What was decided on a requirement.
#[derive(Debug, Serialize, JsonSchema)]
struct Decided<'a> {
    /// In use today.
    used: Option<bool>,
    /// Cases a year.
    cases: Option<i64>,
    /// Wanted.
    wanted: Option<bool>,
    /// What is done about a gap.
    measure: Option<&'a str>,
    /// The bylaw that must change.
    bylaw: Option<&'a str>,
    /// Whose business it is.
    owner: Option<&'a str>,
    /// By when it is decided.
    decide_by: Option<String>,
    /// When it was decided.
    decided_on: Option<String>,
    /// By when it is dealt with.
    due: Option<String>,
    /// When it was dealt with.
    done_on: Option<String>,
}

/// What a product offers on a requirement.
#[derive(Debug, Serialize, JsonSchema)]
struct OneOffer<'a> {
    /// standard, option, planned, unavailable; null is not known.
    provision: Option<&'a str>,
    /// From when.
    planned_on: Option<String>,
    /// Yen once.
    cost: Option<i64>,
    /// Yen per year.
    cost_yearly: Option<i64>,
}

/// Two editions compared.
#[derive(Debug, Serialize, JsonSchema)]
struct Editions<'a> {
    /// The earlier one.
    old: Thing<'a>,
    /// The later one.
    new: Thing<'a>,
    /// Requirements that are as they were.
    unchanged: usize,
    /// Of those, not assessed.
    unchanged_not_assessed: usize,
    /// Requirements that differ.
    changes: Vec<Changed<'a>>,
}

/// A requirement that differs.
#[derive(Debug, Serialize, JsonSchema)]
struct Changed<'a> {
    /// The requirement of the later edition, or of the earlier one if it was taken away.
    requirement: Requirement<'a>,
    /// It is new.
    added: bool,
    /// It was taken away.
    removed: bool,
    /// The class before, if it changed.
    class_before: Option<&'static str>,
    /// It is worded anew.
    reworded: bool,
    /// The day of conformity changed.
    conform_by_changed: bool,
    /// The day before, if it changed.
    conform_by_before: Option<String>,
    /// What was found under the earlier edition.
    #[schemars(schema_with = "judgement")]
    judgement_before: &'static str,
    /// What was decided under the earlier edition.
    decision_before: Decided<'a>,
    /// What becomes of that.
    #[schemars(schema_with = "kept")]
    becomes: &'static str,
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

/// The JSON Schema (draft 2020-12) of what [`fitgap`] writes.
pub fn fitgap_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

/// Writes a Fit&Gap.
pub(in crate::report) fn fitgap(page: &FitGap, comparison: Option<&Comparison>) -> String {
    let (ja, en) = NOTICE;
    super::pretty(&Document {
        schema: NAME,
        tool: &page.tool,
        pack: format!("{} {}", page.pack.name, page.pack.version),
        pack_sha256: &page.pack.sha256,
        body: [&page.body.code, &page.body.name],
        notice: page.body.published_material.then_some(Words::of(ja, en)),
        as_of: page.as_of.to_string(),
        facts_as_of: page.facts_as_of.to_string(),
        inventory_sha256: &page.inventory_sha256,
        functions: page.functions.iter().map(function).collect(),
        unlisted: page.unlisted.iter().map(thing).collect(),
        stray: page.stray,
        open: page.open.iter().map(Missing::from).collect(),
        editions: comparison.map(editions),
    })
}

fn thing(named: &Named) -> Thing<'_> {
    Thing { id: &named.subject, name: Words::from(&named.name) }
}

fn function(analysis: &Analysis) -> Function<'_> {
    let counts = analysis.counts.iter().map(|count| Count {
        kind: count.kind.as_ref().map(|kind| kind.id.as_str()),
        class: count.class.word(),
        due: counted(count.due),
        coming: counted(count.coming),
        undated: counted(count.undated),
    });
    let measures = analysis.measures.iter().map(|(measure, gaps)| Measure {
        measure: measure.as_ref().map(|measure| measure.id.as_str()),
        gaps: *gaps,
    });
    let (cutover, readiness) = (&analysis.cutover, &analysis.readiness);
    Function {
        function: thing(&analysis.function),
        applies: analysis.applies,
        editions: analysis.editions.iter().map(thing).collect(),
        doubtful: analysis.doubtful,
        other_sizes: analysis.other_sizes,
        counts: counts.collect(),
        measures: measures.collect(),
        cutover: Cutover {
            state: cutover.state.map(|state| state.word()),
            day: cutover.day.map(|day| day.to_string()),
            live: cutover.live,
            target: cutover.target.map(|day| day.to_string()),
            late: cutover.late,
        },
        readiness: Readiness {
            ready: readiness.ready,
            obstacles: readiness.obstacles,
            questions: readiness.questions,
            not_assessed: readiness.not_assessed,
            transitional: readiness.transitional,
        },
        items: analysis.items.iter().map(item).collect(),
        products: analysis.products.iter().map(product).collect(),
        requirements: analysis.lines.iter().map(requirement).collect(),
    }
}

fn counted(tally: Tally) -> Counted {
    Counted {
        fit: tally.fit,
        gap: tally.gap,
        not_assessed: tally.not_assessed,
        total: tally.total(),
        rate: tally.rate(),
    }
}

fn item(item: &Item) -> Answer<'_> {
    Answer {
        question: item.question.word(),
        state: item.state.word(),
        about: thing(&item.about),
        what: item.what.as_ref().map(Words::from),
        day: day(&item.day),
        limit: item.limit.map(|day| day.to_string()),
        owner: item.owner.as_ref().map(thing),
        post: item.post.as_deref(),
        cost: item.cost.and_then(|(once, _)| once),
        cost_yearly: item.cost.and_then(|(_, yearly)| yearly),
    }
}

fn product(product: &Product) -> Offered<'_> {
    let answers = product.answers.iter().flat_map(|answers| {
        answers.by_provision.iter().map(|(provision, count)| Provided {
            class: answers.class.word(),
            provision: provision.as_ref().map(|provision| provision.id.as_str()),
            requirements: *count,
        })
    });
    Offered {
        product: thing(&product.product),
        vendor: product.vendor.as_deref(),
        adopted: product.adopted,
        answers: answers.collect(),
        cost: product.cost,
        cost_yearly: product.cost_yearly,
        unpriced: product.unpriced,
    }
}

fn requirement(line: &Line) -> Requirement<'_> {
    Requirement {
        id: &line.subject,
        kind: chosen(&line.kind),
        code: &line.code,
        branch: &line.branch,
        division: said(&line.division),
        name: &line.name,
        class: line.class.word(),
        conform_by: day(&line.conform_by),
        standing: line.standing.word(),
        judgement: line.judgement.word(),
        decision: decided(&line.decision),
        offers: line.offers.iter().map(|offer| offer.as_ref().map(one_offer)).collect(),
    }
}

fn one_offer(offer: &Offer) -> OneOffer<'_> {
    OneOffer {
        provision: chosen(&offer.provision),
        planned_on: day(&offer.planned_on),
        cost: offer.cost,
        cost_yearly: offer.cost_yearly,
    }
}

fn decided(decision: &Decision) -> Decided<'_> {
    Decided {
        used: decision.used,
        cases: decision.cases,
        wanted: decision.wanted,
        measure: chosen(&decision.measure),
        bylaw: said(&decision.bylaw),
        owner: decision.owner.as_ref().map(|owner| owner.subject.as_str()),
        decide_by: day(&decision.decide_by),
        decided_on: day(&decision.decided_on),
        due: day(&decision.due),
        done_on: day(&decision.done_on),
    }
}

fn editions(comparison: &Comparison) -> Editions<'_> {
    Editions {
        old: thing(&comparison.old),
        new: thing(&comparison.new),
        unchanged: comparison.unchanged,
        unchanged_not_assessed: comparison.unchanged_not_assessed,
        changes: comparison.changes.iter().map(changed).collect(),
    }
}

fn changed(change: &Change) -> Changed<'_> {
    Changed {
        requirement: requirement(&change.line),
        added: change.added,
        removed: change.removed,
        class_before: change.class_before.map(Class::word),
        reworded: change.reworded,
        conform_by_changed: change.conform_by_before.is_some(),
        conform_by_before: change.conform_by_before.as_ref().and_then(day),
        judgement_before: change.judgement.word(),
        decision_before: decided(&change.decision),
        becomes: change.kept.word(),
    }
}

const NONE: &str = "none";

fn chosen(chosen: &Known<Chosen>) -> Option<&str> {
    match chosen {
        Known::Value(chosen) => Some(&chosen.id),
        Known::None => Some(NONE),
        Known::Missing => None,
    }
}

fn said(said: &Known<String>) -> Option<&str> {
    match said {
        Known::Value(said) => Some(said),
        Known::None => Some(NONE),
        Known::Missing => None,
    }
}

fn day(day: &Known<Date>) -> Option<String> {
    match day {
        Known::Value(day) => Some(day.to_string()),
        Known::None => Some(NONE.to_owned()),
        Known::Missing => None,
    }
}
