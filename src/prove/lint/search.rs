//! Trying facts: is there a combination on which rules say what is wanted?
//!
//! Every field that the conditions read gets the values near which an outcome can change: all choices, true and false,
//! none where it is allowed, and numbers, dates and texts that are written in the condition with their neighbours. If
//! they are few, all combinations are tried; otherwise a fixed sequence of them. Only where all were tried and the
//! conditions read nothing but single facts of the subject, the body and the catalog is the absence of a witness a proof.

use crate::assess::examples::Prepared;
use crate::assess::questionnaire::pool::near;
use crate::expression::{Samples, samples};
use crate::inventory::{Datum, Municipality, Origin};
use crate::language::Text;
use crate::pack::{Example, Expected, Pack, Rule};
use crate::vocabulary::{EntityId, Field, FieldId, FieldType, Kind, body};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Combinations tried at most, from each start.
const MOST: usize = 20_000;
/// Rows of another entity that get values.
const ROWS: u32 = 40;

/// How far a search went.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Combinations tried.
    pub tried: usize,
    /// Everything that can matter was tried.
    pub whole: bool,
}

/// A field and the values it is given.
struct Variable {
    entity: EntityId,
    field: FieldId,
    pool: Vec<Datum>,
}

/// An example that states nothing.
pub(super) fn blank(rule: &Rule, as_of: Date) -> Example {
    Example {
        note: Text::default(),
        verdict: Expected::Unknown,
        as_of: Some(as_of),
        subject: None,
        complete: Vec::new(),
        body: None,
        records: Vec::new(),
        place: rule.place,
    }
}

/// Tries combinations of facts until `seen` breaks off; it is shown the facts and the row of the subject.
pub(super) fn search(
    pack: &Pack,
    rules: &[&Rule],
    mut seen: impl FnMut(&Municipality<'_>, u32) -> ControlFlow<()>,
) -> Extent {
    let first = rules[0];
    let blank = blank(first, first.from);
    let examples = rules.iter().flat_map(|rule| rule.examples.iter().take(2).map(move |example| (*rule, example)));
    let starts =
        examples.chain([(first, &blank)]).filter_map(|(rule, example)| Prepared::new(pack, rule, example).ok());
    let mut extent = Extent { tried: 0, whole: true };
    for start in starts {
        let mut m = start.municipality;
        let row = furnish(rules, &mut m);
        let (variables, plain) = variables(pack, rules, &mut m);
        let days = days(rules, &m);
        let (tried, all, flow) = combine(&variables, &days, (&mut m, first.subject, row), &mut seen);
        extent.tried += tried;
        extent.whole &= all && plain;
        if flow.is_break() {
            break;
        }
    }
    extent
}

/// Sees to it that there is a record of every kind that the conditions read; gives the row of the subject.
fn furnish(rules: &[&Rule], m: &mut Municipality<'_>) -> u32 {
    let subject = rules[0].subject;
    let vocabulary = m.vocabulary;
    let mut needed: BTreeSet<EntityId> = BTreeSet::from([subject]);
    for (entity, field) in fields(rules) {
        needed.insert(entity);
        if let FieldType::Ref(target) | FieldType::Refs(target) = vocabulary.field(entity, field).kind {
            needed.insert(target);
        }
    }
    let name = m.symbols.intern("x");
    for entity in needed {
        if m.table(entity).is_empty() && vocabulary.entity(entity).kind != Kind::Catalog {
            m.tables[entity.0 as usize].push(name, Origin::default());
        }
    }
    m.table(subject).len() - 1
}

fn fields(rules: &[&Rule]) -> BTreeSet<(EntityId, FieldId)> {
    let conditions = rules.iter().flat_map(|rule| rule.conditions());
    conditions.flat_map(|condition| condition.reads().fields.iter().copied()).collect()
}

/// The fields that vary, and whether the conditions are plain enough for their values to be all that matters.
fn variables(pack: &Pack, rules: &[&Rule], m: &mut Municipality<'_>) -> (Vec<Variable>, bool) {
    let conditions: Vec<_> = rules.iter().flat_map(|rule| rule.conditions()).collect();
    let mut written = Samples::default();
    conditions.iter().for_each(|condition| written.add(samples(condition.source())));
    let body = pack.vocabulary.find(body::BODY);
    let mut plain = !written.reckons && conditions.iter().all(|condition| !condition.reads().lists);
    let mut variables = Vec::new();
    for (entity, field) in fields(rules) {
        let kind = pack.vocabulary.entity(entity).kind;
        if kind == Kind::Catalog {
            continue;
        }
        plain &= entity == rules[0].subject || Some(entity) == body;
        let pool = pool(pack.vocabulary.field(entity, field), &written, m);
        if !pool.is_empty() {
            variables.push(Variable { entity, field, pool });
        }
    }
    (variables, plain)
}

/// Values of a field near what is written in the conditions.
fn pool(field: &Field, written: &Samples, m: &mut Municipality<'_>) -> Vec<Datum> {
    let near = near(field, written, m).values;
    if !near.is_empty() {
        return near;
    }
    let mut values = match &field.kind {
        FieldType::Text => {
            let texts = written.texts.iter().map(String::as_str).chain(["x"]);
            texts.map(|text| Datum::Text(m.symbols.intern(text))).collect()
        }
        FieldType::Ref(target) => (0..m.table(*target).len().min(ROWS)).map(Datum::Row).collect(),
        FieldType::Refs(target) => lists((0..m.table(*target).len().min(ROWS)).collect()),
        FieldType::Choices(choices) => lists(choices.keys().map(|id| m.symbols.intern(id).0).collect()),
        FieldType::Texts => lists(written.texts.iter().map(|text| m.symbols.intern(text).0).collect()),
        _ => Vec::new(),
    };
    if field.none {
        values.push(Datum::None);
    }
    values
}

/// No item, each item alone, all items.
fn lists(items: Vec<u32>) -> Vec<Datum> {
    let alone = items.iter().map(|item| Datum::List(vec![*item])).collect::<Vec<_>>();
    [Datum::List(Vec::new())].into_iter().chain(alone).chain([Datum::List(items)]).collect()
}

/// Days on which the rules are tried: those written in them, as far as they are in force.
fn days(rules: &[&Rule], m: &Municipality<'_>) -> Vec<Date> {
    let conditions = rules.iter().flat_map(|rule| rule.conditions());
    let written = conditions.flat_map(|condition| samples(condition.source()).dates).collect::<BTreeSet<_>>();
    let near = written.iter().flat_map(|day| [day.yesterday().ok(), Some(*day), day.tomorrow().ok()]).flatten();
    let all: BTreeSet<Date> =
        near.chain([m.as_of]).filter(|day| rules.iter().all(|rule| rule.in_force(*day))).collect();
    if all.is_empty() { vec![m.as_of] } else { all.into_iter().collect() }
}

/// Number of combinations tried, whether those were all, and whether the viewer broke off.
fn combine(
    variables: &[Variable],
    days: &[Date],
    (m, subject, row): (&mut Municipality<'_>, EntityId, u32),
    seen: &mut impl FnMut(&Municipality<'_>, u32) -> ControlFlow<()>,
) -> (usize, bool, ControlFlow<()>) {
    let sizes: Vec<usize> = variables.iter().map(|variable| variable.pool.len()).chain([days.len()]).collect();
    let product = sizes.iter().try_fold(1_usize, |product, size| product.checked_mul(*size));
    let all = product.is_some_and(|product| product <= MOST);
    let number = product.filter(|_| all).unwrap_or(MOST);
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    for turn in 0..number {
        let mut rest = turn;
        let mut choose = |size: usize| {
            if all {
                let chosen = rest % size;
                rest /= size;
                return chosen;
            }
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            (random >> 16) as usize % size
        };
        for (variable, size) in variables.iter().zip(&sizes) {
            let chosen = choose(*size);
            put(m, variable, chosen, (subject, row));
        }
        m.as_of = days[choose(days.len())];
        if seen(m, row).is_break() {
            return (turn + 1, false, ControlFlow::Break(()));
        }
    }
    (number, all, ControlFlow::Continue(()))
}

/// Gives the field of the subject the chosen value, and the same field of other records the values that follow.
fn put(m: &mut Municipality<'_>, variable: &Variable, chosen: usize, (subject, row): (EntityId, u32)) {
    let table = &mut m.tables[variable.entity.0 as usize];
    let rows = if variable.entity == subject { row..row + 1 } else { 0..table.len().min(ROWS) };
    let first = rows.start;
    for row in rows {
        let at = (chosen + (row - first) as usize) % variable.pool.len();
        table.column_mut(variable.field).put(row, variable.pool[at].clone());
    }
}
