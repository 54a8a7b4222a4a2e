//! Data over code: a field, an entity, a choice, a deadline and a rule added in files alone.

use crate::program::{Scratch, check_json, tekigo};

const VOCABULARY: &str = r#"
id = "system"
[field.sticker]
type  = "choice"
label = { ja = "管理シール", en = "sticker" }
ask   = { ja = "{name} に管理シールは貼ってありますか。", en = "Does {name} carry a sticker?" }
header = ["管理シール"]
values = [
  { id = "stuck",   label = { ja = "貼付済", en = "stuck" } },
  { id = "missing", label = { ja = "未貼付", en = "not stuck" } },
]
"#;

const ENTITY: &str = r#"
id    = "plant"
kind  = "base"
label = { ja = "観葉植物", en = "plant" }
list  = { ja = "観葉植物の一覧はこれで全部ですか。", en = "Is the list of plants complete?" }
[field.name]
type  = "text"
label = { ja = "名称", en = "name" }
ask   = { ja = "{id} の名称は何ですか。", en = "What is {id} called?" }
header = ["名称"]
[field.watered_on]
type  = "date"
label = { ja = "水やり日", en = "watered on" }
ask   = { ja = "{name} に最後に水をやったのはいつですか。", en = "When was {name} last watered?" }
header = ["水やり日"]
valid_for = "7d"
[field.system]
type  = "ref"
of    = "system"
reverse = "plants"
label = { ja = "そばのシステム", en = "system beside it" }
ask   = { ja = "{name} はどのシステムのそばにありますか。", en = "Which system stands beside {name}?" }
header = ["システム"]
"#;

const DEADLINE: &str = r#"
entity = "deadline"
source = "own"
[[entry]]
id = "sticker_day"
name = "シール貼付の日"
name_en = "sticker day"
date = 2026-09-01
own = "live_on"
authority = "plan"
basis = "own"
"#;

const RULE: &str = r#"
id = "system-without-sticker"
title = { ja = "管理シールのないシステム", en = "a system without a sticker" }
why = { ja = "見分けがつかない", en = "nobody can tell them apart" }
remedy = { ja = "貼る", en = "stick one on" }
clause = ["own-plan/kpi"]
severity = "critical"
from = 2020-04-01
subject = "system"
when = "as_of > deadline('sticker_day')"
require = "system.sticker == 'stuck' && system.plants.all(p, p.watered_on > as_of - days(7))"
message = { ja = "{system.name} の管理シールは{system.sticker}", en = "the sticker of {system.name} is {system.sticker}" }

[[example]]
note = { ja = "貼っていない", en = "no sticker" }
verdict = "fail"
as_of = 2026-10-01
[[example.system]]
id = "a"
name = "A"
sticker = "missing"

[[example]]
note = { ja = "確かめていない", en = "nobody has looked" }
verdict = "unknown"
as_of = 2026-10-01
[[example.system]]
id = "a"
name = "A"

[[example]]
note = { ja = "貼ってあり、隣の鉢植えにも水をやった", en = "stuck, and the plant beside it is watered" }
verdict = "pass"
as_of = 2026-10-01
complete = ["plant"]
[[example.system]]
id = "a"
name = "A"
sticker = "貼付済"
[[example.plant]]
id = "ficus"
name = "ゴムの木"
system = "a"
watered_on = "令和8年9月28日"
"#;

fn pack() -> Scratch {
    let scratch = Scratch::new("extension");
    scratch
        .write("vocabulary/system.toml", VOCABULARY)
        .write("vocabulary/plant.toml", ENTITY)
        .write("catalog/own-deadline.toml", DEADLINE)
        .write("assets/system-without-sticker.toml", RULE);
    scratch
}

fn inventory(systems: &str) -> Scratch {
    let scratch = Scratch::new("extended");
    scratch
        .write("body.toml", "[body]\ncode = \"272230\"\nname = \"門真市\"\nclass = \"city\"\nas_of = 2026-10-01\n")
        .write("systems.toml", systems);
    scratch
}

#[test]
fn a_field_added_in_the_vocabulary_is_used_everywhere() {
    let pack = pack();
    let city = inventory(
        "[[system]]\nid = \"a\"\nname = \"A\"\nsticker = \"未貼付\"\n\n[[system]]\nid = \"b\"\nname = \"B\"\n\n\
         [[plant]]\nid = \"ficus\"\nname = \"ゴムの木\"\nsystem = \"b\"\nwatered_on = 2026-09-30\n",
    );
    let report = check_json(city.arg(), &["--extend", pack.arg()]);
    let results = report["results"].as_array().unwrap();
    let of = |subject: &str| {
        let mut all = results.iter().filter(|r| r["rule"] == "system-without-sticker");
        all.find(|r| r["subject"] == subject).unwrap()
    };
    assert_eq!(of("system/a")["verdict"], "fail");
    assert_eq!(of("system/a")["message"]["ja"], "A の管理シールは未貼付");
    assert_eq!(of("system/b")["verdict"], "unknown");
    let asked = of("system/b")["missing"].as_array().unwrap();
    let sticker = asked.iter().find(|m| m["path"] == "system/b.sticker").unwrap();
    assert_eq!(sticker["question"]["ja"], "B に管理シールは貼ってありますか。");
    assert_eq!(of("system/*")["verdict"], "unknown");
}

#[test]
fn a_misspelt_new_field_is_an_error_like_any_other() {
    let pack = pack();
    let city =
        inventory("[[system]]\nid = \"a\"\nstiker = \"stuck\"\n\n[[plant]]\nid = \"x\"\nwatered_on = \"昨日\"\n");
    let ran = tekigo(&["check", city.arg(), "--extend", pack.arg()]);
    assert_eq!(ran.code, 3);
    for word in ["systems.toml:3", "stiker", "sticker", "systems.toml:7", "昨日"] {
        assert!(ran.err.contains(word), "`{word}` is not in:\n{}", ran.err);
    }
}

#[test]
fn an_old_observation_counts_as_missing_and_shows_what_it_said() {
    let pack = pack();
    let city = inventory("[[plant]]\nid = \"ficus\"\nname = \"ゴムの木\"\nwatered_on = 2026-09-30\n");
    let expression = "inventory.plant.all(p, p.watered_on > date('2020-01-01')) || false";
    let eval = |more: &[&str]| {
        tekigo(&[&["eval", city.arg(), expression, "--extend", pack.arg(), "--format", "json"], more].concat()).out
    };
    let fresh: serde_json::Value = serde_json::from_str(&eval(&[])).unwrap();
    let paths = |said: &serde_json::Value| said["results"][0]["missing"].to_string();
    assert!(!paths(&fresh).contains("plant/ficus.watered_on"), "{fresh}");
    let stale: serde_json::Value = serde_json::from_str(&eval(&["--as-of", "2026-10-20"])).unwrap();
    assert!(paths(&stale).contains("plant/ficus.watered_on"), "{stale}");
    assert!(paths(&stale).contains("2026-09-30"), "{stale}");
}
