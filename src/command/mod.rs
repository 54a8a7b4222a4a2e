//! One file per subcommand. A command composes stages and says what to print; it prints nothing itself.

mod accepted;
mod actions;
mod answer;
mod ask;
mod audience;
mod audit;
mod beside;
mod check;
mod clock;
mod compare;
mod delivery;
mod diff;
mod eval;
mod explain;
mod export;
mod fitgap;
mod folder;
mod gate;
mod import;
mod init;
mod law;
mod network;
mod next;
mod next_step;
mod plan;
mod report;
mod returns;
mod rollup;
mod rules;
mod saved;
mod schema;
mod shell;
mod today;

use crate::cli::{Cli, Command};
use crate::diagnostic::render::render;
use crate::diagnostic::{Diagnostic, Sources};
use crate::exit::ExitStatus;
use crate::language::{Language, Text};

pub use audience::{audience, listed};
pub use beside::beside;
pub use folder::{Opened, Refused, Wishes, judge, judge_by, judge_for, judged};

/// What a command says, and how it ended.
#[derive(Debug)]
pub struct Said {
    /// For standard output.
    pub out: Vec<u8>,
    /// For standard error.
    pub err: Vec<u8>,
    /// The command to run next, for a person at a terminal.
    pub next: Option<Text>,
    /// The exit status.
    pub status: ExitStatus,
}

/// Told how many of how many parts of a long work are done.
pub type Progress<'a> = &'a dyn Fn(usize, usize);

/// Runs the command that was asked for.
pub fn run(cli: &Cli, progress: Progress<'_>) -> Said {
    let language = cli.lang.into();
    match &cli.command {
        Command::Init(args) => init::run(args, language),
        Command::Check(args) => check::run(args, language),
        Command::Answer(args) => answer::run(args, language),
        Command::Ask(args) => ask::run(args, language),
        Command::Compare(args) => compare::run(args, language),
        Command::Rollup(args) => rollup::run(args, language, progress),
        Command::Report(args) => report::run(args, language),
        Command::Diff(args) => diff::run(args, language),
        Command::Gate(args) => gate::run(args, language),
        Command::Actions(args) => actions::run(args, language),
        Command::Budget(args) => actions::budget(args, language),
        Command::AuditPack(args) => audit::run(args, language),
        Command::Export(args) => export::run(args, language),
        Command::Import(args) => import::run(args, language),
        Command::Return(args) => returns::run(args, language),
        Command::Plan(args) => plan::run(args, language),
        Command::Fitgap(args) => fitgap::run(args, language),
        Command::Eval(args) => eval::run(args, language),
        Command::Network(args) => network::run(args, language),
        Command::Law(args) => law::run(args, language),
        Command::Next(args) => next::run(args, language),
        Command::Clock(args) => clock::run(args, language),
        Command::Rules(args) => rules::run(args, language, progress),
        Command::Explain(args) => explain::run(args, language, progress),
        Command::Schema(args) => schema::run(args, language),
        Command::Completions(args) => shell::completions(args),
        Command::Man(args) => shell::man(args, language),
    }
}

impl Said {
    /// Output, with a status.
    fn new(out: impl Into<Vec<u8>>, status: ExitStatus) -> Self {
        Self { out: out.into(), err: Vec::new(), next: None, status }
    }

    /// A report, or why it cannot be written as asked.
    fn report(written: Result<Vec<u8>, Text>, status: ExitStatus, language: Language) -> Self {
        match written {
            Ok(out) => Self::new(out, status),
            Err(message) => Self::usage(&message, language),
        }
    }

    /// Files that cannot be used: every diagnostic, and status 3.
    fn unusable(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Self {
        Self::new(Vec::new(), ExitStatus::Unusable).warn(diagnostics, sources, language)
    }

    /// A pack that cannot be used.
    fn refused(refused: &Refused, language: Language) -> Self {
        match refused {
            Refused::Files(diagnostics, sources) => Self::unusable(diagnostics, sources, language),
            Refused::Profile(message) => Self::usage(message, language),
        }
    }

    /// The command line is wrong in a way that only the pack could tell.
    fn usage(message: &Text, language: Language) -> Self {
        Self { err: format!("{}\n", message.get(language)).into_bytes(), ..Self::new(Vec::new(), ExitStatus::Usage) }
    }

    /// Names the command to run next, if it is there and what was said is for people.
    fn then(self, next: Option<Text>) -> Self {
        Self { next, ..self }
    }

    /// Adds diagnostics to what goes to standard error.
    fn warn(mut self, diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Self {
        for diagnostic in diagnostics {
            self.err.extend(render(diagnostic, sources, language).into_bytes());
            self.err.push(b'\n');
        }
        self
    }
}
