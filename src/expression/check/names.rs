//! Names: variables, roots, fields, reverse lists and tables.

use super::super::problem::{Problem, did_you_mean, meant};
use super::super::span::Span;
use super::super::syntax::{Expr, Kind as Syntax, Name};
use super::super::tree::{Base, ColumnType, Field, Leaf, Listing, Path, Term};
use super::super::types::Type;
use super::narrow::{Stable, Start};
use super::typed::{Elements, Node, Nullness};
use super::{Checked, Checker, Reported, Typed};
use crate::language::Text;
use crate::text;
use crate::vocabulary::{self, Entity, EntityId, FieldId, FieldType, Kind, body};

/// Names that are always there.
const ROOTS: [&str; 4] = ["body", "inventory", "catalog", "as_of"];

impl Checker<'_> {
    /// A bare name.
    pub(super) fn name(&mut self, name: &str, span: Span) -> Checked<Typed> {
        if let Some(typed) = self.variable(name, span) {
            return Ok(typed);
        }
        if let Some(entity) = self.scope.implicit {
            let record = self.record(Base::Binding(self.scope.variables.len() as u16), entity, span);
            let known = self.vocabulary.entity(entity);
            if name == "id" || known.find(name).is_some() || known.find_reverse(name).is_some() {
                let name = Name { text: name.to_owned(), span };
                return self.member(record, &name, span);
            }
        }
        match name {
            "as_of" => Ok(Typed::term(Term::AsOf, Type::Date, span)),
            body::BODY => match self.vocabulary.find(body::BODY) {
                Some(entity) => Ok(self.record(Base::Body, entity, span)),
                None => self.unknown_name(name, span),
            },
            "inventory" | "catalog" => {
                let message = text!(ja: "`{name}` だけでは値にならない", en: "`{name}` alone is not a value");
                let help = text!(ja: "`{name}.<種類>` と書きます", en: "write `{name}.<entity>`");
                self.report(Problem::new(span, message).help(help))
            }
            _ => self.unknown_name(name, span),
        }
    }

    fn variable(&self, name: &str, span: Span) -> Option<Typed> {
        if let Some(slot) = self.locals.iter().rposition(|local| local.name == name) {
            let local = &self.locals[slot];
            let slot = slot as u16;
            let typed = match &local.ty {
                Type::Record(entity) => self.record(Base::Local(slot), *entity, span),
                ty => Typed::term(Term::Local(slot), ty.clone(), span),
            };
            let stable = Stable { start: Start::Local(slot), fields: Vec::new() };
            return Some(Typed {
                nullness: self.nullness(local.nullable, Some(&stable)),
                stable: Some(stable),
                ..typed
            });
        }
        let slot = self.scope.variables.iter().position(|(variable, _)| variable == name)?;
        let base = slot as u16;
        Some(match &self.scope.variables[slot].1 {
            Type::Record(entity) => self.record(Base::Binding(base), *entity, span),
            ty => Typed::term(Term::Binding(base), ty.clone(), span),
        })
    }

    fn record(&self, base: Base, entity: EntityId, span: Span) -> Typed {
        let start = match &base {
            Base::Binding(slot) => Some(Start::Binding(*slot)),
            Base::Local(slot) => Some(Start::Local(*slot)),
            Base::Body => Some(Start::Body),
            Base::Term(_) => None,
        };
        let stable = start.map(|start| Stable { start, fields: Vec::new() });
        let path = Path { base, hops: Vec::new() };
        Typed { stable, ..Typed::term(Term::Record(path), Type::Record(entity), span) }
    }

    fn nullness(&self, declared: bool, stable: Option<&Stable>) -> Nullness {
        match (declared, stable) {
            (false, _) => Nullness::Never,
            (true, Some(way)) if self.solid.holds(way) => Nullness::Cleared,
            (true, _) => Nullness::Maybe,
        }
    }

    /// `of.name`
    pub(super) fn select(&mut self, of: &Expr, name: &Name, span: Span) -> Checked<Typed> {
        if let Syntax::Name(root) = &of.kind
            && matches!(root.as_str(), "inventory" | "catalog")
            && self.variable(root, of.span).is_none()
        {
            return self.table(root == "catalog", name, span);
        }
        let of = self.check(of)?;
        self.member(of, name, span)
    }

    fn table(&mut self, catalog: bool, name: &Name, span: Span) -> Checked<Typed> {
        let root = if catalog { "catalog" } else { "inventory" };
        let fits = |kind: Kind| match kind {
            Kind::Catalog => catalog,
            Kind::Base | Kind::Computed => !catalog,
            Kind::Singleton => false,
        };
        let word = &name.text;
        let Some(entity) = self.vocabulary.find(word) else {
            let named = self.vocabulary.entities.values().filter(|entity| fits(entity.kind));
            let help = help_for(word, named.map(|entity| (entity.id.as_str(), &entity.label)));
            let message = text!(ja: "`{root}` に `{word}` はない", en: "`{root}` has no `{word}`");
            return self.report(Problem::new(name.span, message).help(help));
        };
        let kind = self.vocabulary.entity(entity).kind;
        if fits(kind) {
            self.reads.tables.insert(entity);
            self.reads.lists = true;
            let list = Listing::Table(entity);
            return Ok(Typed::list(list, Type::Record(entity), Elements::default(), span));
        }
        let right = match kind {
            Kind::Singleton => word.clone(),
            Kind::Catalog => format!("catalog.{word}"),
            Kind::Base | Kind::Computed => format!("inventory.{word}"),
        };
        let message = text!(ja: "`{root}` に `{word}` はない", en: "`{root}` has no `{word}`");
        let help = text!(ja: "`{right}` と書きます", en: "write `{right}`");
        self.report(Problem::new(span, message).help(help))
    }

    /// A field or a reverse list of a checked record.
    fn member(&mut self, of: Typed, name: &Name, span: Span) -> Checked<Typed> {
        let Type::Record(entity) = of.ty else {
            let Text { ja, en } = self.describe(&of.ty);
            let word = &name.text;
            let message = text!(ja: "{ja}に項目 `{word}` はない", en: "{en} has no field `{word}`");
            let help = matches!(of.ty, Type::List(_)).then(|| {
                text!(
                    ja: "一覧の要素を調べるには `.exists(x, x.{word} …)` や `.all(x, …)` を使います",
                    en: "to look at its elements use `.exists(x, x.{word} …)` or `.all(x, …)`"
                )
            });
            return self.report(Problem::new(name.span, message).help(help));
        };
        if !self.lenient {
            self.present(&of)?;
        }
        let nullable = of.nullable();
        let stable = of.stable.clone();
        let path = path(of)?;
        let known = self.vocabulary.entity(entity);
        if let Some(field) = known.find(&name.text) {
            let stable = stable.map(|way| way.then(field));
            self.reads.fields.insert((entity, field));
            let kind = &self.vocabulary.field(entity, field).kind;
            self.reads.lists |= matches!(kind, FieldType::Refs(_) | FieldType::Choices(_) | FieldType::Texts);
            return Ok(self.field(path, Field { entity, field }, (stable, nullable), span));
        }
        if let Some(reverse) = known.find_reverse(&name.text) {
            let vocabulary::Reverse { from, field } = *known.reverse(reverse);
            let by = Field { entity: from, field };
            self.reads.fields.insert((from, field));
            self.reads.lists = true;
            let list = Listing::Reverse(path, entity, reverse, by);
            return Ok(Typed::list(list, Type::Record(from), Elements::default(), span));
        }
        if name.text == "id" {
            let nullness = if nullable { Nullness::Maybe } else { Nullness::Never };
            return Ok(Typed { nullness, ..Typed::term(Term::Id(path, entity), Type::Text, span) });
        }
        self.unknown_field(known, name)
    }

    fn field(&self, mut path: Path, field: Field, way: (Option<Stable>, bool), span: Span) -> Typed {
        let (stable, above) = way;
        let ty = Type::of(self.vocabulary, field.entity, field.field);
        let declared = self.vocabulary.field(field.entity, field.field);
        let column = match &declared.kind {
            FieldType::Bool => ColumnType::Bool,
            FieldType::Int | FieldType::Year => ColumnType::Int,
            FieldType::Number => ColumnType::Number,
            FieldType::Date => ColumnType::Date,
            FieldType::Text | FieldType::Choice(_) => ColumnType::Text,
            FieldType::Refs(target) => {
                let list = Listing::Field(path, field, true);
                return Typed::list(list, Type::Record(*target), Elements::default(), span);
            }
            FieldType::Choices(_) | FieldType::Texts => {
                let element = match ty {
                    Type::List(element) => *element,
                    other => other,
                };
                return Typed::list(Listing::Field(path, field, false), element, Elements::default(), span);
            }
            FieldType::Ref(_) => {
                path.hops.push(field);
                return Typed {
                    nullness: self.nullness(declared.none || above, stable.as_ref()),
                    stable,
                    ..Typed::term(Term::Record(path), ty, span)
                };
            }
        };
        let leaf = Leaf { path, field, column };
        Typed {
            nullness: self.nullness(declared.none || above, stable.as_ref()),
            stable,
            ..Typed::term(Term::Read(leaf), ty, span)
        }
    }

    fn unknown_field<T>(&mut self, entity: &Entity, name: &Name) -> Checked<T> {
        let (id, word) = (&entity.id, &name.text);
        let fields = entity.fields.values().map(|field| (field.id.as_str(), &field.label));
        let help = match word.as_str() {
            "size" | "length" | "count" => None,
            _ => help_for(word, fields).or_else(|| did_you_mean(word, entity.reverses.keys().map(String::as_str))),
        };
        let message = text!(ja: "`{id}` に項目 `{word}` はない", en: "`{id}` has no field `{word}`");
        self.report(Problem::new(name.span, message).help(help))
    }

    fn unknown_name<T>(&mut self, name: &str, span: Span) -> Checked<T> {
        let locals = self.locals.iter().map(|local| local.name.as_str());
        let variables = self.scope.variables.iter().map(|(variable, _)| variable.as_str());
        let implicit = self.scope.implicit.map(|entity| self.vocabulary.entity(entity));
        let fields = implicit.iter().flat_map(|entity| entity.fields.keys().map(String::as_str));
        let known: Vec<_> = locals.chain(variables).chain(fields).chain(ROOTS).collect();
        let help = match name {
            "today" | "now" => Some(meant("as_of")),
            _ => did_you_mean(name, known).or_else(|| self.elsewhere(name)),
        };
        let message = text!(ja: "`{name}` という名前はない", en: "unknown name `{name}`");
        self.report(Problem::new(span, message).help(help))
    }

    /// Where a name that is not in scope may be found all the same.
    fn elsewhere(&self, name: &str) -> Option<Text> {
        let entity = self.vocabulary.entity(self.vocabulary.find(name)?);
        let root = if entity.kind == Kind::Catalog { "catalog" } else { "inventory" };
        Some(text!(
            ja: "すべての `{name}` の一覧は `{root}.{name}` です",
            en: "the list of every `{name}` is `{root}.{name}`"
        ))
    }

    /// The field with that name, of an entity, if it is of that type.
    pub(super) fn find_field(&self, entity: EntityId, name: &str, kind: &FieldType) -> Option<FieldId> {
        let field = self.vocabulary.entity(entity).find(name)?;
        (self.vocabulary.field(entity, field).kind == *kind).then_some(field)
    }
}

/// The nearest of several names, which may also be meant by their Japanese or English labels.
pub(super) fn help_for<'a>(word: &str, named: impl Iterator<Item = (&'a str, &'a Text)> + Clone) -> Option<Text> {
    let labelled = named.clone().find(|(_, label)| label.ja == word || label.en.eq_ignore_ascii_case(word));
    match labelled {
        Some((id, _)) => Some(meant(id)),
        None => did_you_mean(word, named.map(|(id, _)| id)),
    }
}

/// The way to a checked record.
pub(super) fn path(record: Typed) -> Checked<Path> {
    match record.node {
        Node::Term(Term::Record(path)) => Ok(path),
        Node::Term(term) => Ok(Path { base: Base::Term(Box::new(term)), hops: Vec::new() }),
        Node::Test(_) | Node::List(_) => Err(Reported),
    }
}
