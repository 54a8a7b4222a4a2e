//! What changes on one day, and whom it touches.

use super::days::{after, deadlines};
use super::{Bench, Named, Stand};
use crate::assess::Judgement;
use crate::assess::assessment::{ClauseSummary, Judged, RuleSummary, Verdict};
use crate::assess::cite;
use crate::derive;
use crate::language::Text;
use crate::pack::{Authority, CatalogEntry, Clause, Pack, Rule};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// One change.
#[derive(Debug, Clone)]
pub struct Event {
    /// What changes.
    pub what: What,
    /// The subjects it touches: those to which the rule applies, or those whose verdict changes.
    pub touched: Vec<Touched>,
    /// Number of subjects to which the rule does not apply.
    pub not_applicable: usize,
}

/// What changes.
#[derive(Debug, Clone)]
pub enum What {
    /// A duty begins.
    Begins(RuleSummary),
    /// A duty rests on other clauses, or on clauses of another authority.
    Changes(RuleSummary, Change),
    /// A duty ended the day before.
    Ends(RuleSummary),
    /// A new edition of a document begins, on which so many rules rest.
    Edition {
        /// The document.
        document: Text,
        /// The edition.
        edition: Text,
        /// Number of rules in force that cite it.
        rules: usize,
    },
    /// Reference data changes.
    Reference {
        /// Entries that begin, with what their list is called.
        began: Vec<Named>,
        /// Entries that ended the day before.
        ended: Vec<Named>,
    },
    /// A deadline passed the day before.
    Deadline {
        /// What it is called.
        name: Text,
        /// The day.
        date: Date,
    },
}

/// How the grounds of a duty change.
#[derive(Debug, Clone)]
pub struct Change {
    /// Clauses it rests on from now on.
    pub added: Vec<ClauseSummary>,
    /// Clauses it no longer rests on.
    pub dropped: Vec<ClauseSummary>,
    /// The most binding authority before.
    pub before: Authority,
    /// The most binding authority from now on.
    pub now: Authority,
}

/// One subject, with its verdicts.
#[derive(Debug, Clone)]
pub struct Touched {
    /// Where the rule stands in reports.
    pub position: usize,
    /// The rule.
    pub rule: String,
    /// What is wrong when that rule fails.
    pub title: Text,
    /// `system/juki`.
    pub subject: String,
    /// What a reader calls it.
    pub name: Text,
    /// The verdict before; `None` where the rule or the subject was not there.
    pub before: Option<Verdict>,
    /// The verdict from that day on; `None` where the rule or the subject is there no longer.
    pub now: Option<Verdict>,
    /// The rule's sentence, where it fails from that day on.
    pub message: Option<Text>,
}

/// All that changes on a day.
pub(super) fn on<'p, E, J>(bench: &mut Bench<'_, 'p, J>, day: Date) -> Result<Vec<Event>, E>
where
    J: FnMut(Stand) -> Result<Judgement<'p>, E>,
{
    let Ok(eve) = day.yesterday() else { return Ok(Vec::new()) };
    let now = bench.results(Stand { clock: day, law: day })?;
    let before = bench.results(Stand { clock: eve, law: eve })?;
    let mut events = duties(bench, (eve, &before), (day, &now));
    let (passed, reference) = (passed(bench.pack, eve), reference(bench.pack, eve, day));
    events.extend(editions(bench.pack, day));
    if reference.is_none() && passed.is_empty() {
        return Ok(events);
    }
    // The day by the law of the day before: what is different from there is the law's doing, what leads there is the
    // clock's.
    let between = bench.results(Stand { clock: day, law: eve })?;
    if let Some(what) = reference {
        let touched = differences(bench, &between, &now);
        events.push(Event { what, touched, not_applicable: 0 });
    }
    for (id, name, date) in passed {
        let depends = |position: usize| depends(bench.pack, bench.rule(position), &id);
        let mut touched = differences(bench, &before, &between);
        touched.retain(|touched| depends(touched.position));
        events.push(Event { what: What::Deadline { name, date }, touched, not_applicable: 0 });
    }
    Ok(events)
}

/// Duties that begin, change or end.
fn duties<J>(bench: &Bench<'_, '_, J>, (eve, before): (Date, &[Judged]), (day, now): (Date, &[Judged])) -> Vec<Event> {
    let pack = bench.pack;
    let (mut begins, mut changes, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    for position in 0..pack.rules.len() {
        let rule = bench.rule(position);
        let summary = |day| cite::summary(pack, rule, day);
        let of_rule = |results: &[Judged]| results.iter().filter(|judged| judged.rule == position).cloned().collect();
        if rule.from == day {
            begins.push(touching(What::Begins(summary(day)), of_rule(now), (None, Some(())), rule));
        } else if after(rule.until) == Some(day) {
            ends.push(touching(What::Ends(summary(eve)), of_rule(before), (Some(()), None), rule));
        } else if rule.in_force(eve)
            && rule.in_force(day)
            && let Some(change) = change(pack, rule, eve, day)
        {
            changes.push(touching(What::Changes(summary(day), change), of_rule(now), (Some(()), Some(())), rule));
        }
    }
    begins.into_iter().chain(changes).chain(ends).collect()
}

/// An event about one rule, with the subjects to which the rule applies. The sides say on which of the two days the
/// rule is there.
fn touching(what: What, results: Vec<Judged>, (before, now): (Option<()>, Option<()>), rule: &Rule) -> Event {
    let (out, touched): (Vec<_>, Vec<_>) =
        results.into_iter().partition(|judged| judged.verdict == Verdict::NotApplicable);
    let touched = touched.into_iter().map(|judged| Touched {
        position: judged.rule,
        rule: rule.id.clone(),
        title: rule.title.clone(),
        before: before.map(|()| judged.verdict),
        now: now.map(|()| judged.verdict),
        message: judged.message.filter(|_| now.is_some()),
        subject: judged.subject,
        name: judged.subject_name,
    });
    Event { what, touched: touched.collect(), not_applicable: out.len() }
}

/// How the grounds of a rule change from one day to the next; `None` if they do not.
fn change(pack: &Pack, rule: &Rule, eve: Date, day: Date) -> Option<Change> {
    let cited = |day| -> Vec<&Clause> { pack.cited(rule, day).collect() };
    let (before, now) = (cited(eve), cited(day));
    let same = |one: &&Clause, other: &&Clause| one.id == other.id && one.place == other.place;
    let beyond = |these: &[&Clause], those: &[&Clause], day| -> Vec<ClauseSummary> {
        let new = these.iter().filter(|clause| !those.iter().any(|other| same(clause, other)));
        new.map(|clause| cite::cited(clause, day)).collect()
    };
    let (added, dropped) = (beyond(&now, &before, day), beyond(&before, &now, eve));
    let most = |clauses: &[&Clause]| clauses.iter().map(|clause| clause.authority).min().unwrap_or(Authority::Plan);
    let differs = !added.is_empty() || !dropped.is_empty();
    differs.then(|| Change { added, dropped, before: most(&before), now: most(&now) })
}

/// Editions of documents that begin on a day, with the number of rules in force that rest on them.
fn editions(pack: &Pack, day: Date) -> Vec<Event> {
    let mut found: BTreeMap<(&Text, &Text), BTreeSet<&str>> = BTreeMap::new();
    for rule in pack.rules.iter().filter(|rule| rule.in_force(day)) {
        for clause in pack.cited(rule, day).filter(|clause| clause.edition_from == Some(day)) {
            found.entry((&clause.document, &clause.edition)).or_default().insert(&rule.id);
        }
    }
    let event = |((document, edition), rules): ((&Text, &Text), BTreeSet<&str>)| {
        let what = What::Edition { document: document.clone(), edition: edition.clone(), rules: rules.len() };
        Event { what, touched: Vec::new(), not_applicable: 0 }
    };
    found.into_iter().map(event).collect()
}

/// Catalog entries that begin on a day or ended the day before.
fn reference(pack: &Pack, eve: Date, day: Date) -> Option<What> {
    let named = |entry: &CatalogEntry| {
        (pack.vocabulary.entity(entry.record.entity).label.clone(), entry.name(&pack.vocabulary))
    };
    let began: Vec<Named> = pack.catalog.iter().filter(|entry| entry.from == Some(day)).map(named).collect();
    let ended: Vec<Named> = pack.catalog.iter().filter(|entry| entry.until == Some(eve)).map(named).collect();
    (!began.is_empty() || !ended.is_empty()).then_some(What::Reference { began, ended })
}

/// The deadlines of a day on which some rule depends.
fn passed(pack: &Pack, day: Date) -> Vec<(String, Text, Date)> {
    let asked = |id: &str| pack.rules.iter().any(|rule| depends(pack, rule, id));
    deadlines(pack).into_iter().filter(|(id, _, date)| *date == day && asked(id)).collect()
}

fn depends(pack: &Pack, rule: &Rule, deadline: &str) -> bool {
    derive::deadlines(pack, rule).contains(deadline)
}

/// Results of rules that both have, and that are not the same; what comes or goes without applying is none.
fn differences<J>(bench: &Bench<'_, '_, J>, before: &[Judged], now: &[Judged]) -> Vec<Touched> {
    type Key<'k> = (usize, &'k str);
    let keyed = |results| -> BTreeMap<Key<'_>, &Judged> {
        let results: &[Judged] = results;
        results.iter().map(|judged| ((judged.rule, judged.subject.as_str()), judged)).collect()
    };
    let rules = |results: &[Judged]| -> BTreeSet<usize> { results.iter().map(|judged| judged.rule).collect() };
    let (before_by, now_by) = (keyed(before), keyed(now));
    let both: BTreeSet<usize> = rules(before).intersection(&rules(now)).copied().collect();
    let keys: BTreeSet<Key<'_>> = before_by.keys().chain(now_by.keys()).copied().collect();
    let mut touched = Vec::new();
    for key in keys.into_iter().filter(|(rule, _)| both.contains(rule)) {
        let (was, is) = (before_by.get(&key), now_by.get(&key));
        let (verdict_was, verdict_is) = (was.map(|judged| judged.verdict), is.map(|judged| judged.verdict));
        let idle = |verdict: Option<Verdict>| verdict.is_none_or(|verdict| verdict == Verdict::NotApplicable);
        let differs = verdict_was != verdict_is && !(idle(verdict_was) && idle(verdict_is));
        let Some(judged) = is.or(was).filter(|_| differs) else { continue };
        let rule = bench.rule(key.0);
        touched.push(Touched {
            position: key.0,
            rule: rule.id.clone(),
            title: rule.title.clone(),
            subject: judged.subject.clone(),
            name: judged.subject_name.clone(),
            before: verdict_was,
            now: verdict_is,
            message: is.and_then(|judged| judged.message.clone()),
        });
    }
    touched
}
