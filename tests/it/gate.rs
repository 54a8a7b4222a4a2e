//! The gate: what a change may not bring about, by itself, at a git revision, and as a hook of git.

use crate::program::{Scratch, root, tekigo};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tekigo::assess::diff::{Cause, Causes, diff};
use tekigo::assess::gate::{Ruling, Terms};
use tekigo::assess::{Assessment, Verdict};
use tekigo::cli::PackArgs;
use tekigo::command::{Opened, judge};
use tekigo::evaluate::Evidence;
use tekigo::exit::ExitStatus;
use tekigo::pack::Severity;

const BODY: &str = "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n";

/// A city with one terminal group that lacks nothing or something, and a declared list.
fn city(with_mfa: &str, more: &str) -> Scratch {
    let scratch = Scratch::new("gate");
    write(&scratch, "", with_mfa, more);
    scratch
}

/// Writes the inventory into a folder (with `/`) of a scratch folder.
fn write(scratch: &Scratch, folder: &str, with_mfa: &str, more: &str) {
    scratch.write(&format!("{folder}body.toml"), format!("{BODY}complete = [\"terminal_group\"]\n")).write(
        &format!("{folder}network.toml"),
        format!(
            "[[segment]]\nid = \"mn\"\nname = \"マイナ系\"\nzone = \"my_number\"\n\n[[terminal_group]]\nid = \"t\"\n\
                 name = \"窓口端末\"\nsegment = \"mn\"\ntotal = 10\n{with_mfa}\nwith_export_block = 10\n{more}"
        ),
    );
}

fn waiver(control: &str) -> String {
    format!(
        "[[waiver]]\nid = \"w\"\nrule = \"my-number-terminal-without-multi-factor\"\nsubject = \"terminal_group/t\"\n\
         kind = \"compensating\"\n{control}\nreason = \"更新待ち\"\napproved_by = \"CISO\"\napproved_on = {}\nuntil = {}\n",
        today() - jiff::Span::new().days(10),
        today() + jiff::Span::new().days(100),
    )
}

/// Today in Japan.
#[expect(clippy::disallowed_methods, reason = "the gate asks too, and exceptions must be in force today")]
fn today() -> Date {
    jiff::tz::offset(9).to_datetime(jiff::Timestamp::now()).date()
}

#[test]
fn what_gets_worse_is_held_back_and_what_was_bad_before_passes() {
    let (good, bad, blank) = (city("with_mfa = 10", ""), city("with_mfa = 8", ""), city("", ""));
    let added = city("with_mfa = 10", "\n[[terminal_group]]\nid = \"u\"\nname = \"新しい端末\"\nsegment = \"mn\"\n");
    let control = "compensating_control = \"入退室管理\"";
    let excepted = city("with_mfa = 8", &waiver(control));
    let weaker = city("with_mfa = 8", &waiver(control).replace("compensating\"", "accepted\""));
    let open = city("with_mfa = 10", "");
    open.write("body.toml", BODY);
    for (base, head, kind) in [
        (&good, &bad, Some("新たな要是正")),
        (&good, &blank, Some("未確認に戻ったもの")),
        (&bad, &blank, Some("未確認に戻ったもの")),
        (&blank, &bad, Some("未確認から要是正と判明")),
        (&good, &added, Some("新たな未確認")),
        (&good, &open, Some("新たな未確認")),
        (&excepted, &bad, Some("例外措置が終わったもの")),
        (&excepted, &weaker, Some("例外措置が緩められたもの")),
        (&bad, &good, None),
        (&blank, &good, None),
        (&bad, &bad, None),
        (&bad, &excepted, None),
        (&weaker, &excepted, None),
        (&added, &good, None),
    ] {
        for format in ["text", "json"] {
            let ran = tekigo(&["gate", base.arg(), head.arg(), "--format", format]);
            assert_eq!(ran.code, i32::from(kind.is_some()), "{kind:?}: {}{}", ran.out, ran.err);
            assert_eq!(ran.err, "");
        }
        let ran = tekigo(&["gate", base.arg(), head.arg()]);
        assert!(ran.out.contains(kind.unwrap_or("通過: 悪くなったものはない。")), "{kind:?}: {}", ran.out);
        assert!(ran.out.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 80), "{}", ran.out);
    }
    assert_eq!(tekigo(&["gate", good.arg(), bad.arg(), "--fail-on", "critical"]).code, 0);
}

#[test]
fn the_day_is_today_or_later_and_is_shown() {
    let city = city("with_mfa = 10", "");
    let shown = |args: &[&str]| {
        let ran = tekigo(&[&["gate", city.arg(), city.arg(), "--lang", "en"], args].concat());
        (ran.code, ran.out, ran.err)
    };
    // The day may change while the test runs.
    let days = [today(), today().tomorrow().unwrap()].map(|day| day.to_string());
    let (code, out, _) = shown(&[]);
    assert!(code == 0 && days.iter().any(|day| out.contains(day)), "{out}");
    let later = (today() + jiff::Span::new().days(30)).to_string();
    assert!(shown(&["--as-of", &later]).1.contains(&later));
    let (code, out, err) = shown(&["--as-of", "2026-04-01"]);
    assert!(code == 2 && out.is_empty() && err.contains("2026-04-01"), "{err}");
}

#[test]
fn annotations_name_the_line_and_cannot_be_broken_out_of() {
    let base = city("with_mfa = 10", "");
    let head = city("with_mfa = 8", "");
    head.write(
        "network.toml",
        std::fs::read_to_string(head.path.join("network.toml")).unwrap().replace("窓口端末", "a%0A::error ::\\nb"),
    );
    let ran = tekigo(&["gate", base.arg(), head.arg(), "--annotate", "github"]);
    assert_eq!(ran.code, 1);
    let line = ran.err.lines().find(|line| line.contains("my-number-terminal-without-multi-factor")).unwrap();
    assert!(
        line.starts_with("::error file=") && line.contains("network.toml,line=") && line.contains("%250A"),
        "{line}"
    );
    assert!(ran.err.lines().all(|line| line.starts_with("::error file=")), "{}", ran.err);
    let json = tekigo(&["gate", base.arg(), head.arg(), "--annotate", "github", "--format", "json"]);
    serde_json::from_str::<Value>(&json.out).unwrap();
    assert_eq!(json.err, ran.err);
}

/// Runs a program in a folder, with the built program first on the path.
fn run(folder: &Path, program: &str, args: &[&str], environment: &[(&str, &str)]) -> Output {
    let built = PathBuf::from(env!("CARGO_BIN_EXE_tekigo"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = [built.parent().unwrap().to_owned()].into_iter().chain(std::env::split_paths(&path));
    let mut command = Command::new(program);
    command.current_dir(folder).env("PATH", std::env::join_paths(all).unwrap()).env_remove("GITHUB_ACTIONS");
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(name);
    }
    command.envs(environment.iter().copied()).args(args).output().unwrap()
}

fn git(folder: &Path, args: &[&str]) -> Output {
    let settings = [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.invalid",
        "-c",
        "core.autocrlf=false",
        "-c",
        "commit.gpgsign=false",
    ];
    run(folder, "git", &[&settings[..], args].concat(), &[])
}

fn done(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    out.into_owned()
}

/// Whether git is on this machine; without it nothing can be shown about revisions.
fn has_git() -> bool {
    Command::new("git").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// A repository with an inventory in `台帳/r8`, committed.
fn repository(with_mfa: &str) -> Scratch {
    let scratch = Scratch::new("repository");
    done(&git(&scratch.path, &["init", "--quiet"]));
    write(&scratch, "台帳/r8/", with_mfa, "");
    scratch.write("台帳/r8/.hidden.toml", "not toml").write("台帳/r8/note.txt", "x").write("own/x.txt", "");
    done(&git(&scratch.path, &["add", "."]));
    done(&git(&scratch.path, &["commit", "--quiet", "--message", "first"]));
    scratch
}

const FOLDER: &str = "台帳/r8";

fn gate(repository: &Scratch, args: &[&str]) -> (i32, String, String) {
    let output = run(&repository.path, env!("CARGO_BIN_EXE_tekigo"), &[&["gate"], args].concat(), &[]);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

fn edit(repository: &Scratch, from: &str, to: &str) {
    let path = repository.path.join(FOLDER).join("network.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    std::fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn a_revision_is_read_without_a_checkout() {
    if !has_git() {
        return;
    }
    let repository = repository("with_mfa = 10");
    let same = gate(&repository, &[FOLDER, "--base-rev", "HEAD"]);
    assert_eq!(same.0, 0, "{}{}", same.1, same.2);
    assert!(same.1.contains("変わった判定はない。") && same.1.contains("HEAD ("), "{}", same.1);
    edit(&repository, "with_mfa = 10", "with_mfa = 8");
    let worse = gate(&repository, &[FOLDER, "--base-rev", "HEAD", "--annotate", "github"]);
    assert_eq!(worse.0, 1, "{}{}", worse.1, worse.2);
    assert!(worse.2.contains("file=台帳/r8/network.toml,line=11"), "{}", worse.2);
    // From within the folder, by another name of the same revision.
    let within = run(&repository.path.join(FOLDER), "tekigo", &["gate", ".", "--base-rev", "@"], &[]);
    assert_eq!(within.status.code(), Some(1));
    assert!(done(&git(&repository.path, &["status", "--porcelain"])).contains(" M "), "the working tree is as it was");
}

#[test]
fn what_git_cannot_give_is_said_plainly() {
    if !has_git() {
        return;
    }
    let repository = repository("with_mfa = 10");
    repository.write("台帳/r9/body.toml", BODY);
    let outside = city("with_mfa = 10", "");
    let fresh = repository.path.join("台帳/r9");
    let cases: [(&[&str], i32, [&str; 2]); 6] = [
        (&[FOLDER, "--base-rev", "no-such"], 3, ["版 `no-such` がリポジトリにない", "no revision `no-such`"]),
        (&[outside.arg(), "--base-rev", "HEAD"], 3, ["リポジトリの中にない", "in no git repository"]),
        (&["台帳/r9", "--base-rev", "HEAD"], 3, ["版 `HEAD` にはない", "not in revision `HEAD`"]),
        (&[FOLDER, "--base-rev", "--output=x"], 2, ["git の版の名前でない", "names no git revision"]),
        (&[FOLDER], 2, ["--base-rev", "--base-rev"]),
        (&[FOLDER, FOLDER, "--base-rev", "HEAD"], 2, ["--base-rev", "--base-rev"]),
    ];
    for (args, code, words) in cases {
        for (lang, word) in ["ja", "en"].into_iter().zip(words) {
            // A value that begins with a hyphen is bound to its option.
            let bound: Vec<String> = match args.iter().position(|arg| arg.starts_with("--output")) {
                Some(at) => [&args[..at - 1], &[&*format!("--base-rev={}", args[at])]]
                    .concat()
                    .iter()
                    .map(|a| a.to_string())
                    .collect(),
                None => args.iter().map(|arg| arg.to_string()).collect(),
            };
            let bound: Vec<&str> = bound.iter().map(String::as_str).chain(["--lang", lang]).collect();
            let (found, out, err) = gate(&repository, &bound);
            assert_eq!((found, out.as_str()), (code, ""), "{args:?}: {err}");
            assert!(err.contains(word), "`{word}` is not in: {err}");
        }
    }
    assert!(fresh.exists());
    let nothing = Scratch::new("no-programs");
    let binary = env!("CARGO_BIN_EXE_tekigo");
    let without = Command::new(binary)
        .current_dir(&repository.path)
        .env("PATH", nothing.arg())
        .args(["gate", FOLDER, "--base-rev", "HEAD"])
        .output();
    let without = without.unwrap();
    assert_eq!(without.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&without.stderr).contains("git が見つからない"));
}

#[test]
fn edits_to_the_pack_are_held_back_unless_they_are_meant() {
    if !has_git() {
        return;
    }
    let repository = repository("with_mfa = 10");
    let rule = first_rule();
    repository.write("own/governance/own-rule.toml", rename(&rule));
    let added = gate(&repository, &[FOLDER, "--base-rev", "HEAD", "--extend", "own"]);
    assert_eq!(added.0, 1, "{}{}", added.1, added.2);
    assert!(added.1.contains("own/governance/own-rule.toml を追加"), "{}", added.1);
    let meant = gate(&repository, &[FOLDER, "--base-rev", "HEAD", "--extend", "own", "--pack-change-ok"]);
    assert_eq!(meant.0, 0, "{}{}", meant.1, meant.2);
    done(&git(&repository.path, &["add", "."]));
    done(&git(&repository.path, &["commit", "--quiet", "--message", "rule"]));
    // Other ends of lines are no edit.
    repository.write("own/governance/own-rule.toml", rename(&rule).replace('\n', "\r\n"));
    let same = gate(&repository, &[FOLDER, "--base-rev", "HEAD", "--extend", "own"]);
    assert_eq!(same.0, 0, "{}{}", same.1, same.2);
    repository.write("own/governance/own-rule.toml", rename(&rule).replace("severity", "# milder\nseverity"));
    let changed = gate(&repository, &[FOLDER, "--base-rev", "HEAD", "--extend", "own", "--format", "json"]);
    assert_eq!(changed.0, 1);
    let said: Value = serde_json::from_str(&changed.1).unwrap();
    assert_eq!(said["gate"]["edits"][0]["what"], "changed");
    // A pack that lies outside the repository cannot be compared.
    let elsewhere = Scratch::new("own-elsewhere");
    elsewhere.write("governance/own-rule.toml", rename(&rule));
    let untold = gate(&repository, &[FOLDER, "--base-rev", "HEAD", "--extend", elsewhere.arg()]);
    assert!(untold.0 == 3 && untold.2.contains("--pack-change-ok"), "{}", untold.2);
}

/// Some rule with its examples.
fn first_rule() -> String {
    let folder = root().join("rules/training");
    let first = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).min().unwrap();
    std::fs::read_to_string(first).unwrap().replace("\r\n", "\n")
}

/// The rule under another id.
fn rename(rule: &str) -> String {
    let id = rule.lines().find(|line| line.starts_with("id ") || line.starts_with("id=")).unwrap();
    rule.replacen(id, "id = \"own-rule\"", 1)
}

/// The entry of the shipped hook, run by git itself.
#[cfg(unix)]
#[test]
fn the_shipped_hook_holds_back_a_commit() {
    use std::os::unix::fs::PermissionsExt;
    if !has_git() {
        return;
    }
    let hooks = std::fs::read_to_string(root().join(".pre-commit-hooks.yaml")).unwrap();
    let entry = hooks.lines().find_map(|line| line.trim().strip_prefix("entry: ")).unwrap();
    let repository = repository("with_mfa = 10");
    let hook = repository.path.join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, format!("#!/bin/sh\nexec {entry} {FOLDER}\n")).unwrap();
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    let commit = || git(&repository.path, &["commit", "--quiet", "--all", "--message", "next"]);

    edit(&repository, "total = 10", "total = 10 # counted again");
    done(&commit());
    edit(&repository, "with_mfa = 10", "with_mfa = 8");
    let refused = commit();
    let said = format!("{}{}", String::from_utf8_lossy(&refused.stdout), String::from_utf8_lossy(&refused.stderr));
    assert!(!refused.status.success() && said.contains("不通過"), "{said}");
    edit(&repository, "with_mfa = 8", "");
    assert!(!commit().status.success(), "a fact that was taken away is missed");
    edit(&repository, "total = 10", "with_mfa = 10\ntotal = 10");
    done(&commit());
}

#[test]
fn the_action_passes_its_inputs_as_arguments_only() {
    let action = std::fs::read_to_string(root().join("action.yml")).unwrap();
    let script = action.rsplit_once("run: |").unwrap().1;
    assert!(script.contains("gate --base-rev") && !script.contains("${{"), "{script}");
    for option in ["--base-rev", "--fail-on", "--pack", "--extend", "--pack-change-ok", "--lang"] {
        let known = tekigo(&["gate", "--help"]).out.contains(option);
        assert!(known && script.contains(option), "{option}");
    }
}

/// An inventory from which some lines are taken.
fn thinned(lines: &BTreeSet<(usize, usize)>) -> Scratch {
    let scratch = Scratch::new("thinned");
    scratch.copy("inventories/renshu/r8");
    for (file, name) in THINNED.iter().enumerate() {
        let path = scratch.path.join(name);
        let text = std::fs::read_to_string(&path).unwrap();
        let droppable: Vec<usize> =
            text.lines().enumerate().filter(|(_, line)| is_fact(line)).map(|(at, _)| at).collect();
        let gone: BTreeSet<usize> =
            lines.iter().filter(|(of, _)| *of == file).map(|(_, at)| droppable[at % droppable.len()]).collect();
        let kept: Vec<&str> =
            text.lines().enumerate().filter(|(at, _)| !gone.contains(at)).map(|(_, line)| line).collect();
        std::fs::write(path, kept.join("\n")).unwrap();
    }
    scratch
}

/// Files from which lines are taken.
const THINNED: [&str; 4] = ["systems.toml", "documents.toml", "organization.toml", "contracts.toml"];

/// A line that states one fact and names nobody by whom others know a record.
fn is_fact(line: &str) -> bool {
    let name = line.split('=').next().unwrap().trim();
    let one_line =
        line.matches('[').count() == line.matches(']').count() && line.matches('"').count().is_multiple_of(2);
    line.contains('=') && one_line && !["id", "name", "kind"].contains(&name) && !line.starts_with('#')
}

/// What the gate must hold back, worked out from the verdicts alone.
fn forbidden(old: &Assessment, new: &Assessment, fail_on: Severity) -> BTreeSet<(String, String)> {
    let verdicts = |assessment: &Assessment| -> BTreeMap<(String, String), Verdict> {
        let key = |rule: usize, subject: &str| (assessment.rules[rule].id.clone(), subject.to_owned());
        assessment.results.iter().map(|judged| (key(judged.rule, &judged.subject), judged.verdict)).collect()
    };
    let (before, after) = (verdicts(old), verdicts(new));
    let severity: BTreeMap<&str, Severity> = new.rules.iter().map(|rule| (rule.id.as_str(), rule.severity)).collect();
    let worse = |(key, now): &(&(String, String), &Verdict)| {
        let same = before.get(*key) == Some(*now);
        let bad = matches!(now, Verdict::Fail | Verdict::Unknown) && severity[key.0.as_str()] <= fail_on;
        !same && (bad || **now == Verdict::Error)
    };
    after.iter().filter(worse).map(|(key, _)| key.clone()).collect()
}

#[test]
fn the_gate_passes_if_and_only_if_nothing_got_worse() {
    let args = PackArgs { pack: None, extend: Vec::new(), profile: None };
    let mut opened = Opened::new(&args).unwrap_or_else(|_| panic!("the pack"));
    let whole = opened.inventory(&root().join("inventories/renshu/r8")).unwrap();
    let day = date(2026, 11, 20);
    let (base, _) = judge(&opened, &whole, day, Evidence::All).unwrap();
    let lines = proptest::collection::btree_set((0..THINNED.len(), 0usize..10_000), 0..6);
    let config = ProptestConfig { cases: 16, ..ProptestConfig::default() };
    proptest!(config, |(lines in lines, fail_on in 0usize..4)| {
        let fail_on = Severity::ALL[fail_on].0;
        let scratch = thinned(&lines);
        let mut own = Opened { pack: opened.pack.clone(), sources: opened.sources.clone() };
        let Ok(inventory) = own.inventory(&scratch.path) else { return Ok(()) };
        let Ok((thin, _)) = judge(&own, &inventory, day, Evidence::All) else { return Ok(()) };
        for (old, new) in [(&base, &thin), (&thin, &base), (&thin, &thin)] {
            let diff = diff(old, new, Some(&mut Causes::new(&[Cause::Facts], |_| None)));
            let ruling = Ruling { diff, edits: Vec::new(), terms: Terms { fail_on, pack_change_ok: false } };
            let held: BTreeSet<(String, String)> = ruling
                .forbidden()
                .map(|change| (ruling.diff.rules[change.rule].id.clone(), change.subject.clone()))
                .collect();
            let expected = forbidden(old, new, fail_on);
            prop_assert_eq!(&held, &expected);
            prop_assert_eq!(ruling.passes(), expected.is_empty());
            prop_assert_eq!(ExitStatus::of_gate(&ruling).code(), u8::from(!expected.is_empty()));
        }
    });
}
