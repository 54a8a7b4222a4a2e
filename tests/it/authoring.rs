//! The tools of those who write rules, and packs that a body narrows or adds to.

use crate::program::{Scratch, root, tekigo};
use std::fs;

/// A rule of a body's own that is in order.
const RULE: &str = r#"
id = "system-without-nickname"
title = { ja = "愛称のないシステム", en = "a system without a nickname" }
why = { ja = "職員が呼びにくい", en = "staff find it hard to call" }
remedy = { ja = "愛称を決める", en = "choose one" }
clause = ["own-plan/kpi"]
severity = "low"
from = 2020-04-01
subject = "system"
when = "system.status == 'live'"
require = "system.responsibility_split && system.hosting != 'saas'"
message = { ja = "{system.name} に愛称がない", en = "{system.name} has no nickname" }

[[example]]
note = { ja = "分けていない", en = "not split" }
verdict = "fail"
[[example.system]]
id = "a"
name = "A"
status = "live"
hosting = "on_premises"
responsibility_split = false

[[example]]
note = { ja = "分けている", en = "split" }
verdict = "pass"
[[example.system]]
id = "a"
name = "A"
status = "live"
hosting = "on_premises"
responsibility_split = true
"#;

const FILE: &str = "assets/system-without-nickname.toml";

fn rules(args: &[&str]) -> crate::program::Ran {
    tekigo(&[&["rules", "--lang", "en"], args].concat())
}

#[test]
fn the_shipped_pack_proves_itself() {
    let pack = root().join("rules");
    let pack = pack.to_str().unwrap();
    for (command, said) in [("test", "every example holds"), ("lint", "findings: 0")] {
        let ran = rules(&[command, "--pack", pack]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        assert!(ran.out.contains(said), "{}", ran.out);
    }
}

#[test]
fn no_example_misses_a_changed_rule_of_high_severity() {
    let pack = root().join("rules");
    let ran = rules(&["mutate", "--severity", "high", "--pack", pack.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}", ran.out);
}

#[test]
fn a_rule_that_proves_too_little_lets_mutants_live() {
    let own = Scratch::new("mutants");
    own.write(FILE, RULE);
    let ran = rules(&["mutate", "system-without-nickname", "--extend", own.arg(), "--fail-on", "low"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("'saas'"), "no example knows of a service:\n{}", ran.out);
    assert!(!ran.out.contains("`==` -> `!=`"), "the examples notice that:\n{}", ran.out);
}

#[test]
fn a_wrong_example_is_told() {
    let own = Scratch::new("wrong-example");
    own.write(FILE, RULE.replace("verdict = \"pass\"", "verdict = \"unknown\""));
    let ran = rules(&["test", "system-without-nickname", "--extend", own.arg()]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("should be unknown but is pass"), "{}", ran.err);
}

#[test]
fn lint_finds_what_it_is_for() {
    let faults = [
        (
            "require = \"system.responsibility_split && system.hosting != 'saas'\"",
            "require = \"system.responsibility_split || !system.responsibility_split\"",
            "never-fails",
        ),
        (
            "require = \"system.responsibility_split && system.hosting != 'saas'\"",
            "require = \"system.responsibility_split && !system.responsibility_split\"",
            "never-passes",
        ),
        (
            "when = \"system.status == 'live'\"",
            "when = \"system.status == 'live' && system.status == 'retired'\"",
            "never-applies",
        ),
        (
            "when = \"system.status == 'live'\"\nrequire = \"system.responsibility_split && system.hosting != 'saas'\"",
            "require = \"as_of < date('2010-01-01')\"",
            "absence",
        ),
        ("ja = \"職員が呼びにくい\"", "ja = \"hard to call for everybody here\"", "text"),
        ("{system.name} に愛称がない", "{100 / (1 - 1)}", "message"),
    ];
    for (from, to, word) in faults {
        assert!(RULE.contains(from));
        let own = Scratch::new("lint");
        own.write(FILE, RULE.replace(from, to));
        let ran = rules(&["lint", "--extend", own.arg()]);
        assert_eq!(ran.code, 1, "{word}: {}{}", ran.out, ran.err);
        assert!(ran.out.contains(&format!("[{word}]")), "{word} is not in:\n{}", ran.out);
    }
}

#[test]
fn lint_finds_what_two_rules_say_of_each_other() {
    let twin = |id: &str, require: &str| {
        RULE.replace("system-without-nickname", id)
            .replace("system.responsibility_split && system.hosting != 'saas'", require)
    };
    for (require, word) in
        [("system.responsibility_split", "duplicate"), ("!system.responsibility_split", "contradiction")]
    {
        let own = Scratch::new("pairs");
        own.write("assets/system-one.toml", twin("system-one", "system.responsibility_split"))
            .write("assets/system-two.toml", twin("system-two", require));
        let ran = rules(&["lint", "--extend", own.arg()]);
        assert!(ran.out.contains(&format!("[{word}]")), "{word} is not in:\n{}", ran.out);
    }
}

#[test]
fn lint_names_a_field_no_rule_uses_and_a_reason_without_a_finding() {
    let own = Scratch::new("unasked");
    own.write(
        "vocabulary/system.toml",
        "id = \"system\"\n[field.colour]\ntype = \"text\"\nlabel = { ja = \"色\", en = \"colour\" }\nask = { ja = \"色は？\", en = \"Which colour?\" }\nheader = [\"色\"]\n",
    )
    .write(
        "accepted.toml",
        "[[accept]]\nlint = \"unused\"\nof = [\"system.name\"]\nreason = { ja = \"古い\", en = \"old\" }\n",
    );
    let ran = rules(&["lint", "--extend", own.arg()]);
    let all = format!("{}{}", ran.out, ran.err);
    for word in ["[unused] no rule uses field `system.colour`", "[stale]", "system.name"] {
        assert!(all.contains(word), "{word} is not in:\n{all}");
    }
}

#[test]
fn coverage_lists_duties_without_a_rule_and_rules_from_memory() {
    let ran = rules(&["coverage"]);
    assert_eq!(ran.code, 0);
    for word in ["my-number-act/9", "Duties without a rule", "Rules that rest on an unconfirmed clause"] {
        assert!(ran.out.contains(word), "{word} is not in:\n{}", ran.out);
    }
}

#[test]
fn the_handbook_holds_every_rule_in_both_languages() {
    let out = Scratch::new("handbook");
    let ran = rules(&["docs", out.arg()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let listed = fs::read_to_string(out.path.join("MANIFEST.sha256")).unwrap();
    assert_eq!(listed.lines().count(), 4);
    for (name, words) in [
        ("handbook.ja.md", ["法令・期限の年表", "必要な事実", "例外措置"]),
        ("handbook.en.md", ["Timeline of the law", "facts needed", "near miss"]),
        ("handbook.ja.html", ["法令・期限の年表", "必要な事実", "id=\"rule-waiver-expired\""]),
        ("handbook.en.html", ["Timeline of the law", "facts needed", "id=\"rule-waiver-expired\""]),
    ] {
        let text = fs::read_to_string(out.path.join(name)).unwrap();
        for word in words {
            assert!(text.contains(word), "{word} is not in {name}");
        }
    }
    fs::write(out.path.join("handbook.ja.md"), "changed by hand").unwrap();
    assert_eq!(rules(&["docs", out.arg()]).code, 3, "what somebody changed is kept");
}

#[test]
fn a_new_rule_is_begun_checked_and_finished() {
    let own = Scratch::new("scaffold");
    let file = own.path.join(FILE);
    let begun = rules(&["new", "assets/system-without-nickname", "--extend", own.arg()]);
    assert_eq!(begun.code, 0, "{}", begun.err);
    assert_eq!(rules(&["new", "assets/system-without-nickname", "--extend", own.arg()]).code, 3, "kept");
    assert_eq!(rules(&["new", "asets/x", "--extend", own.arg()]).code, 2);
    assert_eq!(rules(&["new", "assets/x"]).code, 2, "nobody said where");
    let unfinished = rules(&["check", file.to_str().unwrap(), "--extend", own.arg()]);
    assert_eq!(unfinished.code, 3);
    assert!(unfinished.err.contains("system-without-nickname.toml:"), "{}", unfinished.err);
    own.write(FILE, RULE);
    let finished = rules(&["check", file.to_str().unwrap(), "--extend", own.arg()]);
    assert_eq!(finished.code, 0, "{}{}", finished.out, finished.err);
    own.write(FILE, RULE.replace("system.hosting != 'saas'", "system.hostng != 'sass'"));
    let wrong = rules(&["check", file.to_str().unwrap(), "--extend", own.arg()]);
    assert_eq!(wrong.code, 3);
    for word in ["system-without-nickname.toml:11:", "hostng", "hosting"] {
        assert!(wrong.err.contains(word), "{word} is not in:\n{}", wrong.err);
    }
}

fn city() -> Scratch {
    let city = Scratch::new("narrowed");
    city.write("body.toml", "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n")
        .write("systems.toml", "[[system]]\nid = \"a\"\nname = \"A\"\nstatus = \"live\"\nhosting = \"saas\"\n");
    city
}

#[test]
fn a_profile_counts_and_lists_what_it_leaves_out() {
    let city = city();
    let whole = crate::program::check_json(city.arg(), &[]);
    assert!(whole["profile"].is_null());
    let all = whole["rules"].as_array().unwrap().len();
    let security = crate::program::check_json(city.arg(), &["--profile", "security"]);
    let profile = &security["profile"];
    assert_eq!(profile["id"], "security");
    let left = profile["left_out"].as_array().unwrap().len();
    assert_eq!(profile["judged"].as_u64().unwrap() as usize + left, all);
    assert!(left > 0 && profile["left_out"].as_array().unwrap().iter().all(|rule| rule["area"] != "separation"));
    assert!(security["rules"].as_array().unwrap().iter().all(|rule| rule["area"] != "standardization"));
    let text = tekigo(&["check", city.arg(), "--profile", "security", "--lang", "en"]).out;
    assert!(
        text.contains(&format!("{left} are not judged")) && text.contains(&format!("Rules not judged: {left}")),
        "{text}"
    );
    let html = tekigo(&["check", city.arg(), "--profile", "security", "--format", "html"]).out;
    assert!(html.contains("点検していない規則") && html.contains("function-past-target-without-designation"));
    let unknown = tekigo(&["check", city.arg(), "--profile", "securty", "--lang", "en"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("security"), "{}", unknown.err);
}

#[test]
fn an_exception_to_a_rule_that_is_left_out_stays_known() {
    let city = city();
    city.write(
        "waivers.toml",
        "[[waiver]]\nid = \"w\"\nrule = \"csirt-not-established\"\nsubject = \"role/csirt\"\nkind = \"accepted\"\nreason = \"x\"\n\
         approved_by = \"CISO\"\napproved_on = 2026-09-01\nuntil = 2027-03-31\n",
    );
    let ran = tekigo(&["check", city.arg(), "--profile", "standardization", "--format", "json"]);
    assert_ne!(ran.code, 3, "{}", ran.err);
}

#[test]
fn own_rules_and_settings_are_marked() {
    let own = Scratch::new("own");
    own.write(FILE, RULE).write(
        "own.toml",
        "[[severity]]\nrule = \"csirt-not-established\"\nseverity = \"critical\"\nreason = { ja = \"議会の指摘\", en = \"asked for by the assembly\" }\n\n\
         [[target]]\ndeadline = \"standardization\"\ndate = 2026-02-28\nreason = { ja = \"市の計画\", en = \"the city's plan\" }\n",
    );
    let city = city();
    let report = crate::program::check_json(city.arg(), &["--extend", own.arg()]);
    let rules = report["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap();
    assert_eq!(rule("system-without-nickname")["own"], true);
    assert_eq!(rule("csirt-not-established")["own"], false);
    assert_eq!(rule("csirt-not-established")["severity"], "critical");
    let overrides = report["overrides"].as_array().unwrap();
    let set = |kind: &str| overrides.iter().find(|set| set["kind"] == kind).unwrap();
    assert_eq!((&set("target")["from"], &set("target")["to"]), (&"2026-03-31".into(), &"2026-02-28".into()));
    assert_eq!(set("severity")["to"], "critical");
    for format in ["text", "html"] {
        let said = tekigo(&["check", city.arg(), "--extend", own.arg(), "--format", format]).out;
        for word in ["この団体が加えた規則", "議会の指摘", "市の計画"] {
            assert!(said.contains(word), "{word} is not in the {format}");
        }
    }
    let narrowed = crate::program::check_json(city.arg(), &["--extend", own.arg(), "--profile", "standardization"]);
    assert!(
        narrowed["rules"].as_array().unwrap().iter().any(|rule| rule["own"] == true),
        "own rules are always judged"
    );
}

#[test]
fn clashes_name_both_places() {
    let setting = |date: &str| {
        format!("[[target]]\ndeadline = \"standardization\"\ndate = {date}\nreason = {{ ja = \"x\", en = \"x\" }}\n")
    };
    let (one, two) = (Scratch::new("one"), Scratch::new("two"));
    one.write("own.toml", setting("2026-02-28"));
    two.write("own.toml", setting("2026-01-31"));
    let ran = tekigo(&["check", city().arg(), "--extend", one.arg(), "--extend", two.arg(), "--lang", "en"]);
    assert_eq!(ran.code, 3);
    assert_eq!(ran.err.matches("own.toml").count(), 2, "{}", ran.err);
    let late = Scratch::new("late");
    late.write("own.toml", setting("2030-01-01").replace("standardization", "policy_duty"));
    let ran = tekigo(&["check", city().arg(), "--extend", late.arg(), "--lang", "en"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("a date set by law (2026-04-01) cannot be put off"), "{}", ran.err);
    let wrong = Scratch::new("wrong-name");
    wrong.write("own.toml", setting("2026-01-31").replace("standardization", "standardisation"));
    let ran = tekigo(&["check", city().arg(), "--extend", wrong.arg(), "--lang", "en"]);
    assert!(ran.code == 3 && ran.err.contains("did you mean `standardization`?"), "{}", ran.err);
}
