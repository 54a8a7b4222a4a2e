//! A municipality: an inventory in which every name has been looked up.

use super::column::{Data, Datum, Range};
use super::fact::{Fact, Known, Missing, Value};
use super::table::{Openness, Table};
use super::texts::{Symbol, Symbols};
use crate::calendar::{self, Days};
use crate::language::{Language, Text};
use crate::vocabulary::{EntityId, FieldId, FieldType, Kind, ReverseId, Vocabulary, body};
use jiff::civil::Date;

/// How far a name is looked for through references.
const NAME_DEPTH: u8 = 2;

/// Everything that is known about one body on one day, ready to be judged.
#[derive(Debug, Clone)]
pub struct Municipality<'v> {
    /// What the tables mean.
    pub vocabulary: &'v Vocabulary,
    /// One table per entity, by entity number.
    pub tables: Vec<Table>,
    /// All texts.
    pub symbols: Symbols,
    /// The day of the law and of the clocks.
    pub as_of: Date,
    /// The day on which the facts stand.
    pub facts_as_of: Date,
}

impl Municipality<'_> {
    /// The table of an entity.
    pub fn table(&self, entity: EntityId) -> &Table {
        &self.tables[entity.0 as usize]
    }

    /// `system/juki`: the name by which a record is known in every output.
    pub fn subject(&self, entity: EntityId, row: u32) -> String {
        format!("{}/{}", self.vocabulary.entity(entity).id, self.id(entity, row))
    }

    /// The id of a record, without its entity.
    pub fn id(&self, entity: EntityId, row: u32) -> &str {
        self.symbols.text(self.table(entity).id(row))
    }

    /// `system/juki.segment`.
    pub fn path(&self, fact: Fact) -> String {
        let field = &self.vocabulary.field(fact.entity, fact.field).id;
        format!("{}.{field}", self.subject(fact.entity, fact.row))
    }

    /// What a reader calls a record: its name; without one, what identifies it (国民年金 研修の実施); else its id.
    pub fn name(&self, entity: EntityId, row: u32, language: Language) -> String {
        self.name_to_depth(entity, row, language, 0)
    }

    /// The name of a record in both languages.
    pub fn title(&self, entity: EntityId, row: u32) -> Text {
        Text::new(self.name(entity, row, Language::Ja), self.name(entity, row, Language::En))
    }

    fn name_to_depth(&self, entity: EntityId, row: u32, language: Language, depth: u8) -> String {
        let kind = self.vocabulary.entity(entity);
        let named = |name: &str| {
            let symbol = self.text(Fact { entity, row, field: kind.find(name)? }).value()?;
            Some(self.symbols.text(symbol).to_owned())
        };
        let english = || named(body::NAME_EN).or_else(|| self.standard_name(entity, row, depth));
        let name = if language == Language::En { english() } else { None };
        if let Some(name) = name.or_else(|| named(body::NAME)) {
            return name;
        }
        let (identifying, most): (Vec<FieldId>, usize) = match kind.kind {
            Kind::Computed => (kind.made_from(), 3),
            _ if kind.key.is_empty() && kind.find(body::NAME).is_none() => (kind.field_ids().collect(), 2),
            _ => (kind.key.clone(), usize::MAX),
        };
        let parts = identifying.into_iter().filter_map(|field| self.part(Fact { entity, row, field }, language, depth));
        let parts: Vec<String> = parts.take(most).collect();
        if parts.is_empty() || depth > NAME_DEPTH { self.id(entity, row).to_owned() } else { parts.join(" ") }
    }

    /// The English name of the catalog entry that implied a record.
    fn standard_name(&self, entity: EntityId, row: u32, depth: u8) -> Option<String> {
        let field = self.vocabulary.entity(entity).find(body::STANDARD)?;
        let FieldType::Ref(target) = self.vocabulary.field(entity, field).kind else { return None };
        let entry = self.reference(Fact { entity, row, field }).value()?;
        (depth <= NAME_DEPTH).then(|| self.name_to_depth(target, entry, Language::En, depth + 1))
    }

    /// A reference or a year that helps to identify a record.
    fn part(&self, fact: Fact, language: Language, depth: u8) -> Option<String> {
        match &self.vocabulary.field(fact.entity, fact.field).kind {
            FieldType::Ref(target) if depth <= NAME_DEPTH => {
                let row = self.reference(fact).value()?;
                Some(self.name_to_depth(*target, row, language, depth + 1))
            }
            FieldType::Year => Some(calendar::year_name(self.int(fact).value()?, language)),
            _ => None,
        }
    }

    fn cell(&self, fact: Fact) -> Known<&Data> {
        let column = &self.table(fact.entity).columns[fact.field.0 as usize];
        let row = fact.row as usize;
        if column.known.contains(row) {
            Known::Value(&column.data)
        } else if column.none.contains(row) {
            Known::None
        } else {
            Known::Missing
        }
    }

    /// A `bool` fact.
    pub fn bool(&self, fact: Fact) -> Known<bool> {
        self.cell(fact).and_then(|data| match data {
            Data::Bool(bits) => Some(bits.contains(fact.row as usize)),
            _ => None,
        })
    }

    /// An `int` or `year` fact.
    pub fn int(&self, fact: Fact) -> Known<i64> {
        self.cell(fact).and_then(|data| match data {
            Data::Int(values) => values.get(fact.row as usize).copied(),
            _ => None,
        })
    }

    /// Bounds of a missing `int` fact.
    pub fn range(&self, fact: Fact) -> Option<Range> {
        let column = &self.table(fact.entity).columns[fact.field.0 as usize];
        column.ranges.get(&fact.row).copied()
    }

    /// A `number` fact.
    pub fn number(&self, fact: Fact) -> Known<f64> {
        self.cell(fact).and_then(|data| match data {
            Data::Number(values) => values.get(fact.row as usize).copied(),
            _ => None,
        })
    }

    /// A `date` fact.
    pub fn date(&self, fact: Fact) -> Known<Date> {
        self.cell(fact).and_then(|data| match data {
            Data::Date(values) => values.get(fact.row as usize).copied(),
            _ => None,
        })
    }

    /// In which days a `date` fact lies: the day itself where it is known.
    pub fn days(&self, fact: Fact) -> Option<Days> {
        let column = &self.table(fact.entity).columns[fact.field.0 as usize];
        self.date(fact).value().map(Days::from).or_else(|| column.days.get(&fact.row).copied())
    }

    /// A `text` or `choice` fact.
    pub fn text(&self, fact: Fact) -> Known<Symbol> {
        self.cell(fact).and_then(|data| match data {
            Data::Text(values) => values.get(fact.row as usize).copied(),
            _ => None,
        })
    }

    /// A `ref` fact: the row of the target.
    pub fn reference(&self, fact: Fact) -> Known<u32> {
        self.cell(fact).and_then(|data| match data {
            Data::Row(values) => values.get(fact.row as usize).copied(),
            _ => None,
        })
    }

    /// A `refs`, `texts` or `choices` fact: rows of the target, or symbols.
    pub fn list(&self, fact: Fact) -> Known<&[u32]> {
        self.cell(fact).and_then(|data| match data {
            Data::List(lists) => Some(lists.get(fact.row)),
            _ => None,
        })
    }

    /// A reverse list, and what would settle whether it is complete (empty: it is).
    pub fn reverse(&self, entity: EntityId, row: u32, reverse: ReverseId) -> (&[u32], &[Missing]) {
        let column = &self.table(entity).reverses[reverse.0 as usize];
        let open = column.open.get(&row).map_or(&[][..], Vec::as_slice);
        (column.lists.get(row), open)
    }

    /// What would settle whether a table is complete (empty: it is).
    pub fn open(&self, entity: EntityId) -> &[Missing] {
        match &self.table(entity).openness {
            Openness::Complete => &[],
            Openness::Open(missing) => missing,
        }
    }

    /// Any fact, as a value for people and machine formats.
    pub fn value(&self, fact: Fact) -> Known<Value> {
        let kind = &self.vocabulary.field(fact.entity, fact.field).kind;
        let column = self.table(fact.entity).column(fact.field);
        match (column.get(fact.row), column.ranges.get(&fact.row)) {
            (Some(Datum::None), _) => Known::None,
            (Some(datum), _) => Known::Value(self.value_of(kind, &datum)),
            (None, Some(range)) => Known::Value(Value::AtLeast(range.low, range.high)),
            (None, None) => Known::Missing,
        }
    }

    /// One value of a field of that type, for people and machine formats.
    pub fn value_of(&self, kind: &FieldType, datum: &Datum) -> Value {
        let text = |symbol: u32| Value::Text(self.symbols.text(Symbol(symbol)).to_owned());
        match datum {
            Datum::None => Value::List(Vec::new()),
            Datum::Bool(value) => Value::Bool(*value),
            Datum::Int(value) => Value::Int(*value),
            Datum::Number(value) => Value::Number(*value),
            Datum::Date(value) => Value::Date(*value),
            Datum::Days(value) => Value::Days(*value),
            Datum::Text(symbol) => text(symbol.0),
            Datum::Row(row) => match kind {
                FieldType::Ref(target) => Value::Record(*target, *row),
                _ => Value::Int(i64::from(*row)),
            },
            Datum::List(items) => Value::List(match kind {
                FieldType::Refs(target) => items.iter().map(|row| Value::Record(*target, *row)).collect(),
                _ => items.iter().map(|symbol| text(*symbol)).collect(),
            }),
        }
    }

    /// A field of a record by name; for the few names the code knows.
    pub fn fact(&self, entity: EntityId, row: u32, field: &str) -> Option<Fact> {
        let field: FieldId = self.vocabulary.entity(entity).find(field)?;
        Some(Fact { entity, row, field })
    }
}

impl<T> Known<T> {
    /// Changes the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Known<U> {
        match self {
            Known::Missing => Known::Missing,
            Known::None => Known::None,
            Known::Value(value) => Known::Value(change(value)),
        }
    }

    /// Changes the value, if there is one; what cannot be changed is missing.
    pub fn and_then<U>(self, change: impl FnOnce(T) -> Option<U>) -> Known<U> {
        match self {
            Known::Missing => Known::Missing,
            Known::None => Known::None,
            Known::Value(value) => change(value).map_or(Known::Missing, Known::Value),
        }
    }

    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Known::Value(value) => Some(value),
            _ => None,
        }
    }
}
