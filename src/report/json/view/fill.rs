//! Fills the frozen view from an assessment.

use super::{
    Body, Citation, Column, Document, Earlier, Fact, Ledger, LeftOut, Map, Missing, OfArea, OfFunction, Outcome,
    Override, Pack, Profile, Readers, Remark, Rule, Waiver, Words,
};
use crate::assess::assessment::{
    self, Assessment, ClauseSummary, DerivedTable, Judged, OverrideSummary, Question, QuestionKind, RuleSummary,
    SelectionSummary, ShownFact, Verdict, WaiverSummary,
};
use crate::assess::earlier;
use crate::inventory::Value;
use crate::language::Text;
use crate::pack::Audience;
use crate::report::json::cell::Cell;
use crate::report::json::schema;
use crate::report::{NOTICE, Options};

impl<'a> Document<'a> {
    /// The view of an assessment; results are narrowed as the reader asked.
    pub(in crate::report::json) fn of(assessment: &'a Assessment, options: &Options) -> Self {
        let outcome = |judged: &'a Judged| Outcome::of(assessment, judged);
        let chosen = Verdict::ALL.iter().filter(|(verdict, ..)| options.demands(*verdict));
        let id = |position: &usize| assessment.rules.get(*position).map(|rule| rule.id.as_str());
        let (ja, en) = NOTICE;
        Self {
            schema: schema::NAME,
            tool: &assessment.tool,
            pack: Pack {
                name: &assessment.pack.name,
                version: &assessment.pack.version,
                sha256: &assessment.pack.sha256,
            },
            body: Body { code: &assessment.body.code, name: &assessment.body.name },
            notice: assessment.body.published_material.then_some(Words { ja, en }),
            audience: assessment.audience.as_ref().map(Readers::from),
            profile: assessment.selection.as_ref().map(Profile::from),
            overrides: assessment.overrides.iter().map(Override::from).collect(),
            reading: assessment.reading.iter().map(Remark::from).collect(),
            earlier: assessment.earlier.as_ref().map(Earlier::from),
            as_of: assessment.as_of.to_string(),
            facts_as_of: assessment.facts_as_of.to_string(),
            inventory_sha256: &assessment.inventory_sha256,
            rules: assessment.rules.iter().map(Rule::from).collect(),
            ledger: Ledger::from(assessment.ledger),
            only: (!options.only.is_empty()).then(|| chosen.map(|(verdict, ..)| verdict.word()).collect()),
            results: assessment.results.iter().filter(|judged| options.lists(judged.verdict)).map(outcome).collect(),
            coming: assessment.coming.iter().map(outcome).collect(),
            ended: assessment.ended.iter().filter_map(id).collect(),
            lapsed: assessment.lapsed.iter().map(outcome).collect(),
            derived: Map(assessment.derived.iter().map(|table| (name(table), rows(table))).collect()),
        }
    }
}

impl<'a> From<&'a earlier::Earlier> for Earlier<'a> {
    fn from(told: &'a earlier::Earlier) -> Self {
        let area = |(area, (then, now)): (&'a String, &(assessment::Ledger, assessment::Ledger))| OfArea {
            area,
            then: Ledger::from(*then),
            now: Ledger::from(*now),
        };
        let pair = |steps: Option<earlier::Steps>| steps.map(|(done, of)| [done, of]);
        let steps = told.functions.iter();
        Self {
            as_of: told.as_of.to_string(),
            facts_as_of: told.facts_as_of.to_string(),
            same_pack: told.same_pack,
            ledger: Ledger::from(told.ledger),
            areas: told.areas.iter().map(area).collect(),
            functions: steps
                .map(|(function, (then, now))| OfFunction { function, then: pair(*then), now: pair(*now) })
                .collect(),
            became: told
                .became
                .as_ref()
                .map(|became| became.iter().map(|(kind, number)| (kind.word(), *number)).collect()),
        }
    }
}

/// The name of a computed table: its entity, but for those that the format has named from the beginning.
fn name(table: &DerivedTable) -> &str {
    match table.entity.as_str() {
        "leak" => "leaks",
        other => other,
    }
}

fn rows(table: &DerivedTable) -> Vec<Map<'_, Column<'_>>> {
    table.rows.iter().map(|row| Map(columns(table, row))).collect()
}

/// The columns of a row; those called `object.name` are put together in one object, where the first of them stands.
fn columns<'a>(table: &'a DerivedTable, row: &'a [Option<Value>]) -> Vec<(&'a str, Column<'a>)> {
    let mut columns: Vec<(&str, Column<'_>)> = Vec::new();
    for ((path, _), value) in table.fields.iter().zip(row) {
        let value = value.as_ref().map(Cell::from);
        let Some((object, name)) = path.split_once('.') else {
            columns.push((path, Column::Value(value)));
            continue;
        };
        match columns.iter_mut().find(|(column, _)| *column == object) {
            Some((_, Column::Object(Map(values)))) => values.push((name, value)),
            _ => columns.push((object, Column::Object(Map(vec![(name, value)])))),
        }
    }
    columns
}

impl<'a> Outcome<'a> {
    fn of(assessment: &'a Assessment, judged: &'a Judged) -> Self {
        let rule = assessment.rules.get(judged.rule);
        let questions = judged.missing.iter().filter_map(|question| assessment.questions.get(*question));
        Self {
            rule: rule.map_or("", |rule| &rule.id),
            subject: &judged.subject,
            verdict: judged.verdict.word(),
            severity: rule.map_or("", |rule| rule.severity.word()),
            message: judged.message.as_ref().map(Words::from),
            department: judged.department.as_deref(),
            facts: judged.facts.iter().map(Fact::from).collect(),
            missing: questions.map(Missing::from).collect(),
            waiver: judged.waiver.as_ref().map(Waiver::from),
        }
    }
}

impl<'a> From<&'a Audience> for Readers<'a> {
    fn from(audience: &'a Audience) -> Self {
        Self { id: &audience.id, handling: Words::from(&audience.handling) }
    }
}

impl<'a> From<&'a SelectionSummary> for Profile<'a> {
    fn from(selection: &'a SelectionSummary) -> Self {
        let left_out = selection.left_out.iter().map(|rule| LeftOut {
            id: &rule.id,
            area: &rule.area,
            severity: rule.severity.word(),
            title: Words::from(&rule.title),
        });
        Self {
            id: &selection.id,
            label: Words::from(&selection.label),
            judged: selection.judged,
            left_out: left_out.collect(),
        }
    }
}

impl<'a> From<&'a OverrideSummary> for Override<'a> {
    fn from(changed: &'a OverrideSummary) -> Self {
        Self {
            kind: changed.kind.word(),
            id: &changed.id,
            from: &changed.from.en,
            to: &changed.to.en,
            reason: Words::from(&changed.reason),
        }
    }
}

impl<'a> From<&'a assessment::Remark> for Remark<'a> {
    fn from(remark: &'a assessment::Remark) -> Self {
        Self { place: remark.place.as_deref(), message: Words::from(&remark.message) }
    }
}

impl<'a> From<&'a Text> for Words<'a> {
    fn from(text: &'a Text) -> Self {
        Self { ja: &text.ja, en: &text.en }
    }
}

impl<'a> From<&'a RuleSummary> for Rule<'a> {
    fn from(rule: &'a RuleSummary) -> Self {
        Self {
            id: &rule.id,
            area: &rule.area,
            own: rule.own,
            severity: rule.severity.word(),
            authority: rule.authority.word(),
            confirmed: rule.confirmed,
            clause: rule.clauses.iter().map(|clause| clause.id.as_str()).collect(),
            citations: rule.clauses.iter().map(Citation::from).collect(),
            finding: rule.finding.as_ref().map(Words::from),
            title: Words::from(&rule.title),
            why: Words::from(&rule.why),
            remedy: Words::from(&rule.remedy),
            from: rule.from.map(|from| from.to_string()),
            until: rule.until.map(|day| day.to_string()),
        }
    }
}

impl<'a> From<&'a ClauseSummary> for Citation<'a> {
    fn from(clause: &'a ClauseSummary) -> Self {
        Self {
            clause: &clause.id,
            label: Words::from(&clause.label),
            authority: clause.authority.word(),
            edition: Words::from(&clause.edition),
            later_edition: clause.later_edition,
            confirmed: clause.confirmed,
        }
    }
}

impl From<assessment::Ledger> for Ledger {
    fn from(ledger: assessment::Ledger) -> Self {
        Self {
            pass: ledger.pass,
            fail: ledger.fail,
            unknown: ledger.unknown,
            not_applicable: ledger.not_applicable,
            waived: ledger.waived,
            error: ledger.error,
            total: ledger.total,
            coming: ledger.coming,
        }
    }
}

impl<'a> From<&'a ShownFact> for Fact<'a> {
    fn from(fact: &'a ShownFact) -> Self {
        Self {
            path: &fact.path,
            value: fact.value.as_ref().map(Cell::from),
            place: fact.place.as_deref(),
            by: fact.by.as_deref(),
            on_date: fact.on_date.map(|day| day.to_string()),
            evidence: Some(fact.evidence.as_slice()).filter(|evidence| !evidence.is_empty()),
        }
    }
}

impl<'a> From<&'a Question> for Missing<'a> {
    fn from(question: &'a Question) -> Self {
        Self {
            path: &question.path,
            question: Words::from(&question.question),
            kind: match question.kind {
                QuestionKind::Field => "field",
                QuestionKind::List => "list",
            },
            department: question.department.as_deref(),
            place: question.place.as_deref(),
            reason: question.reason.as_ref().map(Words::from),
        }
    }
}

impl<'a> From<&'a WaiverSummary> for Waiver<'a> {
    fn from(waiver: &'a WaiverSummary) -> Self {
        Self {
            id: &waiver.id,
            kind: &waiver.kind,
            reason: &waiver.reason,
            approved_by: &waiver.approved_by,
            compensating_control: waiver.control.as_deref(),
            until: waiver.until.to_string(),
        }
    }
}
