//! The manual: every command in it is run, in order, in one folder, and every screen in it is what the program says.
//!
//! A block `console` has lines `> tekigo …`, each followed by what it says; `…` alone on a line leaves out what lies
//! between. A block `csv 記入 BOOK SHEET` is typed into a sheet: its first row names headings, a row goes where its first
//! cell already stands, else below. A block `toml 追記 FILE` is added to a file.
//! `TEKIGO_REFRESH=1 cargo test --test it manual` writes the screens anew.

use crate::program::{Scratch, root};
use crate::workbooks::{rewrite, sheets};
use assert_cmd::Command;
use std::fs;
use std::path::Path;

const MANUAL: &str = "docs/manual.ja.md";
/// What stands for the lines between.
const LEFT_OUT: &str = "…";

#[test]
fn every_command_of_the_manual_says_what_it_shows() {
    let text = fs::read_to_string(root().join(MANUAL)).unwrap().replace("\r\n", "\n");
    let afternoon = Scratch::new("manual");
    afternoon.copy("docs/manual");
    let mut written = String::new();
    let mut wrong = Vec::new();
    let mut commands = 0;
    for (at, part) in text.split("```").enumerate() {
        let shown = match (at % 2, part.split_once('\n')) {
            (1, Some(("console", body))) => screen(&afternoon.path, body, &mut commands),
            (1, Some((head, body))) => {
                typed(&afternoon.path, head, body);
                part.to_owned()
            }
            _ => part.to_owned(),
        };
        if shown != part {
            wrong.push(shown.clone());
        }
        written.push_str(if at > 0 { "```" } else { "" });
        written.push_str(&shown);
    }
    assert!(commands >= 10, "{commands} commands");
    if std::env::var_os("TEKIGO_REFRESH").is_some() {
        fs::write(root().join(MANUAL), written).unwrap();
    } else {
        assert!(wrong.is_empty(), "refresh with TEKIGO_REFRESH=1; now it says:\n{}", wrong.join("\n"));
    }
}

/// A block of commands and what they say, run again.
fn screen(folder: &Path, body: &str, commands: &mut usize) -> String {
    let mut shown = "console\n".to_owned();
    let mut rest = body.lines().peekable();
    while let Some(line) = rest.next() {
        let typed = line.strip_prefix("> tekigo ").unwrap_or_else(|| panic!("no command: {line}"));
        let mut kept = Vec::new();
        while let Some(line) = rest.next_if(|line| !line.starts_with("> ")) {
            kept.push(line);
        }
        *commands += 1;
        shown.push_str(&format!("{line}\n"));
        for line in excerpt(&kept, &said(folder, typed)) {
            shown.push_str(&format!("{line}\n"));
        }
    }
    shown
}

/// What a command says, as a terminal shows it.
fn said(folder: &Path, typed: &str) -> Vec<String> {
    let args = typed.split(' ').map(|word| word.trim_matches('"'));
    let output = Command::cargo_bin("tekigo").unwrap().current_dir(folder).env_clear().args(args).output().unwrap();
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    assert!(matches!(output.status.code(), Some(0 | 1 | 3 | 4)), "{typed}: {text}");
    let lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.into_iter().skip_while(String::is_empty).collect()
}

/// As many lines of what is said now as the manual has before and after what it leaves out.
fn excerpt(kept: &[&str], said: &[String]) -> Vec<String> {
    let Some(at) = kept.iter().position(|line| *line == LEFT_OUT) else {
        return said.to_vec();
    };
    let (before, after) = (at, kept.len() - at - 1);
    if said.len() <= before + after {
        return said.to_vec();
    }
    let mut lines = said[..before].to_vec();
    lines.push(LEFT_OUT.to_owned());
    lines.extend_from_slice(&said[said.len() - after..]);
    lines
}

/// A block that a person types into a file.
fn typed(folder: &Path, head: &str, body: &str) {
    let words: Vec<&str> = head.split(' ').collect();
    match words[..] {
        ["csv", "記入", book, sheet] => fill(&folder.join(book), sheet, body),
        ["toml", "追記", file] => {
            let path = folder.join(file);
            let before = fs::read_to_string(&path).unwrap_or_default();
            fs::write(&path, format!("{before}\n{body}")).unwrap();
        }
        _ => {}
    }
}

/// Types rows into a sheet.
fn fill(book: &Path, sheet: &str, body: &str) {
    let mut all = sheets(book);
    let rows = &mut all.iter_mut().find(|(name, _)| name == sheet).unwrap_or_else(|| panic!("no sheet {sheet}")).1;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(body.as_bytes());
    let mut lines = reader.records().map(Result::unwrap);
    let heads = lines.next().unwrap();
    let column = |row: &Vec<String>, head: &str| row.iter().position(|cell| cell == head);
    let top = rows.iter().position(|row| heads.iter().all(|head| column(row, head).is_some()));
    let top = top.unwrap_or_else(|| panic!("{sheet} has no such headings: {heads:?}"));
    let columns: Vec<usize> = heads.iter().map(|head| column(&rows[top], head).unwrap()).collect();
    for line in lines {
        let old = rows.iter().skip(top + 1).position(|row| row[columns[0]] == line[0]).map(|at| at + top + 1);
        let at = old.unwrap_or_else(|| {
            let last = rows.iter().rposition(|row| row.iter().any(|cell| !cell.is_empty())).unwrap();
            let width = rows[top].len();
            rows.insert(last + 1, vec![String::new(); width]);
            last + 1
        });
        for (cell, column) in line.iter().zip(&columns) {
            cell.clone_into(&mut rows[at][*column]);
        }
    }
    rewrite(book, &all);
}
