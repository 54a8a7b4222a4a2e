//! Wrong files: every one gets a message with its place and a way out, exit 3, and nothing on standard output.

use crate::program::{Ran, Scratch, tekigo};

const BODY: &str = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2022-10-01\n";

/// Checks a folder that cannot be used, and gives what was said about it.
fn refused(scratch: &Scratch, more: &[&str]) -> Ran {
    let ran = tekigo(&[&["check", scratch.arg()], more].concat());
    assert_eq!(ran.code, 3, "{}\n{}", ran.out, ran.err);
    assert_eq!(ran.out, "");
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ran
}

/// A folder with a good body and one more file.
fn folder(name: &str, file: &str, content: impl AsRef<[u8]>) -> Scratch {
    let scratch = Scratch::new(name);
    scratch.write("body.toml", BODY).write(file, content);
    scratch
}

fn says(ran: &Ran, words: &[&str]) {
    for word in words {
        assert!(ran.err.contains(word), "`{word}` is not in:\n{}", ran.err);
    }
}

#[test]
fn a_folder_without_a_body_file() {
    let scratch = Scratch::new("no-body");
    scratch.write("systems.toml", "");
    says(&refused(&scratch, &[]), &["body.toml"]);
}

#[test]
fn a_folder_that_is_not_there() {
    let ran = tekigo(&["check", "inventories/kadoma/r9"]);
    assert_eq!(ran.code, 3);
    says(&ran, &["inventories/kadoma/r9"]);
}

#[test]
fn a_folder_above_the_inventories() {
    let ran = tekigo(&["check", "inventories/kadoma"]);
    assert_eq!(ran.code, 3);
    says(&ran, &["r4、r7", "kadoma"]);
    assert_eq!(ran.err.matches("エラー").count(), 1, "one hint, not an error for each year:\n{}", ran.err);
}

#[test]
fn a_file_ending_in_capitals_is_read_like_any_other() {
    let scratch = folder("capitals", "SYSTEMS.TOML", "[[system]]\nid = \"a\"\nnmae = \"b\"\n");
    says(&refused(&scratch, &[]), &["SYSTEMS.TOML:3:1", "name"]);
}

#[test]
fn truncated_toml() {
    let scratch = folder("truncated", "systems.toml", "[[system]]\nid = \"juki\"\nname = \"住民");
    says(&refused(&scratch, &[]), &["systems.toml:3"]);
}

#[test]
fn wrong_encoding() {
    let cp932 = b"[[system]]\nid = \"juki\"\nname = \"\x8f\x5a\x96\xaf\"\n";
    says(&refused(&folder("cp932", "systems.toml", cp932), &[]), &["systems.toml:3", "UTF-8"]);
    let utf16: Vec<u8> = "[[system]]".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&[0xff, 0xfe][..], &utf16].concat();
    says(&refused(&folder("utf16", "systems.toml", marked), &[]), &["systems.toml", "UTF-8"]);
}

#[test]
fn a_hundred_megabytes() {
    let scratch = folder("huge", "systems.toml", vec![b'#'; 100 << 20]);
    says(&refused(&scratch, &[]), &["systems.toml"]);
}

#[cfg(unix)]
#[test]
fn a_symlink_loop_is_walked_once() {
    let scratch = folder("loop", "systems.toml", "");
    std::os::unix::fs::symlink(&scratch.path, scratch.path.join("again")).unwrap();
    let ran = tekigo(&["check", scratch.arg()]);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    assert!(ran.code == 0 || ran.code == 1 || ran.code == 3 || ran.code == 4, "{}", ran.code);
}

#[test]
fn every_mistake_of_every_file_is_said_at_once_with_the_nearest_right_word() {
    let scratch = Scratch::new("many");
    scratch
        .write("body.toml", BODY.replace("272230", "272231").replace("\"city\"", "\"citty\""))
        .write(
            "a.toml",
            "[[systm]]\nid = \"a\"\n\n[[system]]\nid = \"juki\"\nnmae = \"住基\"\nstatus = \"lives\"\nlive_on = \"令和7年13月1日\"\nencrypted = \"yes please\"\n",
        )
        .write("b.toml", "[[segment]]\nid = \"lg\"\nname = \"LG\"\nzone = \"lgwn\"\n");
    let ran = refused(&scratch, &[]);
    says(
        &ran,
        &[
            "body.toml:2",
            "272230",
            "body.toml:4",
            "city",
            "a.toml:1",
            "system",
            "a.toml:6",
            "name",
            "a.toml:7",
            "live",
            "a.toml:8",
            "a.toml:9",
            "b.toml:4",
            "lgwan",
        ],
    );
}

#[test]
fn references_that_lead_nowhere_and_ids_given_twice() {
    let scratch = Scratch::new("references");
    scratch
        .write("body.toml", BODY)
        .write(
            "a.toml",
            "[[segment]]\nid = \"lgwan\"\nzone = \"lgwan\"\n\n[[system]]\nid = \"juki\"\nsegment = \"lgwn\"\n",
        )
        .write("b.toml", "[[system]]\nid = \"juki\"\n");
    let ran = refused(&scratch, &[]);
    says(&ran, &["a.toml:7", "lgwn", "lgwan", "b.toml:2", "a.toml:6"]);
}

#[test]
fn a_ring_of_departments() {
    let departments = "[[department]]\nid = \"a\"\nparent = \"b\"\n\n[[department]]\nid = \"b\"\nparent = \"a\"\n";
    let ran = refused(&folder("ring", "departments.toml", departments), &[]);
    says(&ran, &["departments.toml:3", "a、b"]);
}

#[test]
fn the_language_of_messages_can_be_chosen() {
    let scratch = folder("english", "systems.toml", "[[systm]]\nid = \"a\"\n");
    let ran = refused(&scratch, &["--lang", "en"]);
    says(&ran, &["systems.toml:1", "`systm`", "`system`"]);
    assert!(ran.err.is_ascii() || !ran.err.contains("ありません"), "{}", ran.err);
}

#[test]
fn a_waiver_from_a_statute_or_from_no_rule() {
    let waivers = "[[waiver]]\nid = \"w1\"\nrule = \"csirt-not-establishd\"\nsubject = \"role/csirt\"\nuntil = 2023-03-31\n\n\
                   [[waiver]]\nid = \"w2\"\nrule = \"organ-without-security-policy\"\nsubject = \"organ/mayor\"\nuntil = 2023-03-31\n";
    let ran = refused(&folder("waivers", "waivers.toml", waivers), &[]);
    says(&ran, &["waivers.toml:3", "csirt-not-established", "waivers.toml:9"]);
    let long = "[[waiver]]\nid = \"w\"\nrule = \"csirt-not-established\"\nsubject = \"role/csirt\"\n\
                approved_on = 2022-04-01\nuntil = 2024-03-31\n";
    says(&refused(&folder("long-waiver", "waivers.toml", long), &[]), &["waivers.toml:6", "365"]);
}

/// A rule file of the user's own.
fn rule(id: &str, change: &[(&str, &str)]) -> String {
    let text = format!(
        r#"id = "{id}"
title = {{ ja = "名称のない課", en = "department without a name" }}
why = {{ ja = "呼べない", en = "nobody can call it" }}
remedy = {{ ja = "名付ける", en = "name it" }}
clause = ["own-plan/kpi"]
severity = "low"
from = 2020-04-01
subject = "department"
require = "department.name != '無題'"
message = {{ ja = "{{department.id}} に名称がない", en = "{{department.id}} has no name" }}

[[example]]
note = {{ ja = "名称がある", en = "named" }}
verdict = "pass"
[[example.department]]
id = "a"
name = "A"

[[example]]
note = {{ ja = "無題のまま", en = "called nothing" }}
verdict = "fail"
[[example.department]]
id = "a"
name = "無題"
"#
    );
    change.iter().fold(text, |text, (from, to)| text.replace(from, to))
}

#[test]
fn rules_of_ones_own_are_checked_before_they_judge() {
    let good = Scratch::new("rules-good");
    good.write("own/own-department-without-name.toml", rule("own-department-without-name", &[]));
    let ran = tekigo(&["check", "inventories/kadoma/r4", "--extend", good.arg()]);
    assert!(ran.code <= 1, "{}", ran.err);

    let wrong = [
        (
            "unknown-field",
            vec![("department.name != '無題'", "department.nmae != '無題'")],
            vec!["nmae", "name", ":9:"],
        ),
        ("broken-example", vec![("name = \"A\"", "name = \"無題\"")], vec!["fail", "pass", ":12:"]),
        (
            "no-example",
            vec![("verdict = \"fail\"", "verdict = \"pass\""), ("name = \"無題\"", "name = \"B\"")],
            vec!["fail", ":1:"],
        ),
        ("unknown-clause", vec![("own-plan/kpi", "own-plan/kpj")], vec!["own-plan/kpj", "own-plan/kpi"]),
    ];
    for (name, change, words) in wrong {
        let scratch = Scratch::new(name);
        scratch.write("own/own-rule.toml", rule("own-rule", &change));
        let ran = tekigo(&["check", "inventories/kadoma/r4", "--extend", scratch.arg()]);
        assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{name}");
        says(&ran, &words);
    }

    let twice = Scratch::new("twice");
    twice.write("governance/csirt-not-established.toml", rule("csirt-not-established", &[]));
    let ran = tekigo(&["check", "inventories/kadoma/r4", "--extend", twice.arg()]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    says(&ran, &["csirt-not-established"]);
}

#[test]
fn every_error_of_every_kind_comes_in_one_run() {
    let scratch = Scratch::new("bad");
    scratch.copy("inventories/kadoma/r4");
    scratch.write(
        "one.toml",
        "[[department]]\nid = \"zeimu\"\nname = \"税務課\"\n\n[[system]]\nid = \"a\"\nnmae = \"甲\"\nstatus = \"alive\"\n\n\
         [[system]]\nid = \"b\"\n状況 = \"live\"\n",
    );
    scratch.write(
        "two.toml",
        "[[flow]]\nid = \"f\"\nfrom = \"cor\"\n\n[[fact]]\non = \"contract/zz\"\nnote = \"x\"\n\n\
         [[segment]]\nid = \"s\"\nzone = \"lgwan\"\n\n[[segment]]\nid = \"s\"\n",
    );
    let ran = tekigo(&["check", scratch.arg()]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    for wrong in ["nmae", "alive", "状況", "cor", "zz", "二度書かれています"] {
        assert!(ran.err.contains(wrong), "{wrong}:\n{}", ran.err);
    }
    // Nothing is said of what only follows from another mistake.
    scratch.write("two.toml", "[[dependency]]\nfrom = \"a\"\nto = \"甲\"\n");
    let ran = tekigo(&["check", scratch.arg()]);
    assert!(!ran.err.contains("「甲」"), "{}", ran.err);
}
