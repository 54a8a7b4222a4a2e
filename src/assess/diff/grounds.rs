//! What did it: the facts that changed, the edition of the law, the day that passed.

use super::{Cause, Pair, Side};
use crate::assess::assessment::{Judged, Question, RuleSummary, ShownFact};
use crate::calendar::era;
use crate::inventory::Value;
use crate::language::Text;
use crate::text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A fact that changed with a verdict.
#[derive(Debug, Clone)]
pub struct Moved {
    /// `system/juki.segment`.
    pub path: String,
    /// What the field and the record are called; the question, for what neither side knows.
    pub label: Text,
    /// The value before; `None` if it did not matter then, or its record was not there.
    pub before: Option<Text>,
    /// The value now; `None` if it does not matter now, or its record is not there.
    pub after: Option<Text>,
    /// Where it is written, in the new inventory if it is there.
    pub place: Option<String>,
    /// The document that it was taken from.
    pub source: Option<String>,
}

/// What one side says about a path.
enum Says<'a> {
    Known(&'a ShownFact),
    Missing(&'a Question),
}

/// What a result rests on, by path.
fn says<'a>(side: &Side<'a>, judged: Option<&'a Judged>) -> BTreeMap<&'a str, Says<'a>> {
    let Some(judged) = judged else { return BTreeMap::new() };
    let questions = judged.missing.iter().filter_map(|question| side.assessment.questions.get(*question));
    let mut all: BTreeMap<&str, Says<'_>> =
        questions.map(|question| (question.path.as_str(), Says::Missing(question))).collect();
    all.extend(judged.facts.iter().map(|fact| (fact.path.as_str(), Says::Known(fact))));
    all
}

/// The facts that changed between two sides of a result: those both sides speak of and that differ; if there are none,
/// those that decide now, or did before if nothing is judged now.
pub(super) fn moved(old: &Side<'_>, new: &Side<'_>, (was, is): Pair<'_>) -> Vec<Moved> {
    let (before, after) = (says(old, was), says(new, is));
    let differing = after.iter().filter(|(path, now)| before.get(*path).is_some_and(|then| !same(then, now)));
    let both: Vec<Moved> = differing.map(|(path, now)| one(path, before.get(path), Some(now))).collect();
    if !both.is_empty() {
        return both;
    }
    let unlike = |(path, _): &(&&str, &Says<'_>), other: &BTreeMap<&str, Says<'_>>| !other.contains_key(**path);
    match is {
        Some(_) => {
            after.iter().filter(|entry| unlike(entry, &before)).map(|(path, now)| one(path, None, Some(now))).collect()
        }
        None => before.iter().map(|(path, then)| one(path, Some(then), None)).collect(),
    }
}

fn same(then: &Says<'_>, now: &Says<'_>) -> bool {
    match (then, now) {
        (Says::Known(then), Says::Known(now)) => then.value == now.value && then.shown == now.shown,
        (Says::Missing(_), Says::Missing(_)) => true,
        _ => false,
    }
}

fn one(path: &str, then: Option<&Says<'_>>, now: Option<&Says<'_>>) -> Moved {
    let fact = |says: Option<&Says<'_>>| match says {
        Some(Says::Known(fact)) => Some((*fact).clone()),
        _ => None,
    };
    let value = |says: Option<&Says<'_>>| {
        says.map(|says| match says {
            Says::Known(fact) => fact.shown.clone(),
            Says::Missing(_) => Text::new("不明", "unknown"),
        })
    };
    let shown = fact(now).or_else(|| fact(then));
    let asked = || match now.or(then) {
        Some(Says::Missing(question)) => {
            let Text { ja, en } = &question.question;
            Some(text!(ja: "「{ja}」", en: "“{en}”"))
        }
        _ => None,
    };
    Moved {
        path: path.to_owned(),
        label: shown.as_ref().map(|fact| fact.label.clone()).or_else(asked).unwrap_or_else(|| Text::same(path)),
        before: value(then),
        after: value(now),
        place: shown.as_ref().and_then(|fact| fact.place.clone()),
        source: shown.and_then(|fact| fact.source),
    }
}

/// Where a result's questions are to be answered and the facts on which it rests are written, those that changed first.
pub(super) fn places(side: &Side<'_>, judged: Option<&Judged>, moved: &[Moved]) -> Vec<String> {
    let Some(judged) = judged else { return Vec::new() };
    let questions = judged.missing.iter().filter_map(|question| side.assessment.questions.get(*question));
    let asked = questions.filter_map(|question| question.place.clone());
    let mut facts: Vec<&ShownFact> = judged.facts.iter().collect();
    facts.sort_by_key(|fact| !moved.iter().any(|moved| moved.path == fact.path));
    asked.chain(facts.into_iter().filter_map(|fact| fact.place.clone())).collect()
}

/// The law, the pack or the day that did it, in words.
pub(super) fn grounds(
    old: &Side<'_>,
    new: &Side<'_>,
    rule: &str,
    pair: Pair<'_>,
    causes: &BTreeSet<Cause>,
) -> Vec<(Cause, Text)> {
    let mut grounds = Vec::new();
    let rules = (old.rules.get(rule).copied(), new.rules.get(rule).copied());
    let days = (old.assessment.as_of, new.assessment.as_of);
    if causes.contains(&Cause::Pack) {
        grounds.push((Cause::Pack, pack(old, new, rules)));
    }
    if causes.contains(&Cause::Law) {
        grounds.extend(law(rules, days).into_iter().map(|ground| (Cause::Law, ground)));
    }
    if causes.contains(&Cause::Days) {
        grounds.extend(passed(new, pair, days).into_iter().map(|ground| (Cause::Days, ground)));
    }
    grounds
}

fn pack(old: &Side<'_>, new: &Side<'_>, rules: (Option<&RuleSummary>, Option<&RuleSummary>)) -> Text {
    let name = |side: &Side<'_>| {
        let pack = &side.assessment.pack;
        let digest: String = pack.sha256.chars().take(8).collect();
        format!("{} {} ({digest})", pack.name, pack.version)
    };
    let (old, new) = (name(old), name(new));
    match rules {
        (None, _) => text!(ja: "ルール集 {new} で加わった規則", en: "the rule was added in pack {new}"),
        (_, None) => text!(ja: "ルール集 {new} で除かれた規則", en: "the rule was dropped in pack {new}"),
        _ => text!(ja: "ルール集が {old} から {new} になった", en: "the pack changed from {old} to {new}"),
    }
}

/// The edition that began or ended between the days.
fn law((was, is): (Option<&RuleSummary>, Option<&RuleSummary>), (old, new): (Date, Date)) -> Vec<Text> {
    let Some(rule) = is.or(was) else { return Vec::new() };
    let cited = clauses(rule);
    let (cited_ja, cited_en) = (&cited.ja, &cited.en);
    if let Some(from) = rule.from {
        let from_ja = era(from);
        if old < from && from <= new {
            return vec![text!(ja: "{from_ja}施行: {cited_ja}", en: "in force since {from}: {cited_en}")];
        }
        if new < from && from <= old {
            return vec![
                text!(ja: "{from_ja}施行（新しい側ではまだ）: {cited_ja}", en: "in force only from {from}: {cited_en}"),
            ];
        }
    }
    if let Some(until) = rule.until.filter(|until| old <= *until && *until < new) {
        let until_ja = era(until);
        return vec![text!(ja: "{until_ja}で終了: {cited_ja}", en: "ended on {until}: {cited_en}")];
    }
    let editions = |rule: Option<&RuleSummary>| -> BTreeMap<String, Text> {
        let clauses = rule.map(|rule| rule.clauses.as_slice()).unwrap_or_default();
        clauses.iter().map(|clause| (format!("{} {}", clause.id, clause.edition.ja), clause.label.clone())).collect()
    };
    let (before, after) = (editions(was), editions(is));
    let added = after.iter().filter(|(edition, _)| !before.contains_key(*edition));
    let mut told: Vec<Text> = added.map(|(_, label)| label.clone()).collect();
    if told.is_empty() {
        let (old_ja, new_ja) = (era(old), era(new));
        told.push(text!(
            ja: "{old_ja}から{new_ja}までに参照資料（期限・区分・様式など）が変わった: {cited_ja}",
            en: "reference data (deadlines, zones, lists) changed between {old} and {new}: {cited_en}"
        ));
    }
    told
}

fn clauses(rule: &RuleSummary) -> Text {
    let list = |texts: Vec<&str>, mark: &str| texts.join(mark);
    Text::new(
        list(rule.clauses.iter().map(|clause| clause.label.ja.as_str()).collect(), "、"),
        list(rule.clauses.iter().map(|clause| clause.label.en.as_str()).collect(), "; "),
    )
}

/// The days that lie between the two, or facts that have become too old; else only how far the clock went.
fn passed(new: &Side<'_>, (was, is): Pair<'_>, (old, now): (Date, Date)) -> Vec<Text> {
    let between = old.min(now)..=old.max(now);
    let facts = [is, was].into_iter().flatten().flat_map(|judged| &judged.facts);
    let mut told: BTreeMap<&str, Text> = BTreeMap::new();
    for fact in facts {
        if let Some(Value::Date(day)) = fact.value
            && between.contains(&day)
        {
            let Text { ja, en } = &fact.label;
            let day_ja = era(day);
            told.insert(&fact.path, text!(ja: "{ja}（{day_ja}）を過ぎた", en: "{en} ({day}) has passed"));
        }
    }
    let missing = is.map(|judged| judged.missing.as_slice()).unwrap_or_default();
    for question in missing.iter().filter_map(|question| new.assessment.questions.get(*question)) {
        if let Some(reason) = &question.reason {
            told.insert(&question.path, reason.clone());
        }
    }
    if told.is_empty() {
        let (old_ja, now_ja) = (era(old), era(now));
        return vec![text!(ja: "{old_ja}から{now_ja}までの経過", en: "from {old} to {now}")];
    }
    told.into_values().collect()
}
