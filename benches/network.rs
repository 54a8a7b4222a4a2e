//! How fast the network is analysed: `cargo bench --bench network`.
//!
//! A made-up body with 2,000 segments and 20,000 flows, and how the time grows from 1,000 over 4,000 to 16,000 edges.
//! Times are CPU time of this process (wall time where the system does not tell), the least of several runs, of the
//! whole derive stage less that of an empty network.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark measures time and prints it"
)]

use std::fmt::Write;
use std::time::{Duration, Instant};
use tekigo::derive::{all, derive};
use tekigo::diagnostic::Sources;
use tekigo::graph::{Graph, Step, Terrain};
use tekigo::inventory::Municipality;
use tekigo::link::link;
use tekigo::load::{PackSource, load_inventory, load_pack};
use tekigo::pack::Pack;

const ZONES: [&str; 6] = ["my_number", "lgwan", "internet", "gov_cloud", "education", "public_wifi"];

fn main() {
    let quick = std::env::args().any(|argument| argument == "--test");
    let runs = if quick { 1 } else { 7 };
    let mut sources = Sources::default();
    let pack = load_pack(PackSource::Builtin, &[], &mut sources).unwrap_or_else(|_| std::process::exit(1));
    let empty = measure(&pack, &mut sources, 6, 0, runs).0;
    let (large, leaks) = measure(&pack, &mut sources, 2_000, 20_000, runs);
    println!("derive, empty network          {:>9.2} ms", ms(empty));
    println!("2,000 segments, 20,000 flows   {:>9.2} ms, {leaks} pairs leak", ms(large.saturating_sub(empty)));
    let mut last = None;
    for edges in [1_000, 4_000, 16_000] {
        let time = reach(edges, runs);
        let growth = last.map_or(String::new(), |last: Duration| format!(", {:.2} times as long", ms(time) / ms(last)));
        println!("reach over {edges:>6} edges        {:>9.3} ms{growth}", ms(time));
        last = Some(time);
    }
    last = None;
    for edges in [1_000, 4_000, 16_000] {
        let time = measure(&pack, &mut sources, edges / 10, edges, runs).0.saturating_sub(empty);
        let growth = last.map_or(String::new(), |last: Duration| format!(", {:.2} times as long", ms(time) / ms(last)));
        println!("analysis of {edges:>6} flows       {:>9.2} ms{growth}", ms(time));
        last = Some(time);
    }
}

/// The least time of many walks over a graph of that many edges in which nothing arrives, so that all is walked.
fn reach(edges: u32, runs: usize) -> Duration {
    let nodes = edges / 10;
    let mut seed = 7u64;
    let mut below = |limit: u32| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as u32 % limit
    };
    let graph = Graph::new(nodes, (0..edges).map(|_| (below(nodes), below(nodes))).collect());
    let terrain = Terrain { graph: &graph, sources: vec![0], steps: vec![Step::Passes; edges as usize] };
    let walk = || {
        let started = Instant::now();
        std::hint::black_box(terrain.shortest(|_| true));
        started.elapsed()
    };
    (0..runs * 50).map(|_| walk()).min().unwrap()
}

/// The least time of several runs, and how many pairs leak.
fn measure(pack: &Pack, sources: &mut Sources, segments: usize, flows: usize, runs: usize) -> (Duration, u32) {
    let folder = std::env::temp_dir().join(format!("tekigo-bench-{}-{segments}-{flows}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("body.toml"), BODY).unwrap();
    std::fs::write(folder.join("network.toml"), network(segments, flows)).unwrap();
    let inventory = load_inventory(&folder, &pack.vocabulary, sources);
    std::fs::remove_dir_all(&folder).unwrap();
    let inventory = inventory.unwrap_or_else(|problems| {
        println!("{problems:?}");
        std::process::exit(1)
    });
    let (linked, _) = link(pack, &inventory, inventory.as_of).unwrap_or_else(|_| std::process::exit(1));
    let mut least = Duration::MAX;
    let mut leaks = 0;
    for _ in 0..runs {
        let copy: Municipality<'_> = linked.clone();
        let (before, started) = (own(), Instant::now());
        let derived = derive(pack, copy, &all(pack));
        let time = before.zip(own()).map_or_else(|| started.elapsed(), |(before, after)| after - before);
        least = least.min(time);
        leaks = derived.table(pack.vocabulary.find("leak").unwrap()).len();
    }
    (least, leaks)
}

const BODY: &str = "[body]\ncode = \"999997\"\nname = \"測定市\"\nclass = \"city\"\nas_of = 2026-04-01\nmodel = \"alpha\"\n\
                    complete = [\"segment\", \"external_party\", \"flow\", \"device_group\", \"medium_transfer\", \"line\"]\n";

/// Segments in all zones; nine flows of ten stay in their zone, the others cross in permitted ways, but for a few.
fn network(segments: usize, flows: usize) -> String {
    let mut text = String::new();
    for segment in 0..segments {
        let zone = ZONES[segment % ZONES.len()];
        writeln!(text, "[[segment]]\nid = \"s{segment}\"\nname = \"s{segment}\"\nzone = \"{zone}\"\n").unwrap();
    }
    text.push_str("[[external_party]]\nid = \"net\"\nname = \"インターネット\"\nkind = \"internet\"\n\n");
    let mut seed = 7u64;
    let mut below = |limit: usize| {
        seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (seed >> 33) as usize % limit
    };
    for flow in 0..flows {
        let from = below(segments);
        let away = if below(10) == 0 { below(ZONES.len()) } else { 0 };
        let to = (from + below(segments / ZONES.len()) * ZONES.len() + away) % segments;
        let method = if below(50) == 0 { "direct" } else { "screen_transfer" };
        writeln!(
            text,
            "[[flow]]\nid = \"f{flow}\"\nfrom = \"s{from}\"\nto = \"s{to}\"\nstate = \"allowed\"\nmethod = \"{method}\"\n\
             via = \"internal\"\ndirection = \"one_way\"\n"
        )
        .unwrap();
    }
    text
}

/// CPU time of this process so far; `None` where the system does not tell.
#[cfg(unix)]
fn own() -> Option<Duration> {
    use nix::sys::resource::{UsageWho, getrusage};
    let usage = getrusage(UsageWho::RUSAGE_SELF).ok()?;
    let micros = |time: nix::sys::time::TimeVal| time.tv_sec() as u64 * 1_000_000 + time.tv_usec() as u64;
    Some(Duration::from_micros(micros(usage.user_time()) + micros(usage.system_time())))
}

#[cfg(not(unix))]
fn own() -> Option<Duration> {
    None
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
