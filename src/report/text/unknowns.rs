//! What is not known, by department and question: each question once, with the rules that wait for its answer.

use super::page::Page;
use super::words;
use crate::assess::assessment::{Assessment, RuleSummary, Verdict};
use crate::language::Text;
use crate::report::Options;
use crate::report::inquiry::{Inquiry, Topic, inquiries, record, without_question};

/// Topics shown per department, unless all are asked for.
const TOPICS: usize = 8;
/// Other records named where one question is about many.
const OTHERS: usize = 8;
/// Rules named that wait for one answer.
const WAITING: usize = 2;

/// Writes the questions of all departments.
pub(super) fn write(page: &mut Page, assessment: &Assessment, options: &Options) {
    let language = page.language;
    let whole = options.demands(Verdict::Unknown);
    let unknown = Verdict::Unknown.label();
    page.heading(words::section(&unknown, assessment.ledger.unknown).get(language));
    page.hang(" ", words::shared().get(language));
    for inquiry in inquiries(assessment) {
        page.blank();
        department(page, assessment, &inquiry, whole);
    }
    let nobody = without_question(assessment);
    if nobody > 0 {
        page.blank();
        page.hang(" ", words::no_question(nobody).get(language));
    }
    page.blank();
}

fn department(page: &mut Page, assessment: &Assessment, inquiry: &Inquiry<'_>, whole: bool) {
    let title = words::department(inquiry.name, inquiry.results, inquiry.questions);
    page.hang("> ", page.say(&title));
    let most = if whole { usize::MAX } else { TOPICS };
    for (index, topic) in inquiry.topics.iter().take(most).enumerate() {
        ask(page, assessment, index + 1, topic, whole);
    }
    if let Some(rest @ [_, ..]) = inquiry.topics.get(most..) {
        let more = rest.iter().map(|topic| topic.questions.len()).sum();
        page.hang("  ", words::more_questions(more).get(page.language));
    }
}

fn ask(page: &mut Page, assessment: &Assessment, number: usize, topic: &Topic<'_>, whole: bool) {
    let Some((first, others)) = topic.questions.split_first() else { return };
    let mark = format!("{number:>3}. ");
    page.hang_most(&mark, page.say(&first.question), 6);
    if let Some(reason) = &first.reason {
        page.hang_most("     ", page.say(reason), 3);
    }
    page.hang_most("     ", page.say(&words::write_at(first)), 2);
    let rules = topic.rules.iter().filter_map(|rule| assessment.rules.get(*rule));
    let named: Vec<&RuleSummary> = rules.take(WAITING).collect();
    page.hang_most("     ", page.say(&words::waiting(topic.results, topic.rules.len(), &named)), 3);
    if others.is_empty() {
        return;
    }
    let named = if whole { 0 } else { OTHERS };
    let records: Vec<Text> = others.iter().take(named).map(|question| record(question)).collect();
    page.hang_most("     ", page.say(&words::same_question(others.len(), &records)), 2);
    for other in others.iter().filter(|_| whole) {
        page.hang_most("     - ", page.say(&words::other_question(other)), 2);
    }
}
