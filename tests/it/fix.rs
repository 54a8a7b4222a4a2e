//! What can be decided about a fail, and that it ends the fail.

use crate::program::{Scratch, check_json, tekigo};
use serde_json::Value;

fn verdict(report: &Value, rule: &str, subject: &str) -> String {
    let results = report["results"].as_array().unwrap();
    let found = results.iter().find(|result| result["rule"] == rule && result["subject"] == subject);
    found.map_or("gone", |result| result["verdict"].as_str().unwrap()).to_owned()
}

/// What `--fix` says of a fail of an inventory.
fn fixes(dir: &str, rule: &str, subject: &str) -> String {
    let ran = tekigo(&["explain", rule, subject, "--in", dir, "--fix"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let (_, fixes) = ran.out.split_once("是正の案").unwrap();
    assert!(ran.out.lines().all(|line| line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() <= 84));
    fixes.to_owned()
}

#[test]
fn two_decisions_where_one_is_not_enough_and_they_end_the_fail() {
    let town = Scratch::new("fix");
    town.copy("inventories/kadoma/r4");
    let said = fixes(town.arg(), "contact-point-not-established", "role/poc");
    assert!(said.contains("2件の変更") && said.contains("status = \"established\"") && said.contains("contact = true"));
    let rule = ("contact-point-not-established", "role/poc");
    assert_eq!(verdict(&check_json(town.arg(), &[]), rule.0, rule.1), "fail");
    town.write(
        "decided.toml",
        "[[fact]]\non = \"role/poc\"\nstatus = \"established\"\ncontact = true\nreplaces = true\n",
    );
    assert_eq!(verdict(&check_json(town.arg(), &[]), rule.0, rule.1), "pass");
}

#[test]
fn a_list_gains_no_more_than_it_needs() {
    let said = fixes("inventories/renshu/r8", "contract-without-required-clauses", "contract/c-kenshin");
    assert!(said.contains("1件の変更") && said.contains("を加える") && said.contains("\"return_erase\"]"), "{said}");
}

#[test]
fn where_no_decision_helps_it_says_so() {
    let said = fixes("inventories/kadoma/r4", "goal-without-indicator", "measure/goal_1");
    assert!(said.contains("決定だけで変えられる事実は") && !said.contains("案1"), "{said}");
    // To call it reportable would make the report late.
    let said = fixes("inventories/renshu/r8", "my-number-incident-not-recognised", "incident/i-r8-04");
    assert!(said.contains("別の要是正を生む案は除いた") && !said.contains("案1"), "{said}");
}

#[test]
fn what_no_longer_fails_but_is_not_known_is_told_apart() {
    let rule = ("government-cloud-area-not-separated", "passage/education/gov_cloud");
    let said = fixes("inventories/renshu/r8", rule.0, rule.1);
    assert!(said.contains("充足とは言えない案") && said.contains("state = \"denied\""), "{said}");
}

#[test]
fn a_fail_names_the_lists_it_rests_on_and_a_pass_has_nothing_to_fix() {
    let ran = tekigo(&["explain", "goal-without-indicator", "measure/goal_1", "--in", "inventories/kadoma/r4"]);
    assert!(ran.out.contains("指標（KPI）の一覧 = 全部"), "{}", ran.out);
    let said = fixes("inventories/mihon/r8", "ciso-not-appointed", "role/ciso");
    assert!(said.contains("改める案はない"), "{said}");
}
