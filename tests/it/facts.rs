//! How statements become facts: overlays, contradictions, twins, alternatives, open lists, age, exceptions.

use crate::program::{Scratch, check_json, tekigo};
use serde_json::Value;

const BODY: &str = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n";

fn folder(content: &str) -> Scratch {
    let scratch = Scratch::new("facts");
    scratch.write("body.toml", BODY).write("all.toml", content);
    scratch
}

/// What a condition gives: true, false, or null for unknown, and the paths of what is missing.
fn eval(scratch: &Scratch, expression: &str, more: &[&str]) -> (Value, Vec<String>, String) {
    let ran = tekigo(&[&["eval", scratch.arg(), expression, "--format", "json"], more].concat());
    assert_eq!(ran.code, 0, "{expression}: {}", ran.err);
    let said: Value = serde_json::from_str(&ran.out).unwrap();
    let first = &said["results"][0];
    let missing = first["missing"].as_array().unwrap().iter();
    let paths = missing.map(|missing| missing["path"].as_str().unwrap().to_owned()).collect();
    (first["verdict"].clone(), paths, ran.err)
}

#[test]
fn an_overlay_adds_facts_to_a_record_written_elsewhere() {
    let city = folder("[[fact]]\non = \"system/juki\"\nstatus = \"live\"\nsource = \"回答書\"\n");
    city.write("systems.toml", "[[system]]\nid = \"juki\"\nname = \"住民記録\"\n");
    let juki = "inventory.system.exists(s, s.id == 'juki' && s.status == 'live' && s.name == '住民記録')";
    assert_eq!(eval(&city, juki, &[]).0, Value::Bool(true));
}

#[test]
fn two_different_values_are_a_contradiction_and_count_as_missing() {
    let city = folder(
        "[[system]]\nid = \"juki\"\nstatus = \"live\"\n\n[[fact]]\non = \"system/juki\"\nstatus = \"planned\"\n",
    );
    let (verdict, missing, err) = eval(&city, "system.status == 'live'", &["--for", "system"]);
    assert_eq!(verdict, Value::Null);
    assert_eq!(missing, ["system/juki.status"]);
    for word in ["all.toml:3", "all.toml:7", "system/juki.status"] {
        assert!(err.contains(word), "`{word}` is not in:\n{err}");
    }
    let same =
        folder("[[system]]\nid = \"juki\"\nstatus = \"live\"\n\n[[fact]]\non = \"system/juki\"\nstatus = \"稼働中\"\n");
    let (verdict, _, err) = eval(&same, "system.status == 'live'", &["--for", "system"]);
    assert_eq!((verdict, err.as_str()), (Value::Bool(true), ""));
}

#[test]
fn two_departments_that_tell_of_one_event_make_one_record() {
    let city = folder(
        "[[course]]\nid = \"security\"\n\n\
         [[session]]\nid = \"a\"\ncourse = \"security\"\nfiscal_year = \"令和7年度\"\n\n\
         [[session]]\nid = \"b\"\nsame_as = \"a\"\ncourse = \"security\"\nstatus = \"cancelled\"\n",
    );
    city.write("body.toml", BODY.to_owned() + "complete = [\"session\"]\n");
    let one =
        "size(inventory.session) == 1 && inventory.session.all(s, s.status == 'cancelled' && s.fiscal_year == 2025)";
    assert_eq!(eval(&city, one, &[]).0, Value::Bool(true));
}

#[test]
fn stating_one_of_two_ends_makes_the_other_none() {
    let city = folder(
        "[[segment]]\nid = \"lg\"\nzone = \"lgwan\"\n\n[[external_party]]\nid = \"net\"\n\n\
         [[flow]]\nid = \"f\"\nfrom = \"lg\"\nto_party = \"net\"\n\n[[flow]]\nid = \"g\"\n",
    );
    let ends = |flow: &str| {
        let expression = format!("inventory.flow.exists(f, f.id == '{flow}' && f.to == null && f.from_party == null)");
        eval(&city, &expression, &[])
    };
    assert_eq!(ends("f").0, Value::Bool(true));
    let (verdict, missing, _) = ends("g");
    assert_eq!(verdict, Value::Null);
    assert!(missing.contains(&"flow/g.to".to_owned()), "{missing:?}");
}

#[test]
fn a_blank_reference_keeps_every_list_open() {
    let city = folder(
        "[[department]]\nid = \"a\"\ncomplete = [\"systems\"]\n\n[[department]]\nid = \"b\"\n\n\
         [[system]]\nid = \"x\"\nowner = \"a\"\n",
    );
    city.write("body.toml", BODY.to_owned() + "complete = [\"system\"]\n");
    let none = "inventory.department.exists(d, d.id == 'b' && size(d.systems) == 0)";
    assert_eq!(eval(&city, none, &[]).0, Value::Bool(true));
    city.write("more.toml", "[[system]]\nid = \"y\"\n");
    let (verdict, missing, _) = eval(&city, none, &[]);
    assert_eq!(verdict, Value::Null);
    assert!(missing.contains(&"system/y.owner".to_owned()), "{missing:?}");
}

#[test]
fn an_open_list_proves_nothing_and_a_signed_one_does() {
    let city = folder("");
    let empty = "size(inventory.incident) == 0";
    let (verdict, missing, _) = eval(&city, empty, &[]);
    assert_eq!((verdict, missing), (Value::Null, vec!["incident/*".to_owned()]));
    city.write("body.toml", BODY.to_owned() + "complete = [\"incident\"]\n");
    assert_eq!(eval(&city, empty, &[]).0, Value::Bool(true));
    city.write("more.toml", "[[incident]]\nid = \"i\"\n");
    assert_eq!(eval(&city, empty, &[]).0, Value::Bool(false));
}

#[test]
fn an_empty_inventory_is_unknown_and_never_silent() {
    let city = folder("");
    let report = check_json(city.arg(), &[]);
    let ledger = &report["ledger"];
    assert_eq!((&ledger["pass"], &ledger["fail"]), (&Value::from(0), &Value::from(0)), "{ledger}");
    assert!(ledger["unknown"].as_u64().unwrap() >= 60, "{ledger}");
    for rule in report["rules"].as_array().unwrap() {
        let id = &rule["id"];
        let all = report["results"].as_array().unwrap().iter();
        let mut all = all.chain(report["coming"].as_array().unwrap());
        assert!(all.any(|result| result["rule"] == *id) || report["ended"].as_array().unwrap().contains(id), "{id}");
    }
}

/// Exceptions from a rule that fails for terminal group `t`.
fn with_waiver(waiver: &str) -> Value {
    let city = folder(&format!(
        "[[segment]]\nid = \"mn\"\nname = \"マイナ系\"\nzone = \"my_number\"\n\n\
         [[terminal_group]]\nid = \"t\"\nname = \"窓口端末\"\nsegment = \"mn\"\ntotal = 10\nwith_mfa = 8\nwith_export_block = 10\n\n\
         [[waiver]]\nid = \"w\"\nrule = \"my-number-terminal-without-multi-factor\"\n{waiver}"
    ));
    check_json(city.arg(), &[])
}

/// What an exception must state beside its dates.
const STATED: &str = "subject = \"terminal_group/t\"\nkind = \"compensating\"\ncompensating_control = \"入退室管理\"\n\
                      reason = \"施錠した室内に限る\"\napproved_by = \"CISO\"\n";

#[test]
fn an_exception_that_does_not_say_why_or_by_whom_covers_nothing() {
    let rule = "my-number-terminal-without-multi-factor";
    let dates = "approved_on = 2026-04-01\nuntil = 2027-03-31\n";
    for line in STATED.lines() {
        let report = with_waiver(&format!("{}{dates}", STATED.replace(&format!("{line}\n"), "")));
        let field = line.split(' ').next().unwrap();
        assert_eq!(verdict(&report, rule, "terminal_group/t"), "fail", "without {field}");
        for judged in ["waiver-expired", "waiver-unneeded", "waiver-subject-gone"] {
            let mut all = report["results"].as_array().unwrap().iter();
            let result = all.find(|r| r["rule"] == judged && r["subject"] == "waiver/w").unwrap();
            assert_eq!(result["verdict"], "unknown", "without {field}: {result}");
            assert_eq!(result["missing"][0]["path"], format!("waiver/w.{field}"));
        }
    }
}

fn verdict(report: &Value, rule: &str, subject: &str) -> Value {
    let mut all = report["results"].as_array().unwrap().iter();
    all.find(|r| r["rule"] == rule && r["subject"] == subject).unwrap_or_else(|| panic!("{rule} {subject}"))["verdict"]
        .clone()
}

#[test]
fn an_exception_covers_its_subject_until_its_last_day_and_lapses_visibly() {
    let rule = "my-number-terminal-without-multi-factor";
    let t = STATED;
    let cases = [
        ("approved_on = 2026-04-01\nuntil = 2027-03-31\n", "waived", "pass"),
        ("approved_on = 2025-10-02\nuntil = 2026-10-01\n", "waived", "pass"),
        ("approved_on = 2025-10-01\nuntil = 2026-09-30\n", "fail", "fail"),
        ("approved_on = 2026-04-01\n", "fail", "unknown"),
    ];
    for (dates, covered, expired) in cases {
        let report = with_waiver(&format!("{t}{dates}"));
        assert_eq!(verdict(&report, rule, "terminal_group/t"), covered, "{dates}");
        assert_eq!(verdict(&report, "waiver-expired", "waiver/w"), expired, "{dates}");
        let waived = u64::from(covered == "waived");
        assert_eq!(report["ledger"]["waived"], waived);
    }
    let undated = with_waiver(&format!("{t}approved_on = 2026-04-01\n"));
    let mut all = undated["results"].as_array().unwrap().iter();
    let asked = all.find(|r| r["rule"] == "waiver-expired" && r["subject"] == "waiver/w").unwrap();
    assert_eq!(asked["missing"][0]["path"], "waiver/w.until", "{asked}");
    let elsewhere = STATED.replace("terminal_group/t", "terminal_group/u");
    let gone = with_waiver(&format!("{elsewhere}approved_on = 2026-04-01\nuntil = 2027-03-31\n"));
    assert_eq!(verdict(&gone, "waiver-subject-gone", "waiver/w"), "fail");
    assert_eq!(verdict(&gone, rule, "terminal_group/t"), "fail");
}

#[test]
fn a_day_before_the_law_knew_a_function_is_no_mistake_of_the_writer() {
    for day in ["2020-01-01", "2021-07-06"] {
        let ran = tekigo(&["check", "inventories/renshu/r8", "--as-of", day]);
        assert!(ran.code <= 1, "{day}: {}\n{}", ran.code, ran.err);
    }
}

#[test]
fn one_person_written_in_two_widths_is_one_person() {
    let city = folder(
        "[[course]]\nid = \"c\"\n\n[[session]]\nid = \"s\"\ncourse = \"c\"\n\n\
         [[attendance]]\nperson = \"1\"\nsession = \"s\"\n\n[[attendance]]\nperson = \"１\"\nsession = \"s\"\n",
    );
    let ran = tekigo(&["check", city.arg()]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("1/s"), "{}", ran.err);
}

#[test]
fn a_record_without_a_name_is_asked_about_by_its_id() {
    let city = folder("[[system]]\nid = \"juki\"\n");
    let ran = tekigo(&["eval", city.arg(), "system.status == 'live'", "--for", "system"]);
    assert!(ran.out.contains("juki の") && !ran.out.contains("不明 の"), "{}", ran.out);
}

#[test]
fn a_record_cannot_be_the_same_as_itself() {
    let city = folder("[[session]]\nid = \"a\"\nsame_as = \"a\"\n");
    let ran = tekigo(&["check", city.arg()]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("all.toml:3") && ran.err.contains("same_as"), "{}", ran.err);
}
