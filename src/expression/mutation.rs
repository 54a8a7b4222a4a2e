//! Mutations: small changes to a condition, each of which a good example should notice.
//!
//! A mutation is made in the source text, so that a person can read it, and kept only if it still compiles.

use super::check::Checker;
use super::parser;
use super::syntax::{Expr, Kind, Operator};
use super::types::{ChoiceDomain, Scope};
use super::{Condition, span::Span};
use crate::calendar;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;
use std::ops::Range;

/// One changed condition.
#[derive(Debug, Clone)]
pub struct Mutation {
    /// What was changed, in bytes of the original source.
    pub span: Range<usize>,
    /// What stands there now.
    pub replacement: String,
    /// The whole changed source.
    pub source: String,
    /// The changed condition.
    pub condition: Condition,
}

/// The paths of which a condition demands, in its outermost `&&`, that they are not none.
pub fn demanded(source: &str) -> BTreeSet<String> {
    let (Some(expr), _) = parser::parse(source) else { return BTreeSet::new() };
    let mut ways = Vec::new();
    demands(&expr, &mut ways);
    ways.into_iter().map(|way| way.span.of(source).to_owned()).collect()
}

/// Adds the paths that cannot be none where `expr` holds: those of every part of `&&`, and of both parts of `a ? b : false`.
fn demands<'e>(expr: &'e Expr, ways: &mut Vec<&'e Expr>) {
    match &expr.kind {
        Kind::And(parts) => parts.iter().for_each(|part| demands(part, ways)),
        Kind::If(parts) if parts[2].kind == Kind::Bool(false) => parts[..2].iter().for_each(|part| demands(part, ways)),
        _ => ways.extend(guarded(expr, Operator::NotEqual)),
    }
}

/// What a condition may rely on.
#[derive(Debug, Clone, Default)]
pub struct Ground {
    /// It may also be left out.
    pub optional: bool,
    /// Paths that cannot be none where it is asked; a guard for one of them only satisfies the checker.
    pub present: BTreeSet<String>,
}

/// Every mutation of a condition that compiles, in order of place.
pub fn mutations(source: &str, ground: &Ground, scope: &Scope, vocabulary: &Vocabulary) -> Vec<Mutation> {
    let (Some(expr), problems) = parser::parse(source) else { return Vec::new() };
    let mut checker = Checker::new(source, scope, vocabulary);
    if !problems.is_empty() || checker.condition(&expr).is_err() {
        return Vec::new();
    }
    let mut mutator = Mutator { source, vocabulary, ground, choices: checker.choices, edits: Vec::new() };
    if ground.optional && !matches!(expr.kind, Kind::And(_)) {
        mutator.edit(expr.span, "true");
    }
    mutator.test(&expr);
    let mut edits = mutator.edits;
    edits.sort_by_key(|(span, _)| (span.start, span.end));
    let mut seen = BTreeSet::from([source.to_owned()]);
    let compiled = edits.into_iter().filter_map(|(span, replacement)| {
        let changed = format!("{}{replacement}{}", &source[..span.start], &source[span.end..]);
        if !seen.insert(changed.clone()) {
            return None;
        }
        let condition = Condition::compile(&changed, scope, vocabulary).ok()?;
        Some(Mutation { span, replacement, source: changed, condition })
    });
    compiled.collect()
}

struct Mutator<'m> {
    source: &'m str,
    vocabulary: &'m Vocabulary,
    ground: &'m Ground,
    choices: Vec<(Span, ChoiceDomain)>,
    edits: Vec<(Range<usize>, String)>,
}

impl Mutator<'_> {
    fn edit(&mut self, span: Span, replacement: impl Into<String>) {
        self.edits.push((span.range(), replacement.into()));
    }

    fn text(&self, expr: &Expr) -> String {
        expr.span.of(self.source).to_owned()
    }

    /// Something that holds or not.
    fn test(&mut self, expr: &Expr) {
        if matches!(expr.kind, Kind::Name(_) | Kind::Select(..) | Kind::Call(..) | Kind::Binary(Operator::In, ..)) {
            self.edit(expr.span, format!("!({})", self.text(expr)));
        }
        self.any(expr);
    }

    fn any(&mut self, expr: &Expr) {
        match &expr.kind {
            Kind::And(parts) | Kind::Or(parts) => self.chain(parts, matches!(expr.kind, Kind::And(_))),
            Kind::Not(inner) => {
                self.edit(expr.span, self.text(inner));
                self.any(inner);
            }
            Kind::Negate(inner) => {
                self.edit(expr.span, self.text(inner));
                self.any(inner);
            }
            Kind::Binary(operator, at, left, right) => {
                swaps(*operator).iter().for_each(|written| self.edit(*at, *written));
                self.any(left);
                self.any(right);
            }
            Kind::If(parts) => {
                let [condition, yes, no] = &**parts;
                self.edit(yes.span.to(no.span), format!("{} : {}", self.text(no), self.text(yes)));
                self.test(condition);
                self.any(yes);
                self.any(no);
            }
            Kind::List(items) => self.list(items),
            Kind::Call(target, name, args) => {
                target.iter().for_each(|target| self.any(target));
                self.call(&name.text, name.span, args);
            }
            Kind::Select(of, _) => self.any(of),
            Kind::Index(list, _) => self.any(list),
            Kind::Int(_) | Kind::Double(_) | Kind::Text(_) | Kind::Bool(_) => self.literal(expr),
            Kind::Null | Kind::Name(_) => {}
        }
    }

    /// Drops each part, exchanges `&&` and `||`, and turns around what none means.
    fn chain(&mut self, parts: &[Expr], all: bool) {
        let (ours, other) = if all { (" && ", " || ") } else { (" || ", " && ") };
        let texts: Vec<String> = parts.iter().map(|part| self.text(part)).collect();
        let inner = Span::new(parts[0].span.start as usize, parts[parts.len() - 1].span.end as usize);
        for left_out in 0..parts.len() {
            let rest: Vec<&str> = texts.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, t)| &**t).collect();
            self.edit(inner, rest.join(ours));
        }
        self.edit(inner, texts.join(other));
        for (index, part) in parts.iter().enumerate().take(parts.len() - 1) {
            let wanted = if all { Operator::NotEqual } else { Operator::Equal };
            let Some(way) = guarded(part, wanted).map(|way| self.text(way)) else { continue };
            if self.ground.present.contains(&way) {
                continue;
            }
            let guard = if all { format!("{way} == null || ") } else { format!("{way} != null && ") };
            let rest = texts[index + 1..].join(ours);
            let before: String = texts[..index].iter().map(|text| format!("{text}{ours}")).collect();
            self.edit(inner, format!("{before}({guard}({rest}))"));
        }
        parts.iter().for_each(|part| self.test(part));
    }

    fn list(&mut self, items: &[Expr]) {
        for (index, item) in items.iter().enumerate() {
            if items.len() > 1 {
                let rest = items.iter().enumerate().filter(|(i, _)| *i != index).map(|(_, item)| self.text(item));
                let rest = rest.collect::<Vec<_>>().join(", ");
                self.edit(items[0].span.to(items[items.len() - 1].span), rest);
            }
            self.choice(item, items);
        }
    }

    fn call(&mut self, name: &str, at: Span, args: &[Expr]) {
        match (name, args) {
            ("date", [day]) => {
                let Kind::Text(text) = &day.kind else { return };
                let Ok(date) = calendar::parse_date(text) else { return };
                for moved in [date.yesterday(), date.tomorrow()].into_iter().flatten() {
                    self.edit(day.span, format!("'{moved}'"));
                }
            }
            ("deadline", [_, record @ ..]) => record.iter().for_each(|record| self.any(record)),
            ("matches", _) => {}
            ("exists" | "all", [_, test]) => {
                self.edit(at, if name == "all" { "exists" } else { "all" });
                self.test(test);
            }
            ("filter" | "exists_one", [_, test]) => self.test(test),
            ("map", [_, value]) => self.any(value),
            _ => args.iter().for_each(|arg| self.any(arg)),
        }
    }

    fn literal(&mut self, expr: &Expr) {
        match &expr.kind {
            Kind::Int(value) => {
                for moved in [value.checked_sub(1), value.checked_add(1)].into_iter().flatten() {
                    self.edit(expr.span, moved.to_string());
                }
            }
            Kind::Double(value) => {
                for moved in [value - 1.0, value + 1.0] {
                    self.edit(expr.span, format!("{moved:?}"));
                }
            }
            Kind::Bool(value) => self.edit(expr.span, (!value).to_string()),
            Kind::Text(_) => self.choice(expr, std::slice::from_ref(expr)),
            _ => {}
        }
    }

    /// Exchanges a choice for the next one that is not written beside it; another text for one that nothing has.
    fn choice(&mut self, item: &Expr, beside: &[Expr]) {
        let Kind::Text(word) = &item.kind else {
            self.any(item);
            return;
        };
        let Some((_, domain)) = self.choices.iter().find(|(span, _)| *span == item.span) else {
            self.edit(item.span, format!("'{word}_'"));
            return;
        };
        let Some(choices) = domain.choices(self.vocabulary) else { return };
        let at = choices.get_index_of(word).unwrap_or(0);
        let written = |id: &str| beside.iter().any(|other| matches!(&other.kind, Kind::Text(text) if text == id));
        let next = (1..choices.len()).filter_map(|step| choices.get_index((at + step) % choices.len()));
        let next = next.map(|(id, _)| id.clone()).find(|id| !written(id));
        if let Some(next) = next {
            self.edit(item.span, format!("'{next}'"));
        }
    }
}

/// What `x != null` (in a chain of `&&`) or `x == null` (of `||`) guards.
fn guarded(part: &Expr, wanted: Operator) -> Option<&Expr> {
    match &part.kind {
        Kind::Binary(operator, _, left, right) if *operator == wanted && right.kind == Kind::Null => Some(left),
        _ => None,
    }
}

/// What is written instead of an operator.
fn swaps(operator: Operator) -> &'static [&'static str] {
    match operator {
        Operator::Equal => &["!="],
        Operator::NotEqual => &["=="],
        Operator::Less => &["<=", ">="],
        Operator::LessEqual => &["<", ">"],
        Operator::Greater => &[">=", "<="],
        Operator::GreaterEqual => &[">", "<"],
        Operator::Add => &["-"],
        Operator::Subtract => &["+"],
        Operator::Multiply => &["/"],
        Operator::Divide => &["*"],
        Operator::In | Operator::Remainder => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::VOCABULARY;
    use super::super::types::Type;
    use super::*;

    fn changed(source: &str) -> Vec<String> {
        let system = VOCABULARY.find("system").unwrap();
        let scope = Scope { variables: vec![("system".to_owned(), Type::Record(system))], ..Scope::default() };
        mutations(source, &Ground { optional: true, ..Ground::default() }, &scope, &VOCABULARY)
            .into_iter()
            .map(|mutation| mutation.source)
            .collect()
    }

    #[test]
    fn moves_days_drops_parts_and_flips_operators() {
        let all = changed("as_of > date('2026-03-31') && as_of <= date('2027-01-01') + days(90)");
        for wanted in [
            "as_of > date('2026-03-31')",
            "as_of <= date('2027-01-01') + days(90)",
            "as_of > date('2026-03-31') || as_of <= date('2027-01-01') + days(90)",
            "as_of >= date('2026-03-31') && as_of <= date('2027-01-01') + days(90)",
            "as_of > date('2026-04-01') && as_of <= date('2027-01-01') + days(90)",
            "as_of > date('2026-03-31') && as_of <= date('2027-01-01') - days(90)",
            "as_of > date('2026-03-31') && as_of <= date('2027-01-01') + days(91)",
        ] {
            assert!(all.iter().any(|text| text == wanted), "{wanted} is not in {all:#?}");
        }
        let unique: BTreeSet<&String> = all.iter().collect();
        assert_eq!(unique.len(), all.len());
    }

    #[test]
    fn what_does_not_compile_is_no_mutation() {
        assert!(changed("system.nonsense").is_empty());
        assert!(changed("as_of >").is_empty());
        assert_eq!(changed("!(1 > 2) || as_of == as_of").iter().filter(|text| text.contains("??")).count(), 0);
    }
}
