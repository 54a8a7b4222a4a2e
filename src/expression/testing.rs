//! A small vocabulary and a builder of small municipalities, for tests.

use super::{Binding, Condition, Explanation, Problem, Scope, Tri, Type};
use crate::calendar::parse_days;
use crate::diagnostic::{FileId, Place};
use crate::inventory::table::ReverseColumn;
use crate::inventory::{Data, Datum, Fact, Missing, Municipality, Openness, Range, Symbols, Table};
use crate::language::Text;
use crate::vocabulary::{Answers, Choice, Entity, EntityId, Field, FieldId, FieldType, Kind, Reverse, Vocabulary};
use indexmap::IndexMap;
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// `entity: field type, …`; `?` may be none, `<list` the reverse list of a reference.
const ENTITIES: [(Kind, &str); 11] = [
    (Kind::Singleton, "body: name text, class choice(city|town), population int, welfare bool"),
    (Kind::Base, "department: name text, parent ref(department)? <children"),
    (Kind::Base, "segment: name text, zone choice(my_number|lgwan|internet)"),
    (Kind::Base, "function: name text, done int, share number, own_deadline date?, closed date"),
    (
        Kind::Base,
        "system: name text, status choice(live|planned), role choice(use|related), safe bool, backup bool, score int, \
         limit int, rate number, live_on date, end_on date?, owner ref(department)? <systems, segment ref(segment) \
         <systems, tags texts, kinds choices(a|b|c), functions refs(function) <systems, spare ref(system)?, room int?",
    ),
    (
        Kind::Base,
        "incident: department ref(department) <incidents, kind choice(loss|theft), persons int, year year, \
         reported bool, closed_on date?",
    ),
    (Kind::Catalog, "deadline: name text, date date, own text"),
    (Kind::Catalog, "reporting_clock: days int, warn_after int?, counts_first_day bool, rolls bool"),
    (Kind::Catalog, "holiday: date date"),
    (Kind::Catalog, "recess: first_month int, first_day int, last_month int, last_day int"),
    (Kind::Computed, "coverage: department ref(department), attended int, share number"),
];

/// The vocabulary.
pub(super) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(vocabulary);

fn place() -> Place {
    Place { file: FileId(0), start: 0, end: 0 }
}

fn vocabulary() -> Vocabulary {
    let names: Vec<_> = ENTITIES.iter().map(|(_, line)| line.split(':').next().unwrap()).collect();
    let number = |name: &str| EntityId(names.iter().position(|known| *known == name).unwrap() as u16);
    let mut entities: IndexMap<String, Entity> = IndexMap::new();
    for (kind, line) in ENTITIES {
        let (name, fields) = line.split_once(':').unwrap();
        let fields = fields.split(',').map(|spec| field(spec.trim(), &number)).map(|field| (field.id.clone(), field));
        entities.insert(name.to_owned(), entity(name, kind, fields.collect()));
    }
    let mut reverses = Vec::new();
    for (index, entity) in entities.values().enumerate() {
        for (position, field) in entity.fields.values().enumerate() {
            if let (Some(name), FieldType::Ref(target) | FieldType::Refs(target)) = (&field.reverse, &field.kind) {
                let reverse = Reverse { from: EntityId(index as u16), field: FieldId(position as u16) };
                reverses.push((*target, name.clone(), reverse));
            }
        }
    }
    for (target, name, reverse) in reverses {
        entities[target.0 as usize].reverses.insert(name, reverse);
    }
    Vocabulary { entities, ..Vocabulary::default() }
}

fn entity(name: &str, kind: Kind, fields: IndexMap<String, Field>) -> Entity {
    Entity {
        id: name.to_owned(),
        label: Text::same(name),
        kind,
        network: false,
        list: Text::same(""),
        list_valid_for: None,
        answers: Answers::Role("ict".to_owned()),
        key: Vec::new(),
        names: Vec::new(),
        either: Vec::new(),
        implied: None,
        each: None,
        fields,
        reverses: IndexMap::new(),
        place: place(),
    }
}

fn field(spec: &str, number: &impl Fn(&str) -> EntityId) -> Field {
    let mut words = spec.split_whitespace();
    let (id, kind) = (words.next().unwrap(), words.next().unwrap());
    let reverse = words.next().map(|word| word.trim_start_matches('<').to_owned());
    let none = kind.ends_with('?');
    let kind = kind.trim_end_matches('?');
    let (kind, of) = kind.trim_end_matches(')').split_once('(').unwrap_or((kind, ""));
    let choices = || of.split('|').map(|id| (id.to_owned(), choice(id))).collect();
    Field {
        id: id.to_owned(),
        kind: match kind {
            "text" => FieldType::Text,
            "bool" => FieldType::Bool,
            "int" => FieldType::Int,
            "number" => FieldType::Number,
            "date" => FieldType::Date,
            "year" => FieldType::Year,
            "choice" => FieldType::Choice(choices()),
            "choices" => FieldType::Choices(choices()),
            "ref" => FieldType::Ref(number(of)),
            "refs" => FieldType::Refs(number(of)),
            _ => FieldType::Texts,
        },
        label: Text::new(if id == "zone" { "区分" } else { id }, id),
        ask: Text::same(""),
        header: Vec::new(),
        answers: None,
        none,
        change: false,
        valid_for: None,
        term: None,
        sensitive: false,
        computed: false,
        reverse,
        acyclic: false,
        past: false,
        format: None,
        weight: 1,
        weight_in_use: None,
        unit: None,
        within: None,
        formula: None,
        place: place(),
    }
}

fn choice(id: &str) -> Choice {
    let label = match id {
        "lgwan" => Text::new("LGWAN接続系", "LGWAN zone"),
        id => Text::same(id),
    };
    Choice { label, alias: vec![], from: None, until: None }
}

/// Builds a municipality from lines such as `system/juki segment=lg safe=true end_on=none functions=a|b`. A number such
/// as `2..` or `2..5` is known only within bounds. Base tables are open unless named in `complete`.
pub(super) fn town(complete: &[&str], lines: &[&str]) -> Municipality<'static> {
    let mut symbols = Symbols::default();
    let mut tables: Vec<_> = VOCABULARY.ids().map(|id| Table::new(id, VOCABULARY.entity(id))).collect();
    for table in &mut tables {
        let entity = VOCABULARY.entity(table.entity);
        if entity.kind != Kind::Base || complete.contains(&entity.id.as_str()) {
            table.openness = Openness::Complete;
        }
    }
    let mut cells = Vec::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let (entity, id) = words.next().unwrap().split_once('/').unwrap();
        let entity = VOCABULARY.find(entity).unwrap();
        let row = tables[entity.0 as usize].push(symbols.intern(id), Default::default());
        cells.extend(words.map(|cell| (entity, row, cell)));
    }
    let day = date(2026, 4, 1);
    let mut town = Municipality { vocabulary: &VOCABULARY, tables, symbols, as_of: day, facts_as_of: day };
    for (entity, row, cell) in cells {
        let (field, value) = cell.split_once('=').unwrap();
        let fact = town.fact(entity, row, field).unwrap_or_else(|| panic!("no field {field}"));
        set(&mut town, fact, value);
    }
    fill_reverses(&mut town);
    town
}

/// States one fact.
pub(super) fn set(town: &mut Municipality<'_>, fact: Fact, value: &str) {
    let row = |town: &Municipality<'_>, target: EntityId| {
        let id = town.symbols.find(value).unwrap_or_else(|| panic!("no record {value}"));
        town.table(target).find(id).unwrap()
    };
    let datum = match &VOCABULARY.field(fact.entity, fact.field).kind {
        _ if value == "none" => Datum::None,
        FieldType::Bool => Datum::Bool(value == "true"),
        FieldType::Int if value.contains("..") => return set_range(town, fact, value),
        FieldType::Int | FieldType::Year => Datum::Int(value.parse().unwrap()),
        FieldType::Number => Datum::Number(value.parse().unwrap()),
        FieldType::Date => {
            let days = parse_days(value).unwrap();
            days.exact().map_or(Datum::Days(days), Datum::Date)
        }
        FieldType::Text | FieldType::Choice(_) => Datum::Text(town.symbols.intern(value)),
        FieldType::Ref(target) => Datum::Row(row(town, *target)),
        FieldType::Refs(target) => {
            let find = |id: &str| town.table(*target).find(town.symbols.find(id).unwrap()).unwrap();
            Datum::List(value.split('|').filter(|id| !id.is_empty()).map(find).collect())
        }
        FieldType::Choices(_) | FieldType::Texts => {
            Datum::List(value.split('|').filter(|id| !id.is_empty()).map(|id| town.symbols.intern(id).0).collect())
        }
    };
    town.tables[fact.entity.0 as usize].column_mut(fact.field).put(fact.row, datum);
}

fn set_range(town: &mut Municipality<'_>, fact: Fact, value: &str) {
    let (low, high) = value.split_once("..").unwrap();
    let range = Range { low: low.parse().unwrap(), high: high.parse().ok() };
    town.tables[fact.entity.0 as usize].column_mut(fact.field).ranges.insert(fact.row, range);
}

/// Makes one fact missing; lists of records are kept.
pub(super) fn forget(town: &mut Municipality<'_>, fact: Fact) {
    let column = town.tables[fact.entity.0 as usize].column_mut(fact.field);
    column.clear(fact.row);
    column.ranges.remove(&fact.row);
}

fn fill_reverses(town: &mut Municipality<'_>) {
    for entity in VOCABULARY.ids() {
        for (index, reverse) in VOCABULARY.entity(entity).reverses.values().enumerate() {
            let mut column = ReverseColumn::default();
            for row in 0..town.table(entity).len() {
                column.lists.grow(row as usize + 1);
                let (found, mut open) = referring(town, reverse, row);
                if !town.open(reverse.from).is_empty() {
                    let reverse = crate::vocabulary::ReverseId(index as u16);
                    open.push(Missing::Reverse { entity, row, reverse });
                }
                column.lists.set(row, &found);
                if !open.is_empty() {
                    column.open.insert(row, open);
                }
            }
            town.tables[entity.0 as usize].reverses[index] = column;
        }
    }
}

/// Rows that refer to `row`, and blank references, which may.
fn referring(town: &Municipality<'_>, reverse: &Reverse, row: u32) -> (Vec<u32>, Vec<Missing>) {
    let (mut found, mut blank) = (Vec::new(), Vec::new());
    for from in 0..town.table(reverse.from).len() {
        let fact = Fact { entity: reverse.from, row: from, field: reverse.field };
        let column = &town.table(reverse.from).columns[reverse.field.0 as usize];
        let refers = match &column.data {
            Data::List(lists) => lists.get(from).contains(&row),
            Data::Row(rows) => rows[from as usize] == row,
            _ => false,
        };
        match (column.known.contains(from as usize), column.none.contains(from as usize)) {
            (true, _) if refers => found.push(from),
            (false, false) => blank.push(Missing::Field(fact)),
            _ => {}
        }
    }
    (found, blank)
}

/// One variable of each base entity, named after it, and the deadlines and clocks of the catalog.
pub(super) fn scope(subject: &str) -> Scope {
    let entity = VOCABULARY.find(subject).unwrap();
    Scope {
        variables: vec![(subject.to_owned(), Type::Record(entity))],
        implicit: None,
        deadlines: BTreeMap::from([
            ("standard".to_owned(), Some("own_deadline".to_owned())),
            ("other".to_owned(), None),
        ]),
        clocks: ["final", "first"].map(str::to_owned).into(),
    }
}

/// Compiles a condition over `system`.
pub(super) fn condition(source: &str) -> Condition {
    Condition::compile(source, &scope("system"), &VOCABULARY)
        .unwrap_or_else(|problems| panic!("{source}: {problems:?}"))
}

/// What is wrong with a condition over `system`, as `start..end message (help)` in English.
pub(super) fn problems(source: &str) -> Vec<String> {
    Condition::compile(source, &scope("system"), &VOCABULARY).map_or_else(|problems| shown(&problems), |_| Vec::new())
}

/// Problems in English.
pub(super) fn shown(problems: &[Problem]) -> Vec<String> {
    let help = |problem: &Problem| problem.help.as_ref().map_or(String::new(), |help| format!(" ({})", help.en));
    let show = |problem: &Problem| {
        format!("{}..{} {}{}", problem.span.start, problem.span.end, problem.message.en, help(problem))
    };
    problems.iter().map(show).collect()
}

/// The verdict on the first system, by both ways.
pub(super) fn verdict(town: &Municipality<'_>, source: &str) -> Tri {
    explain(town, source).verdict
}

/// The explained verdict on the first system; the fast way must agree.
pub(super) fn explain(town: &Municipality<'_>, source: &str) -> Explanation {
    let condition = condition(source);
    let explanation = condition.explain(town, &[Binding::Row(0)]);
    assert_eq!(condition.verdict(town, &[Binding::Row(0)]), explanation.verdict, "{source}");
    explanation
}

/// `true: facts; missing`, as paths.
pub(super) fn why(town: &Municipality<'_>, source: &str) -> String {
    let explanation = explain(town, source);
    let facts: Vec<_> = explanation.facts.iter().map(|fact| town.path(*fact)).collect();
    let missing: Vec<_> = explanation.missing.iter().map(|missing| shown_missing(town, *missing)).collect();
    let verdict = format!("{:?}", explanation.verdict).to_lowercase();
    let sides = [facts.join(" "), missing.join(" ")];
    format!("{verdict}: {} | {}", sides[0], sides[1]).trim().to_owned()
}

/// The path of something missing.
pub(super) fn shown_missing(town: &Municipality<'_>, missing: Missing) -> String {
    match missing {
        Missing::Field(fact) => town.path(fact),
        Missing::Table(entity) => format!("{}/*", VOCABULARY.entity(entity).id),
        Missing::Reverse { entity, row, reverse } => {
            let name = VOCABULARY.entity(entity).reverses.get_index(reverse.0 as usize).unwrap().0;
            format!("{}.{name}/*", town.subject(entity, row))
        }
    }
}
