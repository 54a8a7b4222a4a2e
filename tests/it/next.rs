//! What comes up: terms, turns of verdicts, coming law; what is not written down; the calendar read back.

use crate::program::{Scratch, inventories, tekigo};
use serde_json::Value;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthStr;

fn city(content: &str) -> Scratch {
    let scratch = Scratch::new("next");
    scratch
        .write("body.toml", "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n")
        .write("all.toml", content);
    scratch
}

fn next(dir: &str, more: &[&str]) -> Value {
    let ran = tekigo(&[&["next", dir, "--format", "json"], more].concat());
    assert_eq!(ran.code, 0, "{dir} {more:?}: {}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

/// Day and subjects of every entry with that key.
fn entries(agenda: &Value, list: &str, key: &str) -> Vec<(String, Vec<String>)> {
    let entries = agenda[list].as_array().unwrap().iter().filter(|entry| entry["key"] == key);
    let subject = |one: &Value| one["subject"].as_str().unwrap().to_owned();
    entries
        .map(|entry| {
            let subjects = entry["subjects"].as_array().unwrap().iter().map(subject).collect();
            (entry["day"].as_str().unwrap().to_owned(), subjects)
        })
        .collect()
}

fn on(day: &str, subjects: &[&str]) -> (String, Vec<String>) {
    (day.to_owned(), subjects.iter().map(|subject| (*subject).to_owned()).collect())
}

#[test]
fn terms_are_due_overdue_met_too_far_off_or_not_written_down() {
    let contract = |id: &str, more: &str| format!("[[contract]]\nid = \"{id}\"\nname = \"{id}\"\n{more}\n");
    let city = city(
        &[
            contract("today", "ends_on = 2026-10-01\nrenewal_decided = false"),
            contract("last", "ends_on = 2026-12-30\nrenewal_decided = false"),
            contract("last-too", "ends_on = 2026-12-30"),
            contract("far", "ends_on = 2026-12-31\nrenewal_decided = false"),
            contract("over", "ends_on = 2026-09-30\nrenewal_decided = false"),
            contract("decided", "ends_on = 2026-11-01\nrenewal_decided = true"),
            contract("endless", "ends_on = \"なし\""),
            contract("unwritten", ""),
        ]
        .concat(),
    );
    let agenda = next(city.arg(), &[]);
    let due = entries(&agenda, "due", "contract.ends_on");
    assert_eq!(due, [on("2026-10-01", &["contract/today"]), on("2026-12-30", &["contract/last", "contract/last-too"])]);
    assert_eq!(entries(&agenda, "overdue", "contract.ends_on"), [on("2026-09-30", &["contract/over"])]);
    let unwritten = agenda["unwritten"].as_array().unwrap();
    let contracts = unwritten.iter().find(|one| one["key"] == "contract.ends_on").unwrap();
    assert_eq!((&contracts["records"], &contracts["perhaps"]), (&1.into(), &1.into()));
    assert!(agenda["unlisted"].as_array().unwrap().iter().any(|one| one["key"] == "contract"));
    let group = agenda["due"].as_array().unwrap().iter().find(|entry| entry["day"] == "2026-12-30").unwrap();
    assert_eq!(
        group["subjects"].as_array().unwrap().iter().map(|one| &one["perhaps"]).collect::<Vec<_>>(),
        [false, true]
    );
}

#[test]
fn reporting_clocks_run_and_a_report_stops_them() {
    let incident = |id: &str, more: &str| {
        format!(
            "[[incident]]\nid = \"{id}\"\nname = \"{id}\"\naware_on = 2026-09-29\nreportable = true\nmalicious = false\n{more}\n"
        )
    };
    let city = city(
        &[
            incident("running", "preliminary_report_on = \"なし\"\nfinal_report_on = \"なし\""),
            incident("told", "preliminary_report_on = 2026-09-30\nfinal_report_on = \"なし\""),
        ]
        .concat(),
    );
    let agenda = next(city.arg(), &[]);
    // day 1 is the day of knowing: the fifth is 3 October, the thirtieth 28 October
    let preliminary = entries(&agenda, "due", "incident.preliminary_report_on");
    assert_eq!(preliminary, [on("2026-10-03", &["incident/running"])]);
    let last = entries(&agenda, "due", "incident.final_report_on");
    assert_eq!(last, [on("2026-10-28", &["incident/running", "incident/told"])]);
    // the verdict that turns on the day after says the same
    assert!(entries(&agenda, "due", "preliminary-report-late").is_empty());
}

#[test]
fn a_verdict_on_a_computed_record_does_not_say_a_term_again() {
    let agenda = next("inventories/renshu/r8", &["--as-of", "2026-11-27"]);
    let due = agenda["due"].as_array().unwrap();
    let day = |entry: &Value| entry["day"].as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
    let records = |entry: &Value| -> Vec<String> {
        let subjects = entry["subjects"].as_array().unwrap().iter();
        subjects.map(|one| one["subject"].as_str().unwrap().split_once('/').unwrap().1.to_owned()).collect()
    };
    let terms: Vec<&Value> = due.iter().filter(|entry| entry["reason"] == "term").collect();
    // The migration of shogai is planned for 7 December; that it is late on the 8th goes without saying.
    assert!(terms.iter().any(|term| records(term) == ["shogai"]));
    for turn in due.iter().filter(|entry| entry["reason"] == "fails") {
        let ended = terms.iter().filter(|term| day(term).tomorrow().unwrap() == day(turn));
        let said: Vec<String> = ended.flat_map(|term| records(term)).collect();
        assert!(!records(turn).iter().all(|record| said.contains(record)), "{turn}");
    }
}

#[test]
fn a_verdict_turns_on_the_day_on_which_check_says_so() {
    let agenda = next("inventories/renshu/r8", &[]);
    let turns: Vec<&Value> =
        agenda["due"].as_array().unwrap().iter().filter(|entry| entry["reason"] == "fails").collect();
    assert!(turns.len() >= 3, "{turns:#?}");
    let fails = |day: &str, rule: &Value, subject: &Value| {
        let said = crate::program::check_json("inventories/renshu/r8", &["--as-of", day]);
        let mut results = said["results"].as_array().unwrap().iter();
        results.any(|result| &result["rule"] == rule && &result["subject"] == subject && result["verdict"] == "fail")
    };
    for turn in turns.iter().take(3) {
        let day: jiff::civil::Date = turn["day"].as_str().unwrap().parse().unwrap();
        let (rule, subject) = (&turn["key"], &turn["subjects"][0]["subject"]);
        assert!(fails(&day.to_string(), rule, subject), "{turn}");
        assert!(!fails(&day.yesterday().unwrap().to_string(), rule, subject), "{turn}");
    }
}

/// The properties of every event of a calendar, read as RFC 5545 says: lines of at most 75 octets, unfolded.
fn events(calendar: &str) -> Vec<Vec<(String, String)>> {
    assert!(calendar.ends_with("\r\n") && !calendar.replace("\r\n", "").contains(['\r', '\n']));
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    let unfolded = calendar.replace("\r\n ", "");
    let mut lines = unfolded.lines();
    assert_eq!((lines.next(), lines.next()), (Some("BEGIN:VCALENDAR"), Some("VERSION:2.0")));
    let mut events = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':').unwrap();
        match (name, value) {
            ("BEGIN", "VEVENT") => events.push(Vec::new()),
            ("END" | "PRODID" | "CALSCALE", _) => {}
            _ => events.last_mut().unwrap().push((name.to_owned(), value.to_owned())),
        }
    }
    events
}

#[test]
fn the_calendar_holds_every_entry_once_and_is_the_same_every_time() {
    let out = Scratch::new("next-ics");
    for dir in inventories() {
        let dir = format!("inventories/{dir}");
        let agenda = next(&dir, &["--days", "400"]);
        let paths = ["a.ics", "b.ics"].map(|name| format!("{}/{}-{name}", out.arg(), dir.replace('/', "-")));
        for path in &paths {
            assert_eq!(tekigo(&["next", &dir, "--days", "400", "--ics", path]).code, 0);
        }
        let again = tekigo(&["next", &dir, "--ics", &paths[0]]);
        assert_eq!((again.code, again.out.as_str()), (3, ""), "a file that is there is not replaced: {}", again.err);
        let [first, second] = paths.map(|path| std::fs::read_to_string(path).unwrap());
        assert_eq!(first, second, "{dir}");
        let events = events(&first);
        let both = agenda["overdue"].as_array().unwrap().iter().chain(agenda["due"].as_array().unwrap());
        let days: Vec<String> = both.map(|entry| entry["day"].as_str().unwrap().replace('-', "")).collect();
        let of =
            |event: &[(String, String)], name: &str| event.iter().find(|(other, _)| other == name).unwrap().1.clone();
        let starts: Vec<String> = events.iter().map(|event| of(event, "DTSTART;VALUE=DATE")).collect();
        assert_eq!(starts, days, "{dir}");
        let uids: BTreeSet<String> = events.iter().map(|event| of(event, "UID")).collect();
        assert_eq!(uids.len(), events.len(), "{dir}");
        let stamp = format!("{}T000000Z", agenda["as_of"].as_str().unwrap().replace('-', ""));
        assert!(events.iter().all(|event| of(event, "DTSTAMP") == stamp), "{dir}");
    }
}

#[test]
fn names_are_escaped_in_the_calendar() {
    let city = city("[[contract]]\nid = \"a\"\nname = \"保守; 運用, 他\\\\社\"\nends_on = 2026-10-05\n");
    let path = format!("{}/out.ics", city.arg());
    assert_eq!(tekigo(&["next", city.arg(), "--ics", &path]).code, 0);
    let calendar = std::fs::read_to_string(path).unwrap();
    assert!(calendar.replace("\r\n ", "").contains("DESCRIPTION:保守\\; 運用\\, 他\\\\社"), "{calendar}");
}

#[test]
fn a_term_that_names_nothing_is_refused_at_its_place() {
    let pack = Scratch::new("next-pack");
    pack.write(
        "vocabulary/thing.toml",
        "id = \"thing\"\nkind = \"base\"\nlabel = { ja = \"物\", en = \"thing\" }\nlist = { ja = \"全部か\", en = \"all?\" }\n\
         [field.due_on]\ntype = \"date\"\nlabel = { ja = \"期日\", en = \"due\" }\nask = { ja = \"いつか\", en = \"when?\" }\nheader = [\"期日\"]\n\
         term = { ja = \"期日\", en = \"due\", open = \"due_om != null\" }\n",
    );
    let ran = tekigo(&["next", "inventories/mihon/r8", "--extend", pack.arg()]);
    assert_eq!(ran.code, 3);
    assert!(
        ran.err.contains("due_om") && ran.err.contains("due_on") && ran.err.contains("thing.toml:10:"),
        "{}",
        ran.err
    );
}

#[test]
fn the_agenda_runs_on_every_inventory_within_eighty_cells_and_by_its_schema() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "next"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for dir in inventories() {
        let dir = format!("inventories/{dir}");
        let agenda = next(&dir, &[]);
        assert!(validator.is_valid(&agenda), "{dir}");
        for lang in ["ja", "en"] {
            let ran = tekigo(&["next", &dir, "--lang", lang]);
            assert!(ran.code == 0 && ran.out.lines().all(|line| line.width() <= 80), "{dir} {lang}");
        }
    }
}

#[test]
fn a_day_that_decided_a_finding_of_today_is_not_repeated() {
    let group = |id: &str, more: &str| {
        format!("[[device_group]]\nid = \"{id}\"\nname = \"{id}\"\nuse = \"business\"\n{more}\n")
    };
    let city = city(
        &[
            group("over", "os_supported_until = 2025-10-14"),
            group("soon", "os_supported_until = 2026-11-01"),
            "[[contract]]\nid = \"c\"\nname = \"c\"\nends_on = 2026-09-30\n".to_owned(),
        ]
        .concat(),
    );
    let fails: Vec<Value> = crate::program::check_json(city.arg(), &[])["results"].as_array().unwrap().clone();
    assert!(fails.iter().any(|one| one["verdict"] == "fail" && one["subject"] == "device_group/over"));
    let agenda = next(city.arg(), &[]);
    let key = "device_group.os_supported_until";
    assert!(entries(&agenda, "overdue", key).is_empty(), "{agenda}");
    assert_eq!(entries(&agenda, "due", key), [on("2026-11-01", &["device_group/soon"])]);
    assert_eq!(entries(&agenda, "overdue", "contract.ends_on"), [on("2026-09-30", &["contract/c"])]);
}

#[test]
fn what_is_not_known_of_a_term_is_named_and_so_is_what_still_rests_on_it() {
    let system = |id: &str, status: &str| {
        format!("[[system]]\nid = \"{id}\"\nname = \"{id}システム\"\nstatus = \"{status}\"\ncontract = \"c\"\n")
    };
    let contract = "[[contract]]\nid = \"c\"\nname = \"保守\"\nends_on = 2026-09-30\n".to_owned();
    let text = |content: &str| tekigo(&["next", city(content).arg()]).out.replace("\n                ", "");
    let live = text(&[contract.clone(), system("a", "live"), system("b", "retired")].concat());
    assert!(live.contains("保守（「更改・後継の決定」が書かれていない）"), "{live}");
    assert!(live.contains("稼働中のシステムがこの契約による：aシステム") && !live.contains("bシステム"), "{live}");
    assert!(
        !live.contains("要るか") && !live.contains("システムの廃止"),
        "a live system has no day of retirement: {live}"
    );
    let retired = text(&[contract, system("b", "retired")].concat());
    assert!(retired.contains("契約の満了") && !retired.contains("この契約による"), "{retired}");
    // A contract that is yet to end is no cause for alarm.
    let coming = ["[[contract]]\nid = \"c\"\nname = \"保守\"\nends_on = 2026-10-30\n", &system("a", "live")].concat();
    assert!(!text(&coming).contains("この契約による"));
}

#[test]
fn what_comes_after_the_days_is_counted_to_the_end_of_the_fiscal_year() {
    let contract = |id: &str, day: &str| format!("[[contract]]\nid = \"{id}\"\nname = \"{id}\"\nends_on = {day}\n");
    let city = city(
        &[
            contract("window", "2026-12-30"),
            contract("march", "2027-03-31"),
            contract("march-too", "2027-03-31"),
            contract("april", "2027-04-01"),
        ]
        .concat(),
    );
    let counted = |more: &[&str]| -> Vec<(String, u64)> {
        let agenda = next(city.arg(), more);
        assert_eq!(agenda["year_end"], "2027-03-31");
        let later = agenda["later"].as_array().unwrap().iter();
        later.map(|one| (one["key"].as_str().unwrap().to_owned(), one["records"].as_u64().unwrap())).collect()
    };
    assert_eq!(counted(&[]), [("contract.ends_on".to_owned(), 2)]);
    let text = tekigo(&["next", city.arg()]).out;
    assert!(text.contains("契約の満了 2件（--days 181"), "{text}");
    assert!(counted(&["--days", "181"]).is_empty());
    let whole = next(city.arg(), &["--days", "181"]);
    assert!(
        entries(&whole, "due", "contract.ends_on")
            .contains(&on("2027-03-31", &["contract/march", "contract/march-too"]))
    );
}
