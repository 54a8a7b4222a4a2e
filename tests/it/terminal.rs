//! What only a person at a terminal is told: the next command, and how much of a long work is done.

use crate::program::{Scratch, root};
use clap::Parser;
use std::cell::RefCell;
use tekigo::cli::Cli;
use tekigo::command::run;

/// The next command in Japanese, and what was told of the progress.
fn told(args: &[&str]) -> (Option<String>, Vec<(usize, usize)>) {
    let root = root();
    let full = |arg: &&str| match arg.starts_with("inventories/") {
        true => root.join(arg).to_str().unwrap().to_owned(),
        false => (*arg).to_owned(),
    };
    let args: Vec<String> = std::iter::once("tekigo".to_owned()).chain(args.iter().map(full)).collect();
    let steps = RefCell::new(Vec::new());
    let said = run(&Cli::parse_from(args), &|done, all| steps.borrow_mut().push((done, all)));
    (said.next.map(|next| next.ja), steps.into_inner())
}

#[test]
fn the_next_command_is_one_that_can_be_typed_and_only_people_are_told() {
    let out = Scratch::new("next-step");
    let sheets = out.path.join("out").to_str().unwrap().to_owned();
    let kadoma = "inventories/kadoma/r4";
    for (args, expected) in [
        (vec!["check", kadoma], Some("tekigo ask ")),
        (vec!["check", "inventories/mihon/r8"], None),
        (vec!["check", kadoma, "--format", "json"], None),
        (vec!["check", kadoma, "--audience", "public"], None),
        (vec!["check", "inventories/nowhere"], None),
        (vec!["ask", kadoma], Some("--xlsx shokai")),
        (vec!["ask", kadoma, "--format", "json"], None),
        (vec!["actions", "inventories/renshu/r8"], Some("--xlsx 是正管理.xlsx")),
        (vec!["actions", "inventories/renshu/r8", "--format", "json"], None),
        (vec!["actions", "inventories/mihon/r8"], None),
        (vec!["plan", "inventories/renshu/r8"], Some("tekigo next ")),
        (vec!["plan", "inventories/renshu/r8", "--format", "csv"], None),
        (vec!["return", "step-progress", kadoma], Some("--xlsx step-progress.xlsx")),
        (vec!["return", "step-progress", kadoma, "--format", "json"], None),
        (vec!["export", kadoma, "--csv", &sheets], Some("tekigo check ")),
    ] {
        let (next, _) = told(&args);
        match expected {
            None => assert_eq!(next, None, "{args:?}"),
            Some(words) => assert!(next.as_ref().is_some_and(|next| next.contains(words)), "{args:?}: {next:?}"),
        }
    }
}

#[test]
fn a_long_work_tells_of_every_part_and_of_its_end() {
    let bodies = ["rollup", "inventories/kadoma/r4", "inventories/kadoma/r7"];
    assert_eq!(told(&bodies).1, [(0, 2), (1, 2), (2, 2)]);
    let (_, of_rule) = told(&["rules", "test", "csirt-not-established"]);
    assert_eq!(of_rule, [(0, 1), (1, 1)]);
    let (_, fix) = told(&["explain", "ciso-not-appointed", "role/ciso", "--in", "inventories/renshu/r8", "--fix"]);
    assert_eq!(fix.last().map(|(done, all)| done == all), Some(true), "{fix:?}");
}
