//! `pack.toml`: what a pack says about itself.

use super::profiles::{self, Named};
use crate::language::Text;
use crate::load::document::Document;
use crate::load::walk::{Walk, wanted};
use indexmap::IndexMap;
use toml::de::DeValue;

/// What a pack says about itself.
pub(super) struct Manifest {
    pub name: String,
    pub version: String,
    pub title: Text,
    pub waiver_max_days: i64,
    pub waiver_expiring_days: i64,
    pub areas: IndexMap<String, Text>,
}

/// Reads `pack.toml`. Its other keys are for readers of the pack.
pub(super) fn read<'t>(document: &'t Document<'_>) -> (Option<Manifest>, Vec<Named<'t>>) {
    let page = document.page;
    let mut walk = Walk::new(page, page.top(), &document.table);
    let name = walk.need_text("name");
    let version = walk.need_text("version");
    let title = walk.need_both("title");
    let longest = days(&mut walk, "waiver_max_days");
    let expiring = days(&mut walk, "waiver_expiring_days");
    let areas = walk.tables("area").into_iter().filter_map(area).collect();
    let profiles = walk.tables("profile").into_iter().filter_map(profiles::read).collect();
    let manifest = || {
        Some(Manifest {
            name: name?.0.to_owned(),
            version: version?.0.to_owned(),
            title,
            waiver_max_days: longest?,
            waiver_expiring_days: expiring?,
            areas,
        })
    };
    (manifest(), profiles)
}

/// A whole number of days, which must be there.
fn days(walk: &mut Walk<'_, '_>, key: &'static str) -> Option<i64> {
    let item = walk.need(key)?;
    let days = match item.get_ref() {
        DeValue::Integer(digits) => digits.as_str().parse().ok(),
        _ => None,
    };
    if days.is_none() {
        walk.page.wrong_type(key, &wanted::int(), item, None);
    }
    days
}

/// What an area of rules is called: the name of its folder, with a label.
pub(super) fn area(mut walk: Walk<'_, '_>) -> Option<(String, Text)> {
    let id = walk.need_text("id");
    let label = walk.need_both("label");
    walk.finish();
    Some((id?.0.to_owned(), label))
}
