//! Packs: rules, clauses, the catalog, extensions.

use super::{Folder, PACK, RULE, pack, pack_files, read_pack, shown};
use crate::diagnostic::Sources;
use crate::load::{PackSource, load_pack};
use crate::pack::{Authority, Expected, Severity};
use jiff::civil::date;

const RULE_FILE: &str = "separation/system-in-no-zone.toml";

fn rule(from: &str, to: &str) -> String {
    assert!(RULE.contains(from), "{from}");
    RULE.replacen(from, to, 1)
}

#[test]
fn reads_the_whole_pack() {
    let (pack, sources) = pack();
    assert_eq!((pack.name.as_str(), pack.version.as_str(), pack.waiver_max_days), ("small", "1", 366));
    let rule = &pack.rules[0];
    assert_eq!((rule.id.as_str(), rule.area.as_str()), ("system-in-no-zone", "separation"));
    assert_eq!((rule.severity, rule.from, rule.until), (Severity::High, date(2020, 4, 1), None));
    assert_eq!(rule.clauses, ["guideline/3-1"]);
    assert_eq!(rule.require.source(), "system.zone == 'lgwan'");
    assert_eq!(rule.examples[0].verdict, Expected::Fail);
    assert_eq!(rule.examples[0].records.len(), 1);
    assert_eq!(sources.show(rule.place), "rules/separation/system-in-no-zone.toml:2:6");
    let clause = &pack.clauses["guideline/3-1"][0];
    assert_eq!(
        (clause.authority, clause.document.en.as_str(), clause.confirmed),
        (Authority::Advice, "Guideline", true)
    );
    let internet = &pack.catalog[1];
    assert_eq!((internet.from, internet.until, internet.confirmed), (Some(date(2018, 4, 1)), None, false));
    assert_eq!(internet.record.source.as_deref(), Some("guideline"));
    assert!(!internet.in_force(date(2018, 3, 31)) && internet.in_force(date(2018, 4, 1)));
}

#[test]
fn the_built_in_pack_loads() {
    let mut sources = Sources::default();
    match load_pack(PackSource::Builtin, &[], &mut sources) {
        Ok(pack) => assert!(!pack.rules.is_empty()),
        Err(problems) => panic!("{:#?}", shown(&problems, &sources)),
    }
}

#[test]
fn says_what_is_wrong_with_rules() {
    for (from, to, expected) in [
        (
            "id = \"system-in",
            "id = \"sytem-in",
            "2:6: id `sytem-in-no-zone` differs from the file's name (call the file sytem-in-no-zone.toml)",
        ),
        (", en = \"title\"", "", "3:9: `en` is missing"),
        ("why = { ja = \"理由\", en = \"why\" }\n", "", "1:1: `why` is missing"),
        ("remedy =", "remedi =", "5:1: unknown key `remedi` (did you mean `remedy`?)"),
        ("guideline/3-1", "guideline/3-2", "6:11: unknown clause `guideline/3-2` (did you mean `guideline/3-1`?)"),
        ("[\"guideline/3-1\"]", "[]", "6:10: the rule cites no clause"),
        ("severity = \"high\"", "severity = \"hihg\"", "7:12: unknown severity `hihg` (did you mean `high`?)"),
        (
            "from = 2020-04-01",
            "from = \"2020-02-30\"",
            "8:8: `2020-02-30` is not a day of the calendar (write a real day, such as 2025-03-31, 令和7年3月31日 or R7.3.31)",
        ),
        ("from = 2020-04-01", "from = 2020-04-01\nuntil = 2019-04-01", "9:1: `until` lies before `from`"),
        ("subject = \"system\"", "subject = \"sistem\"", "9:11: unknown entity `sistem` (did you mean `system`?)"),
        ("require =", "requrie =", "1:1: `require` is missing"),
        ("message.en = \"{system.name} is in {system.zone}\"\n", "", "12:1: `en` is missing"),
        (
            "message.ja = \"{system.name} は {system.zone} にある\"\nmessage.en = \"{system.name} is in {system.zone}\"\n",
            "",
            "1:1: `message` is missing",
        ),
        (
            "note = { ja = \"インターネット接続系にある\", en = \"in the Internet zone\" }\n",
            "",
            "14:1: `note` is missing",
        ),
        (
            "note = { ja = \"インターネット接続系にある\", en = \"in the Internet zone\" }",
            "note = { ja = \"インターネット接続系にある\" }",
            "15:8: `en` is missing",
        ),
        ("verdict = \"fail\"\n", "", "14:1: `verdict` is missing"),
        ("verdict = \"fail\"", "verdict = \"fial\"", "16:11: unknown verdict `fial` (did you mean `fail`?)"),
        (
            "verdict = \"fail\"",
            "verdict = \"fail\"\ncomplete = [\"sistem\"]",
            "17:13: unknown table `sistem` (did you mean `system`?)",
        ),
        ("[[example.system]]", "[[example.sistem]]", "17:11: unknown table `sistem` (did you mean `system`?)"),
        ("live = true\n", "lvie = true\n", "19:1: `system` has no field `lvie` (did you mean `live`?)"),
        (
            "zone = \"internet\"",
            "zone = \"internt\"",
            "20:8: `internt` is not a choice of `zone` (did you mean `internet`?)",
        ),
    ] {
        let text = rule(from, to);
        let problems = read_pack(&[(RULE_FILE, &text)]).unwrap_err();
        assert!(problems.contains(&format!("rules/{RULE_FILE}:{expected}")), "{to}: {problems:#?}");
    }
}

#[test]
fn says_where_a_condition_is_wrong() {
    for (from, to, place) in [
        ("system.live", "system.lvie", "10:16"),
        ("system.zone == 'lgwan'", "system.zone == 'lgwna'", "11:27"),
        ("\"system.zone == 'lgwan'\"", "'''\nsystem.live &&\n  system.zoen == 'lgwan'\n'''", "13:10"),
        ("\"system.zone == 'lgwan'\"", "\"system.name != \\\"住民\\\" && system.zoen == 'lgwan'\"", "11:44"),
        ("{system.name} は {system.zone}", "{system.name} は {system.zoen}", "12:39"),
        ("is in {system.zone}", "is in {system.zoen}", "13:43"),
    ] {
        let text = rule(from, to);
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{FEFF}{text}")] {
            let problems = read_pack(&[(RULE_FILE, &text)]).unwrap_err();
            assert!(problems[0].starts_with(&format!("rules/{RULE_FILE}:{place}: ")), "{to}: {problems:#?}");
        }
    }
}

#[test]
fn says_what_is_wrong_with_other_files() {
    let file = |name: &str| PACK.iter().find(|(file, _)| *file == name).unwrap().1;
    for (name, from, to, expected) in [
        ("pack.toml", "version = \"1\"\n", "", "1:1: `version` is missing"),
        ("pack.toml", "366", "\"366\"", "5:19: `waiver_max_days` takes a whole number, found a text"),
        (
            "clauses/guideline.toml",
            "id = \"guideline\"",
            "id = \"guide\"",
            "2:6: id `guide` differs from the file's name (call the file guide.toml)",
        ),
        (
            "clauses/guideline.toml",
            "\"advice\"",
            "\"advise\"",
            "4:13: unknown authority `advise` (did you mean `advice`?)",
        ),
        ("clauses/guideline.toml", "authority = \"advice\"\n", "", "1:1: `authority` is missing"),
        ("clauses/guideline.toml", "label =", "labell =", "8:1: unknown key `labell` (did you mean `label`?)"),
        ("catalog/zone.toml", "entity = \"zone\"", "entity = \"system\"", "2:10: `system` is not a catalog entity"),
        (
            "catalog/zone.toml",
            "id = \"lgwan\"\n",
            "",
            "4:1: a record of `zone` has no id (give it a short name of its own: id = \"…\")",
        ),
        ("catalog/zone.toml", "nam", "naem", "6:1: `zone` has no field `naeme` (did you mean `name`?)"),
        (
            "catalog/zone.toml",
            "\"internet\"",
            "\"lgwan\"",
            "10:6: two entries `lgwan` are in force on the same day [rules/catalog/zone.toml:4:1]",
        ),
        (
            "catalog/zone.toml",
            "from = 2018-04-01",
            "from = 2018-04-01\nuntil = 2017-04-01",
            "9:1: `until` lies before `from`",
        ),
        (
            "catalog/zone.toml",
            "confirmed = false",
            "confirmed = \"no\"",
            "13:13: `confirmed` takes true or false, found a text",
        ),
    ] {
        let text = file(name).replacen(from, to, 1);
        let problems = read_pack(&[(name, &text)]).unwrap_err();
        assert!(problems.contains(&format!("rules/{name}:{expected}")), "{to}: {problems:#?}");
    }
}

#[test]
fn entries_with_one_id_may_follow_each_other() {
    let text = "entity = \"zone\"\n[[entry]]\nid = \"lgwan\"\nuntil = 2018-03-31\n[[entry]]\nid = \"lgwan\"\nfrom = 2018-04-01\n[[entry]]\nid = \"internet\"\n";
    let (pack, _) = read_pack(&[("catalog/zone.toml", text)]).unwrap();
    assert_eq!(pack.catalog.len(), 3);
}

#[test]
fn files_out_of_place_are_named() {
    let problems = read_pack(&[("stray.toml", ""), ("a/b/c.toml", "")]).unwrap_err();
    let places: Vec<_> = problems.iter().map(|problem| problem.split(" (").next().unwrap()).collect();
    assert_eq!(
        places,
        ["rules/a/b/c.toml:1:1: `a/b/c.toml` is out of place", "rules/stray.toml:1:1: `stray.toml` is out of place"]
    );
}

/// The small pack with an extension, or what is wrong with it.
fn extended(files: &[(&str, &str)]) -> Result<crate::pack::Pack, Vec<String>> {
    let base = Folder::new(pack_files(&[]));
    let own: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let outer = Folder::new([]);
    for (name, bytes) in own {
        outer.write(&format!("own/{name}"), bytes);
    }
    let mut sources = Sources::default();
    let loaded = load_pack(PackSource::Folder(base.0.clone()), &[outer.0.join("own")], &mut sources);
    loaded.map_err(|problems| shown(&problems, &sources))
}

const NOTE_FIELD: &str = "id = \"system\"\n[field.floor]\ntype = \"int\"\nlabel = { ja = \"階\", en = \"floor\" }\nask = { ja = \"階は\", en = \"which floor?\" }\nheader = []\n";

#[test]
fn an_extension_adds() {
    let own_rule =
        rule("system-in-no-zone", "system-in-the-cellar").replace("system.zone == 'lgwan'", "system.floor > 0");
    let pack = extended(&[
        ("vocabulary/system.toml", NOTE_FIELD),
        ("vocabulary/robot.toml", "id = \"robot\"\nkind = \"base\"\nlabel = { ja = \"ロボット\", en = \"robot\" }\nlist = { ja = \"全部\", en = \"all?\" }\n"),
        ("catalog/zone.toml", "entity = \"zone\"\n[[entry]]\nid = \"own\"\nname = \"独自\"\n"),
        ("clauses/guideline.toml", "id = \"guideline\"\ntitle = { ja = \"独\", en = \"own\" }\nauthority = \"policy\"\n[[clause]]\nid = \"9\"\nlabel = { ja = \"九\", en = \"nine\" }\n"),
        ("assets/system-in-the-cellar.toml", &own_rule),
    ])
    .unwrap();
    assert_eq!(
        pack.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(),
        ["system-in-no-zone", "system-in-the-cellar"]
    );
    assert!(pack.vocabulary.find("robot").is_some());
    assert_eq!(pack.clauses["guideline/9"][0].authority, Authority::Policy);
    assert_eq!(pack.catalog.len(), 3);
}

#[test]
fn an_extension_replaces_nothing() {
    let twice = NOTE_FIELD.replace("floor", "zone");
    assert_eq!(
        extended(&[("vocabulary/system.toml", &twice)]).unwrap_err(),
        [
            "own/vocabulary/system.toml:2:8: field `zone` of `system` is declared twice [rules/vocabulary/system.toml:19:8]"
        ]
    );
    let again = extended(&[(RULE_FILE, RULE)]).unwrap_err();
    assert_eq!(
        again,
        [
            "own/separation/system-in-no-zone.toml:2:6: there are two rules `system-in-no-zone` [rules/separation/system-in-no-zone.toml:2:6]"
        ]
    );
    let kind = NOTE_FIELD.replace("id = \"system\"", "id = \"system\"\nkind = \"base\"");
    assert_eq!(
        extended(&[("vocabulary/system.toml", &kind)]).unwrap_err(),
        ["own/vocabulary/system.toml:2:1: unknown key `kind` (known keys are `id`, `field`)"]
    );
    let clause = "id = \"guideline\"\ntitle = { ja = \"独\", en = \"own\" }\nauthority = \"policy\"\n[[clause]]\nid = \"3-1\"\nlabel = { ja = \"九\", en = \"nine\" }\n";
    assert_eq!(
        extended(&[("clauses/guideline.toml", clause)]).unwrap_err(),
        [
            "own/clauses/guideline.toml:5:6: clause `guideline/3-1` is written twice for the same day [rules/clauses/guideline.toml:7:6]"
        ]
    );
    assert_eq!(
        extended(&[("pack.toml", "name = \"own\"")]).unwrap_err(),
        [
            "own/pack.toml:1:1: `pack.toml` is out of place (put it in vocabulary/, catalog/, clauses/, forms/, returns/ or the folder of an area of rules)"
        ]
    );
}
