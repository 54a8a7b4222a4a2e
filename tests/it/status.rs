//! The exit status of every command: it tells the outcome, and no format or language changes it.

use crate::program::{Scratch, tekigo};

const MIHON: &str = "inventories/mihon/r8";
const RENSHU: &str = "inventories/renshu/r8";
const NOWHERE: &str = "inventories/nowhere";

/// Formats of `--format`; none for a command that has but one.
const CHECK: &[&str] = &["text", "json", "html"];
const TWO: &[&str] = &["text", "json"];
const ASK: &[&str] = &["text", "json", "markdown"];
const DRAWN: &[&str] = &["text", "json", "dot", "mermaid", "csv"];
const FITGAP: &[&str] = &["text", "json", "csv"];
const ONE: &[&str] = &[];

#[test]
fn the_status_is_that_of_the_outcome_whatever_the_format() {
    let empty = Scratch::new("nothing-judged");
    empty.write("body.toml", "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2016-04-01\n");
    let broken = Scratch::new("broken");
    broken.write("body.toml", "[body]\ncode = \"272231\"\nnmae = 1\n");
    let kept = Scratch::new("status-kept");
    let save = |dir: &str, name: &str| {
        let path = kept.path.join(name).to_str().unwrap().to_owned();
        tekigo(&["check", dir, "--save", &path]);
        path
    };
    let (good, bad, none) = (save(MIHON, "good.json"), save(RENSHU, "bad.json"), save(empty.arg(), "none.json"));
    let (empty, broken) = (empty.arg(), broken.arg());
    let stray = kept.path.join("stray.json").to_str().unwrap().to_owned();
    kept.write("stray.json", "{}");
    kept.write("published.csv", "都道府県,市区町村,住民記録\n大阪府,門真市,40\n");
    let published = kept.path.join("published.csv").to_str().unwrap().to_owned();
    let sheets = kept.path.join("sheets").to_str().unwrap().to_owned();
    let begun = kept.path.join("begun").to_str().unwrap().to_owned();
    let audited = kept.path.join("audited").to_str().unwrap().to_owned();
    let manual = kept.path.join("manual").to_str().unwrap().to_owned();
    let table = |name: &str, text: &str| {
        kept.write(name, text);
        kept.path.join(name).to_str().unwrap().to_owned()
    };
    let listed = table("listed.csv", "id,部署名\njoho,デジタル推進課\n");
    let renamed = table("renamed.csv", "id,部署名\njoho,別の名前\n");
    let unnamed = table("unnamed.csv", "資産名\nあ\n");
    let cases: Vec<(&[&str], Vec<&str>, i32)> = vec![
        (ONE, vec!["init", &begun, "--code", "272230"], 0),
        (ONE, vec!["init", &begun, "--code", "272231"], 2),
        (ONE, vec!["init", MIHON, "--code", "272230"], 3),
        (CHECK, vec!["check", MIHON], 0),
        (CHECK, vec!["check", MIHON, "--unknown", "fail", "--fail-on", "low"], 0),
        (CHECK, vec!["check", RENSHU], 1),
        (CHECK, vec!["check", RENSHU, "--only", "pass"], 1),
        (CHECK, vec!["check", RENSHU, "--coming"], 1),
        (CHECK, vec!["check", RENSHU, "--audience", "council"], 1),
        (CHECK, vec!["check", "inventories/kadoma/r4", "--unknown", "fail"], 1),
        (CHECK, vec!["check", MIHON, "--fail-on", "terrible"], 2),
        (CHECK, vec!["check", NOWHERE], 3),
        (CHECK, vec!["check", broken], 3),
        (CHECK, vec!["check", MIHON, "--pack", NOWHERE], 3),
        (CHECK, vec!["check", empty], 4),
        (CHECK, vec!["rollup", MIHON, &good], 0),
        (CHECK, vec!["rollup", MIHON, RENSHU], 1),
        (CHECK, vec!["rollup"], 2),
        (CHECK, vec!["rollup", MIHON, NOWHERE], 1),
        (CHECK, vec!["rollup", NOWHERE], 3),
        (CHECK, vec!["rollup", empty], 4),
        (CHECK, vec!["report", &good], 0),
        (CHECK, vec!["report", &bad], 1),
        (CHECK, vec!["report", &bad, "--fail-on", "terrible"], 2),
        (CHECK, vec!["report", MIHON], 2),
        (CHECK, vec!["report", &stray], 3),
        (CHECK, vec!["report", &none], 4),
        (TWO, vec!["diff", RENSHU, RENSHU], 0),
        (TWO, vec!["diff", "inventories/settsu/r2", "inventories/settsu/r7"], 0),
        (TWO, vec!["diff", &bad, RENSHU], 0),
        (TWO, vec!["diff", MIHON, RENSHU], 2),
        (TWO, vec!["diff", MIHON, NOWHERE], 3),
        (TWO, vec!["diff", &stray, MIHON], 3),
        (TWO, vec!["gate", RENSHU, RENSHU], 0),
        (TWO, vec!["gate", "inventories/kadoma/r7", "inventories/kadoma/r4"], 1),
        (TWO, vec!["gate", MIHON], 2),
        (TWO, vec!["gate", MIHON, MIHON, "--as-of", "2020-01-01"], 2),
        (TWO, vec!["gate", MIHON, NOWHERE], 3),
        (TWO, vec!["gate", broken, MIHON], 3),
        (ASK, vec!["ask", MIHON], 0),
        (ASK, vec!["ask", "inventories/kadoma/r4"], 0),
        (ASK, vec!["ask", MIHON, "--for", "no-such-rule"], 2),
        (ASK, vec!["ask", NOWHERE], 3),
        (DRAWN, vec!["plan", MIHON], 0),
        (DRAWN, vec!["plan", RENSHU], 1),
        (DRAWN, vec!["plan", MIHON, "--slip", "no-such=30d"], 2),
        (DRAWN, vec!["plan", NOWHERE], 3),
        (DRAWN, vec!["network", MIHON], 0),
        (DRAWN, vec!["network", RENSHU], 1),
        (DRAWN, vec!["network", MIHON, "--what-if", "close", "no-such"], 2),
        (DRAWN, vec!["network", NOWHERE], 3),
        (FITGAP, vec!["fitgap", RENSHU], 1),
        (FITGAP, vec!["fitgap", RENSHU, "--compare-offers"], 1),
        (FITGAP, vec!["fitgap", RENSHU, "--compare-editions", "jifu-2.0", "jifu-2.1"], 1),
        (FITGAP, vec!["fitgap", RENSHU, "no-such"], 2),
        (FITGAP, vec!["fitgap", RENSHU, "--compare-editions", "jifu-2.0", "no-such"], 2),
        (FITGAP, vec!["fitgap", NOWHERE], 3),
        (FITGAP, vec!["fitgap", "inventories/kadoma/r4"], 4),
        (TWO, vec!["compare", "inventories/kadoma/r7", "--national", &published], 0),
        (TWO, vec!["compare", MIHON, "--national", &published], 4),
        (TWO, vec!["compare", MIHON], 2),
        (TWO, vec!["compare", MIHON, "--national", NOWHERE], 3),
        (ONE, vec!["export", MIHON, "--csv", &sheets], 0),
        (ONE, vec!["export", MIHON], 2),
        (ONE, vec!["export", NOWHERE, "--csv", &sheets], 3),
        (ONE, vec!["import", &listed, "--as", "department", "--into", MIHON], 0),
        (ONE, vec!["import", &renamed, "--as", "department", "--into", MIHON], 1),
        (ONE, vec!["import", &listed, "--as", "no-such", "--into", MIHON], 2),
        (ONE, vec!["import", &unnamed, "--as", "system", "--into", MIHON], 3),
        (ONE, vec!["import", NOWHERE, "--as", "system", "--into", MIHON], 3),
        (TWO, vec!["law", MIHON], 0),
        (TWO, vec!["law", MIHON, "--from", "2027-01-01", "--until", "2026-01-01"], 2),
        (TWO, vec!["law", NOWHERE], 3),
        (TWO, vec!["actions", MIHON], 0),
        (TWO, vec!["actions", RENSHU], 1),
        (TWO, vec!["actions", NOWHERE], 3),
        (ONE, vec!["audit-pack", MIHON, &audited], 0),
        (ONE, vec!["audit-pack", NOWHERE, &audited], 3),
        (ONE, vec!["audit-pack", MIHON], 2),
        (FITGAP, vec!["budget", MIHON], 0),
        (FITGAP, vec!["budget", RENSHU], 0),
        (FITGAP, vec!["budget", NOWHERE], 3),
        (TWO, vec!["next", MIHON], 0),
        (TWO, vec!["next", MIHON, "--days", "0"], 2),
        (TWO, vec!["next", NOWHERE], 3),
        (TWO, vec!["clock", "--aware", "2026-12-01", "--kind", "my-number"], 0),
        (TWO, vec!["clock", "--aware", "2026-12-01", "--kind", "no-such"], 2),
        (TWO, vec!["clock", "--aware", "2026-12-01", "--pack", NOWHERE], 3),
        (TWO, vec!["eval", MIHON, "1 < 2"], 0),
        (TWO, vec!["eval", MIHON, "1 <"], 2),
        (TWO, vec!["eval", NOWHERE, "1 < 2"], 3),
        (ONE, vec!["rules"], 0),
        (ONE, vec!["rules", "--pack", NOWHERE], 3),
        (ONE, vec!["explain", "csirt-not-established"], 0),
        (ONE, vec!["explain", "no-such-rule"], 2),
        (ONE, vec!["explain", "csirt-not-established", "role/csirt", "--in", NOWHERE], 3),
        (ONE, vec!["answer", MIHON, NOWHERE], 3),
        (TWO, vec!["return", "step-progress", MIHON], 0),
        (TWO, vec!["return", "no-such", MIHON], 2),
        (TWO, vec!["return", "step-progress"], 2),
        (TWO, vec!["return", "step-progress", NOWHERE], 3),
        (ONE, vec!["return"], 0),
        (ONE, vec!["return", "--pack", NOWHERE], 3),
        (ONE, vec!["schema", "assessment"], 0),
        (ONE, vec!["schema", "inventory"], 0),
        (ONE, vec!["schema", "pack", "--pack", NOWHERE], 3),
        (ONE, vec!["schema", "no-such"], 2),
        (ONE, vec!["completions", "powershell"], 0),
        (ONE, vec!["completions", "no-such"], 2),
        (ONE, vec!["man", &manual], 0),
        (ONE, vec!["man"], 2),
    ];
    for (formats, args, code) in &cases {
        for lang in ["ja", "en"] {
            let formats: Vec<Option<&str>> = match formats.is_empty() {
                true => vec![None],
                false => formats.iter().copied().map(Some).collect(),
            };
            for format in formats {
                let mut all = [&args[..], &["--lang", lang]].concat();
                all.extend(format.iter().flat_map(|format| ["--format", format]));
                let ran = tekigo(&all);
                assert_eq!(ran.code, *code, "{all:?}\n{}", ran.err);
                let _ = std::fs::remove_dir_all(&begun);
                assert_eq!(ran.out.is_empty(), *code == 2 || *code == 3, "{all:?}: {}", ran.out);
            }
        }
    }
    let commands: std::collections::BTreeSet<&str> = cases.iter().map(|(_, args, _)| args[0]).collect();
    let help = tekigo(&["--help"]).out;
    let listed = help.split("Commands:").nth(1).unwrap().split("Options:").next().unwrap();
    for line in listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
        let command = line.split_whitespace().next().unwrap();
        assert!(commands.contains(command), "`{command}` is not in the table");
    }
}
