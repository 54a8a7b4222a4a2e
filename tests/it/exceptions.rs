//! Exceptions (例外措置): what can be excepted from, for how long, and what ends an exception before its time.

use crate::program::{Scratch, check_json, tekigo};
use serde_json::Value;

const RULE: &str = "my-number-terminal-without-multi-factor";

/// A city as of that day with one failing terminal group `t` and one exception.
fn city(day: &str, waiver: &str) -> Scratch {
    let scratch = Scratch::new("exceptions");
    scratch
        .write("body.toml", format!("[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = {day}\n"))
        .write(
            "network.toml",
            "[[segment]]\nid = \"mn\"\nname = \"マイナ系\"\nzone = \"my_number\"\n\n\
             [[terminal_group]]\nid = \"t\"\nname = \"窓口端末\"\nsegment = \"mn\"\ntotal = 10\nwith_mfa = 8\nwith_export_block = 10\n",
        )
        .write("roles.toml", "[[role]]\nid = \"ciso\"\nstatus = \"planned\"\n")
        .write("waivers.toml", format!("[[waiver]]\nid = \"w\"\n{waiver}"));
    scratch
}

/// An exception with everything it must state.
fn stated(rule: &str, subject: &str, approved_on: &str, until: &str) -> String {
    format!(
        "rule = \"{rule}\"\nsubject = \"{subject}\"\nkind = \"compensating\"\ncompensating_control = \"入退室管理\"\n\
         reason = \"更新待ち\"\napproved_by = \"CISO\"\napproved_on = {approved_on}\nuntil = {until}\n"
    )
}

fn find<'r>(report: &'r Value, rule: &str, subject: &str) -> &'r Value {
    let mut all = report["results"].as_array().unwrap().iter();
    all.find(|r| r["rule"] == rule && r["subject"] == subject).unwrap_or_else(|| panic!("{rule} {subject}"))
}

fn verdict(report: &Value, rule: &str, subject: &str) -> String {
    find(report, rule, subject)["verdict"].as_str().unwrap().to_owned()
}

fn refused(city: &Scratch) -> String {
    let ran = tekigo(&["check", city.arg()]);
    assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{}", ran.err);
    ran.err
}

#[test]
fn a_term_counts_its_first_and_its_last_day_and_is_at_most_what_the_pack_says() {
    let whole = city("2026-10-01", &stated(RULE, "terminal_group/t", "2026-04-01", "2027-03-31"));
    assert_eq!(verdict(&check_json(whole.arg(), &[]), RULE, "terminal_group/t"), "waived");
    let long = refused(&city("2026-10-01", &stated(RULE, "terminal_group/t", "2026-04-01", "2027-04-01")));
    for word in ["366日", "365日", "waivers.toml:10"] {
        assert!(long.contains(word), "{long}");
    }
    let backwards = refused(&city("2026-10-01", &stated(RULE, "terminal_group/t", "2026-04-01", "2026-03-31")));
    assert!(backwards.contains("承認日より前"), "{backwards}");
}

#[test]
fn statute_and_the_rules_about_exceptions_cannot_be_waived() {
    let law = refused(&city(
        "2026-10-01",
        &stated("organ-without-security-policy", "organ/mayor", "2026-09-01", "2026-12-31"),
    ));
    assert!(law.contains("地方自治法") && law.contains("waivers.toml:3"), "{law}");
    for rule in ["waiver-expired", "waiver-unneeded", "waiver-expiring"] {
        let itself = refused(&city("2026-10-01", &stated(rule, "waiver/w", "2026-09-01", "2026-12-31")));
        assert!(itself.contains("例外措置そのもの"), "{itself}");
    }
}

#[test]
fn an_exception_is_about_to_end_sixty_days_before() {
    for (day, expiring) in
        [("2026-08-01", "pass"), ("2026-08-02", "fail"), ("2026-10-01", "fail"), ("2026-10-02", "pass")]
    {
        let report = check_json(city(day, &stated(RULE, "terminal_group/t", "2026-04-01", "2026-10-01")).arg(), &[]);
        assert_eq!(verdict(&report, "waiver-expiring", "waiver/w"), expiring, "{day}");
        let covered = if day <= "2026-10-01" { "waived" } else { "fail" };
        assert_eq!(verdict(&report, RULE, "terminal_group/t"), covered, "{day}");
        assert_eq!(verdict(&report, "waiver-expired", "waiver/w"), if covered == "waived" { "pass" } else { "fail" });
    }
}

#[test]
fn an_exception_granted_for_other_facts_covers_nothing() {
    let plain = city("2026-10-01", &stated(RULE, "terminal_group/t", "2026-04-01", "2027-03-31"));
    let page = tekigo(&["explain", RULE, "terminal_group/t", "--in", plain.arg()]).out;
    let digest = page.split("facts_digest = \"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(digest.len(), 16, "{page}");
    let tied = format!(
        "{}facts_digest = \"{}\"\n",
        stated(RULE, "terminal_group/t", "2026-04-01", "2027-03-31"),
        digest.to_uppercase()
    );
    let city = city("2026-10-01", &tied);
    let report = check_json(city.arg(), &[]);
    assert_eq!(verdict(&report, RULE, "terminal_group/t"), "waived");
    assert_eq!(verdict(&report, "waiver-lapsed-before-its-end", "waiver/w"), "pass");
    // The same facts in another file are the same facts; a day passing changes none of them.
    assert_eq!(verdict(&check_json(city.arg(), &["--as-of", "2026-12-01"]), RULE, "terminal_group/t"), "waived");
    let network = std::fs::read_to_string(city.path.join("network.toml")).unwrap();
    city.write("network.toml", format!("# moved\n\n{network}"));
    assert_eq!(verdict(&check_json(city.arg(), &[]), RULE, "terminal_group/t"), "waived");
    city.write("network.toml", network.replace("with_mfa = 8", "with_mfa = 2"));
    let report = check_json(city.arg(), &[]);
    assert_eq!(verdict(&report, RULE, "terminal_group/t"), "fail");
    assert_eq!(verdict(&report, "waiver-lapsed-before-its-end", "waiver/w"), "fail");
    // What is not known is another fact than what was known.
    city.write("network.toml", network.replace("with_mfa = 8\n", ""));
    let report = check_json(city.arg(), &[]);
    assert_eq!(verdict(&report, RULE, "terminal_group/t"), "unknown");
    assert_eq!(verdict(&report, "waiver-lapsed-before-its-end", "waiver/w"), "fail");
}

#[test]
fn a_statute_that_comes_into_force_ends_an_exception_and_breaks_nothing_before() {
    let waiver = stated("ciso-not-appointed", "role/ciso", "2026-10-01", "2027-09-30");
    let report = check_json(city("2026-10-01", &waiver).arg(), &[]);
    assert_eq!(verdict(&report, "ciso-not-appointed", "role/ciso"), "waived");
    let later = check_json(city("2026-10-01", &waiver).arg(), &["--as-of", "2027-07-01"]);
    assert_eq!(verdict(&later, "ciso-not-appointed", "role/ciso"), "fail");
    assert_eq!(verdict(&later, "waiver-lapsed-before-its-end", "waiver/w"), "fail");
    let rule = later["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "ciso-not-appointed").unwrap();
    assert_eq!(rule["authority"], "order");
    let too_late = stated("ciso-not-appointed", "role/ciso", "2027-07-01", "2027-09-30");
    refused(&city("2027-07-02", &too_late));
}

#[test]
fn before_approval_an_exception_covers_nothing_and_asks_nothing() {
    let report =
        check_json(city("2026-10-01", &stated(RULE, "terminal_group/t", "2026-10-02", "2027-03-31")).arg(), &[]);
    assert_eq!(verdict(&report, RULE, "terminal_group/t"), "fail");
    for rule in ["waiver-expired", "waiver-expiring", "waiver-unneeded", "waiver-subject-gone"] {
        assert_eq!(verdict(&report, rule, "waiver/w"), "pass", "{rule}");
    }
}

#[test]
fn a_waived_verdict_is_counted_as_waived_and_says_why_and_by_whom() {
    let city = city("2026-10-01", &stated(RULE, "terminal_group/t", "2026-04-01", "2027-03-31"));
    let report = check_json(city.arg(), &[]);
    assert_eq!(report["ledger"]["waived"], 1);
    let waiver = &find(&report, RULE, "terminal_group/t")["waiver"];
    for (key, value) in [
        ("id", "w"),
        ("kind", "compensating"),
        ("reason", "更新待ち"),
        ("approved_by", "CISO"),
        ("compensating_control", "入退室管理"),
        ("until", "2027-03-31"),
    ] {
        assert_eq!(waiver[key], value);
    }
    for (lang, words) in [
        ("ja", ["例外措置中 1件", "入退室管理", "CISO", "令和9年3月31日まで"]),
        ("en", ["Waived: 1", "入退室管理", "CISO", "2027-03-31"]),
    ] {
        let text = tekigo(&["check", city.arg(), "--lang", lang]).out;
        for word in words {
            assert!(text.contains(word), "`{word}` is not in:\n{text}");
        }
    }
    assert_eq!(tekigo(&["check", city.arg(), "--format", "json"]).code, tekigo(&["check", city.arg()]).code);
}
