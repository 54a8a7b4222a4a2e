//! The reports committed under `reports/` are what the program says today.
//!
//! `TEKIGO_REFRESH=1 cargo test --test it reports` writes them anew.

use crate::program::{inventories, root, tekigo};
use std::fs;

#[test]
fn committed_reports_are_current() {
    let refresh = std::env::var_os("TEKIGO_REFRESH").is_some();
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
