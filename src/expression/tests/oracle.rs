//! The evaluator against an independent oracle: every way of filling in what is missing.
//!
//! A random rule over a few systems is written as source text for the evaluator, and evaluated by the oracle over each
//! *completion*: a world in which every missing fact has a value and every open table all its records. What the
//! evaluator calls true must be true in each of them; what it calls unknown must be decided by the facts it asks for.

use crate::expression::testing::{condition, explain, forget, set, town};
use crate::expression::{Binding, Tri};
use crate::inventory::{Fact, Missing, Municipality};
use proptest::prelude::*;
use proptest::strategy::Union;

/// The fields of a record, with their values as written.
const FIELDS: [(&str, &[&str]); 6] = [
    ("safe", &["false", "true"]),
    ("backup", &["false", "true"]),
    ("status", &["live", "planned"]),
    ("score", &["0", "1", "2"]),
    ("limit", &["0", "1", "2"]),
    ("room", &["none", "1", "2"]),
];
const SCORE: usize = 3;
const LIMIT: usize = 4;
const ROOM: usize = 5;

/// A record: for each field the position of its value.
type Record = [u8; 6];
/// What is written down of a record.
type Written = [Option<u8>; 6];

#[derive(Debug, Clone)]
enum Rule {
    Holds(usize),
    Status(u8),
    Compare(Number, &'static str, Number),
    /// The room is none, is a number, is one of a list, or is guarded and compared.
    Room(u8, &'static str, i64),
    Not(Box<Rule>),
    And(Vec<Rule>),
    Or(Vec<Rule>),
    If(Box<[Rule; 3]>),
    /// `exists`, `all` or `exists_one` over the systems that pass a filter.
    Macro(&'static str, Box<Rule>, Box<Rule>),
    /// How many systems pass, or how many different scores they have.
    Count(bool, Box<Rule>, &'static str, i64),
    /// A score occurs among those that pass.
    Occurs(i64, Box<Rule>),
}

#[derive(Debug, Clone)]
enum Number {
    Field(usize),
    Const(i64),
    Arithmetic(char, Box<(Number, Number)>),
}

fn source(rule: &Rule, record: &str) -> String {
    let list = |filter: &Rule| format!("inventory.system.filter(s, {})", source(filter, "s"));
    let join = |parts: &[Rule], sign: &str| {
        let parts: Vec<_> = parts.iter().map(|part| source(part, record)).collect();
        format!("({})", parts.join(sign))
    };
    match rule {
        Rule::Holds(field) => format!("{record}.{}", FIELDS[*field].0),
        Rule::Status(value) => format!("{record}.status == '{}'", FIELDS[2].1[*value as usize]),
        Rule::Compare(a, sign, b) => format!("{} {sign} {}", number(a, record), number(b, record)),
        Rule::Room(0, ..) => format!("{record}.room == null"),
        Rule::Room(1, _, n) => format!("{record}.room == {n}"),
        Rule::Room(2, _, n) => format!("{record}.room in [{n}, 7]"),
        Rule::Room(_, sign, n) => format!("({record}.room != null && {record}.room {sign} {n})"),
        Rule::Not(inner) => format!("!({})", source(inner, record)),
        Rule::And(parts) => join(parts, " && "),
        Rule::Or(parts) => join(parts, " || "),
        Rule::If(parts) => {
            let [a, b, c] = [0, 1, 2].map(|part| source(&parts[part], record));
            format!("({a} ? {b} : {c})")
        }
        Rule::Macro(word, filter, inner) => format!("{}.{word}(t, {})", list(filter), source(inner, "t")),
        Rule::Count(false, filter, sign, n) => format!("size({}) {sign} {n}", list(filter)),
        Rule::Count(true, filter, sign, n) => format!("size(distinct({}.map(t, t.score))) {sign} {n}", list(filter)),
        Rule::Occurs(n, filter) => format!("{n} in {}.map(t, t.score)", list(filter)),
    }
}

fn number(number: &Number, record: &str) -> String {
    match number {
        Number::Field(field) => format!("{record}.{}", FIELDS[*field].0),
        Number::Const(value) => value.to_string(),
        Number::Arithmetic(sign, sides) => {
            format!("({} {sign} {})", self::number(&sides.0, record), self::number(&sides.1, record))
        }
    }
}

/// The oracle: outcomes over a world in which everything is known are true, false or an error.
fn outcome(rule: &Rule, world: &[Record], record: &Record) -> Option<bool> {
    let each = |parts: &[Rule], deciding: bool| {
        let outcomes: Vec<_> = parts.iter().map(|part| outcome(part, world, record)).collect();
        search(&outcomes, deciding)
    };
    let passing = |filter: &Rule| -> Option<Vec<&Record>> {
        let outcomes: Option<Vec<_>> = world.iter().map(|record| outcome(filter, world, record)).collect();
        Some(world.iter().zip(outcomes?).filter(|(_, passes)| *passes).map(|(record, _)| record).collect())
    };
    match rule {
        Rule::Holds(field) => Some(record[*field] == 1),
        Rule::Status(value) => Some(record[2] == *value),
        Rule::Compare(a, sign, b) => Some(holds(value(a, record)?, sign, value(b, record)?)),
        Rule::Room(0, ..) => Some(record[ROOM] == 0),
        Rule::Room(1 | 2, _, n) => Some(record[ROOM] != 0 && i64::from(record[ROOM]) == *n),
        Rule::Room(_, sign, n) => Some(record[ROOM] != 0 && holds(i64::from(record[ROOM]), sign, *n)),
        Rule::Not(inner) => outcome(inner, world, record).map(|holds| !holds),
        Rule::And(parts) => each(parts, false),
        Rule::Or(parts) => each(parts, true),
        Rule::If(parts) => match outcome(&parts[0], world, record)? {
            true => outcome(&parts[1], world, record),
            false => outcome(&parts[2], world, record),
        },
        Rule::Macro(word, filter, inner) => {
            let outcomes: Vec<_> = passing(filter)?.into_iter().map(|record| outcome(inner, world, record)).collect();
            match *word {
                "exists" => search(&outcomes, true),
                "all" => search(&outcomes, false),
                _ => {
                    Some(outcomes.into_iter().collect::<Option<Vec<_>>>()?.iter().filter(|holds| **holds).count() == 1)
                }
            }
        }
        Rule::Count(distinct, filter, sign, n) => {
            let mut scores: Vec<_> = passing(filter)?.iter().map(|record| record[SCORE]).collect();
            if *distinct {
                scores.sort_unstable();
                scores.dedup();
            }
            Some(holds(scores.len() as i64, sign, *n))
        }
        Rule::Occurs(n, filter) => Some(passing(filter)?.iter().any(|record| i64::from(record[SCORE]) == *n)),
    }
}

fn search(outcomes: &[Option<bool>], deciding: bool) -> Option<bool> {
    if outcomes.contains(&Some(deciding)) {
        return Some(deciding);
    }
    if outcomes.contains(&None) { None } else { Some(!deciding) }
}

fn holds(a: i64, sign: &str, b: i64) -> bool {
    match sign {
        "==" => a == b,
        "!=" => a != b,
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        _ => a >= b,
    }
}

fn value(number: &Number, record: &Record) -> Option<i64> {
    Some(match number {
        Number::Field(field) => i64::from(record[*field]),
        Number::Const(value) => *value,
        Number::Arithmetic(sign, sides) => {
            let (a, b) = (value(&sides.0, record)?, value(&sides.1, record)?);
            match sign {
                '+' => a + b,
                '-' => a - b,
                _ => a.checked_div(b)?,
            }
        }
    })
}

fn sign() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["==", "!=", "<", "<=", ">", ">="])
}

fn numbers() -> impl Strategy<Value = Number> {
    let leaf = prop_oneof![Just(Number::Field(SCORE)), Just(Number::Field(LIMIT)), (0..3_i64).prop_map(Number::Const)];
    leaf.prop_recursive(1, 3, 2, |inner| {
        (prop::sample::select(vec!['+', '-', '/']), inner.clone(), inner)
            .prop_map(|(sign, a, b)| Number::Arithmetic(sign, Box::new((a, b))))
    })
}

/// Rules over one record; `branches` allows `?:`.
fn scalar_rules(branches: bool) -> BoxedStrategy<Rule> {
    let leaf = prop_oneof![
        (0..2_usize).prop_map(Rule::Holds),
        (0..2_u8).prop_map(Rule::Status),
        (numbers(), sign(), numbers()).prop_map(|(a, sign, b)| Rule::Compare(a, sign, b)),
        (0..4_u8, sign(), 0..3_i64).prop_map(|(kind, sign, n)| Rule::Room(kind, sign, n)),
    ];
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let several = prop::collection::vec(inner.clone(), 2..4);
        let mut kinds = vec![
            several.clone().prop_map(Rule::And).boxed(),
            several.prop_map(Rule::Or).boxed(),
            inner.clone().prop_map(|rule| Rule::Not(Box::new(rule))).boxed(),
        ];
        if branches {
            kinds.push(
                (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| Rule::If(Box::new([a, b, c]))).boxed(),
            );
        }
        Union::new(kinds)
    })
    .boxed()
}

/// Rules over all records.
fn list_rules() -> BoxedStrategy<Rule> {
    let part = || scalar_rules(false).prop_map(Box::new);
    let leaf = prop_oneof![
        3 => (prop::sample::select(vec!["exists", "all", "exists_one"]), part(), part())
            .prop_map(|(word, filter, inner)| Rule::Macro(word, filter, inner)),
        2 => (any::<bool>(), part(), sign(), 0..4_i64).prop_map(|(distinct, filter, sign, n)| Rule::Count(distinct, filter, sign, n)),
        1 => (0..4_i64, part()).prop_map(|(n, filter)| Rule::Occurs(n, filter)),
        1 => scalar_rules(false),
    ];
    leaf.prop_recursive(2, 5, 2, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..3).prop_map(Rule::And),
            prop::collection::vec(inner.clone(), 2..3).prop_map(Rule::Or),
            inner.prop_map(|rule| Rule::Not(Box::new(rule))),
        ]
    })
    .boxed()
}

fn written(known: f64) -> impl Strategy<Value = Written> {
    let cell = move |field: usize| prop::option::weighted(known, 0..FIELDS[field].1.len() as u8);
    [cell(0), cell(1), cell(2), cell(3), cell(4), cell(5)]
}

fn municipality(records: &[Written], open: bool) -> Municipality<'static> {
    let lines: Vec<_> = records
        .iter()
        .enumerate()
        .map(|(row, record)| {
            let cell = |(field, value): (usize, &Option<u8>)| {
                value.map(|value| format!(" {}={}", FIELDS[field].0, FIELDS[field].1[value as usize]))
            };
            format!("system/r{row}{}", record.iter().enumerate().filter_map(cell).collect::<String>())
        })
        .collect();
    let lines: Vec<_> = lines.iter().map(String::as_str).collect();
    town(if open { &[] } else { &["system"] }, &lines)
}

/// Every way to fill in what is missing of a record.
fn completions(record: &Written) -> Vec<Record> {
    let mut all = vec![[0; 6]];
    for (field, written) in record.iter().enumerate() {
        let values = match written {
            Some(value) => *value..*value + 1,
            None => 0..FIELDS[field].1.len() as u8,
        };
        all = values
            .flat_map(|value| {
                all.clone().into_iter().map(move |mut record: Record| {
                    record[field] = value;
                    record
                })
            })
            .collect();
    }
    all
}

/// Every completion of a world; an open one may have one more record, of a few kinds.
fn worlds(records: &[Written], open: bool) -> Vec<Vec<Record>> {
    let mut all: Vec<Vec<Record>> = vec![vec![]];
    for record in records {
        let ways = completions(record);
        all = all
            .into_iter()
            .flat_map(|world| ways.iter().map(move |way| world.iter().copied().chain([*way]).collect()))
            .collect();
    }
    if open {
        let extra: [Record; 4] = [[0, 1, 0, 0, 2, 0], [1, 0, 1, 1, 0, 1], [1, 1, 0, 2, 1, 2], [0, 0, 1, 2, 2, 0]];
        let more: Vec<Vec<Record>> = all
            .iter()
            .flat_map(|world| extra.iter().map(|record| world.iter().copied().chain([*record]).collect()))
            .collect();
        all.extend(more);
    }
    all
}

fn expected(tri: Tri) -> Option<Option<bool>> {
    match tri {
        Tri::True => Some(Some(true)),
        Tri::False => Some(Some(false)),
        Tri::Error => Some(None),
        Tri::Unknown => None,
    }
}

/// What the evaluator says holds in every completion.
fn sound(rule: &Rule, records: &[Written], open: bool, lists: bool) -> Result<(), TestCaseError> {
    let source = source(rule, "system");
    let town = municipality(records, open);
    let explanation = explain(&town, &source);
    if let Some(claimed) = expected(explanation.verdict) {
        for world in worlds(records, open) {
            let truth = outcome(rule, &world, &world[0]);
            // a list is searched without fear of errors in records of which too little is known
            let fails = lists && claimed.is_some() && truth.is_none();
            prop_assert!(claimed == truth || fails, "{} over {:?} claims {:?}", source, world, explanation);
        }
        prop_assert!(explanation.missing.is_empty(), "{}: {:?}", source, explanation);
    } else {
        prop_assert!(!explanation.missing.is_empty(), "{} is unknown for no reason", source);
    }
    Ok(())
}

/// With only the decisive facts left, the verdict is the same.
fn replays(rule: &Rule, records: &[Written], open: bool) -> Result<(), TestCaseError> {
    let source = source(rule, "system");
    let mut town = municipality(records, open);
    let explanation = explain(&town, &source);
    if matches!(explanation.verdict, Tri::True | Tri::False) {
        for row in 0..records.len() as u32 {
            for (field, _) in FIELDS {
                let entity = town.vocabulary.find("system").unwrap();
                let fact = town.fact(entity, row, field).unwrap();
                if !explanation.facts.contains(&fact) {
                    forget(&mut town, fact);
                }
            }
        }
        prop_assert_eq!(explain(&town, &source).verdict, explanation.verdict, "{}: {:?}", source, explanation);
    }
    Ok(())
}

/// Filling in exactly the facts asked for, in every way, decides.
fn sufficient(rule: &Rule, records: &[Written]) -> Result<(), TestCaseError> {
    let source = source(rule, "system");
    let town = municipality(records, false);
    let explanation = explain(&town, &source);
    let asked: Vec<Fact> = explanation
        .missing
        .iter()
        .map(|missing| match missing {
            Missing::Field(fact) => *fact,
            other => panic!("{source} asks {other:?}"),
        })
        .collect();
    let mut ways: Vec<Vec<&str>> = vec![vec![]];
    for fact in &asked {
        let values = FIELDS[field_number(&town, *fact)].1;
        ways = ways
            .into_iter()
            .flat_map(|way| values.iter().map(move |value| way.iter().copied().chain([*value]).collect()))
            .collect();
    }
    for way in ways {
        let mut filled = town.clone();
        for (fact, value) in asked.iter().zip(&way) {
            set(&mut filled, *fact, value);
        }
        let decided = condition(&source).verdict(&filled, &[crate::expression::Binding::Row(0)]);
        prop_assert_ne!(decided, Tri::Unknown, "{} with {:?} asked {:?}", source, way, explanation.missing);
    }
    Ok(())
}

fn field_number(town: &Municipality<'_>, fact: Fact) -> usize {
    let name = &town.vocabulary.field(fact.entity, fact.field).id;
    FIELDS.iter().position(|(field, _)| field == name).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn rules_over_one_record(rule in scalar_rules(true), record in written(0.5)) {
        sound(&rule, &[record], false, false)?;
        replays(&rule, &[record], false)?;
    }

    #[test]
    fn a_block_of_rows_is_told_as_each_row_is(
        rule in scalar_rules(false),
        records in prop::collection::vec(written(0.7), 1..150),
    ) {
        let source = source(&rule, "system");
        let (town, rule) = (municipality(&records, false), condition(&source));
        let rows: Vec<u32> = (0..records.len() as u32).rev().collect();
        for rows in rows.chunks(64) {
            let Some(told) = rule.verdicts(&town, rows) else { continue };
            for (at, row) in rows.iter().enumerate() {
                let block = match (told.yes >> at & 1, told.no >> at & 1) {
                    (1, 0) => Tri::True,
                    (0, 1) => Tri::False,
                    _ => Tri::Unknown,
                };
                prop_assert_eq!(block, rule.verdict(&town, &[Binding::Row(*row)]), "{} for row {}", source, row);
            }
            prop_assert_eq!((told.yes & told.no, (told.yes | told.no) >> (rows.len() - 1) >> 1), (0, 0));
        }
    }

    #[test]
    fn what_is_asked_decides(rule in scalar_rules(false), record in written(0.4)) {
        sufficient(&rule, &[record])?;
    }

    #[test]
    fn rules_over_complete_lists(rule in list_rules(), records in prop::collection::vec(written(0.88), 1..4)) {
        sound(&rule, &records, false, true)?;
        replays(&rule, &records, false)?;
        sufficient(&rule, &records)?;
    }

    #[test]
    fn rules_over_open_lists(rule in list_rules(), records in prop::collection::vec(written(0.88), 1..4)) {
        sound(&rule, &records, true, true)?;
        replays(&rule, &records, true)?;
    }
}
