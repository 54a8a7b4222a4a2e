//! The questionnaire (照会票): what each department is asked in one round, why, and what follows from each answer.
//!
//! Only what can still change a verdict is asked. A question that every completion of the other missing facts leaves
//! without effect is left out; one that goes to nobody goes to the ICT division. The order is that of `worth`.

mod address;
mod answer;
mod effects;
pub mod pool;
#[cfg(test)]
pub(super) mod properties;
mod relevance;
mod trial;
mod worth;

pub use address::find;
pub use answer::{AnswerForm, ListField, ListForm, Offered, fields};
pub use effects::{Effect, Follow};

use super::assessment::{Assessment, BodyIdentity, Judged, PackIdentity, Question, Verdict};
use crate::inventory::{Missing, Municipality};
use crate::language::Text;
use crate::pack::{Pack, Rule, Severity};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use trial::Trial;
use worth::worth;

/// Which questions are wanted.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Questions per department at most; the others wait for the next round.
    pub per_department: usize,
    /// Only of this department: its subject (`department/joho`), id or name.
    pub department: Option<String>,
    /// Only for rules at least so grave.
    pub severity: Severity,
    /// Only for this rule.
    pub rule: Option<String>,
}

/// What is asked in one round.
#[derive(Debug, Clone)]
pub struct Questionnaire {
    /// Version of tekigo.
    pub tool: String,
    /// The body.
    pub body: BodyIdentity,
    /// The pack that asks.
    pub pack: PackIdentity,
    /// The day of the law.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
    /// Digest of the inventory asked for.
    pub inventory_sha256: String,
    /// Number of unknown results that the questions are about.
    pub unknown: usize,
    /// Number of those for which nobody can be asked: what is missing is worked out, or not said.
    pub unasked: usize,
    /// One per department; the one whose answers are worth most first.
    pub sheets: Vec<Sheet>,
}

/// What one department is asked.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// `department/joho`; `None` is the ICT division, for want of a department.
    pub department: Option<String>,
    /// What it is called.
    pub name: Text,
    /// The questions of this round; the one worth most first.
    pub asked: Vec<Asked>,
    /// Number of questions left for later rounds.
    pub later: usize,
}

/// One question with all that whoever answers it wants to know.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The question; its path identifies it from round to round.
    pub question: Question,
    /// What the record is called.
    pub about: Text,
    /// What an answer looks like.
    pub form: AnswerForm,
    /// "None" is an answer.
    pub none: bool,
    /// For a list: what its records look like, and which there are.
    pub list: Option<ListForm>,
    /// Rules that wait for the answer; the gravest first.
    pub why: Vec<Why>,
    /// What follows from each answer, as far as one answer alone decides.
    pub follows: Vec<Follow>,
}

/// A rule that waits for an answer.
#[derive(Debug, Clone)]
pub struct Why {
    /// Its id.
    pub rule: String,
    /// What is wrong when it fails.
    pub title: Text,
    /// How grave.
    pub severity: Severity,
    /// The first clause it cites.
    pub clause: Option<Text>,
    /// Number of its results that wait.
    pub results: usize,
}

/// An unknown result with what it waits for.
struct Waiting<'p> {
    rule: &'p Rule,
    summary: usize,
    row: Option<u32>,
    /// Positions in [`Assessment::questions`] that can change it, with what they mean.
    missing: Vec<(usize, Missing)>,
}

/// Draws up the questionnaire of an assessment over the municipality it was made from.
pub fn questionnaire(pack: &Pack, m: &Municipality<'_>, assessment: &Assessment, wanted: &Wanted) -> Questionnaire {
    let mut trial = Trial::new(pack, m);
    let (waiting, unasked) = waiting(pack, m, assessment, wanted, &mut trial);
    let worth = worth(&waiting);
    let mut sheets: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for position in worth.keys() {
        let department = assessment.questions[*position].department.as_deref();
        sheets.entry(department).or_default().push(*position);
    }
    let mut drawn: Vec<(u64, Sheet)> = Vec::new();
    for (department, mut positions) in sheets {
        let name = &assessment.questions[positions[0]].department_name;
        if wanted.department.as_deref().is_some_and(|one| !is_called(one, department, name)) {
            continue;
        }
        let total = positions.iter().map(|position| worth[position].waits).sum();
        let later = positions.len().saturating_sub(wanted.per_department);
        positions = worth::first(positions, &worth, &assessment.questions, wanted.per_department);
        let writer = Writer { m, assessment, waiting: &waiting };
        let asked = positions.into_iter().map(|position| writer.asked(position, &mut trial)).collect();
        let department = department.map(str::to_owned);
        drawn.push((total, Sheet { department, name: name.clone(), asked, later }));
    }
    drawn.sort_by(|(a, left), (b, right)| b.cmp(a).then_with(|| left.name.cmp(&right.name)));
    Questionnaire {
        tool: assessment.tool.clone(),
        body: assessment.body.clone(),
        pack: assessment.pack.clone(),
        as_of: assessment.as_of,
        facts_as_of: assessment.facts_as_of,
        inventory_sha256: assessment.inventory_sha256.clone(),
        unknown: waiting.len() + unasked,
        unasked,
        sheets: drawn.into_iter().map(|(_, sheet)| sheet).collect(),
    }
}

fn is_called(wanted: &str, department: Option<&str>, name: &Text) -> bool {
    let id = department.and_then(|department| department.split_once('/')).map(|(_, id)| id);
    [department, id, Some(name.ja.as_str()), Some(name.en.as_str())].contains(&Some(wanted))
}

/// The unknown results that are wanted and for which somebody can be asked, and the number of the others.
fn waiting<'p>(
    pack: &'p Pack,
    m: &Municipality<'_>,
    assessment: &Assessment,
    wanted: &Wanted,
    trial: &mut Trial<'_, '_>,
) -> (Vec<Waiting<'p>>, usize) {
    let rules: BTreeMap<&str, &Rule> = pack.rules.iter().map(|rule| (rule.id.as_str(), rule)).collect();
    let meaning: Vec<Option<Missing>> = assessment
        .questions
        .iter()
        .map(|question| find(m, &question.path).filter(|found| address::askable(m, *found)))
        .collect();
    let (mut found, mut unasked) = (Vec::new(), 0);
    for result in assessment.results.iter().filter(|result| result.verdict == Verdict::Unknown) {
        let summary = &assessment.rules[result.rule];
        let Some(rule) = rules.get(summary.id.as_str()) else { continue };
        if summary.severity > wanted.severity || wanted.rule.as_ref().is_some_and(|id| *id != summary.id) {
            continue;
        }
        let row = row(m, rule, result);
        let missing: Vec<(usize, Missing)> =
            result.missing.iter().filter_map(|position| Some((*position, meaning[*position]?))).collect();
        let missing = match row {
            Some(row) => relevance::matter(trial, rule, row, missing),
            None => missing,
        };
        match missing.is_empty() {
            true => unasked += 1,
            false => found.push(Waiting { rule, summary: result.rule, row, missing }),
        }
    }
    (found, unasked)
}

/// The row of a result's subject; a list has none.
fn row(m: &Municipality<'_>, rule: &Rule, result: &Judged) -> Option<u32> {
    result.subject.split_once('/').and_then(|(_, id)| m.table(rule.subject).find(m.symbols.find(id)?))
}

/// Positions of the questions of which each can change an unknown result: the smallest set whose answers are sure to
/// settle it, for whatever the others are, an answer left out could still turn the verdict.
pub fn that_matter(pack: &Pack, m: &Municipality<'_>, assessment: &Assessment, result: &Judged) -> Vec<usize> {
    let rule = pack.rules.iter().find(|rule| rule.id == assessment.rules[result.rule].id);
    let known = |position: &usize| Some((*position, find(m, &assessment.questions[*position].path)?));
    let missing: Option<Vec<(usize, Missing)>> = result.missing.iter().map(known).collect();
    match (missing, rule.and_then(|rule| Some((rule, row(m, rule, result)?)))) {
        (Some(missing), Some((rule, row))) => {
            let matter = relevance::matter(&mut Trial::new(pack, m), rule, row, missing);
            matter.into_iter().map(|(position, _)| position).collect()
        }
        _ => result.missing.clone(),
    }
}

/// Puts one question together.
struct Writer<'a, 'p> {
    m: &'a Municipality<'p>,
    assessment: &'a Assessment,
    waiting: &'a [Waiting<'a>],
}

impl Writer<'_, '_> {
    fn asked(&self, position: usize, trial: &mut Trial<'_, '_>) -> Asked {
        let question = self.assessment.questions[position].clone();
        let waiting: Vec<&Waiting<'_>> =
            self.waiting.iter().filter(|result| result.missing.iter().any(|(other, _)| *other == position)).collect();
        let missing = waiting.iter().flat_map(|result| &result.missing).find(|(other, _)| *other == position);
        let missing = missing.map(|(_, missing)| *missing);
        let (form, none) = missing.map_or((AnswerForm::Complete, false), |missing| answer::form(self.m, missing));
        Asked {
            about: missing.map(|missing| address::about(self.m, missing)).unwrap_or_default(),
            form,
            none,
            list: missing.and_then(|missing| answer::list(self.m, missing)),
            why: self.why(&waiting),
            follows: missing.map(|missing| effects::follows(trial, missing, &waiting)).unwrap_or_default(),
            question,
        }
    }

    fn why(&self, waiting: &[&Waiting<'_>]) -> Vec<Why> {
        let rules: BTreeSet<usize> = waiting.iter().map(|result| result.summary).collect();
        let why = |position: &usize| {
            let rule = &self.assessment.rules[*position];
            let results = waiting.iter().filter(|result| result.summary == *position).count();
            let clause = rule.clauses.first().map(|clause| clause.label.clone());
            Why { rule: rule.id.clone(), title: rule.title.clone(), severity: rule.severity, clause, results }
        };
        // Rules stand in order of gravity.
        rules.iter().map(why).collect()
    }
}
