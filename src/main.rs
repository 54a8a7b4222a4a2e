//! Parses the command line, runs the command, writes what it says, and exits.

use clap::FromArgMatches;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use tekigo::cli::{self, Cli};
use tekigo::command::{self, Said};
use tekigo::exit::ExitStatus;

fn main() -> ExitCode {
    let parsed = cli::command().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(help_or_error) => help_or_error.exit(),
    };
    let Said { out, err, status } = command::run(&cli);
    let _ = io::stderr().write_all(&err);
    match io::stdout().write_all(&out).and_then(|()| io::stdout().flush()) {
        // A reader that closed the pipe has seen enough; the exit status still tells the outcome.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = writeln!(io::stderr(), "出力を書き込めません / cannot write the output: {error}");
            ExitStatus::Unusable.into()
        }
        _ => status.into(),
    }
}
