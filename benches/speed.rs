//! How fast tekigo is, as ratios within one run: `cargo bench --bench speed`.
//!
//! Starting the program, `check` of `mihon/r8`, and a process that merely reads the same inventory and pack files and
//! parses them with crate `toml` (this program again, with `--parse`); then `plan` of 2,000 systems with 20,000
//! dependencies, of chains of 2,000 and 4,000 systems, and `check` and `ask` of an inventory with 5,000 unknown verdicts,
//! each written for the run. Times are CPU time of whole
//! processes where a process is started (Unix tells it; on other
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
const INVENTORY: &str = "inventories/mihon/r8";
const PARSE: &str = "--parse";

fn main() {
    let quick = std::env::args().any(|argument| argument == "--test");
    let runs = if quick { 1 } else { 40 };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if std::env::args().any(|argument| argument == PARSE) {
        return parse(root);
    }
    let inventory = root.join(INVENTORY);
    let texts = texts(root);
    let bytes: usize = texts.iter().map(String::len).sum();
    let empty = empty_program(root);

    let networks = [(2_000, 10), (2_000, 1), (4_000, 1)].map(|(systems, needs)| network(root, systems, needs));
    let mut figures: [Vec<Duration>; 4] = Default::default();
    for _ in 0..runs {
        figures[0].push(process(Command::new(&empty)));
        figures[1].push(process(arguments(&["--version"])));
        figures[2].push(process(arguments(&["check", inventory.to_str().unwrap()])));
        figures[3].push(process(parser()));
    }
    let mut plans: [Vec<Duration>; 3] = Default::default();
    for _ in 0..runs.min(10) {
        for (times, network) in plans.iter_mut().zip(&networks) {
            times.push(process(arguments(&["plan", network.to_str().unwrap(), "--format", "json"])));
        }
    }
    let blank = blank_systems(root, 1_300);
    let mut asking: [Vec<Duration>; 2] = Default::default();
    for _ in 0..runs.min(10) {
        for (times, command) in asking.iter_mut().zip(["check", "ask"]) {
            times.push(process(arguments(&[command, blank.to_str().unwrap(), "--format", "json"])));
        }
    }
    let [checked, asked] = asking.map(median);
    let [empty, start, check, parse] = figures.map(median);
    let [dense, short, long] = plans.map(median);
    println!("pack and inventory          {:>9} KiB in {} files", bytes / 1024, texts.len());
    println!("empty program               {:>9.2} ms", ms(empty));
    println!(
        "tekigo --version            {:>9.2} ms ({:+.2} ms over an empty program)",
        ms(start),
        ms(start) - ms(empty)
    );
    println!("merely reading and parsing  {:>9.2} ms", ms(parse));
    println!("tekigo check mihon/r8       {:>9.2} ms", ms(check));
    println!("check / parsing, each without start {:.2}", (ms(check) - ms(start)) / (ms(parse) - ms(empty)));
    println!("check, {} unknown verdicts {:>7.2} ms", unknown(&blank), ms(checked));
    println!("ask of the same             {:>9.2} ms, {:.2} times that", ms(asked), ms(asked) / ms(checked));
    println!("tekigo plan, 2,000 / 20,000 {:>9.2} ms", ms(dense));
    println!("tekigo plan, chain of 2,000 {:>9.2} ms", ms(short));
    println!("tekigo plan, chain of 4,000 {:>9.2} ms", ms(long));
}

fn arguments(arguments: &[&str]) -> Command {
    let mut command = Command::new(TEKIGO);
    command.args(arguments);
    command
}

/// CPU time of one process, started and waited for.
fn process(mut command: Command) -> Duration {
    let before = children();
    let started = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    match (before, children()) {
        (Some(before), Some(after)) => after - before,
        _ => started.elapsed(),
    }
}

/// CPU time so far of processes that were started and waited for; `None` where the system does not tell.
#[cfg(unix)]
fn children() -> Option<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    let micros = |time: nix::sys::time::TimeVal| time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64;
    Some(Duration::from_micros(micros(usage.user_time()) + micros(usage.system_time())))
}

#[cfg(not(unix))]
fn children() -> Option<Duration> {
    None
}

/// This program, told to parse and no more.
fn parser() -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(PARSE);
    command
}

/// Reads and parses all files with crate `toml`, and keeps the results as a program that uses them would.
fn parse(root: &Path) {
    let texts = texts(root);
    let parsed: Vec<_> = texts.iter().map(|text| toml::de::DeTable::parse(text).unwrap()).collect();
    black_box(parsed);
}

/// The pack's files and the inventory's.
fn texts(root: &Path) -> Vec<String> {
    let mut texts = read(&root.join("rules"));
    texts.extend(read(&root.join(INVENTORY)));
    texts
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

/// An inventory of systems yet to go live, each of which needs some of those before it; the last carries a function.
fn network(root: &Path, systems: usize, needs: usize) -> PathBuf {
    let folder = root.join("target/bench").join(format!("network-{systems}-{needs}"));
    std::fs::create_dir_all(&folder).unwrap();
    let body = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2025-10-01\n";
    let mut text = String::new();
    let mut state = 1u64;
    for system in 0..systems {
        let functions = if system + 1 == systems { "functions = [\"juki\"]\n" } else { "" };
        text.push_str(&format!("[[system]]\nid = \"s{system}\"\nname = \"S{system}\"\nstatus = \"planned\"\nremaining_days = {}\n{functions}", system % 7));
        for need in 0..needs.min(system) {
            // Whatever comes out of this generator, it comes out the same in every run.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let before = if needs == 1 { system - 1 } else { (state >> 33) as usize % system };
            text.push_str(&format!(
                "[[dependency]]\nid = \"d{system}-{need}\"\nfrom = \"s{system}\"\nto = \"s{before}\"\nkind = \"hard\"\n"
            ));
        }
    }
    std::fs::write(folder.join("body.toml"), body).unwrap();
    std::fs::write(folder.join("systems.toml"), text).unwrap();
    folder
}

/// An inventory of systems of which nothing but the name is known.
fn blank_systems(root: &Path, systems: usize) -> PathBuf {
    let folder = root.join("target/bench").join(format!("blank-{systems}"));
    std::fs::create_dir_all(&folder).unwrap();
    let body = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n";
    let system = |number: usize| format!("[[system]]\nid = \"s{number}\"\nname = \"S{number}\"\n");
    std::fs::write(folder.join("body.toml"), body).unwrap();
    std::fs::write(folder.join("systems.toml"), (0..systems).map(system).collect::<String>()).unwrap();
    folder
}

/// Number of its unknown verdicts.
fn unknown(folder: &Path) -> u64 {
    let output = arguments(&["check", folder.to_str().unwrap(), "--format", "json"]).output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    report["ledger"]["unknown"].as_u64().unwrap()
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
