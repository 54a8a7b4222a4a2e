//! The inventory of a body: `body.toml` and every other TOML file of its folder.

use super::body_code;
use super::document::{self, Document};
use super::files::Files;
use super::firewall;
use super::folder::Folder;
use super::problems::Problems;
use super::record::{self, Identity, nearest_entity};
use super::same;
use super::table;
use super::walk::{Page, Walk, tables};
use crate::diagnostic::{Diagnostic, Fault, FileId, Place, Sources};
use crate::inventory::{Inventory, Overlay, RawValue, Record, SheetRecords, Whole};
use crate::text;
use crate::vocabulary::layout::Remembered;
use crate::vocabulary::{EntityId, Kind, Vocabulary, body};
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file that says which body it is.
const BODY_FILE: &str = "body.toml";
/// The table of overlays.
const FACT: &str = "fact";
/// The table that binds files in other formats.
const TABLE: &str = "table";
/// The table of how tables were understood that were taken in.
const IMPORT: &str = "import";

/// An inventory that cannot be used.
#[derive(Debug)]
pub struct Rejected {
    /// Everything that is wrong in its files, in order of file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// What could be read of it, so that the names in it can be looked up too; nothing without the body.
    pub partial: Option<Box<Inventory>>,
}

/// Reads the inventory in a folder.
///
/// # Errors
/// Everything that is wrong in its files, with what could be read all the same.
pub fn load_inventory<'f>(
    folder: impl Into<Folder<'f>>,
    vocabulary: &Vocabulary,
    sources: &mut Sources,
) -> Result<Inventory, Rejected> {
    let dir = folder.into();
    let problems = Problems::default();
    let mut files = Files::new(Fault::Inventory, sources, &problems);
    let loaded = files.folder(dir, "");
    let has_body = files.found(BODY_FILE);
    if let (false, [first, ..]) = (has_body, files.folders_with(BODY_FILE).as_slice()) {
        problems.push(above(dir.path(), first, &files.folders_with(BODY_FILE)));
        return Err(Rejected { diagnostics: problems.sorted(), partial: None });
    }
    let sha256 = files.sha256();
    if !has_body && (problems.is_empty() || !loaded.is_empty()) {
        let message = text!(ja: "`{BODY_FILE}` がない", en: "there is no `{BODY_FILE}`");
        let help = text!(
            ja: "団体コード、団体名、時点（as_of）を書いた {BODY_FILE} を置きます",
            en: "add {BODY_FILE} with the code and name of the body and the as_of date"
        );
        problems.push(Diagnostic::error(Fault::Inventory, None, message).help(help));
    }
    let mut contents = Contents { lost: !problems.is_empty(), ..Contents::default() };
    for file in &loaded {
        let document = document::parse(file.id, Fault::Inventory, sources, &problems);
        let count = problems.count();
        contents.read(&document, vocabulary, file.name.eq_ignore_ascii_case(BODY_FILE));
        problems.forget_within(count, file.id, &document.broken);
        contents.doubt(&document, vocabulary);
    }
    let (notices, sha256) = contents.bound(dir, (sources, &problems), vocabulary, sha256);
    let unreadable = contents.unreadable(&problems, vocabulary);
    let inventory = contents.body.map(|(body, as_of)| Inventory {
        files: loaded.iter().map(|file| file.id).chain(contents.sheets).collect(),
        body,
        as_of,
        complete: contents.complete,
        records: contents.records,
        sheets: contents.columnar,
        overlays: contents.overlays,
        remembered: contents.remembered,
        listed: contents.listed,
        notices,
        unreadable,
        sha256,
    });
    match (inventory, problems.is_empty()) {
        (Some(inventory), true) => Ok(inventory),
        (partial, _) => Err(Rejected { diagnostics: problems.sorted(), partial: partial.map(Box::new) }),
    }
}

/// The folders of inventories in a folder: itself if it is one, or if it holds none, so that reading it says what is
/// wrong; else those below it, in order of name.
pub fn inventories_in(folder: &Path) -> Vec<PathBuf> {
    let (mut sources, problems) = (Sources::default(), Problems::default());
    let mut files = Files::new(Fault::Inventory, &mut sources, &problems);
    files.look(folder);
    let inner = files.folders_with(BODY_FILE);
    match files.found(BODY_FILE) || inner.is_empty() {
        true => vec![folder.to_owned()],
        false => inner.iter().map(|name| folder.join(name)).collect(),
    }
}

/// The folder holds inventories, and is none itself.
fn above(dir: &Path, first: &str, inner: &[&str]) -> Diagnostic {
    let (all_ja, all_en) = (inner.join("、"), inner.join(", "));
    let message = text!(
        ja: "`{BODY_FILE}` がこのフォルダにはなく、その中の {all_ja} にある",
        en: "there is no `{BODY_FILE}` here, but in {all_en} below"
    );
    let one = dir.join(first);
    let one = one.display();
    let help =
        text!(ja: "`{one}` のように台帳のフォルダを指定します", en: "name the folder of one inventory, as `{one}`");
    Diagnostic::error(Fault::Inventory, None, message).help(help)
}

/// What the files read so far hold.
#[derive(Default)]
struct Contents {
    body: Option<(Record, Date)>,
    complete: Vec<Whole>,
    records: Vec<Record>,
    overlays: Vec<Overlay>,
    bindings: Vec<firewall::Binding>,
    tables: Vec<table::Binding>,
    remembered: Vec<Remembered>,
    listed: Vec<(EntityId, Place)>,
    sheets: Vec<FileId>,
    columnar: Vec<Arc<SheetRecords>>,
    /// Entities named where the syntax is wrong, or after it.
    doubtful: BTreeSet<EntityId>,
    /// Records of any kind may be missing: a file could not be read, or a table has no meaning.
    lost: bool,
}

impl Contents {
    /// Doubts what stands where the syntax is wrong, and after it: a quotation that nobody closed swallows the rest.
    fn doubt(&mut self, document: &Document<'_>, vocabulary: &Vocabulary) {
        let Some(first) = document.broken.iter().map(|stretch| stretch.start).min() else { return };
        let rest = document.page.text.get(first..).unwrap_or_default();
        let headings = rest.lines().filter_map(|line| line.trim().strip_prefix('['));
        let names = headings.map(|heading| heading.trim_matches(['[', ']', ' ']));
        self.doubtful.extend(names.filter_map(|name| vocabulary.find(name)));
    }

    /// Reads the files in other formats that `body.toml` binds; gives what must be told of how they were read, and the
    /// digest with theirs.
    fn bound(
        &mut self,
        dir: Folder<'_>,
        (sources, problems): (&mut Sources, &Problems),
        vocabulary: &Vocabulary,
        mut sha256: String,
    ) -> (Vec<Diagnostic>, String) {
        let mut notices = Vec::new();
        let mut open = |sources: &mut Sources, names: &[&str]| {
            let mut files = Files::new(Fault::Inventory, sources, problems);
            let read = names.iter().map(|name| files.foreign(dir, name)).collect::<Vec<_>>();
            sha256 = files.sha256_after(&sha256);
            read
        };
        for binding in std::mem::take(&mut self.bindings) {
            let bytes = open(sources, &binding.files());
            firewall::records(&binding, bytes, vocabulary, (sources, problems), (&mut self.records, &mut notices));
        }
        let tables = std::mem::take(&mut self.tables);
        let own = self.own(vocabulary);
        let mut read = table::Read::default();
        let mut done: Vec<&str> = Vec::new();
        for table in &tables {
            if done.contains(&table.file.as_str()) {
                continue;
            }
            done.push(&table.file);
            let together: Vec<&table::Binding> = tables.iter().filter(|other| other.file == table.file).collect();
            let before = problems.count();
            for bytes in open(sources, &[&table.file]).into_iter().flatten() {
                table::read(&together, bytes, &own, vocabulary, (sources, problems), &mut read);
            }
            if problems.count() > before {
                self.doubtful.extend(together.iter().map(|binding| binding.entity()));
            }
        }
        self.sheets.append(&mut read.files);
        self.listed.append(&mut read.listed);
        self.records.append(&mut read.records);
        self.columnar.extend(read.tables.into_iter().map(Arc::new));
        self.overlays.append(&mut read.overlays);
        notices.append(&mut read.notices);
        same::join(&mut self.records, &self.columnar, &mut self.overlays, vocabulary);
        (notices, sha256)
    }

    /// What is known of the body so far: its texts, by field.
    fn own(&self, vocabulary: &Vocabulary) -> table::Own {
        let Some((body, _)) = &self.body else { return Vec::new() };
        let text = |cell: &crate::inventory::Cell| match &cell.value {
            RawValue::Text(text) => Some((vocabulary.field(body.entity, cell.field).id.clone(), text.clone())),
            _ => None,
        };
        body.cells.iter().filter_map(text).collect()
    }

    /// Entities of which a record may be missing or lack its names.
    fn unreadable(&self, problems: &Problems, vocabulary: &Vocabulary) -> BTreeSet<EntityId> {
        if self.lost {
            return vocabulary.ids().collect();
        }
        let mut unreadable = self.doubtful.clone();
        for place in problems.places() {
            let before = self
                .records
                .iter()
                .filter(|record| record.place.file == place.file && record.place.start <= place.start);
            unreadable.extend(before.max_by_key(|record| record.place.start).map(|record| record.entity));
        }
        unreadable
    }

    fn read(&mut self, document: &Document<'_>, vocabulary: &Vocabulary, is_body_file: bool) {
        let page = document.page;
        let mut top = Walk::new(page, page.top(), &document.table);
        if is_body_file {
            match top.item(body::BODY) {
                Some(_) => self.body(&mut top, vocabulary),
                None => {
                    let message = text!(ja: "[body] がない", en: "[body] is missing");
                    page.fail(page.top(), message, None);
                }
            }
        }
        for (name, place, item) in top.rest() {
            match name {
                FACT => {
                    for walk in tables(page, FACT, item) {
                        self.overlays.extend(overlay(walk, vocabulary, &mut self.complete));
                    }
                }
                TABLE if is_body_file => {
                    for walk in tables(page, TABLE, item) {
                        match walk.has(firewall::KIND_KEY) {
                            true => self.bindings.extend(firewall::binding(walk)),
                            false => match table::binding(walk, vocabulary) {
                                Some(binding) => self.tables.push(binding),
                                None => self.lost = true,
                            },
                        }
                    }
                }
                IMPORT if is_body_file => {
                    let read = tables(page, IMPORT, item).into_iter();
                    self.remembered.extend(read.filter_map(|walk| table::remembered(walk, vocabulary)));
                }
                _ => self.lost |= !record::records(page, vocabulary, (name, place, item), &mut self.records),
            }
        }
    }

    fn body(&mut self, top: &mut Walk<'_, '_>, vocabulary: &Vocabulary) {
        let (Some(entity), Some(mut walk)) = (vocabulary.find(body::BODY), top.table(body::BODY)) else {
            return;
        };
        let page = walk.page;
        let as_of = walk.need("as_of").and_then(|item| page.date("as_of", item));
        self.complete.extend(whole(complete_tables(&mut walk, vocabulary), None));
        for key in [body::CODE, body::NAME] {
            if !walk.has(key) {
                let message = text!(ja: "[body] に `{key}` がない", en: "[body] has no `{key}`");
                page.fail(walk.place, message, None);
            }
        }
        let mut record = record::record(vocabulary, entity, walk, Identity::Given);
        if let Some(code) = vocabulary.entity(entity).find(body::CODE) {
            let cell = record.cells.iter_mut().find(|cell| cell.field == code);
            if let Some((RawValue::Text(code), place)) = cell.map(|cell| (&mut cell.value, cell.place)) {
                check_code(page, code, place);
            }
        }
        self.body = as_of.map(|as_of| (record, as_of));
    }
}

fn whole(tables: Vec<(EntityId, Place)>, on_date: Option<Date>) -> impl Iterator<Item = Whole> {
    tables.into_iter().map(move |(entity, place)| Whole { entity, on_date, place })
}

/// The tables that `complete` declares to lack no record.
pub(super) fn complete_tables(walk: &mut Walk<'_, '_>, vocabulary: &Vocabulary) -> Vec<(EntityId, Place)> {
    let page = walk.page;
    let entity =
        |(name, place): (&str, Place)| record::base_entity(page, vocabulary, name.trim(), place).map(|id| (id, place));
    walk.texts("complete").into_iter().filter_map(entity).collect()
}

/// Checks a body code (全国地方公共団体コード) by its check digit, and leaves it in ASCII digits.
fn check_code(page: Page<'_>, code: &mut String, place: Place) {
    let digits: Option<Vec<u32>> = super::spelling::fold(code).chars().map(|c| c.to_digit(10)).collect();
    let ascii: String = digits.unwrap_or_default().iter().map(u32::to_string).collect();
    let right = ascii.get(..5).and_then(body_code::complete);
    match right {
        Some(right) if right == ascii => *code = ascii,
        Some(right) if matches!(ascii.len(), 5 | 6) => {
            let message = match ascii.len() {
                5 => text!(ja: "団体コード `{code}` に検査数字がない", en: "body code `{code}` lacks its check digit"),
                _ => {
                    text!(ja: "団体コード `{code}` の検査数字が合わない", en: "the check digit of body code `{code}` is wrong")
                }
            };
            let help = text!(ja: "先頭5桁が正しければ `{right}` です", en: "if the first five digits are right it is `{right}`");
            page.fail(place, message, help);
        }
        _ => {
            let message =
                text!(ja: "団体コード `{code}` が6桁の数字でない", en: "body code `{code}` is not six digits");
            let help = text!(
                ja: "全国地方公共団体コード6桁を文字列で書きます",
                en: "write the six-digit local government code as a text"
            );
            page.fail(place, message, help);
        }
    }
}

/// Reads one `[[fact]]`; one about the body may also declare tables complete.
fn overlay(mut walk: Walk<'_, '_>, vocabulary: &Vocabulary, complete: &mut Vec<Whole>) -> Option<Overlay> {
    let on = walk.need_text("on");
    let replaces = walk.bool("replaces").unwrap_or(false);
    let by = walk.text("by").map(|(by, _)| by.to_owned());
    let on_date = walk.date("on_date");
    let evidence = walk.text("evidence").map(|(evidence, place)| (evidence.trim().to_owned(), place));
    let (on, place) = on?;
    let on = on.trim();
    let entity = target(walk.page, vocabulary, on, place)?;
    if vocabulary.entity(entity).kind == Kind::Singleton {
        complete.extend(whole(complete_tables(&mut walk, vocabulary), on_date));
    }
    let id = on.split_once('/').map_or("", |(_, id)| id);
    let mut record = record::record(vocabulary, entity, walk, Identity::Given);
    record.id = Some((id.to_owned(), place));
    record.observed = record.observed.or(on_date);
    Some(Overlay {
        on: (on.to_owned(), place),
        record,
        replaces,
        by,
        evidence: evidence.filter(|(text, _)| !text.is_empty()),
    })
}

/// The entity of the record that an overlay names (`function/kaigo`, `body`).
fn target(page: Page<'_>, vocabulary: &Vocabulary, on: &str, place: Place) -> Option<EntityId> {
    let name = on.split('/').next().unwrap_or_default();
    let Some(id) = vocabulary.find(name) else {
        let message = text!(ja: "`{name}` という表はない", en: "unknown table `{name}`");
        let form = || text!(ja: "`system/juki` のように、表の名前と id を書きます", en: "write table and id, as `system/juki`");
        page.fail(place, message, nearest_entity(vocabulary, name).unwrap_or_else(form));
        return None;
    };
    if vocabulary.entity(id).kind == Kind::Singleton {
        return Some(id);
    }
    if !on.contains('/') {
        let message = text!(ja: "`{on}` ではどのレコードか分からない", en: "`{on}` names no record");
        let help = text!(ja: "`{name}/…` のように id まで書きます", en: "write its id too, as `{name}/…`");
        page.fail(place, message, help);
        return None;
    }
    record::base_entity(page, vocabulary, name, place)
}
