//! Forms: the layouts of official sheets, one file each in the pack.

use super::layout;
use crate::load::document::Document;
use crate::load::walk::Walk;
use crate::text;
use crate::vocabulary::{Form, Vocabulary};
use indexmap::IndexMap;

/// Reads the forms of a pack, each with the name of its file.
pub(in crate::load) fn read(files: &[(String, Document<'_>)], vocabulary: &Vocabulary) -> IndexMap<String, Form> {
    let mut forms = IndexMap::new();
    for (stem, document) in files {
        let page = document.page;
        let mut walk = Walk::new(page, page.top(), &document.table);
        if let Some((id, place)) = walk.need_text("id").filter(|(id, _)| id != stem) {
            let message = text!(ja: "id `{id}` がファイル名 `{stem}` と違う", en: "id `{id}` differs from the file name `{stem}`");
            page.fail(place, message, None);
        }
        let (label, source) = (walk.need_both("label"), walk.need_both("source"));
        let layout = layout::read(&mut walk, vocabulary, None);
        walk.finish();
        forms.extend(layout.map(|layout| (stem.clone(), Form { label, source, layout })));
    }
    forms
}
