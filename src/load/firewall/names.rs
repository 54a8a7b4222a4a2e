//! Names in rules: each is an address, the word for any, or an object of the same export.

use super::{is, texts};
use crate::diagnostic::{Diagnostic, Fault};
use crate::inventory::{Addresses, RawValue, Record};
use crate::load::problems::{Problems, meant};
use crate::text;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeSet;

/// Reports addresses in rules that are neither written out nor an object's name.
pub(super) fn check(vocabulary: &Vocabulary, records: &[Record], problems: &Problems) {
    let mut known = BTreeSet::new();
    for record in records.iter().filter(|record| is(vocabulary, record, "firewall_object")) {
        let field = vocabulary.entity(record.entity).find("name");
        let cell = record.cells.iter().find(|cell| Some(cell.field) == field);
        if let Some(RawValue::Text(name)) = cell.map(|cell| &cell.value) {
            known.insert(name.as_str());
        }
    }
    for record in records.iter().filter(|record| is(vocabulary, record, "firewall_rule")) {
        for field in ["sources", "destinations"] {
            for name in texts(vocabulary, record, field) {
                if !Addresses::is_any(name) && Addresses::parse(name).is_none() && !known.contains(name.as_str()) {
                    let message = text!(
                        ja: "`{name}` はアドレスでもオブジェクトの名前でもない",
                        en: "`{name}` is neither an address nor the name of an object"
                    );
                    let diagnostic = Diagnostic::error(Fault::Inventory, record.place, message);
                    problems.push(diagnostic.help(meant(name, known.iter().copied())));
                }
            }
        }
    }
}
