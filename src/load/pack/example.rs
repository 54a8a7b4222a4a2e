//! Examples of rules: small inventories, read by the code that reads real ones.

use crate::diagnostic::Place;
use crate::load::inventory::complete_tables;
use crate::load::problems::meant;
use crate::load::record::{self, Identity};
use crate::load::walk::Walk;
use crate::pack::{Example, Expected};
use crate::text;
use crate::vocabulary::{Vocabulary, body};

/// The verdicts an example may claim.
const VERDICTS: [(&str, Expected); 4] = [
    ("pass", Expected::Pass),
    ("fail", Expected::Fail),
    ("unknown", Expected::Unknown),
    ("not_applicable", Expected::NotApplicable),
];

/// Reads one `[[example]]`.
pub(super) fn read(vocabulary: &Vocabulary, mut walk: Walk<'_, '_>) -> Option<Example> {
    let (page, place) = (walk.page, walk.place);
    let note = walk.need_both("note");
    let verdict = verdict(&mut walk);
    let as_of = walk.date("as_of");
    let subject = walk.text("subject").map(|(subject, _)| subject.to_owned());
    let complete = complete_tables(&mut walk, vocabulary);
    let body = walk.table(body::BODY).zip(vocabulary.find(body::BODY));
    let body = body.map(|(table, entity)| record::record(vocabulary, entity, table, Identity::Given));
    let mut records = Vec::new();
    for table in walk.rest() {
        record::records(page, vocabulary, table, &mut records);
    }
    Some(Example { note, verdict: verdict?, as_of, subject, complete, body, records, place })
}

fn verdict(walk: &mut Walk<'_, '_>) -> Option<Expected> {
    let (word, place): (&str, Place) = walk.need_text("verdict")?;
    let found = VERDICTS.iter().find(|(known, _)| *known == word);
    if found.is_none() {
        let message = text!(ja: "`{word}` という判定はない", en: "unknown verdict `{word}`");
        walk.page.fail(place, message, meant(word, VERDICTS.iter().map(|(known, _)| *known)));
    }
    found.map(|(_, verdict)| *verdict)
}
