//! How fast tekigo is, as ratios within one run: `cargo bench --bench speed`.
//!
//! Three figures: starting the program, `check` of `mihon/r8`, and the same inventory and pack files merely parsed by
//! crate `toml`. Times are CPU time of whole processes where a process is started (Unix tells it; on other
//! systems wall time stands in), medians of many runs, taken in turn so that a busy machine slows all alike.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark measures time and prints it"
)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const TEKIGO: &str = env!("CARGO_BIN_EXE_tekigo");

fn main() {
    let quick = std::env::args().any(|argument| argument == "--test");
    let runs = if quick { 1 } else { 40 };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inventory = root.join("inventories/mihon/r8");
    let mut texts = read(&root.join("rules"));
    texts.extend(read(&inventory));
    let bytes: usize = texts.iter().map(String::len).sum();
    let empty = empty_program(root);

    let mut figures: [Vec<Duration>; 4] = Default::default();
    for _ in 0..runs {
        figures[0].push(process(Command::new(&empty)));
        figures[1].push(process(arguments(&["--version"])));
        figures[2].push(process(arguments(&["check", inventory.to_str().unwrap()])));
        figures[3].push(parse(&texts));
    }
    let [empty, start, check, parse] = figures.map(median);
    println!("pack and inventory          {:>9} KiB in {} files", bytes / 1024, texts.len());
    println!("empty program               {:>9.2} ms", ms(empty));
    println!(
        "tekigo --version            {:>9.2} ms ({:+.2} ms over an empty program)",
        ms(start),
        ms(start) - ms(empty)
    );
    println!("merely parsing with toml    {:>9.2} ms", ms(parse));
    println!("tekigo check mihon/r8       {:>9.2} ms", ms(check));
    println!("check without start / parse {:>9.2}", (ms(check) - ms(start)) / ms(parse));
}

fn arguments(arguments: &[&str]) -> Command {
    let mut command = Command::new(TEKIGO);
    command.args(arguments);
    command
}

/// CPU time of one process, started and waited for.
fn process(mut command: Command) -> Duration {
    let clock = Clock::start(Whose::Children);
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    clock.stop()
}

/// Whose CPU time.
#[derive(Clone, Copy)]
enum Whose {
    /// This process's.
    Own,
    /// That of processes it has started and waited for.
    Children,
}

/// Measures CPU time where the system tells it, else wall time.
struct Clock {
    whose: Whose,
    cpu: Option<Duration>,
    wall: Instant,
}

impl Clock {
    fn start(whose: Whose) -> Self {
        Self { whose, cpu: cpu(whose), wall: Instant::now() }
    }

    fn stop(self) -> Duration {
        match (self.cpu, cpu(self.whose)) {
            (Some(before), Some(after)) => after - before,
            _ => self.wall.elapsed(),
        }
    }
}

#[cfg(unix)]
fn cpu(whose: Whose) -> Option<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    let who = match whose {
        Whose::Own => UsageWho::RUSAGE_SELF,
        Whose::Children => UsageWho::RUSAGE_CHILDREN,
    };
    let usage = getrusage(who).ok()?;
    let micros = |time: nix::sys::time::TimeVal| time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64;
    Some(Duration::from_micros(micros(usage.user_time()) + micros(usage.system_time())))
}

#[cfg(not(unix))]
fn cpu(_: Whose) -> Option<Duration> {
    None
}

/// Time to parse all texts with crate `toml`.
fn parse(texts: &[String]) -> Duration {
    let clock = Clock::start(Whose::Own);
    for text in texts {
        black_box(toml::de::DeTable::parse(text).unwrap());
    }
    clock.stop()
}

fn read(dir: &Path) -> Vec<String> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        if path.is_dir() {
            texts.extend(read(&path));
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
    texts
}

/// A program that does nothing, compiled once into the target folder.
fn empty_program(root: &Path) -> PathBuf {
    let folder = root.join("target/bench");
    std::fs::create_dir_all(&folder).unwrap();
    let source = folder.join("empty.rs");
    std::fs::write(&source, "fn main() {}").unwrap();
    let program = folder.join("empty");
    let status = Command::new("rustc").args(["-O", "-o"]).arg(&program).arg(&source).status().unwrap();
    assert!(status.success());
    program
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
