//! What is asked, what forces a fail and what would end it, on random rules and inventories against brute force.
//!
//! The oracle has its own rules, facts and three-valued logic, and tries every completion, every subset of facts and
//! every set of changes.

use super::fix::{Reach, fixes};
use super::grounds::{Size, grounds};
use super::questionnaire::properties::{Asking, asking};
use super::replay::Replay;
use crate::diagnostic::{FileId, Place, Sources};
use crate::evaluate::Decision;
use crate::expression::{Condition, Scope, Type};
use crate::inventory::{Cell, Inventory, RawValue, Record};
use crate::load::{PackSource, load_pack};
use crate::pack::{Pack, Rule};
use crate::vocabulary::{EntityId, FieldId, FieldType, body};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Fields of a system that the rules read; the first ones can be changed.
const FIELDS: [&str; 12] = [
    "encrypted",
    "technical_measures",
    "backup_offline",
    "cloud_register",
    "responsibility_split",
    "system_manager",
    "hosting",
    "file_register",
    "my_number_role",
    "terms_of_use_service",
    "jointly_used",
    "confidentiality",
];
const CHANGEABLE: usize = 8;
const DAY: Date = date(2026, 10, 1);

static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let mut sources = Sources::default();
    load_pack(PackSource::Builtin, &[], &mut sources).unwrap_or_else(|_| panic!("the pack does not load"))
});

/// A condition of the oracle: a field has the value of that number.
#[derive(Debug, Clone)]
enum Logic {
    Is(usize, usize),
    Not(Box<Logic>),
    And(Box<Logic>, Box<Logic>),
    Or(Box<Logic>, Box<Logic>),
}

/// Of each field the number of its value, if it is known.
type Facts = Vec<Option<usize>>;

/// The values of each field as files have them; yes is number 0.
static VALUES: LazyLock<Vec<Vec<RawValue>>> = LazyLock::new(|| (0..FIELDS.len()).map(domain).collect());

fn values(field: usize) -> &'static [RawValue] {
    &VALUES[field]
}

fn domain(field: usize) -> Vec<RawValue> {
    let (entity, id) = place(field);
    match &PACK.vocabulary.field(entity, id).kind {
        FieldType::Bool => vec![RawValue::Bool(true), RawValue::Bool(false)],
        FieldType::Choice(choices) => {
            let in_force = choices.iter().filter(|(_, choice)| choice.in_force(DAY));
            in_force.map(|(id, _)| RawValue::Text(id.clone())).collect()
        }
        _ => panic!("{} has no finite domain", FIELDS[field]),
    }
}

fn place(field: usize) -> (EntityId, FieldId) {
    let entity = PACK.vocabulary.find("system").unwrap();
    (entity, PACK.vocabulary.entity(entity).find(FIELDS[field]).unwrap())
}

impl Logic {
    fn source(&self) -> String {
        match self {
            Logic::Is(field, value) => match &values(*field)[*value] {
                RawValue::Bool(true) => format!("system.{}", FIELDS[*field]),
                RawValue::Bool(_) => format!("!system.{}", FIELDS[*field]),
                RawValue::Text(id) => format!("system.{} == '{id}'", FIELDS[*field]),
                _ => String::new(),
            },
            Logic::Not(inner) => format!("!({})", inner.source()),
            Logic::And(left, right) => format!("({}) && ({})", left.source(), right.source()),
            Logic::Or(left, right) => format!("({}) || ({})", left.source(), right.source()),
        }
    }

    /// The fields it reads.
    fn fields(&self) -> Vec<usize> {
        match self {
            Logic::Is(field, _) => vec![*field],
            Logic::Not(inner) => inner.fields(),
            Logic::And(left, right) | Logic::Or(left, right) => [left.fields(), right.fields()].concat(),
        }
    }

    /// True, false or not known.
    fn holds(&self, facts: &Facts) -> Option<bool> {
        match self {
            Logic::Is(field, value) => facts[*field].map(|known| known == *value),
            Logic::Not(inner) => inner.holds(facts).map(|holds| !holds),
            Logic::And(left, right) => match (left.holds(facts), right.holds(facts)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                _ => None,
            },
            Logic::Or(left, right) => match (left.holds(facts), right.holds(facts)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            },
        }
    }
}

#[derive(Debug, Clone)]
struct Demand {
    when: Logic,
    require: Logic,
}

impl Demand {
    fn decide(&self, facts: &Facts) -> Decision {
        match (self.when.holds(facts), self.require.holds(facts)) {
            (None, _) | (Some(true), None) => Decision::Unknown,
            (Some(false), _) => Decision::NotApplicable,
            (Some(true), Some(true)) => Decision::Pass,
            (Some(true), Some(false)) => Decision::Fail,
        }
    }

    fn rule(&self, id: &str) -> Rule {
        let entity = PACK.vocabulary.find("system").unwrap();
        let scope = Scope { variables: vec![("system".to_owned(), Type::Record(entity))], ..Scope::default() };
        let compile = |logic: &Logic| Condition::compile(&logic.source(), &scope, &PACK.vocabulary).unwrap();
        let model = PACK.rules.iter().find(|rule| rule.subject == entity).unwrap();
        Rule {
            id: id.to_owned(),
            from: date(2000, 1, 1),
            until: None,
            when: Some(compile(&self.when)),
            require: compile(&self.require),
            ..model.clone()
        }
    }
}

fn logic() -> impl Strategy<Value = Logic> {
    let leaf = (0..FIELDS.len(), 0..8_usize).prop_map(|(field, value)| Logic::Is(field, value % values(field).len()));
    leaf.prop_recursive(4, 14, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|one| Logic::Not(Box::new(one))),
            (inner.clone(), inner.clone()).prop_map(|(one, two)| Logic::And(Box::new(one), Box::new(two))),
            (inner.clone(), inner).prop_map(|(one, two)| Logic::Or(Box::new(one), Box::new(two))),
        ]
    })
}

fn demand() -> impl Strategy<Value = Demand> {
    (logic(), logic()).prop_map(|(when, require)| Demand { when, require })
}

/// Facts of which some are known.
fn facts(known: f64) -> impl Strategy<Value = Facts> {
    let fact = move |field: usize| {
        let number = values(field).len();
        prop::option::weighted(known, 0..number)
    };
    (0..FIELDS.len()).map(fact).collect::<Vec<_>>()
}

/// A body with one system of which these facts are stated.
fn inventory(facts: &Facts) -> Inventory {
    let mut at = 0;
    let mut place_of = || {
        at += 10;
        Place { file: FileId(0), start: at, end: at + 5 }
    };
    let body = PACK.vocabulary.find(body::BODY).unwrap();
    let mut record = Record::blank(body, place_of());
    for (name, value) in [(body::CODE, "272230"), (body::NAME, "門真市"), (body::CLASS, "city")] {
        let field = PACK.vocabulary.entity(body).find(name).unwrap();
        record.cells.push(Cell { field, value: RawValue::Text(value.to_owned()), place: place_of() });
    }
    let mut inventory = Inventory::of(record, DAY);
    let mut system = Record::blank(place(0).0, place_of());
    system.id = Some(("one".to_owned(), place_of()));
    for (field, value) in facts.iter().enumerate() {
        if let Some(value) = value {
            let value = values(field)[*value].clone();
            system.cells.push(Cell { field: place(field).1, value, place: place_of() });
        }
    }
    inventory.records.push(system);
    inventory
}

/// A file long enough for all places.
fn somewhere() -> Sources {
    let mut sources = Sources::default();
    sources.add("body.toml", " ".repeat(1_000));
    sources
}

fn pack(rules: Vec<Rule>) -> Pack {
    Pack { rules, ..PACK.clone() }
}

/// Every way to know the facts that are not known.
fn completions(facts: &Facts) -> Vec<Facts> {
    facts.iter().enumerate().fold(vec![Vec::new()], |all, (field, known)| {
        let choices: Vec<usize> = known.map_or_else(|| (0..values(field).len()).collect(), |known| vec![known]);
        let longer = |start: Facts| {
            choices.iter().map(|one| start.iter().copied().chain([Some(*one)]).collect()).collect::<Vec<Facts>>()
        };
        all.into_iter().flat_map(longer).collect()
    })
}

/// Whether two completions that differ in one field alone are decided differently; and one of them.
fn witness(demand: &Demand, completions: &[Facts], field: usize) -> Option<Facts> {
    completions
        .iter()
        .find(|facts| {
            (0..values(field).len()).any(|value| {
                let mut other = (*facts).clone();
                other[field] = Some(value);
                demand.decide(&other) != demand.decide(facts)
            })
        })
        .cloned()
}

/// The fields that are asked for.
fn asked(demand: &Demand, facts: &Facts) -> Vec<usize> {
    let pack = pack(vec![demand.rule("a")]);
    match asking(&pack, &inventory(facts), DAY) {
        Asking::Decided => Vec::new(),
        Asking::Fields(fields) => fields.iter().map(|id| FIELDS.iter().position(|name| name == id).unwrap()).collect(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_asked_can_change_the_verdict_and_what_can_change_it_is_asked(
        demand in demand(), facts in facts(0.45)
    ) {
        let all = completions(&facts);
        prop_assume!(all.len() <= 4_096 && demand.decide(&facts) == Decision::Unknown);
        let open = (0..FIELDS.len()).filter(|field| facts[*field].is_none());
        let matter: Vec<(usize, Facts)> =
            open.filter_map(|field| Some((field, witness(&demand, &all, field)?))).collect();
        // What is undecided for want of logic alone (x or not x) is asked in full, scope before demand.
        let scope_open = demand.when.holds(&facts).is_none();
        let waits_for = if scope_open { demand.when.fields() } else { demand.require.fields() };
        let only_wording = matter.iter().all(|(field, _)| !waits_for.contains(field));
        for field in asked(&demand, &facts) {
            prop_assert!(only_wording || matter.iter().any(|(other, _)| *other == field), "{} for nothing", FIELDS[field]);
        }
        for (field, whole) in matter.iter().take(3) {
            let mut known = facts.clone();
            let mut seen = false;
            for _ in 0..FIELDS.len() {
                let now = asked(&demand, &known);
                seen |= now.contains(field);
                if now.is_empty() {
                    break;
                }
                now.iter().for_each(|one| known[*one] = whole[*one]);
            }
            prop_assert!(seen, "{} is never asked", FIELDS[*field]);
            prop_assert_eq!(demand.decide(&known), demand.decide(whole));
        }
    }

    #[test]
    fn what_forces_a_fail_forces_it_and_nothing_smaller_does(demand in demand(), facts in facts(0.9)) {
        prop_assume!(demand.decide(&facts) == Decision::Fail);
        let pack = pack(vec![demand.rule("a")]);
        let replay = Replay::new(&pack, &pack.rules[0], "system/one", DAY);
        let found = grounds(&replay, &inventory(&facts), &somewhere()).unwrap();
        let only = |keep: &dyn Fn(usize) -> bool| -> Facts {
            facts.iter().enumerate().map(|(field, known)| known.filter(|_| keep(field))).collect()
        };
        let names = |field: usize| found.facts.iter().any(|fact| fact.path.ends_with(&format!(".{}", FIELDS[field])));
        prop_assert_eq!(demand.decide(&only(&names)), Decision::Fail);
        let forcing = (0..1_u32 << FIELDS.len()).filter(|set| demand.decide(&only(&|field| set >> field & 1 == 1)) == Decision::Fail);
        prop_assert_eq!(Some(found.facts.len() as u32), forcing.map(u32::count_ones).min());
        prop_assert_eq!(found.size, Size::Smallest);
    }

    #[test]
    fn what_is_proposed_ends_the_fail_breaks_nothing_and_is_smallest(
        one in demand(), other in demand(), facts in facts(0.8)
    ) {
        prop_assume!(one.decide(&facts) == Decision::Fail);
        let pack = pack(vec![one.rule("a"), other.rule("b")]);
        let replay = Replay::new(&pack, &pack.rules[0], "system/one", DAY);
        let found = fixes(&replay, &inventory(&facts), &somewhere(), &|_, _| {}).unwrap();
        let was_failing = other.decide(&facts) == Decision::Fail;
        let fixed = |now: &Facts| {
            matches!(one.decide(now), Decision::Pass | Decision::NotApplicable)
                && (was_failing || other.decide(now) != Decision::Fail)
        };
        for fix in &found.fixes {
            let mut now = facts.clone();
            for step in &fix.steps {
                let field = FIELDS.iter().position(|name| *name == step.field).unwrap();
                prop_assert!(field < CHANGEABLE, "{} is proposed", step.field);
                now[field] = values(field).iter().position(|value| *value == step.after[0].1);
            }
            prop_assert!(fixed(&now), "{:?}", fix.steps);
        }
        let least = smallest(&facts, &fixed, 3);
        match found.fixes.first() {
            Some(fix) => prop_assert_eq!(Some(fix.steps.len()), least),
            None => prop_assert!(found.reach == Reach::Cut || least.is_none(), "{:?}", least),
        }
    }
}

/// The size of the smallest set of at most so many changes after which it is good.
fn smallest(facts: &Facts, good: &dyn Fn(&Facts) -> bool, most: usize) -> Option<usize> {
    fn some(facts: &mut Facts, from: usize, left: usize, good: &dyn Fn(&Facts) -> bool) -> bool {
        if left == 0 {
            return good(facts);
        }
        (from..CHANGEABLE).any(|field| {
            let now = facts[field];
            let found = (0..values(field).len()).filter(|value| Some(*value) != now).any(|value| {
                facts[field] = Some(value);
                some(facts, field + 1, left - 1, good)
            });
            facts[field] = now;
            found
        })
    }
    (1..=most).find(|size| some(&mut facts.clone(), 0, *size, good))
}
