//! `tekigo network` and the leaks in `check`: what the shipped inventories must show, and what bad input gets.

use crate::program::{Scratch, check_json, inventories, tekigo};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

fn leaks(dir: &str) -> Vec<Value> {
    check_json(dir, &[])["derived"]["leaks"].as_array().unwrap().clone()
}

fn certain(leaks: &[Value]) -> Vec<&Value> {
    leaks.iter().filter(|leak| leak["kind"] == "certain").collect()
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

#[test]
fn renshu_leaks_through_a_device_in_three_hops_and_the_cut_ends_it() {
    let found = leaks("inventories/renshu/r8");
    let certain_ones = certain(&found);
    let long = certain_ones.iter().find(|leak| leak["origin"] == "internet" && leak["target"] == "my_number").unwrap();
    assert_eq!(
        strings(&long["path"]),
        ["segment/in-dmz", "segment/lg-term", "device_group/dev-mn-rpa", "segment/mn-term"]
    );
    assert!(long["hops"].as_i64().unwrap() >= 3 && long["through_device"] == true, "{long}");
    assert_eq!(strings(&long["places"]).len(), 2, "{long}");
    assert!(strings(&long["places"]).iter().all(|place| place.starts_with("network.toml:")), "{long}");

    // Pair by pair, and origin by origin, which never takes more.
    let one_by_one: BTreeSet<String> = certain_ones.iter().flat_map(|leak| strings(&leak["cut"])).collect();
    let by_origin: BTreeSet<String> = certain_ones.iter().flat_map(|leak| strings(&leak["origin_cut"])).collect();
    assert!(by_origin.len() <= one_by_one.len(), "{by_origin:?} {one_by_one:?}");
    for cut in [one_by_one, by_origin] {
        let after = leaks(closed(&cut).arg());
        assert!(certain(&after).is_empty(), "{cut:?}: {:#?}", certain(&after));
    }
    // From one origin nothing leaks any more, from others it still does.
    let from_outside: BTreeSet<String> = strings(&long["origin_cut"]).into_iter().collect();
    let after = leaks(closed(&from_outside).arg());
    let still: BTreeSet<&str> = certain(&after).iter().map(|leak| leak["origin"].as_str().unwrap()).collect();
    assert!(!still.is_empty() && !still.contains("internet"), "{still:?}");
}

/// The network of れんしゅう市 with that closed.
fn closed(cut: &BTreeSet<String>) -> Scratch {
    let scratch = Scratch::new("cut");
    scratch.copy("inventories/renshu/r8");
    let path = scratch.path.join("network.toml");
    let mut text = fs::read_to_string(&path).unwrap();
    for closed in cut {
        let (entity, id) = closed.split_once('/').unwrap();
        let (old, new) = match entity {
            "flow" => ("state = \"allowed\"", "state = \"denied\""),
            _ => ("segments = [\"lg-term\", \"mn-term\"]", "segments = [\"mn-term\"]"),
        };
        let record = text.find(&format!("id = \"{id}\"")).unwrap();
        let at = record + text[record..].find(old).unwrap();
        text.replace_range(at..at + old.len(), new);
    }
    fs::write(&path, text).unwrap();
    scratch
}

#[test]
fn mihon_does_not_leak_and_real_cities_only_may() {
    assert!(leaks("inventories/mihon/r8").is_empty());
    for dir in ["aira/r3", "kadoma/r4"] {
        let found = leaks(&format!("inventories/{dir}"));
        assert!(!found.is_empty() && certain(&found).is_empty(), "{dir}: {found:#?}");
        let questions: BTreeSet<String> = found.iter().flat_map(|leak| strings(&leak["questions"])).collect();
        assert!(questions.len() <= 7, "{dir}: {questions:#?}");
        assert!(found.iter().all(|leak| leak["questions_smallest"] == true), "{dir}");
        assert!(found.iter().all(|leak| !strings(&leak["questions"]).is_empty()), "{dir}: {found:#?}");
    }
}

#[test]
fn answers_to_the_questions_clear_the_leaks() {
    let questions: BTreeSet<String> =
        leaks("inventories/aira/r3").iter().flat_map(|leak| strings(&leak["questions"])).collect();
    let scratch = Scratch::new("answers");
    scratch.copy("inventories/aira/r3");
    let answers: String = questions
        .iter()
        .map(|question| {
            let (record, field) = question.split_once('.').unwrap();
            format!("[[boundary]]\nid = \"{}\"\n{field} = true\n\n", record.strip_prefix("boundary/").unwrap())
        })
        .collect();
    scratch.write("answers.toml", answers);
    assert!(leaks(scratch.arg()).is_empty());
}

/// An inventory in which everything is listed.
fn net(name: &str, network: &str) -> Scratch {
    let scratch = Scratch::new(name);
    let body = "[body]\ncode = \"999997\"\nname = \"例示市\"\nclass = \"city\"\nas_of = 2026-04-01\nmodel = \"alpha\"\n\
                complete = [\"segment\", \"external_party\", \"flow\", \"device_group\", \"medium_transfer\", \"line\"]\n";
    scratch.write("body.toml", body).write("network.toml", network);
    scratch
}

const ZONES: &str = "[[segment]]\nid = \"mn\"\nname = \"マイナ\"\nzone = \"my_number\"\n\n\
                     [[segment]]\nid = \"lg\"\nname = \"LG\"\nzone = \"lgwan\"\n\n";

fn flow(id: &str, rest: &str) -> String {
    format!("[[flow]]\nid = \"{id}\"\nstate = \"allowed\"\n{rest}\n\n")
}

#[test]
fn eltax_and_a_groupware_over_lgwan_stay_silent() {
    let network = format!(
        "{ZONES}{}{}{}{}",
        "[[external_party]]\nid = \"eltax\"\nname = \"eLTAX\"\nkind = \"government_system\"\nlisted = \"eltax\"\n\n\
         [[external_party]]\nid = \"gw\"\nname = \"グループウェア\"\nkind = \"lgwan_asp\"\nlisted = \"none\"\nrelays = false\n\n\
         [[external_party]]\nid = \"lgwan\"\nname = \"LGWAN\"\nkind = \"lgwan\"\nlisted = \"none\"\n\n",
        flow(
            "f1",
            "from = \"mn\"\nto_party = \"eltax\"\nmethod = \"specified\"\nvia = \"lgwan\"\ndirection = \"two_way\""
        ),
        flow("f2", "from = \"lg\"\nto_party = \"gw\"\nmethod = \"direct\"\nvia = \"lgwan\"\ndirection = \"two_way\""),
        flow(
            "f3",
            "from = \"lg\"\nto_party = \"eltax\"\nmethod = \"direct\"\nvia = \"lgwan\"\ndirection = \"two_way\""
        ),
    );
    assert!(leaks(net("eltax", &network).arg()).is_empty());
}

#[test]
fn a_denied_flow_proves_only_its_own_edge_absent() {
    let network = format!(
        "{ZONES}[[flow]]\nid = \"no\"\nfrom = \"lg\"\nto = \"mn\"\nstate = \"denied\"\n\n{}",
        flow("yes", "from = \"lg\"\nto = \"mn\"\nmethod = \"direct\"\nvia = \"internal\"\ndirection = \"one_way\"")
    );
    let found = leaks(net("denied", &network).arg());
    assert_eq!(certain(&found).len(), 1, "{found:#?}");
    assert_eq!(strings(&certain(&found)[0]["cut"]), ["flow/yes"]);
}

#[test]
fn a_default_deny_point_proves_absence_unless_there_is_a_way_around() {
    let point = |bypass: &str| {
        let scratch = net(
            "point",
            &format!(
                "{ZONES}[[enforcement_point]]\nid = \"fw\"\nname = \"FW\"\nzones = [\"my_number\", \"lgwan\"]\noutside = true\ndefault_deny = true\n{bypass}"
            ),
        );
        let body = fs::read_to_string(scratch.path.join("body.toml")).unwrap();
        fs::write(scratch.path.join("body.toml"), body.replace("\"flow\", ", "")).unwrap();
        let report = check_json(scratch.arg(), &[]);
        report["derived"]["leaks"].as_array().unwrap().len()
    };
    assert_eq!(point(""), 0);
    assert!(point("bypass = true\n") > 0);
}

#[test]
fn a_segment_without_a_zone_is_not_known_and_no_error() {
    let scratch = net("zoneless", &format!("{ZONES}[[segment]]\nid = \"x\"\nname = \"分類前\"\n"));
    let report = check_json(scratch.arg(), &[]);
    let all = report["results"].as_array().unwrap();
    let list =
        all.iter().find(|r| r["rule"] == "my-number-zone-reachable-without-permission" && r["subject"] == "passage/*");
    let list = list.unwrap();
    assert_eq!(list["verdict"], "unknown");
    assert_eq!(list["missing"][0]["path"], "segment/x.zone", "{list}");
}

#[test]
fn wrong_networks_get_a_clear_message() {
    let segment = |more: &str| format!("{ZONES}[[segment]]\nid = \"x\"\nname = \"X\"\n{more}\n");
    let wrong: [(&str, String, i32, &[&str]); 5] = [
        (
            "unknown-segment",
            format!("{ZONES}{}", flow("f", "from = \"lg\"\nto = \"mm\"")),
            3,
            &["network.toml:15", "「mm」"],
        ),
        ("unknown-zone", segment("zone = \"lgwann\""), 3, &["network.toml:14", "lgwann", "lgwan"]),
        (
            "no-cidr",
            segment("zone = \"lgwan\"\ncidr = \"10.1.2.3/24\""),
            3,
            &["network.toml:15", "10.1.2.3/24", "10.1.2.0/24"],
        ),
        (
            "overlap",
            segment(
                "zone = \"lgwan\"\ncidr = \"10.1.2.0/24\"\n[[segment]]\nid = \"y\"\nname = \"Y\"\nzone = \"lgwan\"\ncidr = \"10.1.0.0/16\"",
            ),
            0,
            &["network.toml:", "`x`", "`y`", "重なって"],
        ),
        (
            "twice",
            format!(
                "{ZONES}[[device_group]]\nid = \"d\"\nname = \"D\"\nuse = \"printer\"\nsegments = [\"lg\", \"lg\"]\n"
            ),
            0,
            &["network.toml:15", "`lg`", "二度"],
        ),
    ];
    for (name, network, code, words) in wrong {
        let ran = tekigo(&["network", net(name, &network).arg()]);
        assert_eq!(ran.code, code, "{name}: {}", ran.err);
        for word in words {
            assert!(ran.err.contains(word), "{name}: `{word}` is not in {}", ran.err);
        }
    }
}

#[test]
fn every_form_is_written_and_is_the_same_twice() {
    for (form, word) in [
        ("text", "特定通信一覧"),
        ("json", "tekigo.network/1"),
        ("dot", "digraph"),
        ("mermaid", "flowchart"),
        ("csv", "発信側"),
    ] {
        let run = || tekigo(&["network", "inventories/renshu/r8", "--format", form]);
        let ran = run();
        assert_eq!(ran.code, 1, "{form}: {}", ran.err);
        assert!(ran.out.contains(word), "{form}");
        assert_eq!(ran.out, run().out, "{form}");
    }
    assert_eq!(tekigo(&["network", "inventories/mihon/r8"]).code, 0);
}

#[test]
fn every_inventory_is_answered_in_the_shape_of_the_schema() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "network"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for dir in inventories() {
        let ran = tekigo(&["network", &format!("inventories/{dir}"), "--format", "json"]);
        assert!(matches!(ran.code, 0 | 1), "{dir}: {}", ran.err);
        let page = serde_json::from_str(&ran.out).unwrap();
        let errors: Vec<String> = validator.iter_errors(&page).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{dir}: {errors:#?}");
    }
}

#[test]
fn a_zone_that_nobody_wrote_down_is_not_taken_for_absent() {
    let report = |scratch: &str| -> Value {
        serde_json::from_str(&tekigo(&["network", scratch, "--format", "json"]).out).unwrap()
    };
    assert_eq!(strings(&report("inventories/kadoma/r4")["unseen"]), ["my_number"]);
    assert!(tekigo(&["network", "inventories/kadoma/r4"]).out.contains("判定していない"));
    assert!(strings(&report("inventories/mihon/r8")["unseen"]).is_empty());
    // Once the list is declared complete, the zone is known not to be there.
    assert!(
        strings(&report(net("unseen", "[[segment]]\nid = \"lg\"\nname = \"LG\"\nzone = \"lgwan\"\n").arg())["unseen"])
            .is_empty()
    );
}

#[test]
fn a_change_is_tried_before_it_is_made() {
    let open =
        tekigo(&["network", "inventories/mihon/r8", "--format", "json", "--what-if", "open", "lg-term", "mn-core"]);
    assert_eq!(open.code, 1, "{}", open.err);
    let report: Value = serde_json::from_str(&open.out).unwrap();
    assert_eq!(report["what_if"]["appear"].as_array().unwrap().len(), 3, "{}", report["what_if"]);
    assert!(report["what_if"]["disappear"].as_array().unwrap().is_empty());

    let close = tekigo(&["network", "inventories/renshu/r8", "--format", "json", "--what-if", "close", "dev-mn-rpa"]);
    let report: Value = serde_json::from_str(&close.out).unwrap();
    assert!(report["what_if"]["disappear"].as_array().unwrap().len() >= 5, "{}", report["what_if"]);

    for (change, word) in [
        (["close", "in-lg-shre"].as_slice(), "in-lg-share"),
        (&["shut", "x"], "close"),
        (&["open", "lg-term", "mn-cor"], "mn-core"),
    ] {
        let ran = tekigo(&[&["network", "inventories/renshu/r8", "--what-if"], change].concat());
        assert_eq!(ran.code, 2, "{change:?}: {}", ran.err);
        assert!(ran.err.contains(word), "{change:?}: {}", ran.err);
    }
}

#[test]
fn no_flow_known_is_not_no_flow() {
    const ZONES: &str = "[[segment]]\nid = \"lg\"\nname = \"LG\"\nzone = \"lgwan\"\n\
        [[segment]]\nid = \"in\"\nname = \"IN\"\nzone = \"internet\"\n";
    const FLOW: &str = "[[flow]]\nid = \"f\"\nfrom = \"lg\"\nto = \"in\"\n";
    const KNOWN: &str = "state = \"allowed\"\nmethod = \"proxy\"\nvia = \"internal\"\ndirection = \"one_way\"\n";
    let city = |complete: bool, records: &[&str]| {
        let scratch = match complete {
            true => net("lists", &[&[ZONES], records].concat().concat()),
            false => Scratch::new("lists"),
        };
        if !complete {
            let body = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n";
            scratch.write("body.toml", body).write("network.toml", [&[ZONES], records].concat().concat());
        }
        scratch
    };
    for (complete, records, state, mark) in [
        (false, &[][..], "unlisted", "~"),
        (false, &[FLOW], "unsettled", "(1)"),
        (false, &[FLOW, KNOWN], "permitted", "1"),
        (true, &[], "nothing", "-"),
        (true, &[FLOW, KNOWN], "permitted", "1"),
    ] {
        let scratch = city(complete, records);
        let report: Value = serde_json::from_str(&tekigo(&["network", scratch.arg(), "--format", "json"]).out).unwrap();
        let mut pairs = report["passages"].as_array().unwrap().iter();
        let pair = pairs.find(|pair| pair["origin"] == "lgwan" && pair["target"] == "internet").unwrap();
        assert_eq!(pair["state"], state, "{complete} {records:?} {pair}");
        let text = tekigo(&["network", scratch.arg()]).out;
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
        let number = |label: &str| lines.iter().find(|cells| cells.get(1) == Some(&label)).unwrap()[0];
        let (row, column) = (number("LGWAN接続系"), number("インターネット接続系"));
        let row = lines.iter().find(|cells| cells[..] != [row, "LGWAN接続系"] && cells.first() == Some(&row)).unwrap();
        assert_eq!(row[column.parse::<usize>().unwrap()], mark, "{complete} {records:?}\n{text}");
        // Whatever passes that way is permitted: no verdict, not a pass that nothing could turn.
        let said = check_json(scratch.arg(), &[]);
        let of =
            |result: &&Value| result["rule"] == "lgwan-zone-leaks-out" && result["subject"] == "passage/lgwan/internet";
        let verdict = said["results"].as_array().unwrap().iter().find(of).map(|result| result["verdict"].clone());
        assert!(verdict.is_none_or(|verdict| verdict == "not_applicable"), "{complete} {records:?}");
    }
}

#[test]
fn a_party_that_is_only_named_is_no_proof_that_nothing_passes_to_it() {
    const TOWN: &str = "[[segment]]\nid = \"lg\"\nname = \"LG\"\nzone = \"lgwan\"\n\
        [[segment]]\nid = \"my\"\nname = \"MY\"\nzone = \"my_number\"\n\
        [[external_party]]\nid = \"v\"\nname = \"V\"\nkind = \"vendor\"\nlisted = \"none\"\nrelays = false\n";
    let open = Scratch::new("party");
    let body = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n";
    open.write("body.toml", body).write("network.toml", TOWN);
    for (scratch, wanted) in [(open, "unknown"), (net("party-complete", TOWN), "pass")] {
        let said = check_json(scratch.arg(), &[]);
        let results = said["results"].as_array().unwrap();
        for (rule, subject) in [
            ("lgwan-zone-leaks-out", "passage/lgwan/party-vendor"),
            ("my-number-zone-leaks-out", "passage/my_number/party-vendor"),
        ] {
            let of = |result: &&Value| result["rule"] == rule && result["subject"] == subject;
            assert_eq!(results.iter().find(of).unwrap()["verdict"], wanted, "{rule}");
        }
    }
}
