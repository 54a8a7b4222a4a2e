//! What goes with the program to a PC without Rust: the batch file, and what the page for the application promises.

use crate::program::{Scratch, root, tekigo};
use std::fs;

/// The batch file as cmd.exe on a Japanese Windows reads it.
fn batch() -> String {
    let bytes = fs::read(root().join("release/点検.bat")).unwrap();
    let (text, _, lost) = encoding_rs::SHIFT_JIS.decode(&bytes);
    assert!(!lost, "点検.bat is CP932, the code page of a Japanese Windows");
    text.into_owned()
}

#[test]
fn the_batch_file_is_what_cmd_reads() {
    let text = batch();
    assert!(text.split_inclusive('\n').all(|line| line.ends_with("\r\n")), "cmd.exe wants CRLF on every line");
    // Second bytes of two-byte letters that cmd.exe would take for its own signs under another code page.
    for letter in text.chars().filter(|letter| !letter.is_ascii()) {
        let letter = letter.to_string();
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode(&letter);
        assert!(!b"|&<>^%\"".contains(bytes.last().unwrap()), "「{letter}」 ends in a sign of cmd.exe");
    }
    // `%~dp0` ends in a backslash, and `\"` would swallow the quotation mark.
    assert!(!text.contains("%FOLDER%\""), "{text}");
}

/// The line of the batch file that judges, run as cmd.exe would run it, gives the page that is then opened.
#[test]
fn the_batch_file_judges_the_folder_it_lies_in() {
    let text = batch();
    let line = text.lines().find(|line| line.starts_with("\"%TEKIGO%\"")).unwrap();
    let (command, part) = line.split_once(" > ").unwrap();
    assert_eq!(part, "\"%PART%\"", "nothing is written over before it is whole");
    let dir = Scratch::new("点検 する フォルダ");
    let body = "[body]\r\ncode = \"272230\"\r\nname = \"門真市\"\r\nclass = \"city\"\r\nas_of = 2026-04-01\r\n";
    dir.write("body.toml", body);
    let folder = format!("{}{}", dir.arg(), std::path::MAIN_SEPARATOR);
    let args: Vec<String> =
        command.split(' ').skip(1).map(|word| word.trim_matches('"').replace("%FOLDER%", &folder)).collect();
    let ran = tekigo(&args.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(matches!(ran.code, 0 | 1 | 4), "{args:?}: {}", ran.err);
    assert!(ran.out.starts_with("<!DOCTYPE html>") && ran.out.contains("門真市"), "{}", ran.out);
    for code in [0, 1, 4] {
        assert!(text.contains(&format!("if \"%STATUS%\"==\"{code}\" goto made")), "{code} is no error");
    }
    dir.write("点検結果.html", &ran.out);
    assert_eq!(tekigo(&args.iter().map(String::as_str).collect::<Vec<_>>()).out, ran.out, "the page is no inventory");
}

/// The page for the application says that nothing in the program can reach a network.
#[test]
fn no_part_of_the_program_can_reach_a_network() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let parts: Vec<&str> = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"')).collect();
    assert!(parts.contains(&"tekigo"), "{lock}");
    for network in ["socket2", "mio", "tokio", "hyper", "reqwest", "ureq", "curl", "rustls", "native-tls", "openssl"] {
        assert!(!parts.contains(&network), "{network} can reach a network");
    }
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                for word in ["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs"] {
                    assert!(!text.contains(word), "{}: {word}", path.display());
                }
            }
        }
    }
}

#[test]
fn the_page_for_the_application_tells_this_version() {
    let page = fs::read_to_string(root().join("release/導入説明書.md")).unwrap();
    assert!(page.contains(&format!("tekigo（適合） {}", env!("CARGO_PKG_VERSION"))), "{page}");
}
