//! The search: sets of one change, then of two, and so on, each replayed.
//!
//! A set of facts that forces a fail must lose one of its members, so only changes to the facts that decided are tried,
//! and after a change that is not enough, changes to the facts that decide then (or are missing then). All sets of one
//! size are tried before the next: what is found first is smallest.

use super::Reach;
use super::values;
use crate::assess::answers::raw;
use crate::assess::assessment::Verdict;
use crate::assess::replay::{Everything, Replay};
use crate::assess::shown;
use crate::diagnostic::{FileId, Place};
use crate::evaluate::{Decision, Outcome};
use crate::inventory::record::Overlay;
use crate::inventory::{Cell, Datum, Fact, Inventory, Missing, Municipality, RawValue, Record};
use crate::language::Text;
use crate::text;
use crate::vocabulary::Kind;
use std::collections::{BTreeMap, BTreeSet};

/// Changes in one fix at most.
pub(super) const MOST_CHANGES: usize = 3;
/// Inventories tried at most.
const TRIALS: usize = 200;
/// Sets at most of which it is worked out what else they do though they are not enough.
const EASED: usize = 12;

/// One fact that is decided otherwise.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) fact: Fact,
    pub(super) value: RawValue,
    pub(super) shown: Text,
    /// It is a number or a day.
    pub(super) ordered: bool,
    /// Items that were added to a list.
    added: Vec<u32>,
    /// What such a change weighs.
    pub(super) weight: u32,
}

/// A set of changes that ends the fail.
pub(super) struct Found {
    /// In order of fact.
    pub(super) changes: Vec<Change>,
    pub(super) becomes: Verdict,
    /// Positions of rules with the number of their results that no longer fail, and of those that are no longer known.
    pub(super) ends: BTreeMap<usize, usize>,
    pub(super) opens: BTreeMap<usize, usize>,
}

/// A search under way.
pub(super) struct Search<'a> {
    replay: &'a Replay<'a>,
    inventory: &'a Inventory,
    /// Told how many of how many inventories were tried.
    progress: &'a dyn Fn(usize, usize),
    /// As it is.
    m: Municipality<'a>,
    before: Everything,
    tried: usize,
    cut: bool,
    near: bool,
    /// Rules that stood in the way.
    blocked: BTreeSet<usize>,
    /// Sets of the smallest size after which it does not fail, but is not known either.
    eased: Vec<Found>,
}

/// A set of changes that is not enough, with what decides then and what is missing.
struct Open {
    changes: Vec<Change>,
    facts: Vec<Fact>,
    missing: Vec<Missing>,
}

/// What becomes of a set of changes.
enum Trial {
    /// It is a fix.
    Fixed(Found),
    /// It is not; these facts decide now, and these are missing.
    Open(Vec<Fact>, Vec<Missing>),
    /// It cannot be written into the inventory.
    Refused,
}

impl<'a> Search<'a> {
    /// `None` if there is nothing to fix.
    pub(super) fn new(
        replay: &'a Replay<'a>,
        inventory: &'a Inventory,
        progress: &'a dyn Fn(usize, usize),
    ) -> Option<Self> {
        let scene = replay.judge(inventory)?;
        if scene.decision() != Some(Decision::Fail) {
            return None;
        }
        let before = replay.everything(inventory)?;
        let blocked = BTreeSet::new();
        Some(Self {
            replay,
            inventory,
            progress,
            m: scene.m,
            before,
            tried: 0,
            cut: false,
            near: false,
            blocked,
            eased: Vec::new(),
        })
    }

    /// The facts as they are.
    pub(super) fn facts(&self) -> &Municipality<'a> {
        &self.m
    }

    pub(super) fn tried(&self) -> usize {
        self.tried
    }

    /// The search is over.
    pub(super) fn end(&self) {
        (self.progress)(TRIALS, TRIALS);
    }

    pub(super) fn reach(&self) -> Reach {
        match (self.cut, self.near) {
            (true, _) => Reach::Cut,
            (false, true) => Reach::Near,
            (false, false) => Reach::Whole,
        }
    }

    /// Titles of the rules that stood in the way.
    pub(super) fn blocked_by(&self) -> Vec<Text> {
        self.blocked.iter().map(|index| self.replay.pack.rules[*index].title.clone()).collect()
    }

    /// Titles of rules with numbers of results.
    pub(super) fn titled(&self, rules: &BTreeMap<usize, usize>) -> Vec<(Text, usize)> {
        rules.iter().map(|(index, results)| (self.replay.pack.rules[*index].title.clone(), *results)).collect()
    }

    /// Sets after which it no longer fails, though facts are missing to say that it passes; all of the smallest size.
    pub(super) fn eased(&mut self) -> Vec<Found> {
        std::mem::take(&mut self.eased)
    }

    /// All fixes of the smallest size for which there is one.
    pub(super) fn run(&mut self) -> Vec<Found> {
        let Trial::Open(facts, missing) = self.judge(&[]) else { return Vec::new() };
        let mut frontier = vec![Open { changes: Vec::new(), facts, missing }];
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for _ in 0..MOST_CHANGES {
            let (mut found, mut next) = (Vec::new(), Vec::new());
            for open in frontier {
                for change in self.candidates(&open) {
                    let mut more: Vec<Change> = open.changes.iter().cloned().chain([change]).collect();
                    more.sort_by_key(|change| change.fact);
                    let name: Vec<_> = more.iter().map(|change| (change.fact, &change.value)).collect();
                    if !seen.insert(format!("{name:?}")) {
                        continue;
                    }
                    match self.attempt(&more) {
                        Some(Trial::Fixed(fixed)) => {
                            let slim = self.slim(fixed);
                            if found.iter().all(|other: &Found| !same(&other.changes, &slim.changes)) {
                                found.push(slim);
                            }
                        }
                        Some(Trial::Open(facts, missing)) => next.push(Open { changes: more, facts, missing }),
                        Some(Trial::Refused) => {}
                        None => return found,
                    }
                }
            }
            if !found.is_empty() || next.is_empty() {
                return found;
            }
            frontier = next;
        }
        self.cut = true;
        Vec::new()
    }

    /// Changes that could be added to a set that is not enough.
    fn candidates(&mut self, open: &Open) -> Vec<Change> {
        let Open { changes, facts, missing } = open;
        let asked = missing.iter().filter_map(|one| if let Missing::Field(fact) = one { Some(*fact) } else { None });
        let wanted: BTreeSet<Fact> = facts.iter().copied().chain(asked).collect();
        let mut found = Vec::new();
        for fact in wanted {
            let field = self.m.vocabulary.field(fact.entity, fact.field);
            let kind = self.m.vocabulary.entity(fact.entity).kind;
            let written = matches!(kind, Kind::Base | Kind::Singleton) && !field.computed;
            if !field.change || !written || changes.iter().any(|change| change.fact == fact) {
                continue;
            }
            let values = values::of(self.replay.pack, &mut self.m, self.replay.rule, fact, facts);
            self.near |= values.left_out;
            for value in values.all {
                found.push(self.change(fact, &value, values.ordered));
            }
        }
        found
    }

    fn change(&self, fact: Fact, datum: &Datum, ordered: bool) -> Change {
        let field = self.m.vocabulary.field(fact.entity, fact.field);
        let now = self.m.table(fact.entity).column(fact.field).get(fact.row);
        let added = match (&now, datum) {
            (Some(Datum::List(before)), Datum::List(after)) => beyond(after, before),
            (_, Datum::List(after)) => after.clone(),
            _ => Vec::new(),
        };
        let shown = match (&now, datum) {
            (Some(Datum::List(before)), Datum::List(after)) => {
                let items = |items: Vec<u32>| shown::datum(&self.m, fact, &Datum::List(items));
                match (items(added.clone()), items(beyond(before, after))) {
                    (more, less) if less.ja.is_empty() => {
                        Text::new(format!("「{}」を加える", more.ja), format!("add {}", more.en))
                    }
                    (_, less) => Text::new(format!("「{}」を外す", less.ja), format!("remove {}", less.en)),
                }
            }
            (_, Datum::Date(_)) => {
                let Text { ja, en } = shown::datum(&self.m, fact, datum);
                text!(ja: "{ja}（足りる最も近い日）", en: "{en} (the nearest day that will do)")
            }
            _ => shown::datum(&self.m, fact, datum),
        };
        let weight = field.weight_in_use.unwrap_or(field.weight);
        Change { fact, value: raw(&self.m, Some(fact), datum), shown, ordered, added, weight }
    }

    /// The same fix without the items of a list that it does not need.
    fn slim(&mut self, mut found: Found) -> Found {
        for at in 0..found.changes.len() {
            let (fact, added) = (found.changes[at].fact, found.changes[at].added.clone());
            for item in added.iter().filter(|_| added.len() > 1) {
                let present = match &found.changes[at].value {
                    RawValue::Texts(texts) => texts.iter().filter_map(|text| self.m.symbols.find(text)),
                    _ => break,
                };
                let fewer = present.map(|symbol| symbol.0).filter(|other| other != item).collect();
                let mut changes = found.changes.clone();
                changes[at] = self.change(fact, &Datum::List(fewer), false);
                if let Some(Trial::Fixed(fixed)) = self.attempt(&changes) {
                    found = fixed;
                }
            }
        }
        found
    }

    /// Tries a set of changes; `None` when no more trials are left.
    fn attempt(&mut self, changes: &[Change]) -> Option<Trial> {
        if self.tried >= TRIALS {
            self.cut = true;
            return None;
        }
        (self.progress)(self.tried, TRIALS);
        self.tried += 1;
        let trial = self.judge(changes);
        if let Trial::Open(_, missing) = &trial
            && !missing.is_empty()
            && self.eased.len() < EASED
            && self.eased.first().is_none_or(|first| first.changes.len() == changes.len())
        {
            let everything = self.replay.everything(&self.with(changes));
            if let Some(Trial::Fixed(eased)) = everything.map(|after| self.weigh(changes, Verdict::Unknown, &after)) {
                self.eased.push(eased);
            }
        }
        Some(trial)
    }

    fn judge(&mut self, changes: &[Change]) -> Trial {
        let inventory = self.with(changes);
        let Some(scene) = self.replay.judge(&inventory) else { return Trial::Refused };
        let becomes = match &scene.outcome {
            None => Verdict::NotApplicable,
            Some(Outcome { decision: Decision::Pass, .. }) => Verdict::Pass,
            Some(Outcome { decision: Decision::NotApplicable, .. }) => Verdict::NotApplicable,
            Some(outcome) => return Trial::Open(outcome.facts.clone(), outcome.missing.clone()),
        };
        match self.replay.everything(&inventory) {
            Some(after) => self.weigh(changes, becomes, &after),
            None => Trial::Refused,
        }
    }

    /// Whether the changes make another rule fail, and what else they do.
    fn weigh(&mut self, changes: &[Change], becomes: Verdict, after: &Everything) -> Trial {
        let was = |key: &(usize, String)| self.before.get(key).map(|outcome| outcome.decision);
        let bad = |decision: Decision| matches!(decision, Decision::Fail | Decision::Error);
        let broken: Vec<(&(usize, String), &Outcome)> =
            after.iter().filter(|(key, now)| bad(now.decision) && !was(key).is_some_and(bad)).collect();
        if !broken.is_empty() {
            let facts = broken.iter().flat_map(|(_, outcome)| outcome.facts.clone()).collect();
            let rules: Vec<usize> = broken.iter().map(|((index, _), _)| *index).collect();
            self.blocked.extend(rules);
            return Trial::Open(facts, Vec::new());
        }
        let mut ends: BTreeMap<usize, usize> = BTreeMap::new();
        let mut opens: BTreeMap<usize, usize> = BTreeMap::new();
        for ((index, subject), before) in &self.before {
            let now = after.get(&(*index, subject.clone())).map(|outcome| outcome.decision);
            let itself = self.replay.pack.rules[*index].id == self.replay.rule.id && subject == self.replay.subject;
            if before.decision == Decision::Fail && !itself && !matches!(now, Some(Decision::Fail | Decision::Unknown))
            {
                *ends.entry(*index).or_default() += 1;
            }
        }
        for (key, now) in after {
            if now.decision == Decision::Unknown && was(key) != Some(Decision::Unknown) {
                *opens.entry(key.0).or_default() += 1;
            }
        }
        Trial::Fixed(Found { changes: changes.to_vec(), becomes, ends, opens })
    }

    /// The inventory with these facts decided otherwise, as `answer` would write them.
    fn with(&self, changes: &[Change]) -> Inventory {
        let mut inventory = self.inventory.clone();
        let nowhere = Place { file: FileId(0), start: 0, end: 0 };
        for change in changes {
            let fact = change.fact;
            let kind = self.m.vocabulary.entity(fact.entity);
            let on = match kind.kind {
                Kind::Singleton => kind.id.clone(),
                _ => self.m.subject(fact.entity, fact.row),
            };
            let id = Some((self.m.id(fact.entity, fact.row).to_owned(), nowhere));
            let cells = vec![Cell { field: fact.field, value: change.value.clone(), place: nowhere }];
            let observed = Some(self.replay.day);
            let record = Record { id, cells, observed, ..Record::blank(fact.entity, nowhere) };
            inventory.overlays.push(Overlay { on: (on, nowhere), record, replaces: true, by: None, evidence: None });
        }
        inventory
    }
}

/// The items of a list that another does not hold.
fn beyond(items: &[u32], others: &[u32]) -> Vec<u32> {
    items.iter().copied().filter(|item| !others.contains(item)).collect()
}

fn same(left: &[Change], right: &[Change]) -> bool {
    let values = |changes: &[Change]| changes.iter().map(|one| (one.fact, one.value.clone())).collect::<Vec<_>>();
    values(left) == values(right)
}
