//! The vocabulary files: first every entity and field is declared, then every name in them is looked up.
//!
//! Two passes, because an entity may refer to one declared later. A file of an extension that names an entity which
//! exists already adds fields to it.

mod choices;
mod declare;
mod entity;
mod field;

use super::document::Document;
use crate::vocabulary::Vocabulary;

/// Reads vocabulary files; the catalog is needed for choices that are its entries. What is wrong is reported.
pub(super) fn read<'s>(files: &[(String, Document<'s>)], catalog: &[Document<'s>]) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    let catalog_choices = choices::of_catalog(catalog);
    let mut declared = Vec::new();
    for (stem, document) in files {
        declared.extend(declare::declare(&mut vocabulary, stem, document));
    }
    for one in &mut declared {
        field::read_fields(&mut vocabulary, &catalog_choices, one);
    }
    for one in declared {
        entity::resolve(&mut vocabulary, one);
    }
    vocabulary
}
