//! What every municipality lawfully does is never called a fault, least of all a critical one.

use crate::program::check_json;
use serde_json::Value;

const TOWN: &str = "tests/fixtures/ordinary";

fn verdict(report: &Value, rule: &str, subject: &str) -> String {
    let mut all = report["results"].as_array().unwrap().iter();
    let found = all.find(|r| r["rule"] == rule && r["subject"] == subject);
    found.map_or_else(|| format!("no result for {rule} on {subject}"), |r| r["verdict"].as_str().unwrap().to_owned())
}

#[test]
fn an_ordinary_town_has_no_fault() {
    let report = check_json(TOWN, &[]);
    let results = report["results"].as_array().unwrap();
    let faults: Vec<&Value> = results.iter().filter(|r| r["verdict"] == "fail" || r["verdict"] == "error").collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let leaks = report["derived"]["leaks"].as_array().unwrap();
    assert!(leaks.iter().all(|leak| leak["kind"] != "certain"), "{leaks:#?}");
}

#[test]
fn each_lawful_practice_is_seen_and_let_be() {
    let report = check_json(TOWN, &[]);
    for (rule, subject, expected) in [
        // Payroll handles My Number as 個人番号関係事務 and may sit in the LGWAN zone.
        ("my-number-use-system-outside-its-zone", "system/kyuyo", "not_applicable"),
        // The area on the Government Cloud behind the dedicated line counts as the My Number zone.
        ("my-number-use-system-outside-its-zone", "system/juki", "pass"),
        // eLTAX and Myna Portal are reached by specified communication, a federation's centre by a closed line.
        ("my-number-zone-talks-to-unlisted-party", "flow/mn-eltax", "pass"),
        ("my-number-zone-talks-to-unlisted-party", "flow/mn-myna", "pass"),
        ("my-number-zone-talks-to-unlisted-party", "flow/mn-kokuho-ren", "pass"),
        ("specified-communication-not-narrowed", "flow/mn-eltax", "pass"),
        // Remote maintenance over a closed line, under a contract, from a site off the Internet.
        ("my-number-zone-talks-to-unlisted-party", "flow/hoshu-mn", "pass"),
        ("vendor-line-without-contract", "flow/hoshu-mn", "pass"),
        // LGWAN-ASP answers over LGWAN and is no import from the Internet side.
        ("unsanitised-import-into-lgwan-zone", "flow/lg-asp", "not_applicable"),
        ("unsanitised-import-into-lgwan-zone", "flow/in-lg-file", "pass"),
        // A locked room is a compensating control, with a date.
        ("my-number-terminal-without-multi-factor", "terminal_group/mn-server", "waived"),
        ("waiver-unneeded", "waiver/w1", "pass"),
        // One form handed to the wrong person, in no system.
        ("my-number-incident-not-recognised", "incident/i1", "not_applicable"),
        ("reportable-incident-not-recognised", "incident/i1", "not_applicable"),
        // Below 1,000 persons no assessment is due, linkage or not.
        ("linkage-without-published-assessment", "pia/jutaku", "not_applicable"),
        ("pia-kind-below-threshold", "pia/jutaku", "pass"),
        // The tasks of the equity commission are entrusted to the prefecture.
        ("organ-without-security-policy", "organ/equity_commission", "not_applicable"),
        // A town without a welfare office runs no public assistance.
        ("function-past-target-without-designation", "function/seiho", "not_applicable"),
        // A web site on general terms holds public information only.
        ("terms-of-use-service-holds-restricted-information", "system/web", "pass"),
    ] {
        assert_eq!(verdict(&report, rule, subject), expected, "{rule} on {subject}");
    }
}

#[test]
fn the_locked_room_excuses_only_until_its_date() {
    let report = check_json(TOWN, &["--as-of", "2027-04-01"]);
    assert_eq!(verdict(&report, "my-number-terminal-without-multi-factor", "terminal_group/mn-server"), "fail");
    assert_eq!(verdict(&report, "waiver-expired", "waiver/w1"), "fail");
    let report = check_json(TOWN, &["--as-of", "2027-03-31"]);
    assert_eq!(verdict(&report, "waiver-expired", "waiver/w1"), "pass");
}
