//! The migration plan: states, floats, chains, cut links, what-ifs, and its formats.

use crate::program::{Scratch, check_json, inventories, tekigo};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn plan(dir: &str, more: &[&str]) -> Value {
    let ran = tekigo(&[&["plan", &format!("inventories/{dir}"), "--format", "json"], more].concat());
    assert!(matches!(ran.code, 0 | 1 | 4), "{dir}: {}\n{}", ran.code, ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

/// The computed rows of `check`, by function.
fn schedule(report: &Value) -> BTreeMap<String, Value> {
    let rows = report["derived"]["schedule"].as_array().unwrap();
    rows.iter()
        .map(|row| (row["unit"].as_str().unwrap().trim_start_matches("function/").to_owned(), row.clone()))
        .collect()
}

fn unit<'v>(plan: &'v Value, subject: &str) -> &'v Value {
    plan["units"].as_array().unwrap().iter().find(|unit| unit["unit"] == subject).unwrap()
}

/// Holds the states and steps of a body to what was published: designated functions, and those with fewer than 40 steps.
fn published(dir: &str, functions: usize, designated: &[&str], short: &[(&str, i64)]) {
    let rows = schedule(&check_json(&format!("inventories/{dir}"), &[]));
    assert_eq!(rows.len(), functions, "{dir}");
    for (function, row) in &rows {
        let steps = short.iter().find(|(name, _)| name == function).map_or(40, |(_, steps)| *steps);
        assert_eq!(row["steps"]["done"], steps, "{dir} {function}");
        assert_eq!(row["steps"]["of"], 40, "{dir} {function}");
        // Nothing that was published says that a function is live, nor when.
        let expected = match (designated.contains(&function.as_str()), steps) {
            (true, _) => "specially_supported",
            (false, 40) => "on_the_way",
            (false, _) => "not_known",
        };
        assert_eq!(row["state"], expected, "{dir} {function}");
    }
}

#[test]
fn the_states_of_the_five_bodies_are_those_that_were_published() {
    let seiho_family = [
        ("seiho", 9),
        ("jidoteate", 31),
        ("jifu", 31),
        ("kodomo", 31),
        ("kaigo", 31),
        ("shogai", 31),
        ("koseki", 31),
        ("fuhyo", 31),
    ];
    published("settsu/r7", 20, &["seiho", "jidoteate", "jifu", "kodomo"], &seiho_family);
    let suita = [
        ("kodomo", 8),
        ("shogai", 18),
        ("nenkin", 20),
        ("shugaku", 22),
        ("kokuho", 30),
        ("koki", 30),
        ("kaigo", 34),
        ("kotei", 38),
        ("kojin_juminzei", 38),
        ("hojin_juminzei", 38),
        ("keiji", 38),
        ("senkyo", 39),
        ("kenko", 39),
        ("fuhyo", 39),
    ];
    published("suita/r7", 20, &["shugaku", "nenkin", "kokuho", "koki", "shogai", "kodomo"], &suita);
    published("kadoma/r7", 20, &["seiho"], &[("seiho", 22), ("kojin_juminzei", 39)]);
    let all: Vec<String> = schedule(&check_json("inventories/aira/r7", &[])).into_keys().collect();
    let aira: Vec<&str> =
        all.iter().map(String::as_str).filter(|name| !["koseki", "fuhyo", "seiho"].contains(name)).collect();
    let steps: Vec<(&str, i64)> =
        all.iter().map(String::as_str).filter(|name| *name != "seiho").map(|name| (name, 34)).collect();
    published("aira/r7", 20, &aira, &steps);
    published("osaka-pref/r7", 2, &["seiho", "jifu"], &[("seiho", 19), ("jifu", 3)]);
    assert_eq!(plan("osaka-pref/r7", &[])["not_applicable"].as_array().unwrap().len(), 18);
}

#[test]
fn the_two_figures_of_progress_stand_side_by_side_and_the_honest_one_may_be_unknown() {
    let osaka = &schedule(&check_json("inventories/osaka-pref/r7", &[]))["seiho"]["steps"];
    assert_eq!(*osaka, json!({"done": 19, "not_applicable": 1, "completed": 18, "of": 40}));
    let settsu = &schedule(&check_json("inventories/settsu/r7", &[]))["seiho"]["steps"];
    assert_eq!(*settsu, json!({"done": 9, "not_applicable": null, "completed": null, "of": 40}));
    let text = tekigo(&["plan", "inventories/osaka-pref/r7"]).out;
    for words in ["19/40", "18/39", "（完了済み＋対象外）／40項目", "完了済み／（40項目－対象外）"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

#[test]
fn past_the_target_what_nobody_published_is_not_known_and_asked() {
    let rows = schedule(&check_json("inventories/settsu/r7", &["--as-of", "2026-04-01"]));
    let open: Vec<&String> = rows.iter().filter(|(_, row)| row["state"] == "not_known").map(|(name, _)| name).collect();
    assert!(["fuhyo", "kaigo", "koseki", "shogai"].iter().all(|name| open.iter().any(|open| open == name)), "{open:?}");
    let page = plan("settsu/r7", &["--as-of", "2026-04-01"]);
    let asked: Vec<&str> = unit(&page, "function/kaigo")["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|q| q["path"].as_str().unwrap())
        .collect();
    assert!(asked.contains(&"function/kaigo.live_on"), "{asked:?}");
}

#[test]
fn kadoma_plans_all_twenty_for_one_year_and_suita_one_and_four_before_the_others() {
    let kadoma = plan("kadoma/r4", &[]);
    let planned = |page: &Value, first: &str| {
        page["units"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|unit| unit["earliest_best"] == first && unit["basis"] == "plan")
            .count()
    };
    assert_eq!(planned(&kadoma, "2025-04-01"), 20);
    let text = tekigo(&["plan", "inventories/kadoma/r4"]).out.replace("\n ", "");
    assert!(
        text.contains("Fit&Gap分析（令和4年度、20業務）") && text.contains("運用開始（令和7年度、20業務）"),
        "{text}"
    );
    let suita = plan("suita/r3", &[]);
    assert_eq!((planned(&suita, "2024-04-01"), planned(&suita, "2025-04-01")), (5, 15));
    for function in ["juki", "kotei", "kojin_juminzei", "hojin_juminzei", "keiji"] {
        assert_eq!(unit(&suita, &format!("function/{function}"))["earliest_worst"], "2025-03-31", "{function}");
    }
}

#[test]
fn renshu_condenses_its_cycle_and_names_both_sides_of_every_cut() {
    let page = plan("renshu/r8", &[]);
    let cycles = page["cycles"].as_array().unwrap();
    assert!(cycles.contains(&json!(["function/kojin_juminzei", "function/shogai", "function/kaigo"])), "{cycles:?}");
    let cut: Vec<(&str, &str)> = page["interim_links"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|link| link["why"] == "cycle")
        .map(|link| (link["provider"].as_str().unwrap(), link["consumer"].as_str().unwrap()))
        .collect();
    for pair in [("function/shogai", "function/kojin_juminzei"), ("function/kaigo", "function/kojin_juminzei")] {
        assert!(cut.contains(&pair), "{cut:?}");
    }
    let report = check_json("inventories/renshu/r8", &[]);
    let links = report["derived"]["interim_link"].as_array().unwrap();
    let zei = links
        .iter()
        .find(|link| link["provider"] == "function/kojin_juminzei" && link["consumer"] == "function/shogai")
        .unwrap();
    assert_eq!((&zei["prepared"], &zei["until"]), (&json!(false), &json!("2026-12-07")));
}

#[test]
fn renshu_is_late_by_a_named_chain_and_the_verdict_names_the_facts() {
    let report = check_json("inventories/renshu/r8", &[]);
    let jifu = &schedule(&report)["jifu"];
    assert_eq!((&jifu["float_days"], &jifu["late"]), (&json!(-12), &json!(true)));
    assert_eq!(jifu["chain"], json!(["function/shogai", "function/jifu", "cutover_window/nenmatsu-r8"]));
    let mut results = report["results"].as_array().unwrap().iter();
    let fail = results.find(|r| r["rule"] == "forecast-misses-target-date" && r["subject"] == "schedule/jifu").unwrap();
    assert_eq!(fail["verdict"], "fail");
    for word in ["児童扶養手当", "障害者福祉", "年末年始", "-12"] {
        assert!(fail["message"]["ja"].as_str().unwrap().contains(word), "{fail}");
    }
    let paths: Vec<&str> =
        fail["facts"].as_array().unwrap().iter().map(|fact| fact["path"].as_str().unwrap()).collect();
    for path in ["function/jifu.remaining_days", "function/jifu.own_deadline", "function/shogai.planned_live_on"] {
        assert!(paths.contains(&path), "{paths:?}");
    }
}

#[test]
fn what_does_not_go_together_is_reported_and_not_judged() {
    let page = plan("renshu/r8", &[]);
    let said: Vec<(&str, &str)> = page["contradictions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|remark| (remark["name"].as_str().unwrap(), remark["kind"].as_str().unwrap()))
        .collect();
    for expected in [
        ("健康管理", "designated_but_live"),
        ("国民年金", "live_step_with_open_steps"),
        ("障害者福祉", "steps_out_of_order"),
    ] {
        assert!(said.contains(&expected), "{said:?}");
    }
    assert!(said.iter().any(|(_, kind)| *kind == "retires_first"), "{said:?}");
    assert_eq!(plan("mihon/r8", &[])["contradictions"], json!([]));
}

#[test]
fn a_row_of_the_schedule_has_the_shape_of_the_format() {
    let report = check_json("inventories/renshu/r8", &[]);
    for row in report["derived"]["schedule"].as_array().unwrap() {
        for key in ["unit", "state", "earliest", "latest", "float_days", "chain", "steps"] {
            assert!(row.get(key).is_some(), "{key}: {row}");
        }
        assert!(row["chain"].is_array() && row["steps"]["of"] == 40, "{row}");
        assert!(row["unit"].as_str().unwrap().starts_with("function/"), "{row}");
    }
}

#[test]
fn what_if_prints_only_what_changes() {
    let late = plan("renshu/r8", &["--slip", "seiho=90d"]);
    let changed = |page: &Value, subject: &str, field: &str| {
        let all = page["changes"].as_array().unwrap().iter();
        let found = all
            .filter(|change| change["unit"] == subject && change["field"] == field)
            .map(|change| change["after"].clone());
        found.collect::<Vec<_>>()
    };
    assert_eq!(changed(&late, "function/seiho", "float_days_best"), [json!("-4")]);
    assert!(changed(&late, "function/juki", "state").is_empty());
    assert!(late["units"].as_array().unwrap().iter().all(|unit| unit["unit"] != "function/juki"));
    let early = plan("renshu/r8", &["--slip", "障害者福祉=-10d"]);
    assert_eq!(changed(&early, "function/jifu", "float_days_best"), [json!("8")]);
    let more = plan("renshu/r8", &["--add-vendor-capacity", "福祉システムズ株式会社=1"]);
    assert_eq!(changed(&more, "function/seiho", "capacity_live"), [json!("2027-01-12")]);
    assert!(changed(&more, "function/seiho", "float_days_best").is_empty(), "floats do not come from capacity");
    let dropped = plan("renshu/r8", &["--drop", "shogai"]);
    assert_eq!(changed(&dropped, "function/shogai", "state"), [json!("dropped")]);
    assert_eq!(changed(&dropped, "system/shogai", "state"), [json!("dropped")]);
    let moved = plan("renshu/r8", &["--target", "jifu=令和9年1月31日"]);
    assert_eq!(changed(&moved, "function/jifu", "float_days_best"), [json!("19")]);
    let nothing = tekigo(&["plan", "inventories/renshu/r8", "--slip", "juki=30d"]);
    assert!(nothing.out.contains("変わるものはない"), "{}", nothing.out);
}

#[test]
fn a_slip_within_the_float_is_harmless_and_one_day_more_is_not() {
    let float = schedule(&check_json("inventories/renshu/r8", &[]))["seiho"]["float_days"].as_i64().unwrap();
    let after = |days: i64| {
        let page = plan("renshu/r8", &["--slip", &format!("seiho={days}d")]);
        unit(&page, "function/seiho")["late"].clone()
    };
    // Twenty-three more days are swallowed by the wait for the end of the closed period.
    assert_eq!((after(float), after(float + 24)), (json!(false), json!(true)));
}

#[test]
fn wrong_what_ifs_are_named() {
    for (args, words) in [
        (["--slip", "sehio=3d"], "seiho"),
        (["--slip", "seiho=three"], "30d"),
        (["--slip", "seiho"], "NAME=VALUE"),
        (["--slip", "seiho=999999d"], "30d"),
        (["--drop", "sehio"], "seiho"),
        (["--target", "standardisation=2027-03-31"], "standardization"),
        (["--target", "seiho=2027-02-30"], "2026-03-31"),
        (["--add-vendor-capacity", "福祉システム株式会社=1"], "福祉システムズ株式会社"),
        (["--add-vendor-capacity", "福祉システムズ株式会社=-1"], "1"),
    ] {
        let ran = tekigo(&[&["plan", "inventories/renshu/r8"], &args[..]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
    }
}

#[test]
fn every_format_of_every_inventory_is_whole_and_the_same_twice() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "plan"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for dir in inventories() {
        let folder = format!("inventories/{dir}");
        for format in ["text", "json", "dot", "mermaid", "csv"] {
            let ran = tekigo(&["plan", &folder, "--format", format]);
            assert!(matches!(ran.code, 0 | 1 | 4), "{dir} {format}: {}", ran.err);
            assert_eq!(ran.out, tekigo(&["plan", &folder, "--format", format]).out);
            let identity = ["0.1.0", "tekigo-jp"];
            assert!(identity.iter().all(|word| ran.out.contains(word)), "{dir} {format}\n{}", ran.out);
        }
        let page = plan(&dir, &[]);
        let errors: Vec<String> = validator.iter_errors(&page).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{dir}: {errors:#?}");
    }
}

#[test]
fn the_page_is_eighty_cells_wide_in_both_languages() {
    for lang in ["ja", "en"] {
        for dir in ["renshu/r8", "settsu/r7", "kadoma/r4", "osaka-pref/r7"] {
            let ran = tekigo(&["plan", &format!("inventories/{dir}"), "--lang", lang]);
            for line in ran.out.lines() {
                assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{dir}: {line}");
            }
        }
    }
}

fn city(records: &str) -> Scratch {
    let scratch = Scratch::new("plan");
    let complete = "complete = [\"function_link\", \"cutover_window\", \"dependency\", \"system\"]";
    scratch
        .write(
            "body.toml",
            format!("[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2025-10-01\n{complete}\n"),
        )
        .write("migration.toml", records);
    scratch
}

fn planned(records: &str) -> Value {
    let scratch = city(records);
    let ran = tekigo(&["plan", scratch.arg(), "--format", "json"]);
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err))
}

#[test]
fn estimates_that_cannot_be_are_not_used_and_said() {
    for days in ["-1", "99999999", "9223372036854775807"] {
        let page = planned(&format!("[[function]]\nid = \"juki\"\nlive_on = \"none\"\nremaining_days = {days}\n"));
        assert_eq!(unit(&page, "function/juki")["earliest_worst"], Value::Null, "{days}");
        let scratch = city(&format!("[[function]]\nid = \"juki\"\nlive_on = \"none\"\nremaining_days = {days}\n"));
        assert!(tekigo(&["plan", scratch.arg()]).out.contains("100年"), "{days}");
    }
}

#[test]
fn what_is_wrong_in_the_new_tables_is_told_with_its_place() {
    for (records, words) in [
        (
            "[[function_link]]\nid = \"a\"\nprovider = \"jukki\"\nconsumer = \"kaigo\"\nkind = \"hard\"\n",
            ["jukki", "migration.toml:3"],
        ),
        (
            "[[function_link]]\nid = \"a\"\nprovider = \"juki\"\nconsumer = \"kaigo\"\nkind = \"hart\"\n",
            ["hart", "migration.toml:5"],
        ),
        (
            "[[cutover_window]]\nid = \"a\"\nkind = \"closed\"\nfrom = \"令和8年2月30日\"\n",
            ["令和8年2月30日", "migration.toml:4"],
        ),
        ("[[vendor_capacity]]\nvendor = \"A\"\npackages_at_once = \"二\"\n", ["二", "migration.toml:3"]),
        ("[[schedule]]\nid = \"juki\"\n", ["schedule", "migration.toml:1"]),
    ] {
        let scratch = city(records);
        let ran = tekigo(&["plan", scratch.arg()]);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{records}");
        assert!(words.iter().all(|word| ran.err.contains(word)), "{records}\n{}", ran.err);
    }
}

#[test]
fn a_ring_of_hard_links_goes_live_together() {
    let page = planned(
        "[[function]]\nid = \"koseki\"\nlive_on = \"none\"\nremaining_days = 30\n[[function]]\nid = \"fuhyo\"\nlive_on = \"none\"\nremaining_days = 60\n\
         [[function_link]]\nid = \"back\"\nprovider = \"fuhyo\"\nconsumer = \"koseki\"\nkind = \"hard\"\n",
    );
    let (koseki, fuhyo) = (unit(&page, "function/koseki"), unit(&page, "function/fuhyo"));
    assert_eq!((&koseki["earliest"], &koseki["wave"]), (&json!("2025-11-30"), &fuhyo["wave"]));
    assert_eq!(koseki["earliest"], fuhyo["earliest"]);
}

#[test]
fn a_window_that_is_over_before_it_began_closes_nothing_and_one_without_end_in_sight_does_not_hang() {
    let page = planned(
        "[[function]]\nid = \"koseki\"\nlive_on = \"none\"\nremaining_days = 30\n\
         [[cutover_window]]\nid = \"a\"\nname = \"逆\"\nkind = \"closed\"\nfrom = 2026-01-01\nuntil = 2025-01-01\nfunctions = \"none\"\n",
    );
    assert_eq!(unit(&page, "function/koseki")["earliest"], "2025-10-31");
    let never = planned(
        "[[function]]\nid = \"koseki\"\nlive_on = \"none\"\nremaining_days = 30\n\
         [[cutover_window]]\nid = \"a\"\nname = \"終\"\nkind = \"closed\"\nfrom = 2025-01-01\nuntil = 9999-12-31\nfunctions = \"none\"\n",
    );
    assert_eq!(unit(&never, "function/koseki")["earliest"], Value::Null);
}

#[test]
fn of_functions_that_nobody_wrote_of_nothing_is_told_and_nobody_is_late() {
    // Half a year after the national date.
    let ran =
        |scratch: &Scratch, more: &[&str]| tekigo(&[&["plan", scratch.arg(), "--as-of", "2026-10-01"], more].concat());
    let scratch = city("");
    let page: Value = serde_json::from_str(&ran(&scratch, &["--format", "json"]).out).unwrap();
    let units = page["units"].as_array().unwrap();
    assert_eq!(units.len(), 20);
    for unit in units {
        assert_eq!((&unit["state"], &unit["basis"]), (&json!("not_known"), &json!("none")), "{unit}");
        for told in ["earliest_best", "earliest_worst", "float_days", "late", "capacity_live"] {
            assert_eq!(unit[told], Value::Null, "{told}: {unit}");
        }
        assert_eq!(unit["float_range"], json!([null, null]), "{unit}");
        assert!(unit["premises"].as_array().unwrap().contains(&json!("not_live")), "{unit}");
    }
    assert_eq!(page["interim_links"], json!([]));
    let text = ran(&scratch, &[]).out.replace("\n ", "");
    for words in ["見通しを出せない業務", "20業務", "間に合うともいえない", "移行した日", "残り日数"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for words in ["日の遅れ", "-182", "-184", "2026-10-01 住民"] {
        assert!(!text.contains(words), "{words}\n{text}");
    }
    // One of them is known not to be live: of that one it can be told.
    let scratch = city("[[function]]\nid = \"kenko\"\nstatus = \"in_progress\"\ndesignated = false\n");
    let text = ran(&scratch, &[]).out.replace("\n ", "");
    assert!(text.contains("19業務") && text.contains("健康管理（仮定）: 少なくとも184日の遅れ"), "{text}");
}

#[test]
fn a_delay_that_takes_something_for_granted_says_so() {
    let scratch = city("[[function]]\nid = \"kenko\"\nremaining_days = 200\nremaining_days_worst = 300\n");
    let text = tekigo(&["plan", scratch.arg(), "--as-of", "2026-05-01"]).out.replace("\n ", "");
    let said = "健康管理: まだ移行していない、かつ特定移行支援システムでない場合、19〜119日の遅れ";
    assert!(text.contains(said), "{text}");
}
