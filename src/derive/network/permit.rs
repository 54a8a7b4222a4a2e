//! What the catalog permits: by origin, target, model, method, line and purpose, on the day of the law.
//!
//! Permission is judged for traffic from where a way begins, whatever it passed on the way. What the catalog does not
//! list is not permitted.

use super::names;
use super::node::{Class, Edge, Listed};
use super::view::{Of, Told, View};
use crate::inventory::{Fact, Known, Missing, Symbol};
use crate::vocabulary::{FieldType, body};
use std::collections::BTreeMap;

/// Whether a crossing is permitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Permit {
    Yes,
    No,
    /// Any of these groups of questions, answered well, makes it permitted.
    Open(Vec<Vec<Missing>>),
}

/// A zone, or a kind of party.
type Side = (Option<Symbol>, Option<Symbol>);

/// The crossings in force, by where they begin and end.
pub(super) struct Permits<'m> {
    entries: BTreeMap<(Side, Side), Vec<Entry<'m>>>,
    model: Told<Symbol>,
    models: usize,
}

struct Entry<'m> {
    methods: Option<&'m [u32]>,
    via: Option<&'m [u32]>,
    purposes: Option<&'m [u32]>,
    models: Option<&'m [u32]>,
    through: Option<Symbol>,
    specified: bool,
}

/// One condition of an entry.
enum Holds {
    Yes,
    No,
    Open(Vec<Missing>),
}

impl<'m> Permits<'m> {
    /// The catalog's crossings.
    pub(super) fn of(view: View<'m, '_>) -> Self {
        let mut entries: BTreeMap<_, Vec<Entry<'m>>> = BTreeMap::new();
        for of in view.records(names::CROSSING) {
            let side = |zone, party| (view.text(of, zone).value.value(), view.text(of, party).value.value());
            let list = |field| view.list(of, field).value.value().filter(|list| !list.is_empty());
            let entry = Entry {
                methods: list("methods"),
                via: list("via"),
                purposes: list("purposes"),
                models: list("models"),
                through: view.text(of, "through").value.value(),
                specified: view.bool(of, "specified").value == Known::Value(true),
            };
            entries.entry((side("origin", "origin_party"), side("target", "target_party"))).or_default().push(entry);
        }
        let body = view.entity(body::BODY).map(|entity| Of { entity, row: 0 });
        let model = body.map_or_else(Told::nothing, |of| view.text(of, "model"));
        let kind = model.fact.map(|fact| &view.m.vocabulary.field(fact.entity, fact.field).kind);
        let models = match kind {
            Some(FieldType::Choice(choices)) => choices.len(),
            _ => usize::MAX,
        };
        Self { entries, model, models }
    }

    /// Everything that permission could be open to.
    pub(super) fn questions(&self, edges: &[Edge], classes: &[Class]) -> Vec<Missing> {
        let means = edges.iter().flat_map(|edge| [edge.means.method, edge.means.via, edge.means.purpose]);
        let means = means.chain([self.model]).filter_map(|told| told.question());
        means.chain(classes.iter().flat_map(|class| class.listed_by.iter().copied())).collect()
    }

    /// Whether traffic from `origin` may enter `target` by that edge, which starts in the zone `through`.
    pub(super) fn judge(&self, origin: &Class, target: &Class, edge: &Edge, through: Option<Symbol>) -> Permit {
        let side = |class: &Class| (class.zone, class.party);
        let entries = self.entries.get(&(side(origin), side(target))).map_or(&[][..], Vec::as_slice);
        let mut groups: Vec<Vec<Missing>> = Vec::new();
        let mut open = false;
        for entry in entries {
            match self.entry(entry, origin, target, edge, through) {
                Holds::Yes => return Permit::Yes,
                Holds::No => {}
                Holds::Open(missing) => {
                    open = true;
                    groups.extend((!missing.is_empty()).then_some(missing));
                }
            }
        }
        if open { Permit::Open(groups) } else { Permit::No }
    }

    /// Whatever goes straight from one class to another is permitted, by an entry that asks nothing of a flow: the facts on
    /// which that rests. `None`: it depends on the flow.
    pub(super) fn always(&self, origin: &Class, target: &Class) -> Option<Vec<Fact>> {
        let side = |class: &Class| (class.zone, class.party);
        let entries = self.entries.get(&(side(origin), side(target))).map_or(&[][..], Vec::as_slice);
        let plain = |entry: &&Entry<'_>| {
            let asked = [entry.methods, entry.via, entry.purposes].iter().any(Option::is_some);
            !asked && entry.through.is_none() && !entry.specified && matches!(self.model(entry), Holds::Yes)
        };
        let found = entries.iter().find(plain)?;
        let by_model = found.models.is_some_and(|models| models.len() < self.models);
        Some(self.model.fact.filter(|_| by_model).into_iter().collect())
    }

    fn entry(&self, entry: &Entry<'_>, origin: &Class, target: &Class, edge: &Edge, through: Option<Symbol>) -> Holds {
        let conditions = [
            self.model(entry),
            listed(entry, origin, target),
            place(entry, through),
            among(entry.methods, edge.means.method),
            among(entry.via, edge.means.via),
            among(entry.purposes, edge.means.purpose),
        ];
        let mut missing = Vec::new();
        let (mut open, mut askable) = (false, true);
        for condition in conditions {
            match condition {
                Holds::Yes => {}
                Holds::No => return Holds::No,
                Holds::Open(questions) => {
                    open = true;
                    askable &= !questions.is_empty();
                    missing.extend(questions);
                }
            }
        }
        match (open, askable) {
            (false, _) => Holds::Yes,
            (true, true) => Holds::Open(missing),
            (true, false) => Holds::Open(Vec::new()),
        }
    }

    fn model(&self, entry: &Entry<'_>) -> Holds {
        match entry.models {
            Some(models) if models.len() >= self.models => Holds::Yes,
            models => among(models, self.model),
        }
    }
}

/// The party at either end is one of specified communication, if the entry demands it.
fn listed(entry: &Entry<'_>, origin: &Class, target: &Class) -> Holds {
    if !entry.specified {
        return Holds::Yes;
    }
    let parties = [origin, target].into_iter().filter(|class| class.party.is_some());
    let mut missing = Vec::new();
    for party in parties {
        match party.listed {
            Listed::Yes => {}
            Listed::No => return Holds::No,
            Listed::Open => missing.extend(&party.listed_by),
        }
    }
    if missing.is_empty() { Holds::Yes } else { Holds::Open(missing) }
}

fn place(entry: &Entry<'_>, through: Option<Symbol>) -> Holds {
    if entry.through.is_none() || entry.through == through { Holds::Yes } else { Holds::No }
}

/// A value is one of those an entry allows; an entry without a list allows all.
fn among(allowed: Option<&[u32]>, told: Told<Symbol>) -> Holds {
    match (allowed, told.value) {
        (None, _) => Holds::Yes,
        (Some(allowed), Known::Value(value)) if allowed.contains(&value.0) => Holds::Yes,
        (Some(_), Known::Value(_) | Known::None) => Holds::No,
        (Some(_), Known::Missing) => Holds::Open(told.question().into_iter().collect()),
    }
}
