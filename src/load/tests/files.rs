//! Folders and bytes: what is refused before it is parsed.

use super::{BODY, Folder, pack, read_folder, read_inventory, shown};
use crate::diagnostic::Sources;
use crate::load::load_inventory;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

fn read(dir: &Path) -> Vec<String> {
    let (pack, _) = pack();
    let mut sources = Sources::default();
    match load_inventory(dir, &pack.vocabulary, &mut sources) {
        Ok(_) => Vec::new(),
        Err(rejected) => shown(&rejected.diagnostics, &sources),
    }
}

#[test]
fn says_what_is_wrong_with_the_folder() {
    let folder = Folder::new([("readme.txt", &b""[..])]);
    let missing = folder.0.join("missing");
    let file = folder.0.join("readme.txt");
    assert_eq!(
        read(&missing),
        [format!("there is no folder `{}` (name the folder that holds the TOML files)", missing.display())]
    );
    assert_eq!(
        read(&file),
        [format!("`{}` is not a folder (name the folder that holds the TOML files)", file.display())]
    );
    assert_eq!(
        read(&folder.0),
        ["there is no `body.toml` (add body.toml with the code and name of the body and the as_of date)"]
    );
}

#[test]
fn refuses_bytes_that_are_no_utf8() {
    let cp932 = b"[body]\nname = \"\x96\xE5\x90^\x8Es\"\n";
    let utf16 = b"\xFF\xFE[\0b\0";
    let stray = "[[system]]\nid = \"住民\u{0}\"\n".replace('\u{0}', "\u{7F}").into_bytes();
    let stray: Vec<u8> = stray.into_iter().map(|b| if b == 0x7F { 0xFF } else { b }).collect();
    let files: [(&str, &[u8]); 3] = [("body.toml", cp932), ("u.toml", utf16), ("x.toml", &stray)];
    assert_eq!(
        read_folder(&files).unwrap_err(),
        [
            "body.toml:2:9: the file is not encoded in UTF-8 (it looks like Shift_JIS, CP932) (save the file again as UTF-8)",
            "u.toml:1:1: the file is encoded in UTF-16 (save the file again as UTF-8)",
            "x.toml:2:9: the file is not encoded in UTF-8 (save the file again as UTF-8)",
        ]
    );
}

#[test]
fn a_byte_order_mark_does_not_move_places() {
    let text = "\u{FEFF}[[sytem]]\nid = \"a\"\n";
    assert_eq!(read_inventory(text).unwrap_err(), ["x.toml:1:3: unknown table `sytem` (did you mean `system`?)"]);
}

#[test]
fn refuses_a_file_that_is_too_large() {
    let folder = Folder::new([("body.toml", BODY.as_bytes())]);
    let file = fs::File::create(folder.0.join("huge.toml")).unwrap();
    file.set_len(100 * 1024 * 1024).unwrap();
    assert_eq!(read(&folder.0), ["`huge.toml` is larger than 16 MiB (split the file)"]);
}

#[test]
fn links_cannot_lead_back() {
    let folder = Folder::new([("body.toml", BODY.as_bytes()), ("sub/x.toml", b"[[system]]\nid = \"a\"\n")]);
    symlink(&folder.0, folder.0.join("sub/loop")).unwrap();
    symlink(folder.0.join("sub"), folder.0.join("sub/self")).unwrap();
    assert_eq!(read(&folder.0), Vec::<String>::new());
    symlink(folder.0.join("nowhere"), folder.0.join("gone.toml")).unwrap();
    assert_eq!(read(&folder.0), ["cannot read `gone.toml` (not found)"]);
}

#[test]
fn hidden_files_are_not_read() {
    let folder = Folder::new([("body.toml", BODY.as_bytes()), (".git/x.toml", b"="), (".#body.toml", b"=")]);
    assert_eq!(read(&folder.0), Vec::<String>::new());
}

#[test]
fn refuses_what_is_no_file() {
    let folder = Folder::new([("body.toml", BODY.as_bytes())]);
    symlink("/dev/zero", folder.0.join("zero.toml")).unwrap();
    assert_eq!(read(&folder.0), ["`zero.toml` is not a regular file (put a file in its place)"]);
}

#[test]
fn refuses_folders_without_end() {
    let folder = Folder::new([("body.toml", BODY.as_bytes())]);
    let deep = (0..20).fold(folder.0.clone(), |path, _| path.join("d"));
    fs::create_dir_all(&deep).unwrap();
    let problems = read(&folder.0);
    assert!(problems[0].contains("is more than 16 levels deep"), "{problems:?}");
}

#[test]
fn syntax_errors_are_few_and_placed() {
    let text =
        "[[system]]\nid = \"a\nname = \"b\"\n[[system]]\nid = \"c\"\nid = \"d\"\n[[system]]\nlive_on = 2026-02-30\n";
    let problems = read_inventory(text).unwrap_err();
    let places: Vec<_> = problems.iter().map(|problem| problem.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["x.toml:2:8", "x.toml:6:1", "x.toml:8:11"], "{problems:#?}");
    let many = "[[system]]\nid = = \"a\"\n".repeat(20);
    assert_eq!(read_inventory(&many).unwrap_err().len(), 5);
}

#[test]
fn full_width_signs_are_named() {
    for (line, wide) in [("id ＝ \"a\"", '＝'), ("id = “a”", '“'), ("users = １２", '１'), ("id　= \"a\"", '　')]
    {
        let problems = read_inventory(&format!("[[system]]\n{line}\n")).unwrap_err();
        assert!(problems[0].contains(&format!("replace the full-width `{wide}`")), "{problems:?}");
    }
    let problems = read_inventory("[[system]]\nid = juki\n").unwrap_err();
    assert!(problems[0].ends_with("(put it in `\"`)"), "{problems:?}");
}
