//! `tekigo import`: takes a table into an inventory, shows what it changes, and writes it down once accepted.

use super::accepted::Accepted;
use super::folder::linked;
use super::next_step::{after_acceptable, check};
use super::{Opened, Said};
use crate::assess::answers::with;
use crate::assess::import::{incoming, names, taken_in};
use crate::assess::missing::missing;
use crate::cli::ImportArgs;
use crate::diagnostic::nearest::nearest;
use crate::diagnostic::{Diagnostic, Fault, together};
use crate::exit::ExitStatus;
use crate::inventory::{Inventory, RawValue};
use crate::language::Language;
use crate::load::{Names, Survey, TableFacts, TableProblems, TableWish, load_table, read_if_there};
use crate::report::Encoding;
use crate::report::{text, toml};
use crate::text;
use crate::vocabulary::{EntityId, Kind, Vocabulary, body};
use crate::write::{Existing, file};

/// The folder of an inventory that tables are taken into.
const FOLDER: &str = "imports";
/// The file that says how tables were understood.
const BODY_FILE: &str = "body.toml";

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
    let names = match linked(&opened, &inventory) {
        Ok(m) => names(&m),
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let wish = TableWish {
        entity,
        sheet: args.sheet.as_deref(),
        code: code(&opened.pack.vocabulary, &inventory),
        header_row: args.header_row.map(|row| row as usize),
        remembered: &inventory.remembered,
        headings: &args.heading,
        words: &args.word,
        skip: &args.skip,
        names: &names,
        encoding,
    };
    let facts = match load_table(&args.file, &wish, &opened.pack.vocabulary, &mut opened.sources) {
        Ok(facts) => facts,
        Err(problems) => return refused(&problems, &opened, language),
    };
    match settled(args, &opened.pack.vocabulary, &names, facts) {
        Ok(facts) => take_in(args, &opened, &inventory, facts, language),
        Err(problems) => refused(&problems, &opened, language),
    }
}

/// What of a table is taken in: what could not be read is left blank, and names that the inventory lacks are added or left
/// out, if that is wished; else the table is refused.
fn settled(
    args: &ImportArgs,
    v: &Vocabulary,
    names: &Names,
    mut facts: TableFacts,
) -> Result<TableFacts, Box<TableProblems>> {
    let mut wrong = Vec::new();
    let unread = together(std::mem::take(&mut facts.unread));
    match (args.leave_unread, unread.is_empty()) {
        (_, true) => {}
        (true, false) => facts.notices.extend(unread.into_iter().map(Diagnostic::as_warning)),
        (false, false) => {
            let message = text!(ja: "読めないセルがあるので、取り込みません", en: "some cells cannot be read, so nothing is taken in");
            let help = text!(
                ja: "--word \"語=意味\" で読み方を指定するか、--leave-unread を付けて空欄（未確認）のまま取り込みます",
                en: "say what the words mean with --word \"word=meaning\", or take it in without them (as not known) with --leave-unread"
            );
            wrong.extend(unread);
            wrong.push(Diagnostic::error(Fault::Inventory, None, message).help(help));
        }
    }
    let overlays = facts.overlays.iter().map(|overlay| &overlay.record);
    for missing in missing(v, names, facts.records.iter().chain(overlays)) {
        let added = if args.add_missing { missing.records(v) } else { Vec::new() };
        if !added.is_empty() {
            facts.notices.push(missing.told_settled(v, true));
            facts.records.extend(added);
        } else if args.leave_unread {
            facts.notices.push(missing.told_settled(v, false));
            let overlays = facts.overlays.iter_mut().map(|overlay| &mut overlay.record);
            facts.records.iter_mut().chain(overlays).for_each(|record| missing.leave_out(v, record));
        } else {
            wrong.push(missing.told(v, names, true));
        }
    }
    if wrong.is_empty() {
        return Ok(facts);
    }
    let mut diagnostics = facts.notices;
    diagnostics.append(&mut wrong);
    Err(Box::new(TableProblems { diagnostics, survey: Some(facts.survey) }))
}

/// Compares the table with the inventory, writes what is accepted, and shows both.
fn take_in(args: &ImportArgs, opened: &Opened, inventory: &Inventory, facts: TableFacts, language: Language) -> Said {
    let TableFacts { records, overlays, notices, survey, .. } = facts;
    let shown = text::import::understood(&survey, &opened.pack.vocabulary, language);
    let unusable = |diagnostics: &[Diagnostic]| seen(Said::unusable(diagnostics, &opened.sources, language), &shown);
    let m = match linked(opened, inventory) {
        Ok(m) => m,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let name = args.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let added = incoming(&m, &name, (records, overlays), &opened.sources);
    let after = match linked(opened, &with(inventory, std::slice::from_ref(&added))) {
        Ok(after) => after,
        Err(diagnostics) => return unusable(&diagnostics),
    };
    let (incoming, kept) = taken_in((&m, &after), added, args.replace, &opened.sources);
    let said = toml::additions(&kept, &opened.pack.vocabulary);
    let written = match args.accept {
        true => accept(args, &said, &remembered(&survey, &name, &opened.pack.vocabulary)),
        false => Ok((Vec::new(), None)),
    };
    let (written, added) = match written {
        Ok(written) => written,
        Err(diagnostic) => return unusable(&[*diagnostic]),
    };
    let status = if incoming.conflicts() > 0 { ExitStatus::Findings } else { ExitStatus::Conformant };
    let out = text::import::render(&incoming, (&survey, &shown), (&written, added.as_deref()), language);
    let next = match incoming.says_nothing() {
        true => check(&args.into),
        false => after_acceptable(&args.into, args.accept),
    };
    Said::new(out, status).then(Some(next)).warn(&notices, &opened.sources, language)
}

/// Writes the facts, and below what stands in `body.toml` how the table was understood; gives the files and what was added.
fn accept(args: &ImportArgs, said: &str, remembered: &str) -> Result<(Vec<String>, Option<String>), Box<Diagnostic>> {
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut accepted = Accepted::default();
    accepted.add(&args.into.join(FOLDER), &stem, said)?;
    let mut written = accepted.write()?;
    if remembered.is_empty() {
        return Ok((written, None));
    }
    let path = args.into.join(BODY_FILE);
    let before = read_if_there(&path)?.unwrap_or_default();
    let windows = before.contains("\r\n");
    let block = if windows { remembered.replace('\n', "\r\n") } else { remembered.to_owned() };
    let ends = before.is_empty() || before.ends_with('\n');
    let gap = match (ends, windows) {
        (true, true) => "\r\n",
        (true, false) => "\n",
        (false, true) => "\r\n\r\n",
        (false, false) => "\n\n",
    };
    file(&path, format!("{before}{gap}{block}").as_bytes(), Existing::Replace)?;
    written.push(path.display().to_string().replace('\\', "/"));
    Ok((written, Some(remembered.to_owned())))
}

/// How a table was understood, as it is remembered; empty if nothing of it needs to be.
fn remembered(survey: &Survey, name: &str, vocabulary: &Vocabulary) -> String {
    match survey.is_worth_remembering() {
        true => toml::remembered(survey, name, vocabulary),
        false => String::new(),
    }
}

/// The code of the body.
fn code<'i>(v: &Vocabulary, inventory: &'i Inventory) -> Option<&'i str> {
    let field = v.entity(inventory.body.entity).find(body::CODE)?;
    let cell = inventory.body.cells.iter().find(|cell| cell.field == field)?;
    if let RawValue::Text(code) = &cell.value { Some(code) } else { None }
}

/// Why a table cannot be used, and how it was understood.
fn refused(problems: &TableProblems, opened: &Opened, language: Language) -> Said {
    let said = Said::unusable(&problems.diagnostics, &opened.sources, language);
    match &problems.survey {
        Some(survey) => seen(said, &text::import::understood(survey, &opened.pack.vocabulary, language)),
        None => said,
    }
}

/// Puts how the table was understood before what is wrong with it.
fn seen(mut said: Said, shown: &str) -> Said {
    said.err.splice(0..0, format!("{shown}\n").into_bytes());
    said
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
