//! `tekigo completions` and `tekigo man`: drawn from the command line itself.

use super::Said;
use super::delivery::deliver;
use crate::cli::{CompletionsArgs, ManArgs, command};
use crate::diagnostic::Sources;
use crate::exit::ExitStatus;
use crate::language::Language;
use crate::text;
use clap::Command;
use clap_mangen::Man;
use std::io;

/// Prints what the shell reads to complete command lines.
pub fn completions(args: &CompletionsArgs) -> Said {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(), "tekigo", &mut script);
    Said::new(script, ExitStatus::Conformant)
}

/// Writes a manual page for every command.
pub fn man(args: &ManArgs, language: Language) -> Said {
    let mut whole = command();
    whole.build();
    let mut pages = Vec::new();
    let written = add_pages(&whole, &mut pages);
    let folder = args.out.display();
    if let Err(error) = written {
        let message = text!(ja: "マニュアルを作れない: {error}", en: "cannot make the manual: {error}");
        return Said::usage(&message, language);
    }
    match deliver(&args.out, &pages) {
        Ok(number) => {
            let said = text!(ja: "{folder} に{number}ファイルを書きました\n", en: "wrote {number} files to {folder}\n");
            Said::new(said.get(language), ExitStatus::Conformant)
        }
        Err(diagnostics) => Said::unusable(&diagnostics, &Sources::default(), language),
    }
}

/// Adds the page of a command and those of its subcommands.
fn add_pages(command: &Command, pages: &mut Vec<(String, Vec<u8>)>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    pages.push((format!("{name}.1"), page));
    command.get_subcommands().try_for_each(|inner| add_pages(inner, pages))
}
