//! `tekigo import`: takes a table into an inventory, shows what it changes, and writes it down once accepted.

use super::accepted::Accepted;
use super::folder::linked;
use super::next_step::after_acceptable;
use super::{Opened, Said};
use crate::assess::answers::with;
use crate::assess::import::{incoming, taken_in};
use crate::cli::ImportArgs;
use crate::diagnostic::nearest::nearest;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::load::{TableWish, load_table};
use crate::report::Encoding;
use crate::report::{text, toml};
use crate::text;
use crate::vocabulary::{EntityId, Kind, Vocabulary};

/// The folder of an inventory that tables are taken into.
const FOLDER: &str = "imports";

/// Shows what the table does, and writes it into the inventory if it is accepted.
pub fn run(args: &ImportArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let entity = match entity(&opened.pack.vocabulary, &args.entity) {
        Ok(entity) => entity,
        Err(message) => return Said::usage(&message, language),
    };
    let inventory = match opened.inventory(&args.into) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let encoding = args.encoding.map(|encoding| Encoding::from(encoding).word());
    let wish = TableWish { entity, sheet: args.sheet.as_deref(), header_row: args.header_row as usize, encoding };
    let facts = match load_table(&args.file, &wish, &opened.pack.vocabulary, &mut opened.sources) {
        Ok(facts) => facts,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let m = match linked(&opened, &inventory) {
        Ok(m) => m,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let added = incoming(&m, &name, (facts.records, facts.overlays), &opened.sources);
    let after = match linked(&opened, &with(&inventory, std::slice::from_ref(&added))) {
        Ok(after) => after,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let (incoming, kept) = taken_in((&m, &after), added, args.replace, &opened.sources);
    let said = toml::additions(&kept, &opened.pack.vocabulary);
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut accepted = Accepted::default();
    let written = match args.accept {
        true => accepted.add(&args.into.join(FOLDER), &stem, &said).and_then(|()| accepted.write()),
        false => Ok(Vec::new()),
    };
    let written = match written {
        Ok(written) => written,
        Err(diagnostic) => return Said::unusable(&[*diagnostic], &opened.sources, language),
    };
    let status = if incoming.conflicts() > 0 { ExitStatus::Findings } else { ExitStatus::Conformant };
    let out = text::import::render(&incoming, &written, language);
    let next = Some(after_acceptable(&args.into, args.accept));
    Said::new(out, status).then(next).warn(&facts.notices, &opened.sources, language)
}

/// The entity that a word means; what it may have meant, if it means none.
fn entity(vocabulary: &Vocabulary, word: &str) -> Result<EntityId, crate::language::Text> {
    let base = |id: &EntityId| vocabulary.entity(*id).kind == Kind::Base;
    let found = vocabulary.find(word).filter(base);
    let labelled = || vocabulary.ids().filter(base).find(|id| vocabulary.entity(*id).label.ja == word);
    found.or_else(labelled).ok_or_else(|| {
        let names = vocabulary.ids().filter(base).map(|id| vocabulary.entity(id).id.as_str());
        match nearest(word, names) {
            Some(near) => text!(
                ja: "「{word}」という種別はありません。「{near}」のことですか",
                en: "there is no entity `{word}`; did you mean `{near}`?"
            ),
            None => text!(ja: "「{word}」という種別はありません", en: "there is no entity `{word}`"),
        }
    })
}
