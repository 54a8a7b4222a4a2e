//! The expressions of vocabulary files: implied and computed fields, and questions.

use super::compile::Compiler;
use crate::diagnostic::{FileId, Place};
use crate::expression::{Template, Type};
use crate::load::document::Document;
use crate::load::walk::Page;
use crate::pack::{EntityFormulas, Formulas, TermFormulas};
use crate::vocabulary::{Each, Entity, EntityId, FieldId, FieldType, Formula, Implied};
use toml::de::DeValue;

/// Compiles every expression of the vocabulary, entity by entity.
pub(super) fn compile(compiler: &Compiler<'_>, files: &[(String, Document<'_>)]) -> Formulas {
    let shelf = Compile { compiler, files };
    Formulas { entities: compiler.vocabulary.ids().map(|id| shelf.entity(id)).collect() }
}

struct Compile<'c, 'v, 's> {
    compiler: &'c Compiler<'v>,
    files: &'c [(String, Document<'s>)],
}

impl<'c, 's> Compile<'c, '_, 's> {
    fn entity(&self, id: EntityId) -> EntityFormulas {
        let entity = self.compiler.vocabulary.entity(id);
        let mut formulas = EntityFormulas::default();
        if let Some(implied) = &entity.implied {
            self.implied(entity, implied, &mut formulas);
        }
        if let Some(each) = &entity.each {
            self.each(entity, each, &mut formulas);
        }
        formulas.asks = self.asks(id, entity);
        formulas.terms = self.terms(id, entity);
        formulas
    }

    /// The document a place lies in.
    fn document(&self, file: FileId) -> Option<&'c Document<'s>> {
        self.files.iter().map(|(_, document)| document).find(|document| document.page.file == file)
    }

    fn page(&self, file: FileId) -> Option<Page<'s>> {
        self.document(file).map(|document| document.page)
    }

    fn implied(&self, entity: &Entity, implied: &Implied, formulas: &mut EntityFormulas) {
        let entry = implied.of.first().map(|of| ("entry".to_owned(), Type::Record(*of)));
        let scope = self.compiler.scope(entry.into_iter().collect(), None);
        for (field, formula) in &implied.set {
            let Some(page) = self.page(formula.place.file) else { continue };
            let kind = &entity.fields[field.0 as usize].kind;
            let compiled = self.compiler.formula(page, &scope, (&formula.source, formula.place), kind);
            formulas.implied.extend(compiled.map(|compiled| (*field, compiled)));
        }
    }

    fn each(&self, entity: &Entity, each: &Each, formulas: &mut EntityFormulas) {
        let mut scope = self.compiler.scope(Vec::new(), None);
        for (name, formula) in &each.over {
            let Some(page) = self.page(formula.place.file) else { return };
            let compiled = self.compiler.list(page, &scope, &formula.source, formula.place);
            let Some((compiled, element)) = compiled else { return };
            formulas.each.push((name.clone(), compiled));
            scope.variables.push((name.clone(), element));
        }
        if let Some(keep) = &each.keep {
            let page = self.page(keep.place.file);
            formulas.keep = page.and_then(|page| self.compiler.condition(page, &scope, &keep.source, keep.place));
        }
        for (index, field) in entity.fields.values().enumerate() {
            let Some(formula) = &field.formula else { continue };
            let Some(page) = self.page(formula.place.file) else { continue };
            let compiled = self.compiler.formula(page, &scope, (&formula.source, formula.place), &field.kind);
            formulas.fields.extend(compiled.map(|compiled| (FieldId(index as u16), compiled)));
        }
    }

    /// Questions about a record: its fields stand bare, and `this` is the record itself, by whatever it is called.
    fn asks(&self, id: EntityId, entity: &Entity) -> Vec<(Template, Template)> {
        let scope = self.compiler.scope(vec![("this".to_owned(), Type::Record(id))], Some(id));
        let mut asks = Vec::new();
        for field in entity.fields.values() {
            let Some(document) = self.document(field.place.file) else { continue };
            let template = |language: &str, source: &str| {
                let place = ask_place(document, &field.id, language).unwrap_or(field.place);
                self.compiler.template(document.page, &scope, source, place)
            };
            asks.extend(template("ja", &field.ask.ja).zip(template("en", &field.ask.en)));
        }
        asks
    }

    /// Days by which something has to be done: over the record's own fields, as questions are.
    fn terms(&self, id: EntityId, entity: &Entity) -> Vec<TermFormulas> {
        let scope = self.compiler.scope(vec![("this".to_owned(), Type::Record(id))], Some(id));
        let mut terms = Vec::new();
        for (index, field) in entity.fields.values().enumerate() {
            let (Some(term), Some(page)) = (&field.term, self.page(field.place.file)) else { continue };
            let day = term
                .day
                .as_ref()
                .and_then(|day| self.compiler.formula(page, &scope, (&day.source, day.place), &FieldType::Date));
            let open =
                term.open.as_ref().and_then(|open| self.compiler.condition(page, &scope, &open.source, open.place));
            let still = term.still.as_ref().and_then(|still| {
                let when = self.compiler.condition(page, &scope, &still.when.source, still.when.place)?;
                let said = |said: &Formula| self.compiler.template(page, &scope, &said.source, said.place);
                Some((when, said(&still.ja)?, said(&still.en)?))
            });
            terms.push(TermFormulas { field: FieldId(index as u16), day, open, still });
        }
        terms
    }
}

/// Where `field.<id>.ask.<language>` is written.
fn ask_place(document: &Document<'_>, field: &str, language: &str) -> Option<Place> {
    let mut table = &document.table;
    for key in ["field", field, "ask"] {
        let DeValue::Table(next) = table.get(key)?.get_ref() else {
            return None;
        };
        table = next;
    }
    Some(document.page.place(table.get(language)?.span()))
}
