//! Parses the command line, runs the command, writes what it says, and exits.

use clap::FromArgMatches;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use tekigo::cli::{self, Cli};
use tekigo::command::{self, Said};
use tekigo::exit::ExitStatus;

fn main() -> ExitCode {
    let parsed = cli::command().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(help_or_error) => help_or_error.exit(),
    };
    let Said { out, err, next, status } = command::run(&cli, &progress);
    let _ = io::stderr().write_all(&err);
    let written = io::stdout().write_all(&out).and_then(|()| io::stdout().flush());
    if let Some(next) = next.filter(|_| written.is_ok() && io::stdout().is_terminal() && io::stderr().is_terminal()) {
        let _ = writeln!(io::stderr(), "{}", next.get(cli.lang.into()));
    }
    match written {
        // A reader that closed the pipe has seen enough; the exit status still tells the outcome.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = writeln!(io::stderr(), "出力を書き込めません / cannot write the output: {error}");
            ExitStatus::Unusable.into()
        }
        _ => status.into(),
    }
}

/// What takes no longer needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// A work has taken longer than that.
static LONG: AtomicBool = AtomicBool::new(false);
/// Begins with the first part of a work.
static BEGUN: Once = Once::new();
/// Cells of the bar.
const BAR: usize = 30;

/// Shows how much of a long work is done, in one line of the terminal that the last part clears.
fn progress(done: usize, all: usize) {
    BEGUN.call_once(|| {
        thread::spawn(|| {
            thread::sleep(PATIENCE);
            LONG.store(true, Ordering::Relaxed);
        });
    });
    if !LONG.load(Ordering::Relaxed) || !io::stderr().is_terminal() || all == 0 {
        return;
    }
    let full = done * BAR / all;
    let line = match done < all {
        true => format!("\r[{}{}] {done}/{all} ", "#".repeat(full), " ".repeat(BAR - full)),
        false => format!("\r{}\r", " ".repeat(BAR + 20)),
    };
    let _ = io::stderr().write_all(line.as_bytes()).and_then(|()| io::stderr().flush());
}
