//! The table of bodies that comes with a pack: codes, names and classes, so that a new inventory need not be told them.

use super::builtin;
use super::choice::{self, Meaning};
use super::files::{MAX_TABLE, on_disk};
use super::pack::PackSource;
use super::problems::Problems;
use super::sheet::{View, csv, unreadable};
use super::spelling::fold;
use crate::diagnostic::machine::reason;
use crate::diagnostic::{Diagnostic, Fault, Sources};
use crate::text;
use crate::vocabulary::{Entity, FieldType, Vocabulary, body};
use std::collections::BTreeMap;
use std::io::ErrorKind;

/// The file in a pack's folder.
const FILE: &str = "bodies.csv";
/// Rows among which the headings are looked for.
const HEADING_ROWS: usize = 5;

/// One body of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedBody {
    /// Six-digit code, check digit included.
    pub code: String,
    /// Name of its prefecture.
    pub prefecture: String,
    /// Its name.
    pub name: String,
    /// Its class, by id.
    pub class: String,
}

/// The code with the check digit that its first five digits call for; `None` if it does not begin with five digits.
pub fn right_code(written: &str) -> Option<String> {
    let digits: String = fold(written).chars().filter(char::is_ascii_digit).collect();
    super::body_code::complete(digits.get(..5)?)
}

/// Reads the table of a pack; a pack may have none.
///
/// # Errors
/// Everything that is wrong in it.
pub fn load_bodies(
    source: &PackSource,
    vocabulary: &Vocabulary,
    sources: &mut Sources,
) -> Result<Vec<ListedBody>, Vec<Diagnostic>> {
    let problems = Problems::default();
    let bytes = match source {
        PackSource::Builtin => builtin::PACK.get_file(FILE).map(|file| file.contents().to_vec()),
        PackSource::Folder(folder) => match on_disk(&folder.join(FILE), MAX_TABLE) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => {
                let reason = reason(&error);
                unreadable(&problems, Fault::Pack, FILE, (&reason.ja, &reason.en), None);
                None
            }
            Ok(bytes) => bytes,
        },
    };
    let read = bytes.and_then(|bytes| csv::read(FILE, bytes, None, sources, &problems));
    let bodies = match &read {
        Some(read) => bodies(read.sheet.view(sources), vocabulary, &problems),
        None => Vec::new(),
    };
    if problems.is_empty() { Ok(bodies) } else { Err(problems.sorted()) }
}

fn bodies(view: View<'_>, vocabulary: &Vocabulary, problems: &Problems) -> Vec<ListedBody> {
    let entity = |name: &str| vocabulary.find(name).map(|id| vocabulary.entity(id));
    let (Some(own), Some(prefecture)) = (entity(body::BODY), entity(body::PREFECTURE)) else { return Vec::new() };
    let words = |field: &str| -> Vec<String> {
        let field = own.find(field).map(|id| &own.fields[id.0 as usize]);
        field.into_iter().flat_map(|field| field.header.iter().map(|word| fold(word).into_owned())).collect()
    };
    let wanted =
        [words(body::CODE), vec![fold(&prefecture.label.ja).into_owned()], words(body::NAME), words(body::CLASS)];
    let found = (0..view.rows().min(HEADING_ROWS)).find_map(|row| {
        let at =
            |words: &Vec<String>| (0..view.columns(row)).find(|at| words.contains(&fold(view.get(row, *at)).into()));
        let columns: Vec<usize> = wanted.iter().filter_map(at).collect();
        <[usize; 4]>::try_from(columns).ok().map(|columns| (row, columns))
    });
    let Some((heading, [code, prefecture, name, class])) = found else {
        let message = text!(
            ja: "`{FILE}` に団体コード、都道府県、団体名、団体区分の見出しがそろっていない",
            en: "`{FILE}` lacks a heading for code, prefecture, name or class"
        );
        problems.push(Diagnostic::error(Fault::Pack, view.place(0, 0), message));
        return Vec::new();
    };
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut listed = Vec::new();
    for row in heading + 1..view.rows() {
        let text = |at: usize| view.get(row, at).to_owned();
        let (Some(id), true) = (class_id(own, view.get(row, class)), is_right(view.get(row, code))) else {
            problems.push(Diagnostic::error(Fault::Pack, view.place(row, code), wrong(view.get(row, code))));
            continue;
        };
        if seen.insert(text(code), row).is_some() {
            let code = text(code);
            let message = text!(ja: "団体コード {code} が二度ある", en: "code {code} is listed twice");
            problems.push(Diagnostic::error(Fault::Pack, view.place(row, 0), message));
            continue;
        }
        listed.push(ListedBody { code: text(code), prefecture: text(prefecture), name: text(name), class: id });
    }
    listed
}

fn is_right(code: &str) -> bool {
    right_code(code).as_deref() == Some(code)
}

fn wrong(code: &str) -> crate::language::Text {
    text!(
        ja: "団体コード `{code}` の検査数字か、団体区分が正しくない",
        en: "the check digit of `{code}`, or the class beside it, is wrong"
    )
}

/// The class that a word means.
fn class_id(own: &Entity, word: &str) -> Option<String> {
    match &own.fields[own.find(body::CLASS)?.0 as usize].kind {
        FieldType::Choice(choices) => match choice::find(choices, word) {
            Meaning::One(id) => Some(id.to_owned()),
            _ => None,
        },
        _ => None,
    }
}
