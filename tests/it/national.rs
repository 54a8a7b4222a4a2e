//! What the published national figures must give. They are not part of the repository: where they are absent, the tests say
//! so and pass. `TEKIGO_NATIONAL` names their folder; CI has them in `../shared/data/national`.

use crate::program::{Scratch, root};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use tekigo::cli::PackArgs;
use tekigo::command::Opened;
use tekigo::derive::schedule::model::{Contradiction, Steps};
use tekigo::derive::schedule::setting;
use tekigo::inventory::{Fact, Known, Value};

/// The rows of a published file, without its heading; `None`, said aloud, where it is absent.
#[expect(clippy::print_stderr, reason = "a test that is skipped must say so")]
fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let folder =
        std::env::var_os("TEKIGO_NATIONAL").map_or_else(|| root().join("../shared/data/national"), PathBuf::from);
    let Ok(text) = fs::read_to_string(folder.join(name)) else {
        eprintln!("SKIPPED: {} is not here", folder.join(name).display());
        return None;
    };
    let lines = text.trim_start_matches('\u{feff}').lines().skip(1);
    Some(lines.map(|line| line.split(',').map(str::to_owned).collect()).collect())
}

#[test]
fn the_mean_of_all_bodies_and_functions_by_the_ministrys_formula() {
    let Some(rows) = rows("progress_by_function_2026-01.csv") else { return };
    let steps = |cell: &String| Steps { done: Some(cell.parse().unwrap()), not_applicable: None, of: 40 };
    let bodies: Vec<Vec<Steps>> = rows.iter().map(|row| row[2..].iter().map(steps).collect()).collect();
    let cells: Vec<&Steps> = bodies.iter().flatten().collect();
    assert_eq!((bodies.len(), cells.len()), (1_741, 34_820));
    // In whole numbers: 1,136,038 of 1,392,800 steps, 81.565 %.
    let done: i64 = cells.iter().map(|steps| steps.done.unwrap()).sum();
    let of: i64 = cells.iter().map(|steps| steps.of).sum();
    assert_eq!((done * 100_000 + of / 2) / of, 81_565);
    assert_eq!(cells.iter().filter(|steps| steps.open() == Some(0)).count(), 9_933);
    assert_eq!(bodies.iter().filter(|body| body.iter().all(|steps| steps.open() == Some(0))).count(), 70);
    assert!(cells.iter().all(|steps| steps.completed().is_none()), "only totals are published");
}

/// The 47 prefectures as inventories, read by the program itself.
#[test]
fn the_steps_of_the_prefectures() {
    let Some(rows) = rows("procedure_steps_prefectures_2026-01.csv") else { return };
    assert_eq!(rows.len(), 94);
    let catalog = fs::read_to_string(root().join("rules/catalog/standard-step.toml")).unwrap();
    let ids: Vec<&str> = catalog.lines().filter_map(|line| line.strip_prefix("id = \"")?.strip_suffix('"')).collect();
    assert_eq!(ids.len(), 40);
    let (mut whole, mut live, mut conflicts) = (0, 0, 0);
    let mut opened =
        Opened::new(&PackArgs { pack: None, extend: Vec::new(), profile: None }).unwrap_or_else(|_| panic!("the pack"));
    for (number, pair) in rows.chunks(2).enumerate() {
        let scratch = prefecture(number + 1, pair, &ids);
        let inventory = opened.inventory(&scratch.path).unwrap_or_else(|problems| panic!("{problems:?}"));
        let (m, _) = opened
            .municipality(&inventory, inventory.as_of, &BTreeSet::new())
            .unwrap_or_else(|problems| panic!("{problems:?}"));
        let plan = setting(&opened.pack, &m);
        assert_eq!(plan.units.len(), 2);
        for unit in &plan.units {
            whole += usize::from(unit.steps.open() == Some(0));
            let contradicts = |wanted: fn(&Contradiction) -> bool| unit.contradictions.iter().any(wanted);
            live += usize::from(contradicts(|said| matches!(said, Contradiction::LiveStepWithOpenSteps(_))));
            conflicts += usize::from(contradicts(|said| matches!(said, Contradiction::StepsOutOfOrder(_))));
        }
    }
    assert_eq!((whole, live), (14, 7));
    assert!(conflicts > 0 && conflicts < 40, "hard edges are rarely broken, but they are: {conflicts} rows");
}

#[test]
fn later_steps_are_done_before_earlier_ones_in_most_rows() {
    let Some(rows) = rows("procedure_steps_prefectures_2026-01.csv") else { return };
    let before = |done: &dyn Fn(&str) -> bool, open: &dyn Fn(&str) -> bool| {
        let broken = |row: &&Vec<String>| {
            let steps = &row[2..];
            (0..40).any(|early| open(&steps[early]) && steps[early + 1..].iter().any(|later| done(later)))
        };
        rows.iter().filter(broken).count()
    };
    let finished = |status: &str| matches!(status, "完了済み" | "対象外");
    let completed = |status: &str| status == "完了済み";
    assert_eq!(before(&finished, &|status| !finished(status)), 61, "not applicable counts as done");
    assert_eq!(before(&completed, &|status| !completed(status)), 63, "done alone counts, everything else is open");
    assert_eq!(before(&completed, &|status| !finished(status)), 57, "done before one that is really open");
}

/// Where a published file lies, if it is here.
fn published(name: &str) -> Option<PathBuf> {
    rows(name)?;
    let folder = std::env::var_os("TEKIGO_NATIONAL").map(PathBuf::from);
    Some(folder.unwrap_or_else(|| root().join("../shared/data/national")).join(name))
}

/// The published list of specially supported systems, bound as it is by every body that it names.
#[test]
fn the_list_of_specially_supported_systems_as_a_bound_table() {
    let (Some(rows), Some(path)) = (rows("special_migration_2025-12.csv"), published("special_migration_2025-12.csv"))
    else {
        return;
    };
    let mut opened =
        Opened::new(&PackArgs { pack: None, extend: Vec::new(), profile: None }).unwrap_or_else(|_| panic!("the pack"));
    let list = fs::read(path).unwrap();
    let mut total = 0;
    for row in rows.iter().step_by(31) {
        let scratch = Scratch::new("special");
        let (code, name) = (&row[0], &row[2]);
        let name = if name.is_empty() { &row[1] } else { name };
        let body = format!("[body]\ncode = \"{code}\"\nname = \"{name}\"\nas_of = 2026-01-31\n");
        let table = "[[table]]\nfile = \"list.csv\"\nform = \"digital-special-support\"\nheader_row = 1\n";
        scratch.write("body.toml", body + table).write("list.csv", &list);
        let inventory = opened.inventory(&scratch.path).unwrap_or_else(|problems| panic!("{problems:?}"));
        let (m, _) = opened
            .municipality(&inventory, inventory.as_of, &BTreeSet::new())
            .unwrap_or_else(|problems| panic!("{code}: {problems:?}"));
        let function = m.vocabulary.find("function").unwrap();
        let field = m.vocabulary.entity(function).find("designated").unwrap();
        let said = (0..m.table(function).len()).map(|row| m.value(Fact { entity: function, row, field }));
        let said: Vec<_> = said.collect();
        let yes = said.iter().filter(|said| **said == Known::Value(Value::Bool(true))).count();
        let no = said.iter().filter(|said| **said == Known::Value(Value::Bool(false))).count();
        assert_eq!(yes, row[4..24].iter().filter(|cell| *cell == "●").count(), "{code}");
        assert_eq!((yes + no, inventory.notices.len()), (20, 0), "{code}: {:?}", inventory.notices);
        total += yes;
    }
    assert!(total > 200, "{total}");
}

/// The published steps of the prefectures, bound as they are.
#[test]
fn the_steps_of_the_prefectures_as_a_bound_table() {
    let (Some(rows), Some(path)) =
        (rows("procedure_steps_prefectures_2026-01.csv"), published("procedure_steps_prefectures_2026-01.csv"))
    else {
        return;
    };
    let mut opened =
        Opened::new(&PackArgs { pack: None, extend: Vec::new(), profile: None }).unwrap_or_else(|_| panic!("the pack"));
    let list = fs::read(path).unwrap();
    for (number, pair) in rows.chunks(2).enumerate() {
        let ids: Vec<&str> = Vec::new();
        let scratch = prefecture(number + 1, &[pair[0][..2].to_vec()], &ids);
        let body = fs::read_to_string(scratch.path.join("body.toml")).unwrap();
        let table = "[[table]]\nfile = \"steps.csv\"\nform = \"mic-step-progress\"\n";
        scratch.write("body.toml", body + table).write("steps.csv", &list).write("steps.toml", "");
        let inventory = opened.inventory(&scratch.path).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!((inventory.records.len(), inventory.notices.len()), (80, 0), "{:?}", inventory.notices);
        let (m, _) = opened
            .municipality(&inventory, inventory.as_of, &BTreeSet::new())
            .unwrap_or_else(|problems| panic!("{problems:?}"));
        let step = m.vocabulary.find("step").unwrap();
        let field = m.vocabulary.entity(step).find("status").unwrap();
        let said = (0..m.table(step).len()).map(|row| m.value(Fact { entity: step, row, field }));
        let done = said.filter(|said| *said == Known::Value(Value::Text("done".to_owned()))).count();
        assert_eq!(done, pair.iter().flatten().filter(|cell| *cell == "完了済み").count(), "{}", pair[0][0]);
    }
}

fn prefecture(number: usize, rows: &[Vec<String>], ids: &[&str]) -> Scratch {
    let digits = [number / 10, number % 10, 0, 0, 0];
    let sum: usize = digits.iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    let code = format!("{number:02}000{}", (11 - sum % 11) % 10);
    let mut steps = String::new();
    for row in rows {
        let function = if row[1] == "生活保護" { "seiho" } else { "jifu" };
        for (id, status) in ids.iter().zip(&row[2..]) {
            steps.push_str(&format!(
                "[[step]]\nfunction = \"{function}\"\nstandard_step = \"{id}\"\nstatus = \"{status}\"\n"
            ));
        }
    }
    let scratch = Scratch::new("prefecture");
    let name = &rows[0][0];
    scratch
        .write(
            "body.toml",
            format!("[body]\ncode = \"{code}\"\nname = \"{name}\"\nclass = \"prefecture\"\nas_of = 2026-01-31\n"),
        )
        .write("steps.toml", steps);
    scratch
}
