//! The questionnaire for programs: `tekigo.questionnaire/1`.

use super::run::Run;
use super::view::Words;
use crate::assess::questionnaire::{AnswerForm, Asked, Effect, Follow, Offered, Questionnaire, Sheet, Why};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

const NAME: &str = "tekigo.questionnaire/1";

/// What each department is asked in one round, so that unknown results become known.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "tekigo.questionnaire/1")]
struct Document<'a> {
    /// Name and major version of this format. Fields are added under the same name, never changed.
    #[schemars(extend("const" = NAME))]
    schema: &'static str,
    /// What was judged, when and by what.
    #[serde(flatten)]
    run: Run<'a>,
    /// Number of unknown results that the questions are about.
    unknown: usize,
    /// Number of those for which nobody can be asked.
    unasked: usize,
    /// One per department; the one whose answers are worth most first.
    departments: Vec<Department<'a>>,
}

/// What one department is asked.
#[derive(Debug, Serialize, JsonSchema)]
struct Department<'a> {
    /// `department/joho`; null is the ICT division, for want of a department.
    department: Option<&'a str>,
    /// What it is called.
    name: Words<'a>,
    /// Number of questions left for later rounds.
    later: usize,
    /// The questions; the one worth most first.
    questions: Vec<Row<'a>>,
}

/// One question.
#[derive(Debug, Serialize, JsonSchema)]
struct Row<'a> {
    /// `system/juki.two_factor`, `flow/*` or `system/juki.contracts/*`: the same from round to round.
    id: &'a str,
    /// The question.
    question: Words<'a>,
    /// What the record is called.
    about: Words<'a>,
    /// `yes_no`, `choice`, `choices`, `date`, `year`, `integer`, `number`, `text`, `texts`, `record`, `records` or `complete`.
    form: &'static str,
    /// What may be chosen; null where anything may be written.
    choices: Option<Vec<Choice<'a>>>,
    /// "None" is an answer.
    none: bool,
    /// Why a written fact does not count; null if nothing is written.
    reason: Option<Words<'a>>,
    /// Rules that wait for the answer; the gravest first.
    why: Vec<Waiting<'a>>,
    /// What follows from each answer, as far as one answer alone decides.
    follows: Vec<Following<'a>>,
    /// Where the answer should be written.
    place: Option<&'a str>,
    /// What to write there.
    write: Option<Words<'a>>,
}

/// One thing to choose.
#[derive(Debug, Serialize, JsonSchema)]
struct Choice<'a> {
    /// The word in files.
    id: &'a str,
    /// What it is called.
    label: Words<'a>,
}

/// A rule that waits for an answer.
#[derive(Debug, Serialize, JsonSchema)]
struct Waiting<'a> {
    /// Its id.
    rule: &'a str,
    /// What is wrong when it fails.
    title: Words<'a>,
    /// `critical`, `high`, `medium` or `low`.
    severity: &'static str,
    /// The first clause it cites.
    clause: Option<Words<'a>>,
    /// Number of its results that wait.
    results: usize,
}

/// What follows from one answer.
#[derive(Debug, Serialize, JsonSchema)]
struct Following<'a> {
    /// The answer, or a stretch of answers.
    answer: Words<'a>,
    /// What the waiting results become.
    effects: Vec<Becoming>,
}

/// Results that come out alike.
#[derive(Debug, Serialize, JsonSchema)]
struct Becoming {
    /// The verdict.
    verdict: &'static str,
    /// How many.
    results: usize,
}

/// Writes a questionnaire as JSON.
pub(in crate::report) fn questionnaire(asked: &Questionnaire) -> String {
    super::pretty(&Document {
        schema: NAME,
        run: Run::of(
            &asked.tool,
            (&asked.pack, &asked.body),
            (asked.as_of, asked.facts_as_of),
            &asked.inventory_sha256,
        ),
        unknown: asked.unknown,
        unasked: asked.unasked,
        departments: asked.sheets.iter().map(department).collect(),
    })
}

/// The JSON Schema (draft 2020-12) of what `tekigo ask --format json` writes.
pub fn questionnaire_schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    super::pretty(&settings.into_generator().into_root_schema_for::<Document<'_>>())
}

fn department(sheet: &Sheet) -> Department<'_> {
    Department {
        department: sheet.department.as_deref(),
        name: Words::from(&sheet.name),
        later: sheet.later,
        questions: sheet.asked.iter().map(row).collect(),
    }
}

fn row(asked: &Asked) -> Row<'_> {
    let (form, choices) = form(&asked.form);
    Row {
        id: &asked.question.path,
        question: Words::from(&asked.question.question),
        about: Words::from(&asked.about),
        form,
        choices: choices.map(|offered| offered.iter().map(choice).collect()),
        none: asked.none,
        reason: asked.question.reason.as_ref().map(Words::from),
        why: asked.why.iter().map(waiting).collect(),
        follows: asked.follows.iter().map(following).collect(),
        place: asked.question.place.as_deref(),
        write: asked.question.write.as_ref().map(Words::from),
    }
}

fn form(form: &AnswerForm) -> (&'static str, Option<&[Offered]>) {
    match form {
        AnswerForm::YesNo => ("yes_no", None),
        AnswerForm::Choice(offered) => ("choice", Some(offered)),
        AnswerForm::Choices(offered) => ("choices", Some(offered)),
        AnswerForm::Date => ("date", None),
        AnswerForm::Year => ("year", None),
        AnswerForm::Integer(_) => ("integer", None),
        AnswerForm::Number(_) => ("number", None),
        AnswerForm::Text => ("text", None),
        AnswerForm::Texts => ("texts", None),
        AnswerForm::Record(offered) => ("record", Some(offered)),
        AnswerForm::Records(offered) => ("records", Some(offered)),
        AnswerForm::Complete => ("complete", None),
    }
}

fn choice(offered: &Offered) -> Choice<'_> {
    Choice { id: &offered.id, label: Words::from(&offered.label) }
}

fn waiting(why: &Why) -> Waiting<'_> {
    Waiting {
        rule: &why.rule,
        title: Words::from(&why.title),
        severity: why.severity.word(),
        clause: why.clause.as_ref().map(Words::from),
        results: why.results,
    }
}

fn following(follow: &Follow) -> Following<'_> {
    let becoming = |effect: &Effect| Becoming { verdict: effect.verdict.word(), results: effect.results };
    Following { answer: Words::from(&follow.answer), effects: follow.effects.iter().map(becoming).collect() }
}
