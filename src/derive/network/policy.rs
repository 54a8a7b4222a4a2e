//! Firewall policies: what each rule lets through, and what is wrong with it.
//!
//! Rules are tried in their order; the first that fits decides. A rule is shadowed when one earlier rule takes
//! everything it could get. What a rule permits is judged by whole segments: part of a segment is enough for an edge,
//! and only a denial of all that two segments have in the rule takes it away, so that nothing is thought closed that
//! is open.

use super::names;
use super::view::{Of, View};
use crate::inventory::{Addresses, Known, Symbol};
use std::collections::{BTreeMap, BTreeSet};

/// A rule with its names looked up.
pub(super) struct Rule {
    pub(super) of: Of,
    pub(super) permits: bool,
    pub(super) enabled: bool,
    pub(super) from: Vec<Addresses>,
    pub(super) to: Vec<Addresses>,
    services: Services,
}

/// Services a rule is limited to.
#[derive(PartialEq, Eq)]
enum Services {
    Any,
    Of(BTreeSet<String>),
}

/// Whether a policy ends by denying everything.
pub(super) fn denies_the_rest(policy: &Policy) -> bool {
    let all = |list: &[Addresses]| list.contains(&Addresses::ALL);
    let last = policy.iter().rfind(|rule| rule.enabled);
    last.is_some_and(|rule| !rule.permits && rule.is_any_service() && all(&rule.from) && all(&rule.to))
}

/// The rules of one enforcement point, in their order.
pub(super) type Policy = Vec<Rule>;

/// The policies of all enforcement points, by their number.
pub(super) fn policies(view: View<'_, '_>) -> BTreeMap<u32, Policy> {
    let objects = objects(view);
    let mut policies: BTreeMap<u32, Vec<(i64, Rule)>> = BTreeMap::new();
    for of in view.records(names::RULE) {
        let Known::Value(point) = view.reference(of, "point").value else { continue };
        let order = view.m.fact(of.entity, of.row, "order").and_then(|fact| view.m.int(fact).value());
        let rule = Rule {
            of,
            permits: view
                .text(of, "state")
                .value
                .value()
                .is_some_and(|state| view.symbol(names::ALLOWED) == Some(state)),
            enabled: view.bool(of, "enabled").value != Known::Value(false),
            from: addresses(view, point, of, "sources", &objects),
            to: addresses(view, point, of, "destinations", &objects),
            services: services(view, point, of, &objects),
        };
        policies.entry(point).or_default().push((order.unwrap_or(i64::MAX), rule));
    }
    let sorted = |mut rules: Vec<(i64, Rule)>| {
        rules.sort_by_key(|(order, rule)| (*order, rule.of.row));
        rules.into_iter().map(|(_, rule)| rule).collect()
    };
    policies.into_iter().map(|(point, rules)| (point, sorted(rules))).collect()
}

type Objects = BTreeMap<(u32, Symbol), Vec<Symbol>>;

/// Members of objects by enforcement point and name.
fn objects(view: View<'_, '_>) -> Objects {
    let object = |of: Of| {
        let key = (view.reference(of, "point").value.value()?, view.text(of, "name").value.value()?);
        let members = view.list(of, "members").value.value()?;
        Some((key, members.iter().map(|member| Symbol(*member)).collect()))
    };
    view.records(names::OBJECT).filter_map(object).collect()
}

/// The words in a field of a rule, with objects replaced by their members all the way down.
fn words<'m>(view: View<'m, '_>, point: u32, of: Of, field: &str, objects: &Objects) -> BTreeSet<&'m str> {
    let mut seen = BTreeSet::new();
    let mut open: Vec<Symbol> =
        view.list(of, field).value.value().unwrap_or(&[]).iter().map(|word| Symbol(*word)).collect();
    let mut words = BTreeSet::new();
    while let Some(word) = open.pop() {
        match objects.get(&(point, word)) {
            Some(members) => {
                if seen.insert(word) {
                    open.extend(members);
                }
            }
            None => {
                words.insert(view.m.symbols.text(word));
            }
        }
    }
    words
}

fn addresses(view: View<'_, '_>, point: u32, of: Of, field: &str, objects: &Objects) -> Vec<Addresses> {
    let words = words(view, point, of, field, objects);
    if words.iter().any(|word| Addresses::is_any(word)) {
        return vec![Addresses::ALL];
    }
    words.into_iter().filter_map(Addresses::parse).collect()
}

fn services(view: View<'_, '_>, point: u32, of: Of, objects: &Objects) -> Services {
    let words = words(view, point, of, "services", objects);
    match words.is_empty() || words.iter().any(|word| Addresses::is_any(word)) {
        true => Services::Any,
        false => Services::Of(words.into_iter().map(str::to_lowercase).collect()),
    }
}

impl Services {
    fn covers(&self, other: &Services) -> bool {
        match (self, other) {
            (Services::Any, _) => true,
            (Services::Of(_), Services::Any) => false,
            (Services::Of(these), Services::Of(those)) => those.is_subset(these),
        }
    }
}

/// Every range of the second list lies within one of the first.
pub(super) fn cover(these: &[Addresses], those: &[Addresses]) -> bool {
    those.iter().all(|that| these.iter().any(|this| this.covers(*that)))
}

/// Two lists have an address in common.
pub(super) fn meet(these: &[Addresses], those: &[Addresses]) -> bool {
    these.iter().any(|this| those.iter().any(|that| this.meets(*that)))
}

impl Rule {
    /// It takes everything the other could get.
    pub(super) fn takes_all_of(&self, other: &Rule) -> bool {
        self.enabled
            && self.services.covers(&other.services)
            && cover(&self.from, &other.from)
            && cover(&self.to, &other.to)
    }

    /// It denies everything between two lists of addresses that the other could permit.
    pub(super) fn denies(&self, other: &Rule, from: &[Addresses], to: &[Addresses]) -> bool {
        let narrowed = |list: &[Addresses], rule: &[Addresses]| -> Vec<Addresses> {
            let both = |a: Addresses, b: Addresses| Addresses { first: a.first.max(b.first), last: a.last.min(b.last) };
            let pairs = list.iter().flat_map(|a| rule.iter().map(move |b| (*a, *b)));
            pairs.filter(|(a, b)| a.meets(*b)).map(|(a, b)| both(a, b)).collect()
        };
        self.enabled
            && !self.permits
            && self.services.covers(&other.services)
            && cover(&self.from, &narrowed(from, &other.from))
            && cover(&self.to, &narrowed(to, &other.to))
    }

    /// It permits any source to any destination.
    pub(super) fn is_any_any(&self) -> bool {
        let all = |list: &[Addresses]| list.contains(&Addresses::ALL);
        self.permits && all(&self.from) && all(&self.to)
    }

    /// It is not limited to any service.
    pub(super) fn is_any_service(&self) -> bool {
        self.services == Services::Any
    }
}
