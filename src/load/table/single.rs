//! One table that somebody hands over, outside any inventory.
//!
//! Its headings are looked for, and what the vocabulary does not know of them is guessed; what was understood is told.

use super::guess::Names;
use super::survey::{Survey, survey};
use super::{Binding, Read, opened, rows, strangers};
use crate::diagnostic::machine::reason;
use crate::diagnostic::{Diagnostic, Fault, Sources, in_order, together};
use crate::inventory::{Overlay, Record, SheetRecords};
use crate::load::encoding::Charset;
use crate::load::files::{MAX_TABLE, on_disk};
use crate::load::problems::Problems;
use crate::load::sheet::unreadable;
use crate::vocabulary::layout::Remembered;
use crate::vocabulary::{EntityId, Layout, Vocabulary};
use std::path::Path;

/// What is said of a table by whoever hands it over.
#[derive(Debug, Clone, Copy)]
pub struct TableWish<'a> {
    /// What it lists.
    pub entity: EntityId,
    /// The sheet, if it is a workbook with several.
    pub sheet: Option<&'a str>,
    /// The row of headings, from 1; found if it is not said.
    pub header_row: Option<usize>,
    /// Headings whose meaning somebody said: a field, or that the column is not used.
    pub headings: &'a [(String, String)],
    /// Words in cells whose meaning somebody said.
    pub words: &'a [(String, String)],
    /// What rows begin with of which somebody said that they are no records.
    pub skip: &'a [String],
    /// The code of the body whose inventory it is for.
    pub code: Option<&'a str>,
    /// How tables were understood that were taken in before.
    pub remembered: &'a [Remembered],
    /// The names of the records that exist, folded.
    pub names: &'a Names,
    /// The encoding, by its word in files.
    pub encoding: Option<&'a str>,
}

/// What a table says, as far as it could be read.
#[derive(Debug)]
pub struct TableFacts {
    /// Records.
    pub records: Vec<Record>,
    /// Facts about records that exist already.
    pub overlays: Vec<Overlay>,
    /// What the reader must know of how it was read.
    pub notices: Vec<Diagnostic>,
    /// Cells and rows that could not be read, each with its mistake.
    pub unread: Vec<Diagnostic>,
    /// How it was understood.
    pub survey: Survey,
}

/// A table that cannot be used.
#[derive(Debug)]
pub struct TableProblems {
    /// Everything that is wrong in it.
    pub diagnostics: Vec<Diagnostic>,
    /// How it was understood, as far as it could be read.
    pub survey: Option<Survey>,
}

/// Reads one table.
///
/// # Errors
/// Everything that is wrong in it, with how it was understood, if no row of it could be read.
pub fn load_table(
    path: &Path,
    wish: &TableWish<'_>,
    vocabulary: &Vocabulary,
    sources: &mut Sources,
) -> Result<TableFacts, Box<TableProblems>> {
    let problems = Problems::default();
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let fail = |ja: &str, en: &str| unreadable(&problems, Fault::Machine, &name, (ja, en), None);
    let (mut facts, mut understood) = (Read { surveyed: true, ..Read::default() }, None);
    let mut disagreed = Vec::new();
    match on_disk(path, MAX_TABLE) {
        Ok(Some(bytes)) => {
            let layout = Layout { sheet: wish.sheet.map(str::to_owned), ..Layout::plain(wish.entity) };
            let charset = wish.encoding.and_then(Charset::find);
            let binding = Binding { file: name.clone(), place: None, charset, layout };
            for (_, sheet) in opened(&[&binding], bytes, (sources, &problems), &mut facts.notices) {
                let (view, entity) = (sheet.view(sources), vocabulary.entity(wish.entity));
                let (found, layout, wrong) = survey(view, entity, wish);
                disagreed.extend(wrong);
                rows::read(&layout, view, &Vec::new(), vocabulary, &problems, &mut facts);
                facts.notices.extend(wish.code.map(|code| strangers::told(view, &found, code)).unwrap_or_default());
                understood = Some(found);
            }
        }
        Ok(None) => {
            let limit = MAX_TABLE / 1024 / 1024;
            fail(&format!("{limit} MiB より大きい"), &format!("larger than {limit} MiB"));
        }
        Err(error) => {
            let reason = reason(&error);
            fail(&reason.ja, &reason.en);
        }
    }
    let Read { mut records, tables, overlays, notices, .. } = facts;
    records.extend(tables.iter().flat_map(SheetRecords::records));
    let mut wrong = problems.sorted();
    let is_read = disagreed.is_empty() && (wrong.is_empty() || !records.is_empty() || !overlays.is_empty());
    match understood {
        Some(survey) if is_read => Ok(TableFacts { records, overlays, notices, unread: wrong, survey }),
        survey => {
            wrong = together(wrong);
            wrong.append(&mut disagreed);
            wrong.extend(notices);
            in_order(&mut wrong);
            Err(Box::new(TableProblems { diagnostics: wrong, survey }))
        }
    }
}
