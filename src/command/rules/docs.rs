//! `tekigo rules docs`: the handbook of a pack, in both languages.

use crate::assess::handbook::handbook;
use crate::cli::{DocsArgs, PackArgs};
use crate::command::delivery::deliver;
use crate::command::{Opened, Said};
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::report;
use crate::text;
use jiff::civil::Date;

/// Writes the handbook, as pages and as Markdown.
pub fn run(pack: &PackArgs, args: &DocsArgs, day: Date, language: Language) -> Said {
    let opened = match Opened::new(pack) {
        Ok(opened) => opened,
        Err(refused) => return Said::refused(&refused, language),
    };
    let files = report::handbook::render(&handbook(&opened.pack, day));
    match deliver(&args.out, &files) {
        Ok(number) => {
            let folder = args.out.display();
            let said = text!(ja: "{folder} に{number}ファイルを書きました\n", en: "wrote {number} files to {folder}\n");
            Said::new(said.get(language), ExitStatus::Conformant)
        }
        Err(diagnostics) => Said::unusable(&diagnostics, &opened.sources, language),
    }
}
