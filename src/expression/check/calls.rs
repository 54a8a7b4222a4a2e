//! Calls of functions and methods.

use super::super::limits;
use super::super::pattern;
use super::super::problem::{Problem, did_you_mean, meant};
use super::super::span::Span;
use super::super::syntax::{Expr, Kind, Name};
use super::super::tree::{Calendar, Constant, Deadline, Due, Field, Leaf, Listing, Term, Test, TextTest};
use super::super::types::Type;
use super::lists::MACROS;
use super::names::path;
use super::typed::{Node, Typed};
use super::{Checked, Checker};
use crate::language::Text;
use crate::text;
use crate::vocabulary::FieldType;
use crate::vocabulary::body::{CLOCK, HOLIDAY, RECESS};
use jiff::civil::Date;

const FUNCTIONS: [&str; 13] = [
    "size",
    "sum",
    "distinct",
    "double",
    "date",
    "fiscal_year",
    "year_start",
    "year_end",
    "days",
    "months",
    "deadline",
    "due",
    "warn",
];

const METHODS: [&str; 7] = ["contains", "startsWith", "endsWith", "matches", "size", "sum", "distinct"];

/// Names of the deadline entity and its date, which `deadline('…')` looks up.
const DEADLINE: (&str, &str) = ("deadline", "date");

impl Checker<'_> {
    /// `name(args)`
    pub(super) fn function(&mut self, name: &Name, args: &[Expr], span: Span) -> Checked<Typed> {
        match (name.text.as_str(), args) {
            ("size", [of]) => self.size(of, span),
            ("sum", [of]) => self.sum(of, span),
            ("distinct", [of]) => self.distinct(of, span),
            ("double", [of]) => self.double(of, span),
            ("date", [of]) => self.date(of, span),
            ("fiscal_year", [of]) => self.calendar(Calendar::FiscalYear, &Type::Date, Type::Int, of, span),
            ("year_start", [of]) => self.calendar(Calendar::YearStart, &Type::Int, Type::Date, of, span),
            ("year_end", [of]) => self.calendar(Calendar::YearEnd, &Type::Int, Type::Date, of, span),
            ("days", [of]) => self.calendar(Calendar::Days, &Type::Int, Type::Span, of, span),
            ("months", [of]) => self.calendar(Calendar::Months, &Type::Int, Type::Span, of, span),
            ("deadline", [id]) => self.deadline(id, None, span),
            ("deadline", [id, record]) => self.deadline(id, Some(record), span),
            ("due", [id, from]) => self.due(id, from, false, span),
            ("warn", [id, from]) => self.due(id, from, true, span),
            (word, _) if FUNCTIONS.contains(&word) => self.arguments(name, args),
            _ => self.no_function(name, args),
        }
    }

    /// `target.name(args)`
    pub(super) fn method(&mut self, target: &Expr, name: &Name, args: &[Expr], span: Span) -> Checked<Typed> {
        match (name.text.as_str(), args) {
            (word, _) if MACROS.contains(&word) => self.macro_call(target, name, args, span),
            ("size", []) => self.size(target, span),
            ("sum", []) => self.sum(target, span),
            ("distinct", []) => self.distinct(target, span),
            ("contains", [part]) => self.text_test(TextTest::Contains, target, part, span),
            ("startsWith", [part]) => self.text_test(TextTest::StartsWith, target, part, span),
            ("endsWith", [part]) => self.text_test(TextTest::EndsWith, target, part, span),
            ("matches", [pattern]) => self.matches(target, pattern, span),
            (word, _) if METHODS.contains(&word) => self.arguments(name, args),
            _ => self.no_method(name, target, args),
        }
    }

    fn arguments<T>(&mut self, name: &Name, args: &[Expr]) -> Checked<T> {
        let (word, count) = (&name.text, args.len());
        let message = text!(
            ja: "`{word}` の引数の数が違う（{count} 個ある）",
            en: "`{word}` does not take {count} arguments"
        );
        self.fail(name.span, message)
    }

    fn no_function<T>(&mut self, name: &Name, args: &[Expr]) -> Checked<T> {
        args.iter().for_each(|arg| drop(self.check(arg)));
        let word = name.text.as_str();
        let help = match word {
            "has" => Some(text!(
                ja: "項目があるかどうかは調べられません。「なし」のことがある項目は `x.項目 != null` と書きます",
                en: "whether a field is known cannot be asked; for a field that may be none write `x.field != null`"
            )),
            "today" | "now" => Some(meant("as_of")),
            "len" | "length" | "count" => Some(meant("size")),
            "timestamp" => Some(meant("date")),
            "duration" => Some(text!(
                ja: "期間は `days(90)` や `months(3)` と書きます",
                en: "a length of time is written `days(90)` or `months(3)`"
            )),
            _ if METHODS.contains(&word) || MACROS.contains(&word) => Some(text!(
                ja: "`値.{word}(…)` の形で書きます",
                en: "it is written `value.{word}(…)`"
            )),
            _ => did_you_mean(word, FUNCTIONS),
        };
        let message = text!(ja: "`{word}` という関数はない", en: "unknown function `{word}`");
        self.report(Problem::new(name.span, message).help(help))
    }

    fn no_method<T>(&mut self, name: &Name, target: &Expr, args: &[Expr]) -> Checked<T> {
        drop(self.check(target));
        if let [Expr { kind: Kind::Name(_), .. }, _] = args {
            // a macro spelt wrong: its variable is not a name that could be looked up
        } else {
            args.iter().for_each(|arg| drop(self.check(arg)));
        }
        let word = name.text.as_str();
        let help = match word {
            "any" | "some" => Some(meant("exists")),
            "every" => Some(meant("all")),
            "length" | "count" | "len" => Some(meant("size")),
            _ if FUNCTIONS.contains(&word) => {
                Some(text!(ja: "`{word}(…)` の形で書きます", en: "it is written `{word}(…)`"))
            }
            _ => did_you_mean(word, METHODS.into_iter().chain(MACROS)),
        };
        let message = text!(ja: "`.{word}(…)` という書き方はない", en: "there is no `.{word}(…)`");
        self.report(Problem::new(name.span, message).help(help))
    }

    fn size(&mut self, of: &Expr, span: Span) -> Checked<Typed> {
        let typed = self.check(of)?;
        let text = typed.ty.is_text();
        if text {
            self.present(&typed)?;
        }
        match typed.node {
            Node::List(list) => Ok(Typed::term(Term::Size(Box::new(list)), Type::Int, span)),
            Node::Term(term) if text => Ok(Typed::term(Term::Length(Box::new(term)), Type::Int, span)),
            _ => {
                let Text { ja, en } = self.describe(&typed.ty);
                let message = text!(ja: "`size` は{ja}には使えない", en: "`size` does not apply to {en}");
                self.fail(of.span, message)
            }
        }
    }

    fn sum(&mut self, of: &Expr, span: Span) -> Checked<Typed> {
        let (list, ty) = self.numbers(of)?;
        Ok(Typed::term(Term::Sum(Box::new(list), ty == Type::Double, span), ty, span))
    }

    fn distinct(&mut self, of: &Expr, span: Span) -> Checked<Typed> {
        let (list, ty, elements) = self.list(of)?;
        Ok(Typed::list(Listing::Distinct(Box::new(list)), ty, elements, span))
    }

    fn double(&mut self, of: &Expr, span: Span) -> Checked<Typed> {
        let typed = self.argument(of, &Type::Int)?;
        Ok(Typed::term(Term::Double(Box::new(typed.into_term())), Type::Double, span))
    }

    /// An argument of one certain type.
    fn argument(&mut self, of: &Expr, ty: &Type) -> Checked<Typed> {
        let typed = self.term(of)?;
        let fits = typed.ty == *ty || (*ty == Type::Text && typed.ty.is_text());
        if !fits && typed.ty != Type::Null {
            let (found, wanted) = (self.describe(&typed.ty), self.describe(ty));
            let (ja, en) = (
                format!("{}が必要なところに{}がある", wanted.ja, found.ja),
                format!("expected {}, found {}", wanted.en, found.en),
            );
            return self.fail(of.span, Text::new(ja, en));
        }
        self.present(&typed)?;
        Ok(typed)
    }

    fn calendar(&mut self, function: Calendar, from: &Type, to: Type, of: &Expr, span: Span) -> Checked<Typed> {
        let typed = self.argument(of, from)?;
        Ok(Typed::term(Term::Calendar(function, Box::new(typed.into_term()), span), to, span))
    }

    fn date(&mut self, of: &Expr, span: Span) -> Checked<Typed> {
        let Kind::Text(written) = &of.kind else {
            let message = text!(ja: "`date` には文字列をそのまま書く", en: "`date` takes a literal text");
            let help = text!(ja: "例: `date('2026-03-31')`", en: "for example `date('2026-03-31')`");
            return self.report(Problem::new(of.span, message).help(help));
        };
        match iso_date(written) {
            Some(date) => Ok(Typed::constant(Constant::Date(date), Type::Date, span)),
            None => {
                let message = text!(ja: "`{written}` は日付ではない", en: "`{written}` is not a date");
                let help = text!(ja: "`2026-03-31` の形で書いてください", en: "write it as `2026-03-31`");
                self.report(Problem::new(of.span, message).help(help))
            }
        }
    }

    fn text_test(&mut self, test: TextTest, target: &Expr, part: &Expr, span: Span) -> Checked<Typed> {
        let (target, part) = (self.argument(target, &Type::Text), self.argument(part, &Type::Text));
        let terms = Box::new((target?.into_term(), part?.into_term()));
        Ok(Typed::test(Test::Text(test, terms), span))
    }

    fn matches(&mut self, target: &Expr, written: &Expr, span: Span) -> Checked<Typed> {
        let target = self.argument(target, &Type::Text);
        let Kind::Text(pattern) = &written.kind else {
            let message = text!(ja: "`matches` には文字列をそのまま書く", en: "`matches` takes a literal text");
            return self.fail(written.span, message);
        };
        match pattern::compile(pattern, limits::PATTERN) {
            Ok(regex) => Ok(Typed::test(Test::Matches(Box::new((target?.into_term(), regex))), span)),
            Err(help) => {
                let message = text!(ja: "正規表現に誤りがある", en: "the pattern is not valid");
                self.report(Problem::new(written.span, message).help(help))
            }
        }
    }

    fn deadline(&mut self, id: &Expr, record: Option<&Expr>, span: Span) -> Checked<Typed> {
        let record = record.map(|record| self.term(record));
        let Kind::Text(word) = &id.kind else {
            let message = text!(ja: "期限の名前をそのまま書く", en: "the id of a deadline is a literal text");
            return self.fail(id.span, message);
        };
        let Some(own) = self.scope.deadlines.get(word).cloned() else {
            let help = did_you_mean(word, self.scope.deadlines.keys().map(String::as_str));
            let message = text!(ja: "`{word}` という期限はない", en: "unknown deadline `{word}`");
            return self.report(Problem::new(id.span, message).help(help));
        };
        let date = self.vocabulary.find(DEADLINE.0).and_then(|entity| {
            let field = self.find_field(entity, DEADLINE.1, &FieldType::Date)?;
            Some(Field { entity, field })
        });
        let Some(date) = date else {
            let message = text!(ja: "期限の表がない", en: "there is no table of deadlines");
            return self.fail(span, message);
        };
        let own = match record.transpose()? {
            Some(record) => self.own_deadline(record, own.as_deref())?,
            None => None,
        };
        self.reads.deadlines.insert(word.clone());
        let deadline = Deadline { id: word.as_str().into(), date, own, span };
        Ok(Typed::term(Term::Deadline(Box::new(deadline)), Type::Date, span))
    }

    fn due(&mut self, id: &Expr, from: &Expr, warns: bool, span: Span) -> Checked<Typed> {
        let from = self.argument(from, &Type::Date);
        let Kind::Text(word) = &id.kind else {
            let message = text!(ja: "報告の期限の名前をそのまま書く", en: "the id of a clock is a literal text");
            return self.fail(id.span, message);
        };
        if !self.scope.clocks.contains(word) {
            let help = did_you_mean(word, self.scope.clocks.iter().map(String::as_str));
            let message = text!(ja: "`{word}` という報告の期限はない", en: "unknown clock `{word}`");
            return self.report(Problem::new(id.span, message).help(help));
        }
        self.reads.tables.extend([CLOCK, HOLIDAY, RECESS].into_iter().filter_map(|name| self.vocabulary.find(name)));
        let due = Due { id: word.as_str().into(), from: from?.into_term(), warns, span };
        Ok(Typed::term(Term::Due(Box::new(due)), Type::Date, span))
    }

    /// The field in which a record may hold its own deadline.
    fn own_deadline(&mut self, record: Typed, own: Option<&str>) -> Checked<Option<Leaf>> {
        self.present(&record)?;
        let Type::Record(entity) = record.ty else {
            let Text { ja, en } = self.describe(&record.ty);
            let message = text!(ja: "レコードが必要なところに{ja}がある", en: "expected a record, found {en}");
            return self.fail(record.span, message);
        };
        let Some(field) = own.and_then(|own| self.find_field(entity, own, &FieldType::Date)) else {
            return Ok(None);
        };
        Ok(Some(Leaf {
            path: path(record)?,
            field: Field { entity, field },
            column: super::super::tree::ColumnType::Date,
        }))
    }
}

/// `2026-03-31`, and nothing else.
fn iso_date(written: &str) -> Option<Date> {
    let bytes = written.as_bytes();
    let shaped = bytes.len() == 10 && bytes[4] == b'-' && bytes[7] == b'-';
    let digits = |from: usize, to: usize| {
        let part = written.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i16>().ok())?
    };
    if !shaped {
        return None;
    }
    let (month, day) = (i8::try_from(digits(5, 7)?).ok()?, i8::try_from(digits(8, 10)?).ok()?);
    Date::new(digits(0, 4)?, month, day).ok()
}
