//! `tekigo rollup`: many bodies in one report.

use super::{Opened, Progress, Said, judge, saved};
use crate::assess::Assessment;
use crate::assess::rollup::{Unread, rollup};
use crate::cli::{RollupArgs, RollupFormatArg};
use crate::diagnostic::Diagnostic;
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::load::inventories_in;
use crate::report::rollup::{RollupFormat, render};
use jiff::civil::Date;
use std::path::Path;

/// Judges what can be read, names what cannot, and renders all of it.
pub fn run(args: &RollupArgs, language: Language, progress: Progress<'_>) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let (mut read, mut unread, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    let mut take = |source: &Path, found: Result<(Assessment, Vec<Diagnostic>), Vec<Diagnostic>>| {
        let source = source.display().to_string();
        match found {
            Ok((assessment, warnings)) => {
                problems.extend(warnings);
                read.push((source, assessment));
            }
            Err(diagnostics) => {
                problems.extend(diagnostics.iter().cloned());
                unread.push(Unread { source, problems: diagnostics });
            }
        }
    };
    for (done, source) in args.sources.iter().enumerate() {
        progress(done, args.sources.len());
        match saved::open(source) {
            Ok(Some(assessment)) => take(source, Ok((assessment, Vec::new()))),
            Err(diagnostic) => take(source, Err(vec![*diagnostic])),
            Ok(None) => {
                inventories_in(source).iter().for_each(|folder| take(folder, judged(&mut opened, folder, args.as_of)));
            }
        }
    }
    progress(args.sources.len(), args.sources.len());
    if read.is_empty() {
        return Said::unusable(&problems, &opened.sources, language);
    }
    let page = rollup(&opened.pack, &read, unread);
    let format = match args.format {
        RollupFormatArg::Text => RollupFormat::Text,
        RollupFormatArg::Json => RollupFormat::Json,
        RollupFormatArg::Html => RollupFormat::Html,
    };
    let out = render(&page, format, language);
    Said::new(out, ExitStatus::of_rollup(&page)).warn(&problems, &opened.sources, language)
}

/// An inventory as it is judged for the report.
fn judged(
    opened: &mut Opened,
    folder: &Path,
    as_of: Option<Date>,
) -> Result<(Assessment, Vec<Diagnostic>), Vec<Diagnostic>> {
    let inventory = opened.inventory(folder)?;
    judge(opened, &inventory, as_of.unwrap_or(inventory.as_of), Evidence::Findings)
}
