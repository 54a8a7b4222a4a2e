//! Compiling the expressions of a pack, with problems at their exact place in the file.

use crate::diagnostic::Place;
use crate::expression::{Condition, Formula, Problem, Scope, Template, Type};
use crate::load::position;
use crate::load::walk::Page;
use crate::vocabulary::{EntityId, FieldType, Vocabulary};

/// Compiles expressions against a vocabulary.
pub(super) struct Compiler<'v> {
    /// What can be said.
    pub vocabulary: &'v Vocabulary,
    names: Scope,
}

impl<'v> Compiler<'v> {
    /// A compiler for a vocabulary, and for what its catalog lets conditions name.
    pub fn new(vocabulary: &'v Vocabulary, names: Scope) -> Self {
        Self { vocabulary, names }
    }

    /// A scope with some names bound, one of them perhaps implicit.
    pub fn scope(&self, variables: Vec<(String, Type)>, implicit: Option<EntityId>) -> Scope {
        Scope { variables, implicit, ..self.names.clone() }
    }

    /// A condition.
    pub fn condition(&self, page: Page<'_>, scope: &Scope, source: &str, place: Place) -> Option<Condition> {
        placed(page, place, Condition::compile(source, scope, self.vocabulary))
    }

    /// The formula of a field.
    pub fn formula(
        &self,
        page: Page<'_>,
        scope: &Scope,
        (source, place): (&str, Place),
        expected: &FieldType,
    ) -> Option<Formula> {
        placed(page, place, Formula::compile(source, scope, self.vocabulary, expected))
    }

    /// The formula of a list, with the type of its elements.
    pub fn list(&self, page: Page<'_>, scope: &Scope, source: &str, place: Place) -> Option<(Formula, Type)> {
        placed(page, place, Formula::compile_list(source, scope, self.vocabulary))
    }

    /// A template.
    pub fn template(&self, page: Page<'_>, scope: &Scope, source: &str, place: Place) -> Option<Template> {
        placed(page, place, Template::compile(source, scope, self.vocabulary))
    }
}

/// What was compiled; what is wrong with it is reported where it is written.
fn placed<T>(page: Page<'_>, place: Place, compiled: Result<T, Vec<Problem>>) -> Option<T> {
    match compiled {
        Ok(compiled) => Some(compiled),
        Err(problems) => {
            for problem in problems {
                page.fail(position::inside(page.text, place, problem.span), problem.message, problem.help);
            }
            None
        }
    }
}
