//! `accepted.toml`: findings of `tekigo rules lint` that stay, each with its reason.

use crate::load::document::Document;
use crate::load::walk::Walk;
use crate::pack::Accepted;

/// Reads all such files.
pub(super) fn read(files: &[Document<'_>]) -> Vec<Accepted> {
    let mut all = Vec::new();
    for document in files {
        let mut walk = Walk::new(document.page, document.page.top(), &document.table);
        all.extend(walk.tables("accept").into_iter().filter_map(one));
        walk.finish();
    }
    all
}

fn one(mut walk: Walk<'_, '_>) -> Option<Accepted> {
    let lint = walk.need_text("lint");
    let of = walk.texts("of").into_iter().map(|(name, place)| (name.to_owned(), place)).collect();
    let reason = walk.need_both("reason");
    walk.finish();
    let (lint, place) = lint?;
    Some(Accepted { lint: lint.to_owned(), of, reason, place })
}
