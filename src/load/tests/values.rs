//! Values: what may be written in a field of each type.

use super::read_inventory;
use crate::calendar::parse_days;
use crate::inventory::RawValue;
use jiff::civil::date;

fn system(line: &str) -> String {
    format!("[[system]]\nid = \"a\"\n{line}\n")
}

fn text(text: &str) -> RawValue {
    RawValue::Text(text.to_owned())
}

#[test]
fn reads_values_of_every_type() {
    let texts = |texts: &[&str]| RawValue::Texts(texts.iter().map(|text| (*text).to_owned()).collect());
    for (line, expected) in [
        ("name = \"住民記録\"", text("住民記録")),
        ("owner = \" 税務課 \"", RawValue::Name("税務課".to_owned())),
        ("live = true", RawValue::Bool(true)),
        ("users = 1_234", RawValue::Int(1234)),
        ("users = 0x10", RawValue::Int(16)),
        ("users = \"１，２３４\"", RawValue::Int(1234)),
        ("score = 3", RawValue::Number(3.0)),
        ("score = -1.5", RawValue::Number(-1.5)),
        ("score = \"▲16.7\"", RawValue::Number(-16.7)),
        ("score = \"96.3％\"", RawValue::Number(96.3)),
        ("score = \"なし\"", RawValue::None),
        ("live_on = 2025-03-31", RawValue::Date(date(2025, 3, 31))),
        ("live_on = \"令和７年３月３１日\"", RawValue::Date(date(2025, 3, 31))),
        ("live_on = \"令和7年2月\"", RawValue::Days(parse_days("2025-02").unwrap())),
        ("live_on = \"2025-03-31/2025-03-31\"", RawValue::Date(date(2025, 3, 31))),
        ("live_on = \"none\"", RawValue::None),
        ("live_on = \"該当なし\"", RawValue::None),
        ("year = 2025", RawValue::Int(2025)),
        ("year = \"令和元年度\"", RawValue::Int(2019)),
        ("zone = \"lgwan\"", text("lgwan")),
        ("zone = \"ＬＧＷＡＮ 接続系\"", text("lgwan")),
        ("zone = \"LG系\"", text("lgwan")),
        ("zone = \"lgwan zone\"", text("lgwan")),
        ("tags = [\"a\", \"b\"]", texts(&["a", "b"])),
        ("tags = []", texts(&[])),
        ("factors = [\"知識\", \"none\"]", texts(&["knowledge", "none"])),
        ("factors = \"知識\"", texts(&["knowledge"])),
    ] {
        let (inventory, _) = read_inventory(&system(line)).unwrap_or_else(|problems| panic!("{line}: {problems:?}"));
        assert_eq!(inventory.records[0].cells[0].value, expected, "{line}");
    }
}

#[test]
fn blank_is_no_fact() {
    let (inventory, _) = read_inventory(&system("name = \"\"\nlive_on = \" \"\nnote = \"\"")).unwrap();
    assert!(inventory.records[0].cells.is_empty());
}

#[test]
fn references_keep_their_places() {
    let (inventory, _) = read_inventory(&system("functions = [\"juki\", \"kaigo\"]")).unwrap();
    let RawValue::Names(names) = &inventory.records[0].cells[0].value else { panic!("no names") };
    let shown: Vec<_> = names.iter().map(|(name, place)| (name.as_str(), place.end - place.start)).collect();
    assert_eq!(shown, [("juki", 6), ("kaigo", 7)]);
}

#[test]
fn says_what_is_wrong_with_values() {
    const DAY: &str = "(write it as 2025-03-31, 令和7年3月31日 or R7.3.31; if the day is not known, as much as is known: 2025-03, \
                       令和7年度)";
    const DIGITS: &str = "(write only the number, as 30 or 1,200)";
    const YEAR: &str = "(write it as 2025, R7 or 令和7年度)";
    for (line, expected) in [
        ("name = 3", "8: `name` takes a text, found a whole number (write \"3\")".to_owned()),
        ("name = [\"a\"]", "8: `name` takes a text, found a list".to_owned()),
        (
            "name = \"なし\"",
            "8: `name` cannot be `なし` (this field always has a value; leave it out if the value is not known)"
                .to_owned(),
        ),
        ("live = \"はい\"", "8: `live` takes true or false, found a text".to_owned()),
        ("live = 1", "8: `live` takes true or false, found a whole number".to_owned()),
        ("users = 1.5", "9: `users` takes a whole number, found a number".to_owned()),
        ("users = \"1.5\"", format!("9: `1.5` is not a whole number {DIGITS}")),
        ("users = \"約百人\"", format!("9: `約百人` is not a number {DIGITS}")),
        ("users = 99999999999999999999", "9: `99999999999999999999` is too large".to_owned()),
        (
            "users = \"none\"",
            "9: `users` cannot be `none` (this field always has a value; leave it out if the value is not known)"
                .to_owned(),
        ),
        ("score = nan", "9: `nan` is not a number".to_owned()),
        ("score = -inf", "9: `-inf` is not a number".to_owned()),
        ("score = \"1,23\"", format!("9: the commas of `1,23` do not stand at thousands {DIGITS}")),
        ("score = true", "9: `score` takes a number, found true or false".to_owned()),
        ("live_on = 2025", "11: `live_on` takes a date, found a whole number".to_owned()),
        (
            "live_on = 2025-03-31T00:00:00Z",
            "11: `2025-03-31T00:00:00Z` carries a time of day (write the date alone)".to_owned(),
        ),
        ("live_on = 10:00:00", "11: `10:00:00` carries a time of day (write the date alone)".to_owned()),
        ("live_on = \"令和8年2月30日\"", format!("11: `令和8年2月30日` is not a day of the calendar {DAY}")),
        ("live_on = \"R7-13-1\"", format!("11: `R7-13-1` is not a day of the calendar {DAY}")),
        (
            "live_on = \"平成31年5月1日\"",
            "11: `平成31年5月1日` lies outside the era 平成 (write 令和元年5月1日)".to_owned(),
        ),
        ("live_on = \"令和7年13月\"", format!("11: `令和7年13月` is not a day of the calendar {DAY}")),
        (
            "live_on = \"令和7年3月〜令和7年2月\"",
            "11: `令和7年3月〜令和7年2月` ends before it begins (write the earlier one first)".to_owned(),
        ),
        ("live_on = \"未定\"", format!("11: `未定` is not a date {DAY}")),
        ("year = 7", format!("8: `7` is not a fiscal year {YEAR}")),
        ("year = \"令和7年\"", format!("8: `令和7年` is a calendar year, not a fiscal year {YEAR}")),
        ("year = 2025-04-01", format!("8: `year` takes a fiscal year, found a date {YEAR}")),
        ("zone = \"lgwna\"", "8: `lgwna` is not a choice of `zone` (did you mean `lgwan`?)".to_owned()),
        (
            "zone = \"DMZ\"",
            "8: `DMZ` is not a choice of `zone` (choices are lgwan (LGWAN zone), internet (internet))".to_owned(),
        ),
        (
            "zone = \"なし\"",
            "8: `zone` cannot be `なし` (this field always has a value; leave it out if the value is not known)"
                .to_owned(),
        ),
        (
            "zone = 3",
            "8: `3` is not a choice of `zone` (choices are lgwan (LGWAN zone), internet (internet))".to_owned(),
        ),
        (
            "factors = [\"知識\", \"顔\"]",
            "18: `顔` is not a choice of `factors` (choices are knowledge (knowledge), none (nothing))".to_owned(),
        ),
        (
            "factors = [\"暗証\"]",
            "12: `暗証` means several choices of `factors` (choices are knowledge (knowledge), none (nothing))"
                .to_owned(),
        ),
        ("factors = 3", "11: `factors` takes a list of texts, found a whole number".to_owned()),
        ("tags = \"a\"", "8: `tags` takes a list of texts, found a text (write [\"a\"])".to_owned()),
        ("tags = [\"a\", 3]", "14: `tags` takes a text, found a whole number".to_owned()),
        ("tags = [\"a\", \"\"]", "14: `tags` is blank".to_owned()),
        ("functions = \"juki\"", "13: `functions` takes a list of texts, found a text (write [\"juki\"])".to_owned()),
        ("owner = 3", "9: `owner` takes a text, found a whole number (write \"3\")".to_owned()),
        (
            "owner = \"なし\"",
            "9: `owner` cannot be `なし` (this field always has a value; leave it out if the value is not known)"
                .to_owned(),
        ),
    ] {
        assert_eq!(read_inventory(&system(line)).unwrap_err(), [format!("x.toml:3:{expected}")], "{line}");
    }
}

#[test]
fn columns_count_characters_under_crlf() {
    let text = "[[system]]\r\nid = \"a\"\r\n# 住民記録\r\nname = \"住民\"\r\nlive_on = \"未定\"\r\n";
    let problems = read_inventory(text).unwrap_err();
    assert!(problems[0].starts_with("x.toml:5:11: "), "{problems:?}");
}
