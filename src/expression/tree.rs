//! The typed tree: a checked expression in the form in which it is evaluated.
//!
//! There is one kind of node for each kind of value: a [`Test`] is true, false, unknown or an error; a [`Term`] is one
//! value; a [`Listing`] is several. Fields are numbers, patterns are compiled, and nothing in it can fail for a reason
//! its author could have been told.

use super::span::Span;
use crate::vocabulary::{EntityId, FieldId, ReverseId};
use jiff::civil::Date;
use regex::Regex;

/// A checked expression of any type.
#[derive(Debug, Clone)]
pub(super) enum Root {
    /// Of type bool.
    Test(Test),
    /// Of any other single type.
    Term(Term),
    /// Of a list type.
    List(Listing),
}

/// Something that holds or does not.
#[derive(Debug, Clone)]
pub(super) enum Test {
    /// `true`
    Const(bool),
    /// All of them hold.
    And(Box<[Test]>),
    /// One of them holds.
    Or(Box<[Test]>),
    /// It does not hold.
    Not(Box<Test>),
    /// `a ? b : c`
    If(Box<[Test; 3]>),
    /// A term of type bool.
    Value(Box<Term>),
    /// `a == null`
    Null(Box<Term>),
    /// `a == b` for single values of any type.
    Equal(Box<(Term, Term)>),
    /// `system.zone == 'lgwan'`
    TextIs(Box<(Leaf, Box<str>)>),
    /// `system.zone in ['lgwan', 'internet']`
    TextAmong(Box<(Leaf, Box<[Box<str>]>)>),
    /// `a < b`, …
    Order(Order, Box<(Term, Term)>),
    /// `a == b` for conditions.
    Same(Box<(Test, Test)>),
    /// `a in list`
    In(Box<(Term, Listing)>),
    /// `list.exists(x, …)` (deciding: true) or `list.all(x, …)` (deciding: false).
    Quantified(bool, Box<Filter>),
    /// `a.contains(b)`, …
    Text(TextTest, Box<(Term, Term)>),
    /// `a.matches('…')`
    Matches(Box<(Term, Regex)>),
}

/// Order comparisons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

/// Comparisons of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextTest {
    /// `contains`
    Contains,
    /// `startsWith`
    StartsWith,
    /// `endsWith`
    EndsWith,
}

/// One value.
#[derive(Debug, Clone)]
pub(super) enum Term {
    /// A literal.
    Const(Constant),
    /// The day of the law.
    AsOf,
    /// A record.
    Record(Path),
    /// A field of a record that is neither a reference nor a list.
    Read(Leaf),
    /// The id of a record.
    Id(Path, EntityId),
    /// A bound variable that is not a record.
    Binding(u16),
    /// A variable of a macro that is not a record.
    Local(u16),
    /// A condition as a value.
    Truth(Box<Test>),
    /// `a ? b : c`
    If(Box<(Test, Term, Term)>),
    /// `a + b`, …
    Arithmetic(Arithmetic, Box<(Term, Term)>, Span),
    /// `-a`
    Negate(Box<Term>, Span),
    /// `double(a)`
    Double(Box<Term>),
    /// `size(list)`
    Size(Box<Listing>),
    /// `size(text)`
    Length(Box<Term>),
    /// `sum(list)`; true if the elements are doubles.
    Sum(Box<Listing>, bool, Span),
    /// `list[i]`
    Index(Box<(Listing, Term)>, Span),
    /// A function of dates, days or years.
    Calendar(Calendar, Box<Term>, Span),
    /// `deadline('id')`, `deadline('id', record)`
    Deadline(Box<Deadline>),
    /// `due('id', date)`, `warn('id', date)`
    Due(Box<Due>),
}

/// Literals.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Constant {
    /// `null`
    Null,
    /// `1`
    Int(i64),
    /// `1.5`
    Double(f64),
    /// `'a'`
    Text(Box<str>),
    /// `date('2026-03-31')`
    Date(Date),
}

/// Arithmetic on two values; the checker has seen to it that their types fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    /// `a + b`: numbers, or a date and a length of time.
    Add,
    /// `a - b`: numbers, two dates, or a date and a length of time.
    Subtract,
    /// `a * b`
    Multiply,
    /// `a / b`
    Divide,
    /// `a % b`
    Remainder,
}

/// Functions of one argument about the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Calendar {
    /// `fiscal_year(date)`
    FiscalYear,
    /// `year_start(year)`
    YearStart,
    /// `year_end(year)`
    YearEnd,
    /// `days(n)`
    Days,
    /// `months(n)`
    Months,
}

/// A deadline of the catalog.
#[derive(Debug, Clone)]
pub(super) struct Deadline {
    /// Its id.
    pub id: Box<str>,
    /// Its date.
    pub date: Field,
    /// The field in which a record may hold its own.
    pub own: Option<Leaf>,
    /// Where it is named.
    pub span: Span,
}

/// The last day of a clock of the catalog.
#[derive(Debug, Clone)]
pub(super) struct Due {
    /// The clock's id.
    pub id: Box<str>,
    /// The day from which it runs.
    pub from: Term,
    /// The last day before a warning, not the last day of the term.
    pub warns: bool,
    /// Where it is named.
    pub span: Span,
}

/// A field of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    /// The entity.
    pub entity: EntityId,
    /// The field.
    pub field: FieldId,
}

/// A way to a record: from where, and the references to follow.
#[derive(Debug, Clone)]
pub(super) struct Path {
    /// Where it begins.
    pub base: Base,
    /// Reference fields, one after the other.
    pub hops: Vec<Field>,
}

/// Where a path begins.
#[derive(Debug, Clone)]
pub(super) enum Base {
    /// A bound variable.
    Binding(u16),
    /// A variable of a macro.
    Local(u16),
    /// The body.
    Body,
    /// Any other record.
    Term(Box<Term>),
}

/// A field of the record at the end of a path.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    /// The record.
    pub path: Path,
    /// The field.
    pub field: Field,
    /// The type of its column.
    pub column: ColumnType,
}

/// Types of columns that hold single values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnType {
    /// `bool`
    Bool,
    /// `int` and `year`
    Int,
    /// `number`
    Number,
    /// `date`
    Date,
    /// `text` and `choice`
    Text,
}

/// Several values.
#[derive(Debug, Clone)]
pub(super) enum Listing {
    /// `inventory.system`, `catalog.zone`
    Table(EntityId),
    /// A field of type `refs`, `texts` or `choices`; true if the items are records.
    Field(Path, Field, bool),
    /// A reverse list, and the reference field by which its records belong to it.
    Reverse(Path, EntityId, ReverseId, Field),
    /// `[a, b]`
    Literal(Box<[Term]>),
    /// `list.filter(x, …)`
    Filter(Box<Filter>),
    /// `list.map(x, …)`
    Map(Box<Map>),
    /// `distinct(list)`
    Distinct(Box<Listing>),
    /// `a ? b : c`
    If(Box<(Test, Listing, Listing)>),
}

/// A test for each element of a list.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    /// The list.
    pub list: Listing,
    /// The test.
    pub test: Test,
    /// Steps of one test.
    pub cost: u32,
    /// Evaluating the list itself may be an error, so that it must be evaluated to its end.
    pub fallible: bool,
}

/// A value for each element of a list.
#[derive(Debug, Clone)]
pub(super) struct Map {
    /// The list.
    pub list: Listing,
    /// The value.
    pub term: Term,
    /// Steps of one value.
    pub cost: u32,
}
