//! Inquiries (照会): what each department must be asked so that unknown results become known.
//!
//! A question goes to one department and may hold up many results. The same question about many records (twenty
//! functions, forty steps) is one *topic*, so that a reader meets it once.

use super::with;
use crate::assess::assessment::{Assessment, Question, QuestionKind, Verdict};
use crate::assess::audience::is_unnamed;
use crate::language::Text;
use std::collections::{BTreeMap, BTreeSet};

/// All that one department must be asked.
#[derive(Debug)]
pub(super) struct Inquiry<'a> {
    /// What the department is called.
    pub(super) name: &'a Text,
    /// Number of unknown results that wait for it; a result may wait for several departments.
    pub(super) results: usize,
    /// Number of questions.
    pub(super) questions: usize,
    /// The questions, by topic; the topic that holds up most results first.
    pub(super) topics: Vec<Topic<'a>>,
}

/// One question, about one or more records.
#[derive(Debug)]
pub(super) struct Topic<'a> {
    /// The question for each record, never empty; the one that settles most first.
    pub(super) questions: Vec<&'a Question>,
    /// Number of unknown results that wait for it.
    pub(super) results: usize,
    /// Positions of the rules of those results.
    pub(super) rules: BTreeSet<usize>,
}

/// What makes two questions one topic: the field asked for, unless there is more to say about the record.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Field { entity: &'a str, field: &'a str, list: bool },
    Alone(usize),
}

/// What must be asked, by department; the one for which most results wait comes first.
pub(super) fn inquiries(assessment: &Assessment) -> Vec<Inquiry<'_>> {
    let asked: BTreeSet<usize> = unknown(assessment).flat_map(|(_, missing)| missing).copied().collect();
    let mut found: Vec<Inquiry<'_>> = Vec::new();
    let mut departments: BTreeMap<Option<&str>, usize> = BTreeMap::new();
    let mut topics: BTreeMap<(usize, Key<'_>), usize> = BTreeMap::new();
    let mut address: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for position in asked {
        let Some(question) = assessment.questions.get(position) else { continue };
        let department = *departments.entry(question.department.as_deref()).or_insert_with(|| {
            found.push(Inquiry::new(&question.department_name));
            found.len() - 1
        });
        let inquiry = &mut found[department];
        let topic = *topics.entry((department, key(position, question))).or_insert_with(|| {
            inquiry.topics.push(Topic::new());
            inquiry.topics.len() - 1
        });
        inquiry.questions += 1;
        inquiry.topics[topic].questions.push(question);
        address.insert(position, (department, topic));
    }
    count(assessment, &address, &mut found);
    for inquiry in &mut found {
        inquiry.topics.sort_by_key(|topic| std::cmp::Reverse(topic.results));
    }
    found.sort_by(|a, b| b.results.cmp(&a.results).then_with(|| a.name.cmp(b.name)));
    found
}

/// Number of unknown results for which no question is known, without those of which only the number may be told.
pub(super) fn without_question(assessment: &Assessment) -> usize {
    let counted = |rule: usize| assessment.rules.get(rule).is_some_and(is_unnamed);
    unknown(assessment).filter(|(rule, missing)| missing.is_empty() && !counted(*rule)).count()
}

fn unknown(assessment: &Assessment) -> impl Iterator<Item = (usize, &[usize])> {
    with(assessment, Verdict::Unknown).map(|judged| (judged.rule, judged.missing.as_slice()))
}

fn count(assessment: &Assessment, address: &BTreeMap<usize, (usize, usize)>, found: &mut [Inquiry<'_>]) {
    for (rule, missing) in unknown(assessment) {
        let topics: BTreeSet<(usize, usize)> = missing.iter().filter_map(|q| address.get(q)).copied().collect();
        for (department, topic) in &topics {
            let topic = &mut found[*department].topics[*topic];
            topic.results += 1;
            topic.rules.insert(rule);
        }
        let departments: BTreeSet<usize> = topics.into_iter().map(|(department, _)| department).collect();
        departments.into_iter().for_each(|department| found[department].results += 1);
    }
}

fn key(position: usize, question: &Question) -> Key<'_> {
    if question.reason.is_some() {
        return Key::Alone(position);
    }
    let (entity, _, field) = parts(&question.path);
    Key::Field { entity, field, list: question.kind == QuestionKind::List }
}

/// What the record is called that a question is about: what tells the questions of a topic apart.
pub(super) fn record(question: &Question) -> Text {
    question.record.clone().unwrap_or_else(|| Text::same(parts(&question.path).1))
}

/// Paths read `entity/id.field`, `entity/*` or `entity/id.list/*`; ids may hold any character, names may not.
fn parts(path: &str) -> (&str, &str, &str) {
    let path = path.strip_suffix("/*").unwrap_or(path);
    let (path, field) = path.rsplit_once('.').unwrap_or((path, ""));
    let (entity, record) = path.split_once('/').unwrap_or((path, path));
    (entity, record, field)
}

impl<'a> Inquiry<'a> {
    fn new(name: &'a Text) -> Self {
        Self { name, results: 0, questions: 0, topics: Vec::new() }
    }
}

impl Topic<'_> {
    fn new() -> Self {
        Self { questions: Vec::new(), results: 0, rules: BTreeSet::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::{inquiries, parts, without_question};
    use crate::report::sample;

    #[test]
    fn each_question_is_asked_once_and_of_one_department() {
        let assessment = sample::large();
        let found = inquiries(&assessment);
        let mut paths: Vec<&str> =
            found.iter().flat_map(|i| &i.topics).flat_map(|t| &t.questions).map(|q| q.path.as_str()).collect();
        assert_eq!(paths.len(), found.iter().map(|inquiry| inquiry.questions).sum::<usize>());
        paths.sort_unstable();
        let all = paths.len();
        paths.dedup();
        assert_eq!(paths.len(), all);
        assert_eq!(all, assessment.questions.len());
    }

    #[test]
    fn one_field_of_many_records_is_one_topic() {
        let assessment = sample::large();
        let found = inquiries(&assessment);
        let topics = found.iter().map(|inquiry| inquiry.topics.len()).sum::<usize>();
        assert!(topics * 5 < assessment.questions.len(), "{topics} topics");
        assert!(found.windows(2).all(|pair| pair[0].results >= pair[1].results));
    }

    #[test]
    fn paths_are_taken_apart_whatever_the_id() {
        assert_eq!(parts("system/juki.segment"), ("system", "juki", "segment"));
        assert_eq!(parts("step/juki/01-1.status"), ("step", "juki/01-1", "status"));
        assert_eq!(parts("contract/v1.2.parts/*"), ("contract", "v1.2", "parts"));
        assert_eq!(parts("flow/*"), ("flow", "flow", ""));
    }

    #[test]
    fn a_result_that_waits_for_nobody_is_counted_too() {
        assert_eq!(without_question(&sample::city()), 0);
        let mut assessment = sample::city();
        assessment.results.iter_mut().for_each(|judged| judged.missing.clear());
        assert_eq!(without_question(&assessment), assessment.ledger.unknown);
        assert!(inquiries(&assessment).is_empty());
    }
}
