//! The handbook: every rule of a pack for its readers, by area, and the days on which the law changes.

use super::assessment::PackIdentity;
use super::law::deadlines;
use super::page::{RulePage, rule_page};
use crate::language::Text;
use crate::pack::{Pack, Rule};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A pack as a book.
#[derive(Debug, Clone)]
pub struct Handbook {
    /// Version of tekigo.
    pub tool: String,
    /// Which pack.
    pub pack: PackIdentity,
    /// Its title.
    pub title: Text,
    /// The profile by which it was narrowed.
    pub profile: Option<Text>,
    /// Areas with rules, in the order of the pack.
    pub areas: Vec<Chapter>,
    /// Days on which something begins, ends or falls due, in order.
    pub timeline: Vec<(Date, Vec<Event>)>,
}

/// One area.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub label: Text,
    /// Its rules, the gravest first.
    pub rules: Vec<RulePage>,
}

/// What happens on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// An edition of a document applies: the document, and the edition.
    Edition(Text, Text),
    /// A rule begins: id and title.
    Begins(String, Text),
    /// It was the last day of a rule: id and title.
    Ends(String, Text),
    /// A target date.
    Due(Text),
}

/// The handbook of a pack as it stands on a day.
pub fn handbook(pack: &Pack, day: Date) -> Handbook {
    let known = pack.areas.iter().map(|(id, label)| (id.clone(), label.clone()));
    let others: BTreeSet<&String> = pack.rules.iter().map(|rule| &rule.area).collect();
    let others = others.into_iter().filter(|id| !pack.areas.contains_key(*id));
    let areas = known.chain(others.map(|id| (id.clone(), Text::same(id.clone()))));
    Handbook {
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        pack: PackIdentity::from(pack),
        title: pack.title.clone(),
        profile: pack.selection.as_ref().map(|selection| selection.profile.label.clone()),
        areas: areas.map(|area| chapter(pack, area, day)).filter(|chapter| !chapter.rules.is_empty()).collect(),
        timeline: timeline(pack),
    }
}

fn chapter(pack: &Pack, (id, label): (String, Text), day: Date) -> Chapter {
    let mut rules: Vec<&Rule> = pack.rules.iter().filter(|rule| rule.area == id).collect();
    rules.sort_by_key(|rule| (rule.severity, &rule.id));
    Chapter { rules: rules.into_iter().map(|rule| rule_page(pack, rule, day)).collect(), id, label }
}

fn timeline(pack: &Pack) -> Vec<(Date, Vec<Event>)> {
    let mut days: BTreeMap<Date, BTreeSet<Event>> = BTreeMap::new();
    let mut note = |day: Date, event: Event| days.entry(day).or_default().insert(event);
    for rule in &pack.rules {
        note(rule.from, Event::Begins(rule.id.clone(), rule.title.clone()));
        if let Some(until) = rule.until {
            note(until, Event::Ends(rule.id.clone(), rule.title.clone()));
        }
        for clause in rule.clauses.iter().filter_map(|key| pack.clauses.get(key)).flatten() {
            if let Some(from) = clause.edition_from {
                note(from, Event::Edition(clause.document.clone(), clause.edition.clone()));
            }
        }
    }
    for (_, name, date) in deadlines(pack) {
        note(date, Event::Due(name));
    }
    days.into_iter().map(|(day, events)| (day, events.into_iter().collect())).collect()
}
