//! One table that somebody hands over, outside any inventory.

use super::{Binding, Read, read};
use crate::diagnostic::machine::reason;
use crate::diagnostic::{Diagnostic, Fault, Sources, in_order};
use crate::inventory::{Overlay, Record, SheetRecords};
use crate::load::encoding::Charset;
use crate::load::files::{MAX_TABLE, on_disk};
use crate::load::problems::Problems;
use crate::load::sheet::unreadable;
use crate::vocabulary::{EntityId, Layout, Vocabulary};
use std::path::Path;

/// What is said of a table by whoever hands it over.
#[derive(Debug, Clone)]
pub struct TableWish<'a> {
    /// What it lists.
    pub entity: EntityId,
    /// The sheet, if it is a workbook with several.
    pub sheet: Option<&'a str>,
    /// The row of headings, from 1.
    pub header_row: usize,
    /// The encoding, by its word in files.
    pub encoding: Option<&'a str>,
}

/// What a table says.
#[derive(Debug)]
pub struct TableFacts {
    /// Records.
    pub records: Vec<Record>,
    /// Facts about records that exist already.
    pub overlays: Vec<Overlay>,
    /// What the reader must know of how it was read.
    pub notices: Vec<Diagnostic>,
}

/// Reads one table.
///
/// # Errors
/// Everything that is wrong in it.
pub fn load_table(
    path: &Path,
    wish: &TableWish<'_>,
    vocabulary: &Vocabulary,
    sources: &mut Sources,
) -> Result<TableFacts, Vec<Diagnostic>> {
    let problems = Problems::default();
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let fail = |ja: &str, en: &str| unreadable(&problems, Fault::Machine, &name, (ja, en), None);
    let mut facts = Read::default();
    match on_disk(path, MAX_TABLE) {
        Ok(Some(bytes)) => {
            let layout = Layout {
                sheet: wish.sheet.map(str::to_owned),
                header_rows: (wish.header_row, wish.header_row),
                ..Layout::plain(wish.entity)
            };
            let charset = wish.encoding.and_then(Charset::find);
            let binding = Binding { file: name.clone(), place: None, charset, layout };
            read(&[&binding], bytes, &Vec::new(), vocabulary, (sources, &problems), &mut facts);
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
    if wrong.is_empty() {
        return Ok(TableFacts { records, overlays, notices });
    }
    wrong.extend(notices);
    in_order(&mut wrong);
    Err(wrong)
}
