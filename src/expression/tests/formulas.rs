//! Formulas.

use crate::expression::testing::{VOCABULARY, scope, shown, shown_missing, town};
use crate::expression::{Binding, Computed, Formula, Scope, Type};
use crate::inventory::{Known, Municipality, Range, Value};
use crate::vocabulary::FieldType;
use jiff::civil::date;

const LINES: [&str; 9] = [
    "system/juki name=J score=80 rate=0.5 status=live live_on=2025-03-31 end_on=none owner=ict tags=x|y functions=a|b",
    "system/zei functions=b",
    "department/ict name=ICT parent=none",
    "department/zei name=ZEI",
    "function/a done=40",
    "function/b done=3",
    "incident/1 year=2025 department=ict kind=loss",
    "incident/2 year=2024 department=ict kind=theft",
    "incident/3 department=zei",
];

fn field(name: &str) -> FieldType {
    let names = ["system", "incident", "department"];
    let entities = names.map(|name| VOCABULARY.entity(VOCABULARY.find(name).unwrap()));
    let found = entities.iter().find_map(|entity| entity.fields.get(name));
    found.unwrap().kind.clone()
}

fn compute(town: &Municipality<'_>, kind: &FieldType, source: &str) -> Computed {
    let formula = Formula::compile(source, &scope("system"), &VOCABULARY, kind)
        .unwrap_or_else(|problems| panic!("{source}: {problems:?}"));
    assert_eq!(formula.source(), source);
    formula.evaluate(town, &[Binding::Row(0)])
}

#[test]
fn values_of_every_type() {
    let town = town(&["incident", "system", "function", "department"], &LINES);
    let text = |text: &str| Known::Value(Value::Text(text.to_owned()));
    let ict = VOCABULARY.find("department").unwrap();
    let function = VOCABULARY.find("function").unwrap();
    for (kind, source, expected) in [
        ("safe", "system.score > 3", Known::Value(Value::Bool(true))),
        ("safe", "system.backup", Known::Missing),
        ("score", "system.score + 1", Known::Value(Value::Int(81))),
        ("year", "fiscal_year(system.live_on)", Known::Value(Value::Int(2024))),
        ("rate", "system.rate", Known::Value(Value::Number(0.5))),
        ("rate", "system.score", Known::Value(Value::Number(80.0))),
        ("name", "system.name", text("J")),
        ("name", "system.status", text("live")),
        ("status", "system.score > 50 ? 'live' : 'planned'", text("live")),
        ("status", "system.status", text("live")),
        ("live_on", "system.live_on + days(1)", Known::Value(Value::Date(date(2025, 4, 1)))),
        ("end_on", "system.end_on", Known::None),
        ("end_on", "system.score > 50 ? null : system.live_on", Known::None),
        ("owner", "system.owner", Known::Value(Value::Record(ict, 0))),
        ("owner", "inventory.department.filter(d, d.name == 'ZEI')[0]", Known::Value(Value::Record(ict, 1))),
        (
            "tags",
            "['x', system.name]",
            Known::Value(Value::List(vec![Value::Text("x".into()), Value::Text("J".into())])),
        ),
        ("kinds", "['a']", Known::Value(Value::List(vec![Value::Text("a".into())]))),
        (
            "functions",
            "system.functions.filter(f, f.done == 3)",
            Known::Value(Value::List(vec![Value::Record(function, 1)])),
        ),
    ] {
        let computed = compute(&town, &field(kind), source);
        assert_eq!(computed.value, expected, "{source}");
        assert_eq!(computed.error, None);
        assert_eq!(computed.missing.is_empty(), expected != Known::Missing, "{source}");
    }
}

#[test]
fn counts_over_open_lists_keep_their_bounds() {
    let town = town(&["department"], &LINES);
    let paths = |computed: &Computed| {
        let facts: Vec<_> = computed.facts.iter().map(|fact| town.path(*fact)).collect();
        let missing: Vec<_> = computed.missing.iter().map(|missing| shown_missing(&town, *missing)).collect();
        format!("{} | {}", facts.join(" "), missing.join(" "))
    };
    let count = compute(&town, &FieldType::Int, "size(inventory.incident.filter(i, i.year == 2025))");
    assert_eq!(count.value, Known::Missing);
    assert_eq!(count.range, Some(Range { low: 1, high: None }));
    assert_eq!(paths(&count), "incident/1.year | incident/3.year incident/*");
    let closed = compute(&town, &FieldType::Int, "size(inventory.department.filter(d, d.parent == null))");
    assert_eq!((closed.value.clone(), closed.range), (Known::Missing, Some(Range { low: 1, high: Some(2) })));
    assert_eq!(paths(&closed), "department/ict.parent | department/zei.parent");
    let exact = compute(&town, &FieldType::Int, "size(inventory.department.filter(d, d.name == 'ZEI'))");
    assert_eq!(exact.value, Known::Value(Value::Int(1)));
    // what was not counted is no part of the evidence of a count
    assert_eq!(paths(&exact), "department/zei.name | ");
}

#[test]
fn lists_are_known_as_far_as_they_are() {
    let town = town(&["department"], &LINES);
    let scope = Scope::default();
    let (formula, element) = Formula::compile_list("inventory.incident", &scope, &VOCABULARY).unwrap();
    let incident = VOCABULARY.find("incident").unwrap();
    assert_eq!(element, Type::Record(incident));
    let computed = formula.evaluate(&town, &[]);
    let rows = |rows: &[u32]| Known::Value(Value::List(rows.iter().map(|row| Value::Record(incident, *row)).collect()));
    assert_eq!(computed.value, rows(&[0, 1, 2]));
    assert_eq!(computed.missing.len(), 1);
    let (formula, _) =
        Formula::compile_list("inventory.incident.filter(i, i.year == 2025)", &scope, &VOCABULARY).unwrap();
    let computed = formula.evaluate(&town, &[]);
    assert_eq!(computed.value, rows(&[0]));
    assert_eq!(computed.missing.len(), 2);
    let (formula, element) =
        Formula::compile_list("distinct(inventory.incident.map(i, i.kind))", &scope, &VOCABULARY).unwrap();
    assert!(matches!(element, Type::Choice(_)));
    assert_eq!(
        formula.evaluate(&town, &[]).value,
        Known::Value(Value::List(vec![Value::Text("loss".into()), Value::Text("theft".into())]))
    );
}

#[test]
fn variables_of_every_kind() {
    let mut town = town(&[], &LINES);
    let scope =
        Scope { variables: vec![("year".to_owned(), Type::Int), ("word".to_owned(), Type::Text)], ..Scope::default() };
    let formula = Formula::compile("year + size(word)", &scope, &VOCABULARY, &FieldType::Int).unwrap();
    let word = town.symbols.intern("住基");
    let computed = formula.evaluate(&town, &[Binding::Int(2025), Binding::Text(word)]);
    assert_eq!(computed.value, Known::Value(Value::Int(2027)));
}

#[test]
fn errors_have_a_place() {
    let town = town(&[], &LINES);
    let computed = compute(&town, &FieldType::Int, "1 + system.score / 0");
    assert_eq!(computed.value, Known::Missing);
    assert!(computed.missing.is_empty());
    let error = computed.error.unwrap();
    assert_eq!((error.span, error.message.en.as_str()), (4..20, "division by zero"));
}

#[test]
fn types_must_fit_the_field() {
    for (kind, source, expected) in [
        ("score", "system.rate", "0..11 the field is int, the expression is double"),
        ("score", "'x'", "0..3 the field is int, the expression is text"),
        ("owner", "system.segment", "0..14 the field is record of `department`, the expression is record of `segment`"),
        (
            "status",
            "system.safe ? 'live' : 'lvie'",
            "23..29 `lvie` is not a choice of the field (did you mean `live`?)",
        ),
        ("kinds", "['a', 'd']", "6..9 `d` is not a choice of the field"),
        ("tags", "system.name", "0..11 the field is list of text, the expression is text"),
        ("safe", "days(3)", "0..7 the field is bool, the expression is length of time"),
    ] {
        let problems = Formula::compile(source, &scope("system"), &VOCABULARY, &field(kind)).unwrap_err();
        assert_eq!(shown(&problems), [expected], "{source}");
    }
    let problems = Formula::compile_list("system.score", &scope("system"), &VOCABULARY).unwrap_err();
    assert_eq!(shown(&problems), ["0..12 expected a list, found int"]);
}
