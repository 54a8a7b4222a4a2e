//! Parses the command line, runs the command, writes what it says, and exits.

use clap::Parser;
use std::io::{self, Write};
use std::process::ExitCode;
use tekigo::cli::Cli;
use tekigo::command::{self, Said};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(help_or_error) => help_or_error.exit(),
    };
    let Said { out, err, status } = command::run(&cli);
    // A reader that closed the pipe has seen enough; the exit status still tells the outcome.
    let _ = io::stderr().write_all(&err);
    let _ = io::stdout().write_all(&out);
    status.into()
}
