//! What is wrong with the files, said so that the person who wrote them can mend them.
//!
//! A [`Diagnostic`] names a place, says in both languages what is wrong there, and offers help. Stages that read files
//! collect diagnostics and go on; nobody stops at the first. Rendering with the source line and a caret is
//! [`render`](render::render); nothing else knows the library that draws it.

mod grid;
pub mod machine;
pub mod nearest;
pub mod render;
mod repeated;
pub mod source;

use crate::language::Text;
pub use grid::{Cells, Grid, SheetForm};
pub use repeated::{Repeated, together};
pub use source::{FileId, Place, Source, Sources};

/// Whose mistake a diagnostic reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The body's own files (台帳).
    Inventory,
    /// The rule pack (ルール集).
    Pack,
    /// The machine: a file that cannot be opened, a folder that is not there.
    Machine,
}

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The files cannot be used: the run ends with exit status 3.
    Error,
    /// The files are used, but the reader must know this.
    Warning,
}

/// One thing that is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub level: Level,
    /// Whose mistake it is.
    pub fault: Fault,
    /// Where it is written; `None` when no file holds it (a folder that is missing).
    pub place: Option<Place>,
    /// What is wrong: lower case in English, no final period, the writer's words in backquotes.
    pub message: Text,
    /// What to do about it, with the nearest right word if there is one.
    pub help: Option<Text>,
    /// Other places that belong to it: the first of two records with one id, say.
    pub related: Vec<(Place, Text)>,
}

/// Puts diagnostics in order of file and place; those without a place come first.
pub fn in_order(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by_key(|diagnostic| diagnostic.place.map(|place| (place.file, place.start, place.end)));
}

impl Diagnostic {
    /// An error at `place`.
    pub fn error(fault: Fault, place: impl Into<Option<Place>>, message: Text) -> Self {
        Self { level: Level::Error, fault, place: place.into(), message, help: None, related: Vec::new() }
    }

    /// The same, told to somebody who goes on in spite of it.
    pub fn as_warning(self) -> Self {
        Self { level: Level::Warning, ..self }
    }

    /// A warning at `place`.
    pub fn warning(fault: Fault, place: impl Into<Option<Place>>, message: Text) -> Self {
        Self { level: Level::Warning, ..Self::error(fault, place, message) }
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<Option<Text>>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds another place that belongs to it.
    pub fn related(mut self, place: Place, label: Text) -> Self {
        self.related.push((place, label));
        self
    }
}
