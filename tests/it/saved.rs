//! Saved assessments: shown later as they were, and never taken for something else.

use crate::program::{FORMATS, Scratch, inventories, tekigo, written};

fn save(dir: &str, scratch: &Scratch, more: &[&str]) -> String {
    let path = scratch.path.join("kept.json").to_str().unwrap().to_owned();
    let ran = tekigo(&[&["check", dir, "--save", &path], more].concat());
    assert!(ran.code <= 1 || ran.code == 4, "{dir}: {}", ran.err);
    let plain = tekigo(&[&["check", dir], more].concat());
    assert!(ran.out == plain.out && ran.code == plain.code, "{dir}: saving changes what is said");
    path
}

#[test]
fn what_was_saved_is_shown_later_byte_by_byte_in_every_format() {
    for dir in inventories() {
        let (dir, scratch) = (format!("inventories/{dir}"), Scratch::new("saved"));
        let path = save(&dir, &scratch, &[]);
        for (format, more) in [
            ("text", &[][..]),
            ("text", &["--coming", "--lang", "en"]),
            ("text", &["--only", "fail,pass"]),
            ("json", &[]),
            ("html", &[]),
        ] {
            shown_alike((&dir, &path), format, more);
        }
    }
}

/// The same bytes and the same status from an inventory and from what was saved of it.
fn shown_alike((dir, path): (&str, &str), format: &str, more: &[&str]) {
    let then = written(&[&["check", dir, "--format", format], more].concat());
    let later = written(&[&["report", path, "--format", format], more].concat());
    assert!(then == later, "{dir} {format} {more:?}");
}

#[test]
fn the_wishes_of_each_format_hold_for_what_was_saved() {
    let (dir, scratch) = ("inventories/renshu/r8", Scratch::new("saved-wishes"));
    let path = save(dir, &scratch, &[]);
    for (format, more) in [
        ("markdown", &["--max-chars", "9000"][..]),
        ("csv", &["--encoding", "cp932"]),
        ("sarif", &["--uri-prefix", "inventories/city", "--only", "fail,pass"]),
        ("junit", &["--unknown", "fail"]),
        ("xlsx", &["--lang", "en"]),
        ("oscal-ar", &[]),
        ("oscal-poam", &[]),
    ] {
        shown_alike((dir, &path), format, more);
    }
}

#[test]
fn an_audience_is_saved_with_what_it_may_see() {
    let (dir, scratch) = ("inventories/renshu/r8", Scratch::new("saved-council"));
    let path = save(dir, &scratch, &["--audience", "council"]);
    for (format, _) in FORMATS {
        let then = written(&["check", dir, "--audience", "council", "--format", format]);
        assert!(then == written(&["report", &path, "--format", format]), "{format}");
    }
}

#[test]
fn a_folder_of_reports_is_made_from_a_saved_assessment() {
    let scratch = Scratch::new("saved-all");
    let path = save("inventories/renshu/r8", &scratch, &[]);
    let out = scratch.path.join("out");
    let ran = tekigo(&["report", &path, "--all", out.to_str().unwrap()]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let json = std::fs::read_to_string(out.join("check.json")).unwrap();
    assert!(json == tekigo(&["check", "inventories/renshu/r8", "--format", "json"]).out);
    assert!(out.join("MANIFEST.sha256").exists() && out.join("index.html").exists());
}

#[test]
fn nothing_is_replaced_and_nothing_else_is_read() {
    let scratch = Scratch::new("saved-kept");
    let path = save("inventories/kadoma/r4", &scratch, &[]);
    let before = std::fs::read(&path).unwrap();
    let again = tekigo(&["check", "inventories/renshu/r8", "--save", &path]);
    assert_eq!((again.code, again.out.as_str()), (3, ""));
    assert!(again.err.contains("既にある"), "{}", again.err);
    assert_eq!(std::fs::read(&path).unwrap(), before);

    let text = String::from_utf8(before).unwrap();
    scratch
        .write("later.json", text.replacen("tekigo.saved/2", "tekigo.saved/9", 1))
        .write("view.json", tekigo(&["check", "inventories/kadoma/r4", "--format", "json"]).out)
        .write("half.json", text.chars().take(text.chars().count() / 2).collect::<String>())
        .write("bytes.json", [0xff, 0xfe, 0x00]);
    for (file, words) in [
        ("later.json", ["tekigo.saved/9", "tekigo.saved/2"]),
        ("view.json", ["tekigo.assessment/1", "--save"]),
        ("half.json", ["half.json", "--save"]),
        ("bytes.json", ["bytes.json", ""]),
    ] {
        let file = scratch.path.join(file).to_str().unwrap().to_owned();
        for args in [&["report", &file, "--format", "text"][..], &["diff", &file, "inventories/kadoma/r7"]] {
            for lang in ["ja", "en"] {
                let ran = tekigo(&[args, &["--lang", lang]].concat());
                assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{args:?}");
                assert!(words.iter().all(|word| ran.err.contains(word)), "{args:?}: {}", ran.err);
            }
        }
    }
}

#[test]
fn a_saved_assessment_is_not_judged_again() {
    let scratch = Scratch::new("saved-fixed");
    let path = save("inventories/kadoma/r4", &scratch, &[]);
    for more in [&["--as-of", "2030-01-01"][..], &["--audience", "ciso"], &["--pack", "rules"]] {
        assert_eq!(tekigo(&[&["report", &path, "--format", "text"], more].concat()).code, 2, "{more:?}");
    }
    for more in [&["--old-as-of", "2030-01-01"][..], &["--old-pack", "rules"]] {
        assert_eq!(tekigo(&[&["diff", &path, "inventories/kadoma/r7"], more].concat()).code, 2, "{more:?}");
    }
    assert_eq!(tekigo(&["report", "inventories/kadoma/r4", "--format", "text"]).code, 2);
    assert_eq!(tekigo(&["report", &path]).code, 2);
}
