//! Every format tells the same ledger, every result stands where a reader would look, and the same facts give the same bytes.

use crate::program::{FORMATS, Scratch, check_json, inventories, root, tekigo, written};
use calamine::{Data, Reader as _, Xlsx};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Cursor;

const VERDICTS: [&str; 6] = ["fail", "error", "unknown", "waived", "pass", "not_applicable"];
const LABELS: [&str; 6] = ["fail", "error", "unknown", "waived", "pass", "not applicable"];
/// Asks for everything by name, as SARIF wants it.
const ALL: &str = "fail,error,unknown,waived,pass,not_applicable";

type Counts = BTreeMap<String, u64>;
type Files = BTreeMap<String, Vec<u8>>;

/// Every report about an inventory, in English, by the ends of their names.
fn reports(dir: &str) -> Files {
    let scratch = Scratch::new("reports");
    let out = scratch.path.join("out");
    let ran = tekigo(&["report", dir, "--all", out.to_str().unwrap(), "--lang", "en"]);
    assert!(matches!(ran.code, 0 | 1 | 4), "{dir}: {}", ran.err);
    let file = |end: &str| std::fs::read(out.join(format!("check.{end}"))).unwrap();
    FORMATS.iter().map(|(format, end)| ((*format).to_owned(), file(end))).collect()
}

fn bytes(dir: &str, format: &str, more: &[&str]) -> Vec<u8> {
    let (bytes, code) = written(&[&["check", dir, "--format", format, "--lang", "en"], more].concat());
    assert!(matches!(code, 0 | 1 | 4), "{dir} {format}: {code}");
    bytes
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

fn sarif(dir: &str, more: &[&str]) -> Value {
    json(&bytes(dir, "sarif", more))
}

/// How often each verdict stands among these words; verdicts that nobody has are counted as none.
fn count<'a>(words: impl IntoIterator<Item = &'a str>) -> Counts {
    let mut counts: Counts = VERDICTS.iter().map(|verdict| ((*verdict).to_owned(), 0)).collect();
    for word in words {
        *counts.get_mut(&word.replace(' ', "_")).unwrap_or_else(|| panic!("`{word}` is no verdict")) += 1;
    }
    counts
}

/// What an object says about each verdict.
fn told(ledger: &Value) -> Counts {
    VERDICTS.iter().map(|verdict| ((*verdict).to_owned(), ledger[verdict].as_u64().unwrap())).collect()
}

fn of_csv(files: &Files) -> Counts {
    let mut reader = csv::Reader::from_reader(&files["csv"][3..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.iter().all(|row| row[0].is_empty() || !row[11].is_empty()), "a result without a place");
    count(rows.iter().map(|row| &row[0]))
}

fn of_sarif(files: &Files) -> Counts {
    let log = json(&files["sarif"]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let listed = count(results.iter().map(|result| result["properties"]["verdict"].as_str().unwrap()));
    let told = told(&log["runs"][0]["properties"]["ledger"]);
    // What is settled is not listed unless asked for.
    VERDICTS[..4].iter().for_each(|verdict| assert_eq!(told[*verdict], listed[*verdict], "{verdict}"));
    assert_eq!(listed["pass"] + listed["not_applicable"], 0);
    told
}

fn of_junit(files: &Files) -> Counts {
    let xml = std::str::from_utf8(&files["junit"]).unwrap();
    let (mut reader, mut words) = (Reader::from_str(xml), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) if tag.name().as_ref() == "testcase" => {
                words.push(tag.try_get_attribute("group").unwrap().unwrap().value.into_owned());
            }
            Event::Eof => return count(words.iter().map(String::as_str)),
            _ => {}
        }
    }
}

fn of_xlsx(files: &Files) -> Counts {
    let mut book = Xlsx::new(Cursor::new(&files["xlsx"])).unwrap();
    let summary = book.worksheet_range("Summary").unwrap();
    let list = book.worksheet_range("Verdicts").unwrap();
    let counts: Vec<String> = list.rows().skip(3).map(|row| row[0].to_string()).collect();
    let counts = count(counts.iter().map(String::as_str));
    for (verdict, label) in VERDICTS.iter().zip(LABELS) {
        let told = summary.rows().find(|row| row[0] == Data::String(label.to_owned())).unwrap();
        assert_eq!(told[1], Data::Float(counts[*verdict] as f64), "{verdict}");
    }
    counts
}

fn of_oscal(files: &Files) -> Counts {
    let results = json(&files["oscal-ar"]);
    let observations = results["assessment-results"]["results"][0]["observations"].as_array().unwrap();
    let word = |one: &Value| {
        let props = one["props"].as_array().unwrap();
        props.iter().find(|prop| prop["name"] == "verdict").unwrap()["value"].as_str().unwrap().to_owned()
    };
    let words: Vec<String> = observations.iter().map(word).collect();
    let plan = json(&files["oscal-poam"]);
    let plan = &plan["plan-of-action-and-milestones"];
    let open = plan["observations"].as_array().map_or(0, Vec::len);
    let settled = |word: &&String| ["pass", "not_applicable"].contains(&word.as_str());
    assert_eq!(open, words.len() - words.iter().filter(settled).count());
    count(words.iter().map(String::as_str))
}

fn of_markdown(files: &Files) -> Counts {
    let text = std::str::from_utf8(&files["markdown"]).unwrap();
    let table: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).take(3).collect();
    let cells = |line: &str| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let pairs = cells(table[0]).into_iter().zip(cells(table[2]));
    let known = pairs.filter(|(name, _)| LABELS.contains(&name.as_str()));
    known.map(|(name, number)| (name.replace(' ', "_"), number.parse().unwrap())).collect()
}

#[test]
fn the_ledger_is_the_same_in_every_format() {
    for inventory in inventories() {
        let files = reports(&format!("inventories/{inventory}"));
        let ledger = told(&json(&files["json"])["ledger"]);
        for of in [of_csv, of_sarif, of_junit, of_xlsx, of_oscal, of_markdown] {
            assert_eq!(of(&files), ledger, "{inventory}");
        }
    }
}

#[test]
fn the_same_facts_give_the_same_bytes_in_any_folder() {
    let (dir, scratch) = ("inventories/renshu/r8", Scratch::new("formats"));
    scratch.copy(dir);
    let (here, there) = (reports(dir), reports(scratch.arg()));
    let folder = scratch.arg().as_bytes();
    for (format, _) in FORMATS {
        assert!(here[format] == there[format], "{format}");
        assert!(!there[format].windows(folder.len()).any(|window| window == folder), "{format} names a folder");
    }
}

#[test]
fn every_result_in_sarif_stands_at_a_line_that_there_is() {
    for inventory in inventories() {
        let dir = format!("inventories/{inventory}");
        let log = sarif(&dir, &["--only", ALL, "--uri-prefix", &dir]);
        let mut files: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut seen = std::collections::BTreeSet::new();
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            let lines = files.entry(uri.to_owned()).or_insert_with(|| {
                let text = std::fs::read_to_string(root().join(uri)).unwrap_or_else(|error| panic!("{uri}: {error}"));
                text.lines().map(|line| line.chars().count()).collect()
            });
            let number = |name: &str| place["region"][name].as_u64().unwrap() as usize;
            let (line, column) = (number("startLine"), number("startColumn"));
            assert!(line <= lines.len() && column <= lines[line - 1] + 1, "{uri}:{line}:{column}");
            assert!(seen.insert(result["partialFingerprints"]["primaryLocationLineHash"].to_string()), "{result}");
        }
        // Not all of them at the head of one file.
        assert!(files.len() > 1, "{dir}: {files:?}");
    }
}

#[test]
fn a_fail_stands_at_the_fact_that_decided_and_the_unknown_where_it_should_be_written() {
    let dir = "inventories/kadoma/r4";
    let assessment = check_json(dir, &[]);
    let log = sarif(dir, &[]);
    let results = log["runs"][0]["results"].as_array().unwrap();
    for (verdict, grounds) in [("fail", "facts"), ("unknown", "missing")] {
        let judged = assessment["results"].as_array().unwrap().iter().filter(|one| one["verdict"] == verdict);
        for one in judged {
            let same =
                |result: &&Value| result["ruleId"] == one["rule"] && result["properties"]["subject"] == one["subject"];
            let place = &results.iter().find(same).unwrap()["locations"][0]["physicalLocation"];
            let shown = format!(
                "{}:{}:{}",
                place["artifactLocation"]["uri"].as_str().unwrap(),
                place["region"]["startLine"],
                place["region"]["startColumn"]
            );
            let places = one[grounds].as_array().unwrap().iter().filter_map(|ground| ground["place"].as_str());
            assert!(places.clone().any(|place| place == shown), "{shown}: {one}");
        }
    }
}

#[test]
fn unknown_is_never_a_pass() {
    let dir = "inventories/kadoma/r4";
    let log = sarif(dir, &[]);
    let unknown = log["runs"][0]["results"].as_array().unwrap().iter();
    let unknown = unknown.filter(|result| result["properties"]["verdict"] == "unknown");
    assert!(unknown.inspect(|result| assert_eq!(result["kind"], "open")).count() > 100);
    let cases = |more: &[&str]| String::from_utf8(bytes(dir, "junit", more)).unwrap();
    assert!(cases(&[]).contains("group=\"unknown\">"), "a case without anything in it has passed");
    assert!(!cases(&[]).contains("group=\"unknown\"/>"));
    let ledger = told(&check_json(dir, &[])["ledger"]);
    let failures = cases(&["--unknown", "fail"]).matches("<failure ").count() as u64;
    assert_eq!(failures, ledger["fail"] + ledger["unknown"]);
}

#[test]
fn a_comment_never_grows_beyond_its_limit() {
    for (dir, most) in
        [("inventories/renshu/r8", 65_536), ("inventories/renshu/r8", 9_000), ("inventories/suita/r3", 9_000)]
    {
        let text = String::from_utf8(bytes(dir, "markdown", &["--max-chars", &most.to_string()])).unwrap();
        assert!(text.chars().count() <= most && text.contains("**Left out for want of room"), "{dir} {most}");
    }
    let ran = tekigo(&["check", "inventories/kadoma/r4", "--format", "markdown", "--max-chars", "10"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
}

#[test]
fn cp932_says_what_utf8_says_or_names_the_character() {
    let twins = [('\u{2015}', '\u{2014}'), ('\u{ff5e}', '\u{301c}'), ('\u{ff0d}', '\u{2212}')];
    let same =
        |text: &str| twins.iter().fold(text.to_owned(), |text, (one, other)| text.replace(*one, &other.to_string()));
    for inventory in inventories() {
        let dir = format!("inventories/{inventory}");
        let lang = if inventory.len().is_multiple_of(2) { "ja" } else { "en" };
        let csv = |more: &[&str]| written(&[&["check", &dir, "--format", "csv", "--lang", lang], more].concat()).0;
        let cp932 = csv(&["--encoding", "cp932"]);
        let (text, _, wrong) = encoding_rs::SHIFT_JIS.decode(&cp932);
        let utf8 = String::from_utf8(csv(&[])).unwrap();
        assert!(!wrong && same(&text) == same(utf8.trim_start_matches('\u{feff}')), "{dir} {lang}");
    }
    let scratch = Scratch::new("cp932");
    scratch.copy("inventories/kadoma/r4");
    scratch.write("own.toml", "[[system]]\nid = \"yoshi\"\nname = \"𠮷田システム\"\n");
    let ran = tekigo(&["check", scratch.arg(), "--format", "csv", "--encoding", "cp932"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("「𠮷」U+20BB7（𠮷田システム") && ran.err.contains("--encoding utf-8"), "{}", ran.err);
}

#[test]
fn a_body_about_which_nothing_is_known_has_every_format() {
    let scratch = Scratch::new("bare");
    scratch.write("body.toml", "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-04-01\n");
    for (format, _) in FORMATS {
        for more in [&[][..], &["--only", "waived"]] {
            let (bytes, code) = written(&[&["check", scratch.arg(), "--format", format], more].concat());
            assert!(code == 4 && !bytes.is_empty(), "{format} {more:?}: {code}");
        }
    }
}

#[test]
fn every_format_is_documented() {
    let document = std::fs::read_to_string(root().join("docs/formats.md")).unwrap();
    for (format, end) in FORMATS {
        assert!(document.contains(&format!("| `{format}` | `check.{end}` |")), "{format}");
    }
    let ran = tekigo(&["check", "inventories/kadoma/r4", "--format", "papyrus"]);
    assert_eq!(ran.code, 2);
    FORMATS.iter().for_each(|(format, _)| assert!(ran.err.contains(format), "{}", ran.err));
}

#[test]
fn a_pass_never_stands_beside_the_bare_name_of_the_gap() {
    let title = "個人番号利用事務・戸籍事務のシステムがマイナンバー利用事務系の外にある";
    let told = format!("「{title}」に当たらない");
    for format in ["text", "markdown", "csv", "html"] {
        let out = tekigo(&["check", "inventories/mihon/r8", "--only", "pass", "--format", format]).out;
        let listed: String = out.split_whitespace().collect();
        assert!(listed.contains(&told), "{format}");
        assert_eq!(listed.matches(title).count(), listed.matches(&told).count(), "{format}");
    }
}
