//! What a large table costs: `cargo bench --bench tables`.
//!
//! A made-up body of 60 departments whose staff attend three courses each, as a CSV file of attendances with blanks in it.
//! Every stage is run in a process of its own on a small and on a large file, together with all stages before it; what is
//! told is the difference, so that the pack and the other files count for nothing. The measure is a process that merely
//! reads the same file with crate `csv` into a record that is used again: once as bytes, once as the texts that the crate
//! gives by default and that tekigo needs. Times are CPU time, memory is the peak of the process (Linux tells it; elsewhere
//! only wall time is told).

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark measures time and prints it"
)]

use std::fmt::Write;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tekigo::derive::{all, derive};
use tekigo::diagnostic::Sources;
use tekigo::evaluate::{Evidence, evaluate};
use tekigo::link::link;
use tekigo::load::{PackSource, load_inventory, load_pack};

const TEKIGO: &str = env!("CARGO_BIN_EXE_tekigo");
const PART: &str = "--part";
/// Merely reading, as bytes and as texts, and the stages.
const PARTS: [&str; 7] = ["csv", "texts", "start", "load", "link", "derive", "evaluate"];
const DEPARTMENTS: usize = 60;
const COURSES: usize = 3;
const TABLE: &str = "attendance.csv";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == PART) {
        return part(&arguments[at + 1], Path::new(&arguments[at + 2]));
    }
    let quick = arguments.iter().any(|argument| argument == "--test");
    let (few, many, runs) = if quick { (3_000, 60_000, 1) } else { (15_000, 1_000_000, 3) };
    let (small, large) = (body(few), body(many));
    let rows = (rows_of(&large) - rows_of(&small)) as f64;
    println!("{} rows less {} rows; CPU and peak memory for each row", rows_of(&large), rows_of(&small));
    let (mut bytes, mut texts) = (f64::NAN, f64::NAN);
    let told = |name: &str, time: f64, memory: f64, (bytes, texts): (f64, f64)| {
        println!(
            "{name:<10} {:>8.0} ns {memory:>7.0} bytes   {:>6.2} times reading bytes {:>6.2} times reading texts",
            time * 1e9,
            time / bytes,
            time / texts
        );
    };
    let mut ratios = Vec::new();
    for name in PARTS.iter().filter(|name| **name != "start") {
        let [time, memory] = slope(runs, rows, |folder| measured(name, folder), &small, &large);
        match *name {
            "csv" => bytes = time,
            "texts" => texts = time,
            _ => {}
        }
        told(name, time, memory, (bytes, texts));
        ratios.push((*name, time / bytes, memory));
    }
    let [time, memory] = slope(runs, rows, checked, &small, &large);
    told("check", time, memory, (bytes, texts));
    let staff = body(15_000);
    let (time, _) = (0..runs).map(|_| checked(&staff)).min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    println!("check of 5,000 staff with 15,000 attendances: {:.0} ms, start and pack included", time * 1e3);
    if quick {
        // A debug build on a busy machine: what must not come back is a cost of another kind, not some nanoseconds.
        let most = |part: &str| ratios.iter().find(|(name, ..)| *name == part).map_or(0.0, |(_, ratio, _)| *ratio);
        assert!(most("link") < 150.0, "link costs {:.1} times merely reading", most("link"));
    }
}

/// Seconds and bytes for each row more, the least of several runs.
fn slope(runs: usize, rows: f64, measure: impl Fn(&Path) -> (f64, f64), small: &Path, large: &Path) -> [f64; 2] {
    let least = |folder: &Path| {
        let all = (0..runs).map(|_| measure(folder));
        all.reduce(|a, b| (a.0.min(b.0), a.1.min(b.1))).unwrap()
    };
    let (few, many) = (least(small), least(large));
    [(many.0 - few.0) / rows, (many.1 - few.1) / rows]
}

/// Runs this program for one part, and reads what it measured of itself.
fn measured(part: &str, folder: &Path) -> (f64, f64) {
    let output = Command::new(std::env::current_exe().unwrap()).args([PART, part]).arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let mut figures = text.split_whitespace().map(|figure| figure.parse::<f64>().unwrap());
    (figures.next().unwrap(), figures.next().unwrap())
}

/// All stages up to one, in this process.
fn part(name: &str, folder: &Path) {
    let started = Instant::now();
    let last = PARTS.iter().position(|part| *part == name).unwrap();
    let mut kept: Vec<Box<dyn std::any::Any>> = Vec::new();
    if last == 1 {
        let mut reader = csv::ReaderBuilder::new().from_path(folder.join(TABLE)).unwrap();
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).unwrap() {
            black_box(&record);
        }
        return tell(started);
    }
    if last == 0 {
        let mut reader = csv::ReaderBuilder::new().from_path(folder.join(TABLE)).unwrap();
        let mut record = csv::ByteRecord::new();
        while reader.read_byte_record(&mut record).unwrap() {
            black_box(&record);
        }
        return tell(started);
    }
    let mut sources = Sources::default();
    let pack = load_pack(PackSource::Builtin, &[], &mut sources).unwrap_or_else(|_| std::process::exit(1));
    if last > 2 {
        let inventory = load_inventory(folder, &pack.vocabulary, &mut sources).unwrap();
        if last > 3 {
            let (mut municipality, _) = link(&pack, &inventory, inventory.as_of).unwrap();
            if last > 4 {
                municipality = derive(&pack, municipality, &all(&pack));
            }
            if last > 5 {
                for rule in pack.rules.iter().filter(|rule| rule.in_force(inventory.as_of)) {
                    kept.push(Box::new(evaluate(rule, &municipality, Evidence::Findings)));
                }
            }
            black_box(&municipality);
            return tell(started);
        }
        black_box(&inventory);
    }
    tell(started);
}

/// Seconds and bytes that this process has used.
fn tell(started: Instant) {
    let seconds = own().unwrap_or_else(|| started.elapsed()).as_secs_f64();
    println!("{seconds} {}", peak().unwrap_or(0));
}

#[cfg(unix)]
fn own() -> Option<Duration> {
    usage(nix::sys::resource::UsageWho::RUSAGE_SELF)
}

#[cfg(unix)]
fn usage(who: nix::sys::resource::UsageWho) -> Option<Duration> {
    let usage = nix::sys::resource::getrusage(who).ok()?;
    let micros = |time: nix::sys::time::TimeVal| time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64;
    Some(Duration::from_micros(micros(usage.user_time()) + micros(usage.system_time())))
}

#[cfg(unix)]
fn children() -> Option<Duration> {
    usage(nix::sys::resource::UsageWho::RUSAGE_CHILDREN)
}

#[cfg(not(unix))]
fn own() -> Option<Duration> {
    None
}

#[cfg(not(unix))]
fn children() -> Option<Duration> {
    None
}

/// The most memory that this process has held, in bytes; `None` where the system does not tell.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kib| kib * 1024)
}

/// Seconds of `tekigo check`; its memory is not told by this system to its parent.
fn checked(folder: &Path) -> (f64, f64) {
    let (before, started) = (children(), Instant::now());
    let output = Command::new(TEKIGO).arg("check").arg(folder).output().unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&output.stderr));
    let time = match (before, children()) {
        (Some(before), Some(after)) => after - before,
        _ => started.elapsed(),
    };
    (time.as_secs_f64(), 0.0)
}

fn rows_of(folder: &Path) -> usize {
    std::fs::read_to_string(folder.join(TABLE)).unwrap().lines().count() - 1
}

/// A body whose staff attended, written for the run.
fn body(rows: usize) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("tables-{rows}"));
    std::fs::create_dir_all(&folder).unwrap();
    let head = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-01-31\n\
        complete = [\"department\", \"course\", \"session\", \"attendance\"]\n\
        [[table]]\nfile = \"attendance.csv\"\nentity = \"attendance\"\n";
    let mut other = String::new();
    for department in 0..DEPARTMENTS {
        let id = format!("d{department:02}");
        writeln!(other, "[[department]]\nid = \"{id}\"\nname = \"第{department}課\"").unwrap();
    }
    for (course, audience) in ["all_staff", "my_number_staff", "all_staff"].iter().enumerate() {
        writeln!(
            other,
            "[[course]]\nid = \"c{course}\"\nname = \"研修{course}\"\ntopic = \"security\"\naudience = \"{audience}\""
        )
        .unwrap();
        writeln!(other, "[[session]]\nid = \"s{course}\"\ncourse = \"c{course}\"\nfiscal_year = 2025\nstatus = \"held\"\nheld_on = 2025-06-1{course}").unwrap();
    }
    std::fs::write(folder.join("body.toml"), head).unwrap();
    std::fs::write(folder.join("other.toml"), other).unwrap();
    std::fs::write(folder.join(TABLE), attendances(rows)).unwrap();
    folder
}

/// Three courses of each of the staff: most attended, some did not, of some nobody knows.
fn attendances(rows: usize) -> String {
    let mut text = String::from("職員番号,研修回,部署名,受講状況,受講日\r\n");
    let mut state = 1u64;
    for row in 0..rows {
        // Whatever comes out of this generator, it comes out the same in every run.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let chance = (state >> 33) as usize;
        let (person, course) = (row / COURSES, row % COURSES);
        let status = match chance % 100 {
            0..85 => "受講",
            85..93 => "未受講",
            93..97 => "所属内での補習",
            _ => "",
        };
        let day = match status {
            "受講" | "所属内での補習" => {
                format!("2025-{:02}-{:02}", 5 + chance / 100 % 8, 1 + chance / 1_000 % 28)
            }
            _ => String::new(),
        };
        writeln!(text, "{},s{course},d{:02},{status},{day}\r", 100_000 + person, person % DEPARTMENTS).unwrap();
    }
    text
}
