//! The reports committed under `reports/` are what the program says today.
//!
//! `TEKIGO_REFRESH=1 cargo test --test it reports` writes them anew.

use crate::program::{inventories, root, tekigo};
use std::fs;

/// Set to write the files anew instead of comparing them.
const REFRESH: &str = "TEKIGO_REFRESH";

#[test]
fn committed_reports_are_current() {
    let refresh = std::env::var_os(REFRESH).is_some();
    let mut stale = Vec::new();
    for inventory in inventories() {
        for (extension, format) in [("txt", "text"), ("json", "json")] {
            let ran = tekigo(&["check", &format!("inventories/{inventory}"), "--format", format]);
            assert!(matches!(ran.code, 0 | 1), "{inventory}: {}\n{}", ran.code, ran.err);
            let path = root().join("reports").join(format!("{}.{extension}", inventory.replace('/', "-")));
            if refresh {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, &ran.out).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n") != ran.out {
                stale.push(path);
            }
        }
    }
    assert!(stale.is_empty(), "stale, refresh with TEKIGO_REFRESH=1 cargo test --test it reports: {stale:#?}");
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
