//! `tekigo audit-pack`: for each duty the facts, who confirmed them when, and the evidence, in a folder.

use super::delivery::deliver;
use super::{Opened, Said, judged};
use crate::assess::audit::audit;
use crate::assess::pictures::pictures;
use crate::cli::AuditPackArgs;
use crate::evaluate::Evidence;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::load::digest_in;
use crate::report::audit::files;
use crate::report::text;

/// Writes the pack. Files that tekigo did not write, or that were changed since, are never replaced.
pub fn run(args: &AuditPackArgs, language: Language) -> Said {
    let mut opened = match Opened::new(&args.pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let inventory = match opened.inventory(&args.dir) {
        Ok(inventory) => inventory,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let as_of = args.as_of.unwrap_or(inventory.as_of);
    let (mut assessment, m, warnings) = match judged(&opened, &inventory, as_of, Evidence::All) {
        Ok(judged) => judged,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    assessment.pictures = pictures(&opened.pack, &opened.sources, &m);
    let show = |entity, row| m.table(entity).origin_place(row).map(|place| opened.sources.show(place));
    let pack = audit(assessment, &m, show, |name| digest_in(&args.dir, name));
    let files = match files(&pack, language) {
        Ok(files) => files,
        Err(message) => return Said::usage(&message, language),
    };
    let number = match deliver(&args.out, &files) {
        Ok(number) => number,
        Err(diagnostics) => return Said::unusable(&diagnostics, &opened.sources, language),
    };
    let differs = pack.differing().next().is_some();
    let status = if differs { ExitStatus::Findings } else { ExitStatus::Conformant };
    let folder = args.out.display().to_string().replace('\\', "/");
    let said = text::audit::render(&pack, (&folder, number), language);
    Said::new(said, status).warn(&warnings, &opened.sources, language)
}
