//! Inventories: bodies, records, overlays, and what may not stand in them.

use super::{BODY, read_folder, read_inventory};
use crate::inventory::RawValue;
use jiff::civil::date;

#[test]
fn reads_records_of_all_files() {
    let files = [
        ("body.toml", BODY.replace("as_of", "complete = [\"system\"]\nas_of")),
        (
            "sub/systems.toml",
            "[[system]]\nid = \"a\"\nname = \"住記\"\nsource = \"計画 p.3\"\nobserved = \"R7.3.31\"\n".to_owned(),
        ),
        (
            "answers.toml",
            "[[fact]]\non = \"system/a\"\nby = \"税務課\"\non_date = 2026-05-01\nusers = 3\n[[department]]\nid = \"d\"\ncomplete = [\"systems\"]\n"
                .to_owned(),
        ),
        ("notes.txt", "not toml".to_owned()),
    ];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (inventory, pack) = read_folder(&files).unwrap();
    assert_eq!(inventory.as_of, date(2026, 4, 1));
    assert_eq!(inventory.complete.len(), 1);
    let ids: Vec<_> = inventory.records.iter().filter_map(|record| Some(record.id.as_ref()?.0.as_str())).collect();
    assert_eq!(ids, ["d", "a"]);
    let system = &inventory.records[1];
    assert_eq!(system.observed, Some(date(2025, 3, 31)));
    assert_eq!(system.source.as_deref(), Some("計画 p.3"));
    assert_eq!(inventory.records[0].complete[0].0, "systems");
    let overlay = &inventory.overlays[0];
    assert_eq!((overlay.on.0.as_str(), overlay.record.entity), ("system/a", system.entity));
    assert_eq!(overlay.record.observed, Some(date(2026, 5, 1)));
    assert_eq!((overlay.by.as_deref(), overlay.record.source.as_deref()), (Some("税務課"), None));
    assert_eq!(overlay.record.cells[0].value, RawValue::Int(3));
    assert_eq!(pack.vocabulary.entity(inventory.body.entity).id, "body");
    assert_eq!(inventory.sha256.len(), 64);
}

#[test]
fn the_digest_depends_on_names_and_contents_alone() {
    let digest = |name: &str, text: &str| {
        read_folder(&[("body.toml", BODY.as_bytes()), (name, text.as_bytes())]).unwrap().0.sha256
    };
    assert_eq!(digest("x.toml", ""), digest("x.toml", ""));
    assert_ne!(digest("x.toml", ""), digest("y.toml", ""));
    assert_ne!(digest("x.toml", ""), digest("x.toml", "# note"));
}

#[test]
fn says_what_is_wrong_with_tables() {
    for (text, expected) in [
        ("[[sytem]]\nid = \"a\"", "x.toml:1:3: unknown table `sytem` (did you mean `system`?)"),
        ("[[\"情報システム\"]]\nid = \"a\"", "x.toml:1:3: unknown table `情報システム` (write `system`)"),
        (
            "[system]\nid = \"a\"",
            "x.toml:1:1: `system` takes a list of tables, found a table (write the heading as [[system]])",
        ),
        (
            "system = 3",
            "x.toml:1:10: `system` takes a list of tables, found a whole number (write the heading as [[system]])",
        ),
        ("colour = 3", "x.toml:1:1: unknown table `colour`"),
        (
            "[body]\nname = \"x\"",
            "x.toml:1:2: `body` cannot stand here (facts about the body go under [body] in body.toml)",
        ),
        (
            "[[zone]]\nid = \"x\"",
            "x.toml:1:3: `zone` is reference data of the pack, not of an inventory (refer to its entries by id)",
        ),
        (
            "[[load]]\nid = \"x\"",
            "x.toml:1:3: `load` is computed and cannot be written (write the facts it is computed from)",
        ),
    ] {
        assert_eq!(read_inventory(text).unwrap_err(), [expected], "{text}");
    }
}

#[test]
fn says_what_is_wrong_with_keys() {
    for (text, expected) in [
        (
            "[[system]]\nname = \"a\"",
            "x.toml:1:1: a record of `system` has no id (give it a short name of its own: id = \"…\")",
        ),
        ("[[system]]\nid = 3", "x.toml:2:6: `id` takes a text, found a whole number (write \"3\")"),
        ("[[system]]\nid = \" \"", "x.toml:2:6: `id` is blank"),
        ("[[system]]\nid = \"*\"", "x.toml:2:6: `*` cannot be an id"),
        ("[[system]]\nid = \"a\"\nusres = 3", "x.toml:3:1: `system` has no field `usres` (did you mean `users`?)"),
        (
            "[[system]]\nid = \"a\"\n\"ネットワーク区分\" = 3",
            "x.toml:3:1: `system` has no field `ネットワーク区分` (write `zone`)",
        ),
        ("[[system]]\nid = \"a\"\n\"利用者数\" = 3", "x.toml:3:1: `system` has no field `利用者数` (write `users`)"),
        (
            "[[system]]\nid = \"a\"\nsoruce = \"p\"",
            "x.toml:3:1: `system` has no field `soruce` (did you mean `source`?)",
        ),
        ("[[system]]\nid = \"a\"\nstate = \"x\"", "x.toml:3:1: `state` is computed and cannot be written"),
        ("[[system]]\nid = \"a\"\nsource = 3", "x.toml:3:10: `source` takes a text, found a whole number"),
        (
            "[[system]]\nid = \"a\"\ncomplete = \"x\"",
            "x.toml:3:12: `complete` takes a list of texts, found a text (write [\"x\"])",
        ),
        (
            "[[system]]\nid = \"a\"\nobserved = \"昨日\"",
            "x.toml:3:12: `昨日` is not a date (write a real day, such as 2025-03-31, 令和7年3月31日 or R7.3.31)",
        ),
        (
            "[[attendance]]\nperson = \"p\"",
            "x.toml:1:1: a record of `attendance` has no `year` (records of `attendance` are told apart by year, so it must be written)",
        ),
        (
            "[[attendance]]\nid = \"a\"\nperson = \"p\"\nyear = 2025",
            "x.toml:2:1: `attendance` takes no id (its records are told apart by `person`, `year`)",
        ),
    ] {
        assert_eq!(read_inventory(text).unwrap_err(), [expected], "{text}");
    }
}

#[test]
fn says_what_is_wrong_with_overlays() {
    for (text, expected) in [
        ("[[fact]]\nusers = 3", "x.toml:1:1: `on` is missing"),
        ("[[fact]]\non = \"sytem/a\"", "x.toml:2:6: unknown table `sytem` (did you mean `system`?)"),
        ("[[fact]]\non = \"system\"", "x.toml:2:6: `system` names no record (write its id too, as `system/…`)"),
        (
            "[[fact]]\non = \"zone/lgwan\"",
            "x.toml:2:6: `zone` is reference data of the pack, not of an inventory (refer to its entries by id)",
        ),
        ("[[fact]]\non = \"system/a\"\nid = \"b\"", "x.toml:3:1: `system` has no field `id`"),
        ("[[fact]]\non = \"system/a\"\nby = 3", "x.toml:3:6: `by` takes a text, found a whole number"),
        (
            "[[fact]]\non = \"system/a\"\nusers = \"many\"",
            "x.toml:3:9: `many` is not a number (write only the number, as 30 or 1,200)",
        ),
    ] {
        assert_eq!(read_inventory(text).unwrap_err(), [expected], "{text}");
    }
    let (inventory, _) = read_inventory("[[fact]]\non = \"body\"\nclass = \"町\"").unwrap();
    assert_eq!(inventory.overlays[0].record.cells[0].value, RawValue::Text("town".to_owned()));
}

#[test]
fn says_what_is_wrong_with_the_body() {
    let body = |from: &str, to: &str| BODY.replace(from, to);
    for (text, expected) in [
        (
            body("as_of", "as_fo"),
            vec!["body.toml:1:1: `as_of` is missing", "body.toml:4:1: `body` has no field `as_fo`"],
        ),
        (body("code = \"999997\"\n", ""), vec!["body.toml:1:1: [body] has no `code`"]),
        (body("name = \"例示市\"\n", ""), vec!["body.toml:1:1: [body] has no `name`"]),
        (
            body("[body]", "[boddy]"),
            vec!["body.toml:1:1: [body] is missing", "body.toml:1:2: unknown table `boddy` (did you mean `body`?)"],
        ),
        (body("[body]", "[[body]]"), vec!["body.toml:1:1: `body` takes a table, found a list"]),
        (
            body("999997", "999998"),
            vec![
                "body.toml:2:8: the check digit of body code `999998` is wrong (if the first five digits are right it is `999997`)",
            ],
        ),
        (
            body("999997", "27223"),
            vec![
                "body.toml:2:8: body code `27223` lacks its check digit (if the first five digits are right it is `272230`)",
            ],
        ),
        (
            body("999997", "門真"),
            vec![
                "body.toml:2:8: body code `門真` is not six digits (write the six-digit local government code as a text)",
            ],
        ),
        (
            body("\"999997\"", "999997"),
            vec!["body.toml:2:8: `code` takes a text, found a whole number (write \"999997\")"],
        ),
        (
            body("as_of", "complete = [\"sytem\", \"zone\"]\nas_of"),
            vec![
                "body.toml:4:13: unknown table `sytem` (did you mean `system`?)",
                "body.toml:4:22: `zone` is reference data of the pack, not of an inventory (refer to its entries by id)",
            ],
        ),
        (
            body("2026-04-01", "2026-04-01T09:00:00"),
            vec!["body.toml:4:9: `2026-04-01T09:00:00` carries a time of day (write the date alone)"],
        ),
    ] {
        assert_eq!(read_folder(&[("body.toml", text.as_bytes())]).unwrap_err(), expected, "{text}");
    }
}

#[test]
fn accepts_every_right_body_code() {
    for code in ["999997", "999989", "270008", "272051", "272230", "272248", "462250", "030007", "２７２２３０"] {
        let text = BODY.replace("999997", code);
        let (inventory, _) = read_folder(&[("body.toml", text.as_bytes())]).unwrap();
        let RawValue::Text(read) = &inventory.body.cells[0].value else { panic!("{code}") };
        assert!(read.is_ascii() && read.len() == 6, "{read}");
    }
}

#[test]
fn collects_the_problems_of_all_files() {
    let files: [(&str, &[u8]); 4] = [
        ("a.toml", b"[[sytem]]\nid = \"a\"\n"),
        ("b.toml", b"[[system]]\nid = \"b\"\nusers = 1.5\nlive = \"yes\"\n"),
        ("body.toml", BODY.as_bytes()),
        ("c.toml", b"[[system]]\nid = \"c\nname = \"d\"\n"),
    ];
    let problems = read_folder(&files).unwrap_err();
    let places: Vec<_> = problems.iter().map(|problem| problem.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["a.toml:1:3", "b.toml:3:9", "b.toml:4:8", "c.toml:2:8"]);
}
