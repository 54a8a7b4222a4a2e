//! Returns: what is filled rests on facts, what is not known stays blank and is asked.

use crate::program::{Scratch, inventories, tekigo};
use serde_json::Value;

fn filled(form: &str, dir: &str, more: &[&str]) -> Value {
    let ran = tekigo(&[&["return", form, dir, "--format", "json"], more].concat());
    assert_eq!(ran.code, 0, "{form} {dir}: {}", ran.err);
    serde_json::from_str(&ran.out).unwrap()
}

fn cell<'v>(page: &'v Value, at: &str) -> &'v Value {
    page["cells"].as_array().unwrap().iter().find(|cell| cell["at"] == at).unwrap_or_else(|| panic!("{at}"))
}

/// Statuses of all steps as rules see them.
fn steps(dir: &str) -> Vec<String> {
    let known = |status: &str| {
        let condition = format!("step.status == '{status}'");
        let ran = tekigo(&["eval", dir, &condition, "--for", "step", "--format", "json"]);
        let page: Value = serde_json::from_str(&ran.out).unwrap();
        let all = page["results"].as_array().unwrap().clone();
        let yes = all.into_iter().filter(|one| one["verdict"] == true);
        yes.map(|one| format!("{} {status}", one["subject"].as_str().unwrap())).collect::<Vec<_>>()
    };
    ["done", "in_progress", "not_started", "not_applicable"].into_iter().flat_map(known).collect()
}

#[test]
fn the_sheet_of_steps_is_read_back_as_the_same_facts() {
    let out = Scratch::new("return-steps");
    for dir in ["inventories/mihon/r8", "inventories/renshu/r8"] {
        let name = out.path.join(format!("{}.xlsx", dir.replace('/', "-")));
        let ran = tekigo(&["return", "step-progress", dir, "--xlsx", name.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let before = steps(dir);
        assert!(before.len() >= 200, "{}", before.len());

        let page = filled("step-progress", dir, &[]);
        let read = Scratch::new("return-read");
        let code = page["body"][0].as_str().unwrap();
        let (body, as_of) = (page["body"][1].as_str().unwrap(), page["as_of"].as_str().unwrap());
        read.write(
            "body.toml",
            format!(
                "[body]\ncode = \"{code}\"\nname = \"{body}\"\nclass = \"city\"\nwelfare_office = true\nas_of = {as_of}\n\
                 [[table]]\nfile = \"return.xlsx\"\nsheet = \"進捗状況\"\nform = \"mic-step-progress\"\n"
            ),
        );
        read.write("return.xlsx", std::fs::read(&name).unwrap());
        assert_eq!(steps(read.arg()), before, "{dir}");
        assert_eq!(page["filled"].as_u64().unwrap() as usize, before.len() + 40, "two more for each of 20 functions");

        let again = tekigo(&["return", "step-progress", dir, "--xlsx", name.to_str().unwrap()]);
        assert_eq!(again.code, 3, "what is there stays");
        let second = out.path.join("second.xlsx");
        tekigo(&["return", "step-progress", dir, "--xlsx", second.to_str().unwrap()]);
        assert_eq!(std::fs::read(&name).unwrap(), std::fs::read(&second).unwrap(), "the same bytes");
        std::fs::remove_file(second).unwrap();
    }
}

#[test]
fn a_step_nobody_told_of_stays_blank_and_is_asked_of_somebody() {
    let scratch = Scratch::new("return-blank");
    scratch.write(
        "body.toml",
        "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-01-31\n\
         [[step]]\nfunction = \"jidoteate\"\nstandard_step = \"01-1\"\nstatus = \"done\"\n",
    );
    let page = filled("step-progress", scratch.arg(), &[]);
    let (done, other) = (cell(&page, "C2"), cell(&page, "D2"));
    assert_eq!(
        (&done["state"], &done["value"], &done["shown"]["ja"]),
        (&"known".into(), &"done".into(), &"完了".into())
    );
    assert!(done["facts"][0]["place"].as_str().unwrap().starts_with("body.toml:"), "{done}");
    assert_eq!((&other["state"], &other["value"]), (&"unknown".into(), &Value::Null));
    assert!(other["missing"][0]["path"].as_str().unwrap().starts_with("step/jidoteate/01-2.status"), "{other}");
    assert_eq!(
        page["filled"].as_u64().unwrap() + page["blank"].as_u64().unwrap(),
        page["cells"].as_array().unwrap().len() as u64
    );
    let said = tekigo(&["return", "step-progress", scratch.arg()]).out;
    assert!(said.contains("様式未確認") && said.contains("未確認で空欄"), "{said}");
    assert!(said.contains("同じ種類の問いがほかに798"), "alike questions are told once: {said}");
    assert!(said.lines().all(|line| unicode_width::UnicodeWidthStr::width_cjk(line) <= 80), "{said}");
}

#[test]
fn the_sheet_about_my_number_counts_only_what_is_certain() {
    let good = filled("my-number-handling", "inventories/mihon/r8", &[]);
    for (at, value) in [
        ("B3", Value::from("みほん市")),
        ("B5", 2025.into()),
        ("B9", true.into()),
        ("B11", true.into()),
        ("B20", true.into()),
    ] {
        assert_eq!(cell(&good, at)["value"], value, "{at}: {}", cell(&good, at));
    }
    assert!(good["layout_unconfirmed"]["ja"].as_str().unwrap().contains("照合していない"));
    assert!(cell(&good, "A27")["label"]["ja"].as_str().unwrap().ends_with("評価書名"));

    let few = filled("my-number-handling", "inventories/kadoma/r4", &[]);
    for at in ["B11", "B13", "B18", "B23"] {
        let cell = cell(&few, at);
        assert_eq!(
            (&cell["state"], cell["missing"].as_array().unwrap().is_empty()),
            (&"unknown".into(), false),
            "{cell}"
        );
    }
    assert!(!few["rows_open"].as_array().unwrap().is_empty(), "nobody said that the lists are complete");
    assert!(!few["notice"].is_null(), "made from published material");
}

#[test]
fn every_return_of_every_inventory_keeps_to_its_schema_and_is_a_workbook() {
    let schema: Value = serde_json::from_str(&tekigo(&["schema", "return"]).out).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let out = Scratch::new("return-all");
    for (index, dir) in inventories().iter().enumerate() {
        let dir = format!("inventories/{dir}");
        for form in ["step-progress", "my-number-handling"] {
            let page = filled(form, &dir, &[]);
            assert!(validator.is_valid(&page), "{form} {dir}");
            let name = out.path.join(format!("{form}-{index}.xlsx"));
            let ran = tekigo(&["--lang", "en", "return", form, &dir, "--xlsx", name.to_str().unwrap()]);
            assert_eq!(ran.code, 0, "{}", ran.err);
            assert!(ran.out.contains("not confirmed"), "{}", ran.out);
            let book = crate::program::readable("r.xlsx", &std::fs::read(&name).unwrap());
            assert!(book.contains("Layout not confirmed") && book.contains("Sources") && book.contains("Not known"));
        }
    }
}

#[test]
fn a_return_of_ones_own_is_checked_when_the_pack_loads() {
    let own = Scratch::new("return-own");
    let form = "id = \"ours\"\nlabel = { ja = \"独自\", en = \"ours\" }\nsheet = { ja = \"表\", en = \"sheet\" }\nconfirmed = true\n\
                [[cell]]\nat = \"B2\"\nlabel = { ja = \"職員数\", en = \"staff\" }\nas = \"body.staff\"\nvalue = \"body.staff\"\n";
    own.write("returns/ours.toml", form);
    let page = filled("ours", "inventories/mihon/r8", &["--extend", own.arg()]);
    assert_eq!((&cell(&page, "B2")["value"], &page["layout_unconfirmed"]), (&362.into(), &Value::Null));
    assert!(tekigo(&["return", "--extend", own.arg()]).out.contains("ours  独自"));

    let list = "[[cell]]\nat = \"B3\"\nlabel = { ja = \"一覧\", en = \"list\" }\ntype = \"texts\"\nvalue = \"inventory.system.map(s, s.name)\"\n";
    own.write("returns/ours.toml", format!("{form}{list}"));
    let whole = filled("ours", "inventories/mihon/r8", &["--extend", own.arg()]);
    assert!(cell(&whole, "B3")["value"].as_array().unwrap().len() > 5);
    let part = filled("ours", "inventories/kadoma/r4", &["--extend", own.arg()]);
    let part = cell(&part, "B3");
    assert_eq!((&part["state"], &part["missing"][0]["path"]), (&"unknown".into(), &"system/*".into()), "may lack some");

    for (from, to, told) in [
        ("value = \"body.staff\"", "value = \"body.stafff\"", ["ours.toml:9:", "`staff`"]),
        ("as = \"body.staff\"", "as = \"body.name\"", ["ours.toml:9:", "文字列"]),
        ("as = \"body.staff\"", "as = \"body.stuff\"", ["ours.toml:8:", "`staff`"]),
        ("at = \"B2\"", "at = \"2B\"", ["ours.toml:6:", "C7"]),
        ("ja = \"表\"", "ja = \"出典\"", ["ours.toml:3:", "シートの名前"]),
        ("ja = \"表\"", "ja = \"a/b\"", ["ours.toml:3:", "シートの名前"]),
        ("confirmed = true", "confirmed = false", ["ours.toml", "`why`"]),
        ("confirmed = true", "confirmed = true\nclause = [\"my-number-act/29-3-3\"]", ["ours.toml:5:", "29-3-2"]),
    ] {
        own.write("returns/ours.toml", form.replacen(from, to, 1));
        let ran = tekigo(&["return", "ours", "inventories/mihon/r8", "--extend", own.arg()]);
        assert_eq!(ran.code, 3, "{to}");
        assert!(told.iter().all(|word| ran.err.contains(word)), "{to}: {}", ran.err);
    }
    own.write("returns/ours.toml", format!("{form}[[text]]\nat = \"B2\"\ntext = {{ ja = \"あ\", en = \"a\" }}\n"));
    assert!(tekigo(&["return", "--extend", own.arg()]).err.contains("セル B2 が二度使われている"));
    let near = tekigo(&["return", "step-progres", "inventories/mihon/r8"]);
    assert!(near.code == 2 && near.err.contains("step-progress"), "{}", near.err);
}
