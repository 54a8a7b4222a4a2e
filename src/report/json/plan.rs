//! The migration plan for programs: `tekigo.plan/1`.

use super::run::Run;
use super::view::{Missing, Words};
use crate::assess::PlanPage;
use crate::calendar::Days;
use crate::derive::schedule::model::{Live, PlannedMilestone, Premise, Target, Unit};
use crate::derive::schedule::{Cut, Outcome};
use crate::report::plan::changes::Difference;
use crate::report::plan::iso;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const NAME: &str = "tekigo.plan/1";

/// Will each function of one body make its date, and if not, which chain is to blame.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.plan/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// What was judged, when and by what.
    #[serde(flatten)]
    run: Run<'a>,
    /// The functions the body has, and systems that are yet to go live.
    units: Vec<Row<'a>>,
    /// Functions that the body does not have.
    not_applicable: Vec<NotApplicable<'a>>,
    /// Units that reach each other over links of any kind.
    cycles: Vec<Vec<&'a str>>,
    /// Links of which one side goes live without the other: each needs an interim link. Whether a link does of which a
    /// side cannot be told is not known, so it is not here.
    interim_links: Vec<Link<'a>>,
    /// What the body's own plan says of the standardization as a whole.
    milestones: Vec<Milestone<'a>>,
    /// Facts that do not go together.
    contradictions: Vec<Remark<'a>>,
    /// Days per step of the fastest and of the slowest function, assumed for functions without an estimate or a plan.
    pace: Option<[f64; 2]>,
    /// The question whose answer narrows the forecasts most.
    narrowest: Option<Missing<'a>>,
    /// Lists that nobody declared complete, and that could still put a function off.
    open: Vec<Missing<'a>>,
    /// What a what-if changes; null if none was asked. `units` then holds only what changed.
    changes: Option<Vec<Change<'a>>>,
}

/// A milestone of the body's plan.
#[derive(Debug, Serialize, JsonSchema)]
struct Milestone<'a> {
    /// `milestone/…`.
    subject: &'a str,
    /// As the plan words it.
    name: Words<'a>,
    /// A day, a month (2026-03), a fiscal year (2025年度) or first and last day with a slash; null if the plan says nothing.
    planned: Option<String>,
    /// The functions it is about, as far as the plan names them.
    functions: Vec<&'a str>,
}

/// A function or a system.
#[derive(Debug, Serialize, JsonSchema)]
struct Row<'a> {
    /// `function/juki`, or a system.
    unit: &'a str,
    /// What it is called.
    name: Words<'a>,
    /// One of the five states; null for systems.
    state: Option<&'static str>,
    /// What the forecast rests on.
    basis: &'static str,
    /// The date it has to make.
    target: Option<String>,
    /// Which date that is: national, own, special_support, what_if.
    target_kind: &'static str,
    /// The earliest go-live, if best and worst agree.
    earliest: Option<String>,
    /// The earliest go-live at best; null if nobody has said whether it is live, nor what is left to do.
    earliest_best: Option<String>,
    /// The earliest go-live at worst; null is no end in sight, or nothing known.
    earliest_worst: Option<String>,
    /// The last day in time.
    latest: Option<String>,
    /// Float if best and worst agree; negative is late.
    float_days: Option<i64>,
    /// Float at worst and at best.
    float_range: [Option<i64>; 2],
    /// Float at worst and at best, with the dates of all that follows.
    slack_range: [Option<i64>; 2],
    /// It misses its date, as far as facts force it.
    late: Option<bool>,
    /// What days and floats take for granted because nobody has said it: not_live, not_specially_supported, applies.
    premises: Vec<&'static str>,
    /// What decides the go-live, first cause first.
    chain: Vec<&'a str>,
    /// In which wave it goes live; null if there is nothing left to do.
    wave: Option<usize>,
    /// Go-live in the capacity plan.
    capacity_live: Option<String>,
    /// The procedure steps; null for systems.
    steps: Option<Steps>,
    /// Went live on that day.
    live_on: Option<String>,
    /// Reason for special support.
    reason: Option<Words<'a>>,
    /// A transitional measure (経過措置) is used, until that day if it is known.
    transitional: Option<Until>,
    /// The features under such a measure, as far as they are listed.
    features: Vec<Feature<'a>>,
    /// What would tell its state or its length.
    questions: Vec<Missing<'a>>,
}

/// The procedure steps of a function.
#[derive(Debug, Serialize, JsonSchema)]
struct Steps {
    /// Done or not applicable: the ministry's numerator.
    done: Option<i64>,
    /// Not applicable; null where only the total is published.
    not_applicable: Option<i64>,
    /// Done, without not applicable; null where only the total is published.
    completed: Option<i64>,
    /// All.
    of: i64,
}

/// Facts that do not go together. Reported, not judged.
#[derive(Debug, Serialize, JsonSchema)]
struct Remark<'a> {
    /// About which unit or system, by name.
    name: &'a str,
    /// designated_but_live, live_with_open_steps, live_step_with_open_steps, steps_out_of_order, steps_in_unusual_order,
    /// impossible_estimate, retires_first.
    kind: &'static str,
    /// How many steps or systems.
    number: Option<i64>,
}

/// A feature under a transitional measure.
#[derive(Debug, Serialize, JsonSchema)]
struct Feature<'a> {
    /// What it is called.
    name: &'a str,
    /// The last day; null is not known.
    until: Option<String>,
}

/// A limit.
#[derive(Debug, Serialize, JsonSchema)]
struct Until {
    /// The last day; null is not known.
    until: Option<String>,
}

/// A function that the body does not have.
#[derive(Debug, Serialize, JsonSchema)]
struct NotApplicable<'a> {
    /// What it is called.
    name: Words<'a>,
    /// Why.
    reason: Words<'a>,
}

/// A link that needs an interim solution.
#[derive(Debug, Serialize, JsonSchema)]
struct Link<'a> {
    /// Who supplies.
    provider: &'a str,
    /// Who needs.
    consumer: &'a str,
    /// hard, link or soft.
    kind: &'static str,
    /// cycle or split.
    why: &'static str,
    /// Needed from.
    from: Option<String>,
    /// Needed until.
    until: Option<String>,
    /// Facts date both sides.
    certain: bool,
    /// An interim link is prepared.
    prepared: Option<bool>,
}

/// What a what-if changes.
#[derive(Debug, Serialize, JsonSchema)]
struct Change<'a> {
    /// The unit.
    unit: &'a str,
    /// Which value.
    field: &'static str,
    /// Before.
    before: Option<&'a str>,
    /// After.
    after: Option<&'a str>,
}

/// Writes a plan, or what changes in it.
pub(in crate::report) fn plan(page: &PlanPage, changes: Option<&[Difference]>) -> String {
    let units = &page.setting.units;
    let changed = |unit: &Unit| changes.is_none_or(|all| all.iter().any(|change| change.subject == unit.subject));
    let rows = units.iter().zip(&page.forecast.units).zip(&page.questions).filter(|((unit, _), _)| changed(unit));
    super::pretty(&Document {
        schema: NAME,
        run: Run::of(&page.tool, (&page.pack, &page.body), (page.as_of, page.facts_as_of), &page.inventory_sha256),
        units: rows.map(|((unit, outcome), questions)| row(unit, outcome, questions)).collect(),
        not_applicable: page
            .setting
            .not_applicable
            .iter()
            .map(|(name, reason)| NotApplicable { name: name.into(), reason: reason.into() })
            .collect(),
        cycles: page
            .forecast
            .cycles
            .iter()
            .map(|cycle| cycle.iter().map(|unit| units[*unit].subject.as_str()).collect())
            .collect(),
        interim_links: page.forecast.cuts.iter().map(|cut| link(units, cut)).collect(),
        milestones: page.setting.milestones.iter().map(milestone).collect(),
        contradictions: contradictions(page),
        pace: page.setting.pace.map(|(fast, slow)| [fast, slow].map(|pace| pace.days as f64 / pace.steps as f64)),
        narrowest: page.narrowest.as_ref().map(Missing::from),
        open: page.open.iter().map(Missing::from).collect(),
        changes: changes.map(|all| all.iter().map(change).collect()),
    })
}

fn milestone(planned: &PlannedMilestone) -> Milestone<'_> {
    Milestone {
        subject: &planned.subject,
        name: Words::from(&planned.name),
        planned: planned.planned.map(Days::written),
        functions: planned.functions.iter().map(String::as_str).collect(),
    }
}

fn contradictions(page: &PlanPage) -> Vec<Remark<'_>> {
    let of_units =
        page.setting.units.iter().flat_map(|unit| unit.contradictions.iter().map(|said| (&unit.name, *said)));
    let retiring = page.setting.retiring.iter().map(|(name, said)| (name, *said));
    let all = of_units.chain(retiring).map(|(name, said)| (name, said.word()));
    all.map(|(name, (kind, number))| Remark { name: &name.ja, kind, number }).collect()
}

/// The JSON Schema (draft 2020-12) of what `tekigo plan --format json` writes.
pub fn plan_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn row<'a>(unit: &'a Unit, outcome: &'a Outcome, questions: &'a [crate::assess::assessment::Question]) -> Row<'a> {
    let exact = outcome.best.is_some() && outcome.best == outcome.worst;
    Row {
        unit: &unit.subject,
        name: Words::from(&unit.name),
        state: unit.is_function.then(|| outcome.state.word()),
        basis: unit.basis.word(),
        target: iso(unit.due),
        target_kind: match unit.target {
            Target::National => "national",
            Target::Own => "own",
            Target::Supported => "special_support",
            Target::Asked => "what_if",
        },
        earliest: iso(outcome.best.filter(|_| exact)),
        earliest_best: iso(outcome.best),
        earliest_worst: iso(outcome.worst),
        latest: iso(outcome.latest),
        float_days: outcome.float.0.filter(|float| Some(*float) == outcome.float.1),
        float_range: [outcome.float.0, outcome.float.1],
        slack_range: [outcome.slack.0, outcome.slack.1],
        late: outcome.late,
        premises: unit.premises().into_iter().map(Premise::word).collect(),
        chain: outcome.chain.iter().map(|(subject, _)| subject.as_str()).collect(),
        wave: outcome.wave,
        capacity_live: iso(outcome.capacity),
        steps: unit.is_function.then(|| Steps {
            done: unit.steps.done,
            not_applicable: unit.steps.not_applicable,
            completed: unit.steps.completed(),
            of: unit.steps.of,
        }),
        live_on: match unit.live {
            Live::Yes(since) => iso(since),
            _ => None,
        },
        reason: unit.reason.as_ref().map(Words::from),
        transitional: unit.transitional.map(|until| Until { until: iso(until) }),
        features: unit.features.iter().map(|(name, until)| Feature { name: &name.ja, until: iso(*until) }).collect(),
        questions: questions.iter().map(Missing::from).collect(),
    }
}

fn link<'a>(units: &'a [Unit], cut: &Cut) -> Link<'a> {
    Link {
        provider: &units[cut.edge.provider].subject,
        consumer: &units[cut.edge.consumer].subject,
        kind: cut.edge.kind.word(),
        why: cut.why.word(),
        from: iso(cut.from),
        until: iso(cut.until),
        certain: cut.certain,
        prepared: cut.edge.prepared,
    }
}

fn change(difference: &Difference) -> Change<'_> {
    Change {
        unit: &difference.subject,
        field: difference.field,
        before: difference.values.0.as_deref(),
        after: difference.values.1.as_deref(),
    }
}
