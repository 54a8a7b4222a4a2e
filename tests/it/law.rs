//! Dated law: what begins, changes and ends, the edition cited, and that every rule is in one place on every day.

use crate::program::{Scratch, check_json, inventories, root, tekigo};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tekigo::cli::PackArgs;
use tekigo::command::{Opened, judge};
use tekigo::derive::all;
use tekigo::evaluate::Evidence;

/// Two rules of a body's own: one that has ended, one that is to come and rests on a clause with two editions.
fn pack() -> Scratch {
    let rule = |id: &str, dates: &str, clause: &str| {
        format!(
            "id = \"{id}\"\ntitle = {{ ja = \"札のないシステム（{id}）\", en = \"no label ({id})\" }}\n\
             why = {{ ja = \"見分けがつかない\", en = \"nobody can tell them apart\" }}\nremedy = {{ ja = \"貼る\", en = \"label it\" }}\n\
             clause = [\"house-rule/{clause}\"]\nseverity = \"low\"\n{dates}\nsubject = \"system\"\n\
             require = \"system.name.contains('札')\"\nmessage = {{ ja = \"{{system.name}} に札がない\", en = \"{{system.name}} has no label\" }}\n\
             [[example]]\nnote = {{ ja = \"札がない\", en = \"no label\" }}\nverdict = \"fail\"\nas_of = 2020-06-01\n[[example.system]]\nid = \"a\"\nname = \"A\"\n\
             [[example]]\nnote = {{ ja = \"札がある\", en = \"labelled\" }}\nverdict = \"pass\"\nas_of = 2020-06-01\n[[example.system]]\nid = \"a\"\nname = \"札つき\"\n"
        )
    };
    let scratch = Scratch::new("law-pack");
    scratch
        .write(
            "clauses/house-rule.toml",
            "id = \"house-rule\"\ntitle = { ja = \"庁内規程\", en = \"House rule\" }\nauthority = \"policy\"\n\
             [[clause]]\nid = \"1\"\nlabel = { ja = \"第1条\", en = \"Art. 1\" }\nedition = { ja = \"初版\", en = \"first\" }\nfrom = 2020-04-01\nuntil = 2026-12-31\n\
             [[clause]]\nid = \"1\"\nlabel = { ja = \"第1条\", en = \"Art. 1\" }\nedition = { ja = \"第2版\", en = \"second\" }\nauthority = \"bylaw\"\nfrom = 2027-01-01\n",
        )
        .write("assets/label-gone.toml", rule("label-gone", "from = 2020-04-01\nuntil = 2026-06-30", "1"))
        .write("assets/label-kept.toml", rule("label-kept", "from = 2020-04-01", "1"))
        .write("assets/label-to-come.toml", rule("label-to-come", "from = 2026-12-01", "1"));
    scratch
}

fn city(content: &str) -> Scratch {
    let scratch = Scratch::new("law");
    scratch
        .write("body.toml", "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n")
        .write("all.toml", content);
    scratch
}

fn law(dir: &str, more: &[&str]) -> Value {
    let ran = tekigo(&[&["law", dir, "--format", "json"], more].concat());
    assert_eq!(ran.code, 0, "{dir} {more:?}: {}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn events(timeline: &Value) -> Vec<(String, Value)> {
    let days = timeline["days"].as_array().unwrap().iter();
    let of_day = |day: &Value| {
        let date = day["day"].as_str().unwrap().to_owned();
        day["events"].as_array().unwrap().iter().map(|event| (date.clone(), event.clone())).collect::<Vec<_>>()
    };
    days.flat_map(of_day).collect()
}

/// Ids of rules that cite a clause.
fn citing(report: &Value, clause: &str) -> BTreeSet<String> {
    let rules = report["rules"].as_array().unwrap().iter();
    let cites =
        |rule: &&Value| rule["clause"].as_array().unwrap().iter().any(|id| id.as_str().unwrap().starts_with(clause));
    rules.filter(cites).map(|rule| rule["id"].as_str().unwrap().to_owned()).collect()
}

pub fn width(text: &str) -> usize {
    text.lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or(0)
}

#[test]
fn the_ordinance_of_july_2027_is_listed_with_what_it_would_say() {
    for (lang, words) in [
        ("ja", ["令和9年7月1日から（223日後）", "第16条の3", "従前の例", "要是正 1"]),
        ("en", ["From 2027-07-01, in 223 days", "Art. 16-3", "former rules", "fail 1"]),
    ] {
        let ran = tekigo(&["check", "inventories/mihon/r8", "--as-of", "2026-11-20", "--coming", "--lang", lang]);
        for word in words {
            assert!(ran.out.contains(word), "`{word}` is not in:\n{}", ran.out);
        }
        assert!(width(&ran.out) <= 80);
        assert_eq!(ran.code, tekigo(&["check", "inventories/mihon/r8", "--as-of", "2026-11-20"]).code);
    }
    // Whoever wrote nothing is told what would have to be known by then, and is not asked today.
    let report = check_json(city("").arg(), &["--as-of", "2026-11-20"]);
    let ordinance = citing(&report, "local-autonomy-ordinance/16-3-1");
    let of_ordinance = |result: &&Value| ordinance.contains(result["rule"].as_str().unwrap());
    let coming: Vec<&Value> = report["coming"].as_array().unwrap().iter().filter(of_ordinance).collect();
    assert!(coming.len() >= 8, "{coming:#?}");
    for result in coming {
        assert_eq!(result["verdict"], "unknown", "{result}");
        assert!(!result["missing"].as_array().unwrap().is_empty(), "{result}");
    }
    let asked = |result: &&Value| result["missing"].to_string().contains("security_measure/");
    assert_eq!(report["results"].as_array().unwrap().iter().filter(asked).count(), 0);
}

#[test]
fn new_duties_are_met_on_their_first_day_only_where_somebody_said_so() {
    let report = check_json("inventories/mihon/r8", &["--as-of", "2027-07-01"]);
    let rules: BTreeMap<&str, &Value> =
        report["rules"].as_array().unwrap().iter().map(|rule| (rule["id"].as_str().unwrap(), rule)).collect();
    let mut open = 0;
    for result in report["results"].as_array().unwrap() {
        let rule = rules[result["rule"].as_str().unwrap()];
        if rule["from"] != "2027-07-01" || result["verdict"] == "not_applicable" {
            continue;
        }
        let written = |fact: &&Value| fact["place"].as_str().is_some_and(|place| !place.starts_with("rules/"));
        let stated = result["facts"].as_array().unwrap().iter().filter(written).count();
        match result["verdict"].as_str().unwrap() {
            "pass" => assert!(stated > 0, "{result}"),
            "unknown" | "fail" => open += 1,
            other => panic!("{other}: {result}"),
        }
    }
    assert!(open > 0);
    let screen = tekigo(&["check", "inventories/mihon/r8", "--as-of", "2027-07-01"]).out;
    assert!(screen.contains("273日後"), "{screen}");
}

#[test]
fn the_ordinance_spares_what_was_in_use_or_under_way() {
    let city = city(
        "[[system]]\nid = \"old\"\nname = \"旧\"\nstatus = \"live\"\nlive_on = 2027-06-30\n\n\
         [[system]]\nid = \"new\"\nname = \"新\"\nstatus = \"live\"\nlive_on = 2027-07-01\n\n\
         [[contract]]\nid = \"before\"\nname = \"前\"\nkind = \"outsourcing\"\nstarts_on = 2027-06-30\nends_on = 2028-03-31\n\n\
         [[contract]]\nid = \"after\"\nname = \"後\"\nkind = \"outsourcing\"\nstarts_on = 2027-07-01\nends_on = 2028-03-31\n",
    );
    let report = check_json(city.arg(), &["--as-of", "2027-12-01"]);
    let verdict = |clause: &str, subject: &str| {
        let rules = citing(&report, clause);
        let mut all = report["results"].as_array().unwrap().iter();
        let found = all.find(|r| rules.contains(r["rule"].as_str().unwrap()) && r["subject"] == subject);
        found.unwrap_or_else(|| panic!("{clause} {subject}"))["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("local-autonomy-ordinance/16-3-1-5", "system/old"), "not_applicable");
    assert_eq!(verdict("local-autonomy-ordinance/16-3-1-5", "system/new"), "unknown");
    assert_eq!(verdict("local-autonomy-ordinance/16-3-1-7", "contract/before"), "not_applicable");
    assert_eq!(verdict("local-autonomy-ordinance/16-3-1-7", "contract/after"), "unknown");
}

#[test]
fn rules_that_have_ended_are_told_with_what_they_said() {
    let (pack, city) = (pack(), city("[[system]]\nid = \"a\"\nname = \"A\"\n"));
    let report = check_json(city.arg(), &["--extend", pack.arg()]);
    assert_eq!(report["ended"], serde_json::json!(["label-gone"]));
    let lapsed: Vec<(&str, &str)> = report["lapsed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["subject"].as_str().unwrap(), r["verdict"].as_str().unwrap()))
        .collect();
    assert_eq!(lapsed, [("system/*", "unknown"), ("system/a", "fail")]);
    assert!(report["results"].as_array().unwrap().iter().all(|r| r["rule"] != "label-gone"));
    let text = tekigo(&["check", city.arg(), "--extend", pack.arg(), "--coming"]).out;
    for word in ["終了したルール 1件", "令和8年6月30日まで", "A に札がない", "令和8年12月1日から（61日後）"]
    {
        assert!(text.contains(word), "`{word}` is not in:\n{text}");
    }
}

#[test]
fn the_edition_in_force_is_cited_and_authority_moves_with_it() {
    let (pack, city) = (pack(), city("[[system]]\nid = \"a\"\nname = \"A\"\n"));
    let cited = |day: &str| {
        let report = check_json(city.arg(), &["--extend", pack.arg(), "--as-of", day]);
        let rule = report["rules"].as_array().unwrap().iter().find(|rule| rule["id"] == "label-kept").unwrap().clone();
        let label = rule["citations"][0]["label"]["ja"].as_str().unwrap().to_owned();
        (label, rule["authority"].as_str().unwrap().to_owned())
    };
    assert_eq!(cited("2026-12-31"), ("庁内規程（初版）第1条".to_owned(), "policy".to_owned()));
    assert_eq!(cited("2027-01-01"), ("庁内規程（第2版）第1条".to_owned(), "bylaw".to_owned()));
    // Of the guideline only the present edition is known: a report on 2022 says so.
    let report = check_json("inventories/kadoma/r4", &[]);
    let mut guideline = 0;
    for rule in report["rules"].as_array().unwrap().iter().filter(|rule| rule["from"].as_str().unwrap() < "2022-10-01")
    {
        for citation in rule["citations"].as_array().unwrap() {
            if citation["clause"].as_str().unwrap().starts_with("mic-guideline/") {
                let label = citation["label"]["ja"].as_str().unwrap();
                assert!(
                    citation["later_edition"] == true && label.contains("現行の令和8年3月27日改定による基準"),
                    "{label}"
                );
                guideline += 1;
            }
        }
    }
    assert!(guideline >= 40, "{guideline}");
    let today = check_json("inventories/mihon/r8", &[]);
    let all = today["rules"].as_array().unwrap().iter().flat_map(|rule| rule["citations"].as_array().unwrap());
    assert!(all.into_iter().filter(|c| c["later_edition"] == true).count() == 0);
}

#[test]
fn a_choice_that_the_law_does_not_know_yet_is_not_known() {
    let city = city("");
    city.write(
        "body.toml",
        "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nmodel = \"alpha_prime\"\nas_of = 2024-10-02\n",
    );
    let model = |day: &str| {
        let ran = tekigo(&["eval", city.arg(), "body.model == 'alpha_prime'", "--as-of", day, "--format", "json"]);
        let said: Value = serde_json::from_str(&ran.out).unwrap();
        (said["results"][0]["verdict"].clone(), said["results"][0]["missing"][0]["reason"]["ja"].clone())
    };
    assert_eq!(model("2024-10-02").0, Value::Bool(true));
    let (verdict, reason) = model("2024-10-01");
    assert_eq!(verdict, Value::Null);
    assert!(
        reason.as_str().unwrap().contains("α′モデル") && reason.as_str().unwrap().contains("令和6年10月1日"),
        "{reason}"
    );
}

#[test]
fn a_list_that_was_complete_is_asked_again_when_half_a_year_has_passed() {
    let city = city("");
    let body = std::fs::read_to_string(city.path.join("body.toml")).unwrap();
    city.write("body.toml", format!("{body}complete = [\"incident\", \"system\"]\n"));
    let empty = |list: &str, day: &str| {
        let condition = format!("size(inventory.{list}) == 0");
        let ran = tekigo(&["eval", city.arg(), &condition, "--as-of", day, "--format", "json"]);
        let said: Value = serde_json::from_str(&ran.out).unwrap();
        (said["results"][0]["verdict"].clone(), said["results"][0]["missing"][0]["reason"]["ja"].clone())
    };
    assert_eq!(empty("incident", "2027-04-01").0, Value::Bool(true));
    let (verdict, reason) = empty("incident", "2027-04-02");
    assert_eq!(verdict, Value::Null);
    assert!(reason.as_str().unwrap().contains("令和8年10月1日時点では全部"), "{reason}");
    assert_eq!(empty("system", "2027-04-02").0, Value::Bool(true), "a list that does not age");
}

#[test]
fn the_timeline_tells_what_begins_changes_and_ends_and_whom_it_touches() {
    let (pack, city) =
        (pack(), city("[[system]]\nid = \"a\"\nname = \"A\"\n\n[[system]]\nid = \"b\"\nname = \"札つき\"\n"));
    let timeline = law(city.arg(), &["--extend", pack.arg(), "--from", "2026-07-01", "--until", "2027-07-01"]);
    let found = events(&timeline);
    let of = |what: &str, rule: &str| {
        let mut all = found.iter().filter(|(_, event)| event["what"] == what && event["rule"] == rule);
        let (day, event) = all.next().unwrap_or_else(|| panic!("{what} {rule}: {found:#?}"));
        (day.clone(), event.clone())
    };
    let (day, ended) = of("ends", "label-gone");
    assert_eq!(day, "2026-07-01");
    let touched = |event: &Value| -> Vec<(String, Value, Value)> {
        let all = event["touched"].as_array().unwrap().iter();
        all.map(|t| (t["subject"].as_str().unwrap().to_owned(), t["before"].clone(), t["now"].clone())).collect()
    };
    let word = |word: &str| Value::String(word.to_owned());
    assert_eq!(
        touched(&ended),
        [
            ("system/*".to_owned(), word("unknown"), Value::Null),
            ("system/a".to_owned(), word("fail"), Value::Null),
            ("system/b".to_owned(), word("pass"), Value::Null)
        ]
    );
    let (day, begun) = of("begins", "label-to-come");
    assert_eq!((day.as_str(), begun["touched"][1]["now"].clone()), ("2026-12-01", word("fail")));
    assert_eq!(begun["touched"][1]["message"]["ja"], "A に札がない");
    let (day, changed) = of("changes", "label-kept");
    assert_eq!(day, "2027-01-01");
    assert_eq!((changed["authority_before"].clone(), changed["authority"].clone()), (word("policy"), word("bylaw")));
    assert_eq!(
        (changed["citations"][0]["edition"]["ja"].clone(), changed["dropped"][0]["edition"]["ja"].clone()),
        (word("第2版"), word("初版"))
    );
    let (day, office) = of("changes", "ciso-not-appointed");
    assert_eq!(day, "2027-07-01");
    assert_eq!((office["authority_before"].clone(), office["authority"].clone()), (word("advice"), word("order")));
    // Both ends belong to it, and nothing outside does.
    let narrow = law(city.arg(), &["--extend", pack.arg(), "--from", "2026-12-01", "--until", "2026-12-01"]);
    assert_eq!(events(&narrow).len(), 1, "{narrow:#?}");
    let quiet = tekigo(&["law", city.arg(), "--extend", pack.arg(), "--from", "2026-12-02", "--until", "2026-12-31"]);
    assert!(quiet.out.contains("終わる義務はない"), "{}", quiet.out);
    assert_eq!(tekigo(&["law", city.arg(), "--from", "2026-12-02", "--until", "2026-12-01"]).code, 2);
}

#[test]
fn a_deadline_that_passes_shows_the_verdicts_it_changes() {
    let timeline = law("inventories/settsu/r7", &["--from", "2026-03-27", "--until", "2026-04-01"]);
    let found = events(&timeline);
    let deadline = found.iter().find(|(_, event)| event["date"] == "2026-03-31").unwrap();
    assert_eq!(deadline.0, "2026-04-01");
    let touched = deadline.1["touched"].as_array().unwrap();
    let rule = "function-past-target-without-designation";
    let open: Vec<&str> = touched
        .iter()
        .filter(|t| t["rule"] == rule && t["now"] == "unknown")
        .map(|t| t["subject"].as_str().unwrap())
        .collect();
    assert_eq!(open, ["function/fuhyo", "function/kaigo", "function/koseki", "function/shogai"]);
    assert!(touched.iter().all(|t| t["before"] != t["now"]), "{touched:#?}");
    let begins =
        found.iter().any(|(day, event)| day == "2026-04-01" && event["rule"] == "organ-without-security-policy");
    assert!(begins, "{found:#?}");
    let edition = found.iter().find(|(_, event)| event["what"] == "edition").unwrap();
    assert_eq!(
        (edition.0.as_str(), edition.1["edition"]["ja"].as_str().unwrap()),
        ("2026-03-27", "令和8年3月27日改定")
    );
}

#[test]
fn the_timeline_runs_on_every_inventory_within_eighty_cells_and_by_its_schema() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "law"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for dir in inventories() {
        let dir = format!("inventories/{dir}");
        let timeline = law(&dir, &[]);
        let errors: Vec<String> = validator.iter_errors(&timeline).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{dir}: {errors:#?}");
        assert!(!timeline["days"].as_array().unwrap().is_empty(), "{dir}");
        for lang in ["ja", "en"] {
            for args in [&["law", dir.as_str()][..], &["check", dir.as_str(), "--coming"]] {
                let ran = tekigo(&[args, &["--lang", lang]].concat());
                assert!(ran.code != 3 && width(&ran.out) <= 80, "{args:?} {lang}: {}", ran.err);
                assert!(!ran.out.contains("違法"));
            }
        }
    }
}

/// Every rule is in exactly one of three places, and each of its subjects in exactly one result.
fn conserved(opened: &Opened, dir: &str, day: Date) {
    let mut own = Opened { pack: opened.pack.clone(), sources: opened.sources.clone() };
    let inventory = own.inventory(&root().join(dir)).unwrap();
    let (assessment, _) = judge(&own, &inventory, day, Evidence::Findings).unwrap();
    let ledger = assessment.ledger;
    let sum = ledger.pass + ledger.fail + ledger.unknown + ledger.not_applicable + ledger.waived + ledger.error;
    assert_eq!((sum, ledger.coming), (assessment.results.len(), assessment.coming.len()));
    let mut subjects: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut of_rule = vec![0; assessment.rules.len()];
    for (place, results) in [&assessment.results, &assessment.coming, &assessment.lapsed].into_iter().enumerate() {
        for judged in results {
            let rule = &assessment.rules[judged.rule];
            let expected = match (rule.from.is_some_and(|from| from > day), rule.until.is_some_and(|until| until < day))
            {
                (true, _) => 1,
                (_, true) => 2,
                _ => 0,
            };
            assert_eq!(place, expected, "{} on {day}", rule.id);
            *subjects.entry((judged.rule, &judged.subject)).or_default() += 1;
            of_rule[judged.rule] += 1;
        }
    }
    assert!(subjects.values().all(|times| *times == 1), "{dir} on {day}");
    for (position, summary) in assessment.rules.iter().enumerate() {
        let rule = own.pack.rules.iter().find(|rule| rule.id == summary.id).unwrap();
        assert_eq!(assessment.ended.contains(&position), rule.until.is_some_and(|until| until < day));
        // As many results as there are records on the rule's own day, and one for the list if it is open.
        let nearest = rule.until.map_or(day, |until| until.min(day)).max(rule.from);
        let (m, _) = own.municipality(&inventory, nearest, &all(&own.pack)).unwrap();
        let entity = m.vocabulary.entity(rule.subject);
        let open = !m.open(rule.subject).is_empty() && entity.kind != tekigo::vocabulary::Kind::Singleton;
        assert_eq!(of_rule[position], m.table(rule.subject).len() as usize + usize::from(open), "{} on {day}", rule.id);
    }
}

#[test]
fn every_rule_and_subject_is_in_one_place_on_every_day() {
    let pack = pack();
    let args = PackArgs { pack: None, extend: vec![pack.path.clone()], profile: None };
    let opened = Opened::new(&args).unwrap_or_else(|_| panic!("the pack"));
    let edges = ["2026-06-30", "2026-07-01", "2026-11-30", "2026-12-01", "2027-06-30", "2027-07-01"];
    for day in edges {
        conserved(&opened, "inventories/renshu/r8", day.parse().unwrap());
    }
    let config = ProptestConfig { cases: 6, ..ProptestConfig::default() };
    proptest!(config, |(offset in 0i64..6000, which in 0usize..12)| {
        let day = date(2015, 1, 1) + jiff::Span::new().days(offset);
        conserved(&opened, &format!("inventories/{}", inventories()[which]), day);
    });
}

/// The records of a folder, dealt anew onto other files in another order.
fn shuffled(dir: &str, order: &[u32]) -> Scratch {
    let scratch = Scratch::new("shuffled");
    let mut records = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(root().join(dir)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
        let tables: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
        for (name, value) in tables {
            let toml::Value::Array(rows) = value else {
                scratch.write("body.toml", written(&name, value));
                continue;
            };
            records.extend(rows.into_iter().map(|row| written(&name, vec![row].into())));
        }
    }
    let mut keyed: Vec<(u32, String)> = order.iter().cycle().copied().zip(records).collect();
    keyed =
        keyed.into_iter().enumerate().map(|(at, (key, record))| (key.wrapping_mul(at as u32 + 7), record)).collect();
    keyed.sort();
    for (number, part) in keyed.chunks(keyed.len() / 4 + 1).enumerate() {
        let text: String = part.iter().map(|(_, record)| record.as_str()).collect();
        scratch.write(&format!("{}.toml", 9 - number), &text);
    }
    scratch
}

/// One entry of a file as TOML.
fn written(name: &str, value: toml::Value) -> String {
    toml::to_string(&toml::Table::from_iter([(name.to_owned(), value)])).unwrap()
}

/// A report without what says where something is written.
fn without_places(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map
                .iter()
                .filter(|(key, _)| !["place", "places", "inventory_sha256", "sha256"].contains(&key.as_str()));
            Value::Object(kept.map(|(key, value)| (key.clone(), without_places(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(without_places).collect()),
        other => other.clone(),
    }
}

#[test]
fn no_order_of_files_tables_or_rows_changes_a_byte() {
    let dir = "inventories/renshu/r8";
    let expected = serde_json::to_string(&without_places(&check_json(dir, &[]))).unwrap();
    let timeline = serde_json::to_string(&without_places(&law(dir, &[]))).unwrap();
    let config = ProptestConfig { cases: 4, ..ProptestConfig::default() };
    proptest!(config, |(order in proptest::collection::vec(1u32.., 97))| {
        let scratch = shuffled(dir, &order);
        let found = serde_json::to_string(&without_places(&check_json(scratch.arg(), &[]))).unwrap();
        prop_assert!(found == expected, "another order gives another report");
        prop_assert_eq!(&serde_json::to_string(&without_places(&law(scratch.arg(), &[]))).unwrap(), &timeline);
    });
}

#[test]
fn no_order_of_rules_changes_a_byte() {
    let dir = "inventories/kadoma/r4";
    let expected = serde_json::to_string(&without_places(&check_json(dir, &[]))).unwrap();
    let other = Scratch::new("other-areas");
    other.copy("rules");
    // Rules lie in other folders, and their files come in another order; only the area they name is another one.
    for (from, to) in [("governance", "zz-governance"), ("plan", "aa-plan"), ("separation", "mm-separation")] {
        std::fs::rename(other.path.join(from), other.path.join(to)).unwrap();
        for named in ["pack.toml", "audiences.toml"] {
            let path = other.path.join(named);
            let text = std::fs::read_to_string(&path).unwrap().replace(&format!("\"{from}\""), &format!("\"{to}\""));
            std::fs::write(path, text).unwrap();
        }
    }
    let found = serde_json::to_string(&without_places(&check_json(dir, &["--pack", other.arg()]))).unwrap();
    let found =
        found.replace("zz-governance", "governance").replace("aa-plan", "plan").replace("mm-separation", "separation");
    assert!(found == expected, "another order of rules gives another report");
}
