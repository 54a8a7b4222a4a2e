//! The register of actions for programs: `tekigo.actions/1`, and what they cost: `tekigo.budget/1`.

use super::run::Run;
use super::schema;
use super::view::Words;
use crate::assess::actions::{Action, Budget, Register, Row, Share, Standing, Total};
use crate::inventory::Known;
use jiff::civil::Date;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const ACTIONS: &str = "tekigo.actions/1";
const BUDGET: &str = "tekigo.budget/1";

/// The findings of one body with what is done about them.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.actions/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = ACTIONS))]
    schema: &'static str,
    /// What was judged, when and by what.
    run: Run<'a>,
    /// The list of actions is declared complete.
    complete: bool,
    /// The findings, those that need attention first.
    rows: Vec<Finding<'a>>,
}

/// What the actions of one body cost.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.budget/1")]
struct Costs<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = BUDGET))]
    schema: &'static str,
    /// What was judged, when and by what.
    run: Run<'a>,
    /// The list of actions is declared complete.
    complete: bool,
    /// By fiscal year and department.
    shares: Vec<Part<'a>>,
    /// All of a fiscal year; the department is null.
    years: Vec<Part<'a>>,
}

/// A rule on a subject, with what is done about it.
#[derive(Debug, Serialize, JsonSchema)]
struct Finding<'a> {
    /// How it stands.
    #[schemars(schema_with = "standing")]
    standing: &'static str,
    /// Id of the rule; blank if an action names none.
    rule: &'a str,
    /// What is wrong when it fails.
    title: Words<'a>,
    /// How grave; null if the rule is not known.
    severity: Option<&'static str>,
    /// The record judged, `system/juki`; blank if an action names none.
    subject: &'a str,
    /// What it is called.
    subject_name: Words<'a>,
    /// The verdict; null if it is not judged.
    verdict: Option<&'static str>,
    /// What is wrong, if it fails.
    message: Option<Words<'a>>,
    /// The department in charge; null if none is named.
    department: Option<&'a str>,
    /// What it is called.
    department_name: Words<'a>,
    /// How many times it was recorded as done and fails again.
    recurrences: usize,
    /// What is recorded, the oldest first.
    actions: Vec<Recorded<'a>>,
}

/// One recorded action. What is null is not stated.
#[derive(Debug, Serialize, JsonSchema)]
struct Recorded<'a> {
    /// Its id.
    id: &'a str,
    /// The computed state, a choice of `action.state`; null if it cannot be told.
    state: Option<&'a str>,
    /// Done and confirmed by the same.
    self_confirmed: bool,
    /// The department in charge.
    department: Option<&'a str>,
    /// The day of the finding.
    #[schemars(extend("format" = "date"))]
    found_on: Option<String>,
    /// By when it is to be done.
    #[schemars(extend("format" = "date"))]
    due_on: Option<String>,
    /// What is done.
    measure: Option<&'a str>,
    /// The day on which it was done.
    #[schemars(extend("format" = "date"))]
    done_on: Option<String>,
    /// The department or post that did it.
    done_by: Option<&'a str>,
    /// The department or post that confirmed it.
    confirmed_by: Option<&'a str>,
    /// When.
    #[schemars(extend("format" = "date"))]
    confirmed_on: Option<String>,
    /// What it costs once, in yen.
    cost_initial: Option<i64>,
    /// What it costs per year, in yen.
    cost_yearly: Option<i64>,
    /// The fiscal year in whose budget it is.
    fiscal_year: Option<i64>,
    /// How it is funded, a choice of `action.funding`.
    funding: Option<&'a str>,
    /// Where it is written.
    place: Option<&'a str>,
}

/// The costs of some actions.
#[derive(Debug, Serialize, JsonSchema)]
struct Part<'a> {
    /// The fiscal year; null is not stated.
    fiscal_year: Option<i64>,
    /// The department; null is not stated, or all of a year.
    department: Option<&'a str>,
    /// What it is called.
    department_name: Words<'a>,
    /// Number of actions.
    actions: usize,
    /// What they cost once.
    initial: Sum,
    /// What they cost per year, from that year on.
    yearly: Sum,
    /// What they cost once, by funding.
    funding: Vec<Funded<'a>>,
}

/// A sum of what is stated.
#[derive(Debug, Serialize, JsonSchema)]
struct Sum {
    /// In yen; null if no cost is stated at all.
    yen: Option<i128>,
    /// Number of actions whose cost is in the sum.
    stated: usize,
    /// Number of actions whose cost nobody stated.
    unknown: usize,
}

/// What one kind of funding pays.
#[derive(Debug, Serialize, JsonSchema)]
struct Funded<'a> {
    /// A choice of `action.funding`; null is not stated.
    funding: Option<&'a str>,
    /// What it is called.
    name: Words<'a>,
    /// What is spent once.
    initial: Sum,
}

fn standing(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schema::words(&Standing::ALL.map(|(_, word, ..)| word))
}

/// Writes a register as JSON.
pub fn actions(register: &Register) -> String {
    let rows = register.rows.iter().map(finding).collect();
    super::pretty(&Document { schema: ACTIONS, run: run(register), complete: register.complete, rows })
}

/// Writes a budget as JSON.
pub(in crate::report) fn budget(register: &Register, budget: &Budget) -> String {
    super::pretty(&Costs {
        schema: BUDGET,
        run: run(register),
        complete: register.complete,
        shares: budget.shares.iter().map(part).collect(),
        years: budget.years.iter().map(part).collect(),
    })
}

/// The JSON Schema (draft 2020-12) of what `tekigo actions --format json` writes.
pub fn actions_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

/// The JSON Schema (draft 2020-12) of what `tekigo budget --format json` writes.
pub fn budget_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Costs<'_>>())
}

fn run(register: &Register) -> Run<'_> {
    let identities = (&register.pack, &register.body);
    Run::of(&register.tool, identities, (register.as_of, register.facts_as_of), &register.inventory_sha256)
}

fn finding(row: &Row) -> Finding<'_> {
    Finding {
        standing: row.standing.word(),
        rule: &row.rule,
        title: Words::from(&row.title),
        severity: row.severity.map(|severity| severity.word()),
        subject: &row.subject,
        subject_name: Words::from(&row.subject_name),
        verdict: row.verdict.map(|verdict| verdict.word()),
        message: row.message.as_ref().map(Words::from),
        department: row.department.as_deref(),
        department_name: Words::from(&row.department_name),
        recurrences: row.recurrences,
        actions: row.actions.iter().map(recorded).collect(),
    }
}

fn recorded(action: &Action) -> Recorded<'_> {
    let day = |date: Option<Date>| date.map(|date| date.to_string());
    Recorded {
        id: &action.id,
        state: action.state.as_deref(),
        self_confirmed: action.self_confirmed,
        department: action.department.as_deref(),
        found_on: day(action.found_on),
        due_on: day(action.due_on),
        measure: action.measure.as_deref(),
        done_on: day(action.done_on.value()),
        done_by: action.done_by.as_deref(),
        confirmed_by: if let Known::Value(by) = &action.confirmed_by { Some(by) } else { None },
        confirmed_on: day(action.confirmed_on),
        cost_initial: action.cost_initial,
        cost_yearly: action.cost_yearly,
        fiscal_year: action.fiscal_year,
        funding: action.funding.as_ref().map(|(word, _)| word.as_str()),
        place: action.place.as_deref(),
    }
}

fn part(share: &Share) -> Part<'_> {
    Part {
        fiscal_year: share.fiscal_year,
        department: share.department.as_deref(),
        department_name: Words::from(&share.department_name),
        actions: share.actions,
        initial: sum(&share.initial),
        yearly: sum(&share.yearly),
        funding: share
            .funding
            .iter()
            .map(|(word, name, total)| Funded {
                funding: word.as_deref(),
                name: Words::from(name),
                initial: sum(total),
            })
            .collect(),
    }
}

fn sum(total: &Total) -> Sum {
    Sum { yen: (total.stated > 0).then_some(total.yen), stated: total.stated, unknown: total.unknown }
}
