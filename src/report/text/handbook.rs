//! Rules for people at a terminal: the list of all, the page of one, and one verdict explained.

use super::chosen::OWN;
use super::page::{Page, WIDTH};
use super::{entry, fix, words};
use crate::assess::RulePage;
use crate::assess::assessment::{Assessment, Judged, Question, RuleSummary, Verdict};
use crate::assess::fix::Fixes;
use crate::assess::grounds::Grounds;
use crate::assess::handbook::Handbook;
use crate::language::{Language, Text};
use crate::text;

/// All rules by area, the gravest first within each.
pub fn list(book: &Handbook, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    page.line(page.say(&words::number_of_rules(book.areas.iter().map(|area| area.rules.len()).sum())));
    for area in &book.areas {
        page.blank();
        page.heading(&format!("{} ({})", page.say(&area.label), area.rules.len()));
        for RulePage { summary: rule, .. } in &area.rules {
            let severity = rule.severity.label();
            page.hang(&format!(" [{}] ", page.say(&severity)), page.say(&rule.title));
            let mark = if rule.confirmed { "" } else { words::UNCONFIRMED.get(language) };
            let own = if rule.own { OWN.get(language) } else { "" };
            page.hang("      ", &format!("{}{own} / {}{mark}", rule.id, page.say(&rule.authority.label())));
        }
    }
    page.finish()
}

/// What one rule demands, why, on what ground, and its examples.
pub fn page(rule: &RulePage, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    head(&mut page, &rule.summary);
    page.hang(" ", page.say(&rule.summary.why));
    page.blank();
    for (word, text) in [
        (words::REMEDY, page.say(&rule.summary.remedy).to_owned()),
        (words::SUBJECT, page.say(&rule.subject).to_owned()),
        (words::IN_FORCE, page.say(&words::in_force(&rule.summary)).to_owned()),
        (words::WHEN, rule.when.clone().unwrap_or_default()),
        (words::REQUIRE, rule.require.clone()),
    ] {
        if !text.is_empty() {
            entry::field(&mut page, word, &text);
        }
    }
    page.blank();
    for (clause, cited) in rule.clauses.iter().zip(&rule.summary.clauses) {
        let mark = if clause.confirmed { "" } else { words::UNCONFIRMED.get(language) };
        let label = format!("{}{mark} [{}]", page.say(&cited.label), page.say(&clause.authority.label()));
        entry::field(&mut page, words::CLAUSE, &label);
        page.hang("            ", page.say(&clause.text));
    }
    page.blank();
    page.heading(words::EXAMPLES.get(language));
    for (note, verdict) in &rule.examples {
        page.hang(&format!(" {}: ", page.say(&verdict.label())), page.say(note));
    }
    page.finish()
}

/// What is told of one verdict beside what reports tell.
pub struct Insight<'a> {
    /// The digest of the facts that decided.
    pub digest: Option<&'a str>,
    /// For a fail: the smallest set of facts that forces it.
    pub grounds: Option<&'a Grounds>,
    /// For an unknown result: positions of the questions of which each can still change it.
    pub ask: &'a [usize],
    /// Whether fixes were wanted, and those that were found.
    pub fixes: Option<Option<&'a Fixes>>,
}

/// Why a rule said what it said about one subject.
pub fn verdict(assessment: &Assessment, judged: &Judged, insight: &Insight<'_>, language: Language) -> String {
    let mut page = Page::new(language, WIDTH);
    if let Some(rule) = assessment.rules.get(judged.rule) {
        head(&mut page, rule);
        let word = judged.verdict.label();
        entry::field(&mut page, words::VERDICT, word.get(language));
        entry::subject(&mut page, judged);
        page.blank();
        entry::rule(&mut page, rule, judged.verdict);
    }
    if let Some(grounds) = insight.grounds {
        fix::grounds(&mut page, grounds);
    }
    let missing: Vec<&Question> = insight.ask.iter().filter_map(|index| assessment.questions.get(*index)).collect();
    if judged.verdict == Verdict::Unknown && !missing.is_empty() {
        page.blank();
        page.heading(words::MISSING.get(language));
        missing.into_iter().for_each(|question| ask(&mut page, question));
    }
    if let Some(fixes) = insight.fixes {
        fix::fixes(&mut page, fixes);
    }
    if let Some(digest) = insight.digest {
        page.blank();
        page.hang("", page.say(&facts_digest(digest)));
    }
    page.finish()
}

/// One question, to whom it goes, and where its answer belongs.
pub(super) fn ask(page: &mut Page, question: &Question) {
    page.hang(" - ", page.say(&question.question));
    if let Some(reason) = &question.reason {
        page.hang("   ", page.say(reason));
    }
    page.hang("   ", page.say(&words::addressed(question)));
    page.hang("   ", page.say(&words::write_at(question)));
}

fn head(page: &mut Page, rule: &RuleSummary) {
    page.bar();
    let severity = rule.severity.label();
    page.hang(&format!(" [{}] ", page.say(&severity)), page.say(&rule.title));
    page.line(&format!(" {}/{}", rule.area, rule.id));
    page.bar();
}

/// What to write into an exception that is granted in view of these facts.
fn facts_digest(digest: &str) -> Text {
    text!(
        ja: "例外措置にこの事実を結び付けるときは facts_digest = \"{digest}\" と書く（事実が変わると例外措置は効かなくなる）",
        en: "To tie an exception to these facts write facts_digest = \"{digest}\"; it lapses when they change"
    )
}
