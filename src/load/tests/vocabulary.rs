//! Vocabulary files: what they declare, and every name in them that resolves to nothing.

use super::{PACK, pack, read_pack};
use crate::vocabulary::{Answers, FieldType, Kind, Period};

/// A file of the small pack with one stretch replaced.
fn changed(name: &str, from: &str, to: &str) -> String {
    let (_, text) = PACK.iter().find(|(file, _)| *file == name).unwrap();
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn declares_entities() {
    let (pack, _) = pack();
    let vocabulary = &pack.vocabulary;
    let entity = |name: &str| vocabulary.entity(vocabulary.find(name).unwrap());
    let system = entity("system");
    assert_eq!(system.kind, Kind::Base);
    assert_eq!(system.answers, Answers::Owner(system.find("owner").unwrap()));
    assert_eq!(system.names, [system.find("name").unwrap()]);
    assert_eq!(system.fields["zone"].valid_for, Some(Period { months: 12, days: 0 }));
    let FieldType::Choice(zones) = &system.fields["zone"].kind else { panic!("no choice") };
    assert_eq!(zones["lgwan"].label.en, "LGWAN zone");
    assert_eq!(zones["internet"].label.en, "internet");
    assert_eq!(zones["lgwan"].alias, ["ＬＧ系"]);
    assert!(system.fields["state"].computed);
    assert_eq!(entity("department").reverses.keys().collect::<Vec<_>>(), ["children", "systems"]);
    assert_eq!(entity("attendance").key.len(), 2);
    assert_eq!(entity("attendance").answers, Answers::Role("hr".to_owned()));
    let function = entity("function");
    let implied = function.implied.as_ref().unwrap();
    assert!(implied.complete);
    assert_eq!(implied.of, [vocabulary.find("standard_function").unwrap()]);
    assert_eq!(implied.fields, [function.find("standard").unwrap()]);
    assert_eq!(implied.set[0].1.source, "entry.name");
    let load = entity("load");
    assert!(load.fields.values().all(|field| field.computed));
    assert_eq!(load.each.as_ref().unwrap().over[0].0, "department");
}

#[test]
fn compiles_every_expression() {
    let (pack, _) = pack();
    let formulas = |name: &str| &pack.formulas.entities[usize::from(pack.vocabulary.find(name).unwrap().0)];
    assert_eq!(formulas("function").implied.len(), 1);
    let load = formulas("load");
    assert_eq!((load.each.len(), load.keep.is_some(), load.fields.len()), (1, true, 2));
    for (entity, formulas) in pack.vocabulary.entities.values().zip(&pack.formulas.entities) {
        assert_eq!(formulas.asks.len(), entity.fields.len(), "{}", entity.id);
    }
}

#[test]
fn says_what_is_wrong_with_entities() {
    for (file, from, to, expected) in [
        (
            "system",
            "id = \"system\"",
            "id = \"sistem\"",
            "2:6: id `sistem` differs from the file's name (call the file sistem.toml)",
        ),
        ("system", "kind = \"base\"", "kind = \"bass\"", "3:8: unknown kind `bass` (did you mean `base`?)"),
        ("system", "kind = \"base\"\n", "", "1:1: `kind` is missing"),
        ("system", ", en = \"information system\"", "", "4:9: `en` is missing"),
        ("system", "list = { ja = \"全部ですか\", en = \"complete?\" }\n", "", "1:1: `list` is missing"),
        ("system", "answers =", "anwsers =", "6:1: unknown key `anwsers` (did you mean `answers`?)"),
        (
            "system",
            "answers = \"owner\"",
            "answers = \"ownr\"",
            "6:11: `system` has no field `ownr` (did you mean `owner`?)",
        ),
        ("system", "answers = \"owner\"", "answers = \"name\"", "6:11: field `name` does not refer to a department"),
        ("attendance", "\"@hr\"", "\"@hrr\"", "6:11: no department has the role `hrr` (did you mean `hr`?)"),
        (
            "attendance",
            "\"person\", \"year\"",
            "\"person\", \"yaer\"",
            "7:18: `attendance` has no field `yaer` (did you mean `year`?)",
        ),
        ("attendance", "key =", "names = [\"year\"]\nkey =", "7:10: field `year` is not a text"),
        (
            "attendance",
            "key =",
            "either = [[\"person\"]]\nkey =",
            "7:12: field `person` may not be none (declare it with none = true)",
        ),
        ("attendance", "key =", "either = \"person\"\nkey =", "7:10: `either` takes a list of texts, found a text"),
        (
            "function",
            "of = \"standard_function\"\ncomplete",
            "of = \"standard_funktion\"\ncomplete",
            "6:6: unknown entity `standard_funktion` (did you mean `standard_function`?)",
        ),
        (
            "function",
            "of = \"standard_function\"\ncomplete",
            "of = \"zone\"\ncomplete",
            "6:6: no field refers to `zone` (declare a field `standard` with type = \"ref\" and of = \"zone\")",
        ),
        (
            "function",
            "name = \"entry.name\"",
            "nam = \"entry.name\"",
            "9:1: `function` has no field `nam` (did you mean `name`?)",
        ),
        ("load", "is = \"department\"\n", "", "8:8: field `department` has no `is`"),
        ("load", "[each]\ndepartment = \"inventory.department\"\n", "", "5:8: `keep` stands without `each`"),
        ("zone", "[field.name]", "keep = \"true\"\n[field.name]", "5:1: `each` and `keep` belong to computed entities"),
    ] {
        let name = format!("vocabulary/{file}.toml");
        let text = changed(&name, from, to);
        let problems = read_pack(&[(&name, &text)]).unwrap_err();
        assert!(problems.contains(&format!("rules/{name}:{expected}")), "{to}: {problems:#?}");
    }
}

#[test]
fn says_what_is_wrong_with_fields() {
    for (from, to, expected) in [
        ("type = \"bool\"", "type = \"boll\"", "27:8: unknown type `boll` (did you mean `bool`?)"),
        ("type = \"bool\"\n", "", "26:1: `type` is missing"),
        ("type = \"bool\"", "type = \"bool\"\nof = \"zone\"", "28:6: type `bool` takes no `of`"),
        ("type = \"bool\"", "type = \"bool\"\nvalues = []", "28:1: type `bool` takes no `values`"),
        ("type = \"bool\"", "type = \"choice\"", "26:1: `values` is missing"),
        ("type = \"bool\"", "type = \"ref\"", "26:1: `of` is missing"),
        ("of = \"zone\"", "of = \"zoen\"", "21:6: unknown entity `zoen` (did you mean `zone`?)"),
        ("of = \"zone\"", "of = \"function\"", "21:6: `function` has no entries in the catalog"),
        ("of = \"zone\"", "of = \"zone\"\nvalues = []", "22:1: both `of` and `values` are given (keep one of them)"),
        (
            "valid_for = \"1y\"",
            "valid_for = \"1 year\"",
            "25:13: `1 year` is not a length of time (write it as 1y, 3m or 90d)",
        ),
        (
            "reverse = \"systems\"\nlabel = { ja = \"所管課\"",
            "reverse = \"name\"\nlabel = { ja = \"所管課\"",
            "15:11: `department` already has `name` (choose another name) [rules/vocabulary/department.toml:6:8]",
        ),
        ("type = \"bool\"", "type = \"bool\"\nreverse = \"x\"", "28:11: `reverse` belongs to reference fields"),
        ("type = \"bool\"", "type = \"bool\"\nis = \"true\"", "28:6: `is` belongs to computed entities"),
        ("type = \"bool\"", "type = \"bool\"\npast = true", "28:1: `past` belongs to dates"),
        ("type = \"bool\"", "type = \"bool\"\nnone = \"yes\"", "28:8: `none` takes true or false, found a text"),
        (
            "type = \"bool\"",
            "type = \"bool\"\nanswers = \"@ictt\"",
            "28:11: no department has the role `ictt` (did you mean `ict`?)",
        ),
        ("type = \"bool\"", "type = \"bool\"\nchagne = true", "28:1: unknown key `chagne` (did you mean `change`?)"),
        ("[field.live]", "[field.source]", "26:8: the name `source` is taken (choose another name)"),
        ("[field.live]", "[field.\"稼働\"]", "26:8: `稼働` cannot be a name (use lower-case letters, digits and _)"),
        ("ask = { ja = \"稼働は\", en = \"live?\" }\n", "", "26:1: `ask` is missing"),
        (
            "ask = { ja = \"稼働は\", en = \"live?\" }\nheader = []\n",
            "ask = { ja = \"稼働は\", en = \"live?\" }\n",
            "26:1: `header` is missing",
        ),
        ("{ id = \"knowledge\"", "{ id = \"none\"", "63:92: choice `none` is written twice"),
    ] {
        let text = changed("vocabulary/system.toml", from, to);
        let problems = read_pack(&[("vocabulary/system.toml", &text)]).unwrap_err();
        assert!(problems.contains(&format!("rules/vocabulary/system.toml:{expected}")), "{to}: {problems:#?}");
    }
}

#[test]
fn says_where_an_expression_is_wrong() {
    for (file, from, to, place) in [
        ("function", "entry.name", "entry.nam", "9:15"),
        ("load", "inventory.department", "inventory.departmnt", "7:25"),
        ("load", "size(department.systems) > 0", "size(department.sistems) > 0", "5:25"),
        ("load", "is = \"size(department.systems)\"", "is = '''\n  size(department.sistems)'''", "16:19"),
        ("system", "who owns {name}?", "who owns {nmae}?", "17:45"),
    ] {
        let name = format!("vocabulary/{file}.toml");
        let text = changed(&name, from, to);
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let problems = read_pack(&[(&name, &text)]).unwrap_err();
            assert!(problems[0].starts_with(&format!("rules/{name}:{place}: ")), "{to}: {problems:#?}");
        }
    }
}
