//! The HTML report of every inventory: whole, alone, and the same wherever it is made.

use crate::program::{Scratch, check_json, inventories, tekigo};

fn page(args: &[&str]) -> String {
    let ran = tekigo(&[&["check", "--format", "html"], args].concat());
    assert!(matches!(ran.code, 0 | 1 | 4), "{args:?}: {}", ran.err);
    ran.out
}

#[test]
fn every_inventory_has_a_page_that_asks_nothing_of_anybody() {
    for inventory in inventories() {
        for lang in ["ja", "en"] {
            let page = page(&[&format!("inventories/{inventory}"), "--lang", lang]);
            assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"), "{inventory}");
            assert!(page.contains("default-src 'none'"), "{inventory}");
            for word in ["http://", "https://", "src=", "@import", "url(//", "fetch(", "XMLHttpRequest", "style=\""] {
                let own = word == "src=" && page.contains("default-src=");
                assert!(own || !page.contains(word), "{inventory} {lang}: {word}");
            }
        }
    }
}

#[test]
fn the_page_holds_the_ledger_and_every_finding() {
    for inventory in ["renshu/r8", "kadoma/r4", "suita/r3"] {
        let folder = format!("inventories/{inventory}");
        let json = crate::program::check_json(&folder, &[]);
        let page = page(&[&folder]);
        for (verdict, number) in json["ledger"].as_object().unwrap() {
            if !matches!(verdict.as_str(), "total" | "coming") {
                let tile = page.split(&format!("class=\"tile v-{verdict}\"")).nth(1).unwrap();
                let tile = tile.split("</li>").next().unwrap();
                assert!(tile.contains(&format!("<strong>{number}</strong>")), "{inventory} {verdict}: {tile}");
            }
        }
        let rows = page.split("<tr data-v=").count() - 1;
        assert_eq!(rows as u64, json["ledger"]["total"].as_u64().unwrap());
        let cards = page.matches("<article class=\"card").count();
        let mut failing: Vec<&str> = Vec::new();
        for result in json["results"].as_array().unwrap().iter().filter(|result| result["verdict"] == "fail") {
            let rule = result["rule"].as_str().unwrap();
            assert!(page.contains(&format!("id=\"rule-{rule}\"")), "{rule}");
            failing.push(rule);
        }
        failing.dedup();
        assert_eq!(cards, failing.len());
        for verdict in ["fail", "unknown", "pass"] {
            let listed = page.matches(&format!("<tr data-v=\"{verdict}\"")).count() as u64;
            assert_eq!(listed, json["ledger"][verdict].as_u64().unwrap(), "{inventory} {verdict}");
        }
    }
}

#[test]
fn the_same_inventory_elsewhere_gives_the_same_bytes() {
    let scratch = Scratch::new("page");
    scratch.copy("inventories/renshu/r8");
    assert_eq!(page(&[scratch.arg()]), page(&["inventories/renshu/r8"]));
}

#[test]
fn only_narrows_the_lists_and_not_the_ledger() {
    let page = page(&["inventories/renshu/r8", "--only", "waived"]);
    let ledger = &check_json("inventories/renshu/r8", &[])["ledger"];
    let waived = page.matches("<tr data-v=\"waived\"").count() as u64;
    assert_eq!((page.matches("<tr data-v=").count() as u64, Some(waived)), (waived, ledger["waived"].as_u64()));
    assert!(!page.contains("id=\"findings\"") && !page.contains("id=\"questions\""));
    assert!(page.contains(&format!("<strong>{}</strong>", ledger["fail"])));
}

#[test]
fn leaks_late_functions_and_changed_definitions_are_drawn() {
    let page = page(&["inventories/renshu/r8"]);
    for drawn in [
        "class=\"leak\"",         // a path that is not permitted
        "class=\"node closing\"", // what closes it
        "251日の遅れ",            // past its date
        "e-cut",                  // needs an interim link
        "class=\"break\"",        // a definition changed
        "class=\"t-part\"",       // not everybody was trained
        "原典と未照合",           // a clause from memory
    ] {
        assert!(page.contains(drawn), "{drawn}");
    }
}
