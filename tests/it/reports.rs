//! The reports committed under `reports/` are what the program says today.
//!
//! `TEKIGO_REFRESH=1 cargo test --test it reports` writes them anew.

use crate::program::{inventories, root, tekigo};
use std::fs;

/// Set to write the files anew instead of comparing them.
const REFRESH: &str = "TEKIGO_REFRESH";

/// Every command whose report is kept for every inventory: the name of its file, its name, its options.
const KEPT: [(&str, &str, &[&str]); 9] = [
    ("check.txt", "check", &[]),
    ("check.json", "check", &["--format", "json"]),
    ("network.txt", "network", &[]),
    ("plan.txt", "plan", &[]),
    ("fitgap.txt", "fitgap", &[]),
    ("ask.txt", "ask", &[]),
    ("law.txt", "law", &[]),
    ("next.txt", "next", &[]),
    ("actions.txt", "actions", &[]),
];

#[test]
fn committed_reports_are_current() {
    let refresh = std::env::var_os(REFRESH).is_some();
    let mut stale = Vec::new();
    for inventory in inventories() {
        let folder = root().join("reports").join(inventory.replace('/', "-"));
        for (file, command, options) in KEPT {
            let ran = tekigo(&[&[command, &*format!("inventories/{inventory}")], options].concat());
            assert!(matches!(ran.code, 0 | 1 | 4), "{command} {inventory}: {}\n{}", ran.code, ran.err);
            let path = folder.join(file);
            if refresh {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, &ran.out).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n") != ran.out {
                stale.push(path);
            }
        }
    }
    assert!(stale.is_empty(), "stale, refresh with TEKIGO_REFRESH=1 cargo test --test it reports: {stale:#?}");
}

/// The one page that is kept: that of the city with gaps planted.
const PAGE: (&str, &str) = ("inventories/renshu/r8", "reports/renshu-r8/check.html");

#[test]
fn the_committed_page_is_current() {
    let (inventory, file) = PAGE;
    let ran = tekigo(&["check", inventory, "--format", "html"]);
    let path = root().join(file);
    if std::env::var_os(REFRESH).is_some() {
        fs::write(&path, &ran.out).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == ran.out, "{file} is stale, refresh with {REFRESH}=1 cargo test --test it reports");
}

#[test]
fn the_readme_shows_a_real_screen() {
    for (readme, lang) in [("README.md", "en"), ("README.ja.md", "ja")] {
        let ran = tekigo(&["check", "inventories/kadoma/r4", "--lang", lang]);
        let lines: Vec<&str> = ran.out.lines().collect();
        let end = lines.iter().rposition(|line| line.starts_with("====")).unwrap();
        let screen = format!("```text\n{}\n```", lines[..=end].join("\n"));
        let path = root().join(readme);
        let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let start = text.find("```text\n").unwrap();
        let after = start + 8 + text[start + 8..].find("```").unwrap() + 3;
        if std::env::var_os(REFRESH).is_some() {
            fs::write(&path, format!("{}{screen}{}", &text[..start], &text[after..])).unwrap();
        } else {
            assert_eq!(&text[start..after], screen, "{readme}: refresh with {REFRESH}=1");
        }
    }
}
