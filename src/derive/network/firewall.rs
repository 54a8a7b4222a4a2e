//! What firewall rules open between segments, and the check of every rule.

use super::names;
use super::node::{Edge, Means};
use super::policy::{Policy, Rule, meet, policies};
use super::survey::Survey;
use super::view::{Of, Told, View};
use crate::inventory::{Addresses, Datum, Fact, Known, Missing, Municipality, Openness, Origin, Provenance, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Where addresses belong: a segment, or an outside party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Home {
    Segment(u32),
    Party(u32),
}

/// The addresses of every segment and party.
fn homes(view: View<'_, '_>) -> BTreeMap<Home, Vec<Addresses>> {
    let mut homes: BTreeMap<Home, Vec<Addresses>> = BTreeMap::new();
    let mut add = |of: Of, home: Home| {
        let text = view.text(of, "cidr").value.value().map(|text| view.m.symbols.text(text));
        homes.entry(home).or_default().extend(Addresses::parse_all(text.unwrap_or_default()).unwrap_or_default());
    };
    for of in view.records(names::SEGMENT) {
        add(of, Home::Segment(of.row));
    }
    for of in view.records(names::SUBNET) {
        match (view.reference(of, "segment").value, view.reference(of, "party").value) {
            (Known::Value(row), _) => add(of, Home::Segment(row)),
            (_, Known::Value(row)) => add(of, Home::Party(row)),
            _ => {}
        }
    }
    homes.retain(|_, addresses| !addresses.is_empty());
    homes
}

/// Flows that the register of flows allows, as pairs of homes.
fn registered(view: View<'_, '_>) -> BTreeMap<(Home, Home), u32> {
    let allowed = view.symbol(names::ALLOWED);
    let mut pairs = BTreeMap::new();
    for of in view.records(names::FLOW) {
        let home = |segment, party| {
            let segment = view.reference(of, segment).value.value().map(Home::Segment);
            segment.or_else(|| view.reference(of, party).value.value().map(Home::Party))
        };
        let state = view.text(of, "state").value.value();
        if let (Some(from), Some(to), true) =
            (home("from", "from_party"), home("to", "to_party"), state.is_some() && state == allowed)
        {
            pairs.entry((from, to)).or_insert(of.row);
        }
    }
    pairs
}

/// The edges that enabled rules open between segments or parties that no registered flow joins already.
pub(super) fn edges(survey: &Survey<'_, '_>) -> Vec<Edge> {
    let view = survey.view;
    let policies = &survey.policies;
    if policies.is_empty() {
        return Vec::new();
    }
    let (homes, registered) = (homes(view), registered(view));
    let mut edges = Vec::new();
    for policy in policies.values() {
        let mut seen = BTreeSet::new();
        for (index, rule) in policy.iter().enumerate().filter(|(_, rule)| rule.permits && rule.enabled) {
            for (from, to) in opened(policy, index, &homes) {
                let direct = rule.is_any_service();
                if !registered.contains_key(&(from, to)) && seen.insert((from, to, direct)) {
                    edges.push(edge(survey, rule, from, to));
                }
            }
        }
    }
    edges
}

/// The pairs that a rule opens, as far as no earlier rule denies all of it.
fn opened(policy: &Policy, index: usize, homes: &BTreeMap<Home, Vec<Addresses>>) -> Vec<(Home, Home)> {
    let rule = &policy[index];
    let touched = |list: &[Addresses]| -> Vec<(Home, &Vec<Addresses>)> {
        homes
            .iter()
            .filter(|(_, addresses)| meet(list, addresses))
            .map(|(home, addresses)| (*home, addresses))
            .collect()
    };
    let mut pairs = Vec::new();
    let targets = touched(&rule.to);
    for (from, of_from) in touched(&rule.from) {
        for (to, of_to) in targets.iter().filter(|(to, _)| *to != from) {
            if !policy[..index].iter().any(|earlier| earlier.denies(rule, of_from, of_to)) {
                pairs.push((from, *to));
            }
        }
    }
    pairs
}

fn edge(survey: &Survey<'_, '_>, rule: &Rule, from: Home, to: Home) -> Edge {
    let view = survey.view;
    let node = |home| match home {
        Home::Segment(row) => survey.segments[row as usize],
        Home::Party(row) => survey.parties[row as usize],
    };
    let told = view.text(rule.of, "method");
    let direct = view.symbol(names::DIRECT);
    // A rule that is limited to no service lets everything through, whatever method it was made for.
    let method = match (told.value, rule.is_any_service(), direct) {
        (Known::Missing, true, Some(direct)) => Told::given(direct),
        _ => told,
    };
    Edge {
        from: node(from),
        to: node(to),
        stated: Some(rule.of),
        means: Means { method, via: Told::none(), purpose: Told::none() },
        groups: Vec::new(),
        supposed: false,
        weight: view.weight(rule.of, "state"),
    }
}

/// Fills the table of checks.
pub(super) fn fill(m: &mut Municipality<'_>) {
    let Some(entity) = m.vocabulary.find(names::CHECK) else { return };
    let checks = checks(View { m });
    let rules = m.vocabulary.find(names::RULE);
    let mut table = Table::new(entity, m.vocabulary.entity(entity));
    table.openness = match rules {
        Some(rules) => m.table(rules).openness.clone(),
        None => Openness::Complete,
    };
    for check in checks {
        let row = table.push(m.table(check.rule.entity).id(check.rule.row), Origin::default());
        let nowhere = check.nowhere.iter().map(|text| m.symbols.intern(text).0).collect();
        let of = |row: Option<u32>| row.map_or(Datum::None, Datum::Row);
        let cells = [
            ("rule", Some(Datum::Row(check.rule.row))),
            ("shadowed_by", Some(of(check.shadowed_by))),
            ("any_any", Some(Datum::Bool(check.any_any))),
            ("relied_on_by", Some(of(check.relied_on_by))),
            ("expired", check.expired.map(Datum::Bool)),
            ("nowhere", Some(Datum::List(nowhere))),
        ];
        let because = |fields: &[&str]| -> Vec<Fact> {
            fields.iter().filter_map(|field| m.fact(check.rule.entity, check.rule.row, field)).collect()
        };
        let (facts, end) =
            (because(&["sources", "destinations", "services", "state", "enabled"]), because(&["expires_on"]));
        for (field, datum) in cells {
            let Some(number) = m.vocabulary.entity(entity).find(field) else { continue };
            let missing = match datum {
                Some(_) => Vec::new(),
                None => end.iter().copied().map(Missing::Field).collect(),
            };
            if let Some(datum) = datum {
                table.column_mut(number).put(row, datum);
            }
            table.provenance.insert((row, number), Provenance { facts: facts.clone(), missing });
        }
    }
    table.clear_reverses();
    m.tables[entity.0 as usize] = table;
}

/// What is found out about a rule.
struct Check {
    rule: Of,
    shadowed_by: Option<u32>,
    any_any: bool,
    relied_on_by: Option<u32>,
    expired: Option<bool>,
    nowhere: Vec<String>,
}

fn checks(view: View<'_, '_>) -> Vec<Check> {
    let (homes, registered) = (homes(view), registered(view));
    let mut checks = Vec::new();
    for policy in policies(view).values() {
        for (index, rule) in policy.iter().enumerate() {
            let shadow = policy[..index].iter().find(|earlier| rule.enabled && earlier.takes_all_of(rule));
            checks.push(Check {
                rule: rule.of,
                shadowed_by: shadow.map(|earlier| earlier.of.row),
                any_any: rule.enabled && rule.is_any_any(),
                relied_on_by: relied_on(policy, index, &homes, &registered),
                expired: expired(view, rule),
                nowhere: nowhere(rule, &homes),
            });
        }
    }
    checks
}

/// A registered flow that this disabled rule would let through and no enabled rule does, but for those that let
/// everything through and so were made for none.
fn relied_on(
    policy: &Policy,
    index: usize,
    homes: &BTreeMap<Home, Vec<Addresses>>,
    registered: &BTreeMap<(Home, Home), u32>,
) -> Option<u32> {
    let rule = &policy[index];
    if rule.enabled || !rule.permits || rule.is_any_any() {
        return None;
    }
    let fits = |rule: &Rule, from: &[Addresses], to: &[Addresses]| {
        rule.permits && meet(&rule.from, from) && meet(&rule.to, to)
    };
    let relies = |((from, to), row): (&(Home, Home), &u32)| {
        let (from, to) = (homes.get(from)?, homes.get(to)?);
        let served = policy.iter().any(|other| other.enabled && !other.is_any_any() && fits(other, from, to));
        (fits(rule, from, to) && !served).then_some(*row)
    };
    registered.iter().find_map(relies)
}

/// It is enabled past its end; `None` if nobody says when it ends.
fn expired(view: View<'_, '_>, rule: &Rule) -> Option<bool> {
    if !rule.enabled {
        return Some(false);
    }
    let end = view.m.fact(rule.of.entity, rule.of.row, "expires_on").map(|fact| view.m.date(fact));
    match end {
        Some(Known::Value(end)) => Some(end < view.m.as_of),
        Some(Known::None) => Some(false),
        Some(Known::Missing) | None => None,
    }
}

/// Addresses of a rule that lie in no segment and at no party.
fn nowhere(rule: &Rule, homes: &BTreeMap<Home, Vec<Addresses>>) -> Vec<String> {
    let written = rule.from.iter().chain(&rule.to).filter(|range| **range != Addresses::ALL);
    let lost = written.filter(|range| !homes.values().any(|home| meet(&[**range], home)));
    let mut lost: Vec<String> = lost.map(ToString::to_string).collect();
    lost.sort();
    lost.dedup();
    lost
}
